from django.core.management.base import BaseCommand

from notifications.models import Pause


class Command(BaseCommand):
    help = "Let no mail leave until it is released; also before the first worker starts on a restored database."

    def add_arguments(self, parser):
        parser.add_argument("reason", nargs="?", default="Paused by hand.")

    def handle(self, *, reason, **options):
        Pause.objects.create(reason=reason)
        self.stdout.write("No mail leaves now. release_mail lets it go again.")
