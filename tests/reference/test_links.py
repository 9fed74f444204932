"""Links of events against their definition written plainly, over all pairs; groups against a closure."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.record.made import days, named, record, report
from tests.unit.record.sample import Reader

from detente.record.identity import identified
from detente.record.links import Link, Links
from detente.record.links.events import event_links
from detente.record.record import Record
from detente.record.values import Count, Event, Interval, Mention

SIDES = {"forces": "karvia", "karvia": "karvia", "lorvia": "lorvia", "guard": "lorvia"}
STATES = ("karvia", "lorvia")
TEXT = "struck forces karvia lorvia guard Tolm Dorsa port"
FIRST = date(2031, 5, 1)
ACTORS = tuple(
    named(
        who,
        who.title(),
        kind="state" if who in STATES else "armed force",
        speaks_for=side if who != side else None,
    )
    for who, side in SIDES.items()
)


def reader(number: int, day: int | None) -> Reader:
    own = " ".join(f"{number}w{place}" for place in range(40))
    return report(f"{TEXT} {own}", f"Paper {number}", None if day is None else FIRST + timedelta(days=day))


def told(seed: int) -> Record:
    """Draw a record of strikes by few sides at few places on few days, each in one of four reports."""
    draw = random.Random(seed)
    readers = [reader(number, draw.choice([None, *range(1, 70)])) for number in range(4)]
    events: dict[str, Event] = {}
    for _ in range(draw.randint(2, 8)):
        where = draw.choice(readers)
        words = draw.choice([None, "Tolm", "Tolm", "Tolm", "Dorsa", "Tolm Dorsa"])
        made = identified(
            Event(
                id="",
                passage=where.passage("struck"),
                trigger=where.span("struck"),
                act=draw.choice(["ASSAULT", "ASSAULT", "COERCE"]),
                actor=_who(draw, where),
                recipient=_who(draw, where),
                place=where.mention(words) if words is not None else None,
                time=_when(draw),
                deaths=draw.choice([None, Count(low=9, best=9, high=9), Count(low=3, best=None, high=5)]),
                factuality=draw.choice(["happened", "denied", "alleged", "planned"]),
            )
        )
        events.setdefault(made.id, made)
    return record(*readers, actors=ACTORS, events=events.values())


def _who(draw: random.Random, where: Reader) -> Mention | None:
    actor = draw.choice([None, "forces", "forces", "forces", "karvia", "lorvia", "guard"])
    return where.mention(actor, actor) if actor is not None else None


def _when(draw: random.Random) -> Interval | None:
    first = draw.choice([None, 0, 0, 1, 1, 2, 9])
    if first is None:
        return None
    last = first + draw.choice([0, 0, 1, 4])
    return days(FIRST + timedelta(days=first), FIRST + timedelta(days=last))


def literal_links(held: Record) -> dict[frozenset[str], float]:
    """All pairs by the definition: nothing excludes them, noisy-or of at least 0.75, then surest first."""
    published = {document.id: document.published_on for document in held.documents}
    events = [event for event in held.events if event.factuality in ("happened", "denied", "alleged")]
    pairs = {}
    for one, other in combinations(events, 2):
        dated = [_is_dated(event) for event in (one, other)]
        if _excluded(one, other, published) or one.passage.document == other.passage.document:
            continue
        if any(dated) and one.act == other.act and (score := _score(one, other, published)) >= 0.75:
            pairs[one.id, other.id] = score
    for event in events:
        if not _is_dated(event):
            known = {one.id: one for one in events}
            fits = [known[a if b == event.id else b] for a, b in pairs if event.id in (a, b)]
            if any(_excluded(one, other, published) for one, other in combinations(fits, 2)):
                pairs = {pair: score for pair, score in pairs.items() if event.id not in pair}
    kept: dict[frozenset[str], float] = {}
    place = {event.id: number for number, event in enumerate(held.events)}
    by_id = {event.id: event for event in events}
    groups = [{event.id} for event in events]
    for a, b in sorted(pairs, key=lambda pair: (-pairs[pair], place[pair[0]], place[pair[1]])):
        first = next(group for group in groups if a in group)
        second = next(group for group in groups if b in group)
        if first is not second:
            if any(_excluded(by_id[x], by_id[y], published) for x, y in product(first, second)):
                continue
            groups.remove(second)
            first |= second
        kept[frozenset((a, b))] = pairs[a, b]
    return kept


def _is_dated(event: Event) -> bool:
    return event.time is not None and event.time.earliest is not None and event.time.latest is not None


def _window(event: Event, published: Any) -> tuple[date, date]:
    """Not after the report; what is told without its day at most 60 days before."""
    day = published[event.passage.document]
    first = event.time.earliest if event.time else None
    last = event.time.latest if event.time else None
    if last is None or (day is not None and day < last):
        last = day if first is None or day is None or day >= first else first
        if event.time is not None and event.time.latest is not None and day is None:
            last = event.time.latest
    if first is None:
        first = last - timedelta(days=60) if last is not None else date.min
    return first, last or date.max


def _excluded(one: Event, other: Event, published: Any) -> bool:
    (first, last), (other_first, other_last) = _window(one, published), _window(other, published)
    if first > other_last or other_first > last:
        return True
    if one.place and other.place:
        words, others = set(one.place.text.split()), set(other.place.text.split())
        if not (words <= others or others <= words):
            return True
    return any(
        SIDES[a.actor] != SIDES[b.actor]
        for a, b in ((one.actor, other.actor), (one.recipient, other.recipient))
        if a and b and a.actor and b.actor
    )


def _score(one: Event, other: Event, published: Any) -> float:
    signs = [0.6] if one.place and other.place else []
    if _is_dated(one) and _is_dated(other):
        spans = [_days(*_window(event, published)) for event in (one, other)]
        signs.append(0.5 * len(spans[0] & spans[1]) / len(spans[0] | spans[1]))
    for a, b in ((one.actor, other.actor), (one.recipient, other.recipient)):
        if a and b and a.actor and b.actor:
            signs.append(0.4 if a.actor == b.actor else 0.3 if SIDES[a.actor] == SIDES[b.actor] else 0)
    if one.deaths is not None and one.deaths == other.deaths:
        signs.append(0.3)
    left = 1.0
    for sign in signs:
        left *= 1 - sign
    return 1 - left


def _days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


def test_events_are_linked_as_the_definition_says() -> None:
    met: Counter[tuple[bool, ...]] = Counter()
    for seed in range(800):
        held = told(seed)
        found = event_links(held, [(document.id,) for document in held.documents])
        expected = literal_links(held)
        assert {frozenset((link.a, link.b)) for link in found} == expected.keys()
        by_id = {event.id: event for event in held.events}
        for link in found:
            assert abs(link.score - expected[frozenset((link.a, link.b))]) < 1e-4
            met[tuple(sorted(_is_dated(by_id[one]) for one in (link.a, link.b)))] += 1
    assert met.keys() == {(True, True), (False, True)}
    assert min(met.values()) > 20


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8))
def test_groups_are_what_links_lead_to(pairs: list[tuple[str, str]]) -> None:
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    links = Links(links=tuple(Link(kind="actor", a=a, b=b, score=0.5, why="") for a, b in pairs))
    for start in "abcdef":
        reached, before = {start}, set[str]()
        while reached != before:
            before = set(reached)
            reached |= {b for a, b in pairs if a in before} | {a for a, b in pairs if b in before}
        assert set(links.group_of(start)) == reached


@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.sampled_from([0.5, 0.9]))),
    st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"))),
)
def test_what_is_ruled_apart_is_never_in_one_group(
    ties: list[tuple[str, str, float]], apart: list[tuple[str, str]]
) -> None:
    links = Links(links=tuple(Link(kind="actor", a=a, b=b, score=s, why="") for a, b, s in ties if a != b))
    for a, b in apart:
        if a != b:
            links = links.parted(a, b)
    assert all(b not in links.group_of(a) for a, b in apart if a != b)
