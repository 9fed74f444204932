"""``detente contradictions``: what does not fit between reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.cli.listing import Listing, check_form, put
from detente.cli.options import AsCsv, AsJson, ProcessFolder, RawCells
from detente.cli.ruled import Asked, ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.record.asking.contradictions import Contradiction


def contradictions(
    process: ProcessFolder = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    raw: RawCells = False,
) -> None:
    """List what does not fit between reports, both passages side by side; who is right is not decided."""
    from detente.record.asking.contradictions import contradictions as contradictions_of

    check_form(as_json=as_json, as_csv=as_csv, raw=raw)
    asked = ask(process)
    found = contradictions_of(
        asked.ruled.record, asked.ruled.links, sources=asked.independent, ledger=asked.quotes()
    )
    put(listing(found, asked), as_json=as_json, as_csv=as_csv, raw=raw)


def listing(found: Sequence[Contradiction], asked: Asked) -> Listing:
    """Return contradictions as they are listed."""
    return Listing(
        heading=("kind", "what does not fit", "one", "source", "other", "source of the other", "ids"),
        rows=tuple(
            (
                one.kind,
                one.found,
                one.first.text,
                asked.source(one.first),
                one.second.text,
                asked.source(one.second),
                " ".join(one.items),
            )
            for one in found
        ),
        data=[asked.told(one) for one in found],
        nothing="nothing contradicts anything, as far as was read",
        wide=("what does not fit", "one", "other"),
        spare=("ids", "source of the other", "source", "what does not fit"),
    )
