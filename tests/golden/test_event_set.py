"""The marked event sentences fit their documents, are spread as the guide says, and are loaded strictly."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from tests.golden.events.choose import choose
from tests.golden.events.loader import ROOTS, SENTENCES, MarkedSentence, load_event_set

from detente.errors import RecordError


@pytest.fixture(scope="module")
def sentences(shared: Path) -> tuple[MarkedSentence, ...]:
    return load_event_set(shared)


def test_every_mark_reads_as_words_of_its_sentence(sentences: tuple[MarkedSentence, ...]) -> None:
    for sentence in sentences:
        for event in sentence.events:
            for place in event.spans:
                words = sentence.words(place)
                assert words
                assert words == words.strip()
                assert words in sentence.text


def test_enough_sentences_of_every_kind(sentences: tuple[MarkedSentence, ...]) -> None:
    assert Counter(one.half for one in sentences) == {"dev": 100, "test": 110}
    assert sum(not one.events for one in sentences) >= 35
    assert {event.root for one in sentences for event in one.events} == set(ROOTS)
    assert len({one.document for one in sentences}) >= 50


def test_no_sentence_twice(sentences: tuple[MarkedSentence, ...]) -> None:
    assert len({(one.document, one.start) for one in sentences}) == len(sentences)


def test_the_sentences_are_those_the_seed_draws(shared: Path, sentences: tuple[MarkedSentence, ...]) -> None:
    corpus = shared / "reading" / "corpus"
    drawn = choose(corpus)
    for one in sentences:
        path, start, end = drawn[one.number]
        assert (corpus / path, start, end) == (one.document, one.start, one.start + len(one.text))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sha256": "0" * 64}, "mark it anew"),
        ({"end": 1}, "is not inside the sentence"),
        ({"trigger": 1}, "begins inside a word"),
        ({"root": "HELP"}, "is no root or factuality"),
    ],
)
def test_what_does_not_fit_is_refused(
    shared: Path, tmp_path: Path, change: dict[str, object], words: str
) -> None:
    rows = map(json.loads, SENTENCES.read_text(encoding="utf-8").splitlines())
    row = next(row for row in rows if row["events"])
    event = row["events"][0]
    for name, value in change.items():
        if name == "trigger":
            event["trigger"][0] += 1
        elif name in event:
            event[name] = value
        else:
            row[name] = value
    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(RecordError, match=words):
        load_event_set(shared, lines)
