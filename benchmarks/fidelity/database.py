"""An empty database, and the product's own commands on it."""

import io

from django.core.management import call_command

from workshops.models import Workshop


def empty():
    call_command("flush", interactive=False, verbosity=0)


def new_edition(slug):
    return Workshop.objects.create(name=slug, short_name=slug[:40], slug=slug)


def import_site(folder, slug):
    call_command("import_site", folder, edition=slug, apply=True, stdout=io.StringIO())
    return Workshop.objects.get(slug=slug)


def import_papers(slug, paths, **options):
    """What `manage.py import_papers … --apply` does; returns the import."""
    options = {"apply": True, "despite_errors": True, "stdout": io.StringIO(), **options}
    call_command("import_papers", slug, *map(str, paths), **options)
    return Workshop.objects.get(slug=slug).imports.order_by("pk").last()
