"""How an award is decided, undone and shared out: what is checked, and in which order things are locked."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from awards.models import ledger
from awards.models.rules import AwardStatus
from papers.models import Paper, PaperStatus
from workshops.lifecycle import IllegalMove


class Winning:
    """The part of an `Award` that changes who has won, and so what its fund owes."""

    @transaction.atomic
    def decide(self, *, by, reason=""):
        """Silent and reversible. The fund is locked, so two decisions cannot both take the last of it."""
        category = self._lock_category()
        for sentence in category.hinders_winners():
            raise IllegalMove(sentence)
        Paper.objects.hold([self.paper_id])
        if refusals := list(self.hinders_winning(category)):
            raise ValidationError(refusals)
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
        if any(share.is_answered for share in self.shares.all()):
            raise IllegalMove(_("A share of the prize has been handled already. This cannot be undone silently."))
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
        made = [
            share(award=self, position=position, person=person, amount=amount) for position, person, amount in shares
        ]
        ledger.follow(share.objects.bulk_create(made))

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

    def hinders_removal(self):
        """Why an import that brought it is not taken back, in a sentence: that would be no silent undo."""
        known = self.category.is_announced or self.told().exists()
        if known or any(share.is_answered for share in self.shares.all()):
            return _("“%s” is announced, told or handled already; it is rescinded instead.") % self
        return ""

    def hinders_winning(self, category, rivals=None):
        """Why it cannot win as things stand, in sentences; beside ``rivals`` others, or those that are decided.

        Whether the money suffices is asked of the fund.
        """
        if rivals is None:
            rivals = category.awards.decided().exclude(pk=self.pk).count()
        if rivals >= category.max_awards and not self.is_tie:
            yield _("“%s” has its winner. Undo that one, or mark a tie and say why.") % category
        if self.paper_id:
            yield from self._hinders_paper(Paper.objects.get(pk=self.paper_id), category)

    def _hinders_paper(self, paper, category):
        """Read again: it may have been withdrawn, or become one that cannot win, while it was voted on."""
        words = {"paper": paper.number, "category": category}
        if paper.status != PaperStatus.ACCEPTED:
            yield _("Paper %(paper)s is not accepted, or was withdrawn.") % words
        elif not category.eligible_papers().contains(paper):
            yield _("Paper %(paper)s cannot win “%(category)s”.") % words
        if category.is_voted_on and not category.candidates.shortlisted().filter(paper=paper).exists():
            yield _("Paper %(paper)s is not on the shortlist of “%(category)s”.") % words
        if category.is_scheduled and not paper.is_public_at(category.announced_at):
            yield _("“%(category)s” has an announcement ahead, and paper %(paper)s is not public by then.") % words
        if won := paper.awards.decided().filter(category__in=category.excluding()).first():
            yield _("This paper has won “%s”, which excludes this one.") % won.category

    def _check_citation(self, category):
        if category.is_voted_on and not self.citation.strip():
            raise ValidationError({"citation": _("Say why it wins: the citation becomes public with the award.")})


def _parts(shares):
    return [(share.position, share.person, share.amount) for share in shares]
