"""From applications to what was received: how many at each step, by the audit lines up to a moment."""

from awards.models import Application, ApplicationStatus, GrantStatus, Offer, OfferStatus, RegistrationCode
from awards.models.grant_states import HELD
from awards.report.scope import statuses

DECLINED = {OfferStatus.DECLINED, OfferStatus.MORE}
SCREENED = {ApplicationStatus.SUBMITTED, ApplicationStatus.ELIGIBLE, ApplicationStatus.INELIGIBLE}


def funnel(scope):
    """{step: count}"""
    return _applications(scope) | _offers(scope) | _grants(scope) | _codes(scope)


def _applications(scope):
    """Of the programmes, whichever fund paid in the end."""
    sent = Application.objects.sent().filter(programme__in=scope.programmes)
    submitted = list(sent.filter(revisions__at__lte=scope.at).distinct())
    return {"applied": len(submitted), "eligible": _eligible(submitted, scope.at)}


def _eligible(applications, at):
    """Found so, and not otherwise later; what was decided then changes nothing of it."""
    found = statuses(Application, applications, at, among=SCREENED)
    return sum(status == ApplicationStatus.ELIGIBLE for status in found.values())


def _offers(scope):
    made = list(Offer.objects.filter(grants__benefit__in=scope.benefits, offered_at__lte=scope.at).distinct())
    found = statuses(Offer, made, scope.at)

    def count(*among):
        return sum(found.get(offer.pk) in among for offer in made)

    return {
        "offered": len(made),
        "accepted": count(OfferStatus.ACCEPTED),
        "declined": count(*DECLINED),
        "expired": count(OfferStatus.EXPIRED),
        "taken_back": count(OfferStatus.TAKEN_BACK),
        "waiting": count(OfferStatus.OPEN),
    }


def _grants(scope):
    stood = [grant.stood for grant in scope.grants]
    direct = [grant for grant in scope.grants if grant.offer_id is None]
    return {
        "direct": sum(grant.stood in {*HELD, GrantStatus.NO_SHOW, GrantStatus.RETURNED} for grant in direct),
        "received": stood.count(GrantStatus.FULFILLED),
        "not_taken": stood.count(GrantStatus.RELEASED),
        "given_up": stood.count(GrantStatus.WITHDRAWN) + stood.count(GrantStatus.REVOKED),
        "no_show": stood.count(GrantStatus.NO_SHOW),
    }


def _codes(scope):
    codes = list(RegistrationCode.objects.filter(benefit__in=scope.benefits, assigned_at__lte=scope.at))
    return {"codes": list(statuses(RegistrationCode, codes, scope.at).values()).count("assigned")}
