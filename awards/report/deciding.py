"""How it was decided who gets what, in sentences."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import GrantRule, Review, ReviewStatus
from awards.record.procedure import how_decided
from awards.report.scope import statuses
from workshops import moments


def how(scope):
    """A paragraph for each programme, and what the committees did for the awards."""
    categories = list(dict.fromkeys(award.category for award in scope.awards))
    return (*(" ".join(_sentences(each, scope)) for each in scope.programmes), *how_decided(categories))


def _sentences(programme, scope):
    asked = GrantRule.objects.asked_in(programme)
    rules = [str(rule) for rule in asked if rule.fund is None or rule.fund in scope.funds]
    words = {"programme": programme.name, "rules": get_text_list(list(dict.fromkeys(rules)), _("and"))}
    if rules:
        yield _("Who could have a grant of “%(programme)s”: %(rules)s.") % words
    if not programme.has_call or programme.opens_at > scope.at:
        yield _("The organizers chose for “%(programme)s” without a call.") % words
        return
    zone = scope.edition.zone
    told = {"opens": moments.said(programme.opens_at, zone), "closes": moments.said(programme.closes_at, zone)}
    yield _("Applications to “%(programme)s” were taken from %(opens)s until %(closes)s.") % (words | told)
    yield from _reviews(programme, scope)
    yield _("The organizers of the edition decided.")


def _reviews(programme, scope):
    reviews = list(Review.objects.filter(application__programme=programme))
    found = statuses(Review, reviews, scope.at)
    written = [review for review in reviews if found.get(review.pk) == ReviewStatus.SUBMITTED]
    if not written:
        return
    people = len({review.referee_id for review in written})
    words = {"people": people, "count": len(written)}
    yield (
        ngettext(
            "%(people)d reviewer, in conflict with no applicant, wrote %(count)d reviews.",
            "%(people)d reviewers wrote %(count)d reviews, none in conflict with the applicant.",
            people,
        )
        % words
    )
    if criteria := [criterion.name for criterion in programme.criteria.all()]:
        yield _("They scored: %s.") % get_text_list(criteria, _("and"))
