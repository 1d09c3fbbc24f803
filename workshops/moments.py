"""Moments, typed and said in the zone of the edition that they belong to."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

AOE = "Etc/GMT+12"  # anywhere on Earth is UTC−12; the tz database writes the sign the other way round
YEARS = range(1990, 2100)
FARTHEST = timedelta(days=5 * 366)


def said(moment, zone):
    return f"{date_format(moment.astimezone(zone), 'DATETIME_FORMAT')} {zone}"


def deadline(moment):
    """An instant before which something is due, in words: anywhere on Earth, and in UTC."""
    aoe, utc = (date_format(moment.astimezone(zone), "DATETIME_FORMAT") for zone in (ZoneInfo(AOE), UTC))
    return f"{aoe} AoE ({utc} UTC)"


def end_of_day(moment):
    """When the day of this moment has ended everywhere on Earth."""
    there = moment.astimezone(ZoneInfo(AOE))
    return (there + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


class PastDayField(forms.DateField):
    """Of our days, and today or before."""

    widget = forms.DateInput(attrs={"type": "date"})
    default_error_messages = {"ahead": gettext_lazy("This day has not come yet.")}

    def clean(self, value):
        day = super().clean(value)
        if day and day.year not in YEARS:
            raise ValidationError(_("Is the year %d right?") % day.year)
        if day and day > timezone.localdate():
            raise ValidationError(self.error_messages["ahead"], code="ahead")
        return day


class MomentField(forms.SplitDateTimeField):
    """In the zone that is active: one that exists there, exists once, and is of our days."""

    widget = forms.SplitDateTimeWidget(date_attrs={"type": "date"}, time_attrs={"type": "time"})

    def compress(self, parts):
        if parts and parts[0] and parts[0].year not in YEARS:
            raise ValidationError(_("Is the year %d right?") % parts[0].year)
        try:
            return super().compress(parts)
        except ValidationError as refusal:
            if refusal.code != "ambiguous_timezone":
                raise
            zone = timezone.get_current_timezone_name()
            raise ValidationError(_("The clocks of %s change at that hour. Choose another hour.") % zone) from refusal


class MomentAheadField(MomentField):
    """Empty for now; else in the future that people plan for."""

    def clean(self, value):
        moment = super().clean(value)
        now = timezone.now()
        if moment and moment <= now:
            raise ValidationError(_("This moment has passed. Leave it empty for now, or choose a later one."))
        if moment and moment > now + FARTHEST:
            raise ValidationError(_("That is more than five years away. Is the year right?"))
        return moment


EMPTY_FOR_NOW = gettext_lazy("In the zone of the edition, %(zone)s. Leave empty for now.")
