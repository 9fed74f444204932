"""How a name is called inside a sentence."""

from __future__ import annotations

_HEADS = frozenset(
    {
        "Alliance", "Authority", "Commonwealth", "Council", "Emirates", "Federation", "Government", "Islands",
        "Kingdom", "League", "Nations", "Netherlands", "Organisation", "Organization", "Philippines",
        "Republic", "States", "Union",
    }
)  # fmt: skip
"""Common nouns that head a proper name: English sets *the* before such a name."""


def called(name: str) -> str:
    """Return a name as a sentence has it, with its article where English asks for one.

    Examples
    --------
    >>> called("United Cantons"), called("United States"), called("Republic of the North")
    ('United Cantons', 'the United States', 'the Republic of the North')
    """
    head = name.partition(" of ")[0].split()
    has_article = not head or head[0].casefold() in ("the", "some", "a", "an")
    return name if has_article or len(name.split()) == 1 or head[-1] not in _HEADS else f"the {name}"
