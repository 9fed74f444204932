"""The commands: each wraps the functions a library user calls. Nothing else prints or exits."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from detente.late import late

if TYPE_CHECKING:
    from detente.cli.commands import app as app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line; the exit codes are 0, 1 (a defect), 2 (bad input) and 130 (interrupted).

    Whoever reads what is printed may stop before its end (``| head``), which is no defect.
    """
    if isinstance(sys.stdout, TextIOWrapper):  # a locale may have no letter for what a report says
        sys.stdout.reconfigure(errors="backslashreplace")
    output = sys.stdout
    try:
        from detente.cli.commands import app

        app(prog_name="detente")
    except SystemExit as leaving:
        if leaving.code == 1 and sys.stdout is not output:  # typer's way to leave a pipe that was closed
            sys.exit(0)
        raise
    except KeyboardInterrupt:  # while the first modules are still being imported
        sys.exit(130)
    except OSError as error:
        from detente.cli.outputs import NO_ROOM

        if error.errno not in NO_ROOM:  # files are written with care, so it is standard output that is full
            raise
        from detente.cli.messages import report_error

        report_error(
            f"there is no room for what was to be written ({error.strerror}): make room, and try again"
        )
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left would fail once more
        sys.exit(2)


__getattr__ = late(__name__, {"app": "detente.cli.commands"})
