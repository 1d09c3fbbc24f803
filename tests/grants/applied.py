"""A call that is open, and somebody in front of its page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from awards.models import Application
from tests.canaries import canary
from tests.factories import BenefitFactory, GrantProgrammeFactory, PersonFactory, UserFactory, WorkshopFactory

DAY = timedelta(days=1)


def call(**programme):
    """A programme with one benefit whose call is open for a day yet."""
    now = timezone.now()
    programme.setdefault("workshop", WorkshopFactory(starts_at=now + 200 * DAY, ends_at=None))
    made = GrantProgrammeFactory(**{"opens_at": now - DAY, "closes_at": now + DAY, **programme})
    BenefitFactory(programme=made)
    return made


def somebody(name="Ada Bay"):
    user = UserFactory()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    PersonFactory(name=name, email=user.email, user=user)
    return user


class Applicant:
    """Signed in, in front of the page of a programme."""

    def __init__(self, client, programme, user=None):
        self.client, self.programme, self.user = client, programme, user or somebody()
        self.url = reverse("awards:apply", args=[programme.workshop.slug, programme.pk])
        self.benefit = programme.benefits.get()
        client.force_login(self.user)

    @property
    def application(self):
        return Application.objects.get(programme=self.programme, person__user=self.user)

    def reads(self):
        return self.client.get(self.url).text

    def sheet(self, **given):
        whole = {
            "printed_name": "Ada Bay",
            "country": "KE",
            "stage": "phd",
            "motivation": f"I would like to come. {canary('motivation')}",
            f"benefit-{self.benefit.pk}-amount": "on",
        }
        return whole | given

    def saves(self, **given):
        return self.client.post(self.url, given | {"save": ""})

    def submits(self, **given):
        return self.client.post(self.url, self.sheet(**given) | {"submit": ""})

    def withdraws(self):
        return self.client.post(f"{self.url}withdraw/")
