"""The weights that come with the package: their size, their cards, and what is said when they are missing."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente.errors import ReadingError
from detente.reading.learned import model
from detente.reading.learned.model import BATCH, STEP, WEIGHTS, load_model, score, use_threads
from detente.reading.learned.windows import Window
from detente.reading.learned.wordpieces import Wordpieces, load_tokenizer

MOST_BYTES = 40_000_000
MODELS = sorted(path.name for path in WEIGHTS.glob("*.onnx"))


def test_all_weights_together_stay_small() -> None:
    assert MODELS == ["events.onnx", "speech.onnx"]
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) <= MOST_BYTES


@pytest.mark.parametrize("name", MODELS)
def test_every_model_has_a_card_of_its_bytes(name: str) -> None:
    bytes_ = (WEIGHTS / name).read_bytes()
    card = (WEIGHTS / name).with_suffix(".md").read_text(encoding="utf-8")
    assert hashlib.sha256(bytes_).hexdigest() in card
    assert f"{len(bytes_):,}" in card


def test_missing_weights_are_named_with_what_to_do() -> None:
    with pytest.raises(ReadingError, match=r"weights none\.onnx cannot be loaded.*--reader rules"):
        load_model("none.onnx")


def test_a_missing_tokenizer_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"tokenizer none\.json is missing.*--reader rules"):
        load_tokenizer(tmp_path / "none.json")


class Recorder:
    """Stands in for a tagger: scores each piece by its id, and keeps what it was given at once."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []

    def run(self, _: None, inputs: dict[str, Any]) -> list[Any]:
        self.shapes.append(inputs["ids"].shape)
        return [inputs["ids"][:, :, None].astype(np.float32)]


def test_windows_are_run_with_others_of_their_width_and_answered_in_order() -> None:
    n_pieces = 3 * BATCH
    ids = np.arange(1000, 1000 + n_pieces)
    pieces = Wordpieces(ids=ids, traits=np.zeros_like(ids), starts=ids, ends=ids + 1)
    windows = [Window(0, 100), Window(5, 9), Window(50, 150), Window(200, 206), Window(0, 2 * BATCH)] * 4
    recorder = Recorder()
    scores = score(recorder, pieces, windows)
    for window, found in zip(windows, scores, strict=True):
        assert found[:, 0].tolist() == ids[window.low : window.high].tolist()
    assert max(rows * width for rows, width in recorder.shapes if rows > 1) <= BATCH
    assert sum(rows for rows, _ in recorder.shapes) == len(windows)
    assert {width for _, width in recorder.shapes} == {8, 104, 2 * BATCH + STEP}  # the next multiple of STEP
    assert len(recorder.shapes) == 1 + 2 + 4  # the short ones, five at a time, one at a time


def test_how_wide_a_window_is_filled_up_depends_on_itself_alone() -> None:
    ids = np.arange(1, 60)
    pieces = Wordpieces(ids=ids, traits=np.zeros_like(ids), starts=ids, ends=ids + 1)
    for size in range(1, 40):
        alone, beside = Recorder(), Recorder()
        score(alone, pieces, [Window(0, size)])
        score(beside, pieces, [Window(0, size), Window(3, 50), Window(1, 2)])
        assert alone.shapes[0][1] in {width for _, width in beside.shapes}
        assert size + 2 <= alone.shapes[0][1] < size + 2 + STEP


def test_threads_are_chosen_for_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_chosen", [])
    use_threads(1)
    alone = load_model("speech.onnx")
    assert alone.get_session_options().intra_op_num_threads == 1
    use_threads(2)
    assert load_model("speech.onnx").get_session_options().intra_op_num_threads == 2
    use_threads(1)
    assert load_model("speech.onnx") is alone


def test_no_threads_are_refused() -> None:
    with pytest.raises(ReadingError, match="0 threads: at least 1"):
        use_threads(0)
