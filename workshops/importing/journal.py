"""Writes rows in bulk and remembers enough to take all of it back while nobody has touched it.

A created row is remembered by the digest of its fields, an updated one by its values before and after: whoever changes
one of them later keeps the import from being undone.
"""

import json
from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal

from django.apps import apps
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from workshops.importing.compare import digest

BATCH = 5000
OUT_OF_THE_WAY = 10_000


class CannotUndo(Exception):
    """Says what has been changed since."""


class Journal:
    def __init__(self, *, by=None, reason=""):
        self.by, self.reason = by, reason
        self.entries = []  # in the order of writing

    def create(self, rows):
        """Insert rows of one model; returns them with their keys."""
        made = []
        for part in chunks(rows):
            made += type(part[0])._base_manager.bulk_create(part)
        self.created(made)
        return made

    def created(self, rows):
        """Remember rows that a verb of their model has inserted."""
        if rows:
            self.entries.append(
                {
                    "model": rows[0]._meta.label,
                    "created": [[row.pk, row_digest(row)] for row in rows],
                }
            )

    def update(self, values):
        """``values``: [(row, {field: new value})], rows of one model. The rows get them, with a line in their history."""
        before = [{name: stored(row, name) for name in new} for row, new in values]
        make_way([row for row, new in values if getattr(row, "POSITION", None) in new])
        for row, new in values:
            for name, value in new.items():
                setattr(row, name, value)
        by_fields = defaultdict(list)
        for row, new in values:
            by_fields[tuple(sorted(new))].append(row)
        for names, rows in by_fields.items():
            self._write(rows, list(names))
        self.updated(before, values)

    def updated(self, before, values):
        if values:
            after = [{name: stored(row, name) for name in new} for row, new in values]
            rows = [row for row, _new in values]
            self.entries.append(
                {
                    "model": rows[0]._meta.label,
                    "updated": [[row.pk, old, new] for row, old, new in zip(rows, before, after, strict=True)],
                }
            )

    def delete(self, rows):
        """Remove rows of one model; they come back as they were."""
        if rows:
            model = type(rows[0])
            for links in (each.remote_field.through for each in model._meta.many_to_many):
                of = next(each.name for each in links._meta.fields if each.related_model is model)
                self.delete(list(links._base_manager.filter(**{f"{of}__in": rows})))
            names = [field.attname for field in model._meta.concrete_fields]
            self.entries.append(
                {
                    "model": model._meta.label,
                    "deleted": [{name: stored(row, name) for name in names} for row in rows],
                }
            )
            model._base_manager.filter(pk__in=[row.pk for row in rows]).delete()

    def _write(self, rows, names):
        model = type(rows[0])
        if hasattr(model, "history"):
            bulk_update_with_history(
                rows,
                model,
                names,
                batch_size=BATCH,
                default_user=self.by,
                default_change_reason=self.reason[:100],
                manager=model._base_manager,
            )
        else:
            model._base_manager.bulk_update(rows, names, batch_size=BATCH)


@transaction.atomic
def undo(entries, edition):
    """Take back what a journal says, last first; all of it or, with a sentence, nothing."""
    gone: dict[str, set] = {}
    for entry in entries:
        gone.setdefault(entry["model"], set()).update(pk for pk, _digest in entry.get("created", []))
    for entry in reversed(entries):
        model = apps.get_model(entry["model"])
        for part in chunks(entry.get("created", [])):
            _remove(model, dict(part), gone, edition)
        for part in chunks(entry.get("updated", [])):
            _put_back(model, part)
        for part in chunks(entry.get("deleted", [])):
            model._base_manager.bulk_create(_revived(model, values) for values in part)


def _remove(model, digests, gone, edition):
    rows = list(model._base_manager.select_for_update().filter(pk__in=digests))
    touched = [row for row in rows if row_digest(row) != digests[row.pk]]
    if touched or len(rows) < len(digests):
        raise CannotUndo(_changed(model, touched))
    if hasattr(model, "hinders_removal"):
        for reason in filter(None, (row.hinders_removal() for row in rows)):
            raise CannotUndo(reason)
    _check_nothing_hangs_on(model, digests, gone, edition)
    try:
        model._base_manager.filter(pk__in=digests).delete()
    except models.ProtectedError as refusal:
        raise CannotUndo(_hangs_on(next(iter(refusal.protected_objects)), edition)) from refusal


