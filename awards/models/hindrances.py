"""What stands in the way of people who shall have something of a programme: in two queries, however many they are."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from awards.models.application import Application
from awards.models.entitlement import GrantRule, RuleKind
from awards.models.grant_states import HELD
from awards.models.programme import GrantProgramme, OnePer
from awards.models.screening import Check, Finding
from papers.models import Authorship
from workshops.models import Role


@dataclass(frozen=True)
class Hindrance:
    fund: int | None  # where it is a rule of one fund
    sentence: str

    def __str__(self):
        return self.sentence


def hindrances(programme, names, **more):
    """``names``: {person: as printed}. {person: their row, with ``hindrances`` and whatever ``more`` is annotated}"""
    rules = list(GrantRule.objects.asked_in(programme))
    found = known_of(programme, rules).annotate(**more).filter(pk__in=names)
    people = {person.pk: person for person in found}
    for pk, person in people.items():
        person.hindrances = list(_hindrances(programme, rules, person, names[pk]))
    return people


def hinders_person(benefit, person, name):
    """Why this person cannot have this benefit, in sentences."""
    found = hindrances(benefit.programme, {person.pk: name})[person.pk].hindrances
    return [each.sentence for each in found if each.fund in {None, benefit.fund_id}]


def _hindrances(programme, rules, person, name):
    if person.organizes and not programme.organizers_can_have:
        yield Hindrance(None, _("%s organizes this edition.") % name)
    for rule in rules:
        if sentence := rule.refusal(_found(rule, person), name):
            yield Hindrance(rule.fund_id, str(sentence))
    if person.other:
        words = {"other": person.other, "name": name}
        if programme.one_per == OnePer.PAPER:
            yield Hindrance(None, _("%(other)s has a grant for a paper that %(name)s wrote, too.") % words)
        else:
            yield Hindrance(None, _("%(other)s of the same institution has a grant.") % words)


def _found(rule, person):
    """What an organizer found counts more than what Laurel sees."""
    finding = getattr(person, f"finding_{rule.pk}")
    return finding != Finding.FAIL if finding else rule.holds_for(person)


# -- What Laurel knows ----------------------------------------------------------------------------


def known_of(programme, rules):
    """People, with all that these rules ask."""
    own = Authorship.objects.filter(person=OuterRef("pk"), paper__in=programme.workshop.papers.accepted())
    organizing = Role.objects.organizing().filter(workshop=programme.workshop_id, person=OuterRef("pk"))
    sent = Application.objects.sent().filter(programme=programme, person=OuterRef("pk"))
    checks = Check.objects.filter(application__programme=programme, application__person=OuterRef("pk"))
    findings = {f"finding_{rule.pk}": Subquery(checks.filter(rule=rule).values("finding")) for rule in rules}
    before = {f"before_{rule.pk}": Exists(_before(rule)) for rule in rules if rule.kind == RuleKind.NEW}
    return Person.objects.annotate(
        is_author=Exists(own),
        presents=Exists(own.filter(is_presenter=True)),
        is_student=Exists(own.filter(is_student=True)),
        organizes=Exists(organizing),
        country=Subquery(sent.values("country")),
        stage=Subquery(sent.values("stage")),
        other=Subquery(_others(programme).values("printed_name")[:1]),
        **before,
        **findings,
    )


def _before(rule):
    """Programmes of other editions that gave them something."""
    held = GrantProgramme.objects.filter(grants__person=OuterRef("pk"), grants__status__in=HELD)
    elsewhere = held.exclude(workshop=rule.workshop)
    if not rule.years:
        return elsewhere
    return elsewhere.filter(workshop__starts_at__gte=timezone.now() - timedelta(days=365 * rule.years))


def _others(programme):
    """Grants of somebody else for the same paper, or to the same institution."""
    have = programme.grants.promised().exclude(person=OuterRef("pk")).order_by("pk")
    own = Authorship.objects.filter(person=OuterRef(OuterRef("pk")), paper__workshop=programme.workshop_id)
    if programme.one_per == OnePer.PAPER:
        papers = own.filter(paper__in=programme.workshop.papers.accepted()).values("paper")
        return have.filter(person__authorships__paper__in=papers)
    if programme.one_per == OnePer.LAB:
        here = Q(person__authorships__paper__workshop=programme.workshop_id)
        return have.filter(here, person__authorships__affiliations__in=own.values("affiliations"))
    return have.none()
