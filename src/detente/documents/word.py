"""The text of a Word document (.docx): paragraphs and tables in order, and its core properties."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from detente.documents.content import Content, Contents
from detente.documents.kinds import WORD
from detente.documents.origin import Origin, read_origin
from detente.errors import DocumentError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MAX_UNPACKED_BYTES = 100_000_000
MAX_XML_BYTES = 20_000_000
MAX_ENTRIES = 5_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT, _DELETED, _MOVED = _W + "t", _W + "del", _W + "moveFrom"
_BREAKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "\u2011"}
# Properties of a run hold elements called tab too, and a text box's words come after its paragraph's.
_PASSED = {_W + "pPr", _W + "rPr", _DELETED, _MOVED, _FALLBACK}
_BOX = _W + "txbxContent"
# A broken package: not a zip file, a part is missing, or its XML is none (a SyntaxError).
_BROKEN = (
    AssertionError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, RecursionError,
    RuntimeError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def read_word(raw: bytes, *, place: str) -> Contents:
    """Yield the text of a Word document: paragraphs and rows of tables, an empty line between two.

    The cells of a row stand with tabs between them. What was inserted in tracked changes is read, what was
    deleted is not; foot and end notes, comments, headers and footers are left out.

    Raises
    ------
    DocumentError
        If it is broken, holds entities, or unpacks to more than the limits.
    """
    _refuse_unsafe(raw, place)
    import docx

    try:
        word = docx.Document(io.BytesIO(raw))
        body = word.element.body
        blocks = list(_blocks(body))
        origin, warnings = _origin(word)
        warnings += _left_out(word, body)
    except _BROKEN as error:
        raise DocumentError(
            f"document {place}: it is no Word document or a broken one ({type(error).__name__}: "
            f"{error!s:.80}): save it anew, or its text as .txt"
        ) from error
    yield Content(raw=raw, text="\n\n".join(blocks), origin=origin, media_type=WORD, warnings=tuple(warnings))


def _refuse_unsafe(raw: bytes, place: str) -> None:
    """Look at the package before it is opened: sizes, number of entries, declarations of entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            entries = package.infolist()
            parts = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
            n_unpacked = sum(entry.file_size for entry in entries)
            n_parsed = sum(entry.file_size for entry in parts)
            if len(entries) > MAX_ENTRIES or n_unpacked > MAX_UNPACKED_BYTES or n_parsed > MAX_XML_BYTES:
                raise DocumentError(
                    f"document {place} unpacks to {len(entries):,} files, {n_parsed / 1e6:,.0f} MB of XML, "
                    f"{n_unpacked / 1e6:,.0f} MB in all: the limits are {MAX_ENTRIES:,} files, "
                    f"{MAX_XML_BYTES / 1e6:.0f} and {MAX_UNPACKED_BYTES / 1e6:.0f} MB; save its text as .txt"
                )
            for part in parts:
                _refuse_declarations(package.read(part), place)
    except DocumentError:
        raise
    except _BROKEN as error:
        raise DocumentError(
            f"document {place}: it is no Word document or a broken one ({error!s:.80}): save it anew"
        ) from error


def _refuse_declarations(part: bytes, place: str) -> None:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise DocumentError(
            f"document {place}: it declares entities, as no Word document does: save its text as .txt"
        )


def _blocks(block: Any) -> Iterator[str]:
    """Yield the blocks of a body, a cell or a text box that hold words, in order."""
    for element in block.iterchildren():
        if element.tag == _W + "p":
            words, boxes = _paragraph(element)
            if words.strip():
                yield words
            for box in boxes:
                yield from _blocks(box)
        elif element.tag == _W + "tbl":
            yield from _rows(element)
        elif element.tag not in _PASSED and isinstance(element.tag, str):
            yield from _blocks(element)  # a content control, or an insertion around whole paragraphs


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(_W + "tr"):
        if next(row.iterancestors(_W + "tbl")) is table:  # the rows of a table inside a cell are its own
            cells = [cell for cell in row.iter(_W + "tc") if next(cell.iterancestors(_W + "tr")) is row]
            words = "\t".join("\n\n".join(_blocks(cell)) for cell in cells)
            if words.strip():
                yield words


def _paragraph(paragraph: Any) -> tuple[str, list[Any]]:
    """Return the words of a paragraph, and the text boxes that hang on it."""
    words: list[str] = []
    boxes: list[Any] = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == _TEXT:
            words.append(element.text or "")
        elif element.tag in _BREAKS:
            words.append(_BREAKS[element.tag])
        elif element.tag == _BOX:
            boxes.append(element)
        elif element.tag not in _PASSED:
            waiting.extend(reversed(element))
    return "".join(words), boxes


def _origin(word: WordDocument) -> tuple[Origin, list[str]]:
    properties = word.core_properties
    warnings: list[str] = []
    if properties.created is not None:
        warnings.append(
            f"the file was made on {properties.created.date()} (docx core property created), which is not "
            "taken for the day of publication: state that in the sidecar"
        )
    modified = properties.modified
    updated_on = modified.date() if isinstance(modified, datetime) else None
    stated = {"language": (properties.language or "", "docx core property language")}
    origin = Origin.of(
        {
            "title": (_words(properties.title), "docx core property title"),
            "author": (_words(properties.author), "docx core property creator"),
            "updated_on": (updated_on, "docx core property modified"),
        }
    )
    return origin.over(read_origin(stated, warnings)), warnings


def _words(value: str | None) -> str | None:
    return " ".join((value or "").split()) or None


def _left_out(word: WordDocument, body: Any) -> list[str]:
    """Warn of words of the file that are not in its text."""
    n_deleted = sum(1 for _ in body.iter(_DELETED, _MOVED))
    n_notes = sum(1 for _ in body.iter(_W + "footnoteReference", _W + "endnoteReference"))
    warnings = []
    if n_deleted:
        warnings.append(f"{n_deleted} deletions of tracked changes are left out, insertions are read")
    if n_notes:
        warnings.append(f"{n_notes} foot and end notes are not read")
    return warnings
