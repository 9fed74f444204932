from __future__ import annotations

from datetime import date

from tests.unit.record.made import event, named, record, report

from detente.record.asking.telling import Telling
from detente.record.sources import Sources

HERALD = report("Forces struck Tolm. Velk told it. An aide told it.", "Herald", date(2031, 5, 6))
ACTORS = (named("actor:velk", "Velk"), named("actor:aide", "aide", kind="unnamed"))


def test_voice_is_whoever_alleges_it_else_the_publisher() -> None:
    own = event(HERALD, "Forces struck Tolm", "struck")
    velks = event(HERALD, "Velk told it", "told", alleged_by=HERALD.mention("Velk", "actor:velk"))
    nobodys = event(HERALD, "An aide told it", "told", alleged_by=HERALD.mention("aide", "actor:aide"))
    held = record(HERALD, actors=ACTORS, events=(own, velks, nobodys))
    telling = Telling(held, Sources(held.documents))
    assert telling.voice(own.id) == telling.voice(nobodys.id) == ("source", "Herald")
    assert telling.voice(velks.id) == ("actor", "actor:velk")
    assert telling.are_apart(own.id, velks.id)
    assert not telling.are_apart(own.id, nobodys.id)


def test_names_whom_it_knows_and_nobody_else() -> None:
    held = record(HERALD, actors=ACTORS)
    telling = Telling(held, Sources(held.documents))
    assert (telling.name("actor:velk"), telling.name(None), telling.name("actor:x")) == (
        "Velk",
        *["somebody"] * 2,
    )
    assert telling.is_someone("actor:velk")
    assert not telling.is_someone("actor:aide")
