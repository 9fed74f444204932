"""A new field of a value type must be placed in detente.record.fields before it is checked or mirrored."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from tests.unit.record.sample import sample

from detente.documents.document import Document
from detente.record import values
from detente.record.fields import CODES, REFERENCES, WORDS, places, references, values_of
from detente.record.values import Mention, Passage, Ruling, Span

TYPES = [
    Document,
    *(
        cls
        for cls in vars(values).values()
        if isinstance(cls, type) and is_dataclass(cls) and cls is not Ruling  # rulings are about a record
    ),
]


def _holds_strings(hint: Any) -> bool:
    if get_origin(hint) is Literal:
        return True
    return hint is str or any(_holds_strings(part) for part in get_args(hint))


@pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.__name__)
def test_every_field_with_strings_is_words_or_reference_or_code(cls: type) -> None:
    hints = get_type_hints(cls)
    strings = [field.name for field in fields(cls) if _holds_strings(hints[field.name])]
    placed = [*WORDS.get(cls, ()), *REFERENCES.get(cls, {}), *CODES.get(cls, ())]
    assert sorted(placed) == sorted(strings)


def test_places_of_an_item_are_found_in_all_its_depth() -> None:
    (proposal,) = sample().proposals
    found = dict(places(proposal))
    assert list(found) == ["passage", "sponsor", "clauses[0].passage", "mentions[0]", "mentions[1]"]
    assert isinstance(found["passage"], Passage)
    assert isinstance(found["sponsor"], Mention)
    event = dict(places(sample().events[0]))
    assert isinstance(event["time.expression"], Span)
    assert isinstance(event["deaths.expression"], Span)


def test_references_of_an_item_are_found_in_all_its_depth() -> None:
    record = sample()
    assert list(references(record.statements[1])) == [
        ("toward", "actor", "actor:northland"),
        ("speaker.actor", "actor", "actor:ola-kerr"),
    ]
    assert [name for name, _, _ in references(record.proposals[0])] == [
        "clauses[0].gives_to",
        "clauses[0].taken_from",
    ]
    assert [name for name, _, _ in references(record.statements[-1])] == ["candidates", "candidates"]


def test_values_of_an_item_begin_with_itself() -> None:
    event = sample().events[0]
    found = list(values_of(event))
    assert found[0] == ("", event)
    assert ("time", event.time) in found
