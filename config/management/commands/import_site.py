from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.text import slugify

from config.imports import console, sources
from papers.importers import site
from workshops.models import Workshop


class Command(BaseCommand):
    help = "Read the folder of a workshop's old website into an edition: a new draft, or one that is here."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="a local folder of Markdown, HTML and data files")
        parser.add_argument("--edition", help="the address of the edition; without it, the name of the folder")
        console.add_arguments(parser)

    def handle(self, *, folder, edition, **options):
        """Without --apply an edition that is not here yet is made, looked at, and forgotten again."""
        slug = edition or slugify(Path(folder).resolve().name)
        _reader, reading = console.read(sources.of_folder, folder, site.SOURCE)
        with transaction.atomic():
            here = Workshop.objects.filter(slug=slug).first()
            into = here or Workshop.objects.create(
                slug=slug, short_name=slug[:40], name=(reading.edition and reading.edition.name) or slug
            )
            console.bring(self.stdout, reading, into, site, Path(folder).name, **options)
            if not here and not options["apply"]:
                transaction.set_rollback(True)
