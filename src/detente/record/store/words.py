"""The full-text index: which passages hold which words, found alike by both databases.

The index holds words as ``wording.search_words`` gives them, each as one token, so that no database's own
notion of a word comes in.
"""

from __future__ import annotations

from functools import lru_cache

from detente.record.store.tables import WORDED
from detente.record.wording import search_words

SLOTS = 8
"""How many tables the numbers of the index leave room for."""

MOST_WORDS = 16_000
"""Words of one passage that are indexed: a server counts no more places than 16,383."""

MOST_LETTERS = 500
"""Characters of one word that are indexed: a server takes no word of more than 2,046 bytes."""

# A token holds letters, digits and whatever is not ASCII. What else a word can hold (the brackets of what was
# one character, "⑴") stands for itself as a character for private use.
_TOKEN = {code: chr(0xE000 + code) for code in range(128) if not chr(code).isalnum()}


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text as the index holds them.

    >>> tokens("“No,” Port-Sule's mayor said.")
    ('no', 'port', 'sule', 's', 'mayor', 'said')
    """
    return tuple(map(token, search_words(text)[:MOST_WORDS]))


def entry_number(table: str, number: int) -> int:
    """Return the number that a row of a table has in the index."""
    return number * SLOTS + WORDED[table]


def row_of_entry(entry: int) -> tuple[str, int] | None:
    """Return the table and number of the row that an entry of the index is of; None when there is none."""
    number, slot = divmod(entry, SLOTS)
    return next(((name, number) for name, code in WORDED.items() if code == slot), None)


@lru_cache(maxsize=65536)
def token(word: str) -> str:
    """Return one word as the index holds it; of what is a token already, the same."""
    return word[:MOST_LETTERS].translate(_TOKEN)
