"""A user's actor file: who is who in a conflict, by other names, offices with their days, and sides.

What a file says is kept apart from what reports say. It tells whom the words of a report mean; it never
puts words there, and where a report says otherwise both are kept and the difference is reported
(`detente.reading.actor_file.contradictions`).
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from detente.errors import ActorFileError
from detente.reading.actor_file.entries import Entry, entries
from detente.reading.actor_file.rules import check_actors

KnownKind = Literal["person", "state", "organisation", "armed force", "group"]
Gender = Literal["he", "she", "they"]

MAX_BYTES = 1_000_000
"""Largest actor file read; one that a person can keep is a hundredth of it."""
KINDS: tuple[KnownKind, ...] = ("person", "state", "organisation", "armed force", "group")
GENDERS: tuple[Gender, ...] = ("he", "she", "they")
_ONLY = {"office": "person", "gender": "person", "demonyms": "state", "capitals": "state"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office a person holds, in words, and of whom; ``line`` is where the file has it.

    ``since`` is its first day and ``until`` its last; None where it has always been or is still held.
    """

    title: str
    of: str
    since: date | None = None
    until: date | None = None
    line: int | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether it is held on a day; on a day that is not known, only an office without any.

        Examples
        --------
        >>> office = Office(title="president", of="Karvia", since=date(2024, 5, 1))
        >>> office.holds_on(date(2024, 5, 1)), office.holds_on(date(2024, 4, 30)), office.holds_on(None)
        (True, False, False)
        """
        if day is None:
            return self.since is None and self.until is None
        return (self.since or day) <= day <= (self.until or day)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """One actor as the user knows it.

    ``aliases`` are other names a report may use, ``demonyms`` (of a state) words for its people,
    ``capitals`` (of a state) places that stand for its government. ``speaks_for`` holds on every day;
    an office does so from its first day to its last. ``side`` is whose side the actor is on, which is
    not to speak for it.
    """

    name: str
    kind: KnownKind
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    speaks_for: str | None = None
    side: str | None = None
    gender: Gender | None = None
    offices: tuple[Office, ...] = ()
    line: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases, without repeats."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))

    @property
    def words(self) -> tuple[str, ...]:
        """Every word or words by which a report may mean the actor or its government."""
        return tuple(dict.fromkeys((*self.names, *self.demonyms, *self.capitals)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFile:
    """What an actor file says, in its order, with its name and the digest of its bytes."""

    name: str
    sha256: str
    actors: tuple[KnownActor, ...]

    @property
    def description(self) -> str:
        """What a record says of it."""
        return f"actor file '{self.name}' (sha256 {self.sha256[:12]})"


def load_actor_file(path: str | os.PathLike[str]) -> ActorFile:
    """Read an actor file.

    Parameters
    ----------
    path : str or path-like
        TOML in UTF-8, at most ``MAX_BYTES`` long; the format is in docs/reference/actor-file.md.

    Returns
    -------
    ActorFile
        Checked: each name is one actor's, offices end after they begin, an office that only one
        person can hold has one holder on any day, nobody speaks for himself in a circle.

    Raises
    ------
    ActorFileError
        If the file cannot be read, is not TOML, or breaks one of its rules; the message names the
        file, the line, the rule, the value met and the next step.
    """
    where = Path(path)
    raw = _bytes_of(where)
    return parse_actor_file(raw, name=where.name)


def parse_actor_file(raw: bytes, *, name: str) -> ActorFile:
    r"""Read an actor file from its bytes; ``name`` is what messages call it.

    Raises
    ------
    ActorFileError
        As `load_actor_file` does.

    Examples
    --------
    >>> file = parse_actor_file(b"[[actor]]\nname = 'Karvia'\nkind = 'state'", name="actors.toml")
    >>> [actor.name for actor in file.actors]
    ['Karvia']
    >>> parse_actor_file(b"[[actor]]\nname = 'Karvia'\nkind = 'country'", name="actors.toml")
    Traceback (most recent call last):
    ...
    detente.errors.ActorFileError: actor 'Karvia' has the kind 'country' (actors.toml, line 3): ...
    """
    if len(raw) > MAX_BYTES:
        raise ActorFileError(
            f"actor file '{name}' has {len(raw):,} bytes, at most {MAX_BYTES:,} are read: "
            "keep in it the actors of one conflict"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ActorFileError(
            f"actor file '{name}' is not UTF-8 (byte {error.start}): save it as UTF-8"
        ) from error
    actors = tuple(_actor(entry) for entry in entries(text, name))
    check_actors(actors, name)
    return ActorFile(name=name, sha256=hashlib.sha256(raw).hexdigest(), actors=actors)


def _bytes_of(path: Path) -> bytes:
    """Read at most one byte more than is allowed, so that no size can fill the memory."""
    if "\0" in str(path):
        raise ActorFileError(f"actor file {str(path)!r} cannot be: a path holds no null sign")
    try:
        is_plain = stat.S_ISREG(path.stat().st_mode)
        if is_plain:
            with path.open("rb") as stream:
                return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ActorFileError(f"actor file '{path}' does not exist: check the path") from error
    except OSError as error:
        raise ActorFileError(f"actor file '{path}' cannot be read: {error.strerror}") from error
    raise ActorFileError(f"actor file '{path}' is not a plain file: give a TOML file")


def _actor(entry: Entry) -> KnownActor:
    name = entry.name("name")
    named = entry.called(f"actor {name!r}")
    kind = named.choice("kind", KINDS)
    gender = named.choice("gender", GENDERS) if named.has("gender") else None
    offices = tuple(_office(inner.called(f"an office of {name!r}")) for inner in named.tables("office"))
    actor = KnownActor(
        name=name,
        kind=kind,
        aliases=named.names("aliases"),
        demonyms=named.names("demonyms"),
        capitals=named.names("capitals"),
        speaks_for=named.name("speaks_for") if named.has("speaks_for") else None,
        side=named.name("side") if named.has("side") else None,
        gender=gender,
        offices=offices,
        line=named.line(),
    )
    named.finish()
    for key, only in _ONLY.items():
        if named.has(key) and kind != only:
            raise named.error(
                f"has {key!r}, which only an actor of kind {only!r} has; it is of kind {kind!r}",
                "remove it, or change the kind",
                key,
            )
    return actor


def _office(entry: Entry) -> Office:
    office = Office(
        title=entry.name("title"),
        of=entry.name("of"),
        since=entry.day("from"),
        until=entry.day("until"),
        line=entry.line(),
    )
    entry.finish()
    if office.since is not None and office.until is not None and office.until < office.since:
        raise entry.error(
            f"({office.title} of {office.of}) ends on {office.until}, before it begins on {office.since}",
            "exchange the days or correct one",
            "until",
        )
    return office
