"""A leak turns the comparison red, and it says whom and where."""

import pytest

from awards.models import Award, AwardCategory, GrantProgramme
from papers.models import Paper
from tests.embargo import deciding, hidden, routes
from tests.embargo.comparison import Witness, in_words, questions

pytestmark = pytest.mark.django_db


@pytest.mark.urls("tests.embargo.planted")
def test_each_way_to_leak_is_reported_with_role_and_address(world):
    leaks = Witness(world, ["anonymous"]).leaks(hidden.the_paper_wins, roles=["anonymous"])

    new = Award.objects.latest("pk").pk + 1
    assert set(map(str, leaks)) >= {
        "anonymous: GET /count/ differs in its body",
        "anonymous: GET /header/ differs in its headers",
        "anonymous: GET /cookie/ differs in its cookies",
        "anonymous: GET /query/ differs in its shapes",
        "anonymous: GET /redirect/ differs in its headers",
        f"anonymous: GET /awards/{new}/ differs in its status",
    }


def announced_or_not(self):
    return self.exclude(status="submitted") if self.model is Paper else self.all()


def told_or_not(self, user):
    return self.all()


def kept_from_nobody(self, user):
    return self.none()


CATEGORIES, PROGRAMMES, PAPERS, AWARDS = (
    type(model.objects.all()) for model in (AwardCategory, GrantProgramme, Paper, Award)
)


@pytest.mark.parametrize(
    ("door", "name", "broken", "secret", "role", "url"),
    [
        (CATEGORIES, "public", announced_or_not, hidden.the_paper_wins, "somebody", "/here/awards/"),
        (PROGRAMMES, "public", announced_or_not, hidden.a_grant_is_given, "somebody", "/here/awards/"),
        (PAPERS, "public", announced_or_not, hidden.a_paper_is_accepted, "somebody", "/here/papers/"),
        (
            PROGRAMMES,
            "kept_from",
            kept_from_nobody,
            deciding.an_applicant_is_planned,
            "organizing_applicant",
            "/desk/awards/offer/",
        ),
        (AWARDS, "visible_to", told_or_not, hidden.the_paper_wins, "coauthor", "/me/"),
    ],
)
def test_a_broken_door_is_reported(monkeypatch, world, door, name, broken, secret, role, url):
    monkeypatch.setattr(door, name, broken)

    leaks = Witness(world, [role]).leaks(secret, roles=[role])

    assert f"{role}: GET {url} differs in its body" in in_words(leaks)


@pytest.mark.urls("tests.embargo.unknown")
def test_a_route_that_the_harness_does_not_know_fails_by_its_name(world):
    with pytest.raises(routes.UnknownRoute, match="shelf"):
        questions(["anonymous"])
