from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.unit.brief.sample import CASE, D1, D3, DISCUSSES, MEETING, RECORD, REJECTS, RESISTS, SHELLED
from tests.unit.brief.shares import EXPLORATION, NOW, WAR, share

from detente import brief as make_brief
from detente.analysis.results import Exploration
from detente.brief import Brief
from detente.brief.findings import HEADINGS, Finding
from detente.brief.likelihood import SCALE
from detente.case import Case
from detente.record import Record

BRIEF = make_brief(RECORD, CASE, EXPLORATION)


def only(record: Record, document: str) -> Record:
    """Return the record of one of its documents."""
    return replace(
        record,
        documents=tuple(row for row in record.documents if row.id == document),
        statements=tuple(row for row in record.statements if row.passage.document == document),
        events=tuple(row for row in record.events if row.passage.document == document),
        proposals=tuple(row for row in record.proposals if row.passage.document == document),
        responses=tuple(row for row in record.responses if row.passage.document == document),
        claims=tuple(row for row in record.claims if row.passage.document == document),
        relations=(),
        actors=tuple(replace(row, speaks_for_passage=None, mentions=()) for row in record.actors),
    )


def _of(brief: Brief, topic: str) -> list[Finding]:
    return [finding for finding in brief.findings if finding.topic == topic]


def _sentences(brief: Brief, topic: str) -> str:
    return " ".join(finding.sentence for finding in _of(brief, topic))


def test_findings_are_numbered_in_the_order_of_the_page() -> None:
    assert [finding.label for finding in BRIEF.findings] == [
        f"F{number}" for number in range(1, len(BRIEF.findings) + 1)
    ]
    order = list(HEADINGS)
    places = [order.index(finding.topic) for finding in BRIEF.findings]
    assert places == sorted(places)


def test_a_record_of_one_report_says_so_first() -> None:
    thin = make_brief(only(RECORD, D1.id), CASE, EXPLORATION)
    assert thin.findings[0].topic == "thin record"
    assert thin.findings[0].sentence == (
        "One report leaves most of this open. Of 8 concerns in the case, 3 rest on the record, 4 rest on "
        "named assumptions and 1 is open."
    )


def test_copies_of_one_report_are_thin_too_and_several_sources_are_not() -> None:
    copy = replace(D1, id="doc:copy", publisher="The Copyist")
    copied = make_brief(replace(only(RECORD, D1.id), documents=(D1, copy)), CASE, EXPLORATION)
    assert copied.findings[0].sentence.startswith("2 reports, but one source")
    assert not _of(BRIEF, "thin record")


def test_what_the_case_notes_of_itself_stands_before_its_findings() -> None:
    noted = make_brief(RECORD, replace(CASE, notes=("The record names no mediator.",)), EXPLORATION)
    (finding,) = _of(noted, "thin record")
    assert finding.confidence == "low"  # nothing in the record stands behind it
    assert finding.sentence == "The record names no mediator."
    assert finding.label == "F1"


def test_no_report_at_all_is_said() -> None:
    bare = make_brief(Record(), CASE, EXPLORATION)
    assert bare.findings[0].sentence.startswith("No report is in the record")


def test_the_bottom_line_gives_the_shares_and_the_concepts() -> None:
    first = _of(BRIEF, "bottom line")[0]
    assert first.sentence == (
        "An agreement on these terms can hold in 47\u00a0% of the worlds that fit the record (standard error "
        "1.6 points), if each party weighs how the others would answer (sequential stability), and in "
        "24\u00a0% if nobody looks further (Nash)."
    )
    assert dict(first.numbers)["SEQ"] == EXPLORATION.targets[0].holds[3]


def test_likelihood_words_are_only_in_the_analysts_judgements() -> None:
    pattern = re.compile("|".join(rf"\b{term.word}\b" for term in SCALE) + r"|\bprobab", re.IGNORECASE)
    for finding in BRIEF.findings:
        assert bool(pattern.search(finding.sentence)) == (finding.likelihood is not None), finding.sentence
    (judged,) = _of(BRIEF, "outlook")
    assert judged.likelihood == "likely"
    assert judged.sentence.startswith("Likely (60–75 %) by 31 May 2031: ")
    assert judged.evidence == (MEETING.id,)


def test_confidence_is_never_in_the_sentence() -> None:
    assert all("confidence" not in finding.sentence.lower() for finding in BRIEF.findings)
    assert all(finding.because for finding in BRIEF.findings)


def test_every_finding_rests_on_something() -> None:
    assert all(finding.evidence or finding.rests_on for finding in BRIEF.findings)


def test_a_position_that_moved_is_said_with_both_reports() -> None:
    moved = _sentences(BRIEF, "moved")
    assert "Southmark moved on “the Westrian proposal”" in moved
    assert "(reported 3 May 2031)" in moved
    assert "(reported 14 May 2031)" in moved
    shift = _of(BRIEF, "moved")[0]
    assert {REJECTS.id, DISCUSSES.id} <= {*shift.evidence}
    assert RESISTS.id not in shift.evidence  # what others say of it is not its own movement


