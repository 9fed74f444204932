"""Reports read one by one and linked give nearly what reading them together gives, for both sides alike."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.property.test_asking import numbered, told

import detente
from detente.documents.loading import load_all
from detente.record import Record
from detente.record.asking import contradictions, positions, promises, timeline
from detente.record.check import check
from detente.record.links import Links
from detente.record.links.happenings import Happening, happenings
from detente.record.links.joining import linked
from detente.record.links.proposing import propose_links
from detente.record.mirror import both_ways, mirror
from detente.record.values import Actor

RIGHT = {
    "actor:dravec": "actor:miriam-dravec",
    "actor:veldanian-president": "actor:miriam-dravec",
    "actor:president-of-veldania": "actor:miriam-dravec",
    "actor:solvane": "actor:ingrid-solvane",
    "actor:korsenian-president": "actor:ingrid-solvane",
    "actor:president-of-korsenia": "actor:ingrid-solvane",
    "actor:berrin": "actor:tomas-berrin",
    "actor:veldanian-foreign-minister": "actor:tomas-berrin",
    "actor:foreign-minister-of-veldania": "actor:tomas-berrin",
    "actor:aldane": "actor:lukas-aldane",
    "actor:korsenian-foreign-minister": "actor:lukas-aldane",
    "actor:foreign-minister-of-korsenia": "actor:lukas-aldane",
    "actor:hask": "actor:viktor-hask",
    "actor:veldanian-defence-minister": "actor:viktor-hask",
    "actor:merrod": "actor:anton-merrod",
    "actor:korsenian-defence-minister": "actor:anton-merrod",
    "actor:tolland": "actor:marcus-tolland",
    "actor:sembrian-prime-minister": "actor:marcus-tolland",
    "actor:lorne": "actor:gareth-lorne",
    "actor:idris": "actor:samuel-idris",
    "actor:quist": "actor:adela-quist",
    "actor:ancell": "actor:ruth-ancell",
    "actor:dovan": "actor:karel-dovan",
    "actor:pavlen": "actor:emil-pavlen",
    "actor:reth": "actor:jana-reth",
    "actor:stoll": "actor:mira-stoll",
    "actor:korsenian-armed-forces": "actor:armed-forces-of-korsenia",
    "actor:veldanian-armed-forces": "actor:armed-forces-of-veldania",
}
"""Who is meant, by hand; a tie to anybody else is wrong."""


def put_together(records: Sequence[Record]) -> Record:
    """Return one record of several, in text order: actors of one id are one, the first to tell has it."""
    documents = sorted((one for held in records for one in held.documents), key=published)
    rank = {document.id: place for place, document in enumerate(documents)}
    actors: dict[str, Actor] = {}
    for held in sorted(records, key=lambda held: rank[held.documents[0].id]):
        for actor in held.actors:
            known = actors.setdefault(actor.id, actor)
            if known is not actor:
                speaks = known if known.speaks_for is not None else actor
                actors[actor.id] = replace(
                    known,
                    speaks_for=speaks.speaks_for,
                    speaks_for_passage=speaks.speaks_for_passage,
                    role=known.role or actor.role,
                    mentions=(*known.mentions, *actor.mentions),
                )

    def place(passage: Any) -> tuple[int, int, int]:
        return rank[passage.document], passage.start, passage.end

    def first(actor: Actor) -> tuple[int, int, int]:
        return place(actor.mentions[0]) if actor.mentions else (len(rank), 0, 0)

    groups: dict[str, Any] = {}
    for name in ("relations", "statements", "events", "proposals", "responses", "claims", "inconsistencies"):
        items = [item for held in records for item in getattr(held, name)]
        groups[name] = tuple(sorted(items, key=lambda item: place(item.passage)))
    joined = Record(documents=tuple(documents), actors=tuple(sorted(actors.values(), key=first)), **groups)
    check(joined)
    return joined


def published(document: Any) -> date:
    assert document.published_on is not None
    day: date = document.published_on
    return day


@pytest.fixture(scope="module")
def together(examples: Path) -> Record:
    documents, _ = load_all([examples / "sarn" / "dispatches"])
    return detente.read(documents, reader="rules")


@pytest.fixture(scope="module")
def alone(examples: Path) -> Record:
    documents, _ = load_all([examples / "sarn" / "dispatches"])
    return put_together([detente.read([document], reader="rules") for document in documents])


@pytest.fixture(scope="module")
def links(alone: Record) -> Links:
    return propose_links(alone)


@pytest.fixture(scope="module")
def joined(alone: Record, links: Links) -> Record:
    return linked(alone, links)


def speakers(record: Record) -> dict[str, str | None]:
    return {said.id: said.speaker.actor if said.speaker else None for said in record.statements}


def share_alike(one: Record, other: Record) -> float:
    first, second = speakers(one), speakers(other)
    return sum(said in second and second[said] == who for said, who in first.items()) / len(first)


class TestActors:
    def test_speakers_are_those_of_reading_together(
        self, together: Record, alone: Record, joined: Record
    ) -> None:
        assert share_alike(together, joined) >= 0.955
        assert share_alike(together, joined) > share_alike(together, alone)

    def test_every_tie_is_to_whom_is_meant(self, links: Links) -> None:
        ties = {link.a: link.b for link in links.links if link.kind == "actor"}
        assert {a: RIGHT.get(a) for a in ties} == ties
        assert len(ties) >= 5

    def test_nobody_is_called_by_a_surname_who_has_a_name(self, joined: Record) -> None:
        names = {actor.name for actor in joined.actors if actor.kind == "person"}
        assert {"Dravec", "Solvane", "Tolland", "Berrin", "Aldane"} & names == set()

    def test_joined_record_keeps_its_promises(self, joined: Record) -> None:
        check(joined)


class TestHappenings:
    @pytest.fixture
    def maldow(self, joined: Record, links: Links) -> Happening:
        """The strike on the market: the most often told."""
        found = happenings(joined, links)
        return max(found, key=lambda one: len(one.events))

    def test_strike_is_one_happening_in_all_reports(self, maldow: Happening) -> None:
        assert maldow.places == ("Maldow",)
        assert (maldow.earliest, maldow.latest) == (date(2026, 3, 6), date(2026, 3, 6))
        assert {"alleged", "denied"} <= set(maldow.factualities)

    def test_its_toll_was_corrected_upwards(self, maldow: Happening) -> None:
        assert maldow.deaths is not None
        assert (maldow.deaths.low, maldow.deaths.high) == (14, 17)
        assert [(one.before.deaths.low, one.after.deaths.low) for one in maldow.corrections] == [(14, 17)]

    def test_wire_and_its_copy_count_once(self, maldow: Happening) -> None:
        assert maldow.told.n_sources < len(maldow.told.documents)


class TestProposals:
    def test_first_version_is_one_and_the_second_another(self, joined: Record) -> None:
        names = [offer.name for offer in joined.proposals]
        assert sum("six-point" in name for name in names) == 1
        assert "a second version of the Sembrian peace plan" in names


class TestAnswers:
    def test_misquotation_is_told_and_moves_no_position(self, joined: Record, links: Links) -> None:
        kinds = {one.kind for one in contradictions(joined, links) if one.about == "actor:ingrid-solvane"}
        assert {"altered words", "denied words"} <= kinds
        held = next(
            one for one in positions(joined) if (one.party, one.about) == ("actor:korsenia", "ceasefire")
        )
        assert held.direction == "for"
        assert [one.on for one in held.moves] == []
        assert any(one.is_disputed for one in held.stances)

    def test_exchanging_the_sides_exchanges_every_answer(
        self, alone: Record, links: Links, examples: Path
    ) -> None:
        pairs = tomllib.loads((examples / "sarn" / "mirror.toml").read_text(encoding="utf-8"))["exchange"]
        other = mirror(alone, both_ways(pairs))
        assert any(one.text != two.text for one, two in zip(alone.documents, other.documents, strict=True))
        assert answers(alone, links) == answers(other, propose_links(other))


def answers(record: Record, links: Links) -> list[Any]:
    joined, number = linked(record, links), numbered(record)
    return [
        [(link.kind, number[link.a], number[link.b], link.score) for link in links.links],
        told(happenings(joined, links), number),
        told(timeline(joined, links), number),
        told(positions(joined), number),
        told(contradictions(joined, links), number),
        told(promises(joined, {}, date(2026, 4, 5)), number),
    ]


def test_every_statement_that_both_read_is_found_again(together: Record, alone: Record) -> None:
    one = {said.id for said in together.statements}
    other = {said.id for said in alone.statements}
    assert len(one & other) >= 0.97 * len(one | other)
