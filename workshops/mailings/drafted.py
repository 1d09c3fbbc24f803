"""What a mailing would do if it were approved now: every single mail, who gets none and why, and what does not fit."""

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import chain

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications import outbox
from notifications.models import Message, OnUncertain
from workshops.calendars import of_edition
from workshops.mailings.audiences import audiences
from workshops.mailings.contradictions import past_days
from workshops.mailings.events import common_values
from workshops.mailings.extremes import extremes
from workshops.mailings.words import UNSUBSCRIBE, Wording
from workshops.models import Mailing, MailingRecipient, OptOut
from workshops.models.mailing import WORDS, Each, Purpose
from workshops.models.opt_out import unsubscribe_url

SHOWN = 5  # names in a sentence


class Drafted:
    """``concerned``, asked of a thing or None, says for what it leaves now; else for everything."""

    def __init__(self, mailing, concerned=None):
        self.mailing, self.workshop = mailing, mailing.workshop
        self.concerned = concerned or (lambda about: True)
        self.audience = audiences[mailing.audience]
        self.is_announcement = mailing.purpose == Purpose.NEWS
        self.wording = Wording(
            mailing.subject, mailing.body, mailing.workshop.short_name, is_announcement=self.is_announcement
        )
        self.common = common_values(mailing.workshop)

    @classmethod
    def of(cls, mailing):
        """One for all who ask while a request lasts: what is looked up for it is looked up once."""
        if "drafted" not in mailing.__dict__:
            mailing.drafted = cls(mailing)
        return mailing.drafted

    @cached_property
    def found(self):
        """Somebody with several things several times."""
        return [each for each in self.audience.members(self.workshop) if self.concerned(each.about)]

    @cached_property
    def members(self):
        """One for each mail."""
        return _one_each(self.found) if self.mailing.each == Each.PERSON else self.found

    @cached_property
    def out(self):
        """Keys of those who want no announcements."""
        people = [each.person for each in self.members]
        return OptOut.objects.keys_of(self.workshop, people) if self.is_announcement else set()

    @cached_property
    def reached(self):
        return [each for each in self.members if not self.reason_to_leave_out(each)]

    @property
    def left_out(self):
        """[(name, why)]"""
        return [(each.name, why) for each in self.members if (why := self.reason_to_leave_out(each))]

    def reason_to_leave_out(self, member):
        if not member.person.email:
            return _("no address is known")
        return _("has unsubscribed from announcements") if member.person.pk in self.out else ""

    def words(self, member):
        """Subject, text and HTML of the mail to them."""
        return self.wording.fill(self.values_shown(member))

    def values(self, member):
        """All that is filled in, as far as it is known."""
        values = {"name": member.name, "affiliation": member.affiliation, **self.common, **member.values}
        if self.is_announcement:
            values[UNSUBSCRIBE] = unsubscribe_url(member.person, self.workshop)
        return {name: value for name, value in values.items() if value}

    def values_shown(self, member):
        """Without a value for a placeholder, its name stands there."""
        return {name: f"{{{name}}}" for name in self.audience.known} | self.values(member)

    def send_test(self, *, by):
        """To whoever asks, as the first of them would read it."""
        version = 1 + Message.objects.about(self.mailing).count()
        made = outbox.letter(
            self.mailing.kind,
            to=by.email,
            about=self.mailing,
            scope=self.workshop,
            from_name=self.workshop.short_name,
            version=version,
            on_uncertain=OnUncertain.RESEND,
            **self.words(self.reached[0]),
        )
        return outbox.post([made], by=by)

    # -- What stands in the way, and what should be looked at -----------------------------------------

    @cached_property
    def obstacles(self):
        return list(self._obstacles())

    def _obstacles(self):
        if not self.reached and not self.mailing.occasion:
            yield _("Nobody would get it.")
        if self.mailing.with_calendar and not self.workshop.starts_at:
            yield _("The edition has no start for a calendar yet.")
        lacking = defaultdict(list)
        for member in self.reached:
            for name in self.wording.lacking(self.values(member)):
                lacking[name].append(member.name)
        for name, names in lacking.items():
            words = {"placeholder": f"{{{name}}}", "names": _some(names)}
            yield _("%(placeholder)s is empty for %(names)s.") % words

    @property
    def warnings(self):
        words = f"{self.mailing.subject} {self.mailing.body}"
        today = timezone.now().astimezone(self.workshop.zone).date()
        found = (sentence for member in self.found for sentence in self.audience.warnings(member, words))
        return list(dict.fromkeys(chain(past_days(words, today), found)))[:SHOWN]

    @property
    def difference(self):
        """To the last mailing to the same audience, in a sentence; empty if there is none."""
        sent = Mailing.objects.filter(workshop=self.workshop, audience=self.mailing.audience).exclude(status="draft")
        last = sent.exclude(pk=self.mailing.pk).order_by("approved_at").last()
        if last is None:
            return ""
        before = set(last.recipients.filter(left_out="").values_list("person", flat=True))
        now = {each.person.pk for each in self.reached}
        words = {"name": last, "more": len(now - before), "fewer": len(before - now)}
        return _("Since “%(name)s”: %(more)d people more, %(fewer)d fewer.") % words

    @cached_property
    def extremes(self):
        """[(what is extreme, number of the mail)], to be looked at."""
        things = Counter(each.person.pk for each in self.found) if self.mailing.each == Each.PERSON else {}
        return extremes(self.reached, things)

    # -- What is frozen -------------------------------------------------------------------------------

    @cached_property
    def recipients(self):
        at = self.mailing.leaves_at
        return [self._recipient(member, at) for member in self.members]

    def _recipient(self, member, at):
        row = MailingRecipient(
            mailing=self.mailing, person=member.person, about=outbox.key(member.about), printed_name=member.name
        )
        values = self.values(member)
        row.left_out = self.reason_to_leave_out(member) or self.lacks(values)
        if not row.left_out:
            row.message = self.letter(member, values, at)
        return row

    def lacks(self, values):
        """Before it is approved that stands in the way; who comes later is left out for it."""
        lacking = ", ".join(f"{{{name}}}" for name in self.wording.lacking(values))
        return _("%s is empty") % lacking if lacking else ""

    def letter(self, member, values, at):
        is_decision = self.mailing.purpose == Purpose.DECISION
        return outbox.letter(
            self.mailing.kind,
            to=member.person.email,
            about=member.about,
            recipient=member.person,
            scope=self.workshop,
            reply_to=self.workshop.contact_email,
            from_name=self.workshop.short_name,
            on_uncertain=OnUncertain.PARK if is_decision else OnUncertain.RESEND,
            not_before=at,
            unsubscribe_url=values.get(UNSUBSCRIBE, ""),
            calendar=self.calendar,
            **self.wording.fill(values),
        )

    @cached_property
    def calendar(self):
        return of_edition(self.workshop) if self.mailing.with_calendar else ""

    @property
    def digest(self):
        """Of all words and all to whom they go: what is approved is what was seen."""
        shown = [str(getattr(self.mailing, name)) for name in WORDS]
        shown += [
            [each.person.pk, each.person.email, each.name, each.affiliation, outbox.key(each.about), each.values]
            for each in self.members
        ]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def _one_each(members):
    """Of somebody with several things, one; what differs stands beside one another."""
    found = {}
    for member in members:
        found.setdefault(member.person.pk, []).append(member)
    return [_merged(several) for several in found.values()]


def _merged(several):
    if len(several) == 1:
        return several[0]
    names = {name: None for member in several for name in member.values}
    values = {name: "; ".join(dict.fromkeys(member.values[name] for member in several)) for name in names}
    return replace(several[0], values=values, about=None)


def _some(names):
    more = len(names) - SHOWN
    said = ", ".join(names[:SHOWN])
    return (
        said
        if more <= 0
        else ngettext("%(said)s and %(more)d more", "%(said)s and %(more)d more", more)
        % {
            "said": said,
            "more": more,
        }
    )
