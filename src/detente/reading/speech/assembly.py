"""From drafts to statements: speaker and addressee tied or left open, content cut, mode, channel, act."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.reading.actors.cast import Cast
from detente.reading.actors.salience import Resolution
from detente.reading.knowledge.cues import DOCUMENTS, REFUSALS
from detente.reading.knowledge.issues import issue_told
from detente.reading.parse.parsed import Block, Reading, cut_span
from detente.reading.speech.channels import channel_of
from detente.reading.speech.conditions import find_condition
from detente.reading.speech.drafts import Draft
from detente.reading.speech.moods import mood_of
from detente.reading.speech.speakers import NAMED_FROM, decide_speaker
from detente.reading.speech.speech_acts import Said, Toward, act_of, clauses_of, toward_of
from detente.reading.text.quotations import Quotation
from detente.record.identity import identified
from detente.record.values import Mention, Modality, Mode, Passage, Span, Statement, Tense

_TELLING_NOTHING = frozenset({"ADP", "CCONJ", "DET", "PART", "PUNCT", "SCONJ", "SPACE"})
"""Tags of words that tell nothing by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """The probabilities from which a speaker is named and a statement kept."""

    named: float
    told: float


def build_statements(
    drafts: Sequence[Draft],
    reading: Reading,
    cast: Cast,
    *,
    named_from: float = NAMED_FROM,
    told_from: float = 0.0,
) -> tuple[Statement, ...]:
    """Build the statements of a document, in text order; one reported inside another knows it.

    A speaker is named whose probability reaches ``named_from``; what is less probably told than
    ``told_from`` is left out.
    """
    pairs = build_pairs(drafts, reading, cast, named_from=named_from, told_from=told_from)
    return tuple(statement for _, statement in pairs)


def build_pairs(
    drafts: Sequence[Draft],
    reading: Reading,
    cast: Cast,
    *,
    named_from: float = NAMED_FROM,
    told_from: float = 0.0,
) -> list[tuple[Draft, Statement]]:
    """Build the statements of a document, each with the draft it comes from."""
    built: dict[str, tuple[Draft, Statement]] = {}
    inside = {block.inside: block for block in reading.blocks if block.inside is not None}
    for draft in drafts:
        statement = _build(draft, reading, cast, inside, Least(named=named_from, told=told_from))
        if statement is not None:
            built.setdefault(statement.id, (draft, statement))
    pairs = sorted(built.values(), key=lambda pair: (pair[1].passage.start, pair[1].passage.end))
    nearby: dict[int, list[Statement]] = {}
    for draft, statement in pairs:
        nearby.setdefault(draft.block.index, []).append(statement)
    nested = [(draft, _nest(draft, statement, nearby[draft.block.index], cast)) for draft, statement in pairs]
    told = {statement.id: statement.within for draft, statement in nested if _is_only_told(draft, statement)}
    return [(draft, _lifted(statement, told)) for draft, statement in nested if statement.id not in told]


def _lifted(statement: Statement, left_out: Mapping[str, str | None]) -> Statement:
    """Return a statement within the nearest statement around it that is not left out."""
    within = statement.within
    while within is not None and within in left_out:
        within = left_out[within]
    return statement if within == statement.within else replace(statement, within=within)


def _is_only_told(draft: Draft, statement: Statement) -> bool:
    """Whether somebody only says that another refuses: that is the teller's statement, not a second one.

    The refusal itself is kept as a response, alleged by the teller.
    """
    return statement.within is not None and statement.channel == "relayed" and draft.lemma in REFUSALS


def _build(
    draft: Draft, reading: Reading, cast: Cast, inside: Mapping[Quotation, Block], least: Least
) -> Statement | None:
    content = _content(draft, reading)
    if not content or _tells_itself(draft, content):
        return None
    mode = _mode(content, reading, draft)
    if mode == "indirect" and not _tells(content, draft.block):
        return None
    decided = decide_speaker(draft, mode, content, _speaker(draft, cast), least.named)
    if decided.sureness.told < least.told:
        return None
    clauses = clauses_of(draft, content, inside, cast, decided.speaker)
    said = Said(
        draft=draft,
        content=content,
        clauses=clauses,
        speaker=decided.speaker,
        addressee=_addressee(draft, cast),
    )
    statement = Statement(
        id="",
        passage=_passage(draft, content, decided.speaker, reading),
        mode=mode,
        channel="public",
        content=content,
        quoted=_quoted_words(content, reading),
        source=decided.source,
        speaker=decided.speaker,
        speaker_open=decided.reason,
        candidates=decided.candidates,
        probability=decided.probability,
        speaker_probability=decided.speaker_probability,
        addressee=said.addressee,
        cue=draft.cue,
        is_negated=draft.is_negated,
        about=issue_told(content),
        condition=find_condition(draft, content, inside),
        **_meant(said, cast),
    )
    return identified(statement)


class _Meant(Toward):
    """The fields of a statement that say what it does, how it is meant, and at whom it is directed."""

    act: str
    modality: Modality | None
    tense: Tense | None


def _meant(said: Said, cast: Cast) -> _Meant:
    act = act_of(said)
    mood = mood_of(said.draft, said.clauses)
    return {"act": act, "modality": mood.modality, "tense": mood.tense, **toward_of(said, cast, act)}


def _tells_itself(draft: Draft, content: Sequence[Span]) -> bool:
    """Whether a cue stands in its own content: all of it is then told by whoever is quoted there."""
    cue = draft.cue
    return cue is not None and any(piece.start <= cue.start and cue.end <= piece.end for piece in content)


