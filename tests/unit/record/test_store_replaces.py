"""Whether a document took the place of an earlier version is told once it is added."""

from __future__ import annotations

from datetime import date

from tests.unit.record.sample import document

from detente.documents.document import Document
from detente.record import Record
from detente.record.store import Store

TEXT = (
    "Kerr said the bridge is safe. Brandt said the bridge fell. "
    "The envoys met twice in the old mill by the river."
)


def _document(text: str, *, path: str = "a.txt", day: int | None = None) -> Document:
    published_on = date(2031, 5, day) if day else None
    return document(text, path=path, publisher="Courier", published_on=published_on)


def test_a_later_version_is_told_from_other_documents() -> None:
    first = _document(TEXT, day=6)
    later = _document(f"{TEXT} Kerr left.", day=7)
    older = _document(f"{TEXT} Brandt left.", day=5)
    other_file = _document(f"{TEXT} Nobody left.", path="b.txt", day=7)
    other_words = _document("The harbour was quiet on Friday, said a pilot.")
    with Store.open(":memory:") as store:
        for one in (first, later, older, other_file, other_words):
            assert not store.has_replaced(one.id)
            store.add(Record(documents=(one,)))
        assert [one.path for one in store.documents() if store.has_replaced(one.id)] == ["a.txt"]
        assert store.has_replaced(later.id)
        assert not any(store.has_replaced(one.id) for one in (first, older, other_file, other_words))
