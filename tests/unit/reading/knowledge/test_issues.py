from __future__ import annotations

import pytest

from detente.reading.knowledge.issues import issue_of


@pytest.mark.parametrize(
    ("words", "issue"),
    [
        ("an exchange of all prisoners", "prisoners"),
        ("400 unarmed monitors", "monitoring"),
        ("Sanctions would be suspended", "sanctions"),
        ("a written security guarantee", "guarantees"),
        ("a ceasefire of 60 days", "ceasefire"),
        ("stop the strikes on towns", "ceasefire"),
        ("retain occupied territories", "territory"),
        ("leave two of the five districts", "territory"),
        ("recognise its independence", "recognition"),
        ("a vote in two years", "elections"),
        ("an amnesty", "accountability"),
        ("significant concessions", "concessions"),
        ("willing to negotiate", "talks"),
        ("it rained", "other"),
        ("", "other"),
    ],
)
def test_issue_of(words: str, issue: str) -> None:
    assert issue_of(words) == issue
    assert issue_of(words.upper()) == issue


def test_what_is_more_telling_goes_first() -> None:
    assert issue_of("monitors in the occupied districts") == "monitoring"
    assert issue_of("talks on the border") == "territory"
