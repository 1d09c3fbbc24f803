"""Proposals, winners and what becomes of them. What concerns the organizer themself is missing here until it is public."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.managed import ManagedAdmin, ManagedTabularInline, coloured
from awards import certificates, powers
from awards.admin import rescission
from awards.admin.division import DIVIDE
from awards.admin.issuing import ISSUE, ShowsCertificates
from awards.admin.proposal import AwardForm
from awards.models import Award, AwardCategory, AwardStatus, Fund, PrizeShare
from awards.models.division import divide
from workshops.moments import said
from workshops.verbs import ReasonForm, Verb, VerbAdmin

DECIDED_WITH_THE_AWARD = ["category", "paper", "person", "is_tie", "tie_reason", "position"]
JUDGING = {"keep", "rescind", "divide"}  # not by whoever has won


def _setting_aside(award, user):
    category = award.category
    if category.prize:
        fund = Fund.objects.as_told_to(user).get(pk=category.fund_id)
        words = {"prize": category.prize_text, "fund": fund.name}
        if fund.kept_back:
            yield _("The prize of %(prize)s is set aside in the fund “%(fund)s”.") % words
        else:
            words["free"] = fund.say(fund.free)
            yield _("The prize of %(prize)s is set aside in the fund “%(fund)s”, which has %(free)s left.") % words


def _leaving(award, user):
    at = award.tell_at
    if at and award.letters():
        yield _("They leave on %s, and are written anew if the announcement moves.") % said(at, award.workshop.zone)
    elif award.letters():
        yield _("They leave at once.")


class ShareInline(ManagedTabularInline):
    """Written by the decision, to the smallest unit; moved on the page of each."""

    model = PrizeShare
    fields = readonly_fields = ["position", "person", "amount_in_words", "status"]
    show_change_link = True

    @admin.display(description=gettext_lazy("amount"))
    def amount_in_words(self, share):
        return share.amount_text

    def _no(self, request, obj=None):
        return False

    has_add_permission = has_change_permission = has_delete_permission = _no


@admin.register(Award)
class AwardAdmin(ShowsCertificates, VerbAdmin, ManagedAdmin):
    form = AwardForm
    status_in_words = coloured("status")
    list_display = ["category", "paper", "person", "status_in_words", "is_tie"]
    list_filter = ["status", ("category__workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["category", "paper", "person"]
    search_fields = ["category__name", "paper__title", "person__name"]
    autocomplete_fields = ["category", "paper", "person"]
    readonly_fields = ["status", "issued"]
    inlines = [ShareInline]
    fieldsets = [
        (None, {"fields": ["category", ("paper", "person"), "citation", "status", "issued"]}),
        (gettext_lazy("Beside others"), {"fields": ["position", "is_tie", "tie_reason"]}),
    ]
    verbs = (
        Verb(
            "decide",
            gettext_lazy("Decide"),
            gettext_lazy("Silent: nobody is told, nothing is public, and it can be undone."),
            lambda award: award.can_become(AwardStatus.DECIDED) and not award.category.is_announced,
            ReasonForm,
            consequences=_setting_aside,
        ),
        Verb(
            "undo",
            gettext_lazy("Undo the decision"),
            gettext_lazy("Possible until it is announced or somebody was told."),
            lambda award: award.can_become(AwardStatus.PROPOSED) and not award.category.is_announced,
            ReasonForm,
        ),
        Verb(
            "tell",
            gettext_lazy("Tell the winners"),
            gettext_lazy("One mail to each. Whoever was told before gets none."),
            lambda award: award.status != AwardStatus.PROPOSED,
            letters=Award.letters,
            unreached=Award.unreached,
            consequences=_leaving,
            obstacles=lambda award, user: award.hinders_telling(),
        ),
        DIVIDE,
        ISSUE,
        *rescission.VERBS,
    )

    def refusal(self, request, obj, verb):
        if verb == "undo" and obj.category.is_voted_on:
            return _("The committee decided it: undo the decision of the whole category.")
        if verb in powers.VERBS:
            refused = powers.refusal(powers.ORGANIZER, verb, obj.category)
            return refused or powers.own_interest(request.user, verb, obj.category)
        if verb == "rescind" and obj.rescission_asked_by_id == request.user.pk:
            return _("You asked for it: another organizer has to agree.")
        if verb in JUDGING and _is_of(obj, request.user):
            return _("This is your own award: another organizer does that.")
        return ""

    def carry_out(self, request, obj, verb, given):
        if verb is DIVIDE:
            return divide(obj, by=request.user, **given)
        if verb is ISSUE:
            return certificates.issue(obj, by=request.user)
        return super().carry_out(request, obj, verb, given)

    def hold(self, obj):
        """In the order of decisions: the category first, and with it the one that the form may move it to."""
        AwardCategory.objects.hold_those_of(obj.workshop)
        super().hold(obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def get_fieldsets(self, request, obj=None):
        if obj is None or not obj.rescission_reason:
            return self.fieldsets
        fields = ["rescission_reason", "rescission_asked_by", "rescinded_at"]
        return [*self.fieldsets, (_("Rescission"), {"fields": fields})]

    def get_readonly_fields(self, request, obj=None):
        """What was decided is changed by undoing it; only the words may be mended."""
        told = [*self.readonly_fields, "rescission_reason", "rescission_asked_by", "rescinded_at"]
        return told if obj is None or obj.status == AwardStatus.PROPOSED else [*told, *DECIDED_WITH_THE_AWARD]

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.status == AwardStatus.PROPOSED)


def _is_of(award, user):
    return any(person.is_account_of(user) for person, _printed in award.winners)
