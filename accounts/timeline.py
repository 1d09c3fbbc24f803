"""What happened to a thing, readable on the thing: its moves, its edited fields and those of its rows."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.admin.utils import unquote
from django.core.exceptions import FieldDoesNotExist
from django.forms.models import _get_foreign_key
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WORDS = {"+": gettext_lazy("added"), "~": gettext_lazy("changed"), "-": gettext_lazy("removed")}


@dataclass
class Entry:
    at: datetime
    by: str
    what: str
    changes: list = field(default_factory=list)
    reason: str = ""


def edits(records):
    """Entries of historical records of one or several rows of a model, each with old and new values."""
    older = {}
    for record in records.select_related("history_user").order_by("history_date", "history_id"):
        before = older.get(record.id)  # missing for what was loaded in bulk: its first edit has nothing to compare with
        changes = record.diff_against(before).changes if before else []
        older[record.id] = record
        if record.history_type == "~" and before and not changes:
            continue
        yield Entry(
            at=record.history_date,
            by=str(record.history_user or ""),
            what=f"{record.instance_type._meta.verbose_name} “{record.instance}” {WORDS[record.history_type]}",
            changes=[(_label(record.instance_type, change.field), change.old, change.new) for change in changes],
        )


def _label(model, name):
    try:
        return model._meta.get_field(name).verbose_name
    except FieldDoesNotExist:
        return name


class TimelineAdmin:
    """The history page of an admin object. Inlines with history are told on their parent's page."""

    def timeline(self, obj):
        entries = list(edits(obj.history.all())) if hasattr(obj, "history") else []
        for inline in self.inlines:
            if hasattr(inline.model, "history"):
                parent = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
                entries += edits(inline.model.history.filter(**{parent.attname: obj.pk}))
        return entries

    def timeline_for(self, user, obj):
        """What of it ``user`` may read."""
        return self.timeline(obj)

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not self.has_change_permission(request, obj):
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of “%s”") % obj,
            "opts": self.opts,
            "object": obj,
            "entries": sorted(self.timeline_for(request.user, obj), key=lambda entry: entry.at, reverse=True),
        }
        request.current_app = self.admin_site.name
        return render(request, "admin/history.html", context)
