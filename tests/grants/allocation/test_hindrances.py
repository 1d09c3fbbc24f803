"""What stands in the way of applicants: asked about many, or about each."""

import pytest
from django.utils import timezone

from awards.models import Application, Finding, OnePer, RuleKind
from awards.models.hindrances import hinders_person, hindrances
from awards.models.screening import screen
from tests.factories import (
    AffiliationFactory,
    GrantFactory,
    RoleFactory,
)
from tests.grants.allocation.desk import apply, rule, write_paper

pytestmark = pytest.mark.django_db


def various(desk):
    """Applicants for whom other rules hold each."""
    here = desk.programme.workshop
    people = [apply(desk, f"Author {number}", country="", stage="postdoc") for number in range(8)]
    write_paper(people[1].person, workshop=here)
    write_paper(people[2].person, workshop=here, is_presenter=True, is_student=True)
    GrantFactory(
        person=people[3].person,
        status="given",
        benefit__programme__workshop__starts_at=timezone.now(),
        benefit__programme__workshop__ends_at=None,
    )
    RoleFactory(workshop=here, person=people[4].person, kind="organizer")
    write_paper(people[5].person, people[6].person, workshop=here, institution=AffiliationFactory())
    GrantFactory(benefit=desk.benefit, person=people[6].person, status="given")
    Application.objects.filter(pk=people[1].pk).update(country="KE", stage="phd")
    Application.objects.filter(pk=people[2].pk).update(country="DE")


@pytest.mark.parametrize("one_per", OnePer.values)
@pytest.mark.parametrize("kind", RuleKind.values)
@pytest.mark.parametrize("of_fund", [True, False])
def test_many_are_hindered_by_what_hinders_each(desk, one_per, kind, of_fund):
    desk.programme.one_per = one_per
    desk.programme.save()
    various(desk)
    made = rule(desk, kind, of_fund=of_fund, countries="KE" if kind == "country" else "", years=3)
    screen(Application.objects.get(printed_name="Author 7"), made, Finding.WAIVED, reason="A visit.", by=None)
    applications = desk.programme.applications.all()

    found = hindrances(desk.programme, {each.person_id: each.printed_name for each in applications})

    for each in applications:
        benefit = type(desk.benefit).objects.get(pk=desk.benefit.pk)
        hindered = [hindrance.sentence for hindrance in found[each.person_id].hindrances]
        assert hindered == hinders_person(benefit, each.person, each.printed_name)


@pytest.mark.parametrize(("finding", "hindered"), [("pass", False), ("waived", False), ("fail", True), (None, True)])
def test_what_an_organizer_found_counts_more_than_what_laurel_sees(desk, finding, hindered):
    application = apply(desk, stage="postdoc")
    made = rule(desk, "student")
    if finding:
        screen(application, made, finding, reason="Seen.", by=None)

    assert bool(hinders_person(desk.benefit, application.person, "Ada Bay")) == hindered


def test_what_an_organizer_found_not_to_hold_hinders_though_laurel_sees_otherwise(desk):
    application = apply(desk, stage="phd")
    screen(application, rule(desk, "student"), Finding.FAIL, reason="The letter never came.", by=None)

    assert hinders_person(desk.benefit, application.person, "Ada Bay") == ["This is not for Ada Bay: student."]


def test_what_stands_in_the_way_stands_at_the_person(desk):
    apply(desk, stage="postdoc")
    rule(desk, "student", of_fund=True)

    assert f"The fund “{desk.benefit.fund}” is not for Ada Bay: student." in desk.reads().text
