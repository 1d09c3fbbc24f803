"""What may be brought: files, a ZIP of a folder, a local folder; nothing is unpacked to disk or followed."""

import io
import zipfile

import pytest

from config.imports import sources
from papers.importers.rows import File, Unreadable


def zipped(**entries):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return File("site.zip", packed.getvalue())


def test_a_zip_stands_for_what_is_in_it():
    files = sources.unpacked([zipped(**{"care/index.md": "# Care", "care/_data/papers.yml": "[]"})])

    assert {file.name: file.content for file in files} == {"index.md": b"# Care", "_data/papers.yml": b"[]"}


def test_pictures_and_hidden_files_of_a_zip_are_not_read():
    entries = {"index.md": "# Care", ".git/config": "x", "logo.png": "x", "__MACOSX/index.md": "x"}

    assert [file.name for file in sources.unpacked([zipped(**entries)])] == ["index.md"]


def test_a_workbook_is_a_zip_that_stays_whole():
    workbook = zipped(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})

    assert sources.unpacked([workbook]) == [workbook]


def test_what_climbs_out_of_a_zip_is_not_of_the_site():
    assert sources.unpacked([zipped(**{"../../etc/passwd.md": "x", "index.md": "# Care"})])[0].name == "index.md"


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped(**{"index.md": b"0" * (sources.MOST_BYTES_UNPACKED + 1)})

    with pytest.raises(Unreadable, match="too large once it is unpacked"):
        sources.unpacked([bomb])


def test_a_broken_zip_is_a_sentence():
    whole = zipped(**{"index.md": "# Care" * 100})
    broken = File("site.zip", whole.content.replace(b"# Care"[:2], b"!!")[:40] + whole.content[60:])

    with pytest.raises(Unreadable, match=r"“site.zip” is a ZIP that cannot be opened."):
        sources.unpacked([broken])


def test_too_much_is_refused():
    with pytest.raises(Unreadable, match="more than 10 MB"):
        sources.unpacked([File("papers.csv", b"0" * (sources.MOST_BYTES + 1))])


def test_a_folder_is_read_without_following_links(tmp_path):
    (tmp_path / "outside.md").write_text("secret")
    site = tmp_path / "site"
    (site / "_data").mkdir(parents=True)
    (site / "index.md").write_text("# Care")
    (site / "_data" / "papers.csv").write_text("title")
    (site / "away.md").symlink_to(tmp_path / "outside.md")

    assert [file.name for file in sources.of_folder(site)] == ["_data/papers.csv", "index.md"]


def test_a_folder_that_is_not_there_is_a_sentence():
    with pytest.raises(Unreadable, match="There is no folder"):
        sources.of_folder("/nowhere/at/all")
