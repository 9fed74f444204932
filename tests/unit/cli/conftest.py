"""The case that the tests of several commands ask about."""

from __future__ import annotations

from pathlib import Path

import pytest

# Each side would rather the other stopped, and would itself rather fire: the dilemma of two prisoners.
CASE = """
title = "Two who fire"
[[party]]
id = "north"
name = "North"
role = "belligerent"
[[party]]
id = "south"
name = "South"
role = "belligerent"
[[option]]
id = "fire"
party = "north"
text = "keeps firing"
[[option]]
id = "fire"
party = "south"
text = "keeps firing"
[define]
quiet = "!north.fire & !south.fire"
[[concern]]
party = "north"
avoids = "south.fire"
weight = 0.7
[[concern]]
party = "north"
wants = "north.fire"
weight = 0.3
[[concern]]
party = "south"
avoids = "north.fire"
weight = 0.7
[[concern]]
party = "south"
wants = "south.fire"
weight = 0.3
[now]
"north.fire" = true
"south.fire" = true
"""


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "case.toml"
    file.write_text(CASE, encoding="utf-8")
    return str(file)
