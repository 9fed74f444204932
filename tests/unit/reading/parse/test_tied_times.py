from __future__ import annotations

import pytest
from tests.unit.reading.tales import tale


def times(sentence: str) -> dict[str, str | None]:
    """Return the words for the time of each event, by the last word of its trigger."""
    events = tale(sentence).events
    return {
        event.trigger.text.split()[-1]: event.time.expression.text
        if event.time and event.time.expression
        else None
        for event in events
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Velkia shelled the valley on Friday.", {"shelled": "on Friday"}),
        (
            "Velkia shelled the valley on Friday and Tarvia bombed the port on Sunday.",
            {"shelled": "on Friday", "bombed": "on Sunday"},
        ),
        (
            "Velkia shelled the valley and bombed the port on Sunday.",
            {"shelled": "on Sunday", "bombed": "on Sunday"},
        ),
        ("Kral told reporters on Sunday that Velkia had shelled the valley.", {"shelled": None}),
        (
            "Velkia bombed the port on Sunday, arresting six men.",
            {"bombed": "on Sunday", "arresting": "on Sunday"},
        ),
        (
            "Velkia, which had bombed the port, shelled the valley on Friday.",
            {"bombed": None, "shelled": "on Friday"},
        ),
    ],
)
def test_a_time_goes_to_the_deed_it_hangs_on(sentence: str, expected: dict[str, str | None]) -> None:
    found = times(sentence)
    assert {word: found[word] for word in expected} == expected
