"""The whole demo, all of it or nothing."""

from django.db import transaction
from django.utils import timezone

from config.demo import facts
from config.demo.accounts import load_accounts
from config.demo.awards import load_awards
from config.demo.editions import load_edition
from config.demo.papers import load_papers
from config.demo.people import load_directory
from config.demo.programme import load_programme
from workshops.models import Series, Workshop


@transaction.atomic
def load():
    """Returns the editions that were added: three, or none if the demo is here already."""
    today = timezone.localdate()
    editions = [facts.read(name, today) for name in facts.EDITIONS]
    if Series.objects.filter(slug__in=[edition["series"]["slug"] for edition in editions]).exists():
        return Workshop.objects.none()
    directory = load_directory(editions, today)
    organizer = load_accounts()
    return [load_all_of(edition, directory, by=organizer) for edition in editions]


def load_all_of(edition, directory, *, by):
    workshop = load_edition(edition, directory, by=by)
    papers = load_papers(edition, workshop, directory, by=by)
    load_programme(edition, workshop, papers, directory)
    load_awards(edition, workshop, papers, directory, by=by)
    return workshop
