"""What everybody sees of awards: the page of an edition, that of all editions, badges, linked data."""

import json
import re

import pytest
from django.urls import reverse

from awards.models import Award
from tests.awards.season import ORCID, rescinded_by_night, season
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    PaperFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.real_data import page

pytestmark = pytest.mark.django_db

AWARDS = "/care-2021/awards/"


@pytest.fixture
def here():
    return season()


@pytest.fixture
def shown(client):
    def shown(address):
        answer = client.get(address)
        assert answer.status_code == 200
        return page.parse(answer.text)

    return shown


def announce(award):
    award.decide(by=None)
    award.category.announce(by=None)
    return award


def linked_data(client, paper):
    (block,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(paper.get_absolute_url()).text
    )
    return json.loads(block)


def test_tied_winners_are_said_to_be_tied_and_to_share_the_prize(here, shown):
    cards = shown(AWARDS).all("article.laureate")

    assert [card.one(".category").text for card in cards] == ["Best paper", "Best paper", "Best reviewer"]
    assert [card.one(".prize").text for card in cards] == ["$1,000, shared", "$1,000, shared", "$62.50"]
    assert ["A tie. As many votes." in card.text for card in cards] == [True, True, False]


def test_tied_winners_of_a_doubled_prize_share_nothing(shown):
    tied = {"is_tie": True, "tie_reason": "Equal."}
    category = AwardCategoryFactory(paid=True, tie_rule="double", workshop__slug="care-2021", fund__amount=2000)
    for award in [AwardFactory(category=category, **tied), AwardFactory(category=category, **tied)]:
        award.decide(by=None)
    category.announce(by=None)

    assert [card.text for card in shown(AWARDS).all(".prize")] == ["$1,000", "$1,000"]


def test_a_rescinded_award_stays_on_the_page_with_date_and_reason_and_without_gold(here, shown):
    (card, _vacated) = shown(AWARDS).all("article.unawarded")

    day = Award.objects.get(status="rescinded").rescinded_at
    assert card.one(".category").text == "Best poster rescinded"
    assert card.one(".title").links == [here.papers[3].get_absolute_url()]
    assert card.one(".reason").text == f"Rescinded on {day:%-d %b %Y}. The data was made up."


def test_the_day_of_a_rescission_is_that_of_the_place(shown):
    rescinded_by_night()

    assert "Rescinded on 7 May 2021." in shown(AWARDS).one(".reason").text


@pytest.mark.parametrize(
    "address", ["/care-2021/", "/care-2021/papers/", "/care-2021/papers/3/", "/awards/", "the person"]
)
def test_a_rescinded_award_gives_no_badge_anywhere(here, client, address):
    if address == "the person":
        address = here.papers[3].authors[0].person.get_absolute_url()

    assert "Best poster" not in client.get(address).text


def test_a_category_without_an_award_says_why(here, shown):
    (_rescinded, card) = shown(AWARDS).all("article.unawarded")

    assert card.one(".category").text == "Best student paper no award"
    assert card.one(".reason").text == "No student sent a paper."


def test_an_edition_that_gave_no_award_at_all_has_a_page_but_no_heading_on_its_overview(shown):
    category = AwardCategoryFactory(workshop__slug="care-2021")
    category.vacate(by=None, reason="Nothing stood out.")
    category.announce(by=None)

    assert "Nothing stood out." in shown(AWARDS).text
    assert "Awards" not in [heading.text for heading in shown("/care-2021/").all("h2")]


def test_what_is_hidden_is_nowhere_on_the_page(here, client):
    text = client.get(AWARDS).text

    hidden = ("Sundew", "Lovage", "Tansy", "Undecided", "Betony", "Madder", "Ola Quiet", "Shy")
    assert [word for word in hidden if word in text] == []


def test_the_committee_is_thanked_the_chair_first_and_without_observers(here, shown):
    chair, member = here.edition.award_committee.public().order_by("seat")

    listed = [row.one("a").text for section in shown(AWARDS).all("ul.people") for row in section.all("li")]

    assert listed[-2:] == [chair.printed_name, member.printed_name]
    assert len(listed) == 3  # and the one who agreed to be named as a grantee


def test_nobody_is_thanked_before_something_is_announced_that_the_committee_voted_on(here, client):
    here.edition.award_categories.voted_on().update(announced_at=here.moment)

    text = client.get(AWARDS).text

    assert "Award committee" not in text
    assert "How it was decided" not in text
    assert client.get(here.edition.award_committee.first().person.get_absolute_url()).status_code == 404


