"""What does not fit together in the record, set side by side and never averaged.

Three kinds: words in public and in private of the same actor; peaceful words and violent deeds of the
same party; and accounts of the same thing by different tellers. What cannot both be so as it is told is
found by ``record.asking.contradictions``, the same as every listing shows; words that outlets quote in
variants stand in the quote ledger. The rest looks at the parties of the case. Nothing here says who is
right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.brief.cast import Cast, Holder
from detente.brief.positions import RESPONSE_WORDS, tellers
from detente.brief.wording import says
from detente.case.drafting.topics import is_about_agreement
from detente.case.naming import called
from detente.record.asking.contradictions import Contradiction, contradictions
from detente.record.asking.positions import ANSWERS
from detente.record.links import Link, Links
from detente.record.record import Record
from detente.record.values import Event, Mention, Response, Statement

ClashKind = Literal["public and private", "words and deeds", "accounts"]

YIELDING = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "RETREAT", "AID", "CONSULT"})
RESISTING = frozenset({"REJECT", "ACCUSE", "THREATEN", "COERCE", "ASSAULT", "MOBILIZE", "SANCTION"})
PEACEFUL = frozenset({"AGREE", "CONCEDE", "COOPERATE", "RETREAT"})
VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
BLAMING = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})

BLAMES = "puts demands or blame on "
"""How a side of a clash over who must move begins."""

_CHANNELS = {"private": "in private", "anonymous": "without a name", "relayed": "as others relay it"}
"""How the words of one who speaks otherwise in public reached the reporter."""
_OF_EVENTS: Mapping[str, str] = {
    "denied event": "one account says it happened, another denies it",
    "count": "the numbers of dead cannot both be right",
}
_OF_WORDS: Mapping[str, str] = {
    "position": "both are told of days that may be the same, and exclude each other",
    "denied words": "words that one report quotes are said not to have been said",
}
"""Why each kind of contradiction between reports is set side by side."""

_ALIKE = 0.5
"""The score of events tied because they are told alike: less than any that is proposed."""

_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s|\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a clash: who or what it is, and the records that say so.

    ``is_other`` tells whether it stands against the first side, or with it.
    """

    label: str
    text: str
    records: tuple[str, ...]
    is_other: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two or more sides that do not fit together; ``basis`` says why they are set side by side."""

    kind: ClashKind
    subject: str
    sides: tuple[Side, ...]
    basis: str


def find_clashes(record: Record, cast: Cast, links: Links | None = None) -> tuple[Clash, ...]:
    """Find what does not fit together, kind by kind, each in text order.

    Parameters
    ----------
    record : Record
    cast : Cast
    links : Links, optional
        Which events are one happening, beside those told with the same act, doer, place and days.
    """
    told = tellers(record, cast)
    return (
        *_public_and_private(record, cast),
        *_words_and_deeds(record, cast, told),
        *_accounts_of_answers(record, cast, told),
        *_accounts_of_blame(record, cast),
        *_between_reports(record, cast, links or Links()),
    )


def _public_and_private(record: Record, cast: Cast) -> Iterator[Clash]:
    texts = {document.id: document.text for document in record.documents}
    for private in record.statements:
        if private.channel == "public" or private.speaker is None or private.speaker.actor is None:
            continue
        opposed: dict[str, list[str]] = {}
        for public in record.statements:
            if public.channel != "public" or public.speaker is None:
                continue
            if public.speaker.actor != private.speaker.actor or private.is_negated or public.is_negated:
                continue
            basis = _why_compared(public, private, texts)
            if basis:
                opposed.setdefault(basis, []).append(public.id)
        for basis, publics in opposed.items():
            yield Clash(
                kind="public and private",
                subject=cast.name(private.speaker.actor) or private.speaker.text,
                sides=(
                    Side(label="in public", text="", records=tuple(publics)),
                    Side(
                        label=_CHANNELS[private.channel],
                        text="",
                        records=(private.id,),
                        is_other=True,
                    ),
                ),
                basis=basis,
            )


def _why_compared(public: Statement, private: Statement, texts: dict[str, str]) -> str:
    """Say why two statements of one actor bear on the same thing and differ; empty when they do not."""
    same_target = public.toward == private.toward
    if public.toward is None:  # without an actor, only words on an agreement have a common matter
        same_target = same_target and all(is_about_agreement(_words(said)) for said in (public, private))
    if same_target and public.direction and private.direction and public.direction != private.direction:
        return f"one speaks {_toward(public)}, the other {_toward(private)}, on the same matter"
    if same_target and public.toward is not None:
        acts = (public.act, private.act)
        if (acts[0] in YIELDING and acts[1] in RESISTING) or (acts[0] in RESISTING and acts[1] in YIELDING):
            return "one yields and the other resists, toward the same actor"
    if public.passage.document != private.passage.document or private.channel != "private":
        return ""
    first, second = sorted((public.passage, private.passage), key=lambda passage: passage.start)
    between = texts.get(public.passage.document, "")[first.end : second.start]
    if first.end <= second.start and _SENTENCE_END.search(between) is None and not _ends(first.text):
        return "the report sets them side by side in one sentence"
    return ""


def _words(statement: Statement) -> str:
    return " ".join(span.text for span in statement.content)


def _ends(words: str) -> bool:
    return words.rstrip("”’\"') ").endswith((".", "!", "?"))


def _toward(statement: Statement) -> str:
    words = {"for": "for", "against": "against", "conditional": "of conditions", "undecided": "of neither"}
    return words[statement.direction] if statement.direction else ""


def _words_and_deeds(record: Record, cast: Cast, told: Mapping[str, str]) -> Iterator[Clash]:
    said: dict[str, list[str]] = {}
    holders: dict[str, Holder] = {}
    answered = {response.statement for response in record.responses}
    for response in record.responses:
        holder = cast.holder(response.by)
        if holder and ANSWERS[response.kind] != "against" and response.id not in told:
            holders.setdefault(holder.key, holder)
            said.setdefault(holder.key, []).append(response.id)
    for statement in record.statements:
        holder = cast.holder(statement.speaker)
        if holder and statement.id not in answered and _is_peaceful(statement):
            holders.setdefault(holder.key, holder)
            said.setdefault(holder.key, []).append(statement.id)
    for key, words in said.items():
        deeds = [event for event in record.events if _is_deed(event) and _is_by(event.actor, key, cast)]
        if deeds:
            yield Clash(
                kind="words and deeds",
                subject=holders[key].name,
                sides=(
                    Side(label="says", text="speaks for or of an agreement", records=tuple(words)),
                    Side(
                        label="does",
                        text="uses or prepares force",
                        records=tuple(event.id for event in deeds),
                        is_other=True,
                    ),
                ),
                basis="the same party speaks of agreement and is reported to use force",
            )


def _is_peaceful(statement: Statement) -> bool:
    if statement.is_negated or statement.channel != "public":
        return False
    is_for_terms = statement.toward is None and statement.direction in ("for", "conditional")
    return is_for_terms or statement.act in PEACEFUL


def _is_deed(event: Event) -> bool:
    return event.act in VIOLENT and event.factuality == "happened"


def _is_by(mention: Mention | None, key: str, cast: Cast) -> bool:
    holder = cast.holder(mention)
    return holder is not None and holder.key == key


def _accounts_of_answers(record: Record, cast: Cast, told: Mapping[str, str]) -> Iterator[Clash]:
    """Whether a party resists or is willing, as told by different tellers."""
    subjects: dict[str, list[Response]] = {}
    for response in record.responses:
        holder = cast.holder(response.by)
        if holder is not None:
            subjects.setdefault(holder.key, []).append(response)
    for responses in subjects.values():
        holder = cast.holder(responses[0].by)
        answers = [(response, _teller_name(response, told)) for response in responses]
        against = [name for response, name in answers if ANSWERS[response.kind] == "against"]
        willing = [name for response, name in answers if ANSWERS[response.kind] != "against"]
        if holder is None or not any(a != w for a in against for w in willing):
            continue
        yield Clash(
            kind="accounts",
            subject=f"how {holder.name} answers",
            sides=tuple(_answer_sides(answers, holder.name)),
            basis="different tellers say different things of the same party",
        )


def _answer_sides(answers: Sequence[tuple[Response, str]], subject: str) -> Iterator[Side]:
    grouped: dict[tuple[str, str, bool], list[str]] = {}
    first_is_against = ANSWERS[answers[0][0].kind] == "against"
    for response, name in answers:
        text = says(subject, RESPONSE_WORDS[response.kind])
        is_other = (ANSWERS[response.kind] == "against") != first_is_against
        grouped.setdefault((name, text, is_other), []).append(response.id)
    for (name, text, is_other), records in grouped.items():
        yield Side(label=name, text=text, records=tuple(records), is_other=is_other)


def _teller_name(response: Response, told: Mapping[str, str]) -> str:
    if response.id in told:
        return f"according to {called(told[response.id])}"
    return "by its own words" if response.statement is not None else "according to the report"


def _accounts_of_blame(record: Record, cast: Cast) -> Iterator[Clash]:
    """Who is held to be in the way, when speakers outside the fighting point at different parties."""
    blamed: dict[tuple[str, str], list[str]] = {}
    names: dict[str, str] = {}
    for statement in record.statements:
        speaker, target = cast.holder(statement.speaker), cast.holder_of(statement.toward)
        if speaker is None or target is None or speaker.party is None or statement.is_negated:
            continue
        # Those who fight blame one another: that is the conflict, not a contradiction.
        if not is_belligerent(target, cast) or is_belligerent(speaker, cast):
            continue
        if statement.direction != "against" and statement.act not in BLAMING:
            continue
        names.update({speaker.key: speaker.name, target.key: target.name})
        blamed.setdefault((speaker.key, target.key), []).append(statement.id)
    first_target = next((target for _, target in blamed), None)
    sides = [
        Side(
            label=names[speaker],
            text=f"{BLAMES}{called(names[target])}",
            records=tuple(records),
            is_other=target != first_target,
        )
        for (speaker, target), records in blamed.items()
    ]
    if len(dict.fromkeys(side.text for side in sides)) > 1 and len({side.label for side in sides}) > 1:
        yield Clash(
            kind="accounts",
            subject="who must move",
            sides=tuple(sides),
            basis="speakers outside the fighting put demands or blame on different parties",
        )


def is_belligerent(holder: Holder, cast: Cast) -> bool:
    """Whether a holder is a party that fights."""
    return holder.party is not None and cast.parties[holder.party].role == "belligerent"


def _between_reports(record: Record, cast: Cast, links: Links) -> Iterator[Clash]:
    """What cannot both be so as it is told; accounts of one happening together."""
    tied = links.with_links(_told_alike(record, cast))
    happened: dict[tuple[str, str], None] = {}
    for found in contradictions(record, tied):
        if found.kind in _OF_EVENTS:
            happened.setdefault((found.kind, tied.group_of(found.items[0])[0]))
        elif found.kind in _OF_WORDS:
            yield _of_words(found, record, cast)
    for kind, first in happened:
        events = [event for event in record.events if tied.group_of(event.id)[0] == first]
        yield _of_events(_OF_EVENTS[kind], events, cast)


def _of_events(basis: str, events: Sequence[Event], cast: Cast) -> Clash:
    """Set all accounts of one happening side by side; what one teller says in the same words is one."""
    told: dict[tuple[str, str, str], list[str]] = {}
    for event in events:
        key = (_event_teller(event), _event_text(event), event.passage.text)
        told.setdefault(key, []).append(event.id)
    return Clash(
        kind="accounts",
        subject=_event_subject(events, cast),
        sides=tuple(
            Side(label=teller, text=text, records=tuple(records), is_other=number > 0)
            for number, ((teller, text, _), records) in enumerate(told.items())
        ),
        basis=basis,
    )


def _of_words(found: Contradiction, record: Record, cast: Cast) -> Clash:
    sources = {document.id: document.source for document in record.documents}
    kinds = {response.id: response.kind for response in record.responses}
    who = cast.name(found.about) or ""
    is_answer = found.items[0] in kinds
    said = f"what {called(who)} said" if who else "what was said"
    return Clash(
        kind="accounts",
        subject=f"how {who} answers" if is_answer else said,
        sides=tuple(
            Side(
                label=f"according to {sources[passage.document]}",
                text=says(who, RESPONSE_WORDS[kinds[item]]) if is_answer else "",
                records=(item,),
                is_other=passage is not found.first,
            )
            for item, passage in zip(found.items, (found.first, found.second), strict=True)
        ),
        basis=_OF_WORDS[found.kind],
    )


def _told_alike(record: Record, cast: Cast) -> Iterator[Link]:
    """Tie events of one act, doer, place and days, also within a report, to the first of them."""
    firsts: dict[tuple[str, ...], str] = {}
    for event in record.events:
        first = firsts.setdefault(_event_key(event, cast), event.id)
        if first != event.id:
            yield Link(
                kind="event", a=event.id, b=first, score=_ALIKE, why="the same act, doer, place and days"
            )


def _event_key(event: Event, cast: Cast) -> tuple[str, ...]:
    actor, recipient = cast.holder(event.actor), cast.holder(event.recipient)
    if actor is None:
        return (event.id,)
    when = event.time
    stamp = f"{when.earliest}/{when.latest}" if when and not when.is_open else event.passage.document
    place = event.place.text if event.place else recipient.key if recipient else ""
    return (event.act, actor.key, place, stamp)


def _event_subject(events: Sequence[Event], cast: Cast) -> str:
    holder = next((held for event in events if (held := cast.holder(event.actor)) is not None), None)
    return f"{events[0].act.lower()} by {holder.name}" if holder is not None else events[0].act.lower()


def _event_teller(event: Event) -> str:
    return f"according to {event.alleged_by.text}" if event.alleged_by else "according to the report"


def _event_text(event: Event) -> str:
    if event.deaths is not None and event.deaths.expression is not None:
        return f"{event.factuality}; dead: {event.deaths.expression.text}"
    return event.factuality
