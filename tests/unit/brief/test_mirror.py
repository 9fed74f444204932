from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from tests.unit.brief.sample import CASE, RECORD
from tests.unit.brief.shares import EXPLORATION

from detente.analysis import explore
from detente.brief import brief
from detente.case import draft
from detente.record.mirror import mirror

# Pairs of one length, so that no offset moves and the mirrored record is right as it stands.
PAIRS = (
    ("Northland", "Southmark"),
    ("northland", "southmark"),
    ("Aldric", "Bertil"),
    ("Venn", "Dorn"),
    ("Sudholm", "Norholm"),
    ("venn", "dorn"),
)
EXCHANGE = {**dict(PAIRS), **{b: a for a, b in PAIRS}}
NAME = re.compile("|".join(EXCHANGE))


def exchanged(value: Any) -> Any:
    """Exchange both sides' names in every string, the order of everything kept."""
    if isinstance(value, str):
        return NAME.sub(lambda found: EXCHANGE[found.group()], value)
    if isinstance(value, tuple):
        return tuple(exchanged(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: exchanged(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **changed)
    return value


MIRRORED_CASE = exchanged(CASE)
MIRRORED_EXPLORATION = replace(
    exchanged(EXPLORATION), provenance=replace(EXPLORATION.provenance, case=MIRRORED_CASE.id)
)
PLAIN = brief(RECORD, CASE, EXPLORATION)
MIRROR = brief(exchanged(RECORD), MIRRORED_CASE, MIRRORED_EXPLORATION)


def test_findings_mirror_word_for_word() -> None:
    assert MIRROR.findings == exchanged(PLAIN.findings)


def test_tables_mirror() -> None:
    assert MIRROR.positions == exchanged(PLAIN.positions)
    assert MIRROR.stances == exchanged(PLAIN.stances)
    assert MIRROR.contradictions == exchanged(PLAIN.contradictions)
    assert [row.status for row in MIRROR.claims] == [row.status for row in PLAIN.claims]


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_every_page_mirrors_word_for_word(form: str) -> None:
    plain = getattr(PLAIN, form)().replace(CASE.id, "case:id")
    mirror = getattr(MIRROR, form)().replace(MIRRORED_CASE.id, "case:id")
    assert mirror == exchanged(plain)


def test_from_record_to_page_everything_mirrors() -> None:
    names = {name: EXCHANGE[name] for name in ("Northland", "Aldric", "Venn", "Sudholm")}
    mirrored = mirror(RECORD, {**names, **{b: a for a, b in names.items()}})
    plain_case, mirror_case = draft(RECORD), draft(mirrored)
    plain = brief(RECORD, plain_case, explore(plain_case, n_worlds=100, seed=3))
    other = brief(mirrored, mirror_case, explore(mirror_case, n_worlds=100, seed=3))
    # Ids hash content, so they differ; labels, sentences and tables must not.
    hashes = re.compile(r"(case:|sha256 )[0-9a-f]+")
    assert hashes.sub("", other.html()) == exchanged(hashes.sub("", plain.html()))


def test_exchanging_twice_gives_the_same_back() -> None:
    assert exchanged(exchanged(RECORD)) == RECORD
