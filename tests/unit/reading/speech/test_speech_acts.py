from __future__ import annotations

import pytest
from tests.unit.reading.sayings import statements_of

MET = "President Petr Novak of Norland met Foreign Minister Marta Kral of Sudland. "


@pytest.mark.parametrize(
    ("sentence", "act", "direction"),
    [
        ("Novak accused Kral of lying.", "ACCUSE", "against"),
        ("Novak rejected the plan.", "REJECT", "against"),
        ("Novak welcomed the plan.", "SUPPORT", "for"),
        ("“We will not sign this text,” Novak said.", "REJECT", "against"),
        ("“We are not ready to sign,” Novak said.", "REJECT", "against"),
        ("“We are ready to sign,” Novak said.", "AGREE", "for"),
        ("“We will withdraw from two districts,” Novak said.", "CONCEDE", "for"),
        ("“We will withdraw if they do,” Novak said.", "CONCEDE", "conditional"),
        ("Novak said that no village would be given away.", "REJECT", "against"),
        ("Novak said that Kral must answer.", "REQUEST", None),
        ("Novak urged Kral to answer.", "REQUEST", None),
        ("“They bombed our market,” Novak said.", "ACCUSE", "against"),
        ("“We will bomb their market,” Novak said.", "THREATEN", "against"),
        ("“We did not bomb the market,” Novak said.", "REJECT", "against"),
        ("“The weather is fine,” Novak said.", "OTHER", None),
    ],
)
def test_what_a_statement_does(sentence: str, act: str, direction: str | None) -> None:
    (statement,) = [s for s in statements_of(MET + sentence) if s.passage.start >= len(MET)]
    assert statement.act == act
    if direction is not None:
        assert statement.direction == direction


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Novak called the plan a serious basis.", "SUPPORT"),
        ("Novak called the claim false.", "REJECT"),
        ("Novak called Kral a liar and a burglar.", "ACCUSE"),
    ],
)
def test_what_somebody_is_called_judges(sentence: str, act: str) -> None:
    assert statements_of(MET + sentence)[0].act == act


def test_whom_a_charge_is_made_against_is_its_target() -> None:
    (statement,) = statements_of(MET + "Novak accused Kral of lying.")
    assert statement.toward is not None
    assert "kral" in statement.toward
