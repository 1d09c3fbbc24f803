from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Person
from awards import emails, money
from awards.models.candidate import Candidate, ConflictAnswer
from awards.models.category import AwardCategory, Telling
from notifications import outbox
from notifications.models import Message
from notifications.states import State
from papers.models import Paper
from workshops.lifecycle import IllegalMove, Lifecycle, record


class AwardStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    DECIDED = "decided", _("decided")
    RESCINDED = "rescinded", _("rescinded")


class AwardQuerySet(models.QuerySet):
    def proposed(self):
        return self.filter(status=AwardStatus.PROPOSED)

    def decided(self):
        """Won and not rescinded."""
        return self.filter(status=AwardStatus.DECIDED)

    def public(self):
        """What anybody may read now, also that an award was rescinded."""
        return self.exclude(status=AwardStatus.PROPOSED).filter(
            Q(paper=None) | Q(paper__in=Paper.objects.public()), category__in=AwardCategory.objects.public()
        )

    def managed_by(self, user):
        """Those of one's editions; of oneself only what is public, as everybody else."""
        managed = self.filter(category__in=AwardCategory.objects.managed_by(user))
        if not user.is_authenticated:
            return managed
        kept = self.model.objects.concerning(user).exclude(category__in=AwardCategory.objects.public())
        return managed.exclude(pk__in=kept.values("pk"))

    def concerning(self, user):
        """Awards to the user, or to a paper of theirs or with which they declared a conflict."""
        declared = Candidate.objects.filter(answers__in=ConflictAnswer.objects.conflicts().by(user))
        in_conflict = Q(paper=F("category__candidates__paper"), category__candidates__in=declared)
        theirs = Q(person__user=user.pk) | Q(paper__authorships__person__user=user.pk)
        return self.filter(theirs | in_conflict).distinct()

    def visible_to(self, user):
        """What is public, and what the user has been told of as a winner."""
        told = Message.objects.sent().filter(kind=emails.AWARD_WON, recipient__in=keys_of(user)).values("about")
        return self.annotate(key=Concat(Value("awards.award:"), "pk", output_field=models.CharField())).filter(
            Q(pk__in=self.model.objects.public().values("pk")) | Q(status=AwardStatus.DECIDED, key__in=told)
        )

    def won_by(self, people):
        return self.filter(Q(person__in=people) | Q(paper__authorships__person__in=people)).distinct()


def keys_of(user):
    return [outbox.key(person) for person in Person.objects.of(user)]


