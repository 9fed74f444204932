"""What a tagger says of a window is a function of that window alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.learned.events import EVENTS
from detente.reading.learned.model import SPEECH, load_model, score
from detente.reading.learned.windows import WIDTH, Window
from detente.reading.learned.wordpieces import Wordpieces, load_tokenizer

TEXT = (
    "The minister said on Friday that talks would go on. “We have signed nothing,” he told reporters, and "
    "denied that troops had shelled the port of Selm. According to an aide two guards were killed; the army "
    "blamed the rebels, who rejected it, threatened to leave, and asked the envoy back within a week. "
) * 3


def pieces_of_text() -> Wordpieces:
    encoded = load_tokenizer().encode(TEXT, add_special_tokens=False)
    starts, ends = (np.array(side, dtype=np.int64) for side in zip(*encoded.offsets, strict=True))
    traits = np.arange(len(encoded.ids), dtype=np.int64) % 3 * 2
    return Wordpieces(np.array(encoded.ids, dtype=np.int64), traits, starts, ends)


PIECES = pieces_of_text()


@st.composite
def windows(draw: st.DrawFn) -> Window:
    low = draw(st.integers(0, len(PIECES) - 1))
    high = draw(st.integers(low + 1, min(len(PIECES), low + WIDTH)))
    if draw(st.booleans()):
        return Window(low, high)
    first = draw(st.integers(low, high - 1))
    return Window(low, high, (first, draw(st.integers(first + 1, min(high, first + 3)))))


@pytest.mark.parametrize("name", [SPEECH, EVENTS])
@settings(max_examples=12, deadline=None)
@given(st.lists(windows(), min_size=1, max_size=12))
def test_the_scores_of_a_window_do_not_depend_on_the_others(name: str, asked: list[Window]) -> None:
    tagger = load_model(name)
    together = score(tagger, PIECES, asked)
    for window, scores in zip(asked, together, strict=True):
        (alone,) = score(tagger, PIECES, [window])
        assert np.array_equal(alone, scores), window


@pytest.mark.parametrize("name", [SPEECH, EVENTS])
def test_a_longer_batch_of_one_width_changes_no_score(name: str) -> None:
    tagger = load_model(name)
    asked = [Window(low, low + 30, (low + 3, low + 4)) for low in range(0, 60, 3)]
    few, many = score(tagger, PIECES, asked[:1]), score(tagger, PIECES, asked)
    assert np.array_equal(few[0], many[0])
    assert not np.array_equal(many[0], many[1])  # other windows have other scores
