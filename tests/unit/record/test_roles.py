"""What each document calls an actor is taken out and put back without loss, in one form."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.unit.record.made import named, report

from detente.record.record import Record
from detente.record.roles import told_roles, with_told_roles
from detente.record.store import Store
from detente.record.values import Actor, Role

FIRST = report("Ada Morn came.", "Herald", date(2031, 5, 6))
SECOND = report("Ada Morn left.", "Courier", date(2031, 5, 8))
THIRD = report("Ada Morn wept.", "Bulletin", date(2031, 5, 9))
DAYS = {one.document.id: one.document.published_on for one in (FIRST, SECOND, THIRD)}
IDS = tuple(DAYS)


def morn(**fields: Any) -> Actor:
    mentions = tuple(one.passage("Ada Morn") for one in (FIRST, SECOND, THIRD))
    return named("actor:ada-morn", "Ada Morn", **{"mentions": mentions, **fields})


MINISTER = Role(document=IDS[0], words="minister", told_on=date(2031, 5, 6))
PRESIDENT = Role(document=IDS[2], words="president", told_on=date(2031, 5, 9))


def test_one_role_in_all_documents_is_the_role_alone() -> None:
    one = morn(role="minister")
    assert told_roles(one) == dict.fromkeys(IDS, "minister")
    assert with_told_roles(one, told_roles(one), DAYS) == one
    assert with_told_roles(morn(), dict.fromkeys(IDS), DAYS) == morn()


def test_several_are_kept_with_their_documents_in_the_order_of_the_record() -> None:
    told = {IDS[2]: "president", IDS[1]: None, IDS[0]: "minister"}
    made = with_told_roles(morn(), told, DAYS)
    assert made == morn(role="minister", roles=(MINISTER, PRESIDENT))
    assert told_roles(made) == told
    assert with_told_roles(made, told_roles(made), DAYS) == made


def test_documents_that_are_not_there_tell_nothing() -> None:
    assert with_told_roles(morn(), {"doc:x": "queen"}, DAYS) == morn()


def read(reader: Any, role: str | None) -> Record:
    made = named(
        "actor:ada-morn", "Ada Morn", role=role, basis="named", mentions=(reader.passage("Ada Morn"),)
    )
    return Record(documents=(reader.document,), actors=(made,))


def test_a_record_keeps_what_each_of_its_documents_tells_whichever_came_first() -> None:
    parts = [read(FIRST, role="minister"), read(SECOND, role=None), read(THIRD, role="president")]
    found = []
    for order in (parts, parts[::-1]):
        with Store.open(":memory:") as store:
            for part in order:
                store.add(part)
            (loaded,) = store.load().actors
            found.append(loaded)
            whole = store.as_read()
        with Store.open(":memory:") as other:
            other.add(whole)
            assert other.load() == whole
    assert found[0] == found[1]
    assert (found[0].role, found[0].roles) == ("minister", (MINISTER, PRESIDENT))


def test_a_document_that_is_read_again_tells_its_role_anew() -> None:
    with Store.open(":memory:") as store:
        store.add(read(FIRST, role="minister"))
        store.add(read(THIRD, role="president"))
        store.add(read(FIRST, role="president"), again=True)
        (loaded,) = store.load().actors
        assert (loaded.role, loaded.roles) == ("president", ())
        store.verify()
