"""What the record says each party wants or avoids: one condition, one direction, one passage at a time.

A party's own words and deeds are its position. What others say of it is kept as alleged by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from detente.case.drafting.choices import FAVOURABLE, UNFAVOURABLE, responses_of
from detente.case.drafting.deeds import Deed
from detente.case.drafting.frame import Frame
from detente.case.drafting.topics import (
    is_about_agreement,
    is_about_fighting,
    is_about_holding_fire,
    is_strong,
    is_weak,
)
from detente.case.drafting.wording import says
from detente.record.values import Passage, Response

_ANSWERS = {
    "accept": "accepts {it}",
    "support": "supports {it}",
    "willing": "is willing to engage",
    "conditional": "sets conditions for {it}",
    "resist": "resists {it}",
    "oppose": "opposes {it}",
    "reject": "rejects {it}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One record that speaks for (+1) or against (-1) a party's wanting a condition; 0 leaves it open.

    Attributes
    ----------
    actor : str
        Whom it is about.
    condition : str
        As in the case: a definition, or an option.
    sign : int
    record : str
        Id.
    predicate : str
        What the party does, in the singular: ``rejects the proposal on the table``.
    is_alleged : bool
        Somebody else says so.
    teller : str or None
        Who, when it is alleged and certain.
    is_deed : bool
        Done, not said.
    source : str
        Name of the outlet; empty when its reliability is graded E, so that it repeats nothing.
    day : date or None
        Of publication.
    is_strong, is_weak : bool
        By the passage's words.
    """

    actor: str
    condition: str
    sign: int
    record: str
    predicate: str
    is_alleged: bool
    teller: str | None
    is_deed: bool
    source: str
    day: date | None
    is_strong: bool
    is_weak: bool

    def sentence(self, frame: Frame) -> str:
        """Return the evidence as a clause: who does what, or who says so of whom."""
        clause = says(frame.called(self.actor), self.predicate)
        if not self.is_alleged:
            return clause
        teller = frame.called(self.teller) if self.teller is not None else "a source not named"
        return says(teller, f"says that {clause}")


def find_evidence(frame: Frame, actor: str) -> tuple[Evidence, ...]:
    """Return what the record says an actor wants or avoids, answers to the proposal first, in text order."""
    answers = responses_of(frame, actor)
    found = [_answer(frame, actor, answer) for answer in answers]
    known = [answer.statement for answer in answers if answer.statement is not None]
    for deed in frame.deeds_by(actor):
        if deed.factuality in ("hypothetical", "denied"):
            continue
        if deed.record not in known and not any(_overlap(deed.passage, answer.passage) for answer in answers):
            found += _on_settlement(frame, actor, deed)
        if actor in frame.fighting:
            found += _on_own_attacks(frame, actor, deed)
        if deed.to in frame.fighting and deed.to != actor:
            found += _on_other_side(frame, actor, deed.to, deed)
    return tuple(found)


def _answer(frame: Frame, actor: str, answer: Response) -> Evidence:
    teller = frame.casting.whom(answer.alleged_by)
    it = "the proposal on the table" if frame.has_proposal else "talks"
    sign = {"conditional": 0}.get(answer.kind, -1 if answer.kind in UNFAVOURABLE else 1)
    return _evidence(
        frame,
        actor,
        frame.settlement,
        sign if answer.kind in (*FAVOURABLE, *UNFAVOURABLE) else 0,
        answer.id,
        answer.passage,
        _ANSWERS[answer.kind].format(it=it),
        is_alleged=answer.alleged_by is not None and teller != actor,
        teller=teller,
    )


def _on_settlement(frame: Frame, actor: str, deed: Deed) -> Iterator[Evidence]:
    """Yield what a deed says of an agreement as such, whoever would make it."""
    if not is_about_agreement(deed.words):
        return
    if (
        deed.is_said
        and deed.act == "REQUEST"
        and (deed.about_proposal or deed.to_all)
        and actor not in frame.fighting
    ):
        yield _of_deed(frame, actor, frame.settlement, 1, deed, "calls for an agreement")
        return
    if deed.is_said and not deed.about_proposal:
        return
    if deed.direction == "conditional":
        yield _of_deed(frame, actor, frame.settlement, 0, deed, "sets conditions for an agreement")
    elif deed.act in ("AGREE", "CONCEDE") or (deed.is_said and deed.is_for):
        yield _of_deed(frame, actor, frame.settlement, 1, deed, "speaks for an agreement")
    elif deed.act == "REJECT" or (deed.is_said and deed.act == "OTHER" and deed.direction == "against"):
        yield _of_deed(frame, actor, frame.settlement, -1, deed, "speaks against an agreement on these terms")


