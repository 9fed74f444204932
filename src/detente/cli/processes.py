"""The process folder a command works on, and its record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.runs.now import Now
    from detente.runs.process import Process

_SELDOM = (50_000, 20, 50)
"""How many objects, and how often these, until it is looked for those that nothing refers to any more.

A record is hundreds of thousands that are all in use until the command ends: with Python's own 700 a third
of a listing's time goes into looking at them again and again.
"""


def chosen_process(folder: Path | None) -> Process:
    """Open the folder that was named, or the one the command runs in.

    Raises
    ------
    ProcessError
        If there is none.
    """
    from detente.runs.process import Process, find_process

    return Process.open(folder) if folder is not None else find_process()


def loaded(process: Process) -> Now:
    """Load the record of a process as it stands.

    Raises
    ------
    StoreError
        If there is none, or it cannot be read.
    """
    import gc

    from detente.cli.messages import stage
    from detente.runs.now import record_now

    gc.set_threshold(*_SELDOM)
    with stage("Loading the record"):
        return record_now(process)
