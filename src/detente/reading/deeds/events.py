"""Who did what: deeds and public acts with actor, recipient, place, time, losses and factuality.

Deeds are read from verbs and from nouns of doing in running text and in quoted words; words count as
deeds where somebody accuses, demands of, rejects or threatens another (the act of their statement).
What is planned, threatened, denied or only alleged is kept as such and is not counted as happened.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.acts import Act
from detente.reading.deeds.assembly import JUDGED, Scene, event_of, is_to_press, who, without_weapon
from detente.reading.deeds.find import deed_object, is_said
from detente.reading.deeds.hints import deeds_by_sentence, sentence_places
from detente.reading.deeds.parts import doer_of, place_of, target_of, trigger_of
from detente.reading.deeds.phrases import phrase_act
from detente.reading.deeds.spoken import spoken_event
from detente.reading.deeds.struck import Parts, between_whom
from detente.reading.deeds.tagged import tagged_events
from detente.reading.deeds.told import answers_proposal, is_told
from detente.reading.deeds.tolls import with_tolls
from detente.reading.deeds.untold import is_withdrawn, means_of
from detente.reading.learned.events import Deed
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading
from detente.reading.speech.said_words import SaidWords
from detente.record.identity import identified
from detente.record.values import Count, Event, Mention, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_events(
    reading: Reading, cast: Cast, statements: Sequence[Statement], deeds: Sequence[Deed] | None = None
) -> tuple[Event, ...]:
    """Find the events of a document, in text order.

    Parameters
    ----------
    reading : Reading
    cast : Cast
        Who is in it.
    statements : sequence of Statement
        As read from it: their acts are events too where no deed is told by the same words.
    deeds : sequence of Deed, optional
        As a tagger marks them (`detente.reading.deeds.tagged`); the rules find them when None.
    """
    found: dict[str, Event] = {}
    scene = Scene(reading, cast, SaidWords(statements))
    for told in _by_rules(scene) if deeds is None else _by_tagger(scene, deeds):
        for event in _counted_once(told):
            found.setdefault(event.id, event)
    told_before = list(found.values())
    by_id = {statement.id: statement for statement in statements}
    for statement in statements:
        spoken = spoken_event(statement, by_id.get(statement.within or ""), cast)
        if spoken is not None and not any(_covers(event, spoken) for event in told_before):
            found.setdefault(spoken.id, spoken)
    ordered = sorted(found.values(), key=lambda event: (event.passage.start, event.passage.end))
    return with_tolls(reading, ordered)


def _covers(event: Event, spoken: Event) -> bool:
    """Whether an event tells what a statement's act would: by the same words, or if tagged in its passage."""
    if event.act != spoken.act:
        return False
    if event.trigger.start < spoken.trigger.end and spoken.trigger.start < event.trigger.end:
        return True
    is_inside = spoken.passage.start <= event.trigger.start and event.trigger.end <= spoken.passage.end
    is_tagged = event.probability is not None
    return is_tagged and is_inside and _same_actor(event.actor, spoken.actor)


def _same_actor(one: Mention | None, other: Mention | None) -> bool:
    return one is not None and other is not None and one.actor is not None and one.actor == other.actor


# -- deeds


def _by_rules(scene: Scene) -> Iterator[Iterator[Event]]:
    """Yield the deeds of each sentence."""
    for block, _, deeds in deeds_by_sentence(scene.reading):
        if not block.paragraph.is_heading:
            yield _in_sentence(block, deeds, scene)


def _by_tagger(scene: Scene, deeds: Sequence[Deed]) -> Iterator[list[Event]]:
    """Yield the deeds of each sentence."""
    sentences = list(sentence_places(scene.reading))
    starts = [start for start, _ in sentences]
    told: dict[int, list[Event]] = {}
    for event in tagged_events(scene, deeds):
        told.setdefault(bisect_right(starts, event.trigger.start), []).append(event)
    for events in told.values():
        surest = sorted(events, key=lambda event: -(event.probability or 0))
        yield [
            one for one in events if not any(_tells_the_same(other, one) for other in _before(one, surest))
        ]


