"""Bare surnames that the world knows as something else: *Senator Ann Jordan ... Jordan said*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.reading.knowledge.words import NAME_SUFFIXES
from detente.reading.names.evidence import clues
from detente.reading.names.types import Name, clean

_TRAVELS_TO = re.compile(
    r"\b(?:flew|fly|travel\w*|went|go|goes|going|return\w*|moved|sent|send|fled|came|deploy\w*|trips?|visits?|visited|"
    r"flights?|journeys?|exports?|aid|arms) (?:back )?(?:to )?$"
)
_JOINS = re.compile(r",? (?:and|or|nor) (?:the )?|, (?:the )?")


def called_by_surname(names: Sequence[Name], text: str) -> list[Name]:
    """Take a known name for the person of that surname whom the text has named in full before.

    A mention keeps what the world says where its own words do (*in Jordan*, *Jordan's government*) or
    where it is listed with another state.
    """
    persons = {name.key for name in names if _is_person(name, text)}
    fulls: dict[str, list[str]] = {}
    result: list[Name] = []
    for index, name in enumerate(names):
        found = fulls.get(clean(name.text), [])
        if name.is_known and len(found) == 1 and _may_be_person(names, index, text):
            basis = f"called by the surname of {found[0]!r}"
            name = replace(name, kind="person", key=found[0], state=None, basis=basis)
        elif name.key in persons and name.key not in fulls.setdefault(_surname(name.key), []):
            fulls[_surname(name.key)].append(name.key)
        result.append(name)
    return result


def _surname(key: str) -> str:
    words = key.split(" ")
    while len(words) > 1 and words[-1] in NAME_SUFFIXES:
        words.pop()
    return words[-1]


def _is_person(name: Name, text: str) -> bool:
    """Whether a name of several words is a person's, as far as its own mention says."""
    if name.is_known or " " not in name.key or name.kind not in ("person", "unknown"):
        return False
    return name.kind == "person" or any(kind == "person" for kind, _, _ in clues(name, text))


def _may_be_person(names: Sequence[Name], index: int, text: str) -> bool:
    """Whether nothing beside a known name says that the state, place or body is meant."""
    name = names[index]
    if name.kind == "demonym" or " " in clean(name.text):
        return False
    said = [kind for kind, _, _ in clues(replace(name, kind="unknown", basis=""), text)]
    if said and "person" not in said:
        return False
    if _TRAVELS_TO.search(text[max(0, name.start - 24) : name.start]):
        return False
    beside = [(names[index - 1], name)] if index else []
    beside += [(name, names[index + 1])] if index + 1 < len(names) else []
    return not any(
        _JOINS.fullmatch(text, first.end, second.start)
        and {first.kind, second.kind} <= {"state", "organisation"}
        for first, second in beside
    )
