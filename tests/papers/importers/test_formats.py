"""What a file is, is told by its content."""

import pytest

from papers.importers import formats
from papers.importers.rows import Unreadable
from tests.papers.importers.reading import file

EXAMPLES = {
    "openreview": [
        {"id": "a", "forum": "a", "invitation": "X/-/Blind_Submission", "content": {"title": "T", "authors": ["A"]}}
    ],
    "hotcrp": [{"object": "paper", "pid": 7, "title": "T", "authors": [{"given_name": "A", "family_name": "B"}]}],
    "bibtex": "@inproceedings{a, title = {T}, author = {Ada Person}}",
    "cmt": "Paper ID\tPaper Title\tAuthors\tAuthor Names\n7\tT\tAda Person (U)*\tPerson, Ada*\n",
    "hotcrp_authors": "paper,title,first,last,email,affiliation\n1,T,Ada,Person,,\n",
    "conftool": '"paperID","contribution_type","authors","organisations","","title"\n"1","","Person, Ada","U","","T"\n',
    "softconf": "Submission ID,Title,Authors,Acceptance Status,1: First Name,1: Last Name\n1,T,Ada Person,Accept,Ada,Person\n",
    "easychair": "#,title,authors,submitted,decision,deleted?\n1,T,Ada Person,,accept,no\n",
    "objects": [{"title": "T", "authors": ["Ada Person"]}],
    "table": "title,authors\nT,Ada Person\n",
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_format_is_recognized_whatever_the_file_is_called(name):
    reader = formats.recognize([file(EXAMPLES[name], "upload.bin")])

    assert reader.__name__ == f"papers.importers.{name}"
    assert [paper.title for paper in reader.read([file(EXAMPLES[name])]).papers] == ["T"]


def test_every_format_has_the_same_face():
    for reader in formats.FORMATS:
        assert str(reader.NAME)
        assert reader.SOURCE.lower() == reader.SOURCE
        assert callable(reader.recognizes)
        assert callable(reader.read)


def test_what_no_format_knows_is_none():
    assert formats.recognize([file("name,affiliation\nAda Person,Uni A\n")]) is None


def test_what_cannot_be_read_at_all_says_why():
    with pytest.raises(Unreadable, match="is no table"):
        formats.recognize([file(b"%PDF-1.7")])
