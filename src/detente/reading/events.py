"""Who did what: deeds and public acts with actor, recipient, place, time, losses and factuality.

Deeds are read from verbs and from nouns of doing (*a barrage*, *talks*) in running text; words count
as deeds where somebody accuses, demands, rejects, threatens (the act of their statement). What is
negated, planned, threatened, supposed or only alleged is kept as such and is not counted as happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.reading import syntax
from detente.reading.acts import Act, classify_lemmas
from detente.reading.cast import Cast
from detente.reading.cue_finding import can_speak
from detente.reading.counts import find_casualties
from detente.reading.figures import name_key
from detente.reading.moments import find_moments
from detente.reading.parsed import Block, Reading, cut_span
from detente.reading.proposals import is_proposal
from detente.record.identity import identified
from detente.record.values import Count, Event, Factuality, Interval, Mention, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_DEED_NOUNS = frozenset(
    "attack strike barrage raid bombing shelling assault offensive ambush explosion blast airstrike bombardment "
    "clash fighting massacre talk meeting summit visit negotiation consultation".split()
)
_OUTCOMES = frozenset("kill wound injure leave damage destroy hit claim cause maim".split())
_MEASURES = frozenset("one series wave string number round pair couple dozen hundred set barrage".split())
_PLACES = frozenset({"in", "at", "on", "near", "outside", "over", "around", "across", "inside", "into", "of"})
_AT_WHOM = frozenset({"on", "against", "at", "with", "to", "upon", "for"})
_PLANNED = frozenset("plan expect schedule prepare intend seek want hope aim agree decide set".split())
_THREATENED = frozenset("threaten vow warn".split())
_PREVENTED = frozenset("prevent avoid avert stop foil prohibit bar halt end".split())
_MODALS = frozenset("would could might may should can must 'd".split())
_FUTURE = frozenset("will shall 'll".split())


def find_events(reading: Reading, cast: Cast, statements: Sequence[Statement]) -> tuple[Event, ...]:
    """Find the events of a document, in text order."""
    found: dict[str, Event] = {}
    for block in reading.body():
        for sent in block.doc.sents:
            for event in _in_sentence(block, sent, reading, cast, statements):
                found.setdefault(event.id, event)
    for statement in statements:
        if (spoken := _spoken(statement, cast)) is not None and not _is_covered(spoken, found.values()):
            found.setdefault(spoken.id, spoken)
    return tuple(sorted(found.values(), key=lambda event: (event.passage.start, event.passage.end)))


def _is_covered(spoken: Event, others: object) -> bool:
    return any(
        other.act == spoken.act and other.trigger.start < spoken.trigger.end and spoken.trigger.start < other.trigger.end
        for other in others  # type: ignore[attr-defined]
    )


# -- deeds


def _in_sentence(
    block: Block, sent: Sentence, reading: Reading, cast: Cast, statements: Sequence[Statement]
) -> Iterator[Event]:
    used: set[int] = set()
    for token in sent:
        if block.name(token) is not None or syntax.is_utterance(token) or token.i in used:
            continue
        if token.pos_ == "VERB" and syntax.is_verb(token):
            if _is_outcome(token) or syntax.is_reduced_passive(token) or _is_reported_speech(block, token, statements):
                continue
            act = _verb_act(token)
            target = _object(token)
            if act is not None and target is not None and target.lemma_.lower() in _DEED_NOUNS:
                used.add(target.i)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in _DEED_NOUNS:
            act = _noun_act(token)
        else:
            continue
        if act is None:
            continue
        if act.root in _SPOKEN and _is_said_here(block, token, act, statements):
            continue
        event = _event(block, token, act, reading, cast, statements)
        if _is_told(event, block, token, cast):
            yield event


def _is_reported_speech(block: Block, verb: Token, statements: Sequence[Statement]) -> bool:
    """Whether a verb is the cue of a statement: its act is read from the statement."""
    start, end = block.bounds(verb, verb)
    return any(s.cue is not None and s.cue.start <= start and end <= s.cue.end for s in statements)


def _is_said_here(block: Block, verb: Token, act: Act, statements: Sequence[Statement]) -> bool:
    """Whether a statement under the verb already has its act (*took to the radio to appeal ...*)."""
    low, high = block.bounds(verb.left_edge, verb.right_edge)
    return any(s.act == act.root and s.cue is not None and low <= s.cue.start < high for s in statements)


def _is_told(event: Event, block: Block, token: Token, cast: Cast) -> bool:
    """Whether the text tells a deed of somebody, not a wish, a possibility or a figure of speech."""
    if event.factuality == "hypothetical" or (event.factuality == "denied" and token.dep_ in ("pcomp", "xcomp", "acl")):
        return False
    actor = event.actor.actor if event.actor is not None else None
    recipient = event.recipient.actor if event.recipient is not None else None
    if event.act in _SPOKEN:
        target = _object(token)
        is_answer = target is not None and (is_proposal(block, target) or _relative_proposal(block, token))
        return actor is not None and event.factuality == "happened" and (is_answer or recipient is not None)
    if event.act == "CONSULT":
        if token.pos_ == "VERB":
            several = actor is not None and cast.figures[actor].kind == "group"
            return actor is not None and (recipient is not None or several)
        return actor is not None or recipient is not None or event.factuality == "planned" or event.place is not None
    if event.act == "ASSAULT":
        is_placed = event.place is not None or event.deaths is not None
        return actor is not None or recipient is not None or is_placed
    return actor is not None and (recipient is not None or token.pos_ != "VERB" or _object(token) is not None)


def _relative_proposal(block: Block, verb: Token) -> bool:
    """Whether a relative clause is about a proposal (*the deal, which ... have opposed*)."""
    return verb.dep_ in ("relcl", "acl") and is_proposal(block, verb.head)


def _is_outcome(verb: Token) -> bool:
    """Whether a participle only tells what an attack did (``, killing over a dozen``)."""
    if verb.lemma_.lower() not in _OUTCOMES or verb.dep_ not in ("advcl", "acl", "conj"):
        return False
    above = verb.head
    while above.dep_ in ("conj", "advcl") and above.lemma_.lower() in _OUTCOMES | {"set"} and above.head != above:
        above = above.head
    act = _verb_act(above) if above.pos_ == "VERB" else None
    is_deed = above.pos_ == "NOUN" and above.lemma_.lower() in _DEED_NOUNS
    return is_deed or (act is not None and act.root == "ASSAULT")


def _object(verb: Token) -> Token | None:
    """Return the object of a verb, seen through *one of*, *a series of*, *a wave of*."""
    target = syntax.child(verb, "dobj") or syntax.child(verb, "nsubjpass")
    while target is not None and target.lemma_.lower() in _MEASURES:
        of = next((kid for kid in target.rights if kid.dep_ == "prep" and kid.lower_ == "of"), None)
        inner = syntax.child(of, "pobj") if of is not None else None
        if inner is None:
            break
        target = inner
    return target


def _verb_act(verb: Token) -> Act | None:
    particle = syntax.child(verb, "prt")
    target = _object(verb)
    complement = syntax.child(verb, "xcomp", "ccomp", "pcomp")
    if target is None:
        prep = syntax.child(verb, "prep")
        target = syntax.child(prep, "pobj") if prep is not None else None
    return classify_lemmas(
        verb.lemma_.lower(),
        particle=particle.lower_ if particle is not None else None,
        object_lemma=target.lemma_.lower() if target is not None else None,
        complement_lemma=complement.lemma_.lower() if complement is not None else None,
        is_negated=False,
        words=[token.lower_ for token in verb.subtree],
    )


def _noun_act(noun: Token) -> Act | None:
    """Read a noun of doing where it tells a deed and does not only point back to one.

    It has a doer, a target or a place of its own, or is new in the text (*a strike*, *talks in ...*).
    """
    if noun.dep_ == "compound" or any(kid.dep_ == "poss" and kid.pos_ == "PRON" for kid in noun.children):
        return None
    is_back = any(kid.dep_ == "det" and kid.lower_ in ("the", "this", "that", "these", "those") for kid in noun.children)
    has_own = any(kid.dep_ in ("prep", "poss") for kid in noun.children)
    is_ahead = any(kid.lower_ in ("upcoming", "planned", "scheduled") for kid in noun.children)
    is_placed = has_own or is_ahead or (not is_back and any(kid.dep_ in ("amod", "compound") for kid in noun.children))
    return classify_lemmas(noun.lemma_.lower(), words=[token.lower_ for token in noun.subtree]) if is_placed else None


def _event(
    block: Block, token: Token, act: Act, reading: Reading, cast: Cast, statements: Sequence[Statement]
) -> Event:
    doer, target = _doer(token, block), _target(token, block, act)
    left_open: list[str] = []
    actor = cast.resolve_all(block, doer).mention if doer is not None else None
    recipient = cast.resolve_all(block, target).mention if target is not None else None
    place = _place(block, token, cast)
    if recipient is None and place is not None and act.root == "ASSAULT" and place.actor is not None:
        recipient = place
    if actor is None or actor.actor is None:
        left_open.append("actor: " + ("nobody is said to do it" if actor is None else f"{actor.text!r} names nobody"))
    trigger = _trigger(block, token)
    span = _span(block, token, trigger, actor, recipient, place)
    time = _time(reading, block, token)
    if time is None:
        left_open.append("time: no time stands in the sentence")
    outer = _reported_by(trigger, statements)
    factuality, alleged_by = _factuality(token, outer)
    deaths, injured = _losses(reading, block, token, act)
    return identified(
        Event(
            id="",
            passage=reading.passage(span),
            trigger=trigger,
            act=act.root,
            actor=actor,
            recipient=recipient,
            place=place,
            time=time,
            deaths=deaths,
            injured=injured,
            factuality=factuality,
            alleged_by=alleged_by,
            statement=outer.id if outer is not None else None,
            left_open=tuple(left_open),
        )
    )


def _doer(token: Token, block: Block) -> Token | None:
    if token.pos_ == "VERB":
        return syntax.subject(token)
    owner = syntax.child(token, "poss")
    if owner is not None:
        return owner
    for kid in (*token.lefts, *token.rights):
        if kid.dep_ in ("amod", "compound") and (name := block.name(kid)) is not None and name.kind in ("demonym", "state"):
            return kid
        if kid.dep_ == "prep" and kid.lower_ == "by":
            return syntax.child(kid, "pobj")
    if token.dep_ in ("pobj",) and token.head.lower_ == "during":
        who = next((kid for kid in token.rights if kid.dep_ == "prep" and kid.lower_ in ("from", "by", "of")), None)
        return syntax.child(who, "pobj") if who is not None else None
    return None


def _target(token: Token, block: Block, act: Act) -> Token | None:
    """Find whom it was done to: the object, unless that is a deed itself, else behind *on*, *against*."""
    if token.pos_ == "VERB":
        target = _object(token)
        if target is not None and syntax.is_utterance(target):
            target = None
        if target is not None and target.lemma_.lower() not in _DEED_NOUNS and not _is_thing(block, target):
            return target
        heads = [token, *([target] if target is not None else [])]
    else:
        heads = [token]
    for head in heads:
        for kid in head.rights:
            if kid.dep_ in ("prep", "dative") and kid.lower_ in _AT_WHOM:
                pobj = syntax.child(kid, "pobj")
                if pobj is not None and not _is_thing(block, pobj):
                    return pobj
    return None


def _is_thing(block: Block, token: Token) -> bool:
    """Whether a noun is no one: not a name, not people, not a body."""
    return block.name(token) is None and not can_speak(block, token) and token.lower_ not in ("them", "him", "her", "it")


def _place(block: Block, token: Token, cast: Cast) -> Mention | None:
    """Find the place nearest below the verb, its object or the sentence's end."""
    target = _object(token) if token.pos_ == "VERB" else None
    heads = [token, *([target] if target is not None else [])]
    heads += [kid for kid in token.rights if kid.dep_ in ("xcomp", "advcl")]
    heads += [grand for kid in heads[1:] for grand in kid.rights if grand.dep_ in ("acl", "dobj")]
    for head in heads:
        for kid in head.children:
            if kid.dep_ not in ("prep", "advmod") or kid.lower_ not in _PLACES:
                continue
            pobj = syntax.child(kid, "pobj")
            name = block.name(pobj) if pobj is not None else None
            if name is not None and name.kind in ("capital", "place", "state", "unknown"):
                actor = cast.resolve(block, pobj).mention.actor if pobj is not None else None
                return Mention(start=name.start, end=name.end, text=name.text, actor=actor)
    return None


