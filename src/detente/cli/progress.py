"""How far a long command is, where there is no terminal to draw a bar on: a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.runs.adding import Added

EVERY = 30.0
"""Seconds from one line to the next."""


def progress_lines(
    n_files: int, tell: Callable[[str], None], *, clock: Callable[[], float] = time.monotonic
) -> Callable[[Added], None]:
    """Return what tells, every half a minute, how many documents were added and how long the rest takes.

    Parameters
    ----------
    n_files : int
        How many documents are to be added, as far as is known: a file may hold several.
    tell : callable
        Takes a line.
    clock : callable
        Seconds from some moment on.

    Examples
    --------
    >>> from detente.runs.adding import Added
    >>> told = progress_lines(400, print, clock=iter([0.0, 10.0, 40.0]).__next__)
    >>> told(Added(n_new=2))
    >>> told(Added(n_new=8))
    added 8 of 400 documents, 33 min left
    """
    began = clock()
    told = began

    def show(added: Added) -> None:
        nonlocal told
        now = clock()
        if now - told >= EVERY:
            told = now
            tell(_line(added, n_files, now - began))

    return show


def n_done(added: Added) -> int:
    """Return how many documents are through, whatever became of them."""
    return added.n_new + added.n_again + added.n_known + added.n_failed


def _line(added: Added, n_files: int, seconds: float) -> str:
    done = n_done(added)
    total = max(done, n_files)
    n_read = done - added.n_known  # what is passed over takes no time to speak of
    line = f"added {done:,} of {total:,} documents"
    return f"{line}, {_duration(seconds / n_read * (total - done))} left" if n_read else line


def _duration(seconds: float) -> str:
    """Return a time as people say it, rounded up.

    >>> [_duration(seconds) for seconds in (12.2, 60, 61, 7200, 7261)]
    ['13 s', '60 s', '2 min', '120 min', '2 h 2 min']
    """
    if seconds <= 60:
        return f"{ceil(seconds)} s"
    minutes = ceil(seconds / 60)
    return f"{minutes} min" if minutes <= 120 else f"{minutes // 60} h {minutes % 60} min"
