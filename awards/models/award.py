from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Person
from awards import emails, money
from awards.models.category import AwardCategory
from notifications import outbox
from notifications.models import Message
from papers.models import Paper
from workshops.lifecycle import IllegalMove, Lifecycle, record


class AwardStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    DECIDED = "decided", _("decided")


class AwardQuerySet(models.QuerySet):
    def decided(self):
        return self.filter(status=AwardStatus.DECIDED)

    def public(self):
        return self.decided().filter(
            Q(paper=None) | Q(paper__in=Paper.objects.public()), category__in=AwardCategory.objects.public()
        )

    def managed_by(self, user):
        return self.filter(category__in=AwardCategory.objects.managed_by(user))

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
        AwardStatus.DECIDED: {AwardStatus.PROPOSED},
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
        self._check_room(category)
        self._check_exclusive(category)
        self._become(AwardStatus.DECIDED, verb="decide", by=by, reason=reason)
        category.share_out()

    @transaction.atomic
    def undo(self, *, by, reason=""):
        category = self._lock_category()
        if self.told():
            raise IllegalMove(_("A winner has been told. This cannot be undone silently."))
        self._become(AwardStatus.PROPOSED, verb="undo", by=by, reason=reason)
        self.shares.all().delete()
        category.share_out()

    def share_out(self, prize):
        """Equal shares of ``prize`` among the winners; cents that remain go to the first positions."""
        self.shares.all().delete()
        if prize is None:
            return
        winners = self.winners
        amounts = money.split(prize, len(winners), self.category.fund.currency) if winners else []
        PrizeShare.objects.bulk_create(
            PrizeShare(award=self, person=person, position=position, amount=amount)
            for position, ((person, _name), amount) in enumerate(zip(winners, amounts, strict=True), start=1)
        )

    def letters(self):
        """The mails that are still to tell the winners, unsaved: one each, to whoever has an address."""
        return outbox.unwritten([emails.award_won(self, person, name) for person, name in self.winners if person.email])

    def unreached(self):
        """Printed names of winners whom no letter can reach."""
        return [name for person, name in self.winners if not person.email]

    @transaction.atomic
    def tell(self, *, by):
        """Post the letters that were not posted yet; pressing twice tells once."""
        if self.status != AwardStatus.DECIDED:
            raise IllegalMove(_("Decide “%s” before you tell anybody.") % self)
        posted = outbox.post(self.letters(), by=by)
        if posted:
            record(self, "tell the winners", after=f"{len(posted)} mails", by=by)
        return posted

    def told(self):
        return Message.objects.filter(kind=emails.AWARD_WON).about(self)

    def _lock_category(self):
        category = AwardCategory.objects.select_for_update().get(pk=self.category_id)
        if category.is_announced:
            raise IllegalMove(_("“%s” is announced; it is settled.") % category)
        return category

    def _check_room(self, category):
        rivals = category.awards.decided().exclude(pk=self.pk)
        if rivals.count() >= category.max_awards and not self.is_tie:
            raise ValidationError(_("“%s” has its winner. Undo that one, or mark a tie and say why.") % category)

    def _check_exclusive(self, category):
        if not (self.paper and category.exclusive_group):
            return
        group = AwardCategory.objects.filter(
            workshop=category.workshop, exclusive_group=category.exclusive_group
        ).exclude(pk=category.pk)
        won = self.paper.awards.decided().filter(category__in=group).first()
        if won:
            raise ValidationError(_("This paper has won “%s”, which excludes this one.") % won.category)


class PrizeShare(models.Model):
    """One winner's part of the money. The parts of an award add up to its prize."""

    is_derived = True  # written anew with every decision

    award = models.ForeignKey(Award, models.CASCADE, related_name="shares", verbose_name=_("award"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="prize_shares", verbose_name=_("person"))
    position = models.PositiveSmallIntegerField(_("position"))
    amount = models.DecimalField(_("amount"), max_digits=10, decimal_places=2)

    class Meta:
        ordering = ["award", "position"]
        verbose_name = _("share of the prize")
        verbose_name_plural = _("shares of the prize")
        constraints = [
            models.UniqueConstraint(
                fields=["award", "person"],
                name="prize_share_once_per_person",
                violation_error_message=_("This person has a share already."),
            ),
            models.CheckConstraint(
                name="prize_share_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("A share is not less than nothing."),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.award.category.fund.say(self.amount)}"
