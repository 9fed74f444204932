"""Names as files for other programs may hold them: on one line, with nothing a screen would obey."""

from __future__ import annotations

import unicodedata

_OBEYED = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They change in which direction the text around them is shown."""


def plain_text(text: str) -> str:
    r"""Return a text on one line, without control characters and marks that turn its direction.

    Joiners, which the spelling of some languages needs, stay.

    Examples
    --------
    >>> plain_text("North\nland\x1b[31m \u202edeal")
    'North land[31m deal'
    """
    line = " ".join(text.split())
    return "".join(
        letter for letter in line if unicodedata.category(letter) not in _OBEYED and letter not in _TURNING
    )
