"""A small record in every format, read by a person; renewed by ``tests.golden.exports.rewrite``."""

from __future__ import annotations

import pytest
from tests.golden.exports.rewrite import FOLDER, SCHEMA, expected, expected_schema


@pytest.mark.parametrize("name", expected())
def test_a_record_gives_the_files_that_were_read(name: str) -> None:
    assert expected()[name] == (FOLDER / name).read_bytes()


def test_there_are_no_other_files() -> None:
    assert {str(file.relative_to(FOLDER)) for file in FOLDER.rglob("*") if file.is_file()} == set(expected())


def test_the_package_ships_the_schema_of_its_types() -> None:
    assert expected_schema() == SCHEMA.read_bytes()
