from anymail.signals import tracking
from django.apps import AppConfig
from django.conf import settings


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self):
        from notifications import landing, reports  # noqa: PLC0415 - need the app registry

        tracking.connect(landing.hear)
        if settings.MAIL_PROVIDER:
            reports.refuse_if_open(settings.MAIL_PROVIDER)
