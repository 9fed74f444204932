"""Words for likelihood, with the ranges they stand for.

They are for statements about the world, from an analyst's own probability; a share of model worlds
is never put into these words.

References
----------
Office of the Director of National Intelligence (2015), Intelligence Community Directive 203,
*Analytic Standards*, section D.6.e(2)(a): the seven terms and their ranges.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """One term of the scale and its range, in percent."""

    word: str
    low: int
    high: int


SCALE = (
    Likelihood(word="almost no chance", low=1, high=5),
    Likelihood(word="very unlikely", low=5, high=20),
    Likelihood(word="unlikely", low=20, high=45),
    Likelihood(word="roughly even chance", low=45, high=55),
    Likelihood(word="likely", low=55, high=80),
    Likelihood(word="very likely", low=80, high=95),
    Likelihood(word="almost certain", low=95, high=99),
)
"""The terms from least to most likely; a number that two terms share belongs to the one nearer to even."""


def terms(low: float, high: float) -> tuple[Likelihood, ...]:
    """Find the terms that a probability, or an interval of it, falls into.

    Parameters
    ----------
    low, high : float
        Ends of the interval, between 0 and 1; equal for a single probability.

    Returns
    -------
    tuple of Likelihood
        From least to most likely, never empty. A boundary shared by two terms goes to the one
        nearer to even, so that ``p`` and ``1 - p`` get mirrored words. Below 1 % and above 99 %,
        where the scale ends, its outermost term is given; the numbers are always shown beside it.

    Raises
    ------
    ValueError
        If the ends do not lie in order between 0 and 1.

    References
    ----------
    ODNI (2015), ICD 203, section D.6.e(2)(a).

    Examples
    --------
    >>> [term.word for term in terms(0.6, 0.7)]
    ['likely']
    >>> [term.word for term in terms(0.3, 0.5)]
    ['unlikely', 'roughly even chance']
    """
    if not 0 <= low <= high <= 1:
        raise ValueError(f"probability {low} to {high}: the ends must lie in order between 0 and 1")
    if low == high:
        return (_term(round(100 * low, 6)),)
    bottom, top = round(100 * low, 6), round(100 * high, 6)
    return tuple(term for term in SCALE if _reach(term)[0] < top and bottom < _reach(term)[1])


def words(low: float, high: float) -> str:
    """Return the term, or the range of terms, for a probability: ``likely``, ``unlikely to likely``."""
    found = terms(low, high)
    return found[0].word if len(found) == 1 else f"{found[0].word} to {found[-1].word}"


def _term(percent: float) -> Likelihood:
    if percent <= 50:
        return next(term for term in reversed(SCALE) if _reach(term)[0] <= percent)
    return next(term for term in SCALE if percent <= _reach(term)[1])


def _reach(term: Likelihood) -> tuple[int, int]:
    """Range of a term with the ends of the scale stretched to 0 and 100."""
    return (0 if term is SCALE[0] else term.low, 100 if term is SCALE[-1] else term.high)
