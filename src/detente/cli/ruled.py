"""The record of a process folder as ruled, for the commands that ask it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.messages import stage
from detente.cli.processes import chosen_process

if TYPE_CHECKING:
    from detente.record.ruling.ruled import Ruled
    from detente.record.values import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A record as ruled, with its names: of actors and proposals by id, of sources by their documents."""

    ruled: Ruled
    names: Mapping[str, str]
    sources: Mapping[str, str]

    def name(self, identifier: str | None) -> str:
        """Return the name of an actor or proposal; a question mark when none is meant for certain."""
        return "?" if identifier is None else self.names.get(identifier, identifier)

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
    from detente.record.store import Store

    chosen = chosen_process(process)
    with stage("Loading the record"), Store.open(chosen.record, create=False) as store:
        ruled = store.linked()
    actors = {actor.id: actor.name for actor in ruled.record.actors}
    proposals = {proposal.id: proposal.name for proposal in ruled.record.proposals}
    return Asked(
        ruled=ruled,
        names=actors | proposals,
        sources={document.id: document.source for document in ruled.record.documents},
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
