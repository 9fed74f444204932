"""How a result was got."""

from __future__ import annotations

import detente
from detente.analysis.results import Provenance
from detente.analysis.worlds.preferences import TIE
from detente.case import Case


def describe(case: Case, n_worlds: int, seed: int | None, *, joint_moves: str = "legal") -> Provenance:
    """Return case, method, number of worlds, seed, version and parameters of a result."""
    return Provenance(
        case=case.id,
        method=f"graph model, {case.method}",
        n_worlds=n_worlds,
        seed=seed,
        version=detente.__version__,
        parameters=(("joint_moves", joint_moves), ("tie_tolerance", f"{TIE:g}")),
    )
