"""Who did what, as the tagger sees it: triggers first, then for each its root, its parts and its standing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detente.reading.learned.event_labels import (
    FACTUALITIES,
    FACTUALITY,
    FIRST_ROOT,
    HINT,
    ROLE,
    ROOT,
    ROOTS,
    TRIGGER,
    hint_of,
)
from detente.reading.learned.labels import best_labels, log_softmax, runs
from detente.reading.learned.model import score
from detente.reading.learned.windows import AFTER, BEFORE, STRIDE, WIDTH, Window
from detente.reading.learned.wordpieces import Wordpieces
from detente.record.values import Factuality

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

EVENTS = "events.onnx"
SURENESS = Path(__file__).with_name("weights") / "events_sureness.json"
LEAST_TRIGGER, LEAST_HINTED = 0.08, 0.03
"""Least probability of a piece, and of one with a hint, to be looked at as a trigger.

The second look decides; what is less probable it seldom makes probable enough.
"""
_SURE = 1e-6

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An event as the tagger tells it, each part as ``[start, end)`` places of the text.

    ``sureness`` is the calibrated probability that the sentence tells an event of this root
    (`load_sureness`); ``factuality_sureness`` is the tagger's own, not calibrated. ``hint`` is the root that
    the rules give the same words.
    """

    trigger: Place
    root: str
    actor: tuple[Place, ...]
    recipient: tuple[Place, ...]
    factuality: Factuality
    sureness: float
    factuality_sureness: float
    hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What may be a deed, at ``[low, high)`` of the pieces, before it is decided whether it is one.

    ``features`` are those that `Sureness` weighs.
    """

    place: Place
    deed: Deed
    features: tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """How the looks become one probability, and from which one on a deed is told.

    ``weights`` are those of a logistic regression on the log odds of the first look, of the second look,
    and the log probability of the root, in this order.
    """

    bias: float
    weights: tuple[float, float, float]
    least: float

    def probability(self, *features: float) -> float:
        """Return the probability for the three features."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return float(1 / (1 + np.exp(-total)))


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """Pieces that may be a trigger in the sentence ``[low, high)``, their log odds, and root scores (16,)."""

    place: Place
    sentence: Place
    odds: float
    roots: NDArray[np.float32]


@lru_cache(maxsize=1)
def load_sureness(path: Path = SURENESS) -> Sureness:
    """Load the calibration that comes with the weights."""
    held = json.loads(path.read_text(encoding="utf-8"))
    first, second, third = held["weights"]
    return Sureness(bias=held["bias"], weights=(first, second, third), least=held["least"])


def decide(sightings: Sequence[Sighting], sureness: Sureness) -> tuple[Deed, ...]:
    """Return the deeds that are sure enough, in the order of their triggers.

    Of deeds whose triggers overlap, or adjoin with the same root, the surest stays, the first of equals.
    """
    kept: list[Sighting] = []
    for one in sorted(rate(sightings, sureness), key=lambda one: (-one.deed.sureness, one.place)):
        if one.deed.sureness >= sureness.least and not any(_is_same(one, other) for other in kept):
            kept.append(one)
    return tuple(one.deed for one in sorted(kept, key=lambda one: one.place))


def rate(sightings: Sequence[Sighting], sureness: Sureness) -> tuple[Sighting, ...]:
    """Return sightings in their order, each deed with its calibrated probability."""
    return tuple(
        replace(one, deed=replace(one.deed, sureness=sureness.probability(*one.features)))
        for one in sightings
    )


def _is_same(one: Sighting, other: Sighting) -> bool:
    if one.place[0] < other.place[1] and other.place[0] < one.place[1]:
        return True
    return one.deed.root == other.deed.root and (
        one.place[0] == other.place[1] or other.place[0] == one.place[1]
    )


def sight_deeds(
    pieces: Wordpieces, sentences: Sequence[Place], session: InferenceSession
) -> tuple[Sighting, ...]:
    """Return whatever may be a deed, in order, however improbable.

    Parameters
    ----------
    pieces : Wordpieces
        The text without names (`detente.reading.learned.wordpieces.split`), with the hints of the rules
        (`detente.reading.learned.event_labels.with_hints`).
    sentences : sequence of (start, end)
        Places of the text, in order, without overlap; nothing is looked for outside them.
    session : InferenceSession
        The tagger.
    """
    places = [place for place in (pieces.within(*sentence) for sentence in sentences) if place[1] > place[0]]
    if not places:
        return ()
    candidates = _candidates(pieces, places, session)
    windows = [_around(one.sentence, one.place) for one in candidates]
    scored = zip(candidates, windows, score(session, pieces, windows), strict=True)
    return tuple(_sighting(pieces, one, window, scores) for one, window, scores in scored)


