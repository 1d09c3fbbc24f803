from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Person
from awards import emails
from awards.models.category import AwardCategory
from awards.models.letters import Letters
from awards.models.rescission import Rescindable
from notifications import facts, outbox
from notifications.models import Message
from papers.models import Paper
from workshops import mail
from workshops.lifecycle import IllegalMove, Lifecycle
from workshops.models import Workshop


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

    def standing(self):
        """Won, and not lost by a withdrawal of the paper."""
        return self.decided().filter(Q(paper=None) | Q(paper__in=Paper.objects.accepted()))

    def public(self):
        """What anybody may read now, also that an award was rescinded; not of one that ended before it was announced."""
        ended_before = Q(rescinded_at__isnull=False, rescinded_at__lt=F("category__announced_at"))
        return self.exclude(Q(status=AwardStatus.PROPOSED) | ended_before).filter(
            Q(paper=None) | Q(paper__in=Paper.objects.public()), category__in=AwardCategory.objects.public()
        )

    def managed_by(self, user):
        """Those of one's editions, but for those that are kept from oneself."""
        kept = self.model.objects.kept_from(user)
        managed = self.filter(category__workshop__in=Workshop.objects.managed_by(user))
        return managed.exclude(pk__in=kept.values("pk"))

    def kept_from(self, user):
        """Not public, and who sees it could tell how a paper of theirs has done."""
        if not user.is_authenticated:
            return self.none()
        # Looked up first: SQLite cannot read it inside of the questions that ask for managed awards.
        concerning = Q(category__in=list(AwardCategory.objects.concerning(user).values_list("pk", flat=True)))
        own = Q(person__user=user.pk) | Q(paper__authorships__person__user=user.pk)
        return self.filter(concerning | own & Q(category__in=AwardCategory.objects.hidden())).distinct()

    def with_keys(self):
        """Each with its ``key`` in the outbox."""
        return self.annotate(key=Concat(Value("awards.award:"), "pk", output_field=models.CharField()))

    def visible_to(self, user):
        """What is public, and what the user has been told of as a winner."""
        told = Message.objects.sent().filter(kind=emails.AWARD_WON, recipient__in=keys_of(user)).values("about")
        return self.with_keys().filter(
            Q(pk__in=self.model.objects.public().values("pk")) | Q(status=AwardStatus.DECIDED, key__in=told)
        )

    def won_by(self, people):
        return self.filter(Q(person__in=people) | Q(paper__authorships__person__in=people)).distinct()


def keys_of(user):
    return [outbox.key(person) for person in Person.objects.of(user)]


@mail.keeps_back
def awards_kept_from(user):
    return Award.objects.kept_from(user).with_keys().values("key")


@Person.appears_in
class Award(Rescindable, Letters, Lifecycle):
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
        if self.paper and self.category_id and self.paper.workshop_id != self.category.workshop_id:
            raise ValidationError({"paper": _("This paper belongs to another edition.")})

    @transaction.atomic
    def decide(self, *, by, reason=""):
        """Silent and reversible. The fund is locked, so two decisions cannot both take the last of it."""
        category = self._lock_category()
        for sentence in category.hinders_winners():
            raise IllegalMove(sentence)
        self._check_room(category)
        self._check_can_win(category)
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
        """Shares of ``prize`` for the winners as the category says; cents that remain go to the first positions."""
        winners = [person for person, _name in self.winners] if prize is not None else []
        amounts = self.category.shares_of(prize, len(winners))
        shares = [(position, *share) for position, share in enumerate(zip(winners, amounts, strict=False), start=1)]
        here = list(self.shares.all())
        if self._is_divided_among(here, winners, sum(amounts)) or _parts(here) == shares:
            return
        if any(share.is_answered for share in here):
            raise IllegalMove(_("A winner of “%s” has answered already; the shares stay as they are.") % self)
        self.shares.all().delete()
        share = self.shares.model
        share.objects.bulk_create(
            share(award=self, position=position, person=person, amount=amount) for position, person, amount in shares
        )

    @staticmethod
    def _is_divided_among(shares, winners, whole):
        """Otherwise than the rule says, by a person with a reason: that stays as long as the sum and the people do."""
        same = [share.person for share in shares] == winners and sum(share.amount for share in shares) == whole
        return same and any(share.note for share in shares)

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

    def _check_can_win(self, category):
        """Read again and held: a paper may have been withdrawn, or become one that cannot win, while it was voted on."""
        held = Paper.objects.accepted().hold([self.paper_id])
        if self.paper_id and not held:
            raise ValidationError(_("Paper %s is not accepted, or was withdrawn.") % self.paper.number)
        if refusals := [sentence for paper in held for sentence in self._hinders_paper(paper, category)]:
            raise ValidationError(refusals)

    def _hinders_paper(self, paper, category):
        words = {"paper": paper.number, "category": category}
        if not category.eligible_papers().contains(paper):
            yield _("Paper %(paper)s cannot win “%(category)s”.") % words
        if category.is_voted_on and not category.candidates.shortlisted().filter(paper=paper).exists():
            yield _("Paper %(paper)s is not on the shortlist of “%(category)s”.") % words
        if category.is_scheduled and not paper.is_public_at(category.announced_at):
            yield _("“%(category)s” has an announcement ahead, and paper %(paper)s is not public by then.") % words

    def _check_exclusive(self, category):
        if not self.paper:
            return
        won = self.paper.awards.decided().filter(category__in=category.excluding()).first()
        if won:
            raise ValidationError(_("This paper has won “%s”, which excludes this one.") % won.category)


def _parts(shares):
    return [(share.position, share.person, share.amount) for share in shares]


@facts.still_true(emails.AWARD_WON)
def is_still_won(award):
    return Award.objects.standing().filter(pk=award).exists()


@facts.still_true(emails.AWARD_RESCINDED)
def is_rescinded(award):
    return Award.objects.filter(pk=award, status=AwardStatus.RESCINDED).exists()
