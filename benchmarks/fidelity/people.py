"""Who is who, and which institution is meant: nobody merged on a guess, variants proposed."""

import io
import json
import time
from itertools import combinations

from django.core.management import call_command
from django.utils import timezone

from accounts.identity.folding import folded
from accounts.institutions.linking import resolve
from accounts.models import Likeness, Person, RorOrganization
from benchmarks import affiliations
from benchmarks.fidelity import database
from benchmarks.fidelity.editions import imported
from tests.real_data.workshops import AML

TARGETS = {"links right, %": 97, "right one among three candidates, %": 85}


def measure(table, data):
    database.empty()
    table.section("People of AML, ICLR 2021")
    edition = imported(data / "aml-iclr2021", AML)
    measure_people(table, edition, json.loads((data / "aml-iclr2021/person_variants_truth.json").read_text()))
    table.section("Affiliations")
    start = time.perf_counter()
    dump = str(data / "ror" / "ror_aliases.csv.gz")
    call_command("import_ror", dump, released=timezone.localdate().isoformat(), stdout=io.StringIO())
    table.told("import_ror of the table, seconds", f"{time.perf_counter() - start:.1f}")
    measure_clusters(table, json.loads((data / "aml-iclr2021/affiliation_clusters_truth.json").read_text()))
    measure_labelled(table, data)


# -- people -----------------------------------------------------------------------------------------------------------


def measure_people(table, edition, truth):
    names = names_of_people()
    told = {frozenset(each["names"]) for each in truth["same_person"]}
    found = [pair for pair in told if is_joined(pair, names) or is_proposed(pair, names) or is_asked(pair, edition)]
    table.share("variants of a name joined, proposed or asked", len(found), len(told), 90)
    wrong = [pair for pair in several_names(names) if pair not in told]
    table.none("people of two names who are not known to be one", wrong)
    different = [pair for group in truth["different_people_same_surname"] for pair in combinations(group, 2)]
    table.none("different people of one surname merged", [pair for pair in different if is_joined(pair, names)])
    table.none("different people of one surname proposed", [pair for pair in different if is_proposed(pair, names)])
    double = {each["name"] for each in truth["same_person_two_affiliations"]}
    table.told(
        "people with two affiliations who are one row",
        f"{sum(len(holders(n, names)) == 1 for n in double)}/{len(double)}",
    )
    table.told("pairs proposed in all", str(Likeness.objects.count()))


def names_of_people():
    """{key: every name under which somebody is printed}"""
    names = {}
    for person in Person.objects.prefetch_related("names", "authorships", "roles", "grants", "slot_appearances"):
        printed = {each.printed_name for part in printed_parts(person) for each in part.all()}
        names[person.pk] = {person.name, *printed, *(each.name for each in person.names.all())}
    return names


def printed_parts(person):
    return [person.authorships, person.roles, person.grants, person.slot_appearances]


def holders(name, names):
    return {key for key, own in names.items() if name in own}


def is_joined(pair, names):
    one, other = (holders(name, names) for name in pair)
    return bool(one & other)


def is_proposed(pair, names):
    one, other = (holders(name, names) for name in pair)
    return Likeness.objects.filter(one__in=one | other, other__in=one | other).exists()


def is_asked(pair, edition):
    """A recipient of this name is asked about, and the other name is among those who may be meant."""
    questions = [
        line for batch in edition.imports.filter(status="ready") for line in batch.lines.filter(verdict="question")
    ]
    return any(
        line.label.endswith(f": {name}") and any(words.split(" (")[0] == other for _choice, words in line.options)
        for line in questions
        for name, other in (tuple(pair), tuple(reversed(tuple(pair))))
    )


def several_names(names):
    """Names of one person that differ by more than case and accents."""
    for own in names.values():
        yield from (frozenset(pair) for pair in combinations(sorted(own), 2) if folded(pair[0]) != folded(pair[1]))


# -- affiliations -----------------------------------------------------------------------------------------------------


def measure_clusters(table, truth):
    found = resolve([text for text in truth["counts"] if text], create=True)
    meant = {text: {each.pk for each in one.affiliations} if one.certain else set() for text, one in found.items()}
    apart = [pair for group in truth["must_not_merge"] for pair in combinations(group, 2)]
    apart += [(one, other) for one, relation, other in truth["relations"] if relation != "two_institutions"]
    table.none(
        "false merges of institutions",
        [pair for pair in apart if meant.get(pair[0], set()) & meant.get(pair[1], set())],
    )
    whole = sum(
        all(meant[text] for text in group) and len({*map(frozenset, map(meant.get, group))}) == 1
        for group in truth["same"]
    )
    table.told("institutions of several spellings wholly joined", f"{whole}/{len(truth['same'])}")
    placed = sum(truth["counts"][text] for text in meant if meant[text])
    table.told("mentions linked by themselves", f"{placed}/{sum(truth['counts'][text] for text in meant)}")


def measure_labelled(table, data):
    """The rules of matching were tuned on the strings with even numbers; those with odd ones are new to them."""
    rows = affiliations.labelled(data)
    start = time.perf_counter()
    found = resolve([printed for _number, printed, _truth in rows], create=False)
    known = set(RorOrganization.objects.values_list("ror_id", flat=True))
    for name, some in [("all", rows), ("odd ones", [row for row in rows if row[0] % 2])]:
        measured = affiliations.measure(some, found, known)
        for what, least in TARGETS.items():
            table.row(f"{name}: {what}", f"{measured[what]:.1f}", f"at least {least}", ok=measured[what] >= least)
        for what in sorted(measured.keys() - TARGETS.keys()):
            table.told(f"{name}: {what}", f"{measured[what]:.1f}")
    table.told("labelled strings, and seconds for all of them", f"{len(rows)}, {time.perf_counter() - start:.1f} s")
