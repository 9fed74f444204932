"""What the reports hold, for a brief without a model: who speaks, what is offered, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.brief.confidence import as_read, sources_of, trust_in_reports
from detente.brief.findings import Finding, Material, Rest, in_record_order
from detente.brief.wording import count, join, sentence
from detente.case.naming import called

MOST_SPEAKERS = 5
MOST_PROPOSALS = 3


def held(material: Material) -> Iterator[Finding]:
    """Say who speaks most, what is on the table, and what is promised or forecast."""
    yield from _speakers(material)
    yield from _proposals(material)
    yield from _claims(material)


def _speakers(material: Material) -> Iterator[Finding]:
    statements = material.record.statements
    spoken: dict[str, list[str]] = {}
    for statement in statements:
        name = material.cast.name(statement.speaker.actor) if statement.speaker is not None else None
        if name is not None and not statement.is_negated:
            spoken.setdefault(name, []).append(statement.id)
    # Equal numbers stay in text order: the sort is stable.
    ranked = sorted(spoken, key=lambda name: -len(spoken[name]))[:MOST_SPEAKERS]
    if not ranked:
        return
    n_known = sum(len(found) for found in spoken.values())
    n_open = sum(1 for row in statements if row.speaker is None or row.speaker.actor is None)
    verb = "has" if n_known == 1 else "have"
    text = f"{count(n_known, 'statement')} of {len(statements):,} {verb} a named speaker, "
    text += f"most often {join(f'{called(name)} ({len(spoken[name])})' for name in ranked)}"
    if n_open:
        text += f"; the speaker of {n_open:,} is left open"
    yield _finding(material, text, [record for name in ranked for record in spoken[name]], "statements")


def _proposals(material: Material) -> Iterator[Finding]:
    proposals = material.record.proposals
    if not proposals:
        return
    said = []
    for proposal in proposals[:MOST_PROPOSALS]:
        sponsor = material.cast.holder(proposal.sponsor)
        by = f", put forward by {called(sponsor.name)}" if sponsor is not None else ", sponsor not stated"
        said.append(f"“{proposal.name}”{by}")
    left = len(proposals) - len(said)
    more = f"; and {left:,} more" if left else ""
    records = [proposal.id for proposal in proposals]
    yield _finding(material, f"On the table: {'; '.join(said)}{more}", records, "proposals")


def _claims(material: Material) -> Iterator[Finding]:
    claims = material.record.claims
    if not claims:
        return
    kinds: dict[str, int] = {}
    for claim in claims:
        kinds[claim.kind] = kinds.get(claim.kind, 0) + 1
    parts = join(count(number, kind) for kind, number in kinds.items())
    verb = "is" if len(claims) == 1 else "are"
    yield _finding(
        material, f"Of what is to come, {parts} {verb} on record", [c.id for c in claims], "claims"
    )


def _finding(material: Material, text: str, records: Iterable[str], anchor: str) -> Finding:
    evidence = in_record_order(records, material.index)
    documents = sources_of(evidence, material.record, material.index)
    trust = as_read(trust_in_reports(documents, material.copies), material.record)
    return Finding(
        topic="said",
        sentence=sentence(text),
        confidence=trust.level,
        because=trust.because,
        evidence=evidence,
        rests_on=(Rest(text="all of them", anchor=anchor),),
    )