# -- the first look


def _candidates(
    pieces: Wordpieces, sentences: Sequence[Place], session: InferenceSession
) -> list[_Candidate]:
    windows, owners = [], []
    for sentence in sentences:
        for window in _stretches(sentence):
            windows.append(window)
            owners.append(sentence)
    scores = np.zeros((len(pieces), FIRST_ROOT.stop), dtype=np.float32)
    overlap = (WIDTH - STRIDE) // 2
    for window, owner, scored in zip(windows, owners, score(session, pieces, windows), strict=True):
        skipped = 0 if window.low == owner[0] else overlap
        scores[window.low + skipped : window.high] = scored[skipped:, : FIRST_ROOT.stop]
    found = []
    for sentence in sentences:
        low, high = sentence
        logs = log_softmax(scores[low:high, TRIGGER])
        roots = log_softmax(scores[low:high, FIRST_ROOT])
        for first, last, probability in _likely(logs, pieces.traits[low:high] >= HINT):
            odds = float(np.log(probability + _SURE) - np.log(1 - probability + _SURE))
            place = (low + first, low + last)
            found.append(_Candidate(place, sentence, odds, roots[first:last].mean(axis=0)))
    return found


def _likely(logs: NDArray[np.float32], hinted: NDArray[np.bool_]) -> list[tuple[int, int, float]]:
    """Return the runs labelled as triggers, and single pieces that might be one, with their probability."""
    chosen = runs(best_labels(logs, starts=(1,), ends=(2,)), logs, begin=1, inside=2)
    taken = {index for run in chosen for index in range(*run.place)}
    found = [(*run.place, float(np.exp(logs[run.place[0], 1]))) for run in chosen]
    begins = np.exp(logs[:, 1])
    is_first = hinted & ~np.concatenate([[False], hinted[:-1]])
    found += [
        (int(index), int(index) + 1, float(begins[index]))
        for index in np.flatnonzero(begins >= np.where(is_first, LEAST_HINTED, LEAST_TRIGGER))
        if int(index) not in taken
    ]
    return sorted(found)


def _stretches(sentence: Place) -> Iterator[Window]:
    """Yield the window of a sentence, several that overlap where it is too long."""
    low, high = sentence
    while high - low > WIDTH:
        yield Window(low, low + WIDTH)
        low += STRIDE
    yield Window(low, high) if low == sentence[0] else Window(max(sentence[0], high - WIDTH), high)


# -- the second look


def _around(sentence: Place, marked: Place) -> Window:
    low, high = sentence
    if high - low > WIDTH:
        middle = (marked[0] + marked[1] - 1) // 2
        low = min(max(low, middle - BEFORE), high - WIDTH)
        high = min(high, low + BEFORE + AFTER)
    return Window(low, high, marked)


def _sighting(pieces: Wordpieces, one: _Candidate, window: Window, scores: NDArray[np.float32]) -> Sighting:
    marked = slice(one.place[0] - window.low, one.place[1] - window.low)
    roots = log_softmax(scores[marked, ROOT].mean(axis=0))
    nothing = float(np.exp(roots[0]))
    odds = float(np.log(1 - nothing + _SURE) - np.log(nothing + _SURE))
    both = log_softmax(roots[1:] + one.roots)
    best = int(both.argmax())
    factuality = log_softmax(scores[marked, FACTUALITY].mean(axis=0))
    likeliest = int(factuality.argmax())
    logs = log_softmax(scores[:, ROLE])
    labels = best_labels(logs, starts=(1, 3), ends=(2, 4))
    actor = [run.place for run in runs(labels, logs, begin=1, inside=2)]
    recipient = [run.place for run in runs(labels, logs, begin=3, inside=4)]
    deed = Deed(
        trigger=_span(pieces, one.place),
        root=ROOTS[best],
        actor=tuple(_span(pieces, (low + window.low, high + window.low)) for low, high in actor),
        recipient=tuple(_span(pieces, (low + window.low, high + window.low)) for low, high in recipient),
        factuality=FACTUALITIES[likeliest],
        sureness=1 - nothing,
        factuality_sureness=float(np.exp(factuality[likeliest])),
        hint=hint_of(pieces, one.place),
    )
    return Sighting(place=one.place, deed=deed, features=(one.odds, odds, float(both[best])))


def _span(pieces: Wordpieces, place: Place) -> Place:
    return int(pieces.starts[place[0]]), int(pieces.ends[place[1] - 1])
