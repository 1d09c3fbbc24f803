"""A leak turns the comparison red, and it says whom and where."""

import pytest

from awards.models import Award
from awards.models.category import AwardCategoryQuerySet
from awards.models.grant import GrantProgrammeQuerySet
from papers.models import Paper
from tests.embargo import hidden, routes
from tests.embargo.comparison import Witness, in_words, questions

pytestmark = pytest.mark.django_db


@pytest.mark.urls("tests.embargo.planted")
def test_each_way_to_leak_is_reported_with_role_and_address(world):
    leaks = Witness(world, ["anonymous"]).leaks(hidden.the_paper_wins, roles=["anonymous"])

    new = Award.objects.latest("pk").pk + 1
    assert {f"{leak.cell.method} {leak.cell.url} {leak.part}" for leak in leaks if leak.cell.role == "anonymous"} >= {
        "GET /count/ body",
        "GET /header/ headers",
        "GET /cookie/ cookies",
        "GET /query/ shapes",
        "GET /redirect/ headers",
        f"GET /awards/{new}/ status",
    }
    assert "anonymous: GET /count/ differs in its body" in in_words(leaks)


def announced_or_not(self):
    return self.exclude(status="submitted") if self.model is Paper else self.all()


def told_or_not(self, user):
    return self.all()


@pytest.mark.parametrize(
    ("door", "name", "broken", "secret", "role", "url"),
    [
        (AwardCategoryQuerySet, "public", announced_or_not, hidden.the_paper_wins, "somebody", "/here/awards/"),
        (
            Paper.objects._queryset_class,
            "public",
            announced_or_not,
            hidden.a_paper_is_accepted,
            "anonymous",
            "/here/papers/",
        ),
        (GrantProgrammeQuerySet, "public", announced_or_not, hidden.a_grant_is_given, "somebody", "/here/awards/"),
        (Award.objects._queryset_class, "visible_to", told_or_not, hidden.the_paper_wins, "coauthor", "/me/"),
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
