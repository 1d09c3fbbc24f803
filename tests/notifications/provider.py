"""A provider on loopback that takes requests as Postmark does, and fails as it is told."""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "of-the-provider", "To": "ada@example.org"}
CUT = None  # no answer, and the connection is closed


class Request(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append(json.loads(body))
        if callable(self.server.answer):
            self.server.answer()
        elif self.server.answer is not CUT:
            self.say(*self.server.answer)

    def say(self, status, answer):
        body = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Provider(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Request)
        self.requests, self.answer = [], (200, TAKEN)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/"


@contextlib.contextmanager
def running_provider():
    with Provider() as provider:
        threading.Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield provider
        provider.shutdown()
