import http.client
import json
import smtplib
import socket
import subprocess
import sys
import time
from email.message import EmailMessage

import pytest

from tests import environment
from tests.servers import free_port


class Catcher:
    def __init__(self, folder):
        self.folder, self.smtp, self.http = folder / "mail", free_port(), free_port()
        ports = ["--smtp", str(self.smtp), "--http", str(self.http)]
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "mailcatcher", *ports, "--dir", str(self.folder)],
            cwd=environment.PROJECT,
            env=environment.clean() | {"LAUREL_ENV": "demo", "DATABASE_URL": f"sqlite:///{folder}/no/such/folder"},
        )

    def wait(self):
        for _ in range(200):
            try:
                return socket.create_connection(("127.0.0.1", self.smtp)).close()
            except ConnectionRefusedError:
                time.sleep(0.1)
        raise TimeoutError

    def take(self, message):
        with smtplib.SMTP("127.0.0.1", self.smtp) as client:
            client.send_message(message, "laurel@example.org", ["ada@example.org"])

    def get(self, path, host="localhost"):
        client = http.client.HTTPConnection("127.0.0.1", self.http)
        client.request("GET", path, headers={"Host": host, "Cookie": "sessionid=of-another-port"})
        answer = client.getresponse()
        answer.text = answer.read().decode()
        client.close()
        return answer


@pytest.fixture(scope="module")
def catcher(tmp_path_factory):
    catcher = Catcher(tmp_path_factory.mktemp("catcher"))
    catcher.wait()
    message = EmailMessage()
    message["To"], message["From"], message["Subject"] = "ada@example.org", "laurel@example.org", "Größe <b>"
    message.set_content("The text part.")
    message.add_alternative("<p style='color: red'>The HTML part.</p>", subtype="html")
    catcher.take(message)
    yield catcher
    catcher.process.terminate()
    assert catcher.process.wait(timeout=10) == 0


@pytest.fixture
def caught(catcher):
    return json.loads(catcher.get("/messages.json").text)["messages"][-1]


def test_a_message_is_caught(caught):
    assert (caught["to"], caught["subject"], caught["text"]) == ("ada@example.org", "Größe <b>", "The text part.\n")


def test_a_message_is_one_file(catcher, caught):
    assert (catcher.folder / f"{caught['id']}.eml").read_bytes().endswith(b"--\r\n")


def test_the_list_shows_the_newest_first(catcher):
    later = EmailMessage()
    later["Subject"] = "Later"
    catcher.take(later)

    page = catcher.get("/").text

    assert page.index("Later") < page.index("Größe &lt;b&gt;")


def test_a_message_has_a_page(catcher, caught):
    page = catcher.get(f"/messages/{caught['id']}")

    assert "The text part." in page.text
    assert "sandbox" in page.text
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_the_html_part_may_have_styles_and_nothing_else(catcher, caught):
    page = catcher.get(f"/messages/{caught['id']}/body")

    policy = set(page.headers["Content-Security-Policy"].split("; "))
    assert "The HTML part." in page.text
    assert policy == {"default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'self'", "sandbox"}


def test_a_message_is_shown_as_it_came(catcher, caught):
    page = catcher.get(f"/messages/{caught['id']}/raw")

    assert page.headers["Content-Type"].startswith("text/plain")
    assert "multipart/alternative" in page.text


def test_the_pages_have_their_style(catcher):
    assert catcher.get("/catcher.css").headers["Content-Type"] == "text/css"


def test_a_message_that_is_not_there_is_not_found(catcher):
    assert catcher.get("/messages/nothing").status == 404


def test_another_site_cannot_pose_as_this_machine(catcher):
    assert catcher.get("/", host="evil.example").status == 400
