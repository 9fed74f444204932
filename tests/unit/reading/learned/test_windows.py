"""Windows cover a text and hold what they are asked about."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.learned.windows import WIDTH, Window, around, sentences_around, stacked, stretches
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


ENDS = [10, 25, 31, 60]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ((3, 4), (0, 25)),
        ((12, 13), (0, 31)),
        ((25, 26), (10, 60)),
        ((40, 42), (25, 70)),
        ((63, 64), (31, 70)),
    ],
)
def test_a_cue_is_seen_in_its_sentence_between_two_others(
    marked: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert sentences_around(ENDS, 70, marked) == Window(*expected, marked)


def test_a_cue_that_runs_over_two_sentences_is_seen_whole() -> None:
    assert sentences_around([1, 2, 3], 10, (0, 4)) == Window(0, 4, (0, 4))


@given(st.sets(st.integers(1, 600)), st.integers(1, 600), st.data())
def test_a_window_of_sentences_holds_its_place_and_fits(
    ends: set[int], n_pieces: int, data: st.DataObject
) -> None:
    low = data.draw(st.integers(0, n_pieces - 1))
    high = data.draw(st.integers(low + 1, min(n_pieces, low + 4)))
    window = sentences_around(sorted(end for end in ends if end <= n_pieces), n_pieces, (low, high))
    assert 0 <= window.low <= low
    assert high <= window.high <= n_pieces
    assert window.high - window.low <= WIDTH


def test_windows_are_stacked_with_their_marks() -> None:
    pieces = Wordpieces(np.arange(10) + 500, np.zeros(10, dtype=np.int64), np.arange(10), np.arange(10) + 1)
    ids, traits, mask = stacked(pieces, [Window(2, 6, (3, 5)), Window(0, 2)])
    assert ids.tolist() == [[FIRST, 502, 503, 504, 505, LAST], [FIRST, 500, 501, LAST, 0, 0]]
    assert (traits & MARKED).tolist() == [[0, 0, 1, 1, 0, 0], [0] * 6]
    assert mask.tolist() == [[1] * 6, [1, 1, 1, 1, 0, 0]]
