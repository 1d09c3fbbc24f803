"""What a programme says to whoever may apply: for whom it is, until when, and for how much of what."""

from awards.models import OnePer
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
        return [(benefit, list(benefit.fund.rules.all())) for benefit in self.programme.benefits.all()]

    @property
    def rules(self):
        said = [*self.programme.rules.all()]
        return said if self.programme.one_per == OnePer.NOTHING else [*said, self.programme.get_one_per_display()]


def calls_of(edition):
    return edition.grant_programmes.with_call().prefetch_related("benefits__fund__rules", "rules")
