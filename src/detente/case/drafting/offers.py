"""Which proposal is on the table, where reports name it in many ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case.drafting.casting import Casting
from detente.record.record import Record
from detente.record.values import Proposal


def proposals_on_table(record: Record, casting: Casting) -> tuple[Proposal, ...]:
    """Return the proposal the record says most about, as each report has it; of two, the later one.

    Proposals of one sponsor are versions of one. Those whose sponsor no report names belong to it too,
    unless a report tells them apart; without any sponsor, those of one name are one. What is said about
    a proposal are its clauses, its mentions and the responses to it.

    Parameters
    ----------
    record : Record
    casting : Casting

    Returns
    -------
    tuple of Proposal
        In the record's order; empty when there is none.
    """
    rank = {document: index for index, document in enumerate(casting.documents)}
    answered: dict[str | None, int] = {}
    for response in record.responses:
        answered[response.proposal] = answered.get(response.proposal, 0) + 1
    best: tuple[tuple[int, int], tuple[Proposal, ...]] | None = None
    for table in _tables(record.proposals, casting):
        said = sum(len(p.clauses) + len(p.mentions) + answered.get(p.id, 0) for p in table)
        last = max(rank.get(place.document, -1) for p in table for place in (p.passage, *p.mentions))
        if best is None or (said, last) >= best[0]:
            best = ((said, last), table)
    return best[1] if best is not None else ()


def _tables(proposals: Sequence[Proposal], casting: Casting) -> Iterator[tuple[Proposal, ...]]:
    """Yield every set of proposals that could be one, in the record's order."""
    sponsors = {proposal.id: casting.whom(proposal.sponsor) for proposal in proposals}
    for sponsor in dict.fromkeys(sponsors.values()):
        if sponsor is None:
            continue
        reports = [p.passage.document for p in proposals if sponsors[p.id] == sponsor]
        yield tuple(
            p
            for p in proposals
            if sponsors[p.id] == sponsor or (sponsors[p.id] is None and p.passage.document not in reports)
        )
    named: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        if sponsors[proposal.id] is None:
            named.setdefault(proposal.name.strip().casefold() or proposal.id, []).append(proposal)
    for group in named.values():
        yield tuple(group)
