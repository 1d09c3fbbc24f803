"""Rows for tests. A factory's row is plain: a past, published edition, a submitted paper, nothing announced."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.canaries import canary

PAST = datetime(2021, 5, 7, 16, tzinfo=UTC)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = "accounts.User"
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    password = factory.django.Password("a long enough password")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = "accounts.Person"
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Ada Person-{n}")

    @factory.post_generation
    def email(self, create, address, **_):
        if address:
            self.emails.create(email=address)


class AffiliationFactory(DjangoModelFactory):
    class Meta:
        model = "accounts.Affiliation"

    name = factory.Sequence(lambda n: f"University {n}")


class WorkshopFactory(DjangoModelFactory):
    class Meta:
        model = "workshops.Workshop"

    name = factory.Sequence(lambda n: f"Workshop on Care, number {n}")
    short_name = factory.Sequence(lambda n: f"Care {n}")
    slug = factory.Sequence(lambda n: f"care-{n}")
    starts_at = PAST
    ends_at = PAST + timedelta(hours=9)
    status = "published"


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = "workshops.Role"

    workshop = factory.SubFactory(WorkshopFactory)
    person = factory.SubFactory(PersonFactory)
    kind = "speaker"
    printed_name = factory.SelfAttribute("person.name")


class SponsorFactory(DjangoModelFactory):
    class Meta:
        model = "workshops.Sponsor"

    name = factory.Sequence(lambda n: f"Sponsor {n}")


class SlotFactory(DjangoModelFactory):
    class Meta:
        model = "workshops.Slot"

    workshop = factory.SubFactory(WorkshopFactory)
    title = factory.Sequence(lambda n: f"Slot {n}")
    starts_at = PAST


class PaperFactory(DjangoModelFactory):
    class Meta:
        model = "papers.Paper"

    class Params:
        public = factory.Trait(status="accepted", announced_at=PAST - timedelta(days=40))

    workshop = factory.SubFactory(WorkshopFactory)
    number = factory.Sequence(lambda n: n)
    title = factory.Sequence(lambda n: f"On the care of models, part {n}")


class AuthorshipFactory(DjangoModelFactory):
    class Meta:
        model = "papers.Authorship"

    paper = factory.SubFactory(PaperFactory)
    person = factory.SubFactory(PersonFactory)
    position = factory.Sequence(lambda n: n + 1)
    printed_name = factory.SelfAttribute("person.name")


class FundFactory(DjangoModelFactory):
    class Meta:
        model = "awards.Fund"

    class Params:
        units = factory.Trait(kind="units", currency="", unit="registration", amount=Decimal(25))

    workshop = factory.SubFactory(WorkshopFactory)
    name = factory.Sequence(lambda n: f"Fund {n}")
    kind = "cash"
    currency = "USD"
    amount = Decimal(1500)


class AwardCategoryFactory(DjangoModelFactory):
    class Meta:
        model = "awards.AwardCategory"

    class Params:
        paid = factory.Trait(
            prize=Decimal(1000),
            fund=factory.SubFactory(FundFactory, workshop=factory.SelfAttribute("..workshop")),
        )

    workshop = factory.SubFactory(WorkshopFactory)
    name = factory.Sequence(lambda n: f"Best paper {n}")


class AwardFactory(DjangoModelFactory):
    """Proposed; ``decide`` it where the test needs that."""

    class Meta:
        model = "awards.Award"

    category = factory.SubFactory(AwardCategoryFactory)
    paper = factory.SubFactory(PaperFactory, public=True, workshop=factory.SelfAttribute("..category.workshop"))


class GrantProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = "awards.GrantProgramme"

    workshop = factory.SubFactory(WorkshopFactory)
    name = factory.Sequence(lambda n: f"Travel awards {n}")


class BenefitFactory(DjangoModelFactory):
    """Registrations, of a fund that has 25."""

    class Meta:
        model = "awards.Benefit"

    class Params:
        cash = factory.Trait(
            kind="cash",
            usual=Decimal(500),
            fund=factory.SubFactory(FundFactory, workshop=factory.SelfAttribute("..programme.workshop")),
        )

    programme = factory.SubFactory(GrantProgrammeFactory)
    fund = factory.SubFactory(FundFactory, units=True, workshop=factory.SelfAttribute("..programme.workshop"))


class GrantFactory(DjangoModelFactory):
    """Proposed, of a benefit of its own unless the test shares one."""

    class Meta:
        model = "awards.Grant"

    benefit = factory.SubFactory(BenefitFactory)
    programme = factory.SelfAttribute("benefit.programme")
    person = factory.SubFactory(PersonFactory)
    printed_name = factory.SelfAttribute("person.name")
    consents_to_be_named = True


class ApplicationFactory(DjangoModelFactory):
    """Submitted in time to a call that is closed, as one snapshot."""

    class Meta:
        model = "awards.Application"
        skip_postgeneration_save = True

    programme = factory.SubFactory(
        GrantProgrammeFactory, opens_at=PAST - timedelta(days=90), closes_at=PAST - timedelta(days=60)
    )
    person = factory.SubFactory(PersonFactory)
    printed_name = factory.SelfAttribute("person.name")
    country = "KE"
    stage = "phd"
    motivation = factory.LazyFunction(lambda: f"I would like to come. {canary('motivation')}")
    advisor = factory.LazyFunction(lambda: canary("advisor"))
    status = "submitted"
    submitted_at = PAST - timedelta(days=70)

    @factory.post_generation
    def answers(self, create, texts, **_):
        """By question."""
        for question, text in (texts or {}).items():
            self.answers.create(question=question, text=text)
        if self.submitted_at:
            self.revisions.create(number=1, at=self.submitted_at, data=self.snapshot())


class CodeFactory(DjangoModelFactory):
    """Free."""

    class Meta:
        model = "awards.RegistrationCode"

    benefit = factory.SubFactory(BenefitFactory)
    code = factory.LazyFunction(lambda: canary("code"))


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = "awards.Question"

    programme = factory.SubFactory(GrantProgrammeFactory)
    text = factory.Sequence(lambda n: f"Question {n}?")


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = "awards.Criterion"

    programme = factory.SubFactory(GrantProgrammeFactory)
    name = factory.Sequence(lambda n: f"Criterion {n}")


class RefereeFactory(DjangoModelFactory):
    """With an account."""

    class Meta:
        model = "awards.Referee"

    programme = factory.SubFactory(GrantProgrammeFactory)
    person = factory.SubFactory(PersonFactory, user=factory.SubFactory(UserFactory))


class CommitteeMemberFactory(DjangoModelFactory):
    """Accepted, with an account."""

    class Meta:
        model = "awards.CommitteeMember"

    workshop = factory.SubFactory(WorkshopFactory)
    person = factory.SubFactory(PersonFactory, user=factory.SubFactory(UserFactory))
    printed_name = factory.SelfAttribute("person.name")
    status = "accepted"


class CandidateFactory(DjangoModelFactory):
    class Meta:
        model = "awards.Candidate"

    class Params:
        shortlisted = factory.Trait(status="shortlisted")

    category = factory.SubFactory(AwardCategoryFactory, ballot="approval", status="open")
    paper = factory.SubFactory(PaperFactory, public=True, workshop=factory.SelfAttribute("..category.workshop"))


def committee_of(category, *seats):
    """An accepted member for each of ``seats``, who has said of every candidate that there is no conflict."""
    members = [CommitteeMemberFactory(workshop=category.workshop, seat=seat) for seat in seats]
    for member in members:
        for candidate in category.candidates.all():
            member.answer(candidate, "", by=member.person.user)
    return members


class ImportantDateFactory(DjangoModelFactory):
    class Meta:
        model = "workshops.ImportantDate"

    workshop = factory.SubFactory(WorkshopFactory)
    name = factory.Sequence(lambda n: f"Deadline {n}")
    at = PAST


class MailingFactory(DjangoModelFactory):
    """A draft to the authors of accepted papers."""

    class Meta:
        model = "workshops.Mailing"

    workshop = factory.SubFactory(WorkshopFactory)
    name = factory.Sequence(lambda n: f"Camera ready {n}")
    audience = "authors"
    each = "thing"
    subject = "{edition}: paper {paper_number}"
    body = "Dear {name},\n\nplease bring **{paper_title}**."


class EventTextFactory(DjangoModelFactory):
    class Meta:
        model = "workshops.EventText"

    workshop = factory.SubFactory(WorkshopFactory)
    event = "application_received"
    subject = "{short_name}: it is here"
    body = "Dear {name},\n\nwe have it: {programme}."


def organizer_of(*workshops):
    """A user who organizes exactly these editions."""
    user = UserFactory()
    person = PersonFactory(user=user)
    for workshop in workshops:
        RoleFactory(workshop=workshop, person=person, kind="organizer")
    return user


def in_a_day():
    return timezone.now() + timedelta(days=1)
