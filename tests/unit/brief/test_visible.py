from __future__ import annotations

import pytest

from detente.brief.visible import one_line, shorten, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, “quoted” – text\nand\ttabs", "plain, “quoted” – text\nand\ttabs"),
        ("a\x00b", "a␀b"),
        ("a\x7fb\x1b[2J", "a␡b␛[2J"),
        ("evil\u202etxt.exe", "evil⟨U+202E⟩txt.exe"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("soft\u00adhyphen", "soft⟨U+00AD⟩hyphen"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("line\u2028break\u2029", "line⟨U+2028⟩break⟨U+2029⟩"),
        ("lone\ud800surrogate", "lone⟨U+D800⟩surrogate"),
        ("selector\ufe0f", "selector⟨U+FE0F⟩"),
        ("dos\r\nline", "dos\nline"),
        ("old mac\rline", "old mac␍line"),
        ("Привет, 中文, Kyïv, e\u0301", "Привет, 中文, Kyïv, e\u0301"),
    ],
)
def test_what_a_screen_would_hide_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_only_a_flood_of_combining_marks_is_written_out() -> None:
    assert visible("a" + "\u0301" * 3) == "a" + "\u0301" * 3
    assert visible("a" + "\u0301" * 5) == "a" + "\u0301" * 3 + "⟨U+0301⟩" * 2


def test_everything_visible_can_be_encoded() -> None:
    every = "".join(chr(point) for point in range(0x20000))
    visible(every).encode("utf-8")


def test_one_line_and_shorten_keep_whole_words() -> None:
    assert one_line(" a\n\n b\tc ") == "a b c"
    assert shorten("one two three four", 12) == "one two …"
    assert shorten("short", 12) == "short"
    assert shorten("x" * 30, 10) == "x" * 10 + " …"
