"""Which item of a new reading is the one that was ruled on, so that what was rejected stays rejected.

An item is known by its own words: the content of a statement, the trigger of an event, the passage of
anything else. It has a successor when one item of its kind has these words at the place where they are
found again (``anchors.refind``), or, where the bounds are read differently now, when just one covers more
than half of them and is more than half covered by them. Whatever could be two things has no successor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from detente.documents.document import Document
from detente.record.ruling.anchors import Refound, refind
from detente.record.values import (
    Claim,
    Event,
    Inconsistency,
    Item,
    Mention,
    Passage,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)

Place = tuple[int, int]
Placed = Item | Relation
Match = Callable[["_Known", "_Known"], bool]


@dataclass(frozen=True, slots=True)
class _Known:
    """An item by what makes it this one: its kind, its own words' places in the new text, and the rest.

    ``alike`` are hashed fields that a better reading of the same words may give another value; ``fixed``
    those that make it another item, unless they are open.
    """

    id: str
    kind: type
    places: tuple[Place, ...]
    alike: tuple[object, ...]
    fixed: tuple[object, ...]


def successors(
    old_items: Sequence[Placed], before: Document, after: Document, new_items: Sequence[Placed]
) -> dict[str, str]:
    """Match items of an old reading with those of a new one.

    Parameters
    ----------
    old_items : sequence of Item or Relation
        Of ``before``, as they were read: those ruled on, and best the others too, so that an item that
        is there again is not taken for another one beside it. Those of other documents are passed over.
    before, after : Document
        The document as it was read then and as it is now; the same when it was read again.
    new_items : sequence of Item or Relation
        Of ``after``, as they are read now; those of other documents are passed over.

    Returns
    -------
    dict of str to str
        From old id to new, in the order of the old items; one to one, and always of one kind. An item
        that is not in it has no successor: rulings on it are orphaned. An item with the same id is its
        own successor. In a changed document an item's whole passage must be found again, not its own
        words alone, lest somebody else is said to have said them.

    Raises
    ------
    PassageError
        If an old item has words that are not those of ``before``.
    """
    new = [_known(item, 0) for item in new_items if item.passage.document == after.id]
    old = []
    for item in old_items:
        if item.passage.document == before.id:
            place = refind(item.passage, before, after)
            if isinstance(place, Refound):  # whatever stands in the passage moved with it
                old.append(_known(item, place.passage.start - item.passage.start))
    found: dict[str, str] = {}
    for is_match in (_is_itself, _is_same, _has_same_words, _overlaps):
        found |= _sole_pairs(old, new, found, is_match)
    return {item.id: found[item.id] for item in old_items if item.id in found}


def _sole_pairs(
    old: Sequence[_Known], new: Sequence[_Known], found: Mapping[str, str], is_match: Match
) -> dict[str, str]:
    """Pair what is left of both sides where each is the other's only match."""
    left = [item for item in old if item.id not in found]
    taken = set(found.values())
    free = [item for item in new if item.id not in taken]
    matches = {
        one.id: [other.id for other in free if one.kind is other.kind and is_match(one, other)]
        for one in left
    }
    claims: dict[str, int] = {}
    for ids in matches.values():
        for identifier in ids:
            claims[identifier] = claims.get(identifier, 0) + 1
    return {one: ids[0] for one, ids in matches.items() if len(ids) == 1 and claims[ids[0]] == 1}


def _known(item: Placed, shift: int) -> _Known:
    own: tuple[Span | Passage, ...] = (item.passage,)
    alike: tuple[object, ...] = ()
    fixed: tuple[object, ...] = ()
    match item:
        case Statement():
            own, alike = item.content or own, (_moved(item.passage, shift), _moved(item.cue, shift))
        case Event():
            own, alike = (item.trigger,), (item.act, _moved(item.passage, shift))
        case Response():
            alike, fixed = (item.kind, _moved(item.by, shift)), (item.by.actor if item.by else None,)
        case Claim():
            alike = (item.kind, _moved(item.made, shift))
        case Inconsistency():
            alike, fixed = (item.other.text if item.other else None,), (item.kind,)
        case Relation():
            fixed = (item.kind, item.a, item.b)
        case Proposal():
            pass
    places = _joined([(span.start + shift, span.end + shift) for span in own])
    return _Known(id=item.id, kind=type(item), places=places, alike=alike, fixed=fixed)


def _moved(span: Span | Mention | Passage | None, shift: int) -> Place | None:
    return (span.start + shift, span.end + shift) if span else None


def _joined(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return places in order, those that overlap made one."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _is_itself(old: _Known, new: _Known) -> bool:
    return old.id == new.id


def _is_same(old: _Known, new: _Known) -> bool:
    return _has_same_words(old, new) and old.alike == new.alike


def _has_same_words(old: _Known, new: _Known) -> bool:
    return old.places == new.places and _may_be_one(old, new)


def _overlaps(old: _Known, new: _Known) -> bool:
    """Whether each covers more than half of the other."""
    common = sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in old.places
        for other_start, other_end in new.places
    )
    return 2 * common > max(_length(old), _length(new)) and _may_be_one(old, new)


def _length(item: _Known) -> int:
    return sum(end - start for start, end in item.places)


def _may_be_one(old: _Known, new: _Known) -> bool:
    pairs = zip(old.fixed, new.fixed, strict=True)
    return all(one is None or other is None or one == other for one, other in pairs)