def _before(one: Event, events: Sequence[Event]) -> Sequence[Event]:
    return events[: events.index(one)]


def _tells_the_same(one: Event, other: Event) -> bool:
    """Whether two tagged deeds of a sentence are one told twice (*travelled to X to meet Y*)."""
    is_between_same = _same_actor(one.actor, other.actor) and _same_actor(one.recipient, other.recipient)
    return one.act == other.act and one.factuality == other.factuality and is_between_same


def _in_sentence(block: Block, deeds: Iterable[tuple[Token, Act]], scene: Scene) -> Iterator[Event]:
    cast, said = scene.cast, scene.said
    told = list(deeds)
    means = [(means_of(token), act.root) for token, act in told]
    for token, act in told:
        if (token, act.root) in means:
            continue
        is_agreed = token.lemma_.lower() == "agree" and syntax.child(token, "xcomp") is not None
        if (outer := said.around(block.span(token, token))) is not None and is_withdrawn(outer):
            continue
        is_plain = token.pos_ == "VERB" and act == phrase_act(block, token, deed_object(token))
        is_answer = is_agreed or is_plain or (act.root == "REJECT" and answers_proposal(block, token))
        is_spoken = is_said(act) and _is_said_here(block, token, act, said)
        if not is_answer and (is_spoken or _is_cue(block, token, said)):
            continue
        event = _event(block, token, act, scene)
        if is_told(event, block, token, cast) and not is_to_press(event, scene):
            yield event


def _counted_once(events: Iterable[Event]) -> list[Event]:
    """Give a number of dead or injured that several deeds of a sentence share to the nearest one alone."""
    told = list(events)
    kept: list[Event] = []
    for event in told:
        deaths = event.deaths if _is_nearest(event, event.deaths, [e for e in told if e.deaths]) else None
        injured = event.injured if _is_nearest(event, event.injured, [e for e in told if e.injured]) else None
        is_same = deaths == event.deaths and injured == event.injured
        kept.append(event if is_same else identified(replace(event, deaths=deaths, injured=injured)))
    return kept


def _is_nearest(event: Event, count: Count | None, counted: Sequence[Event]) -> bool:
    """Whether a number belongs to an event: of all that are given it, its words stand nearest."""
    words = count.expression if count is not None else None
    if words is None:
        return True
    sharing = [other for other in counted if count in (other.deaths, other.injured)]
    return min(sharing, key=lambda other: abs(other.trigger.start - words.start)) == event


def _is_cue(block: Block, verb: Token, said: SaidWords) -> bool:
    """Whether a word is the cue of what somebody says: its act is read from the statement."""
    start, end = block.bounds(verb, verb)
    cues = (cue for cue, statement in said.cues(start, end) if statement.source is not None)
    return any(cue.start <= start and end <= cue.end for cue in cues)


def _is_said_here(block: Block, verb: Token, act: Act, said: SaidWords) -> bool:
    """Whether a statement under the verb already has its act (*took to the radio to appeal ...*)."""
    low, high = block.bounds(verb.left_edge, verb.right_edge)
    return any(s.act == act.root and low <= cue.start for cue, s in said.cues(low, high))


def _event(block: Block, token: Token, act: Act, scene: Scene) -> Event:
    cast = scene.cast
    outer = scene.said.around(trigger_of(block, token))
    doer = doer_of(block, token)
    actor = without_weapon(who(block, doer, cast, outer), doer)
    target = target_of(block, token)
    if target is None and act.root in JUDGED and token.pos_ == "VERB":
        target = deed_object(token)  # what is judged stands for those it belongs to
    recipient = who(block, target, cast, outer)
    place = place_of(block, token, cast)
    if act.root == "CONSULT" and actor is None and (between := between_whom(token)) is not None:
        actor = who(block, between, cast, outer)
        place = None if place is not None and actor is not None and place.end <= actor.end else place
    parts = scene.forced(block, token, act.root, Parts(actor, recipient, place))
    return event_of(scene, block, token, act.root, parts)
