from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.accounts import PASSWORD, SIGN_INS
from config.demo.load import load


class Command(BaseCommand):
    help = "Load the demo: two real editions, an invented one, and people to sign in as. A second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--force", action="store_true", help="also in production, with passwords that everybody knows"
        )

    def handle(self, *args, force, **options):
        if settings.PRODUCTION and not force:
            raise CommandError("The demo is not for production. If you mean it, add --force.")
        if added := load():
            for workshop in added:
                self.stdout.write(f"Added {workshop}: {settings.SITE_URL}{workshop.get_absolute_url()}")
        else:
            self.stdout.write("The demo is here already; nothing was changed.")
        self.say_who_can_sign_in()

    def say_who_can_sign_in(self):
        self.stdout.write(f"Sign in with the password {PASSWORD} as")
        for email, who in SIGN_INS.items():
            self.stdout.write(f"  {email:<23} {who}")
