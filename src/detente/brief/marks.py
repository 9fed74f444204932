"""Where in a text everything read from it stands: one mark for each run of words with a part to play."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from detente.brief.labels import Index
from detente.brief.times import TimeRead
from detente.record.record import Record
from detente.record.values import Event, Mention, Passage, Proposal, Span, Statement

Role = Literal[
    "statement", "speaker", "cue", "direct", "mixed", "indirect", "quoted", "addressee", "occasion",
    "event", "trigger", "proposal", "clause", "response", "claim", "relation", "time", "actor",
    "inconsistency",
]  # fmt: skip
"""What marked words do; a statement's content is marked by its mode."""

ROLE_WORDS: Mapping[Role, str] = {
    "statement": "statement",
    "speaker": "speaker",
    "cue": "cue",
    "direct": "said, direct",
    "mixed": "said, mixed",
    "indirect": "said, indirect",
    "quoted": "in quotation marks",
    "addressee": "addressee",
    "occasion": "occasion",
    "event": "event",
    "trigger": "act",
    "proposal": "proposal",
    "clause": "clause",
    "response": "response",
    "claim": "claim",
    "relation": "relation",
    "inconsistency": "does not fit",
    "time": "time",
    "actor": "actor",
}
"""What a role is called on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMark:
    """One run of a document's words and the part it plays.

    ``label`` is the record's, ``entry`` the address of what is said of it beside the text; ``anchor`` is
    the mark's own address, empty where nothing leads to it; after the last word of a mark that
    ``is_labelled`` stands the label.
    """

    start: int
    end: int
    role: Role
    label: str
    entry: str
    anchor: str = ""
    is_labelled: bool = False


_Place = Span | Mention | Passage | None
_Found = tuple[str, _Place, Role, str, int]
"""Document, words, role, label, and the number of their address: 0 where nothing leads to them."""


def build_marks(
    record: Record, index: Index, times: tuple[TimeRead, ...]
) -> Mapping[str, tuple[TextMark, ...]]:
    """Return the marks of each document by its id, outermost first where several begin at one place.

    Words that are not at their place in the text are not marked: nothing is moved to look-alike words.

    Parameters
    ----------
    record : Record
    index : Index
        The labels of the record.
    times : tuple of TimeRead
        The expressions of time, as ``times.read_times`` gathers them.
    """
    texts = {document.id: document.text for document in record.documents}
    marks: dict[str, list[TextMark]] = {document: [] for document in texts}
    for document, place, role, label, number in _found(record, index, times):
        if place is None or not is_in_place(place, texts.get(document, "")):
            continue
        is_actor = role == "actor"
        mark = TextMark(
            start=place.start,
            end=place.end,
            role=role,
            label=label,
            entry=actor_entry(label, index.documents[document]) if is_actor else label.lower(),
            anchor=text_anchor(label, number) if number else "",
            is_labelled=number > 0 and role not in ("actor", "time"),
        )
        marks[document].append(mark)
    return {
        document: tuple(sorted(found, key=lambda mark: (mark.start, -mark.end)))
        for document, found in marks.items()
    }


def is_in_place(place: Span | Mention | Passage, text: str) -> bool:
    """Whether the words of a place are the text's own at that place."""
    return 0 <= place.start < place.end <= len(text) and text[place.start : place.end] == place.text


def _found(record: Record, index: Index, times: tuple[TimeRead, ...]) -> Iterator[_Found]:
    for said in record.statements:
        for place, role, number in _of_statement(said):
            yield said.passage.document, place, role, index.label(said.id), number
    for event in record.events:
        for place, role, number in _of_event(event):
            yield event.passage.document, place, role, index.label(event.id), number
    for proposal in record.proposals:
        for number, (passage, role) in enumerate(proposal_places(proposal), start=1):
            yield passage.document, passage, role, index.label(proposal.id), number
    for answer in record.responses:
        yield answer.passage.document, answer.passage, "response", index.label(answer.id), 1
    for claim in record.claims:
        yield claim.passage.document, claim.passage, "claim", index.label(claim.id), 1
    for relation in record.relations:
        yield relation.passage.document, relation.passage, "relation", index.label(relation.id), 1
    for odd in record.inconsistencies:
        for number, words in enumerate((odd.passage, odd.other), start=1):
            yield odd.passage.document, words, "inconsistency", index.label(odd.id), number
    for time in times:
        yield time.document, time.expression, "time", time.label, 1
    for actor in record.actors:
        for number, mention in enumerate(actor.mentions, start=1):
            yield mention.document, mention, "actor", index.label(actor.id), number


def _of_statement(said: Statement) -> Iterator[tuple[_Place, Role, int]]:
    yield said.passage, "statement", 1
    yield said.speaker, "speaker", 0
    yield said.cue, "cue", 0
    yield said.addressee, "addressee", 0
    yield said.occasion, "occasion", 0
    for piece in said.content:
        yield piece, said.mode, 0
    for piece in said.quoted:
        yield piece, "quoted", 0


def _of_event(event: Event) -> Iterator[tuple[_Place, Role, int]]:
    yield event.passage, "event", 1
    yield event.trigger, "trigger", 0


def proposal_places(proposal: Proposal) -> tuple[tuple[Passage, Role], ...]:
    """Return where a proposal is spoken of: its passage, what else means it, and its clauses."""
    spoken: dict[Passage, Role] = {proposal.passage: "proposal"}
    for passage in proposal.mentions:
        spoken.setdefault(passage, "proposal")
    return (*spoken.items(), *((clause.passage, "clause") for clause in proposal.clauses))


def text_anchor(label: str, number: int = 1) -> str:
    """Return the address of a record's words in the text; those after the first are numbered."""
    return f"at-{label.lower()}" if number == 1 else f"at-{label.lower()}-{number}"


def actor_entry(label: str, document: int) -> str:
    """Return the address of an actor's entry beside one document: each document has its own."""
    return f"d{document}-{label.lower()}"
