"""How the loops of this package are compiled; importing this module imports Numba."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """Compile a loop over arrays when it is first called, and keep the machine code on disk if possible.

    It runs without the interpreter's lock, so that threads share the work. Where nothing can be
    written (a read-only installation without a home) it is compiled anew in every process.
    """
    try:
        made: Loop = njit(loop, cache=True, nogil=True)
    except RuntimeError:  # Numba found no folder it may write to
        made = njit(loop, nogil=True)
    return made
