"""SMTP that knows how far a mail came.

All of “no banner”, “cut in the middle” and “cut after the last byte, although accepted” are the same exception in
smtplib. Only the last of them leaves open whether the relay has the mail, so that the stage is written down.
"""

import re
import smtplib
import socket
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class Stage(StrEnum):
    CONNECT = "connect"  # up to MAIL: what goes wrong here concerns the relay and us, not this mail
    ENVELOPE = "envelope"
    DATA = "data"
    BODY = "body"
    DOT = "dot"  # the final dot may have reached the relay: whether it has the mail is not known
    ACCEPTED = "accepted"


@dataclass
class Progress:
    before_dot: Callable[[], None]
    stage: Stage = Stage.CONNECT


class StagedMixin:
    def __init__(self, *args, progress, **kwargs):
        self.progress = progress
        super().__init__(*args, **kwargs)

    def connect(self, *args, **kwargs):
        answer = super().connect(*args, **kwargs)
        # The dot is a write of its own, which would wait 40 ms for the acknowledgement of the body.
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return answer

    def rcpt(self, *args, **kwargs):
        self.progress.stage = Stage.ENVELOPE
        return super().rcpt(*args, **kwargs)

    def data(self, msg):
        try:
            return self._data(msg)
        except BaseException:
            self.close()  # a QUIT would be read as a line of the mail
            raise

    def _data(self, msg):
        self.progress.stage = Stage.DATA
        code, reply = self.docmd("DATA")
        if code != 354:
            raise smtplib.SMTPDataError(code, reply)
        self.progress.stage = Stage.BODY
        body = re.sub(rb"(?m)^\.", b"..", msg)
        self.send(body if body.endswith(b"\r\n") else body + b"\r\n")
        self.progress.before_dot()
        self.progress.stage = Stage.DOT
        self.send(b".\r\n")
        code, reply = self.getreply()
        if code == 250:
            self.progress.stage = Stage.ACCEPTED
        return code, reply


class StagedSMTP(StagedMixin, smtplib.SMTP):
    pass


class StagedSMTPOverTLS(StagedMixin, smtplib.SMTP_SSL):
    pass


class StagedBackend(EmailBackend):
    def __init__(self, progress):
        super().__init__()
        self.progress = progress

    @property
    def connection_class(self):
        return partial(StagedSMTPOverTLS if self.use_ssl else StagedSMTP, progress=self.progress)


def connection(progress):
    """Django's mail backend; of others than SMTP nothing is known but that what they raise was not sent."""
    if settings.EMAIL_BACKEND == SMTP_BACKEND:
        return StagedBackend(progress)
    progress.before_dot()
    progress.stage = Stage.BODY
    return get_connection()
