"""The Graph Model for Conflict Resolution: n decision makers, one-way options, infeasible states, ties."""

from __future__ import annotations

from detente.analysis.graph_model.building.options import feasible_states
from detente.analysis.graph_model.building.statements import rank_by_statements
from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.inverse.asking import Inverse, find_inverse
from detente.analysis.graph_model.inverse.conditions import Condition, find_condition
from detente.analysis.graph_model.inverse.counting import Count, count_rankings
from detente.analysis.graph_model.inverse.smallest import Change, find_smallest_change
from detente.analysis.graph_model.labels import Labels
from detente.analysis.graph_model.mediation.intervention import (
    Intervention,
    MeasureSet,
    ModelWish,
    find_intervention,
)
from detente.analysis.graph_model.mediation.measures import ModelMeasure
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.moves import MoveGraph, build_moves
from detente.analysis.graph_model.profiles import ProfileSolver, Solutions, solve_many
from detente.analysis.graph_model.ranks import ranks_from_order
from detente.analysis.graph_model.relation import Relation
from detente.analysis.graph_model.solving import Solution, solve
from detente.analysis.graph_model.stability.coalitions import CoalitionSolution, solve_coalitions
from detente.analysis.graph_model.stability.strength import StrengthSolution, solve_strength
from detente.analysis.graph_model.stability.unknown import UnknownSolution, solve_unknown
from detente.analysis.graph_model.ways.paths import Paths, Way, find_paths, find_way, shortest_paths
from detente.analysis.graph_model.ways.status_quo import StatusQuo, find_status_quo
from detente.analysis.graph_model.witness import (
    Move,
    Sanction,
    Witness,
    find_deterrence,
    find_witness,
)
from detente.analysis.graph_model.wording.sentences import Account, Part, explain

__all__ = [
    "Account",
    "Change",
    "CoalitionSolution",
    "Condition",
    "Count",
    "GraphModel",
    "Intervention",
    "Inverse",
    "JointMoves",
    "Labels",
    "MeasureSet",
    "ModelMeasure",
    "ModelWish",
    "Move",
    "MoveGraph",
    "Part",
    "Paths",
    "ProfileSolver",
    "Relation",
    "Sanction",
    "Solution",
    "Solutions",
    "StatusQuo",
    "StrengthSolution",
    "UnknownSolution",
    "Way",
    "Witness",
    "build_moves",
    "count_rankings",
    "explain",
    "feasible_states",
    "find_condition",
    "find_deterrence",
    "find_intervention",
    "find_inverse",
    "find_paths",
    "find_smallest_change",
    "find_status_quo",
    "find_way",
    "find_witness",
    "rank_by_statements",
    "ranks_from_order",
    "shortest_paths",
    "solve",
    "solve_coalitions",
    "solve_many",
    "solve_strength",
    "solve_unknown",
]
