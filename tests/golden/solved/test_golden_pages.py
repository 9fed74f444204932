"""Pages on a solved model as a person has read them.

``python -m tests.golden.solved.rewrite`` renews them.
"""

from __future__ import annotations

import pytest
from tests.golden.solved.rewrite import FOLDER, expected


@pytest.mark.parametrize("name", ["crossing.html"])
def test_the_page_is_rendered_as_before(name: str) -> None:
    assert expected()[name] == (FOLDER / name).read_text(encoding="utf-8")
