"""A record kept in plain dictionaries: what a store must agree with after every step.

It knows no tables. Reports are read from ``readings``; rulings are followed by the pure functions of
``record.ruling``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from tests.property.readings import REPORTS, together

from detente.documents.document import Document
from detente.errors import RecordError
from detente.record import Record
from detente.record.asking.find import find
from detente.record.asking.query import Answer, Query
from detente.record.ruling import (
    Ruled,
    Standing,
    carried,
    change_of,
    change_text,
    check_change,
    check_joins,
    check_undo,
    in_force,
    rule_on,
)
from detente.record.ruling.actors import made_actors
from detente.record.ruling.carrying import moved_places
from detente.record.ruling.chain import chained, check_ruling
from detente.record.ruling.successors import successors
from detente.record.ruling.things import PLACED, Thing, things
from detente.record.values import Failure, Item, Relation, Ruling

Worked = TypeVar("Worked")
_DOCUMENTS = {report.document.id: report.document for report in REPORTS}
_FAMILY = {report.document.id: report.family for report in REPORTS}


class Model:
    """What was added and ruled: the current readings, rulings, and what came in place of what."""

    def __init__(self) -> None:
        self.current: dict[str, Record] = {}  # by the document's id, in the order of their rows
        self.held: set[str] = set()
        self.later: dict[str, str] = {}
        self.versions: dict[str, str] = {}  # of a document, by the one that came in its place
        self.rulings: list[Ruling] = []
        self.failures: list[Failure] = []
        self.readers: list[str] = []
        self._known: dict[str, Any] = {}  # what was worked out since the last change

    def add(self, readings: Sequence[Record], *, again: bool) -> int:
        """Take readings of one report each; return how many are new or otherwise than before."""
        self._known = {}
        n_changed = 0
        known = [one.documents[0].id in self.held for one in readings]
        for reading, is_known in zip(readings, known, strict=True):
            if not is_known:
                self._add_new(reading)
                n_changed += 1
        for reading, is_known in zip(readings, known, strict=True):
            identifier = reading.documents[0].id
            if is_known and again and identifier in self.current:
                n_changed += self._read_again(reading)
        for reading in readings:
            if reading.reader not in self.readers:
                self.readers.append(reading.reader)
        return n_changed

    def fail(self, failure: Failure) -> None:
        """Take a document that could not be read."""
        self._known = {}
        if failure not in self.failures:
            self.failures.append(failure)

    def _add_new(self, reading: Record) -> None:
        document = reading.documents[0]
        self.held.add(document.id)
        other = next((one for one in self.current if _FAMILY[one] == _FAMILY[document.id]), None)
        if other is None:
            self.current[document.id] = reading
            return
        before = self.current[other]
        if document.published_on < before.documents[0].published_on:  # type: ignore[operator]
            self._follow(reading, before)  # what is there came in place of it
            self.versions[document.id] = other
            return
        self.versions[other] = document.id
        del self.current[other]
        self.current[document.id] = reading
        self._follow(before, reading)

    def _read_again(self, reading: Record) -> bool:
        document = reading.documents[0]
        before = self.current[document.id]
        if before.documents[0] != document:  # its row is a new one
            del self.current[document.id]
        self.current[document.id] = reading
        self._follow(before, reading)
        return _without_reader(before) != _without_reader(reading)

    def _follow(self, before: Record, after: Record) -> None:
        """Note which items came in place of those that are not read any more."""
        old, new = _placed(before), _placed(after)
        there = {item.id for item in new}
        found = successors(old, before.documents[0], after.documents[0], new)
        for item, successor in found.items():
            if item not in there:
                self.later.pop(successor, None)
                self.later[item] = successor
        for item in there:
            self.later.pop(item, None)

    def followed(self) -> dict[str, str]:
        """Return the later id of each item, document and place that rulings know by an older one."""
        places = moved_places(self.rulings, self.versions, _DOCUMENTS.__getitem__)
        return self.later | self.versions | places

    def as_read(self) -> Record:
        """Return everything as it was last read."""
        return self._once(
            "as read",
            lambda: together(
                self.current.values(), failures=tuple(self.failures), reader="; ".join(self.readers)
            ),
        )

    def ruled(self) -> Ruled:
        """Return everything as ruled."""
        return self._once("ruled", lambda: rule_on(self.as_read(), self.rulings, successors=self.followed()))

    def rule(self, ruling: Ruling) -> Ruling:
        """Take a ruling that can be made, else raise; return it as it is kept."""
        check_ruling(ruling)
        if ruling.kind == "undo":
            check_undo(ruling, self.rulings)
        else:
            known = self.known()
            if ruling.record not in known:
                raise RecordError("there is nothing to rule on")
            check_change(ruling, known[ruling.record], known.get)
        there = self.known()
        check_joins(ruling, self.rulings, is_there=there.__contains__, successors=self.followed())
        self._known = {}
        bare = replace(ruling, change=change_text(change_of(ruling)))
        self.rulings.append(chained(bare, self.rulings[-1].id if self.rulings else ""))
        return self.rulings[-1]

    def known(self) -> dict[str, Thing]:
        """Return everything that can be ruled on, as it stands now."""
        made = made_actors(in_force(carried(self.rulings, self.followed())))
        return {**made, **things(self.as_read()), **things(self._unjoined().record)}

    def find(self, query: Query, limit: int | None) -> Answer:
        """Answer a query."""
        unjoined, standings = self._unjoined(), self.ruled().standings
        return answer(unjoined, standings, query, limit)

    def _unjoined(self) -> Ruled:
        return self._once("unjoined", lambda: unjoined(self.as_read(), self.rulings, self.followed()))

    def _once(self, name: str, work: Callable[[], Worked]) -> Worked:
        if name not in self._known:
            self._known[name] = work()
        return self._known[name]  # type: ignore[no-any-return]

    def documents(self) -> tuple[Document, ...]:
        """Return the documents that are current."""
        return self.as_read().documents


def _placed(record: Record) -> tuple[Item | Relation, ...]:
    return tuple(item for name in PLACED for item in getattr(record, name))


def _without_reader(record: Record) -> Record:
    return replace(record, reader="")


def unjoined(record: Record, rulings: Sequence[Ruling], later: Mapping[str, str]) -> Ruled:
    """Return a record as ruled, but for actors and other things that are one: each keeps its own id."""
    asked = in_force(carried(rulings, later))
    apart = [one for one in asked if one.kind != "merge" and "from" not in change_of(one)]
    return rule_on(record, apart)


def answer(ruled: Ruled, standings: Mapping[str, Standing], query: Query, limit: int | None) -> Answer:
    """Answer a query of a record as ruled, where nothing is joined."""
    rejected: Any = tuple(item for item in ruled.rejected if not isinstance(item, Relation))
    return find(ruled.record, query, standings=standings, rejected=rejected, limit=limit)
