"""Two records set side by side: which items are in both, which differ, and in what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from detente.record.fields import REFERENCES
from detente.record.record import Record
from detente.record.values import Item, Passage, Relation

Where = Literal["first only", "second only", "both"]
Shape = dict[str, Any]

_NOT_COMPARED = frozenset({"id", "probability", "speaker_probability"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    """A field in which two items differ, and what each has there, in words."""

    name: str
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDifference:
    """An item that one record lacks, or that differs: then ``fields`` says in what.

    The passage is the one of the record that has it, the first one's when both do.
    """

    kind: str
    path: str
    start: int
    end: int
    text: str
    where: Where
    fields: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many items of a kind are the same, and how many there are with those that differ or lack."""

    kind: str
    n_same: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two records share: counts by kind, and every difference in text order."""

    counts: tuple[KindCount, ...]
    differences: tuple[ItemDifference, ...]

    @property
    def n(self) -> int:
        """Number of items compared, an item in both counted once."""
        return sum(count.n for count in self.counts)

    @property
    def n_same(self) -> int:
        """Number of items that are the same in both."""
        return sum(count.n_same for count in self.counts)

    @property
    def share(self) -> float:
        """Share of the items that are the same, 1 when there are none."""
        return self.n_same / self.n if self.n else 1.0


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """An item ready to be compared: its place, and its fields with ids put into words."""

    kind: str
    document: int
    item: Item | Relation
    shape: Shape
    path: str


def compare(first: Record, second: Record) -> Comparison:
    """List the items that only one of two records has, or that differ in a field.

    Documents are matched by id, else by text, else by place in the record. Items are matched within a
    document and kind: first those that are the same in every field, then those of one passage, then those
    whose passages share the most. Ids are not compared: a reference counts as the same when it leads to
    an actor of the same name, or to an item of the same kind and passage. Nor are probabilities: one that
    differs by a thousandth is no other reading, and one that moves a decision shows in what was decided.

    Parameters
    ----------
    first, second : Record
        For instance the mirror of a reading, and the reading of the mirrored text.
    """
    ranks = _matched_documents(first, second)
    one = _seen(first, {document.id: index for index, document in enumerate(first.documents)})
    other = _seen(second, ranks)
    kinds = ("relation", "statement", "event", "proposal", "response", "claim", "inconsistency")
    counts = []
    found: list[tuple[int, ItemDifference]] = []
    for kind in kinds:
        pairs = _matched(
            [seen for seen in one if seen.kind == kind], [seen for seen in other if seen.kind == kind]
        )
        differing = [
            pair for pair in pairs if pair[0] is None or pair[1] is None or pair[0].shape != pair[1].shape
        ]
        counts.append(KindCount(kind=kind, n_same=len(pairs) - len(differing), n=len(pairs)))
        found += [_difference(*pair) for pair in differing]
    found.sort(key=lambda pair: (pair[0], pair[1].start, pair[1].end))
    return Comparison(counts=tuple(counts), differences=tuple(difference for _, difference in found))


def _matched_documents(first: Record, second: Record) -> dict[str, int]:
    """Map the ids of the second record's documents to places in the first one's, or beyond its end."""
    ranks: dict[str, int] = {}

    def match(keys: Sequence[object], other_keys: Sequence[object]) -> None:
        for document, key in zip(second.documents, other_keys, strict=True):
            free = (index for index, own in enumerate(keys) if own == key and index not in ranks.values())
            place = next(free, None)
            if document.id not in ranks and place is not None:
                ranks[document.id] = place

    match([document.id for document in first.documents], [document.id for document in second.documents])
    match([document.text for document in first.documents], [document.text for document in second.documents])
    match(range(len(first.documents)), range(len(second.documents)))
    for index, document in enumerate(second.documents):
        ranks.setdefault(document.id, len(first.documents) + index)
    return ranks


def _seen(record: Record, ranks: Mapping[str, int]) -> list[_Seen]:
    groups: tuple[Sequence[Item | Relation], ...] = (
        record.relations,
        record.statements,
        record.events,
        record.proposals,
        record.responses,
        record.claims,
        record.inconsistencies,
    )
    items = [item for group in groups for item in group]
    paths = {document.id: document.path for document in record.documents}
    words: dict[str, Any] = {actor.id: actor.name for actor in record.actors}
    for item in items:
        words[item.id] = (type(item).__name__.lower(), _place(item.passage, ranks))
    return [
        _Seen(
            kind=type(item).__name__.lower(),
            document=ranks[item.passage.document],
            item=item,
            shape={
                field.name: _shape(item, field.name, words, ranks)
                for field in fields(item)
                if field.name not in _NOT_COMPARED
            },
            path=paths[item.passage.document],
        )
        for item in items
    ]


def _place(passage: Passage, ranks: Mapping[str, int]) -> tuple[int, int, int]:
    return ranks[passage.document], passage.start, passage.end


def _shape(holder: Any, name: str, words: Mapping[str, Any], ranks: Mapping[str, int]) -> Any:
    """Return what a field holds, with ids of actors and items put into words."""
    held = getattr(holder, name)
    if name in REFERENCES.get(type(holder), {}):
        return _each(held, lambda identifier: words.get(identifier, identifier))
    return _each(held, lambda part: _inner(part, words, ranks))


def _inner(value: Any, words: Mapping[str, Any], ranks: Mapping[str, int]) -> Any:
    if isinstance(value, Passage):
        return (*_place(value, ranks), value.text)
    if is_dataclass(value):
        return {field.name: _shape(value, field.name, words, ranks) for field in fields(value)}
    return words.get(value, value) if isinstance(value, str) else value


def _each(held: Any, change: Callable[[Any], Any]) -> Any:
    return tuple(map(change, held)) if isinstance(held, tuple) else change(held)


def _matched(first: Sequence[_Seen], second: Sequence[_Seen]) -> list[tuple[_Seen | None, _Seen | None]]:
    """Pair items of one kind, the surest pairs first; what is left over is paired with None."""
    left, right = list(first), list(second)
    pairs: list[tuple[_Seen | None, _Seen | None]] = []

    def take(a: _Seen, b: _Seen) -> None:
        pairs.append((a, b))
        left.remove(a)
        right.remove(b)

    for a in first:
        same = next((b for b in right if a.document == b.document and a.shape == b.shape), None)
        if same is not None:
            take(a, same)
    candidates = [(a, b) for a in left for b in right if _overlap(a, b) > 0]
    candidates.sort(key=lambda pair: (-_overlap(*pair), -_n_equal(*pair)))
    for a, b in candidates:
        if a in left and b in right:
            take(a, b)
    return [*pairs, *((a, None) for a in left), *((None, b) for b in right)]


def _overlap(a: _Seen, b: _Seen) -> float:
    """Return the share of code points that two passages have in common, of all they cover together."""
    if a.document != b.document:
        return 0.0
    one, other = a.item.passage, b.item.passage
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))


def _n_equal(a: _Seen, b: _Seen) -> int:
    return sum(a.shape[name] == b.shape[name] for name in a.shape)


def _difference(a: _Seen | None, b: _Seen | None) -> tuple[int, ItemDifference]:
    seen = a if a is not None else b
    assert seen is not None
    passage = seen.item.passage
    return seen.document, ItemDifference(
        kind=seen.kind,
        path=seen.path,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        where="second only" if a is None else "first only" if b is None else "both",
        fields=_fields(a.shape, b.shape) if a is not None and b is not None else (),
    )


def _fields(one: Shape, other: Shape) -> tuple[FieldDifference, ...]:
    return tuple(
        FieldDifference(name=name, first=_shown(one[name]), second=_shown(other[name]))
        for name in one
        if one[name] != other[name]
    )


def _shown(held: Any) -> str:
    """Return what a field holds in short: the words of a place, where they stand, and whom they mean."""
    if isinstance(held, tuple):
        return "(" + ", ".join(map(_shown, held)) + ")"
    if not isinstance(held, dict):
        return repr(held)
    if "text" not in held:
        return "{" + ", ".join(f"{name} {_shown(part)}" for name, part in held.items()) + "}"
    meant = f" = {held['actor']}" if held.get("actor") else ""
    return f"{held['text']!r} [{held['start']}, {held['end']}){meant}"
