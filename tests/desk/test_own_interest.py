"""An organizer whose paper can win knows no more than any other author until it is public, superuser or not."""

import pytest
from django.urls import reverse

from awards.models import Award, AwardCategory, Eligibility, Fund
from notifications import outbox
from notifications.models import Message
from tests.desk.pages import ask, decided, do, save
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    CandidateFactory,
    CommitteeMemberFactory,
    PaperFactory,
    in_a_day,
    organizer_of,
)
from workshops.mail import messages_managed_by

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[False, True], ids=["organizer", "superuser"])
def author(client, edition, request):
    """Organizes the edition and wrote a paper of it; is signed in."""
    user = organizer_of(edition)
    user.is_superuser = request.param
    user.save()
    paper = PaperFactory(workshop=edition, public=True, kind="oral")
    AuthorshipFactory(paper=paper, person=user.person, position=1, is_student=True)
    user.paper = paper
    client.force_login(user)
    return user


def open_to_organizers(edition, **category):
    return AwardCategoryFactory(workshop=edition, organizers_can_win=True, **category)


def won_by(paper, **category):
    award = AwardFactory(category=open_to_organizers(paper.workshop, **category), paper=paper)
    award.decide(by=None)
    return Award.objects.get(pk=award.pk)


def pages_of(award):
    for model, pk in [("award", award.pk), ("prizeshare", award.shares.get().pk)]:
        for page in ("change", "history"):
            yield reverse(f"admin:awards_{model}_{page}", args=[pk])


def test_an_own_award_is_missing_on_every_page_until_it_is_public(client, author):
    award = won_by(author.paper, paid=True)
    before = [client.get(url).status_code for url in pages_of(award)]

    award.category.announce(by=None)
    after = [client.get(url).status_code for url in pages_of(award)]

    assert set(before) == {404}
    assert set(after) == {200}


@pytest.mark.parametrize("listed", ["admin:awards_award_changelist", "admin:awards_prizeshare_changelist"])
def test_own_awards_are_in_no_list_and_found_by_no_search(client, author, listed):
    won_by(author.paper, paid=True)

    for query in ({}, {"q": author.person.name}, {"q": author.paper.title}, {"_facets": "True"}):
        page = client.get(reverse(listed), query)
        assert page.context["cl"].result_count == 0
        assert author.paper.title not in page.text.replace(f'value="{author.paper.title}"', "")


def test_who_does_not_win_sees_no_more_than_who_wins(client, author):
    """Else the missing name would tell."""
    rival = decided(author.paper.workshop, organizers_can_win=True)

    board = client.get(reverse("admin:awards_board", args=[author.paper.workshop.slug])).text

    assert not Award.objects.managed_by(author).exists()
    assert str(rival.paper) not in board
    assert "Candidates and winners are kept from you until they are public" in board


def test_mails_about_what_is_kept_back_are_missing_too(client, author):
    award = won_by(author.paper)
    note = outbox.letter("note", to="x@example.org", subject="Zebra", about=award, scope=award.workshop)
    [message] = outbox.post([note])
    seen_before = messages_managed_by(author).count(), client.get(reverse("admin:index")).context["messages_waiting"]

    award.category.announce(by=None)

    assert seen_before == (0, 0)
    assert messages_managed_by(author).get() == message
    assert messages_managed_by(organizer_of(award.workshop)).get() == Message.objects.get()


def test_an_own_paper_is_not_proposed(client, author):
    category = open_to_organizers(author.paper.workshop)
    form = {"category": category.pk, "paper": author.paper.pk, "position": 1}
    form |= {"shares-TOTAL_FORMS": 0, "shares-INITIAL_FORMS": 0}

    page = client.post(reverse("admin:awards_award_add"), form).text

    assert "Another organizer does that." in page
    assert not category.awards.exists()


def test_one_does_not_propose_oneself(client, edition):
    user = organizer_of(edition)
    client.force_login(user)
    category = AwardCategoryFactory(workshop=edition)
    form = {"category": category.pk, "person": user.person.pk, "position": 1}
    form |= {"shares-TOTAL_FORMS": 0, "shares-INITIAL_FORMS": 0}

    page = client.post(reverse("admin:awards_award_add"), form).text

    assert "That is you: another organizer proposes it." in page
    assert not category.awards.exists()


