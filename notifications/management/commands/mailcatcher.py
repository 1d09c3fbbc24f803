import logging
import signal
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from notifications.catcher.inbox import Inbox
from notifications.catcher.smtp import smtp_server
from notifications.catcher.web import web_server


class Command(BaseCommand):
    help = "Catch all mail instead of sending it, and show it on a page."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--smtp", type=int, default=1025, help="port that takes mail")
        parser.add_argument("--http", type=int, default=8025, help="port that shows it")
        parser.add_argument("--dir", type=Path, default=settings.VAR_DIR / "mail", help="folder that keeps it")

    def handle(self, *, host, smtp, http, dir, **options):  # noqa: A002 - the option's name
        inbox = Inbox(dir)
        mail, web = smtp_server(inbox, host, smtp), web_server(inbox, host, http)
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd's, a line for each command
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        mail.start()
        self.stdout.write(f"Mail to {host}:{smtp} is caught and shown at http://{host}:{http}/")
        try:
            web.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("No more mail is caught.")
        finally:
            web.server_close()
            mail.stop()
