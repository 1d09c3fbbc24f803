from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Affiliation, Person
from awards import emails
from awards.models.category import AwardCategory
from notifications import outbox
from notifications.models import Message
from workshops.lifecycle import IllegalMove, Lifecycle, record
from workshops.models import Workshop
from workshops.models.workshop import PartQuerySet


class Seat(models.TextChoices):
    CHAIR = "chair", gettext_lazy("chair")
    DEPUTY = "deputy", gettext_lazy("deputy chair")
    MEMBER = "member", gettext_lazy("member")
    OBSERVER = "observer", gettext_lazy("observer, without a vote")


class MemberStatus(models.TextChoices):
    ADDED = "added", gettext_lazy("not invited yet")
    INVITED = "invited", gettext_lazy("invited")
    ACCEPTED = "accepted", gettext_lazy("accepted")
    DECLINED = "declined", gettext_lazy("declined")


class CommitteeMemberQuerySet(PartQuerySet):
    def serving(self):
        """Whose term has not ended."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))

    def seated(self):
        return self.serving().filter(status=MemberStatus.ACCEPTED)

    def invited(self):
        return self.serving().filter(status=MemberStatus.INVITED)

    def admitted(self):
        """Who comes into the committee's room: there is a seat, or an invitation to answer."""
        return self.serving().filter(status__in=[MemberStatus.INVITED, MemberStatus.ACCEPTED])

    def voting(self):
        return self.exclude(seat=Seat.OBSERVER)

    def leading(self):
        return self.filter(seat__in=[Seat.CHAIR, Seat.DEPUTY])

    def of(self, user):
        return self.filter(person__in=Person.objects.of(user))

    def public(self):
        """Who is thanked: the committee of an edition, once something that it voted on is announced."""
        thanked = AwardCategory.objects.public().voted_on().values("workshop")
        return super().public().voting().filter(status=MemberStatus.ACCEPTED, workshop__in=thanked)


@Person.appears_in
@Affiliation.printed_on("printed_affiliation", "affiliation", edition="workshop")
class CommitteeMember(Lifecycle):
    """A person's seat on the award committee of an edition. What they may see is decided for each candidate."""

    MOVES = {
        MemberStatus.ADDED: {MemberStatus.INVITED},
        MemberStatus.INVITED: {MemberStatus.ACCEPTED, MemberStatus.DECLINED},
        MemberStatus.ACCEPTED: set(),
        MemberStatus.DECLINED: {MemberStatus.INVITED},
    }

    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="award_committee", verbose_name=gettext_lazy("edition")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="committee_seats", verbose_name=gettext_lazy("person")
    )
    seat = models.CharField(gettext_lazy("seat"), max_length=10, choices=Seat, default=Seat.MEMBER)
    printed_name = models.CharField(gettext_lazy("printed name"), max_length=200)
    printed_affiliation = models.CharField(gettext_lazy("printed affiliation"), max_length=300, blank=True)
    affiliation = models.ForeignKey(
        Affiliation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="committee_seats",
        verbose_name=gettext_lazy("affiliation"),
    )
    ends_on = models.DateField(
        gettext_lazy("until"), null=True, blank=True, help_text=gettext_lazy("The last day of the term.")
    )
    status = models.CharField(
        gettext_lazy("status"), max_length=10, choices=MemberStatus, default=MemberStatus.ADDED, editable=False
    )

    history = HistoricalRecords()
    objects = CommitteeMemberQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = gettext_lazy("member of the award committee")
        verbose_name_plural = gettext_lazy("award committee")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "person"],
                name="committee_member_once",
                violation_error_message=gettext_lazy("This person has a seat already."),
            ),
            models.CheckConstraint(
                name="committee_member_seat_is_known",
                condition=Q(seat__in=Seat),
                violation_error_message=gettext_lazy("There is no such seat."),
            ),
            models.CheckConstraint(
                name="committee_member_status_is_known",
                condition=Q(status__in=MemberStatus),
                violation_error_message=gettext_lazy("There is no such status."),
            ),
        ]

    def __str__(self):
        return f"{self.printed_name}, {self.get_seat_display()}"

    @property
    def place(self):
        return f"{self.get_seat_display()}, {self.workshop}"

    @property
    def votes(self):
        return self.seat != Seat.OBSERVER

    def clean(self):
        before = self.pk and type(self).objects.filter(pk=self.pk).first()
        if before and before.votes != self.votes and self._is_voting():
            raise ValidationError(
                {"seat": _("A vote is under way. Who reads the votes of the others casts none, and the reverse.")}
            )

    def _is_voting(self):
        return AwardCategory.objects.filter(workshop=self.workshop_id, status="voting").exists()

    # -- Invitation -------------------------------------------------------------------------------

    def letters(self):
        """The invitation that is still to be posted; a declined one may be repeated."""
        version = 1 + Message.objects.filter(kind=emails.COMMITTEE_INVITED).about(self).count()
        invited = self.status in {MemberStatus.INVITED, MemberStatus.ACCEPTED}
        return [] if invited or not self.person.email else [emails.committee_invited(self, version=version)]

    def unreached(self):
        return [] if self.person.email else [self.printed_name]

    @transaction.atomic
    def invite(self, *, by):
        letters = self.letters()
        if not letters and not self.person.email:
            raise IllegalMove(_("There is no address of %s. Note one on the person first.") % self.printed_name)
        self._become(MemberStatus.INVITED, verb="invite", by=by)
        return outbox.post(letters, by=by)

    def accept(self, *, by):
        self._become(MemberStatus.ACCEPTED, verb="accept", by=by)

    def decline(self, *, by, reason=""):
        self._become(MemberStatus.DECLINED, verb="decline", by=by, reason=reason)

    # -- Conflicts --------------------------------------------------------------------------------

    def is_author_of(self, paper):
        return paper.authorships.filter(person=self.person_id).exists()

    @transaction.atomic
    def answer(self, candidate, kind, *, note="", by):
        """Declare a conflict of one ``kind``, or none with an empty one. A conflict that comes late voids the ballot."""
        category = candidate.category.locked()
        before = self.answers.filter(candidate=candidate).first()
        for sentence in self._hinders_answer(category, candidate, kind, before):
            raise IllegalMove(sentence)
        self.answers.update_or_create(candidate=candidate, defaults={"kind": kind, "note": note, "at": timezone.now()})
        if kind and (not before or not before.kind):
            record(candidate, "declare a conflict", after=self.printed_name, by=by, reason=note)
            self._void_ballot(category, candidate, by=by)
        elif before and before.kind and not kind:
            record(candidate, "take a conflict back", before=self.printed_name, by=by, reason=note)

    def _hinders_answer(self, category, candidate, kind, before):
        if category.is_announced:
            yield _("“%s” is announced. Write to the organizers about a conflict.") % category
        if not kind and self.is_author_of(candidate.paper):
            yield _("You are an author of paper %s: that is a conflict.") % candidate.paper.number
        if before and before.kind and not kind and category.status != "open":
            yield _("Once the vote has begun, a conflict is not taken back.")

    def _void_ballot(self, category, candidate, *, by):
        for ballot in self.ballots.standing().filter(category=category, votes__candidate=candidate):
            reason = _("%(name)s declared a conflict with paper %(paper)s after voting.")
            ballot.void(by=by, reason=reason % {"name": self.printed_name, "paper": candidate.paper.number})
