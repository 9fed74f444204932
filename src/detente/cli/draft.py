"""``detente draft``: a first case from reports, to be edited by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.inputs import load_documents
from detente.cli.messages import report_notes, stage
from detente.cli.options import Paths
from detente.cli.outputs import check_targets
from detente.errors import OutputError

if TYPE_CHECKING:
    from detente.documents import Document


def draft(
    paths: Paths,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the case, a TOML file.")
    ] = Path("case.toml"),
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file if it is there, with what was edited in it.")
    ] = False,
) -> None:
    """Draft a case from reports.

    Parties, options and concerns come with the passages they rest on; what the reports do not settle
    is left open. An existing file is not replaced: it may hold edits.
    """
    import detente

    check_targets([output], inputs=paths)
    if output.exists() and not force:
        raise OutputError(
            f"'{output}' exists and may hold edits: name another file with -o, or replace it with --force"
        )
    documents, failures = load_documents(paths)
    _refuse_sidecar(output, documents)
    with stage(f"Reading {len(documents)} documents"):
        record = detente.read(documents, failures=failures)
    with stage("Drafting the case"):
        case = detente.draft(record)
    case.save(output)
    n_open = sum(concern.grade == "open" for concern in case.concerns)
    report_notes(
        [
            f"wrote {output}: {len(case.parties)} parties, {len(case.options)} options, "
            f"{len(case.concerns)} concerns, {n_open} of them open"
        ]
    )


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
