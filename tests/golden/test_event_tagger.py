"""The event tagger that comes with the package: what it reads, alike for both sides, and what it refuses."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from benchmarks.reading.events import LEVELS, DeedTagger, marked, pair, read_alone, without_optional
from tests.golden.events.loader import load_event_set

import detente
from detente.documents.document import Document
from detente.errors import ReadingError
from detente.reading.acts import classify_act
from detente.reading.learned.event_labels import ACT, N_LABELS, ROOTS
from detente.reading.learned.events import EVENTS, load_sureness
from detente.reading.learned.model import WEIGHTS, load_model
from detente.record.comparing import compare
from detente.record.mirror import mirror
from detente.record.record import Record
from detente.record.values import Event

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

FLOORS = {"class": 0.68, "+ actor": 0.59, "+ actor and recipient": 0.47}
"""A little below what the half for scoring gives; the half for development is learned from."""


def read(text: str) -> tuple[Event, ...]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=f"doc:{digest[:16]}", path="-", text=text, sha256=digest)
    return detente.read([document], reader=DeedTagger()).events


def test_events_of_sentences_it_has_not_seen(shared: Path) -> None:
    sentences = [one for one in load_event_set(shared) if one.half == "test"]
    gold = [[marked(one, event) for event in one.events] for one in sentences]
    both = [without_optional(a, b) for a, b in zip(gold, read_alone(sentences, DeedTagger()), strict=True)]
    total = sum(len(a) + len(b) for a, b in both)
    for level in LEVELS:
        right = sum(len(pair(a, b, level)) for a, b in both)
        assert 2 * right / total >= FLOORS[level], level


def test_the_article_is_read_alike_for_both_sides(examples: Path, shared: Path) -> None:
    pairs = tomllib.loads((examples / "mirror_article.toml").read_text(encoding="utf-8"))["exchange"]
    exchange = pairs | {other: name for name, other in pairs.items()}
    documents = (detente.load(shared / "articles" / "peace_efforts.txt"),)
    (exchanged,) = mirror(Record(documents=documents), exchange).documents

    first, second = (detente.read([one], reader=DeedTagger()) for one in (documents[0], exchanged))
    found = compare(mirror(first, exchange), second)
    events = next(count for count in found.counts if count.kind == "event")
    assert events.n >= 10
    assert events.n_same == events.n


def test_other_names_leave_the_deed_as_it_is() -> None:
    told = "Forces of {} shelled a town in {} on Monday, killing 12 people."

    def deeds(one: str, other: str) -> list[tuple[str, str, float | None]]:
        found = read(told.format(one, other))
        return [(event.act, event.factuality, event.probability) for event in found]

    first = deeds("Velkia", "Tarvia")
    assert first[0][:2] == ("ASSAULT", "happened")
    assert first == deeds("Tarvia", "Velkia") == deeds("Norland", "Sudmark")


def test_every_deed_has_a_probability_above_the_threshold() -> None:
    events = read("Velkia arrested three officials of Tarvia. Tarvia expelled the ambassador of Velkia.")
    assert [event.act for event in events] == ["COERCE", "SANCTION"]
    assert all(event.probability is not None for event in events)
    assert all(load_sureness().least <= (event.probability or 0) <= 1 for event in events)


@pytest.mark.parametrize(
    "text", ["The weather was fine on Monday.", "Velkia", ". . .", "“", "The cat sat. " * 60]
)
def test_where_nothing_is_done_nothing_is_told(text: str) -> None:
    assert read(text) == ()


def scrambled() -> Iterator[str]:
    words = "Velkia attacked “ ” said ( Tarvia\u00ad \u200b 12 killed — ' \t met and , was not x" * 9
    parts = words.split(" ")
    for step in (1, 3, 5, 7):
        yield " ".join(parts[step::step])


@pytest.mark.parametrize("text", tuple(scrambled()))
def test_odd_text_is_read_and_its_passages_are_its_words(text: str) -> None:
    for event in read(text):
        assert text[event.passage.start : event.passage.end] == event.passage.text
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text


@pytest.mark.parametrize(
    ("sentence", "source", "target", "root"),
    [
        ("Norland attacked three towns in Sudmark.", "Norland", "three towns in Sudmark", "ASSAULT"),
        ("Sudmark was accused by Norland of breaking the truce.", "Norland", "Sudmark", "ACCUSE"),
        ("Norland sent Sudmark food and tents.", "Norland", "Sudmark", "AID"),
    ],
)
def test_an_act_between_two_marked_places(sentence: str, source: str, target: str, root: str) -> None:
    for one, other in (("Norland", "Sudmark"), ("Sudmark", "Norland")):
        swap = {"Norland": one, "Sudmark": other}
        words = [
            " ".join(swap.get(word.rstrip("."), word.rstrip(".")) for word in part.split())
            for part in (sentence, source, target)
        ]
        act = classify_act(words[0] + ".", words[1], words[2])
        assert act is not None
        assert act.root == root


class OneAnswer:
    """A tagger that gives every piece the same root."""

    def __init__(self, root: str) -> None:
        self.root = root

    def run(self, _: None, inputs: dict[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        scores = np.zeros((*inputs["ids"].shape, N_LABELS), dtype=np.float32)
        scores[..., ACT.start + ROOTS.index(self.root)] = 9
        return [scores]


@pytest.mark.parametrize("root", ["AID", "PROTEST"])
def test_another_tagger_can_be_asked_in_place_of_the_one_that_is_shipped(root: str) -> None:
    tagger = cast("InferenceSession", OneAnswer(root))
    act = classify_act("Norland attacked Sudmark.", "Norland", "Sudmark", tagger=tagger)
    assert act is not None
    assert act.root == root


def test_an_unknown_reader_of_acts_is_refused() -> None:
    with pytest.raises(ReadingError, match="'fast' is unknown"):
        classify_act("Norland left.", "Norland", "Norland", reader="fast")  # type: ignore[arg-type]


def test_the_card_tells_the_weights_that_are_shipped() -> None:
    card = (WEIGHTS / "events.md").read_text(encoding="utf-8")
    weights = (WEIGHTS / EVENTS).read_bytes()
    assert hashlib.sha256(weights).hexdigest() in card
    assert f"{len(weights):,} bytes" in card
    assert load_model(EVENTS).get_outputs()[0].shape[-1] == N_LABELS
