"""A relay on loopback that speaks by a script, so that it can fail at every point of the conversation."""

import contextlib
import socketserver
import threading

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


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        with contextlib.suppress(OSError):
            self.server.connections += 1
            self.say("connect")
            for line in self.rfile:
                verb = line[:4].decode().upper()
                if self.say(verb).startswith("354"):
                    self.take_mail()

    def say(self, point):
        reply = self.server.replies[point]
        if callable(reply):
            reply = reply()
        if reply is CUT:
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
                self.server.mails.append(b"".join(lines))
                self.say("dot")
                return
            lines.append(line)


class Relay(socketserver.ThreadingTCPServer):
    """`replies` are texts or functions that make one; `mails` came as far as the final dot, taken or not."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.replies, self.mails, self.connections = dict(POLITE), [], 0

    @property
    def port(self):
        return self.server_address[1]

    def answer(self, **replies):
        self.replies |= replies


@contextlib.contextmanager
def running_relay():
    with Relay() as relay:
        threading.Thread(target=relay.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield relay
        relay.shutdown()
