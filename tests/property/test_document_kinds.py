"""Whatever bytes a file of any kind holds: a document or a refusal by name, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.documents.files import ENVOY, feed, item, mail, pdf, word

from detente.documents import Columns
from detente.documents.building import build_document
from detente.documents.contents import contents_of
from detente.documents.kinds import MEDIA_TYPES
from detente.documents.origin import Origin
from detente.errors import DocumentError

PAGE = f"<html><head><title>T</title></head><body><article><p>{ENVOY}</p></article></body></html>".encode()
SEEDS = {
    ".pdf": pdf([[ENVOY]], info={"/Title": "Report", "/CreationDate": "D:20250424"}),
    ".docx": word(ENVOY, title="Report"),
    ".eml": mail(ENVOY, Subject="Talks", Date="Thu, 24 Apr 2025 10:00:00 +0000").as_bytes(),
    ".rss": feed(item(title="Talks"), item()),
    ".xml": feed(item(title="Talks")),
    ".atom": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><summary>Talks.</summary></entry></feed>",
    ".jsonl": b'{"text": "The talks stalled.", "date": "2025-04-24"}\n{"text": "No."}\n',
    ".ndjson": b'{"text": "The talks stalled."}\n',
    ".csv": b'title,text,date\nTalks,"The talks stalled.",2025-04-24\n',
    ".tsv": b"title\ttext\nTalks\tThe talks stalled.\n",
    ".html": PAGE,
    ".htm": PAGE,
    ".txt": b"Title: Talks\nPublisher: Wire\n\nThe talks stalled.\n",
    ".md": b"# Talks\n\nThe talks stalled.\n",
}


def loads_or_is_refused(raw: bytes, ending: str) -> None:
    try:
        for content in contents_of(raw, MEDIA_TYPES[ending], place="'a'", columns=Columns()):
            if isinstance(content, DocumentError):
                continue
            loaded = build_document(content, path="a", place="'a'", sidecar=Origin())
            loaded.document.text.encode("utf-8")
            assert 0 <= loaded.document.body_start < len(loaded.document.text)
    except DocumentError as error:
        assert str(error).startswith("document 'a'")  # noqa: PT017


def test_every_kind_has_its_seed() -> None:
    assert set(SEEDS) == set(MEDIA_TYPES)


@pytest.mark.parametrize("ending", SEEDS)
@settings(max_examples=30)
@given(raw=st.binary(max_size=300))
def test_any_bytes_load_or_are_refused(ending: str, raw: bytes) -> None:
    loads_or_is_refused(raw, ending)


@pytest.mark.parametrize("ending", SEEDS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_file_loads_or_is_refused(ending: str, data: st.DataObject) -> None:
    raw = bytearray(SEEDS[ending])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(raw) - 1))
        length = data.draw(st.integers(0, 8))
        raw[start : start + length] = data.draw(st.binary(max_size=8))
        if not raw:
            break
    loads_or_is_refused(bytes(raw), ending)


@pytest.mark.parametrize("ending", SEEDS)
def test_a_file_that_was_cut_off_loads_or_is_refused(ending: str) -> None:
    raw = SEEDS[ending]
    step = max(1, len(raw) // 40)
    for end in range(0, len(raw), step):
        loads_or_is_refused(raw[:end], ending)
