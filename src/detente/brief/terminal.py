"""A brief on a terminal: the findings, and the outcomes that hold most often."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.brief.briefing import Brief
from detente.brief.findings import HEADINGS, Finding
from detente.brief.visible import one_line
from detente.brief.wording import count, day, percent, state

MOST_OUTCOMES = 5
MOST_REFS = 8
_STYLES = {"low": "yellow", "moderate": "cyan", "high": "green"}


def render(brief: Brief, console: Console) -> None:
    """Print a summary of a brief.

    Text from documents and cases is printed as it reads: no markup in it is obeyed, and control
    characters, which could move the cursor or recolour the screen, are written out.

    Parameters
    ----------
    brief : Brief
    console : rich.console.Console
        Where to print; its width decides where lines break.
    """
    console.print(Text(one_line(brief.title), style="bold"))
    when = f"as of {day(brief.as_of)}" if brief.as_of is not None else "no report is dated"
    counts = ", ".join(
        (
            count(len(brief.record.documents), "report"),
            count(len(brief.record.statements), "statement"),
            count(len(brief.record.events), "event"),
        )
    )
    console.print(Text(f"{when} · {counts}", style="dim"))
    for topic, heading in HEADINGS.items():
        found = [finding for finding in brief.findings if finding.topic == topic]
        if found:
            console.print()
            console.print(Text(heading, style="bold"))
        for finding in found:
            console.print(Padding(_finding(brief, finding), (0, 0, 0, 2)))
    if brief.exploration.outcomes:
        console.print()
        console.print(_outcomes(brief))


def _finding(brief: Brief, finding: Finding) -> Text:
    text = Text(one_line(finding.sentence))
    text.append(f"\nconfidence {finding.confidence}", style=_STYLES[finding.confidence])
    text.append(f": {one_line(finding.because)}", style="dim")
    labels = [one_line(brief.index.label(record)) for record in finding.evidence]
    if labels:
        left = len(labels) - MOST_REFS
        more = f" and {left} more" if left > 0 else ""
        text.append(f"\n{finding.label} rests on {' '.join(labels[:MOST_REFS])}{more}", style="dim")
    return text


def _outcomes(brief: Brief) -> Table:
    table = Table(
        title=Text("Outcomes, by the share of worlds in which they hold"),
        title_justify="left",
        box=None,
        pad_edge=False,
    )
    table.add_column("SEQ", justify="right")
    table.add_column("Nash", justify="right")
    table.add_column("Outcome")
    for outcome in brief.exploration.outcomes[:MOST_OUTCOMES]:
        marks = "now: " if outcome.is_now else ""
        table.add_row(
            Text(percent(outcome.equilibrium[3])),
            Text(percent(outcome.equilibrium[0])),
            Text(one_line(marks + state(brief.case, outcome.taken))),
        )
    return table
