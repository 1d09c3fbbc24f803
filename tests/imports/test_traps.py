"""Files as strangers make them, from the upload to the row: what the organizer reads, and what must not happen."""

import io
import json
import socket
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from accounts.models import Likeness, Person
from config.imports import actions, sources
from papers.importers.rows import File, Unreadable
from papers.models import Authorship, Paper
from tests.factories import PaperFactory, UserFactory, WorkshopFactory, organizer_of
from tests.imports.rows import applied, author, line, paper, verdicts
from workshops.models import Import, Page

pytestmark = pytest.mark.django_db

CMT = (
    "Paper ID\tPaper Title\tAuthors\tAuthor Emails\tStatus\tReviewers\tReviewer Emails\r\n"
    "7\tLeaves\tAda Bay (Laurel)*\tada@laurel.example*\tAccept\tRex Referee\trex@referee.example\r\n"
    "8\t\tIvy Elm (Elm)*\tivy@elm.example*\tAccept\t\t\r\n"
    "9\tRoots\tMay Oak (Oak)*\tmay@oak.example*\tReject\t\t\r\n"
    "10\tStems\tKai Fir (Fir)*\tkai@fir.example*\tAccept\t\t\r\n"
)


@pytest.fixture
def edition():
    return WorkshopFactory()


def brought(edition, content, name="papers.json"):
    content = content if isinstance(content, str) else json.dumps(content)
    files = sources.unpacked([File(name, content.encode("utf-8", "surrogatepass"))])
    reader, reading = sources.read(files)
    return actions.bring(reading, edition, files=name, name=str(reader.NAME))


def imported(edition, content, name="papers.json"):
    batch = brought(edition, content, name)
    actions.apply(batch, by=None)
    assert batch.status == "applied", batch.failure
    return batch


def entry(title="Leaves", *authors, **fields):
    return {"title": title, "authors": list(authors) or ["Ada Bay"], **fields}


def packed(**entries):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, inner in entries.items():
            archive.writestr(name, inner)
    return content.getvalue()


def shown(client, edition, content, name="papers.csv"):
    """What an organizer reads after the upload."""
    client.force_login(organizer_of(edition))
    uploaded = SimpleUploadedFile(name, content.encode())
    response = client.post(
        reverse("admin:workshops_import_add"), {"edition": edition.pk, "uploads": uploaded}, follow=True
    )
    assert response.status_code == 200
    return response.text


def test_a_broken_row_is_told_with_its_line_and_stops_no_other(edition):
    batch = brought(edition, CMT, "Papers.csv")

    wrong = line(batch, verdict="error")
    assert (wrong.label, wrong.place) == ("This row has no title.", "Papers.csv, line 3")
    assert verdicts(batch) == ["new", "ignored", "new"]


def test_of_an_export_with_reviewers_the_preview_says_what_was_dropped_and_shows_no_address(client, edition):
    text = shown(client, edition, CMT)

    assert "dropped: Reviewers, Reviewer Emails." in text
    assert "Rex Referee" not in text
    assert not [house for house in ("referee", "laurel", "elm", "oak", "fir") if f"@{house}.example" in text]


def test_of_an_export_with_reviewers_nothing_of_them_is_kept(edition):
    batch = brought(edition, CMT, "Papers.csv")

    assert "Rex Referee" not in str(batch.reading)
    assert "rex@referee.example" not in str(batch.reading)


def test_a_rejected_paper_is_ignored_with_the_reason(edition):
    batch = brought(edition, CMT, "Papers.csv")

    assert line(batch, label="Roots").reason == "Not accepted. (Reject)"


@pytest.mark.parametrize("unseen", ["\x00", "\ud800", "\u202e", "\u200b", "\x1b", "\u2066", "\ufffe"])
def test_what_nobody_sees_never_reaches_the_database(edition, unseen):
    row = entry(f"Lea{unseen}ves", f"Ada{unseen} Bay (Lau{unseen}rel)", abstract=f"Of{unseen} trees.", note=unseen)

    imported(edition, [row])

    leaves, ada = Paper.objects.get(), Authorship.objects.get()
    assert (leaves.title, leaves.abstract) == ("Leaves", "Of trees.")
    assert (ada.printed_name, ada.printed_affiliation) == ("Ada Bay", "Laurel")


