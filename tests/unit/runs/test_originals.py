from __future__ import annotations

from pathlib import Path

import pytest

from detente.documents import load
from detente.errors import ProcessError
from detente.runs.originals import absent, damaged, elsewhere, keep, note_absent, place_of

RAW = b"Envoys met in Ost on Monday."


def test_bytes_are_kept_once_under_their_digest(tmp_path: Path) -> None:
    document = load(RAW, path="a.txt")
    keep(tmp_path, document, RAW)
    place = place_of(tmp_path, document)
    assert place.read_bytes() == RAW
    assert place == tmp_path / document.sha256[:2] / f"{document.sha256}.txt"
    before = place.stat()
    keep(tmp_path, document, RAW)
    assert place.stat().st_mtime_ns == before.st_mtime_ns
    assert list(place.parent.iterdir()) == [place]


def test_other_bytes_are_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ProcessError, match="not those it was loaded from"):
        keep(tmp_path, load(RAW, path="a.txt"), RAW + b" ")
    assert list(tmp_path.iterdir()) == []


def test_missing_and_changed_originals_are_told(tmp_path: Path) -> None:
    documents = [load(RAW + bytes([number]), path=f"{number}.txt") for number in range(48, 51)]
    for number, document in enumerate(documents, start=48):
        keep(tmp_path, document, RAW + bytes([number]))
    assert list(damaged(tmp_path, documents)) == []
    place_of(tmp_path, documents[0]).unlink()
    place_of(tmp_path, documents[2]).write_bytes(RAW)
    first, second = damaged(tmp_path, documents)
    assert "original of '48.txt', cannot be read" in first
    assert "original of '50.txt', does not have its bytes" in second


def test_documents_that_came_without_are_not_missed_until_they_are_kept(tmp_path: Path) -> None:
    documents = [load(RAW + bytes([number]), path=f"{number}.txt") for number in range(48, 51)]
    keep(tmp_path, documents[0], RAW + bytes([48]))
    note_absent(tmp_path, documents[:2])
    note_absent(tmp_path, documents[:2])
    assert absent(tmp_path) == {documents[1].sha256}
    (missing,) = damaged(tmp_path, documents)
    assert "original of '50.txt'" in missing
    keep(tmp_path, documents[1], RAW + bytes([49]))
    place_of(tmp_path, documents[1]).write_bytes(RAW)
    changed, _ = damaged(tmp_path, documents)
    assert "original of '49.txt', does not have its bytes" in changed


def test_originals_that_are_kept_elsewhere_are_those_neither_here_nor_noted_as_absent(tmp_path: Path) -> None:
    documents = [load(RAW + bytes([number]), path=f"{number}.txt") for number in range(48, 51)]
    keep(tmp_path, documents[0], RAW + bytes([48]))
    note_absent(tmp_path, documents[1:2])
    assert elsewhere(tmp_path, documents) == {documents[2].id}


def test_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    document = load(RAW, path="a.txt")
    (tmp_path / document.sha256[:2]).write_text("in the way", encoding="utf-8")
    with pytest.raises(ProcessError, match="cannot be kept as"):
        keep(tmp_path, document, RAW)
