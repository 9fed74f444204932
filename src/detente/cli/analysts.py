"""Who decides: the name that a ruling is kept with."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="DETENTE_ANALYST",
        show_envvar=False,
        help="Who decides, as it is kept; the name you are logged in by when not given.",
    ),
]


def analyst(name: str | None) -> str:
    """Return who rules: as given, else as logged in.

    Raises
    ------
    typer.BadParameter
        If nobody is named and nobody is logged in.
    """
    if name is not None and name.strip():
        return name.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise typer.BadParameter("say who decides, with --by NAME") from error
