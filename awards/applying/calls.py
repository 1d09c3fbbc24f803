"""What a programme says to whoever may apply: for whom it is, until when, and for how much of what."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.countries import name_of
from awards.models import OnePer, RuleKind
from workshops.moments import deadline


class PublicCall:
    """A programme as its page shows it; ``application`` is the reader's own, if there is one."""

    def __init__(self, programme, application=None):
        self.programme, self.application = programme, application
        self.opens, self.closes = deadline(programme.opens_at), deadline(programme.closes_at)

    @property
    def is_open(self):
        return self.programme.takes_applications

    @property
    def is_ahead(self):
        return not self.programme.has_opened

    @property
    def benefits(self):
        """Each with the rules of whoever pays for it."""
        return [
            (benefit, [rule_in_words(rule) for rule in benefit.fund.rules.all()])
            for benefit in self.programme.benefits.all()
        ]

    @property
    def rules(self):
        said = [rule_in_words(rule) for rule in self.programme.rules.all()]
        return said if self.programme.one_per == OnePer.NOTHING else [*said, self.programme.get_one_per_display()]


def calls_of(edition):
    return edition.grant_programmes.with_call().prefetch_related("benefits__fund__rules", "rules")


def rule_in_words(rule):
    if rule.kind == RuleKind.COUNTRY:
        return _("comes from one of these countries: %s") % ", ".join(map(name_of, rule.codes))
    if rule.kind == RuleKind.NEW and rule.years:
        words = ngettext("no grant of ours in the last year", "no grant of ours in the last %d years", rule.years)
        return words % rule.years if rule.years > 1 else words
    return rule.get_kind_display()
