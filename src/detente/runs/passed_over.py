"""What a folder holds beside documents: told, so that nobody takes a folder for read that was not."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.documents.folder import passed_over_in
from detente.documents.sidecar import described_by
from detente.errors import DocumentError
from detente.runs.process import Process

HIDDEN = "hidden"
NO_ENDING = "without an ending"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """How many files of one ending were passed over; a hidden folder counts as one file."""

    ending: str
    n_files: int


def passed_over(process: Process, paths: Sequence[str | os.PathLike[str]]) -> tuple[PassedOver, ...]:
    """Count by their endings the files in folders that are not read, being hidden or of other kinds.

    Sidecars, which are read with their documents, and the files of the process itself are not counted.

    Parameters
    ----------
    process : Process
    paths : sequence of str or path
        As for `runs.adding.add`; only folders matter.

    Returns
    -------
    tuple of PassedOver
        The most frequent ending first, then by ending.
    """
    folders = [name for name in (os.fspath(path) for path in paths) if name != "-" and os.path.isdir(name)]
    counts = Counter(_ending(path) for folder in folders for path in _others(process, folder))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(PassedOver(ending=ending, n_files=n_files) for ending, n_files in ordered)


def _others(process: Process, folder: str) -> Iterator[str]:
    own = os.path.realpath(process.folder)
    originals = os.path.join(os.path.realpath(process.originals), "")
    try:
        for path in passed_over_in(folder):
            place = os.path.realpath(os.path.dirname(path))
            is_own = place == own or os.path.join(place, "").startswith(originals)
            if not is_own and described_by(Path(path)) is None:
                yield path
    except DocumentError:
        return  # a folder that cannot be listed is listed as a failure


def _ending(path: str) -> str:
    name = os.path.basename(path)
    return HIDDEN if name.startswith(".") else os.path.splitext(name)[1].lower()[:20] or NO_ENDING
