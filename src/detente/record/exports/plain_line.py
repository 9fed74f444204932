"""Words on one line, as calendars and graph files may hold them."""

from __future__ import annotations

import unicodedata

_LEFT_OUT = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They change in which direction the text around them is shown."""


def plain_line(text: str) -> str:
    r"""Return a text on one line, without controls, halves of characters and marks that turn its direction.

    >>> plain_line("North\nland\x1b[31m \u202edeal\ud800")
    'North land[31m deal'
    """
    line = " ".join(text.split())
    return "".join(
        letter for letter in line if unicodedata.category(letter) not in _LEFT_OUT and letter not in _TURNING
    )
