import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.claims import claim_person
from accounts.models import Affiliation, Person, PersonEmail, User
from awards.models import PrizeShare
from awards.models.offer import Offer
from tests.factories import (
    AffiliationFactory,
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    CandidateFactory,
    GrantProgrammeFactory,
    PaperFactory,
    PersonFactory,
    RoleFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)

pytestmark = pytest.mark.django_db


def with_address(email, *, verified):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=email, verified=verified)
    return user


def test_a_proven_address_links_the_account_to_its_person():
    person = PersonFactory(email="tian@example.org")
    user = with_address("tian@example.org", verified=True)

    claim_person(user)

    person.refresh_from_db()
    assert person.user == user
    assert person.history.latest().user_id == user.pk


def test_an_unproven_address_links_nothing():
    person = PersonFactory(email="tian@example.org")

    claim_person(with_address("tian@example.org", verified=False))

    person.refresh_from_db()
    assert person.user is None


def test_a_claimed_person_stays_with_their_account():
    first = UserFactory()
    person = PersonFactory(email="tian@example.org", user=first)

    claim_person(with_address("tian@example.org", verified=True))

    person.refresh_from_db()
    assert person.user == first


def test_addresses_of_two_people_are_not_decided_by_a_guess():
    PersonFactory(email="a@example.org")
    PersonFactory(email="b@example.org")
    user = with_address("a@example.org", verified=True)
    EmailAddress.objects.create(user=user, email="b@example.org", verified=True)

    claim_person(user)

    assert not Person.objects.of(user).exists()


def test_letter_case_of_an_address_does_not_matter():
    person = PersonFactory(email="Tian@Example.org")
    user = with_address("tian@example.org", verified=True)

    claim_person(user)

    assert Person.objects.of(user).get() == person


def test_an_address_belongs_to_one_person():
    PersonFactory(email="a@example.org")

    with pytest.raises(IntegrityError):
        PersonEmail.objects.create(person=PersonFactory(), email="A@EXAMPLE.ORG")


@pytest.mark.parametrize(
    ("again", "sentence"),
    [
        (lambda: PersonEmail(person=PersonFactory(), email="A@example.org"), "belongs to another person"),
        (lambda: Affiliation(name="university of care"), "with this name already"),
        (lambda: Person(name="B", orcid="0000-0002-1825-0097"), "has this ORCID"),
        (lambda: Person(name="B", orcid="12"), "An ORCID looks like"),
        (lambda: Affiliation(name="B", ror_id="nonsense"), "A ROR id looks like"),
    ],
)
def test_what_exists_already_is_refused_with_a_sentence(again, sentence):
    PersonFactory(email="a@example.org", orcid="0000-0002-1825-0097")
    AffiliationFactory(name="University of Care")

    with pytest.raises(ValidationError) as refusal:
        again().full_clean()

    assert sentence in str(refusal.value)


def test_one_account_per_address_whatever_its_case():
    UserFactory(email="a@example.org")

    with pytest.raises(IntegrityError):
        User.objects.create(email="A@example.org")


def test_nobody_is_public_until_something_with_them_is():
    on_a_submitted_paper = AuthorshipFactory().person
    in_a_draft = RoleFactory(workshop__status="draft").person
    on_a_public_paper = AuthorshipFactory(paper__status="accepted", paper__announced_at="2021-03-26T00:00Z").person
    speaker = RoleFactory().person

    public = set(Person.objects.public())

    assert public == {on_a_public_paper, speaker}
    assert not public & {on_a_submitted_paper, in_a_draft}


def test_organizers_manage_whoever_appears_in_their_editions():
    mine, other = WorkshopFactory(), WorkshopFactory()
    user = organizer_of(mine)
    author = AuthorshipFactory(paper__workshop=mine).person
    stranger = AuthorshipFactory(paper__workshop=other).person

    managed = set(Person.objects.managed_by(user))

    assert author in managed
    assert stranger not in managed


def test_addresses_are_for_those_who_manage_the_whole_person():
    mine, other = WorkshopFactory(), WorkshopFactory()
    user = organizer_of(mine)
    author = AuthorshipFactory(paper__workshop=mine).person
    traveller = AuthorshipFactory(paper__workshop=mine).person
    RoleFactory(workshop=other, person=traveller, kind="organizer")

    assert author.is_wholly_managed_by(user)
    assert not traveller.is_wholly_managed_by(user)


def with_a_share(edition, person):
    award = AwardFactory(category=AwardCategoryFactory(workshop=edition, paid=True))
    authorship = AuthorshipFactory(paper=award.paper, person=person)
    award.decide(by=None)
    authorship.delete()


def with_an_offer(edition, person):
    Offer.objects.create(programme=GrantProgrammeFactory(workshop=edition), person=person, printed_name="Ada")


def with_a_nomination(edition, person):
    candidate = CandidateFactory(category__workshop=edition)
    candidate.nominations.create(nominator=person, kind="reviewer")


@pytest.mark.parametrize("bind", [with_a_share, with_an_offer, with_a_nomination])
def test_what_is_ones_own_elsewhere_keeps_addresses_from_others(bind):
    mine, other = WorkshopFactory(), WorkshopFactory()
    user = organizer_of(mine)
    person = AuthorshipFactory(paper__workshop=mine).person
    bind(mine, person)
    before = person.is_wholly_managed_by(user), Person.objects.wholly_managed_by(user).contains(person)

    bind(other, person)

    after = person.is_wholly_managed_by(user), Person.objects.wholly_managed_by(user).contains(person)
    assert (before, after) == ((True, True), (False, False))


@pytest.mark.parametrize("bind", [with_a_share, with_an_offer, with_a_nomination])
def test_what_is_ones_own_somewhere_makes_nobody_manage_a_person(bind):
    edition, person = WorkshopFactory(), PersonFactory()

    bind(edition, person)

    assert not Person.objects.managed_by(organizer_of(edition)).contains(person)


def test_a_share_that_is_kept_from_an_organizer_tells_nothing_by_an_address():
    edition = WorkshopFactory()
    user = organizer_of(edition)
    AuthorshipFactory(paper=PaperFactory(workshop=edition, public=True), person=user.person)
    award = AwardFactory(category=AwardCategoryFactory(workshop=edition, paid=True, organizers_can_win=True))
    winner = AuthorshipFactory(paper=award.paper).person

    award.decide(by=None)

    assert not PrizeShare.objects.managed_by(user).exists()
    assert winner.is_wholly_managed_by(user)


def test_an_anonymous_visitor_manages_nobody_and_is_nobody():
    PersonFactory()
    RoleFactory(kind="organizer")

    assert not Person.objects.managed_by(AnonymousUser()).exists()
    assert not Person.objects.of(AnonymousUser()).exists()
