"""A process with a provider has an address for its reports, or does not start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from notifications import reports
from tests.config.test_settings import read, run
from tests.notifications.test_webhooks import KEY, SECRET

PROVIDER = {"MAIL_PROVIDER": "postmark", "LAUREL_ENV": "demo"}


def test_without_a_secret_nobody_starts(settings):
    settings.ANYMAIL = {}

    with pytest.raises(ImproperlyConfigured, match="Set ANYMAIL_WEBHOOK_SECRET for postmark"):
        reports.refuse_if_open("postmark")


def test_who_signs_needs_no_secret(settings):
    settings.ANYMAIL = {"MAILGUN_WEBHOOK_SIGNING_KEY": KEY}

    reports.refuse_if_open("mailgun")


def test_a_provider_that_nobody_knows_is_refused_with_those_that_are():
    with pytest.raises(ImproperlyConfigured, match=r"may be brevo, .*postmark"):
        reports.paths("post_office")


def test_without_a_provider_there_is_no_address():
    assert reports.paths("") == []


def test_a_process_with_a_provider_has_the_address_and_the_backend():
    given = {"MAIL_PROVIDER_SETTINGS": "POSTMARK_SERVER_TOKEN=abc=", "ANYMAIL_WEBHOOK_SECRET": SECRET}
    known = read("[settings.EMAIL_BACKEND, settings.ANYMAIL['POSTMARK_SERVER_TOKEN']]", **PROVIDER, **given)

    assert known == ["anymail.backends.postmark.EmailBackend", "abc="]
    assert run("python", "manage.py", "check", **PROVIDER, **given).returncode == 0


def test_a_process_with_a_provider_and_no_secret_does_not_start():
    done = run("python", "manage.py", "check", **PROVIDER)

    assert done.returncode != 0
    assert "Set ANYMAIL_WEBHOOK_SECRET for postmark" in done.stderr
