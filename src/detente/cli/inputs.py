"""The documents a command is given, with notes on what was left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.messages import report_notes, stage
from detente.errors import MissingDocumentError

if TYPE_CHECKING:
    from detente.documents import Document
    from detente.reading.actor_file.load import ActorFile
    from detente.record.values import Failure


def load_documents(
    paths: Sequence[str], *, as_of: date | None = None, leave_out: Collection[Path] = ()
) -> tuple[list[Document], list[Failure]]:
    """Load the documents at ``paths`` and note on standard error what is left out or looks odd.

    Parameters
    ----------
    paths : sequence of str
    as_of : datetime.date, optional
        Documents published after this day are left out; those that state no day are kept.
    leave_out : collection of Path
        Files the command itself writes: they are passed over when they lie in a folder that is read.

    Raises
    ------
    DocumentError
        As `detente.documents.load_all` does, and when no document is left.
    """
    from detente.documents import load_all
    from detente.record.values import Failure

    note_sidecars(paths)
    with stage("Loading documents"):
        documents, failed = load_all(paths, leave_out=leave_out)
    notes = [f"left out {failure.path}: {failure.reason}" for failure in failed]
    if as_of is not None:
        documents, more = _until(documents, as_of)
        notes += more
    report_notes(notes)
    report_notes([f"{document.path}: {warning}" for document in documents for warning in document.warnings])
    return documents, [Failure(path=failure.path, reason=failure.reason) for failure in failed]


def note_sidecars(paths: Sequence[str]) -> None:
    """Note which of the files named are sidecars: a shell's ``reports/*`` names them with the reports."""
    from detente.documents.sidecar import sidecars_among

    found = sidecars_among(paths)
    report_notes([f"{path}: sidecar of {document}, read with it" for path, document in found.items()])


def load_actors(path: Path | None) -> ActorFile | None:
    """Load the actor file a command is given, before any work; None where it is given none.

    Raises
    ------
    ActorFileError
        As `detente.reading.actor_file.load.load_actor_file` does.
    """
    if path is None:
        return None
    from detente.reading.actor_file.load import load_actor_file

    return load_actor_file(path)


def _until(documents: Sequence[Document], as_of: date) -> tuple[list[Document], list[str]]:
    kept = [item for item in documents if item.published_on is None or item.published_on <= as_of]
    notes = [
        f"left out {item.path}: published on {item.published_on}, after {as_of}"
        for item in documents
        if item.published_on is not None and item.published_on > as_of
    ]
    if not kept:
        raise MissingDocumentError(
            f"no document is left: all {len(documents)} were published after {as_of}; give a later --as-of"
        )
    undated = sum(item.published_on is None for item in kept)
    if undated:
        notes.append(f"{undated} of {len(kept)} documents state no day of publication and are kept")
    return kept, notes
