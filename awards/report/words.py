"""A report in words and tables, the same for the page, the PDF and the CSV; equal words have an equal number."""

import json
from dataclasses import asdict
from functools import cached_property
from hashlib import sha256

from django.utils.formats import date_format
from django.utils.text import capfirst, get_text_list
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from awards.pdf.data import Document, Section
from awards.report.tables import costs_table, later, money_tables
from papers import tex
from workshops import moments

STEPS = {
    "applied": gettext_lazy("Applied"),
    "eligible": gettext_lazy("Found eligible"),
    "offered": gettext_lazy("Offered"),
    "accepted": gettext_lazy("Accepted"),
    "declined": gettext_lazy("Declined, or asked for more"),
    "expired": gettext_lazy("Not answered in time"),
    "taken_back": gettext_lazy("Taken back"),
    "waiting": gettext_lazy("Waiting for an answer"),
    "direct": gettext_lazy("Grants given without an offer"),
    "not_taken": gettext_lazy("Grants not taken"),
    "given_up": gettext_lazy("Grants given up or revoked"),
    "received": gettext_lazy("Grants received"),
    "no_show": gettext_lazy("Did not come"),
    "codes": gettext_lazy("Registration codes assigned"),
}
HIDDEN = gettext_lazy("not shown")


def in_words(report):
    """With its number, by which two copies can be told to say the same."""
    return Words(report).data


class Words:
    def __init__(self, report):
        self.report, self.scope = report, report.scope

    @cached_property
    def data(self):
        scope, at = self.scope, self._moment(self.scope.at)
        said = {
            "title": _("Report: %s") % scope.title,
            "edition": f"{scope.edition.name} ({scope.edition})",
            "facts": tuple(self._facts()),
            "sections": tuple(each for each in self._sections() if each.paragraphs or each.rows),
            "language": get_language(),
        }
        number = _number(said | {"sections": [asdict(each) for each in said["sections"]], "at": scope.at.isoformat()})
        facts = ((_("Number"), number), (_("As of"), at), *said.pop("facts"))
        foot = _("Report %(number)s, as of %(at)s") % {"number": number, "at": at}
        return Document(**said, facts=facts, number=number, generated=foot)

    def _facts(self):
        if self.scope.sponsor:
            yield _("Sponsor"), self.scope.sponsor.name
        yield _("Funds"), ", ".join(fund.name for fund in self.scope.funds)
        for fund in self.scope.funds:
            if fund.restrictions:
                yield _("Restrictions"), f"{fund.name}: {fund.restrictions}"

    def _sections(self):
        yield from money_tables(self.report)
        yield self._awards()
        yield self._steps()
        yield costs_table(self.report)
        if self.report.people:
            yield from self._people(self.report.people)
        yield Section(_("How it was decided"), self.report.decided)

    def _awards(self):
        columns = _("Award"), _("Winner"), _("State"), _("Paid on"), _("Share")
        rows = tuple(row for won in self.report.awards for row in self._won(won))
        waiting = dict.fromkeys(name for money in self.report.funds for name in money.waits_for)
        paragraphs = (later(waiting),) if waiting else ()
        return Section(_("Awards"), paragraphs, columns, rows, texts=4)

    def _won(self, won):
        award, fund = won.award, won.award.category.fund
        paper = f"{award.category}: {tex.to_text(award.paper.title)}" if award.paper else str(award.category)
        title = _("%s (rescinded)") % paper if won.is_rescinded else paper
        for position, winner in enumerate(won.winners):
            amount = "" if winner.amount is None else fund.say(winner.amount)
            paid_on = date_format(winner.paid_on) if winner.paid_on else ""
            yield "" if position else title, winner.name, capfirst(winner.status), paid_on, amount

    def _steps(self):
        rows = tuple((str(words), str(self.report.steps[step])) for step, words in STEPS.items() if self.report.steps)
        names = get_text_list([f"“{each.name}”" for each in self.scope.programmes], _("and"))
        words = _("Whoever applied to %s, and what was offered and given from this money.") % names
        paragraphs = (words,) if rows else ()
        return Section(_("From application to grant"), paragraphs, (_("Step"), _("Count")), rows, texts=1)

    # -- People -----------------------------------------------------------------------------------

    def _people(self, people):
        count = ngettext("%d person has a grant.", "%d people have a grant.", people.count) % people.count
        named = _("Named is who agreed that the sponsor reads it, once the grants are announced.")
        yield Section(_("Recipients"), (count, named), (_("Name"), _("Affiliation")), people.named, texts=2)
        if not self.scope.is_whole:
            sponsor = self.scope.sponsor.name
            words = _("Countries and career stages are in the report over all funds of %s.") % sponsor
            yield Section(_("Where recipients come from"), (words,))
        elif people.count:
            yield _counted(_("Recipients by country"), _("Country"), people.countries)
            yield _counted(_("Recipients by career stage"), _("Career stage"), people.stages)

    def _moment(self, at):
        return moments.said(at, self.scope.edition.zone)


def _counted(title, column, shown):
    if shown.total is None:
        return Section(title, (_("They are too few, or too alike, to be counted here without telling who they are."),))
    rows = [(capfirst(label), str(HIDDEN) if count is None else str(count)) for label, count in shown.rows]
    words = _("As they said in their applications. Counts below five are not shown, nor what would give them away.")
    total = (_("All"), str(shown.total))
    return Section(title, (words,), (column, _("People")), (*rows, total), texts=1, sums=(len(rows),))


def _number(said):
    """A short digest of all that is said."""
    digest = sha256(json.dumps(said, sort_keys=True).encode()).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}-{digest[8:12]}"
