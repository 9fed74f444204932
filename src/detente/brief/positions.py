"""Who stands where: each party's positions on what is on the table, and toward one another.

A position is what a response or a directed statement says. What a party says of itself is its own
position; what others say of it is marked with whoever says so, and neither is netted out against
the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.brief.cast import Cast, Holder
from detente.case import Case
from detente.record.asking.positions import ANSWERS
from detente.record.record import Record
from detente.record.values import Direction, Passage, Proposal, Response, ResponseKind, Statement

RESPONSE_WORDS: Mapping[ResponseKind, str] = {
    "accept": "accepts",
    "support": "supports it",
    "willing": "is willing to engage",
    "conditional": "accepts on conditions",
    "resist": "resists",
    "oppose": "opposes it",
    "reject": "rejects it",
}
DIRECTION_WORDS: Mapping[Direction, str] = {
    "for": "speaks for it",
    "against": "speaks against it",
    "conditional": "names conditions",
    "undecided": "leaves it open",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One record that says where somebody stands; ``alleged_by`` names whoever says it of them."""

    direction: Direction
    words: str
    record: str
    alleged_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Something a position can be about: a proposal as a whole, or an issue among its clauses."""

    key: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Positions of one row on one column, in text order; ``stakes`` are what the clauses give or take."""

    positions: tuple[Position, ...] = ()
    stakes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One party, or one actor outside the case, with a cell for each column."""

    key: str
    name: str
    party: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Rows in case order, then actors outside the case by first position."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.positions or cell.stakes for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A position with where it belongs, before it is put into a matrix."""

    holder: Holder
    column: Column
    position: Position


OPEN_TABLE = Column(key="table", text="what is on the table", kind="proposal")
"""For positions on an offer when the record does not say which."""


def build_positions(record: Record, case: Case, cast: Cast) -> Matrix:
    """Set out who is for, against, conditional or undecided on each proposal and issue."""
    order = _order(record)
    held = sorted(
        [*_from_responses(record, cast), *_from_statements(record, cast)],
        key=lambda pair: (_rank(order, pair[1]), pair[1].start, pair[1].end),
    )
    stakes = _stakes(record, cast)
    columns = [_proposal_column(proposal) for proposal in record.proposals]
    columns += [_issue_column(clause.issue) for proposal in record.proposals for clause in proposal.clauses]
    columns += [entry.column for entry, _ in held]
    used = {entry.column.key for entry, _ in held} | {key for _, key in stakes}
    known = dict.fromkeys(column for column in columns if column.key in used)
    return _matrix(case, cast, [entry for entry, _ in held], known, stakes)


def build_stances(record: Record, case: Case, cast: Cast) -> Matrix:
    """Set out how each party speaks of and to the others, from statements that have a direction."""
    held: list[_Held] = []
    for statement in record.statements:
        speaker = cast.holder(statement.speaker)
        target = cast.holder_of(statement.toward)
        if statement.direction is None or statement.is_negated or speaker is None or target is None:
            continue
        if speaker.key == target.key:
            continue
        column = Column(key=target.key, text=target.name, kind="party")
        position = Position(direction=statement.direction, words=statement.act.lower(), record=statement.id)
        held.append(_Held(holder=speaker, column=column, position=position))
    targets = {entry.column.key: entry.column for entry in held}
    parties = [cast.holder_of_party(party).key for party in case.parties]
    ordered = [targets[key] for key in parties if key in targets]
    ordered += [column for key, column in targets.items() if key not in parties]
    return _matrix(case, cast, held, dict.fromkeys(ordered), {})


def spoken_of(statement: Statement, record: Record) -> Proposal | None:
    """Return the proposal that the words of a statement mention, if they mention one."""
    for proposal in record.proposals:
        for mention in (proposal.passage, *proposal.mentions):
            if mention.document == statement.passage.document and any(
                span.start < mention.end and mention.start < span.end for span in statement.content
            ):
                return proposal
    return None


def teller(response: Response, record: Record, cast: Cast) -> Holder | None:
    """Return whoever says that a response was given, when it is not the one who gave it."""
    subject = cast.holder(response.by)
    said_by = cast.holder(response.alleged_by)
    if said_by is None and response.statement is not None:
        spoken = {statement.id: statement for statement in record.statements}.get(response.statement)
        said_by = cast.holder(spoken.speaker) if spoken is not None else None
    if said_by is None or (subject is not None and subject.key == said_by.key):
        return None
    return said_by


