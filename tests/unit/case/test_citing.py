from __future__ import annotations

from pathlib import Path

import pytest

from detente.case import Case
from detente.case.citing import CITING, cite_as, cited


@pytest.fixture(scope="module")
def case(request: pytest.FixtureRequest) -> Case:
    root: Path = request.config.rootpath
    return Case.load(root / "examples" / "sarn" / "case.toml")


def test_every_field_of_ids_is_looked_at(case: Case) -> None:
    ids = cited(case)
    text = repr({part: getattr(case, part) for part in CITING})
    assert ids
    assert ids == {word for word in text.replace('"', "'").split("'") if ":" in word and word in ids}
    for part in ("statement:", "event:", "actor:"):
        told = {word for word in text.split("'") if word.startswith(part)}
        assert told <= ids


def test_older_ids_are_followed_and_others_stay(case: Case) -> None:
    old = sorted(cited(case))
    now = {old[0]: "statement:new", old[1]: "statement:new", "statement:nobody": "statement:x"}
    after = cite_as(case, now)
    assert cited(after) == (set(old) - {old[0], old[1]}) | {"statement:new"}
    assert cite_as(case, {}) == case
    back = cite_as(cite_as(case, {old[0]: "statement:new"}), {"statement:new": old[0]})
    assert back == case


def test_two_that_became_one_are_cited_once(case: Case) -> None:
    concern = next(one for one in case.concerns if len(one.supports) > 1)
    first, second, *rest = concern.supports
    after = next(one for one in cite_as(case, {first: second}).concerns if one.id == concern.id)
    assert after.supports == (second, *rest)
