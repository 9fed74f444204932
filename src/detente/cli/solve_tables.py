"""A solved model on a terminal: what holds, the states, the preferences, the verdicts, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.analysis.results import Reason, Stability, Why
from detente.brief.concept_words import concept_name, list_concepts
from detente.brief.solved import Solved, headlines
from detente.brief.visible import one_line
from detente.cli.results import taken_in_words

MOST_STATES = 32
"""Rows of a table of states; the rest are counted."""

HEAD_WIDTH = 64
"""With names of options wider than this, side by side, a state is described by those that are taken."""

MOST_EXPLAINED = 3
"""States explained, besides the present one, when none is asked for; the page and the JSON have more."""


def show(stability: Stability, console: Console, *, is_all: bool = False) -> None:
    """Print a solved model.

    Parameters
    ----------
    is_all : bool
        Whether to explain every verdict there is an explanation for; otherwise a few states, under the
        leading concept.
    """
    solved = Solved(stability=stability)
    console.print(Text(one_line(stability.names.title or "A conflict without a name"), style="bold"))
    for sentence in headlines(solved):
        console.print(Text(one_line(sentence)))
    shown, n_left = solved.shown(MOST_STATES)
    for table in _tables(solved, shown):
        if table.row_count:
            console.print()
            console.print(table)
    if n_left:
        console.print(Text(f"{n_left:,} more states: see --json", style="dim"))
    states = solved.explained if is_all else _few(solved)
    for state in states:
        console.print()
        _explain(solved, state, console, is_all=is_all)
    if len(states) < len(solved.explained) or (not is_all and len(solved.concepts) > 1):
        console.print(
            Text(
                "more: --state STATE explains others, --concept NAME other concepts, --html all", style="dim"
            )
        )


def _few(solved: Solved) -> list[int]:
    now = solved.stability.now
    others = [state for state in solved.explained if state != now][:MOST_EXPLAINED]
    return [*([now] if now in solved.explained and now is not None else []), *others]


def _tables(solved: Solved, shown: Sequence[int]) -> Iterator[Table]:
    yield _states(solved, shown)
    if solved.stability.ranks:
        yield _preferences(solved, shown)
    yield _verdicts(solved, shown)


def _table(title: str, heads: Sequence[str]) -> Table:
    table = Table(title=Text(title), title_justify="left", title_style="bold")
    for head in heads:
        table.add_column(Text(head))
    return table


def _states(solved: Solved, shown: Sequence[int]) -> Table:
    """Return the states, what is done in them, and under which concepts nobody would leave them."""
    options = solved.stability.options
    by_option = 0 < sum(len(name) + 3 for name in options) <= HEAD_WIDTH
    heads = [one_line(name) for name in options] if by_option else ["what is done"]
    table = _table("States", ["state", *heads, *map(concept_name, solved.concepts)])
    for state in shown:
        held = solved.holding.get(state, ())
        marks = (Text("holds" if concept in held else "-") for concept in solved.concepts)
        what = ["Y" if state >> k & 1 else "N" for k in range(len(options))]
        if not by_option:
            what = [_brief(solved, state)]
        table.add_row(_number(solved, state), *(Text(one_line(cell)) for cell in what), *marks)
    return table


def _brief(solved: Solved, state: int) -> str:
    if solved.stability.options:
        return taken_in_words(state, solved.stability.options)
    return solved.describe(state)


def _number(solved: Solved, state: int) -> Text:
    return Text(f"{state} now" if state == solved.stability.now else str(state))


def _preferences(solved: Solved, shown: Sequence[int]) -> Table:
    of = "" if len(shown) == len(solved.stability.states) else ", the states shown"
    table = _table("Preferences", ["party", f"best first, = between equals{of}"])
    for party, name in enumerate(solved.party_names):
        groups = solved.order(party, shown)
        table.add_row(Text(one_line(name)), Text(" > ".join(" = ".join(map(str, group)) for group in groups)))
    return table


def _verdicts(solved: Solved, shown: Sequence[int]) -> Table:
    """Return under which concepts each state is stable for each party."""
    table = _table("Stable for", ["state", *map(one_line, solved.party_names)])
    parties = solved.stability.parties
    for state in shown:
        if all((state, party) in solved.stable_under for party in parties):
            cells = (Text(solved.verdict(state, party)) for party in parties)
            table.add_row(_number(solved, state), *cells)
    return table


def _explain(solved: Solved, state: int, console: Console, *, is_all: bool) -> None:
    held = list_concepts(solved.holding.get(state, ()), solved.concepts)
    holds = "does not hold" if held == "–" else f"holds under {held}"
    now = " (now)" if state == solved.stability.now else ""
    console.print(Text(f"State {state}{now} {holds}", style="bold"))
    console.print(Padding(Text(one_line(solved.describe(state)), style="dim"), (0, 0, 0, 2)))
    told: list[Why] = []
    for party in solved.stability.parties:
        for concepts, why in solved.whys(state, party):
            if is_all or solved.leading in concepts:
                told.append(why)
                label = Text(f"{list_concepts(concepts, solved.concepts)}: ", style="dim")
                console.print(Padding(label.append(Text(one_line(why.text), style="not dim")), (0, 0, 0, 2)))
    cited = list(_cited(told))
    if cited:
        console.print(Padding(Text("rests on", style="dim"), (0, 0, 0, 2)))
    for reason in cited:
        console.print(Padding(Text(_evidence(reason), style="dim"), (0, 0, 0, 4)))


def _cited(told: Sequence[Why]) -> Iterator[Reason]:
    """Yield, once each, the reasons that the words name."""
    targets = [p.target for why in told for p in why.phrases if p.kind == "reason"]
    known = {reason.concern: reason for why in told for motive in why.motives for reason in motive.reasons}
    yield from (known[concern] for concern in dict.fromkeys(targets))


def _evidence(reason: Reason) -> str:
    parts = [f"{'wants' if reason.wants else 'avoids'} {reason.condition}"]
    if reason.because:
        parts.append(reason.because)
    if reason.supports:
        parts.append(f"for: {', '.join(reason.supports)}")
    if reason.against:
        parts.append(f"against: {', '.join(reason.against)}")
    if reason.assumption is not None:
        parts.append(f"assumption: {reason.assumption}")
    return one_line(f"{reason.party} {'; '.join(parts)}")
