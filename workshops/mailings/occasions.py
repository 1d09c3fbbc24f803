"""Moments of an edition around which mailings leave by themselves. Higher apps add theirs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

GRACE = timedelta(hours=24)  # after a longer standstill nobody is reminded too late
occasions: dict[str, "Occasion"] = {}  # by name


@dataclass(frozen=True)
class Occasion:
    """``moments(workshop)`` yields (moment, thing); without a thing it concerns all of an audience."""

    name: str
    label: str
    moments: Callable[..., Iterable[tuple[datetime | None, object]]]

    def due(self, workshop, offset, now):
        """Things whose moment, moved by ``offset``, has come, and not long ago."""
        for moment, thing in self.moments(workshop):
            if moment and now - GRACE < moment + offset <= now:
                yield thing


def occasion(name, label):
    """Decorates the function of the moments."""

    def register(moments):
        occasions[name] = Occasion(name, label, moments)
        return moments

    return register


@occasion("start", _("the edition starts"))
def start(workshop):
    yield workshop.starts_at, None


@occasion("end", _("the edition ends"))
def end(workshop):
    yield workshop.ends_at, None


def occasions_of(workshop):
    """{name: occasion}, also for each of its important dates."""
    dates = {
        f"date:{each.pk}": Occasion(f"date:{each.pk}", each.name, partial(_only, each.at))
        for each in workshop.dates.all()
    }
    return occasions | dates


def _only(moment, workshop):
    yield moment, None
