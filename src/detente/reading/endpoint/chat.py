"""One question to a chat endpoint that speaks the OpenAI protocol, and its answer, over plain HTTP.

The standard library's client is used as it is: it takes no proxy from the environment and follows no
redirection, so a text goes to the address that was given and nowhere else.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from detente.errors import ReadingError

MAX_ANSWER = 2_000_000
"""Longest answer that is read, in bytes; one to a passage of a report is a few thousand."""
_PIECE = 65_536
_SHOWN = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where an endpoint is: the parts of its URL, and the key it asks for, which is never shown."""

    scheme: str
    host: str
    port: int
    path: str
    key: str = field(default="", repr=False)

    @property
    def shown(self) -> str:
        """The address as messages give it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


class UnansweredError(Exception):
    """No usable answer came, for a reason that may pass: the question may be asked again."""


def parse_address(url: str, *, allow_remote: bool, key: str = "") -> Address:
    """Return the address a URL gives, ending in ``/v1/chat/completions``.

    Raises
    ------
    ReadingError
        If the URL is not plain http or https, holds a user name, a query or a fragment, or names another
        machine and that was not allowed; or if the key would leave this machine unencrypted.
    """
    parts, port = _split(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise ReadingError(
            f"endpoint {_shown(url)!r} is no address of a server: write it as http://127.0.0.1:8080"
        )
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise ReadingError(
            f"endpoint at {host!r} holds a user name, a query or a fragment: give the address alone, and a "
            "key in the environment"
        )
    is_here = is_loopback(host)
    if not is_here and not allow_remote:
        raise ReadingError(
            f"endpoint {_shown(url)!r} is not on this machine, and reports are sent to no other unless that "
            "is allowed: use a loopback address, or allow it (--endpoint-remote, allow_remote=True)"
        )
    if key and (not key.isascii() or not key.isprintable()):
        raise ReadingError(f"the key for endpoint {_shown(url)!r} holds more than letters, digits and marks")
    if key and not is_here and parts.scheme == "http":
        raise ReadingError(
            f"endpoint {_shown(url)!r} would get the key unencrypted over a network: use https, or no key"
        )
    base = parts.path.rstrip("/").removesuffix("/chat/completions").removesuffix("/v1")
    default = 443 if parts.scheme == "https" else 80
    path = f"{base}/v1/chat/completions"
    return Address(scheme=parts.scheme, host=host, port=port or default, path=path, key=key)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its very name: ``localhost`` or a loopback address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def ask(address: Address, question: object, *, timeout: float) -> str:
    """Send a question and return the words of the answer.

    Parameters
    ----------
    address : Address
    question : object
        What JSON can hold: model, messages and settings.
    timeout : float
        Seconds for all of it, from connecting to the last byte, however slowly the bytes come.

    Raises
    ------
    UnansweredError
        If the answer is late, too long, broken off, or not of the protocol; or the server is busy or failing.
    ReadingError
        If the server cannot be reached or refuses the question.
    """
    body = json.dumps(question, ensure_ascii=True).encode("ascii")
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    if address.key:
        headers["Authorization"] = f"Bearer {address.key}"
    make = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = make(address.host, address.port, timeout=timeout)
    until = time.monotonic() + timeout
    try:
        connection.connect()
    except (OSError, UnicodeError) as error:
        connection.close()
        raise ReadingError(
            f"endpoint {address.shown} cannot be reached ({error}): start the server, or correct the address"
        ) from error
    line = connection.sock
    # A socket's timeout counts from byte to byte; the timer ends an answer that drips for ever.
    timer = Timer(max(0.0, until - time.monotonic()), _hang_up, (line,))
    timer.daemon = True
    timer.start()
    try:
        connection.request("POST", address.path, body=body, headers=headers)
        status, data = _receive(connection)
    except (OSError, HTTPException) as error:
        is_late = time.monotonic() >= until
        why = f"no whole answer within {timeout:g} s" if is_late else f"{type(error).__name__}: {error}"
        raise UnansweredError(f"endpoint {address.shown}: {why}") from error
    finally:
        timer.cancel()
        connection.close()
    if time.monotonic() >= until:
        raise UnansweredError(f"endpoint {address.shown}: no whole answer within {timeout:g} s")
    return _words(status, data, address)


def _split(url: str) -> tuple[SplitResult, int | None]:
    if not url.isascii() or not url.isprintable() or " " in url:
        raise ReadingError(f"endpoint {_shown(url)!r} is no address of a server: write it in plain letters")
    try:
        parts = urlsplit(url)
        return parts, parts.port
    except ValueError as error:
        raise ReadingError(f"endpoint {_shown(url)!r} is no address of a server ({error})") from error


def _shown(url: str) -> str:
    """Return a URL for a message, without a user name or password it may hold."""
    return url.rpartition("@")[2][:_SHOWN]


def _hang_up(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the other side was faster


def _receive(connection: HTTPConnection) -> tuple[int, bytes]:
    response = connection.getresponse()
    received = bytearray()
    while len(received) <= MAX_ANSWER and (piece := response.read(_PIECE)):
        received += piece
    return response.status, bytes(received)


def _words(status: int, data: bytes, address: Address) -> str:
    """Return the answer's words from the protocol around them."""
    if status in (408, 429) or status >= 500:
        raise UnansweredError(f"endpoint {address.shown} answers with status {status}")
    if status != 200:
        raise ReadingError(
            f"endpoint {address.shown} refuses the question with status {status}: check the address, the "
            "model's name and the key"
        )
    if len(data) > MAX_ANSWER:
        raise UnansweredError(f"endpoint {address.shown} answers with more than {MAX_ANSWER:,} bytes")
    try:
        words = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise UnansweredError(
            f"endpoint {address.shown} does not answer as the protocol asks ({type(error).__name__})"
        ) from error
    if not isinstance(words, str):
        raise UnansweredError(f"endpoint {address.shown} answers without words")
    return words
