"""``detente solve``: the stability of one world of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import stage
from detente.cli.options import AsJson, CaseFile

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.results import Stability


def solve(
    case: CaseFile,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed",
            metavar="N",
            min=0,
            help="Draw what the case leaves open with this seed; without it nothing may be open.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find what can hold in one world of a case.

    Each outcome is tested under four concepts of stability: Nash, GMR, SMR and SEQ.
    """
    import detente

    model = detente.Case.load(case)
    with stage("Solving"):
        stability = detente.solve(model, seed=seed)
    if as_json:
        from detente.cli.outputs import print_text
        from detente.cli.results import as_text

        print_text(as_text(stability))
        return
    from rich.console import Console

    show(stability, Console())


def show(stability: Stability, console: Console) -> None:
    """Print the outcomes that are an equilibrium under at least one concept, as a table."""
    from rich.table import Table
    from rich.text import Text

    from detente.cli.results import taken_in_words

    holding = {concept: frozenset(states) for concept, states in stability.equilibria}
    states = [state for state in stability.states if any(state in found for found in holding.values())]
    n_states = len(stability.states)
    console.print(Text(f"outcomes that can be: {n_states}; that hold under some concept: {len(states)}"))
    if not states:
        return
    table = Table("outcome: what is done", *(concept.upper() for concept in holding))
    for state in states:
        marks = ("holds" if state in found else "-" for found in holding.values())
        table.add_row(Text(taken_in_words(state, stability.options)), *marks)
    console.print(table)
