"""The settings are read anew by a process of their own: one process reads them only once."""

import json
import subprocess

import pytest
from django.conf import settings
from django.db import connection

from tests import environment
from tests.environment import PROJECT


def run(*command, **variables):
    return subprocess.run(command, cwd=PROJECT, env=environment.clean() | variables, capture_output=True, text=True)


def read(expression, **variables):
    """The value of an expression about the settings of a process with these variables."""
    source = f"import json; from config import settings; print(json.dumps({expression}))"
    done = run("python", "-c", source, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_production_without_a_secret_key_is_refused_with_a_sentence():
    done = run("python", "manage.py", "check")

    assert done.returncode != 0
    assert "Set SECRET_KEY, or LAUREL_ENV=demo to try Laurel out." in done.stderr


def test_the_demo_starts_without_a_secret_key():
    assert run("python", "manage.py", "check", LAUREL_ENV="demo").returncode == 0


def test_an_unknown_environment_is_refused():
    done = run("python", "manage.py", "check", LAUREL_ENV="staging")

    assert "LAUREL_ENV is 'staging'; it may be production, development or demo." in done.stderr


@pytest.mark.parametrize(
    ("url", "starts"),
    [
        ("smtp://smtp.example.org:25", False),
        ("smtp+tls://smtp.example.org:587", True),
        ("smtp+ssl://smtp.example.org:465", True),
        ("smtp://localhost:25", True),
        ("smtp://127.0.0.1:25", True),
        ("smtp://mail:1025", True),
    ],
)
def test_production_sends_no_mail_in_clear_text_but_to_its_own_machine(url, starts):
    done = run("python", "manage.py", "check", **environment.example() | {"EMAIL_URL": url})

    assert (done.returncode == 0) == starts
    assert ("Mail would leave in clear text." in done.stderr) == (not starts)


def test_queue_and_cache_are_different_databases_of_redis():
    broker, cache = read(
        "[settings.CELERY_BROKER_URL, settings.CACHES['default']['LOCATION']]",
        LAUREL_ENV="demo",
        REDIS_URL="redis://redis:6379/",
    )

    assert (broker, cache) == ("redis://redis:6379/0", "redis://redis:6379/1")


def test_the_example_environment_passes_the_deployment_check():
    done = run("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING", **environment.example())

    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="about SQLite")
@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)])
def test_sqlite_keeps_its_promises(pragma, value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")

        assert cursor.fetchone() == (value,)


def test_django_never_tells_its_log_what_stands_on_a_page():
    """At DEBUG its templates would, with all that they were given."""
    level = read("settings.LOGGING['loggers']['django']['level']", LAUREL_ENV="demo", LOG_LEVEL="DEBUG")

    assert level == "INFO"
