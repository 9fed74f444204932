"""Persons whom one report calls former holders of an office, and elsewhere has in that office."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.actors.common_nouns import title_of
from detente.reading.actors.figures import name_key
from detente.reading.actors.former_offices import find_former
from detente.reading.actors.offices import find_office
from detente.reading.inconsistencies.words import misfit, quoted
from detente.reading.knowledge.titles import normal_title
from detente.reading.names.find import Name
from detente.reading.parse import syntax
from detente.reading.parse.moments import find_moments
from detente.reading.parse.parsed import Block
from detente.reading.speech.moods import tense_of
from detente.reading.speech.said_words import SaidWords
from detente.record.values import Inconsistency, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_TERMS = {
    "presidency": "president",
    "premiership": "prime minister",
    "chancellorship": "chancellor",
    "governorship": "governor",
    "mayoralty": "mayor",
    "papacy": "pope",
}
"""Nouns for the time in an office; whoever they belong to holds it."""
_LONG_AGO = 60
"""How many days before a report it does not tell of its own days any more."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THEN = re.compile(
    r"\b(?:then|later|future|next|incoming|elected|designate)[ -]+(?:[\w’'-]+ ){0,4}$", re.IGNORECASE
)
_FORMER_WORDS = re.compile(r"\b(?:former|ousted|deposed|one-time|onetime|retired|ex)\b", re.IGNORECASE)
_FORMER = frozenset({"former", "ex"})


@dataclass(frozen=True, slots=True)
class _Held:
    """Words that tell of an office of a person: whose it is where told, by the keys of actors."""

    actor: str
    title: str
    owner: str | None
    words: Span


def find_odd_offices(cast: Cast, statements: Sequence[Statement]) -> Iterator[Inconsistency]:
    """Yield the persons called former holders of an office that the report elsewhere has them hold.

    An office counts as held where it is told of the present: beside a verb in the present or a perfect, by
    somebody who says something in the report, or on a day close to it. What a sentence tells of another
    year, and what anybody says in quotation marks, counts for nothing.
    """
    if not _FORMER_WORDS.search(cast.reading.text):
        return
    said = SaidWords(statements)
    over = [*_former_by_name(cast), *_former_alone(cast)]
    held = [*_held_by_name(cast, said), *_held_alone(cast, said)] if over else []
    done: set[tuple[str, str]] = set()
    for former in sorted(over, key=lambda one: one.words.start):
        now = next((one for one in held if _is_same_office(former, one)), None)
        if now is None or (former.actor, former.title) in done:
            continue
        done.add((former.actor, former.title))
        name = cast.figures[former.actor].name
        yield misfit(
            cast.reading.document,
            "office",
            (former.words.start, former.words.end),
            (now.words.start, now.words.end),
            about=former.actor,
            found=f"{name} is called a former {former.title} in {quoted(former.words)} and holds the office "
            f"in {quoted(now.words)}.",
        )


def _is_same_office(former: _Held, now: _Held) -> bool:
    is_same = (former.actor, former.title) == (now.actor, now.title)
    return is_same and (former.owner is None or now.owner is None or former.owner == now.owner)


def _former_by_name(cast: Cast) -> Iterator[_Held]:
    for name in cast.reading.names:
        key = name_key(name) if name.kind == "person" and not _is_quoted(cast, name.start) else None
        former = find_former(cast.reading.survey, name) if key in cast.figures else None
        if former is not None and key is not None:
            owner = name_key(former.owner) if former.owner is not None else None
            yield _Held(key, normal_title(former.title.words), owner, former.span)


def _former_alone(cast: Cast) -> Iterator[_Held]:
    """Yield *the former president* where it means a person named elsewhere in the report.

    Not where the sentence names the same person: nobody is called so beside his own name. Nor where the
    report names somebody else as a former holder, who may be meant.
    """
    named = {(one.title, one.actor) for one in _former_by_name(cast)}
    for block in cast.reading.body():
        paragraph = block.paragraph
        if not _FORMER_WORDS.search(cast.reading.text, paragraph.start, paragraph.end):
            continue
        for token in block.doc:
            title = title_of(block, token) if _is_former(token) else None
            if title is None:
                continue
            mention = cast.resolve(block, token).mention
            title = normal_title(title)
            others = {actor for other, actor in named if other == title} - {mention.actor}
            if mention.actor is None or others or mention.actor in _named_in_sentence(cast, block, token):
                continue
            if cast.figures[mention.actor].kind == "person":
                words = Span(start=mention.start, end=mention.end, text=mention.text)
                yield _Held(mention.actor, title, None, words)


def _is_former(token: Token) -> bool:
    if token.tag_ not in ("NN", "NNP"):
        return False
    lefts = {kid.lower_ for kid in token.lefts}
    return "the" in lefts and bool(lefts & _FORMER)


def _named_in_sentence(cast: Cast, block: Block, token: Token) -> set[str | None]:
    sent = token.sent
    low, high = block.bounds(sent[0], sent[-1])
    return {name_key(name) for name in cast.reading.names if low <= name.start < high}