def _trigger(block: Block, token: Token) -> Span:
    """Return the verb with its auxiliaries and object, or the noun with its modifiers."""
    if token.pos_ != "VERB":
        first, _ = syntax.phrase(token)
        return block.span(first, token)
    target = _object(token)
    last = target if target is not None and target.lemma_.lower() in _DEED_NOUNS else token
    first = token
    for kid in token.lefts:
        if kid.dep_ in ("aux", "auxpass", "neg") and kid.i >= token.i - 3:
            first = min(first, kid, key=lambda t: t.i)
    return block.span(first, max(last, token, key=lambda t: t.i))


def _span(block: Block, token: Token, trigger: Span, *mentions: Mention | None) -> Span:
    """Return the words from the first to the last part of the event inside its sentence."""
    low, high = block.bounds(token.sent[0], token.sent[-1])
    inside = [m for m in mentions if m is not None and low <= m.start and m.end <= high]
    start = min([trigger.start, *(m.start for m in inside)])
    end = max([trigger.end, *(m.end for m in inside)])
    return cut_span(block.text, start, end)


def _time(reading: Reading, block: Block, token: Token) -> Interval | None:
    """Return the time of the sentence that stands nearest to the event."""
    low, high = block.bounds(token.sent[0], token.sent[-1])
    at = block.bounds(token, token)[0]
    moments = find_moments(reading.document, low, high, direction="past")
    points = [moment for moment in moments if moment.kind in ("point", "deadline", "duration")]
    return min(points, key=lambda moment: abs(moment.start - at)).interval if points else None