@pytest.mark.parametrize(("verb", "given"), [("decide", {}), ("vacate", {"reason": "None was good."}), ("undo", {})])
def test_what_needs_to_know_who_wins_is_left_to_others(client, author, verb, given):
    award = won_by(author.paper)
    if verb != "undo":
        award.undo(by=None)
    before = AwardCategory.objects.values().get()

    page = do(client, award.category, verb, **given)

    assert "Another organizer does that." in page
    assert AwardCategory.objects.values().get() == before


def test_an_own_paper_that_was_proposed_against_the_rules_is_not_decided(client, author):
    award = AwardFactory(category=AwardCategoryFactory(workshop=author.paper.workshop), paper=author.paper)

    page = do(client, award.category, "decide")

    award.refresh_from_db()
    assert "Another organizer does that." in page
    assert award.status == "proposed"


def test_announcing_names_no_winner_to_who_may_not_know(client, author):
    award = won_by(author.paper)

    asked = ask(client, award.category, "announce")
    do(client, award.category, "announce")

    assert "Who wins is not shown to you" in asked
    assert author.paper.title not in asked
    assert Award.objects.public().get() == award


def test_what_stands_in_the_way_names_no_paper_to_who_may_not_know(client, author):
    award = won_by(author.paper)
    award.paper.announced_at = in_a_day()
    award.paper.save()

    page = do(client, award.category, "announce", at_0="", at_1="")

    assert "Something stands in the way." in page
    assert f"Paper {author.paper.number} is not public" not in page


def test_unsettled_shares_are_not_counted_for_who_may_not_know(client, author):
    """Their number is that of the authors."""
    award = won_by(author.paper, paid=True)

    page = ask(client, award.category, "close")

    assert "Something stands in the way." in page
    assert "Shares of the prize that are not settled" not in page


def test_the_history_of_a_category_gives_no_reasons_to_who_may_not_know(client, author):
    award = AwardFactory(category=open_to_organizers(author.paper.workshop), paper=author.paper)
    award.decide(by=None, reason="Paper 7 was the clearest.")
    history = reverse("admin:awards_awardcategory_history", args=[award.category_id])

    kept = client.get(history).text
    client.force_login(organizer_of(award.workshop))

    assert "Paper 7 was the clearest." not in kept
    assert "Paper 7 was the clearest." in client.get(history).text


def test_candidates_are_not_counted_for_who_may_not_know(client, author):
    CandidateFactory(category__workshop=author.paper.workshop, paper=author.paper)

    board = client.get(reverse("admin:awards_board", args=[author.paper.workshop.slug])).text

    assert "on the shortlist" not in board


@pytest.mark.parametrize("eligibility", Eligibility.values)
@pytest.mark.parametrize("can_win", [True, False])
def test_whom_a_category_concerns_is_whose_paper_it_can_honour(author, eligibility, can_win):
    """The rule in SQL and the rule of one category say the same."""
    category = open_to_organizers(author.paper.workshop, eligibility=eligibility, eligible_kind="oral")
    category.chosen_papers.set([author.paper] if can_win else [])
    if not can_win:
        author.paper.authorships.update(is_student=False)
        undecided = {"status": "submitted", "announced_at": None} if eligibility == "all" else {}
        type(author.paper).objects.update(kind="poster", **undecided)

    assert category.eligible_papers().by(author.person).exists() is can_win
    assert category.concerns(author) is can_win


def test_a_declared_conflict_concerns_too(edition):
    user = organizer_of(edition)
    candidate = CandidateFactory(category__workshop=edition)
    member = CommitteeMemberFactory(workshop=edition, person=user.person)
    member.answer(candidate, "", by=user)
    assert not AwardCategory.objects.concerning(user).exists()

    member.answer(candidate, "family", by=user)

    assert AwardCategory.objects.concerning(user).get() == candidate.category


def test_a_paper_that_may_stand_in_awards_is_not_deleted(client, author):
    type(author.paper).objects.update(announced_at=None)

    assert client.get(reverse("admin:papers_paper_delete", args=[author.paper.pk])).status_code == 403


def test_the_page_before_a_deletion_names_nothing_that_is_kept_back(client, author):
    won_by(author.paper, paid=True)
    author.is_superuser = True
    author.save()

    page = client.get(reverse("admin:accounts_person_delete", args=[author.person.pk]))

    assert page.status_code == 403
    assert "share of the prize" not in page.text


