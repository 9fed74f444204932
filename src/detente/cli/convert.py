"""``detente convert``: a case or a model as a file for another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import report_notes, stage
from detente.errors import OutputError

if TYPE_CHECKING:
    from detente.cli.models import Subject

SUFFIXES = (".json", ".gmcr", ".graphml", ".dot", ".csv")


def convert(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="IN", show_default=False, help="A case (TOML), or a model ending in .gmcr or .json."
        ),
    ],
    target: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            show_default=False,
            help="The file to write: .json, .gmcr, .graphml, .dot or .csv, by its ending.",
        ),
    ],
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed",
            metavar="N",
            min=0,
            help="Draw what the case leaves open with this seed; without it nothing may be open.",
        ),
    ] = None,
) -> None:
    """Write a model for another program.

    JSON holds the whole model and what holds in it; CSV has a row for each outcome, GraphML and DOT are
    graphs for drawing, and .gmcr is for the common desktop program for graph models.
    """
    from detente.cli.models import load_subject
    from detente.cli.outputs import check_targets, write_whole

    if target.suffix.lower() not in SUFFIXES:
        raise OutputError(f"cannot write '{target}': its ending must be one of {', '.join(SUFFIXES)}")
    check_targets([target], inputs=[source])
    subject = load_subject(source, seed=seed)
    with stage("Solving"):
        text = _render(subject, target.suffix.lower())
    write_whole({target: text})
    if target.suffix.lower() == ".gmcr":
        report_notes(
            ["rankings were written; statements, concerns, evidence and short names of options were not"]
        )


def _render(subject: Subject, suffix: str) -> str:
    """Return the text of a file of this kind, with what is stable under the four basic concepts."""
    from detente.analysis.graph_model import formats, solve

    if suffix == ".gmcr":
        return formats.render_gmcr(subject.model)
    solution = solve(subject.model)
    if suffix == ".json":
        return formats.render_json(subject.model, name=subject.name, now=subject.now, solution=solution)
    render = {".graphml": formats.render_graphml, ".dot": formats.render_dot, ".csv": formats.render_csv}
    return render[suffix](subject.model, solution=solution)
