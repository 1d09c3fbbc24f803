"""At its moment, with no worker running, a secret is where it should be, and it was nowhere before."""

from datetime import timedelta

import pytest

from tests.embargo import hidden, routes
from tests.embargo.answers import Visitor
from tests.embargo.worlds import JUST_BEFORE, MOMENT, twin

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "all_awards",
    "awards:awards",
    "awards:csv",
    "awards:json",
    "awards:xml",
    "edition",
    "papers:paper",
    "papers:papers",
    "person",
}


def shown(word):
    """Names of the routes on which anybody reads the word."""
    anybody = Visitor(None)
    return {
        route.name
        for route in routes.routes()
        if not route.is_of_the_desk
        for url in route.addresses(fixed="workshop")
        if word in anybody.ask("GET", url).text.lower()
    }


@pytest.mark.parametrize("at", [MOMENT, MOMENT + timedelta(seconds=1)], ids=["at the moment", "a second later"])
@pytest.mark.parametrize(
    ("secret", "word", "places"),
    [
        (hidden.the_paper_wins, "quillwort", EVERYWHERE),
        (hidden.a_certificate_is_printed_early, "quillwort", EVERYWHERE | {"certificate", "certificate_pdf"}),
        (hidden.no_award_is_given, "vervain", {"awards:awards", "awards:csv", "awards:json"}),
        (hidden.a_grant_is_given, "madder", {"awards:awards", "awards:json", "edition", "person"}),
        (hidden.a_paper_is_accepted, "tansy", {"papers:paper", "papers:papers", "papers:schedule", "person"}),
    ],
)
def test_it_appears_in_its_places(world, secret, word, places, at):
    with twin(world, secret, at=at):
        assert shown(word) == places


def test_before_the_moment_it_is_nowhere(world):
    with twin(world, hidden.a_certificate_is_printed_early, at=JUST_BEFORE):
        assert shown("quillwort") == set()
