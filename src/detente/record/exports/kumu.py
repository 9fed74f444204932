"""The actors' network as a Kumu blueprint (JSON): elements and connections.

References
----------
Kumu documentation, "JSON / Blueprints".
"""

from __future__ import annotations

from typing import Any

from detente.record.exports.export import Export
from detente.record.exports.json_text import json_text
from detente.record.exports.network import Edge, Node, network


def to_kumu(export: Export) -> str:
    """Return the network: an element for each actor, a connection for each edge.

    Connections go by ids, for two actors may have one name; relations that hold both ways are ``mutual``.
    ``weight`` counts independent sources.
    """
    drawn = network(export)
    known = {node.actor.id for node in drawn.nodes}
    edges = [edge for edge in drawn.edges if edge.a in known and edge.b in known]
    blueprint = {
        "elements": [_element(node) for node in drawn.nodes],
        "connections": [_connection(n, edge) for n, edge in enumerate(edges, start=1)],
    }
    return json_text(blueprint, indent=1) + "\n"


def _element(node: Node) -> dict[str, Any]:
    return {
        "id": node.actor.id,
        "label": node.actor.name,
        "type": node.actor.kind,
        **({"description": node.actor.role} if node.actor.role else {}),
        "mentions": node.n_mentions,
        "sources": node.n_sources,
    }


def _connection(n: int, edge: Edge) -> dict[str, Any]:
    return {
        "id": f"connection:{n}",
        "from": edge.a,
        "to": edge.b,
        "direction": "mutual" if edge.is_mutual else "directed",
        "type": edge.kind,
        "label": edge.label,
        **({"factuality": edge.factuality} if edge.factuality else {}),
        "weight": edge.weight,
        "reports": edge.n_reports,
        **({"first_seen": edge.first_seen.isoformat()} if edge.first_seen else {}),
        **({"last_seen": edge.last_seen.isoformat()} if edge.last_seen else {}),
        "tags": list(edge.items),
    }
