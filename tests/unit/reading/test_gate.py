from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from detente.documents.document import Document
from detente.reading.gate import admit
from detente.reading.proposed import Proposed
from detente.record.values import (
    Actor,
    Claim,
    Count,
    Event,
    Inconsistency,
    Interval,
    Mention,
    Passage,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)

TEXT = "Ada Brandt said the war must end. “No,” she said. Kerr refused the plan."
HERE = Document(id="doc:here", path="here.txt", text=TEXT, sha256="0" * 64)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def passage(words: str) -> Passage:
    found = span(words)
    return Passage(document=HERE.id, start=found.start, end=found.end, text=found.text)


def mention(words: str, actor: str | None = None) -> Mention:
    found = span(words)
    return Mention(start=found.start, end=found.end, text=found.text, actor=actor)


BRANDT = Actor(id="actor:ada-brandt", name="Ada Brandt", kind="person", mentions=(passage("Ada Brandt"),))
KERR = Actor(id="actor:kerr", name="Kerr", kind="person", mentions=(passage("Kerr"),))
SAID = Statement(
    id="s1",
    passage=passage("Ada Brandt said the war must end"),
    mode="indirect",
    channel="public",
    content=(span("the war must end"),),
    speaker=mention("Ada Brandt", BRANDT.id),
    cue=span("said"),
)
REFUSED = Event(id="e1", passage=passage("Kerr refused the plan"), trigger=span("refused"), act="REJECT")
PLAN = Proposal(id="p1", passage=passage("the plan"), name="the plan")
ANSWER = Response(id="r1", passage=REFUSED.passage, kind="reject", proposal="p1", by=mention("Kerr", KERR.id))


def refusal(**proposed: Any) -> str:
    """Return why the one thing that is wrong with a proposal was refused."""
    admitted, refused = admit(Proposed(**proposed), (HERE,), reader="reader 'x'")
    assert admitted.statements == ()
    assert refused[0].path == "here.txt"
    return refused[0].reason


def said(**changes: Any) -> str:
    return refusal(actors=(BRANDT, KERR), statements=(replace(SAID, **changes),))


def test_what_the_document_bears_out_is_taken_under_the_ids_of_its_content() -> None:
    answer = replace(ANSWER, statement="s1")
    proposed = Proposed(
        actors=(KERR, BRANDT),
        statements=(SAID,),
        events=(REFUSED,),
        proposals=(PLAN,),
        responses=(answer,),
        relations=(Relation(id="", kind="hostility", a=KERR.id, b=BRANDT.id, passage=passage(TEXT)),),
        claims=(Claim(id="", passage=SAID.passage, kind="promise", statement="s1"),),
    )
    admitted, refused = admit(proposed, (HERE,), reader="reader 'x'")
    assert refused == ()
    assert admitted.actors == (BRANDT, KERR)  # in the order of the text
    (statement,), (proposal,) = admitted.statements, admitted.proposals
    assert statement == replace(SAID, id=statement.id)
    assert statement.id.startswith("statement:")
    assert admitted.responses[0].proposal == proposal.id
    assert admitted.responses[0].statement == statement.id == admitted.claims[0].statement


def test_taking_again_what_was_taken_changes_nothing() -> None:
    once, _ = admit(Proposed(actors=(BRANDT,), statements=(SAID,)), (HERE,), reader="x")
    assert admit(once, (HERE,), reader="x") == (once, ())


