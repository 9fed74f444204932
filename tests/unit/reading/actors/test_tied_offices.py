from __future__ import annotations

import pytest
from tests.unit.reading.actors.test_figures import gather, of

BOTH_WAYS = pytest.mark.parametrize(("own", "other"), [("Tolvark", "Estmark"), ("Estmark", "Tolvark")])


@BOTH_WAYS
def test_her_counterpart_is_of_the_other_of_the_two(own: str, other: str) -> None:
    signed = f"The foreign ministers of {own} and {other} signed on Sunday. "
    text = f"Foreign Minister Dana Reuss of {own} was glad. Her counterpart, Per Halvorsen, was not."
    assert of(signed + text, "Per Halvorsen") == (f"actor:{other.lower()}", "foreign minister")
    assert of(text, "Per Halvorsen")[0] is None
    third = f"The foreign ministers of {own} and Lomnark met before. "
    assert of(signed + third + text, "Per Halvorsen")[0] is None


@BOTH_WAYS
def test_who_leads_the_government_delegation_speaks_for_the_only_government(own: str, other: str) -> None:
    text = "Foreign Minister Adela Kroy, who leads the government delegation, left."
    first = f"The government of {own} met the Upland Front. "
    assert of(first + text, "Adela Kroy")[0] == f"actor:{own.lower()}"
    assert of(first + f"The government of {other} did not. " + text, "Adela Kroy")[0] is None


def test_a_king_is_that_of_the_only_kingdom() -> None:
    text = "The Kingdom of Estmark signed. King Idris al-Wadhan was pleased."
    figure = gather(text)["actor:idris-al-wadhan"]
    assert figure.speaks_for == "actor:estmark"
    assert "the only state of the text that calls itself so" in figure.basis
    assert (
        of("The Republic of Estmark signed. King Idris al-Wadhan was pleased.", "Idris al-Wadhan")[0] is None
    )


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ann Berg, who heads the Shore Guard, left.", "leader"),
        ("Ann Berg speaks for the Shore Guard.", "spokesperson"),
        ("Commander Ann Berg leads the Shore Guard.", "commander"),
        ("The Shore Guard delegation was headed by Ann Berg.", "leader"),
    ],
)
def test_who_leads_or_speaks_for_a_body(text: str, role: str) -> None:
    assert of(text, "Ann Berg") == ("actor:shore-guard", role)


def test_who_heads_a_body_by_its_noun() -> None:
    text = (
        "The Shore Council met. Ann Berg, who heads the council, left. Tom Rusk, who heads the league, came."
    )
    assert of(text, "Ann Berg")[0] == "actor:shore-council"
    assert of(text, "Tom Rusk")[0] is None
