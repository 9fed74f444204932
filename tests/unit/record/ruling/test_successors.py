from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.record.sample import Reader, document, sample

from detente.documents.document import Document
from detente.errors import PassageError
from detente.record.identity import identified
from detente.record.ruling.successors import successors
from detente.record.values import Claim, Event, Item, Mention, Proposal, Relation, Response, Statement

TEXT = (
    "Rain fell on the towns. Kerr said on Monday she would sign the accord by Friday. "
    "Forces struck and burned the mill.\n"
)
OLD = Reader(document(TEXT, path="old.txt", publisher=None, published_on=None))
NEW = Reader(document("Talks opened there. " + TEXT, path="new.txt", publisher=None, published_on=None))


PROMISE = "she would sign the accord by Friday"


def said(reader: Reader, content: str = PROMISE) -> Statement:
    return identified(
        Statement(
            id="",
            passage=reader.passage(f"Kerr said on Monday {PROMISE}"),
            mode="indirect",
            channel="public",
            content=(reader.span(content),),
            cue=reader.span("said"),
            speaker_open="not certain",
        )
    )


def struck(reader: Reader, trigger: str = "struck", act: str = "ASSAULT") -> Event:
    passage = reader.passage("Forces struck and burned the mill")
    return identified(Event(id="", passage=passage, trigger=reader.span(trigger), act=act))


def promised(reader: Reader, kind: str = "promise") -> Claim:
    return identified(Claim(id="", passage=reader.passage(PROMISE), kind=kind))  # type: ignore[arg-type]


def answered(reader: Reader, who: str | None, kind: str = "accept") -> Response:
    words = reader.span("Kerr")
    by = Mention(start=words.start, end=words.end, text="Kerr", actor=who)
    passage = reader.passage("Kerr said on Monday she would sign the accord")
    return identified(Response(id="", passage=passage, kind=kind, by=by))  # type: ignore[arg-type]


def again(old: list[Item], new: list[Item]) -> dict[str, str]:
    """Match two readings of the same document."""
    return successors(old, OLD.document, OLD.document, new)


def test_item_that_is_read_again_is_its_own_successor() -> None:
    record = sample()
    for one in record.documents:
        items = [item for item in record.items() if item.passage.document == one.id]
        assert successors(items, one, one, items) == {item.id: item.id for item in items}


def test_item_without_another_like_it_has_no_successor() -> None:
    assert again([said(OLD), struck(OLD)], [promised(OLD)]) == {}
    assert again([], [said(OLD)]) == {}


def test_items_move_with_their_words_into_a_changed_document() -> None:
    old: list[Item] = [said(OLD), struck(OLD), promised(OLD), answered(OLD, None)]
    new: list[Item] = [said(NEW), struck(NEW), promised(NEW), answered(NEW, None)]
    found = successors(old, OLD.document, NEW.document, new)
    assert found == {one.id: other.id for one, other in zip(old, new, strict=True)}


def test_item_whose_sentence_changed_has_no_successor() -> None:
    changed = Reader(
        document(TEXT.replace("Kerr", "Brandt"), path="new.txt", publisher=None, published_on=None)
    )
    words = changed.passage("Brandt said on Monday she would sign the accord by Friday")
    other = replace(said(OLD), passage=words, content=(changed.span("she would sign the accord by Friday"),))
    assert successors([said(OLD)], OLD.document, changed.document, [other]) == {}


def test_better_reading_of_the_same_words_is_the_successor() -> None:
    cases: list[tuple[Item, Item]] = [
        (struck(OLD), struck(OLD, act="COERCE")),
        (promised(OLD), promised(OLD, kind="deadline")),
        (answered(OLD, None), answered(OLD, "actor:kerr")),
        (said(OLD), replace(said(OLD), id="statement:x", cue=None)),
    ]
    for old, new in cases:
        assert old.id != new.id
        assert again([old], [new]) == {old.id: new.id}


