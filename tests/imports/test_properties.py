"""What holds of every import, tried on readings that nobody thought of."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Person
from awards.models import Nomination
from config.imports import actions
from papers.export import papers_json
from papers.importers import laurel
from papers.importers.rows import AuthorRow, CandidateRow, Decision, File, PaperRow, Reading
from papers.models import Authorship, Paper
from tests.factories import AwardCategoryFactory, WorkshopFactory
from tests.imports.rows import HERE

pytestmark = pytest.mark.django_db

SETTLED = {"unchanged", "ignored", "error"}
names = st.sampled_from(
    ["Ada Bay", "ADA BAY", "A. Bay", "Ivy Elm", "Ivy B. Elm", "李 明", "Xi Fir", "O'Brien-Łukasz", "Bo"]
)
titles = st.sampled_from(["Leaves", "LEAVES", "Roots of $x_1$", "Roots of x1", "Bark & moss", "…", ""])
authors = st.builds(
    AuthorRow,
    name=names,
    affiliation=st.sampled_from(["", "Laurel", "Elm Institute", "laurel"]),
    email=st.sampled_from(["", "ada@laurel.example", "ivy@elm.example", "lab@laurel.example"]),
    is_corresponding=st.booleans(),
)
papers = st.builds(
    PaperRow,
    place=st.just(HERE),
    title=titles,
    authors=st.lists(authors, max_size=4),
    source_id=st.sampled_from(["", "0", "7", "8", "x1"]),
    abstract=st.sampled_from(["", "Of trees."]),
    decision=st.sampled_from([Decision.ACCEPTED, Decision.ACCEPTED, Decision.REJECTED, Decision.UNDECIDED]),
)
readings = st.builds(Reading, source=st.sampled_from(["cmt", "site"]), papers=st.lists(papers, max_size=6))
tried = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@contextmanager
def an_edition():
    """Each example has an edition to itself, and leaves nothing."""
    with transaction.atomic():
        yield WorkshopFactory()
        transaction.set_rollback(True)


def applied(reading, edition):
    batch = actions.bring(reading, edition, files="papers", name="any")
    actions.apply(batch, by=None, despite_errors=True)
    assert batch.status == "applied", batch.failure
    return batch


def state(edition):
    rows = Paper.objects.filter(workshop=edition).order_by("pk")
    return (
        list(rows.values()),
        list(Authorship.objects.filter(paper__in=rows).order_by("pk").values()),
        list(Person.objects.order_by("pk").values()),
    )


@tried
@given(readings)
def test_importing_twice_is_importing_once(reading):
    with an_edition() as edition:
        applied(reading, edition)
        once = state(edition)

        again = applied(reading, edition)

        assert state(edition) == once
        assert {line.verdict for line in again.lines.all()} <= SETTLED
        assert again.journal == []


@tried
@given(readings, readings)
def test_undoing_the_last_import_leaves_what_was_before(first, second):
    with an_edition() as edition:
        applied(first, edition)
        before = state(edition)

        actions.take_back(applied(second, edition), by=None)

        assert state(edition) == before


@tried
@given(readings)
def test_what_is_exported_is_imported_unchanged(reading):
    with an_edition() as edition:
        applied(reading, edition)

        exported = laurel.read([File("papers.json", papers_json(edition).encode())])
        again = actions.bring(exported, edition, files="papers.json", name="Laurel")

        assert {line.verdict for line in again.lines.all()} <= SETTLED


proposals = st.lists(
    st.builds(
        CandidateRow,
        place=st.just(HERE),
        paper_source_id=st.sampled_from(["", "7", "8"]),
        paper_title=titles,
        category=st.sampled_from(["", "Best", "best award", "Next"]),
        rationale=st.sampled_from(["", "New."]),
    ),
    max_size=4,
)


def proposed(edition):
    rows = Nomination.objects.filter(candidate__category__workshop=edition)
    return sorted(rows.values_list("candidate__category__name", "candidate__paper__title", "rationale"))


@tried
@given(readings, proposals)
def test_proposing_twice_is_proposing_once(reading, candidates):
    with an_edition() as edition:
        AwardCategoryFactory(workshop=edition, name="Best")
        reading = replace(reading, candidates=candidates)
        applied(reading, edition)
        once = proposed(edition)

        again = applied(reading, edition)

        assert (proposed(edition), again.journal) == (once, [])
        assert {line.verdict for line in again.lines.all()} <= {*SETTLED, "doubt"}


@tried
@given(readings, proposals, proposals)
def test_undoing_takes_back_the_candidates_of_the_last_import(reading, first, second):
    with an_edition() as edition:
        AwardCategoryFactory(workshop=edition, name="Best")
        applied(replace(reading, candidates=first), edition)
        before = proposed(edition)

        actions.take_back(applied(replace(reading, candidates=second), edition), by=None)

        assert proposed(edition) == before
