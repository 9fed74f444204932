from __future__ import annotations

from datetime import date
from itertools import permutations

from tests.unit.record.test_copies import OWN, WIRE

from detente.documents.document import Document
from detente.record.sources import Sources, sources_of


def printed(name: str, text: str, publisher: str | None = None, day: date | None = None) -> Document:
    return Document(id=name, path=name, text=text, sha256="", publisher=publisher, published_on=day)


HERALD = printed("a", WIRE, "The Herald", date(2031, 5, 6))
COURIER = printed("b", WIRE, "Courier", date(2031, 5, 7))  # prints the same wire
LATER = printed("c", OWN, "the  herald", date(2031, 5, 9))
NOBODY = printed("d", "Quite other words.")
ALSO_NOBODY = printed("e", "And others again.")
AGAIN = printed("f", "Nothing of this kind.", "THE HERALD")
ALL = (HERALD, COURIER, LATER, AGAIN, NOBODY, ALSO_NOBODY)


def test_copies_are_one_source_and_else_those_of_one_publisher() -> None:
    assert sources_of(ALL) == {"a": 0, "b": 0, "c": 1, "f": 1, "d": 2, "e": 3}
    assert sources_of((COURIER, LATER, NOBODY)) == {"b": 0, "c": 1, "d": 2}


def test_outlet_that_prints_a_wire_has_its_own_reports_too() -> None:
    own = printed("own", "The Courier saw it with its own eyes.", "Courier")
    numbers = sources_of((HERALD, COURIER, own))
    assert numbers["a"] == numbers["b"] != numbers["own"]


def test_numbers_follow_the_order_of_the_documents_and_groups_do_not_depend_on_it() -> None:
    for order in permutations(ALL):
        found = sources_of(order)
        groups = {frozenset(one for one in found if found[one] == number) for number in found.values()}
        assert groups == {frozenset("ab"), frozenset("cf"), frozenset("d"), frozenset("e")}
        assert list(dict.fromkeys(found.values())) == [0, 1, 2, 3]


def test_a_publisher_is_the_same_source_as_itself_also_when_others_copy_it() -> None:
    sources = Sources(ALL)
    assert sources.are_one("a", "b")
    assert sources.are_one("a", "c")
    assert not sources.are_one("b", "c")
    assert not sources.are_one("d", "e")


def test_agreement_counts_sources_and_gives_first_and_last_day() -> None:
    found = Sources(ALL).agreement(["d", "b", "a", "b"])
    assert found.documents == ("a", "b", "d")
    assert found.sources == (("a", "b"), ("d",))
    assert found.n_sources == 2
    assert (found.first_seen, found.last_seen) == (date(2031, 5, 6), date(2031, 5, 7))
    assert Sources(ALL).agreement(["d"]).first_seen is None
