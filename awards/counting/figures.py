"""What a page and the minutes print beside a candidate; each is also a text."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Approvals:
    approvals: int = 0
    voters: int = 0

    @property
    def share(self) -> Fraction:
        return Fraction(self.approvals, self.voters or 1)

    def __str__(self) -> str:
        if not self.voters:
            return _("no votes")
        return _("%(approvals)d of %(voters)d approve") % {"approvals": self.approvals, "voters": self.voters}


@dataclass(frozen=True)
class Points:
    total: int = 0
    voters: int = 0

    @property
    def mean(self) -> Fraction:
        return Fraction(self.total, self.voters or 1)

    def __str__(self) -> str:
        if not self.voters:
            return _("no votes")
        mean = number_format(round(Decimal(self.total) / self.voters, 2))
        return _("mean %(mean)s (%(total)d / %(voters)d)") % {"mean": mean, "total": self.total, "voters": self.voters}


@dataclass(frozen=True)
class Duels:
    wins: int = 0
    losses: int = 0
    ties: int = 0

    def __str__(self) -> str:
        if not (self.wins or self.losses or self.ties):
            return _("not compared")
        figures = {"wins": self.wins, "losses": self.losses, "ties": self.ties}
        return _("%(wins)d won, %(losses)d lost, %(ties)d even") % figures
