from __future__ import annotations

from datetime import date

from tests.unit.reading.tales import BOTH_WAYS, side, tale


def clauses(text: str) -> list[str]:
    (proposal,) = tale(text).proposals
    return [clause.passage.text for clause in proposal.clauses]


@BOTH_WAYS
def test_a_clause_of_a_treaty_binds_whom_it_names(own: str, other: str) -> None:
    record = tale(f"Under the treaty, {own} will withdraw its troops from the valley by 1 April.")
    (claim,) = record.claims
    assert (claim.kind, side(record, claim.by)) == ("promise", own)
    assert claim.due is not None
    assert claim.due.latest == date(2026, 4, 1)


def test_what_would_be_done_under_a_plan_is_nobodys_promise() -> None:
    assert tale("Under the peace plan, Velkia would withdraw its troops by 1 April.").claims == ()


def test_a_signed_text_is_on_the_table_with_what_is_given_in_return() -> None:
    assert clauses(
        "Velkia and Tarvia signed a border protocol on Sunday. Under the protocol, Velkia will leave the "
        "strait and Tarvia will open the port. In return, Velkia agreed to free 41 fishermen."
    ) == ["Velkia will leave the strait", "Tarvia will open the port", "free 41 fishermen"]


def test_what_a_text_provides_is_a_clause_each() -> None:
    assert clauses("The treaty provides that Velkia leaves the valley and that Tarvia opens the port.") == [
        "Velkia leaves the valley",
        "Tarvia opens the port",
    ]


def test_it_requires_goes_on_with_the_terms() -> None:
    assert clauses("The peace plan was sent on Monday. It calls for a ceasefire. The rivers rose.") == [
        "calls for a ceasefire"
    ]


def test_a_treaty_of_old_is_not_on_the_table() -> None:
    assert tale("A similar treaty, signed in 2019, collapsed within weeks.").proposals == ()


def test_a_vow_is_a_promise_with_its_day() -> None:
    record = tale("Velkia has undertaken to leave the valley by Friday.")
    promises = [claim for claim in record.claims if claim.kind == "promise"]
    assert [side(record, claim.by) for claim in promises] == ["Velkia"]
    assert promises[0].due is not None
    assert promises[0].due.latest == date(2026, 3, 13)


def test_time_given_until_a_day_is_a_deadline() -> None:
    record = tale("Velkia has given Tarvia until 15 March to answer.")
    (claim,) = record.claims
    assert (claim.kind, side(record, claim.by)) == ("deadline", "Velkia")
    assert claim.due is not None
    assert claim.due.latest == date(2026, 3, 15)
