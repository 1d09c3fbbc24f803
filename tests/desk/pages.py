"""The pages of awards at the desk: what they ask, what is done there, and a winner to do it with."""

from django.urls import reverse

from awards.models import Award
from tests.factories import AuthorshipFactory, AwardCategoryFactory, AwardFactory, PersonFactory


def address(thing, verb):
    return reverse(f"admin:awards_{thing._meta.model_name}_verb", args=[thing.pk, verb])


def ask(client, thing, verb):
    return client.get(address(thing, verb)).text


def do(client, thing, verb, **given):
    return client.post(address(thing, verb), given, follow=True).text


def decided(edition, **category):
    award = AwardFactory(category=AwardCategoryFactory(workshop=edition, **category))
    for position, name in enumerate(["Ada First", "Ben Second"], 1):
        person = PersonFactory(name=name, email=f"{position}-{award.pk}@example.org")
        AuthorshipFactory(paper=award.paper, position=position, person=person)
    award.decide(by=None)
    return Award.objects.get(pk=award.pk)


def save(client, thing, **changed):
    """The form of ``thing`` as it stands, with something ``changed``."""
    page = reverse(f"admin:awards_{thing._meta.model_name}_change", args=[thing.pk])
    form = client.get(page).context["adminform"].form
    moments = {f"{name}_{part}": "" for name in ("nominations_until", "votes_until") for part in (0, 1)}
    given = {field.name: field.value() for field in form if field.value() is not None and field.value() is not False}
    return client.post(page, moments | given | changed)