@pytest.mark.parametrize(
    "title",
    [
        *("../../etc/passwd", "%00 %2e%2e %u202e", "' OR 1=1--", "{{7*7}} ${7*7} {0} %s %(name)s", "None", "null"),
        *("NaN", "O'Brien-Łukasz 李", "👩\u200d🔬 of leaves", "L", "L" * 400),
    ],
)
def test_odd_words_stay_words(client, edition, title):
    text = shown(client, edition, json.dumps([entry(title)]), "papers.json")
    batch = Import.objects.get()
    actions.apply(batch, by=None)

    assert Paper.objects.get().title == title
    assert escape(title) in text


def test_markup_in_names_is_shown_as_it_is_printed(client, edition):
    ada = {"name": "'\"><script>alert(1)</script>"}

    text = shown(client, edition, json.dumps([entry("Leaves", ada)]), "papers.json")

    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_a_megabyte_in_a_title_is_an_error_and_in_an_abstract_an_abstract(edition):
    batch = brought(edition, [entry("L" * 2**20), entry("Roots", "Ivy Elm", abstract="a" * 2**20)])

    assert line(batch, verdict="error").reason == "The title has 1048576 characters; there is room for 400."
    assert verdicts(batch) == ["error", "new"]


def test_a_name_of_three_hundred_letters_is_an_error(edition):
    batch = brought(edition, [entry("Leaves", "A" * 300)])

    assert line(batch, verdict="error").reason == "The name of author 1 has 300 characters; there is room for 200."


def test_a_name_in_composed_and_decomposed_letters_is_one_person(edition):
    imported(edition, [entry("Leaves", "Zo\u00e9 Bay", "Ivy Elm"), entry("Roots", "Zoe\u0301 Bay", "Ivy Elm")])

    assert sorted(Person.objects.values_list("name", flat=True)) == ["Ivy Elm", "Zoé Bay"]


def test_a_name_with_a_letter_of_another_script_is_somebody_else(edition):
    imported(edition, [entry("Leaves", "Аda Bay", "Ivy Elm (Elm)"), entry("Roots", "Ada Bay", "Ivy Elm (Elm)")])

    assert Person.objects.count() == 3


def test_one_author_in_three_spellings_stays_as_printed_and_becomes_one_person(edition):
    spellings = ["José Bay", "JOSE BAY", "Jose\u0301  Bay"]

    imported(edition, [entry(f"Leaves {number}", name, "Ivy Elm") for number, name in enumerate(spellings)])

    printed = Authorship.objects.exclude(person__name="Ivy Elm")
    assert sorted(printed.values_list("printed_name", flat=True)) == ["JOSE BAY", "José Bay", "José Bay"]
    assert printed.values("person").distinct().count() == 1


def test_an_author_in_three_spellings_that_say_less_is_a_question(edition):
    rows = [
        entry(f"Leaves {number}", name)
        for number, name in enumerate(["Daniel Ley (Oak)", "Dan Ley (Oak)", "D. Ley (Oak)"])
    ]

    imported(edition, rows)

    assert Person.objects.count() == 3
    assert Likeness.objects.count() == 3


def test_an_affiliation_belongs_to_the_authorship(edition):
    rows = [entry("Leaves", "Mung Fir (Oak)", "Ivy Elm"), entry("Roots", "Mung Fir (Pine)", "Ivy Elm")]

    imported(edition, rows)

    theirs = Authorship.objects.filter(printed_name="Mung Fir")
    assert sorted(theirs.values_list("printed_affiliation", flat=True)) == ["Oak", "Pine"]
    assert theirs.values("person").distinct().count() == 1


def test_the_number_of_a_paper_on_a_site_is_no_id_of_another_system(edition):
    applied(edition, paper("Leaves", author("Ada Bay"), source_id="7", number=7))

    batch = applied(edition, paper("Roots", author("Ivy Elm"), number=7), source="site")

    assert verdicts(batch) == ["new"]
    assert sorted(Paper.objects.values_list("title", flat=True)) == ["Leaves", "Roots"]


