"""Imports from the command line: the same plan, printed."""

from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from config.imports import actions, sources
from papers.importers.rows import Unreadable
from workshops.importing.compare import Verdict
from workshops.models import ImportStatus, Workshop

SAID_LINE_BY_LINE = [Verdict.ERROR, Verdict.QUESTION, Verdict.CONFLICT, Verdict.DOUBT]


def formats():
    return [reader.SOURCE for reader in sources.readers()]


def add_arguments(parser):
    parser.add_argument("--apply", action="store_true", help="do what the plan says")
    parser.add_argument("--despite-errors", action="store_true", help="apply the other rows when some cannot be read")


def edition(slug):
    try:
        return Workshop.objects.get(slug=slug)
    except Workshop.DoesNotExist:
        raise CommandError(f"There is no edition “{slug}”.") from None


def content(path):
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def read(gather, source, chosen):
    reader = next((each for each in sources.readers() if chosen == each.SOURCE), None)
    if chosen and reader is None:
        raise CommandError(f"There is no format “{chosen}”. There are: {', '.join(formats())}.")
    try:
        return sources.read(gather(source), reader)
    except Unreadable as refusal:
        raise CommandError(str(refusal)) from refusal


def bring(out, reading, into, reader, files, *, apply, despite_errors, **_rest):
    batch = actions.bring(reading, into, files=files, name=str(reader.NAME))
    actions.work(batch)  # a long one was left to a worker; here is one
    _say(out, batch)
    if apply:
        try:
            actions.apply(batch, by=None, despite_errors=despite_errors)
        except ValidationError as refusal:
            raise CommandError(" ".join([*refusal.messages, "Add --despite-errors."])) from refusal
        while batch.is_working:  # the edition may have changed meanwhile, and is then compared anew
            actions.work(batch)
        if batch.status != ImportStatus.APPLIED:
            raise CommandError(batch.failure)
        out.write(f"Applied. To undo it: {settings.SITE_URL}{batch.get_absolute_url()}")
    else:
        out.write("Nothing was applied; add --apply to do so.")


def _say(out, batch):
    lines = list(batch.lines.all())
    out.write(f"{batch.files}, read as {batch.format}, compared with {batch.workshop}:")
    for (noun, verdict), count in Counter((line.noun, line.get_verdict_display()) for line in lines).items():
        out.write(f"  {count:5} {noun}: {verdict}")
    for line in lines:
        if line.verdict in SAID_LINE_BY_LINE:
            out.write(f"  {line.get_verdict_display()}: {line.label}. {line.reason} {line.place}".rstrip())
            for _value, words in line.options:
                out.write(f"      {words}?")
