from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from tests.unit.record.sample import sample

import detente
from detente.documents import load
from detente.record import Record, lines, objects, schema, values
from detente.record.values import PLOVER_ROOTS, Item, Passage, Statement

KINDS = ("statement", "event", "proposal", "response", "claim", "inconsistency")
VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    reference = node.get("$ref")
    found: dict[str, Any] = schema()["$defs"][reference.rsplit("/", 1)[1]] if reference else node
    return found


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("kind", KINDS)
def test_documented_keys_are_the_emitted_ones_in_order(kind: str) -> None:
    emitted = next(item for item in objects(sample()) if item["kind"] == kind)
    assert list(schema()["$defs"][kind]["properties"]) == list(emitted)
    assert schema()["$defs"][kind]["required"] == list(emitted)


@pytest.mark.parametrize("name", [name for name, node in schema()["$defs"].items() if "properties" in node])
def test_every_key_is_required_and_described_and_no_other_allowed(name: str) -> None:
    node = schema()["$defs"][name]
    assert node["required"] == list(node["properties"])
    assert node["additionalProperties"] is False
    for key, described in node["properties"].items():
        assert _resolved(described).get("description"), f"{name}.{key} is not described"


@pytest.mark.parametrize("cls", get_args(Item))
def test_every_field_of_an_item_goes_out(cls: type) -> None:
    kind = cls.__name__.lower()
    renamed = {"passage": "text", "kind": kind}
    keys = schema()["$defs"][kind]["properties"]
    missing = [field.name for field in fields(cls) if renamed.get(field.name, field.name) not in keys]
    assert missing == []


@pytest.mark.parametrize(
    ("kind", "key", "literal"),
    [
        ("statement", "mode", values.Mode),
        ("statement", "channel", values.Channel),
        ("event", "factuality", values.Factuality),
        ("response", "response", values.ResponseKind),
        ("claim", "claim", values.ClaimKind),
        ("inconsistency", "inconsistency", values.InconsistencyKind),
    ],
)
def test_schema_lists_the_values_of_the_types(kind: str, key: str, literal: Any) -> None:
    assert tuple(schema()["$defs"][kind]["properties"][key]["enum"]) == get_args(literal)


def test_schema_lists_directions_and_acts() -> None:
    assert schema()["$defs"]["act"]["enum"] == [*PLOVER_ROOTS, "OTHER"]
    directions = schema()["$defs"]["statement"]["properties"]["direction"]["enum"]
    assert directions == [*get_args(values.Direction), None]
    stated = schema()["$defs"]["statement"]["properties"]
    assert stated["modality"]["enum"] == [*get_args(values.Modality), None]
    assert stated["tense"]["enum"] == [*get_args(values.Tense), None]
    assert schema()["$defs"]["interval"]["properties"]["precision"]["enum"] == [*get_args(values.Precision)]


def test_lines_of_the_sample_fit_the_schema() -> None:
    for line in lines(sample()):
        VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize(
    "change",
    [
        {"start": -1},
        {"text": ""},
        {"mode": "shouted"},
        {"speaker": "Kerr"},
        {"said_on": {"earliest": "yesterday"}},
        {"mood": "grim"},
        {"probability": 1.5},
        {"speaker_probability": "likely"},
        {"modality": "certain"},
    ],
)
def test_schema_refuses_what_is_not_a_statement(change: dict[str, Any]) -> None:
    item = next(item for item in objects(sample()) if item["kind"] == "statement")
    with pytest.raises(ValidationError):
        VALIDATOR.validate(item | change)


def test_schema_refuses_a_day_that_is_none() -> None:
    item = next(item for item in objects(sample()) if item["kind"] == "claim")
    item["due"]["latest"] = "2031-02-30"
    with pytest.raises(ValidationError):
        VALIDATOR.validate(item)


def test_items_come_in_text_order_of_the_documents() -> None:
    record = sample()
    rank = [document.id for document in record.documents]
    places = [(rank.index(item["document"]), item["start"], item["end"]) for item in objects(record)]
    assert places == sorted(places)
    assert len(places) == len(list(record.items())) == 11


def test_speaker_left_open_is_null_with_its_reason_and_candidates() -> None:
    item = [item for item in objects(sample()) if item["kind"] == "statement"][-1]
    assert item["speaker"] is None
    assert "names nobody" in item["speaker_open"]
    assert item["candidates"] == [
        {"actor": "actor:ada-brandt", "name": "Ada Brandt"},
        {"actor": "actor:ola-kerr", "name": "Ola Kerr"},
    ]


def test_deaths_keep_stated_bounds_and_their_words() -> None:
    item = next(item for item in objects(sample()) if item["kind"] == "event")
    assert item["deaths"] | {"start": None, "end": None} == {
        "low": 14,
        "best": None,
        "high": None,
        "text": "at least 14",
        "start": None,
        "end": None,
    }


def test_letters_are_written_as_they_are() -> None:
    assert any("the mediators’ draft" in line for line in lines(sample()))


def _said(text: str) -> Record:
    document = replace(sample().documents[0], text=text)
    passage = Passage(document=document.id, start=0, end=len(text), text=text)
    said = Statement(
        id="statement:1",
        passage=passage,
        mode="direct",
        channel="public",
        content=(),
        speaker_open="nobody is named",
    )
    return Record(documents=(document,), statements=(said,))


@pytest.mark.parametrize("odd", ["\ud800", "\u2028", "\u2029", "\x85", "\x9b", "\x00", "\x7f", "\n", "\x0c"])
def test_odd_characters_are_escaped_and_come_back(odd: str) -> None:
    (line,) = lines(_said(f"a{odd}b"))
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8")
    assert odd not in line
    assert json.loads(line)["text"] == f"a{odd}b"


def test_lines_of_a_read_article_fit_the_schema(shared: Path) -> None:
    document = load(shared / "articles" / "peace_efforts.txt")
    record = detente.read([document])
    written = list(lines(record))
    assert len(written) > 20
    for line in written:
        read = json.loads(line)
        VALIDATOR.validate(read)
        assert document.text[read["start"] : read["end"]] == read["text"]
