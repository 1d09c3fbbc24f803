"""What is typed about awards at the desk: rules, proposals, members, reasons, parts of a prize."""

from decimal import Decimal

import pytest
from django.urls import reverse

from awards import money
from awards.models import Award, AwardCategory, AwardStatus, Fund
from notifications.models import Message
from tests.desk.pages import ask, decided, do, save
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    CandidateFactory,
    CommitteeMemberFactory,
    FundFactory,
    PaperFactory,
    PersonFactory,
    UserFactory,
    organizer_of,
)
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db


# -- The category's form --------------------------------------------------------------------------


def test_papers_are_chosen_among_the_accepted_of_the_edition(client, edition):
    category = AwardCategoryFactory(workshop=edition)
    accepted = PaperFactory(workshop=edition, public=True)
    PaperFactory(workshop=edition)
    PaperFactory(public=True)

    page = client.get(reverse("admin:awards_awardcategory_change", args=[category.pk]))

    assert list(page.context["adminform"].form.fields["chosen_papers"].queryset) == [accepted]


def test_a_category_to_which_something_happened_is_not_deleted(client, edition):
    untouched, nominated = AwardCategoryFactory.create_batch(2, workshop=edition)
    CandidateFactory(category=nominated)

    for category in (untouched, nominated):
        client.post(reverse("admin:awards_awardcategory_delete", args=[category.pk]), {"post": "yes"})

    assert list(edition.award_categories.all()) == [nominated]


@pytest.mark.parametrize(
    ("field", "number", "sentence"),
    [
        ("prize", "10000000", "A prize is at most 9,999,999.99."),
        ("hours_before", "32768", "32767"),
        ("hours_before", "9223372036854775807", "32767"),
    ],
)
def test_a_number_beyond_what_can_be_kept_is_refused_beside_its_field(client, edition, field, number, sentence):
    category = AwardCategoryFactory(workshop=edition, fund=FundFactory(workshop=edition, amount=10**8))

    form = save(client, category, **{field: number}).context["adminform"].form

    assert list(form.errors) == [field]
    assert sentence in str(form.errors)


def test_the_largest_prize_is_shared_out(client, edition):
    award = decided(edition, prize=money.MOST, fund=FundFactory(workshop=edition, amount=10**7))

    amounts = {share.amount for share in award.shares.all()}

    assert amounts == {Decimal("5000000.00"), Decimal("4999999.99")}


@pytest.mark.parametrize("field", ["fund", "chosen_papers"])
def test_a_forged_key_longer_than_any_is_a_bad_request_or_no_choice(client, edition, field):
    category = AwardCategoryFactory(workshop=edition)

    response = save(client, category, **{field: "9" * 20})

    assert response.status_code == 400 or field in response.context["adminform"].form.errors
    assert not AwardCategory.objects.exclude(fund=None).exists()


# -- Proposals ------------------------------------------------------------------------------------


def propose(client, category, **winner):
    form = {"category": category.pk, "position": 1, "shares-TOTAL_FORMS": 0, "shares-INITIAL_FORMS": 0}
    form |= {name: thing.pk for name, thing in winner.items()}
    return client.post(reverse("admin:awards_award_add"), form, follow=True).text


def test_an_organizer_proposes_where_nobody_votes(client, edition):
    category = AwardCategoryFactory(workshop=edition)
    paper = PaperFactory(workshop=edition, public=True)

    propose(client, category, paper=paper)

    assert category.awards.proposed().get().paper == paper


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"ballot": "ranking"}, "Only the chair of the committee may do that"),
        ({"eligibility": "chosen"}, "This paper cannot win"),
        ({"status": "cancelled"}, "is cancelled; nobody is proposed for it now."),
    ],
)
def test_a_proposal_against_the_rules_is_refused(client, edition, rules, sentence):
    category = AwardCategoryFactory(workshop=edition, **rules)

    page = propose(client, category, paper=PaperFactory(workshop=edition, public=True))

    assert sentence in page
    assert not category.awards.exists()


# -- The committee --------------------------------------------------------------------------------


def test_a_member_is_invited_by_a_mail_that_is_shown_before(client, edition):
    person = PersonFactory(email="bea@example.org")
    member = CommitteeMemberFactory(workshop=edition, status="added", person=person)

    asked = ask(client, member, "invite")
    do(client, member, "invite")

    member.refresh_from_db()
    assert "bea@example.org" in asked
    assert member.status == "invited"
    assert Message.objects.get().to == "bea@example.org"


def test_who_was_invited_stays_on_record(client, edition):
    added, invited = (CommitteeMemberFactory(workshop=edition, status=status) for status in ("added", "invited"))

    for member in (added, invited):
        client.post(reverse("admin:awards_committeemember_delete", args=[member.pk]), {"post": "yes"})

    assert list(edition.award_committee.all()) == [invited]


# -- Rescinding -----------------------------------------------------------------------------------


