"""A number of people in words, as a report told it."""

from __future__ import annotations

from detente.record.values import Count


def count_text(count: Count) -> str:
    """Return a number as it was told: one, a range, or one with the range it is taken from.

    Examples
    --------
    >>> count_text(Count(low=14, best=None, high=None)), count_text(Count(low=10, best=None, high=20))
    ('at least 14', '10 to 20')
    >>> count_text(Count(low=10, best=14, high=20))
    '14 (10 to 20)'
    """
    low, best, high = count.low, count.best, count.high
    if low is not None and low == high:
        return str(low)
    if low is not None and high is not None:
        return f"{low} to {high}" if best is None else f"{best} ({low} to {high})"
    if best is not None:
        return str(best)
    return f"at least {low}" if low is not None else f"at most {high}"
