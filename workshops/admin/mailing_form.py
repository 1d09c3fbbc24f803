"""A mailing as it is written: to whom, in which words, and when it leaves."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.mailings import words
from workshops.mailings.audiences import COMMON, audiences, open_to
from workshops.mailings.occasions import occasions, occasions_of
from workshops.models import ImportantDate, Mailing
from workshops.moments import MomentAheadField

SIDES = {
    -24: gettext_lazy("days before"),
    -1: gettext_lazy("hours before"),
    1: gettext_lazy("hours after"),
    24: gettext_lazy("days after"),
}
MOST = 365


class MailingForm(forms.ModelForm):
    audience = forms.ChoiceField(label=gettext_lazy("To"))
    at = MomentAheadField(
        label=gettext_lazy("Leaves at"),
        required=False,
        help_text=gettext_lazy("In the zone of the edition. Empty for a few minutes after the approval."),
    )
    occasion = forms.ChoiceField(
        label=gettext_lazy("Or when"),
        required=False,
        help_text=gettext_lazy("It leaves by itself, to whom it concerns at that moment, once to each."),
    )
    amount = forms.IntegerField(
        label=gettext_lazy("How long before or after"), min_value=0, max_value=MOST, required=False
    )
    side = forms.TypedChoiceField(
        label=gettext_lazy("Counted in"), choices=SIDES.items, coerce=int, empty_value="24", required=False
    )

    class Meta:
        model = Mailing
        fields = [
            "workshop",
            "name",
            "audience",
            "each",
            "purpose",
            "subject",
            "body",
            "with_calendar",
            "at",
            "occasion",
        ]
        widgets = {"body": forms.Textarea(attrs={"rows": 14})}

    FIELDS = [*Meta.fields, ("amount", "side")]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "audience" not in self.fields:  # what is approved is only read
            return
        named = ((name, each.label) for name, each in audiences.items())
        self.fields["audience"].choices = [("", _("Choose one")), *named]
        self.fields["occasion"].choices = [("", _("Not on an occasion")), *_occasions(self.user)]
        self.fields["amount"].initial, self.fields["side"].initial = _parts(self.instance.hours)

    def clean(self):
        given = super().clean()
        audience, edition = audiences.get(given.get("audience", "")), given.get("workshop")
        if audience and edition and audience.name not in open_to(self.user, edition):
            self.add_error("audience", _("You have applied here, and must not know who belongs to these people."))
        self._check_words(given, audience)
        self._check_moment(given, edition)
        return given

    def _check_words(self, given, audience):
        known = audience.known if audience else COMMON
        for name in ("subject", "body"):
            for sentence in words.problems(given.get(name, ""), known) if audience else ():
                self.add_error(name, sentence)
        for sentence in words.problems_of_links(given.get("body", "")):
            self.add_error("body", sentence)

    def _check_moment(self, given, edition):
        occasion = given.get("occasion")
        if occasion and given.get("at"):
            self.add_error("at", _("Choose a moment or an occasion, not both."))
        if occasion and edition and occasion not in occasions_of(edition):
            self.add_error("occasion", _("This date belongs to another edition."))
        self.instance.hours = (given.get("amount") or 0) * int(given.get("side", 24)) if occasion else 0


def when(mailing):
    """Around what it leaves, in words."""
    occasion = occasions_of(mailing.workshop).get(mailing.occasion)
    label = occasion.label if occasion else _("a date that was deleted")
    amount, side = _parts(mailing.hours)
    return (
        _("%(amount)d %(side)s: %(label)s") % {"amount": amount, "side": SIDES[side], "label": label}
        if amount
        else str(label)
    )


def _parts(hours):
    """As it is typed: how many of which."""
    sign = -1 if hours < 0 else 1
    unit = 24 if hours % 24 == 0 else 1
    return abs(hours) // unit, sign * unit


def _occasions(user):
    yield from ((name, each.label) for name, each in occasions.items())
    dates = ImportantDate.objects.managed_by(user).select_related("workshop").order_by("workshop", "at")
    of_edition = {}
    for date in dates:
        of_edition.setdefault(str(date.workshop), []).append((f"date:{date.pk}", date.name))
    yield from of_edition.items()
