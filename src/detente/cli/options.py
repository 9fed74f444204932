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
        help="Reports: files ending in .txt, .md, .html or .htm, folders of them, or - for standard input.",
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
