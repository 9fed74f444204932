"""Plain words for a draft: ids from names, and sentences whose wording depends on no side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from detente.case.expressions import is_name

_LONGEST_SLUG = 40
_IRREGULAR = {"has": "have", "is": "are"}


def slugs(names: Sequence[str]) -> tuple[str, ...]:
    """Return an id for each name: lower case, words joined by ``-``, made unique by the order given.

    >>> slugs(["The United Cantons", "United Cantons"])
    ('united-cantons', 'united-cantons-2')
    """
    found: dict[str, None] = {}
    for name in names:
        text = unicodedata.normalize("NFKC", name).casefold()
        text = re.sub(r"^the\s+", "", text.strip())
        text = re.sub(r"[^\w]+|_+", "-", text).strip("-")[:_LONGEST_SLUG].strip("-")
        slug = text if is_name(text) else f"party-{text}".strip("-")
        number, unique = 2, slug
        while unique in found:
            unique = f"{slug}-{number}"
            number += 1
        found[unique] = None
    return tuple(found)


def is_plural(name: str) -> bool:
    """Whether a name is a plural common noun (``some allies``), to which verbs must agree."""
    last = name.split()[-1] if name.split() else ""
    return last[:1].islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))


def says(name: str, predicate: str) -> str:
    """Join a name and a predicate written in the singular, agreeing with a plural name.

    >>> says("some allies", "presses Northland")
    'some allies press Northland'
    """
    if not is_plural(name):
        return f"{name} {predicate}"
    verb, _, rest = predicate.partition(" ")
    base = _IRREGULAR.get(verb)
    if base is None:
        base = verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes")) else verb.removesuffix("s")
    return f"{name} {base} {rest}".rstrip()


def sentences(parts: Iterable[str], *, most: int = 4) -> str:
    """Join distinct statements by semicolons into one sentence, at most ``most`` of them and a count."""
    items = list(dict.fromkeys(parts))
    text = "; ".join(items[:most])
    left = len(items) - most
    if left > 0:
        text += f"; and {left} more of the kind"
    return text[:1].upper() + text[1:] + "." if text else ""


def listed(items: Sequence[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
