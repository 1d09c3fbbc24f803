"""The names of those who have a registration, for the registrar of the parent conference: handed over, then confirmed."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from awards.models import Grant
from workshops.importing.csv import as_csv
from workshops.lifecycle import IllegalMove, record
from workshops.moments import PastDayField
from workshops.verbs import in_words

HEAD = gettext_lazy("name"), gettext_lazy("affiliation"), gettext_lazy("email"), gettext_lazy("benefit")


class ConfirmedForm(forms.Form):
    paid_on = PastDayField(label=gettext_lazy("Confirmed on"), initial=timezone.localdate)


def names(request, programme, context):
    """Two buttons: take the list, which notes that it was handed over; and later, that the registrar has them."""
    registered = programme.grants.without_a_code().exclude(person__user=request.user.pk)
    waiting = list(registered.select_related("person", "benefit__fund").prefetch_related("person__emails"))
    form = ConfirmedForm(request.POST if "confirmed" in request.POST else None, label_suffix="")
    if request.method == "POST" and "hand_over" in request.POST:
        return _handed_over(programme, waiting, by=request.user)
    if form.is_valid():
        _confirm(request, [grant for grant in waiting if grant.handed_over_at], form.cleaned_data)
        return redirect(request.path)
    context |= {"programme": programme, "edition": programme.workshop, "grants": waiting, "form": form}
    context["some_are_handed_over"] = any(grant.handed_over_at for grant in waiting)
    return render(request, "admin/grants/names.html", context, status=400 if form.is_bound else 200)


@transaction.atomic
def _handed_over(programme, grants, *, by):
    rows = [(each.printed_name, each.printed_affiliation, each.person.email, each.benefit_text) for each in grants]
    Grant.objects.filter(pk__in=[grant.pk for grant in grants], handed_over_at=None).update(
        handed_over_at=timezone.now()
    )
    record(programme, "hand over the names", after=f"{len(grants)} names", by=by)
    disposition = f'attachment; filename="{programme.workshop.slug}-names.csv"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(as_csv([HEAD, *rows]), content_type="text/csv; charset=utf-8", headers=headers)


def _confirm(request, grants, given):
    try:
        with transaction.atomic():
            for grant in grants:
                grant.fulfil(by=request.user, **given)
    except (IllegalMove, ValidationError) as refusal:
        messages.warning(request, in_words(refusal))
    else:
        messages.success(request, ngettext("%d is confirmed.", "%d are confirmed.", len(grants)) % len(grants))
