"""Things said about the future: promises, forecasts, deadlines, ultimatums, schedules, with their due date.

A claim needs words that look ahead (a modal, a promise, a time to come). Its due date is the interval
of its time words; it stays open when the document has no date to count from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from detente.reading.actors.cast import Cast
from detente.reading.bargaining.chances import stated_chance
from detente.reading.bargaining.claim_kinds import GATHERS, MIGHT, MUST, WILL
from detente.reading.bargaining.clauses import TERMS, WOULD_TERMS
from detente.reading.bargaining.stated_claims import looks_ahead, stated_claims
from detente.reading.bargaining.undertakings import UNDERTAKES, clauses_in_force, find_vows
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.moments import Moment, find_moments
from detente.reading.parse.parsed import Block, Reading
from detente.reading.parse.tied_times import is_tied
from detente.reading.speech.said_words import SaidWords
from detente.reading.times import find_times
from detente.record.identity import identified
from detente.record.values import Claim, ClaimKind, Interval, Mention, Passage, Proposal, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_GATHERINGS = word_set(
    "summit talk meeting round vote election visit conference session hearing trip call referendum "
    "parade exchange"
)
_UNITS = frozenset({"hour", "day", "week", "month", "year", "fortnight"})
_CALLS = frozenset({"call", "schedule", "set", "fix"})
_AHEAD = word_set("upcoming scheduled planned forthcoming next looming impending")
_UNTIL = frozenset({"until", "till"})
_GIVES = frozenset({"give", "have"})
_PLANS = frozenset({"plan", "intend"})
_MOST = 0.6
_SET = word_set("schedule set plan expect slate due")


def find_claims(
    reading: Reading, cast: Cast, statements: Sequence[Statement], proposals: Sequence[Proposal] = ()
) -> tuple[Claim, ...]:
    """Find the claims of a document, in text order; of the terms of a proposal only those in force are."""
    terms = [clause.passage for proposal in proposals for clause in proposal.clauses]
    found: dict[str, Claim] = {}
    bound = (*clauses_in_force(reading, cast, proposals), *find_vows(reading, cast, SaidWords(statements)))
    for claim in (
        *(_claim(reading, span, "promise", by, due, None) for span, by, due in bound),
        *(
            _claim(reading, span, kind, statement.speaker, due, statement)
            for span, kind, due, statement in stated_claims(reading, cast, statements)
        ),
        *_narrated(reading, cast, statements),
        *_scheduled(reading),
    ):
        if not _is_only_proposed(claim, terms) and not any(
            _is_inside(claim, other) or (claim.statement is None and _is_inside(other, claim))
            for other in found.values()
        ):
            found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=lambda claim: (claim.passage.start, claim.passage.end)))


def _is_only_proposed(claim: Claim, terms: Sequence[Passage]) -> bool:
    """Whether a claim only repeats terms of a proposal, which bind nobody yet, and nobody makes them his own.

    Whoever puts them forward says what would be done, and does not foretell it.
    """
    start, end = claim.passage.start, claim.passage.end
    shared = sum(max(0, min(term.end, end) - max(term.start, start)) for term in terms)
    is_bound = claim.statement is None and claim.kind == "promise"
    is_open = claim.by is None or claim.by.actor is None
    is_foretold = claim.kind == "forecast" and shared >= _MOST * (end - start)
    return shared > 0 and not is_bound and (is_open or is_foretold)


def _is_inside(claim: Claim, other: Claim) -> bool:
    same = claim.passage.start >= other.passage.start and claim.passage.end <= other.passage.end
    is_vaguer = other.kind == "forecast" and other.by is None and other.statement is None
    return same and (claim.kind == other.kind or is_vaguer)


def _narrated(reading: Reading, cast: Cast, statements: Sequence[Statement]) -> Iterator[Claim]:
    """Yield what the reporter says of the time to come, outside anybody's words."""
    said = SaidWords(statements)
    for block in reading.body():
        for sent in block.doc.sents:
            if sent.text.rstrip("”\"'’ ").endswith("?"):
                continue
            yield from _given_time(reading, cast, block, sent)
            start, end = block.bounds(sent[0], sent[-1])
            words = reading.text[start:end]
            is_ahead = WILL.search(words) or any(map(_is_intended, sent))
            direction: Literal["future"] | None = "future" if is_ahead else None
            for moment in find_moments(reading.document, start, end, direction=direction):
                if said.is_said(moment.start):
                    continue
                claim = _at_moment(reading, cast, block, moment)
                if claim is not None:
                    yield claim


