"""What kinds of file are read, and how other kinds are recognised whatever they are called."""

from __future__ import annotations

import re
from pathlib import PurePath

from detente.errors import DocumentError

TEXT, MARKDOWN, PAGE = "text/plain", "text/markdown", "text/html"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FEED, RSS, ATOM = "application/xml", "application/rss+xml", "application/atom+xml"
MAIL = "message/rfc822"
JSONL, CSV, TSV = "application/jsonl", "text/csv", "text/tab-separated-values"

MEDIA_TYPES = {
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".html": PAGE,
    ".htm": PAGE,
    ".pdf": PDF,
    ".docx": WORD,
    ".eml": MAIL,
    ".rss": RSS,
    ".atom": ATOM,
    ".xml": FEED,  # a feed of either kind, and nothing else
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".csv": CSV,
    ".tsv": TSV,
}
"""Media type for each file ending that is read, in the order messages list them."""

FEEDS = frozenset({FEED, RSS, ATOM})
COLLECTIONS = FEEDS | {JSONL, CSV, TSV}
"""Kinds of file that hold any number of documents."""

DECODED = frozenset({TEXT, MARKDOWN, PAGE, JSONL, CSV, TSV}) | FEEDS
"""Kinds of file that are text as a whole: bytes of another format under such a name are refused."""

MAX_CONTROL_SHARE = 0.15
"""Above this share of control characters a file is taken for binary."""

_SIGNATURES = (
    (b"%PDF-", "a PDF: name it .pdf"),
    (b"PK\x03\x04", "a zip archive (or an office document): name it .docx if it is one, else unpack it"),
    (b"PK\x05\x06", "an empty zip archive: load texts"),
    (b"\x1f\x8b", "a gzip archive: unpack it and load the text inside"),
    (b"BZh", "a bzip2 archive: unpack it and load the text inside"),
    (b"\xfd7zXZ\x00", "an xz archive: unpack it and load the text inside"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it and load the text inside"),
    (b"Rar!\x1a\x07", "a rar archive: unpack it and load the text inside"),
    (b"\x89PNG\r\n", "a PNG image: load its text"),
    (b"\xff\xd8\xff", "a JPEG image: load its text"),
    (b"GIF87a", "a GIF image: load its text"),
    (b"GIF89a", "a GIF image: load its text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document: save it as .docx, or its text as .txt"),
    (b"{\\rtf", "a rich-text document: save it as .docx, or its text as .txt"),
    (b"SQLite format 3\x00", "a SQLite database: load texts"),
    (b"\x7fELF", "a program: load texts"),
)
_PAGE_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.I)
_FEED_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,400}-->\s*)?<(?:rss|feed|rdf:RDF)\b"
)
# Tab, line feed, vertical tab, form feed, carriage return and next line (U+0085) set lines and are text.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+")


def known_endings() -> str:
    """Return the file endings that are read, for messages: ``.txt, .md, .html, .htm, ...``."""
    return ", ".join(MEDIA_TYPES)


def is_document_name(path: str) -> bool:
    """Whether a file so named is read when its folder is."""
    return PurePath(path).suffix.lower() in MEDIA_TYPES


def media_type(path: str, *, place: str) -> str | None:
    """Return the media type that a file's name states, None when its name has no ending.

    Raises
    ------
    DocumentError
        If the name ends in anything that is not read, such as .zip, .json or .yaml.
    """
    suffix = PurePath(path).suffix.lower()
    if not suffix or path.startswith("<"):
        return None
    if suffix not in MEDIA_TYPES:
        raise DocumentError(
            f"document {place}: files ending in {suffix[:20]} are not read, only {known_endings()}"
        )
    return MEDIA_TYPES[suffix]


def sniffed_media_type(raw: bytes) -> str:
    """Return the media type of a PDF, a page or a feed for bytes that begin as one, else ``text/plain``."""
    start = raw[:1024]
    if start.startswith(b"%PDF-"):
        return PDF
    if _PAGE_START.match(start):
        return PAGE
    return FEED if _FEED_START.match(start) else TEXT


def refuse_binary(raw: bytes, *, place: str) -> None:
    """Raise DocumentError when the first bytes are those of a format that is not text."""
    for signature, advice in _SIGNATURES:
        if raw.startswith(signature):
            raise DocumentError(f"document {place}: its first bytes are those of {advice}")


def refuse_control_characters(text: str, *, place: str) -> None:
    """Raise DocumentError when so much of a text is control characters that it cannot be one."""
    n_controls = sum(len(run.group()) for run in _CONTROLS.finditer(text))
    if n_controls > MAX_CONTROL_SHARE * len(text):
        raise DocumentError(
            f"document {place}: {n_controls} of its {len(text)} characters are control characters, "
            f"so it is binary (limit: {MAX_CONTROL_SHARE:.0%}); give a text ending in {known_endings()}"
        )
