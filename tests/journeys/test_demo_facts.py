"""Everything that the files of the two real workshops say is found on the pages of the running demo, and counted."""

import re
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.site import Site
from tests.real_data import page, workshops
from tests.real_data.workshops import AML, BANDS, Award, Paper

COUNTS = {
    AML: {
        "papers": 50,
        "authorships": 220,
        "videos": 4,
        "awards": 2,
        "recipients": 25,
        "sponsors": 1,
        "schedule entries": 17,
        "speakers and panelists": 11,
        "organizers": 10,
        "committee members": 37,
        "dates": 3,
    },
    BANDS: {
        "papers": 15,
        "authorships": 59,
        "videos": 0,
        "awards": 1,
        "recipients": 0,
        "sponsors": 0,
        "schedule entries": 21,
        "speakers and panelists": 9,
        "organizers": 11,
        "committee members": 24,
        "dates": 3,
    },
}
AOE = ZoneInfo("Etc/GMT+12")


@pytest.fixture(scope="module")
def site(real_data):
    with Site() as site:
        site.manage("migrate", "--verbosity", "0")
        site.manage("demo_data")
        site.start("gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{site.port}")
        site.wait_for("/healthz")
        yield site


@pytest.fixture(params=[AML, BANDS])
def slug(request):
    return request.param


@pytest.fixture
def real(slug, real_data):
    return workshops.read(slug, real_data)


@pytest.fixture
def open_page(site, slug):
    """A function from an address, or a page of the edition, to what a reader finds there."""

    def open_page(address):
        answer = site.get(address if address.startswith("/") else f"/{slug}/{address}")
        assert answer.status == 200, address
        return page.parse(answer.text)

    return open_page


@pytest.fixture
def counted(slug, capsys):
    """A function that compares a number with the known one, and prints it."""

    def counted(noun, number):
        with capsys.disabled():
            print(f"\n  {slug}: {number} {noun}", end="")  # noqa: T201 - to be seen, with or without -s
        assert number == COUNTS[slug][noun]

    return counted


def test_papers_with_their_authors_in_order(open_page, real, counted):
    rows = open_page("papers/").all("li.paper")

    found = [as_paper(row) for row in rows]

    assert found == real["papers"]
    counted("papers", len(found))
    counted("authorships", sum(len(paper.authors) for paper in found))


def test_videos(open_page, real, counted):
    links = open_page("papers/").links

    found = [paper.video for paper in real["papers"] if paper.video in links]

    assert found == [paper.video for paper in real["papers"] if paper.video]
    counted("videos", len(found))


def test_every_paper_has_a_page_that_says_the_same(open_page, real):
    for paper in real["papers"]:
        shown = open_page(f"papers/{paper.number}/")

        assert paper.title in shown.text
        assert authors_of(shown.one(".authors")) == paper.authors
        assert {paper.pdf, paper.video} - {""} <= set(shown.links)


def test_awards_with_prize_paper_and_authors(open_page, real, counted):
    found = [
        Award(
            card.one(".category").text,
            card.one(".prize").text,
            title_of(card),
            authors_of(card.one(".authors")),
        )
        for card in open_page("awards/").all("article.laureate")
    ]

    assert found == real["awards"]
    counted("awards", len(found))


def test_recipients_who_are_authors_of_papers(open_page, slug, real, counted):
    rows = [row for block in open_page("awards/").all("ul.recipients") for row in block.all("li")]

    found = [(row.one("a").text, row.one("span").text) for row in rows]

    assert found == real["recipients"]
    for row in rows:
        assert papers_linked(open_page(row.one("a")["href"]), slug) >= real["papers of recipients"][row.one("a").text]
    counted("recipients", len(found))


def test_sponsors(open_page, real, counted):
    overview = open_page("")

    found = [sponsor for sponsor in real["sponsors"] if sponsor[0] in overview.text and sponsor[1] in overview.links]

    assert found == real["sponsors"]
    counted("sponsors", len(found))


