from __future__ import annotations

from dataclasses import replace

from tests.unit.record.sample import EXCHANGE, sample

from detente.record import Record
from detente.record.mirror import compare, mirror
from detente.record.values import Mention, Passage


def test_record_and_itself_are_the_same_in_every_item() -> None:
    comparison = compare(sample(), sample())
    assert (comparison.n, comparison.n_same, comparison.share) == (12, 12, 1.0)
    assert [(count.kind, count.n) for count in comparison.counts] == [
        ("relation", 1),
        ("statement", 6),
        ("event", 1),
        ("proposal", 1),
        ("response", 1),
        ("claim", 1),
        ("inconsistency", 1),
    ]


def test_empty_records_are_the_same() -> None:
    assert compare(Record(), Record()).share == 1.0


def test_missing_item_is_listed_with_its_passage() -> None:
    record = sample()
    without = replace(record, events=())
    (lost,) = compare(record, without).differences
    assert (lost.kind, lost.where, lost.path) == ("event", "first only", "herald.txt")
    assert lost.text == record.events[0].passage.text
    (found,) = compare(without, record).differences
    assert found.where == "second only"
    assert compare(record, without).share == 11 / 12


def test_differing_fields_are_listed_with_what_each_has() -> None:
    record = sample()
    said = replace(record.statements[1], act="REJECT", toward=None)
    other = replace(record, statements=(record.statements[0], said, *record.statements[2:]))
    (difference,) = compare(record, other).differences
    assert difference.where == "both"
    assert [(field.name, field.first, field.second) for field in difference.fields] == [
        ("act", "'ACCUSE'", "'REJECT'"),
        ("toward", "'Northland'", "None"),
    ]


def test_difference_of_a_mention_shows_words_place_and_actor() -> None:
    record = sample()
    said = record.statements[1]
    assert said.speaker is not None
    changed = replace(said, speaker=replace(said.speaker, actor="actor:ada-brandt"))
    other = replace(record, statements=(record.statements[0], changed, *record.statements[2:]))
    (difference,) = compare(record, other).differences
    (field,) = difference.fields
    assert (field.first, field.second) == ("'She' [216, 219) = Ola Kerr", "'She' [216, 219) = Ada Brandt")


def test_ids_are_not_compared_and_references_are_followed() -> None:
    record = sample()
    draft = replace(record.proposals[0], id="proposal:mine")
    answer = replace(record.responses[0], id="response:mine", proposal="proposal:mine")
    assert compare(record, replace(record, proposals=(draft,), responses=(answer,))).share == 1.0
    elsewhere = replace(answer, statement=record.statements[0].id)
    (difference,) = compare(record, replace(record, proposals=(draft,), responses=(elsewhere,))).differences
    assert [field.name for field in difference.fields] == ["statement"]


def test_documents_of_other_ids_are_matched_by_text_then_by_place() -> None:
    record = sample()
    by_hand = mirror(mirror(record, EXCHANGE), EXCHANGE)
    renamed = _renamed(by_hand, record.documents[0].id, "doc:mine")
    assert compare(record, renamed).share == 1.0
    assert compare(record, replace(renamed, documents=renamed.documents[::-1])).share == 1.0
    retold = replace(record.documents[0], id="doc:mine", text=record.documents[0].text + "\n")
    assert compare(record, replace(renamed, documents=(retold, renamed.documents[1]))).share == 1.0


def _renamed(record: Record, old: str, new: str) -> Record:
    """Return the record with another id for a document, in the passages of statements and events."""

    def moved(passage: Passage) -> Passage:
        return replace(passage, document=new) if passage.document == old else passage

    return replace(
        record,
        documents=tuple(replace(d, id=new) if d.id == old else d for d in record.documents),
        relations=tuple(replace(item, passage=moved(item.passage)) for item in record.relations),
        statements=tuple(replace(item, passage=moved(item.passage)) for item in record.statements),
        events=tuple(replace(item, passage=moved(item.passage)) for item in record.events),
        responses=tuple(replace(item, passage=moved(item.passage)) for item in record.responses),
        claims=tuple(replace(item, passage=moved(item.passage)) for item in record.claims),
        proposals=tuple(
            replace(
                item,
                passage=moved(item.passage),
                mentions=tuple(map(moved, item.mentions)),
                clauses=tuple(replace(clause, passage=moved(clause.passage)) for clause in item.clauses),
            )
            for item in record.proposals
        ),
    )


def test_passage_cut_otherwise_is_one_difference() -> None:
    record = sample()
    said = record.statements[0]
    text = record.documents[0].text
    shorter = Passage(document=said.passage.document, start=said.passage.start, end=200, text="")
    shorter = replace(shorter, text=text[shorter.start : shorter.end])
    other = replace(record, statements=(replace(said, passage=shorter), *record.statements[1:]))
    comparison = compare(record, other)
    (difference,) = comparison.differences
    assert difference.where == "both"
    assert [field.name for field in difference.fields] == ["passage"]
    assert comparison.n == 12


def test_items_of_one_passage_are_matched_with_their_likest() -> None:
    record = sample()
    first = record.events[0]
    second = replace(first, id="event:2", recipient=Mention(start=58, end=67, text="Port Sule"), deaths=None)
    both = replace(record, events=(first, second))
    changed = replace(record, events=(replace(second, act="PROTEST"), replace(first, act="COERCE")))
    differences = compare(both, changed).differences
    assert [[field.name for field in difference.fields] for difference in differences] == [["act"], ["act"]]
    assert [difference.fields[0].second for difference in differences] == ["'COERCE'", "'PROTEST'"]


def test_differences_stand_in_text_order() -> None:
    record = sample()
    differences = compare(record, replace(Record(), documents=record.documents)).differences
    paths = [difference.path for difference in differences]
    assert paths == sorted(paths, reverse=True), "herald.txt comes before courier.txt"
    starts = [difference.start for difference in differences if difference.path == "herald.txt"]
    assert starts == sorted(starts)


def test_mirror_of_a_record_and_the_record_differ_wherever_a_name_stands() -> None:
    comparison = compare(sample(), mirror(sample(), EXCHANGE))
    assert comparison.n_same == 0
    assert all(difference.where == "both" for difference in comparison.differences)


def test_a_probability_alone_makes_no_difference_but_what_it_decides_does() -> None:
    record = sample()
    first, *others = record.statements
    surer = replace(record, statements=(replace(first, probability=0.1, speaker_probability=0.2), *others))
    assert compare(record, surer).share == 1.0
    meant = replace(record, statements=(replace(first, modality="wished"), *others))
    (difference,) = compare(record, meant).differences
    assert [field.name for field in difference.fields] == ["modality"]
