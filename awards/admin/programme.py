"""A programme of support, what it gives and to whom; and the page on which people are chosen without a call."""

from django.contrib import admin
from django.db import models
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin, ManagedTabularInline
from awards.admin.allocation import DecidesOnApplications
from awards.admin.call import REOPEN, CountsAnswers, CriterionInline, QuestionInline
from awards.admin.referee import RefereeInline
from awards.direct.names import names
from awards.direct.views import direct
from awards.models import Benefit, GrantProgramme, GrantRule
from awards.models.telling import unreached
from workshops.moments import MomentField
from workshops.verbs import ANNOUNCE, WITHDRAW_ANNOUNCEMENT, Verb, VerbAdmin

TELL = Verb(
    "tell",
    _("Tell the recipients"),
    _("These mails leave at once. Whoever was told before, or was offered it, gets none."),
    lambda programme: programme.given_unasked().exists(),
    letters=GrantProgramme.letters,
    unreached=lambda programme: unreached(programme.given_unasked()),
)
TELL_REFEREES = Verb(
    "tell_referees",
    _("Tell the reviewers"),
    _("These mails leave at once. Whoever was told and is asked for nothing more gets none."),
    lambda programme: programme.referees_asked().exists(),
    letters=GrantProgramme.letters_to_referees,
    unreached=lambda programme: unreached(programme.referees_asked()),
)
TELL_NOT_CHOSEN = Verb(
    "tell_not_chosen",
    _("Tell who was not chosen"),
    _(
        "These mails leave at once, to whoever is not chosen or not eligible. They say no reason. Whoever was told before gets none."
    ),
    lambda programme: programme.not_chosen().exists(),
    letters=GrantProgramme.letters_to_not_chosen,
    unreached=lambda programme: unreached(programme.not_chosen()),
)


class BenefitFormSet(BaseInlineFormSet):
    def clean(self):
        """Of a programme that is only being added, its benefits do not know the edition yet."""
        super().clean()
        if self.instance.pk:
            return
        for form in self.forms:
            fund = form.cleaned_data.get("fund") if form.is_valid() else None
            if fund and fund.workshop_id != self.instance.workshop_id:
                form.add_error("fund", _("This fund belongs to another edition."))


class BenefitInline(ManagedTabularInline):
    model = Benefit
    formset = BenefitFormSet
    fields = ["kind", "fund", "usual", "most", "order"]
    autocomplete_fields = ["fund"]


class RuleInline(ManagedTabularInline):
    """Of a programme, or of a fund."""

    model = GrantRule
    fields = ["kind", "years", "countries"]


@admin.register(GrantProgramme)
class GrantProgrammeAdmin(CountsAnswers, DecidesOnApplications, VerbAdmin, ManagedAdmin):
    list_display = ["name", "workshop", "announced_at"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["name"]
    autocomplete_fields = ["workshop"]
    readonly_fields = ["announced_at", "special_counts"]
    inlines = [BenefitInline, RuleInline, QuestionInline, CriterionInline, RefereeInline]
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField}}
    change_form_template = "admin/grants/programme.html"
    fieldsets = [
        (None, {"fields": ["workshop", "name", "description", "order", "announced_at"]}),
        (_("Who can have one"), {"fields": ["one_per", "organizers_can_have", "naming"]}),
        (_("Call"), {"fields": ["opens_at", "closes_at", "call_text", "reviews_each", "special_counts"]}),
        (_("Offers and the waitlist"), {"fields": [("days_to_answer", "lead_days"), "promotion"]}),
    ]
    verbs = (ANNOUNCE, WITHDRAW_ANNOUNCEMENT, TELL, TELL_REFEREES, TELL_NOT_CHOSEN, REOPEN)

    def get_urls(self):
        return [
            self.page_at("direct", self.direct_view, "direct"),
            self.page_at("names", self.names_view, "names"),
            *super().get_urls(),
        ]

    def direct_view(self, request, pk):
        return self.decision(request, pk, direct, _("Choose people"))

    def names_view(self, request, pk):
        return self.decision(request, pk, names, _("Hand over the names"))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.announced_at)