def test_bounds_that_moved_a_little_are_followed() -> None:
    assert again([said(OLD)], [said(OLD, content="she would sign the accord")]) == {
        said(OLD).id: said(OLD, content="she would sign the accord").id
    }
    shorter = said(OLD, content="she would")
    assert again([said(OLD)], [shorter]) == {}
    assert again([shorter], [said(OLD)]) == {}


def test_exactly_half_is_not_more_than_half() -> None:
    text = "Kerr said abcdefgh there."
    reader = Reader(document(text, path="x.txt", publisher=None, published_on=None))
    claims = {
        words: identified(Claim(id="", passage=reader.passage(words), kind="promise"))
        for words in ("abcdefgh", "abcd", "abcde")
    }
    for words, expected in (("abcd", {}), ("abcde", {claims["abcdefgh"].id: claims["abcde"].id})):
        found = successors([claims["abcdefgh"]], reader.document, reader.document, [claims[words]])
        assert found == expected


def test_second_candidate_leaves_it_open() -> None:
    one = said(OLD, content="she would sign the accord")
    other = said(OLD, content="would sign the accord by Friday")
    assert again([said(OLD)], [one, other]) == {}
    assert again([one, other], [said(OLD)]) == {}


def test_item_that_is_there_again_is_not_taken_for_another() -> None:
    kept = said(OLD, content="she would sign the accord")
    assert again([said(OLD)], [kept]) == {said(OLD).id: kept.id}
    assert again([said(OLD), kept], [kept]) == {kept.id: kept.id}


def test_two_events_on_one_trigger_are_told_apart_by_act() -> None:
    old = [struck(OLD), struck(OLD, act="COERCE")]
    place = OLD.passage("struck")
    new = [replace(item, id=f"event:{number}", passage=place) for number, item in enumerate(old)]
    assert again([*old], [*new]) == {}  # their passages are others too: nothing says which is which
    same = [replace(item, id=f"event:{number}") for number, item in enumerate(old)]
    assert again([*old], [*same]) == {old[0].id: "event:0", old[1].id: "event:1"}


def test_answer_of_another_actor_is_another_answer() -> None:
    assert again([answered(OLD, "actor:kerr")], [answered(OLD, "actor:brandt")]) == {}
    both: list[Item] = [answered(OLD, "actor:kerr", "reject"), answered(OLD, "actor:brandt", "reject")]
    assert again([answered(OLD, "actor:kerr")], both) == {answered(OLD, "actor:kerr").id: both[0].id}


def test_relation_of_others_is_another_relation() -> None:
    relation = replace(sample().relations[0], id="relation:1")
    document = sample().documents[0]
    reverse = replace(relation, id="relation:2", a=relation.b, b=relation.a)
    again_read = replace(relation, id="relation:3")
    assert successors([relation], document, document, [reverse]) == {}
    assert successors([relation], document, document, [reverse, again_read]) == {relation.id: "relation:3"}


def test_kinds_are_never_mixed() -> None:
    passage = OLD.passage("she would sign the accord by Friday")
    proposal = identified(Proposal(id="", passage=passage, name="the accord"))
    assert again([promised(OLD)], [proposal]) == {}


def test_items_of_other_documents_are_passed_over() -> None:
    assert successors([said(NEW)], OLD.document, OLD.document, [said(OLD)]) == {}
    assert successors([said(OLD)], OLD.document, OLD.document, [said(NEW)]) == {}


def test_item_with_words_that_are_not_its_documents_is_refused() -> None:
    wrong = Document(id=OLD.document.id, path="old.txt", text="Something else.", sha256="")
    with pytest.raises(PassageError):
        successors([said(OLD)], wrong, NEW.document, [said(NEW)])


def test_relations_are_items_here() -> None:
    war: Relation = sample().relations[0]
    document = sample().documents[0]
    assert successors([war], document, document, [war]) == {war.id: war.id}
