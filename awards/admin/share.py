"""Parts of the money: what winners answered is read here, what was paid is noted."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.managed import ManagedAdmin, coloured
from awards.admin.payment import NoteForm, PaymentForm, ReasonNeededForm
from awards.models import AwardStatus, Fund, PrizeShare, ShareStatus
from workshops.verbs import Verb, VerbsOnlyAdmin


class PayForm(PaymentForm):
    def clean_paid_on(self):
        day = self.cleaned_data["paid_on"]
        announced_at = self.thing.award.category.announced_at
        if announced_at and (announced_at.date() - day).days > 1:
            raise forms.ValidationError(_("That is before the award was announced. Is the year right?"))
        return day


def _frees(share, user):
    fund = share.award.category.fund
    yield _("%(amount)s is free again in the fund “%(fund)s”.") % {"amount": share.amount_text, "fund": fund.name}


def _takes(share, user):
    fund = Fund.objects.as_told_to(user).get(pk=share.award.category.fund_id)
    words = {"amount": share.amount_text, "fund": fund.name}
    if fund.kept_back:
        yield _("%(amount)s is set aside again in the fund “%(fund)s”.") % words
    else:
        words["free"] = fund.say(fund.free)
        yield _("%(amount)s is set aside again in the fund “%(fund)s”, which has %(free)s left.") % words


def _notes(share, user):
    words = {"amount": share.amount_text, "person": share.person}
    if share.status == ShareStatus.DONATED:
        yield _("%(amount)s of %(person)s is noted as paid to: %(to)s.") % {**words, "to": share.donated_to}
    else:
        yield _("%(amount)s is noted as paid to %(person)s. Laurel pays nothing itself and writes no mail.") % words


@admin.register(PrizeShare)
class PrizeShareAdmin(VerbsOnlyAdmin, ManagedAdmin):
    status_in_words = coloured("status")
    list_display = ["person", "won", "amount_in_words", "status_in_words", "late", "paid_on"]
    list_filter = ["status", ("award__category__workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["person", "award__paper", "award__person", "award__category__fund"]
    search_fields = ["person__name", "award__category__name", "award__paper__title"]
    fields = readonly_fields = [
        "award",
        "person",
        "position",
        "amount_in_words",
        "note",
        "status",
        "donated_to",
        "payer",
        "payment_reference",
        "paid_on",
    ]
    verbs = (
        Verb(
            "mark_ready",
            gettext_lazy("Ready to be paid"),
            gettext_lazy("The payer has what they need. Nothing else happens."),
            lambda share: share.status == ShareStatus.DETAILS_REQUESTED,
            NoteForm,
        ),
        Verb(
            "pay",
            gettext_lazy("Note the payment"),
            gettext_lazy("Who paid, under which reference, and when. Nothing else is kept."),
            lambda share: share.can_become(ShareStatus.PAID),
            PayForm,
            consequences=_notes,
        ),
        Verb(
            "mark_unpayable",
            gettext_lazy("Cannot be paid"),
            gettext_lazy("For no answer in time, a missing form, or a payment that is not allowed."),
            lambda share: share.can_become(ShareStatus.UNPAYABLE),
            ReasonNeededForm,
            consequences=_frees,
        ),
        Verb(
            "mark_returned",
            gettext_lazy("It came back"),
            gettext_lazy("The payment did not arrive. It can be tried again."),
            lambda share: share.can_become(ShareStatus.RETURNED),
            ReasonNeededForm,
            consequences=_frees,
        ),
        Verb(
            "revive",
            gettext_lazy("Try again"),
            gettext_lazy("The share is to be paid after all."),
            lambda share: share.status in {ShareStatus.UNPAYABLE, ShareStatus.RETURNED},
            NoteForm,
            consequences=_takes,
        ),
        Verb(
            "cancel",
            gettext_lazy("Cancel the share"),
            gettext_lazy("Nobody gets this part of the prize. That is not taken back."),
            lambda share: share.can_become(ShareStatus.CANCELLED),
            ReasonNeededForm,
            consequences=_frees,
        ),
    )

    @admin.display(description=gettext_lazy("award"), ordering="award__category")
    def won(self, share):
        award = share.award
        return (
            _("%(category)s, paper %(number)s") % {"category": award.category, "number": award.paper.number}
            if award.paper
            else award.category.name
        )

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def amount_in_words(self, share):
        return share.amount_text

    @admin.display(description=gettext_lazy("answer"), empty_value="")
    def late(self, share):
        return _("late") if share.is_late else ""

    def hold(self, obj):
        obj.award.category.locked()
        super().hold(obj)

    def refusal(self, request, obj, verb):
        """Nobody pays themself, and nobody is paid for a rescinded award."""
        if obj.award.status == AwardStatus.RESCINDED and verb in {"revive", "mark_ready", "pay"}:
            return _("The award was rescinded; nothing more is paid for it.")
        own = obj.person.is_account_of(request.user)
        return _("This is your own share: another organizer handles it.") if own else ""
