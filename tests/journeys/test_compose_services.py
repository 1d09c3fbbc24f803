"""No container engine runs here: the very commands of docker-compose.yml run as processes, on real servers."""

import re
import shutil
import subprocess

import pytest
import yaml

from tests import environment, servers
from tests.environment import PROJECT
from tests.journeys.site import Site

SERVICES = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]
AS_THE_PROXY = {"Host": "workshops.example.org", "X_Forwarded_Proto": "https"}
POST_A_MESSAGE = """
from notifications import outbox
outbox.post([outbox.letter("trial", to="ada@example.org", subject="It works", text="It works.", html="<p>It works.</p>")])
"""


def compose_environment(service):
    """What the containers get: names without a value and ${NAME...} come from .env, here the example."""
    example = environment.example()
    declared = SERVICES[service]["environment"].items()
    return {
        name: example[name] if value is None else re.sub(r"\$\{(\w+)[^}]*\}", lambda hit: example[hit[1]], str(value))
        for name, value in declared
    }


@pytest.fixture(scope="module")
def mail_ports():
    """Of the mail service: where it takes mail, and where it shows it."""
    return servers.free_port(), servers.free_port()


@pytest.fixture(scope="module")
def site(postgres_url, valkey_url, mail_ports):
    smtp, pages = mail_ports
    with servers.fresh_database(postgres_url) as database_url, Site() as site:
        site.environment |= compose_environment("web") | {
            "DATABASE_URL": database_url,
            "REDIS_URL": valkey_url,
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp}",
            "S3_BUCKET": "",
            "WEB_CONCURRENCY": "1",
            "STATIC_ROOT": str(site.folder / "static"),
            "PORT": str(site.port),
        }
        folder = str(site.folder / "mail")
        here = {"0.0.0.0": "127.0.0.1", "1025": str(smtp), "8025": str(pages), "/var/lib/laurel/mail": folder}
        commands = {
            name: [here.get(word, word) for word in service["command"]]
            for name, service in SERVICES.items()
            if "command" in service
        }
        site.manage("collectstatic", "--no-input")
        site.run(*commands["migrate"])
        site.manage("demo_data", "--force")
        site.start(*commands["mail"])
        site.start(*commands["web"], "--bind", f"127.0.0.1:{site.port}")
        site.start(*commands["worker"])
        site.start(*commands["beat"])
        site.wait_for("/healthz", **AS_THE_PROXY)
        yield site


def test_the_web_service_serves_the_home_page_behind_the_proxy(site):
    assert site.get("/", **AS_THE_PROXY).status == 200


def test_the_web_service_sends_a_visitor_without_tls_to_https(site):
    answer = site.get("/", Host="workshops.example.org")

    assert (answer.status, answer.headers["Location"]) == (301, "https://workshops.example.org/")


@pytest.mark.parametrize("service", ["web", "worker", "beat"])
def test_a_running_service_passes_its_own_health_check(site, service):
    kind, *command = SERVICES[service]["healthcheck"]["test"]

    assert kind == "CMD"
    site.until(lambda: subprocess.run(command, cwd=PROJECT, env=site.environment).returncode, lambda code: code == 0)


def test_a_posted_message_reaches_the_mail_service(site, mail_ports):
    site.manage("shell", "-c", POST_A_MESSAGE)

    site.until(lambda: site.get("/messages.json", port=mail_ports[1]).text, lambda caught: "ada@example.org" in caught)


def test_compose_accepts_its_file():
    if not shutil.which("docker") or subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        pytest.skip("There is no `docker compose` here.")

    command = ["docker", "compose", "--env-file", ".env.example", "config", "--quiet"]
    checked = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stderr
