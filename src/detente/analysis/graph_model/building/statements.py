"""Preferences from statements in order of priority (option prioritising)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.building._truth import Cube, rank_by_tables
from detente.analysis.graph_model.building.selections import read_condition
from detente.case.expressions import Expression
from detente.errors import ModelError

Statements = Sequence[Sequence[str | Expression]]
"""For each dm what it wants, the most important first: conditions over the names of the options."""


def rank_by_statements(
    statements: Statements, *, names: Sequence[str], states: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Rank states by what each dm wants: what holds of a more important statement decides.

    A dm prefers one state to another when the first statement, in order of priority, on which the two
    differ holds there; states that agree on all its statements are equal.

    Parameters
    ----------
    statements : sequence of sequences of str or Expression, one per dm
        ``o0 & !o1``, ``if o0 then o1``, ``o0 iff o1``, ``o0 | (o1 & o2)``, ...; any number of them, and
        none where a dm does not care.
    names : sequence of str
        What the options are called in the statements; option ``k`` is bit ``k`` of a state.
    states : ndarray of int64, shape (n_states,)

    Returns
    -------
    ndarray of int32, shape (n_dms, n_states), read-only
        0 is worst, larger is better, equal is a tie, no gaps.

    Raises
    ------
    ModelError
        If a statement is no condition or names what is no option.

    References
    ----------
    Fang, Hipel, Kilgour & Peng (2003), "A decision support system for interactive decision making, part
    I: model formulation", *IEEE Transactions on Systems, Man, and Cybernetics C* 33(1),
    42-55. The weights given there are powers of two; statements are compared one by
    one here, so that their number has no limit.

    Examples
    --------
    A side that wants above all that the other holds fire, and then to be free of holding it itself:

    >>> rank_by_statements([["o1", "!o0"]], names=["o0", "o1"], states=np.arange(4))
    array([[1, 0, 3, 2]], dtype=int32)
    """
    cube = Cube(names)
    rows = []
    for dm, wanted in enumerate(check_statements(statements)):
        tables = [
            cube.table(read_condition(text, cube.names, f"statement {place} of dm {dm} ({text!r})"))
            for place, text in enumerate(wanted)
        ]
        rows.append(rank_by_tables(cube, tables, states))
    ranks: NDArray[np.int32] = np.array(rows, dtype=np.int32)
    ranks.flags.writeable = False
    return ranks


def check_statements(statements: Statements) -> Statements:
    """Return the statements; what is not a list of them for each dm is a `ModelError`."""
    if isinstance(statements, str) or not isinstance(statements, Sequence) or not statements:
        raise ModelError(f"statements is {statements!r}: give one list of conditions for each dm")
    for dm, wanted in enumerate(statements):
        if isinstance(wanted, str) or not isinstance(wanted, Sequence):
            raise ModelError(
                f"statements of dm {dm} are {wanted!r}: give a list of conditions, most important first"
            )
    return statements
