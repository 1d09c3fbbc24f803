"""Mail without SMTP: one request to a provider (django-anymail), and what each way of failing says about it.

Each mail has a connection of its own: of one that was kept open and hung up on, nobody could say what it still carried.
"""

import requests
from anymail.exceptions import AnymailConfigurationError, AnymailError, AnymailRequestsAPIError
from django.conf import settings
from django.core.mail import get_connection
from urllib3.exceptions import NewConnectionError

from notifications.stages import Refused, Stage

# Concerns all mails: no right to send, no such account, nothing paid, too fast, or not served at the moment.
TROUBLE = {401, 402, 403, 404, 405, 407, 429, 503}
NO_HANDSHAKE = ("CERTIFICATE_VERIFY_FAILED", "WRONG_VERSION_NUMBER")  # other trouble of TLS may come later


def is_ours():
    return settings.EMAIL_BACKEND.startswith("anymail.")


def send(email, progress):
    """Of backends that are not anymail's nothing is known but that what they raise was not sent."""
    progress.before_dot()
    progress.stage = (
        Stage.DOT if is_ours() else Stage.BODY
    )  # whatever is raised beside what follows, may be so after it
    try:
        get_connection().send_messages([email])
    except AnymailConfigurationError as error:
        progress.stage = Stage.CONNECT
        raise ConnectionError(*error.args) from error
    except AnymailRequestsAPIError as error:
        progress.stage = _stage_of(error)
        if progress.stage == Stage.DATA:
            raise Refused(str(error)) from error
        raise
    except AnymailError as error:  # the recipient is refused, or the mail cannot be put into the provider's words
        progress.stage = Stage.DATA
        raise Refused(str(error)) from error


def _stage_of(error):
    """CONNECT: nothing was taken, and no other mail would be. DATA: this one is refused. DOT: perhaps it was taken."""
    status = error.status_code
    if status is None:
        return Stage.CONNECT if _never_connected(error.__cause__) else Stage.DOT
    if status in TROUBLE:
        return Stage.CONNECT
    return Stage.DATA if 400 <= status < 500 else Stage.DOT  # a gateway does not know; nor does an answer without sense


def _never_connected(cause):
    reason = getattr(next(iter(getattr(cause, "args", ())), None), "reason", None)
    before = isinstance(cause, requests.ConnectTimeout | requests.exceptions.ProxyError | ValueError)
    return before or isinstance(reason, NewConnectionError) or any(words in str(reason) for words in NO_HANDSHAKE)
