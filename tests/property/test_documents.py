from __future__ import annotations

import codecs
import unicodedata
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from detente.documents import Document, load
from detente.documents.dates import parse_published
from detente.documents.decoding import decode
from detente.documents.header import read_header
from detente.documents.ids import hash_id
from detente.documents.inspection import unusual_characters
from detente.errors import DocumentError

# Any code point that text can hold; the first one is a letter, so that it is never blank.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(lambda text: "A" + text)
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@given(text=TEXTS, encoding=st.sampled_from(list(MARKS)))
def test_marked_text_comes_back_code_point_by_code_point(text: str, encoding: str) -> None:
    decoded = decode(MARKS[encoding] + text.encode(encoding), place="'x'")
    assert (decoded.text, decoded.encoding, decoded.n_replaced) == (text, encoding, 0)


@given(text=TEXTS)
def test_utf8_text_comes_back_code_point_by_code_point(text: str) -> None:
    assume("\0" not in text)  # with NULs in every second place it would be UTF-16
    assert decode(text.encode(), place="'x'").text == text


@given(raw=st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"\0\0\0\0\0\0\0\0")
def test_any_bytes_load_or_are_refused_and_nothing_else_happens(raw: bytes) -> None:
    try:
        document = load(raw, path="a.txt")
    except DocumentError as error:
        refusal = str(error)
    else:
        refusal = ""
        document.text.encode("utf-8")  # no lone surrogate, so it can be written anywhere
        assert 0 <= document.body_start < len(document.text)
    assert not refusal or "'a.txt'" in refusal


@given(text=TEXTS, tail=st.binary(min_size=1, max_size=3))
def test_replaced_characters_are_counted(text: str, tail: bytes) -> None:
    raw = codecs.BOM_UTF8 + b"A text long enough to lose three characters. " + text.encode() + tail
    decoded = decode(raw, place="'x'")
    assert decoded.n_replaced == decoded.text.count("\ufffd") - raw.count("\ufffd".encode())


@given(text=TEXTS)
def test_loading_is_the_same_each_time(text: str) -> None:
    def attempt() -> Document | str:
        try:
            return load(text.encode(), path="a.md")
        except DocumentError as error:
            return str(error)

    assert attempt() == attempt()


@given(text=TEXTS)
def test_warnings_are_given_exactly_when_something_is_there(text: str) -> None:
    warnings = " ".join(unusual_characters(text))
    assert ("soft hyphen" in warnings) == ("\xad" in text)
    assert ("NUL" in warnings) == ("\0" in text)
    bidirectional = [c for c in text if unicodedata.bidirectional(c) in ("LRE", "RLE", "PDF", "LRO", "RLO")]
    assert not bidirectional or "bidirectional control" in warnings


@given(title=TEXTS, body=TEXTS)
def test_a_header_never_takes_in_the_body(title: str, body: str) -> None:
    assume(title.isprintable() and not title.endswith(" "))
    text = f"Title: {title}\nPublisher: x\n\n{body}"
    header = read_header(text)
    assert text[header.body_start :] == body
    assert header.origin.title == title.strip()


@given(text=TEXTS)
def test_no_text_grades_itself(text: str) -> None:
    for start in (
        "Title: a\nPublisher: b\nReliability: A\n\n",
        "---\nreliability: A\n---\n",
        "reliability: A\n",
    ):
        assume(sum(unicodedata.category(c) == "Cc" for c in text) == 0)
        try:
            assert load((start + text).encode(), path="a.txt").reliability == "F"
        except DocumentError as error:  # letters of many scripts are no English
            assert "detente reads English" in str(error)  # noqa: PT017


@given(day=st.dates())
def test_days_are_read_however_they_are_written(day: date) -> None:
    month = "January February March April May June July August September October November December"
    name = month.split()[day.month - 1]
    assert parse_published(day.isoformat()) == day
    assert parse_published(f"{day.day} {name} {day.year:04}", in_words=True) == day
    assert parse_published(f"{name[:3]} {day.day}, {day.year:04}", in_words=True) == day


FIELDS = st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=5)), max_size=4)


@given(one=FIELDS, two=FIELDS)
def test_ids_differ_when_fields_do(one: list[str | int | None], two: list[str | int | None]) -> None:
    # 1 and "1" are told apart, and so are ["ab", "c"] and ["a", "bc"].
    same = [(type(x), x) for x in one] == [(type(x), x) for x in two]
    assert (hash_id("doc", *one) == hash_id("doc", *two)) == same


@pytest.mark.parametrize("kind", ["doc", "event"])
def test_ids_are_a_kind_and_sixteen_hex_digits(kind: str) -> None:
    name, _, digits = hash_id(kind, "a").partition(":")
    assert name == kind
    assert len(digits) == 16
    assert int(digits, 16) >= 0
