"""How many mails may leave in a minute: in all, and to one domain. What is too many waits for a later sweep."""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from notifications import clock
from notifications.models import Message
from notifications.states import LEASED

MINUTE = timedelta(minutes=1)


class Allowance:
    """What is left of this minute, asked of the rows, so that all workers share it."""

    def __init__(self):
        self.most, self.most_to_domain = settings.MAIL_PER_MINUTE, settings.MAIL_PER_MINUTE_TO_DOMAIN
        self.to_domain = Counter(map(domain_of, self._lately())) if self.most or self.most_to_domain else Counter()

    def _lately(self):
        lately = Message.objects.filter(Q(sent_at__gt=clock.now() - MINUTE) | Q(state__in=LEASED))
        return lately.values_list("to", flat=True)

    def cut(self, messages):
        """Without those to domains that had theirs."""
        for domain, count in self.to_domain.items():
            if self.most_to_domain and count >= self.most_to_domain:
                messages = messages.exclude(to__iendswith=domain)
        return messages

    def take(self, messages):
        """Those that may leave now."""
        for message in messages:
            domain = domain_of(message.to)
            if self.most and self.to_domain.total() >= self.most:
                return
            if not self.most_to_domain or self.to_domain[domain] < self.most_to_domain:
                self.to_domain[domain] += 1
                yield message


def domain_of(address):
    """With its @, so that no other domain ends like it."""
    return address[address.rindex("@") :].lower()
