from __future__ import annotations

import pytest

from detente.case.naming import called


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Northland", "Northland"),
        ("United States", "the United States"),
        ("European Union", "the European Union"),
        ("Republic of Northland", "the Republic of Northland"),
        ("League of the Lakes", "the League of the Lakes"),
        ("the United Nations", "the United Nations"),
        ("some U.S. allies", "some U.S. allies"),
        ("Republic", "Republic"),
        ("Ada Union Okoro", "Ada Union Okoro"),
        ("", ""),
    ],
)
def test_a_name_has_its_article_only_where_a_common_noun_heads_it(name: str, shown: str) -> None:
    assert called(name) == shown