def _check_nothing_hangs_on(model, pks, gone, edition):
    """What somebody has added to an imported row since would vanish with it."""
    for relation in model._meta.related_objects:
        if relation.one_to_many or relation.one_to_one:
            rows = relation.related_model._default_manager.all()
            rows = rows.standing() if hasattr(rows, "standing") else rows
            added = rows.filter(**{f"{relation.field.name}__in": list(pks)})
            ours = gone.get(relation.related_model._meta.label, set())
            if getattr(relation.related_model, "is_derived", False):
                continue
            for row in added.iterator():
                if row.pk not in ours:
                    raise CannotUndo(_hangs_on(row, edition, to=getattr(row, relation.field.name)))


def _put_back(model, part):
    rows = model._base_manager.select_for_update().in_bulk([pk for pk, _before, _after in part])
    names = set()
    for pk, before, after in part:
        row = rows.get(pk)
        if row is None or any(stored(row, name) != value for name, value in after.items()):
            raise CannotUndo(_changed(model, [row] if row else []))
        for name, value in before.items():
            setattr(row, field(model, name).attname, revived(model, name, value))
        names |= set(before)
    if rows:
        if getattr(model, "POSITION", None) in names:
            make_way(list(rows.values()))
        model._base_manager.bulk_update(rows.values(), names, batch_size=BATCH)


def make_way(rows):
    """Rows that change places would meet on the way; those of a model with ``POSITION`` first step aside, all of them."""
    if rows:
        model = type(rows[0])
        aside = {model.POSITION: F(model.POSITION) + OUT_OF_THE_WAY}
        model._base_manager.filter(pk__in=[row.pk for row in rows]).update(**aside)


def _changed(model, rows):
    if rows:
        return _("%(noun)s “%(row)s” was changed since. Nothing was undone.") % {
            "noun": model._meta.verbose_name,
            "row": rows[0],
        }
    return _("A %(noun)s of this import is gone. Nothing was undone.") % {"noun": model._meta.verbose_name}


def _hangs_on(row, edition, to=None):
    """Names only what belongs to the same edition: of others, and of people, it tells that there is something.

    Of what belongs to an edition by ``to`` alone, such as a vote, only that is named: who added what may be secret.
    """
    if to and edition_of(row) is None and edition_of(to) == edition:
        words = {"noun": to._meta.verbose_name, "row": to}
        return _("Somebody has added to %(noun)s “%(row)s” since. Nothing was undone.") % words
    if edition_of(row) != edition:
        return _("Something that this import brought is used elsewhere, or was added to. Nothing was undone.")
    return _("%(noun)s “%(row)s” was added to what this import brought. Remove it first; nothing was undone.") % {
        "noun": row._meta.verbose_name,
        "row": row,
    }


def edition_of(row):
    """The edition that a row belongs to, itself or by what it hangs on; or None."""
    if hasattr(row, "workshop"):
        return row.workshop
    parents = (getattr(row, name, None) for name in ("paper", "slot", "award", "category", "programme"))
    return next((parent.workshop for parent in parents if parent is not None), None)


def field(model, name):
    return next(each for each in model._meta.concrete_fields if name in {each.name, each.attname})


def stored(row, name):
    """A field's value as JSON holds it."""
    of = field(type(row), name)
    value = getattr(row, of.attname)
    if value is None or isinstance(value, (bool, int, list, dict)):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return of.value_to_string(row)


def revived(model, name, value):
    of = field(model, name)
    return value if value is None or isinstance(of, models.ForeignKey) else of.to_python(value)


def _revived(model, values):
    return model(**{name: revived(model, name, value) for name, value in values.items()})


def row_digest(row):
    return digest("\x1f".join(_plain(getattr(row, each.attname)) for each in row._meta.concrete_fields))


def _plain(value):
    """The same text for a value that was just assigned and for the one that the database returns."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    return json.dumps(value, sort_keys=True) if isinstance(value, (dict, list)) else str(value)


def chunks(rows, size=BATCH):
    rows = list(rows)
    return (rows[start : start + size] for start in range(0, len(rows), size))
