"""Through which doors grants are read: public, told to their recipient, managed, waiting for something."""

from django.db import transaction
from django.db.models import Q

from awards import emails
from awards.models.award import keys_of
from awards.models.code import RegistrationCode
from awards.models.grant_states import ENDED, HELD, TAKEN, GrantStatus
from awards.models.offer import Offer
from awards.models.own import PromisedQuerySet
from awards.models.programme import GrantProgramme
from notifications.models import Message, with_keys


class GrantQuerySet(PromisedQuerySet):
    def proposed(self):
        return self.filter(status=GrantStatus.PROPOSED)

    def given(self):
        """Somebody has it, or had it."""
        return self.filter(status__in=HELD)

    def promised(self):
        """Somebody has it, had it, or may take it."""
        return self.filter(status__in={GrantStatus.OFFERED, *HELD})

    def lasting(self):
        """All but those that ended before anybody had anything of them."""
        return self.exclude(status__in=ENDED)

    def announced(self):
        return self.given().filter(programme__in=GrantProgramme.objects.public())

    def public(self):
        """Announced, and the person agreed to be named, or the call said that everybody is."""
        return self.announced().filter(Q(consents_to_be_named=True) | Q(programme__naming="all"))

    def told_to(self, user):
        """The user's own ones that are announced, or of which a letter has left, also if they ended since."""
        letters = Message.objects.sent().filter(kind=emails.GRANT_GIVEN, recipient__in=keys_of(user))
        offered = Offer.objects.told_to(user).values("pk")
        return with_keys(self).filter(
            Q(pk__in=self.model.objects.announced().values("pk"))
            | Q(status__in=TAKEN, key__in=letters.values("about"))
            | Q(status__in=TAKEN, offer__in=offered),
            person__user=user.pk,
        )

    def known(self):
        """Whose recipients know of them: announced, accepted by themselves, or told by a letter that has left."""
        letters = Message.objects.sent().filter(kind=emails.GRANT_GIVEN)
        is_told = Q(offer__isnull=False) | Q(key__in=letters.values("about"))
        return with_keys(self.given()).filter(is_told | Q(programme__in=GrantProgramme.objects.public()))

    def visible_to(self, user):
        """What is public, and the user's own grants as far as they were announced or told."""
        own = self.model.objects.told_to(user).given()
        return self.filter(Q(pk__in=self.model.objects.public().values("pk")) | Q(pk__in=own.values("pk")))

    # -- Registrations ----------------------------------------------------------------------------

    def having(self, kind):
        """Who has a benefit of this kind and has not received it yet."""
        return self.filter(status=GrantStatus.GIVEN, benefit__kind=kind)

    def without_a_code(self):
        return self.having("registration").exclude(codes__status="assigned")

    def waiting_for_a_code(self):
        """Whose name was handed over needs none."""
        return self.without_a_code().filter(handed_over_at=None)

    @transaction.atomic
    def give_codes(self):
        """One to each who waits, the oldest first, as far as there are some; how many got one."""
        there = RegistrationCode.objects.free().values("benefit")
        waiting = self.waiting_for_a_code().filter(benefit__in=there).select_for_update(of=("self",)).order_by("pk")
        return sum(RegistrationCode.objects.assign(grant) is not None for grant in waiting)
