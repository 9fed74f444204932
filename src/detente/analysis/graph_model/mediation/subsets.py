"""Sets of things with a price, the cheapest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from heapq import heappop, heappush


def cheapest_first(
    costs: Sequence[float],
    *,
    most: int | None = None,
    is_possible: Callable[[tuple[int, ...]], bool] = lambda chosen: True,
) -> Iterator[tuple[Fraction, tuple[int, ...]]]:
    """Yield all sets of indices with their total cost: by cost, then by size, then the first in order.

    They are made as they are asked for, so that the first of very many come at once.

    Parameters
    ----------
    costs : sequence of float
        0 or more. They are added up as the decimal numbers they are written as: 0.1 and 0.2 make 0.3.
    most : int, optional
        Largest size.
    is_possible : callable
        Whether a set may be; where it may not, no larger one that begins with it is looked at.

    Examples
    --------
    >>> [chosen for _, chosen in cheapest_first([2, 1, 1])]
    [(), (1,), (2,), (0,), (1, 2), (0, 1), (0, 2), (0, 1, 2)]
    """
    exact = [Fraction(str(cost)) for cost in costs]
    waiting: list[tuple[Fraction, int, tuple[int, ...]]] = [(Fraction(0), 0, ())]
    while waiting:
        cost, size, chosen = heappop(waiting)
        yield cost, chosen
        if size == most:
            continue
        # No cost is negative, so what a set is made larger by comes after it.
        for index in range(chosen[-1] + 1 if chosen else 0, len(exact)):
            larger = (*chosen, index)
            if is_possible(larger):
                heappush(waiting, (cost + exact[index], size + 1, larger))
