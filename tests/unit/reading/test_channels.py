from __future__ import annotations

import pytest
from tests.unit.reading.sayings import statements_of

MET = "President Petr Novak met Foreign Minister Marta Kral. "


@pytest.mark.parametrize(
    ("sentence", "channel"),
    [
        ("Novak said that the war was over.", "public"),
        ("Novak told reporters that the war was over.", "public"),
        ("Novak privately admitted that the war was lost.", "private"),
        ("Novak admitted to close advisers that the war was lost.", "private"),
        ("Novak said in a private meeting that the war was lost.", "private"),
        ("Officials close to Novak said that the war was lost.", "relayed"),
        ("Novak is reported to have said that the war was lost.", "relayed"),
        ("Novak reportedly said that the war was lost.", "relayed"),
        ("Novak says privately that the war was lost.", "private"),
    ],
)
def test_how_words_reached_the_reporter(sentence: str, channel: str) -> None:
    statement = next(s for s in statements_of(MET + sentence) if "war was" in s.passage.text)
    assert statement.channel == channel


@pytest.mark.parametrize(
    ("hearer", "channel"), [("the envoy", "private"), ("reporters", "relayed"), ("parliament", "relayed")]
)
def test_words_to_one_person_told_by_a_third_were_private(hearer: str, channel: str) -> None:
    found = statements_of(MET + f"Novak said that Kral had told {hearer} that the war was lost.")
    assert [statement.channel for statement in found if statement.within is not None] == [channel]
