"""``detente mediate``: which measures of a third party would make what it wishes for hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import stage
from detente.cli.options import AsJson, CaseFile, Seed, Worlds
from detente.errors import CaseError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from detente.analysis.results import Mediation
    from detente.case import Case

MAX_ROWS = 12


def mediate(
    case: CaseFile,
    state: Annotated[
        str,
        typer.Option(
            "--state",
            metavar="CONDITION",
            help="What is wished for: a condition over options, such as a definition, or a state's number.",
        ),
    ],
    concept: Annotated[
        str,
        typer.Option(
            "--concept",
            metavar="NAME",
            parser=str.lower,
            help="Under which concept of stability it is to hold.",
        ),
    ] = "seq",
    improvements: Annotated[
        bool,
        typer.Option(
            "--improvements",
            help="It must be reached by moves that each leave their mover better off, not by any moves.",
        ),
    ] = False,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=0, help="Most measures taken together.")
    ] = 3,
    worlds: Worlds = 1000,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Find the smallest sets of a case's measures under which what is wished for holds.

    Sets of measures are tried from the cheapest up, each in every world drawn: with it, some outcome that
    fits the wish must hold and be reachable from the present.
    """
    from detente.analysis.worlds import Wish
    from detente.analysis.worlds import mediate as find_sets
    from detente.cli.models import load_case

    model = load_case(case)
    wish = Wish(
        condition=_condition(model, state),
        concept=concept,
        reachable_by="improvements" if improvements else "moves",
        max_measures=most,
    )
    with stage(f"Trying measures in {worlds} worlds"):
        found = find_sets(model, wish, n_worlds=worlds, seed=seed)
    if as_json:
        from detente.cli.outputs import print_text
        from detente.cli.results import as_text

        print_text(as_text(found))
        return
    from rich.console import Console

    show(found, model, Console())


def show(found: Mediation, case: Case, console: Console) -> None:
    """Print the sets of measures as a table, what they are, and who blocks where none suffices."""
    from rich.text import Text

    from detente.analysis.phrases import count
    from detente.brief.visible import one_line
    from detente.cli.results import percent

    how = found.provenance
    drawn = "nothing is open" if how.seed is None else f"seed {how.seed}"
    by = "improvements" if found.reachable_by == "improvements" else "moves"
    asked = f"wished for: {found.wished}, to hold under {found.concept.upper()} and be reached by {by}"
    console.print(Text(one_line(asked)))
    most = "" if found.max_measures == 0 else "at most "
    few = "" if found.max_measures is None else f" of {most}{count(found.max_measures, 'measure')}"
    sets, worlds = count(found.n_tried, "set"), count(how.n_worlds, "world")
    tried = f"{sets}{few} tried in {worlds} ({drawn}); shares of worlds:"
    console.print(
        Text(tried if found.is_proven else f"{tried} not all sets: leave out measures or lower --most")
    )
    if found.remedies:
        console.print(_table(found))
    shown = found.remedies[:MAX_ROWS]
    named = {name for remedy in shown for name in remedy.measures}
    for measure in case.measures:
        if measure.id in named:
            console.print(Text(one_line(f"{measure.id}: {measure.text} (cost {measure.cost:g})")))
    if found.never.share:
        blockers = ", ".join(f"{item.party} in {percent(item.share)}" for item in found.obstacles)
        cut = ""
        if found.cut_off is not None and found.cut_off.share:
            cut = f"; it cannot be reached in {percent(found.cut_off)} of these"
        who = f"; there {blockers} of these still blocks what comes nearest" if blockers else ""
        console.print(Text(one_line(f"no set suffices in {percent(found.never)} of worlds{who}{cut}")))


def _table(found: Mediation) -> Table:
    from rich.table import Table
    from rich.text import Text

    from detente.brief.visible import one_line
    from detente.cli.results import percent

    table = Table("measures", "cost", "suffices in", "is smallest in")
    for remedy in found.remedies[:MAX_ROWS]:
        names = one_line(", ".join(remedy.measures)) or "none: it holds as things are"
        table.add_row(Text(names), f"{remedy.cost:g}", percent(remedy.suffices), percent(remedy.smallest))
    return table


def _condition(case: Case, state: str) -> str:
    """Return a condition; the number of a state stands for what is taken and what is not."""
    if not state.isdecimal():
        return state
    number, n_options = int(state), len(case.options)
    if number >= 1 << n_options:
        raise CaseError(
            f"state {number} is not one of a case with {n_options} options: a state is the sum of 2**k over "
            f"the options taken, below {1 << n_options}"
        )
    signs = ("" if number >> k & 1 else "!" for k in range(n_options))
    return " & ".join(sign + option.name for sign, option in zip(signs, case.options, strict=True))
