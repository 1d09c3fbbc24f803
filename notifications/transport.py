"""SMTP that knows how far a mail came.

All of “no banner”, “cut in the middle” and “cut after the last byte, although accepted” are the same exception in
smtplib. Only the last of them leaves open whether the relay has the mail, so that the stage is written down.
"""

import contextlib
import re
import smtplib
import socket
from functools import partial

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from notifications import provider
from notifications.stages import Progress, Stage

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


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
    def __init__(self):
        super().__init__()
        self.progress = Progress(before_dot=lambda: None)

    @property
    def connection_class(self):
        return partial(StagedSMTPOverTLS if self.use_ssl else StagedSMTP, progress=self.progress)


class Relay(contextlib.AbstractContextManager):
    """The way out, kept open from one mail to the next and given up after any trouble."""

    def __init__(self):
        self.backend = None
        self.carried = 0

    def __exit__(self, *_):
        self._close()

    def send(self, email, progress):
        if settings.EMAIL_BACKEND != SMTP_BACKEND:
            provider.send(email, progress)
            return
        if self.carried >= settings.MAIL_PER_CONNECTION:
            self._close()
        kept = self.backend is not None
        try:
            self._send(email, progress)
        except (OSError, smtplib.SMTPException):
            self._close()
            if not kept or progress.stage != Stage.CONNECT:
                raise
            self._send(email, progress)  # the relay had hung up between two mails

    def _send(self, email, progress):
        if self.backend is None:
            self.backend, self.carried = StagedBackend(), 0
            self.backend.open()
        self.backend.connection.progress = progress
        self.backend.send_messages([email])
        self.carried += 1

    def _close(self):
        backend, self.backend = self.backend, None
        if backend is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):  # what was taken is sent, however it says goodbye
                backend.close()
