from __future__ import annotations

import pytest
from tests.unit.reading.parses import hand_parsed, word
from tests.unit.reading.tales import BOTH_WAYS, side, tale

from detente.reading.bargaining.proposals import is_proposal, puts_forward
from detente.record.record import Record
from detente.record.values import Proposal


def only(record: Record) -> Proposal:
    (found,) = record.proposals
    return found


def terms(proposal: Proposal) -> list[str]:
    return [clause.passage.text for clause in proposal.clauses]


@BOTH_WAYS
@pytest.mark.parametrize(
    "sentence",
    [
        "{own} put forward a peace plan on Monday.",
        "{own} put a peace plan to {other} on Monday.",
        "{own} presented a peace plan.",
        "The {own} peace plan was short.",
        "A peace plan drafted by {own} was short.",
        "{own}'s peace plan was short.",
    ],
)
def test_the_sponsor_is_whoever_put_it_forward(own: str, other: str, sentence: str) -> None:
    proposal = only(tale(sentence.format(own=own, other=other)))
    assert proposal.sponsor is not None
    assert proposal.sponsor.actor == f"actor:{own.lower()}"
    assert proposal.sponsor_open is None


def test_without_a_sponsor_the_reason_is_given() -> None:
    proposal = only(tale("The peace plan was short. The plan was weak."))
    assert proposal.sponsor is None
    assert proposal.sponsor_open
    assert [mention.text for mention in proposal.mentions] == ["The peace plan", "The plan"]


def test_terms_go_on_over_the_sentences_that_say_what_would_be_done() -> None:
    proposal = only(
        tale(
            "Under the peace plan, a ceasefire of 60 days would begin in May. All prisoners would be freed "
            "within 30 days.\n\nSanctions on Velkia would be suspended in stages. Novak was not pleased. "
            "The rivers would rise in spring."
        )
    )
    assert terms(proposal) == [
        "a ceasefire of 60 days would begin in May",
        "All prisoners would be freed within 30 days",
        "Sanctions on Velkia would be suspended in stages",
    ]
    assert [clause.issue for clause in proposal.clauses] == ["ceasefire", "prisoners", "sanctions"]
    assert [clause.order for clause in proposal.clauses] == [1, 2, 3]


def test_what_somebody_says_is_no_term() -> None:
    proposal = only(tale("Under the peace plan, a truce would begin in May. Prisoners would die, Kral said."))
    assert terms(proposal) == ["a truce would begin in May"]


@pytest.mark.parametrize("verb", ["calls for", "includes"])
def test_a_list_is_a_term_each(verb: str) -> None:
    proposal = only(
        tale(f"The peace plan {verb} a ceasefire, a withdrawal of troops and an exchange of prisoners.")
    )
    assert terms(proposal) == ["a ceasefire", "a withdrawal of troops", "an exchange of prisoners"]


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "gains", "yields"),
    [
        ("The peace plan would give {own} the eastern districts.", "own", None),
        ("The peace plan would allow {own} to keep the valley.", "own", None),
        ("Under the peace plan, sanctions on {own} would be lifted.", "own", None),
        ("Under the peace plan, {own} would withdraw from the valley.", None, "own"),
        ("Under the peace plan, {own} would cede the valley to {other}.", "other", "own"),
    ],
)
def test_who_gains_and_who_yields(
    own: str, other: str, sentence: str, gains: str | None, yields: str | None
) -> None:
    sides = {"own": f"actor:{own.lower()}", "other": f"actor:{other.lower()}", None: None}
    (clause,) = only(tale(sentence.format(own=own, other=other))).clauses
    assert (clause.gives_to, clause.taken_from) == (sides[gains], sides[yields])


def test_hearsay_is_marked() -> None:
    (clause,) = only(tale("The peace plan reportedly gives the valley to Velkia.")).clauses
    assert clause.is_hedged


def test_versions_of_one_plan_are_told_apart() -> None:
    record = tale(
        "Velkia put forward the first version of its peace plan in May. "
        "Velkia put forward the second version of its peace plan in June."
    )
    assert len(record.proposals) == 2


def test_a_term_proposed_in_a_sentence_is_a_proposal_of_its_own() -> None:
    record = tale("The peace plan was short. Kral proposed that Velkia troops leave all five districts.")
    own = next(proposal for proposal in record.proposals if proposal.sponsor is not None)
    assert own.sponsor is not None
    assert own.sponsor.text == "Kral"
    assert terms(own) == ["Velkia troops leave all five districts"]


@pytest.mark.parametrize(
    "sentence",
    [
        "There was no deal.",
        "Velkia signed a trade deal.",
        "Velkia offered to host the talks.",
        "The talks were short.",
    ],
)
def test_no_text_on_the_table_is_no_proposal(sentence: str) -> None:
    assert tale(sentence).proposals == ()


def test_hand_parsed_nouns() -> None:
    block = hand_parsed("The plan failed", "The DT det 1 the", "plan NN nsubj 2", "failed VBD ROOT 2 fail")
    assert is_proposal(block, word(block, "plan"))
    block = hand_parsed("No plan failed", "No DT det 1 no", "plan NN nsubj 2", "failed VBD ROOT 2 fail")
    assert not is_proposal(block, word(block, "plan"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(("laid VBD ROOT 0 lay", "out RP prt 0"), True), (("laid VBD ROOT 0 lay", "down RP prt 0"), False)],
)
def test_putting_forward(rows: tuple[str, str], expected: bool) -> None:
    block = hand_parsed(" ".join(row.split()[0] for row in rows), *rows)
    assert puts_forward(word(block, "laid")) is expected


def test_terms_stand_behind_under_which() -> None:
    record = tale(
        "Velkia handed Tarvia a 60-day truce proposal under which ten hostages would be freed and troops "
        "would pull back."
    )
    (proposal,) = record.proposals
    assert [clause.passage.text for clause in proposal.clauses] == [
        "ten hostages would be freed",
        "troops would pull back",
    ]


@BOTH_WAYS
def test_a_truce_that_is_offered_is_a_proposal(own: str, other: str) -> None:
    record = tale(
        f"{own} proposed a 30-day truce that would open the border crossing. {other} accepted the truce."
    )
    (proposal,) = record.proposals
    assert side(record, proposal.sponsor) == own
    assert "open the border crossing" in [clause.passage.text for clause in proposal.clauses]
    assert [response.proposal for response in record.responses] == [proposal.id]


def test_a_place_that_names_an_agreement_did_not_put_it_forward() -> None:
    (proposal,) = tale("Velkia rejected the Oslo accords. Talks on the Oslo accords stalled.").proposals
    assert proposal.sponsor is None


def test_the_proposal_is_not_the_agreement_of_another_place() -> None:
    record = tale("The Oslo accords failed. Velkia put forward a new proposal. Tarvia accepted the proposal.")
    (response,) = record.responses
    (answered,) = [proposal for proposal in record.proposals if proposal.id == response.proposal]
    assert "Oslo" not in answered.name
