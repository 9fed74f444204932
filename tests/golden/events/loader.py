"""Load the event set: spans into documents that lie beside the checkout, whose words are not kept here.

A line of ``sentences.jsonl`` gives a document, the SHA-256 of its bytes, where a sentence begins and ends,
and what it tells. All places are code points of the document, the end exclusive (``GUIDE.md``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from detente.errors import RecordError

SENTENCES = Path(__file__).with_name("sentences.jsonl")
FACTUALITIES = ("happened", "denied", "planned", "threatened", "hypothetical", "alleged")
_COOPERATION = "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT"
_CONFLICT = "REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
ROOTS = (*_COOPERATION.split(), *_CONFLICT.split())

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedEvent:
    """What a sentence tells that somebody did; actor, recipient and place may be several spans or none."""

    root: str
    trigger: Place
    factuality: str
    actor: tuple[Place, ...] = ()
    recipient: tuple[Place, ...] = ()
    place: tuple[Place, ...] = ()
    time: Place | None = None
    mode: str | None = None
    deaths: int | None = None
    injured: int | None = None

    @property
    def spans(self) -> tuple[Place, ...]:
        """Every place that the event marks."""
        times = () if self.time is None else (self.time,)
        return (self.trigger, *self.actor, *self.recipient, *self.place, *times)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSentence:
    """A sentence of a document, and the events it tells, none if it tells none."""

    number: int
    document: Path
    text: str
    start: int
    half: str
    events: tuple[MarkedEvent, ...]

    def words(self, place: Place) -> str:
        """Return the words at a place of the document."""
        return self.text[place[0] - self.start : place[1] - self.start]


def load_event_set(shared: Path, lines: Path = SENTENCES) -> tuple[MarkedSentence, ...]:
    """Load every sentence with its words and check that all marks fit the document.

    Parameters
    ----------
    shared : Path
        The folder that holds ``reading/corpus``.
    lines : Path, optional
        The marks, one sentence a line.

    Raises
    ------
    RecordError
        If a document is not the one that was marked, a mark leaves its sentence or cuts a word, or a root or
        factuality is unknown.
    """
    rows = (json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines())
    return tuple(_sentence(row, shared / "reading" / "corpus") for row in rows)


@cache
def _document(path: Path, sha256: str) -> str:
    bytes_ = path.read_bytes()
    met = hashlib.sha256(bytes_).hexdigest()
    if met != sha256:
        raise RecordError(f"document {path.name} has SHA-256 {met}, and {sha256} was marked: mark it anew")
    return bytes_.decode("utf-8")


def _sentence(row: Mapping[str, Any], corpus: Path) -> MarkedSentence:
    text = _document(corpus / row["document"], row["sha256"])
    events = tuple(_event(one) for one in row["events"])
    where = f"sentence {row['number']} ({row['document']})"
    for event in events:
        if event.root not in ROOTS or event.factuality not in FACTUALITIES:
            raise RecordError(f"{where}: {event.root!r} or {event.factuality!r} is no root or factuality")
        for low, high in event.spans:
            if not row["start"] <= low < high <= row["end"]:
                raise RecordError(f"{where}: [{low}, {high}) is not inside the sentence: correct the mark")
            if text[low - 1 : low].isalnum() and text[low].isalnum():
                raise RecordError(f"{where}: {text[low:high]!r} begins inside a word: correct the mark")
            if text[high - 1].isalnum() and text[high : high + 1].isalnum():
                raise RecordError(f"{where}: {text[low:high]!r} ends inside a word: correct the mark")
    return MarkedSentence(
        number=row["number"],
        document=corpus / row["document"],
        text=text[row["start"] : row["end"]],
        start=row["start"],
        half=row["half"],
        events=events,
    )


def _event(row: Mapping[str, Any]) -> MarkedEvent:
    several = {
        name: tuple((low, high) for low, high in row[name]) for name in ("actor", "recipient", "place")
    }
    return MarkedEvent(
        root=row["root"],
        trigger=(row["trigger"][0], row["trigger"][1]),
        factuality=row["factuality"],
        time=None if row["time"] is None else (row["time"][0], row["time"][1]),
        mode=row.get("mode"),
        deaths=row.get("deaths"),
        injured=row.get("injured"),
        **several,
    )
