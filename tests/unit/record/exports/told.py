"""A record with sources, notes and unnamed speakers that may have to be taken out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.unit.record.exports.rulings import rulings_on
from tests.unit.record.sample import Reader, sample

from detente.documents.document import Document, FieldOrigin
from detente.record.exports.export import Export, export_of
from detente.record.identity import identified
from detente.record.values import Actor, Failure, Mention, Statement

TEXT = """Gazette of the Delta | By Ines Varga
https://delta-gazette.example/2031/05/talks

“The corridor stays shut,” a senior envoy told the GAZETTE of
the Delta. Mara Quill was in the room. Ada Brandt denied it on delta-gazette.example.
"""

SOURCES = (
    "Southern Herald", "Courier", "Gazette of the Delta", "Ines Varga", "delta-gazette.example",
    "herald.txt", "courier.txt", "reports/ines/gazette.html", "gazette.html",
    "Strike on Port Sule as talks open", "NORTHLAND SILENT", "og:site_name", "2f9c-entry@delta",
    "odd characters in line 4", "lost.txt", "it is empty",
)  # fmt: skip
NOTES = ("Mara Quill", "zephyr", "quasar", "obsidian", "marigold", "tamarind", "juniper", "saffron")
UNNAMED = ("senior envoy",)


def _document() -> Document:
    return Document(
        id="doc:0f0f0f0f0f0f0f0f",
        path="reports/ines/gazette.html",
        text=TEXT,
        body_start=TEXT.index("“The"),
        sha256="ab" * 32,
        title="No way through",
        publisher="Gazette of the Delta",
        url="https://www.delta-gazette.example/2031/05/talks",
        author="Ines Varga",
        published_on=date(2031, 5, 8),
        part="2f9c-entry@delta",
        provenance=(FieldOrigin(field="publisher", where="meta og:site_name"),),
        warnings=("odd characters in line 4",),
    )


def told() -> Export:
    """Return the sample record with a third report, an unnamed speaker and rulings."""
    record = sample()
    found = Reader(_document())
    envoy = Actor(
        id="actor:senior-envoy",
        name="a senior envoy",
        kind="unnamed",
        speaks_for="actor:northland",
        speaks_for_passage=found.passage("a senior envoy"),
        role="senior envoy of Northland",
        basis="described as a senior envoy",
        mentions=(found.passage("a senior envoy"),),
    )
    said = identified(
        Statement(
            id="",
            passage=found.passage("“The corridor stays shut,” a senior envoy told the GAZETTE of\nthe Delta"),
            mode="direct",
            channel="public",
            content=(found.span("“The corridor stays shut,”"),),
            quoted=(found.span("The corridor stays shut,"),),
            source=found.span("a senior envoy"),
            speaker=Mention(
                start=TEXT.index("a senior"),
                end=TEXT.index("a senior") + len("a senior envoy"),
                text="a senior envoy",
                actor=envoy.id,
            ),
            act="REJECT",
            toward="actor:southmark",
        )
    )
    whole = replace(
        record,
        documents=(*record.documents, found.document),
        actors=(*record.actors, envoy),
        statements=(*record.statements, said),
        failures=(Failure(path="reports/ines/lost.txt", reason="it is empty"),),
    )
    return export_of(whole, rulings_on(record))


def is_held(words: str, data: bytes) -> bool:
    """Whether words stand in the bytes of a file, in capitals or not, over a line's end or an escape."""
    text = " ".join(data.decode("utf-8").replace("\r\n ", "").replace("\\n", " ").split()).casefold()
    return words.casefold() in text
