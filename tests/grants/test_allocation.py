"""The board: planned and looked at as often as one likes; offered as previewed, all of it or nothing."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.allocation.obstacles import with_obstacles
from awards.models import Application, Finding, Fund, Grant, GrantRule, Offer, OnePer, Plan, RuleKind
from awards.models.entitlement import hinders_person
from awards.models.offering import offer
from awards.models.screening import screen
from notifications.models import Message
from tests.factories import (
    AffiliationFactory,
    ApplicationFactory,
    AuthorshipFactory,
    BenefitFactory,
    GrantFactory,
    PersonFactory,
    RoleFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.grants.reviewed import programme_with, scored
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db


class Desk:
    """The board of a programme that gives cash, in front of one of its organizers."""

    def __init__(self, client, benefit):
        self.client, self.benefit, self.programme = client, benefit, benefit.programme
        self.user = organizer_of(benefit.workshop)
        client.force_login(self.user)

    def address(self, page="allocation"):
        return reverse(f"admin:awards_grantprogramme_{page}", args=[self.programme.pk])

    def reads(self, page="allocation"):
        return self.client.get(self.address(page))

    def types(self, button, amounts, *, page=1, **more):
        """``amounts`` is by application."""
        given = {f"amount-{each.person_id}-{self.benefit.pk}": amount for each, amount in amounts.items()}
        return self.client.post(f"{self.address()}?page={page}", {"sheet": "1", button: "", **given, **more})

    def presses(self, **more):
        """What the page of offering has, sent back as it stands."""
        page = self.reads("offering").text
        names = ("digest", "respond_by_0", "respond_by_1")
        shown = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in names}
        return self.client.post(self.address("offering"), shown | {"offer": ""} | more)

    @property
    def planned(self):
        grants = Grant.objects.filter(offer__status="planned").order_by("pk")
        return list(grants.values_list("printed_name", "amount", "status"))


@pytest.fixture
def desk(client):
    edition = WorkshopFactory(starts_at=timezone.now() + timedelta(days=200), ends_at=None)
    programme = programme_with(workshop=edition)
    return Desk(client, BenefitFactory(cash=True, programme=programme, fund__amount=1000))


def apply(desk, name="Ada Bay", email="", **application):
    made = ApplicationFactory(programme=desk.programme, person=PersonFactory(name=name, email=email), **application)
    made.requests.create(benefit=desk.benefit, amount=700)
    return made


# -- What is shown ------------------------------------------------------------------------------------


def test_applicants_stand_by_rank_with_score_spread_and_what_they_ask_for(desk):
    ada, ivy = apply(desk), apply(desk, "Ivy Elm")
    scored(ada, 2)
    scored(ivy, 5)
    scored(ivy, 4)

    page = desk.reads().text

    assert page.index("Ivy Elm") < page.index("Ada Bay")
    assert "4.50" in page
    assert "2 reviews, 1.00 apart" in page
    assert "$700" in page


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("400", "$0 committed, $400 planned of $1,000 free. $600 would stay free."),
        ("1250.50", "$0 committed, $1,250.50 planned of $1,000 free. The plan exceeds it by $250.50."),
    ],
)
def test_a_bar_says_what_a_plan_leaves_or_by_how_much_it_exceeds(desk, amount, words):
    desk.types("look", {apply(desk): amount})

    page = re.sub(r"<[^>]+>|\s+", " ", desk.reads().text)

    assert words in re.sub(r" +", " ", page)


def test_looking_changes_nothing_that_others_see(client, desk):
    ada = apply(desk)

    desk.types("look", {ada: "400"})
    client.force_login(organizer_of(desk.programme.workshop))

    assert not Offer.objects.exists()
    assert (
        f'name="amount-{ada.person_id}-{desk.benefit.pk}" id="amount-{ada.person_id}-{desk.benefit.pk}" value=""'
        in (desk.reads().text)
    )


def test_amounts_of_other_pages_stay(desk):
    people = [apply(desk, f"Author {number}") for number in range(51)]

    desk.types("turn", {people[0]: "300"}, turn="2")
    desk.types("make", {people[50]: "200"}, page=2)

    assert desk.planned == [("Author 0", 300, "proposed"), ("Author 50", 200, "proposed")]


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("many", "Enter a number."),
        ("-5", "greater than or equal to 0"),
        ("1e9", "no more than"),
        ("NaN", "Enter a number."),
        ("0.001", "no more than 2 decimal"),
        ("901", "Nobody has more than $900 of this."),
    ],
)
def test_bad_amounts_get_a_sentence_beside_them(desk, amount, sentence):
    desk.benefit.most = 900
    desk.benefit.save()

    answer = desk.types("make", {apply(desk): amount})

    assert answer.status_code == 400
    assert sentence in answer.text
    assert f'value="{amount}"' in answer.text
    assert desk.planned == []


# -- Obstacles ----------------------------------------------------------------------------------------


def rule(desk, kind, *, of_fund=False, **more):
    whose = {"fund": desk.benefit.fund} if of_fund else {"programme": desk.programme}
    return GrantRule.objects.create(kind=kind, **whose, **more)


def write_paper(*people, workshop, institution=None, **authorship):
    first = AuthorshipFactory(person=people[0], paper__workshop=workshop, paper__status="accepted", **authorship)
    rest = [AuthorshipFactory(person=each, paper=first.paper, **authorship) for each in people[1:]]
    for each in [first, *rest] if institution else []:
        each.affiliations.add(institution)


def various(desk):
    """Applicants for whom other rules hold each."""
    here = desk.programme.workshop
    people = [apply(desk, f"Author {number}", country="", stage="postdoc") for number in range(8)]
    write_paper(people[1].person, workshop=here)
    write_paper(people[2].person, workshop=here, is_presenter=True, is_student=True)
    GrantFactory(
        person=people[3].person,
        status="given",
        benefit__programme__workshop__starts_at=timezone.now(),
        benefit__programme__workshop__ends_at=None,
    )
    RoleFactory(workshop=here, person=people[4].person, kind="organizer")
    write_paper(people[5].person, people[6].person, workshop=here, institution=AffiliationFactory())
    GrantFactory(benefit=desk.benefit, person=people[6].person, status="given")
    Application.objects.filter(pk=people[1].pk).update(country="KE", stage="phd")
    Application.objects.filter(pk=people[2].pk).update(country="DE")


@pytest.mark.parametrize("one_per", OnePer.values)
@pytest.mark.parametrize("kind", RuleKind.values)
@pytest.mark.parametrize("of_fund", [True, False])
def test_many_are_hindered_by_what_hinders_each(desk, one_per, kind, of_fund):
    desk.programme.one_per = one_per
    desk.programme.save()
    various(desk)
    made = rule(desk, kind, of_fund=of_fund, countries="KE" if kind == "country" else "", years=3)
    screen(Application.objects.get(printed_name="Author 7"), made, Finding.WAIVED, reason="A visit.", by=None)
    applications = desk.programme.applications.all()

    found = with_obstacles(desk.programme, applications)

    for each in applications:
        benefit = type(desk.benefit).objects.get(pk=desk.benefit.pk)
        assert [str(obstacle) for obstacle in found[each.pk].obstacles] == [
            str(sentence) for sentence in hinders_person(benefit, each.person, each.printed_name)
        ]


def test_what_stands_in_the_way_stands_at_the_person(desk):
    apply(desk, stage="postdoc")
    rule(desk, "student", of_fund=True)

    assert f"The fund “{desk.benefit.fund}” is not for Ada Bay: student." in desk.reads().text


# -- Plans --------------------------------------------------------------------------------------------


def test_a_plan_is_saved_opened_compared_and_deleted(desk):
    ada = apply(desk)
    desk.types("save", {ada: "400"}, name="Careful")
    desk.types("save", {ada: "1200"}, name="Generous")
    careful, generous = Plan.objects.order_by("pk").exclude(name__startswith="@")

    page = desk.reads().text
    desk.client.post(desk.address(), {"open": careful.pk})
    opened = desk.reads().text
    desk.client.post(desk.address(), {"delete": generous.pk})

    assert "$200 too much" in page
    assert 'value="400"' in opened
    assert "Generous" not in re.sub(r"(?s)<ul class=\"messagelist.*?</ul>", "", desk.reads().text)
    assert Plan.objects.filter(name="Careful").exists()


@pytest.mark.parametrize(("name", "sentence"), [("", "blank"), ("@1", "does not begin with @"), ("Careful", "already")])
def test_a_name_that_will_not_do_gets_a_sentence(desk, name, sentence):
    Plan.objects.create(programme=desk.programme, name="Careful")

    answer = desk.types("save", {apply(desk): "400"}, name=name)

    assert answer.status_code == 400
    assert sentence in answer.text


@pytest.mark.parametrize("button", ["open", "delete"])
def test_a_plan_of_another_programme_and_the_typing_of_another_organizer_are_not_found(desk, button):
    elsewhere = Plan.objects.create(programme=programme_with(), name="Elsewhere")
    typed = Plan.objects.create(programme=desk.programme, name=f"@{UserFactory().pk}")

    for pk in (elsewhere.pk, typed.pk, 987654, "x"):
        assert desk.client.post(desk.address(), {button: pk}).status_code == 404
    assert Plan.objects.count() == 2


def test_the_plan_is_planned_offers_with_proposed_grants_and_prefills_the_board(desk):
    desk.types("make", {apply(desk): "400"})

    assert desk.planned == [("Ada Bay", 400, "proposed")]
    assert not Plan.objects.exists()
    assert 'value="400"' in desk.reads().text
    assert not Message.objects.exists()


def test_who_is_out_of_the_plan_is_planned_no_more_and_amounts_follow(desk):
    ada, ivy = apply(desk), apply(desk, "Ivy Elm")
    desk.types("make", {ada: "400", ivy: "300"})

    desk.types("make", {ada: "", ivy: "250"})

    assert desk.planned == [("Ivy Elm", 250, "proposed")]


def test_who_is_planned_without_an_application_stays_planned(desk):
    person = PersonFactory(name="Invited Guest")
    guest = Offer.objects.create(programme=desk.programme, person=person, printed_name="Invited Guest")
    GrantFactory(benefit=desk.benefit, person=person, offer=guest)

    desk.types("make", {apply(desk): "400"})

    assert {name for name, *_rest in desk.planned} == {"Invited Guest", "Ada Bay"}


def test_a_plan_beyond_the_budget_is_shown_and_not_offered(desk):
    desk.types("make", {apply(desk): "1001"})

    page = desk.reads("offering").text

    assert "The plan exceeds it by $1." in page
    assert "lacks $1 for this" in page
    assert 'name="offer"' not in page
    assert desk.presses().status_code == 200
    assert not Offer.objects.open().exists()


def test_the_chosen_are_put_on_the_waitlist_by_rank(desk):
    ada, ivy = apply(desk), apply(desk, "Ivy Elm")
    scored(ivy, 5)

    desk.types("wait", {ada: "400", ivy: "300"}, ticked=[ada.person_id, ivy.person_id])

    waiting = Offer.objects.waitlisted().values_list("printed_name", "grants__amount")
    assert list(waiting) == [("Ivy Elm", 300), ("Ada Bay", 400)]
    assert "$300: on the waitlist, place 1" in desk.reads().text


@pytest.mark.parametrize(("ticked", "sentence"), [(False, "Tick first"), (True, "Say first what they would get: Ada")])
def test_nobody_waits_for_nothing(desk, ticked, sentence):
    ada = apply(desk)

    answer = desk.types("wait", {ada: ""}, ticked=[ada.person_id] if ticked else [])

    assert answer.status_code == 400
    assert sentence in answer.text
    assert not Offer.objects.exists()


# -- Offering -----------------------------------------------------------------------------------------


def test_the_preview_says_exactly_what_happens_and_does_nothing(desk):
    desk.types("offer", {apply(desk, email="ada@example.org"): "400", apply(desk, "Ivy Elm"): "300"})

    page = desk.reads("offering").text

    assert "$700 planned of $1,000 free" in page
    assert "To ada@example.org" in page
    assert "/offers/…/" in page
    assert "Ivy Elm has no address and gets no mail." in page
    assert not Offer.objects.exists()
    assert not Message.objects.exists()
    assert not Move.objects.filter(verb__in=["plan", "offer"]).exists()


def test_check_30_the_board_offers_what_it_previewed_or_nothing(desk):
    ada, ivy = apply(desk, email="ada@example.org"), apply(desk, "Ivy Elm")
    desk.types("offer", {ada: "400", ivy: "300"})

    answer = desk.presses()

    assert answer.status_code == 302
    offered = Offer.objects.open().order_by("pk").values_list("printed_name", "grants__amount", "grants__status")
    assert list(offered) == [("Ada Bay", 400, "offered"), ("Ivy Elm", 300, "offered")]
    assert [letter.to for letter in Message.objects.filter(kind="grant_offered")] == ["ada@example.org"]
    assert Fund.objects.get(pk=desk.benefit.fund_id).free == Decimal(300)


def less_money(desk, ada):
    Fund.objects.filter(pk=desk.benefit.fund_id).update(amount=900)


def another_amount(desk, ada):
    desk.types("look", {ada: "500"})


def another_person(desk, ada):
    desk.types("look", {apply(desk, "Ivy Elm"): "100"})


def a_withdrawal(desk, ada):
    ada.withdraw(by=None)


def a_rule(desk, ada):
    rule(desk, "presenter")


def an_address(desk, ada):
    ada.person.emails.create(email="new@example.org")


@pytest.mark.parametrize("change", [less_money, another_amount, another_person, a_withdrawal, a_rule, an_address])
def test_check_30_nothing_is_offered_that_was_not_previewed(desk, change):
    ada, other = apply(desk), apply(desk, "Zoe Oak")
    desk.types("offer", {ada: "400", other: "100"})
    page = desk.reads("offering").text
    digest = re.search(r'name="digest" value="(\w+)"', page)[1]

    change(desk, ada)
    answer = desk.presses(digest=digest)

    assert "Something has changed meanwhile." in answer.text
    assert not Offer.objects.open().exists()


def test_another_moment_is_looked_at_before_it_is_offered(desk):
    desk.types("offer", {apply(desk): "400"})

    answer = desk.presses(respond_by_0=f"{timezone.now() + timedelta(days=3):%Y-%m-%d}")

    assert "Something has changed meanwhile." in answer.text
    assert not Offer.objects.exists()


@pytest.mark.parametrize("moment", [{"respond_by_0": "2020-01-01"}, {"respond_by_0": ""}, {"respond_by_0": "x"}])
def test_a_moment_that_will_not_do_gets_a_sentence(desk, moment):
    desk.types("offer", {apply(desk): "400"})

    answer = desk.presses(**moment)

    assert answer.status_code == 400
    assert "errorlist" in answer.text
    assert not Offer.objects.exists()


def test_check_29_a_restricted_fund_refuses_at_the_person_with_the_reason(desk):
    rule(desk, "student", of_fund=True)
    desk.types("offer", {apply(desk, stage="postdoc"): "400", apply(desk, "Ivy Elm", stage="phd"): "300"})

    page = desk.reads("offering").text
    desk.presses()

    row = re.search(r"(?s)<tr><th scope=\"row\">Ada Bay</th>.*?</tr>", page)[0]
    assert f"The fund “{desk.benefit.fund}” is not for Ada Bay: student." in row
    assert "In the way" in page
    assert 'name="offer"' not in page
    assert not Offer.objects.open().exists()


def test_two_of_one_paper_are_not_offered_at_once_where_there_is_one_for_each(desk):
    desk.programme.one_per = OnePer.PAPER
    desk.programme.save()
    ada, ivy = apply(desk), apply(desk, "Ivy Elm")
    write_paper(ada.person, ivy.person, workshop=desk.programme.workshop)
    desk.types("offer", {ada: "400", ivy: "300"})

    page = desk.reads("offering").text

    assert "Ivy Elm has a grant for a paper that Ada Bay wrote, too." in page
    assert 'name="offer"' not in page


def test_who_has_an_offer_already_is_shown_so_and_not_planned(desk):
    ada = apply(desk)
    desk.types("make", {ada: "400"})
    offer(list(Offer.objects.planned()), respond_by=timezone.now() + timedelta(days=3), by=None)

    desk.types("make", {ada: "500"})

    assert "$400: waiting for an answer" in desk.reads().text
    assert desk.planned == []


def test_who_declined_can_be_planned_again(desk):
    ada = apply(desk)
    desk.types("make", {ada: "400"})
    offer(list(Offer.objects.planned()), respond_by=timezone.now() + timedelta(days=3), by=None)
    Offer.objects.get().decline(by=None)

    desk.types("make", {ada: "200"})

    assert desk.planned == [("Ada Bay", 200, "proposed")]


# -- Who may, and what it costs -----------------------------------------------------------------------


@pytest.mark.parametrize("page", ["allocation", "offering", "reviewing"])
def test_organizers_elsewhere_find_nothing(desk, page):
    desk.client.force_login(organizer_of(WorkshopFactory()))

    assert desk.reads(page).status_code == 404
    assert desk.client.post(desk.address(page), {"offer": ""}).status_code == 404


def test_the_programme_leads_to_the_board(desk):
    page = desk.client.get(reverse("admin:awards_grantprogramme_change", args=[desk.programme.pk])).text

    assert f'href="{desk.address()}"' in page


@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_board_costs_the_same_however_many_applied(desk, django_assert_num_queries, count):
    for number in range(count):
        scored(apply(desk, f"Author {number}"), 3)
    for kind in RuleKind:
        rule(desk, kind, of_fund=True, countries="KE" if kind == "country" else "")
    desk.types("save", {}, name="Careful")

    with django_assert_num_queries(11):
        desk.reads()