@Person.appears_in
class Award(Lifecycle):
    """A win: of a paper, or of a person."""

    MOVES = {
        AwardStatus.PROPOSED: {AwardStatus.DECIDED},
        AwardStatus.DECIDED: {AwardStatus.PROPOSED, AwardStatus.RESCINDED},
        AwardStatus.RESCINDED: set(),
    }

    category = models.ForeignKey(AwardCategory, models.CASCADE, related_name="awards", verbose_name=_("category"))
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("paper")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("person")
    )
    citation = models.TextField(_("citation"), blank=True, help_text=_("Why it won. Public with the award."))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    is_tie = models.BooleanField(_("tied"), default=False)
    tie_reason = models.CharField(_("reason of the tie"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=AwardStatus, default=AwardStatus.PROPOSED, editable=False
    )
    rescission_reason = models.TextField(_("why it was rescinded"), blank=True, editable=False)
    rescission_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    rescinded_at = models.DateTimeField(_("rescinded at"), null=True, editable=False)

    history = HistoricalRecords()
    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "category", "position", "pk"]
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.CheckConstraint(
                name="award_for_a_paper_or_a_person",
                condition=Q(paper=None, person__isnull=False) | Q(paper__isnull=False, person=None),
                violation_error_message=_("Choose a paper or a person."),
            ),
            models.UniqueConstraint(
                fields=["category", "paper"],
                name="award_once_per_paper",
                violation_error_message=_("This paper stands in this category already."),
            ),
            models.UniqueConstraint(
                fields=["category", "person"],
                name="award_once_per_person",
                violation_error_message=_("This person stands in this category already."),
            ),
            models.CheckConstraint(
                name="award_tie_has_reason",
                condition=Q(is_tie=False) | ~Q(tie_reason=""),
                violation_error_message=_("Say why it is a tie."),
            ),
            models.CheckConstraint(
                name="award_status_is_known",
                condition=Q(status__in=AwardStatus),
                violation_error_message=_("There is no such status."),
            ),
            models.CheckConstraint(
                name="award_rescinded_says_when_and_why",
                condition=(Q(status="rescinded", rescinded_at__isnull=False) & ~Q(rescission_reason=""))
                | (~Q(status="rescinded") & Q(rescinded_at=None)),
                violation_error_message=_("Say when and why it was rescinded."),
            ),
        ]

    def __str__(self):
        return f"{self.category}: {self.paper or self.person}"

    @property
    def workshop(self):
        return self.category.workshop

    @property
    def winners(self):
        """Who is honoured: [(person, printed name)], in the order of the paper."""
        if self.person:
            return [(self.person, self.person.name)]
        return [
            (author.person, author.printed_name)
            for author in self.paper.authorships.select_related("person").prefetch_related("person__emails")
        ]

    def clean(self):
        if self.paper and self.paper.workshop_id != self.category.workshop_id:
            raise ValidationError({"paper": _("This paper belongs to another edition.")})

    @transaction.atomic
    def decide(self, *, by, reason=""):
        """Silent and reversible. The fund is locked, so two decisions cannot both take the last of it."""
        category = self._lock_category()
        for sentence in category.hinders_winners():
            raise IllegalMove(sentence)
        self._check_room(category)
        self._check_exclusive(category)
        self._check_citation(category)
        self._become(AwardStatus.DECIDED, verb="decide", by=by, reason=reason)
        category.become_decided(by=by, reason=reason)
        category.share_out()

    @transaction.atomic
    def undo(self, *, by, reason=""):
        category = self._lock_category()
        if category.is_scheduled:
            raise IllegalMove(_("“%s” has an announcement ahead. Take that back first.") % category)
        if self.told():
            raise IllegalMove(_("A winner has been told. This cannot be undone silently."))
        self._become(AwardStatus.PROPOSED, verb="undo", by=by, reason=reason)
        self.shares.all().delete()
        if not category.awards.decided().exists():
            category.become_undecided(by=by, reason=reason)
        category.share_out()

    def share_out(self, prize):
        """Equal shares of ``prize`` among the winners; cents that remain go to the first positions."""
        winners = [person for person, _name in self.winners] if prize is not None else []
        amounts = money.split(prize, len(winners), self.category.fund.currency) if winners else []
        shares = list(zip(range(1, len(winners) + 1), winners, amounts, strict=True))
        here = list(self.shares.all())
        if [(share.position, share.person, share.amount) for share in here] == shares:
            return
        if any(share.is_answered for share in here):
            raise IllegalMove(_("A winner of “%s” has answered already; the shares stay as they are.") % self)
        self.shares.all().delete()
        share = self.shares.model
        share.objects.bulk_create(
            share(award=self, position=position, person=person, amount=amount) for position, person, amount in shares
        )

    # -- Taking it back in public -----------------------------------------------------------------

    def ask_to_rescind(self, *, by, reason):
        """The first of two people says why; nothing happens until a second one agrees."""
        if self.status != AwardStatus.DECIDED or not self.category.is_announced:
            raise IllegalMove(_("Only an announced award is rescinded; a silent one is undone."))
        with transaction.atomic():
            self._change("rescission_asked_by", by, verb="ask to rescind", by=by, reason=reason)
            type(self).objects.filter(pk=self.pk).update(rescission_reason=reason)
        self.rescission_reason = reason

    def keep(self, *, by, reason=""):
        """It stands: the question is answered with no."""
        if not self.rescission_asked_by:
            raise IllegalMove(_("Nobody has asked to rescind “%s”.") % self)
        with transaction.atomic():
            self._change("rescission_asked_by", None, verb="keep", by=by, reason=reason)
            type(self).objects.filter(pk=self.pk).update(rescission_reason="")
        self.rescission_reason = ""

    @transaction.atomic
    def rescind(self, *, by):
        """The second person agrees: public at once, with the reason; unpaid shares and certificates end."""
        if not self.rescission_asked_by:
            raise IllegalMove(_("Somebody has to ask for it first, with the reason."))
        if by == self.rescission_asked_by:
            raise IllegalMove(_("Another person than %s has to agree.") % by)
        at = timezone.now()
        if not self.can_become(AwardStatus.RESCINDED):
            raise IllegalMove(_("“%s” cannot be rescinded now.") % self)
        untouched = type(self).objects.filter(
            pk=self.pk, status=self.status, rescission_asked_by=self.rescission_asked_by
        )
        if not untouched.update(status=AwardStatus.RESCINDED, rescinded_at=at):
            raise IllegalMove(_("“%s” was changed by somebody else meanwhile. Look again.") % self)
        record(self, "rescind", before=self.status, after=AwardStatus.RESCINDED, by=by, reason=self.rescission_reason)
        self.status, self.rescinded_at = AwardStatus.RESCINDED, at
        for share in self.shares.unpaid():
            share.cancel(by=by, reason=self.rescission_reason)
        for certificate in self.certificates.valid():
            certificate.revoke(by=by, reason=self.rescission_reason)

    # -- Mail -------------------------------------------------------------------------------------

    def letters(self):
        """The mails that are still to tell the winners, unsaved: one each, to whoever has an address."""
        version = 1 + len(set(self._letters().recalled().values_list("version", flat=True)))
        write = emails.award_rescinded if self.status == AwardStatus.RESCINDED else emails.award_won
        return outbox.unwritten(
            [
                write(self, person, name, version=version, not_before=self.tell_at)
                for person, name in self.winners
                if person.email
            ]
        )

    @property
    def tell_at(self):
        """When letters leave that are posted now: as the category says, and not before this moment."""
        announced_at = self.category.announced_at
        if announced_at is None or self.category.is_announced:
            return None
        hours = self.category.hours_before if self.category.telling == Telling.UNDER_EMBARGO else 0
        return max(announced_at - timedelta(hours=hours), timezone.now())

    def unreached(self):
        """Printed names of winners whom no letter can reach."""
        return [name for person, name in self.winners if not person.email]

    @transaction.atomic
    def tell(self, *, by):
        """Post the letters that were not posted yet; pressing twice tells once."""
        if self.status == AwardStatus.PROPOSED:
            raise IllegalMove(_("Decide “%s” before you tell anybody.") % self)
        if self.category.telling == Telling.AT_ANNOUNCEMENT and not self.category.announced_at:
            raise IllegalMove(_("Winners are told at the announcement. Say first when that is."))
        posted = outbox.post(self.letters(), by=by)
        if posted:
            record(self, "tell the winners", after=f"{len(posted)} mails", by=by)
        return posted

    def told(self):
        """Letters that were posted and not called back."""
        return self._letters().exclude(state=State.CANCELLED)

    def call_back_letters(self):
        """Cancel those that still wait for their time; how many."""
        waiting = self._letters().filter(state=State.QUEUED, not_before__gt=timezone.now())
        return sum(message.call_back() for message in waiting)

    def _letters(self):
        return Message.objects.filter(kind=emails.AWARD_WON).about(self)

    def _lock_category(self):
        category = self.category.locked()
        self.category = category
        if category.is_announced:
            raise IllegalMove(_("“%s” is announced; it is settled.") % category)
        return category

    def _check_room(self, category):
        rivals = category.awards.decided().exclude(pk=self.pk)
        if rivals.count() >= category.max_awards and not self.is_tie:
            raise ValidationError(_("“%s” has its winner. Undo that one, or mark a tie and say why.") % category)

    def _check_citation(self, category):
        if category.is_voted_on and not self.citation.strip():
            raise ValidationError({"citation": _("Say why it wins: the citation becomes public with the award.")})

    def _check_exclusive(self, category):
        if not (self.paper and category.exclusive_group):
            return
        group = AwardCategory.objects.filter(
            workshop=category.workshop, exclusive_group=category.exclusive_group
        ).exclude(pk=category.pk)
        won = self.paper.awards.decided().filter(category__in=group).first()
        if won:
            raise ValidationError(_("This paper has won “%s”, which excludes this one.") % won.category)