def _on_own_attacks(frame: Frame, actor: str, deed: Deed) -> Iterator[Evidence]:
    """Yield what a deed says of a belligerent's own attacks; a deed counts as a position."""
    condition = frame.option(actor, "attack")
    at = f" {frame.called(deed.to)}" if deed.to is not None else ""
    if deed.act == "ASSAULT" and not deed.is_said:
        planned = deed.factuality in ("planned", "threatened")
        words = f"plans to attack{at}" if planned else f"has attacked{at}"
        yield _of_deed(frame, actor, condition, 1, deed, words, is_weak=planned)
    elif deed.act == "THREATEN" and deed.to in frame.fighting:
        # A threat is often conditional; it speaks for attacks, but weakly.
        yield _of_deed(frame, actor, condition, 1, deed, f"threatens{at}", is_weak=True)
    elif deed.act in ("RETREAT", "CONCEDE", "AGREE") and is_about_holding_fire(deed.words):
        words = "speaks of ending attacks" if deed.is_said else "holds back from attacks"
        yield _of_deed(frame, actor, condition, -1, deed, words)


def _on_other_side(frame: Frame, actor: str, side: str, deed: Deed) -> Iterator[Evidence]:
    """Yield what an actor demands of a belligerent, or blames it for."""
    name = frame.called(side)
    if deed.act not in ("REQUEST", "ACCUSE"):
        return
    if is_about_fighting(deed.words):
        words = (
            f"demands an end to attacks by {name}"
            if deed.act == "REQUEST"
            else f"blames {name} for the fighting"
        )
        yield _of_deed(frame, actor, frame.option(side, "attack"), -1, deed, words)
    # What one belligerent asks of the other is rarely the proposal on the table.
    if is_about_agreement(deed.words) and actor not in frame.fighting:
        words = (
            f"asks {name} to move towards an agreement"
            if deed.act == "REQUEST"
            else f"blames {name} for standing in the way of an agreement"
        )
        yield _of_deed(frame, actor, frame.option(side, frame.settle), 1, deed, words)


def _of_deed(
    frame: Frame,
    actor: str,
    condition: str,
    sign: int,
    deed: Deed,
    predicate: str,
    *,
    is_weak: bool = False,
) -> Evidence:
    is_alleged = deed.factuality == "alleged"
    return _evidence(
        frame,
        actor,
        condition,
        sign,
        deed.record,
        deed.passage,
        predicate,
        is_alleged=is_alleged,
        teller=deed.alleged_by if is_alleged else None,
        is_deed=not deed.is_said,
        hedged=is_weak,
    )


def _evidence(
    frame: Frame,
    actor: str,
    condition: str,
    sign: int,
    record: str,
    passage: Passage,
    predicate: str,
    *,
    is_alleged: bool,
    teller: str | None,
    is_deed: bool = False,
    hedged: bool = False,
) -> Evidence:
    document = frame.casting.documents.get(passage.document)
    is_reliable = document is None or document.reliability != "E"
    return Evidence(
        actor=actor,
        condition=condition,
        sign=sign,
        record=record,
        predicate=predicate,
        is_alleged=is_alleged,
        teller=teller if is_alleged else None,
        is_deed=is_deed,
        source=frame.casting.source(passage) if is_reliable else "",
        day=frame.casting.day(passage),
        is_strong=is_strong(passage.text) and not hedged,
        is_weak=hedged or is_weak(passage.text),
    )


def _overlap(a: Passage, b: Passage) -> bool:
    return a.document == b.document and a.start < b.end and b.start < a.end


def sources_of(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the distinct sources that count, in text order."""
    return tuple(dict.fromkeys(item.source for item in evidence if item.source))
