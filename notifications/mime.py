"""From a row to the mail that leaves."""

from email.utils import formataddr, parseaddr
from functools import cached_property

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from notifications import provider


class Mail(EmailMultiAlternatives):
    """Put together once, however often it is asked for."""

    @cached_property
    def built(self):
        return super().message()

    def message(self):
        return self.built


def email_of(message):
    """The mail of a row; an error for headers that cannot be, so that only this mail fails."""
    mail = Mail(
        subject=message.subject,
        body=message.text,
        from_email=formataddr((message.from_name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
        | _unsubscribing(message)
        | _thread(message),
    )
    if provider.is_ours():
        mail.metadata = {"message": str(message.pk)}  # comes back with every report
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    if message.calendar:
        mail.attach("event.ics", message.calendar, "text/calendar")
    mail.message()
    return mail


def _unsubscribing(message):
    """One press in the mail program, as RFC 8058 has it; only where somebody may want no more of the kind."""
    if not message.unsubscribe_url:
        return {}
    return {
        "List-Unsubscribe": f"<{message.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _thread(message):
    """Mail programs show it below the mail that it answers."""
    return {"In-Reply-To": message.in_reply_to, "References": message.in_reply_to} if message.in_reply_to else {}
