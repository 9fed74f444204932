"""Who did what: deeds and public acts with actor, recipient, place, time, losses and factuality.

Deeds are read from verbs and from nouns of doing in running text and in quoted words; words count as
deeds where somebody accuses, demands of, rejects or threatens another (the act of their statement).
What is planned, threatened, denied or only alleged is kept as such and is not counted as happened.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.actors.figures import name_key
from detente.reading.acts import Act
from detente.reading.deeds.assembly import JUDGED, Scene, event_of, who
from detente.reading.deeds.find import deed_object, is_said
from detente.reading.deeds.hints import deeds_by_sentence, sentence_places
from detente.reading.deeds.parts import doer_of, place_of, target_of, trigger_of
from detente.reading.deeds.struck import Parts, between_whom
from detente.reading.deeds.tagged import tagged_events
from detente.reading.deeds.told import answers_proposal, is_actor, is_same_side, is_told
from detente.reading.learned.events import Deed
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading
from detente.reading.speech.said_words import SaidWords
from detente.record.identity import identified
from detente.record.values import Count, Event, Mention, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKS = re.compile(r"^[\s\"“'‘]*(?:why|whether|if|what|who|how|when|where)\b", re.IGNORECASE)
_NO_DEMAND = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|declin\w+|disput\w+|tell|told|tells|telling)\b", re.IGNORECASE
)
_PLAIN = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|according|add(?:s|ed|ing)?|not(?:e|es|ed|ing)|wrote|argu\w+|claim\w*)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:must|should|need(?:s|ed)? to|ha(?:s|ve) to|ought to)\b", re.IGNORECASE)
_ALONE = {
    "REQUEST": re.compile(r"\b(?:call|demand|appeal|urg)(?:s|ed|ing|es|e)?\b", re.IGNORECASE),
    "ACCUSE": re.compile(r"\b(?:accus|blam|critici[sz]|condemn|denounc|charg)\w*", re.IGNORECASE),
    "REJECT": re.compile(r"\b(?:refus|reject|oppos|rul\w+ out|turn\w* down)\w*", re.IGNORECASE),
    "THREATEN": re.compile(r"\bthreaten\w*", re.IGNORECASE),
    "SUPPORT": re.compile(
        r"\b(?:prais|welcom|thank|congratulat|commend|endors|hail|applaud|appreciat|salut)\w*", re.IGNORECASE
    ),
}
_NO_ANSWER = re.compile(r"\s*to (?:comment|say|answer|speak|discuss|elaborate|give|name|be)\b", re.IGNORECASE)
_QUOTED = re.compile(r"\s*[\"“‘]")
_OVER_WHAT = frozenset({"ACCUSE", "THREATEN", "SUPPORT"})
"""Acts toward the one whose deeds or words are named, when nobody is addressed."""


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
        spoken = _spoken(statement, by_id.get(statement.within or ""), cast)
        if spoken is not None and not any(_covers(event, spoken) for event in told_before):
            found.setdefault(spoken.id, spoken)
    return tuple(sorted(found.values(), key=lambda event: (event.passage.start, event.passage.end)))


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
    for token, act in deeds:
        is_agreed = token.lemma_.lower() == "agree" and syntax.child(token, "xcomp") is not None
        is_answer = is_agreed or (act.root == "REJECT" and answers_proposal(block, token))
        is_spoken = is_said(act) and _is_said_here(block, token, act, said)
        if not is_answer and (is_spoken or _is_cue(block, token, said)):
            continue
        event = _event(block, token, act, scene)
        if is_told(event, block, token, cast) and not _is_to_press(event, scene.reading):
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


def _is_to_press(event: Event, reading: Reading) -> bool:
    """Whether somebody only spoke to the paper that reports it."""
    publisher = reading.document.publisher
    return bool(
        event.act == "CONSULT" and event.recipient and publisher and publisher in event.recipient.text
    )


def _event(block: Block, token: Token, act: Act, scene: Scene) -> Event:
    cast = scene.cast
    outer = scene.said.around(trigger_of(block, token))
    actor = who(block, doer_of(block, token), cast, outer)
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


# -- words as deeds


def _spoken(statement: Statement, outer: Statement | None, cast: Cast) -> Event | None:
    """Return a statement's act as an event: to accuse, demand, reject, threaten or praise is done by saying.

    Of words that another reports (``outer``) it is alleged that they were said.
    """
    if statement.act not in _ALONE or statement.cue is None or statement.speaker is None:
        return None
    if statement.is_negated or not _is_directed(statement):
        return None
    if outer is not None and (outer.is_negated or not _stands_alone(statement)):
        return None
    recipient = statement.addressee
    if recipient is None or recipient.actor is None or recipient.actor != statement.toward:
        recipient = _named_in(statement, cast) or recipient
    if recipient is None and (statement.act in _OVER_WHAT or _says_must(statement)):
        recipient = _first_named(statement, cast)
    if is_same_side(cast, recipient, statement.speaker):
        return None
    stands, is_named = _stands_alone(statement), is_actor(recipient, cast)
    if not (stands and is_named if statement.act == "SUPPORT" else stands or is_named):
        return None
    is_own = outer is None or is_same_side(cast, statement.speaker, outer.speaker)
    left_open = [] if statement.said_on is not None else ["time: read with the statement"]
    if recipient is None:
        left_open.append("recipient: nobody is named")
    return identified(
        Event(
            id="",
            passage=statement.passage,
            trigger=statement.cue,
            act=statement.act,
            actor=statement.speaker,
            recipient=recipient,
            factuality="happened" if is_own else "alleged",
            alleged_by=None if is_own or outer is None else outer.speaker,
            statement=statement.id,
            left_open=tuple(left_open),
            time=statement.said_on,
        )
    )


def _says_must(statement: Statement) -> bool:
    """Whether words ask by saying what another must do."""
    return (
        statement.act == "REQUEST"
        and bool(statement.content)
        and bool(_MODAL.search(statement.content[0].text))
    )


def _stands_alone(statement: Statement) -> bool:
    """Whether the verb of saying is a deed though nobody named is addressed (*called for an end to it*)."""
    cue = statement.cue.text if statement.cue is not None else ""
    first = statement.content[0].text if statement.content else ""
    if statement.act == "REJECT" and _NO_ANSWER.match(first):
        return False
    return _ALONE[statement.act].search(cue) is not None and not _QUOTED.match(first)


def _is_directed(statement: Statement) -> bool:
    """Whether words ask, blame or threaten somebody: no question, no denial, no word to a listener."""
    cue = statement.cue.text if statement.cue is not None else ""
    if statement.act == "REQUEST" and statement.content and _ASKS.match(statement.content[0].text):
        return False
    if statement.act == "REQUEST" and (
        modal := _MODAL.search(statement.content[0].text if statement.content else "")
    ):
        return " that " not in statement.content[0].text[4 : modal.start()]  # a demand is the main point
    return not _NO_DEMAND.search(cue) and (statement.act == "REQUEST" or not _PLAIN.search(cue))


def _first_named(statement: Statement, cast: Cast) -> Mention | None:
    """Return the first one named in the words that say what is blamed or threatened."""
    for span in statement.content:
        for name in cast.reading.names:
            if span.start <= name.start < span.end:
                key = name_key(name)
                actor = key if key in cast.figures else None
                return Mention(start=name.start, end=name.end, text=name.text, actor=actor)
    return None


def _named_in(statement: Statement, cast: Cast) -> Mention | None:
    """Return the mention, in the words said, of the actor they are directed at."""
    if statement.toward is None:
        return None
    for span in statement.content:
        for name in cast.reading.names:
            if span.start <= name.start < span.end and name_key(name) == statement.toward:
                return Mention(start=name.start, end=name.end, text=name.text, actor=statement.toward)
    return None
