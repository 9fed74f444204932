"""The record of a process folder as ruled, for the commands that ask it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.cli.processes import chosen_process, loaded

if TYPE_CHECKING:
    from detente.record.quotes import QuoteEntry
    from detente.record.ruling.ruled import Ruled
    from detente.record.sources import Sources
    from detente.record.values import Passage
    from detente.runs.now import Now

_ONE = frozenset(("by", "party", "about", "speaker", "alleged_by"))
"""Keys under which JSON has the id of an actor or proposal, or an issue, which is its own name."""
_SEVERAL = {
    "who": "who_names",
    "whom": "whom_names",
    "actors": "actor_names",
    "recipients": "recipient_names",
}
"""Keys under which it has several, and those of their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A record as ruled, with its names: of actors and proposals by id, of sources by their documents.

    ``days`` are the days of publication by document, as ISO text; None where none is stated. ``now`` is the
    whole that it was taken from, None where it was not loaded.
    """

    ruled: Ruled
    names: Mapping[str, str]
    sources: Mapping[str, str]
    days: Mapping[str, str | None]
    now: Now | None = None

    @property
    def independent(self) -> Sources | None:
        """Which documents are one source."""
        return self.now.sources if self.now is not None else None

    def quotes(self) -> tuple[QuoteEntry, ...] | None:
        """Return the quotations of the record, each in all reports that print it."""
        return self.now.quotes() if self.now is not None else None

    def name(self, identifier: str | None) -> str:
        """Return the name of an actor or proposal; a question mark when none is meant for certain."""
        return "?" if identifier is None else self.names.get(identifier, identifier)

    def told(self, value: object) -> Any:
        """Return a value as JSON: beside ids of actors and proposals their names, of documents their source.

        ``by`` has ``by_name``, null when nobody certain is meant; ``actors`` has ``actor_names``. Whatever
        names a document has its ``source_name`` and ``published_on``.
        """
        from detente.record.plain import plain

        return self._named(plain(value))

    def _named(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._named(part) for part in value]
        if not isinstance(value, dict):
            return value
        named: dict[str, Any] = {}
        for key, held in value.items():
            named[key] = self._named(held)
            if key in _ONE:
                named[f"{key}_name"] = None if held is None else self.name(held)
            elif key in _SEVERAL:
                named[_SEVERAL[key]] = [self.name(one) for one in held]
        if "document" in value:
            document = value["document"]
            named |= {"source_name": self.sources[document], "published_on": self.days[document]}
        if value.keys() >= {"documents", "sources"}:
            named["source_names"] = list(dict.fromkeys(self.sources[one] for one in value["documents"]))
        return named

    def source(self, passage: Passage) -> str:
        """Return the name of the source of a passage."""
        return self.sources[passage.document]


def ask(process: Path | None) -> Asked:
    """Load the record of the process folder that was named, or that the command runs in.

    Raises
    ------
    ProcessError, StoreError
        If there is no such folder, or its record cannot be read.
    """
    from detente.record.plain import plain

    now = loaded(chosen_process(process))
    ruled = now.ruled
    actors = {actor.id: actor.name for actor in ruled.record.actors}
    proposals = {proposal.id: proposal.name for proposal in ruled.record.proposals}
    return Asked(
        ruled=ruled,
        names=actors | proposals,
        sources={document.id: document.source for document in ruled.record.documents},
        days={document.id: plain(document.published_on) for document in ruled.record.documents},
        now=now,
    )


def day_or_none(text: str | None) -> date | None:
    """Return the day an option gives, None when it is not given.

    Raises
    ------
    DateError
        If it is no day.
    """
    from detente.documents.dates import parse_day

    return parse_day(text) if text is not None else None
