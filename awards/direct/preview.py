"""What giving or offering to these people would do: who, how much, what it leaves in the fund, what stands in the way."""

import hashlib
import json
from collections import Counter

from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import Person
from awards.models import Fund, Grant, Offer, OnePer, offering
from awards.models.hindrances import hindrances
from papers.models import Authorship


class Preview:
    """``people`` are keys of authors of the edition; others are left out silently, as nobody could have chosen them."""

    def __init__(self, choosing, benefit, amount, people, user):
        self.programme, self.benefit, self.amount, self.user = choosing.programme, benefit, amount, user
        self.authors = [choosing.authors[pk] for pk in dict.fromkeys(people) if pk in choosing.authors]
        self.twice = [
            choosing.authors[pk].name for pk, n in Counter(people).items() if n > 1 and pk in choosing.authors
        ]

    def hold(self):
        """What it says of the fund stays true until the transaction ends."""
        self.benefit.fund = Fund.objects.locked().get(pk=self.benefit.fund_id)

    @cached_property
    def rows(self):
        """[(author, person, what stands in the way)]"""
        people = Person.objects.prefetch_related("emails").in_bulk([author.person for author in self.authors])
        grants = Grant.objects.lasting().filter(benefit=self.benefit, person__in=people)
        have = dict(grants.values_list("person", "status"))
        return [(each, people[each.person], self._hinders(each, people[each.person], have)) for each in self.authors]

    def _hinders(self, author, person, have):
        if person.is_account_of(self.user):
            return [_("This is you: another organizer gives it.")]
        if author.person in have:
            return [_("%s has this already, or it is proposed.") % author.name]
        refusal = self.benefit.hinders_amount(self.amount)
        known = [
            each.sentence for each in self._known[person.pk].hindrances if each.fund in {None, self.benefit.fund_id}
        ]
        return [*([str(refusal)] if refusal else []), *known, *self._hinders_another(author)]

    @cached_property
    def _known(self):
        return hindrances(self.programme, {author.person: author.name for author in self.authors})

    def _hinders_another(self, author):
        """Of two who share what the programme gives one for, the second."""
        if other := self._sharing.get(author.person):
            words = {"other": other, "limit": self.programme.get_one_per_display()}
            yield _("%(other)s is chosen, too: %(limit)s.") % words

    @cached_property
    def _sharing(self):
        """{person: the name of somebody who is chosen before them, for the same paper or from the same institution}"""
        first, sharing = {}, {}
        for author in self.authors:
            for each in self._limited_to[author.person]:
                if first.setdefault(each, author) is not author:
                    sharing[author.person] = first[each].name
        return sharing

    @cached_property
    def _limited_to(self):
        """{person: numbers of their papers, or keys of their institutions}, whatever the programme gives one for."""
        limits: dict[int, set] = {author.person: set() for author in self.authors}
        if self.programme.one_per == OnePer.PAPER:
            limits |= {author.person: set(author.papers) for author in self.authors}
        if self.programme.one_per == OnePer.LAB:
            here = Authorship.objects.filter(paper__workshop=self.programme.workshop, affiliations__isnull=False)
            for person, lab in here.filter(person__in=limits).values_list("person", "affiliations"):
                limits[person].add(lab)
        return limits

    @property
    def total(self):
        return self.amount * len(self.authors)

    @cached_property
    def left(self):
        return self.benefit.fund.free - self.total

    @property
    def said(self):
        """The sums in words."""
        fund = self.benefit.fund
        return {
            "each": fund.say(self.amount),
            "total": fund.say(self.total),
            "free": fund.say(self.left + self.total),
            "left": fund.say(max(self.left, 0)),
            "lacking": fund.say(-self.left) if self.left < 0 else "",
            "percent": min(100, round(100 * (fund.amount - self.left) / fund.amount)) if fund.amount else 100,
        }

    @property
    def unreached(self):
        return [author.name for author, person, _hindered in self.rows if not person.email]

    @property
    def can_wait(self):
        return bool(self.authors) and not any(hindered for *_who, hindered in self.rows)

    @property
    def is_possible(self):
        return self.can_wait and self.left >= 0

    @property
    def digest(self):
        """Of everything that the page shows: what is done is what was seen."""
        shown = [self.benefit.pk, f"{self.amount:.2f}", f"{self.left:.3f}", self.unreached]
        shown += [[each.person, each.name, each.affiliation, hindered] for each, _who, hindered in self.rows]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()

    @transaction.atomic
    def give(self, *, by):
        grants = [self._saved(author) for author in self.authors]
        offering.give(grants, by=by)
        return grants

    @transaction.atomic
    def offer(self, *, respond_by, by):
        offers = [self._planned(author) for author in self.authors]
        return offering.offer(offers, respond_by=respond_by, by=by)

    @transaction.atomic
    def put_on_waitlist(self, *, by):
        """In the order of the list, behind all who wait already; whether the money suffices is asked when it is their turn."""
        for author in self.authors:
            self._planned(author).put_on_waitlist(by=by)

    def _planned(self, author):
        made = Offer(programme=self.programme, person_id=author.person, printed_name=author.name)
        made.full_clean()
        made.save()
        self._saved(author, offer=made)
        return made

    def _grant(self, author, **more):
        return Grant(
            programme=self.programme,
            benefit=self.benefit,
            person_id=author.person,
            printed_name=author.name,
            printed_affiliation=author.affiliation,
            amount=self.amount,
            **more,
        )

    def _saved(self, author, **more):
        grant = self._grant(author, **more)
        grant.full_clean()
        grant.save()
        return grant
