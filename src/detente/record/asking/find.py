"""Finding in a record held in memory: which items answer a query, said plainly.

The store answers the same queries from its tables, and faster; this is what its answers are held against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from detente.record.asking.query import (
    KINDS,
    MOST_COUNTED,
    Answer,
    Hit,
    Query,
    Term,
    author,
    holds,
    is_from,
    stands,
    terms,
)
from detente.record.days import NO_DAY, day_of
from detente.record.record import Record
from detente.record.ruling import Standing
from detente.record.values import Event, Item, Proposal, Statement
from detente.record.wording import search_words


def find(
    record: Record,
    query: Query,
    *,
    standings: Mapping[str, Standing] | None = None,
    rejected: tuple[Item, ...] = (),
    limit: int | None = None,
) -> Answer:
    """Find the items of a record that answer a query.

    Parameters
    ----------
    record : Record
        As ruled.
    query : Query
    standings : mapping of str to Standing, optional
        How items stand, by id; those that are not in it stand as they were read.
    rejected : tuple of items
        Those that rulings reject, which are in the record no more.
    limit : int, optional
        How many hits to give at most.

    Returns
    -------
    Answer
        By the day on which it was said or happened (what has none last), then by the day of the report, its
        place in the record, and place in the text.

    Raises
    ------
    RecordError
        If the query's words hold nothing to look for.
    """
    wanted = terms(query.words)
    about = search_words(query.about)
    rank = {document.id: place for place, document in enumerate(record.documents)}
    documents = {document.id: document for document in record.documents}
    known = standings or {}
    hits = [
        Hit(
            item=replace(item, mentions=()) if isinstance(item, Proposal) else item,
            document=replace(documents[item.passage.document], text=""),
            standing=known.get(item.id, Standing(item=item.id)),
        )
        for item in _asked(record, query, rejected)
    ]
    found = [
        hit
        for hit in hits
        if _fits(hit.item, query, about)
        and stands(hit.standing, query)
        and _is_on(hit, query)
        and is_from(hit.document, query)
        and _says(hit.item, wanted)
    ]
    found.sort(key=lambda hit: _place(hit, rank))
    n_found = len(found) if limit is None else min(len(found), MOST_COUNTED + 1)
    return Answer(hits=tuple(found[:limit]), n_found=n_found)


def _asked(record: Record, query: Query, rejected: tuple[Item, ...]) -> Iterator[Item]:
    kinds = tuple(KINDS[kind] for kind in query.kinds or KINDS)
    for item in (*record.items(), *rejected):
        if isinstance(item, kinds):
            yield item


def _fits(item: Item, query: Query, about: tuple[str, ...]) -> bool:
    """Whether what was read of an item is what is asked."""
    who = author(item)
    if query.who and (who is None or who.actor not in query.who):
        return False
    if query.acts and not (isinstance(item, Statement | Event) and item.act in query.acts):
        return False
    if query.channel and not (isinstance(item, Statement) and item.channel == query.channel):
        return False
    if about and not (isinstance(item, Statement) and _has(item.about or "", about)):
        return False
    share = getattr(item, "probability", None)
    return query.below is None or (share is not None and share < query.below)


def _is_on(hit: Hit, query: Query) -> bool:
    day = day_of(hit.item, hit.document.published_on)
    if query.since is not None and (day is None or day < query.since.isoformat()):
        return False
    return query.until is None or (day is not None and day <= query.until.isoformat())


def _has(text: str, words: tuple[str, ...]) -> bool:
    return set(words) <= set(search_words(text))


def _says(item: Item, wanted: tuple[Term, ...]) -> bool:
    said = search_words(item.passage.text)
    return all(holds(said, term) for term in wanted)


def _place(hit: Hit, rank: Mapping[str, int]) -> tuple[str, date, int, int, int, int, str]:
    passage = hit.item.passage
    kind = list(KINDS.values()).index(type(hit.item))
    day = day_of(hit.item, hit.document.published_on) or NO_DAY
    published = hit.document.published_on or date.max
    return day, published, rank[passage.document], passage.start, passage.end, kind, hit.item.id
