"""A relay on loopback that speaks by a script, so that it can fail at every point of the conversation."""

import contextlib
import socket
import socketserver
import threading
import time
from email import message_from_bytes
from typing import NamedTuple

from django.utils import timezone

POLITE = {
    "connect": "220 relay",
    "EHLO": "250-relay\r\n250 SIZE",
    "HELO": "250 relay",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    "dot": "250 accepted",
    "RSET": "250 ok",
    "QUIT": "221 bye",
}
CUT = None  # no answer, and the connection is closed
HANG = "hang"  # no answer, until the other side has enough


class Accepted(NamedTuple):
    at: object
    message_id: str
    to: str


class Conversation(socketserver.StreamRequestHandler):
    def setup(self):
        super().setup()
        self.server.open.add(self)
        self.server.connections += 1

    def finish(self):
        self.server.open.discard(self)
        with contextlib.suppress(OSError):
            super().finish()

    def handle(self):
        with contextlib.suppress(OSError):
            self.say("connect")
            for line in self.rfile:
                self.server.heard.append(line)
                verb = line[:4].decode().upper()
                reply = self.say(verb, line)
                if verb == "STAR":
                    self.request.recv(1)  # the other side begins with TLS
                    self.say("handshake")
                elif reply.startswith("354"):
                    self.take_mail()

    def say(self, point, line=b""):
        """A reply to one whole line, if there is any, goes before that to its verb."""
        whole = line.decode(errors="replace").strip().upper()
        reply = self.server.replies.get(whole, self.server.replies[point])
        if callable(reply):
            reply = reply()
        if reply == HANG:
            while self.request.recv(1024):
                pass
        if reply in {CUT, HANG}:
            self.request.close()
            raise ConnectionAbortedError
        self.wfile.write(f"{reply}\r\n".encode())
        return reply

    def take_mail(self):
        lines = []
        for line in self.rfile:
            if "body" in self.server.replies:
                self.say("body")
            if line == b".\r\n":
                self.server.take(b"".join(lines))
                self.say("dot")
                return
            lines.append(line)


class Relay(socketserver.ThreadingTCPServer):
    """`replies` are texts or functions that make one; `mails` came as far as the final dot, taken or not."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 50

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.replies, self.mails, self.accepted, self.heard, self.connections = dict(POLITE), [], [], [], 0
        self.open = set()  # conversations

    def server_bind(self):
        # Little room, so that a long mail is still on its way when the relay cuts it off.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        super().server_bind()

    @property
    def port(self):
        return self.server_address[1]

    def answer(self, **replies):
        self.replies |= replies

    def recover(self):
        """Be polite from now on."""
        self.replies = dict(POLITE)

    def settle(self):
        """Until it has heard all that was said to it by somebody who has hung up."""
        while self.open:
            time.sleep(0.001)

    def take(self, mail):
        """Before the answer: what it says of 4xx and 5xx the relay will not have had."""
        self.mails.append(mail)
        if str(self.replies["dot"])[0] not in "45":
            parts = message_from_bytes(mail)
            self.accepted.append(Accepted(timezone.now(), parts["Message-ID"], parts["To"]))


@contextlib.contextmanager
def running_relay():
    with Relay() as relay:
        threading.Thread(target=relay.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield relay
        relay.shutdown()
