from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.utils import timezone

from notifications.delivery import SWEEP
from notifications.models import Heartbeat, Landed, Pause


@dataclass(frozen=True)
class Backlog:
    waiting: int
    oldest_minutes: int
    troubled: int
    bounced: int
    complained: int
    worker_is_running: bool
    pause: Pause | None

    @property
    def unclear(self):
        """Troubled otherwise: refused, too late, held back, or nobody knows."""
        return self.troubled - self.bounced - self.complained


def backlog(messages):
    """Which of ``messages`` should have left by now, and whether anybody is there to send them."""
    now = timezone.now()
    late = messages.late(now).aggregate(count=Count("pk"), oldest=Min("planned_for"))
    return Backlog(
        waiting=late["count"],
        oldest_minutes=int((now - (late["oldest"] or now)).total_seconds() // 60),
        **messages.troubled().aggregate(
            troubled=Count("pk"),
            bounced=Count("pk", filter=Q(landed=Landed.BOUNCED)),
            complained=Count("pk", filter=Q(landed=Landed.COMPLAINED)),
        ),
        worker_is_running=Heartbeat.objects.filter(name=SWEEP, at__gt=Heartbeat.silent_since()).exists(),
        pause=Pause.objects.in_force().first(),
    )
