"""Public, private, anonymous or relayed: how words reached the reporter."""

from __future__ import annotations

import re

from detente.reading.actors.cast import Cast
from detente.reading.knowledge.cues import (
    HEARSAY_ADVERBS,
    PRIVATE_ADVERBS,
    PRIVATE_HEARERS,
    PUBLIC_HEARERS,
    UNNAMED_SOURCES,
)
from detente.reading.speech.drafts import Draft
from detente.record.values import Channel, Statement

_PRIVATE_SETTING = re.compile(
    r"\b(?:in private|behind closed doors|off the record|in confidence|"
    r"(?:private|closed-door|confidential|secret) (?:\w+ ){0,2}"
    r"(?:meeting|talk|conversation|call|remark|letter|message|dinner)s?)\b"
)
_RELAYING = re.compile(
    r"\b(?:sources?|people|persons?|officials?|diplomats?) "
    r"(?:close to|familiar with|briefed on|with knowledge of)|\bclose to\b"
)
_NOT_NAMED = re.compile(
    r"\banonym(?:ity|ous|ously)\b|\bnot for attribution\b|"
    r"\b(?:not (?:to )?|declin\w+ to |refus\w+ to |cannot |could not )be (?:further )?(?:named|identified)\b|"
    r"\bnot (?:be(?:en)? |being )?(?:further )?(?:named|identified)\b|"
    r"(?:\bnot|n[’']t) (?:want|wish|agree|consent|ask|like)\w* to be (?:named|identified|quoted)\b|"
    r"\bnot (?:authori[sz]ed|permitted|allowed) to (?:speak|comment|talk|discuss|brief)\b"
)


def channel_of(draft: Draft, statement: Statement, cast: Cast, *, is_reported: bool) -> Channel:
    """Say by which channel a statement came.

    ``private``: an adverb, the hearers or the setting say it was not meant for the public. ``relayed``:
    a third party reports it, or the speaker is somebody close to whoever is meant. ``anonymous``: an
    official, a diplomat or another source speaks for himself and is not named. Else ``public``.
    """
    sentence = _sentence(draft)
    cue = (draft.cue.text if draft.cue is not None else "").lower()
    if any(word in PRIVATE_ADVERBS for word in (*re.findall(r"\w+", cue), *_adverbs(draft))):
        return "private"
    hearers = statement.addressee.text.lower() if statement.addressee is not None else ""
    if any(word.rstrip("s") in PRIVATE_HEARERS for word in re.findall(r"\w+", hearers)):
        return "private"
    if _PRIVATE_SETTING.search(sentence):
        return "private"
    if is_reported and hearers and not _is_public(hearers):
        return "private"  # a third party tells what one said to another
    speaker = statement.speaker.text if statement.speaker is not None else ""
    if is_reported or draft.is_hearsay or _RELAYING.search(speaker + " " + _after_speaker(draft)):
        return "relayed"
    if any(word in HEARSAY_ADVERBS for word in re.findall(r"\w+", cue)):
        return "relayed"
    if _is_unnamed_source(draft, statement, cast) or _NOT_NAMED.search(sentence) or _is_one_of_them(draft):
        return "anonymous"
    return "public"


def _is_unnamed_source(draft: Draft, statement: Statement, cast: Cast) -> bool:
    """Whether the speaker is an official, a diplomat, a source whom the report does not name."""
    if draft.speaker is None or draft.speaker.lemma_.lower() not in UNNAMED_SOURCES:
        return False
    actor = statement.speaker.actor if statement.speaker is not None else None
    figure = cast.figures.get(actor) if actor is not None else None
    return figure is None or figure.kind in ("unnamed", "group")


def _is_one_of_them(draft: Draft) -> bool:
    """Whether one of those speaks of whom the sentence before says that they are not to be named."""
    speaker = draft.speaker
    if speaker is None or speaker.lower_ not in ("one", "another", "other") or not speaker.sent.start:
        return False
    if not re.match(r"of (?:them|the)\b", _after_speaker(draft).partition(" ")[2]):
        return False
    return _NOT_NAMED.search(speaker.doc[speaker.sent.start - 1].sent.text.lower()) is not None


def _adverbs(draft: Draft) -> list[str]:
    """Return the adverbs that hang on the cue (*say privately*) or open its sentence (*Privately, ...*)."""
    token = draft.cue_token
    if token is None:
        return []
    sentence = token.sent
    has_opening = len(sentence) > 1 and sentence[0].pos_ == "ADV" and sentence[1].text == ","
    opening = [sentence[0].lower_] if has_opening else []
    return [*opening, *(kid.lower_ for kid in token.children if kid.dep_ == "advmod")]


def _is_public(hearers: str) -> bool:
    words = re.findall(r"\w+", hearers)
    return any(word in PUBLIC_HEARERS or word.removesuffix("s") in PUBLIC_HEARERS for word in words)


def _sentence(draft: Draft) -> str:
    """Return the sentence around the cue, quotations left out, in lower case."""
    token = draft.cue_token
    return token.sent.text.lower() if token is not None else ""


def _after_speaker(draft: Draft) -> str:
    """Return the words that qualify the speaker (*officials familiar with the talks*)."""
    if draft.speaker is None:
        return ""
    return " ".join(token.lower_ for token in draft.speaker.subtree)
