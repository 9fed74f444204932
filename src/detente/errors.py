"""Every exception detente raises, one class per thing a caller can do about it.

A message gives the thing, the rule, the value met, the place and the next step.
"""

from __future__ import annotations


class DetenteError(Exception):
    """Root of all errors raised by detente; the command line turns it into exit code 2."""


class DocumentError(DetenteError, ValueError):
    """A document cannot be loaded: empty, binary, too large, or not decodable."""


class MissingDocumentError(DocumentError, FileNotFoundError):
    """A path names no file, or a folder that holds no document."""


class PassageError(DetenteError, ValueError):
    """A passage does not lie inside its document, or its words are not the document's."""


class ReadingError(DetenteError, RuntimeError):
    """The language pipeline is missing or failed on a document."""


class ActorFileError(DetenteError, ValueError):
    """A user's actor file breaks a rule: bad TOML, unknown key, two actors of one name, a bad date."""


class RecordError(DetenteError, ValueError):
    """A record is inconsistent: a duplicate id, or a reference to nothing."""


class StoreError(DetenteError, OSError):
    """The record's database cannot be opened, read or written."""


class DamagedError(StoreError):
    """An entry of a record is not as it was written.

    ``table``, ``number`` and ``id`` name the first such entry; ``id`` is empty where entries have none or it
    cannot be read.
    """

    def __init__(self, message: str, *, table: str = "", number: int = 0, id: str = "") -> None:
        super().__init__(message)
        self.table = table
        self.number = number
        self.id = id


class CaseError(DetenteError, ValueError):
    """A case breaks a rule: bad TOML, dangling reference, contradiction, unknown field."""


class ExpressionError(CaseError):
    """A condition over options cannot be parsed or names an unknown option."""


class OpenCaseError(CaseError):
    """One answer was asked of a case that leaves something open: explore it, or give a seed."""


class NoConflictError(CaseError):
    """A record names no two parties in conflict, so no case can be drafted: brief the record alone."""


class ModelError(DetenteError, ValueError):
    """A graph model is malformed: shapes disagree, an option has no owner, a rank is missing."""


class DateError(DetenteError, ValueError):
    """A date is not a calendar date in the form YYYY-MM-DD."""


class OutputError(DetenteError, OSError):
    """A file cannot be written where it was asked for: no such folder, a folder itself, or an input."""


class ProcessError(DetenteError, ValueError):
    """A process folder is not one, cannot be made, or its settings break a rule."""