def _losses(reading: Reading, block: Block, token: Token, act: Act) -> tuple[Count | None, Count | None]:
    """Return deaths and injured told in the sentence of an attack."""
    if act.root != "ASSAULT":
        return None, None
    low, high = block.bounds(token.sent[0], token.sent[-1])
    deaths = injured = None
    for casualties in find_casualties(reading.text[low:high]):
        count = Count(
            low=casualties.low,
            best=casualties.best,
            high=casualties.high,
            expression=Span(start=low + casualties.start, end=low + casualties.end, text=casualties.text),
        )
        if casualties.status != "stated":
            continue
        if casualties.kind == "killed" and deaths is None:
            deaths = count
        elif casualties.kind == "injured" and injured is None:
            injured = count
    return deaths, injured


# -- did it happen


def _reported_by(trigger: Span, statements: Sequence[Statement]) -> Statement | None:
    """Return the innermost statement whose content the event stands in."""
    holding = [
        (piece.end - piece.start, statement)
        for statement in statements
        for piece in statement.content
        if piece.start <= trigger.start and trigger.end <= piece.end
    ]
    return min(holding, key=lambda pair: pair[0], default=(0, None))[1]


def _factuality(token: Token, outer: Statement | None) -> tuple[Factuality, Mention | None]:
    own = _own_factuality(token)
    if outer is None:
        return own, None
    return ("alleged" if own == "happened" else own), outer.speaker