def _at_moment(reading: Reading, cast: Cast, block: Block, moment: Moment) -> Claim | None:
    expression = moment.interval.expression
    if not (moment.is_future or looks_ahead(moment)) or expression is None:
        return None
    clause, verb = _clause_around(block, expression)
    if verb is not None and _is_asked(verb):
        return None
    lemmas = {verb.lemma_.lower(), verb.head.lemma_.lower()} if verb is not None else set()
    words = clause.text
    is_agreed = bool(lemmas & UNDERTAKES) or (verb is not None and _is_planned(verb))
    is_called = bool(lemmas & _CALLS) and any(word in words.lower() for word in _GATHERINGS)
    is_past = verb is not None and _is_past(verb)
    must = MUST.search(words)
    is_bound = must is not None and must.group().lower() != "deadline"
    if is_past and not (WILL.search(words) or is_bound or is_agreed or is_called):
        return None
    by = None
    if is_agreed and verb is not None and (who := syntax.subject(verb)) is not None:
        by = cast.resolve_all(block, who).mention
    if must is not None:
        kind: ClaimKind = "deadline"
    elif is_agreed:
        kind = "promise"
    elif is_called or GATHERS.search(words) or _is_of_gathering(words):
        kind = "schedule"
    else:
        by = _acting(cast, block, verb) if verb is not None else None
        kind = "promise" if by is not None else "forecast"
    return _claim(reading, clause, kind, by, moment.interval, None)


def _is_planned(verb: Token) -> bool:
    """Whether somebody plans to do it now (*they plan to bring a draft*)."""
    above = verb.head if verb.dep_ == "xcomp" else verb
    return _is_intended(above) and not syntax.is_negated(above)


def _is_intended(verb: Token) -> bool:
    return verb.lemma_.lower() in _PLANS and verb.tag_ in ("VBZ", "VBP")


def _is_of_gathering(words: str) -> bool:
    return any(word in words.lower() for word in _GATHERINGS) and not MIGHT.search(words)


def _acting(cast: Cast, block: Block, verb: Token) -> Mention | None:
    """Return who *will* do what is his to do (*X, which will send monitors*): a plan told is a promise."""
    is_own = any(kid.dep_ == "aux" and kid.lower_ in ("will", "shall") for kid in verb.lefts)
    if not is_own or syntax.is_passive(verb) or syntax.is_negated(verb):
        return None
    doer = syntax.subject(verb)
    if doer is None or verb.lemma_.lower() not in TERMS | WOULD_TERMS or syntax.child(verb, "dobj") is None:
        return None
    by = cast.resolve_all(block, doer).mention
    return by if by.actor is not None else None


def _given_time(reading: Reading, cast: Cast, block: Block, sent: Sentence) -> Iterator[Claim]:
    """Yield deadlines set by giving time: *gave both ten days to answer*, *has until Friday to answer*."""
    for verb in (token for token in sent if token.lemma_.lower() in _GIVES and token.pos_ == "VERB"):
        until = next(
            (kid for kid in verb.rights if kid.lower_ in ("until", "till") and kid.dep_ == "prep"), None
        )
        action = _to_do(verb, until)
        if action is None or syntax.is_negated(verb):
            continue
        due: Interval | None = None
        unit = next((t for t in block.doc[verb.i : action.i] if t.lemma_.lower() in _UNITS), None)
        if until is not None:
            low, high = block.bounds(until, block.doc[action.left_edge.i - 1])
            moments = find_moments(reading.document, low, high, direction="future")
            due = moments[0].interval if moments else None
        elif unit is not None and verb.lemma_.lower() == "give":
            due = _within(reading, block.span(unit.left_edge, unit))
        if due is not None:
            who = syntax.subject(verb) if verb.lemma_.lower() == "give" else None
            by = cast.resolve_all(block, who).mention if who is not None else None
            span = block.span(verb, syntax.subtree_bounds(action)[1])
            yield _claim(reading, span, "deadline", by, due, None)