def test_a_member_of_the_committee_has_it_on_their_page(here, shown):
    member = here.edition.award_committee.public().first()

    assert "Award committee" in shown(member.person.get_absolute_url()).text


def test_how_it_was_decided_is_told_without_a_tally(here, shown):
    how = shown(AWARDS).one(".prose").text

    assert "Best paper: Papers could be nominated by the award committee." in how
    assert "2 members of the award committee voted." in how
    assert "share of approvals" in how
    assert set(re.findall(r"\d+", how)) == {"2"}


def test_the_sponsor_who_pays_is_named_only_where_the_edition_thanks_it(here, shown):
    cards = shown(AWARDS).all("article.laureate")

    assert ["Generous pays the prize." in card.text for card in cards] == [True, False, False]  # once for a tie
    assert "pays" not in cards[2].text


def test_the_page_names_the_files(here, shown):
    files = {link["href"] for link in shown(AWARDS).all("link") if link["rel"] == "alternate"}

    assert files == {"/care-2021/awards.json", "/care-2021/awards.csv", "/care-2021/awards.xml"}
    assert files <= set(shown(AWARDS).links)


def test_a_draft_names_no_files_since_there_are_none(client):
    edition = WorkshopFactory(slug="care-2021", status="draft")
    client.force_login(organizer_of(edition))

    answer = client.get(AWARDS)

    assert answer.status_code == 200
    assert "awards.json" not in answer.text


def test_all_editions_stand_on_one_page_the_newest_first(shown):
    for year in (2019, 2023, 2021):
        edition = WorkshopFactory(name=f"Care {year}", starts_at=f"{year}-05-07T16:00Z", ends_at=None)
        announce(AwardFactory(category__workshop=edition))

    headings = [heading.text for heading in shown(reverse("all_awards")).all("h2")]

    assert headings == ["Care 2023", "Care 2021", "Care 2019"]


def test_the_page_of_all_editions_has_what_is_public_and_nothing_else(here, shown):
    announce(AwardFactory(category__name="Of a draft")).category.workshop.unpublish(by=None)

    cards = shown(reverse("all_awards")).all("article.laureate")

    assert [card.one(".category").text for card in cards] == ["Best paper", "Best paper", "Best reviewer"]


@pytest.mark.parametrize("address", [AWARDS, "/awards/"])
def test_a_page_without_awards_says_when_they_come(shown, address):
    WorkshopFactory(slug="care-2021")

    assert "announced" in shown(address).one(".waiting").text


def test_the_site_leads_to_the_awards_of_all_editions(shown):
    assert reverse("all_awards") in shown("/").one("nav").links


def test_a_paper_says_in_linked_data_who_wrote_it_and_what_it_won(here, client):
    said = linked_data(client, here.papers[1])

    assert (said["@type"], said["name"]) == ("ScholarlyArticle", "Bounds of O(n2) & <b>more</b>")
    assert said["award"] == ["Best paper, Care 2021"]
    ada, ben = said["author"]
    assert (ada["name"], ada["affiliation"]["name"]) == ("Ada Person", "Moon")
    assert ada["sameAs"] == f"https://orcid.org/{ORCID}"
    assert "sameAs" not in ben
    assert said["encoding"]["contentUrl"] == "https://papers.example.org/1.pdf"


@pytest.mark.parametrize("number", [3, 4])
def test_linked_data_knows_of_no_award_that_was_taken_back_or_is_to_come(here, client, number):
    assert "award" not in linked_data(client, here.papers[number])


def test_no_title_or_name_gets_out_of_the_linked_data(client):
    paper = PaperFactory(public=True, title="</script><script>alert(1)</script>")
    AuthorshipFactory(paper=paper, printed_name="<!--<script>", printed_affiliation="a\u2028b")

    text = client.get(paper.get_absolute_url()).text

    assert "<script>alert" not in text
    assert "<!--<script>" not in text
    assert linked_data(client, paper)["name"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize(("address", "cost"), [("awards:awards", 11), ("all_awards", 2)])  # and 1 for grants
@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_however_many_awards_it_shows(client, django_assert_num_queries, address, cost, count):
    edition = WorkshopFactory()
    for _each in range(count):
        award = announce(AwardFactory(category__workshop=edition))
        AuthorshipFactory(paper=award.paper)

    with django_assert_num_queries(cost):
        client.get(reverse(address, args=[] if address == "all_awards" else [edition.slug]))
