"""One row per human and per institution over all editions, found again by what was printed."""

from dataclasses import dataclass, field

from django.utils.text import slugify

from accounts.models import Affiliation, AffiliationAlias, Person, PersonEmail, PersonName
from config.demo import facts


@dataclass
class Directory:
    people: dict[str, Person] = field(default_factory=dict)  # by printed name
    institutions: dict[str, list[Affiliation]] = field(default_factory=dict)  # by printed spelling

    def institution(self, printed):
        """The one institution that is meant, or None if there is none or more than one."""
        found = self.institutions.get(printed, [])
        return found[0] if len(found) == 1 else None


def load_directory(editions, today):
    directory = Directory()
    load_institutions(directory, facts.read("affiliations", today), editions)
    load_people(directory, facts.read("people", today), editions)
    return directory


def load_institutions(directory, known, editions):
    rows = known["institutions"] + [row for edition in editions for row in edition.get("institutions", [])]
    made = Affiliation.objects.bulk_create(Affiliation(name=row["name"], country=row["country"]) for row in rows)
    by_name = {institution.name: institution for institution in made}
    aliases = {alias: by_name[row["name"]] for row in rows for alias in row.get("aliases", [])}
    AffiliationAlias.objects.bulk_create(
        AffiliationAlias(affiliation=institution, name=alias) for alias, institution in aliases.items()
    )
    directory.institutions = {name: [institution] for name, institution in (by_name | aliases).items()}
    for printed, named in known["as_printed"].items():
        directory.institutions[printed] = [by_name[name] for name in named]


def load_people(directory, known, editions):
    own_name = {name: known["printed_as"].get(name, name) for edition in editions for name in facts.names(edition)}
    homepages = {own_name[row["name"]]: row.get("homepage", "") for edition in editions for row in edition["roles"]}
    made = Person.objects.bulk_create(
        Person(name=name, homepage=homepages.get(name, ""), **name_parts(name, known))
        for name in dict.fromkeys(own_name.values())
    )
    by_name = {person.name: person for person in made}
    directory.people = {printed: by_name[name] for printed, name in own_name.items()}
    load_variants(directory, editions)
    load_emails(directory, known, editions)


def name_parts(name, known):
    """Given and family name where they are certain, else nothing."""
    words = known["name_parts"].get(name) or name.split(" ")
    return {"given_name": words[0], "family_name": words[1]} if len(words) == 2 else {}


def load_variants(directory, editions):
    seen_in = {name: edition["workshop"]["short_name"] for edition in editions for name in facts.names(edition)}
    PersonName.objects.bulk_create(
        PersonName(person=person, name=printed, note=seen_in[printed])
        for printed, person in directory.people.items()
        if printed != person.name
    )


def load_emails(directory, known, editions):
    honoured = {directory.people[name] for edition in editions for name in facts.honoured(edition)}
    named = {directory.people[name] for name in known["emails"]}
    PersonEmail.objects.bulk_create(
        PersonEmail(person=person, email=known["emails"].get(person.name) or invented_address(person))
        for person in sorted(honoured | named, key=lambda person: person.pk)
    )


def invented_address(person):
    return f"{slugify(person.name).replace('-', '.')}@example.org"
