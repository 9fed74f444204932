"""Have a reader read documents, and keep of what it proposes what the documents bear out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from detente.documents.document import Document
from detente.errors import ReadingError
from detente.reading.actor_file.load import ActorFile, load_actor_file
from detente.reading.gate import admit
from detente.reading.proposed import GROUPS, Proposed, Together
from detente.reading.readers import (
    DEFAULT_READER,
    GroupReader,
    InformedReader,
    Reader,
    checked_reader,
    inform,
    load_reader,
)
from detente.record.check import check
from detente.record.record import Record
from detente.record.roles import told_roles, with_told_roles
from detente.record.values import Actor, Failure


class Failed(Protocol):
    """A document that could not be loaded, as ``documents.load_all`` reports it."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102


def read(
    documents: Iterable[Document],
    *,
    reader: str | Reader = DEFAULT_READER,
    actors: ActorFile | str | os.PathLike[str] | None = None,
    failures: Sequence[Failed] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Record:
    """Read documents into a record held in memory.

    Parameters
    ----------
    documents : iterable of Document
        In any order; the record has them by publication date, undated ones last, ties as given.
    reader : str or Reader
        The name of an installed reader, or one made in Python. Whoever proposes a record, it is kept
        only if its words stand in the document at its passage.
    actors : ActorFile or path, optional
        What you know of who is who: other names, offices with their days, sides. Where a document says
        otherwise, the record's ``inconsistencies`` tell it.
    failures : sequence
        Documents that could not be loaded (``path``, ``reason``), kept in the record as they are.
    progress : callable, optional
        Called with the number of documents read and in all.

    Returns
    -------
    Record
        Checked: every passage reads as its document does. A document that cannot be read is listed
        in ``failures`` with the reason; the others are read all the same. So is, with its document's
        path, every proposal of the reader that was refused.

    Raises
    ------
    ReadingError
        If the reader is not installed, cannot start or takes no actor file, or no document could be
        read at all.
    ActorFileError
        If the actor file cannot be read or breaks one of its rules.
    """
    given = list(dict.fromkeys(documents))
    ordered = sorted(given, key=lambda document: document.published_on or date.max)
    chosen = load_reader(reader) if isinstance(reader, str) else checked_reader(reader, "the reader")
    if actors is not None:
        chosen = inform(chosen, actors if isinstance(actors, ActorFile) else load_actor_file(actors))
    told = chosen.actors if isinstance(chosen, InformedReader) else None
    description = chosen.description + (f"; {told.description}" if told is not None else "")
    if isinstance(chosen, GroupReader):
        together = _checked(chosen.read_together(ordered, progress), ordered, chosen.name)
    else:
        together = _read_each(chosen, ordered, progress)
    failed = [Failure(path=failure.path, reason=failure.reason) for failure in failures]
    failed += together.failures
    if given and not together.documents:
        why = f"{failed[-1].path}: {failed[-1].reason}"
        raise ReadingError(
            f"none of the {len(given)} documents could be read; {why}" if len(given) > 1 else why
        )
    admitted, refused = admit(together.proposed, together.documents, reader=f"reader {chosen.name!r}")
    groups: dict[str, Any] = {group: getattr(admitted, group) for group in GROUPS}
    record = Record(documents=together.documents, failures=(*failed, *refused), reader=description, **groups)
    check(record)
    return record


def _checked(together: object, documents: Sequence[Document], name: str) -> Together:
    """Return what a reader of many documents gave, if it speaks of the documents it was given."""
    if type(together) is not Together or type(together.proposed) is not Proposed:
        raise ReadingError(f"reader {name!r} gave {type(together).__name__}: it must return Together")
    expected = tuple(document for document in documents if document in together.documents)
    if together.documents != expected:
        raise ReadingError(
            f"reader {name!r} gave other documents than it was given, or in another order: it must return "
            "those it read as they are"
        )
    return together


def _read_each(
    reader: Reader, documents: Sequence[Document], progress: Callable[[int, int], None] | None
) -> Together:
    """Read documents one by one; each passes the gate alone, so that it can quote no other."""
    read: list[Document] = []
    parts: list[Proposed] = []
    failed: list[Failure] = []
    for index, document in enumerate(documents):
        proposed = _attempt(reader, document)
        if isinstance(proposed, Failure):
            failed.append(proposed)
        else:
            admitted, refused = admit(proposed, (document,), reader=f"reader {reader.name!r}")
            read.append(document)
            parts.append(admitted)
            failed += refused
        if progress is not None:
            progress(index + 1, len(documents))
    return Together(documents=tuple(read), proposed=_joined(parts, read), failures=tuple(failed))


def _attempt(reader: Reader, document: Document) -> Proposed | Failure:
    """Return what a reader proposes, or why it failed on this document."""
    try:
        proposed = reader.read(document)
    except ReadingError as error:
        return Failure(path=document.path, reason=str(error))
    except Exception as error:  # noqa: BLE001 - another's code: what it may raise is not ours to know
        reason = f"reader {reader.name!r} failed with {type(error).__name__}: {error}"
        return Failure(path=document.path, reason=reason)
    if type(proposed) is not Proposed:
        reason = f"reader {reader.name!r} gave {type(proposed).__name__}: it must return Proposed"
        return Failure(path=document.path, reason=reason)
    return proposed


def _joined(parts: Sequence[Proposed], documents: Sequence[Document]) -> Proposed:
    """Put what was read in each document together; actors of the same id are one."""
    days = {document.id: document.published_on for document in documents}
    actors: dict[str, Actor] = {}
    for part in parts:
        for actor in part.actors:
            actors[actor.id] = _merged(actors[actor.id], actor, days) if actor.id in actors else actor
    groups: Mapping[str, Any] = {
        group: tuple(value for part in parts for value in getattr(part, group))
        for group in GROUPS
        if group != "actors"
    }
    return Proposed(actors=tuple(actors.values()), **groups)


def _merged(first: Actor, other: Actor, days: Mapping[str, date | None]) -> Actor:
    """Return the actor of an earlier document with what a later one adds; the earlier one's words stand."""
    tied = first if first.speaks_for is not None else other
    merged = replace(
        first,
        speaks_for=tied.speaks_for,
        speaks_for_passage=tied.speaks_for_passage,
        role=first.role or other.role,
        mentions=(*first.mentions, *other.mentions),
    )
    return with_told_roles(merged, told_roles(other) | told_roles(first), days)
