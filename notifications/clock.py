"""The time of the outbox: the database's, as workers run on many machines, one of which may be wrong by an hour."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

AGREED = timedelta(seconds=5)  # within these a mail that was written just now must not seem to be of the future


class Clock:
    def __init__(self):
        self.ahead = timedelta()  # of the clock of this process

    def compare(self):
        """Look at the database's clock; SQLite is on this machine, and has none of its own."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT clock_timestamp()")
                ahead = cursor.fetchone()[0] - timezone.now()
            self.ahead = ahead if abs(ahead) > AGREED else timedelta()

    def now(self):
        return timezone.now() + self.ahead


_clock = Clock()
compare, now = _clock.compare, _clock.now
