"""The committee's pages: who comes in, what is asked, who chairs, what is decided."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertNumQueries

from awards.models import AwardCategory, Ballot, CommitteeMember
from tests.awards.room.contest import SECRET, Contest, plain
from tests.factories import AuthorshipFactory, CandidateFactory, CommitteeMemberFactory, UserFactory

pytestmark = pytest.mark.django_db


# -- Who comes in -------------------------------------------------------------------------------------


def test_somebody_who_has_no_seat_finds_nothing(client, contest):
    client.force_login(UserFactory())

    for page in ("room_category", "room_ballot", "room_conflicts"):
        here, nowhere = (client.get(contest.url(page, pk)) for pk in (contest.category.pk, 987654))
        assert here.status_code == 404
        assert plain(here).replace(f"/{contest.category.pk}/", "/987654/") == plain(nowhere)


@pytest.mark.parametrize(
    "change", [{"ends_on": timezone.localdate() - timedelta(days=1)}, {"status": "declined"}, {"status": "added"}]
)
def test_a_seat_that_has_ended_opens_no_door(contest, change):
    CommitteeMember.objects.filter(pk=contest.member.pk).update(**change)

    assert contest.get(contest.member, "room").status_code == 404
    assert contest.get(contest.member, "room_category", contest.category.pk).status_code == 404


def test_whoever_is_invited_sees_the_invitation_and_nothing_else(contest):
    guest = CommitteeMemberFactory(workshop=contest.edition, status="invited")

    page = contest.get(guest, "room").text
    inside = contest.get(guest, "room_category", contest.category.pk).status_code
    contest.post(guest, "room_seat", accept="")

    assert contest.category.name not in page
    assert inside == 404
    assert CommitteeMember.objects.get(pk=guest.pk).status == "accepted"


def test_an_invitation_is_declined(contest):
    guest = CommitteeMemberFactory(workshop=contest.edition, status="invited")

    contest.post(guest, "room_seat", decline="yes")

    assert CommitteeMember.objects.get(pk=guest.pk).status == "declined"
    assert contest.get(guest, "room").status_code == 404


def test_my_page_leads_to_the_room(contest):
    contest.client.force_login(contest.member.person.user)

    assert contest.url("room") in contest.client.get(reverse("me")).text


def test_a_category_of_another_edition_is_not_here(client, contest):
    elsewhere = Contest(client)

    assert contest.get(contest.member, "room_category", elsewhere.category.pk).status_code == 404


# -- Conflicts ----------------------------------------------------------------------------------------


def test_what_laurel_sees_is_suggested_and_kept_only_when_it_is_sent(contest):
    member = CommitteeMemberFactory(workshop=contest.edition, printed_affiliation="University of Saltmarsh")
    AuthorshipFactory(paper=contest.first.paper, printed_affiliation="University of Saltmarsh", position=98)

    page = contest.get(member, "room_conflicts", contest.category.pk).text

    assert "“University of Saltmarsh” stands with you" in page
    assert '<option value="affiliation" selected>' in page
    assert not member.answers.exists()


def test_every_paper_needs_an_answer(contest):
    member = CommitteeMemberFactory(workshop=contest.edition)

    answer = contest.post(member, "room_conflicts", contest.category.pk, **{f"kind-{contest.first.pk}": "none"})

    assert answer.status_code == 422
    assert "Answer for this paper, too." in answer.text
    assert not member.answers.exists()


def test_before_the_answer_a_member_reads_nothing_of_a_paper(contest):
    member = CommitteeMemberFactory(workshop=contest.edition)

    page = contest.category_page(member)
    detail = contest.get(member, "room_candidate", contest.category.pk, contest.first.paper.number)

    assert SECRET not in page
    assert detail.status_code == 404


def test_a_blind_category_names_no_author(client):
    contest = Contest(client, is_blind=True)
    names = [author.printed_name for author in contest.first.paper.authorships.all()]
    number = contest.first.paper.number

    pages = [
        contest.category_page(contest.member),
        contest.get(contest.member, "room_candidate", contest.category.pk, number).text,
        contest.get(contest.member, "room_conflicts", contest.category.pk).text,
        contest.get(contest.member, "room_ballot", contest.category.pk).text,
    ]

    assert names
    assert not [name for name in names for page in pages if name in page]


# -- Ballots ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ballot", "sent", "values"),
    [
        ("approval", ["on", ""], [1, 0]),
        ("ranking", ["2", "1"], [2, 1]),
        ("ranking", ["1", ""], [1, 2]),
        ("ranking", ["2", ""], [1, 2]),
        ("points", ["7", "3"], [7, 3]),
        ("points", ["4", ""], [4, 0]),
    ],
)
def test_a_ballot_is_kept_as_it_was_sent(client, ballot, sent, values):
    contest = Contest(client, ballot=ballot)
    papers = [contest.first, contest.second]

    contest.post(
        contest.member,
        "room_ballot",
        contest.category.pk,
        **{str(each.pk): value for each, value in zip(papers, sent, strict=True) if value},
    )

    votes = dict(Ballot.objects.get(member=contest.member).votes.values_list("candidate", "value"))
    assert [votes[each.pk] for each in papers] == values


@pytest.mark.parametrize(
    ("ballot", "sent", "sentence"),
    [
        ("ranking", ["", ""], "Rank at least one paper, or abstain."),
        ("ranking", ["9", "1"], "Choose one of the ranks."),
        ("points", ["9", "2"], "You gave 11 points; there are 10."),
        ("points", ["-1", "2"], "Not less than no points."),
        ("points", ["NaN", "2"], "Write a whole number."),
        ("points", ["", ""], "Give a point to at least one paper, or abstain."),
    ],
)
def test_a_ballot_that_says_what_it_cannot_is_given_back_with_a_sentence(client, ballot, sent, sentence):
    contest = Contest(client, ballot=ballot)
    papers = [contest.first, contest.second]

    answer = contest.post(
        contest.member,
        "room_ballot",
        contest.category.pk,
        **{str(each.pk): value for each, value in zip(papers, sent, strict=True)},
    )

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Ballot.objects.exists()


def test_whoever_abstains_says_why_and_sees_the_others(contest):
    contest.cast(contest.chair, contest.first)

    unsaid = contest.post(contest.member, "room_ballot", contest.category.pk, abstain="", reason="")
    contest.post(contest.member, "room_ballot", contest.category.pk, abstain="", reason="I know too little of tides.")

    assert unsaid.status_code == 422
    assert Ballot.objects.get(member=contest.member).abstains
    assert "<h3>Ballots</h3>" in contest.category_page(contest.member)


def test_an_observer_reads_and_has_no_ballot(contest):
    contest.cast(contest.chair, contest.first)

    assert "<h3>Ballots</h3>" in contest.category_page(contest.observer)
    assert contest.get(contest.observer, "room_ballot", contest.category.pk).status_code == 302
    contest.post(contest.observer, "room_ballot", contest.category.pk, **{str(contest.first.pk): "on"})
    assert Ballot.objects.count() == 1


def test_with_a_conflict_the_points_of_the_others_are_not_told(client):
    contest = Contest(client, ballot="points")
    contest.post(contest.chair, "room_ballot", contest.category.pk, **{str(contest.second.pk): "3"})
    contest.member.answer(contest.first, "family", by=None)
    contest.post(contest.member, "room_ballot", contest.category.pk, **{str(contest.second.pk): "9"})

    page = contest.category_page(contest.member)

    assert "You see only the order" in page
    assert "<h3>Ballots</h3>" not in page


# -- The chair ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["deputy", "member", "observer"])
@pytest.mark.parametrize("verb", ["reopen", "vacate", "decide"])
def test_what_is_the_chairs_is_refused_to_others_with_a_sentence(contest, who, verb):
    page = contest.step(getattr(contest, who), verb, reason="Because.").text

    assert "Only the chair of the committee may do that" in page
    assert contest.status() == "voting"


def test_a_deputy_acts_where_the_chair_is_in_conflict(contest):
    contest.chair.answer(contest.first, "advisor", by=None)

    refused = contest.step(contest.chair, "vacate", reason="Because.").text
    contest.step(contest.deputy, "vacate", reason="No paper stood out.")

    assert "Only the chair of the committee may do that" in refused
    assert contest.status() == "vacated"


def test_where_nobody_can_chair_the_page_says_so(contest):
    contest.chair.answer(contest.first, "advisor", by=None)
    contest.deputy.answer(contest.second, "family", by=None)

    assert "Nobody can chair this" in contest.category_page(contest.member)


@pytest.fixture
def counted(contest):
    """Three have voted: the first paper has three approvals, the second two."""
    contest.cast(contest.chair, contest.first, contest.second)
    contest.cast(contest.member, contest.first)
    contest.cast(contest.other, contest.first, contest.second)
    return contest


def test_the_chair_looks_once_more_and_decides(counted):
    looked = counted.decide(counted.chair, counted.first, review="").text
    before = counted.status()

    counted.decide(counted.chair, counted.first)

    assert "What will happen" in looked
    assert before == "voting"
    assert counted.status() == "decided"
    assert counted.category.awards.decided().get().citation == f"Careful: {counted.first.paper.title}"


@pytest.mark.parametrize(
    ("winners", "more", "sentence"),
    [
        ([], {}, "Say who wins, or give no award."),
        (["second"], {}, "This is not what the count says. Say why."),
        (["first", "second"], {"reason": "Both are needed."}, "Say why these papers tie."),
        (["first", "second"], {"tie_reason": "Both are needed."}, "This is not what the count says. Say why."),
    ],
)
def test_a_decision_that_lacks_a_reason_is_given_back(counted, winners, more, sentence):
    answer = counted.decide(counted.chair, *(getattr(counted, each) for each in winners), **more)

    assert sentence in answer.text
    assert counted.status() == "voting"


def test_papers_tie_with_a_reason(counted):
    counted.decide(counted.chair, counted.first, counted.second, tie_reason="Both are needed.", reason="One vote.")

    assert (
        list(counted.category.awards.decided().values_list("is_tie", "tie_reason")) == [(True, "Both are needed.")] * 2
    )


def test_a_paper_that_was_taken_out_is_taken_back_in(client):
    contest = Contest(client, status="open")
    contest.first.withdraw(by=None)
    number = contest.first.paper.number

    page = contest.get(contest.chair, "room_move", contest.category.pk, number, "readmit").text
    contest.post(contest.chair, "room_move", contest.category.pk, number, "readmit")

    contest.first.refresh_from_db()
    assert "Take it back in" in page
    assert contest.first.status == "nominated"


def test_a_post_that_says_nothing_accepts_no_seat(contest):
    guest = CommitteeMemberFactory(workshop=contest.edition, status="invited")

    contest.post(guest, "room_seat", foo="bar")

    assert CommitteeMember.objects.get(pk=guest.pk).status == "invited"


def test_a_comment_without_words_is_given_back(contest):
    number = contest.first.paper.number

    answer = contest.post(contest.member, "room_candidate", contest.category.pk, number)

    assert answer.status_code == 422
    assert not contest.first.comments.exists()


def test_a_decision_is_undone_by_the_chair_and_voted_on_again(counted):
    counted.decide(counted.chair, counted.first)

    counted.step(counted.chair, "undo", reason="A conflict came up.")

    assert counted.status() == "voting"
    assert not counted.category.awards.exists()
    assert counted.category.ballots.standing().count() == 3


def test_whoever_is_in_conflict_does_not_learn_the_decision_before_everybody(counted):
    counted.other.answer(counted.second, "family", by=None)
    counted.decide(counted.chair, counted.first)

    page = counted.category_page(counted.other)
    told = counted.category_page(counted.member)

    assert "Decision" not in page
    assert "The vote is over" in page
    assert f"Careful: {counted.first.paper.title}" in told


def test_minutes_tell_who_voted_how_and_are_the_chairs(counted):
    counted.decide(counted.chair, counted.first)

    minutes = counted.get(counted.chair, "room_minutes_csv", counted.category.pk)
    document = counted.get(counted.chair, "room_minutes_pdf", counted.category.pk)
    refused = counted.get(counted.member, "room_minutes_csv", counted.category.pk)

    assert all(each.printed_name in minutes.text for each in (counted.chair, counted.member, counted.other))
    assert f"Careful: {counted.first.paper.title}" in minutes.text
    assert document.content.startswith(b"%PDF")
    assert refused.status_code == 302


def test_a_cell_of_the_minutes_is_never_a_formula(counted):
    AwardCategory.objects.filter(pk=counted.category.pk).update(name="=HYPERLINK(1)")

    minutes = counted.get(counted.chair, "room_minutes_csv", counted.category.pk).text

    assert '"\'=HYPERLINK(1)"' in minutes


# -- Discussion and nominations -----------------------------------------------------------------------


def test_a_comment_is_read_by_those_without_a_conflict(contest):
    number = contest.first.paper.number
    contest.other.answer(contest.first, "family", by=None)

    contest.post(contest.member, "room_candidate", contest.category.pk, number, text="Read section 4 twice.")

    assert "Read section 4 twice." in contest.get(contest.chair, "room_candidate", contest.category.pk, number).text
    assert contest.get(contest.other, "room_candidate", contest.category.pk, number).status_code == 404


def test_an_author_nominates_their_own_paper_where_that_is_the_rule(client):
    contest = Contest(client, status="open", authors_nominate=True)
    author = AuthorshipFactory(
        paper=CandidateFactory(category=contest.category).paper, person__user=UserFactory(), position=97
    ).person
    client.force_login(author.user)
    url = contest.url("nominate_in", contest.category.pk)
    own = author.authorships.get().paper

    client.post(url, {"paper": own.pk, "rationale": "Three years of readings."})
    refused = client.post(url, {"paper": contest.first.paper.pk, "rationale": "A friend's."})

    assert author.nominations.get().kind == "author"
    assert refused.status_code == 422
    assert "Choose one of these papers." in refused.text


def test_whoever_can_nominate_nothing_finds_no_page(client, contest):
    client.force_login(UserFactory())

    assert client.get(contest.url("nominate")).status_code == 404
    assert client.get(contest.url("nominate_in", contest.category.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_as_many_queries_however_many_papers_there_are(client, contest, count):
    more = [CandidateFactory(category=contest.category, shortlisted=True) for _ in range(count)]
    for candidate in more:
        AuthorshipFactory(paper=candidate.paper)
        contest.member.answer(candidate, "", by=None)
    client.force_login(contest.member.person.user)

    with assertNumQueries(14):
        client.get(contest.url("room"))
    with assertNumQueries(13):
        client.get(contest.url("room_category", contest.category.pk))
