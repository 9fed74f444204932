"""Fit the weights of how probable a record is, from few that were judged.

A logistic model by Newton's method, to the greatest posterior density under a normal prior: nothing is known
of the log-odds but that they lie within a few units of 0, no other evidence moves them by much, and those
of what rests on a statement rise with the statement's. Records of several readers that read the
same texts count as one reader's do.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.reading.record_sureness import SAID

CENTRE = {SAID: 0.4}
"""Expected weight, 0 for the rest. What is right with the chance ``q`` if its statement is (chance ``s``)
has odds whose log rises by ``(1 - s) / (1 - s q)`` with that of the statement's: 0.4 at 0.8 and 0.6.
"""
SPREAD = {"always": 1.5, SAID: 0.2}
"""Standard deviation of the prior of a weight, in log-odds."""
OTHERS_SPREAD = 0.5
SHARE = 0.5
"""What a judged record counts: two readers propose for the same texts; too little where one was judged."""
LEAST_SAID = 0.1
"""Least weight of the log-odds of the statement that a record rests on."""
ROUNDS = 50

Floats = NDArray[np.float64]


def fit(known: Sequence[dict[str, float]], right: NDArray[np.bool_], names: Sequence[str]) -> Floats:
    """Return the weights of a kind.

    The weight of the statement's log-odds is held at `LEAST_SAID` where the fit would put it lower: a record
    is never the less probable for a surer statement.

    Parameters
    ----------
    known : sequence of dict
        What was known of each judged record, by name; what is missing is 0.
    right : ndarray of bool, shape (n_records,)
    names : sequence of str
        Of the weights, in their order.

    Returns
    -------
    ndarray of float, shape (n_names,)
        In log-odds.

    References
    ----------
    le Cessie & van Houwelingen (1992), Ridge estimators in logistic regression, *Applied Statistics* 41(1),
    section 2.
    """
    free = np.ones(len(names), dtype=bool)
    centre = np.array([CENTRE.get(name, 0.0) for name in names])
    weights = _fit(known, right, names, centre, free)
    if SAID in names and weights[names.index(SAID)] < LEAST_SAID:
        at = names.index(SAID)
        free[at], centre[at] = False, LEAST_SAID
        weights = _fit(known, right, names, centre, free)
    return weights


def _fit(
    known: Sequence[dict[str, float]],
    right: NDArray[np.bool_],
    names: Sequence[str],
    centre: Floats,
    free: NDArray[np.bool_],
) -> Floats:
    """Return the weights of greatest posterior density; those that are not free stay at their centre."""
    table = np.array([[one.get(name, 0.0) for name in names] for one in known])
    precision = np.array([SPREAD.get(name, OTHERS_SPREAD) ** -2 for name in names])
    weights = centre.copy()
    for _ in range(ROUNDS):
        given = 1 / (1 + np.exp(-table @ weights))
        slope = SHARE * table.T @ (right - given) - precision * (weights - centre)
        bend = SHARE * (table * (given * (1 - given))[:, None]).T @ table + np.diag(precision)
        step = np.zeros(len(names))
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights
