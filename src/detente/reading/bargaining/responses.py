"""How parties answer what is on the table: accept, support, willing, conditional, resist, oppose, reject.

A response needs a predicate of answering and a proposal, or the talks themselves, as its object. What
somebody else says of a party is kept as alleged by the one who says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.bargaining.answer_words import said_around, words_of
from detente.reading.bargaining.answerers import answering
from detente.reading.bargaining.answers import Answer, answer_of
from detente.reading.bargaining.on_table import Table, lay_table
from detente.reading.parse.parsed import Block, Reading
from detente.reading.speech.said_words import SaidWords
from detente.record.identity import identified
from detente.record.values import Mention, Proposal, Response, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_responses(
    reading: Reading, cast: Cast, statements: Sequence[Statement], proposals: Sequence[Proposal]
) -> tuple[Response, ...]:
    """Find the responses of a document, in text order; of several who answer together each has its own."""
    found: dict[str, Response] = {}
    said, table = SaidWords(statements), lay_table(proposals)
    for block in (b for b in reading.blocks if not b.paragraph.is_heading):
        for token in block.doc:
            answer = answer_of(block, table, token)
            if answer is not None:
                for response in _read(block, token, answer, cast, said, table):
                    found.setdefault(response.id, response)
    return tuple(sorted(found.values(), key=lambda r: (r.passage.start, r.passage.end)))


def _read(
    block: Block, token: Token, answer: Answer, cast: Cast, said: SaidWords, table: Table
) -> Iterator[Response]:
    kind, target, who = answer
    span = words_of(block, token, target, who, is_whole=kind == "conditional")
    statement = said_around(span, said)
    if statement is not None and statement.is_negated:
        return  # words that were not said
    proposal = table.answered(block, target)
    for by in answering(block, token, who, span, cast, said):
        if _is_sponsor(cast, by, proposal, table.proposals):
            continue  # whoever put it forward does not answer it
        said_by = statement.speaker if statement is not None else None
        is_own = said_by is not None and _speaks_for(cast, said_by, by)
        yield identified(
            Response(
                id="",
                passage=cast.reading.passage(span),
                kind=kind,
                proposal=proposal,
                by=by,
                alleged_by=None if is_own else said_by,
                statement=statement.id if statement is not None else None,
            )
        )


def _speaks_for(cast: Cast, said_by: Mention, by: Mention) -> bool:
    """Whether somebody tells his own answer, or of those he is named with (*an adviser to X*)."""
    if said_by.actor is None or by.actor is None:
        return said_by == by
    figure = cast.figures.get(said_by.actor)
    own = [said_by.actor]
    if figure is not None and figure.kind == "unnamed" and figure.speaks_for is None:
        own += cast.mentioned(Span(start=said_by.start, end=said_by.end, text=said_by.text))
    return cast.represented(by.actor) in [cast.represented(one) for one in own]


def _is_sponsor(cast: Cast, by: Mention, answered: str | None, proposals: Sequence[Proposal]) -> bool:
    if by.actor is None:
        return False
    sponsors = [p.sponsor.actor for p in proposals if p.id == answered and p.sponsor is not None]
    return any(cast.represented(sponsor) == cast.represented(by.actor) for sponsor in sponsors)
