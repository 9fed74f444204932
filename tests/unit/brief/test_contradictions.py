from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.unit.brief.sample import (
    ACCUSED,
    BALL,
    CASE,
    D2,
    DISCUSSES,
    IN_PRIVATE,
    MONITORS_FIRST,
    NO_SIGNING,
    RAID,
    READY_TO_SIGN,
    RECORD,
    REJECTS,
    RESISTS,
    RULED_OUT,
    SAID_WILLING,
    SHELLED,
    STRUCK,
    STRUCK_NOT,
    day,
    mention,
    passage,
)
from tests.unit.brief.shares import EXPLORATION
from tests.unit.record.made import named, quotation, report
from tests.unit.record.made import record as made

from detente.brief import brief
from detente.brief.blocks import Table
from detente.brief.cast import build_cast
from detente.brief.contradictions import Clash, find_clashes
from detente.brief.sections.claims import build_contradictions_section
from detente.case import Case
from detente.record import Record
from detente.record.asking.contradictions import contradictions
from detente.record.identity import identified
from detente.record.links import Link, Links
from detente.record.values import Inconsistency


def _found(record: Record) -> tuple[Clash, ...]:
    return find_clashes(record, build_cast(record, CASE))


def _of(record: Record, kind: str, subject: str) -> Clash:
    return next(entry for entry in _found(record) if entry.kind == kind and entry.subject == subject)


def test_public_and_private_words_on_one_matter_are_set_side_by_side() -> None:
    found = _of(RECORD, "public and private", "Aldric Venn")
    public, private = found.sides
    assert NO_SIGNING.id in public.records
    assert RULED_OUT.id in public.records
    assert private.records == (IN_PRIVATE.id,)


def test_words_in_one_sentence_are_compared_without_a_direction() -> None:
    plain = tuple(
        replace(statement, direction=None) if statement.channel == "private" else statement
        for statement in RECORD.statements
    )
    found = _of(replace(RECORD, statements=plain), "public and private", "Aldric Venn")
    assert found.sides[0].records == (RULED_OUT.id,)
    assert found.basis == "the report sets them side by side in one sentence"


def test_words_of_two_sentences_are_not_of_one() -> None:
    text = "He denied it in private. “We will talk,” he said."
    document = replace(RECORD.documents[0], text=text, body_start=0)
    who = mention(document, "He", "actor:venn")
    told = replace(
        IN_PRIVATE, passage=passage(document, "He denied it in private"), speaker=who, direction=None
    )
    said = replace(
        NO_SIGNING, passage=passage(document, "“We will talk,” he said"), speaker=who, direction=None
    )
    record = replace(RECORD, documents=(document,), statements=(told, said), events=(), responses=())
    assert _found(record) == ()
    joined = replace(document, text=text.replace("private. “We", "private: “We"))
    assert [entry.kind for entry in _found(replace(record, documents=(joined,)))] == ["public and private"]


def test_the_same_direction_in_public_and_private_is_no_contradiction() -> None:
    same = tuple(
        replace(statement, direction="against") if statement.channel == "private" else statement
        for statement in RECORD.statements
        if statement.id not in (RULED_OUT.id, MONITORS_FIRST.id)
    )
    kinds = [entry.kind for entry in _found(replace(RECORD, statements=same))]
    assert "public and private" not in kinds


def test_words_against_deeds_of_both_sides_alike() -> None:
    north = _of(RECORD, "words and deeds", "Northland")
    south = _of(RECORD, "words and deeds", "Southmark")
    assert READY_TO_SIGN.id in north.sides[0].records
    assert north.sides[1].records == (SHELLED.id, STRUCK.id)
    assert DISCUSSES.id in south.sides[0].records
    assert south.sides[1].records == (RAID.id,)


def test_deeds_alone_are_no_contradiction() -> None:
    silent = replace(RECORD, responses=(), statements=())
    assert all(entry.kind != "words and deeds" for entry in _found(silent))


def test_accounts_of_one_partys_answer_keep_every_teller() -> None:
    found = _of(RECORD, "accounts", "how Southmark answers")
    told = {(side.label, side.records) for side in found.sides}
    assert told == {
        ("according to the report", (REJECTS.id,)),
        ("according to Westria", (RESISTS.id,)),
        ("according to Westria", (SAID_WILLING.id,)),
        ("by its own words", (DISCUSSES.id,)),
    }


def test_one_teller_alone_is_no_disagreement() -> None:
    alone = replace(RECORD, responses=(RESISTS, SAID_WILLING))
    assert all(entry.subject != "how Southmark answers" for entry in _found(alone))


def test_two_outsiders_who_point_at_different_parties_are_set_side_by_side() -> None:
    told = tuple(
        replace(statement, speaker=replace(statement.speaker, actor="actor:eastmere-minister"))
        if statement.id == BALL.id and statement.speaker
        else statement
        for statement in RECORD.statements
    )
    found = _of(replace(RECORD, statements=told), "accounts", "who must move")
    assert [(side.label, side.text, side.records) for side in found.sides] == [
        ("Westria", "puts demands or blame on Southmark", (ACCUSED.id,)),
        ("Eastmere", "puts demands or blame on Northland", (BALL.id,)),
    ]


def test_one_speaker_who_points_at_both_is_no_contradiction() -> None:
    assert all(entry.subject != "who must move" for entry in _found(RECORD))