def test_schedule(open_page, real, counted):
    shown = open_page("schedule/")
    rows = [row for row in shown.walk() if "slot" in row.classes]

    for row, slot in zip(rows, real["schedule entries"], strict=True):
        assert stands_in_order([slot.starts, slot.ends, *slot.says], row.text), (slot, row.text)
        assert not slot.link or slot.link in row.links
    assert stands_in_order(real["sessions"], shown.text)
    counted("schedule entries", len(rows))


def test_speakers_and_panelists(open_page, slug, real, counted):
    rows = open_page("speakers/").all("li.role")

    found = {member for member in real["speakers and panelists"] if any(says(row, member) for row in rows)}

    assert found == set(real["speakers and panelists"])
    assert len(rows) == {AML: 9 + 8, BANDS: 9 + 5}[slug]  # who does both stands in both
    counted("speakers and panelists", len(found))


@pytest.mark.parametrize(("noun", "address"), [("organizers", "organizers/"), ("committee members", "committee/")])
def test_organizers_and_committee_in_order(open_page, real, counted, noun, address):
    rows = open_page(address).all("li.role")

    assert len(rows) == len(real[noun])
    assert all(says(row, member) for row, member in zip(rows, real[noun], strict=True))
    counted(noun, len(rows))


def test_dates_with_what_they_were_extended_from(open_page, real, counted):
    shown = open_page("dates/")
    struck = [found for tag in ("s", "del") for gone in shown.all(tag) for found in [gone, *gone.walk()]]

    found = [date for date in real["dates"] if date.name in shown.text and end_of(date.day) in instants(shown.walk())]

    assert found == real["dates"]
    assert {end_of(date.before) for date in real["dates"] if date.before} <= instants(struck)
    counted("dates", len(found))


def test_overview_names_the_workshop_and_where_one_takes_part(open_page, real):
    overview = open_page("")

    assert real["name"] in overview.one("h1").text
    assert real["link"] in overview.links


def test_home_page_leads_to_the_edition(site, slug):
    assert f"/{slug}/" in page.parse(site.get("/").text).links


def as_paper(row):
    number = int(row["id"].removeprefix("paper-"))
    pdfs = [link for link in row.one(".links").links if "pdf" in link]
    videos = [link for link in row.one(".links").links if "youtu" in link]
    return Paper(number, title_of(row), pdfs[0], "".join(videos), authors_of(row.one(".authors")))


def title_of(element):
    """The words of the title's link; badges may stand beside it."""
    title = element.one(".title")
    return title.one("a").text or title.text


def authors_of(element):
    """Names with their affiliation: the next one that is printed, unless a semicolon stands between."""
    authors, names = [], []
    for piece in [*element.pieces(), ";"]:
        if isinstance(piece, page.Element) and "author" in piece.classes:
            names.append(piece.text)
        elif isinstance(piece, page.Element) and "affiliation" in piece.classes:
            authors += [(name, piece.text) for name in names]
            names = []
        elif isinstance(piece, str) and ";" in piece:
            authors += [(name, "") for name in names]
            names = []
    return authors


def papers_linked(person, slug):
    """The numbers of an edition's papers to which a page leads."""
    addresses = " ".join(person.links)
    return {int(number) for number in re.findall(rf"/{slug}/papers/(?:#paper-)?(\d+)", addresses)}


def says(row, member):
    return (
        member.name in row.text
        and member.affiliation in row.text
        and (not member.homepage or member.homepage in row.links)
    )


def stands_in_order(words, text):
    """Whether all words stand in the text one after the other; letter case is a matter of style."""
    at = 0
    for word in words:
        at = text.casefold().find(word.casefold(), at)
        if at < 0:
            return False
        at += len(word)
    return True


def end_of(day):
    """The last second of a day, anywhere on Earth."""
    return datetime.combine(datetime.fromisoformat(day), time(23, 59, 59), AOE).astimezone(UTC)


def instants(elements):
    """What the ``<time>`` elements among these mean."""
    return {
        datetime.fromisoformat(found["datetime"]).astimezone(UTC)
        for found in elements
        if found.tag == "time" and found["datetime"]
    }
