from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.record.ruling.making import ruled

from detente.errors import RecordError
from detente.record.ruling.carrying import carried, latest
from detente.record.ruling.changes import change_of


def test_ruling_is_about_the_item_that_came_in_place() -> None:
    rulings = ruled(
        ("reject", "event:1"),
        ("correct", "claim:1", {"statement": "statement:1", "by": "actor:1"}),
        ("outcome", "claim:1", {"outcome": "kept", "evidence": ["event:1", "doc:1"]}),
    )
    successors = {"event:1": "event:2", "event:2": "event:3", "statement:1": "statement:2", "doc:1": "doc:2"}
    after = carried(rulings, successors)
    assert [ruling.record for ruling in after] == ["event:3", "claim:1", "claim:1"]
    assert [ruling.id for ruling in after] == [ruling.id for ruling in rulings]
    assert change_of(after[1]) == {"statement": "statement:2", "by": "actor:1"}
    assert change_of(after[2]) == {"outcome": "kept", "evidence": ["event:3", "doc:2"]}
    assert carried(rulings, {}) == rulings


def test_words_pointed_at_stay_those_of_their_document() -> None:
    at = {"document": "doc:1", "start": 0, "end": 3, "text": "She"}
    rulings = ruled(("correct", "claim:1", {"by": {"at": at, "actor": "actor:1"}}))
    assert carried(rulings, {"doc:1": "doc:2"}) == rulings


def test_change_in_free_words_is_left_as_it_is() -> None:
    old = replace(ruled(("correct", "claim:1", {"by": None}))[0], change="by Kerr")
    assert carried([old], {"claim:1": "claim:2"}) == (replace(old, record="claim:2"),)


def test_id_that_succeeds_itself_is_refused() -> None:
    with pytest.raises(RecordError, match="came in place of itself"):
        latest("event:1", {"event:1": "event:2", "event:2": "event:1"})
    assert latest("event:1", {"event:1": "event:1"}) == "event:1"
