"""Findings on what moved: positions that changed, answers to what is on the table, force, steps back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.brief.confidence import as_read, lowered, sources_of, trust_in_reports
from detente.brief.findings import Finding, Material, in_record_order
from detente.brief.positions import Entry, side_in_words
from detente.brief.wording import count, day, days, join, says, sentence
from detente.case.naming import called
from detente.record.asking.positions import Position, Stance
from detente.record.values import Event

FORCE = ("ASSAULT", "COERCE", "MOBILIZE")
STEPS = ("AGREE", "CONCEDE", "COOPERATE", "RETREAT")
STEP_WORDS = {
    "AGREE": "agreed",
    "CONCEDE": "conceded",
    "COOPERATE": "cooperated",
    "RETREAT": "pulled back",
}
MOST_SHIFTS = 2
MOST_ANSWERS = 2


def moved(material: Material) -> Iterator[Finding]:
    """Say what changed in the record: shifts first, then answers, force, and steps toward the other side."""
    yield from [_shift(material, one) for one in material.held if one.moves][:MOST_SHIFTS]
    yield from _answers(material)
    yield from _force(material)
    yield from _steps(material)


def _shift(material: Material, position: Position) -> Finding:
    """Say how a party moved last on an issue or a proposal."""
    move = position.moves[-1]
    before, after = (
        f"it {side_in_words(stance, material.record)}{_reported(material, stance)}"
        for stance in (move.before, move.after)
    )
    holder = material.cast.holder_of(move.after.by)
    name = called(holder.name) if holder is not None else ""
    text = f"{name} moved on “{_matter(material, position)}”: first {before}, then {after}"
    return _finding(material, text, [stance.item for stance in position.stances])


def _matter(material: Material, position: Position) -> str:
    names = {proposal.id: proposal.name for proposal in material.record.proposals}
    return names.get(position.about, position.about)


def _answers(material: Material) -> Iterator[Finding]:
    """Say how the proposals with most answers are answered; the matrix shows all of them."""
    answers = [response.id for response in material.record.responses]
    ranked: list[tuple[int, int]] = []
    for number, column in enumerate(material.positions.columns):
        held = [position for row in material.positions.rows for position in row.cells[number].positions]
        if column.kind == "proposal" and held:
            ranked.append((sum(position.record in answers for position in held), number))
    # Equal numbers of answers: the proposal that came later is nearer to the present.
    chosen = sorted(ranked, reverse=True)[:MOST_ANSWERS]
    for number in sorted(number for _, number in chosen):
        yield _answered(material, number)


def _answered(material: Material, number: int) -> Finding:
    said: list[str] = []
    records: list[str] = []
    is_alleged = False
    for row in material.positions.rows:
        latest = _latest(row.cells[number].positions)
        answers = _told(row.name, latest)
        records += [position.record for position in latest]
        is_alleged = is_alleged or any(position.alleged_by for position in latest)
        if answers:
            differ = len(dict.fromkeys(position.direction for position in latest)) > 1
            said.append(f"{called(row.name)} {join(answers, 'but' if differ else 'and')}")
    text = f"On “{material.positions.columns[number].text}”: {'; '.join(said)}"
    return _finding(material, text, records, doubt="part of it is what others say" if is_alleged else "")


def _told(name: str, positions: Sequence[Entry]) -> list[str]:
    """Return each different answer once, to follow the name, with whoever else tells it."""
    tellers: dict[str, list[str]] = {}
    for position in positions:
        tellers.setdefault(position.words, []).append(called(position.alleged_by or ""))
    said = []
    for words, names in tellers.items():
        others = [name for name in names if name]
        also = "also " if len(others) < len(names) else ""
        predicate = says(name, words).removeprefix(called(name)).strip()
        said.append(f"{predicate} ({also}according to {join(others)})" if others else predicate)
    return said


def _latest(positions: Iterable[Entry]) -> list[Entry]:
    """Return the last position by each teller, in text order."""
    last: dict[str | None, Entry] = {}
    for position in positions:
        last.pop(position.alleged_by, None)
        last[position.alleged_by] = position
    return list(last.values())


def _force(material: Material) -> Iterator[Finding]:
    grouped = _by_actor(material, FORCE)
    if not grouped:
        return
    parts = []
    for name, events in grouped.items():
        dated = [event.time for event in events if event.time is not None and not event.time.is_open]
        when = f", most recently {days(dated[-1])}" if dated else ""
        parts.append(f"{called(name)} in {count(len(events), 'event')}{when}{_deadliest(events)}")
    records = [event.id for events in grouped.values() for event in events]
    yield _finding(material, f"Use of force is reported: {'; '.join(parts)}", records)


def _deadliest(events: Sequence[Event]) -> str:
    """Say the highest lower bound of dead in one event; where only a bound is known, it says so."""
    counted = [event.deaths for event in events if event.deaths is not None and event.deaths.low]
    if not counted:
        return ""
    worst = max(counted, key=lambda deaths: deaths.low or 0)
    least = "" if worst.low == worst.high else "at least "
    return f", {least}{worst.low:,} dead in {'it' if len(events) == 1 else 'one of them'}"


def _steps(material: Material) -> Iterator[Finding]:
    fighting = [party.name for party in material.case.parties if party.role == "belligerent"]
    done = _by_actor(material, STEPS)
    grouped = {name: events for name, events in done.items() if name in fighting}
    if not grouped:
        return
    parts = [
        f"{called(name)} {join(dict.fromkeys(STEP_WORDS[event.act] for event in events))}"
        for name, events in grouped.items()
    ]
    records = [event.id for events in grouped.values() for event in events]
    yield _finding(material, f"Steps toward the other side are reported: {'; '.join(parts)}", records)


def _by_actor(material: Material, acts: tuple[str, ...]) -> dict[str, list[Event]]:
    """Group events that happened by whoever did them: parties in case order, then all others together.

    Without parties each actor stands for itself. What is only told inside somebody's words is left out.
    """
    grouped: dict[str, list[Event]] = {party.name: [] for party in material.case.parties}
    for event in material.record.events:
        holder = material.cast.holder(event.actor)
        if event.factuality != "happened" or event.statement is not None:
            continue
        if holder is not None and event.act in acts:
            is_other = holder.party is None and material.case.parties
            grouped.setdefault("others" if is_other else holder.name, []).append(event)
    return {name: events for name, events in grouped.items() if events}


def _finding(material: Material, text: str, records: Iterable[str], doubt: str = "") -> Finding:
    evidence = in_record_order(records, material.index)
    documents = sources_of(evidence, material.record, material.index)
    trust = as_read(trust_in_reports(documents, material.copies), material.record)
    if doubt:
        trust = lowered(trust, doubt)
    return Finding(
        topic="moved",
        sentence=sentence(text),
        confidence=trust.level,
        because=trust.because,
        evidence=evidence,
    )


def _reported(material: Material, stance: Stance) -> str:
    for document in material.record.documents:
        if document.id == stance.passage.document and document.published_on is not None:
            return f" (reported {day(document.published_on)})"
    return ""
