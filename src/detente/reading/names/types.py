"""What a name in a text is: the value the finder of names gives and every reader takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

NameKind = Literal[
    "person", "state", "demonym", "people", "capital", "place", "seat", "organisation", "unknown"
]
Labels = Sequence[tuple[int, int, str]]
Votes = tuple[tuple[NameKind, float], ...]

GIVEN = "actor file"
"""The basis of a name that a user's actor file says whose it is."""
SOFT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that are not seen: soft hyphens, joiners, byte-order marks."""
_SOFT = dict.fromkeys(map(ord, SOFT))
_SHAPES = str.maketrans({"’": "'", "ʼ": "'", "‑": "-", "‐": "-"})


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a name. ``key`` groups the mentions of a document that are one name.

    ``state`` is the state a demonym, capital, seat or government body belongs to; ``title`` the title
    words before it (``[title_start, start)`` in the text), ``honorific`` the form of address there,
    ``basis`` what decided its kind. ``votes`` are what the words of the whole document say of the key,
    kind by kind; ``label`` is what the recogniser takes this mention for.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    key: str
    state: str | None = None
    title: str | None = None
    title_start: int | None = None
    basis: str = ""
    honorific: str | None = None
    votes: Votes = field(default=(), compare=False, repr=False)
    label: NameKind | None = field(default=None, compare=False, repr=False)

    @property
    def is_known(self) -> bool:
        """Whether the world's names, and not the text, say what it is."""
        return self.basis.startswith("known")

    @property
    def is_given(self) -> bool:
        """Whether a user's actor file says whose it is; what the text says then changes nothing."""
        return self.basis == GIVEN


def clean(words: str) -> str:
    r"""Return words as they are compared: composed letters, plain marks and blanks, nothing unseen.

    Examples
    --------
    >>> clean("Ann\u200ba\nBerg’s")
    "Anna Berg's"
    """
    if words.isascii():
        return " ".join(words.split())
    return " ".join(unicodedata.normalize("NFC", words.translate(_SOFT).translate(_SHAPES)).split())


def is_shouted(words: str) -> bool:
    """Whether words of more than one letter are written in capitals throughout."""
    return len(words) > 1 and words.isupper()