def _held_by_name(cast: Cast, said: SaidWords) -> Iterator[_Held]:
    surveyed = cast.reading.survey
    befores = dict(zip(surveyed.names[1:], surveyed.names[:-1], strict=True))
    for name, key, block, token in _persons(cast):
        if find_former(surveyed, name) is not None or not _is_now(cast, block, token, said):
            continue
        if _THEN.search(surveyed.text[max(0, name.start - 60) : name.start]):
            continue
        office = find_office(surveyed, name, befores.get(name))
        if office is not None:
            title, owner = office
            start = name.title_start if name.title_start is not None else name.start
            words = Span(start=start, end=name.end, text=surveyed.text[start : name.end])
            yield _Held(key, normal_title(title.words), name_key(owner) if owner is not None else None, words)


def _persons(cast: Cast) -> Iterator[tuple[Name, str, Block, Token]]:
    """Yield the names of persons in running text outside quotations, each with its token."""
    for block in cast.reading.blocks:
        if block.inside is not None:
            continue
        for token in block.doc:
            name = block.name(token)
            key = name_key(name) if name is not None and name.kind == "person" else None
            is_first = name is not None and block.bounds(token, token)[0] == name.start
            if name is not None and key in cast.figures and is_first and not _is_quoted(cast, name.start):
                yield name, key, block, token


def _is_quoted(cast: Cast, place: int) -> bool:
    quotations = cast.reading.quotations  # in text order, none inside another
    index = bisect_right(quotations, place, key=lambda quotation: quotation.start) - 1
    return index >= 0 and place < quotations[index].end


def _held_alone(cast: Cast, said: SaidWords) -> Iterator[_Held]:
    """Yield *his presidency* and *the president* where they mean a person named elsewhere in the report."""
    for block in cast.reading.body():
        for token in block.doc:
            title = _TERMS.get(token.lemma_.lower()) or (
                None if _is_former(token) else _bare_title(block, token)
            )
            if title is None or _is_quoted(cast, block.bounds(token, token)[0]):
                continue
            is_term = token.lemma_.lower() in _TERMS
            owner = syntax.child(token, "poss") if is_term else token
            if owner is None or not _is_now(cast, block, token, said):
                continue
            actor = cast.resolve(block, owner).mention.actor or _who_follows(block, owner)
            if actor in cast.figures and cast.figures[actor].kind == "person":
                yield _Held(
                    actor,
                    normal_title(title),
                    None,
                    _clause(block, token) if is_term else _phrase(block, token),
                )


def _who_follows(block: Block, pronoun: Token) -> str | None:
    """Return whom a possessive in a clause put in front means: the subject named behind it.

    *As her presidency ends, Ada Brandt looks back*; where the subject has words of its own before its
    name, as in *As his presidency ends, aides say*, it means nobody for certain.
    """
    clause = next((word for word in pronoun.ancestors if word.dep_ == "advcl"), None)
    subject = syntax.child(clause.head, "nsubj") if clause is not None else None
    name = block.name(subject) if subject is not None and subject.i > pronoun.i else None
    return name_key(name) if name is not None and name.kind == "person" else None


def _bare_title(block: Block, token: Token) -> str | None:
    if token.tag_ != "NN" or block.name(token) is not None:
        return None
    lefts = {kid.lower_ for kid in token.lefts}
    is_present = "the" in lefts and not lefts & {"next", "new", "first", "then"}
    return title_of(block, token) if is_present else None


def _phrase(block: Block, token: Token) -> Span:
    first, last = syntax.phrase(token)
    return block.span(first, last)


def _clause(block: Block, noun: Token) -> Span:
    """Return the clause that a term of office is the subject of, else its phrase."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.pos_ not in ("VERB", "AUX"):
        return _phrase(block, noun)
    return block.span(noun.left_edge, syntax.subtree_bounds(verb)[1])


def _is_now(cast: Cast, block: Block, token: Token, said: SaidWords) -> bool:
    """Whether what is told of somebody is told of the days of the report."""
    document, sent = cast.reading.document, token.sent
    low, high = block.bounds(sent[0], sent[-1])
    day = document.published_on
    years = {int(match.group()) for match in _YEAR.finditer(cast.reading.text, low, high)}
    if years - {day.year if day is not None else 0}:
        return False
    verb = next((word for word in token.ancestors if word.pos_ in ("VERB", "AUX")), None)
    if day is not None:
        moments = [moment.interval for moment in find_moments(document, low, high)]
        if any(one.latest is not None and (day - one.latest).days > _LONG_AGO for one in moments):
            return False
        if any(one.earliest is not None and (day - one.earliest).days <= _LONG_AGO for one in moments):
            return True
    if verb is None:
        return False
    start, end = block.bounds(verb, verb)
    if any(True for _ in said.cues(start, end)):
        return True
    has_perfect = any(kid.dep_ == "aux" and kid.lower_ in ("has", "have") for kid in verb.children)
    return has_perfect or tense_of(verb) in ("present", "future")
