import ipaddress
import os
import socket
from pathlib import Path

import pytest
from django.conf import settings

from notifications import clock, restored
from tests import servers
from tests.canaries import listening
from tests.environment import PROJECT

BROWSER_TESTS = PROJECT / "tests" / "browser"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(BROWSER_TESTS):
            item.add_marker("browser")


@pytest.fixture(scope="session", autouse=True)
def nothing_leaves_this_machine():
    """A name is looked up and a connection opened only on loopback."""

    def on_loopback(function, host_of):
        def guarded(*args, **options):
            host = host_of(args)
            if host not in {None, "", "localhost", b"localhost"} and not ipaddress.ip_address(host).is_loopback:
                raise RuntimeError(f"A test tried to reach {host}.")
            return function(*args, **options)

        return guarded

    def host_of_address(args):
        address = args[1]
        return address[0] if isinstance(address, tuple) else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", on_loopback(socket.getaddrinfo, lambda args: args[0]))
        patch.setattr(socket.socket, "connect", on_loopback(socket.socket.connect, host_of_address))
        yield


@pytest.fixture(scope="session")
def listener():
    with listening() as heard:
        yield heard


@pytest.fixture(autouse=True)
def no_log_sings(listener):
    """What the factories make as if told in confidence is in no record of any test."""
    listener.heard.clear()
    yield
    assert listener.heard == []


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """SQLite tests use a file, as the product does: one in memory has neither its journal nor its locks."""
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = settings.VAR_DIR / "test.sqlite3"


@pytest.fixture(scope="session")
def valkey_url():
    with servers.valkey() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_url():
    """A database in a cluster beside the one that the suite may run on; `servers.fresh_database` makes more."""
    with servers.postgres() as url:
        yield url


@pytest.fixture(scope="session")
def real_data():
    """The real workshops' files, which are not part of the repository."""
    folder = Path(os.environ.get("REAL_DATA", PROJECT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"The real data is not in {folder}; REAL_DATA names its place.")
    return folder


@pytest.fixture(scope="session", autouse=True)
def passwords_are_hashed_quickly():
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def one_clock(monkeypatch):
    """Tests turn the clock of their process, which the database's is not to put right."""
    monkeypatch.setattr(clock, "compare", lambda: None)


@pytest.fixture(autouse=True)
def no_sweep_is_remembered():
    """That of another test may have been in the future, which would make the database of this one an old one."""
    (settings.VAR_DIR / restored.FILE).unlink(missing_ok=True)
