from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console
from tests.unit.cli.test_record_table import RECORD, REPORT, mention, passage, words

from detente.cli.read_explain import explanations, show_explained
from detente.documents import load
from detente.record import Record
from detente.record.values import Inconsistency, Passage, Relation, Span, Statement

FIRST, SECOND = RECORD.statements
FULL = replace(
    RECORD,
    statements=(
        replace(
            FIRST,
            modality="intended",
            tense="future",
            about="talks",
            condition=words("in a week"),
            probability=0.912,
            speaker_probability=0.875,
        ),
        replace(SECOND, speaker_probability=0.41),
    ),
    relations=(
        Relation(
            id="relation:1",
            kind="hostility",
            a="actor:1",
            b="actor:2",
            passage=passage("Southmark resists it"),
        ),
    ),
    inconsistencies=(
        Inconsistency(
            id="inconsistency:1",
            kind="count",
            passage=passage("over a dozen"),
            other=passage("a week"),
            found="Two numbers do not fit.",
        ),
    ),
)


def printed(record: Record, *, is_terminal: bool = False, width: int = 80) -> str:
    file = io.StringIO()
    # whatever terminal the tests themselves run in, this one knows bold type
    kind = {"TERM": "xterm"} if is_terminal else {}
    show_explained(record, Console(file=file, width=width, force_terminal=is_terminal, _environ=kind))
    return file.getvalue()


def block(text: str, heading: str) -> list[str]:
    """Return the lines under a heading, up to the next one."""
    lines = text.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith(heading))
    following = lines[start + 1 :]
    end = next((index for index, line in enumerate(following) if not line.startswith("    ")), len(following))
    return [line.strip() for line in following[:end]]


def test_each_record_is_explained_in_text_order() -> None:
    ((source, explained),) = explanations(FULL)
    assert source == REPORT.source
    starts = [one.start for one in explained]
    assert starts == sorted(starts)
    assert [one.kind for one in explained] == [
        "statement",
        "statement",
        "event",
        "inconsistency",
        "proposal",
        "relation",
        "response",
        "claim",
    ]


def test_statement_says_what_was_decided_by_which_word_and_how_surely() -> None:
    lines = block(printed(FULL), "statement [0, ")
    assert lines == [
        "decided: direct, public, REJECT",
        "by: cue “said”",
        "speaker: President Okoro, probability 0.88",
        "meant as: intended, future",
        "condition: “in a week”",
        "about: talks",
        "probability: 0.91 that the record is right",
    ]


def test_open_speaker_has_its_reason_its_candidates_and_the_probability_of_the_first() -> None:
    start = SECOND.passage.start
    lines = block(printed(FULL), f"statement [{start}, ")
    assert "probability: 0.41 that the first candidate for speaker is right" in lines
    assert "open: speaker: two persons fit; could be President Okoro" in lines


@pytest.mark.parametrize(
    "line",
    [
        "by: trigger “Shelling”",
        "open: actor: not stated",
        "open: sponsor: not stated",
        "clause 1: territory “gives Northland the port”",
        "open: to: which proposal is answered is not certain",
        "due: 2025-05-01 to 2025-05-01 “in a week”, by in a week, counted from the day of publication",
        "decided: count: Two numbers do not fit.",
        "decided: hostility: President Okoro and actor:2",
    ],
)
def test_other_records_give_their_reasons(line: str) -> None:
    assert f"    {line}\n" in printed(FULL)


def test_lines_are_whole_and_without_colour_where_it_is_no_terminal() -> None:
    text = printed(FULL, width=40)
    assert "\x1b" not in text
    assert "    due: 2025-05-01 to 2025-05-01 “in a week”, by in a week, counted from" in text


def test_a_terminal_gets_lines_that_fit_it() -> None:
    text = printed(FULL, is_terminal=True, width=60)
    assert "\x1b[1m" in text
    assert "probability 0.88" in text


def test_no_probability_is_invented_where_the_reader_gave_none() -> None:
    assert "probability" not in printed(RECORD)


def test_actors_are_listed() -> None:
    assert "named in full" in printed(RECORD, width=200)


def test_an_empty_record_says_so() -> None:
    assert printed(Record(documents=(REPORT,))).startswith("Nothing was found")


def test_words_of_a_document_are_shown_and_not_obeyed() -> None:
    text = "[red]No[/red] \x1b[2J\u202e deal."
    report = load(text.encode(), path="a.txt")
    found = Statement(
        id="statement:1",
        passage=Passage(document=report.id, start=0, end=len(text), text=text),
        mode="indirect",
        channel="public",
        content=(Span(start=0, end=len(text), text=text),),
        speaker=replace(mention("Okoro"), start=0, end=5, text="\x1b[2J"),
    )
    shown = printed(Record(documents=(report,), statements=(found,)))
    assert "[red]No[/red] ␛[2J⟨U+202E⟩ deal." in shown
    assert "\x1b" not in shown
