"""The weights, run by onnxruntime."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.errors import ReadingError
from detente.reading.learned.windows import Window, stacked
from detente.reading.learned.wordpieces import Wordpieces

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).with_name("weights")
SPEECH = "speech.onnx"
_SLOW = ["SkipLayerNormFusion"]
"""What onnxruntime makes of a graph that is slower than what it was: a sixth of a run is spent in it."""
BATCH = 512
"""Most word pieces run at once, those included that only fill up shorter windows.

More gain no speed, since what is worked on no longer fits the caches, and hold more memory.
"""
STEP = 4
"""Windows are filled up to a multiple of so many pieces, and run with those of the same width only.

How wide a window is filled up so depends on itself alone, and so does what the tagger says of it: its weights
multiply in fixed steps (``training.settle``), row by row.
"""


_chosen: list[int] = []


def use_threads(count: int) -> None:
    """Say how many threads one run of a tagger takes in this process, from now on.

    Whoever starts several processes that read on one machine says 1 in each: threads beyond the cores only
    wait for each other. Otherwise a run takes as many as there are cores that the process may use, which
    reads a single report sooner.

    Raises
    ------
    ReadingError
        If it is less than 1.
    """
    if count < 1:
        raise ReadingError(f"{count} threads: at least 1 is needed to run a tagger")
    _chosen[:] = [count]


def load_model(name: str = SPEECH) -> InferenceSession:
    """Load a model that comes with the package.

    Parameters
    ----------
    name : str
        A file in ``weights/``.

    Raises
    ------
    ReadingError
        If the weights are missing or cannot be read.
    """
    return _load(name, _chosen[0] if _chosen else _n_cores())


@lru_cache(maxsize=4)
def _load(name: str, threads: int) -> InferenceSession:
    import onnxruntime

    path = WEIGHTS / name
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Threads that wait must not turn in circles: they would take the core from whoever has work to do.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
        )
    except Exception as error:  # onnxruntime raises several kinds that share no parent
        raise ReadingError(
            f"weights {name} cannot be loaded ({type(error).__name__}): install detente anew, or read with "
            "--reader rules, which needs none"
        ) from error


def _n_cores() -> int:
    """Return how many cores this process may use."""
    held_to = getattr(os, "sched_getaffinity", None)
    return len(held_to(0)) if held_to is not None else os.cpu_count() or 1


def score(
    session: InferenceSession, pieces: Wordpieces, windows: Sequence[Window]
) -> list[NDArray[np.float32]]:
    """Return for each window the scores of its pieces, shape (high - low, labels), before any softmax.

    The scores of a window are the same whichever others are asked about.
    """
    found: list[Any] = [None] * len(windows)
    for width, rows in _batches(windows):
        ids, traits, mask = stacked(pieces, [windows[row] for row in rows], width)
        (scores,) = session.run(None, {"ids": ids, "traits": traits, "mask": mask})
        for place, row in enumerate(rows):
            found[row] = scores[place, 1 : 1 + windows[row].high - windows[row].low]
    return found


def _batches(windows: Sequence[Window]) -> Iterator[tuple[int, list[int]]]:
    """Yield what is run together: how wide, and the places of the windows, at least one at a time."""
    of_width: dict[int, list[int]] = {}
    for row, window in enumerate(windows):
        of_width.setdefault(-(-(window.high - window.low + 2) // STEP) * STEP, []).append(row)
    for width, rows in sorted(of_width.items()):
        most = max(1, BATCH // width)
        for first in range(0, len(rows), most):
            yield width, rows[first : first + most]
