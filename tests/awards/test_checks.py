"""The acceptance checks of awards, by their numbers, and what must hold of the public record."""

import csv
import json
import re
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from xml.etree.ElementTree import fromstring

import pytest
import time_machine

from awards import certificates
from awards.models import Award
from tests.awards.honours import announced, decided, user_of
from tests.awards.season import season
from tests.real_data import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("prize", "authors", "shares"),
    [("500", 8, ["62.50"] * 8), ("1000", 3, ["333.34", "333.33", "333.33"])],
)
def test_check_15_a_prize_is_split_to_the_cent_and_always_in_the_same_way(prize, authors, shares):
    award = decided(*(f"Author {n}" for n in range(authors)), prize=Decimal(prize))
    first = list(award.shares.values_list("position", "person", "amount"))

    award.undo(by=None)
    award.decide(by=None)

    assert [amount for _position, _person, amount in first] == [Decimal(share) for share in shares]
    assert sum(amount for _position, _person, amount in first) == Decimal(prize)
    assert list(award.shares.values_list("position", "person", "amount")) == first


def test_check_20_a_certificate_verifies_by_its_code_and_a_corrected_name_issues_the_next_one(client):
    award = announced("Ada Person")
    first = certificates.issue(award, by=None)
    found = client.get("/certificates/", {"code": first.code.lower()}, follow=True).text
    client.force_login(user_of(award))

    client.post(f"/me/awards/{award.pk}/name/", {"name": "Ada B. Person"})

    second = award.certificates.valid().get()
    superseded, valid = (client.get(f"/certificates/{each.code}/").text for each in (first, second))
    assert "This certificate is valid" in found
    assert "A newer version has replaced this certificate" in superseded
    assert second.get_absolute_url() in superseded
    assert "This certificate is valid" in valid
    assert "Ada B. Person" in valid


def in_the_record(client):
    """Category, winner and status of every award that the JSON tells of."""
    said = client.get("/care-2021/awards.json").json()
    return sorted(
        (category["name"], (award["paper"] or award["person"])["url"], status)
        for category in said["categories"]
        for key, status in (("awards", "decided"), ("rescinded", "rescinded"))
        for award in category[key]
    )


def public_now(settings):
    return sorted(
        (award.category.name, settings.SITE_URL + (award.paper or award.person).get_absolute_url(), award.status)
        for award in Award.objects.public()
    )


def test_record_is_exactly_what_is_public_before_and_at_each_moment(client, settings):
    here = season()

    for moment, count in [(here.moment - timedelta(seconds=1), 4), (here.moment, 5)]:
        with time_machine.travel(moment, tick=False):
            told = in_the_record(client)

            assert told == public_now(settings)
            assert len(told) == count


def test_page_and_all_files_name_the_same_winners(client):
    here = season()

    cards = page.parse(client.get("/care-2021/awards/").text).all("article.laureate")
    on_the_page = {(card.one(".category").text, card.one(".title").links[0]) for card in cards}

    assert on_the_page == in_json(client) == in_csv(client)
    of_papers = {won for won in on_the_page if "/papers/" in won[1]}
    assert of_papers == in_xml(client) == in_linked_data(client, here.papers.values())
    assert (len(on_the_page), len(of_papers)) == (3, 2)


def path(url):
    return re.sub(r"^https?://[^/]+", "", url)


def in_json(client):
    return {(name, path(url)) for name, url, status in in_the_record(client) if status == "decided"}


def in_csv(client):
    table = csv.DictReader(StringIO(client.get("/care-2021/awards.csv").content.decode("utf-8-sig")))
    won = [row for row in table if row["outcome"] in {"won", "tied"}]
    return {(row["category"], path(row["paper_url"] or row["person_url"])) for row in won}


def in_xml(client):
    root = fromstring(client.get("/care-2021/awards.xml").content)
    return {
        (award.get("name"), f"/care-2021/papers/{paper.get('id')}/")
        for paper in root.iter("paper")
        for award in paper.iter("award")
    }


def in_linked_data(client, papers):
    blocks = [re.findall(r"ld\+json\">(.*?)</script>", client.get(paper.get_absolute_url()).text) for paper in papers]
    articles = [json.loads(block) for found in blocks for block in found]
    return {
        (award.removesuffix(", Care 2021"), path(article["url"]))
        for article in articles
        for award in article.get("award", [])
    }
