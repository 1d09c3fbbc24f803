"""Somebody who looks at a public page and asks for a code to sign in, again and again, with a watch."""

import itertools
import re
import threading
import time
import urllib.parse
from contextlib import suppress
from http.client import HTTPConnection

SIGN_IN = "/accounts/login/code/"
NUMBERS = itertools.count()


class Visitor(threading.Thread):
    """`pages` and `codes` are (status, seconds) of every answer."""

    def __init__(self, site):
        super().__init__(daemon=True)
        self.site, self.done = site, threading.Event()
        self.pages, self.codes = [], []

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.join()

    def run(self):
        while not self.done.wait(0.2):
            self.pages.append(self.ask("GET", "/"))
            self.codes.append(self.ask_for_a_code())

    def ask_for_a_code(self):
        form = self.site.get(SIGN_IN)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.text)[1]
        cookie = form.headers["Set-Cookie"].partition(";")[0]
        told = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        number = next(NUMBERS)
        # From another network each time, as the limits are for each.
        told["X-Forwarded-For"] = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
        words = {"csrfmiddlewaretoken": token, "email": f"visitor{number}@example.org"}
        return self.ask("POST", SIGN_IN, urllib.parse.urlencode(words), told)

    def ask(self, method, path, body=None, headers=None):
        began = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        with suppress(OSError):
            connection.request(method, path, body, headers or {})
            status = connection.getresponse().status
            connection.close()
            return status, time.monotonic() - began
        return 0, time.monotonic() - began
