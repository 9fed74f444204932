"""Drafted cases as a person has read them; ``python -m tests.golden.case.rewrite`` renews them."""

from __future__ import annotations

import pytest
from tests.golden.case.rewrite import FOLDER, expected

from detente.case import Case


@pytest.mark.parametrize("name", list(expected()))
def test_the_draft_is_written_as_before(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert expected()[name] == text
    assert Case.load(FOLDER / name).dumps() == text