def _own_factuality(token: Token) -> Factuality:
    """Say whether the clause itself asserts, denies, plans, threatens or only supposes the deed."""
    verb = token if token.pos_ == "VERB" else _governing(token)
    if verb is None:
        return "happened"
    doer = syntax.child(verb, "nsubj", "nsubjpass")
    nouns = [token, *([doer] if doer is not None else [])]
    if syntax.is_negated(verb) or any(_is_none(noun) for noun in nouns):
        return "denied"
    auxiliaries = {kid.lower_ for kid in verb.children if kid.dep_ == "aux"}
    if auxiliaries & _FUTURE:
        return "planned"
    if auxiliaries & _MODALS:
        return "hypothetical"
    if any(kid.dep_ == "mark" and kid.lower_ in ("if", "unless", "whether") for kid in verb.children):
        return "hypothetical"
    if "to" in auxiliaries or verb.dep_ in ("xcomp", "pcomp"):
        governor = verb.head.head if verb.dep_ == "pcomp" else verb.head
        return _governed(governor, "to" in auxiliaries)
    return "planned" if re.search(r"\b(?:upcoming|planned|next|future|further)\b", token.head.text + " " + _left(token)) else "happened"


def _is_none(noun: Token) -> bool:
    """Whether a noun is counted as none (*no unit*, *neither side*, *nobody*)."""
    if noun.lower_ in ("nobody", "none", "neither"):
        return True
    return any(kid.dep_ in ("det", "preconj") and kid.lower_ in ("no", "neither") for kid in noun.children)


def _left(token: Token) -> str:
    return " ".join(kid.lower_ for kid in token.lefts)


def _governing(noun: Token) -> Token | None:
    return next((ancestor for ancestor in noun.ancestors if ancestor.pos_ in ("VERB", "AUX")), None)


def _governed(governor: Token, is_infinitive: bool) -> Factuality:
    lemma = governor.lemma_.lower()
    if lemma in _THREATENED:
        return "threatened"
    if lemma in _PREVENTED or syntax.is_negated(governor) or lemma in ("refuse", "deny", "decline"):
        return "denied"
    if lemma in _PLANNED:
        return "planned"
    return "hypothetical" if is_infinitive else "happened"


# -- words as deeds


def _spoken(statement: Statement, cast: Cast) -> Event | None:
    """Return a statement's act as an event: accusing, demanding, rejecting, threatening are done by saying."""
    if statement.act not in _SPOKEN or statement.cue is None or statement.speaker is None:
        return None
    if statement.within is not None or statement.is_negated:
        return None
    recipient = statement.addressee
    if recipient is None or recipient.actor is None or recipient.actor != statement.toward:
        recipient = _named_in(statement, cast) or recipient
    if recipient is None or cast.represented(recipient.actor) == cast.represented(statement.speaker.actor):
        return None
    return identified(
        Event(
            id="",
            passage=statement.passage,
            trigger=statement.cue,
            act=statement.act,
            actor=statement.speaker,
            recipient=recipient,
            factuality="happened",
            statement=statement.id,
            left_open=() if recipient is not None else ("recipient: nobody is addressed",),
        )
    )


def _named_in(statement: Statement, cast: Cast) -> Mention | None:
    """Return the mention, in the words said, of the actor they are directed at."""
    if statement.toward is None:
        return None
    for span in statement.content:
        for name in cast.reading.names:
            if span.start <= name.start < span.end and name_key(name) == statement.toward:
                return Mention(start=name.start, end=name.end, text=name.text, actor=statement.toward)
    return None
