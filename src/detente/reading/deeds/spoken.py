"""Words as deeds: to accuse, demand, reject, threaten or praise is done by saying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.actors.figures import name_key
from detente.reading.deeds.told import is_actor, is_same_side
from detente.reading.deeds.untold import is_of_the_paper
from detente.reading.parse import syntax
from detente.record.identity import identified
from detente.record.values import Event, Mention, Span, Statement

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
_CALLS = re.compile(r"call(?:s|ed|ing)?\b(?!\s+(?:\w+\s+){0,3}?(?:for|on|upon|to)\b)", re.IGNORECASE)
"""*Call* for what names or summons: *called the plan a trap*, *called a vote*."""
_TELLS_DEMAND = re.compile(
    r"\b(?:ask|call|demand|appeal|urg|request|order|press|insist|tell|told|propos|suggest|invit|instruct|command|"
    r"plead|beg|implor|exhort|advis|recommend|want|need|expect|push|summon|challeng|seek|sought|warn)\w*",
    re.IGNORECASE,
)
_DEMANDED = re.compile(
    r"\b(?:must|should|need(?:s|ed)? to|ha(?:s|ve) to|ought to|up to)\b[^.,;!?”\"]*", re.IGNORECASE
)
_LONGEST = 80
"""Longest words, in code points, that tell a demand as a whole."""
_NO_ANSWER = re.compile(r"\s*to (?:comment|say|answer|speak|discuss|elaborate|give|name|be)\b", re.IGNORECASE)
_QUOTED = re.compile(r"\s*[\"“‘]")
_OVER_WHAT = frozenset({"ACCUSE", "THREATEN", "SUPPORT"})
"""Acts toward the one whose deeds or words are named, when nobody is addressed."""


def spoken_event(statement: Statement, outer: Statement | None, cast: Cast) -> Event | None:
    """Return a statement's act as an event: to accuse, demand, reject, threaten or praise is done by saying.

    Of words that another reports (``outer``) it is alleged that they were said.
    """
    if statement.act not in _ALONE or statement.cue is None or statement.speaker is None:
        return None
    if statement.is_negated or not _is_directed(statement) or _is_no_word(statement, cast):
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
            trigger=_trigger(statement, statement.cue),
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


def _trigger(statement: Statement, cue: Span) -> Span:
    """Return the words that tell the deed: the cue, or the demand where the cue only says *said*."""
    if statement.act != "REQUEST" or _TELLS_DEMAND.search(cue.text) or not statement.content:
        return cue
    piece = statement.content[0]
    match = _DEMANDED.search(piece.text)
    if match is not None:
        words = match.group().rstrip()
        start = piece.start + match.start()
        return Span(start=start, end=start + len(words), text=words)
    return piece if len(piece.text) <= _LONGEST else cue


def _is_no_word(statement: Statement, cast: Cast) -> bool:
    """Whether nobody acts by words: the paper speaks, something is given a name, or who is meant is told."""
    if statement.source is not None and is_of_the_paper(statement.source.text):
        return True
    cue = statement.cue
    if cue is None:
        return True
    if statement.act == "REQUEST" and _CALLS.match(cast.reading.text, cue.start):
        return True
    verb = _verb_at(cast, cue)
    return (
        verb is not None and verb.dep_ == "acl" and syntax.is_reduced_passive(verb)
    )  # "the man accused of it"


def _verb_at(cast: Cast, cue: Span) -> Token | None:
    """Return the first verb of a cue in running text."""
    for block in cast.reading.blocks:
        if block.paragraph.start <= cue.start < block.paragraph.end:
            for token in block.tokens_within(cue.start, cue.end):
                if token.pos_ == "VERB":
                    return token
    return None


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
    is_asked = statement.act in ("REQUEST", "REJECT")
    if is_asked and statement.content and _ASKS.match(statement.content[0].text):
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
