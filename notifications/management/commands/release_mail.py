from django.core.management.base import BaseCommand

from notifications.models import Pause


class Command(BaseCommand):
    help = "Let mail leave again: all that waits and is due leaves with the next sweep."

    def handle(self, **options):
        was_paused = Pause.objects.release()
        self.stdout.write("Mail leaves again." if was_paused else "Mail was not paused.")
