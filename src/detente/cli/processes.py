"""The process folder a command works on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.runs.process import Process


def chosen_process(folder: Path | None) -> Process:
    """Open the folder that was named, or the one the command runs in.

    Raises
    ------
    ProcessError
        If there is none.
    """
    from detente.runs.process import Process, find_process

    return Process.open(folder) if folder is not None else find_process()
