"""The marks that the event tagger learns from fit their texts, and none is of the half kept for scoring."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.golden.events.loader import FACTUALITIES, ROOTS, load_event_set
from training.events_data import MARKS, ORIGINS, Sentence, read_sentences

from detente.errors import RecordError
from detente.reading.knowledge.world import load_world


@pytest.fixture(scope="module")
def sentences(shared: Path) -> tuple[Sentence, ...]:
    return tuple(read_sentences(shared, MARKS))


def test_every_mark_is_whole_words_of_its_sentence(sentences: tuple[Sentence, ...]) -> None:
    for one in sentences:
        for event in one.events:
            assert event["root"] in ROOTS
            assert event["factuality"] in FACTUALITIES
            for low, high in (event["trigger"], *event["actor"], *event["recipient"]):
                assert 0 <= low < high <= len(one.text)
                assert one.text[low:high] == one.text[low:high].strip()
                assert not (one.text[low - 1 : low].isalnum() and one.text[low].isalnum())
                assert not (one.text[high - 1].isalnum() and one.text[high : high + 1].isalnum())


def test_sentences_of_every_origin_are_read(sentences: tuple[Sentence, ...]) -> None:
    counts = Counter(one.origin for one in sentences)
    assert set(counts) == set(ORIGINS)
    assert min(counts.values()) > 70


def test_nothing_is_learned_from_the_half_for_scoring(shared: Path, sentences: tuple[Sentence, ...]) -> None:
    own = load_event_set(shared)
    learned = {one.text for one in sentences}
    assert not any(one.text in learned for one in own if one.half == "test")
    assert sum(one.origin == "own" for one in sentences) > 70


def test_no_sentence_twice_and_every_root_often(sentences: tuple[Sentence, ...]) -> None:
    assert len({one.text for one in sentences}) == len(sentences) > 2000
    counts = Counter(event["root"] for one in sentences for event in one.events)
    assert min(counts[root] for root in ROOTS) >= 20
    assert sum(not one.events for one in sentences) > 400


def test_the_invented_sentences_name_no_place_or_body_of_the_world(sentences: tuple[Sentence, ...]) -> None:
    world = load_world()
    invented = [one.text for one in sentences if one.origin == "invented"]
    assert len(invented) > 700
    for text in invented:
        words = re.findall(r"\b[A-Z]\w+(?: [A-Z]\w+)?", text)
        known = [name for name in (*words, *" ".join(words).split()) if world.lookup(name) is not None]
        assert not known, f"{known} in {text!r}"


def test_marks_of_another_edition_are_refused(shared: Path, tmp_path: Path) -> None:
    shutil.copytree(MARKS, tmp_path / "marks")
    path = tmp_path / "marks" / "polnear.jsonl"
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(first.replace('"sha256": "', '"sha256": "0') + "\n" + rest, encoding="utf-8")
    with pytest.raises(RecordError, match="was marked: get the marked edition"):
        tuple(read_sentences(shared, tmp_path / "marks"))
