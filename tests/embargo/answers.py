"""What a role is told at an address: the answer, and the queries that it rests on."""

import gzip
import re
import sys
from typing import NamedTuple

import pypdfium2
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')
ABOUT_SAVEPOINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK")  # whose names are numbered
READS = ("SELECT", "WITH")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Cell(NamedTuple):
    role: str
    method: str
    url: str

    def __str__(self):
        return f"{self.role}: {self.method} {self.url}"


class Query(NamedTuple):
    sql: str
    given: str
    params: tuple | None

    def __eq__(self, other):
        return self[:2] == other[:2]

    def __hash__(self):
        return hash(self[:2])

    def rows(self):
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            return cursor.fetchall()


class Answer(NamedTuple):
    status: int
    headers: dict
    cookies: list
    body: bytes
    queries: list

    @property
    def shapes(self):
        return [query.sql for query in self.queries]

    @property
    def reads(self):
        return {query for query in self.queries if query.sql.startswith(READS)}

    @property
    def writes(self):
        return any(query.sql.startswith(WRITES) for query in self.queries)

    @property
    def text(self):
        """As somebody reads it who opens what they are given."""
        if self.body.startswith(b"%PDF-"):
            document = pypdfium2.PdfDocument(self.body)
            return "\n".join(page.get_textpage().get_text_range() for page in document)
        unpacked = gzip.decompress(self.body) if self.body.startswith(b"\x1f\x8b") else self.body
        return unpacked.decode(errors="replace")


class Visitor(RequestFactory):
    """Asks as one account. The test client would copy the context of every template that is rendered."""

    def __init__(self, user):
        super().__init__()
        self.handler = ClientHandler(enforce_csrf_checks=False)
        if user:
            client = Client()
            client.force_login(user)
            self.cookies = client.cookies

    def request(self, **request):
        return self.handler(self._base_environ(**request))

    def ask(self, method, url):
        """Whatever the question does is undone."""
        cache.clear()  # nobody has asked too often
        queries = []

        def heard(execute, sql, params, many, context):
            said = sql.split()[0] if sql.startswith(ABOUT_SAVEPOINTS) else sys.intern(sql)
            queries.append(Query(said, repr(params), params))
            return execute(sql, params, many, context)

        with transaction.atomic():
            with connection.execute_wrapper(heard):
                response = self.generic(method, url)
                body = TOKEN.sub(rb"\1", response.getvalue())
            transaction.set_rollback(True)
        return Answer(response.status_code, dict(response.headers), sorted(response.cookies), body, queries)