def _to_do(verb: Token, until: Token | None) -> Token | None:
    """Return the infinitive that says what the time given is for."""
    below = [
        kid for part in (*verb.rights, *(until.rights if until is not None else ())) for kid in part.children
    ]
    action = syntax.child(verb, "xcomp", "advcl") or next(
        (kid for kid in below if kid.dep_ in ("acl", "relcl", "advcl")), None
    )
    return action if action is not None and action.tag_ == "VB" else None


def _within(reading: Reading, lasting: Span) -> Interval:
    """Count a stretch of time that was given as *within* that time; open where the report has no date."""
    times = find_times(
        f"within {lasting.text}", published_on=reading.document.published_on, direction="future"
    )
    if not times:
        return Interval(
            earliest=None, latest=None, expression=lasting, rule="a time given, not counted", precision="open"
        )
    time = times[0]
    return Interval(
        earliest=time.earliest,
        latest=time.latest,
        expression=lasting,
        rule=time.rule,
        anchor=time.anchor,
        precision=time.precision,
    )


def _clause_around(block: Block, expression: Span) -> tuple[Span, Token | None]:
    """Return the finite clause a time stands in, subject included, and the verb nearest above the time."""
    tokens = block.tokens_within(expression.start, expression.end)
    if not tokens:
        return expression, None
    verb = tokens[0]
    while verb.head != verb and not (
        verb.pos_ in ("VERB", "AUX")
        and (syntax.child(verb, "nsubj", "nsubjpass") or verb.lemma_ in UNDERTAKES)
    ):
        verb = verb.head
    told = verb
    while verb.dep_ in ("xcomp", "ccomp", "conj", "advcl") and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
        if verb.lemma_ in UNDERTAKES:
            break
        verb = verb.head
        if verb.pos_ == "ADJ" or (verb.dep_ in ("acomp", "oprd") and verb.head.pos_ in ("VERB", "AUX")):
            verb = verb.head
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    first = subject.left_edge if subject is not None else verb
    span = block.span(first, syntax.subtree_bounds(verb)[1])
    if not (span.start <= expression.start and expression.end <= span.end):
        span = block.span(verb.sent[0], syntax.subtree_bounds(verb.sent.root)[1])
    return span, told


def _is_asked(verb: Token) -> bool:
    """Whether a clause is a question that is told (*asked whether they would leave by Friday*)."""
    return any(kid.lower_ == "whether" for one in (verb, *verb.ancestors) for kid in one.lefts)


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(
        kid.dep_ in ("aux", "auxpass") and kid.tag_ == "VBD" for kid in verb.children
    )


def _scheduled(reading: Reading) -> Iterator[Claim]:
    """Yield gatherings said to lie ahead: *the upcoming summit*, *talks are due to resume on Friday*."""
    for block in reading.body():
        for token in block.doc:
            if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in _GATHERINGS:
                continue
            span = _gathering(block, token)
            if span is None:
                continue
            verb = token.head
            told = [token, verb, *(kid for kid in verb.rights if kid.dep_ == "xcomp")]
            moments = find_moments(reading.document, *_sentence(block, token), direction="future")
            near = [m for m in moments if m.is_future and span.start <= m.start < span.end + 40]
            ahead = [m for m in near if any(is_tied(block, one, m) for one in told)]
            due = ahead[0].interval if ahead else _open(block, token)
            yield _claim(reading, span, "schedule", None, due, None)


def _sentence(block: Block, token: Token) -> tuple[int, int]:
    return block.bounds(token.sent[0], token.sent[-1])


def _gathering(block: Block, token: Token) -> Span | None:
    if any(kid.lower_ in _AHEAD for kid in token.lefts):
        first, last = syntax.phrase(token)
        return block.span(first, last)
    verb = token.head
    action = syntax.child(verb, "xcomp")
    is_to = verb.lemma_ == "be" and action is not None and syntax.is_infinitive(action)
    is_set = (
        (verb.lemma_.lower() in _SET or is_to)
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
        earliest=None,
        latest=None,
        expression=block.span(word, word),
        rule="ahead, without a day",
        precision="open",
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
            chance=stated_chance(span.text),
            statement=statement.id if statement is not None else None,
        )
    )
