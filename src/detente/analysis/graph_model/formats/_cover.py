"""Patterns of Y, N and - that match given states and no others; nothing is validated here."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.errors import ModelError

MAX_PATTERNS = 100_000
"""More patterns than this make no file that anybody could read."""

Pattern = list[list[int | str]]


def cover(
    allowed: NDArray[np.bool_], n_options: int, wanted: NDArray[np.bool_] | None = None
) -> list[Pattern]:
    """Return patterns ``[[option, "Y" or "N"], ...]`` that together match every wanted state.

    Parameters
    ----------
    allowed : ndarray of bool, shape (2**n_options,)
        Which states a pattern may match.
    wanted : the same, or None
        Which states must be matched, a part of ``allowed``; None for all of them.

    Notes
    -----
    From the lowest state that is not matched yet, a pattern grows by one option after the other for as
    long as it matches allowed states only. So none can be widened, and few are needed.
    """
    left = (allowed if wanted is None else wanted).copy()
    patterns: list[Pattern] = []
    here = 0
    while here < len(left):
        if not left[here]:
            here += int(np.argmax(left[here:])) or len(left)
            continue
        if len(patterns) == MAX_PATTERNS:
            raise ModelError(f"these states need more than {MAX_PATTERNS} patterns: write .json instead")
        matched = np.array([here])
        entries: Pattern = []
        for k in range(n_options):
            turned = matched ^ (1 << k)
            if allowed[turned].all():
                matched = np.concatenate([matched, turned])
            else:
                entries.append([k, "Y" if here >> k & 1 else "N"])
        left[matched] = False
        patterns.append(entries)
    return patterns
