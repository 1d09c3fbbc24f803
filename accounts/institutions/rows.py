"""Rows that print an affiliation, of whatever app: which of them wait for an institution, and linking them to it."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Model
from simple_history.utils import bulk_update_with_history

from accounts.institutions.linking import resolve
from accounts.models import Affiliation

BATCH = 1000


@dataclass(frozen=True)
class Coverage:
    printed: int
    placed: int

    @property
    def percent(self):
        """Rounded down, so that a hundred says that nothing is left."""
        return 100 * self.placed // self.printed if self.printed else 100


@dataclass(frozen=True)
class Scope:
    """What a user manages: all of it, or what belongs to one edition."""

    user: Model
    edition: str = ""  # its address

    def printings(self):
        """Each place of print, with its rows that print something."""
        for printing in Affiliation.printings:
            rows = printing.model.objects.managed_by(self.user).exclude(**{printing.text: ""})
            if self.edition:
                rows = rows.filter(**{f"{printing.edition}__slug": self.edition})
            yield printing, rows

    def waiting(self):
        """{printed: {what prints it: how often}} of the rows without an institution."""
        found = defaultdict(Counter)
        for printing, rows in self.printings():
            unlinked = rows.filter(**{printing.link: None}).order_by()
            for text, times in unlinked.values_list(printing.text).annotate(Count("pk")):
                found[text][printing.model] += times
        return dict(found)

    def printed(self):
        return sum(rows.count() for _printing, rows in self.printings())


def editions(user):
    """Those that print affiliations and that a user manages, by the model that all the paths lead to."""
    for printing in Affiliation.printings[:1]:
        model = printing.model
        for name in printing.edition.split("__"):
            model = model._meta.get_field(name).related_model
        return list(model.objects.managed_by(user).order_by("-pk"))
    return []


@transaction.atomic
def link(scope, texts, *, by):
    """Give the rows that print one of ``texts`` their institutions, where these are certain. How many rows got some."""
    found = resolve(texts, create=True)
    meant = {text: one.affiliations for text, one in found.items() if one.certain and one.affiliations}
    return sum(_link(printing, rows, meant, by=by) for printing, rows in scope.printings())


def _link(printing, rows, meant, *, by):
    done = 0
    for texts in _batches(list(meant)):
        waiting = list(rows.filter(**{printing.link: None, f"{printing.text}__in": texts}))
        _write(printing, [(row, meant[getattr(row, printing.text)]) for row in waiting], by=by)
        done += len(waiting)
    return done


def _write(printing, pairs, *, by):
    field = printing.model._meta.get_field(printing.link)
    if not field.many_to_many:
        for row, affiliations in pairs:
            setattr(row, printing.link, affiliations[0])
        _save([row for row, _affiliations in pairs], printing, by=by)
        return
    through, here, there = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
    links = [through(**{here: row.pk, there: each.pk}) for row, affiliations in pairs for each in affiliations]
    through.objects.bulk_create(links, batch_size=BATCH, ignore_conflicts=True)


def _save(rows, printing, *, by):
    if rows:
        bulk_update_with_history(rows, printing.model, [printing.link], batch_size=BATCH, default_user=by)


@transaction.atomic
def unlink(scope, affiliation, prints, *, by):
    """Take the institutions from the rows of ``affiliation`` whose text ``prints`` accepts. How many rows lost some."""
    done = 0
    for printing, rows in scope.printings():
        linked = rows.filter(**{printing.link: affiliation})
        texts = [text for text in linked.order_by().values_list(printing.text, flat=True).distinct() if prints(text)]
        losing = list(linked.filter(**{f"{printing.text}__in": texts}))
        done += len(losing)
        _clear(printing, losing, by=by)
    return done


def _clear(printing, rows, *, by):
    field = printing.model._meta.get_field(printing.link)
    if field.many_to_many:
        here = f"{field.m2m_field_name()}__in"
        field.remote_field.through.objects.filter(**{here: rows}).delete()
        return
    for row in rows:
        setattr(row, printing.link, None)
    _save(rows, printing, by=by)


def _batches(things):
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))