class TestWords:
    def test_a_shifted_passage_is_refused(self) -> None:
        moved = replace(SAID.passage, start=1, end=33)
        assert "should read 'Ada Brandt said the war must end' but the document has" in said(passage=moved)

    def test_look_alike_letters_are_other_letters(self) -> None:
        cyrillic = span("Ada Brandt").text.replace("a", "а")
        speaker = Mention(start=0, end=10, text=cyrillic, actor=BRANDT.id)
        assert "speaker [0, 10)" in said(speaker=speaker)

    def test_words_of_another_document_are_refused(self) -> None:
        assert "into document 'doc:there'" in said(passage=replace(SAID.passage, document="doc:there"))

    @pytest.mark.parametrize(("start", "end"), [(-16, -1), (5, 5), (9, 3), (60, 10**30)])
    def test_places_outside_the_text_are_none(self, start: int, end: int) -> None:
        assert "is not a passage" in said(content=(Span(start=start, end=end, text=TEXT[start:end]),))

    def test_a_mention_that_is_not_in_the_text_is_nobody(self) -> None:
        invented = replace(BRANDT, mentions=(replace(BRANDT.mentions[0], text="Eva Brandt"),))
        assert refusal(actors=(invented,)).startswith("refused the actor 'actor:ada-brandt'")

    def test_a_name_that_is_no_mention_needs_a_basis(self) -> None:
        renamed = replace(BRANDT, name="Eva Stone")
        assert "name 'Eva Stone' is not among its mentions" in refusal(actors=(renamed,))
        known = replace(renamed, basis="the list of members")
        assert admit(Proposed(actors=(known,)), (HERE,), reader="x")[0].actors == (known,)


class TestFields:
    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"mode": "sung"}, "mode is 'sung': it must be one of 'direct', 'indirect', 'mixed'"),
            ({"act": "SING"}, "act is 'SING': it must be one of AGREE"),
            ({"act": None}, "act is None: it must be str"),
            ({"channel": ["public"]}, "channel is"),
            ({"content": [span("the war must end")]}, "must be a tuple"),
            ({"content": ("the war must end",)}, "content[0] is 'the war must end': it must be Span"),
            ({"content": ()}, "it has no content"),
            ({"cue": span("refused")}, "its cue at [55, 62) is outside its passage"),
            ({"content": (span("must end"), span("the war"))}, "out of order"),
            ({"quoted": (span("No,"),)}, "quoted words at [35, 38) are not in its content"),
            ({"is_negated": 1}, "is_negated is 1: it must be bool"),
            ({"passage": replace(SAID.passage, start=False)}, "passage.start is False: it must be int"),
            ({"passage": None}, "passage is None: it must be Passage"),
            ({"id": None}, "id is None"),
            ({"speaker": None}, "no speaker and no reason"),
            ({"said_on": Interval(earliest=datetime(2026, 1, 1), latest=None)}, "it must be date"),
            (
                {"said_on": Interval(earliest=date(2026, 2, 1), latest=date(2026, 1, 1))},
                "after it ends 2026-01-01",
            ),
            ({"toward": "actor:nobody"}, "toward refers to 'actor:nobody', and no actor"),
            ({"within": "s9"}, "within refers to 's9', and no statement"),
            ({"within": "s1"}, "it is within itself"),
        ],
    )
    def test_of_a_statement_hold_what_they_may(self, changes: dict[str, Any], reason: str) -> None:
        assert reason in said(**changes)

    def test_counts_of_the_dead_are_in_order(self) -> None:
        event = replace(REFUSED, deaths=Count(low=5, best=3, high=9))
        assert "low 5, best 3, high 9" in refusal(events=(event,))

    def test_things_of_another_kind_are_refused(self) -> None:
        assert "it is 'words': it must be Statement" in refusal(statements=("words",))
        assert "statements is str: it must be a tuple" in refusal(statements="words")

    def test_an_actor_has_an_id_of_an_actor(self) -> None:
        assert "its id is 'brandt'" in refusal(actors=(replace(BRANDT, id="brandt"),))


