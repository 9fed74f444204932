"""Reading one document apart from all others: the same function wherever it runs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.documents.document import Document
from detente.errors import ReadingError
from detente.reading import read
from detente.reading.actor_file.load import ActorFile
from detente.reading.readers import Reader
from detente.record import Record
from detente.record.values import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document to be read, by whom, and what is known of who is who."""

    document: Document
    reader: Reader | str
    actors: ActorFile | None = None


def perform(task: Task) -> Record:
    """Read one document on its own; one that cannot be read gives a record of nothing but its failure."""
    try:
        return read((task.document,), reader=task.reader, actors=task.actors)
    except ReadingError as error:
        return Record(failures=(Failure(path=task.document.path, reason=str(error)),))


def lost(task: Task, why: str) -> Record:
    """Return the record of a document that whatever read it did not survive."""
    name = task.reader if isinstance(task.reader, str) else task.reader.name
    reason = f"reader {name!r}: {why}; the document was left out, add it again on its own"
    return replace(Record(), failures=(Failure(path=task.document.path, reason=reason),))
