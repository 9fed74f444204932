"""Files, folders, pages and standard input to frozen documents, their text verbatim."""

from __future__ import annotations

from detente.documents.columns import Columns
from detente.documents.document import Document, FieldOrigin, Reliability
from detente.documents.loading import MAX_DOCUMENT_BYTES, Loaded, LoadFailure, load, load_all, load_each

__all__ = [
    "MAX_DOCUMENT_BYTES",
    "Columns",
    "Document",
    "FieldOrigin",
    "LoadFailure",
    "Loaded",
    "Reliability",
    "load",
    "load_all",
    "load_each",
]
