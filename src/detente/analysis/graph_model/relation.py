"""Preferences that are no ranking: semiorders, incomplete, of unknown or of different strength."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MAX_STATES = 4096
"""A relation lists every pair of states: with this many it takes 16 MB for each dm."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Relation:
    """Pairwise preferences of every dm; nothing makes them transitive or complete.

    Attributes
    ----------
    prefers : ndarray of bool, shape (n_dms, n_states, n_states), read-only
        ``prefers[dm, s, t]``: the dm strictly prefers position ``t`` to position ``s``. Never both ways.
        Where neither way, the two are indifferent or cannot be compared, and neither is *better*.
    strongly : ndarray of bool, same shape, read-only
        Where the preference is strong (``t >> s``); a part of ``prefers``.
    unknown : ndarray of bool, same shape, read-only
        Where which of the two is preferred is not known; the same both ways, and never with ``prefers``.
    """

    prefers: NDArray[np.bool_]
    strongly: NDArray[np.bool_]
    unknown: NDArray[np.bool_]
