"""A PostgreSQL server of the tests' own: on the loopback, in a folder that goes with it, for one session."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pg8000.dbapi

USER = "detente"
_SECONDS = 60  # that a server may take to start on a busy machine
_QUICK = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
)  # what is lost with the machine may be


class Server:
    """A running server, in which every test gets a database of its own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._numbers = count(1)

    def database(self) -> str:
        """Make an empty database and return its address."""
        name = f"record_{next(self._numbers)}"
        self.run("postgres", f"CREATE DATABASE {name}")
        return f"postgresql://{USER}@127.0.0.1:{self._port}/{name}"

    def drop(self, address: str) -> None:
        """Remove a database by its address, whoever is still connected to it."""
        self.run("postgres", f"DROP DATABASE {address.rpartition('/')[2]} WITH (FORCE)")

    def run(self, database: str, *statements: str) -> list[Any]:
        """Run statements behind the store's back; return what the last one gives."""
        found: list[Any] = []
        connection = pg8000.dbapi.connect(USER, host="127.0.0.1", port=self._port, database=database)
        try:
            connection.autocommit = True
            cursor = connection.cursor()
            for statement in statements:
                cursor.execute(statement)
            if cursor.description:
                found = list(cursor.fetchall())
        finally:
            connection.close()
        return found


def binaries() -> Path | None:
    """Return the folder of the server's programs, the newest; None where there are none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True
    )
    on_path = shutil.which("initdb")
    places = [*found, *([Path(on_path).parent] if on_path else [])]
    return next((place for place in places if (place / "initdb").exists()), None)


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """Start a server and stop it in the end."""
    folder = Path(tempfile.mkdtemp(prefix="detente-postgresql-"))
    who: dict[str, Any] = {}
    if os.geteuid() == 0:  # a server refuses to run as root
        user = _ordinary_user()
        os.chown(folder, user.pw_uid, user.pw_gid)
        who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    data = folder / "data"
    port = _free_port()
    process = None
    try:
        made: list[str | Path] = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        ]
        subprocess.run(made, check=True, capture_output=True, cwd=folder, **who)
        settings = [
            f"port={port}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={folder}",
            *_QUICK,
        ]
        options = [part for setting in settings for part in ("-c", setting)]
        log = (folder / "log").open("wb")
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, *options], stdout=log, stderr=log, cwd=folder, **who
        )
        log.close()
        server = Server(port)
        _wait_for(server, process, folder / "log")
        yield server
    finally:
        if process is not None:
            process.terminate()
            process.wait(_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _ordinary_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("there is neither a user 'postgres' nor 'nobody' to run a server as: add one of them")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _SECONDS
    while True:
        try:
            server.run("postgres", "SELECT 1")
            return
        except (pg8000.dbapi.Error, OSError):
            if process.poll() is not None or time.monotonic() > deadline:
                said = log.read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"the server did not start: {said}") from None
            time.sleep(0.1)
