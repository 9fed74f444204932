"""The page on rulings names every kind and field, and its examples are of the form that is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from tests.unit.record.ruling.making import drafted
from tests.unit.record.sample import sample

from detente.record.ruling.changes import change_text
from detente.record.ruling.checking import ALLOWED, check_form
from detente.record.ruling.correctable import CLAUSE, CORRECTABLE, problem
from detente.record.ruling.things import Thing, things
from detente.record.values import RulingKind

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "reference" / "rulings.md").read_text(encoding="utf-8")
THINGS = things(sample())


def rows(heading: str) -> Iterator[list[str]]:
    """Yield the cells of every table row that follows a row of headings."""
    _, _, rest = PAGE.partition(f"| {heading} |")
    for line in rest.splitlines()[2:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def named(word: str) -> list[Thing]:
    """Return the things of the sample that a word of the page stands for."""
    if word == "item":
        return [thing for thing in THINGS.values() if "passage" in thing.__slots__]
    return [thing for thing in THINGS.values() if type(thing).__name__.lower() == word]


KINDS = list(rows("kind | on | change | what it does"))


def test_every_kind_is_on_the_page() -> None:
    assert {row[0] for row in KINDS} == set(get_args(RulingKind)) == set(ALLOWED)


@pytest.mark.parametrize(
    "row", [row for row in KINDS if row[0] not in ("note", "undo")], ids=lambda row: row[0]
)
def test_change_of_every_kind_is_of_the_form_that_is_asked(row: list[str]) -> None:
    kind, on, change = row[0], row[1].split(", "), json.loads(row[2].strip("`") or "{}")
    if change:
        assert change_text(change) == row[2].strip("`")
    for word in on:
        found = named(word)
        assert found, word
        for thing in found:
            if kind == "correct" and "about" not in CORRECTABLE[type(thing)]:
                continue
            if thing.id not in json.dumps(change):
                check_form(drafted(kind, thing.id, change), thing)  # type: ignore[arg-type]


def test_things_each_kind_can_be_about_are_on_the_page() -> None:
    items = {"statement", "event", "proposal", "response", "claim", "inconsistency"}
    for kind, allowed in ALLOWED.items():
        words = {word for row in KINDS if row[0] == kind for word in row[1].split(", ")}
        if kind in ("note", "undo"):
            continue
        expanded = (words - {"item"}) | (items if "item" in words else set())
        assert expanded == {one.__name__.lower() for one in allowed}, kind


def test_every_field_that_can_be_corrected_is_on_the_page() -> None:
    listed = {row[0]: re.findall(r"`(\w+)`", row[1]) for row in rows("of | fields")}
    assert listed == {cls.__name__.lower(): list(fields) for cls, fields in CORRECTABLE.items()}


def test_values_on_the_page_can_be_given() -> None:
    kinds = {
        "actor": "actor",
        "actor in its words": "mention",
        "time": "interval",
        "number of people": "count",
        "clauses": "clauses",
    }
    fields = {field.kind: field for fields in CORRECTABLE.values() for field in fields.values()}
    shown = {row[0]: re.findall(r"`([^`]*)`", row[1]) for row in rows("value | in JSON")}
    assert set(kinds) | {"left open"} == set(shown)
    for word, kind in kinds.items():
        examples = [json.loads(text) for text in shown[word] if text != "source"]
        assert examples
        for example in examples:
            assert problem(fields[kind], example) == ""  # type: ignore[index]
    (clause, _) = (json.loads(text) for text in shown["clauses"])
    assert set(clause["1"]) == set(CLAUSE)
