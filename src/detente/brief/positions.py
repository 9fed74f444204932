"""Who stands where, set out as tables: by what is on the table, and toward one another.

Which sides are taken is found by ``record.asking.positions``, the same as every listing shows; here they
are put under the parties of the case. What a party says of itself is its own position; what others say of
it is marked with whoever says so, and neither is netted out against the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.brief.cast import Cast, Holder
from detente.case import Case
from detente.record.asking.positions import Position, Stance, positions, sides_taken, teller_of
from detente.record.record import Record
from detente.record.values import Direction, Mention, Passage, Proposal, ResponseKind

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
class Entry:
    """A side that is taken, as a cell shows it; ``alleged_by`` names whoever says it of them."""

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

    positions: tuple[Entry, ...] = ()
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
    """A side with where it belongs, before it is put into a matrix."""

    holder: Holder
    column: Column
    entry: Entry


OPEN_TABLE = Column(key="table", text="what is on the table", kind="proposal")
"""For positions on an offer when the record does not say which."""


def build_positions(record: Record, case: Case, cast: Cast) -> Matrix:
    """Set out who is for, against, conditional or undecided on each proposal and issue."""
    held = list(_held(record, cast))
    stakes = _stakes(record, cast)
    columns = [_proposal_column(proposal) for proposal in record.proposals]
    columns += [_issue_column(clause.issue) for proposal in record.proposals for clause in proposal.clauses]
    columns += [entry.column for entry in held]
    used = {entry.column.key for entry in held} | {key for _, key in stakes}
    known = dict.fromkeys(column for column in columns if column.key in used)
    ordered = sorted(known, key=lambda column: column.kind == "issue")
    return _matrix(case, cast, held, dict.fromkeys(ordered), stakes)


def held_positions(record: Record, cast: Cast) -> tuple[Position, ...]:
    """Return where each party stands on each issue and proposal over time, and what moved."""
    return positions(record, parties=_holders(cast))


def tellers(record: Record, cast: Cast) -> dict[str, str]:
    """Return who else tells an answer than whoever gave it, by the ids of the responses that others tell."""
    statements = {statement.id: statement for statement in record.statements}
    holders = _holders(cast)
    told = ((one.id, teller_of(one, statements, holders)) for one in record.responses)
    return {response: _called(teller, cast) for response, teller in told if teller is not None}


def side_in_words(stance: Stance, record: Record) -> str:
    """Return which side a stance takes: an answer by its kind, a statement by its direction."""
    kind = next((one.kind for one in record.responses if one.id == stance.item), None)
    return DIRECTION_WORDS[stance.direction] if kind is None else RESPONSE_WORDS[kind]


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
        entry = Entry(direction=statement.direction, words=statement.act.lower(), record=statement.id)
        held.append(_Held(holder=speaker, column=column, entry=entry))
    targets = {entry.column.key: entry.column for entry in held}
    parties = [cast.holder_of_party(party).key for party in case.parties]
    ordered = [targets[key] for key in parties if key in targets]
    ordered += [column for key, column in targets.items() if key not in parties]
    return _matrix(case, cast, held, dict.fromkeys(ordered), {})


def _holders(cast: Cast) -> dict[str, str]:
    """Map each actor to the key of whoever holds its positions; nobody does who is unnamed."""
    found = ((actor, cast.holder_of(actor)) for actor in cast.actors)
    return {
        actor: holder.key
        for actor, holder in found
        if holder is not None and (holder.party is not None or cast.actors[holder.key].kind != "unnamed")
    }


def _held(record: Record, cast: Cast) -> Iterator[_Held]:
    proposals = {proposal.id: proposal for proposal in record.proposals}
    kinds = {response.id: response.kind for response in record.responses}
    for taken in sides_taken(record, parties=_holders(cast)):
        holder = cast.holder_of(taken.stance.by)
        if holder is None:
            continue
        kind = kinds.get(taken.stance.item)
        entry = Entry(
            direction=taken.stance.direction,
            words=DIRECTION_WORDS[taken.stance.direction] if kind is None else RESPONSE_WORDS[kind],
            record=taken.stance.item,
            alleged_by=_called(taken.teller, cast) if taken.teller is not None else None,
        )
        if taken.kind == "issue" and taken.about is not None:
            yield _Held(holder=holder, column=_issue_column(taken.about), entry=entry)
            continue
        for column in _columns(proposals.get(taken.about or ""), taken.stance.passage):
            yield _Held(holder=holder, column=column, entry=entry)


def _called(teller: Mention, cast: Cast) -> str:
    """Return the name of whoever tells something, the words of the report where whom they mean is open."""
    holder = cast.holder(teller)
    return holder.name if holder is not None else teller.text


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
                    entry.entry
                    for entry in held
                    if entry.holder.key == holder.key and entry.column.key == column.key
                ),
                stakes=tuple(stakes.get((holder.key, column.key), ())),
            )
            for column in columns
        )
        rows.append(Row(key=holder.key, name=holder.name, party=holder.party, cells=cells))
    return Matrix(columns=tuple(columns), rows=tuple(rows))
