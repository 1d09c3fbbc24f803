from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings

from notifications import outbox
from notifications.models import OnUncertain


class AccountAdapter(DefaultAccountAdapter):
    """Mails about an account leave through the outbox like all others; their secrets are wiped once sent."""

    def send_mail(self, template_prefix, email, context):
        mail = self.render_mail(template_prefix, email, {"site_url": settings.SITE_URL, **context})
        html = next((body for body, kind in getattr(mail, "alternatives", []) if kind == "text/html"), "")
        message = outbox.letter(
            template_prefix.removeprefix("account/email/"),
            to=email,
            subject=mail.subject,
            text=mail.body,
            html=html,
            on_uncertain=OnUncertain.RESEND,
            confidential=True,
        )
        outbox.post([message])
