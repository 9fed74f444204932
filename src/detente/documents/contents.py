"""From the bytes of a file to what it holds, by its kind."""

from __future__ import annotations

from detente.documents import kinds
from detente.documents.columns import Columns
from detente.documents.content import (
    MAX_COLLECTION_BYTES,
    MAX_DOCUMENT_BYTES,
    Content,
    Contents,
    refuse_empty,
    refuse_size,
)
from detente.documents.decoding import decode, decoding_warnings
from detente.documents.header import read_header
from detente.documents.page import MAX_PAGE_BYTES, declared_encoding, extract


def max_bytes(media_type: str | None) -> int:
    """Return the largest size of a file of a kind, in bytes."""
    return MAX_COLLECTION_BYTES if media_type in (kinds.JSONL, kinds.CSV, kinds.TSV) else MAX_DOCUMENT_BYTES


def contents_of(
    raw: bytes, media_type: str | None, *, place: str, columns: Columns, depth: int = 1
) -> Contents:
    """Yield what a file holds: one text, or several, each with what it states of its source.

    Parameters
    ----------
    raw : bytes
    media_type : str, optional
        As its name states it; told from the first bytes when not given.
    place : str
        Names the document in messages.
    columns : Columns
        For tables and files of lines: which column holds what.
    depth : int
        How many files it lies in, itself included.

    Raises
    ------
    DocumentError
        If the file as a whole cannot be read.
    """
    if media_type is None or media_type in kinds.DECODED:
        sniffed = kinds.sniffed_media_type(raw)
        if media_type is not None or sniffed != kinds.PDF:
            kinds.refuse_binary(raw, place=place)
        media_type = media_type or sniffed
    refuse_size(len(raw), max_bytes(media_type), place=place)
    if media_type == kinds.PDF:
        from detente.documents.pdf import read_pdf

        yield from read_pdf(raw, place=place)
    elif media_type == kinds.WORD:
        from detente.documents.word import read_word

        yield from read_word(raw, place=place)
    elif media_type in kinds.FEEDS:
        from detente.documents.feed import read_feed

        yield from read_feed(raw, place=place)
    elif media_type == kinds.MAIL:
        from detente.documents.mail import read_mail

        def read_part(inner: bytes, inner_type: str, inner_place: str, inner_depth: int) -> Contents:
            return contents_of(inner, inner_type, place=inner_place, columns=columns, depth=inner_depth)

        yield from read_mail(raw, read_part=read_part, place=place, depth=depth)
    else:
        yield from _decoded_contents(raw, media_type, place=place, columns=columns)


def _decoded_contents(raw: bytes, media_type: str, *, place: str, columns: Columns) -> Contents:
    if media_type in (kinds.CSV, kinds.TSV, kinds.JSONL):
        from detente.documents.tables import read_lines, read_table

        if media_type == kinds.JSONL:
            yield from read_lines(raw, columns=columns, place=place)
        else:
            yield from read_table(raw, media_type=media_type, columns=columns, place=place)
    elif media_type == kinds.PAGE:
        yield _page(raw, place)
    else:
        yield _text(raw, media_type, place)


def _page(raw: bytes, place: str) -> Content:
    refuse_size(len(raw), MAX_PAGE_BYTES, place=place, what="a page's main text cannot be taken from")
    decoded = decode(raw, place=place, declared=declared_encoding(raw))
    kinds.refuse_control_characters(decoded.text, place=place)
    refuse_empty(decoded.text, place=place)
    page = extract(decoded.text, place=place)
    return Content(
        raw=raw,
        text=page.text,
        origin=page.origin,
        encoding=decoded.encoding,
        media_type=kinds.PAGE,
        warnings=(*decoding_warnings(decoded), *page.warnings),
    )


def _text(raw: bytes, media_type: str, place: str) -> Content:
    decoded = decode(raw, place=place)
    header = read_header(decoded.text)
    warnings = [*decoding_warnings(decoded)]
    if kinds.sniffed_media_type(decoded.text[:1024].encode("utf-8", "replace")) == kinds.PAGE:
        warnings.append("it begins as a web page does and is read as text, markup and all: name it .html")
    return Content(
        raw=raw,
        text=decoded.text,
        body_start=header.body_start,
        origin=header.origin,
        encoding=decoded.encoding,
        media_type=media_type,
        warnings=(*warnings, *header.warnings),
    )
