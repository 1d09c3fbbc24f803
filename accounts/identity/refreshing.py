"""The queue of people who may be one: filled after an import, never asking again what was answered.

The one module of this package that knows the database.
"""

import dataclasses
from collections.abc import Iterable

from django.db import transaction

from accounts.appearances import known_people
from accounts.identity.likeness import Kind
from accounts.identity.suggestions import alike
from accounts.models import Answer, Likeness

SHOWN = 5  # of the people that both wrote with


@transaction.atomic
def refresh(people: Iterable[int]):
    """Compare these people with everybody. Call it in the transaction of their import, or after it."""
    people = set(people)
    found = {(each.one, each.other): each for each in alike(known_people(), people)} if people else {}
    stored = {(row.one_id, row.other_id): row for row in Likeness.objects.order_by("pk")}
    Likeness.objects.bulk_create(
        [
            Likeness(one_id=one, other_id=other, **_told(found[one, other]))
            for one, other in found
            if (one, other) not in stored
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    waiting = {pair: row for pair, row in stored.items() if row.answer != Answer.DIFFERENT}
    _tell_anew([(row, _told(found[pair])) for pair, row in waiting.items() if pair in found])
    _drop([row for pair, row in waiting.items() if pair not in found and not people.isdisjoint(pair)])


def _told(suggestion):
    evidence = [dataclasses.asdict(reason) for reason in suggestion.evidence]
    if suggestion.company:
        evidence.append({"kind": Kind.COMPANY, "people": sorted(suggestion.company)[:SHOWN]})
    return {"score": suggestion.score, "evidence": evidence}


def _tell_anew(rows):
    changed = []
    for row, told in rows:
        if told != {"score": row.score, "evidence": row.evidence}:
            row.score, row.evidence = told["score"], told["evidence"]
            changed.append(row)
    Likeness.objects.bulk_update(changed, ["score", "evidence"], batch_size=500)


def _drop(rows):
    """What speaks for it no longer, because a name was corrected."""
    Likeness.objects.filter(pk__in=[row.pk for row in rows if row.answer == Answer.OPEN]).delete()
