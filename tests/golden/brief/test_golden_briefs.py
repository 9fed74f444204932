"""Briefs of the sample as a person has read them; ``python -m tests.golden.brief.rewrite`` renews them."""

from __future__ import annotations

import pytest
from tests.golden.brief.rewrite import FOLDER, expected


@pytest.mark.parametrize("name", ["sample.html", "sample.md"])
def test_the_brief_is_rendered_as_before(name: str) -> None:
    assert expected()[name] == (FOLDER / name).read_text(encoding="utf-8")
