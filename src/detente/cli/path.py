"""``detente path``: what can become of a state, and the ways from it to what holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.messages import report_notes, stage
from detente.cli.options import AsJson, CaseOrModel, WorldSeed
from detente.errors import ModelError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from detente.analysis.graph_model import GraphModel, Move, Paths, StatusQuo
    from detente.analysis.graph_model.ways.journeys import Journey
    from detente.cli.models import Subject

MAX_ENDS = 256
"""Ends that ways are sought to: in a case of 16 options tens of thousands of states can hold."""

MAX_ROWS = 12
MAX_TOLD = 6
"""Ends to which the steps are told; all are in the table, and in full in the JSON."""


def path(
    case: CaseOrModel,
    start: Annotated[
        str, typer.Option("--from", metavar="STATE", help="Where to start: a state's number, or now.")
    ] = "now",
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="STATE",
            help="Where to go: a state's number or a condition; left out, to everything that holds.",
        ),
    ] = None,
    concept: Annotated[
        str,
        typer.Option(
            "--concept",
            metavar="NAME",
            parser=str.lower,
            help="Under which concept of stability a state holds.",
        ),
    ] = "seq",
    improvements: Annotated[
        bool, typer.Option("--improvements", help="Draw, and count as reached, by improvements only.")
    ] = False,
    seed: WorldSeed = None,
    as_json: AsJson = False,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Draw the ways into this file, as SVG.")
    ] = None,
) -> None:
    """Find the ways from where things stand to what can hold.

    Says what can be reached in how many moves, the shortest way to each outcome that holds, who has to
    begin, and who has to act against its own ranking where no way is an improvement at every step.
    """
    from detente.analysis.graph_model import find_status_quo
    from detente.analysis.graph_model import solve as solve_model
    from detente.analysis.graph_model.ways.journeys import find_journeys
    from detente.cli.models import load_subject
    from detente.cli.outputs import check_targets, print_text, write_whole

    check_targets([svg] if svg is not None else [], inputs=[case])
    subject = load_subject(case, seed=seed)
    here = _start(subject, start)
    with stage("Finding ways"):
        solved = solve_model(subject.model, (concept,))
        holding = [int(state) for state in solved.equilibria(concept)]
        ends = _ends(subject, to, holding)
        found = find_status_quo(subject.model, start=here)
        near = _nearest(found, ends)
        journeys = sorted(find_journeys(subject.model, start=here, ends=near), key=_nearness)
    if len(near) < len(ends):
        left = len(ends) - len(near)
        report_notes(
            [f"the ways to the nearest {len(near)} states are found, not to {left:,} more: use --to"]
        )
    by = "improvements" if improvements else "moves"
    if svg is not None:
        write_whole({svg: _drawing(subject, here, near, by, _holding(to, concept))})
    if as_json:
        print_text(_as_text(subject, found, journeys, holding, concept))
        return
    from rich.console import Console

    show(found, journeys, holding=holding, concept=concept, by=by, console=Console())


def show(
    found: StatusQuo,
    journeys: Sequence[Journey],
    *,
    holding: Sequence[int],
    concept: str,
    by: str,
    console: Console,
) -> None:
    """Print what can be reached, the ways as a table, and the steps of the first of them in words."""
    from rich.text import Text

    from detente.analysis.graph_model.wording.narration import say_state
    from detente.brief.visible import one_line

    console.print(Text(one_line(f"from: {say_state(found.model, found.start)} (state {found.start})")))
    console.print(_reach(found))
    if not journeys:
        console.print(Text(f"nothing holds under {concept.upper()}"))
        return
    shown = [journey for journey in journeys if by == "moves" or journey.by_improvements.n_steps is not None]
    if shown:
        console.print(_ways(found.model, shown[:MAX_ROWS], holding, concept))
    if len(shown) > MAX_ROWS:
        console.print(Text(f"{len(shown) - MAX_ROWS} more: see --json"))
    if len(shown) < len(journeys):
        console.print(Text(f"{len(journeys) - len(shown)} cannot be reached by improvements"))
    for journey in shown[:MAX_TOLD]:
        for line in _told(found.model, journey):
            console.print(Text(one_line(line)))


def _start(subject: Subject, start: str) -> int:
    from detente.cli.models import find_states

    if start == "now" and subject.now is None:
        raise ModelError(
            "the present state is not known or not feasible, so there is nothing to start from: name a "
            "state with --from"
        )
    states = find_states(subject, start)
    if len(states) > 1:
        raise ModelError(f"--from {start!r} fits {len(states)} states, and one is needed: give its number")
    return states[0]


def _ends(subject: Subject, to: str | None, holding: Sequence[int]) -> Sequence[int]:
    from detente.cli.models import find_states

    return holding if to is None else find_states(subject, to)


def _nearest(found: StatusQuo, ends: Sequence[int]) -> Sequence[int]:
    """Return the ends that the fewest improvements, then the fewest moves, lead to, in their own order."""
    if len(ends) <= MAX_ENDS:
        return ends
    willing, moves = found.steps("improvements").tolist(), found.steps("moves").tolist()
    place = {end: found.model.graph.position(end) for end in ends}

    def distance(end: int) -> tuple[bool, int, bool, int]:
        here = place[end]
        return willing[here] < 0, willing[here], moves[here] < 0, moves[here]

    return sorted(sorted(ends, key=distance)[:MAX_ENDS])


def _holding(to: str | None, concept: str) -> str:
    """Say in a word or two what the ends of a drawing do."""
    return f"holds ({concept.upper()})" if to is None else "is wished for"


def _nearness(journey: Journey) -> tuple[float, float, int]:
    """Sort by improvements needed, where these lead there, then by moves against a ranking, then by moves."""
    far = float("inf")
    willing, way = journey.by_improvements.n_steps, journey.way
    return (
        far if willing is None else willing,
        far if way is None else len(way.unwilling),
        0 if way is None else len(way.moves),
    )


def _reach(found: StatusQuo) -> Table:
    from rich.table import Table

    table = Table("within", "states reached by moves", "by improvements")
    n_rows = max(found.n_rows("moves"), found.n_rows("improvements"))
    for n in range(n_rows + 1):
        counts = [str(len(found.reached(n, by))) for by in ("moves", "improvements")]
        table.add_row("the start" if n == 0 else f"{n} move{'s' if n > 1 else ''}", *counts)
        if counts == [str(len(found.reached(n_rows, by))) for by in ("moves", "improvements")]:
            break
    return table


def _ways(model: GraphModel, journeys: Sequence[Journey], holding: Sequence[int], concept: str) -> Table:
    from rich.table import Table
    from rich.text import Text

    from detente.analysis.graph_model.wording.narration import say_state
    from detente.brief.visible import one_line

    table = Table("to: what is done", "state", concept.upper(), "moves", "willing")
    for heading in ("begins", "unwilling"):
        table.add_column(heading)
    table.columns[0].min_width = 18
    for journey in journeys:
        best = journey.by_improvements if journey.by_improvements.n_steps is not None else journey.by_moves
        against = journey.way.dms if journey.way is not None else ()
        alone = " alone" if len(best.beginners) == 1 else ""
        table.add_row(
            Text("\n".join(one_line(name) for name in say_state(model, journey.end).split(", "))),
            str(journey.end),
            "holds" if journey.end in holding else "-",
            _steps(journey.by_moves),
            _steps(journey.by_improvements),
            Text(_names(model, best.first_movers) + alone),
            Text(_names(model, against)),
        )
    return table


def _steps(paths: Paths) -> str:
    return "-" if paths.n_steps is None else str(paths.n_steps)


def _names(model: GraphModel, dms: Sequence[int]) -> str:
    from detente.brief.visible import one_line

    return "\n".join(one_line(model.labels.dms[dm]) for dm in dms) or "-"


def _told(model: GraphModel, journey: Journey) -> list[str]:
    """Tell the steps: of a shortest path by improvements, else of the one with the fewest unwilling."""
    from detente.analysis.graph_model.wording.narration import say_move, say_state

    if journey.way is None or not journey.way.moves:
        return []
    willing = journey.by_improvements.paths
    moves: tuple[Move, ...] = willing[0] if willing else journey.way.moves
    lines = [f"to state {journey.end}, {say_state(model, journey.end)}:"]
    for number, move in enumerate(moves, start=1):
        note = " (against its own ranking)" if not willing and move in journey.way.unwilling else ""
        lines.append(f"{number}. {say_move(model, move)}{note}")
    return lines


def _drawing(subject: Subject, here: int, ends: Sequence[int], by: str, holding: str) -> str:
    from detente.analysis.graph_model.ways.chart import find_chart
    from detente.brief.path_drawing import draw_paths

    chart = find_chart(subject.model, start=here, ends=ends, by=by)
    return f"{draw_paths(chart, title=f'{subject.name}: the ways from here', holding=holding)}\n"


def _as_text(
    subject: Subject, found: StatusQuo, journeys: Sequence[Journey], holding: Sequence[int], concept: str
) -> str:
    import json

    from detente.analysis.graph_model.wording.narration import say_state

    model = subject.model
    result = {
        "name": subject.name,
        "model": model.id,
        "seed": None if subject.world is None else subject.world.seed,
        "concept": concept,
        "start": found.start,
        "parties": model.labels.dms,
        "equilibria": list(holding),
        "states": [_row(found, int(state)) for state in model.states.tolist()],
        "ways": [
            {"to": say_state(model, journey.end), "told": _told(model, journey)[1:], **asdict(journey)}
            for journey in journeys
        ],
    }
    return json.dumps(result, ensure_ascii=False, allow_nan=False, indent=2)


def _row(found: StatusQuo, state: int) -> dict[str, Any]:
    """Return a state's column of the status-quo table: by kind, the fewest moves for each last mover."""
    from detente.analysis.graph_model.wording.narration import say_state

    position = found.model.graph.position(state)
    tables = {"by_moves": found.by_moves, "by_improvements": found.by_improvements}
    columns = {
        by: [None if n < 0 else n for n in table[:, position].tolist()] for by, table in tables.items()
    }
    return {"state": state, "name": say_state(found.model, state), **columns}
