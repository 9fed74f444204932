from __future__ import annotations

import codecs

import pytest

from detente.documents.decoding import decode
from detente.errors import DocumentError

QUOTED = "“We will not sign,” said the president’s aide — naïve or not."


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_settles_the_encoding_and_alone_is_dropped(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + QUOTED.encode(encoding), place="'x'")
    assert (decoded.text, decoded.encoding, decoded.n_replaced, decoded.is_guess) == (
        QUOTED,
        encoding,
        0,
        False,
    )


def test_a_second_mark_is_a_character_of_the_text() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"No.", place="'x'").text == "\ufeffNo."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_recognised_without_a_mark(encoding: str) -> None:
    decoded = decode(QUOTED.encode(encoding), place="'x'")
    assert (decoded.text, decoded.encoding) == (QUOTED, encoding)


def test_line_ends_and_nuls_are_kept() -> None:
    assert decode(b"a\r\nb\rc\0d\n\n e", place="'x'").text == "a\r\nb\rc\0d\n\n e"


def test_quotation_marks_of_cp1252_are_read_and_called_a_guess() -> None:
    decoded = decode(QUOTED.encode("cp1252"), place="'x'")
    assert (decoded.text, decoded.encoding, decoded.is_guess) == (QUOTED, "cp1252", True)


def test_a_lone_accent_at_the_end_is_no_truncated_utf8() -> None:
    assert decode("They met in the café".encode("latin-1"), place="'x'").text == "They met in the café"


def test_valid_utf8_is_not_overruled_by_a_declaration() -> None:
    assert decode(QUOTED.encode(), place="'x'", declared="iso-8859-1").text == QUOTED


def test_a_declared_encoding_is_used_for_bytes_that_are_not_utf8() -> None:
    text = "Президент сказал, что мир близок."
    decoded = decode(text.encode("cp1251"), place="'x'", declared="windows-1251")
    assert (decoded.text, decoded.encoding, decoded.is_guess) == (text, "cp1251", False)


def test_declared_latin_1_is_read_as_cp1252_as_browsers_do() -> None:
    assert decode(QUOTED.encode("cp1252"), place="'x'", declared="ISO-8859-1").text == QUOTED


@pytest.mark.parametrize(
    "declared", ["utf-7", "utf-16", "unicode_escape", "raw_unicode_escape", "no-such-encoding", "hex", "\0"]
)
def test_a_declaration_that_cannot_be_used_is_passed_over(declared: str) -> None:
    assert decode(QUOTED.encode("cp1252"), place="'x'", declared=declared).text == QUOTED


def test_text_in_another_alphabet_is_guessed() -> None:
    text = "Президент сказал, что мир близок, и поблагодарил посредников за их работу. " * 5
    decoded = decode(text.encode("koi8-r"), place="'x'")
    assert (decoded.text, decoded.encoding, decoded.is_guess) == (text, "koi8-r", True)


@pytest.mark.parametrize(
    ("raw", "text", "n_replaced"),
    [
        (b"He said \xed\xa0\x80 no", "He said \ufffd\ufffd\ufffd no", 3),
        (b"He said no\xe2\x80", "He said no\ufffd", 1),
        ("“No,” he said. “Never.”".encode()[:-1], "“No,” he said. “Never.\ufffd", 1),
        ("“No” and ".encode() + b"it\x92s", "“No” and it\ufffds", 1),
        ("a \ufffd “b” ".encode() + b"\x92", "a \ufffd “b” \ufffd", 1),
        (b"\xff\xfe" + "Never".encode("utf-16-le") + b"\x00\xd8", "Never\ufffd", 1),
    ],
)
def test_damage_is_replaced_and_counted(raw: bytes, text: str, n_replaced: int) -> None:
    decoded = decode(raw, place="'x'")
    assert (decoded.text, decoded.n_replaced) == (text, n_replaced)


def test_bytes_of_no_encoding_are_refused_with_the_next_step() -> None:
    with pytest.raises(DocumentError, match="save it as UTF-8"):
        decode(bytes(range(128, 256)) * 4, place="'x'")


def test_a_text_that_is_mostly_replaced_is_refused() -> None:
    with pytest.raises(DocumentError, match="cannot be decoded as utf-16-le"):
        decode(b"\xff\xfe" + b"\x00\xd8" * 50 + "No".encode("utf-16-le"), place="'x'")
