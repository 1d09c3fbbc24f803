"""Letters of a programme, each posted once when an organizer presses the button for it."""

from django.db import transaction

from awards import emails
from notifications import outbox
from workshops.lifecycle import record


class Telling:
    """Of a `GrantProgramme`: to those who have a grant without having been asked, who review, who were not chosen."""

    def given_unasked(self):
        grants = self.grants.given().filter(offer=None).select_related("person", "benefit__fund", "programme__workshop")
        return grants.prefetch_related("person__emails", "programme__workshop__event_texts")

    def referees_asked(self):
        """Who has something to review, with the number of it in ``asked``."""
        found = self.referees.with_numbers().with_open_reviews()
        return found.prefetch_related("person__emails", "programme__workshop__event_texts")

    def not_chosen(self):
        found = self.applications.not_chosen().select_related("person", "programme__workshop")
        return found.prefetch_related("person__emails", "programme__workshop__event_texts")

    def letters(self):
        return _letters(emails.grant_given, self.given_unasked())

    def letters_to_referees(self):
        return _letters(emails.reviews_asked, self.referees_asked())

    def letters_to_not_chosen(self):
        return _letters(emails.application_not_chosen, self.not_chosen())

    @transaction.atomic
    def tell(self, *, by):
        list(self.grants.given().select_for_update())
        return self._post(self.letters(), "tell the recipients", by=by)

    @transaction.atomic
    def tell_referees(self, *, by):
        return self._post(self.letters_to_referees(), "tell the reviewers", by=by)

    @transaction.atomic
    def tell_not_chosen(self, *, by):
        list(self.applications.not_chosen().select_for_update())
        return self._post(self.letters_to_not_chosen(), "tell who was not chosen", by=by)

    def _post(self, letters, verb, *, by):
        posted = outbox.post(letters, by=by)
        if posted:
            record(self, verb, after=f"{len(posted)} mails", by=by)
        return posted


def _letters(compose, rows):
    return outbox.unwritten([compose(each) for each in rows if each.person.email])


def unreached(rows):
    """Names of those of whom no address is known."""
    return [each.person.name for each in rows if not each.person.email]
