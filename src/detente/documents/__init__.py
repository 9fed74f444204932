"""Files, folders, pages and standard input to frozen documents, their text verbatim."""

from __future__ import annotations

from detente.documents.document import Document, Reliability
from detente.documents.loading import MAX_DOCUMENT_BYTES, LoadFailure, load, load_all

__all__ = ["MAX_DOCUMENT_BYTES", "Document", "LoadFailure", "Reliability", "load", "load_all"]
