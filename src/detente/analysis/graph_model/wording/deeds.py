"""What dms do when states change, in words that follow ``would`` or ``could``."""

from __future__ import annotations

from itertools import product

from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.moves import MoveGraph
from detente.analysis.graph_model.witness import Move
from detente.analysis.phrases import join, would
from detente.case.naming import called


def call_dm(model: GraphModel, dm: int) -> str:
    """Return a dm's name as a sentence has it."""
    return called(" ".join(model.labels.dms[dm].split()))


def call_state(model: GraphModel, state: int) -> str:
    """Return how a state is called that is not described by what is done: by its name, or its number."""
    names = model.labels.states
    if not names:
        return f"state {state}"
    return f"“{' '.join(names[model.graph.position(state)].split())}”"


def say_deed(model: GraphModel, move: Move) -> str:
    """Say a dm's move, to follow ``would``: ``lift the blockade and no longer keep up its attacks``.

    Where the move is not one of changing its own options, it is said which state it leads to.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 0, 1], rank=[list(range(8))] * 2)
    >>> say_deed(model, Move(dm=0, start=1, end=2))
    'take option 1 and no longer take option 0'
    """
    changed = _own_changes(model.graph, move)
    if not changed:
        return f"move to {call_state(model, move.end)}"
    return would([(model.labels.options[option], taken) for option, taken in changed])


def say_change(model: GraphModel, start: int, end: int, verb: str) -> str:
    """Say what several dms do together, each with its verb: ``North would stop and South would stop``.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 1], rank=[list(range(4))] * 2)
    >>> say_change(model, 0, 3, "would")
    'dm 0 would take option 0 and dm 1 would take option 1'
    """
    graph = model.graph
    changed = start ^ end
    movers = [dm for dm in range(graph.n_dms) if changed & own_mask(graph, dm)]
    if not movers:
        return f"they {verb} bring about {call_state(model, end)}"
    parts = []
    for dm in movers:
        deed = say_deed(model, Move(dm=dm, start=start, end=start ^ (changed & own_mask(graph, dm))))
        parts.append(f"{call_dm(model, dm)} {verb} {deed}")
    return join(parts)


def own_mask(graph: MoveGraph, dm: int) -> int:
    """Return the options a dm owns, as bits."""
    return sum(1 << option for option, owner in enumerate(graph.owner) if owner == dm)


def _own_changes(graph: MoveGraph, move: Move) -> list[tuple[int, bool]]:
    """Return the options a mover changes, as (option, taken after); none where it is not by options.

    A merged state stands for several: the change shown is a smallest one between two of their members.
    """
    own = own_mask(graph, move.dm)
    members = product(_members(graph, move.start), _members(graph, move.end))
    fitting = [(one, other) for one, other in members if one != other and (one ^ other) & ~own == 0]
    if not own or not fitting:
        return []
    start, end = min(fitting, key=lambda pair: (pair[0] ^ pair[1]).bit_count())
    return [(k, bool(end >> k & 1)) for k in range(len(graph.owner)) if (start ^ end) >> k & 1]


def _members(graph: MoveGraph, state: int) -> tuple[int, ...]:
    return next((members for members in graph.classes if state in members), (state,))