def _from_responses(record: Record, cast: Cast) -> Iterator[tuple[_Held, Passage]]:
    proposals = {proposal.id: proposal for proposal in record.proposals}
    for response in record.responses:
        holder = cast.holder(response.by)
        if holder is None:
            continue
        said_by = teller(response, record, cast)
        alleged = said_by.name if said_by else response.alleged_by.text if response.alleged_by else None
        position = Position(
            direction=ANSWERS[response.kind],
            words=RESPONSE_WORDS[response.kind],
            record=response.id,
            alleged_by=alleged,
        )
        proposal = proposals.get(response.proposal) if response.proposal is not None else None
        for column in _columns(proposal, response.passage):
            yield _Held(holder=holder, column=column, position=position), response.passage


def _from_statements(record: Record, cast: Cast) -> Iterator[tuple[_Held, Passage]]:
    answered = {response.statement for response in record.responses}
    for statement in record.statements:
        holder = cast.holder(statement.speaker)
        if statement.direction is None or statement.is_negated or holder is None:
            continue
        if statement.toward is not None or statement.id in answered:
            continue  # toward somebody: a stance; answered: the response says it more exactly
        proposal = spoken_of(statement, record)
        if proposal is None:
            continue  # a direction, but not toward anything on the table
        position = Position(
            direction=statement.direction,
            words=DIRECTION_WORDS[statement.direction],
            record=statement.id,
        )
        for column in _columns(proposal, statement.passage):
            yield _Held(holder=holder, column=column, position=position), statement.passage


def _columns(proposal: Proposal | None, passage: Passage) -> list[Column]:
    """Return the proposal as a whole, and each issue whose clause stands inside the position's words."""
    if proposal is None:
        return [OPEN_TABLE]
    issues = [
        _issue_column(clause.issue)
        for clause in proposal.clauses
        if clause.passage.document == passage.document
        and clause.passage.start < passage.end
        and passage.start < clause.passage.end
    ]
    return [_proposal_column(proposal), *dict.fromkeys(issues)]


def _proposal_column(proposal: Proposal) -> Column:
    return Column(key=proposal.id, text=proposal.name, kind="proposal")


def _issue_column(issue: str) -> Column:
    return Column(key=f"issue:{issue}", text=issue, kind="issue")


def _stakes(record: Record, cast: Cast) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return what each clause gives to or takes from whom, by holder and issue column."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for proposal in record.proposals:
        for clause in proposal.clauses:
            for actor, words in ((clause.gives_to, "gains"), (clause.taken_from, "gives up")):
                holder = cast.holder_of(actor)
                if holder is None:
                    continue
                stake = (words + (" (reportedly)" if clause.is_hedged else ""), proposal.id)
                entries = found.setdefault((holder.key, f"issue:{clause.issue}"), [])
                if stake not in entries:
                    entries.append(stake)
    return found


def _matrix(
    case: Case,
    cast: Cast,
    held: list[_Held],
    columns: Mapping[Column, None],
    stakes: Mapping[tuple[str, str], list[tuple[str, str]]],
) -> Matrix:
    holders = {h.key: h for h in (cast.holder_of_party(party) for party in case.parties)}
    for entry in held:
        holders.setdefault(entry.holder.key, entry.holder)
    rows = []
    for holder in holders.values():
        cells = tuple(
            Cell(
                positions=tuple(
                    entry.position
                    for entry in held
                    if entry.holder.key == holder.key and entry.column.key == column.key
                ),
                stakes=tuple(stakes.get((holder.key, column.key), ())),
            )
            for column in columns
        )
        rows.append(Row(key=holder.key, name=holder.name, party=holder.party, cells=cells))
    return Matrix(columns=tuple(columns), rows=tuple(rows))


def _order(record: Record) -> dict[str, int]:
    return {document.id: rank for rank, document in enumerate(record.documents)}


def _rank(order: Mapping[str, int], passage: Passage) -> int:
    """Return the place of a passage's document; passages of no document of the record come last."""
    return order.get(passage.document, len(order))
