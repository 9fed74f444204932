"""Files of the kinds that are read, made for the tests: each function returns the bytes of one."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path

from detente.documents import Columns, Document, Loaded, load_each

ENVOY = "“We will not sign,” President Okoro said on Thursday after he had met the envoy in the capital."
LATER = "The two sides have met with the envoy, and they said that the talks will be held again."


def pdf(
    pages: Sequence[Sequence[str | tuple[float, float, str]]],
    *,
    info: Mapping[str, str] | None = None,
    password: str = "",
) -> bytes:
    """Return a PDF with the lines of each page; a page without lines holds no text.

    A line is drawn below the last one, or at the place given: points from the left edge and from the foot.
    """
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    names = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": "/Helvetica",
        "/Encoding": "/WinAnsiEncoding",
    }
    font = DictionaryObject({NameObject(key): NameObject(name) for key, name in names.items()})
    for lines in pages:
        page = writer.add_blank_page(width=595, height=842)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        drawn = "".join(map(_drawn, lines))
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 60 780 Td {drawn}ET".encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if info:
        writer.add_metadata(dict(info))
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _drawn(line: str | tuple[float, float, str]) -> str:
    if isinstance(line, str):
        return f"({_escaped(line)}) Tj 0 -16 Td "
    x, y, words = line
    return f"1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj "


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def feed(*items: str, head: str = "") -> bytes:
    """Return an RSS feed of The Harbour Courier with these item elements."""
    namespaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    channel = f"<title>The Harbour Courier</title><link>https://courier.example</link>{head}{''.join(items)}"
    return f'<?xml version="1.0"?><rss version="2.0" {namespaces}><channel>{channel}</channel></rss>'.encode()


def item(text: str = ENVOY, **elements: str) -> str:
    """Return an item element; other elements are given by their names."""
    others = "".join(f"<{name}>{words}</{name}>" for name, words in elements.items())
    return f"<item>{others}<description>{text}</description></item>"


def mail(text: str | None = ENVOY, **headers: str) -> EmailMessage:
    """Return a mail; an underscore in a header's name stands for a hyphen."""
    message = EmailMessage()
    for name, value in {"From": "Press Office <press@mission.example>", **headers}.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text)
    return message


def word(*paragraphs: str, **properties: object) -> bytes:
    """Return a Word document with these paragraphs and core properties."""
    import docx

    document = docx.Document()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: object) -> bytes:
    """Return the bytes of a Word document that was made with the library."""
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def repacked(package: bytes, name: str, content: bytes) -> bytes:
    """Return a zip package with one of its files replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return file.getvalue()


def unpacked(package: bytes, name: str) -> bytes:
    """Return one of the files of a zip package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


def parts(raw: bytes, path: str, columns: Columns | None = None) -> tuple[list[Loaded], list[str]]:
    """Load what bytes under a name hold, as ``load_each`` does for a file; return it and the reasons."""
    loaded: list[Loaded] = []
    reasons: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / path
        file.write_bytes(raw)
        for item in load_each([file], columns=columns):
            if isinstance(item, Loaded):
                loaded.append(item)
            else:
                reasons.append(item.reason)
    return loaded, reasons


def where(document: Document) -> dict[str, str]:
    """Return for each field of a document where it was found."""
    return {origin.field: origin.where for origin in document.provenance}
