"""What one marked actor does to another, as the event tagger sees it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from detente.reading.learned.event_labels import ACT, ROOTS, asked
from detente.reading.learned.events import EVENTS, Place
from detente.reading.learned.labels import log_softmax
from detente.reading.learned.model import load_model, score
from detente.reading.learned.windows import WIDTH, Window, around
from detente.reading.learned.wordpieces import Wordpieces

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession


def find_act(
    pieces: Wordpieces,
    source: Place,
    target: Place,
    hint: str | None,
    session: InferenceSession | None = None,
) -> tuple[str, float]:
    """Say which root a sentence reports of a source toward a target, and how probable it is.

    Parameters
    ----------
    pieces : Wordpieces
        The sentence without names.
    source, target : (low, high)
        Their pieces, at least one each.
    hint : str, optional
        The root that the rules give.
    session : InferenceSession, optional
        The tagger; the one that comes with the package if None.
    """
    session = session if session is not None else load_model(EVENTS)
    window = Window(0, len(pieces))
    if len(pieces) > WIDTH:
        both = min(source[0], target[0]), max(source[1], target[1])
        window = replace(around(len(pieces), both), marked=None)
    (scores,) = score(session, asked(pieces, source, target, hint), [window])
    named = [range(max(low, window.low), min(high, window.high)) for low, high in (source, target)]
    rows = np.array([index - window.low for one in named for index in one], dtype=np.int64)
    return likeliest_act(scores[rows] if len(rows) else scores)


def likeliest_act(scores: NDArray[np.float32]) -> tuple[str, float]:
    """Return the root with the highest mean score, and its probability.

    CONCEDE and RETREAT, one root in the data the tagger learned from, are first weighed together.
    """
    chances = np.exp(log_softmax(scores[:, ACT].mean(axis=0)))
    yields = [ROOTS.index("CONCEDE"), ROOTS.index("RETREAT")]
    best = int(chances.argmax())
    if chances[yields].sum() > chances[best]:
        best = yields[int(chances[yields].argmax())]
    return ROOTS[best], float(chances[best])
