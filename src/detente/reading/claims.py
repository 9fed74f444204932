"""Things said about the future: promises, forecasts, deadlines, ultimatums, schedules, with their due date.

A claim needs words that look ahead (a modal, a promise, a time to come). Its due date is the interval
of its time words; it stays open when the document has no date to count from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.reading import syntax
from detente.reading.cast import Cast
from detente.reading.cues import word_set
from detente.reading.moments import Moment, find_moments
from detente.reading.parsed import Block, Reading, cut_span
from detente.record.identity import identified
from detente.record.values import Claim, ClaimKind, Interval, Mention, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENTENCE_END = re.compile(r"[.?!…]+[\"”’'»)]*(?=\s+[\"“‘'«(]?[A-Z])")
_PROMISES = word_set("promise pledge vow swear guarantee commit assure undertake")
_FORECASTS = word_set(
    "predict forecast expect anticipate believe think hope estimate project fear doubt suspect"
)
_WILL = re.compile(
    r"\b(?:will|shall|won[’']t|going to|is set to|are set to|is due to|are due to)\b|[’']ll\b", re.IGNORECASE
)
_MIGHT = re.compile(r"\b(?:would|could|might|may|should)\b", re.IGNORECASE)
_SWIFTLY = re.compile(
    r"\b(?:swiftly|quickly|soon|shortly|imminently|before long|in no time|immediately|rapidly)\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:must|has to|have to|need to|needs to|deadline|demand\w*|no later than)\b", re.IGNORECASE
)
_OR_ELSE = re.compile(
    r"\b(?:or else|otherwise|face (?:the )?consequences|if (?:\w+ ){1,8}(?:do(?:es)? not|fails?|refuses?)|unless)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:I|we|he|she|they|it)(?: \w+ly)? (?:will|shall|would|could)\b|\b(?:I|we|he|she|they|it)[’'](?:ll|d)\b",
    re.IGNORECASE,
)
_GATHERINGS = word_set(
    "summit talk meeting round vote election visit conference session hearing trip call referendum "
    "parade exchange"
)
_AHEAD = word_set("upcoming scheduled planned forthcoming next looming impending")
_SET = word_set("schedule set plan expect slate due")


def find_claims(reading: Reading, cast: Cast, statements: Sequence[Statement]) -> tuple[Claim, ...]:
    """Find the claims of a document, in text order."""
    found: dict[str, Claim] = {}
    for claim in (*_stated(reading, statements), *_narrated(reading, statements), *_scheduled(reading, cast)):
        if not any(_is_inside(claim, other) for other in found.values()):
            found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=lambda claim: (claim.passage.start, claim.passage.end)))


def _is_inside(claim: Claim, other: Claim) -> bool:
    same = claim.passage.start >= other.passage.start and claim.passage.end <= other.passage.end
    return same and claim.kind == other.kind


def _stated(reading: Reading, statements: Sequence[Statement]) -> Iterator[Claim]:
    """Yield claims made in statements that somebody really made."""
    for statement in statements:
        if statement.is_negated or (
            statement.speaker is None and "possibility" in (statement.speaker_open or "")
        ):
            continue
        for piece in statement.content:
            for sentence in _sentences(reading.text, piece):
                claim = _in_piece(reading, statement, sentence)
                if claim is not None:
                    yield claim


def _sentences(text: str, piece: Span) -> Iterator[Span]:
    """Cut a piece of content at its sentence ends; questions are left out, they assert nothing."""
    start = piece.start
    for match in (*_SENTENCE_END.finditer(text, piece.start, piece.end), None):
        end = match.end() if match is not None else piece.end
        sentence = cut_span(text, start, end)
        if sentence.text.rstrip("”\"'’ ")[-1:] not in ("?", ""):
            yield sentence
        start = end


def _in_piece(reading: Reading, statement: Statement, piece: Span) -> Claim | None:
    words = piece.text
    moments = find_moments(
        reading.document, piece.start, piece.end, direction="future" if _WILL.search(words) else None
    )
    ahead = [moment for moment in moments if moment.is_future or _looks_ahead(moment)]
    cue = (statement.cue.text if statement.cue is not None else "").lower()
    stems = {word.removesuffix("ed").removesuffix("s") for word in re.findall(r"[a-z]+", cue)} | set(
        cue.split()
    )
    kind = _kind(words, stems, bool(ahead))
    if kind is None:
        return None
    span = _without_that(reading.text, piece)
    due = ahead[0].interval if ahead else _vague(reading.text, span)
    return _claim(reading, span, kind, statement.speaker, due, statement)


def _kind(words: str, cue: set[str], is_dated: bool) -> ClaimKind | None:
    """Say what kind of claim the words are; None when they do not look ahead."""
    will, might = bool(_WILL.search(words)), bool(_MIGHT.search(words))
    if (
        will
        and _OR_ELSE.search(words)
        and (is_dated or "warn" in cue or "threaten" in cue or "threatened" in cue)
    ):
        return "ultimatum"
    if is_dated and _MUST.search(words):
        return "deadline"
    if cue & _PROMISES or cue & {"promised", "pledge", "vowed", "swore", "committed"}:
        return "promise"
    is_forecast = bool(cue & _FORECASTS) or bool(
        cue & {"believed", "hoped", "feared", "anticipated", "predicted"}
    )
    if will or (might and (is_forecast or is_dated or _SWIFTLY.search(words))):
        return "promise" if _OWN.search(words) and not is_forecast else "forecast"
    if (
        re.search(r"\b(?:I|we|he|she|they|it|government|country|parliament|party) would\b", words)
        and not is_forecast
    ):
        return "promise"
    if is_dated and not might and re.search(r"\b(?:me|us|I|we)\b", words):
        return "promise"
    return None


def _looks_ahead(moment: Moment) -> bool:
    """Whether an open time is one to come (*in a week* in a report without a date)."""
    words = moment.interval.expression.text.lower() if moment.interval.expression else ""
    is_counted = moment.is_future is None and moment.interval.is_open and not re.search(r"\d{4}", words)
    return is_counted and (
        moment.kind == "deadline" or words.startswith(("in ", "within ", "by ", "before "))
    )


def _vague(text: str, span: Span) -> Interval | None:
    """Keep *swiftly*, *soon* as a due date that is open: words for a time, but no day."""
    match = _SWIFTLY.search(text, span.start, span.end)
    if match is None:
        return None
    expression = Span(start=match.start(), end=match.end(), text=match.group())
    return Interval(earliest=None, latest=None, expression=expression, rule="too vague to count")


def _without_that(text: str, piece: Span) -> Span:
    if piece.text.lower().startswith("that "):
        return cut_span(text, piece.start + 5, piece.end)
    return piece


def _narrated(reading: Reading, statements: Sequence[Statement]) -> Iterator[Claim]:
    """Yield what the reporter says of the time to come, outside anybody's words."""
    taken = [(span.start, span.end) for statement in statements for span in statement.content]
    for block in reading.body():
        for sent in block.doc.sents:
            start, end = block.bounds(sent[0], sent[-1])
            direction = "future" if _WILL.search(reading.text[start:end]) else None
            for moment in find_moments(reading.document, start, end, direction=direction):  # type: ignore[arg-type]
                if any(low <= moment.start < high for low, high in taken):
                    continue
                if not (moment.is_future or _looks_ahead(moment)) or moment.interval.expression is None:
                    continue
                clause, is_past = _clause_around(block, moment.interval.expression)
                words = clause.text
                if is_past and not _WILL.search(words) and not _MUST.search(words):
                    continue
                if _MUST.search(words):
                    kind: ClaimKind = "deadline"
                elif any(word in words.lower() for word in _GATHERINGS) and not _MIGHT.search(words):
                    kind = "schedule"
                else:
                    kind = "forecast"
                yield _claim(reading, clause, kind, None, moment.interval, None)


