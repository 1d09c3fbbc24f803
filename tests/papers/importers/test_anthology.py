"""XML of the ACL Anthology, with invented papers."""

import pytest

from papers.importers import anthology
from papers.importers.rows import AuthorRow, Level, Unreadable
from tests.papers.importers.reading import errors, file, sentences

ADA = "<author><first>Ada</first><last>Person</last></author>"


def collection(*volumes, name="2024.tides"):
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<collection id='{name}'>{''.join(volumes)}</collection>"


def volume(*papers, name="1"):
    return f"<volume id='{name}'><meta/>\n<frontmatter/>\n{''.join(papers)}</volume>"


def paper(inner=f"<title>Tides</title>{ADA}", number="0"):
    return f"<paper id='{number}'>{inner}</paper>\n"


def read(*volumes, name="2024.tides"):
    return anthology.read([file(collection(*volumes, name=name), "a.xml")])


def paper_of(inner):
    [row] = read(volume(paper(inner))).papers
    return row


def author_of(author):
    return paper_of(f"<title>Tides</title>{author}").authors[0]


def test_a_collection_is_recognized_and_other_xml_is_not():
    assert anthology.recognizes([file(collection(volume(paper())))])
    assert not anthology.recognizes([file("<collection_of_stamps/>")])
    assert not anthology.recognizes([file("<a><collection/></a>")])


def test_a_title_loses_its_marks_and_keeps_its_formulas():
    title = (
        "<title><fixed-case>D</fixed-case>an<i>gerous <b>T</b>ides</i> &amp; <tex-math>\\delta</tex-math>-Waves</title>"
    )

    assert paper_of(title + ADA).title == r"Dangerous Tides & $\delta$-Waves"


def test_an_author_brings_affiliation_and_ids():
    author = """<author id="ada-person" orcid="0000-0002-1825-0097" openreview="~Ada_Person1"><first>Ada</first>
        <last>Person</last><affiliation>Tides, Porto</affiliation></author>"""

    assert author_of(author) == AuthorRow(
        "Ada Person", "Tides, Porto", "Ada", "Person", orcid="0000-0002-1825-0097", openreview_id="~Ada_Person1"
    )


@pytest.mark.parametrize("first", ["<first/>", ""])
def test_an_author_may_have_only_one_name(first):
    assert author_of(f"<author>{first}<last>Plato</last></author>") == AuthorRow("Plato")


def test_another_script_of_a_name_is_told():
    reading = read(
        volume(
            paper(
                "<title>T</title><author><first>Li</first><last>Wei</last>"
                "<variant script='hani'><first>丽</first><last>韦</last></variant></author>"
            )
        )
    )

    assert reading.papers[0].authors[0].name == "Li Wei"
    assert "“Li Wei” is also written “丽 韦”." in sentences(reading, Level.IGNORED)


def test_blanks_around_a_hyphen_stay_and_are_doubted():
    reading = read(volume(paper("<title>T</title><author><first>Ana</first><last>Gil - Sol</last></author>")))

    assert reading.papers[0].authors[0].name == "Ana Gil - Sol"
    assert sentences(reading, Level.DOUBT) == [
        "“Ana Gil - Sol” has blanks around a hyphen, as the Anthology prints it; probably there should be none."
    ]


def test_every_prize_of_a_paper_is_read():
    reading = read(
        volume(paper(f"<award>Best Paper</award><title>Tides</title>{ADA}<award name='Moon Prize'>x</award><award/>"))
    )

    assert [(award.name, award.paper_title, award.paper_source_id) for award in reading.awards] == [
        ("Best Paper", "Tides", "2024.tides-1.0"),
        ("Moon Prize", "Tides", "2024.tides-1.0"),
    ]
    assert errors(reading) == [("a.xml, line 4, 2024.tides-1.0", "A prize of this paper has no name.")]


def test_links_are_completed():
    links = """<title>Tides</title><url hash="0a">2024.tides-1.0</url><video href="2024.tides-1.0.mp4"/>
        <pwccode url="https://x.org/tides"/>"""

    row = paper_of(links + ADA)

    assert (row.pdf_link, row.video_link, row.code_link) == (
        "https://aclanthology.org/2024.tides-1.0.pdf",
        "https://aclanthology.org/2024.tides-1.0.mp4",
        "https://x.org/tides",
    )


@pytest.mark.parametrize(
    ("name", "issue", "paper_id"),
    [("J89", "1", "J89-1007"), ("W19", "1", "W19-0107"), ("2024.x", "main", "2024.x-main.7")],
)
def test_papers_are_called_as_the_anthology_calls_them(name, issue, paper_id):
    assert read(volume(paper(number="7"), name=issue), name=name).papers[0].source_id == paper_id


def test_numbers_of_several_volumes_are_not_taken():
    reading = read(volume(paper()), volume(paper(), name="2"))

    assert [row.number for row in reading.papers] == [None, None]
    assert "There are 2 volumes, each with numbers of its own; the papers get new numbers." in sentences(reading)


def test_the_number_of_a_single_volume_is_taken():
    assert read(volume(paper(number="0"))).papers[0].number == 0


def test_front_matter_is_no_paper_and_a_paper_without_authors_is_doubted():
    reading = read(volume(paper("<title>Books Received</title>")))

    assert sentences(reading, Level.IGNORED) == ["The front matter of a volume is no paper; its details were left out."]
    assert sentences(reading, Level.DOUBT) == ["This paper has no authors."]


def test_a_broken_paper_does_not_stop_the_others():
    reading = read(volume(paper("<title/>"), paper("<title>T</title><author><last/></author>", "1"), paper(number="2")))

    assert [row.number for row in reading.papers] == [2]
    assert errors(reading) == [
        ("a.xml, line 4, 2024.tides-1.0", "This entry has no title."),
        ("a.xml, line 5, 2024.tides-1.1", "An author of this paper has no name."),
    ]


def test_other_xml_is_refused_with_a_sentence():
    with pytest.raises(Unreadable, match=r"“papers\.json” is no collection of the ACL Anthology"):
        anthology.read([file("<a/>")])
