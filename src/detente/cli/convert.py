"""``detente convert``: a case or a model as a file for another program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import detente
from detente.cli.messages import report_notes, stage
from detente.cli.options import WorldSeed
from detente.errors import OutputError

if TYPE_CHECKING:
    from detente.analysis.graph_model.formats import ModelFile
    from detente.cli.models import Subject

LEFT_OUT = "a .gmcr file has no place for the title, the present state, short names of options, and evidence"
SUFFIXES = (".json", ".gmcr", ".graphml", ".dot", ".csv")


def convert(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="IN",
            show_default=False,
            help="A case (TOML), or a model ending in .json, .gmcr or .graphml.",
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
    seed: WorldSeed = None,
) -> None:
    """Write a model for another program.

    JSON holds the whole model and what holds in it; CSV has a row for each outcome, GraphML and DOT are
    graphs for drawing, and .gmcr is for the common desktop program for graph models.
    """
    from detente.cli.outputs import check_targets, write_whole

    if target.suffix.lower() not in SUFFIXES:
        raise OutputError(f"cannot write '{target}': its ending must be one of {', '.join(SUFFIXES)}")
    check_targets([target], inputs=[source])
    content = _load(source, seed)
    with stage("Solving"):
        text = _render(content, target.suffix.lower())
    write_whole({target: text})
    if target.suffix.lower() == ".gmcr":
        report_notes([LEFT_OUT])


def _load(source: Path, seed: int | None) -> ModelFile:
    """Return the model of a file, or of one world of a case."""
    from detente.analysis.graph_model.formats import ModelFile
    from detente.cli.models import MODEL_SUFFIXES, load_model, load_subject

    if source.suffix.lower() in MODEL_SUFFIXES and seed is None:
        content = load_model(source)
        report_notes(content.notes)
        return content
    subject = load_subject(source, seed=seed)
    return ModelFile(model=subject.model, name=subject.name, origin=_origin(subject), now=subject.now)


def _origin(subject: Subject) -> str:
    """Say which world of which case a model is."""
    if subject.world is None:
        return ""
    case = subject.world.structure.case
    world = "" if subject.world.seed is None else f", the world of seed {subject.world.seed}"
    return f"{case.id}{world}, detente {detente.__version__}"


def _render(content: ModelFile, suffix: str) -> str:
    """Return the text of a file of this kind, with what is stable under the four basic concepts."""
    from detente.analysis.graph_model import formats, solve

    if suffix == ".gmcr":
        return formats.render_gmcr(content)
    model = content.model
    solution = solve(model)
    if suffix == ".json":
        return formats.render_json(replace(content, solution=solution))
    render = {".graphml": formats.render_graphml, ".dot": formats.render_dot, ".csv": formats.render_csv}
    return render[suffix](model, solution=solution)
