"""The record of the sample article as a person read it, from the gold file beside the checkout."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import yaml

from detente.documents.document import Document
from detente.record.record import Record
from detente.record.values import (
    Actor,
    ActorKind,
    Clause,
    Direction,
    Event,
    Factuality,
    Mention,
    Passage,
    Proposal,
    Relation,
    RelationKind,
    Response,
    ResponseKind,
    Span,
    Statement,
)

_KINDS = {"person": "person", "state": "state", "armed_force": "armed force", "alliance": "organisation"}
_RELATIONS = {"hostility": "hostility", "at war": "at war", "ally": "alliance", "ally/member": "alliance"}
_AGAINST = ("critical", "threat", "distrust", "demands", "sceptical")
_SIDES = ("russia", "ukraine")


def gold_record(shared: Path) -> Record:
    """Turn the gold reading into a record, as a perfect reader would give it."""
    gold = yaml.safe_load((shared / "reading" / "article_gold.yaml").read_text(encoding="utf-8"))
    raw = (shared / "articles" / "peace_efforts.txt").read_bytes()
    return _Gold(gold, raw.decode("utf-8")).record()


class _Gold:
    def __init__(self, gold: dict[str, Any], text: str) -> None:
        self.gold = gold
        self.text = text
        kinds = {entity["id"]: entity["type"] for entity in gold["entities"]}
        self.known = [name for name, kind in kinds.items() if kind not in ("set", "place")]

    def record(self) -> Record:
        document = Document(id="doc:article", path="peace_efforts.txt", text=self.text, sha256="0" * 64)
        return Record(
            documents=(document,),
            actors=tuple(self.actors()),
            relations=tuple(self.relations()),
            statements=tuple(self.statement(item) for item in self.gold["statements"]),
            events=tuple(
                self.event(item)
                for item in self.gold["events"]
                if "statement" not in item and "rare" not in item["modality"]
            ),
            proposals=tuple(self.proposal(item) for item in self.gold["proposals"]),
            responses=tuple(
                self.response(item) for item in self.gold["responses"] if "no response" not in item["kind"]
            ),
        )

    def actors(self) -> list[Actor]:
        entities = [entity for entity in self.gold["entities"] if entity["id"] in self.known]
        entities.sort(key=lambda entity: entity["mentions"][0]["span"][0])
        return [
            Actor(
                id=f"actor:{entity['id']}",
                name=re.sub(r" \(.*\)$", "", entity["name"]),
                kind=cast(
                    ActorKind, "unnamed" if entity["id"] == "many" else _KINDS.get(entity["type"], "group")
                ),
                speaks_for=f"actor:{entity['represents']}" if "represents" in entity else None,
                mentions=tuple(self.passage(mention) for mention in entity["mentions"]),
            )
            for entity in entities
        ]

    def relations(self) -> list[Relation]:
        found: list[Relation] = []
        for item in self.gold["relations"]:
            if item["kind"].startswith("mediator"):
                pairs = [("neutrality", "usa", side) for side in _SIDES]
            elif item["kind"] in _RELATIONS:
                pairs = [(_RELATIONS[item["kind"]], item["a"], item["b"])]
            else:
                continue
            for kind, a, b in pairs:
                found.append(
                    Relation(
                        id=f"relation:{len(found) + 1}",
                        kind=cast(RelationKind, kind),
                        a=f"actor:{a}",
                        b=f"actor:{b}",
                        passage=self.passage(item["evidence"]),
                    )
                )
        return found

    def statement(self, item: dict[str, Any]) -> Statement:
        told = [event for event in self.gold["events"] if event.get("statement") == item["id"]]
        stance = item["stance"]
        act = told[0]["plover"] if told else "REQUEST" if "demand" in item["act"] else "OTHER"
        toward = self.who(told[0]["target"]) if told and told[0]["target"] else self.who(stance["toward"])
        value = stance["value"]
        direction = "against" if any(word in value for word in _AGAINST) else None
        direction = "for" if "favourable" in value else direction
        pieces = tuple(self.span(piece) for piece in item["content"])
        spans = [item["source"]["span"], item["cue"]["span"], *(piece["span"] for piece in item["content"])]
        start, end = min(span[0] for span in spans), max(span[1] for span in spans)
        outer = [other["id"] for other in self.gold["statements"] if item["id"] in other.get("embeds", [])]
        return Statement(
            id=f"statement:{item['id']}",
            passage=Passage(document="doc:article", start=start, end=end, text=self.text[start:end]),
            mode="indirect",
            channel="private" if "private" in item["publicity"] else "public",
            content=pieces,
            speaker=self.mention(self.who(item["speaker"]), item["source"]),
            act=act,
            toward=toward,
            direction=cast(Direction | None, direction),
            within=f"statement:{outer[0]}" if outer else None,
        )

    def event(self, item: dict[str, Any]) -> Event:
        modality = item["modality"]
        factuality = "planned" if "scheduled" in modality else "happened"
        teller = re.search(r"ALLEGED by (\w+)", modality)
        where = item["trigger"]
        return Event(
            id=f"event:{item['id']}",
            passage=self.passage(where),
            trigger=self.span(where),
            act=item["plover"],
            actor=self.mention(self.who(item["source"]), where),
            recipient=self.mention(self.who(item["target"]), where),
            factuality=cast(Factuality, "alleged" if teller else factuality),
            alleged_by=self.mention(self.who(teller.group(1)), where) if teller else None,
        )

    def proposal(self, item: dict[str, Any]) -> Proposal:
        clauses = tuple(
            Clause(
                order=order,
                issue=term["type"],
                passage=self.passage(term["text"]),
                gives_to=self.who(term.get("gives_to")),
                taken_from=self.who(term.get("taken_from")),
                is_hedged="hedge" in term,
            )
            for order, term in enumerate(item["terms"], start=1)
        )
        mentions = tuple(self.passage(mention) for mention in item["mentions"])
        return Proposal(
            id=f"proposal:{item['id']}",
            passage=mentions[0],
            name=item["name"],
            sponsor_open="implied, not stated",
            clauses=clauses,
            mentions=mentions,
        )

    def response(self, item: dict[str, Any]) -> Response:
        kinds = {"refusal": "resist", "opposition": "oppose"}
        teller = re.search(r"(?:alleged|asserted) by (\w+)", item["modality"])
        where = item["evidence"]
        return Response(
            id=f"response:{item['id']}",
            passage=self.passage(where),
            kind=cast(ResponseKind, kinds.get(item["kind"], "willing")),
            proposal="proposal:p01",
            by=self.mention(self.who(item["by"]), where),
            alleged_by=self.mention(self.who(teller.group(1)), where) if teller else None,
        )

    def who(self, text: str | None) -> str | None:
        """Return the actor a gold field names: the state in parentheses, else the first one known."""
        words = re.findall(r"\w+", text or "")
        known = [word for word in words if word in self.known]
        named = [word for word in known if f"({word}" in (text or "")]
        return f"actor:{(named or known)[0]}" if known else None

    def mention(self, actor: str | None, where: dict[str, Any]) -> Mention | None:
        if actor is None:
            return None
        return Mention(start=where["span"][0], end=where["span"][1], text=where["text"], actor=actor)

    def span(self, where: dict[str, Any]) -> Span:
        return Span(start=where["span"][0], end=where["span"][1], text=where["text"])

    def passage(self, where: dict[str, Any]) -> Passage:
        start, end = where["span"]
        return Passage(document="doc:article", start=start, end=end, text=where["text"])
