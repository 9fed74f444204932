"""The conflict of Syria and Iraq over the Euphrates in 1975, as the sources state it.

Hipel, Kilgour & Kinsara (2014), *Group Decision and Negotiation* 23(3), 355-376.
"""

from __future__ import annotations

from detente.analysis.graph_model import GraphModel

STATES = {1: 0b000, 2: 0b001, 3: 0b010, 4: 0b100, 5: 0b101, 6: 0b110}
"""The printed numbers, as states: Syria releases water (bit 0) or escalates (1), Iraq attacks (2)."""

BEST_FIRST = ([1, 3, 6, 2, 4, 5], [2, 4, 6, 1, 5, 3])
"""Syria's and Iraq's printed rankings."""


def syria_iraq() -> GraphModel:
    places = sorted(STATES, key=lambda printed: STATES[printed])
    return GraphModel.from_options(
        owner=[0, 0, 1],
        infeasible=["YY-"],
        rank=[[-order.index(printed) for printed in places] for order in BEST_FIRST],
    )
