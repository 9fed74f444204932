"""Prepare the marked event sentences for training: word pieces as printed and without names, and their marks.

    python -m training.events_data SHARED OUT.npz [--marks training/marks]

SHARED is the folder that holds ``reading/events``, ``reading/quotes`` and ``reading/corpus``. The marks
(``training/marks/README.md``) hold offsets and hashes; a sentence that is not the one marked is refused. Of
the project's own event set only the half for development is taken, and no sentence that shares
eight words in a row with a sentence of the other half. OUT holds arrays only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray
from tests.golden.events.loader import load_event_set

from detente.documents.document import Document
from detente.errors import RecordError
from detente.reading.acts.clause import act_in_clause
from detente.reading.deeds.hints import find_hints
from detente.reading.knowledge.world import load_world
from detente.reading.learned.event_labels import FACTUALITIES, ROOTS, with_hints
from detente.reading.learned.wordpieces import Wordpieces, load_tokenizer, split
from detente.reading.parse.parsed import prepare, survey
from detente.reading.parse.pipeline import load_pipeline

MARKS = Path(__file__).with_name("marks")
N_FOLDS = 5
ORIGINS = ("plover", "polnear", "corpus", "own", "invented", "petrarch")
YIELD = len(ROOTS)
"""CONCEDE or RETREAT: one root in the PLOVER sentences."""
ACTOR_BEGIN, ACTOR_IN, RECIPIENT_BEGIN, RECIPIENT_IN = 1, 2, 3, 4
_SHARED_WORDS = 8

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, its events (``root``, ``trigger``, ``actor``, ``recipient``, ``factuality``), its acts.

    An act is a source place, a target place and a root (``ROOTS`` or YIELD); the first ``n_given`` are those
    of the PLOVER file itself, the others follow from the events.
    """

    origin: str
    text: str
    events: tuple[dict[str, Any], ...]
    acts: tuple[tuple[Place, Place, str], ...] = ()
    n_given: int = 0

    @property
    def fold(self) -> int:
        """Return the fold, the same for the same words."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % N_FOLDS


def read_sentences(shared: Path, marks: Path) -> Iterator[Sentence]:
    """Yield the marked sentences, each text once, none that repeats a test sentence."""
    own = load_event_set(shared)
    test = {gram for one in own if one.half == "test" for gram in grams_of(one.text)}
    seen: set[str] = set()
    marked = (_plover(shared, marks), _polnear(shared, marks), _corpus(shared, marks), _own(own))
    for one in chain(*marked, _invented(marks), _petrarch(shared, marks)):
        if one.text in seen or any(gram in test for gram in grams_of(one.text)):
            continue
        seen.add(one.text)
        yield one


def grams_of(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every eight words in a row of a text, all of it where there are fewer."""
    words = re.findall(r"\w+", text.casefold())
    for low in range(max(1, len(words) - _SHARED_WORDS + 1)):
        yield tuple(words[low : low + _SHARED_WORDS])


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _checked(text: str, row: dict[str, Any], where: str) -> str:
    met = hashlib.sha256(text.encode()).hexdigest()
    if met != row["sha256"]:
        raise RecordError(
            f"{where} has SHA-256 {met}, and {row['sha256']} was marked: get the marked edition"
        )
    return text


def _plover(shared: Path, marks: Path) -> Iterator[Sentence]:
    """Yield the PLOVER sentences; the lines that repeat a sentence add their act to it."""
    marked = {row["id"]: row for row in _rows(marks / "plover.jsonl")}
    acts: dict[str, list[tuple[Place, Place, str]]] = {}
    first: dict[str, dict[str, Any]] = {}
    for row in _rows(shared / "reading" / "events" / "plover_train.jsonl"):
        text = _checked(row["sentence"], marked[row["id"]], f"PLOVER sentence {row['id']}")
        source, target = _first(text, row["source"]), _first(text, row["target"])
        first.setdefault(text, marked[row["id"]])
        acts.setdefault(text, []).append(
            (source or target or (0, 1), target or source or (0, 1), row["root"])
        )
    for text, row in first.items():
        events = tuple(row["events"])
        told = tuple(_told(events, acts[text]))
        yield Sentence(
            origin="plover", text=text, events=events, acts=(*acts[text], *told), n_given=len(acts[text])
        )


def _first(text: str, words: str) -> Place | None:
    start = text.find(words.strip())
    return (start, start + len(words.strip())) if start >= 0 and words.strip() else None


def _told(
    events: tuple[dict[str, Any], ...], given: list[tuple[Place, Place, str]] | None = None
) -> Iterator[tuple[Place, Place, str]]:
    """Yield what a marked event says that its first actor does to its first recipient."""
    for event in events:
        if event["actor"] and event["recipient"] and event["factuality"] != "hypothetical":
            source, target = tuple(event["actor"][0]), tuple(event["recipient"][0])
            if not any(_touch(source, a) and _touch(target, b) for a, b, _ in given or ()):
                yield source, target, event["root"]


