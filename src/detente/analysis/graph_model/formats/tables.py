"""A model with its stable states as a table: one row per state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analysis.graph_model.building.selections import letters_of
from detente.analysis.graph_model.formats._plain import plain_text
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.solving import Solution
from detente.cells import csv_text
from detente.errors import ModelError


def render_csv(model: GraphModel, *, solution: Solution | None = None) -> str:
    """Return one row per state: its options, the rank each dm gives it, for whom it is stable.

    Ranks are 0 for the worst; larger is better, equal is a tie. There are none where preferences are a
    relation. A cell that a spreadsheet would take for a formula begins with an apostrophe;
    names stand on one line, without control characters.

    Raises
    ------
    ModelError
        If the solution is of another model.
    """
    if solution is not None and solution.model != model:
        raise ModelError("the solution is of another model: solve this one")
    rows = ([plain_text(cell) for cell in row] for row in _rows(model, solution))
    return csv_text([plain_text(cell) for cell in _heading(model, solution)], rows)


def _heading(model: GraphModel, solution: Solution | None) -> Iterator[str]:
    labels = model.labels
    yield "state"
    if model.graph.owner:
        yield "options taken"
        yield from labels.names
    elif labels.states:
        yield "name"
    if model.relation is None:
        yield from (f"rank for {dm}" for dm in labels.dms)
    if model.perceived is not None:
        yield from (f"perceived by {dm}" for dm in labels.dms)
    for concept in solution.stable if solution is not None else ():
        yield from (f"{concept}: stable for {dm}" for dm in labels.dms)
        yield f"{concept}: equilibrium"


def _rows(model: GraphModel, solution: Solution | None) -> Iterator[Sequence[str]]:
    n_options = len(model.graph.owner)
    for position, number in enumerate(model.states.tolist()):
        row = [str(number)]
        if n_options:
            letters = letters_of(number, n_options)
            row += [letters, *letters]
        elif model.labels.states:
            row.append(model.labels.states[position])
        if model.relation is None:
            row += [str(rank) for rank in model.rank[:, position].tolist()]
        if model.perceived is not None:
            row += [_word(is_so) for is_so in model.perceived[:, position].tolist()]
        for stable in solution.stable.values() if solution is not None else ():
            verdicts = stable[:, position].tolist()
            row += [_word(is_so) for is_so in verdicts]
            row.append(_word(all(verdicts)))
        yield row


def _word(is_so: bool) -> str:
    return "yes" if is_so else "no"
