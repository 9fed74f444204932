"""The commands: each wraps the functions a library user calls. Nothing else prints or exits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.cli.commands import app as app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line; the exit codes are 0, 1 (a defect), 2 (bad input) and 130 (interrupted)."""
    try:
        from detente.cli.commands import app

        app(prog_name="detente")
    except KeyboardInterrupt:  # while the first modules are still being imported
        sys.exit(130)


def __getattr__(name: str) -> Any:
    """Import the commands when they are first asked for (PEP 562)."""
    if name != "app":
        raise AttributeError(f"module 'detente.cli' has no attribute {name!r}")
    from detente.cli.commands import app

    return app
