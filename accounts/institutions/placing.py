"""The queue of spellings to place, and what a person may answer."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.institutions.directory import Directory
from accounts.institutions.folding import clean, fold
from accounts.institutions.index import Kind
from accounts.institutions.linking import new_affiliation, resolve
from accounts.institutions.parts import parts
from accounts.institutions.rows import Coverage, link, unlink
from accounts.links import signed
from accounts.models import Affiliation, AffiliationAlias, Spelling, SpellingState

_ADDRESS = re.compile(r"\S+@\S+")


@dataclass
class Waiting:
    """A spelling without an institution; texts that differ in case or marks alone are one."""

    texts: Counter = field(default_factory=Counter)
    printed_on: Counter = field(default_factory=Counter)  # rows by model
    put_off: bool = False

    @property
    def text(self):
        return self.texts.most_common(1)[0][0]

    @property
    def shown(self):
        return _ADDRESS.sub("…", clean(self.text))

    @property
    def times(self):
        return self.texts.total()

    @property
    def places(self):
        return [(model._meta.verbose_name_plural, times) for model, times in self.printed_on.most_common()]


class Queue:
    def __init__(self, scope):
        self.scope = scope
        self._states = dict(Spelling.objects.values_list("folded", "state"))
        self._printed = scope.waiting()

    @cached_property
    def waiting(self):
        """The most frequent first, what was put off last."""
        found = {}
        for text, times in self._printed.items():
            if (state := self._states.get(_key(text))) == SpellingState.NONE:
                continue
            one = found.setdefault(_key(text), Waiting(put_off=state == SpellingState.LATER))
            one.texts[text] += times.total()
            one.printed_on += times
        return sorted(found.values(), key=lambda each: (each.put_off, -each.times, each.text))

    @property
    def coverage(self):
        printed = self.scope.printed()
        return Coverage(printed, printed - sum(each.times for each in self.waiting))

    def spelled(self, text):
        """The texts that fold alike, if the queue has them."""
        return next((list(each.texts) for each in self.waiting if _key(text) == _key(each.text)), [])

    def texts_with(self, part):
        """All texts of the queue in which a part of this spelling stands."""
        return [text for each in self.waiting for text in each.texts if _key(part) in _key(text)]

    def texts(self):
        return [text for each in self.waiting for text in each.texts]


def _key(text):
    return fold(text)[:1000]


@transaction.atomic
def place(queue, part, affiliation, *, by):
    """Say for ever which institution a spelling means, and link the rows that print it. How many rows were linked."""
    alias = AffiliationAlias(affiliation=affiliation, name=clean(part)[:300])
    other = AffiliationAlias.objects.filter(name=alias.name).select_related("affiliation").first()
    if other is None:
        signed(alias, by=by).save()
    elif other.affiliation != affiliation:
        raise ValidationError(
            _("“%(spelling)s” was placed already: it is %(institution)s.")
            % {"spelling": alias.name, "institution": other.affiliation}
        )
    Spelling.objects.filter(folded__in={_key(part), *map(_key, queue.texts_with(part))}).delete()
    return link(queue.scope, queue.texts_with(part), by=by)


@transaction.atomic
def call_nothing(queue, text, part, *, by):
    """Say that a part of a text is no institution; what stands beside it may now be certain."""
    _remember(part, SpellingState.NONE, by=by)
    [resolution] = resolve([text], create=False).values()
    if all(each.is_nothing for each in resolution.parts):
        _remember(text, SpellingState.NONE, by=by)
    return link(queue.scope, queue.texts_with(part), by=by)


def put_off(text, *, by):
    _remember(text, SpellingState.LATER, by=by)


def _remember(text, state, *, by):
    answer = {"text": clean(text)[:300], "state": state, "by": by, "at": timezone.now()}
    Spelling.objects.update_or_create(folded=_key(text), defaults=answer)


@transaction.atomic
def take_back(scope, alias, *, by):
    """Forget a placed spelling. The rows that print it lose their institutions; the institution itself stays."""
    directory = Directory()
    key = _key(alias.name)
    prints = lambda text: key in {_key(part) for part in parts(text, directory.index)}  # noqa: E731 - read once
    done = unlink(scope, alias.affiliation, prints, by=by)
    signed(alias, by=by).delete()
    return done


def placed_lately(user, limit=10):
    """Spellings that somebody placed last, as long as they stand."""
    made = AffiliationAlias.history.filter(history_type="+", history_user=user).order_by("-history_date")
    keys = list(made.values_list("id", flat=True)[: limit * 3])
    aliases = AffiliationAlias.objects.select_related("affiliation").in_bulk(keys)
    return [aliases[key] for key in keys if key in aliases][:limit]


def called_nothing_lately(user, limit=10):
    return Spelling.objects.filter(by=user, state=SpellingState.NONE).order_by("-at")[:limit]


def institution_of_ror(ror_id):
    """The affiliation with this id, added from ROR's table if it must be; or None."""
    affiliation = Affiliation.objects.filter(ror_id=ror_id).first()
    if affiliation:
        return affiliation
    directory = Directory()
    number = directory.index.base.number_of(ror_id)
    return None if number is None else _taken_over(directory, number)


def _taken_over(directory, number):
    if here := directory.affiliation_of.get(number):
        return here
    names = {affiliation.name.lower() for affiliation in directory.affiliations.values()}
    affiliation = new_affiliation(directory.index.organization(number), names)
    affiliation.save()
    return affiliation


def institution_named(name):
    """Whatever somebody typed: a name, another spelling, the id or address of ROR. None, if it is not one for sure."""
    typed = clean(name).rpartition("ror.org/")[2]
    if found := Affiliation.objects.filter(name__iexact=typed).first() or institution_of_ror(typed):
        return found
    directory = Directory()
    hits = [hit for hit in directory.index.hits(fold(typed)) if hit.kind != Kind.ACRONYM]
    numbers = {hit.number for hit in hits}
    return _taken_over(directory, numbers.pop()) if len(numbers) == 1 else None


def new_institution(name):
    """One of this name, that is there already or is added."""
    name = clean(name)[:200]
    return Affiliation.objects.filter(name__iexact=name).first() or Affiliation.objects.create(name=name)
