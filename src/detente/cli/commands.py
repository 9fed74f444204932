"""The commands together, what they share, and how errors leave."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import detente
from detente.cli.add import add
from detente.cli.brief import brief
from detente.cli.change import change
from detente.cli.contradictions import contradictions
from detente.cli.convert import convert
from detente.cli.diff import diff
from detente.cli.draft import draft
from detente.cli.explore import explore
from detente.cli.export import export
from detente.cli.find import find
from detente.cli.happenings import happenings
from detente.cli.import_ import import_
from detente.cli.init import init
from detente.cli.links import links
from detente.cli.log import log
from detente.cli.mediate import mediate
from detente.cli.messages import report_error
from detente.cli.path import path
from detente.cli.positions import positions
from detente.cli.promises import promises
from detente.cli.quotes import quotes
from detente.cli.read import read
from detente.cli.review import review
from detente.cli.rule import rule
from detente.cli.solve import solve
from detente.cli.timeline import timeline
from detente.cli.undo import undo
from detente.cli.verify import verify
from detente.errors import DetenteError

INTERRUPTED = 130
WRONG_INPUT = 2


class Commands(TyperGroup):
    """The group of commands, which turns what detente raises into one message and an exit code.

    Errors that detente does not raise on purpose are defects: they pass through, trace back and all.
    """

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except DetenteError as error:
            report_error(str(error))
            raise typer.Exit(WRONG_INPUT) from error
        except KeyboardInterrupt as error:
            raise typer.Exit(INTERRUPTED) from error


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _summary(command: Callable[..., None]) -> str:
    """Return the first line of what a command says of itself, for the list of all: never cut off."""
    return inspect.cleandoc(command.__doc__ or "").partition("\n")[0]


for command in (
    *(init, add, review, rule, undo, log, verify),
    *(find, timeline, happenings, quotes, links, positions, contradictions, promises, diff),
    *(brief, read, draft, solve, explore, change, path, mediate, convert),
):
    app.command(short_help=_summary(command))(command)
app.command(short_help=_summary(export))(export)
app.command("import", short_help=_summary(import_))(import_)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"detente {detente.__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and leave."),
    ] = False,
) -> None:
    """Read reports on a peace process, keep their evidence, and work out which agreements can hold.

    Start with `detente brief article.txt`.
    """
    # Where these libraries have something to say, detente says it itself, as a warning or an error.
    for name in ("trafilatura", "htmldate", "charset_normalizer"):
        logging.getLogger(name).addHandler(logging.NullHandler())
