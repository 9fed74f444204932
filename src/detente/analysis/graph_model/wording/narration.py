"""States and moves in words, from the labels of a model."""

from __future__ import annotations

from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.witness import Move
from detente.analysis.phrases import in_number, is_plural, join
from detente.case.naming import called


def say_move(model: GraphModel, move: Move) -> str:
    """Say a move: what is taken up first, then what is dropped.

    In that order ``no longer`` cannot be read to reach over what follows it.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 0, 1], rank=[list(range(8))] * 2)
    >>> say_move(model, Move(dm=0, start=1, end=2))
    'dm 0 takes option 1 and no longer takes option 0'
    """
    name = model.labels.dms[move.dm]
    changed = move.start ^ move.end
    own = sum(1 << k for k, owner in enumerate(model.graph.owner) if owner == move.dm)
    # On an explicit graph, and between merged states, a move need not be one of changing own options.
    if not own or changed & ~own:
        return f"{called(name)} {'move' if is_plural(name) else 'moves'} to {say_state(model, move.end)}"
    texts = [text for k, text in enumerate(model.labels.options) if changed >> k & 1]
    taken = [bool(move.end >> k & 1) for k in range(len(model.labels.options)) if changed >> k & 1]
    said = [in_number(text, is_plural=is_plural(name)) for text in texts]
    ups = [text for text, is_taken in zip(said, taken, strict=True) if is_taken]
    downs = [f"no longer {text}" for text, is_taken in zip(said, taken, strict=True) if not is_taken]
    return f"{called(name)} {join([*ups, *downs])}"


def say_state(model: GraphModel, state: int) -> str:
    """Name a state: by the short names of the options taken, by its own name, or by its number.

    Examples
    --------
    >>> model = GraphModel.from_options(owner=[0, 0, 1], rank=[list(range(8))] * 2)
    >>> say_state(model, 5), say_state(model, 0)
    ('o0, o2', 'nothing')
    """
    if model.labels.states:
        return model.labels.states[model.graph.position(state)]
    if not model.labels.names:
        return f"state {state}"
    return ", ".join(name for k, name in enumerate(model.labels.names) if state >> k & 1) or "nothing"