def test_force_is_counted_for_both_sides() -> None:
    moved = _sentences(BRIEF, "moved")
    assert "Northland in 2 events, most recently 8 May 2031, at least 14 dead in one of them" in moved
    assert "Southmark in 1 event, 3 dead in it" in moved


def test_blockers_are_named_with_move_and_share_and_none_without_a_share() -> None:
    blocked = _sentences(BRIEF, "blocks")
    assert "Southmark would leave the agreement in 38\u00a0% of the worlds" in blocked
    assert "it would keep up attacks and no longer accept the proposal on the table" in blocked
    assert "Westria would leave" not in blocked


def test_what_would_change_it_leaves_out_differences_within_the_noise() -> None:
    changed = _sentences(BRIEF, "change")
    assert "whether Southmark wants or avoids an agreement on these terms" in changed
    assert "82\u00a0% of the worlds (wants it) or in 11\u00a0% (avoids it)" in changed
    assert "Eastmere" not in changed
    assert "“Being attacked is avoided”: without it the agreement holds in 35\u00a0%" in changed


def test_the_path_says_the_moves_and_whether_their_order_matters() -> None:
    way = _sentences(BRIEF, "path")
    assert way.startswith("The shortest way there has 3 moves: Westria would press Northland")
    assert "; then Northland would" in way
    assert "Each step is an improvement for whoever takes it in " in way
    path = EXPLORATION.targets[0].path
    assert path is not None
    costly = make_brief(RECORD, CASE, _exploration(path=replace(path, by_improvements=share(0))))
    assert "then" not in _sentences(costly, "path")
    assert "somebody has to move at its own cost" in _sentences(costly, "path")


def test_the_outcome_that_holds_most_often_is_said_unless_it_is_an_agreement_or_the_present() -> None:
    assert "more often than any other outcome" in _sentences(BRIEF, "bottom line")
    assert "Another outcome" not in _sentences(BRIEF, "bottom line")
    war = make_brief(RECORD, CASE, replace(EXPLORATION, outcomes=(WAR, NOW)))
    said = _of(war, "bottom line")[1].sentence
    assert said.startswith(
        "Another outcome holds more often than any one form of the agreement, in 62\u00a0% of the worlds "
    )
    assert "Westria walks away from the mediation" in said
    assert "more often than any other outcome" not in _sentences(war, "bottom line")


def test_contradictions_are_on_the_page_with_both_sides() -> None:
    clashes = _of(BRIEF, "clash")
    assert [finding.sentence.split(" ")[0] for finding in clashes] == ["Accounts", "Aldric", "Northland"]
    for finding in clashes:
        told = [BRIEF.contradictions[int(rest.anchor[1:]) - 1] for rest in finding.rests_on]
        records = {one for entry in told for side in entry.sides for one in side.records}
        assert {*finding.evidence} == records
        assert all(f'id="{rest.anchor}"' in BRIEF.html() for rest in finding.rests_on)
    # Both sides' words and deeds stand in one sentence: neither is cut to keep the page short.
    assert clashes[2].sentence.startswith("Northland and Southmark each speak for or of an agreement")


def _exploration(**fields: object) -> Exploration:
    target = replace(EXPLORATION.targets[0], **fields)  # type: ignore[arg-type]
    return replace(EXPLORATION, targets=(target,))


def test_an_agreement_that_the_rules_exclude() -> None:
    excluded = make_brief(RECORD, CASE, _exploration(best=None, blockers=(), path=None))
    assert "is ruled out: no state of affairs the rules allow is one" in _sentences(excluded, "bottom line")
    assert not _of(excluded, "blocks")
    assert not _of(excluded, "path")


def test_an_agreement_that_never_holds_is_no_likelihood() -> None:
    none = share(0)
    never = make_brief(RECORD, CASE, _exploration(holds=(none, none, none, none), blockers=()))
    assert "holds in none of the 1,000 worlds drawn" in _sentences(never, "bottom line")


def test_no_path_is_said() -> None:
    lost = make_brief(RECORD, CASE, _exploration(path=None))
    assert "No sequence of single parties’ moves leads from here to it." in _sentences(lost, "path")


@pytest.mark.parametrize("case", [Case(), CASE])
def test_an_exploration_without_targets_is_said_to_have_none(case: Case) -> None:
    bare = make_brief(RECORD, case, replace(EXPLORATION, targets=(), questions=(), dependences=(), now=None))
    assert "defines no agreement" in _sentences(bare, "bottom line")


def test_a_citation_the_record_does_not_hold_is_kept_and_marked() -> None:
    concerns = (replace(CASE.concerns[0], supports=("statement:gone", SHELLED.id)), *CASE.concerns[1:])
    brief = make_brief(RECORD, replace(CASE, concerns=concerns), EXPLORATION)
    assert "statement:gone" in brief.findings[0].evidence
    assert 'title="not in this record">statement:gone<' in brief.html()


def test_one_report_alone_shows_no_movement() -> None:
    assert "moved on" not in _sentences(make_brief(only(RECORD, D3.id), CASE, EXPLORATION), "moved")