def test_who_has_a_paper_that_can_win_does_not_change_who_can(client, author):
    award = won_by(author.paper)
    page = reverse("admin:awards_awardcategory_change", args=[award.category_id])

    form = client.get(page).context["adminform"].form

    assert "description" in form.fields
    assert not {"eligibility", "eligible_kind", "chosen_papers", "organizers_can_win"} & set(form.fields)


@pytest.mark.parametrize("is_own", [True, False])
def test_what_excludes_another_award_tells_nothing(client, author, is_own):
    """That a paper cannot win here would say that it has won there."""
    edition = author.paper.workshop
    rival = PaperFactory(workshop=edition, public=True, kind="poster")
    won_by(author.paper if is_own else rival, exclusive_group="best")
    here = AwardCategoryFactory(
        workshop=edition, exclusive_group="best", eligibility=Eligibility.KIND, eligible_kind="poster"
    )
    award = AwardFactory(category=here, paper=rival)

    page = do(client, award, "decide")

    assert "Another organizer does that" in page
    assert not here.awards.decided().exists()


@pytest.mark.parametrize("verb", ["withdraw", "reject", "reconsider"])
def test_ones_own_paper_is_not_taken_out_of_the_running_to_see_who_wins(client, author, verb):
    won_by(author.paper)

    client.post(reverse("admin:papers_paper_verb", args=[author.paper.pk, verb]), {})

    author.paper.refresh_from_db()
    assert author.paper.status == "accepted"


def test_what_decides_whether_ones_own_paper_can_win_is_not_edited_meanwhile(client, author):
    award = won_by(author.paper)
    page = reverse("admin:papers_paper_change", args=[author.paper.pk])
    kept = client.get(page).context

    award.category.announce(by=None)
    later = client.get(page).context

    assert "kind" not in kept["adminform"].form.fields
    assert len(kept["inline_admin_formsets"]) == 1
    assert "kind" in later["adminform"].form.fields
    assert len(later["inline_admin_formsets"]) == 2


# -- What a fund tells ----------------------------------------------------------------------------

FUNDS = "/desk/awards/fund/"


@pytest.mark.parametrize("page", ["/desk/awards/awardcategory/board/{}/", "/desk/?edition={}", FUNDS])
def test_the_sums_of_a_fund_are_kept_from_whom_a_hidden_prize_of_it_concerns(client, author, page):
    award = won_by(author.paper, paid=True, prize=1234, name="Best")
    Fund.objects.update(amount=5000)

    kept = client.get(page.format(award.workshop.slug)).text
    client.force_login(organizer_of(award.workshop))
    told = client.get(page.format(award.workshop.slug)).text

    assert "Available once “Best” is announced." in kept
    assert "$3,766" not in kept
    assert "$3,766" in told
    assert "Available once" not in told


def test_the_sums_of_a_fund_are_told_once_its_prizes_are_public(client, author):
    award = won_by(author.paper, paid=True, prize=1234)
    Fund.objects.update(amount=5000)

    award.category.announce(by=None)

    assert "$3,766" in client.get(FUNDS).text


def test_another_prize_is_set_aside_without_the_sums_of_a_fund_that_one_must_not_know(client, author):
    fund = won_by(author.paper, paid=True, prize=1234, name="Best").category.fund
    rest = AwardCategoryFactory(workshop=fund.workshop, fund=fund, prize=1, eligibility="chosen")

    page = ask(client, AwardFactory(category=rest), "decide")

    assert f"is set aside in the fund “{fund.name}”." in page
    assert "left." not in page


@pytest.mark.parametrize(("amount", "kept"), [("4999", 5000), ("5001", 5001)])
def test_how_much_is_promised_is_not_found_out_by_lowering_a_fund(client, author, amount, kept):
    fund = won_by(author.paper, paid=True, prize=1234, name="Best").category.fund
    Fund.objects.update(amount=5000)

    page = save(client, fund, amount=amount, **{"rules-TOTAL_FORMS": 0, "rules-INITIAL_FORMS": 0})

    fund.refresh_from_db()
    assert fund.amount == kept
    assert ("Nothing is taken out of this fund before" in page.text) == (kept == 5000)
