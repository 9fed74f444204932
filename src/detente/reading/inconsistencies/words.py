"""How an inconsistency is put together from words of one document."""

from __future__ import annotations

from detente.documents.document import Document
from detente.record.identity import identified
from detente.record.values import Inconsistency, InconsistencyKind, Passage, Span


def misfit(
    document: Document,
    kind: InconsistencyKind,
    words: tuple[int, int],
    other: tuple[int, int] | None,
    *,
    found: str,
    about: str | None = None,
) -> Inconsistency:
    """Return what does not fit as a value of the record.

    Parameters
    ----------
    document : Document
    kind : InconsistencyKind
    words, other : (int, int)
        Where in the document the two stand that do not fit; no ``other`` when one alone does not.
    found : str
        One plain sentence.
    about : str, optional
        The actor or event it is about.
    """
    return identified(
        Inconsistency(
            id="",
            kind=kind,
            passage=_passage(document, *words),
            other=_passage(document, *other) if other is not None else None,
            about=about,
            found=found,
        )
    )


def _passage(document: Document, start: int, end: int) -> Passage:
    return Passage(document=document.id, start=start, end=end, text=document.text[start:end])


def quoted(span: Span) -> str:
    """Return the words of a span on one line, in quotation marks."""
    return f"“{' '.join(span.text.split())}”"
