"""Who said what, as the tagger sees it: cues first, then for each cue its source and its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.reading.learned.labels import Labelled, best_labels, log_softmax, runs
from detente.reading.learned.model import load_model, score
from detente.reading.learned.windows import Window, around, sentences_around, stretches
from detente.reading.learned.wordpieces import Wordpieces

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

N_CUE = 3
LEAST_CUE = 0.25
"""Least probability of a place to be looked at as a cue: the second look decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A cue with its source and content, each as ``[start, end)`` places of the text.

    ``cue_sureness``, ``source_sureness`` and ``content_sureness`` are the tagger's own mean probabilities of
    the labels it chose, not calibrated.
    """

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    cue_sureness: float
    source_sureness: float
    content_sureness: float


def find_attributions(
    pieces: Wordpieces,
    sentences: Sequence[tuple[int, int]] | None = None,
    session: InferenceSession | None = None,
) -> tuple[Attribution, ...]:
    """Find the attributions of a text, in the order of their cues.

    Parameters
    ----------
    pieces : Wordpieces
        The text (`detente.reading.learned.wordpieces.split`).
    sentences : sequence of (start, end), optional
        Places of the text, in order. For each cue the tagger is shown its sentence and one on either side;
        if None as much on both sides as it can see at once, which takes half as much time again.
    session : InferenceSession, optional
        The tagger; the one that comes with the package if None.
    """
    if not len(pieces):
        return ()
    session = session if session is not None else load_model()
    cues = _find_cues(pieces, session)
    windows = _windows(pieces, cues, sentences)
    found = []
    for cue, window, scores in zip(cues, windows, score(session, pieces, windows), strict=True):
        attribution = _attribution(pieces, cue, window.low, scores[:, N_CUE:])
        if attribution is not None:
            found.append(attribution)
    return tuple(found)


def _windows(
    pieces: Wordpieces, cues: Sequence[Labelled], sentences: Sequence[tuple[int, int]] | None
) -> list[Window]:
    if not sentences:
        return [around(len(pieces), cue.place) for cue in cues]
    ends = sorted({pieces.within(*sentence)[1] for sentence in sentences})
    return [sentences_around(ends, len(pieces), cue.place) for cue in cues]


def _find_cues(pieces: Wordpieces, session: InferenceSession) -> list[Labelled]:
    """Label every piece with the window that sees most around it."""
    windows = list(stretches(len(pieces)))
    scores = np.zeros((len(pieces), N_CUE), dtype=np.float32)
    room = np.full(len(pieces), -1)
    for window, scored in zip(windows, score(session, pieces, windows), strict=True):
        places = np.arange(window.low, window.high)
        left = np.where(window.low == 0, len(pieces), places - window.low)
        right = np.where(window.high == len(pieces), len(pieces), window.high - 1 - places)
        here = np.minimum(left, right)
        better = here > room[window.low : window.high]
        scores[places[better]] = scored[better, :N_CUE]
        room[places[better]] = here[better]
    return _cues(log_softmax(scores))


def _cues(logs: NDArray[np.float32]) -> list[Labelled]:
    """Return the runs that are cues, and single pieces that might begin one."""
    chosen = runs(best_labels(logs, starts=(1,), ends=(2,)), logs, begin=1, inside=2)
    taken = {index for run in chosen for index in range(*run.place)}
    maybe = [
        Labelled((int(index), int(index) + 1), float(np.exp(logs[index, 1])))
        for index in np.flatnonzero(np.exp(logs[:, 1]) >= LEAST_CUE)
        if int(index) not in taken
    ]
    return sorted([*chosen, *maybe], key=lambda run: run.place)


def _attribution(
    pieces: Wordpieces, cue: Labelled, low: int, scores: NDArray[np.float32]
) -> Attribution | None:
    logs = log_softmax(scores)
    labels = best_labels(logs, starts=(1, 3), ends=(2, 4))
    content = runs(labels, logs, begin=3, inside=4)
    if not content:
        return None
    source = runs(labels, logs, begin=1, inside=2)
    nothing = float(np.exp(logs[:, 0]).min()) if len(logs) else 1.0
    return Attribution(
        cue=_span(pieces, cue.place),
        source=_spans(pieces, source, low),
        content=_spans(pieces, content, low),
        cue_sureness=cue.sureness,
        source_sureness=_mean(source) if source else nothing,
        content_sureness=_mean(content),
    )


def _mean(found: Sequence[Labelled]) -> float:
    sizes = [high - low for low, high in (run.place for run in found)]
    return float(np.average([run.sureness for run in found], weights=sizes))


def _spans(pieces: Wordpieces, found: Sequence[Labelled], low: int) -> tuple[tuple[int, int], ...]:
    return tuple(_span(pieces, (first + low, last + low)) for first, last in (run.place for run in found))


def _span(pieces: Wordpieces, place: tuple[int, int]) -> tuple[int, int]:
    first, last = place
    return int(pieces.starts[first]), int(pieces.ends[last - 1])
