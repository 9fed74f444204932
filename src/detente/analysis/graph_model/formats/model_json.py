"""A whole model, and its stable states, as JSON: nothing is lost on the way out and back.

The layout is described in docs/reference/model-files.md; ``schema`` says which version of it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.building.selections import read_condition
from detente.analysis.graph_model.concepts import check_concepts, check_joint_moves
from detente.analysis.graph_model.formats.json_tree import Node, read_tree, write_tree
from detente.analysis.graph_model.formats.model_file import ModelFile
from detente.analysis.graph_model.labels import Labels, complete_labels
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.moves import DIRECTIONS, MAX_OPTIONS, MoveGraph
from detente.analysis.graph_model.ranks import dense_ranks
from detente.analysis.graph_model.relation import Relation
from detente.analysis.graph_model.solving import Solution
from detente.case.expressions import MAX_LENGTH, Expression, render
from detente.errors import ModelError

SCHEMA = "detente-model/1"
MAX_DMS = 64
_LARGEST = 2**MAX_OPTIONS - 1
_RELATIONS = ("prefers", "strongly", "unknown")
_KNOWN = {"schema", "name", "now", "dms", "options", "states", "state_names", "classes", "moves"} | {
    "silent", "ranks", "relation", "misperceived", "solution", "statements", "origin",
}  # fmt: skip


def render_json(content: ModelFile) -> str:
    """Return a model, and what goes with it, as JSON.

    Raises
    ------
    ModelError
        If what goes with the model does not fit it, or a statement is too long to be read again.
    """
    content.check()
    model, graph, labels = content.model, content.model.graph, content.model.labels
    return write_tree(
        {
            "schema": SCHEMA,
            "name": content.name,
            "origin": content.origin,
            "now": content.now,
            "dms": labels.dms,
            "options": [
                {"name": short, "text": text, "owner": owner, "direction": direction}
                for short, text, owner, direction in zip(
                    labels.names, labels.options, graph.owner, graph.direction, strict=True
                )
            ],
            "states": graph.states.tolist(),
            "state_names": labels.states,
            "classes": graph.classes,
            "moves": None if graph.edges is None else [graph.states[edges].tolist() for edges in graph.edges],
            "silent": sorted(graph.silent),
            "ranks": None if model.relation is not None else model.rank.tolist(),
            "statements": _written(content.statements),
            "relation": None if model.relation is None else _pairs(model.relation, graph.states),
            "misperceived": None
            if model.perceived is None
            else [graph.states[~row].tolist() for row in model.perceived],
            "solution": None if content.solution is None else _stored(content.solution),
        }
    )


def read_json(text: str, *, place: str = "the model file") -> ModelFile:
    """Read a model that `render_json` wrote, or that somebody wrote by hand in the same layout.

    Parameters
    ----------
    text : str
    place : str
        What the text is called in messages, such as the file's name.

    Raises
    ------
    ModelError
        If it is no such model; the message says where.
    """
    top = read_tree(text, place)
    if top["schema"].text() != SCHEMA:
        raise top["schema"].error(f"is {top['schema'].value!r}: this version of detente reads {SCHEMA!r}")
    unknown = top.unknown(_KNOWN)
    if unknown:
        raise top.error(f"has {unknown[0]!r}, which is not known: correct or remove it")
    graph, labels = _graph(top)
    model = GraphModel(
        graph=graph, preference=_preference(top, graph), labels=labels, perceived=_perceived(top, graph)
    )
    now = top.find("now")
    found = ModelFile(
        model=model,
        name=_text(top, "name"),
        origin=_text(top, "origin"),
        now=None if now is None else int(graph.states[_position(now, graph.states)]),
        statements=_statements(top, labels),
        solution=_solution(top, model),
    )
    try:
        found.check()
    except ModelError as error:
        raise top.error(f"contradicts itself: {error}") from error
    return found


def _graph(top: Node) -> tuple[MoveGraph, Labels]:
    dms = tuple(node.text() for node in top["dms"].items())
    if not 1 <= len(dms) <= MAX_DMS:
        raise top["dms"].error(f"lists {len(dms)} dms: 1 to {MAX_DMS} are read")
    options = _optional(top, "options")
    if len(options) > MAX_OPTIONS:
        raise top["options"].error(f"lists {len(options)} options: at most {MAX_OPTIONS} are read")
    states = _states(top, len(options))
    moves = top.find("moves")
    if moves is None and not options:
        raise top.error("has neither options nor moves: give one of them")
    classes = _classes(top, states)
    if moves is None and classes:
        raise top["classes"].error(
            "merges states, which may move as any of their members could: list 'moves'"
        )
    labels = Labels(
        dms=dms,
        options=tuple(node["text"].text() for node in options),
        names=tuple(node["name"].text() for node in options),
        states=tuple(node.text() for node in _optional(top, "state_names")),
    )
    n_named = 0 if options else len(states)
    try:
        labels = complete_labels(labels, n_dms=len(dms), n_options=len(options), n_states=n_named)
    except ModelError as error:
        raise top.error(f"has names that cannot be: {error}") from error
    graph = MoveGraph(
        n_dms=len(dms),
        owner=tuple(node["owner"].integer(0, len(dms) - 1) for node in options),
        direction=tuple(node["direction"].choice(DIRECTIONS) for node in options),
        states=states,
        edges=None if moves is None else _edges(moves, states, len(dms)),
        classes=classes,
        silent=frozenset(node.integer(0, len(dms) - 1) for node in _optional(top, "silent")),
    )
    return graph, labels


def _states(top: Node, n_options: int) -> NDArray[np.int64]:
    largest = 2**n_options - 1 if n_options else _LARGEST
    listed = top["states"].integers(0, largest)
    if not listed:
        raise top["states"].error("is empty: a model needs a state")
    for index in range(1, len(listed)):
        if listed[index] <= listed[index - 1]:
            raise top["states"][index].error("is not above the one before: list each state once, ascending")
    states: NDArray[np.int64] = np.array(listed, dtype=np.int64)
    states.flags.writeable = False
    return states


def _classes(top: Node, states: NDArray[np.int64]) -> tuple[tuple[int, ...], ...]:
    """Return the merged states; each must be listed once, its first member among the states."""
    found: list[tuple[int, ...]] = []
    seen: set[int] = set()
    for node in _optional(top, "classes"):
        members = tuple(node.integers(0, _LARGEST))
        if len(members) < 2 or sorted(set(members)) != list(members):
            raise node.error("must list two states or more, ascending")
        _position(node[0], states)
        if seen & set(members) or np.isin(members[1:], states).any():
            raise node.error("has a state that stands elsewhere too: a merged state is named by its first")
        seen |= set(members)
        found.append(members)
    return tuple(found)


def _edges(moves: Node, states: NDArray[np.int64], n_dms: int) -> tuple[NDArray[np.int64], ...]:
    listed = list(moves.items())
    if len(listed) != n_dms:
        raise moves.error(f"is for {len(listed)} dms, and there are {n_dms}: list the moves of each")
    return tuple(_edges_of(own, states) for own in listed)


def _edges_of(own: Node, states: NDArray[np.int64]) -> NDArray[np.int64]:
    found = set()
    for node in own.items():
        start, end = _pair(node, states)
        if start == end:
            raise node.error("leads nowhere: leave it out, every dm may always stay")
        found.add((start, end))
    edges = np.array(sorted(found), dtype=np.int64).reshape(len(found), 2)
    edges.flags.writeable = False
    return edges


def _preference(top: Node, graph: MoveGraph) -> NDArray[np.int32] | Relation:
    ranks, relation = top.find("ranks"), top.find("relation")
    if (ranks is None) == (relation is None):
        raise top.error("must have either 'ranks' or 'relation'")
    if ranks is not None:
        rows = [row.integers(-(2**53), 2**53) for row in ranks.items()]
        if len(rows) != graph.n_dms:
            raise ranks.error(f"has {len(rows)} rows, and there are {graph.n_dms} dms: give one for each")
        try:
            return dense_ranks(rows, graph.n_states)
        except ModelError as error:
            raise ranks.error(f"cannot be read: {error}") from error
    assert relation is not None
    unknown = relation.unknown(set(_RELATIONS))
    if unknown:
        raise relation.error(f"has {unknown[0]!r}, which is not known: correct or remove it")
    given = {key: _listed_pairs(relation[key], graph) for key in _RELATIONS}
    try:
        return Relation.from_pairs(
            graph.states, given["prefers"], strongly=given["strongly"], unknown=given["unknown"]
        )
    except ModelError as error:
        raise relation.error(f"cannot be read: {error}") from error


def _listed_pairs(node: Node, graph: MoveGraph) -> list[list[tuple[int, int]]]:
    listed = list(node.items())
    if len(listed) != graph.n_dms:
        raise node.error(f"is for {len(listed)} dms, and there are {graph.n_dms}: list the pairs of each")
    found = []
    for own in listed:
        positions = [_pair(pair, graph.states) for pair in own.items()]
        found.append([(int(graph.states[one]), int(graph.states[other])) for one, other in positions])
    return found


def _perceived(top: Node, graph: MoveGraph) -> NDArray[np.bool_] | None:
    node = top.find("misperceived")
    if node is None:
        return None
    listed = list(node.items())
    if len(listed) != graph.n_dms:
        raise node.error(f"is for {len(listed)} dms, and there are {graph.n_dms}: list the states of each")
    perceived = np.ones((graph.n_dms, graph.n_states), dtype=bool)
    for dm, own in enumerate(listed):
        for state in own.items():
            perceived[dm, _position(state, graph.states)] = False
        if not perceived[dm].any():
            raise own.error("leaves this dm no state at all: take some out")
    perceived.flags.writeable = False
    return perceived


def _solution(top: Node, model: GraphModel) -> Solution | None:
    node = top.find("solution")
    if node is None:
        return None
    stable: dict[str, NDArray[np.bool_]] = {}
    by_concept = node["stable"]
    try:
        rule = check_joint_moves(node["joint_moves"].text())
        concepts = check_concepts(tuple(by_concept.table()))
    except ModelError as error:
        raise node.error(f"cannot be read: {error}") from error
    for concept in concepts:
        rows = [row.text() for row in by_concept[concept].items()]
        if len(rows) != model.n_dms or any(
            len(row) != model.n_states or set(row) - set("01") for row in rows
        ):
            raise by_concept[concept].error(
                f"must have {model.n_dms} texts of {model.n_states} letters, 1 where stable and else 0"
            )
        array: NDArray[np.bool_] = np.array([[letter == "1" for letter in row] for row in rows])
        array.flags.writeable = False
        stable[concept] = array
    return Solution(model=model, joint_moves=rule, stable=MappingProxyType(stable))


def _stored(solution: Solution) -> dict[str, object]:
    return {
        "joint_moves": solution.joint_moves,
        "stable": {
            concept: ["".join("1" if is_stable else "0" for is_stable in row) for row in rows]
            for concept, rows in solution.stable.items()
        },
        "equilibria": {concept: solution.equilibria(concept).tolist() for concept in solution.stable},
    }


def _statements(top: Node, labels: Labels) -> tuple[tuple[Expression, ...], ...] | None:
    node = top.find("statements")
    if node is None:
        return None
    return tuple(
        tuple(
            read_condition(item.text(), labels.names, f"{item.place}, {item.path}") for item in wanted.items()
        )
        for wanted in node.items()
    )


def _written(statements: Sequence[Sequence[Expression]] | None) -> list[list[str]] | None:
    """Return statements as conditions; None for none."""
    if statements is None:
        return None
    written = [[render(statement) for statement in wanted] for wanted in statements]
    for dm, wanted in enumerate(written):
        for place, text in enumerate(wanted):
            if len(text) > MAX_LENGTH:
                raise ModelError(
                    f"statement {place} of dm {dm} has {len(text)} characters, and {MAX_LENGTH} are read: "
                    "shorten it, or leave out the statements"
                )
    return written


def _pairs(relation: Relation, states: NDArray[np.int64]) -> dict[str, list[list[list[int]]]]:
    """Return the pairs of states of each kind, per dm; an unknown pair once."""
    kept = {}
    for key in _RELATIONS:
        matrices = getattr(relation, key)
        if key == "unknown":
            matrices = np.triu(matrices)
        kept[key] = [states[np.argwhere(matrix)].tolist() for matrix in matrices]
    return kept


def _text(top: Node, key: str) -> str:
    node = top.find(key)
    return "" if node is None else node.text()


def _optional(top: Node, key: str) -> Sequence[Node]:
    node = top.find(key)
    return [] if node is None else list(node.items())


def _pair(node: Node, states: NDArray[np.int64]) -> tuple[int, int]:
    if len(node.list_()) != 2:
        raise node.error("must be a pair of states")
    return _position(node[0], states), _position(node[1], states)


def _position(node: Node, states: NDArray[np.int64]) -> int:
    state = node.integer(0, _LARGEST)
    position = int(np.searchsorted(states, state))
    if position == len(states) or states[position] != state:
        raise node.error(f"is {state}, which is not one of the states: see 'states'")
    return position
