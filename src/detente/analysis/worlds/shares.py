"""Shares of worlds and their standard errors."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from detente.analysis.results import Share


def share_of(count: int, n: int) -> Share:
    """Return a share with its standard error, sqrt(p (1 - p) / n); ``n`` is at least 1.

    >>> share_of(1, 4)
    Share(share=0.25, error=0.21650635094610965, n=4)
    """
    share = count / n
    return Share(share=share, error=sqrt(share * (1 - share) / n), n=n)


def share_where(is_so: NDArray[np.bool_]) -> Share:
    """Return the share of worlds, shape (n_worlds,), in which something is so."""
    return share_of(int(is_so.sum()), len(is_so))
