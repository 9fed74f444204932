"""Arguments and options that several commands take, described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="Reports: files of any kind that is read (text, pages, PDF, Word, mail, feeds, tables), folders "
        "of them, or - for standard input.",
    ),
]
OptionalPaths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="Reports, as for `read`; without any, the record of the process folder.",
    ),
]
ActorsFile = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        metavar="ACTORS",
        help="What you know of who is who, a TOML file: other names, offices with their days, sides.",
    ),
]
CaseFile = Annotated[
    Path,
    typer.Argument(metavar="CASE", show_default=False, help="The case, a TOML file as `draft` writes it."),
]
CaseOrModel = Annotated[
    Path,
    typer.Argument(
        metavar="CASE",
        show_default=False,
        help="The case, a TOML file as `draft` writes it, or a model ending in .json, .gmcr or .graphml.",
    ),
]
Worlds = Annotated[
    int,
    typer.Option(
        "--worlds", metavar="N", min=1, help="How many worlds to draw of what the case leaves open."
    ),
]
Seed = Annotated[
    int,
    typer.Option("--seed", metavar="N", min=0, help="Seed of the draws: the same seed, the same worlds."),
]
WorldSeed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        metavar="N",
        min=0,
        help="Draw what the case leaves open with this seed; without it nothing may be open.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the whole result as JSON to standard output.")]
ProcessFolder = Annotated[
    Path | None,
    typer.Option(
        "--process",
        "-C",
        metavar="DIR",
        envvar="DETENTE_PROCESS",
        show_envvar=False,
        help="The process folder; without it, the one this command runs in.",
    ),
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print comma-separated values to standard output.")]
RawCells = Annotated[
    bool,
    typer.Option(
        "--raw",
        help="With --csv: leave cells as they are that a spreadsheet would take for formulas.",
    ),
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Only this day (YYYY-MM-DD) and later.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Only this day (YYYY-MM-DD) and before.")
]
