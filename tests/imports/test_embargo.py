"""Whoever has a paper that can win an award learns nothing of it by an import, and decides nothing by one."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from awards.models import Award, Candidate
from config.imports import actions
from papers.importers.rows import AwardRow, CandidateRow
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    CandidateFactory,
    PaperFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.imports.rows import HERE, applied, bring, paper, verdicts
from workshops.models import ImportedRow

pytestmark = pytest.mark.django_db

WITHHELD = (
    "A paper of yours can win “Best Paper”, or you are in conflict with one that can. Another organizer imports this."
)
LEAVES, ROOTS = AwardRow(HERE, "Best Paper", "Leaves"), AwardRow(HERE, "Best Paper", "Roots")


@pytest.fixture
def edition():
    return WorkshopFactory(status="published")


@pytest.fixture
def best(edition):
    return AwardCategoryFactory(workshop=edition, name="Best Paper", organizers_can_win=True)


@pytest.fixture
def roots(edition):
    return AuthorshipFactory(paper=PaperFactory(workshop=edition, title="Roots", public=True)).paper


@pytest.fixture
def author(edition):
    """An organizer with a paper, “Leaves”."""
    user = organizer_of(edition)
    AuthorshipFactory(paper=PaperFactory(workshop=edition, title="Leaves", public=True), person=user.person)
    return user


@pytest.fixture
def other(edition):
    return organizer_of(edition)


def won_by(category, title):
    AwardFactory(category=category, paper=category.workshop.papers.get(title=title)).decide(by=None)


def told(batch, noun="award"):
    return [(one.label, one.verdict, one.reason) for one in batch.lines.filter(noun=noun)]


def page(client, batch, user, name="change", **query):
    client.force_login(user)
    text = client.get(reverse(f"admin:workshops_import_{name}", args=[batch.pk]), query).text
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


# -- What one brings oneself ------------------------------------------------------------------------


@pytest.mark.parametrize("superuser", [True, False])
@pytest.mark.parametrize("winner", ["Leaves", "Roots", None])
def test_rows_about_winners_say_the_same_whoever_won(best, roots, author, winner, superuser):
    author.is_superuser = superuser
    author.save()
    if winner:
        won_by(best, winner)

    batch = applied(best.workshop, awards=[LEAVES, ROOTS], by=author)

    shown = [("Best Paper: Leaves", "doubt", WITHHELD), ("Best Paper: Roots", "doubt", WITHHELD)]
    assert told(batch) == shown
    assert (Award.objects.count(), ImportedRow.objects.count()) == (bool(winner), 0)


@pytest.mark.parametrize("category", ["Best Paper", ""])
@pytest.mark.parametrize("nominated", [True, False])
def test_rows_about_candidates_say_the_same_whoever_is_nominated(best, roots, author, nominated, category):
    type(best).objects.update(ballot="approval", status="open")
    if nominated:
        CandidateFactory(category=best, paper=roots)

    batch = applied(best.workshop, candidates=[CandidateRow(HERE, "", "Roots", category)], by=author)

    assert told(batch, "candidate") == [("Best Paper: Roots", "doubt", WITHHELD)]
    assert Candidate.objects.count() == nominated


@pytest.mark.parametrize("winner", ["Leaves", "Roots"])
def test_an_award_that_excludes_it_says_the_same_whoever_won(best, roots, author, winner):
    type(best).objects.update(exclusive_group="best")
    oral = AwardCategoryFactory(workshop=best.workshop, name="Best Oral", exclusive_group="best")
    won_by(best, winner)

    batch = bring(best.workshop, awards=[AwardRow(HERE, oral.name, "Roots")], by=author)

    assert verdicts(batch, "award") == ["doubt"]


@pytest.mark.parametrize("won", [True, False])
def test_an_award_to_oneself_is_neither_told_nor_decided(edition, author, won):
    service = AwardCategoryFactory(workshop=edition, name="Service")
    if won:
        AwardFactory(category=service, paper=None, person=author.person).decide(by=None)

    batch = applied(edition, awards=[AwardRow(HERE, "Service", person_name=author.person.name)], by=author)

    assert verdicts(batch, "award") == ["doubt"]
    assert Award.objects.count() == won


def test_an_organizer_without_a_paper_reads_and_imports_all(best, roots, author, other):
    won_by(best, "Leaves")

    batch = bring(best.workshop, awards=[LEAVES, ROOTS], by=other)

    assert verdicts(batch, "award") == ["unchanged", "conflict"]


def test_a_new_award_is_told_until_it_is_here(edition, author):
    new = paper("Moss", author.person.name)
    type(edition).objects.update(contact_email="")

    batch = bring(edition, new, awards=[AwardRow(HERE, "Best Moss", "Moss")], by=author)
    assert "Best Moss: Moss" in [label for label, _verdict, _reason in told(batch)]
    actions.apply(batch, by=author)

    assert Award.objects.get().category.name == "Best Moss"


# -- What others bring ------------------------------------------------------------------------------


def by_another(best, other, award=ROOTS):
    return applied(best.workshop, paper("Fern", "Ivy Elm"), awards=[award], by=other)


@pytest.mark.parametrize("name", ["change", "csv"])
def test_lines_of_others_are_shown_to_whoever_may_know(client, best, roots, author, other, name):
    batch = by_another(best, other)

    assert "Best Paper: Roots" in page(client, batch, other, name)
    assert "Best Paper" not in page(client, batch, author, name)
    assert "Fern" in page(client, batch, author, name)


@pytest.mark.parametrize("query", [{}, {"verdict": "new"}, {"noun": "award"}])
def test_figures_and_filters_count_nothing_that_is_not_shown(client, best, roots, author, other, query):
    with_award = by_another(best, other)
    shown = page(client, with_award, author, **query)
    with_award.lines.filter(noun="award").delete()

    assert page(client, with_award, author, **query) == shown


def test_ones_own_lines_are_shown_until_they_are_applied(client, edition, author):
    can_win = AwardCategoryFactory(workshop=edition, name="Best Poster", organizers_can_win=True)
    batch = bring(edition, paper("Fern", "Ivy Elm"), awards=[AwardRow(HERE, "Best Moss", "Fern")], by=author)

    assert can_win.concerns(author)
    assert "Best Moss: Fern" in page(client, batch, author)
    actions.apply(batch, by=author)

    assert "Best Moss" not in page(client, batch, author)


def test_lines_that_are_not_shown_cannot_be_chosen(client, best, roots, author, other):
    batch = bring(best.workshop, awards=[ROOTS], by=other)
    client.force_login(author)

    client.post(reverse("admin:workshops_import_choose", args=[batch.pk]), {"shown": [batch.lines.get().pk]})

    batch.refresh_from_db()
    assert batch.choices == {}


def test_an_award_to_oneself_is_not_among_the_lines(client, edition, author, other):
    AwardCategoryFactory(workshop=edition, name="Service")
    batch = applied(edition, awards=[AwardRow(HERE, "Service", person_name=author.person.name)], by=other)

    assert "Service: " not in page(client, batch, author)
    assert "Service: " in page(client, batch, other)


@pytest.mark.parametrize("has_awards", [True, False])
def test_whoever_has_a_paper_applies_nothing_of_others(best, roots, author, other, has_awards):
    batch = bring(best.workshop, paper("Fern", "Ivy Elm"), awards=[ROOTS] * has_awards, by=other)

    with pytest.raises(ValidationError, match="A paper of yours can win an award"):
        actions.apply(batch, by=author)

    assert Award.objects.count() == 0


@pytest.mark.parametrize("nominated", [True, False])
def test_whoever_has_a_paper_undoes_nothing(best, author, nominated):
    batch = applied(best.workshop, paper("Fern", "Ivy Elm"), by=author)
    if nominated:
        CandidateFactory(category=best, paper=best.workshop.papers.get(title="Fern"))

    with pytest.raises(ValidationError, match="A paper of yours can win an award"):
        actions.take_back(batch, by=author)


def test_why_an_import_of_others_failed_is_not_told(client, best, roots, author, other):
    batch = by_another(best, other)
    type(batch).objects.update(failure="candidate “2: Roots” was changed since.")

    assert "was changed since" in page(client, batch, other)
    assert "2: Roots" not in page(client, batch, author)


def test_first_values_of_columns_of_others_are_not_shown(client, best, author, other):
    kept = {"name": "a.csv", "header": ["What", "Gold"], "rows": [[2, ["Roots", "nominated by us"]]]}
    batch = best.workshop.imports.create(files="a.csv", status="mapping", created_by=other, reading=kept)

    assert "nominated by us" in page(client, batch, other)
    assert "nominated by us" not in page(client, batch, author)
