"""The text of a PDF, page by page, and what its information dictionary states."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from detente.documents.content import MAX_DOCUMENT_BYTES, Content, Contents
from detente.documents.kinds import PDF
from detente.documents.origin import Origin, read_origin
from detente.documents.pdf_columns import page_text
from detente.documents.running_lines import without_running_lines
from detente.errors import DocumentError

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_SHOWN = 4
MAX_PAGES = 5_000
MAX_DRAWN_BYTES = 100_000_000
"""Drawing instructions read of one file, uncompressed: some minutes of work at most."""

# What the parser raises on a broken file: its own errors, and whatever a value of another type than the
# one expected leads to.
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError,
    RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


def read_pdf(raw: bytes, *, place: str) -> Contents:
    """Yield the text of a PDF, its pages in order with an empty line between two of them.

    Running heads and page numbers are left out, and columns read one after the other (see
    `running_lines.without_running_lines` and `pdf_columns.page_text`). Nothing else is mended: lines stay as
    long as they are on the page, and words divided at their ends stay divided. The days a file was made and
    last changed are those of the file; only the latter is taken (as the day of the last change), since a page
    that is printed to a PDF was published on another day.

    Raises
    ------
    DocumentError
        If it is encrypted, broken, has too many pages, or holds no text.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    with _quiet():
        try:
            reader = PdfReader(io.BytesIO(raw), strict=False)
            _refuse_encrypted(reader, place)
            origin, warnings = _origin(reader)
            pages = _page_texts(reader, place, warnings)
        except DocumentError:
            raise
        except (PyPdfError, *_BROKEN) as error:
            raise DocumentError(
                f"document {place}: the PDF is broken or beyond a limit ({type(error).__name__}: "
                f"{error!s:.80}): save it anew, or its text as .txt"
            ) from error
    empty = [number for number, text in enumerate(pages, start=1) if not any(map(str.isalnum, text))]
    if len(empty) == len(pages):
        raise DocumentError(
            f"document {place}: its {len(pages)} pages hold no text, only images perhaps: run a text "
            "recognition (OCR) over it, or save its text as .txt"
        )
    if empty:
        warnings.append(
            f"{len(empty)} of {len(pages)} pages hold no text (images perhaps), first page {empty[0]}"
        )
    pages, running = without_running_lines(pages)
    if running:
        more = f" and {len(running) - _MOST_SHOWN} more" if len(running) > _MOST_SHOWN else ""
        warnings.append(f"running heads and feet left out: {', '.join(running[:_MOST_SHOWN])}{more}")
    # Lone surrogates come from broken character maps; they cannot be written anywhere.
    text = "\n\n".join(pages).encode("utf-8", "replace").decode("utf-8")
    yield Content(raw=raw, text=text, origin=origin, media_type=PDF, warnings=tuple(warnings))


def _refuse_encrypted(reader: PdfReader, place: str) -> None:
    if reader.is_encrypted:
        raise DocumentError(f"document {place}: the PDF is encrypted: save it without a password")


def _page_texts(reader: PdfReader, place: str, warnings: list[str]) -> list[str]:
    if len(reader.pages) > MAX_PAGES:
        raise DocumentError(
            f"document {place} has {len(reader.pages):,} pages: detente does not read more than "
            f"{MAX_PAGES:,}; split it"
        )
    texts: list[str] = []
    mixed: list[int] = []
    n_drawn = n_text = 0
    for page in reader.pages:
        drawn = page.get_contents()
        n_drawn += len(drawn.get_data()) if drawn is not None else 0
        if n_drawn > MAX_DRAWN_BYTES:
            raise DocumentError(
                f"document {place}: its pages hold more than {MAX_DRAWN_BYTES // 1_000_000} MB of drawing "
                "instructions: split it, or save its text as .txt"
            )
        text, is_mixed = page_text(page) if drawn is not None else ("", False)
        texts.append(text)
        mixed += [len(texts)] if is_mixed else []
        n_text += len(texts[-1])
        if n_text > MAX_DOCUMENT_BYTES:
            raise DocumentError(f"document {place}: its text is larger than 20 MB: split it")
    if mixed:
        warnings.append(
            f"lines of columns may be mixed on {len(mixed)} of {len(texts)} pages, first page {mixed[0]}: "
            "compare the text, and save it as .txt in the right order"
        )
    return texts


def _origin(reader: PdfReader) -> tuple[Origin, list[str]]:
    warnings: list[str] = []
    language = reader.root_object.get("/Lang")
    stated = {"language": (language, "PDF catalog Lang")} if isinstance(language, str) else {}
    origin = read_origin(stated, warnings)
    info = reader.metadata
    if info is None:
        return origin, warnings
    made = _day(info.creation_date)
    if made:
        warnings.append(
            f"the PDF was made on {made} (PDF info CreationDate), which is not taken for the day of "
            "publication: state that in the sidecar"
        )
    known = Origin.of(
        {
            "title": (_words(info.title), "PDF info Title"),
            "author": (_words(info.author), "PDF info Author"),
            "updated_on": (_day(info.modification_date), "PDF info ModDate"),
        }
    )
    return known.over(origin), warnings


def _words(value: object) -> str | None:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text.encode("utf-8", "replace").decode("utf-8") or None


def _day(value: object) -> date | None:
    return value.date() if hasattr(value, "date") else None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the parser's notes on broken files from standard error: what matters is said by us."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
