"""The frozen values links are made of, and the groups that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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
    """

    kind: LinkKind
    a: str
    b: str
    score: float
    why: str

    def __post_init__(self) -> None:
        if self.a == self.b:
            raise RecordError(f"{self.kind} {self.a!r} is linked to itself: link two different records")
        if not 0 < self.score <= 1:
            raise RecordError(
                f"the link of {self.a!r} to {self.b!r} has the score {self.score!r}: it lies above 0 and "
                "is at most 1"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Links with what must stay apart, and the groups that follow from both.

    Groups are made from the surest link down, in the order given where two are equally sure. A link that
    would put two into one group that are to stay ``apart`` joins nothing.

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
        record: at for at, record in enumerate(dict.fromkeys(r for one in links for r in (one.b, one.a)))
    }
    group = {record: [record] for record in place}
    strangers: dict[str, set[str]] = {}
    for first, second in apart:
        strangers.setdefault(first, set()).add(second)
        strangers.setdefault(second, set()).add(first)
    tied: set[str] = set()
    for link in sorted(links, key=lambda link: -link.score):
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
