"""Grants one by one: given, told, received, given up. Nobody handles their own."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin, coloured
from awards.admin.offer import moving_up
from awards.admin.payment import NoteForm, PaymentForm, ReasonNeededForm
from awards.bank_details import refuse_bank_details
from awards.models import Grant, GrantStatus
from workshops.moments import PastDayField
from workshops.verbs import ReasonForm, Verb, VerbAdmin

DECIDED_WITH_THE_GRANT = ["programme", "benefit", "person", "amount"]


class ReceivedForm(PaymentForm):
    payer = forms.CharField(
        label=_("Payer"),
        max_length=200,
        required=False,
        validators=[refuse_bank_details],
        help_text=_("Who paid; empty for a registration."),
    )
    paid_on = PastDayField(label=_("Received on"))


def _setting_aside(grant, user):
    fund = grant.benefit.fund
    words = {"what": grant.benefit_text, "fund": fund.name, "free": fund.say(fund.free)}
    yield _("%(what)s is set aside in the fund “%(fund)s”, which has %(free)s left.") % words
    if grant.benefit.codes.free().exists():
        yield _("A registration code of the benefit is assigned.")


def _freeing(grant, user):
    words = {"what": grant.benefit_text, "fund": grant.benefit.fund.name}
    yield _("%(what)s is free again in the fund “%(fund)s”.") % words
    if grant.codes.assigned().exists():
        yield _("The registration code is cancelled and goes to nobody else.")
    yield from moving_up(grant.programme, user)


def _noting(grant, user):
    words = {"what": grant.benefit_text, "person": grant.printed_name}
    yield _("%(what)s is noted as received by %(person)s, who reads it on their page.") % words
    yield _("Laurel pays nothing itself and writes no mail.")


def _coming_back(grant, user):
    words = {"what": grant.benefit_text, "fund": grant.benefit.fund.name}
    yield _("%(what)s counts as returned in the fund “%(fund)s” and is free again.") % words


def _staying_away(grant, user):
    if grant.fulfilled_on:
        yield _("%s was received and stays spent, unless it comes back.") % grant.benefit_text
    else:
        words = {"what": grant.benefit_text, "fund": grant.benefit.fund.name}
        yield _("%(what)s is free again in the fund “%(fund)s”.") % words


def _verb(name, label, warning, form=ReasonForm, **more):
    status = {
        "fulfil": GrantStatus.FULFILLED,
        "mark_no_show": GrantStatus.NO_SHOW,
        "withdraw": GrantStatus.WITHDRAWN,
        "revoke": GrantStatus.REVOKED,
        "mark_returned": GrantStatus.RETURNED,
    }[name]
    return Verb(name, label, warning, lambda grant: grant.can_become(status), form, **more)


@admin.register(Grant)
class GrantAdmin(VerbAdmin, ManagedAdmin):
    status_in_words = coloured("status")
    list_display = ["printed_name", "printed_affiliation", "programme", "benefit_in_words", "status_in_words", "code"]
    list_filter = [
        "status",
        ("programme", admin.RelatedOnlyFieldListFilter),
        ("programme__workshop", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["programme", "benefit__fund"]
    search_fields = ["printed_name", "person__name"]
    autocomplete_fields = ["programme", "person"]
    fields = [
        ("programme", "benefit"),
        "person",
        ("printed_name", "printed_affiliation"),
        ("amount", "consents_to_be_named"),
        ("status", "fulfilled_on"),
        ("payer", "payment_reference"),
        ("code", "handed_over_at"),
    ]
    readonly_fields = ["status", "code", "fulfilled_on", "payer", "payment_reference", "handed_over_at"]
    verbs = (
        Verb(
            "give",
            _("Give"),
            _("The amount is set aside in the fund. Nobody is told, nothing is public."),
            lambda grant: grant.status == GrantStatus.PROPOSED and not grant.offer_id,
            ReasonForm,
            consequences=_setting_aside,
            obstacles=lambda grant, user: grant.hinders(),
        ),
        Verb(
            "undo",
            _("Undo"),
            _("Possible until it is announced or somebody was told."),
            lambda grant: grant.can_become(GrantStatus.PROPOSED) and not grant.programme.is_announced,
            ReasonForm,
            consequences=_freeing,
        ),
        Verb(
            "tell",
            _("Tell the recipient"),
            _("This mail leaves at once. Whoever was told before gets none."),
            lambda grant: grant.is_held and not grant.offer_id,
            letters=Grant.letters,
            unreached=Grant.unreached,
        ),
        _verb(
            "fulfil",
            _("Note that it was received"),
            _("Who paid, under which reference, and when."),
            ReceivedForm,
            consequences=_noting,
        ),
        _verb(
            "mark_returned",
            _("It came back"),
            _("What was paid is in the fund again."),
            ReasonNeededForm,
            consequences=_coming_back,
            obstacles=lambda grant, user: grant.hinders_return(),
        ),
        _verb(
            "mark_no_show",
            _("Did not come"),
            _("What was spent is spent; the rest is free again."),
            NoteForm,
            consequences=_staying_away,
        ),
        _verb(
            "withdraw", _("Gives it up"), _("The person does not need it any more."), NoteForm, consequences=_freeing
        ),
        _verb(
            "revoke",
            _("Revoke"),
            _("The person loses it. Write to them yourself."),
            ReasonNeededForm,
            consequences=_freeing,
        ),
    )

    @admin.display(description=_("benefit"), ordering="amount")
    def benefit_in_words(self, grant):
        return grant.benefit_text

    @admin.display(description=_("code"), empty_value="")
    def code(self, grant):
        return ", ".join(map(str, grant.codes.assigned())) if grant.pk else ""

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("codes")

    def get_readonly_fields(self, request, obj=None):
        settled = obj is not None and obj.status != GrantStatus.PROPOSED
        return [*self.readonly_fields, *DECIDED_WITH_THE_GRANT] if settled else self.readonly_fields

    def has_delete_permission(self, request, obj=None):
        deletable = obj is None or (obj.status == GrantStatus.PROPOSED and not obj.offer_id)
        return super().has_delete_permission(request, obj) and deletable
