"""Award candidates of an export are told to nobody whom they concern, and taken back while nobody has built on them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from awards.models import Candidate, Nomination
from config.imports import actions
from papers.models import Paper
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    CandidateFactory,
    CommitteeMemberFactory,
    PaperFactory,
    PersonFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.imports.candidates import LEAVES, PROPOSED, candidates, propose, told
from tests.imports.rows import applied, author, line, paper
from workshops.models import Import

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return WorkshopFactory(status="published")


@pytest.fixture
def best(edition):
    return AwardCategoryFactory(workshop=edition, name="Best Paper Award", ballot="approval", status="open")


# -- What a comparison must not tell ----------------------------------------------------------------


@pytest.mark.parametrize("nominated", [True, False])
@pytest.mark.parametrize("kind", ["organizer", "workflow_organizer", "superuser"])
def test_of_papers_of_those_who_organize_it_tells_nothing(best, kind, nominated):
    person = PersonFactory(user=UserFactory(is_superuser=kind == "superuser"))
    if kind != "superuser":
        best.workshop.roles.create(person=person, kind=kind, printed_name=person.name)
    theirs = PaperFactory(workshop=best.workshop, title="Leaves", status="accepted")
    AuthorshipFactory(paper=theirs, person=person)
    if nominated:
        CandidateFactory(category=best, paper=theirs)

    batch = propose(best.workshop, PROPOSED)

    assert told(batch) == [("doubt", "Somebody who organizes this edition wrote it; the committee may nominate it.")]
    assert Candidate.objects.count() == nominated


def test_a_new_paper_of_an_organizer_is_no_candidate_either(best):
    person = organizer_of(best.workshop).person
    person.emails.create(email="ada@laurel.example")
    type(person).objects.update(name="Ada Bay")

    batch = propose(
        best.workshop, PROPOSED, papers=[paper("Leaves", author("Ada Bay", email="ada@laurel.example"), source_id="7")]
    )

    assert [verdict for verdict, _reason in told(batch)] == ["doubt"]
    assert candidates() == []


# -- Undo -------------------------------------------------------------------------------------------


def test_undo_takes_candidates_back_and_leaves_the_award_as_it_was(best):
    before = type(best).objects.values().get()
    batch = propose(best.workshop, PROPOSED)

    actions.take_back(batch, by=None)

    assert (candidates(), Nomination.objects.count(), Paper.objects.count()) == ([], 0, 0)
    assert type(best).objects.values().get() == before


def second_nomination(candidate, member):
    candidate.nominations.create(nominator=member.person, kind="committee", rationale="Mine, too.")


def declared_conflict(candidate, member):
    member.answer(candidate, "family", by=member.person.user)


def discussion(candidate, member):
    candidate.comments.create(member=member, text="Careful.")


def vote(candidate, member):
    ballot = candidate.category.ballots.create(member=member)
    ballot.votes.create(candidate=candidate, value=1)


@pytest.mark.parametrize("add", [second_nomination, declared_conflict, discussion, vote])
def test_what_people_added_keeps_it_and_is_not_named(best, add):
    batch = propose(best.workshop, PROPOSED)
    add(Candidate.objects.get(), CommitteeMemberFactory(workshop=best.workshop, printed_name="Rex Referee"))

    with pytest.raises(ValidationError) as refusal:
        actions.take_back(batch, by=None)

    assert refusal.value.messages == ["Somebody has added to candidate “7: Leaves” since. Nothing was undone."]
    assert candidates() == [("Best Paper Award", "Leaves", "nominated")]


def test_a_candidate_on_the_shortlist_keeps_it(best):
    batch = propose(best.workshop, PROPOSED)
    Candidate.objects.get().shortlist(by=None)

    with pytest.raises(ValidationError, match="candidate “7: Leaves” was changed since"):
        actions.take_back(batch, by=None)


def test_papers_that_somebody_nominated_since_keep_their_import(best):
    batch = applied(best.workshop, LEAVES)
    CandidateFactory(category=best, paper=Paper.objects.get())

    with pytest.raises(ValidationError, match="candidate “7: Leaves” was added to what this import brought"):
        actions.take_back(batch, by=None)


# -- The pages --------------------------------------------------------------------------------------

EXPORT = (
    "Paper ID,Paper Title,Author Names,Status,Award candidate\n7,Leaves,Ada Bay,Accept,yes\n8,Roots,Ivy Elm,Accept,no\n"
)


@pytest.fixture
def desk(client, edition):
    client.force_login(organizer_of(edition))
    return client


def upload(desk, edition, content, **form):
    uploads = SimpleUploadedFile("papers.csv", content.encode())
    return desk.post(reverse("admin:workshops_import_add"), {"edition": edition.pk, "uploads": uploads, **form}).url


def press(desk, name, **posted):
    return desk.post(reverse(f"admin:workshops_import_{name}", args=[Import.objects.get().pk]), posted)


def test_a_file_is_compared_applied_and_taken_back_by_buttons(desk, best):
    shown = desk.get(upload(desk, best.workshop, EXPORT)).text
    assert "award candidates" in shown
    assert "Best Paper Award: Leaves" in shown

    press(desk, "apply")
    assert candidates() == [("Best Paper Award", "Leaves", "nominated")]
    press(desk, "undo")

    assert candidates() == []


def test_a_candidate_who_is_unticked_stays_out(desk, best):
    upload(desk, best.workshop, EXPORT)

    press(desk, "choose", shown=[line(Import.objects.get(), noun="candidate").pk])
    press(desk, "apply")

    assert (candidates(), Paper.objects.count()) == ([], 2)


def test_nothing_public_changes_by_a_candidate(client, best):
    applied(best.workshop, LEAVES)
    Paper.objects.get().announce(by=None)
    pages = [
        best.workshop.get_absolute_url(),
        Paper.objects.get().get_absolute_url(),
        reverse("awards:awards", args=[best.workshop.slug]),
    ]
    before = [client.get(page).content for page in pages]

    propose(best.workshop, PROPOSED, papers=[LEAVES])

    assert candidates() == [("Best Paper Award", "Leaves", "nominated")]
    assert [client.get(page).content for page in pages] == before


def test_a_column_named_by_hand_brings_candidates(desk, best):
    table = "What it is called,Who,Gold,Nominated by\nLeaves,Ada Bay,yes,Rex Referee\nRoots,Ivy Elm,,\n"
    asked = upload(desk, best.workshop, table, format="columns")
    assert "Rex Referee" not in desk.get(asked).text

    desk.post(asked, {"title": "0", "authors": "1", "candidate": "2"})

    assert line(Import.objects.get(), noun="candidate").label == "Best Paper Award: Leaves"
    assert "Rex Referee" not in str(Import.objects.get().reading)
