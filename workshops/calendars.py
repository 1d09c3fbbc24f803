"""An edition as an event for calendars (RFC 5545). Sent again, it replaces what a calendar has of it."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event


def of_edition(workshop):
    """Text of a calendar with this one event; times in UTC, as zones in calendars age. It must have a start."""
    event = Event()
    event.add("uid", f"edition-{workshop.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", workshop.history.count())
    event.add("dtstamp", timezone.now())
    event.add("dtstart", workshop.starts_at.astimezone(UTC))
    if workshop.ends_at:
        event.add("dtend", workshop.ends_at.astimezone(UTC))
    event.add("summary", f"{workshop.short_name}: {workshop.name}")
    if workshop.location:
        event.add("location", workshop.location)
    event.add("url", settings.SITE_URL + workshop.get_absolute_url())
    return _calendar(event)


def _calendar(event):
    calendar = Calendar()
    calendar.add("prodid", "-//Laurel//Workshops//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical().decode()
