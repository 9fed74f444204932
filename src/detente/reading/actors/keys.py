"""The keys of actors: one for everybody a name may stand for."""

from __future__ import annotations

import re
import unicodedata

from detente.reading.names.types import Name


def slug(words: str) -> str:
    """Return words as a readable id part: folded to ASCII where possible, joined by hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", plain.lower().replace("'", "").replace("’", "")).strip("-") or "unnamed"


def actor_key(name: str) -> str:
    """Return the key of an actor: ``actor:`` and its name."""
    return f"actor:{slug(name)}"


def name_key(name: Name) -> str | None:
    """Return the key of the actor a name stands for; a place that is no capital stands for none."""
    if name.kind in ("person", "organisation"):
        return actor_key(name.key)
    if name.kind == "state":
        return actor_key(name.state or name.key)
    if name.kind in ("capital", "seat", "people", "demonym") and name.state:
        return actor_key(name.state)
    return None
