"""Findings from the model: whether an agreement can hold, who blocks, what would change it, the way there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from detente.analysis.results import Blocker, Outcome, Path, Question, Share, Target
from detente.brief import anchors
from detente.brief.confidence import Trust, sources_of, trust_in_model, trust_in_reports
from detente.brief.findings import Finding, Material, Rest, Topic, in_record_order
from detente.brief.wording import (
    AGREEMENT_NAMES,
    changes,
    count,
    definition_text,
    join,
    percent,
    question,
    sentence,
    share_of_worlds,
    state,
)
from detente.case.model import Concern
from detente.case.naming import called

SEQ = 3
"""Place of sequential stability in ``CONCEPTS``: the concept the first page speaks of."""

MOST_BLOCKERS = 3
MOST_QUESTIONS = 2


def bottom_line(material: Material) -> Iterator[Finding]:
    """Say whether what the case defines first can hold, in which form, and whether the present holds."""
    exploration = material.exploration
    if not exploration.targets:
        yield _finding(
            material,
            "bottom line",
            "The case defines no agreement, so the model cannot say whether one can hold",
            material.case.concerns,
        )
    for target in exploration.targets[:1]:
        yield _can_hold(material, target)
        yield from _most_often(material, target)
        if target.best is not None and target.best.equilibrium[SEQ].share > 0:
            yield _best_form(material, target, target.best)
    if exploration.now is not None:
        yield _now(material, exploration.now)


def blocks(material: Material) -> Iterator[Finding]:
    """Say who would leave the best form of the agreement, by which move, in what share of worlds."""
    for target in material.exploration.targets[:1]:
        blockers = [row for row in target.blockers if row.share.share > 0][:MOST_BLOCKERS]
        for blocker in blockers:
            yield _blocker(material, target, blocker)
        if target.best is not None and not blockers:
            yield _finding(
                material,
                "blocks",
                "No party has a move away from it that the others leave unanswered, in any world drawn",
                material.case.concerns,
                rests_on=(_targets(),),
            )


def change(material: Material) -> Iterator[Finding]:
    """Say which open question and which assumption the picture hangs on most."""
    exploration = material.exploration
    first = exploration.targets[0].name if exploration.targets else ""
    questions = [row for row in exploration.questions if row.target == first and is_beyond_noise(row)]
    for place, asked in enumerate(questions[:MOST_QUESTIONS]):
        yield _question(material, asked, _noun(exploration.targets[0]), is_first=place == 0)
    yield from _heaviest_assumption(material, first)


def is_beyond_noise(asked: Question) -> bool:
    """Whether the answers differ by more than twice the standard error of their difference."""
    shares = sorted((share for _, share in asked.settled), key=lambda share: share.share)
    if len(shares) < 2:
        return False
    noise = math.hypot(shares[0].error, shares[-1].error)
    return shares[-1].share - shares[0].share > 2 * noise


def path(material: Material) -> Iterator[Finding]:
    """Say by which moves the best form of the agreement is reached from now, and who moves first."""
    for target in material.exploration.targets[:1]:
        if target.best is None or target.best.is_now:
            continue
        rests_on = (Rest(text="the path", anchor="path"),)
        if target.path is None or not target.path.steps:
            text = "No sequence of single parties’ moves leads from here to it"
            yield _finding(material, "path", text, material.case.concerns, rests_on=rests_on)
            continue
        yield _way(material, target.path)


def _way(material: Material, path: Path) -> Finding:
    """Say the moves of a path; their order is a finding only where some world wants every step."""
    names = {party.id: called(party.name) for party in material.case.parties}
    share = path.by_improvements
    moves = [
        f"{names.get(step.party, step.party)} would {changes(material.case, step.changes)}"
        for step in path.steps
    ]
    if share.share == 0:
        joined = "; ".join(moves)
        willing = "In no world drawn, and in no order, is every step an improvement for whoever takes it: "
        willing += "somebody has to move at its own cost"
    else:
        joined = "; then ".join(moves)
        willing = f"Each step is an improvement for whoever takes it {share_of_worlds(share, is_short=True)}"
        willing += ", and in no other order more often" if len(path.steps) > 1 else ""
    return _finding(
        material,
        "path",
        f"The shortest way there has {count(len(path.steps), 'move')}: {joined}. {willing}",
        _concerns_of(material, [step.party for step in path.steps]),
        rests_on=(Rest(text="the path", anchor="path"),),
        numbers=(("every step improves", share),),
    )


def _can_hold(material: Material, target: Target) -> Finding:
    meaning = definition_text(material.case, target.name)
    is_agreement = target.name.casefold() in AGREEMENT_NAMES
    subject = "an agreement on these terms" if is_agreement else f"an outcome in which {meaning}"
    held = target.holds[SEQ]
    if target.best is None:
        text = f"{subject} is ruled out: no state of affairs the rules allow is one in which {meaning}"
    else:
        verb = "holds" if held.share in (0.0, 1.0) or held.n <= 1 else "can hold"
        text = f"{subject} {verb} {share_of_worlds(held)}, if each party weighs how the others would answer"
        text += f" (sequential stability), and {_in(target.holds[0])} if nobody looks further (Nash)"
    return _finding(
        material,
        "bottom line",
        text,
        material.case.concerns,
        rests_on=(_targets(),),
        numbers=(("SEQ", held), ("Nash", target.holds[0])),
    )


def _in(share: Share) -> str:
    if share.n <= 1:
        return "it does" if share.share else "it does not"
    if share.share in (0.0, 1.0):
        return "in all of them" if share.share else "in none of them"
    return f"in {percent(share)}"


def _best_form(material: Material, target: Target, best: Outcome) -> Finding:
    share = best.equilibrium[SEQ]
    return _finding(
        material,
        "bottom line",
        f"The form of {_noun(target)} that holds most often, {share_of_worlds(share, is_short=True)}: "
        f"{state(material.case, best.taken)}",
        material.case.concerns,
        rests_on=(Rest(text="outcomes", anchor=anchors.OUTCOMES),),
        numbers=(("SEQ", share),),
    )


def _most_often(material: Material, target: Target) -> Iterator[Finding]:
    """Say which outcome holds most often, unless it is what was looked for, or the present."""
    if not material.exploration.outcomes:
        return
    first = material.exploration.outcomes[0]
    share = first.equilibrium[SEQ]
    if share.share == 0 or first.is_now or target.name in first.satisfies:
        return
    yield _finding(
        material,
        "bottom line",
        f"Another outcome holds more often than any one form of {_noun(target)}, "
        f"{share_of_worlds(share, is_short=True)}: {state(material.case, first.taken)}",
        material.case.concerns,
        rests_on=(Rest(text="outcomes", anchor=anchors.OUTCOMES),),
        numbers=(("SEQ", share),),
    )


def _now(material: Material, now: Outcome) -> Finding:
    share = now.equilibrium[SEQ]
    cites = [cite for standing in material.case.now for cite in standing.cites]
    outcomes = material.exploration.outcomes
    is_first = bool(outcomes) and outcomes[0].is_now and share.share > 0
    rank = ", more often than any other outcome" if is_first else ""
    return _finding(
        material,
        "bottom line",
        f"Where things stand ({state(material.case, now.taken)}) is itself stable "
        f"{share_of_worlds(share, is_short=bool(material.exploration.targets))}{rank}",
        material.case.concerns,
        rests_on=(Rest(text="outcomes", anchor=anchors.OUTCOMES),),
        numbers=(("SEQ", share),),
        evidence=cites,
    )


def _blocker(material: Material, target: Target, blocker: Blocker) -> Finding:
    names = {party.id: party.name for party in material.case.parties}
    name = names.get(blocker.party, blocker.party)
    text = f"{called(name)} would leave {_noun(target)} {share_of_worlds(blocker.share, is_short=True)}"
    if move := changes(material.case, blocker.move):
        text += f": it would {move}, and no answer of the others deters it"
    if blocker.everywhere.share > 0 and blocker.everywhere.n > 1:
        text += f". In {percent(blocker.everywhere)} of the worlds it would leave every form of it"
    return _finding(
        material,
        "blocks",
        text,
        _concerns_of(material, [blocker.party]),
        rests_on=(_targets(), *_concern_rests(material, blocker.party)),
        numbers=(("undeterred", blocker.share), ("in every form", blocker.everywhere)),
    )


def _question(material: Material, asked: Question, noun: str, *, is_first: bool) -> Finding:
    worlds = [" of the worlds", *[""] * len(asked.settled)]
    parts = zip(asked.settled, worlds, strict=False)
    answers = join((f"in {percent(share)}{of} ({label})" for (label, share), of in parts), "or")
    concerns = [row for row in material.case.concerns if row.id == asked.subject]
    party = asked.subject.removeprefix("party:")
    if not concerns:
        concerns = [row for row in material.case.concerns if row.party == party]
    return _finding(
        material,
        "change",
        f"It would help most to settle {question(material.case, asked)}: {noun} then holds {answers}"
        if is_first
        else f"Next, {question(material.case, asked)}: {noun} then holds {answers}",
        concerns,
        rests_on=(Rest(text="open questions", anchor=anchors.QUESTIONS),),
        numbers=asked.settled,
    )


def _heaviest_assumption(material: Material, target: str) -> Iterator[Finding]:
    case = material.case
    rows = [row for row in material.exploration.dependences if row.target == target]
    if not rows:
        return
    row = max(rows, key=lambda entry: abs(entry.with_it.share - entry.without_it.share))
    if row.with_it.share == row.without_it.share:
        return
    texts = {entry.name: entry.text for entry in case.assumptions}
    noun = _noun(material.exploration.targets[0])
    carried = [concern for concern in case.concerns if concern.assumption == row.assumption]
    yield _finding(
        material,
        "change",
        f"The assumption that carries the most is “{_bare(texts.get(row.assumption, row.assumption))}”: "
        f"without it {noun} holds in {percent(row.without_it)} of the worlds instead of "
        f"{percent(row.with_it)}",
        carried or case.concerns,
        rests_on=(Rest(text="the assumption", anchor=anchors.assumption_anchor(case, row.assumption)),),
        numbers=(("with it", row.with_it), ("without it", row.without_it)),
    )


def _finding(
    material: Material,
    topic: Topic,
    text: str,
    concerns: Iterable[Concern],
    *,
    rests_on: tuple[Rest, ...] = (),
    numbers: tuple[tuple[str, Share], ...] = (),
    evidence: Iterable[str] = (),
) -> Finding:
    rows = list(concerns)
    cited = [record for row in rows for record in (*row.supports, *row.against)]
    records = in_record_order([*evidence, *cited], material.index)
    trust = _trust(material, rows, records)
    return Finding(
        topic=topic,
        sentence=sentence(text),
        confidence=trust.level,
        because=trust.because,
        evidence=records,
        rests_on=rests_on,
        numbers=numbers,
    )


def _trust(material: Material, concerns: list[Concern], records: tuple[str, ...]) -> Trust:
    documents = sources_of(records, material.record, material.index)
    return trust_in_model(concerns, trust_in_reports(documents, material.copies), material.case)


def _concerns_of(material: Material, parties: Iterable[str]) -> list[Concern]:
    wanted = list(parties)
    return [row for row in material.case.active().concerns if row.party in wanted]


def _concern_rests(material: Material, party: str) -> Iterator[Rest]:
    grades = {"assumption": " (assumed)", "open": " (open)"}
    for row in _concerns_of(material, [party]):
        if not row.supports and not row.against:
            anchor = anchors.concern_anchor(material.case, row.id)
            yield Rest(text=f"{anchor.upper()}{grades.get(row.grade, '')}", anchor=anchor)


def _noun(target: Target) -> str:
    return "the agreement" if target.name.casefold() in AGREEMENT_NAMES else "that outcome"


def _targets() -> Rest:
    return Rest(text="shares by concept", anchor=anchors.TARGETS)


def _bare(text: str) -> str:
    return text.strip().rstrip(".?")
