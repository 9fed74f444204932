"""Which fields of a value become which columns: one for what will be searched, a JSON body for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from detente.record.plain import hints, is_scalar, without_none
from detente.record.values import Actor, Interval, Mention, Passage, Proposal

APART: Mapping[type, frozenset[str]] = {
    Actor: frozenset({"mentions", "roles"}),
    Proposal: frozenset({"clauses", "mentions"}),
}
"""Fields kept as rows of their own, because later documents add to them; an actor has a row for each role."""

PLACE = ("document", "start", "end", "text")
ENDS = ("earliest", "latest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Which fields of a value type become which columns.

    ``scalars`` have a column of their name; the ``passage`` has document, start, end and text; a
    mention ``x`` has ``x`` (the actor's id), ``x_start``, ``x_end`` and ``x_text``; an interval ``x``
    has ``x_earliest`` and ``x_latest``, and its words in the body; ``nested`` are in the body whole.
    """

    scalars: tuple[str, ...]
    has_passage: bool
    mentions: tuple[str, ...]
    intervals: tuple[str, ...]
    nested: tuple[str, ...]

    @property
    def has_body(self) -> bool:
        """Whether anything goes into the JSON body."""
        return bool(self.intervals or self.nested)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in their order."""
        return (
            *self.scalars,
            *(PLACE if self.has_passage else ()),
            *(f"{name}{part}" for name in self.mentions for part in ("", "_start", "_end", "_text")),
            *(f"{name}_{end}" for name in self.intervals for end in ENDS),
            *(("body",) if self.has_body else ()),
        )


@cache
def layout(cls: type) -> Layout:
    """Return the layout of a value type, by the types of its fields."""
    kinds: dict[str, list[str]] = {"scalar": [], "mention": [], "interval": [], "nested": []}
    for name, hint in hints(cls).items():
        if name in APART.get(cls, ()) or hint is Passage:
            continue
        kept = without_none(hint)
        if is_scalar(hint):
            kinds["scalar"].append(name)
        elif kept is Mention:
            kinds["mention"].append(name)
        elif kept is Interval:
            kinds["interval"].append(name)
        else:
            kinds["nested"].append(name)
    return Layout(
        scalars=tuple(kinds["scalar"]),
        has_passage=Passage in hints(cls).values(),
        mentions=tuple(kinds["mention"]),
        intervals=tuple(kinds["interval"]),
        nested=tuple(kinds["nested"]),
    )
