"""Stability where of some pairs of states it is unknown which a dm prefers: the extensions a, b, c and d.

A dm may or may not leave a state for one of unknown preference, and a state of unknown preference may or
may not deter it. The two choices make four extensions, written with > for preferred and U for unknown:

=========  ================  ====================================================
extension  leaves s for t    an answer u deters when
=========  ================  ====================================================
a          t > s or t U s    s is preferred to u, or they are equal
b          t > s             s is preferred to u, or they are equal
c          t > s or t U s    u is not preferred to s (preferred less, equal or U)
d          t > s             u is not preferred to s (preferred less, equal or U)
=========  ================  ====================================================

In all four the answers that count under SEQ are steps to states that are preferred or unknown for the dm
that makes them, and the counter-moves under SMR escape from a sanction exactly when they lead to a state
that would not deter. Extension a is the boldest in leaving and d the most cautious: what is stable under
a is stable under b and c, and what is stable under either is stable under d.

References
----------
Li, Hipel, Kilgour & Fang (2004), "Preference uncertainty in the graph model for conflict resolution",
*IEEE Transactions on Systems, Man, and Cybernetics A* 34(4) 507-520; Xu, Hipel, Kilgour & Fang (2018),
*Conflict Resolution Using the Graph Model*, ch. 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.analysis.graph_model.concepts import JointMoves, check_joint_moves
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.solving import Solution
from detente.analysis.graph_model.stability.attitude import Attitude
from detente.analysis.graph_model.stability.pairwise import solve_attitude, witness_of_one
from detente.analysis.graph_model.witness import Witness
from detente.analysis.results import CONCEPTS
from detente.errors import ModelError

EXTENSIONS = ("a", "b", "c", "d")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnknownSolution(Solution):
    """The stable states of one model under one extension.

    Attributes
    ----------
    extension : str
        ``a``, ``b``, ``c`` or ``d``.
    """

    extension: str


def solve_unknown(
    model: GraphModel, *, extension: str, concepts: Sequence[str] = CONCEPTS, joint_moves: str = "legal"
) -> UnknownSolution:
    """Find which states are stable for whom when some preferences are unknown.

    Parameters
    ----------
    model : GraphModel
        With a `Relation` whose ``unknown`` pairs are taken as the extension says. A model without unknown
        pairs has the same answer, that of `solve`, under all four.
    extension : {"a", "b", "c", "d"}
        See the head of this module.
    concepts : sequence of {"nash", "gmr", "smr", "seq"}
    joint_moves : {"legal", "once", "single"}

    Raises
    ------
    ModelError
        If the extension, a concept or the rule is unknown.

    References
    ----------
    Li, Hipel, Kilgour & Fang (2004), *IEEE Transactions on Systems, Man, and Cybernetics A* 34(4).

    Examples
    --------
    One dm, of which nobody knows whether it would rather take its option or not:

    >>> from detente.analysis.graph_model import Relation
    >>> relation = Relation.from_pairs([0, 1], [[]], unknown=[[(0, 1)]])
    >>> model = GraphModel.from_options(owner=[0], prefers=relation)
    >>> solve_unknown(model, extension="a").equilibria("nash")
    array([], dtype=int64)
    >>> solve_unknown(model, extension="b").equilibria("nash")
    array([0, 1])
    """
    rule = check_joint_moves(joint_moves)
    found = solve_attitude(read_unknown(model, extension), concepts, rule)
    return UnknownSolution(model=model, joint_moves=rule, stable=found.stable, extension=extension)


def find_witness(
    model: GraphModel, *, state: int, dm: int, concept: str, extension: str, joint_moves: JointMoves = "legal"
) -> Witness:
    """Say why a state is, or is not, stable for a dm under one extension; as `pairwise.find_witness`.

    Raises
    ------
    ModelError
        If the state is not feasible, or the dm, concept, rule or extension is unknown.
    """
    attitude = read_unknown(model, extension)
    return witness_of_one(attitude, state=state, dm=dm, concept=concept, joint_moves=joint_moves)


def read_unknown(model: GraphModel, extension: str) -> Attitude:
    """Return how preferences are read under an extension; an unknown one is a `ModelError`."""
    if extension not in EXTENSIONS:
        raise ModelError(f"extension {extension!r} is unknown: use one of {', '.join(EXTENSIONS)}")
    return Attitude(
        model=model,
        leaves_for_unknown=extension in ("a", "c"),
        deterred_by="surely not better" if extension in ("a", "b") else "not better",
        answers_with_unknown=True,
    )
