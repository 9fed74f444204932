"""Whether a record is sound: told at once, and the same as the slow check that says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from tests.unit.record.sample import sample

import detente.record.check as checking
from detente.errors import PassageError, RecordError
from detente.record.check import check
from detente.record.fields import references
from detente.record.record import Record
from detente.record.soundness import ids_referred_to, is_sound, known_ids

GROUPS = ("relations", "statements", "events", "proposals", "responses", "claims", "inconsistencies")
_BAD_TEXT = "words that stand nowhere"


def test_a_sound_record_is_sound() -> None:
    assert is_sound(Record())
    assert is_sound(sample())


def broken() -> Iterator[tuple[str, Record]]:
    """Yield records with one thing wrong each: every place, reference, number and id of a sample."""
    record = sample()
    for name in ("actors", *GROUPS):
        group = getattr(record, name)
        for at, value in enumerate(group):
            for where, worse in _worse(value):
                changed: dict[str, Any] = {name: (*group[:at], worse, *group[at + 1 :])}
                yield f"{name}[{at}]{where}", replace(record, **changed)


def _worse(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Yield a value with one of its parts as it must not be."""
    for field in fields(value):
        held = getattr(value, field.name)
        place = f"{where}.{field.name}"
        for bad in _bad(field.name, held):
            yield f"{place}={bad!r}", replace(value, **{field.name: bad})
        if is_dataclass(held):
            yield from (
                (inner, replace(value, **{field.name: worse})) for inner, worse in _worse(held, place)
            )
        elif isinstance(held, tuple):
            for at, part in enumerate(held):
                if is_dataclass(part):
                    for inner, worse in _worse(part, f"{place}[{at}]"):
                        yield inner, replace(value, **{field.name: (*held[:at], worse, *held[at + 1 :])})


def _bad(name: str, held: Any) -> Iterator[Any]:
    if name in ("start", "end") and isinstance(held, int):
        yield from (-1, held + 100_000)
    elif name in ("text", "id", "document", "actor", "a", "b", "speaks_for", "within", "proposal", "toward"):
        yield from () if held is None else (_BAD_TEXT, "")
    elif name in ("candidates",):
        yield (_BAD_TEXT,)
    elif name in ("probability", "speaker_probability", "chance"):
        yield from (1.5, -0.1, float("nan"))
    elif name in ("low", "high", "best"):
        yield -1
    elif name in ("stated_by", "statement", "about") and isinstance(held, str):
        yield _BAD_TEXT
    elif name == "speaker_open":
        yield None
    elif name == "found":
        yield " "


def test_what_is_told_at_once_is_what_the_slow_check_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "is_sound", lambda record: False)
    told = [(what, _error(record), is_sound(record)) for what, record in broken()]
    differing = [one for one in told if _is_left_to_others(one[1]) != one[2]]
    assert differing == []
    assert sum(not sound for _, _, sound in told) > 150


def _error(record: Record) -> str:
    try:
        check(record)
    except (RecordError, PassageError) as error:
        return str(error)
    return ""


def _is_left_to_others(error: str) -> bool:
    """Whether nothing is wrong, or only the order or a circle, for which `is_sound` does not look."""
    return not error or "not in text order" in error or "itself, through" in error


def test_two_of_one_id_are_not_sound() -> None:
    record = sample()
    assert not is_sound(replace(record, statements=(*record.statements, record.statements[0])))
    assert not is_sound(replace(record, documents=(*record.documents, record.documents[0])))


def test_what_is_referred_to_is_what_the_walk_with_names_finds() -> None:
    record = sample()
    for name in ("actors", *GROUPS):
        group = getattr(record, name)
        assert ids_referred_to(group) == {to for value in group for _, _, to in references(value)}
    everything = [value for name in ("actors", *GROUPS) for value in getattr(record, name)]
    ids = {one for known in known_ids(record).values() for one in known}
    assert ids_referred_to(everything) <= ids
