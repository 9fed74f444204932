"""The weights, run by onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
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
BATCH = 16
"""Windows run at once: more gain no speed and hold more memory."""


@lru_cache(maxsize=4)
def load_model(name: str = SPEECH, threads: int = 0) -> InferenceSession:
    """Load a model that comes with the package.

    Parameters
    ----------
    name : str
        A file in ``weights/``.
    threads : int
        Threads for one run; 0 for as many as there are cores.

    Raises
    ------
    ReadingError
        If the weights are missing or cannot be read.
    """
    import onnxruntime

    path = WEIGHTS / name
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Threads that wait must not turn in circles: they would take the core from whoever has work to do.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises several kinds that share no parent
        raise ReadingError(
            f"weights {name} cannot be loaded ({type(error).__name__}): install detente anew, or read with "
            "--reader rules, which needs none"
        ) from error


def score(
    session: InferenceSession, pieces: Wordpieces, windows: Sequence[Window]
) -> list[NDArray[np.float32]]:
    """Return for each window the scores of its pieces, shape (high - low, labels), before any softmax."""
    order = sorted(range(len(windows)), key=lambda row: windows[row].high - windows[row].low)
    found: list[Any] = [None] * len(windows)
    for start in range(0, len(order), BATCH):
        rows = order[start : start + BATCH]
        ids, traits, mask = stacked(pieces, [windows[row] for row in rows])
        (scores,) = session.run(None, {"ids": ids, "traits": traits, "mask": mask})
        for place, row in enumerate(rows):
            found[row] = scores[place, 1 : 1 + windows[row].high - windows[row].low]
    return found
