"""The affiliations of a real workshop: what belongs together, and what must never meet."""

import json
from io import StringIO
from itertools import combinations

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.institutions.linking import resolve


@pytest.fixture(scope="module")
def truth(real_data):
    return json.loads((real_data / "aml-iclr2021" / "affiliation_clusters_truth.json").read_text())


@pytest.fixture(scope="module")
def meant(real_data, truth, django_db_setup, django_db_blocker):
    """Keys of the institutions by spelling, none where a person is asked; in a transaction that leaves nothing."""
    dump, today = real_data / "ror" / "ror_aliases.csv.gz", timezone.localdate().isoformat()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_ror", dump, released=today, stdout=StringIO())
        found = resolve([text for text in truth["counts"] if text], create=True)
        transaction.set_rollback(True)
    return {text: {each.pk for each in one.affiliations} if one.certain else set() for text, one in found.items()}


def test_what_must_not_meet_does_not(truth, meant):
    pairs = [pair for group in truth["must_not_merge"] for pair in combinations(group, 2)]

    assert [pair for pair in pairs if meant.get(pair[0], set()) & meant.get(pair[1], set())] == []


def test_a_part_is_not_taken_for_the_whole(truth, meant):
    relations = [(one, other) for one, relation, other in truth["relations"] if relation != "two_institutions"]

    assert [pair for pair in relations if meant.get(pair[0], set()) & meant.get(pair[1], set())] == []


def test_no_institution_is_torn_in_two(truth, meant):
    torn = [group for group in truth["same"] if len({frozenset(meant[text]) for text in group if meant[text]}) > 1]

    assert torn == []


def test_seven_of_twelve_institutions_are_one_without_a_question(truth, meant):
    whole = [group for group in truth["same"] if all(meant[text] for text in group)]

    assert len(whole) == 7


def test_three_quarters_of_the_mentions_need_nobody(truth, meant):
    printed = sum(truth["counts"][text] for text in meant)

    assert sum(truth["counts"][text] for text in meant if meant[text]) / printed > 0.75
