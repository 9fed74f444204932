"""``detente verify``: whether a record is as it was written."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import report_notes
from detente.cli.options import AsJson, ProcessFolder
from detente.cli.outputs import print_text
from detente.cli.processes import chosen_process
from detente.errors import StoreError

if TYPE_CHECKING:
    from detente.record.store import Store
    from detente.record.store.additions import Addition


def verify(
    process: ProcessFolder = None,
    digest: Annotated[
        str | None,
        typer.Option(
            "--digest",
            metavar="DIGEST",
            help="One that was noted before: check that the record still begins with what it held then.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check that nothing in the record was changed since it was written: every row, passage and ruling.

    The kept originals of the documents are checked too. The first bad entry is named. Note the digest that
    is printed: with it you can tell later that the record still begins with what it held today.
    """
    from detente.record.store import Store
    from detente.runs.originals import damaged, elsewhere

    chosen = chosen_process(process)
    with Store.open(chosen.record, create=False) as store:
        with _progress() as show:
            verified = store.verify(show)
        noted = None if digest is None else _noted(digest, store)
        documents = store.documents()
    kept_elsewhere = elsewhere(chosen.originals, documents) if chosen.is_on_server else frozenset()
    here = [document for document in documents if document.id not in kept_elsewhere]
    problem = next(damaged(chosen.originals, here), None)
    if problem is not None:
        raise StoreError(f"{problem}; restore it from a copy, or add the document again")
    if kept_elsewhere:
        told = f"the originals of {_number(len(kept_elsewhere), 'document')} are not in this folder"
        report_notes([f"{told}: whoever added them has them, so that they are not checked here"])
    if as_json:
        print_text(json.dumps(asdict(verified) | {"documents": len(documents)}, indent=2))
    else:
        typer.echo(
            f"all is as it was written: {_number(len(documents), 'document')}, "
            f"{_number(verified.rulings, 'ruling')}, {_number(verified.rows, 'row')} in "
            f"{_number(verified.additions, 'addition')}; digest {verified.digest}"
        )
        if noted is not None:
            typer.echo(f"it begins with what it held when {digest} was noted, at {noted.seen_at}")


def _number(number: int, of: str) -> str:
    return f"{number} {of}{'' if number == 1 else 's'}"


def _noted(digest: str, store: Store) -> Addition:
    """Return the addition that a digest is of.

    Raises
    ------
    StoreError
        If it is of none: then what was there when it was noted is there no longer.
    """
    found = next((one for one in store.additions() if one.digest == digest.strip().lower()), None)
    if found is None:
        raise StoreError(
            f"no addition to this record has the digest '{digest}': this is not the record that it was noted "
            "of, or what it held then was written anew; compare it with a copy"
        )
    return found


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar, when standard error is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        shown = bar.add_task("checking", total=None)
        yield lambda done, total: bar.update(shown, completed=done, total=total)