@pytest.fixture
def announced(edition):
    award = decided(edition, paid=True)
    award.category.announce(by=None)
    return Award.objects.get(pk=award.pk)


def test_rescinding_takes_two_people(client, edition, announced):
    do(client, announced, "ask_to_rescind", reason="The data was made up.")
    alone = do(client, announced, "rescind")
    announced.refresh_from_db()
    after_one = announced.status

    client.force_login(organizer_of(edition))
    asked = ask(client, announced, "rescind")
    do(client, announced, "rescind")

    announced.refresh_from_db()
    assert "You asked for it: another organizer has to agree." in alone
    assert "with this reason: “The data was made up.”" in asked
    assert "Shares that are not paid yet and end: 2." in asked
    assert (after_one, announced.status) == (AwardStatus.DECIDED, AwardStatus.RESCINDED)


def test_the_question_to_rescind_can_be_answered_with_no(client, edition, announced):
    do(client, announced, "ask_to_rescind", reason="The data was made up.")

    do(client, announced, "keep", reason="It was not.")

    announced.refresh_from_db()
    assert (announced.status, announced.rescission_reason) == (AwardStatus.DECIDED, "")


def test_winners_do_not_judge_their_own_award(client, edition, announced):
    user = organizer_of(edition)
    AuthorshipFactory(paper=announced.paper, person=user.person, position=9)
    announced.ask_to_rescind(by=None, reason="x")
    Award.objects.update(rescission_asked_by=UserFactory())
    client.force_login(user)

    for verb in ("rescind", "keep", "divide"):
        assert "This is your own award: another organizer does that." in do(client, announced, verb)

    assert not Move.objects.about(announced).filter(verb__in=["rescind", "keep"]).exists()


# -- Dividing -------------------------------------------------------------------------------------


def parts(award, *amounts, note="All authors agree."):
    given = {f"share_{share.pk}": amount for share, amount in zip(award.shares.all(), amounts, strict=True)}
    return {**given, "note": note}


def test_a_prize_is_divided_otherwise_with_a_note(client, edition):
    award = decided(edition, paid=True)

    do(client, award, "divide", **parts(award, "700.01", "299.99"))

    assert [share.amount for share in award.shares.all()] == [Decimal("700.01"), Decimal("299.99")]
    assert {share.note for share in award.shares.all()} == {"All authors agree."}


@pytest.mark.parametrize(
    ("amounts", "note", "sentence"),
    [
        (("700", "299.99"), "x", "The parts add up to $999.99, the prize is $1,000."),
        (("700.005", "299.995"), "x", "Nothing smaller than 0.01 USD can be paid."),
        (("1100", "-100"), "x", "greater than or equal to 0"),
        (("700", "300"), "", "This field is required."),
        (("700", "300"), "to DE89 3704 0044 0532 0130 00", "Laurel keeps none."),
        (("much", "300"), "x", "Enter a number."),
        (("9" * 60, "0"), "x", "no more than 10 digits"),
    ],
)
def test_parts_that_cannot_be_are_refused_beside_their_field(client, edition, amounts, note, sentence):
    award = decided(edition, paid=True)

    page = do(client, award, "divide", **parts(award, *amounts, note=note))

    assert sentence in page
    assert {share.amount for share in award.shares.all()} == {Decimal(500)}


def test_a_fund_is_deleted_only_while_nothing_draws_on_it(client, edition):
    used = AwardCategoryFactory(workshop=edition, paid=True).fund
    free = FundFactory(workshop=edition)

    answers = [
        client.post(reverse("admin:awards_fund_delete", args=[fund.pk]), {"post": "yes"}).status_code
        for fund in (used, free)
    ]

    assert answers == [403, 302]
    assert list(Fund.objects.all()) == [used]


@pytest.mark.parametrize("is_own", [True, False])
def test_a_programme_that_is_added_gives_nothing_from_a_fund_of_another_edition(client, edition, is_own):
    fund = FundFactory(units=True, **({"workshop": edition} if is_own else {}))
    client.force_login(organizer_of(*{edition, fund.workshop}))
    inlines = ("benefits", "rules", "questions", "criteria", "referees")
    given = {f"{name}-{of}_FORMS": 0 for name in inlines for of in ("TOTAL", "INITIAL")}
    given |= {"workshop": edition.pk, "name": "Boats", "naming": "consent", "promotion": "itself", "order": 0}
    given |= {"days_to_answer": 9, "lead_days": 9, "reviews_each": 2, "benefits-TOTAL_FORMS": 1}
    given |= {f"benefits-0-{name}": value for name, value in benefit_of(fund).items()}

    answer = client.post(reverse("admin:awards_grantprogramme_add"), given)

    assert ("This fund belongs to another edition." in answer.text) == (not is_own)
    assert edition.grant_programmes.exists() == is_own


def benefit_of(fund):
    return {"kind": "registration", "fund": fund.pk, "usual": 1, "order": 0}