def _clause_around(block: Block, expression: Span) -> tuple[Span, bool]:
    """Return the finite clause a time stands in, subject included, and whether it tells of the past."""
    tokens = block.tokens_within(expression.start, expression.end)
    if not tokens:
        return expression, False
    verb = tokens[0]
    while verb.head != verb and not (
        verb.pos_ in ("VERB", "AUX") and syntax.child(verb, "nsubj", "nsubjpass")
    ):
        verb = verb.head
    is_past = verb.tag_ == "VBD" or any(
        kid.dep_ in ("aux", "auxpass") and kid.tag_ == "VBD" for kid in verb.children
    )
    while verb.dep_ in ("xcomp", "ccomp", "conj", "advcl") and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
        verb = verb.head
        if verb.pos_ == "ADJ" or (verb.dep_ in ("acomp", "oprd") and verb.head.pos_ in ("VERB", "AUX")):
            verb = verb.head
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    first = subject.left_edge if subject is not None else verb.left_edge
    span = block.span(first, syntax.subtree_bounds(verb)[1])
    if not (span.start <= expression.start and expression.end <= span.end):
        span = block.span(verb.sent[0], syntax.subtree_bounds(verb.sent.root)[1])
    return span, is_past


def _scheduled(reading: Reading, cast: Cast) -> Iterator[Claim]:
    """Yield gatherings said to lie ahead: *the upcoming summit*, *talks are due to resume on Friday*."""
    for block in reading.body():
        for token in block.doc:
            if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in _GATHERINGS:
                continue
            span = _gathering(block, token)
            if span is None:
                continue
            moments = find_moments(reading.document, *_sentence(block, token), direction="future")
            ahead = [m for m in moments if m.is_future and span.start <= m.start < span.end + 40]
            due = ahead[0].interval if ahead else _open(block, token)
            yield _claim(reading, span, "schedule", None, due, None)


def _sentence(block: Block, token: Token) -> tuple[int, int]:
    return block.bounds(token.sent[0], token.sent[-1])


def _gathering(block: Block, token: Token) -> Span | None:
    if any(kid.lower_ in _AHEAD for kid in token.lefts):
        first, last = syntax.phrase(token)
        return block.span(first, last)
    verb = token.head
    is_set = (
        verb.lemma_.lower() in _SET
        and token.dep_ in ("nsubj", "nsubjpass")
        and syntax.child(verb, "xcomp", "prep")
    )
    if is_set and not syntax.is_negated(verb):
        return block.span(token.left_edge, syntax.subtree_bounds(verb)[1])
    return None


def _open(block: Block, token: Token) -> Interval | None:
    word = next((kid for kid in token.lefts if kid.lower_ in _AHEAD), None)
    if word is None:
        return None
    return Interval(
        earliest=None, latest=None, expression=block.span(word, word), rule="ahead, without a day"
    )


def _claim(
    reading: Reading,
    span: Span,
    kind: ClaimKind,
    by: Mention | None,
    due: Interval | None,
    statement: Statement | None,
) -> Claim:
    return identified(
        Claim(
            id="",
            passage=reading.passage(span),
            kind=kind,
            by=by,
            made=None,
            due=due,
            statement=statement.id if statement is not None else None,
        )
    )
