"""The ``.gmcr`` files of the common desktop program, rendered; `gmcr` reads them and says what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.building._truth import Cube
from detente.analysis.graph_model.formats._cover import Pattern, cover
from detente.analysis.graph_model.formats.json_tree import write_tree
from detente.analysis.graph_model.formats.model_file import ModelFile
from detente.analysis.graph_model.model import GraphModel
from detente.case.expressions import And, Expression, Not, Or, Var, names
from detente.errors import ModelError

_VERSION = "0.3.13"
"""The version of the program whose files these are like."""


def render_gmcr(content: ModelFile) -> str:
    """Return a model as a file that the common desktop program opens.

    It holds options, feasible states, one-way options, misperceptions, and statements, or rankings where
    there are no statements. Options stand in the order of the dms that own them, which that program would
    put them into. Title, present state, short names of options and solution are left out.

    Raises
    ------
    ModelError
        If the model has what such a file cannot hold: a graph of moves not made of options, merged
        states, or preferences that are no ranking; or the statements do not make its ranks.
    """
    content.check()
    model, graph = content.model, content.model.graph
    if graph.edges is not None or graph.silent:
        raise ModelError(
            "a .gmcr file holds moves as options, and these are an explicit graph, as merged states make it: "
            "write .json, .graphml or .dot"
        )
    if model.relation is not None:
        raise ModelError("a .gmcr file holds rankings, and these preferences are a relation: write .json")
    order = sorted(range(len(graph.owner)), key=lambda k: graph.owner[k])
    place_of = {model.labels.names[k]: place for place, k in enumerate(order)}
    states = _reordered(graph.states, order)
    is_infeasible = np.ones(1 << len(order), dtype=bool)
    is_infeasible[states] = False
    dms = [_decision_maker(content, dm, states, place_of) for dm in range(model.n_dms)]
    return write_tree(
        {
            "program": "detente",
            "version": _VERSION,
            "options": [
                {"name": model.labels.options[k], "permittedDirection": graph.direction[k]} for k in order
            ],
            "decisionMakers": dms,
            "infeasibles": cover(is_infeasible, len(order)),
            "useManualPreferenceRanking": content.statements is None,
            "coalitions": list(range(model.n_dms)),
            "coalitionsFull": [{"name": dm["name"], "options": dm["options"]} for dm in dms],
        }
    )


def _decision_maker(
    content: ModelFile, dm: int, states: NDArray[np.int64], place_of: Mapping[str, int]
) -> dict[str, object]:
    """Return what the file holds of one dm; ``states`` have their options in the order of the file."""
    model = content.model
    rank = model.rank[dm][np.argsort(states)]
    wanted = content.statements[dm] if content.statements is not None else ()
    found: dict[str, object] = {
        "name": model.labels.dms[dm],
        "options": sorted(
            place_of[name]
            for name, owner in zip(model.labels.names, model.graph.owner, strict=True)
            if owner == dm
        ),
        "preferences": [_condition(statement, place_of) for statement in wanted],
        "payoffs": (rank + 1).tolist(),
        "misperceptions": _misperceptions(model, dm, states, len(place_of)),
    }
    if content.statements is None:
        found["preferenceRanking"] = _best_first(rank)
    return found


def _condition(statement: Expression, place_of: Mapping[str, int]) -> Pattern | dict[str, object]:
    """Return a statement as entries that must all hold, or as members of which one must."""
    simple = _conjunction(statement, place_of)
    if simple is not None:
        return simple
    terms = statement.terms if isinstance(statement, Or) else ()
    members = [_conjunction(term, place_of) for term in terms]
    if not terms or None in members:
        # Any condition is the same as a few patterns over the options that it names.
        cube = Cube(sorted(names(statement), key=lambda name: place_of[name]))
        is_held = cube.bits(cube.table(statement)).astype(bool)
        places = [place_of[name] for name in cube.names]
        members = [
            [[places[int(k)], mark] for k, mark in pattern] for pattern in cover(is_held, cube.n_options)
        ]
    return {"compound": True, "members": members}


def _conjunction(statement: Expression, place_of: Mapping[str, int]) -> Pattern | None:
    """Return entries that must all hold, or None where the statement is not made so."""
    entries: Pattern = []
    for term in statement.terms if isinstance(statement, And) else (statement,):
        variable = term.term if isinstance(term, Not) else term
        if not isinstance(variable, Var):
            return None
        entries.append([place_of[variable.name], "N" if isinstance(term, Not) else "Y"])
    # An option that is wanted both ways has no entry that says so.
    return entries if len({entry[0] for entry in entries}) == len(entries) else None


def _reordered(states: NDArray[np.int64], order: Sequence[int]) -> NDArray[np.int64]:
    """Return the states with option ``order[place]`` as bit ``place``."""
    moved = np.zeros_like(states)
    for place, k in enumerate(order):
        moved |= (states >> k & 1) << place
    return moved


def _misperceptions(
    model: GraphModel, dm: int, states: NDArray[np.int64], n_options: int
) -> list[list[list[int | str]]]:
    """Return patterns of the states a dm does not perceive; those nobody can reach may be among them."""
    if model.perceived is None or model.perceived[dm].all():
        return []
    is_missed = np.ones(1 << n_options, dtype=bool)
    is_missed[states[model.perceived[dm]]] = False
    wanted = np.zeros(1 << n_options, dtype=bool)
    wanted[states[~model.perceived[dm]]] = True
    return cover(is_missed, n_options, wanted)


def _best_first(rank: NDArray[np.int32]) -> list[int | list[int]]:
    """Return the feasible states, numbered from 1, from best to worst; ties are lists."""
    order = np.argsort(-rank, kind="stable")
    starts = np.flatnonzero(np.diff(rank[order])) + 1
    levels = [level.tolist() for level in np.split(order + 1, starts)]
    return [level[0] if len(level) == 1 else level for level in levels]
