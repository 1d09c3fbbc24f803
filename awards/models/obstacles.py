"""What stands in the way of a verb of an award category, in words: said on the board, and by the verb itself."""

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.lifecycle import IllegalMove


class Obstacles(models.Model):
    """For each verb a generator of sentences, ``_hinders_<verb>``; none of them means that it can be done now."""

    FROM: dict[str, set[str]] = {}

    class Meta:
        abstract = True

    def obstacles_to(self, verb, **given):
        if self.status not in self.FROM[verb]:
            words = {"thing": self, "status": self.get_status_display()}
            return [_("“%(thing)s” is %(status)s; that cannot be done now.") % words]
        hinders = getattr(self, f"_hinders_{verb}", None)
        return list(hinders(**given)) if hinders else []

    def require(self, verb, **given):
        if obstacles := self.obstacles_to(verb, **given):
            raise IllegalMove(" ".join(map(str, obstacles)))

    def _hinders_open(self):
        if self.prize and self.fund.free < self.prize:
            words = {"fund": self.fund.name, "free": self.fund.say(self.fund.free)}
            yield _("The fund “%(fund)s” has %(free)s left, less than the prize.") % words

    def _hinders_start_voting(self):
        if not self.is_voted_on:
            yield _("“%s” has no ballot: its organizers decide.") % self
            return
        shortlist = list(self.candidates.shortlisted().select_related("paper"))
        if not shortlist:
            yield _("No paper is on the shortlist.")
        yield from self._questions_open(shortlist)
        yield from self._voters_lacking(shortlist)

    def _questions_open(self, shortlist):
        for member in self.seated().annotate(given=Count("answers", filter=Q(answers__candidate__in=shortlist))):
            if missing := len(shortlist) - member.given:
                words = {"name": member.printed_name, "missing": missing}
                yield (
                    ngettext(
                        "%(name)s has not answered about conflicts: %(missing)d paper.",
                        "%(name)s has not answered about conflicts: %(missing)d papers.",
                        missing,
                    )
                    % words
                )

    def _voters_lacking(self, shortlist):
        voters, conflicts = list(self.voters()), self.conflicts()
        for candidate in shortlist:
            free = sum((member.pk, candidate.pk) not in conflicts for member in voters)
            if free < self.quorum:
                words = {"paper": candidate.paper.number, "free": free, "quorum": self.quorum}
                yield (
                    ngettext(
                        "Paper %(paper)s: %(free)d member without a conflict, the quorum is %(quorum)d.",
                        "Paper %(paper)s: %(free)d members without a conflict, the quorum is %(quorum)d.",
                        free,
                    )
                    % words
                )

    def _hinders_reopen(self):
        yield from self._proposals_there()

    def _hinders_vacate(self):
        yield from self._proposals_there()

    def _hinders_cancel(self):
        yield from self._proposals_there()

    def _proposals_there(self):
        if self.awards.proposed().exists():
            yield _("Winners are proposed. Take them back first.")

    def _hinders_decide(self):
        proposed = list(self.awards.proposed().select_related("paper"))
        if not proposed:
            yield _("Propose a winner of “%s” first.") % self
            return
        yield from self.hinders_winners()
        decided = list(self.awards.decided())
        for rivals, award in enumerate(proposed, start=len(decided)):
            yield from award.hinders_winning(self, rivals)
        yield from self._money_lacking(decided, proposed)

    def _money_lacking(self, decided, proposed):
        """For the prizes of all, beyond the shares that are there."""
        if not self.prize:
            return
        wanted = sum(self.prizes([*decided, *proposed]))
        lacking = wanted - sum(share.amount for award in decided for share in award.shares.all()) - self.fund.free
        if lacking > 0:
            words = {"fund": self.fund.name, "amount": self.fund.say(lacking)}
            yield _("The fund “%(fund)s” lacks %(amount)s for this.") % words

    def hinders_winners(self):
        """What a vote still lacks before anybody can win by it; nothing where the organizers decide."""
        if not self.is_voted_on or self.status == "decided":
            return
        if self.status != "voting":
            yield _("The committee has not voted on “%s” yet.") % self
        elif not self.candidates.shortlisted().exists():
            yield _("No paper is on the shortlist any more. Give no award, or open the nominations again.")
        elif self._is_below_quorum():
            missing = ", ".join(member.printed_name for member in self.missing_voters()) or _("nobody")
            words = {"quorum": self.quorum, "missing": missing}
            yield _("The quorum of %(quorum)d votes is not reached. Still to vote: %(missing)s.") % words

    def _is_below_quorum(self):
        votes = Count("votes", filter=Q(votes__ballot__in=self.ballots.counting()))
        return self.candidates.shortlisted().annotate(cast=votes).filter(cast__lt=self.quorum).exists()

    def _hinders_undo(self):
        if self.is_announced:
            yield _("“%s” is announced; it is settled.") % self
        elif self.is_scheduled:
            yield _("“%s” has an announcement ahead. Take that back first.") % self

    def _hinders_announce(self, at=None):
        if self.is_announced:
            yield _("“%s” is announced already.") % self
        elif self.status != "vacated":
            yield from self._winners_lacking(at or timezone.now())

    def _winners_lacking(self, moment):
        winners = list(self.awards.decided().select_related("paper__workshop"))
        if not winners:
            yield _("Decide who wins “%s” before you announce it.") % self
        for award in winners:
            if award.paper and not award.paper.is_public_at(moment):
                yield _("Paper %s is not public by then. Announce the paper first.") % award.paper.number
        if winners and self.is_voted_on and self._is_below_quorum():
            yield _("The quorum is not reached any more: a ballot was voided after the decision. Undo the decision.")

    def _hinders_close(self):
        if not self.is_announced:
            yield _("“%s” is not announced yet.") % self
        if unsettled := sum(award.shares.unsettled().count() for award in self.awards.decided()):
            yield _("Shares of the prize that are not settled: %d.") % unsettled
