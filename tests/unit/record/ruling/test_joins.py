"""What was ruled to be one, or not to be, is not ruled the other way while that counts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.unit.record.ruling.making import Draft, drafted, ruled, undone
from tests.unit.record.sample import sample

from detente.cli.import_ import _rule
from detente.errors import RecordError
from detente.record.ruling import change_text, check_joins
from detente.record.ruling.corrections import new_actor_id
from detente.record.store import Store
from detente.record.values import Ruling

MARA = new_actor_id("Mara Lind")
ALL = frozenset({"a", "b", "c", "d", MARA})


def merge(one: str, into: str) -> Draft:
    return "merge", one, {"into": into}


def split(one: str, other: str) -> Draft:
    return "split", one, {"from": other}


def by_documents(one: str, name: str) -> Draft:
    return "split", one, {"documents": ["doc:1"], "name": name}


def refused(rulings: Sequence[Ruling], *new: Draft, there: frozenset[str] = ALL) -> str:
    """Return why the last of some further rulings is refused; the others must not be."""
    made = tuple(rulings)
    for draft in new[:-1]:
        check_joins(drafted(*draft), made, is_there=there.__contains__)
        made = (*made, ruled(*[draft])[0])
    with pytest.raises(RecordError) as caught:
        check_joins(drafted(*new[-1]), made, is_there=there.__contains__)
    return str(caught.value)


def passes(rulings: Sequence[Ruling], new: Draft, there: frozenset[str] = ALL) -> bool:
    check_joins(drafted(*new), rulings, is_there=there.__contains__)
    return True


def test_merge_the_other_way_round_names_the_first_and_the_next_step() -> None:
    rulings = ruled(merge("a", "b"))
    told = refused(rulings, merge("b", "a"))
    assert told == (
        f"a merge of 'b' into 'a' is not possible: they are one already by ruling '{rulings[0].id}'; "
        "undo that first"
    )
    assert passes(undone(rulings, 0), merge("b", "a"))


def test_merge_in_a_circle_names_all_it_runs_through() -> None:
    rulings = ruled(merge("a", "b"), merge("b", "c"))
    told = refused(rulings, merge("c", "a"))
    assert f"'{rulings[1].id}'" in told
    assert f"'{rulings[0].id}'" in told
    assert "they are one already by rulings" in told
    assert "undo one of these first" in told


def test_merge_of_what_is_split_is_refused_directly_and_through_others() -> None:
    rulings = ruled(split("a", "b"))
    for one, other in (("a", "b"), ("b", "a")):
        assert "would be one by it, and are not by ruling" in refused(rulings, merge(one, other))
    through = ruled(split("a", "c"), merge("a", "b"))
    told = refused(through, merge("b", "c"))
    assert f"'a' and 'c' would be one by it, and are not by ruling '{through[0].id}'" in told
    assert passes(undone(through, 0), merge("b", "c"))
    assert passes(through, merge("b", "d"))


def test_split_reverses_the_merge_of_the_same_two() -> None:
    assert passes(ruled(merge("a", "b")), split("b", "a"))
    rulings = ruled(merge("a", "b"), split("b", "a"))
    assert "are not by ruling" in refused(rulings, merge("a", "b"))


def test_split_of_what_is_split_is_refused_either_way_round_until_it_is_undone() -> None:
    rulings = ruled(split("a", "b"))
    for one, other in (("a", "b"), ("b", "a")):
        assert refused(rulings, split(one, other)) == (
            f"a split of '{one}' from '{other}' is not possible: they are ruled not to be one already, by "
            f"ruling '{rulings[0].id}'; undo that first"
        )
    assert passes(undone(rulings, 0), split("b", "a"))
    assert passes(rulings, split("a", "c"))
    assert passes(rulings, by_documents("a", "Mara Lind"))
    reversed_merge = ruled(merge("a", "b"), split("b", "a"))
    assert "not to be one already" in refused(reversed_merge, split("a", "b"))
    assert "not to be one already" in refused(ruled(by_documents("a", "Mara Lind")), split("a", MARA))


def test_split_of_two_that_are_one_through_others_is_refused() -> None:
    rulings = ruled(merge("a", "b"), merge("b", "c"))
    assert "they are one already by rulings" in refused(rulings, split("a", "c"))
    assert passes(rulings, split("a", "b"))


def test_somebody_split_off_is_not_merged_back() -> None:
    rulings = ruled(by_documents("a", "Mara Lind"))
    assert "are not by ruling" in refused(rulings, merge(MARA, "a"))
    assert passes(rulings, merge(MARA, "c"))
    assert "are not by ruling" in refused(
        ruled(by_documents("a", "Mara Lind"), merge(MARA, "c")), merge("c", "a")
    )


def test_undoing_an_undo_is_refused_where_another_ruling_came_between() -> None:
    taken_back = undone(ruled(merge("a", "b")), 0)
    rulings = (*taken_back, *ruled(merge("b", "a")))
    told = refused(rulings, ("undo", "a", {"ruling": taken_back[1].id}))
    assert told.startswith(f"the undo of ruling '{taken_back[1].id}', after which a merge of 'b' into 'a'")
    assert passes(taken_back, ("undo", "a", {"ruling": taken_back[1].id}))


def test_ruling_on_what_is_not_there_excludes_nothing() -> None:
    rulings = ruled(merge("a", "b"), merge("b", "c"))
    assert passes(rulings, merge("c", "a"), there=ALL - {"b"})


def test_what_was_ruled_against_each_other_before_does_not_stop_what_is_new() -> None:
    old = ruled(merge("a", "b"), merge("b", "a"))
    assert passes(old, merge("c", "a"))
    assert passes(old, ("accept", "a"))
    assert passes((*old, *ruled(("note", "a"))), merge("d", "c"))


def test_ids_are_followed_to_what_came_in_their_place() -> None:
    rulings = ruled(merge("old", "b"))
    with pytest.raises(RecordError, match="they are one already"):
        check_joins(drafted(*merge("b", "a")), rulings, is_there=ALL.__contains__, successors={"old": "a"})


def test_a_record_refuses_such_a_ruling_and_an_import_lists_it() -> None:
    made = sample()
    kerr, brandt = (actor.id for actor in made.actors[:2])
    with Store.open(":memory:") as store:
        store.add(made)
        first = store.rule("merge", brandt, by="ann", because="one", change=change_text({"into": kerr}))
        with pytest.raises(
            RecordError, match=f"they are one already by ruling '{first.id}'; undo that first"
        ):
            store.rule("merge", kerr, by="ann", because="one", change=change_text({"into": brandt}))
        assert store.rulings() == (first,)
        store.undo(by="ann", because="two")
        store.rule("merge", kerr, by="ann", because="one", change=change_text({"into": brandt}))
        taken_back = store.rulings()[1]
        with pytest.raises(RecordError, match="the undo of ruling"):
            store.undo(by="ann", because="one", ruling=taken_back.id)
    foreign = ruled(merge(brandt, kerr), merge(kerr, brandt))
    with Store.open(":memory:") as store:
        store.add(made)
        n_made, (left_out,) = _rule(store, foreign)
        assert n_made == 1
        assert left_out.startswith(f"left out ruling '{foreign[1].id}': a merge of '{kerr}' into '{brandt}'")
