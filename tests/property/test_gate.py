"""Whatever a reader proposes, a record holds only what its documents bear out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.property.records import records

from detente.documents.document import Document
from detente.reading import read
from detente.reading.gate import admit
from detente.reading.proposed import GROUPS, Proposed
from detente.record.check import check
from detente.record.fields import places
from detente.record.record import Record
from detente.record.values import Actor, Passage, Span

GROUP_NAMES = tuple(GROUPS)
_junk: st.SearchStrategy[Any] = st.sampled_from(
    ["", "actor:nobody", "statement:1", "Kerr", -1, 0, 3, 10**20, 1.5, True, None, (), [], ("x",), b"x"]
)  # fmt: skip


def proposed_of(record: Record) -> Proposed:
    return Proposed(**{group: getattr(record, group) for group in GROUPS})


def as_record(proposed: Proposed, documents: tuple[Document, ...]) -> Record:
    return Record(documents=documents, **{group: getattr(proposed, group) for group in GROUPS})


def without_label(value: Any) -> Any:
    return replace(value, id="") if is_dataclass(value) and not isinstance(value, type | Actor) else value


@st.composite
def damaged(draw: st.DrawFn, value: Any) -> Any:
    """Put junk, a moved offset or other words at one place of a value, however deep."""
    if isinstance(value, tuple) and value:
        index = draw(st.integers(0, len(value) - 1))
        return (*value[:index], draw(damaged(value[index])), *value[index + 1 :])
    if not is_dataclass(value) or isinstance(value, type):
        return draw(_junk)
    name = draw(st.sampled_from([field.name for field in fields(value)]))
    old = getattr(value, name)
    if name in ("start", "end") and isinstance(old, int):
        return replace(value, **{name: old + draw(st.integers(-3, 3))})
    if name == "text" and isinstance(old, str):
        return replace(value, text=old.replace("a", "а") + draw(st.sampled_from(["", " ", "\u200b"])))
    return replace(value, **{name: draw(damaged(old))})


@st.composite
def hostile(draw: st.DrawFn) -> tuple[Record, Proposed]:
    """Draw a good record, and proposals from it of which some are damaged, doubled, dropped or moved."""
    record = draw(records())
    groups: dict[str, Any] = {}
    for group in GROUP_NAMES:
        values = list(getattr(record, group))
        for index in range(len(values)):
            if draw(st.integers(0, 2)) == 0:
                values[index] = draw(damaged(values[index]))
        values += (
            draw(st.lists(st.sampled_from(values), max_size=1))
            if values
            else draw(st.lists(_junk, max_size=1))
        )
        groups[group] = tuple(draw(st.permutations(values)))
    return record, Proposed(**groups)


@given(hostile())
def test_what_passes_makes_a_record_that_checks(drawn: tuple[Record, Proposed]) -> None:
    record, proposed = drawn
    admitted, _ = admit(proposed, record.documents, reader="x")
    check(as_record(admitted, record.documents))


@given(hostile())
def test_every_place_that_passes_reads_as_its_document(drawn: tuple[Record, Proposed]) -> None:
    record, proposed = drawn
    texts = {document.id: document.text for document in record.documents}
    admitted, _ = admit(proposed, record.documents, reader="x")
    for group in GROUP_NAMES:
        for value in getattr(admitted, group):
            home = value.passage.document if group != "actors" else ""
            for _, place in places(value):
                text = texts[place.document if isinstance(place, Passage) else home]
                assert place.text
                assert text[place.start : place.end] == place.text


@given(hostile())
def test_nothing_is_lost_without_a_reason(drawn: tuple[Record, Proposed]) -> None:
    record, proposed = drawn
    admitted, refused = admit(proposed, record.documents, reader="x")
    for group in GROUP_NAMES:
        kind = GROUPS[group].__name__.lower()
        given_, kept = getattr(proposed, group), getattr(admitted, group)
        reasons = [failure for failure in refused if failure.reason.startswith(f"refused the {kind}")]
        same = len(given_) - len({repr(without_label(value)) for value in given_})  # the same twice is one
        assert len(given_) - len(kept) - same <= len(reasons)
        assert all(failure.path and failure.reason for failure in reasons)


@given(hostile())
def test_what_passed_once_passes_again(drawn: tuple[Record, Proposed]) -> None:
    record, proposed = drawn
    admitted, _ = admit(proposed, record.documents, reader="x")
    again, refused = admit(admitted, record.documents, reader="x")
    assert again == admitted
    assert refused == ()


@given(hostile())
def test_reading_with_a_hostile_reader_is_reading(drawn: tuple[Record, Proposed]) -> None:
    record, proposed = drawn
    if not record.documents:
        return

    class Hostile:
        name = "hostile"
        description = "a reader that proposes anything, of any document"

        def read(self, document: Document) -> Proposed:
            return proposed

    read_record = read(record.documents, reader=Hostile())
    assert set(read_record.documents) == set(record.documents)
    assert {value.passage.document for value in read_record.items()} <= {d.id for d in record.documents}


@given(records(), st.data())
def test_invented_words_are_never_quoted(record: Record, data: st.DataObject) -> None:
    if not record.statements:
        return
    statement = data.draw(st.sampled_from(record.statements))
    invented = data.draw(
        st.text(min_size=1, max_size=9).filter(lambda words: words not in statement.passage.text)
    )
    lie = replace(
        statement, content=(Span(start=statement.passage.start, end=statement.passage.end, text=invented),)
    )
    admitted, refused = admit(Proposed(actors=record.actors, statements=(lie,)), record.documents, reader="x")
    assert admitted.statements == ()
    assert refused
