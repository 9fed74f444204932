"""Windows cover a text and hold what they are asked about."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.learned.windows import WIDTH, Window, around, stacked, stretches
from detente.reading.learned.wordpieces import FIRST, LAST, MARKED, Wordpieces


@given(st.integers(1, 2000))
def test_every_piece_is_seen(n_pieces: int) -> None:
    seen = np.zeros(n_pieces, dtype=bool)
    for window in stretches(n_pieces):
        assert 0 <= window.low < window.high <= n_pieces
        assert window.high - window.low <= WIDTH
        seen[window.low : window.high] = True
    assert seen.all()


@given(st.integers(1, 600), st.data())
def test_a_marked_place_lies_in_its_window(n_pieces: int, data: st.DataObject) -> None:
    low = data.draw(st.integers(0, n_pieces - 1))
    high = data.draw(st.integers(low + 1, min(n_pieces, low + 4)))
    window = around(n_pieces, (low, high))
    assert window.low <= low
    assert high <= window.high
    assert window.high - window.low <= WIDTH
    assert window.high - window.low == min(n_pieces, WIDTH)


def test_windows_are_stacked_with_their_marks() -> None:
    pieces = Wordpieces(np.arange(10) + 500, np.zeros(10, dtype=np.int64), np.arange(10), np.arange(10) + 1)
    ids, traits, mask = stacked(pieces, [Window(2, 6, (3, 5)), Window(0, 2)])
    assert ids.tolist() == [[FIRST, 502, 503, 504, 505, LAST], [FIRST, 500, 501, LAST, 0, 0]]
    assert (traits & MARKED).tolist() == [[0, 0, 1, 1, 0, 0], [0] * 6]
    assert mask.tolist() == [[1] * 6, [1, 1, 1, 1, 0, 0]]
