"""Where people stand, told by the models of the higher apps that registered with `Person.appears_in`.

Such a model may have ``place``, a property that says in words where a row puts its person, and ``company_on``, the name
of the foreign key whose rows make people each other's company, as the paper does for its authors.
"""

import dataclasses
from collections import defaultdict

from django.db import models

from accounts.discretion import without_kept
from accounts.identity.suggestions import Known
from accounts.models import Person, PersonName


@dataclasses.dataclass
class Place:
    """A row that puts somebody somewhere, as printed there."""

    words: str
    printed_name: str = ""
    printed_affiliation: str = ""
    company: list[str] = dataclasses.field(default_factory=list)


def place_of(row):
    return getattr(row, "place", None) or str(row)


def places(people, *, seen_by):
    """{key of the person: {kind of row: [places]}}, without what ``seen_by`` must not know yet."""
    told = {person.pk: {} for person in people}
    for model in Person.appearances:
        known = without_kept(model.objects.filter(person__in=people), seen_by)
        rows = list(known.select_related().order_by("pk"))
        company = _company_at(model, rows)
        for row in rows:
            kind = told[row.person_id].setdefault(model._meta.verbose_name_plural, [])
            kind.append(_place(row, company.get(_spot(row), [])))
    return told


def _spot(row):
    return getattr(row, f"{row.company_on}_id") if hasattr(row, "company_on") else None


def _company_at(model, rows):
    """Printed names of everybody where the rows stand."""
    company = defaultdict(list)
    if hasattr(model, "company_on"):
        spots = {f"{model.company_on}__in": {_spot(row) for row in rows}}
        for each in model._base_manager.filter(**spots).order_by(*model._meta.ordering):
            company[_spot(each)].append(each.printed_name)
    return company


def _place(row, company):
    name = getattr(row, "printed_name", "")
    return Place(
        words=place_of(row),
        printed_name=name,
        printed_affiliation=getattr(row, "printed_affiliation", ""),
        company=[other for other in company if other != name],
    )


def known_people():
    """Everybody, with names, affiliations and company, for `identity.suggestions`."""
    names = {pk: {name: None} for pk, name in Person.objects.values_list("pk", "name").iterator()}
    affiliations, company = defaultdict(set), defaultdict(set)
    _read(PersonName, "name", "", names, affiliations)
    for model in Person.appearances:
        _read(model, "printed_name", "printed_affiliation", names, affiliations)
        _read_company(model, company)
    return [
        Known(pk, tuple(forms), frozenset(affiliations[pk]), frozenset(company[pk] - {pk}))
        for pk, forms in names.items()
    ]


def _read(model, name, affiliation, names, affiliations):
    there = {each.name for each in model._meta.concrete_fields}
    texts = [models.F(each) if each in there else models.Value("") for each in (name, affiliation)]
    rows = model._base_manager.filter(person__isnull=False).values_list("person_id", *texts)
    for pk, printed_name, printed_affiliation in rows.iterator():
        if printed_name and pk in names:
            names[pk][printed_name] = None
        if printed_affiliation:
            affiliations[pk].add(printed_affiliation)


def _read_company(model, company):
    if not hasattr(model, "company_on"):
        return
    spots = defaultdict(set)
    for pk, spot in model._base_manager.values_list("person_id", model.company_on).iterator():
        spots[spot].add(pk)
    for people in spots.values():
        for pk in people:
            company[pk] |= people
