"""``detente rule``: one decision on something in the record, for scripts and for what no key is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from detente.cli.analysts import By, analyst
from detente.cli.ids import check_no_names, id_of
from detente.cli.options import AsJson, ProcessFolder
from detente.cli.outputs import print_text
from detente.cli.processes import chosen_process

if TYPE_CHECKING:
    from detente.record.values import RulingKind


def rule(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            show_default=False,
            help="accept, reject, correct, grade, note, merge, split or outcome.",
        ),
    ],
    record: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            show_default=False,
            help="Of what is decided on: an item, relation, actor or document, as `find --json` gives it, or "
            "the name of a source.",
        ),
    ],
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why.")],
    change: Annotated[
        str,
        typer.Option(
            "--change",
            metavar="JSON",
            help='What is to be different: {"speaker": "actor:ola-kerr"} for correct, {"credibility": "2"} '
            'for grade, {"into": ID} for merge, {"from": ID} for split, {"outcome": "kept"} for outcome.',
        ),
    ] = "",
    by: By = None,
    process: ProcessFolder = None,
    as_json: AsJson = False,
) -> None:
    """Decide on something in the record: the decision is added to the log, and nothing is overwritten.

    For example: detente rule reject claim:4733d4d7b990472a --because "a manner of speaking". To go through
    many items without their ids, `detente review` asks for one key each.
    """
    import json
    from dataclasses import asdict

    from detente.record.store import Store
    from detente.record.values import RulingKind

    kinds = [name for name in get_args(RulingKind) if name != "undo"]
    if kind not in kinds:
        raise typer.BadParameter(f"there is no ruling {kind!r}; there are {', '.join(kinds)}")
    with Store.open(chosen_process(process).record, create=False) as store:
        identifier = id_of(store, record)
        check_no_names(store, kind, identifier, change)
        ruling = store.rule(
            cast("RulingKind", kind), identifier, by=analyst(by), because=because, change=change
        )
    print_text(json.dumps(asdict(ruling), ensure_ascii=False) if as_json else ruling.id)
