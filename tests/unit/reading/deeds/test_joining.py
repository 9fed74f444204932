"""Events of the rules and of the tagger put together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.reading.deeds.joining import LEAST_LIKELY, join_events, likely_events
from detente.reading.learned.events import Deed
from detente.record.identity import identified
from detente.record.values import Count, Event, Mention, Passage, Span, Statement

TEXT = "Velkia shelled Tarvia. Tarvia asked Ostrel for aid."
WHOLE = ((0, len(TEXT)),)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def event(act: str, trigger: str, actor: str | None = None, probability: float | None = None) -> Event:
    start, end = span(trigger)
    told = Event(
        id="",
        passage=Passage(document="doc:a", start=start, end=end, text=trigger),
        trigger=Span(start=start, end=end, text=trigger),
        act=act,
        actor=None if actor is None else Mention(start=0, end=len(actor), text=actor, actor=actor),
        probability=probability,
    )
    return identified(told)


def seen(root: str, trigger: str, sureness: float) -> Deed:
    return Deed(
        trigger=span(trigger),
        root=root,
        actor=(),
        recipient=(),
        factuality="happened",
        sureness=sureness,
        factuality_sureness=0.9,
    )


def test_an_event_of_the_rules_stays_that_the_tagger_thinks_possible() -> None:
    ruled = [event("ASSAULT", "shelled")]
    assert likely_events(ruled, [seen("ASSAULT", "shelled", LEAST_LIKELY)], WHOLE) == tuple(ruled)


@pytest.mark.parametrize(
    "held",
    [
        [],
        [seen("ASSAULT", "shelled", LEAST_LIKELY - 0.01)],
        [seen("ACCUSE", "shelled", 0.9)],
        [seen("ASSAULT", "asked", 0.9)],
    ],
    ids=["not seen", "improbable", "another act", "other words"],
)
def test_an_event_of_the_rules_goes_that_the_tagger_all_but_rules_out(held: list[Deed]) -> None:
    assert likely_events([event("ASSAULT", "shelled")], held, WHOLE) == ()


def test_what_the_tagger_has_not_looked_at_is_left_to_the_rules() -> None:
    shelled, asked = event("ASSAULT", "shelled"), event("REQUEST", "asked")
    assert likely_events([shelled, asked], [], [span("Velkia shelled Tarvia.")]) == (asked,)


def test_what_is_done_by_saying_stays_with_the_words() -> None:
    passage = Passage(document="doc:a", start=0, end=len(TEXT), text=TEXT)
    start, end = span("asked")
    cue = Span(start=start, end=end, text="asked")
    asked = Statement(
        id="statement:a", passage=passage, mode="indirect", channel="public", content=(), cue=cue
    )
    spoken = replace(event("REQUEST", "asked"), statement=asked.id, passage=passage)
    assert likely_events([spoken], [], WHOLE, [asked]) == (spoken,)
    assert likely_events([spoken], [], WHOLE) == ()


def test_of_the_same_act_in_the_same_words_the_tagger_says_who() -> None:
    ruled = event("ASSAULT", "shelled", "Tarvia")
    tagged = event("ASSAULT", "shelled", "Velkia", 0.8)
    assert join_events([ruled], [tagged]) == (tagged,)


def test_of_different_acts_in_the_same_words_the_one_of_the_rules_stays() -> None:
    ruled, tagged = event("ASSAULT", "shelled"), event("ACCUSE", "shelled", probability=0.8)
    assert join_events([ruled], [tagged]) == (ruled,)


def test_what_only_one_of_both_knows_is_kept_in_text_order() -> None:
    ruled, tagged = event("REQUEST", "asked"), event("ASSAULT", "shelled", probability=0.8)
    assert join_events([ruled], [tagged]) == (tagged, ruled)


def test_a_deed_told_again_without_its_author_is_told_once_with_all_its_losses() -> None:
    recipient = Mention(start=15, end=21, text="Tarvia", actor="actor:tarvia")
    count = Count(low=6, best=6, high=6)
    told = replace(event("ASSAULT", "shelled", "Velkia"), recipient=recipient)
    again = replace(event("ASSAULT", "asked"), recipient=recipient, deaths=count)
    other = replace(event("AID", "aid"), recipient=recipient)
    found = join_events([told, again], [other])
    assert [(one.act, one.actor is None, one.deaths) for one in found] == [
        ("ASSAULT", False, count),
        ("AID", True, None),
    ]
