"""Agreements given in full, papers that state terms, and truces put forward."""

from __future__ import annotations

import pytest
from tests.unit.reading.tales import BOTH_WAYS, side, tale

from detente.record.record import Record

AGREED = "The two governments have agreed as follows.\n\n"


def clauses(record: Record) -> list[str]:
    (proposal,) = record.proposals
    return [clause.passage.text for clause in proposal.clauses]


@BOTH_WAYS
def test_articles_are_the_clauses_and_bind_whom_they_name(own: str, other: str) -> None:
    record = tale(
        f"{AGREED}Article 1. {own} shall withdraw its troops by 1 April.\n\n"
        f"Article 2. Lists shall be exchanged. {other} shall open the port.\n\n"
        "The agreement was read out in Paris."
    )
    assert clauses(record) == [
        f"{own} shall withdraw its troops by 1 April",
        "Lists shall be exchanged",
        f"{other} shall open the port",
    ]
    assert [(one.kind, side(record, one.by)) for one in record.claims] == [
        ("promise", own), ("promise", None), ("promise", other),
    ]  # fmt: skip


def test_articles_that_nobody_has_agreed_to_bind_nobody() -> None:
    record = tale(
        "It says:\n\nArticle 1. Velkia shall withdraw its troops.\n\n"
        "Article 2. Tarvia shall open the port.\n\n"
        "The draft is not signed."
    )
    assert len(clauses(record)) == 2
    assert [one for one in record.claims if one.kind == "promise"] == []


def test_one_article_alone_may_be_quoted_from_anywhere() -> None:
    assert tale("Article 5 says that Velkia shall have a king.").proposals == ()


@BOTH_WAYS
@pytest.mark.parametrize(
    "sentence",
    [
        "{own} laid a list on the table: 60 fighters would go free, and the bodies would be returned.",
        "{own} circulated a paper that would free 60 fighters and return the bodies.",
    ],
)
def test_a_paper_that_states_terms_is_on_the_table(own: str, other: str, sentence: str) -> None:
    record = tale(sentence.format(own=own) + f" {other} rejected the paper.")
    (proposal,) = record.proposals
    assert proposal.sponsor is not None
    assert proposal.sponsor.actor == f"actor:{own.lower()}"
    assert len(proposal.clauses) == 2
    assert [(one.kind, side(record, one.by), one.proposal) for one in record.responses] == [
        ("reject", other, proposal.id)
    ]


def test_a_paper_without_terms_is_none() -> None:
    assert tale("Velkia published a list of the dead. Tarvia rejected the list.").proposals == ()


@BOTH_WAYS
def test_a_truce_put_forward_is_a_proposal(own: str, other: str) -> None:
    record = tale(f"A truce offered by {own} was never tried. It would have frozen the lines.")
    assert clauses(record) == ["frozen the lines"]
    assert side(record, record.proposals[0].sponsor) == own
    assert tale("A truce was never tried. It would have frozen the lines.").proposals == ()


def test_a_term_of_office_is_no_text() -> None:
    assert tale("The next term of the president begins in May. The war goes on.").proposals == ()


def test_terms_parted_by_a_semicolon_are_two() -> None:
    record = tale("Under the peace plan, Velkia would get the port; in exchange it would stop the raids.")
    assert clauses(record) == ["Velkia would get the port", "in exchange it would stop the raids"]


@BOTH_WAYS
def test_a_plan_of_its_own_is_whose_it_is(own: str, other: str) -> None:
    record = tale(f"{own} has its own peace plan to end the war. The plan would free all prisoners.")
    assert side(record, record.proposals[0].sponsor) == own
    assert clauses(record) == ["free all prisoners"]  # the end of the war is what it is for


@BOTH_WAYS
def test_what_is_done_behind_a_colon_is_what_a_text_put_forward_says(own: str, other: str) -> None:
    record = tale(
        f"Tolmia tabled a one-page formula: {own} recognises the border, {other} opens the port, "
        "and both accept monitors."
    )
    assert clauses(record) == [
        f"{own} recognises the border",
        f"{other} opens the port",
        "both accept monitors",
    ]


def test_sponsors_without_a_name_are_kept_in_the_words_for_them() -> None:
    (proposal,) = tale(
        "Under a draft drawn up by the harbour pilots, all prisoners would be freed."
    ).proposals
    assert proposal.sponsor is not None
    assert (proposal.sponsor.text, proposal.sponsor.actor) == ("the harbour pilots", None)
