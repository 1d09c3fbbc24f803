from pathlib import Path

from django.core.management.base import BaseCommand

from config.imports import console, sources
from papers.importers.rows import File


class Command(BaseCommand):
    help = "Compare exports with an edition, and apply what they change. Nothing is written to the edition without --apply."

    def add_arguments(self, parser):
        parser.add_argument("edition", help="its address, like iclr2021")
        parser.add_argument("file", nargs="+", help="local files that belong together; no address is ever fetched")
        parser.add_argument("--format", help="when the content does not tell: " + ", ".join(console.formats()))
        console.add_arguments(parser)

    def handle(self, *, edition, file, format, **options):  # noqa: A002 - the option's name
        edition = console.edition(edition)
        files = [File(Path(each).name, console.content(each)) for each in file]
        reader, reading = console.read(sources.unpacked, files, format)
        console.bring(self.stdout, reading, edition, reader, ", ".join(each.name for each in files), **options)
