"""Whether what was ruled to be one, and what was ruled not to be, can both be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.errors import RecordError
from detente.record.ruling.carrying import carried
from detente.record.ruling.changes import effect_of
from detente.record.ruling.corrections import new_actor_id
from detente.record.ruling.standing import in_force
from detente.record.values import Ruling


@dataclass(frozen=True, slots=True)
class _Join:
    """A ruling that two things are one, or are not.

    Somebody taken apart by documents was never ruled to be the one who is meant there, so that such a
    split reverses no merge.
    """

    ruling: Ruling
    a: str
    b: str
    is_one: bool
    is_by_documents: bool = False


def check_joins(
    ruling: Ruling,
    rulings: Sequence[Ruling],
    *,
    is_there: Callable[[str], bool],
    successors: Mapping[str, str] | None = None,
) -> None:
    """Raise if a ruling says of two things that they are one, or are not, against those in force.

    A merge of two that are one by other merges is refused, the other way round too: which of their names
    stays is ruled already. So is a merge by which two become one that were split, a split of two that were
    split, and a split of two that are one through others. A split of two that were merged themselves
    reverses that merge.

    Parameters
    ----------
    ruling : Ruling
        A merge, a split, or an undo by which one of these counts again; nothing is asked of any other.
    rulings : sequence of Ruling
        All before it, in the order they were made.
    is_there : callable
        Whether the record holds what has an id; rulings on what it does not hold have no effect.
    successors : mapping of str to str, optional
        New ids of items that rulings know by an older one.

    Raises
    ------
    RecordError
        Naming both, the ruling that says otherwise, and that it is to be undone first.
    """
    if ruling.kind not in ("merge", "split", "undo"):
        return
    known = carried((*rulings, ruling), successors or {})
    before, after = (_joins(in_force(some)) for some in (known[:-1], known))
    changed = {one.ruling.id for one in before} ^ {one.ruling.id for one in after}
    met = _connected([one for one in (*before, *after) if one.ruling.id in changed], (*before, *after))
    there = {one for one in met if is_there(one)}
    counting = [[one for one in some if {one.a, one.b} <= there] for some in (before, after)]
    allowed = {clash.ruling.id for clash, _ in _clashes(counting[0])}
    for clash, others in _clashes(counting[1]):
        if clash.ruling.id not in allowed:
            raise RecordError(_message(ruling, clash, others))


def _joins(rulings: Sequence[Ruling]) -> list[_Join]:
    return [join for ruling in rulings for join in _joins_of(ruling)]


def _joins_of(ruling: Ruling) -> Iterator[_Join]:
    change = effect_of(ruling)
    if ruling.kind == "merge" and isinstance(change.get("into"), str):
        yield _Join(ruling, ruling.record, change["into"], is_one=True)
    elif ruling.kind == "split" and isinstance(change.get("from"), str):
        yield _Join(ruling, ruling.record, change["from"], is_one=False)
    elif ruling.kind == "split" and isinstance(change.get("name"), str):
        yield _Join(ruling, ruling.record, new_actor_id(change["name"]), is_one=False, is_by_documents=True)


def _connected(starts: Sequence[_Join], joins: Sequence[_Join]) -> set[str]:
    """Return all ids that are tied, through rulings of either kind, to those of some."""
    beside: dict[str, set[str]] = {}
    for one in joins:
        beside.setdefault(one.a, set()).add(one.b)
        beside.setdefault(one.b, set()).add(one.a)
    found: set[str] = set()
    left = {end for one in starts for end in (one.a, one.b)}
    while left:
        found |= left
        left = {end for one in left for end in beside[one]} - found
    return found


def _clashes(joins: Sequence[_Join]) -> Iterator[tuple[_Join, list[_Join]]]:
    """Yield each ruling that those before it exclude, with these; it is then passed over."""
    merged: list[_Join] = []
    apart: list[_Join] = []
    for join in joins:
        if not join.is_one:
            if not join.is_by_documents:
                merged = [one for one in merged if {one.a, one.b} != {join.a, join.b}]
            same = next((one for one in apart if {one.a, one.b} == {join.a, join.b}), None)
            if path := _path(join.a, join.b, merged):
                yield join, path
            elif same is not None and not join.is_by_documents:
                yield join, [same]
            else:
                apart.append(join)
            continue
        path = _path(join.a, join.b, merged)
        split = next((one for one in apart if _path(one.a, one.b, [*merged, join])), None)
        if path:
            yield join, path
        elif split is not None:
            yield join, [split]
        else:
            merged.append(join)


def _path(start: str, end: str, merged: Sequence[_Join]) -> list[_Join]:
    """Return the merges through which two are one, the shortest way; none when they are not."""
    reached: dict[str, list[_Join]] = {start: []}
    left = [start]
    for here in left:
        for one in merged:
            if here in (one.a, one.b):
                there = one.b if one.a == here else one.a
                if there not in reached:
                    reached[there] = [*reached[here], one]
                    left.append(there)
    return reached.get(end, [])


def _message(ruling: Ruling, clash: _Join, others: Sequence[_Join]) -> str:
    by = " and ".join(f"'{one.ruling.id}'" for one in others)
    plural = "s" if len(others) > 1 else ""
    label = f"a {clash.ruling.kind} of '{clash.a}' {'into' if clash.is_one else 'from'} '{clash.b}'"
    if ruling.kind == "undo":
        label = f"the undo of ruling '{effect_of(ruling).get('ruling')}', after which {label} would count,"
    if not clash.is_one and not others[0].is_one:
        met = f"they are ruled not to be one already, by ruling {by}"
    elif others[0].is_one:
        met = f"they are one already by ruling{plural} {by}"
    else:
        one, other = others[0].a, others[0].b
        met = f"'{one}' and '{other}' would be one by it, and are not by ruling {by}"
    step = "undo that" if len(others) == 1 else "undo one of these"
    return f"{label} is not possible: {met}; {step} first"
