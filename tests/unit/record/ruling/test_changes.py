from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.record.ruling.making import drafted

from detente.errors import RecordError
from detente.record.ruling.changes import change_of, change_text


def test_change_is_kept_with_sorted_keys_and_without_spaces() -> None:
    text = change_text({"b": {"y": 1, "x": None}, "a": ["Ola Kerr", "Ă"]})
    assert text == '{"a":["Ola Kerr","Ă"],"b":{"x":null,"y":1}}'
    assert change_of(replace(drafted("correct", "event:1"), change=text)) == {
        "a": ["Ola Kerr", "Ă"],
        "b": {"x": None, "y": 1},
    }


def test_no_change_is_no_text() -> None:
    assert change_text({}) == ""
    assert change_of(drafted("accept", "event:1")) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("speaker: Kerr", "no JSON object"),
        ('["speaker"]', "must be a JSON object"),
        ('{"act":"AID","act":"COERCE"}', "'act' stands in it twice"),
        ('{"chance":NaN}', "NaN is no number"),
        ("[" * 100_000, "no JSON object"),
    ],
)
def test_change_that_is_no_object_is_refused(text: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        change_of(replace(drafted("correct", "event:1"), change=text))
