"""What a website brings besides its papers: each noun compared, written, taken back."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Likeness, Person
from awards.models import Award, AwardCategory, Fund, Grant, PrizeShare
from config.imports import actions
from papers.importers.rows import (
    AwardRow,
    DateRow,
    EditionRow,
    PageRow,
    Place,
    RecipientRow,
    RoleRow,
    SlotRow,
    SponsorRow,
)
from papers.models import Paper, Presentation
from tests.factories import BenefitFactory, GrantFactory, GrantProgrammeFactory, WorkshopFactory
from tests.imports.rows import applied, author, bring, line, paper, verdicts
from workshops.models import Appearance, ImportantDate, Page, Role, Slot, Sponsorship, Workshop

pytestmark = pytest.mark.django_db

AT = Place("index.md", 3)
ADA, IVY = author("Ada Bay", "Laurel"), author("Ivy Elm", "Elm")
NINE = datetime(2021, 5, 7, 9, tzinfo=UTC)


@pytest.fixture
def edition():
    return WorkshopFactory(name="Care", host_conference="")


def site(into, /, *papers, **rest):
    return applied(into, *papers, source="site", **rest)


def award(name="Best Paper", **fields):
    return AwardRow(AT, name, **fields)


def test_facts_of_the_edition_fill_what_is_empty_and_change_nothing_typed(edition):
    batch = site(edition, edition=EditionRow(AT, name="Careful care", host_conference="ICLR 2021", mode="virtual"))

    edition.refresh_from_db()
    assert (edition.name, edition.host_conference, edition.mode) == ("Care", "ICLR 2021", "virtual")
    assert verdicts(batch, "edition") == ["conflict"]


def test_a_date_that_moved_on_the_site_moves(edition):
    site(edition, dates=[DateRow(AT, "Submission deadline", NINE)])

    site(edition, dates=[DateRow(AT, "Submission Deadline", NINE.replace(day=9), extended_from=NINE)])

    date = ImportantDate.objects.get()
    assert (date.at.day, date.extended_from, date.name) == (9, NINE, "Submission Deadline")


def test_a_sponsor_comes_once(edition):
    rows = [SponsorRow(AT, "Open Laurel", "https://laurel.example", "Prizes")]
    site(edition, sponsors=rows)

    batch = site(edition, sponsors=rows)

    assert verdicts(batch, "sponsor") == ["unchanged"]
    assert Sponsorship.objects.get().sponsor.name == "Open Laurel"


def test_a_page_comes_hidden_and_under_an_address_that_is_free(edition):
    site(edition, pages=[PageRow(AT, "Schedule of buses", "schedule", "By bus.")])

    page = Page.objects.get()
    assert (page.slug, page.announced_at) == ("schedule-page", None)


def test_a_role_of_an_author_with_the_same_affiliation_is_theirs(edition):
    site(edition, paper("Leaves", ADA), roles=[RoleRow(AT, "organizer", "ADA BAY", "Laurel", "https://ada.example")])

    assert Role.objects.get().person == Paper.objects.get().authorships.get().person
    assert Role.objects.get().homepage == "https://ada.example"


def test_roles_a_second_time_change_nothing(edition):
    roles = [RoleRow(AT, "committee", "Ada Bay", "Laurel"), RoleRow(AT, "speaker", "Ada Bay", "Laurel")]
    site(edition, roles=roles)

    batch = site(edition, roles=roles)

    assert verdicts(batch, "role") == ["unchanged", "unchanged"]
    assert (Role.objects.count(), Person.objects.count()) == (2, 1)


def test_a_slot_comes_with_its_session_its_speakers_and_its_papers(edition):
    slot = SlotRow(
        AT, NINE, "Contributed talk", "contributed_talk", session="Session 1", speakers=["Ada Bay"], papers=["leaves"]
    )

    site(edition, paper("Leaves", ADA), roles=[RoleRow(AT, "speaker", "Ada Bay", "Laurel")], slots=[slot])

    made = Slot.objects.get()
    assert (made.session.title, Presentation.objects.get().slot) == ("Session 1", made)
    assert Appearance.objects.get().person == Role.objects.get().person


def test_a_break_that_moved_is_the_same_break(edition):
    site(edition, slots=[SlotRow(AT, NINE, "Break"), SlotRow(AT, NINE.replace(hour=12), "Break")])

    site(edition, slots=[SlotRow(AT, NINE, "Break"), SlotRow(AT, NINE.replace(hour=13), "Break")])

    assert [slot.starts_at.hour for slot in Slot.objects.all()] == [9, 13]


def test_a_presentation_of_an_unknown_title_is_said(edition):
    batch = site(edition, slots=[SlotRow(AT, NINE, "Talk", papers=["Never written"])])

    assert line(batch, noun="presentation").reason == "No paper has this title."


def test_an_award_goes_to_the_paper_that_is_there_with_its_prize_from_a_fund(edition):
    rows = [award(paper_title="leaves", amount="1000", currency="USD")]

    site(edition, paper("Leaves", ADA, IVY), awards=rows, sponsors=[SponsorRow(AT, "Open Laurel")])

    won = Award.objects.get()
    assert (won.paper.title, won.status, won.category.announced_at) == ("Leaves", "decided", None)
    assert (Fund.objects.get().amount, Fund.objects.get().sponsor.name) == (Decimal(1000), "Open Laurel")
    assert sum(share.amount for share in PrizeShare.objects.all()) == Decimal(1000)
    assert Paper.objects.count() == 1


def test_awards_a_second_time_change_nothing(edition):
    rows = [award(paper_title="Leaves", amount="1000", currency="USD")]
    site(edition, paper("Leaves", ADA), awards=rows)

    batch = site(edition, paper("Leaves", ADA), awards=rows)

    assert verdicts(batch, "award") == ["unchanged"]
    assert (AwardCategory.objects.count(), Fund.objects.count()) == (1, 1)


def test_a_winner_that_is_decided_here_otherwise_stays(edition):
    site(edition, paper("Leaves", ADA), paper("Roots", IVY), awards=[award(paper_title="Leaves")])

    batch = site(edition, awards=[award(paper_title="Roots")])

    assert verdicts(batch, "award") == ["conflict"]
    assert Award.objects.get().paper.title == "Leaves"


def test_an_award_for_no_known_paper_makes_no_paper(edition):
    batch = site(edition, awards=[award(paper_title="Never written")])

    assert verdicts(batch, "award") == ["doubt"]
    assert not AwardCategory.objects.exists()


def test_an_award_for_a_person_goes_to_the_person_of_that_name(edition):
    site(edition, paper("Leaves", ADA), awards=[award("Reviewer award", person_name="Ada Bay")])

    assert Award.objects.get().person == Paper.objects.get().authorships.get().person


def recipients(*names, **rest):
    return [RecipientRow(AT, "Travel awards", name, **rest) for name in names]


def test_a_recipient_printed_exactly_as_an_author_is_that_author(edition):
    site(edition, paper("Leaves", ADA, IVY), recipients=recipients("Ada Bay"), grant_benefit="registration")

    grant = Grant.objects.get()
    assert (grant.person.name, grant.status, grant.benefit_text) == ("Ada Bay", "given", "1 × registration")


def test_a_recipient_with_another_affiliation_is_linked_and_it_is_said(edition):
    batch = site(edition, paper("Leaves", ADA), recipients=recipients("Ada Bay", affiliation="Pine"))

    assert line(batch, noun="grant").reason == "The list says Pine, the papers Laurel."
    assert Grant.objects.get().printed_affiliation == "Pine"


@pytest.mark.parametrize("name", ["ADA BAY", "Ada B. Bay", "Bay Ada"])
def test_a_recipient_who_is_printed_otherwise_is_asked_and_never_a_new_person(edition, name):
    batch = site(edition, paper("Leaves", ADA, IVY), recipients=recipients(name, affiliation="Laurel"))

    asked = line(batch, noun="grant")
    assert (asked.verdict, asked.options[0][1]) == ("question", "Ada Bay (Laurel)")
    assert (Grant.objects.count(), Person.objects.count()) == (0, 2)


def test_a_surname_alone_proposes_nobody(edition):
    batch = site(edition, paper("Leaves", ADA), recipients=recipients("Olga Bay"))

    assert [value for value, _words in line(batch, noun="grant").options] == ["new", "out"]


def test_what_stays_open_waits_as_an_import_of_its_own(edition):
    site(edition, paper("Leaves", ADA), recipients=recipients("Ada B. Bay"))

    rest = edition.imports.get(status="ready")
    asked = line(rest, noun="grant")
    actions.choose(rest, {asked.key: asked.options[0][0]}, by=None)
    actions.apply(rest, by=None)

    assert Grant.objects.get().person.name == "Ada Bay"
    assert not edition.imports.filter(status="ready").exists()


def test_somebody_who_is_not_known_may_be_a_recipient_if_a_person_says_so(edition):
    batch = bring(edition, paper("Leaves", ADA), recipients=recipients("Olga Pine"), source="site")

    actions.choose(batch, {line(batch, noun="grant").key: "new"}, by=None)
    actions.apply(batch, by=None)

    assert Grant.objects.get().person.name == "Olga Pine"


def test_recipients_a_second_time_change_nothing(edition):
    site(edition, paper("Leaves", ADA), recipients=recipients("Ada Bay"))

    batch = site(edition, paper("Leaves", ADA), recipients=recipients("Ada Bay"))

    assert verdicts(batch, "grant") == ["unchanged"]


def test_a_whole_site_is_taken_back(edition):
    before = list(Workshop.objects.values())
    batch = site(
        edition,
        paper("Leaves", ADA, IVY),
        edition=EditionRow(AT, host_conference="ICLR 2021"),
        dates=[DateRow(AT, "Deadline", NINE)],
        roles=[RoleRow(AT, "speaker", "Ida Fir", "Fir")],
        slots=[SlotRow(AT, NINE, "Talk", session="One", speakers=["Ida Fir"], papers=["Leaves"])],
        sponsors=[SponsorRow(AT, "Open Laurel")],
        pages=[PageRow(AT, "Call", "call", "Write.")],
        awards=[award(paper_title="Leaves", amount="10.01", currency="EUR")],
        recipients=recipients("Ada Bay"),
    )

    actions.take_back(batch, by=None)

    assert list(Workshop.objects.values()) == before
    assert not any(
        model.objects.exists()
        for model in (Paper, Person, Role, Slot, Page, ImportantDate, Sponsorship, Fund, Award, Grant, Likeness)
    )


def test_of_two_people_of_one_name_no_recipient_is_chosen(edition):
    roles = [RoleRow(AT, "organizer", "Ada Bay", "Pine")]

    batch = site(edition, paper("Leaves", ADA), roles=roles, recipients=recipients("Ada Bay"))

    assert line(batch, noun="grant").verdict == "question"
    assert not Grant.objects.exists()


LONG = "A" * 301


@pytest.mark.parametrize(
    ("noun", "rows", "sentence"),
    [
        ("role", {"roles": [RoleRow(AT, "speaker", LONG)]}, "at most 200 characters"),
        ("role", {"roles": [RoleRow(AT, "speaker", "Ada Bay", LONG)]}, "at most 300 characters"),
        ("role", {"roles": [RoleRow(AT, "gardener", "Ada Bay")]}, "is not a valid choice"),
        ("role", {"roles": [RoleRow(AT, "speaker", "Ada Bay", homepage="no address")]}, "Enter a valid URL"),
        ("date", {"dates": [DateRow(AT, LONG, NINE)]}, "at most 120 characters"),
        ("date", {"dates": [DateRow(AT, "Deadline", NINE, time_zone="Mars")]}, "is not a time zone"),
        ("date", {"dates": [DateRow(AT, "Deadline", NINE, extended_from=NINE)]}, "lies after the new one"),
        ("slot", {"slots": [SlotRow(AT, NINE, LONG)]}, "at most 300 characters"),
        ("slot", {"slots": [SlotRow(AT, NINE, "")]}, "cannot be blank"),
        ("slot", {"slots": [SlotRow(AT, NINE, "Talk", ends_at=NINE)]}, "The end lies before the start."),
        ("slot", {"slots": [SlotRow(AT, NINE, "Talk", speakers=[LONG])]}, "at most 200 characters"),
        ("sponsor", {"sponsors": [SponsorRow(AT, LONG)]}, "at most 200 characters"),
        ("page", {"pages": [PageRow(AT, "Call", "no slug", "Write.")]}, "Enter a valid “slug”"),
        ("award", {"awards": [award(LONG, paper_title="Leaves")]}, "at most 120 characters"),
        ("award", {"awards": [award(paper_title="Leaves", amount="9" * 12)]}, "no more than 10 digits"),
        ("award", {"awards": [award(paper_title="Leaves", amount="5", currency="BAY")]}, "is not a currency"),
        ("grant", {"recipients": [RecipientRow(AT, "Travel awards", LONG)]}, "at most 200 characters"),
        ("edition", {"edition": EditionRow(AT, starts_at=NINE, ends_at=NINE)}, "The end lies before the start."),
        ("edition", {"edition": EditionRow(AT, mode="by bus")}, "is not a valid choice"),
    ],
)
def test_a_row_that_does_not_fit_is_an_error_and_stops_no_other(edition, noun, rows, sentence):
    batch = site(edition, paper("Leaves", ADA), **rows)

    assert sentence in line(batch, noun=noun, verdict="error").reason
    assert (batch.status, Paper.objects.count()) == ("applied", 1)


def test_two_winners_of_one_award_are_two(edition):
    rows = [
        award("Outstanding paper", paper_title=title, amount="100", currency="USD") for title in ("Leaves", "Roots")
    ]

    site(edition, paper("Leaves", ADA), paper("Roots", IVY), awards=[*rows, rows[0]])

    assert (AwardCategory.objects.get().max_awards, Award.objects.count()) == (2, 2)
    assert Fund.objects.get().free == 0


@pytest.mark.parametrize("here", [{"programme__announced_at": NINE}, {"fund__amount": 0}])
def test_a_programme_that_is_settled_or_empty_gets_no_recipient(edition, here):
    BenefitFactory(programme__workshop=edition, programme__name="Travel awards", **here)

    batch = site(edition, paper("Leaves", ADA), recipients=recipients("Ada Bay"))

    assert verdicts(batch, "grant") == ["conflict"]
    assert not Grant.objects.exists()


def test_a_recipient_listed_twice_gets_one_grant(edition):
    batch = site(
        edition, paper("Leaves", ADA), recipients=recipients("Ada Bay") + recipients("Ada Bay", affiliation="Pine")
    )

    assert sorted(verdicts(batch, "grant")) == ["ignored", "new"]
    assert Grant.objects.count() == 1


def test_an_answer_is_not_asked_for_again(edition):
    site(edition, paper("Leaves", ADA), recipients=recipients("Ada B. Bay"))
    rest = edition.imports.get(status="ready")
    asked = line(rest, noun="grant")
    actions.choose(rest, {asked.key: asked.options[0][0]}, by=None)
    actions.apply(rest, by=None)

    again = bring(edition, paper("Leaves", ADA), recipients=recipients("Ada B. Bay"), source="site")

    assert verdicts(again, "grant") == ["unchanged"]


def test_a_recipient_left_out_once_stays_out(edition):
    batch = bring(edition, paper("Leaves", ADA), recipients=recipients("Ada Bay"), source="site")
    actions.choose(batch, {line(batch, noun="grant").key: "out"}, by=None)
    actions.apply(batch, by=None)

    again = applied(edition, paper("Leaves", ADA), recipients=recipients("Ada Bay"), source="site")

    assert verdicts(again, "grant") == ["ignored"]
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    ("noun", "rows", "model"),
    [
        ("role", {"roles": [RoleRow(AT, "speaker", "Ada Bay", "Laurel")]}, Role),
        ("date", {"dates": [DateRow(AT, "Deadline", NINE)]}, ImportantDate),
        ("slot", {"slots": [SlotRow(AT, NINE, "Break")]}, Slot),
        ("award", {"awards": [award(paper_title="Leaves")]}, Award),
        ("grant", {"recipients": [RecipientRow(AT, "Travel awards", "Ada Bay")]}, Grant),
        ("paper", {}, Paper),
    ],
)
def test_what_was_removed_by_hand_does_not_come_back(edition, noun, rows, model):
    site(edition, paper("Leaves", ADA), **rows)
    model.objects.all().delete()

    again = site(edition, paper("Leaves", ADA), **rows)

    assert verdicts(again, noun) == ["ignored"]
    assert not model.objects.exists()


def test_what_was_removed_by_hand_comes_back_if_somebody_ticks_it(edition):
    rows = {"dates": [DateRow(AT, "Deadline", NINE)]}
    site(edition, **rows)
    ImportantDate.objects.all().delete()
    batch = bring(edition, source="site", **rows)

    actions.choose(batch, {line(batch, noun="date").key: "in"}, by=None)
    actions.apply(batch, by=None)

    assert ImportantDate.objects.get().name == "Deadline"


def test_a_date_of_another_zone_is_taken_back(edition):
    at = NINE.astimezone(ZoneInfo("Etc/GMT+12"))
    site(edition, dates=[DateRow(AT, "Deadline", at)])
    batch = site(edition, dates=[DateRow(AT, "Deadline", at + timedelta(days=2))])

    actions.take_back(batch, by=None)

    assert ImportantDate.objects.get().at == NINE


def test_what_every_edition_has_by_itself_is_no_difference(edition):
    said = {"edition": EditionRow(AT, time_zone="UTC", mode="in_person")}

    assert verdicts(bring(edition, source="site", **said), "edition") == ["unchanged"]


def test_a_recipient_typed_by_hand_is_asked_for_by_nobody(edition):
    site(edition, paper("Leaves", ADA))
    person = Paper.objects.get().authorships.get().person
    programme = GrantProgrammeFactory(workshop=edition, name="Travel awards")
    GrantFactory(benefit__programme=programme, person=person, printed_name="Adda Bay")

    batch = site(edition, recipients=recipients("Adda Bay"))

    assert verdicts(batch, "grant") == ["unchanged"]
