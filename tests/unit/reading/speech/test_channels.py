from __future__ import annotations

import pytest
from tests.unit.reading.sayings import record_of, statements_of

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
        ("Privately, however, Novak concedes that the war was lost.", "private"),
        ("A senior official said that the war was lost.", "anonymous"),
        ("Two western diplomats said that the war was lost.", "anonymous"),
        ("Officials in the capital said that the war was lost.", "anonymous"),
        ("The war was lost, said one minister who declined to be named.", "anonymous"),
        ("One minister said, on condition of anonymity, that the war was lost.", "anonymous"),
        ("Foreign ministry official Ivo Lenk said that the war was lost.", "public"),
        ("A spokeswoman for the ministry said that the war was lost.", "public"),
    ],
)
def test_how_words_reached_the_reporter(sentence: str, channel: str) -> None:
    statement = next(s for s in statements_of(MET + sentence) if "war was" in s.passage.text)
    assert statement.channel == channel


def test_an_adverb_before_a_comma_is_no_part_of_who_speaks() -> None:
    # the parse takes "concede" for a noun; the tagger knows better
    text = "Privately, however, officials in the capital concede that the war was lost."
    (said,) = record_of(text, reader="learned").statements
    assert said.speaker is not None
    assert (said.speaker.text, said.channel) == ("officials in the capital", "private")


@pytest.mark.parametrize(
    ("hearer", "channel"), [("the envoy", "private"), ("reporters", "relayed"), ("parliament", "relayed")]
)
def test_words_to_one_person_told_by_a_third_were_private(hearer: str, channel: str) -> None:
    found = statements_of(MET + f"Novak said that Kral had told {hearer} that the war was lost.")
    assert [statement.channel for statement in found if statement.within is not None] == [channel]
