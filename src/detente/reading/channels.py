"""Public, private or relayed: how words reached the reporter."""

from __future__ import annotations

import re

from detente.reading.cast import Cast
from detente.reading.cues import HEARSAY_ADVERBS, PRIVATE_ADVERBS, PRIVATE_HEARERS, PUBLIC_HEARERS
from detente.reading.drafts import Draft
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


def channel_of(draft: Draft, statement: Statement, cast: Cast, *, is_reported: bool) -> Channel:
    """Say by which channel a statement came.

    ``private``: an adverb, the hearers or the setting say it was not meant for the public. ``relayed``:
    a third party reports it, or the speaker is somebody close to whoever is meant. Else ``public``.
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
    return "public"


def _adverbs(draft: Draft) -> list[str]:
    """Return the adverbs that hang on the cue (*say privately*)."""
    token = draft.cue_token
    return [kid.lower_ for kid in token.children if kid.dep_ == "advmod"] if token is not None else []


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
