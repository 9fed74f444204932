"""GraphML read as an explicit graph of moves, as `graphs` renders it or other programs write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from detente.analysis.graph_model.formats.model_file import ModelFile
from detente.analysis.graph_model.labels import Labels
from detente.analysis.graph_model.model import GraphModel
from detente.case.expressions import near_misses
from detente.errors import ModelError

MAX_NODES = 200_000
RANK = "rank for "
_DERIVED = {"state", "dm", "color", "improvement"}
"""Attributes that say again what the graph, the ranks and the movers say."""


def read_graphml(text: str, *, place: str = "the .graphml file") -> ModelFile:
    """Read a graph of moves: nodes are states, directed edges are moves of the dm they name.

    A node says how each dm ranks it under ``rank for NAME`` (larger is better), and may have a ``label``;
    an edge names its ``mover``. An undirected edge is a move each way. Options, verdicts and colours, which
    `render_graphml` writes for other programs, are not read: moves are listed, and verdicts are worked out.

    Raises
    ------
    ModelError
        If it is no such graph; the message says which node or edge is wrong.
    """
    root = _root(text, place)
    graphs = list(root.iter(_tag("graph", root)))
    if len(graphs) != 1:
        raise ModelError(f"{place}: has {len(graphs)} graphs, nested ones counted: a model is exactly one")
    names, order = _keys(root, place)
    dms = tuple(name.removeprefix(RANK) for name in order if name.startswith(RANK))
    if not dms:
        raise ModelError(
            f"{place}: no node attribute is called '{RANK}...', so nothing says what anybody prefers: add "
            "one for each dm"
        )
    nodes = _nodes(graphs[0], names, place)
    number = {node: index for index, node in enumerate(nodes)}
    moves: list[list[tuple[int, int]]] = [[] for _ in dms]
    for dm, start, end in _moves(graphs[0], names, dms, number, place):
        moves[dm].append((start, end))
    rank = [[_rank(node, values, RANK + dm, place) for node, values in nodes.items()] for dm in dms]
    labels = tuple(values.get("label", node) for node, values in nodes.items())
    states = labels if len(set(labels)) == len(labels) else tuple(nodes)
    try:
        model = GraphModel.from_graph(
            n_states=len(nodes), moves=moves, rank=rank, labels=Labels(dms=dms, states=states)
        )
    except ModelError as error:
        raise ModelError(f"{place}: {error}") from error
    return ModelFile(model=model, notes=tuple(_notes(order, place)))


def _root(text: str, place: str) -> Element:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ModelError(f"{place}: has a document type, whose entities are not read: remove it")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        line, column = error.position
        raise ModelError(
            f"{place}, line {line}, column {column}: not XML: {error.msg}; correct it"
        ) from error
    if root.tag.rpartition("}")[2] != "graphml":
        raise ModelError(f"{place}: is XML and not GraphML: its root is {root.tag.rpartition('}')[2]!r}")
    return root


def _tag(name: str, root: Element) -> str:
    """Return a tag in the namespace of the root, which old programs leave out."""
    return root.tag.removesuffix("graphml") + name


def _keys(root: Element, place: str) -> tuple[dict[str, str], list[str]]:
    """Return what attributes are called by their key, and the names in the order of the file."""
    names: dict[str, str] = {}
    declared: set[tuple[str | None, str]] = set()
    for key in root.iter(_tag("key", root)):
        name = key.get("attr.name") or key.get("id")
        if key.get("id") is None or name is None or key.get("id") in names:
            raise ModelError(f"{place}: a key has no id, or one that another has: give each its own")
        names[str(key.get("id"))] = name
        if name.startswith(RANK) and (key.get("for"), name) in declared:
            raise ModelError(f"{place}: two keys are called {name!r}: give each dm a name of its own")
        declared.add((key.get("for"), name))
    return names, list(dict.fromkeys(names.values()))


def _values(item: Element, names: Mapping[str, str], what: str) -> dict[str, str]:
    found = {}
    for entry in item:
        if entry.tag.rpartition("}")[2] != "data":
            continue
        key = entry.get("key")
        if key is None or key not in names:
            raise ModelError(f"{what} has data of key {key!r}, which is not declared: declare it")
        found[names[key]] = entry.text or ""
    return found


def _nodes(graph: Element, names: Mapping[str, str], place: str) -> dict[str, dict[str, str]]:
    """Return the values of each node by its id, in the order of the file."""
    found: dict[str, dict[str, str]] = {}
    for item in graph.iter(graph.tag.removesuffix("graph") + "node"):
        node = item.get("id")
        if node is None or node in found:
            raise ModelError(f"{place}: a node has id {node!r}, which must be there and its own")
        found[node] = _values(item, names, f"{place}: node {node!r}")
    if not 1 <= len(found) <= MAX_NODES:
        raise ModelError(f"{place}: has {len(found)} nodes: 1 to {MAX_NODES} are read")
    return found


def _moves(
    graph: Element, names: Mapping[str, str], dms: tuple[str, ...], number: Mapping[str, int], place: str
) -> Iterator[tuple[int, int, int]]:
    """Yield the moves as dm, from and to."""
    is_directed = graph.get("edgedefault") != "undirected"
    for item in graph.iter(graph.tag.removesuffix("graph") + "edge"):
        start, end = item.get("source"), item.get("target")
        what = f"{place}: the edge from {start!r} to {end!r}"
        if start is None or end is None or start not in number or end not in number:
            raise ModelError(f"{what} ends where there is no node: correct it")
        mover = _values(item, names, what).get("mover")
        if mover not in dms:
            hint = near_misses(mover, dms) if mover is not None else f"add 'mover', one of {', '.join(dms)}"
            raise ModelError(f"{what} is of mover {mover!r}, whom no rank is for; {hint}")
        dm = dms.index(mover)
        yield dm, number[start], number[end]
        if item.get("directed", "true" if is_directed else "false") == "false":
            yield dm, number[end], number[start]


def _rank(node: str, values: Mapping[str, str], name: str, place: str) -> float:
    text = values.get(name)
    if text is None:
        raise ModelError(f"{place}: node {node!r} has no '{name}': every state needs a number for every dm")
    try:
        # A rank of many digits keeps its order as an integer; as a float it might not.
        return int(text) if text.strip().lstrip("+-").isdecimal() else float(text)
    except ValueError as error:
        raise ModelError(f"{place}: node {node!r} has '{name}' {text[:40]!r}: write a number") from error


def _notes(order: list[str], place: str) -> Iterator[str]:
    """Say which attributes were not read, those aside that `render_graphml` writes."""
    for name in order:
        is_verdict = " stable for " in name or name.endswith(" equilibrium")
        is_option = name.startswith("option ")
        if not (name in _DERIVED | {"label", "mover"} or name.startswith(RANK) or is_verdict or is_option):
            yield f"{place}: the attribute {name!r} is not known, so not read"
