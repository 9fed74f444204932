"""``detente brief``: reports in, an evidence-linked brief out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import report_notes, stage
from detente.cli.options import ActorsFile, AsJson, OptionalPaths, ProcessFolder, Seed, Worlds
from detente.cli.outputs import check_targets, print_text, write_whole
from detente.cli.readers import EndpointModel, EndpointRemote, EndpointUrl, ReaderName, chosen_reader
from detente.cli.records import Obtained, Origin, obtain
from detente.cli.ruled import day_or_none
from detente.errors import CaseError, NoConflictError

if TYPE_CHECKING:
    from datetime import date

    from detente.case import Case
    from detente.record import Record


def brief(
    paths: OptionalPaths = None,
    case: Annotated[
        Path | None,
        typer.Option(
            "--case",
            metavar="CASE",
            help="Use this case (TOML) instead of the process folder's, or one drafted from the reports.",
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the brief, one HTML file.")
    ] = Path("brief.html"),
    markdown: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="Write the brief as Markdown too.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="Brief as of this day (YYYY-MM-DD): reports published after it are left out.",
        ),
    ] = None,
    process: ProcessFolder = None,
    actors: ActorsFile = None,
    reader: ReaderName = None,
    endpoint_url: EndpointUrl = None,
    endpoint_model: EndpointModel = None,
    endpoint_remote: EndpointRemote = False,
    seed: Seed = 0,
    worlds: Worlds = 1000,
    as_json: AsJson = False,
) -> None:
    """Write a brief, from reports or from the record of a process.

    Without reports it briefs the process folder it runs in. It says who said and did what, what is on the
    table, which outcomes can hold, who blocks them and what would change that; every line opens the words
    it rests on.
    """
    import detente

    # Not `detente.brief`: once any module below it has been imported, that name is the package.
    from detente.brief import brief as make_brief

    day = day_or_none(as_of)
    targets = [output] if markdown is None else [output, markdown]
    origin = Origin(paths=paths or (), process=process, actors=actors, as_of=day)
    check_targets(targets, inputs=[*origin.inputs, *([case] if case else [])])
    who = chosen_reader(reader, url=endpoint_url, model=endpoint_model, allow_remote=endpoint_remote)
    stated = detente.Case.load(case) if case else None
    obtained = obtain(origin, who, leave_out=targets)
    record, folder = obtained.ruled.record, obtained.process
    if stated is None and folder is not None and folder.case.exists():
        stated = detente.Case.load(folder.case)
    if stated is not None:
        stated = _as_cited_now(stated, obtained)
    model, no_model = _model(stated, record, as_of=day)
    exploration = None
    if model is not None and not no_model:
        with stage(f"Exploring {worlds} worlds"):
            exploration = detente.explore(model, n_worlds=worlds, seed=seed)
    with stage("Writing the brief"):
        result = make_brief(
            obtained.ruled, model, exploration, as_of=day, no_model=no_model, addition=obtained.addition
        )
        summary = result.to_json() if as_json else None
        texts = {output: result.html()} | ({markdown: result.markdown()} if markdown else {})
    write_whole(texts)
    if summary is not None:
        print_text(summary)
    else:
        from rich.console import Console

        from detente.brief.terminal import render

        render(result, Console())
    report_notes([f"wrote {target}" for target in targets])


def _as_cited_now(case: Case, obtained: Obtained) -> Case:
    """Return the case with the present ids of what was read again or joined since it was written.

    Raises
    ------
    CaseError
        If it cites what an analyst rejected.
    """
    from detente.case.citing import cite_as, cited

    before = cited(case)
    followed = before & obtained.now.keys()
    if followed:
        report_notes([f"the case cites {len(followed)} records by older ids; they were followed"])
    rejected = {item.id for item in obtained.ruled.rejected}
    gone = sorted(rejected & {obtained.now.get(identifier, identifier) for identifier in before})
    if gone:
        raise CaseError(
            f"the case cites '{gone[0]}', which was rejected: take it out of the case, or take the ruling "
            f"back (`detente log {gone[0]}`, `detente undo RULING`)"
        )
    return cite_as(case, obtained.now)


def _model(stated: Case | None, record: Record, *, as_of: date | None) -> tuple[Case | None, str]:
    """Return the case to explore, or why none can be: the record is worth a brief all the same."""
    import detente

    if stated is not None:
        case = _checked(stated, record, as_of=as_of)
        nothing = "the case gives no party an option: write what each can do, and what an agreement is"
        return case, "" if case.options else nothing
    try:
        return detente.draft(record), ""
    except NoConflictError as error:
        report_notes([f"no case: {error}"])
        return None, f"no case could be drafted, for {error}, and give it with --case"


def _checked(case: Case, record: Record, *, as_of: date | None) -> Case:
    """Return the case if the record holds what it cites; a gap that --as-of may have made is only noted."""
    try:
        case.check(record)
    except CaseError as error:
        if as_of is None:
            raise
        report_notes([f"as of {as_of}: {error}"])
    return case
