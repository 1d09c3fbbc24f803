import re
from datetime import date
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.institutions.directory import names_of
from accounts.institutions.ror import BrokenDump, entries
from accounts.models import RorDump, RorOrganization

BATCH = 2000


class Command(BaseCommand):
    help = "Load ROR's table of institutions from a dump on this machine, in place of the one before."

    def add_arguments(self, parser):
        parser.add_argument("dump", type=Path, help="JSON, a zip with it, or CSV; a local path.")
        parser.add_argument("--released", metavar="YYYY-MM-DD", help="Needed where the file's name has no date.")

    def handle(self, *, dump, released, **_options):
        if not dump.is_file():
            raise CommandError(_("There is no file %(path)s here.") % {"path": dump})
        day = released_on(released or dump.name)
        try:
            loaded = replace(dump, day)
        except BrokenDump as refusal:
            raise CommandError(f"{refusal} {_('The table is as it was before.')}") from refusal
        self.stdout.write(
            _("Loaded %(count)d institutions, released on %(day)s.") % {"count": loaded.count, "day": day.isoformat()}
        )
        if loaded.refusal:
            self.stdout.write(loaded.refusal)


def released_on(text):
    found = re.search(r"\d{4}-\d{2}-\d{2}", text)
    if found is None:
        raise CommandError(_("The file's name does not say when ROR released it. Say it: --released 2026-05-31"))
    try:
        return date.fromisoformat(found[0])
    except ValueError as error:
        raise CommandError(_("There is no such day: %(day)s.") % {"day": found[0]}) from error


@transaction.atomic
def replace(path, day):
    RorDump.objects.all().delete()
    RorOrganization.objects.all().delete()
    found = (organization(entry) for entry in entries(path))
    count = 0
    while batch := list(islice(found, BATCH)):
        count += len(RorOrganization.objects.bulk_create(batch))
    if not count:
        raise BrokenDump(_("There is no organization in this file."))
    return RorDump.objects.create(released_on=day, count=count)


def organization(entry):
    return RorOrganization(
        ror_id=entry.ror_id,
        name=entry.name[:300],
        country=entry.country,
        city=entry.city[:120],
        types="|".join(entry.types)[:120],
        names=names_of(entry),
    )