def test_a_site_after_an_export_makes_no_second_paper_and_takes_over_the_order(edition):
    applied(edition, paper("What Doesn't Kill LeafNet", author("Ada Bay"), author("Ivy Elm"), source_id="371"))
    page = (
        "# Accepted papers\n\n- **What doesn’t kill leafnet** <br> Ivy Elm; Ada Bay\n- **Roots of care** <br> Ada Bay\n"
    )

    imported(edition, page, "papers.md")

    assert sorted(Paper.objects.values_list("title", flat=True)) == ["Roots of care", "What Doesn't Kill LeafNet"]
    again = Authorship.objects.filter(paper__title="What Doesn't Kill LeafNet")
    assert list(again.values_list("printed_name", flat=True)) == ["Ivy Elm", "Ada Bay"]


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "gopher://leaves.example/1", "javascript:alert(1)", "//evil"]
)
def test_an_address_of_no_web_page_is_left_out_and_said(edition, address):
    batch = imported(edition, [entry(pdf=address)])

    assert Paper.objects.get().pdf_link == ""
    [doubt] = batch.lines.filter(verdict="doubt")
    assert doubt.label == f"“{address}” is no complete web address and was left out."


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1"])
def test_no_address_in_a_file_is_ever_fetched(client, edition, host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://{host}:{server.getsockname()[1]}/1.pdf"
        page = f"# Accepted papers\n\n- **Leaves of grass** <br> Ada Bay [PDF]({address}) ![]({address})\n"
        shown(client, edition, page, "papers.md")
        shown(client, edition, json.dumps([entry("Roots", pdf=address, url=address)]), "papers.json")

        with pytest.raises(BlockingIOError):
            server.accept()


def test_scripts_and_a_false_base_of_a_page_are_gone(edition):
    words = "We welcome papers about leaves, about roots, and about whatever grows between the two of them."
    page = f"""<html><head><base href="https://evil.example/"></head><body><h1>Call for Papers</h1><p>{words}</p>
    <svg onload="alert(1)"></svg><script>alert(2)</script><p onclick="alert(3)">Write <a href="more.pdf">more</a>.</p></body></html>"""

    imported(edition, page, "call.html")

    body = Page.objects.get().body
    assert words in body
    assert not [part for part in ("alert", "<", "evil.example") if part in body]


def test_a_file_cannot_name_rows_of_others_or_make_itself_important(edition):
    theirs, user = PaperFactory(title="Stones"), UserFactory()
    row = {"id": theirs.pk, "pk": theirs.pk, "workshop": theirs.workshop_id, "status": "Accept", "is_staff": True}
    ada = {"name": "Ada Bay", "id": user.pk, "user": user.pk, "is_staff": True, "is_superuser": True}

    batch = imported(edition, [entry("Leaves", ada, **row)])

    theirs.refresh_from_db()
    user.refresh_from_db()
    assert (theirs.title, user.is_superuser, Person.objects.get(name="Ada Bay").user) == ("Stones", False, None)
    assert Paper.objects.get(title="Leaves").workshop == edition
    assert "Fields that were not read: is_staff, pk, workshop." in batch.lines.values_list("label", flat=True)


def test_a_link_in_a_zip_is_not_followed():
    link = zipfile.ZipInfo("care/away.md")
    link.external_attr = 0o120777 << 16
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("care/index.md", "# Care")
        archive.writestr(link, "/etc/hostname")

    files = sources.unpacked([File("site.zip", content.getvalue())])

    assert {file.name: file.content for file in files} == {"index.md": b"# Care"}


def test_a_zip_within_a_zip_is_not_opened():
    bomb = packed(**{"inner.zip": packed(**{"papers.csv": "title,authors\nLeaves,Ada Bay\n"}), "index.md": "# Care"})

    assert [file.name for file in sources.unpacked([File("site.zip", bomb)])] == ["index.md"]


def test_a_zip_with_nothing_to_read_says_so():
    files = sources.unpacked([File("42.zip", packed(**{"lib 0.zip": packed(**{"lib 1.zip": b""})}))])

    with pytest.raises(Unreadable, match="No known format is recognized in this"):
        sources.read(files)
