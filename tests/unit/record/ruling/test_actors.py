from __future__ import annotations

from dataclasses import replace

from tests.unit.record.ruling.making import Draft, ruled, undone
from tests.unit.record.sample import sample

from detente.record.check import check
from detente.record.record import Record
from detente.record.ruling.actors import in_text_order, made_actors, with_ruled_actors
from detente.record.ruling.corrections import new_actor_id
from detente.record.ruling.ruled import rule_on
from detente.record.values import Actor, Passage

RECORD = sample()
HERALD, COURIER = RECORD.documents
KERR, BRANDT, NORTHLAND = "actor:ola-kerr", "actor:ada-brandt", "actor:northland"
ACCUSES, CONCEDES = RECORD.statements[1:3]
QUOTED = RECORD.statements[3]  # Kerr's, in the Courier
AIDE = {"name": "the aide", "kind": "unnamed"}
OTHER_KERR = new_actor_id("Ola Kerr, minister")


def after(*drafts: Draft) -> Record:
    record = rule_on(RECORD, ruled(*drafts)).record
    check(record)
    return record


def actor(record: Record, identifier: str) -> Actor:
    return next(one for one in record.actors if one.id == identifier)


def mentions(record: Record, identifier: str) -> list[tuple[str, str]]:
    return [(one.document, one.text) for one in actor(record, identifier).mentions]


def test_nothing_ruled_leaves_the_actors_as_they_were_read() -> None:
    assert with_ruled_actors(RECORD, ruled(("accept", ACCUSES.id))) is RECORD


def test_chosen_actor_gets_the_mention_and_who_had_it_loses_it() -> None:
    record = after(("correct", ACCUSES.id, {"speaker": BRANDT}))
    assert (HERALD.id, "She") not in mentions(record, KERR)
    assert mentions(record, BRANDT) == [(HERALD.id, "She"), (COURIER.id, "Ada Brandt")]
    assert [one.id for one in record.actors[-2:]] == [BRANDT, NORTHLAND]  # by first mention


def test_later_choice_counts() -> None:
    record = after(
        ("correct", ACCUSES.id, {"speaker": BRANDT}), ("correct", ACCUSES.id, {"speaker": "actor:southmark"})
    )
    assert mentions(record, BRANDT) == [(COURIER.id, "Ada Brandt")]
    assert mentions(record, "actor:southmark") == [(HERALD.id, "Southmark"), (HERALD.id, "She")]


def test_new_actor_is_made_where_it_is_chosen() -> None:
    made = new_actor_id("the aide")
    record = after(("correct", CONCEDES.id, {"speaker": AIDE}))
    assert mentions(record, made) == [(HERALD.id, "an aide")]
    aide = actor(record, made)
    assert (aide.name, aide.kind, aide.basis) == ("the aide", "unnamed", "ruled: the correct of the tests")
    assert [one.id for one in record.actors[-2:]] == [made, BRANDT]  # by first mention


def test_new_actor_can_be_chosen_again_by_its_id_and_goes_with_the_ruling_that_made_it() -> None:
    made = new_actor_id("the aide")
    rulings = ruled(
        ("correct", CONCEDES.id, {"speaker": AIDE}),
        ("correct", ACCUSES.id, {"speaker": made, "act": "REJECT"}),
    )
    record = rule_on(RECORD, rulings).record
    assert mentions(record, made) == [(HERALD.id, "She"), (HERALD.id, "an aide")]
    without = rule_on(RECORD, undone(rulings, 0))
    assert made not in {one.id for one in without.record.actors}
    assert without.orphaned == rulings[1:]
    assert without.record.statements == RECORD.statements


def test_actor_nobody_chose_in_the_end_is_not_made() -> None:
    record = after(("correct", CONCEDES.id, {"speaker": AIDE}), ("reject", CONCEDES.id))
    assert new_actor_id("the aide") not in {one.id for one in record.actors}


def test_actor_is_corrected() -> None:
    change = {"name": "Ada Brandt-Holm", "role": "envoy", "speaks_for": None, "kind": "unnamed"}
    brandt = actor(after(("correct", BRANDT, change)), BRANDT)
    expected = replace(actor(RECORD, BRANDT), name="Ada Brandt-Holm", role="envoy", kind="unnamed")
    assert brandt == replace(expected, speaks_for=None)


def test_passage_that_told_whom_an_actor_speaks_for_goes_with_it() -> None:
    kerr = actor(after(("correct", KERR, {"speaks_for": {"name": "Eastmoor", "kind": "state"}})), KERR)
    assert kerr.speaks_for == new_actor_id("Eastmoor")
    assert kerr.speaks_for_passage is None


