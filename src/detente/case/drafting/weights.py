"""How far the record narrows a weight: an interval, never a point.

With n concerns of one party an equal share is 1/n. Each thing that speaks for weight raises the low
end by a quarter of an equal share: that the party said or did it at all, that independent sources
repeat it, that strong words say it. The low ends of a party then sum to at most three quarters, so
that some weights always fit. Hedged words, and nothing stronger beside them, bound the weight by
twice an equal share. Where others contradict what a party says of itself, the low end goes back to
nothing: that only widens what is open.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.case.drafting.evidence import Evidence, sources_of

Interval = tuple[float, float]


def weight_of(evidence: Sequence[Evidence], *, is_disputed: bool, n_concerns: int) -> Interval | None:
    """Return the interval of the weight of a concern that comes from a party's own words and deeds.

    Parameters
    ----------
    evidence : sequence of Evidence
        The party's own, for the direction the concern has.
    is_disputed : bool
        Whether anything in the record speaks for the other direction.
    n_concerns : int
        How many concerns the party has.

    Returns
    -------
    tuple of float or None
        Within [0, 1], to two decimals; None where nothing is narrowed.
    """
    is_strong = any(item.is_strong for item in evidence)
    reasons = 1 + (len(sources_of(evidence)) >= 2) + is_strong
    # Rounded down, so that the low ends keep fitting together.
    low = 0.0 if is_disputed else int(100 * reasons / (4 * n_concerns)) / 100
    is_hedged = all(item.is_weak for item in evidence) and not is_strong
    high = min(1.0, round(2 / n_concerns, 2)) if is_hedged else 1.0
    return None if (low, high) == (0.0, 1.0) else (low, high)
