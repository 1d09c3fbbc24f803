import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from io import StringIO
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from config.demo.accounts import PASSWORD, SIGN_INS

WELCOME = """
Laurel is at     {site}
The desk is at   {site}/desk/
Mails arrive at  {mail}

Sign in with any of these and the password {password}
{people}

Logs are in {logs}. Ctrl-C ends everything.
"""


class Command(BaseCommand):
    help = "Set up the two real editions and an invented one, and serve them with worker, beat and mail catcher."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="of the pages; the mails are 25 above")

    def handle(self, *, port, **_options):
        if not settings.DEMO:
            raise CommandError("This is for trying Laurel out. Set LAUREL_ENV=demo.")
        web, mail, smtp = port, port + 25, port + 26
        for each in (web, mail, smtp):
            if not is_free(each):
                raise CommandError(f"Port {each} is taken. Choose another one: make demo PORT={port + 100}")
        call_command("migrate", verbosity=0)
        call_command("demo_data", stdout=StringIO())
        with ExitStack() as running:
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            children = [
                running.enter_context(process(name, command, surroundings(web, mail, smtp)))
                for name, command in commands(web, mail, smtp).items()
            ]
            wait_until_served(f"http://127.0.0.1:{web}/healthz", children)
            self.stdout.write(welcome(web, mail))
            watch(children)


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def surroundings(web, mail, smtp):
    return os.environ | {
        "SITE_URL": f"http://localhost:{web}",
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp}",
        "MAIL_CATCHER_URL": f"http://localhost:{mail}",
    }


def commands(web, mail, smtp):
    python, manage = sys.executable, str(settings.BASE_DIR / "manage.py")
    celery = [python, "-m", "celery", "-A", "config"]
    return {
        "mail": [
            python,
            manage,
            "mailcatcher",
            f"--smtp={smtp}",
            f"--http={mail}",
            f"--dir={settings.VAR_DIR / 'mail'}",
        ],
        "worker": [*celery, "worker", "--concurrency=1", "--loglevel=INFO"],
        "beat": [*celery, "beat", "--loglevel=INFO", f"--pidfile={settings.VAR_DIR / 'beat.pid'}"],
        "web": [
            python,
            "-m",
            "gunicorn",
            "config.wsgi",
            f"--bind=127.0.0.1:{web}",
            "--threads=4",
            "--no-control-socket",
        ],
    }


@contextmanager
def process(name, command, env):
    logs = settings.VAR_DIR / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    with (logs / f"{name}.log").open("ab") as log:
        child = subprocess.Popen(command, env=env, cwd=settings.BASE_DIR, stdout=log, stderr=log)  # noqa: S603 - our own commands
        child.name = name
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def wait_until_served(url, children):
    for _ in range(300):
        stop_if_one_ended(children)
        try:
            with urlopen(url, timeout=2):  # noqa: S310 - our own address
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise CommandError("The pages did not come up. Look into the logs.")


def watch(children):
    try:
        while True:
            stop_if_one_ended(children)
            time.sleep(0.5)
    except KeyboardInterrupt:
        return


def stop_if_one_ended(children):
    for child in children:
        if child.poll() is not None:
            raise CommandError(f"{child.name} ended. Its log is {settings.VAR_DIR / 'logs' / child.name}.log")


def welcome(web, mail):
    return WELCOME.format(
        site=f"http://localhost:{web}",
        mail=f"http://localhost:{mail}",
        password=PASSWORD,
        people="\n".join(f"  {email:<24} {who}" for email, who in SIGN_INS.items()),
        logs=settings.VAR_DIR / "logs",
    )