def _tells(content: Sequence[Span], block: Block) -> bool:
    """Whether some word of the content says something: not the *about* alone that stands behind a cue."""
    return any(
        token.pos_ not in _TELLING_NOTHING
        for span in content
        for token in block.tokens_touching(span.start, span.end)
    )


def _content(draft: Draft, reading: Reading) -> tuple[Span, ...]:
    """Return the pieces of content in text order, overlapping ones joined."""
    text = reading.text
    bounds = [(span.start, span.end) for span in draft.pieces] + [(q.start, q.end) for q in draft.quotations]
    if draft.label is None:
        for quotation in _quotations_within(reading, min(bounds)[0], max(end for _, end in bounds)):
            bounds = [_whole(start, end, quotation) for start, end in bounds]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(bounds):
        if merged and not text[merged[-1][1] : start].strip(" \t"):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return tuple(cut_span(text, start, end) for start, end in merged)


def _whole(start: int, end: int, quotation: Quotation) -> tuple[int, int]:
    """Widen a piece that cuts a quotation, so that it takes it whole."""
    if start < quotation.end and quotation.start < end:
        return min(start, quotation.start), max(end, quotation.end)
    return start, end


def _quotations_within(reading: Reading, start: int, end: int) -> tuple[Quotation, ...]:
    """Return the quotations that touch ``[start, end)``; they are in text order and do not overlap."""
    low = bisect_right(reading.quotations, start, key=lambda quotation: quotation.end)
    high = bisect_left(reading.quotations, end, key=lambda quotation: quotation.start)
    return reading.quotations[low:high]


def _speaker(draft: Draft, cast: Cast) -> Resolution | None:
    if draft.follows is not None:
        return _speaker(draft.follows, cast)
    if draft.label is not None:
        return cast.label(draft.label)
    if draft.speaker is None:
        return None
    resolution = cast.resolve_all(draft.block, draft.speaker)
    if _is_text(draft):
        reason = f"{draft.speaker.text!r} is a text, not who wrote it"
        return Resolution(replace(resolution.mention, actor=None), reason)
    if draft.is_in_turn and draft.speaker.pos_ == "PRON":
        reason = f"{draft.speaker.text!r} stands in an answer: whom it means depends on what was asked"
        mention = replace(resolution.mention, actor=None)
        return Resolution(mention, reason, resolution.candidates)
    return resolution


def _is_text(draft: Draft) -> bool:
    """Whether a text stands before a colon (*Poll: Brandt ahead*): who is named behind it does not speak."""
    speaker, cue = draft.speaker, draft.cue
    if speaker is None or cue is None or cue.text != ":" or draft.block.name(speaker) is not None:
        return False
    return speaker.lemma_.lower() in DOCUMENTS


def _addressee(draft: Draft, cast: Cast) -> Mention | None:
    if draft.addressee is None:
        return None
    return cast.resolve_all(draft.block, draft.addressee).mention


def _passage(draft: Draft, content: Sequence[Span], speaker: Mention | None, reading: Reading) -> Passage:
    """Return the words from the first to the last of content, cue and (when beside them) speaker."""
    spans: list[Span | Mention] = list(content)
    if draft.cue is not None:
        spans.append(draft.cue)
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    is_led_into = draft.cue is not None and draft.block.paragraph.end <= content[0].start
    if (
        speaker is not None
        and draft.follows is None
        and (is_led_into or "\n\n" not in reading.text[min(start, speaker.start) : end])
    ):
        start, end = min(start, speaker.start), max(end, speaker.end)
    return Passage(document=reading.document.id, start=start, end=end, text=reading.text[start:end])


def _mode(content: Sequence[Span], reading: Reading, draft: Draft) -> Mode:
    if draft.is_turn:
        return "direct"
    quoted = [(q.start, q.end) for q in _quoted(content, reading)]
    if not quoted:
        return "indirect"
    covered = all(any(low <= span.start and span.end <= high for low, high in quoted) for span in content)
    return "direct" if covered else "mixed"


def _quoted_words(content: Sequence[Span], reading: Reading) -> tuple[Span, ...]:
    """Return the words between the marks of quotation in the content."""
    text = reading.text
    inner = [(one.inner_start, one.inner_end) for one in _quoted(content, reading)]
    return tuple(Span(start=start, end=end, text=text[start:end]) for start, end in inner)


def _quoted(content: Sequence[Span], reading: Reading) -> list[Quotation]:
    """Return the quotations that lie whole in the content; marks with nothing between them are none."""
    around = _quotations_within(reading, content[0].start, content[-1].end)
    filled = [q for q in around if q.inner_start < q.inner_end]
    return [q for q in filled if any(span.start <= q.start and q.end <= span.end for span in content)]


def _nest(draft: Draft, statement: Statement, nearby: Sequence[Statement], cast: Cast) -> Statement:
    """Say which statement reports this one, and by which channel it reached the reader."""
    outer = [
        other
        for other in nearby
        if other.id != statement.id and _holds(other, statement) and not _holds(statement, other)
    ]
    within = min(outer, key=lambda other: other.passage.end - other.passage.start, default=None)
    same = within is not None and _same_actor(within.speaker, statement.speaker)
    channel = channel_of(draft, statement, cast, is_reported=within is not None and not same)
    return replace(statement, within=within.id if within else None, channel=channel)


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether the cue of one statement stands in the content of another."""
    cue = inner.cue
    return cue is not None and any(span.start <= cue.start and cue.end <= span.end for span in outer.content)


def _same_actor(a: Mention | None, b: Mention | None) -> bool:
    return a is not None and b is not None and a.actor is not None and a.actor == b.actor