def test_an_event_that_is_denied() -> None:
    found = _of(RECORD, "accounts", "assault by Northland")
    assert [side.records for side in found.sides] == [(STRUCK.id,), (STRUCK_NOT.id,)]
    assert found.basis == "one account says it happened, another denies it"


def test_numbers_of_dead_that_cannot_both_be_right() -> None:
    deaths = replace(STRUCK.deaths, low=0, best=0, high=0, expression=None) if STRUCK.deaths else None
    other = replace(STRUCK_NOT, factuality="happened", deaths=deaths)
    record = replace(RECORD, events=(STRUCK, other))
    assert _of(record, "accounts", "assault by Northland").basis == (
        "the numbers of dead cannot both be right"
    )
    elsewhen = replace(other, time=day(9))
    assert all(
        entry.kind != "accounts" or "assault" not in entry.subject
        for entry in _found(replace(RECORD, events=(STRUCK, elsewhen)))
    )


def test_records_that_are_linked_are_accounts_of_one_event() -> None:
    elsewhere = replace(STRUCK_NOT, place=mention(D2, "9 people", None), time=None)
    record = replace(RECORD, events=(STRUCK, elsewhere))
    assert not [entry for entry in _found(record) if entry.subject == "assault by Northland"]
    tie = Link(kind="event", a=elsewhere.id, b=STRUCK.id, score=0.8, why="a test")
    found = find_clashes(record, build_cast(record, CASE), Links(links=(tie,)))
    (told,) = [entry for entry in found if entry.subject == "assault by Northland"]
    assert [side.records for side in told.sides] == [(STRUCK.id,), (elsewhere.id,)]


def test_a_toll_that_rose_since_is_no_contradiction() -> None:
    assert STRUCK.deaths is not None
    risen = replace(STRUCK_NOT, factuality="happened", deaths=replace(STRUCK.deaths, low=40, high=40))
    first = replace(STRUCK, deaths=replace(STRUCK.deaths, low=14, high=14))
    for days_later, is_told in ((1, True), (3, False)):
        dates = {
            first.passage.document: date(2031, 5, 6),
            risen.passage.document: date(2031, 5, 6 + days_later),
        }
        documents = tuple(
            replace(document, published_on=dates.get(document.id, document.published_on))
            for document in RECORD.documents
        )
        found = _found(replace(RECORD, documents=documents, events=(first, risen)))
        assert any("numbers of dead" in entry.basis for entry in found) is is_told


def test_copies_of_one_account_are_one_side() -> None:
    twin = replace(STRUCK, id="event:twin")
    found = _of(replace(RECORD, events=(STRUCK, twin, STRUCK_NOT)), "accounts", "assault by Northland")
    assert [side.records for side in found.sides] == [(STRUCK.id, "event:twin"), (STRUCK_NOT.id,)]


def test_answers_that_exclude_each_other_are_told_as_the_listing_has_them() -> None:
    accepts = replace(REJECTS, id="response:accepts", kind="accept")
    record = replace(RECORD, responses=(REJECTS, accepts))
    listed = [one for one in contradictions(record) if one.kind == "position"]
    assert [set(one.items) for one in listed] == [{REJECTS.id, accepts.id}]
    told = [entry for entry in _found(record) if "exclude each other" in entry.basis]
    assert [{*entry.sides[0].records, *entry.sides[1].records} for entry in told] == [
        {REJECTS.id, accepts.id}
    ]
    assert {side.text for side in told[0].sides} == {"Aldric Venn rejects it", "Aldric Venn accepts"}


def test_words_that_were_not_said_are_set_beside_the_quotation() -> None:
    words = "We will never leave the river districts"
    printed = report(f"“{words},” Velk said.", "Herald", date(2031, 5, 5))
    denied = report(f"He never said “{words}”.", "Gazette", date(2031, 5, 6))
    said = (
        quotation(printed, f"{words},", "actor:velk"),
        quotation(denied, words, "actor:velk", is_negated=True),
    )
    record = made(printed, denied, actors=(named("actor:velk", "Velk"),), statements=said)
    assert [one.kind for one in contradictions(record)] == ["denied words"]
    (told,) = find_clashes(record, build_cast(record, Case()))
    assert (told.kind, told.subject) == ("accounts", "what Velk said")
    assert [(side.label, side.records, side.is_other) for side in told.sides] == [
        ("according to Herald", (said[0].id,), False),
        ("according to Gazette", (said[1].id,), True),
    ]
    assert words in brief(record).html()


def _with_odd_dates() -> Record:
    first, other = passage(RECORD.documents[0], "Talks"), passage(RECORD.documents[0], "shelling")
    odd = identified(
        Inconsistency(
            id="", kind="date", passage=first, other=other, about=SHELLED.id, found="Two days do not fit."
        )
    )
    return replace(RECORD, inconsistencies=(odd,))


def test_what_does_not_fit_inside_a_report_is_listed_with_both_places() -> None:
    page = brief(_with_odd_dates(), CASE, EXPLORATION)
    (table,) = build_contradictions_section(page).blocks[2:]
    assert isinstance(table, Table)
    assert [row.anchor for row in table.rows] == ["i1"]
    written = page.markdown()
    assert "Two days do not fit." in written
    assert "What does not fit inside one report" in written
    assert 'id="i1"' in page.html()
    assert 'id="at-i1-2"' in page.html()


def test_a_record_without_such_has_no_table_of_it() -> None:
    assert len(build_contradictions_section(brief(RECORD, CASE, EXPLORATION)).blocks) == 2
