"""What offering the plan does, rehearsed: exactly what would happen, and then exactly that or nothing."""

import hashlib
import json
import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import Person
from awards.allocation.plans import make_it_the_plan
from awards.models import offering
from workshops.lifecycle import IllegalMove

SECRET = re.compile(r"/offers/[\w-]+/")


class Rehearsal:
    """Of offering all that stands on the board; nothing of it stays."""

    def __init__(self, board, respond_by, user):
        self.board, self.respond_by, self.user = board, respond_by, user
        self.letters, self.refusals = [], []
        if board.amounts:
            self._rehearse()

    def _rehearse(self):
        """In a transaction that is taken back: what is refused is refused by the verb itself, letters are those it writes."""
        with transaction.atomic():
            try:
                with transaction.atomic():
                    self.letters = offer(self.board, respond_by=self.respond_by, by=self.user)
            except ValidationError as refusal:
                self.refusals = list(dict.fromkeys(refusal.messages))
            except IllegalMove as refusal:
                self.refusals = [str(refusal)]
            transaction.set_rollback(True)
        for letter in self.letters:
            letter.text = SECRET.sub("/offers/…/", letter.text)  # the link is made when it is offered

    @cached_property
    def rows(self):
        """[(application, person, what they get, what stands in the way of that)]"""
        amounts, board = self.board.amounts, self.board
        known = board.known_of([board.open[person] for person in amounts])
        people = Person.objects.prefetch_related("emails").in_bulk(list(amounts))
        return [self._row(people[pk], known[pk].hindrances, given) for pk, given in amounts.items()]

    def _row(self, person, hindered, given):
        benefits = [each for each in self.board.benefits.values() if each.pk in given]
        funds = {None, *(benefit.fund_id for benefit in benefits)}
        gets = ", ".join(str(benefit.say(given[benefit.pk])) for benefit in benefits)
        application = self.board.open[person.pk]
        return application, person, gets, [each.sentence for each in hindered if each.fund in funds]

    @property
    def unreached(self):
        return [application.printed_name for application, person, *_what in self.rows if not person.email]

    @property
    def is_possible(self):
        return bool(self.board.amounts) and not self.refusals

    @property
    def digest(self):
        """Of everything that the page shows: what is offered is what was seen."""
        shown = [self.respond_by.isoformat(), self.refusals]
        shown += [[person.pk, each.printed_name, gets, hindered] for each, person, gets, hindered in self.rows]
        shown += [[bar.fund.pk, *map(str, bar.words.values())] for bar in self.board.bars]
        shown += sorted([letter.to, letter.subject, letter.text] for letter in self.letters)
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


@transaction.atomic
def offer(board, *, respond_by, by):
    """All that stands on the board, within every fund and by every rule, or nothing; the letters it writes."""
    running = board.programme.applications.in_the_running().filter(person__in=board.amounts)
    if len(running.select_for_update()) < len(board.amounts):
        raise IllegalMove(_("Somebody is out of the running meanwhile. Look once more."))
    return offering.offer(make_it_the_plan(board, board.amounts, by=by), respond_by=respond_by, by=by)
