"""`manage.py import_ror` reads what ROR publishes; the organizations here are invented."""

import gzip
import json
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.institutions.linking import resolve
from accounts.models import RorDump, RorOrganization

pytestmark = pytest.mark.django_db

NAMES = ["Quillmark University", "University of Dorvale", "Zentrix", "École d'Ambrelle", "Brightwater (Canada)"]
NAME = "v1.50-2026-07-29-ror-data.json"


def v2(number, name, status="active"):
    return {
        "id": f"https://ror.org/01aaaaa0{number}",
        "status": status,
        "types": ["education", "funder"],
        "locations": [{"geonames_details": {"country_code": "NO", "name": "Bergstad"}}],
        "names": [
            {"value": f"Alias {name}", "types": ["alias"], "lang": None},
            {"value": name, "types": ["ror_display", "label"], "lang": "en"},
            {"value": f"QM{number}", "types": ["acronym"], "lang": None},
        ],
    }


def v1(number, name):
    return {
        "id": f"https://ror.org/01aaaaa0{number}",
        "name": name,
        "status": "active",
        "types": ["Education"],
        "country": {"country_name": "Norway", "country_code": "NO"},
        "addresses": [{"city": "Bergstad"}],
        "aliases": [f"Alias {name}"],
        "acronyms": [f"QM{number}"],
        "labels": [{"label": f"Label {name}", "iso639": "nb"}],
    }


def json_of(record, folder, name=NAME):
    path = folder / name
    path.write_text(json.dumps([record(number, each) for number, each in enumerate(NAMES)], indent=2))
    return path


def csv_text():
    head = "ror_id,name,status,country_code,city,types,acronyms,aliases,labels,domains_links"
    rows = [
        f'https://ror.org/01aaaaa0{number},"{name}",active,NO,Bergstad,Education,QM{number},Alias {name},Label {name}@nb,'
        for number, name in enumerate(NAMES)
    ]
    return "\r\n".join([head, *rows, "https://ror.org/01aaaaa09,Gone,withdrawn,NO,,,,,,", ""])


def zipped(folder):
    path = folder / NAME.replace(".json", ".zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("v1.50-2026-07-29-ror-data.json", "[]")
        archive.writestr("v1.50-2026-07-29-ror-data.csv", "id\n")
        archive.writestr("v1.50-2026-07-29-ror-data_schema_v2.json", json_of(v2, folder).read_text())
    return path


def csv_of(folder):
    path = folder / "table-2026-07-29.csv"
    path.write_text(csv_text())
    return path


def csv_gz(folder):
    path = folder / "table-2026-07-29.csv.gz"
    path.write_bytes(gzip.compress(csv_text().encode()))
    return path


SHAPES = [lambda folder: json_of(v2, folder), lambda folder: json_of(v1, folder), zipped, csv_of, csv_gz]


@pytest.mark.parametrize("shape", SHAPES, ids=["v2", "v1", "zip", "csv", "csv.gz"])
def test_every_shape_of_a_dump_is_read(tmp_path, shape):
    out = StringIO()

    call_command("import_ror", shape(tmp_path), stdout=out)

    assert "Loaded 5 institutions, released on 2026-07-29." in out.getvalue()
    row = RorOrganization.objects.get(ror_id="01aaaaa00")
    assert (row.name, row.country, row.city) == ("Quillmark University", "NO", "Bergstad")
    assert {("quillmark university", "name"), ("alias quillmark university", "alias"), ("qm0", "acronym")} <= {
        tuple(name) for name in row.names
    }
    assert not RorOrganization.objects.filter(name="Gone").exists()


def test_names_of_the_dump_are_matched(tmp_path):
    call_command("import_ror", json_of(v2, tmp_path), stdout=StringIO())

    found = resolve(["Alias University of Dorvale"], create=True)

    assert [each.ror_id for each in found.created] == ["01aaaaa01"]


def test_a_new_dump_replaces_the_former_one(tmp_path):
    call_command("import_ror", json_of(v2, tmp_path), stdout=StringIO())
    smaller = tmp_path / "v2-2026-08-30.json"
    smaller.write_text(json.dumps([v2(7, "Zentrix")]))

    call_command("import_ror", smaller, stdout=StringIO())

    assert [each.ror_id for each in RorOrganization.objects.all()] == ["01aaaaa07"]
    assert [str(each) for each in RorDump.objects.all()] == ["ROR 2026-08-30"]


def test_what_ror_has_withdrawn_is_left_out(tmp_path):
    path = tmp_path / NAME
    path.write_text(json.dumps([v2(1, "Here"), v2(2, "Gone", status="withdrawn")]))

    call_command("import_ror", path, stdout=StringIO())

    assert [each.name for each in RorOrganization.objects.all()] == ["Here"]


def test_an_old_dump_is_loaded_with_a_warning(tmp_path, settings):
    settings.ROR_MAX_AGE_DAYS = 30
    out = StringIO()

    call_command("import_ror", json_of(v2, tmp_path), released="2020-01-31", stdout=out)

    assert "older than the 30 days allowed here" in out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('[{"id": "https://ror.org/01aaaaa01", "names": [', "ends in the middle"),
        ('[{"id": "x"}]', "none of ROR's"),
        ('["a", "b"]', "none of ROR's"),
        ("{}", "none of ROR's"),
        ("[]", "no organization in this file"),
        ("", "columns are missing"),
        ("name,city\nZentrix,Luteville\n", "columns are missing: acronyms, aliases"),
        ("PK\x03\x04 no zip", "damaged, or no dump"),
        ("\xff\xfe\x00", "damaged, or no dump"),
    ],
)
def test_a_broken_dump_is_refused_and_the_table_stays(tmp_path, content, sentence):
    call_command("import_ror", json_of(v2, tmp_path), stdout=StringIO())
    broken = tmp_path / "broken-2026-09-01.json"
    broken.write_bytes(content.encode("latin-1"))

    with pytest.raises(CommandError, match=sentence):
        call_command("import_ror", broken, stdout=StringIO())

    assert RorOrganization.objects.count() == 5
    assert str(RorDump.current()) == "ROR 2026-07-29"


def test_a_truncated_gzip_is_refused(tmp_path):
    path = csv_gz(tmp_path)
    path.write_bytes(path.read_bytes()[:-20])

    with pytest.raises(CommandError, match="damaged"):
        call_command("import_ror", path, stdout=StringIO())


@pytest.mark.parametrize(
    ("name", "options", "sentence"),
    [
        ("missing-2026-07-29.json", {}, "There is no file"),
        ("dump.json", {}, "does not say when ROR released it"),
        ("dump.json", {"released": "2026-02-31"}, "no such day"),
    ],
)
def test_what_the_command_needs_it_says(tmp_path, name, options, sentence):
    json_of(v2, tmp_path, "dump.json")

    with pytest.raises(CommandError, match=sentence):
        call_command("import_ror", tmp_path / name, **options, stdout=StringIO())


def test_a_dump_longer_than_a_chunk_is_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("accounts.institutions.ror.CHUNK", 100)

    call_command("import_ror", json_of(v2, tmp_path), stdout=StringIO())

    assert RorOrganization.objects.count() == 5
