"""Pure functions on a case: which outcomes can hold, who blocks them, and in what share of worlds."""

from __future__ import annotations

from detente.analysis.results import (
    CONCEPTS,
    Blocker,
    Concept,
    Dependence,
    Exploration,
    Mediation,
    Obstacle,
    Outcome,
    Path,
    Provenance,
    Question,
    Remedy,
    Share,
    Stability,
    Step,
    Target,
    Verdict,
)
from detente.analysis.worlds import explore, solve

__all__ = [
    "CONCEPTS",
    "Blocker",
    "Concept",
    "Dependence",
    "Exploration",
    "Mediation",
    "Obstacle",
    "Outcome",
    "Path",
    "Provenance",
    "Question",
    "Remedy",
    "Share",
    "Stability",
    "Step",
    "Target",
    "Verdict",
    "explore",
    "solve",
]
