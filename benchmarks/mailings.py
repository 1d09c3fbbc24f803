"""CPU time and queries of a mailing to 10,000 authors: its preview, and the approval that freezes every mail.

Run by `make bench`. The preview should stay under 300 ms, the approval under 3 s, neither with queries that grow.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

COUNTS = (100, 10_000)


def prepare(folder):
    os.environ |= {"LAUREL_ENV": "demo", "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
    os.environ["LOG_LEVEL"] = "ERROR"
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(count):
    """A draft to so many authors, four on a paper."""
    from accounts.models import Person, PersonEmail
    from papers.models import Authorship
    from tests.factories import MailingFactory, PaperFactory

    mailing = MailingFactory(each="person")
    people = Person.objects.bulk_create(Person(name=f"Person {number}") for number in range(count))
    PersonEmail.objects.bulk_create(PersonEmail(person=each, email=f"person{each.pk}@example.org") for each in people)
    papers = PaperFactory.create_batch(count // 4, workshop=mailing.workshop, status="accepted")
    Authorship.objects.bulk_create(
        Authorship(paper=papers[n // 4], position=n % 4 + 1, person=each, printed_name=each.name)
        for n, each in enumerate(people)
    )
    return mailing


def freeze(mailing):
    from workshops.cycles import collection_paused
    from workshops.mailings.drafted import Drafted

    with collection_paused():  # as the desk does
        mailing.approve(by=None, recipients=Drafted(mailing).recipients)


def measured(deed):
    """(milliseconds of CPU, queries)"""
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        begun = time.process_time()
        deed()
        return 1000 * (time.process_time() - begun), len(queries)


def told(what, count, deed):
    milliseconds, queries = measured(deed)
    print(f"{f'{what}, {count} mails':<28}{milliseconds:>9.0f}{queries:>9}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from django.test import Client
        from django.urls import reverse

        from tests.factories import UserFactory
        from workshops.models import Mailing

        client = Client(headers={"host": "localhost"})
        client.force_login(UserFactory(is_superuser=True))
        print(f"{'':<28}{'CPU ms':>9}{'queries':>9}")
        for count in COUNTS:
            mailing = fill(count)
            page = reverse("admin:workshops_mailing_preview", args=[mailing.pk])
            client.get(page)
            told("preview", count, lambda page=page: client.get(page))
            mailing = Mailing.objects.select_related("workshop").get(pk=mailing.pk)
            told("approval", count, lambda it=mailing: freeze(it))


if __name__ == "__main__":
    main()
