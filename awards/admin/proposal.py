from django import forms
from django.utils.translation import gettext as _

from awards import powers


class AwardForm(forms.ModelForm):
    """A proposal is made by somebody who has no part in it."""

    user = None

    def clean(self):
        data = super().clean()
        if data.get("category"):
            data["category"] = data["category"].locked()  # nothing is proposed while it is being decided
        if {"category", "paper", "person"} & set(self.changed_data):
            for field, sentence in self._hinders(**{name: data.get(name) for name in ("category", "paper", "person")}):
                self.add_error(field, sentence)
        return data

    def _hinders(self, category, paper, person):
        if category is None:
            return
        refusal = powers.refusal(powers.ORGANIZER, "decide", category)
        if refusal := refusal or powers.own_interest(self.user, "decide", category):
            yield "category", refusal
        elif category.is_announced:
            yield "category", _("“%s” is announced; nobody is proposed for it now.") % category
        elif category.status not in category.FROM["decide"]:
            words = {"category": category, "status": category.get_status_display()}
            yield "category", _("“%(category)s” is %(status)s; nobody is proposed for it now.") % words
        elif paper and not category.eligible_papers().filter(pk=paper.pk).exists():
            yield "paper", _("This paper cannot win “%s”.") % category
        elif person and person.is_account_of(self.user):
            yield "person", _("That is you: another organizer proposes it.")