def test_actors_that_speak_for_each_other_speak_for_nobody() -> None:
    record = after(
        ("correct", "actor:southmark", {"speaks_for": NORTHLAND}),
        ("correct", NORTHLAND, {"speaks_for": "actor:southmark"}),
    )
    speaking = {one.id: one.speaks_for for one in record.actors}
    assert (speaking[NORTHLAND], speaking["actor:southmark"]) == (None, None)
    assert speaking[KERR] == "actor:southmark"


def test_split_actor_is_another_in_the_documents_named() -> None:
    split: Draft = ("split", KERR, {"documents": [COURIER.id], "name": "Ola Kerr, minister"})
    record = after(split)
    assert mentions(record, KERR) == [(HERALD.id, "Ola Kerr"), (HERALD.id, "She")]
    assert mentions(record, OTHER_KERR) == [(COURIER.id, "Kerr")]
    other = actor(record, OTHER_KERR)
    assert (other.kind, other.speaks_for, other.role) == ("person", None, None)
    said = {one.id: one for one in record.statements}
    assert [said[one.id].speaker for one in RECORD.statements[:2]] == [
        one.speaker for one in RECORD.statements[:2]
    ]
    speaker = said[QUOTED.id].speaker
    assert speaker is not None
    assert speaker.actor == OTHER_KERR
    assert RECORD.statements[5].candidates == (BRANDT, KERR)
    assert said[RECORD.statements[5].id].candidates == (BRANDT, OTHER_KERR)


def test_undone_split_leaves_one_actor() -> None:
    rulings = undone(ruled(("split", KERR, {"documents": [COURIER.id], "name": "Ola Kerr, minister"})), 0)
    assert rule_on(RECORD, rulings).record == RECORD


def test_correction_after_a_split_counts_and_one_before_it_does_not() -> None:
    split: Draft = ("split", KERR, {"documents": [COURIER.id], "name": "Ola Kerr, minister"})
    choose: Draft = ("correct", QUOTED.id, {"speaker": KERR})

    def speaker(record: Record) -> str | None:
        said = next(one for one in record.statements if one.id == QUOTED.id)
        return said.speaker.actor if said.speaker else None

    later = after(split, choose)
    assert speaker(later) == KERR
    assert (COURIER.id, "Kerr") in mentions(later, KERR)
    assert speaker(after(choose, split)) == OTHER_KERR


def test_split_in_the_document_that_tells_whom_somebody_speaks_for() -> None:
    record = after(("correct", COURIER.id, {}))  # not applicable: changes nothing
    assert record == RECORD
    split: Draft = ("split", NORTHLAND, {"documents": [HERALD.id], "name": "Northland (island)"})
    island = new_actor_id("Northland (island)")
    record = after(split)
    assert actor(record, "actor:northern-forces").speaks_for == NORTHLAND  # no passage of the Herald tells it
    assert record.relations[0].a == island
    assert record.proposals[0].clauses[0].taken_from == island
    assert record.statements[1].toward == island
    forces = replace(actor(RECORD, "actor:northern-forces"), speaks_for_passage=RECORD.events[0].passage)
    told = replace(RECORD, actors=(forces, *RECORD.actors[1:]))
    assert actor(rule_on(told, ruled(split)).record, "actor:northern-forces").speaks_for == island


def test_made_actors_are_those_of_rulings_in_force() -> None:
    rulings = ruled(
        ("correct", CONCEDES.id, {"speaker": AIDE, "candidates": [{"name": "B", "kind": "state"}]}),
        ("split", KERR, {"documents": [COURIER.id], "name": "Ola Kerr, minister"}),
        ("correct", RECORD.proposals[0].id, {"clauses": {"1": {"gives_to": {"name": "C", "kind": "group"}}}}),
    )
    made = made_actors(rulings, RECORD.actors)
    assert {one.name: one.kind for one in made.values()} == {
        "the aide": "unnamed",
        "B": "state",
        "Ola Kerr, minister": "person",
        "C": "group",
    }
    assert all(identifier == one.id for identifier, one in made.items())
    assert set(made_actors(undone(rulings, 0), RECORD.actors)) == {OTHER_KERR, new_actor_id("C")}


def test_actors_are_ordered_by_first_mention_and_unmentioned_ones_stay() -> None:
    def named(name: str, *starts: int) -> Actor:
        places = tuple(Passage(document="doc:1", start=at, end=at + 1, text="x") for at in starts)
        return Actor(id=f"actor:{name}", name=name, kind="person", mentions=places)

    ordered = in_text_order([named("a", 9, 4), named("b"), named("c", 2)], {"doc:1": 0})
    assert [one.name for one in ordered] == ["c", "a", "b"]
    assert [place.start for place in ordered[1].mentions] == [4, 9]
