"""The people of a report: how many come from where, and the names of those who want the sponsor to know."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from awards.countries import name_of
from awards.models import Application, Grant, Revision, Stage
from awards.report.suppression import Shown, suppressed


@dataclass(frozen=True)
class People:
    count: int
    named: tuple[tuple[str, str], ...]
    """Name and affiliation, as printed."""
    countries: Shown
    stages: Shown


def people(scope):
    recipients = {grant.person_id for grant in scope.held}
    said = _said(scope, recipients)
    countries = Counter(said.get(person, {}).get("country", "") for person in recipients)
    stages = Counter(said.get(person, {}).get("stage", "") for person in recipients)
    named = {code: name_of(code) for code in countries if code}
    by_name = sorted(named, key=named.get)
    return People(
        len(recipients),
        _named(scope),
        _told({named[code]: countries[code] for code in by_name}, countries[""]),
        _told({str(label): stages[value] for value, label in Stage.choices}, stages[""]),
    )


def _told(counts, unknown):
    """In an order that tells nothing of the counts."""
    return suppressed({**counts, _("not known"): unknown})


def _said(scope, recipients):
    """{person: what they last submitted until the moment}"""
    sent = Application.objects.sent().filter(programme__in=scope.programmes, person__in=recipients)
    revisions = Revision.objects.filter(application__in=sent, at__lte=scope.at).order_by("at", "pk")
    return dict(revisions.values_list("application__person", "data"))


def _named(scope):
    """Public then and now, and agreed: in the application, or else where the grant was accepted."""
    public = set(Grant.objects.public().filter(programme__announced_at__lte=scope.at).values_list("pk", flat=True))
    applied = Application.objects.sent().filter(programme__in=scope.programmes)
    agreed = {tuple(ids): yes for *ids, yes in applied.values_list("person", "programme", "sponsor_may_know")}
    refused = {person for (person, _programme), yes in agreed.items() if not yes}
    rows = {
        grant.person_id: (grant.printed_name, grant.printed_affiliation)
        for grant in scope.held
        if grant.pk in public
        and grant.person_id not in refused
        and agreed.get((grant.person_id, grant.programme_id), grant.consents_to_be_named)
    }
    return tuple(sorted(rows.values(), key=lambda row: (row[0].casefold(), row)))
