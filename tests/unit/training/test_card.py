"""A card is renewed with the facts of new weights and what was measured; what people wrote stays."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from training.card import BEGIN, END, renew

from detente.reading.learned.model import WEIGHTS

DAY = date(2030, 1, 2)
CARD = f"# A tagger\n\n1,234 bytes, {'0a' * 32}, 3 May 2026.\n\n**Where it fails.** Nowhere.\n"


def test_size_hash_and_date_are_those_of_the_new_weights() -> None:
    card = renew(CARD, b"x" * 2_000, DAY, [])
    assert f"2,000 bytes, {hashlib.sha256(b'x' * 2_000).hexdigest()}, 2030-01-02." in card
    assert "**Where it fails.** Nowhere." in card


def test_what_was_measured_takes_the_place_of_what_was_measured_before() -> None:
    once = renew(CARD, b"x" * 2_000, DAY, [("speech-marks", "F1 0.5\n")])
    assert once.count(BEGIN) == once.count(END) == 1
    twice = renew(once + "\nMore.\n", b"y" * 3_000, DAY, [("speech-marks", "F1 0.6")])
    assert "speech-marks:\n\n```text\nF1 0.6\n```" in twice
    assert "F1 0.5" not in twice
    assert twice.endswith("More.\n")
    assert twice.count(BEGIN) == twice.count(END) == 1


def test_renewing_again_with_the_same_changes_nothing() -> None:
    once = renew(CARD, b"x" * 2_000, DAY, [("a", "b")])
    assert renew(once, b"x" * 2_000, DAY, [("a", "b")]) == once


@pytest.mark.parametrize(
    ("card", "what"),
    [
        (CARD.replace("1,234 bytes", "small"), "0 times a size"),
        (CARD + "5,678 bytes", "2 times a size"),
        (CARD.replace("0a" * 32, "?"), "0 times a hash"),
        (CARD.replace("3 May 2026", "spring"), "0 times a date"),
    ],
)
def test_a_card_that_does_not_name_a_fact_once_is_refused(card: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        renew(card, b"x", DAY, [])


@pytest.mark.parametrize("name", ["speech.md", "events.md"])
def test_the_cards_of_the_package_can_be_renewed(name: str) -> None:
    card = (WEIGHTS / name).read_text(encoding="utf-8")
    weights = (WEIGHTS / name).with_suffix(".onnx").read_bytes()
    renewed = renew(card, weights, DAY, [("what", "0.5")])
    assert f"{len(weights):,} bytes" in renewed
    assert DAY.isoformat() in renewed
