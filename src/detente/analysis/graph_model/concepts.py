"""The names of the stability concepts, and of the rules for joint moves."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal, get_args

from detente.analysis.results import CONCEPTS
from detente.errors import ModelError

JointMoves = Literal["legal", "once", "single"]
"""How the others may answer: any legal sequence; each at most once; one move by one of them."""

SIMULTANEOUS = ("sim", "seq_sim")
COALITIONAL = ("cnash", "cgmr", "csmr", "cseq")
NON_MYOPIC = "nonmyopic"
NAMED = (*CONCEPTS, *SIMULTANEOUS, *COALITIONAL, NON_MYOPIC)
_LIMITED = re.compile(r"l([1-9][0-9]{0,3})")


def check_concepts(concepts: Sequence[str]) -> tuple[str, ...]:
    """Return the concepts asked for, each once, in the order of `NAMED`, limited-move ones (``l3``) last.

    Raises
    ------
    ModelError
        If one is unknown.
    """
    if isinstance(concepts, str):
        raise ModelError(f"concepts is the string {concepts!r}: give a tuple, ({concepts!r},)")
    if not isinstance(concepts, Collection):
        raise ModelError(f"concepts is {concepts!r}: give a tuple of {', '.join(NAMED)}")
    for concept in concepts:
        if concept not in NAMED and horizon_of(concept) is None:
            raise ModelError(
                f"concept {concept!r} is unknown: use {', '.join(NAMED)}, or l1, l2, ... for limited moves"
            )
    limited = sorted({c for c in concepts if c not in NAMED}, key=lambda c: int(c[1:]))
    return (*(concept for concept in NAMED if concept in concepts), *limited)


def horizon_of(concept: str) -> int | None:
    """Return h of the limited-move concept ``lh``, or None for any other word."""
    found = _LIMITED.fullmatch(concept) if isinstance(concept, str) else None
    return int(found[1]) if found else None


def check_joint_moves(joint_moves: str) -> JointMoves:
    """Return the rule for joint moves; an unknown one is a `ModelError`."""
    for known in get_args(JointMoves):
        if joint_moves == known:
            return known  # type: ignore[no-any-return]
    raise ModelError(f"joint_moves {joint_moves!r} is unknown: use {', '.join(get_args(JointMoves))}")
