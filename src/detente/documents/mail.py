"""A mail (.eml): the message, and each attachment of a kind that is read. Nothing is fetched."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import PurePath

from detente.documents import kinds
from detente.documents.content import Content, Contents, ReadPart, printable
from detente.documents.decoding import Decoded, decode, decoding_warnings
from detente.documents.kinds import MAIL
from detente.documents.origin import Origin, read_origin
from detente.documents.piece import text_of_piece
from detente.documents.quoted import is_quoted_mail, own_words
from detente.errors import DocumentError

MAX_ATTACHMENTS = 200
MAX_HEADER_BYTES = 32_000
"""Of one header; the parser's time grows with the square of it."""
MAX_DEPTH = 3
"""Mails inside mails that are opened."""

_HEADERS = {
    "title": "Subject",
    "published_on": "Date",
    "author": "From",
    "publisher": "Organization",  # RFC 5536, section 3.2.9
    "url": "Archived-At",  # RFC 5064
    "language": "Content-Language",
}
# What the parser of the standard library raises for headers and parts that break the rules.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def read_mail(raw: bytes, *, read_part: ReadPart, place: str, depth: int = 1) -> Contents:
    """Yield the message of a mail, then its attachments.

    The message is its plain text, or else the words of its page, without the earlier mails it quotes: those
    are somebody else's words of another day. Its own bytes are the whole file's. The
    day is the one on which it was sent, where it was sent; the author is who sent it. An attachment keeps
    what it states itself and takes nothing from the mail; its own bytes are the attached file's.

    Raises
    ------
    DocumentError
        If it has no header, or neither a text nor an attachment that is read.
    """
    _refuse_long_headers(raw, place)
    try:
        # Saved as "UTF-8" by an editor, a mail may begin with a mark, which is no part of its first header.
        message = BytesParser(policy=policy.default).parsebytes(raw.removeprefix(codecs.BOM_UTF8))
        assert isinstance(message, EmailMessage)
        if not any(message.get(name) for name in ("From", "Date", "Subject", "Message-ID", "Received")):
            raise DocumentError(f"document {place}: it has none of a mail's headers: name a text .txt")
        body, attachments = _parts(message)
    except _BROKEN as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(
            f"document {place}: the mail is broken ({type(error).__name__}: {error!s:.80}): "
            "save its text as .txt"
        ) from error
    warnings: list[str] = []
    attached = list(_attached(attachments, read_part, place, depth, warnings))
    has_words = body is not None and any(map(str.isalnum, _payload(body).decode("latin-1")))
    if body is not None and has_words:
        yield _message(raw, message, body, warnings, place=place)
    elif not any(isinstance(item, Content) for item in attached):
        raise DocumentError(
            f"document {place}: the mail has no text and no attachment that is read: save its words as .txt"
        )
    yield from attached


def _refuse_long_headers(raw: bytes, place: str) -> None:
    """Raise DocumentError for a header, of the mail or of one of its parts, that is beyond the limit."""
    is_header = True
    n_bytes = 0
    for line in io.BytesIO(raw):
        if line.startswith(b"--"):  # begins a part; where it does not, text is taken for headers, harmlessly
            is_header, n_bytes = True, 0
        elif not line.strip():
            is_header = False
        elif is_header:
            n_bytes = len(line) + (n_bytes if line[:1] in b" \t" else 0)
            if n_bytes > MAX_HEADER_BYTES:
                raise DocumentError(
                    f"document {place}: one of its headers is longer than {MAX_HEADER_BYTES:,} bytes: "
                    "save its text as .txt"
                )


def _parts(message: EmailMessage) -> tuple[EmailMessage | None, list[EmailMessage]]:
    body = message.get_body(preferencelist=("plain", "html"))
    attachments: list[EmailMessage] = []
    waiting: list[EmailMessage] = [message]
    while waiting and len(attachments) <= MAX_ATTACHMENTS:
        part = waiting.pop(0)
        if part.get_content_type() == MAIL and part is not message:
            attachments.append(part)
        elif part.is_multipart():
            waiting = [item for item in part.iter_parts() if isinstance(item, EmailMessage)] + waiting
        elif part is not body and (part.is_attachment() or part.get_filename()):
            attachments.append(part)
    return body if isinstance(body, EmailMessage) else None, attachments


