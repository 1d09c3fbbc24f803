"""Where a provider tells what became of our mails: anymail's views, with a limit, and only if somebody signs."""

import warnings
from http import HTTPStatus

from anymail import urls as anymail_urls
from anymail.exceptions import AnymailConfigurationError, AnymailInsecureWebhookWarning
from django.core.exceptions import BadRequest, ImproperlyConfigured
from django.http import HttpResponse
from django.urls import path

MOST_BYTES = 2 * 2**20  # some report hundreds of mails at once
NAME = "{}_tracking_webhook"


def paths(provider):
    """The address of the one provider that is configured, if any."""
    if not provider:
        return []
    return [path(f"mail/reports/{provider}/", _view_of(provider).as_view(), name="mail_reports")]


def refuse_if_open(provider):
    """No start with an address at which anybody could tell us that mails bounced."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", AnymailInsecureWebhookWarning)
        try:
            _view_of(provider)()
        except AnymailInsecureWebhookWarning:
            raise ImproperlyConfigured(
                f"Anybody could report on mails. Set ANYMAIL_WEBHOOK_SECRET for {provider}, or the key that it signs with."
            ) from None


def _view_of(provider):
    known = {each.name: each.callback.view_class for each in anymail_urls.urlpatterns}
    del known[
        NAME.format("amazon_ses")
    ]  # its errors are those of another library, which notifications.provider cannot read
    if NAME.format(provider) not in known:
        providers = sorted(name.removesuffix(NAME.format("")) for name in known if name.endswith(NAME.format("")))
        raise ImproperlyConfigured(f"MAIL_PROVIDER is {provider!r}; it may be {', '.join(providers)}.")
    return type("Reports", (Limited, known[NAME.format(provider)]), {})


class Limited:
    """Before anymail's view."""

    def post(self, request, *args, **kwargs):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return super().post(request, *args, **kwargs)

    def parse_events(self, request):
        try:
            return super().parse_events(request)
        except (LookupError, ValueError, TypeError, AttributeError, AnymailConfigurationError) as error:
            raise BadRequest("This is no report of a delivery.") from error
