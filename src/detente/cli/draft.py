"""``detente draft``: a first case from reports, to be edited by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import report_notes, stage
from detente.cli.options import ActorsFile, OptionalPaths, ProcessFolder
from detente.cli.outputs import check_targets, write_whole
from detente.cli.processes import chosen_process
from detente.cli.readers import EndpointModel, EndpointRemote, EndpointUrl, ReaderName, chosen_reader
from detente.cli.records import Origin, obtain
from detente.errors import OutputError

if TYPE_CHECKING:
    from detente.case import Case
    from detente.documents import Document


def draft(
    paths: OptionalPaths = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write the case, a TOML file: case.toml here or, without reports, in the process "
            "folder when not given.",
        ),
    ] = None,
    process: ProcessFolder = None,
    actors: ActorsFile = None,
    reader: ReaderName = None,
    endpoint_url: EndpointUrl = None,
    endpoint_model: EndpointModel = None,
    endpoint_remote: EndpointRemote = False,
    fresh: Annotated[
        bool,
        typer.Option("--fresh", help="Replace an existing case and what was edited in it; do not merge."),
    ] = False,
) -> None:
    """Draft a case, from reports or from the record of a process.

    Parties, options and concerns come with the passages they rest on; what the reports do not settle
    is left open. Into an existing case the draft is merged: edits and comments stay, what is new is
    added, and what the reports contradict is marked.
    """
    import detente

    origin = Origin(paths=paths or (), process=process, actors=actors)
    target = output or _usual_target(origin)
    check_targets([target], inputs=origin.inputs)
    who = chosen_reader(reader, url=endpoint_url, model=endpoint_model, allow_remote=endpoint_remote)
    before = _existing(target) if target.exists() and not fresh else None
    record = obtain(origin, who).ruled.record
    _refuse_sidecar(target, record.documents if paths else ())
    with stage("Drafting the case"):
        case = detente.draft(record)
        text = case.dumps() if before is None else _merged(before, case, name=str(target))
    write_whole({target: text})
    n_open = sum(concern.grade == "open" for concern in case.concerns)
    done = "wrote" if before is None else "merged the new draft into"
    report_notes(
        [
            f"{done} {target}: {len(case.parties)} parties, {len(case.options)} options, "
            f"{len(case.concerns)} concerns, {n_open} of them open"
        ]
    )


def _usual_target(origin: Origin) -> Path:
    """Return where the case goes when no place is named: here or, without reports, in the process folder."""
    return Path("case.toml") if origin.paths else chosen_process(origin.process).case


def _existing(path: Path) -> str:
    """Return the text of an existing case, checked before the work that it will be merged with."""
    import detente

    detente.Case.load(path)
    return path.read_text(encoding="utf-8-sig")


def _merged(before: str, case: Case, *, name: str) -> str:
    from detente.case.merging import merge

    return merge(before, case, name=name)


def _refuse_sidecar(output: Path, documents: Sequence[Document]) -> None:
    """Refuse a name under which the case would be taken for a document's sidecar and stop its loading."""
    from detente.documents.sidecar import sidecar_paths

    for document in documents:
        if document.path != "-" and output.absolute() in [
            path.absolute() for path in sidecar_paths(Path(document.path))
        ]:
            raise OutputError(
                f"a case in '{output}' would be taken for the sidecar of '{document.path}': give another name"
            )
