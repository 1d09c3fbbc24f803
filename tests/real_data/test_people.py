"""Names of the ICLR 2021 workshop, with the hand-checked truth of who is who."""

import json
from itertools import combinations

import pytest

from accounts.identity.folding import folded
from accounts.identity.identify import Because, Mention, identify
from accounts.identity.suggestions import ENOUGH, Known, alike


@pytest.fixture(scope="module")
def site(real_data):
    return real_data / "aml-iclr2021"


@pytest.fixture(scope="module")
def variants(site):
    return json.loads((site / "person_variants_truth.json").read_text())


@pytest.fixture(scope="module")
def mentions(site):
    """Authors with their papers, then everybody whom the site names elsewhere."""
    truth = json.loads((site / "truth.json").read_text())
    authors = [each for paper in truth["papers"] for each in _authors(paper)]
    parts = ("organizers", "workflow_co_organizers", "program_committee", "speakers_and_panelists")
    others = [person for part in parts for person in truth[part]]
    others += (
        truth["travel_awards"] if isinstance(truth["travel_awards"], list) else truth["travel_awards"]["recipients"]
    )
    return authors + [_mention(("elsewhere", number), person) for number, person in enumerate(others)]


def _authors(paper):
    names = [folded(author["name"]) for author in paper["authors"]]
    for position, author in enumerate(paper["authors"]):
        company = frozenset(names[:position] + names[position + 1 :])
        yield _mention((paper["number"], position), author, company=company, paper=paper["number"])


def _mention(key, person, **details):
    return Mention(key=key, name=person["name"], affiliation=person.get("affiliation_as_printed") or "", **details)


@pytest.fixture(scope="module")
def identities(mentions):
    return identify(mentions)


@pytest.fixture(scope="module")
def proposed(mentions, identities):
    """Pairs of names that are proposed, after what is certain was joined: {pair: score}."""
    groups = {}
    for mention in mentions:
        groups.setdefault(identities[mention.key].group, []).append(mention)
    people = [
        Known(
            group, tuple(dict.fromkeys(each.name for each in same)), frozenset(each.affiliation for each in same) - {""}
        )
        for group, same in groups.items()
    ]
    names = {person.pk: person.names for person in people}
    return {
        frozenset((one, other)): found.score
        for found in alike(people)
        for one in names[found.one]
        for other in names[found.other]
    }


def groups_of(name, mentions, identities):
    return {identities[mention.key].group for mention in mentions if mention.name == name}


def test_every_variant_of_a_name_is_joined_or_proposed(variants, mentions, identities, proposed):
    missing = [
        each["names"]
        for each in variants["same_person"]
        if frozenset(each["names"]) not in proposed
        and groups_of(each["names"][0], mentions, identities) != groups_of(each["names"][1], mentions, identities)
    ]

    assert missing == []


def test_different_people_of_one_surname_are_neither_joined_nor_proposed(variants, mentions, identities, proposed):
    wrong = [
        pair
        for names in variants["different_people_same_surname"]
        for pair in combinations(names, 2)
        if frozenset(pair) in proposed
        or groups_of(pair[0], mentions, identities) & groups_of(pair[1], mentions, identities)
    ]

    assert wrong == []


def test_one_person_with_two_affiliations_is_joined_by_a_coauthor(mentions, identities):
    found = [identities[mention.key] for mention in mentions if mention.name == "Mung Chiang"]

    assert len({identity.group for identity in found}) == 1
    assert Because.COAUTHOR in {identity.because for identity in found}


def test_nobody_is_joined_to_somebody_of_another_name(mentions, identities):
    names = {}
    for mention in mentions:
        names.setdefault(identities[mention.key].group, set()).add(folded(mention.name))

    assert [each for each in names.values() if len(each) > 1] == []


def test_what_is_proposed_is_little(proposed):
    assert len(proposed) <= 25
    assert min(proposed.values()) >= ENOUGH
