"""The review on a real record in memory, driven by keys as a person would."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.unit.record.sample import sample
from textual.widgets import Input, Static

from detente.cli.reviewing.desk import Desk
from detente.cli.reviewing.entries import Wanted, candidates, entries, is_open, rows, words_of
from detente.cli.reviewing.screen import HELP, ReviewScreen
from detente.record import Record
from detente.record.store import Store


def _record() -> Record:
    """Return the sample, with two who may have said what is open."""
    record = sample()
    offered = tuple(actor.id for actor in record.actors[:2])
    statements = tuple(
        replace(said, candidates=offered) if is_open(said) else said for said in record.statements
    )
    return replace(record, statements=statements)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as kept:
        kept.add(_record())
        yield kept


def _desk(store: Store, wanted: Wanted | None = None) -> Desk:
    ruled = store.ruled()
    return Desk(store, list(entries(ruled.record, ruled.standings, wanted or Wanted())), by="anna")


def _press(store: Store, *keys: str, wanted: Wanted | None = None) -> tuple[Desk, ReviewScreen]:
    """Press keys in a review; what was decided is in the store and on the desk after."""
    desk = _desk(store, wanted)
    app = ReviewScreen(desk, {actor.id: actor.name for actor in sample().actors})

    async def press() -> None:
        async with app.run_test(size=(100, 40)) as pilot:
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            await app.workers.wait_for_complete()

    asyncio.run(press())
    return desk, app


def test_keys_accept_reject_and_move(store: Store) -> None:
    desk, _ = _press(store, "a", "r", "j", "k", "a")
    made = [(ruling.kind, ruling.record) for ruling in store.rulings()]
    order = [entry.item.id for entry in _desk(store, Wanted(is_ruled=True))._entries]
    first, third = made[0][1], made[2][1]
    assert [kind for kind, _ in made] == ["accept", "reject", "accept"]
    assert {ruling.by for ruling in store.rulings()} == {"anna"}
    assert order.index(third) > order.index(first)
    assert made[1][1] not in order
    assert len(desk.made) == 3


def test_undo_takes_the_last_decision_back(store: Store) -> None:
    before = store.load()
    desk, _ = _press(store, "r", "j", "u")
    assert store.load() == before
    assert [ruling.kind for ruling in store.rulings()] == ["reject", "undo"]
    assert (desk.place, desk.entry.standing.status, desk.made) == (0, "proposed", [])


def test_nothing_to_undo_is_told_and_nothing_happens(store: Store) -> None:
    _press(store, "u")
    assert store.rulings() == ()


def test_open_speaker_is_chosen_by_a_digit(store: Store) -> None:
    desk = _desk(store, Wanted(is_open=True))
    offered = candidates(desk.entry.item)
    assert len(offered) == 2
    _press(store, "2", wanted=Wanted(is_open=True))
    (ruling,) = store.rulings()
    assert ruling.kind == "correct"
    said = next(one for one in store.load().statements if one.id == ruling.record)
    assert said.speaker is not None
    assert said.speaker.actor == offered[1]


def test_digit_without_a_candidate_decides_nothing(store: Store) -> None:
    _press(store, "9", wanted=Wanted(is_open=True))
    assert store.rulings() == ()


def test_field_is_corrected_by_picking(store: Store) -> None:
    wanted = Wanted(kinds=("event",))
    desk, _ = _press(store, "e", "enter", "enter", wanted=wanted)
    (ruling,) = store.rulings()
    assert (ruling.kind, ruling.change) == ("correct", '{"act":"AGREE"}')
    assert desk.entry.item.act == "AGREE"  # type: ignore[union-attr]
    assert desk.entry.standing.changed == ("act",)


def test_reason_and_note_are_kept(store: Store) -> None:
    _press(store, "A", *"sure", "enter", "n", *"look", "enter")
    assert [(one.kind, one.because) for one in store.rulings()] == [("accept", "sure"), ("note", "look")]


def test_question_that_is_left_decides_nothing(store: Store) -> None:
    _press(store, "A", "escape", "e", "escape", "g", "escape", "question_mark", "x")
    assert store.rulings() == ()


def test_grade_is_picked(store: Store) -> None:
    _press(store, "g", "j", "enter")
    (ruling,) = store.rulings()
    assert (ruling.kind, ruling.change) == ("grade", '{"credibility":"2"}')


def test_screen_shows_the_words_in_their_context(store: Store) -> None:
    desk = _desk(store)
    app = ReviewScreen(desk, {})

    async def look() -> tuple[str, str]:
        async with app.run_test(size=(100, 40)):
            return (
                str(app.query_one("#place", Static).render()),
                str(app.query_one("#context", Static).render()),
            )

    place, words = asyncio.run(look())
    assert place.startswith(f"1 of {len(desk)}")
    assert desk.entry.item.passage.text.split()[0] in words


def test_question_takes_what_is_typed(store: Store) -> None:
    desk = _desk(store)
    app = ReviewScreen(desk, {})

    async def ask() -> str:
        async with app.run_test(size=(100, 40)) as pilot:
            await pilot.press("R", *"jk")
            return app.screen.query_one(Input).value

    assert asyncio.run(ask()) == "jk"
    assert store.rulings() == ()


def _shown(store: Store, size: tuple[int, int], *keys: str) -> str:
    """Return what stands on a screen of some columns and lines after some keys, on an open statement."""
    desk = _desk(store, Wanted(is_open=True))
    app = ReviewScreen(desk, {actor.id: actor.name for actor in sample().actors})
    lines: list[str] = []

    async def press() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            lines.extend(
                "".join(piece.text for piece in strip) for strip in app.screen._compositor.render_strips()
            )

    asyncio.run(press())
    return "\n".join(line.rstrip() for line in lines)


def test_who_may_have_said_it_and_all_keys_are_seen_on_a_small_screen(store: Store) -> None:
    shown = _shown(store, (80, 24))
    for actor in sample().actors[:2]:
        assert actor.name in shown
    assert "who says it?" in shown
    keys = " ".join(shown.splitlines()[-1].split())
    assert keys == "? help j next k back a accept r reject e edit g grade n note u undo q quit"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_help_is_whole_on_a_small_screen(store: Store, size: tuple[int, int]) -> None:
    shown = _shown(store, size, "question_mark")
    for line in HELP.splitlines():
        assert line in shown


def test_hint_of_a_question_is_whole_on_a_narrow_screen(store: Store) -> None:
    shown = " ".join(_shown(store, (60, 20), "e", "enter").split())
    assert "+Ada Brandt, person; (open) leaves it open" in shown


def test_somebody_new_is_shown_by_name_and_can_be_named_again_until_it_is_undone(store: Store) -> None:
    keys = ("e", "enter", "plus", *"Ada", "comma", *"person", "enter")
    shown = _shown(store, (100, 40), *keys)
    assert "Ada" in shown
    assert "actor:" not in shown
    _press(store, "j", "e", "enter", *"Ada", "enter", wanted=Wanted(kinds=("statement",), is_ruled=True))
    first, second = store.rulings()
    assert '"name":"Ada"' in first.change
    assert second.kind == "correct"
    assert "actor:" in second.change


def test_grade_and_notes_are_told_at_the_top_of_the_smallest_screen(store: Store) -> None:
    shown = _shown(store, (60, 20), "g", "j", "enter", "n", *"look", "enter")
    assert "credibility 2, 1 note" in " ".join(shown.split())


def test_item_that_another_refers_to_is_shown_in_its_words(store: Store) -> None:
    record = store.ruled().record
    words = words_of(record)
    (claim,) = record.claims
    assert claim.statement is not None
    told = dict(rows(claim, words))
    said = next(one for one in record.statements if one.id == claim.statement)
    assert told["statement"][1:20] == said.passage.text[:19]
    (response,) = record.responses
    assert dict(rows(response, words))["proposal"] == record.proposals[0].name
