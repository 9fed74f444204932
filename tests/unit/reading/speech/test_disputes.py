"""A charge named once more to be denied is a statement of whoever denies it."""

from __future__ import annotations

import pytest
from tests.unit.reading.sayings import record_of, statements_of, who, words


@pytest.mark.parametrize("reader", ["rules", "learned"])
@pytest.mark.parametrize(
    ("text", "denier", "charge"),
    [
        ("Kenya accuses Sudan of shelling the port, a charge Sudan denies.", "Sudan", "a charge"),
        ("Kenya says Sudan shelled the port, a claim Sudan has repeatedly denied.", "Sudan", "a claim"),
        ("Kenya said Sudan had shelled the port — an accusation its army rejects.", "army", "an accusation"),
        ("Sudan said that Kenya had shelled the port, a version its army disputes.", "army", "a version"),
    ],
)
def test_a_denial_hung_on_a_charge_is_a_statement_of_its_own(
    text: str, denier: str, charge: str, reader: str
) -> None:
    first, second = record_of(text, reader).statements
    assert charge not in words(first)
    assert (who(second), words(second), second.act) == (denier, charge, "REJECT")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya paid a claim. Sudan denies entry to all ships.",
        "Kenya made a charge at dawn, and Sudan rejects nothing.",
        "The bank dropped, after a long fight, a claim, denies no one and pays.",
    ],
)
def test_a_charge_without_a_denial_beside_it_is_none(text: str) -> None:
    assert not any(words(one).startswith("a c") for one in statements_of(text))