def _touch(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _polnear(shared: Path, marks: Path) -> Iterator[Sentence]:
    texts = {
        row["doc"]: row["text"] for row in _rows(shared / "reading" / "quotes" / "polnear_train.docs.jsonl")
    }
    for row in _rows(marks / "polnear.jsonl"):
        text = texts[row["doc"]][row["start"] : row["end"]]
        events = tuple(row["events"])
        _checked(text, row, f"{row['doc']} [{row['start']}, {row['end']})")
        yield Sentence(origin="polnear", text=text, events=events, acts=tuple(_told(events)))


def _corpus(shared: Path, marks: Path) -> Iterator[Sentence]:
    for row in _rows(marks / "corpus.jsonl"):
        path = shared / "reading" / "corpus" / row["document"]
        text = path.read_text(encoding="utf-8")[row["start"] : row["end"]]
        _checked(text, row, f"{row['document']} [{row['start']}, {row['end']})")
        events = tuple(row["events"])
        yield Sentence(origin="corpus", text=text, events=events, acts=tuple(_told(events)))


def _invented(marks: Path) -> Iterator[Sentence]:
    """Yield the sentences written for training, about actors that do not exist."""
    for row in _rows(marks / "invented.jsonl"):
        events = tuple(row["events"])
        yield Sentence(origin="invented", text=row["text"], events=events, acts=tuple(_told(events)))


def _petrarch(shared: Path, marks: Path) -> Iterator[Sentence]:
    """Yield test sentences of the PETRARCH coder, there broken into lines; its own codes are not read."""
    records = ElementTree.parse(shared / "reading" / "events" / "petrarch_unit_records.xml").iter("Sentence")
    texts = {one.get("id"): " ".join(one.findtext("Text", "").split()) for one in records}
    for row in _rows(marks / "petrarch.jsonl"):
        text = _checked(texts.get(row["id"], ""), row, f"PETRARCH sentence {row['id']}")
        events = tuple(row["events"])
        yield Sentence(origin="petrarch", text=text, events=events, acts=tuple(_told(events)))


def _own(own: tuple[Any, ...]) -> Iterator[Sentence]:
    for one in own:
        if one.half != "dev":
            continue

        def moved(places: tuple[Place, ...], start: int = one.start) -> list[Place]:
            return [(low - start, high - start) for low, high in places]

        events = tuple(
            {
                "root": event.root,
                "trigger": moved((event.trigger,))[0],
                "actor": moved(event.actor),
                "recipient": moved(event.recipient),
                "factuality": event.factuality,
            }
            for event in one.events
        )
        yield Sentence(origin="own", text=one.text, events=events, acts=tuple(_told(events)))


class Packer:
    """Gather the arrays of one form (*printed* or *unnamed*) of all sentences."""

    def __init__(self) -> None:
        self.pieces: list[Wordpieces] = []
        self.events: list[tuple[int, ...]] = []
        self.roles: list[tuple[int, int, int]] = []
        self.acts: list[tuple[int, ...]] = []

    def add(self, sentence: Sentence, pieces: Wordpieces, answers: list[int]) -> None:
        """Take in one sentence; ``answers`` are the rules' roots of its acts, 0 for none, else 1 + place."""
        number = len(self.pieces)
        self.pieces.append(pieces)
        for event in sentence.events:
            low, high = pieces.within(*event["trigger"])
            if high <= low:
                continue
            index = len(self.events)
            root, factuality = ROOTS.index(event["root"]), FACTUALITIES.index(event["factuality"])
            self.events.append((number, low, high, root, factuality))
            labels: dict[int, int] = {}
            for name, begin in (("recipient", RECIPIENT_BEGIN), ("actor", ACTOR_BEGIN)):
                for place in event[name]:
                    first, last = pieces.within(*place)
                    labels |= {piece: begin + (piece > first) for piece in range(first, last)}
            self.roles += [(index, piece, value) for piece, value in sorted(labels.items())]
        acts = zip(sentence.acts, answers, strict=True)
        for index, ((source, target, name), answer) in enumerate(acts):
            places = (*pieces.within(*source), *pieces.within(*target))
            wanted = YIELD if name == "YIELD" else ROOTS.index(name)
            self.acts.append((number, *places, wanted, answer, index < sentence.n_given))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything end to end."""
        return {
            "bounds": np.cumsum([0, *(len(one) for one in self.pieces)]),
            **{
                key: np.concatenate([getattr(one, key) for one in self.pieces])
                for key in ("ids", "traits", "starts", "ends")
            },
            "events": np.array(self.events, dtype=np.int32),
            "roles": np.array(self.roles, dtype=np.int32),
            "acts": np.array(self.acts, dtype=np.int32),
        }


def main() -> None:
    """Prepare both forms of every sentence and write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--marks", type=Path, default=MARKS)
    arguments = parser.parse_args()
    nlp, world, tokenizer = load_pipeline(), load_world(), load_tokenizer()
    forms = {"printed": Packer(), "unnamed": Packer()}
    origins, folds = [], []
    for sentence in read_sentences(arguments.shared, arguments.marks):
        surveyed = survey(Document(id="-", path="-", text=sentence.text, sha256=""), nlp, world)
        hints = list(find_hints(prepare(surveyed, nlp)))
        doc = nlp(sentence.text)
        answers = []
        for source, target, _ in sentence.acts:
            words = sentence.text[slice(*source)], sentence.text[slice(*target)]
            act = act_in_clause(sentence.text, *words, nlp=lambda _, doc=doc: doc)  # type: ignore[arg-type]
            answers.append(0 if act is None else 1 + ROOTS.index(act.root))
        for form, packer in forms.items():
            names = surveyed.names if form == "unnamed" else ()
            pieces = split(sentence.text, surveyed.paragraphs, names, surveyed.quotations, tokenizer)
            packer.add(sentence, with_hints(pieces, hints), answers)
        origins.append(ORIGINS.index(sentence.origin))
        folds.append(sentence.fold)
    arrays: dict[str, Any] = {
        f"{form}_{key}": value for form, packer in forms.items() for key, value in packer.arrays().items()
    }
    np.savez_compressed(arguments.out, origins=np.array(origins), folds=np.array(folds), **arrays)
    print(f"{len(origins)} sentences, {len(forms['unnamed'].events)} events, written to {arguments.out}")


if __name__ == "__main__":
    main()
