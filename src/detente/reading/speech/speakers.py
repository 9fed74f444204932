"""Who is given as the speaker of a statement, or why nobody is: when in doubt it stays open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.reading.actors.salience import Resolution
from detente.reading.speech.drafts import Draft
from detente.reading.speech.sureness import Sureness, evidence, sureness_of
from detente.record.values import Mention, Mode, Span

NAMED_FROM = 0.7
"""Least probability of being right from which a speaker is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The speaker of a statement, None when open; then ``reason`` says why and ``candidates`` who it may be.

    A speaker whose ``actor`` is None is words that nobody is known to stand for (*officials there*).
    ``source`` are the words for the speaker, whoever they mean.
    """

    source: Span | None
    speaker: Mention | None
    reason: str | None
    candidates: tuple[str, ...]
    sureness: Sureness

    @property
    def probability(self) -> float:
        """How probable it is that the statement is right: told so and, if a speaker is given, by that one."""
        return round(self.sureness.told * (self.sureness.speaker if self.speaker is not None else 1.0), 3)

    @property
    def speaker_probability(self) -> float | None:
        """How probable it is that the speaker is right, or else the first candidate; None without either."""
        return self.sureness.speaker if self.speaker is not None or self.candidates else None


def decide_speaker(
    draft: Draft,
    mode: Mode,
    content: Sequence[Span],
    resolution: Resolution | None,
    named_from: float = NAMED_FROM,
) -> Decided:
    """Decide who is given as the speaker.

    Parameters
    ----------
    draft : Draft
    mode : str
    content : sequence of Span
        Both as the statement's.
    resolution : Resolution or None
        Whom the words for the speaker mean; None without such words.
    named_from : float
        Least probability from which somebody is named; below it he or she is a candidate.
    """
    speaker, reason = _given(draft, resolution)
    if speaker is not None and _stands_in(speaker, content) and not draft.is_turn:
        reason, speaker = f"{speaker.text!r} stands in what is told", None
    candidates = resolution.candidates if resolution is not None and speaker is None else ()
    sureness = sureness_of(draft, evidence(draft, mode, content, speaker), resolution)
    if speaker is not None and speaker.actor is not None and sureness.speaker < named_from:
        reason = (
            f"{speaker.text!r} is the speaker with a probability of {sureness.speaker:.2f} only, "
            f"below {named_from:g}"
        )
        candidates = (speaker.actor,)
        speaker = None
    is_named = speaker is not None and speaker.actor is not None
    return Decided(
        source=_source(resolution),
        speaker=speaker,
        reason=None if is_named else reason,
        candidates=candidates,
        sureness=sureness,
    )


def _stands_in(speaker: Mention, content: Sequence[Span]) -> bool:
    return any(piece.start <= speaker.start and speaker.end <= piece.end for piece in content)


def _source(resolution: Resolution | None) -> Span | None:
    mention = resolution.mention if resolution is not None else None
    if mention is None or not mention.text:
        return None
    return Span(start=mention.start, end=mention.end, text=mention.text)


def _given(draft: Draft, resolution: Resolution | None) -> tuple[Mention | None, str | None]:
    """Return whom a statement can be given to, and why it is open when to nobody for sure."""
    if draft.is_negated:
        return None, "the text says that this was not said"
    if draft.is_hypothetical:
        return None, "the text gives this only as a possibility"
    speaker = resolution.mention if resolution is not None and resolution.mention.text else None
    reason = draft.reason or (resolution.reason if resolution is not None else None)
    if draft.reason is not None or (speaker is not None and _is_doubtful(draft, speaker, resolution)):
        speaker = None
    if speaker is None and reason is None:
        reason = "no speaker stands with the cue"
    elif speaker is not None and speaker.actor is None and reason is None:
        reason = f"{speaker.text!r} is tied to nobody the text names"
    return speaker, reason


def _is_doubtful(draft: Draft, speaker: Mention, resolution: Resolution | None) -> bool:
    """Whether untied words fit several, or are a pronoun that fits somebody but not for sure."""
    if speaker.actor is not None:
        return False
    n_candidates = len(resolution.candidates) if resolution is not None else 0
    is_pronoun = draft.speaker is not None and draft.speaker.pos_ == "PRON"
    return n_candidates > 1 or (is_pronoun and n_candidates > 0)
