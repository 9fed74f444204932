"""Events are one happening when act, place, days and doers agree, and never when something excludes it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.record.made import days, deaths, event, named, record, report

from detente.record.links import Link, Links
from detente.record.links.deeds import contradict, deeds_of
from detente.record.links.events import LEAST, PLACE, SAME, TIME, event_links, score_of
from detente.record.links.happenings import happenings
from detente.record.record import Record
from detente.record.values import Event

MONDAY, TUESDAY, LATER = date(2031, 5, 5), date(2031, 5, 6), date(2031, 5, 20)
TEXT = "Karvian forces struck Tolm, killing 14 people. Karvia denies it. The toll in Tolm rose to 17."
KARVIA = named("actor:karvia", "Karvia", kind="state")
LORVIA = named("actor:lorvia", "Lorvia", kind="state")
FORCES = named("actor:forces", "Karvian forces", kind="armed force", speaks_for="actor:karvia")
ACTORS = (FORCES, KARVIA, LORVIA)


def told(publisher: str, day: date, first: int) -> Any:
    """Return a report that is no copy of another: more than half of its words are its own."""
    own = " ".join(f"{publisher}{number}" for number in range(first, first + 40))
    return report(f"{TEXT} {own}", publisher, day)


HERALD, COURIER = told("Herald", TUESDAY, 0), told("Courier", TUESDAY, 0)
HERALD_AGAIN = told("Herald", LATER, 100)


def strike(reader: Any, **fields: Any) -> Event:
    made = {"actor": ("Karvian forces", "actor:forces"), "place": "Tolm", "time": days(MONDAY), **fields}
    return event(reader, "Karvian forces struck Tolm, killing 14 people", "struck", **made)


def ties(*events: Event, copies: Any = None, readers: Any = (HERALD, COURIER, HERALD_AGAIN)) -> list[Link]:
    made = record(*readers, actors=ACTORS, events=events)
    alone = [(reader.document.id,) for reader in readers]
    return list(event_links(made, copies if copies is not None else alone))


class TestLinks:
    def test_same_act_place_days_and_doer_are_one_with_the_noisy_or_of_their_weights(self) -> None:
        (link,) = ties(strike(HERALD), strike(COURIER))
        assert (link.a, link.b) == (strike(COURIER).id, strike(HERALD).id)
        assert link.score == pytest.approx(1 - (1 - PLACE) * (1 - TIME) * (1 - SAME), abs=1e-4)

    @pytest.mark.parametrize(
        "other",
        [
            {"act": "COERCE"},
            {"time": days(LATER)},
            {"place": "people"},
            {"actor": ("Karvia", "actor:lorvia")},
            {"factuality": "planned"},
            {"factuality": "hypothetical"},
        ],
        ids=lambda fields: next(iter(fields)),
    )
    def test_what_excludes_it_keeps_them_apart(self, other: dict[str, Any]) -> None:
        assert ties(strike(HERALD), strike(COURIER, **other)) == []

    def test_of_one_document_are_not_linked(self) -> None:
        assert ties(strike(HERALD), event(HERALD, "The toll in Tolm rose to 17", "toll", place="Tolm")) == []

    def test_denial_belongs_to_what_it_denies(self) -> None:
        assert len(ties(strike(HERALD), strike(COURIER, factuality="denied"))) == 1

    def test_same_side_counts_less_than_the_same_actor(self) -> None:
        (same,) = ties(strike(HERALD), strike(COURIER))
        (side,) = ties(strike(HERALD), strike(COURIER, actor=("Karvia", "actor:karvia")))
        assert LEAST < side.score < same.score

    def test_wide_windows_count_less(self) -> None:
        (exact,) = ties(strike(HERALD), strike(COURIER))
        (wide,) = ties(strike(HERALD), strike(COURIER, time=days(date(2031, 5, 1), TUESDAY)))
        assert wide.score < exact.score

    def test_without_its_day_it_is_linked_when_one_happening_fits(self) -> None:
        assert len(ties(strike(HERALD), strike(COURIER, time=None))) == 1

    def test_without_its_day_it_is_left_open_when_two_fit(self) -> None:
        first, second = strike(HERALD), strike(HERALD_AGAIN, time=days(date(2031, 5, 18)))
        readers = (HERALD, HERALD_AGAIN, report(TEXT + " Later.", "Courier", LATER))
        assert ties(first, second, strike(readers[2], time=None), readers=readers) == []

    def test_what_happened_after_the_report_is_not_meant(self) -> None:
        assert ties(strike(HERALD_AGAIN, time=days(date(2031, 5, 18))), strike(COURIER, time=None)) == []

    def test_toll_told_soon_after_is_of_the_strike(self) -> None:
        toll = event(COURIER, "The toll in Tolm rose to 17", "toll", place="Tolm", time=days(TUESDAY))
        assert len(ties(strike(HERALD), toll)) == 1
        late = report(TEXT + " Much later.", "Courier", date(2031, 6, 20))
        told = event(late, "The toll in Tolm rose to 17", "toll", place="Tolm", time=days(date(2031, 6, 20)))
        assert ties(strike(HERALD), told, readers=(HERALD, late)) == []

    def test_one_sentence_in_copies_is_one_happening_without_place_or_day(self) -> None:
        bare = [strike(reader, place=None, time=None, actor=None) for reader in (HERALD, COURIER)]
        assert ties(*bare) == []
        assert len(ties(*bare, copies=[(HERALD.document.id, COURIER.document.id)])) == 1

    def test_groups_hold_no_two_that_exclude_each_other(self) -> None:
        wide = report(TEXT + " In all.", "Gazette", LATER)
        events = (
            strike(HERALD),
            strike(wide, time=days(MONDAY, LATER)),
            strike(HERALD_AGAIN, time=days(LATER)),
        )
        readers = (HERALD, wide, HERALD_AGAIN)
        made = record(*readers, actors=ACTORS, events=events)
        links = Links(links=event_links(made, [(reader.document.id,) for reader in readers]))
        by_id = {deed.event.id: deed for deed in deeds_of(made)}
        for group in links.groups():
            assert not any(contradict(by_id[a], by_id[b]) for a in group for b in group)

    def test_score_is_the_same_both_ways(self) -> None:
        made = record(HERALD, COURIER, actors=ACTORS, events=(strike(HERALD), strike(COURIER, time=None)))
        one, other = deeds_of(made)
        assert score_of(one, other) == score_of(other, one)


class TestHappenings:
    def test_show_the_range_of_deaths_who_gives_which_and_what_was_corrected(self) -> None:
        events = (
            strike(HERALD, deaths=deaths(14)),
            strike(COURIER, deaths=deaths(9, 9, 9), factuality="denied"),
            strike(HERALD_AGAIN, deaths=deaths(17, 17, 17)),
        )
        (happening,) = self.made(events)
        assert happening.events == tuple(one.id for one in events)
        assert happening.deaths == deaths(9, 17)
        assert [(toll.document, toll.deaths.low) for toll in happening.tolls] == [
            (HERALD.document.id, 14),
            (COURIER.document.id, 9),
            (HERALD_AGAIN.document.id, 17),
        ]
        (correction,) = happening.corrections
        assert (correction.before.deaths.low, correction.after.deaths.low) == (14, 17)
        assert happening.factualities == ("happened", "denied")
        assert (happening.earliest, happening.latest) == (MONDAY, MONDAY)
        assert happening.told.n_sources == 2
        assert (happening.actors, happening.places) == (("actor:forces",), ("Tolm",))

    def test_same_number_again_corrects_nothing(self) -> None:
        (happening,) = self.made((strike(HERALD, deaths=deaths(14)), strike(HERALD_AGAIN, deaths=deaths(14))))
        assert happening.corrections == ()
        assert happening.deaths == deaths(14, 14, 14)
        assert happening.told.n_sources == 1

    def test_every_event_is_in_one_plans_too(self) -> None:
        events = (strike(HERALD), strike(COURIER, factuality="planned"))
        assert [one.events for one in self.made(events)] == [(events[0].id,), (events[1].id,)]
        assert [one.score for one in self.made(events)] == [None, None]

    def made(self, events: tuple[Event, ...]) -> Any:
        readers = (HERALD, COURIER, HERALD_AGAIN)
        held = record(*readers, actors=ACTORS, events=events)
        links = event_links(held, [(reader.document.id,) for reader in readers])
        return happenings(held, Links(links=links))


def test_empty_record_has_none() -> None:
    assert event_links(Record(), ()) == ()
    assert happenings(Record(), Links()) == ()
