"""Clauses of what somebody said, their words apart from whether they are negated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from detente.record.values import Statement
from detente.record.wording import normal_words

MIN_WORDS = 5
"""Clauses with fewer words recur by chance (*it is true*)."""

_CUT = re.compile(
    r"[,;:.!?…—–\"“”()]+|\s(?:and|but|or|because|although|while|if|unless|that)\s", re.IGNORECASE
)
_NEGATIONS = frozenset(
    ("not", "never", "no", "neither", "nor", "without", "cannot", "nobody", "none", "nothing")
)
_SHORT = {"won't": "will", "can't": "can", "shan't": "shall", "ain't": "is"}
_PLAIN = frozenset(("not", "never", "cannot", *_SHORT))


def stated_clauses(said: Statement) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the words of each clause of a statement without *not* and *never*, and whether it had one.

    Clauses that are negated in another way (*no*, *nobody*), more than once, or asked are left out, and
    short ones.

    Examples
    --------
    >>> from detente.record.values import Passage, Span
    >>> words = "We won't leave the river districts now"
    >>> span = Span(start=0, end=len(words), text=words)
    >>> where = Passage(document="doc:1", start=0, end=len(words), text=words)
    >>> said = Statement(id="s", passage=where, mode="direct", channel="public", content=(span,))
    >>> list(stated_clauses(said))
    [(('we', 'will', 'leave', 'the', 'river', 'districts', 'now'), True)]
    """
    for span in said.content:
        yield from _clauses(span.text)


@lru_cache(maxsize=16_384)  # to see what is new a statement is looked at then, now, and for what is near it
def _clauses(text: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Return the clauses of one stretch of words, as ``stated_clauses`` does."""
    found = []
    for clause in _CUT.split(text) if "?" not in text else ():
        words = normal_words(clause)
        negative = [word for word in words if word in _NEGATIONS or word.endswith("n't")]
        if len(negative) > 1 or any(word not in _PLAIN and not word.endswith("n't") for word in negative):
            continue
        bare = tuple(plain for word in words if (plain := _plain(word)))
        if len(bare) >= MIN_WORDS:
            found.append((bare, bool(negative)))
    return tuple(found)


def _plain(word: str) -> str:
    """Return a word without its negation; empty when it is nothing else."""
    if word in ("not", "never"):
        return ""
    if word == "cannot":
        return "can"
    return _SHORT.get(word, word.removesuffix("n't"))
