"""The sample with one hostile string in every place that a document or a case can put text."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.brief.sample import (
    CASE,
    DISCUSSES,
    NORTHLAND,
    PROPOSAL,
    RECORD,
    RESISTS,
    SHELLED,
    TEN_DAYS,
    TOLL,
    mention,
    passage,
    span,
)
from tests.unit.brief.shares import EXPLORATION

from detente.analysis.results import Exploration
from detente.brief import Brief, brief
from detente.case import Case
from detente.documents.document import Document
from detente.record import Record
from detente.record.values import Actor, Claim, Clause, Event, Failure, Passage, Proposal, Response, Statement


def hostile_brief(payload: str) -> Brief:
    """Brief a record and a case in which every free text is ``payload``."""
    return brief(_record(payload), _case(payload), _exploration(payload))


def _record(payload: str) -> Record:
    text = f"{payload} said: “{payload}”\nThen {payload} happened to {payload}.\n{payload}\n"
    document = Document(
        id="doc:bad",
        path=f"folder/{payload}",
        text=text,
        sha256="0" * 64,
        title=payload,
        publisher=payload,
        url=payload,
        warnings=(payload,),
    )
    quoting = passage(document, f"{payload} said: “{payload}”")
    event = passage(document, f"{payload}”\nThen {payload} happened")
    who = mention(document, payload, NORTHLAND)
    statement = Statement(
        id="statement:bad",
        passage=quoting,
        mode="direct",
        channel="public",
        content=(span(document, payload, "“"),),
        quoted=(span(document, payload, "“"),),
        speaker=who,
        addressee=replace(who, actor=None),
        direction="for",
    )
    return replace(
        RECORD,
        documents=(document, *RECORD.documents),
        actors=tuple(_actor(actor, payload) for actor in RECORD.actors),
        statements=(
            statement,
            *(replace(row, speaker_open=payload) if row.id == TOLL.id else row for row in RECORD.statements),
        ),
        events=(
            Event(
                id="event:bad",
                passage=event,
                trigger=span(document, "happened"),
                act="ASSAULT",
                actor=who,
                place=replace(who, actor=None),
                alleged_by=replace(who, actor=None),
                left_open=(payload,),
            ),
            replace(SHELLED, id="event:orphan", passage=_orphan(payload)),
            *RECORD.events,
        ),
        proposals=(_proposal(payload),),
        responses=(
            Response(id="response:bad", passage=event, kind="reject", by=who, alleged_by=who),
            *RECORD.responses,
        ),
        claims=(Claim(id="claim:bad", passage=quoting, kind="promise", by=who), TEN_DAYS),
        failures=(Failure(path=payload, reason=payload),),
        reader=payload,
    )


def _actor(actor: Actor, payload: str) -> Actor:
    return replace(actor, name=payload, role=payload, basis=payload)


def _orphan(payload: str) -> Passage:
    return Passage(document="doc:gone", start=0, end=len(payload), text=payload)


def _proposal(payload: str) -> Proposal:
    clause = Clause(order=1, issue=payload, passage=PROPOSAL.clauses[0].passage)
    return replace(PROPOSAL, name=payload, sponsor=None, sponsor_open=payload, clauses=(clause,))


def _case(payload: str) -> Case:
    return replace(
        CASE,
        title=payload,
        parties=tuple(replace(party, name=payload) for party in CASE.parties),
        options=tuple(replace(option, text=payload) for option in CASE.options),
        definitions=tuple(replace(row, text=payload) for row in CASE.definitions),
        rules=tuple(replace(rule, because=payload) for rule in CASE.rules),
        concerns=tuple(
            replace(row, because=payload, supports=(payload, RESISTS.id, DISCUSSES.id))
            for row in CASE.concerns
        ),
        assumptions=tuple(replace(row, text=payload) for row in CASE.assumptions),
        judgements=tuple(replace(row, text=payload, because=payload) for row in CASE.judgements),
        unplaced=(payload,),
        notes=(payload,),
    )


def _exploration(payload: str) -> Exploration:
    provenance = replace(EXPLORATION.provenance, method=payload, parameters=((payload, payload),))
    questions = tuple(
        replace(row, text=payload, subject=payload, settled=((payload, row.settled[0][1]),))
        for row in EXPLORATION.questions
    )
    return replace(EXPLORATION, provenance=provenance, questions=questions)
