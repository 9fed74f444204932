"""Windows of a text that fit the encoder: all of it in overlapping stretches, or one for each place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.reading.learned.wordpieces import FIRST, LAST, MARKED, Wordpieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH = 126
"""Most word pieces in a window, its first and last marker left out."""
STRIDE = 90
BEFORE, AFTER = 60, 66
"""Word pieces seen before and after the middle of a marked place."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[low, high)`` of a text; those at ``[marked[0], marked[1])`` are asked about."""

    low: int
    high: int
    marked: tuple[int, int] | None = None


def stretches(n_pieces: int) -> Iterator[Window]:
    """Yield overlapping windows over a whole text of ``n_pieces`` pieces."""
    low = 0
    while True:
        high = min(n_pieces, low + WIDTH)
        yield Window(max(0, high - WIDTH) if high == n_pieces else low, high)
        if high == n_pieces:
            return
        low += STRIDE


def around(n_pieces: int, marked: tuple[int, int]) -> Window:
    """Return the window around marked pieces, moved inward at the ends of the text."""
    middle = (marked[0] + marked[1] - 1) // 2
    low, high = max(0, middle - BEFORE), min(n_pieces, middle + AFTER)
    if low == 0:
        high = min(n_pieces, WIDTH)
    if high == n_pieces:
        low = max(0, n_pieces - WIDTH)
    return Window(low, high, marked)


def sentences_around(ends: Sequence[int], n_pieces: int, marked: tuple[int, int]) -> Window:
    """Return the window of the sentence in which marked pieces begin, of the one before and the one behind.

    Of sentences too long for the encoder it is as much as fits, the marked pieces about in the middle.

    Parameters
    ----------
    ends : sequence of int
        Where each sentence of the text ends, in order; what lies between two belongs to the later one.
    n_pieces : int
        Of the whole text.
    marked : (low, high)
    """
    index = bisect_right(ends, marked[0])
    low = ends[index - 2] if index >= 2 else 0
    high = max(ends[index + 1] if index + 1 < len(ends) else n_pieces, marked[1])
    if high - low > WIDTH:
        middle = (marked[0] + marked[1] - 1) // 2
        low = max(low, min(middle - BEFORE, high - WIDTH))
        high = min(high, low + WIDTH)
    return Window(low, high, marked)


def stacked(
    pieces: Wordpieces, windows: Sequence[Window], width: int | None = None
) -> tuple[NDArray[np.int64], ...]:
    """Put windows into arrays for the encoder.

    Parameters
    ----------
    pieces : Wordpieces
        The text.
    windows : sequence of Window
    width : int, optional
        Pieces a row has, markers and filling included; as many as the longest window needs if None.

    Returns
    -------
    tuple of ndarray
        Ids, traits and mask, each of shape (windows, width): piece k of a window stands at k + 1.
    """
    longest = width or max(window.high - window.low for window in windows) + 2
    ids = np.zeros((len(windows), longest), dtype=np.int64)
    traits, mask = np.zeros_like(ids), np.zeros_like(ids)
    for row, window in enumerate(windows):
        size = window.high - window.low
        ids[row, 0], ids[row, size + 1] = FIRST, LAST
        ids[row, 1 : size + 1] = pieces.ids[window.low : window.high]
        traits[row, 1 : size + 1] = pieces.traits[window.low : window.high]
        mask[row, : size + 2] = 1
        if window.marked is not None:
            low, high = (min(max(end - window.low, 0), size) for end in window.marked)
            traits[row, 1 + low : 1 + high] |= MARKED
    return ids, traits, mask
