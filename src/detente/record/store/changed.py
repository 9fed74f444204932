"""What is new in a record since an addition, from its tables: the same as ``asking.changes`` says.

Rows that came and rows that ended since are looked up by their numbers; of the rest only what bears on
them is loaded (see ``related``), and the pure functions run on that, as it stood then and as it stands now.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from detente.errors import RecordError
from detente.record.asking.changes import Changes, changes
from detente.record.asking.moments import Moment, Parties
from detente.record.ruling.changes import effect_of
from detente.record.store import tables
from detente.record.store.appending import last_number
from detente.record.store.excerpts import Excerpts
from detente.record.store.related import Related
from detente.record.store.then import Then
from detente.record.store.told_events import events_tied

MANY = 1 / 8
"""Share of all items from which on those that are new are compared with all there is, not with an excerpt.

To look for what bears on one takes milliseconds; to load it, and to see what it is one with, less than one.
"""

Touched = dict[str, set[str]]

_NAMING = {"statements": ("speaker",), "responses": ("by", "alleged_by"), "events": ("actor", "recipient")}
"""Columns, by field, of whoever says or does something that others may say or do too."""


def since_of(connection: Connection, since: int | date) -> tuple[int, date | None]:
    """Return the number of the last addition that is not new, and the day from which on things are new.

    Parameters
    ----------
    connection : Connection
    since : int or datetime.date
        A number of an addition; or a day, of which all is new.

    Raises
    ------
    RecordError
        If there is no such addition.
    """
    column = tables.additions.c
    if isinstance(since, date):
        query = select(func.max(column.number)).where(column.seen_at < since.isoformat())
        return int(connection.execute(query).scalar() or 0), since
    if since == 0:
        return 0, None
    seen_at = connection.execute(select(column.seen_at).where(column.number == since)).scalar()
    if seen_at is None:
        last = connection.execute(select(tables.heads.c.addition)).scalar_one()
        raise RecordError(
            f"there is no addition {since} in the record, which has {last}: "
            "give a day, or a brief that was made of this record"
        )
    return since, date.fromisoformat(seen_at[:10])


def changes_in(connection: Connection, since: int | date, as_of: date) -> Changes:
    """Return what is new in a record, inside a transaction that is already open.

    Parameters
    ----------
    connection : Connection
    since : int or datetime.date
        See `since_of`.
    as_of : datetime.date
        The day up to which claims are looked at.
    """
    addition, day = since_of(connection, since)
    then = Then(connection, addition)
    excerpts = Excerpts(connection, then)
    touched = _touched(connection, then, excerpts)
    if _are_many(connection, touched):
        before, after = excerpts.whole()
    else:
        before, after = _excerpt(connection, then, excerpts, touched, (day, as_of))
    return changes(before, after, day=day, as_of=as_of)


def _are_many(connection: Connection, touched: Touched) -> bool:
    """Whether so much is new that to look for what bears on it takes longer than to take all there is."""
    n_items = sum(last_number(connection, table) for _, table in tables.ITEMS.values())
    return sum(map(len, touched.values())) > MANY * n_items


def _excerpt(
    connection: Connection, then: Then, excerpts: Excerpts, touched: Touched, days: tuple[date | None, date]
) -> tuple[Moment, Moment]:
    """Return the record then and now of all that bears on what is touched; ``days`` are of then and now."""
    plain = excerpts.moments({})
    _add_renamed(connection, excerpts, touched, plain)
    evidence = _evidence(excerpts, plain[1])
    moved = then.touched(tables.documents).union(*touched.values())
    touched["claims"] |= {claim for claim, rests_on in evidence.items() if not moved.isdisjoint(rests_on)}
    touched["claims"] |= _due(connection, *days)
    ids = _related(connection, excerpts, touched, plain)
    resting = {one for claim in ids["claims"] for one in evidence.get(claim, ())}
    for field in tables.ITEMS if resting else ():
        ids[field] = ids.get(field, set()) | {item.id for item in excerpts.values(field, resting)}
    quoting = (said for said in excerpts.values("statements", ids["statements"]) if said.quoted)
    return excerpts.moments(
        ids,
        documents=then.touched(tables.documents) | resting,
        worded={said.passage.document for said in quoting},
    )


def _related(
    connection: Connection, excerpts: Excerpts, touched: Touched, plain: Sequence[Moment]
) -> Touched:
    """Return the ids of all items that bear on those touched; ``plain`` is the record without items."""
    offers = _offers(connection, touched)
    moments = excerpts.moments({"proposals": offers}) if offers else plain
    parties = [Parties(one.ruled) for one in moments]
    related = Related(connection, excerpts, parties)
    varied = related.alike(touched["statements"])
    answers = touched["responses"] | related.naming("responses", "statement", varied)
    asked = touched["proposals"] | _named(excerpts, "responses", answers, "proposal")
    asked = _one_with(asked, offers, parties)
    answers |= related.naming("responses", "proposal", asked)
    told = _named(excerpts, "responses", answers, "statement")
    promised = related.printed(_named(excerpts, "claims", touched["claims"], "statement"))
    promised |= related.alike(promised)
    told |= promised
    return {
        **touched,
        "claims": touched["claims"] | related.naming("claims", "statement", promised),
        "statements": related.statements(touched["statements"]) | told | related.alike(told),
        "events": events_tied(connection, excerpts, moments, touched["events"]),
        "proposals": offers | touched["proposals"],
        "responses": answers,
    }


def _touched(connection: Connection, then: Then, excerpts: Excerpts) -> Touched:
    """Return the ids of the items that came, ended or were ruled to be one with others since."""
    touched = {field: then.touched(table) for field, (_, table) in tables.ITEMS.items()}
    touched["proposals"] |= then.touched(tables.clauses, "of")
    again = {row["number"] for row in then.ended(tables.documents)}
    for field, (_, table) in tables.ITEMS.items():
        query = select(table.c.id).where(table.c.document.in_(again))
        touched[field] |= set(connection.execute(query).scalars())
    before, after = excerpts.rulings
    met: set[str] = set()
    for ruling in after[len(before) :]:
        change = effect_of(ruling)
        met |= {ruling.record} | {str(change[name]) for name in ("into", "from") if name in change}
        if ruling.kind == "undo":
            undone = next((one for one in after if one.id == change.get("ruling")), ruling)
            changed = effect_of(undone)
            met |= {str(changed[name]) for name in ("into", "from") if name in changed}
    for field in tables.ITEMS:
        touched[field] |= {item.id for item in excerpts.values(field, met)}
    return touched


def _offers(connection: Connection, touched: Touched) -> set[str]:
    """Return the ids of all proposals, for which are one depends on all; none when none is asked about."""
    if not (touched["proposals"] or touched["responses"]):
        return set()
    return set(connection.execute(select(tables.ITEMS["proposals"][1].c.id)).scalars())


def _one_with(asked: set[str], offers: Collection[str], parties: Sequence[Parties]) -> set[str]:
    """Return the ids of proposals that are, then or now, one with some, and of those joined otherwise."""
    changed = {one for one in offers if parties[0].one(one) != parties[1].one(one)}
    found = asked | changed
    for one in parties:
        leaders = {one.one(offer) for offer in found}
        found = found | {offer for offer in offers if one.one(offer) in leaders}
    return found


def _add_renamed(
    connection: Connection, excerpts: Excerpts, touched: Touched, moments: Sequence[Moment]
) -> None:
    """Add to what is touched all that names somebody who is, or speaks for, somebody else than then."""
    parties = [Parties(one.ruled) for one in moments]
    kinds = [{actor.id: actor.kind for actor in one.ruled.record.actors} for one in moments]

    def meant(one: str, place: int) -> tuple[Any, ...]:
        end = parties[place].party(one)
        on_days = tuple((link.b, link.since, link.until) for link in parties[place].on_days(one))
        return parties[place].one(one), end, kinds[place].get(end), on_days

    there = (actor.id for actor in moments[0].items.actors)
    actors = {one for one in there if meant(one, 0) != meant(one, 1)}
    related = Related(connection, excerpts, parties)
    for field, columns in _NAMING.items() if actors else ():
        for column in columns:
            touched[field] |= related.naming(field, column, actors)


def _named(excerpts: Excerpts, field: str, ids: Collection[str], name: str) -> set[str]:
    """Return the ids that some items refer to in one field of theirs."""
    referred = (getattr(item, name) for item in excerpts.values(field, ids))
    return {one for one in referred if one is not None}


def _evidence(excerpts: Excerpts, now: Moment) -> dict[str, set[str]]:
    """Return what outcomes without a day of their own rest on, by claim: its reports say when they count."""
    found: dict[str, set[str]] = {}
    for ruling in excerpts.rulings[1]:
        change = effect_of(ruling) if ruling.kind == "outcome" else {}
        made = {str(one) for one in change.get("evidence") or () if not change.get("on")}
        for claim in (ruling.record, now.now(ruling.record)) if made else ():
            found.setdefault(claim, set()).update(made, map(now.now, made))
    return found


def _due(connection: Connection, day: date | None, as_of: date) -> set[str]:
    """Return the ids of claims whose last day passed since."""
    column = tables.ITEMS["claims"][1].c
    query = select(column.id).where(column.due_latest < as_of.isoformat())
    if day is not None:
        query = query.where(column.due_latest >= day.isoformat())
    return set(connection.execute(query).scalars())
