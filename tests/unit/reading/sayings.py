"""The statements of a short text, read by the rules with the real pipeline."""

from __future__ import annotations

from detente.documents.document import Document
from detente.reading import read
from detente.record.record import Record
from detente.record.values import Statement


def record_of(text: str, reader: str = "rules") -> Record:
    """Read a text; reading checks every passage and reference of the record."""
    return read([Document(id="doc:test", path="test.txt", text=text, sha256="0" * 64)], reader=reader)


def statements_of(text: str) -> tuple[Statement, ...]:
    """Return the statements of a text, in text order."""
    return record_of(text).statements


def who(statement: Statement) -> str | None:
    """Return the words for the speaker, None when open."""
    return statement.speaker.text if statement.speaker is not None else None


def words(statement: Statement) -> str:
    """Return what is said, pieces joined by a plus."""
    return " + ".join(span.text for span in statement.content)
