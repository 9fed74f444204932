from __future__ import annotations

import pytest

from detente.documents.inspection import unusual_characters


def test_plain_news_text_has_no_warning() -> None:
    text = "“No,” said Señor Peña — naïve?\r\n\tПрезидент agreed. ☮️ 100 %\n"
    assert unusual_characters(text) == ()


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("a\0b\0c", "2 NUL characters (U+0000), first at code point 1"),
        ("ab\x1b[2J", "1 control character (U+001B), first at code point 2"),
        ("a\x85b\u2028c", "2 unusual line separators (U+0085, U+2028), first at code point 1"),
        ("Oko\u200bro\u200d", "2 invisible characters (U+200B, U+200D), first at code point 3"),
        ("peace\u00adful", "1 soft hyphen (U+00AD), first at code point 5"),
        ("\u202eon\u202c", "2 bidirectional controls (U+202E, U+202C), first at code point 0"),
        ("x\U000e0041", "1 tag or hidden-selector character (U+E0041), first at code point 1"),
        (
            "Ok\u043eroe",
            "1 word mixing Latin with Cyrillic or Greek letters, first changing after code point 1",
        ),
        (
            "Pe\u0301n\u0303a",
            "2 combining marks where single letters exist (not in Unicode form NFC), first at code point 2",
        ),
    ],
)
def test_each_kind_is_counted_with_its_first_place(text: str, warning: str) -> None:
    assert unusual_characters(text) == (warning,)


def test_a_pile_of_marks_on_one_letter_is_told_from_an_accent() -> None:
    (pile, _) = unusual_characters("Oko" + "\u0301\u0302\u0303\u0304\u0305" + "ro")
    assert pile == "1 pile of combining marks (up to 5 on one letter), first at code point 3"


def test_only_three_of_many_code_points_are_listed() -> None:
    (warning,) = unusual_characters("".join(f"a{chr(0xE0020 + k)}" for k in range(9)))
    assert warning.startswith("9 tag or hidden-selector characters (U+E0020, U+E0021, U+E0022, ...)")


def test_a_word_with_several_changes_of_script_counts_once() -> None:
    (warning,) = unusual_characters("\u0440\u0430ce t\u0430lks and tru\u0441e")
    assert warning.startswith("3 words mixing")


def test_whole_words_in_another_script_are_not_mixed() -> None:
    assert unusual_characters("Мир peace ειρήνη, мир-peace") == ()
