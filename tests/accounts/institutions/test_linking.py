from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.institutions.linking import resolve
from accounts.models import Affiliation, RorDump, Spelling
from tests.accounts.institutions import table
from tests.factories import AffiliationFactory

pytestmark = pytest.mark.django_db


def test_what_is_certain_in_rors_table_becomes_an_affiliation():
    table.load()

    found = resolve(["Quillmark Univ."], create=True)

    [affiliation] = found["Quillmark Univ."].affiliations
    assert (affiliation.name, affiliation.ror_id, affiliation.country.code) == (
        "Quillmark University",
        "01aaaaa01",
        "NO",
    )
    assert found.created == [affiliation]
    assert affiliation.history.get().history_type == "+"


def test_two_spellings_make_one_affiliation_and_the_next_import_none():
    table.load()
    resolve(["Quillmark University", "Quillmark Univ.", "Department of Rain, Quillmark University"], create=True)

    again = resolve(["QUILLMARK UNIVERSITY"], create=True)

    assert Affiliation.objects.count() == 1
    assert again.created == []


def test_without_create_nothing_is_written():
    table.load()

    found = resolve(["Quillmark University"], create=False)["Quillmark University"]

    assert not Affiliation.objects.exists()
    assert found.certain
    assert [(each.name, each.ror_id, each.affiliation_pk) for each in found.candidates] == [
        ("Quillmark University", "01aaaaa01", None)
    ]


def test_an_affiliation_that_somebody_entered_is_the_one_of_the_table():
    table.load()
    entered = AffiliationFactory(name="University of Wexland, Port Amber")

    found = resolve(["UWPA"], create=True)

    assert found["UWPA"].affiliations == [entered]
    assert found.created == []


def test_namesakes_get_names_that_tell_them_apart():
    table.load()

    found = resolve(["Northlight University, China", "Northlight University, USA"], create=True)

    assert {each.name for each in found.created} == {"Northlight University", "Northlight University (US)"}


def test_two_institutions_of_one_spelling_are_both_linked():
    table.load()

    found = resolve(["Quillmark University and University of Dorvale"], create=True)

    [resolution] = found.values()
    assert [each.name for each in resolution.affiliations] == ["Quillmark University", "University of Dorvale"]


def test_nothing_is_certain_while_one_of_two_is_asked():
    table.load()

    found = resolve(["Quillmark University and Northlight University"], create=True)

    [resolution] = found.values()
    assert not resolution.certain
    assert found.created == []
    assert [part.is_placed for part in resolution.parts] == [True, False]


def test_what_a_person_decided_once_holds_for_ever():
    table.load()
    bergstad = AffiliationFactory(name="Quillmark University", ror_id="01aaaaa01")
    bergstad.aliases.create(name="QMU")

    found = resolve(["QMU", "qmu"], create=True)

    assert [each.affiliations for each in found.values()] == [[bergstad], [bergstad]]


def test_a_campus_and_its_namesake_never_meet():
    table.load()
    amber = AffiliationFactory(name="University of Wexland, Port Amber", ror_id="01aaaaa04")
    amber.aliases.create(name="University of Wexland")

    found = resolve(["University of Wexland", "University of Wexland, Baymore County", "UWBC"], create=True)

    short, long, acronym = (each.affiliations for each in found.values())
    assert short == [amber]
    assert long == acronym != [amber]


def test_what_is_no_institution_is_certainly_none():
    Spelling.objects.create(text="Independent", folded="independent", state="none")

    found = resolve(["independent"], create=True)["independent"]

    assert (found.certain, found.affiliations, found.candidates) == (True, [], [])


def test_without_a_table_known_names_match_and_the_rest_is_asked():
    known = AffiliationFactory(name="Quillmark University")

    found = resolve(["Quillmark Univ.", "University of Dorvale"], create=True)

    assert found["Quillmark Univ."].affiliations == [known]
    assert not found["University of Dorvale"].certain
    assert found.refusal == ""


def test_an_old_table_is_refused_with_a_sentence(settings):
    settings.ROR_MAX_AGE_DAYS = 100
    table.load()
    RorDump.objects.update(released_on=timezone.localdate() - timedelta(days=101))

    found = resolve(["Quillmark University"], create=True)

    assert not found["Quillmark University"].certain
    assert "older than the 100 days allowed here" in found.refusal


def test_a_table_of_the_last_allowed_day_is_used(settings):
    settings.ROR_MAX_AGE_DAYS = 100
    table.load()
    RorDump.objects.update(released_on=timezone.localdate() - timedelta(days=100))

    assert resolve(["Quillmark University"], create=True)["Quillmark University"].certain


def test_another_dump_is_read_anew():
    table.load()
    resolve(["Quillmark University"], create=False)
    RorDump.objects.all().delete()
    RorDump.objects.create(released_on=timezone.localdate())
    table.RorOrganization.objects.filter(ror_id="01aaaaa01").delete()

    assert not resolve(["Quillmark University"], create=False)["Quillmark University"].certain


@pytest.mark.parametrize("count", [1, 500])
def test_the_number_of_queries_does_not_grow_with_the_strings(count):
    table.load()
    resolve(["warm"], create=False)
    printed = [f"Department of Rain {number}, Quillmark University" for number in range(count)]

    with CaptureQueriesContext(
        connection,
    ) as queries:
        resolve(printed, create=True)

    assert sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE")) for each in queries) == 6
