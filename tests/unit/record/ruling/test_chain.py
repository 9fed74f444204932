from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.record.ruling.making import ruled

from detente.errors import DateError, RecordError
from detente.record.ruling.chain import broken_link, chain_id, check_ruling
from detente.record.values import Ruling

RULINGS = ruled(("accept", "event:1"), ("note", "event:1"), ("reject", "event:2"))


def test_whole_chain_is_sound() -> None:
    assert broken_link(RULINGS) == ""
    assert broken_link(()) == ""
    for ruling in RULINGS:
        check_ruling(ruling)


@pytest.mark.parametrize("field", ["kind", "record", "by", "ruled_at", "because", "change"])
def test_changed_field_is_found(field: str) -> None:
    changed = replace(RULINGS[1], **{field: "split" if field == "kind" else "x"})  # type: ignore[arg-type]
    assert "ruling 2" in broken_link((RULINGS[0], changed, RULINGS[2]))


def test_ruling_moved_put_in_or_taken_out_is_found() -> None:
    first, second, third = RULINGS
    assert "ruling 1" in broken_link((second, first, third))
    assert "ruling 2" in broken_link((first, third))
    assert "ruling 2" in broken_link((first, first, second, third))
    forged = replace(first, by="X", id=chain_id(replace(first, by="X"), ""))
    assert "ruling 2" in broken_link((forged, second, third))


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"kind": "guess"}, RecordError, "cannot be of kind 'guess'"),
        ({"by": " "}, RecordError, "needs its 'by'"),
        ({"because": ""}, RecordError, "needs its 'because'"),
        ({"ruled_at": "yesterday"}, DateError, "not a moment in UTC"),
        ({"ruled_at": "2031-05-07T12:00:00+02:00"}, DateError, "not a moment in UTC"),
        ({"ruled_at": "2031-05-07"}, DateError, "not a moment in UTC"),
    ],
)
def test_ruling_without_who_when_or_why_is_refused(
    changed: dict[str, str], error: type[Exception], message: str
) -> None:
    ruling: Ruling = replace(RULINGS[0], **changed)  # type: ignore[arg-type]
    with pytest.raises(error, match=message):
        check_ruling(ruling)
