"""The weights that come with the package: their size, their cards, and what is said when they are missing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from detente.errors import ReadingError
from detente.reading.learned.model import WEIGHTS, load_model
from detente.reading.learned.wordpieces import load_tokenizer

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