class TestReferences:
    def test_what_leans_on_something_refused_is_refused_to_the_end(self) -> None:
        gone = replace(BRANDT, mentions=(replace(BRANDT.mentions[0], start=1, end=11),))
        proposed = Proposed(actors=(gone,), statements=(SAID,), events=(replace(REFUSED, statement="s1"),))
        admitted, refused = admit(proposed, (HERE,), reader="x")
        assert admitted == Proposed()
        assert [failure.reason.split(" at ")[0] for failure in refused] == [
            "refused the actor 'actor:ada-brandt' that x proposes: mentions[0] [1, 11) of 'here.txt' "
            "(doc:here) should read 'Ada Brandt' but the document has 'da Brandt ' there; read the "
            "document again",
            "refused the statement",
            "refused the event",
        ]

    def test_one_label_stands_for_one_thing(self) -> None:
        other = replace(SAID, cue=None)
        proposed = Proposed(actors=(BRANDT,), statements=(SAID, other))
        admitted, refused = admit(proposed, (HERE,), reader="x")
        assert [statement.cue for statement in admitted.statements] == [SAID.cue]
        assert "its id 's1' is another statement's" in refused[0].reason

    def test_the_same_words_with_another_speaker_are_refused_and_the_same_twice_is_one(self) -> None:
        other = replace(SAID, id="s2", speaker=None, speaker_open="not clear")
        proposed = Proposed(actors=(BRANDT,), statements=(SAID, replace(SAID, id="s3"), other))
        admitted, refused = admit(proposed, (HERE,), reader="x")
        assert [statement.speaker for statement in admitted.statements] == [SAID.speaker]
        (failure,) = refused
        assert "another with the same words says other things" in failure.reason

    def test_statements_within_each_other_in_a_circle_are_refused(self) -> None:
        inner = replace(SAID, id="s2", cue=None, within="s1")
        proposed = Proposed(actors=(BRANDT,), statements=(replace(SAID, within="s2"), inner))
        admitted, refused = admit(proposed, (HERE,), reader="x")
        assert admitted.statements == ()
        assert len(refused) == 2

    def test_actors_that_speak_for_each_other_are_kept_without_the_ties(self) -> None:
        proposed = Proposed(
            actors=(replace(BRANDT, speaks_for=KERR.id), replace(KERR, speaks_for=BRANDT.id)),
            statements=(SAID,),
        )
        admitted, refused = admit(proposed, (HERE,), reader="x")
        assert admitted.actors == (BRANDT, KERR)
        assert len(admitted.statements) == 1
        assert ["left open" in failure.reason for failure in refused] == [True, True]


ODD = Inconsistency(
    id="o1",
    kind="office",
    passage=passage("Ada Brandt"),
    other=passage("she said"),
    about="e1",
    found="Two places do not fit.",
)


def test_what_does_not_fit_is_taken_and_finds_the_event_it_is_about() -> None:
    admitted, refused = admit(
        Proposed(actors=(KERR,), events=(REFUSED,), inconsistencies=(ODD,)), (HERE,), reader="x"
    )
    assert refused == ()
    (taken,) = admitted.inconsistencies
    assert taken.about == admitted.events[0].id
    assert taken.id.startswith("inconsistency:")


def _odd(**changes: Any) -> str:
    admitted, refused = admit(
        Proposed(events=(REFUSED,), inconsistencies=(replace(ODD, **changes),)), (HERE,), reader="x"
    )
    assert admitted.inconsistencies == ()
    return refused[0].reason


def test_what_does_not_fit_needs_its_words_at_both_places() -> None:
    assert "should read" in _odd(passage=replace(ODD.passage, text="Eda Brandt"))
    assert ODD.other is not None
    assert "should read" in _odd(other=replace(ODD.other, start=ODD.other.start - 1))


def test_what_does_not_fit_is_about_something_that_is_there() -> None:
    assert "no actor or event of that id" in _odd(about="event:none")


def test_condition_lies_inside_the_statement() -> None:
    assert "its condition at" in said(condition=span("Kerr refused"))


@pytest.mark.parametrize("share", [1.5, float("nan"), 1, "0.5"])
def test_probability_is_a_number_from_0_to_1(share: Any) -> None:
    assert "probability" in said(probability=share)
