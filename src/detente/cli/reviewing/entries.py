"""What a person who reviews a record is shown of each item: its words in their context, and what was read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields

from detente.brief.visible import shorten
from detente.documents.document import Document
from detente.record import Record
from detente.record.ruling import Standing
from detente.record.values import Clause, Count, Interval, Item, Mention, Passage, Proposal, Span, Statement

CONTEXT = 600
"""Code points shown before and after the words at most, should a paragraph be longer."""
SHOWN = 80
"""Characters shown of an item that another one refers to."""
_NOT_SHOWN = frozenset({"id", "passage", "candidates", "mentions"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item to be reviewed, with the document it stands in and how it stands."""

    item: Item
    document: Document
    standing: Standing

    @property
    def kind(self) -> str:
        """What sort of item it is."""
        return type(self.item).__name__.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which items are to be reviewed.

    ``kinds`` of items, all when empty; ``below`` only those less probable than this, or of a speaker
    less probable than this; ``is_open`` only statements whose speaker is open; ``is_ruled`` also what
    was accepted, corrected or rejected already.
    """

    kinds: Collection[str] = ()
    below: float | None = None
    is_open: bool = False
    is_ruled: bool = False


def entries(record: Record, standings: Mapping[str, Standing], wanted: Wanted) -> Iterator[Entry]:
    """Yield the items to be reviewed, in text order."""
    documents = {document.id: document for document in record.documents}
    for item in record.items():
        standing = standings.get(item.id, Standing(item=item.id))
        entry = Entry(item=item, document=documents[item.passage.document], standing=standing)
        if _is_wanted(entry, wanted):
            yield entry


def _is_wanted(entry: Entry, wanted: Wanted) -> bool:
    if wanted.kinds and entry.kind not in wanted.kinds:
        return False
    if wanted.is_open and not is_open(entry.item):
        return False
    if wanted.below is not None and not _sureness(entry.item) < wanted.below:
        return False
    return wanted.is_ruled or entry.standing.status == "proposed"


def is_open(item: Item) -> bool:
    """Whether an item is a statement of which it is not certain who made it."""
    return isinstance(item, Statement) and (item.speaker is None or item.speaker.actor is None)


def _sureness(item: Item) -> float:
    """Return the least of an item's probabilities; what has none counts as certain."""
    found = (getattr(item, name, None) for name in ("probability", "speaker_probability"))
    return min((share for share in found if share is not None), default=1.0)


def context(entry: Entry) -> tuple[str, str, str]:
    """Return the words of an item with what stands before and after them in their paragraph."""
    text = entry.document.text
    start, end = entry.item.passage.start, entry.item.passage.end
    low = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, start - CONTEXT)
    after = text.find("\n\n", end)
    high = min(len(text) if after < 0 else after, end + CONTEXT)
    return text[low:start].lstrip(), text[start:end], text[end:high].rstrip()


def candidates(item: Item) -> tuple[str, ...]:
    """Return the ids of those who may have said an open statement, the likeliest first."""
    return item.candidates if isinstance(item, Statement) and is_open(item) else ()


def words_of(record: Record) -> dict[str, str]:
    """Return what items are shown as where another item refers to them: a proposal's name, or their words."""
    return {
        item.id: item.name if isinstance(item, Proposal) else f"“{shorten(item.passage.text, SHOWN)}”"
        for item in record.items()
    }


def rows(item: Item, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the fields of an item that say something, each with what they say in words."""
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name not in _NOT_SHOWN and value not in (None, (), "", False):
            yield field.name.replace("_", " "), _shown(value, names)


def _shown(value: object, names: Mapping[str, str]) -> str:
    match value:
        case Mention():
            who = names.get(value.actor, value.actor) if value.actor else "open"
            return f"{who} (“{value.text}”)" if who != value.text else who
        case Interval():
            ends = f"{value.earliest or 'open'} to {value.latest or 'open'}"
            return f"{value.earliest}" if value.earliest == value.latest and value.earliest else ends
        case Count():
            return f"{value.best} ({value.low} to {value.high})"
        case Clause():
            return f"{value.issue}: “{value.passage.text}”"
        case Span() | Passage():
            return f"“{value.text}”"
        case tuple():
            return "; ".join(_shown(part, names) for part in value)
        case str():
            return names.get(value, value)
        case float():
            return f"{value:.0%}"
        case _:
            return str(value)
