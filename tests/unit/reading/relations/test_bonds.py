"""Friends, foes, mediators and those who take no side, by the words that call them so."""

from __future__ import annotations

import pytest

from detente.documents.document import Document
from detente.reading import read
from detente.record.record import Record

CAST = (
    "President Oda Lund of Varnia and the Tarn League have been in the news. Rebels of the Tarn League "
    "fought troops of Varnia in the hills. The Republic of Belmar and the Kingdom of Ostrel lie beside. "
    "President Ann Hall of Belmar and President Jon Reeve of Ostrel spoke. "
)
SWAPPED = pytest.mark.parametrize(("one", "other"), [("Belmar", "Ostrel"), ("Ostrel", "Belmar")])


def told(sentence: str) -> list[tuple[str, frozenset[str]]]:
    """Return kind and both ends of the relations that a sentence tells."""
    document = Document(id="doc:bond", path="bond.txt", text=CAST + sentence, sha256="0" * 64)
    record: Record = read([document], reader="rules")
    names = {actor.id: actor.name for actor in record.actors}
    for relation in record.relations:
        passage = relation.passage
        assert document.text[passage.start : passage.end] == passage.text
    return [
        (relation.kind, frozenset({names[relation.a], names[relation.b]}))
        for relation in record.relations
        if relation.passage.start >= len(CAST)
    ]


@SWAPPED
@pytest.mark.parametrize(
    "sentence",
    [
        "{one} and {other} are bitter enemies.",
        "{one} and {other}, sworn enemies since 1990, share a border.",
        "{one} regards {other} as its enemy.",
        "{one} has long seen {other} as a threat.",
        "{one}'s arch-rival {other} kept silent.",
        "{other}, {one}'s old rival, kept silent.",
        "Deep mistrust between {one} and {other} delayed the talks.",
        "There is no love lost between {one} and {other}.",
        "Relations between {one} and {other} are poisoned.",
        "{one} broke off relations with {other}.",
        "{one} is at odds with {other}.",
        "{one} is hostile to {other}.",
        "{one} and {other} have hated each other for years.",
        "{one} remains the greatest challenge to {other}.",
    ],
)
def test_foes(one: str, other: str, sentence: str) -> None:
    assert told(sentence.format(one=one, other=other)) == [("hostility", frozenset({one, other}))]


@SWAPPED
@pytest.mark.parametrize(
    "sentence",
    [
        "{one} is a close ally of {other}.",
        "{one} is backed by {other}.",
        "{one} has armed {other} for years.",
        "{one}, which funds {other}, kept silent.",
        "{one} wants a union with {other}, its patron.",
        "{one} counts on {other}, its closest partner.",
        "{one} enjoys the support of {other}.",
        "{one} and {other} are allies.",
        "{one} and {other} are bound by a defence pact.",
        "{one}'s alliance with {other} is old.",
        "{one} supports {other} with weapons.",
        "{one} stands by {other}.",
    ],
)
def test_friends(one: str, other: str, sentence: str) -> None:
    assert told(sentence.format(one=one, other=other)) == [("alliance", frozenset({one, other}))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Belmar-brokered talks ended.",
        "Envoys from Belmar shuttled between the two camps.",
        "Belmar carried messages between the two camps.",
        "With Belmar as mediator, the two met again.",
        "Under the mediation of Belmar the two met.",
        "Varnia thanked Belmar for its mediation.",
    ],
)
def test_mediators(sentence: str) -> None:
    assert told(sentence) == [("mediation", frozenset({"Belmar", "both sides"}))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Belmar takes no side.",
        "Belmar does not take sides.",
        "Belmar said that it was on nobody's side.",
        "Belmar favours neither side.",
        "Belmar says it serves neither side.",
    ],
)
def test_those_who_take_no_side(sentence: str) -> None:
    assert told(sentence) == [("neutrality", frozenset({"Belmar", "both sides"}))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Belmar and Ostrel are not allies.",
        "Ostrel was once an ally of Belmar.",
        "Belmar wants to be an ally of Ostrel.",
        "Belmar is no enemy of Ostrel.",
        "Belmar used to be an enemy of Ostrel.",
        "Belmar does not regard Ostrel as a threat.",
        "The flood is a threat to Belmar.",
        "Ostrel's trading partner Belmar kept silent.",
        "Belmar has backed the plan of Ostrel.",
        "Varnia asked Ostrel to break off relations with Belmar.",
        "Lund's political rival won the vote.",
        "Belmar rejected the mediation of Ostrel.",
        "Varnia wants Belmar's mediation.",
        "Lund offered mediation.",
        "Belmar would be neutral, Lund hoped.",
        "Belmar is no longer neutral.",
    ],
)
def test_what_is_denied_over_wished_or_of_others_is_no_bond(sentence: str) -> None:
    assert told(sentence) == []


def test_a_bond_in_quoted_words_is_stated_by_who_says_them() -> None:
    text = CAST + '"Ostrel is the enemy of Belmar," Hall said.'
    record = read([Document(id="doc:bond", path="bond.txt", text=text, sha256="0" * 64)], reader="rules")
    (relation,) = [one for one in record.relations if one.passage.start >= len(CAST)]
    names = {actor.id: actor.name for actor in record.actors}
    assert (relation.kind, names[relation.stated_by or ""]) == ("hostility", "Ann Hall")
