"""Words that are only hoped for or dared, and sources that only seem to be false."""

from __future__ import annotations

import pytest
from tests.unit.reading.sayings import record_of, statements_of, who


@pytest.mark.parametrize(
    "text",
    [
        "Tom Brandt hopes that Ana Keller says “We are ready to sign.”",
        "Tom Brandt wrote a letter, daring Ana Keller to say that the war is lost.",
        "Tom Brandt challenged Ana Keller to say that the war is lost.",
    ],
)
@pytest.mark.parametrize("reader", ["rules", "learned"])
def test_nobody_says_what_others_only_want_said(text: str, reader: str) -> None:
    named = [who(one) for one in record_of(text, reader).statements if one.speaker is not None]
    assert "Ana Keller" not in named


def test_somebody_says_what_he_was_made_to_say() -> None:
    found = statements_of("The inquiry led Ana Keller to admit that the war is lost.")
    assert [who(one) for one in found] == ["Ana Keller"]


@pytest.mark.parametrize(
    "text",
    ["Ana Keller has called the report a hoax.", "Police say he posed as a guard and fled with the papers."],
)
def test_what_a_source_calls_false_does_not_make_it_false(text: str) -> None:
    (statement,) = statements_of(text)
    assert statement.speaker is not None
    assert "false" not in (statement.speaker_open or "")


def test_who_stands_in_what_is_told_does_not_tell_it() -> None:
    found = record_of(
        "Tom Brandt is a bore,” Ana Keller said, going on to say that the town has spent “years on this, "
        "to have it again, young people do not want to see that. They are way beyond that.”",
        "rules",
    ).statements
    assert all("young people" not in (who(one) or "") for one in found)
