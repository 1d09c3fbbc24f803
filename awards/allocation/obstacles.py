"""What stands in the way of many applicants at once: the sentences of `hinders_person`, in two queries for all of them."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.models import Application, BenefitRequest, Check, Grant, GrantRule, OnePer, RuleKind
from papers.models import Authorship
from workshops.models import Role

STUDENTS = {"student", "phd"}


@dataclass(frozen=True)
class Obstacle:
    fund: int | None  # where it is a rule of one fund
    sentence: str

    def __str__(self):
        return self.sentence


def with_obstacles(programme, applications, benefits=()):
    """{application: it, with its ``obstacles``, and ``asked`` for each of these benefits}"""
    either = Q(programme=programme) | Q(fund__benefits__programme=programme)
    rules = list(GrantRule.objects.filter(either).select_related("fund__workshop").distinct())
    requests = BenefitRequest.objects.filter(application=OuterRef("pk"))
    asked = {f"asks_{pk}": Subquery(requests.filter(benefit=pk).values("amount")) for pk in benefits}
    found = _seen(programme, rules).annotate(**asked).filter(pk__in=[each.pk for each in applications])
    for each in found:
        each.obstacles = list(_obstacles(programme, rules, each))
        each.asked = {pk: amount for pk in benefits if (amount := getattr(each, f"asks_{pk}"))}
    return {each.pk: each for each in found}


def _obstacles(programme, rules, application):
    name = application.printed_name
    if application.organizes and not programme.organizers_can_have:
        yield Obstacle(None, _("%s organizes this edition.") % name)
    for rule in rules:
        is_waived = getattr(application, f"waived_{rule.pk}")
        if not is_waived and (sentence := rule.refusal(_holds(rule, application), name)):
            yield Obstacle(rule.fund_id, sentence)
    if other := application.other:
        words = {"other": other, "name": name}
        if programme.one_per == OnePer.PAPER:
            yield Obstacle(None, _("%(other)s has a grant for a paper that %(name)s wrote, too.") % words)
        else:
            yield Obstacle(None, _("%(other)s of the same institution has a grant.") % words)


def _holds(rule, application):
    if rule.kind == RuleKind.COUNTRY:
        return application.country in rule.codes if application.country else None
    if rule.kind == RuleKind.STUDENT:
        return application.stage in STUDENTS or application.is_student
    if rule.kind == RuleKind.NEW:
        return not getattr(application, f"before_{rule.pk}")
    return application.is_author if rule.kind == RuleKind.AUTHOR else application.presents


def _seen(programme, rules):
    own = Authorship.objects.filter(person=OuterRef("person"), paper__in=programme.workshop.papers.accepted())
    organizing = Role.objects.organizing().filter(workshop=programme.workshop_id, person=OuterRef("person"))
    before = {f"before_{rule.pk}": Exists(_before(programme, rule)) for rule in rules if rule.kind == RuleKind.NEW}
    checks = Check.objects.waived().filter(application=OuterRef("pk"))
    waived = {f"waived_{rule.pk}": Exists(checks.filter(rule=rule)) for rule in rules}
    return Application.objects.annotate(
        is_author=Exists(own),
        presents=Exists(own.filter(is_presenter=True)),
        is_student=Exists(own.filter(is_student=True)),
        organizes=Exists(organizing),
        other=Subquery(_others(programme).values("printed_name")[:1]),
        **before,
        **waived,
    ).defer("motivation")


def _before(programme, rule):
    before = Grant.objects.given().filter(person=OuterRef("person")).exclude(programme__workshop=programme.workshop_id)
    since = timezone.now() - timedelta(days=365 * (rule.years or 0))
    return before.filter(programme__workshop__starts_at__gte=since) if rule.years else before


def _others(programme):
    """Grants of somebody else for the same paper, or to the same institution."""
    have = programme.grants.promised().exclude(person=OuterRef("person"))
    if programme.one_per == OnePer.PAPER:
        papers = programme.workshop.papers.accepted()
        own = Authorship.objects.filter(person=OuterRef(OuterRef("person")), paper__in=papers)
        return have.filter(person__authorships__paper__in=own.values("paper")).order_by("pk")
    if programme.one_per == OnePer.LAB:
        here = {"person__authorships__paper__workshop": programme.workshop_id}
        own = Authorship.objects.filter(person=OuterRef(OuterRef("person")), paper__workshop=programme.workshop_id)
        return have.filter(person__authorships__affiliations__in=own.values("affiliations"), **here).order_by("pk")
    return have.none()
