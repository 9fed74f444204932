"""The actors' network as GraphML, which most programs for graphs open.

References
----------
Brandes, Eiglsperger, Herman, Himsolt & Marshall (2002), "GraphML progress report", *Graph Drawing 2001*,
LNCS 2265.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from detente.record.exports.export import Export
from detente.record.exports.network import Edge, Node, network
from detente.record.exports.plain_line import plain_line

Value = str | int | None

NODE_KEYS: Mapping[str, str] = {
    "actor": "string",
    "label": "string",
    "kind": "string",
    "role": "string",
    "mentions": "int",
    "sources": "int",
}
EDGE_KEYS: Mapping[str, str] = {
    "kind": "string",
    "label": "string",
    "mutual": "boolean",
    "factuality": "string",
    "weight": "int",
    "reports": "int",
    "first_seen": "string",
    "last_seen": "string",
    "items": "string",
}
"""Attributes of nodes and edges with their GraphML types."""

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"""


def to_graphml(export: Export) -> str:
    """Return the network: nodes in the order of the actors, then edges; ``weight`` counts sources.

    Nodes are numbered (``n0``, ``n1``), and the attribute ``actor`` holds the actor's id. Names stand on one
    line, without characters that XML cannot hold. All edges are directed; a relation that holds both ways is
    two of them, each with the attribute ``mutual``.
    """
    drawn = network(export)
    number = {node.actor.id: f"n{n}" for n, node in enumerate(drawn.nodes)}
    edges = [edge for edge in drawn.edges if edge.a in number and edge.b in number]
    lines = [_HEAD, *_declared(), '<graph id="actors" edgedefault="directed">']
    lines += [
        f'<node id="{number[node.actor.id]}">{"".join(_held("node", NODE_KEYS, _node(node)))}</node>'
        for node in drawn.nodes
    ]
    for n, edge in enumerate(edges):
        held = "".join(_held("edge", EDGE_KEYS, _edge(edge)))
        for name, source, target in _directed(f"e{n}", edge):
            ends = f'id="{name}" source="{number[source]}" target="{number[target]}"'
            lines.append(f"<edge {ends}>{held}</edge>")
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _directed(name: str, edge: Edge) -> Iterator[tuple[str, str, str]]:
    """Yield an edge with its ends; what holds both ways twice, for many readers take no mixed graphs."""
    yield name, edge.a, edge.b
    if edge.is_mutual:
        yield f"{name}-back", edge.b, edge.a


def _declared() -> Iterator[str]:
    for of, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            yield f'<key id="{of}-{name}" for="{of}" attr.name={quoteattr(name)} attr.type="{kind}"/>'


def _held(of: str, keys: Mapping[str, str], values: Mapping[str, Value]) -> Iterator[str]:
    for name in keys:
        value = values[name]
        if value is not None and value != "":
            yield f'<data key="{of}-{name}">{escape(plain_line(str(value)))}</data>'


def _node(node: Node) -> Mapping[str, Value]:
    return {
        "actor": node.actor.id,
        "label": node.actor.name,
        "kind": node.actor.kind,
        "role": node.actor.role,
        "mentions": node.n_mentions,
        "sources": node.n_sources,
    }


def _edge(edge: Edge) -> Mapping[str, Value]:
    return {
        "kind": edge.kind,
        "label": edge.label,
        "mutual": "true" if edge.is_mutual else None,
        "factuality": edge.factuality,
        "weight": edge.weight,
        "reports": edge.n_reports,
        "first_seen": edge.first_seen.isoformat() if edge.first_seen else None,
        "last_seen": edge.last_seen.isoformat() if edge.last_seen else None,
        "items": " ".join(edge.items),
    }
