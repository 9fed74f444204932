"""What is new between two times of a record, on reports made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.unit.record.made import (
    claim,
    days,
    named,
    proposal,
    quotation,
    record,
    report,
    response,
    statement,
)
from tests.unit.record.ruling.making import ruled, undone

from detente.record.asking.changes import Changes, changes
from detente.record.asking.moments import Moment, moment
from detente.record.record import Record
from detente.record.values import Ruling

FIRST, SECOND = date(2031, 5, 6), date(2031, 5, 8)
VELK = named("actor:ola-velk", "Ola Velk")
BARE = named("actor:velk", "Velk")
HERALD = report(
    "Ola Velk wants a ceasefire. Ola Velk will answer. Ola Velk accepts the plan.", "Herald", FIRST
)
COURIER = report("Velk wants no ceasefire. Velk rejects the plan.", "Courier", SECOND)
WANTS = statement(
    HERALD,
    "Ola Velk wants a ceasefire",
    VELK.id,
    act="REQUEST",
    about="ceasefire",
    direction="for",
    tense="present",
)
WANTS_NONE = statement(
    COURIER, "Velk wants no ceasefire", BARE.id, act="REQUEST", about="ceasefire", direction="against"
)
ANSWER = replace(
    claim(HERALD, "Ola Velk will answer", due=days(date(2031, 5, 9))),
    by=HERALD.mention("Ola Velk", VELK.id),
)
THEN = record(HERALD, actors=(VELK,), statements=(WANTS,), claims=(ANSWER,))
NOW = record(HERALD, COURIER, actors=(VELK, BARE), statements=(WANTS, WANTS_NONE), claims=(ANSWER,))


def since(before: Moment, after: Moment, as_of: date = SECOND) -> Changes:
    return changes(before, after, day=FIRST, as_of=as_of)


def told(before: Record, after: Record, rulings: tuple[Ruling, ...] = ()) -> Changes:
    return since(moment(before), moment(after, rulings))


class TestItems:
    def test_all_is_new_since_the_beginning(self) -> None:
        found = changes(Moment(), moment(NOW), day=None, as_of=SECOND)
        assert [one.id for one in found.documents] == [one.id for one in NOW.documents]
        assert found.new == tuple(NOW.items())
        assert found.names == {VELK.id: "Ola Velk", BARE.id: "Ola Velk"}

    def test_nothing_is_new_between_the_same_two(self) -> None:
        found = told(NOW, NOW)
        assert found == Changes(day=FIRST, as_of=SECOND)

    def test_only_what_came_is_new(self) -> None:
        found = told(THEN, NOW)
        assert [one.id for one in found.documents] == [COURIER.document.id]
        assert all(document.text == "" for document in (*found.documents, *found.told.values()))
        assert found.new == (WANTS_NONE,)
        assert (found.withdrawn, found.changed, found.rulings) == ((), (), ())

    def test_rejected_is_withdrawn_and_back_when_that_is_undone(self) -> None:
        rulings = ruled(("reject", WANTS.id))
        (gone,) = told(THEN, THEN, rulings).withdrawn
        assert (gone.item, gone.why) == (WANTS, "rejected")
        back = since(moment(THEN, rulings), moment(THEN, undone(rulings, 0)))
        assert (back.new, [one.kind for one in back.rulings]) == ((WANTS,), ["undo"])

    def test_correction_tells_the_field_before_and_after(self) -> None:
        rulings = ruled(("correct", WANTS.id, {"direction": "against"}))
        found = told(THEN, THEN, rulings)
        (changed,) = found.changed
        assert [(one.field, one.before, one.after) for one in changed.fields] == [
            ("direction", "for", "against")
        ]
        assert (changed.before, found.rulings) == (WANTS, rulings)
        assert (found.new, found.withdrawn) == ((), ())

    def test_what_a_replaced_document_said_is_withdrawn_but_for_its_successors(self) -> None:
        found = since(moment(THEN), moment(record(COURIER, actors=(BARE,), statements=(WANTS_NONE,))))
        assert [one.id for one in found.gone] == [HERALD.document.id]
        assert {one.why for one in found.withdrawn} == {"replaced"}
        assert found.told.keys() == {HERALD.document.id, COURIER.document.id}
        later = report("Ola Velk wants a ceasefire. More was said.", "Herald", SECOND)
        again = statement(
            later,
            "Ola Velk wants a ceasefire",
            VELK.id,
            act="REQUEST",
            about="ceasefire",
            direction="for",
            tense="present",
        )
        after = moment(record(later, actors=(VELK,), statements=(again,)), followed={WANTS.id: again.id})
        found = since(moment(record(HERALD, actors=(VELK,), statements=(WANTS,))), after)
        assert (found.new, found.withdrawn, found.changed) == ((), (), ())
        assert [one.id for one in found.documents] == [later.document.id]


class TestWhatFollows:
    def test_position_moves_through_the_one_full_name_that_a_surname_fits(self) -> None:
        (moved,) = told(THEN, NOW).moved
        assert (moved.party, moved.kind, moved.about) == (VELK.id, "issue", "ceasefire")
        assert (moved.move.before.item, moved.move.after.item) == (WANTS.id, WANTS_NONE.id)
        assert (moved.move.before.direction, moved.move.after.direction) == ("for", "against")

    def test_move_that_was_there_is_not_new_under_another_name_of_the_party(self) -> None:
        before = record(COURIER, actors=(BARE,), statements=(WANTS_NONE,))
        text = "Velk wants a ceasefire. Ola Velk came."
        post = report(text, "Post", date(2031, 5, 9))
        said = statement(
            post, "Velk wants a ceasefire", BARE.id, act="REQUEST", about="ceasefire", direction="for"
        )
        then = record(COURIER, post, actors=(BARE,), statements=(WANTS_NONE, said))
        full = replace(VELK, mentions=(post.passage("Ola Velk"),))
        now = replace(then, actors=(BARE, full))
        assert len(told(before, then).moved) == 1
        assert told(then, now).moved == ()

    def test_rejecting_a_stance_takes_its_move_out_and_makes_no_other(self) -> None:
        assert told(NOW, NOW, ruled(("reject", WANTS_NONE.id))).moved == ()

    def test_answers_for_and_against_on_one_day_are_a_new_contradiction(self) -> None:
        reader = report("The plan lies there. Velk accepts it.", "Herald", FIRST)
        plan = proposal(reader, "The plan lies there", "the plan")
        yes = response(reader, "Velk accepts it", "accept", BARE.id, proposal=plan.id)
        other = report("Velk rejects it.", "Courier", FIRST)
        no = response(other, "Velk rejects it", "reject", BARE.id, proposal=plan.id)
        then = record(reader, actors=(BARE,), proposals=(plan,), responses=(yes,))
        now = record(reader, other, actors=(BARE,), proposals=(plan,), responses=(yes, no))
        (found,) = told(then, now).contradictions
        assert (found.kind, set(found.items)) == ("position", {yes.id, no.id})
        assert told(now, now).contradictions == ()

    def test_quotation_that_differs_is_a_new_contradiction(self) -> None:
        words = "We will leave the river districts before the winter comes"
        one = report(f"“{words}”", "Herald", FIRST)
        other = report(f"“{words.replace('leave', 'hold')}”", "Courier", SECOND)
        first = quotation(one, words, VELK.id)
        second = quotation(other, words.replace("leave", "hold"), VELK.id)
        then = record(one, actors=(VELK,), statements=(first,))
        now = record(one, other, actors=(VELK,), statements=(first, second))
        (found,) = told(then, now).contradictions
        assert (found.kind, found.items) == ("altered words", (first.id, second.id))

    def test_claim_is_overdue_once_its_day_has_passed_since(self) -> None:
        then = moment(THEN)
        assert since(then, then, as_of=date(2031, 5, 9)).overdue == ()
        (late,) = since(then, then, as_of=date(2031, 5, 10)).overdue
        assert (late.claim, late.by) == (ANSWER.id, VELK.id)
        long_since = changes(then, then, day=date(2031, 5, 10), as_of=date(2031, 6, 1))
        assert long_since.overdue == ()
        settled = moment(THEN, ruled(("outcome", ANSWER.id, {"outcome": "moot"})))
        assert since(then, settled, as_of=date(2031, 6, 1)).overdue == ()

    def test_claim_is_overdue_once_its_outcome_is_taken_back(self) -> None:
        broken = ruled(("outcome", ANSWER.id, {"outcome": "moot"}))
        then, now = moment(THEN, broken), moment(THEN, undone(broken, 0))
        (late,) = changes(then, now, day=date(2031, 5, 20), as_of=date(2031, 6, 1)).overdue
        assert late.claim == ANSWER.id

    def test_claim_is_overdue_once_it_is_corrected_to_an_earlier_day(self) -> None:
        far = replace(ANSWER, due=days(date(2031, 8, 1)))
        held = record(HERALD, actors=(VELK,), claims=(far,))
        corrected = ruled(("correct", far.id, {"due": "2031-05-09"}))
        day = date(2031, 5, 20)
        (late,) = changes(moment(held), moment(held, corrected), day=day, as_of=date(2031, 6, 1)).overdue
        assert late.claim == far.id
        assert changes(moment(held), moment(held), day=day, as_of=date(2031, 6, 1)).overdue == ()

    def test_claim_of_a_new_report_is_overdue_however_long_its_day_has_passed(self) -> None:
        then = moment(record(COURIER, actors=(BARE,)))
        now = moment(record(HERALD, COURIER, actors=(VELK, BARE), claims=(ANSWER,)))
        (late,) = changes(then, now, day=date(2031, 5, 20), as_of=date(2031, 6, 1)).overdue
        assert late.claim == ANSWER.id

    def test_outcome_that_counts_later_leaves_the_claim_overdue_until_then(self) -> None:
        settled = ruled(("outcome", ANSWER.id, {"outcome": "moot", "on": "2031-05-15"}))
        now = moment(THEN, settled)
        (late,) = since(now, now, as_of=date(2031, 5, 12)).overdue
        assert late.claim == ANSWER.id
        assert since(now, now, as_of=date(2031, 5, 15)).overdue == ()
