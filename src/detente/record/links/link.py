"""The frozen values links are made of, and the groups that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from typing import Literal

from detente.errors import RecordError

LinkKind = Literal["actor", "event", "proposal", "statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two records that are taken for one.

    Attributes
    ----------
    kind : LinkKind
        What both are.
    a, b : str
        Their ids: ``a`` is tied to ``b``, so that ``b``'s id stays when they are joined.
    score : float
        How sure the tie is, in (0, 1]; each module that proposes links says what its scores mean. A tie
        that somebody ruled has 1.
    why : str
        What it rests on, for a reader.
    since, until : datetime.date or None
        When given, the first is the second in reports published on these days only: an office is one
        person's until it is another's. Both or neither.
    is_open : bool
        Whether the second is only one who may be the first: such a link joins nothing, and is listed.
    """

    kind: LinkKind
    a: str
    b: str
    score: float
    why: str
    since: date | None = None
    until: date | None = None
    is_open: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the two are one in all reports."""
        return self.since is None and not self.is_open

    def holds_on(self, day: date | None) -> bool:
        """Whether it joins what a report of that day tells, None for a report without a day."""
        if self.is_open or self.since is None or self.until is None:
            return self.is_whole
        return day is not None and self.since <= day <= self.until

    def __post_init__(self) -> None:
        if self.a == self.b:
            raise RecordError(f"{self.kind} {self.a!r} is linked to itself: link two different records")
        if not 0 < self.score <= 1:
            raise RecordError(
                f"the link of {self.a!r} to {self.b!r} has the score {self.score!r}: it lies above 0 and "
                "is at most 1"
            )
        days = [day for day in (self.since, self.until) if day is not None]
        if len(days) == 1 or days != sorted(days):
            raise RecordError(
                f"the link of {self.a!r} to {self.b!r} holds from {self.since} to {self.until}: give two "
                "days in order, or none"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Links with what must stay apart, and the groups that follow from both.

    Groups are made from the surest link down, in the order given where two are equally sure. A link that
    would put two into one group that are to stay ``apart`` joins nothing. Nor does one that is open, or that
    holds on some days only: see ``on_some_days``.

    Attributes
    ----------
    links : tuple of Link
        As proposed or ruled; those that join nothing stay listed.
    apart : tuple of (str, str)
        Ids of records that are not one, however they are linked through others.
    """

    links: tuple[Link, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    _groups: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_groups", _groups(self.links, self.apart))

    def group_of(self, record: str) -> tuple[str, ...]:
        """Return the ids of all that are one with a record, itself among them; alone when not linked.

        The first of them is the one whose id stays: it is tied to no other of the group or, where several
        are (or none is), the first of those in the order of the links. The others follow in that order.
        """
        return self._groups.get(record, (record,))

    def groups(self) -> Iterator[tuple[str, ...]]:
        """Yield every group of two or more, in the order of the links."""
        return (group for record, group in self._groups.items() if record == group[0])

    def on_some_days(self) -> Iterator[Link]:
        """Yield the links that hold on some days only, in their order, but for those of what stays apart."""
        apart = {frozenset(pair) for pair in self.apart}
        for link in self.links:
            pairs = product(self.group_of(link.a), self.group_of(link.b)) if link.since is not None else ()
            if link.since is not None and apart.isdisjoint(map(frozenset, pairs)):
                yield link

    def around(self) -> Mapping[str, str]:
        """Map each record that is another one on some days to one id for all that are so tied."""
        step: dict[str, str] = {}

        def end(one: str) -> str:
            while one in step:
                one = step[one]
            return one

        for link in self.on_some_days():
            one, other = (end(self.group_of(record)[0]) for record in (link.a, link.b))
            if one != other:
                step[one] = other
        return {one: end(one) for one in {*step, *step.values()}}

    def joined(self, link: Link) -> Links:
        """Return the links with one more, which overrules that the two should stay apart."""
        kept = tuple(pair for pair in self.apart if set(pair) != {link.a, link.b})
        return Links(links=(*self._others(link.a, link.b), link), apart=kept)

    def parted(self, a: str, b: str) -> Links:
        """Return the links without any between two records, which are not to be one through others either."""
        kept = tuple(pair for pair in self.apart if set(pair) != {a, b})
        return replace(self, links=self._others(a, b), apart=(*kept, (a, b)))

    def with_links(self, links: Iterable[Link]) -> Links:
        """Return the links with more that were proposed; what is to stay apart does."""
        return replace(self, links=(*self.links, *links))

    def _others(self, a: str, b: str) -> tuple[Link, ...]:
        return tuple(link for link in self.links if {link.a, link.b} != {a, b})


def _groups(links: tuple[Link, ...], apart: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, ...]]:
    """Map every linked record to its group; the order is that of first appearance in the links."""
    place = {
        record: at
        for at, record in enumerate(dict.fromkeys(r for one in links if one.is_whole for r in (one.b, one.a)))
    }
    group = {record: [record] for record in place}
    strangers: dict[str, set[str]] = {}
    for first, second in apart:
        strangers.setdefault(first, set()).add(second)
        strangers.setdefault(second, set()).add(first)
    tied: set[str] = set()
    for link in sorted((one for one in links if one.is_whole), key=lambda link: -link.score):
        one, other = group[link.a], group[link.b]
        if one is not other:
            if any(strangers.get(member, set()) & set(other) for member in one):
                continue
            small, large = sorted((one, other), key=len)
            large += small
            group.update(dict.fromkeys(small, large))
        tied.add(link.a)
    ordered: dict[str, tuple[str, ...]] = {}
    for record in place:
        if record not in ordered and len(group[record]) > 1:
            members = tuple(sorted(group[record], key=lambda member: (member in tied, place[member])))
            ordered |= dict.fromkeys(members, members)
    return ordered
