from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone

from notifications.delivery import SWEEP
from notifications.models import Heartbeat, Pause

MISSED_SWEEPS = 4


@dataclass(frozen=True)
class Backlog:
    waiting: int
    oldest_minutes: int
    troubled: int
    worker_is_running: bool
    pause: Pause | None


def backlog(messages):
    """Which of ``messages`` should have left by now, and whether anybody is there to send them."""
    now = timezone.now()
    late = messages.late(now).aggregate(count=Count("pk"), oldest=Min("planned_for"))
    patience = timedelta(seconds=MISSED_SWEEPS * settings.MAIL_SWEEP_SECONDS)
    return Backlog(
        waiting=late["count"],
        oldest_minutes=int((now - (late["oldest"] or now)).total_seconds() // 60),
        troubled=messages.troubled().count(),
        worker_is_running=Heartbeat.objects.filter(name=SWEEP, at__gt=now - patience).exists(),
        pause=Pause.objects.in_force().first(),
    )
