"""Random games over pairwise preferences: moves of options or of any graph, relations of every kind."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from tests.reference.literal import Entries, LiteralGame, feasible
from tests.reference.literal_relations import RelationGame

from detente.analysis.graph_model import GraphModel, Labels, MoveGraph, Relation

KINDS = ("ranks", "semiorder", "incomplete", "any")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One game, both ways: as the engine takes it, and as lists and sets."""

    model: GraphModel
    literal: RelationGame

    def relabelled(self, order: list[int]) -> GraphModel:
        """The model with dm ``i`` renumbered ``order[i]``; explicit graphs only."""
        old = sorted(range(len(order)), key=lambda dm: order[dm])
        graph, relation = self.model.graph, self.model.relation
        assert graph.edges is not None
        assert relation is not None
        return replace(
            self.model,
            graph=replace(graph, edges=tuple(graph.edges[dm] for dm in old)),
            preference=Relation(
                prefers=relation.prefers[old], strongly=relation.strongly[old], unknown=relation.unknown[old]
            ),
        )


def draw_game(
    seed: int, *, form: str | None = None, kind: str | None = None, max_dms: int = 5, min_dms: int = 2
) -> Drawn:
    """Draw a game; ``form`` options or graph, ``kind`` one of KINDS, both at random when left out."""
    rng = random.Random(seed)
    n_dms = rng.randint(min_dms, max_dms)
    is_graph = rng.random() < 0.5 if form is None else form == "graph"
    states, moves, graph = _graph(rng, n_dms) if is_graph else _options(rng, n_dms)
    comparisons = [_relation(rng, len(states), kind or rng.choice(KINDS)) for _ in range(n_dms)]
    relation = Relation(
        prefers=np.array([prefers for prefers, _, _ in comparisons]),
        strongly=np.array([strongly for _, strongly, _ in comparisons]),
        unknown=np.array([unknown for _, _, unknown in comparisons]),
    )
    literal = RelationGame(
        states=states,
        moves=moves,
        gains=_triples(relation.prefers, states),
        much=_triples(relation.strongly, states),
        unknown=_triples(relation.unknown, states),
    )
    labels = Labels(dms=tuple(f"dm {dm}" for dm in range(n_dms)))
    return Drawn(model=GraphModel(graph=graph, preference=relation, labels=labels), literal=literal)


def draw_ranks(rng: random.Random, n_dms: int, n_states: int) -> NDArray[np.int64]:
    """Draw ranks with many ties or with few."""
    top = rng.choice([1, 3, n_states])
    return np.array([[rng.randint(0, top) for _ in range(n_states)] for _ in range(n_dms)])


def _options(rng: random.Random, n_dms: int) -> tuple[list[int], list[dict[int, set[int]]], MoveGraph]:
    n_options = rng.randint(2, 5)
    owner = [rng.randrange(n_dms) for _ in range(n_options)]
    direction = [rng.choice(["both", "both", "fwd", "back"]) for _ in range(n_options)]
    infeasible: list[Entries] = []
    for _ in range(rng.randint(0, 2)):
        pattern = [(option, rng.choice("YN")) for option in rng.sample(range(n_options), 2)]
        if feasible(n_options, [*infeasible, pattern]):
            infeasible.append(pattern)
    states = feasible(n_options, infeasible)
    ranks = [dict.fromkeys(states, 0.0) for _ in range(n_dms)]
    game = LiteralGame(owner=owner, direction=direction, infeasible=infeasible, rank=ranks)
    moves = [{state: set(game.moves(state, dm)) for state in states} for dm in range(n_dms)]
    model = GraphModel.from_options(
        owner=owner, direction=direction, infeasible=infeasible, rank=np.zeros((n_dms, len(states)))
    )
    return states, moves, model.graph


def _graph(rng: random.Random, n_dms: int) -> tuple[list[int], list[dict[int, set[int]]], MoveGraph]:
    """Any directed graph: mostly intransitive, with one-way moves and dead ends."""
    n_states = rng.randint(2, 9)
    states = list(range(n_states))
    density = rng.choice([0.1, 0.25, 0.5])
    moves = [
        {s: {t for t in states if t != s and rng.random() < density} for s in states} for _ in range(n_dms)
    ]
    edges = tuple(
        np.array(sorted((s, t) for s in states for t in own[s]), dtype=np.int64).reshape(-1, 2)
        for own in moves
    )
    graph = MoveGraph(n_dms=n_dms, owner=(), direction=(), states=np.arange(n_states), edges=edges)
    return states, moves, graph


def _relation(rng: random.Random, n: int, kind: str) -> tuple[list[list[bool]], ...]:
    """Draw prefers, strongly and unknown of one dm, each n x n lists."""
    worth = [rng.randint(0, rng.choice([3, n])) for _ in range(n)]
    just_noticeable = rng.choice([1, 2]) if kind == "semiorder" else 0
    prefers = [[worth[t] > worth[s] + just_noticeable for t in range(n)] for s in range(n)]
    unknown = [[False] * n for _ in range(n)]
    for s in range(n):
        for t in range(s):
            chance = rng.random()
            if kind == "any":
                # Any relation: cycles of preference are as likely as not.
                prefers[s][t], prefers[t][s] = rng.choice([(True, False), (False, True), (False, False)])
            if kind == "incomplete" and chance < 0.3:
                prefers[s][t] = prefers[t][s] = False
            if kind != "ranks" and chance < 0.15:
                prefers[s][t] = prefers[t][s] = False
                unknown[s][t] = unknown[t][s] = True
    strongly = [[prefers[s][t] and rng.random() < 0.4 for t in range(n)] for s in range(n)]
    return prefers, strongly, unknown


def _triples(marks: NDArray[np.bool_], states: list[int]) -> set[tuple[int, int, int]]:
    return {(int(dm), states[s], states[t]) for dm, s, t in np.argwhere(marks)}
