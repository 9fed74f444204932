"""A record as JSON lines and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from jsonschema import Draft202012Validator
from tests.property.records import records
from tests.unit.record.exports.rulings import rulings_on
from tests.unit.record.sample import sample

from detente.errors import PassageError, RecordError
from detente.record.exports.importing import from_jsonl, is_interchange
from detente.record.exports.interchange import TYPES, schema, to_jsonl
from detente.record.exports.interchange_schema import interchange_schema
from detente.record.record import Record
from detente.record.values import Failure, Ruling

RECORD = sample()
RULINGS = rulings_on(RECORD)
LINES = list(to_jsonl(RECORD, RULINGS))


def number_of(kind: str) -> int:
    """The number of the first line of a type."""
    return next(n for n, line in enumerate(LINES, start=1) if json.loads(line)["type"] == kind)


def changed(kind: str, change: Callable[[dict[str, Any]], object]) -> list[str]:
    """The lines with the first one of a type changed."""
    lines = list(LINES)
    held = json.loads(lines[number_of(kind) - 1])
    change(held)
    lines[number_of(kind) - 1] = json.dumps(held)
    return lines


class TestRoundTrip:
    def test_gives_the_record_and_the_rulings(self) -> None:
        assert from_jsonl(LINES) == (RECORD, RULINGS)
        assert from_jsonl(f"{line}\n" for line in LINES) == (RECORD, RULINGS)

    @settings(max_examples=60)
    @given(records())
    def test_of_any_record(self, record: Record) -> None:
        assume(not any("\ud800\udc00" in document.text for document in record.documents))
        lines = list(to_jsonl(record))
        assert all(line == line.encode().decode() and len(line.splitlines()) == 1 for line in lines)
        assert from_jsonl(lines) == (record, ())

    def test_of_an_empty_record(self) -> None:
        assert from_jsonl(to_jsonl(Record())) == (Record(), ())

    def test_knows_its_own_first_line(self) -> None:
        assert is_interchange(LINES[0])
        assert not is_interchange(LINES[1])
        assert not is_interchange("Talks resume on Monday.")

    def test_refuses_halves_that_json_would_join(self) -> None:
        with pytest.raises(RecordError, match="two halves"):
            list(to_jsonl(Record(failures=(Failure(path="a", reason="\ud83d\ude00"),))))


class TestSchema:
    def test_holds_what_the_types_say(self) -> None:
        assert schema() == interchange_schema()
        Draft202012Validator.check_schema(schema())

    def test_takes_every_line(self) -> None:
        validator = Draft202012Validator(schema())
        for line in LINES:
            validator.validate(json.loads(line))
        assert {json.loads(line)["type"] for line in LINES} == {"record", *TYPES} - {"failure"}

    @pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "failure"])
    def test_and_the_reader_refuse_the_same(self, kind: str) -> None:
        validator = Draft202012Validator(schema())
        held = json.loads(LINES[number_of(kind) - 1])
        for name in held:
            for wrong in ({k: v for k, v in held.items() if k != name}, {**held, name: {"odd": 1}}):
                assert not validator.is_valid(wrong)
                lines = list(LINES)
                lines[number_of(kind) - 1] = json.dumps(wrong)
                with pytest.raises(RecordError, match=f"^line {number_of(kind)}: "):
                    from_jsonl(lines)


class TestBadLines:
    @pytest.mark.parametrize(
        ("kind", "change", "said"),
        [
            ("statement", lambda v: v.update(mode="shouted"), "statement.mode must be one of 'direct'"),
            ("statement", lambda v: v["content"][0].update(start="1"), r"content\[0\].start must be a whole"),
            ("statement", lambda v: v.update(is_negated=1), "is_negated must be true or false and is 1"),
            ("event", lambda v: v["time"].update(earliest="20310505"), "earliest must be a day as 2031"),
            ("event", lambda v: v.update(colour="red"), "event has 'colour', which it cannot have"),
            ("event", lambda v: v.update({"": 1}), "event has '', which it cannot have"),
            ("claim", lambda v: v.pop("due"), "claim lacks 'due'"),
            ("actor", lambda v: v.pop("roles"), "lacks 'roles'.*earlier detente.*export the record anew"),
            ("actor", lambda v: v.update(name=None), "actor.name must be text and is None"),
            ("document", lambda v: v.update(type="article"), "the type is 'article' and must be one of"),
            ("claim", lambda v: v.update(kind="forecast"), "the id 'claim:.*' hashes what was read"),
            ("ruling", lambda v: v.update(by="somebody"), "does not have the words it was made with"),
            ("ruling", lambda v: v.update(previous="ruling:1"), "one was moved, put in or taken out"),
            ("statement", lambda v: v.update(toward="actor:nobody"), "actor:nobody"),
            ("claim", lambda v: v.update(probability=2), "probability"),
        ],
    )
    def test_is_named_with_what_is_wrong(
        self, kind: str, change: Callable[[dict[str, Any]], object], said: str
    ) -> None:
        with pytest.raises(RecordError, match=f"^line {number_of(kind)}: .*{said}"):
            from_jsonl(changed(kind, change))

    def test_whose_passage_reads_otherwise(self) -> None:
        lines = changed("document", lambda v: v.update(text=v["text"].replace("Port Sule", "Port Sulo")))
        with pytest.raises(PassageError, match=r"^line [0-9]+: "):
            from_jsonl(lines)

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("", "must be one JSON object"),
            ("[1]", r"must be a JSON object and is '\[1\]'"),
            ('{"type": "failure", "type": "failure"}', "'type' stands in it twice"),
            ('{"type": "failure", "path": NaN}', "NaN is no number"),
            ("[" * 100_000, "must be one JSON object"),
            ('{"type": ["failure"]}', r"the type is \['failure'\]"),
        ],
    )
    def test_that_is_no_object_of_the_format(self, line: str, said: str) -> None:
        with pytest.raises(RecordError, match=f"^line {len(LINES) + 1}: .*{said}"):
            from_jsonl([*LINES, line])

    @pytest.mark.parametrize("n_lost", range(1, 8))
    def test_that_was_cut_off_is_missed(self, n_lost: int) -> None:
        with pytest.raises(RecordError, match="line 1 says that"):
            from_jsonl(LINES[:-n_lost])

    def test_that_stands_twice(self) -> None:
        with pytest.raises(RecordError, match=f"^line {len(LINES) + 1}: the id .* is that of line 2 too"):
            from_jsonl([*LINES, LINES[1]])

    @pytest.mark.parametrize(
        ("head", "said"),
        [
            ("", "there is none"),
            ('{"type": "event"}', "must say 'detente-record' as the format"),
            (LINES[0].replace('"version": 1', '"version": 2'), "the version is 2 and this detente reads 1"),
            (LINES[0].replace('"version": 1', '"version": true'), "the version is True"),
            (LINES[0].replace('"document": 2', '"document": "2"'), "'counts' must give"),
        ],
    )
    def test_that_is_no_head(self, head: str, said: str) -> None:
        with pytest.raises(RecordError, match=f"^line 1: .*{said}"):
            from_jsonl([head, *LINES[1:]])

    def test_rulings_out_of_order(self) -> None:
        swapped = [*LINES[:-2], LINES[-1], LINES[-2]]
        with pytest.raises(RecordError, match="moved, put in or taken out"):
            from_jsonl(swapped)


def test_a_ruling_is_a_value_of_the_record() -> None:
    assert all(isinstance(ruling, Ruling) for ruling in from_jsonl(LINES)[1])