def _message(
    raw: bytes, message: EmailMessage, body: EmailMessage, warnings: list[str], *, place: str
) -> Content | DocumentError:
    decoded = _decoded(body, place)
    is_page = body.get_content_type() == kinds.PAGE
    words = text_of_piece(decoded.text, place=place, is_quoted=is_quoted_mail) if is_page else decoded.text
    own = own_words(words)
    if own.n_quoted and not any(map(str.isalnum, own.text)):
        return DocumentError(
            f"document {place}: the mail has no words of its own, only {own.n_quoted:,} of earlier mails: "
            "save the earlier mail as a file of its own, with its own day and sender"
        )
    origin = _origin(message, warnings)
    if own.n_quoted:
        warnings.append(
            f"{own.n_quoted:,} words of earlier mails left out, being of another day and perhaps of somebody "
            "else: add the earlier mail as a file of its own"
        )
    return Content(
        raw=raw,
        text=own.text,
        origin=origin,
        encoding=decoded.encoding,
        media_type=MAIL,
        warnings=(*decoding_warnings(decoded), *warnings),
    )


def _origin(message: EmailMessage, warnings: list[str]) -> Origin:
    stated: dict[str, tuple[str, str]] = {}
    for field, name in _HEADERS.items():
        try:
            words = str(message.get(name, "")).strip().strip("<>" if field == "url" else "")
        except _BROKEN:
            warnings.append(f"mail header {name} ignored: it is broken")
            continue
        if field == "author":
            words = _sender(message) or words
        if words:
            words = words.encode("utf-8", "replace").decode("utf-8")
            stated[field] = (words, f"mail header {name}")
    return read_origin(stated, warnings)


def _sender(message: EmailMessage) -> str:
    """Return the names of who sent a mail, their addresses where no name is given."""
    addresses = getattr(message.get("From"), "addresses", ())
    return ", ".join(filter(None, (one.display_name or one.addr_spec for one in addresses)))


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: EmailMessage, place: str) -> Decoded:
    declared = part.get_content_charset()
    return decode(_payload(part), place=place, declared=declared)


def _attached(
    attachments: list[EmailMessage], read_part: ReadPart, place: str, depth: int, warnings: list[str]
) -> Iterator[Content | DocumentError]:
    """Yield the contents of the attachments that are read; the others are named in ``warnings``."""
    if len(attachments) > MAX_ATTACHMENTS:
        raise DocumentError(
            f"document {place} has more than {MAX_ATTACHMENTS} attachments: save them one by one"
        )
    for number, part in enumerate(attachments, start=1):
        try:
            name, media_type, raw = _file(part, number)
        except _BROKEN:
            warnings.append(f"attachment {number} left out: it is broken")
            continue
        if media_type is None or (media_type == MAIL and depth >= MAX_DEPTH):
            reason = "mails are opened in mails no deeper" if media_type else "files of its kind are not read"
            warnings.append(f"attachment {name} left out: {reason}")
            continue
        label = f"attachment {name}"
        try:
            yield from _labelled(read_part(raw, media_type, f"{place}, {label}", depth + 1), label)
        except DocumentError as error:
            yield error


def _labelled(contents: Contents, label: str) -> Contents:
    for content in contents:
        if isinstance(content, DocumentError):
            yield content
        else:
            part = f"{label}, {content.part}" if content.part else label
            yield Content(
                raw=content.raw,
                text=content.text,
                body_start=content.body_start,
                origin=content.origin,
                encoding=content.encoding,
                media_type=content.media_type,
                part=part,
                warnings=content.warnings,
            )


def _file(part: EmailMessage, number: int) -> tuple[str, str | None, bytes]:
    """Return the name of an attached file for a reader's eyes, its media type if it is read, its bytes."""
    stated = part.get_content_type()
    if stated == MAIL:
        inner = part.get_payload(0) if part.is_multipart() else None
        raw = (
            inner.as_bytes(policy=policy.compat32.clone(mangle_from_=False))
            if isinstance(inner, EmailMessage)
            else _payload(part)
        )
        return f"{number} (a mail)", MAIL, raw
    # The name is the sender's: it is shown and its ending is looked at, and no file is ever opened by it.
    given = str(part.get_filename() or "").encode("utf-8", "replace").decode("utf-8")
    name = printable(given.replace("\\", "/").rsplit("/", 1)[-1], limit=80) or str(number)
    media_type = kinds.MEDIA_TYPES.get(PurePath(name).suffix.lower())
    if media_type is None and "." not in name and stated in kinds.MEDIA_TYPES.values():
        media_type = stated
    return name, media_type, _payload(part)
