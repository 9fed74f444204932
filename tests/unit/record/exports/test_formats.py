"""The formats for other programs, each read back as such a program would."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from icalendar import Calendar
from tests.property.records import records
from tests.unit.record.exports.told import told

from detente.errors import RecordError
from detente.record.asking.timeline import timeline
from detente.record.exports.calendar_file import to_calendar
from detente.record.exports.export import Export, export_of
from detente.record.exports.formats import FORMATS, format_named
from detente.record.exports.graphml import to_graphml
from detente.record.exports.kumu import to_kumu
from detente.record.exports.network import network
from detente.record.exports.plover import QUAD_CODES, to_plover
from detente.record.exports.redaction import Redaction, redacted
from detente.record.exports.timeline import to_timeline
from detente.record.exports.web_annotation import to_web_annotations
from detente.record.links import Link, Links
from detente.record.record import Record
from detente.record.ruling.ruled import Ruled
from detente.record.values import PLOVER_ROOTS, Interval, Mention

EXPORT = told()
RECORD = EXPORT.record
XML = "{http://graphml.graphdrawing.org/xmlns}"


def with_events(**changes: Any) -> Export:
    return export_of(replace(RECORD, events=(replace(RECORD.events[0], **changes),)))


class TestEveryFormat:
    @pytest.mark.parametrize("name", FORMATS)
    def test_is_the_same_byte_for_byte(self, name: str) -> None:
        assert FORMATS[name].write(told(), False) == FORMATS[name].write(told(), False)

    @settings(max_examples=25)
    @given(records())
    def test_takes_any_record(self, record: Record) -> None:
        export = export_of(record)
        for format_ in FORMATS.values():
            for data in format_.write(export, False).values():
                assert not data or data.decode("utf-8").endswith("\n")
        nodes = list(ElementTree.fromstring(to_graphml(export).encode("utf-8")).iter(f"{XML}node"))
        assert len(nodes) == len(record.actors)
        n_entries = len(list(Calendar.from_ical(to_calendar(export)).walk("VEVENT")))
        assert n_entries == sum(one.is_stated and one.kind != "said" for one in timeline(record))

    def test_names_those_there_are(self) -> None:
        with pytest.raises(
            RecordError, match="no format 'xlsx' to export: choose one of jsonl, web-annotation"
        ):
            format_named("xlsx")


class TestWebAnnotation:
    page = json.loads(to_web_annotations(EXPORT))

    def test_is_a_page_with_an_annotation_for_each_item(self) -> None:
        assert self.page["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert self.page["type"] == "AnnotationPage"
        ids = [annotation["id"] for annotation in self.page["items"]]
        assert ids == [f"urn:detente:{item.id}" for item in RECORD.items()]

    def test_points_at_the_words_in_both_ways(self) -> None:
        texts = {document.id: document.text for document in RECORD.documents}
        for annotation, item in zip(self.page["items"], RECORD.items(), strict=True):
            quoted, placed = annotation["target"]["selector"]
            text = texts[item.passage.document]
            assert (quoted["type"], placed["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert text[placed["start"] : placed["end"]] == quoted["exact"] == item.passage.text
            around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
            assert around in text
            assert len(quoted["prefix"]) == min(32, placed["start"])

    def test_has_bodies_as_the_model_asks(self) -> None:
        for annotation in self.page["items"]:
            assert annotation["type"] == "Annotation"
            assert annotation["motivation"] == "describing"
            for body in annotation["body"]:
                assert body["type"] == "TextualBody"
                assert body["value"]
                assert body["purpose"] in ("describing", "classifying", "assessing", "commenting")

    def test_says_what_was_read_and_ruled(self) -> None:
        strike = self.page["items"][0]["body"]
        assert [body["value"] for body in strike if body["format"] == "text/plain"] == [
            "Northern forces: ASSAULT",
            "event ASSAULT",
            "corrected",
            "ask juniper again",
        ]
        (read,) = [json.loads(body["value"]) for body in strike if body["format"] == "application/json"]
        assert read["id"] == RECORD.events[0].id

    def test_has_the_page_a_report_was_on_as_its_source(self) -> None:
        sources = [annotation["target"]["source"]["id"] for annotation in self.page["items"]]
        assert sources[0] == f"urn:detente:{RECORD.documents[0].id}"
        assert sources[-1] == "https://www.delta-gazette.example/2031/05/talks"


class TestPlover:
    def test_has_the_fields_of_the_specification(self) -> None:
        (event,) = [json.loads(line) for line in to_plover(EXPORT).splitlines()]
        assert {"id", "date", "source", "event"} <= set(event)
        assert (event["event"], event["quad_code"], event["date"]) == (["ASSAULT"], 4, "2031-05-05")
        assert event["source"][0]["actor_text"] == "Northern forces"
        assert event["size_info"] == {"dead": 14}
        assert event["cite_info"]["publication"] == "Southern Herald"
        assert event["event_loc"] == {"name": "Port Sule"}

    def test_every_class_has_a_quad_category(self) -> None:
        assert set(QUAD_CODES) == set(PLOVER_ROOTS)

    @pytest.mark.parametrize("factuality", ["denied", "planned", "threatened", "hypothetical"])
    def test_leaves_out_what_did_not_happen(self, factuality: str) -> None:
        assert to_plover(with_events(factuality=factuality)) == ""

    def test_marks_what_is_alleged_and_leaves_out_what_has_no_class(self) -> None:
        assert json.loads(to_plover(with_events(factuality="alleged")))["factuality"] == "alleged"
        assert to_plover(with_events(act="OTHER")) == ""

    def test_takes_no_day_of_the_report_for_the_day_of_the_event(self) -> None:
        assert json.loads(to_plover(with_events(time=None)))["date"] is None


class TestCalendar:
    @staticmethod
    def entries(export: Export) -> list[Any]:
        return list(Calendar.from_ical(to_calendar(export)).walk("VEVENT"))

    def test_has_events_and_due_claims_on_whole_days(self) -> None:
        strike, answer = self.entries(EXPORT)
        assert (strike["DTSTART"].dt, strike["DTEND"].dt) == (date(2031, 5, 5), date(2031, 5, 6))
        assert str(strike["SUMMARY"]) == "Northern forces: ASSAULT"
        assert str(answer["SUMMARY"]) == "Due: Ada Brandt: promise"
        assert "by 2031-05-09" in str(answer["DESCRIPTION"])
        assert "Southern Herald" in str(strike["DESCRIPTION"])

    def test_says_so_when_the_day_is_not_certain(self) -> None:
        week = Interval(earliest=date(2031, 5, 1), latest=date(2031, 5, 7))
        (entry,) = [e for e in self.entries(with_events(time=week)) if str(e["UID"]).startswith("event")]
        assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2031, 5, 1), date(2031, 5, 8))
        assert "2031-05-01 to 2031-05-07 (the day is not certain)" in str(entry["DESCRIPTION"])
        open_end = Interval(earliest=date(2031, 5, 1), latest=None)
        (entry,) = [e for e in self.entries(with_events(time=open_end)) if str(e["UID"]).startswith("event")]
        assert "not before 2031-05-01 (the day is not certain)" in str(entry["DESCRIPTION"])

    @pytest.mark.parametrize(
        ("factuality", "status"),
        [("happened", "CONFIRMED"), ("denied", "CANCELLED"), ("planned", "TENTATIVE")],
    )
    def test_says_what_is_certain(self, factuality: str, status: str) -> None:
        assert self.entries(with_events(factuality=factuality))[0]["STATUS"] == status

    def test_leaves_out_what_has_no_time(self) -> None:
        assert len(self.entries(with_events(time=None))) == 1

    def test_no_words_begin_a_line_of_their_own(self) -> None:
        actor = replace(RECORD.actors[0], name="x\r\nEND:VEVENT\r\nATTACH:file:///etc/passwd")
        text = to_calendar(export_of(replace(RECORD, actors=(actor, *RECORD.actors[1:]))))
        assert not any(line.startswith("ATTACH") for line in text.splitlines())


class TestTimeline:
    rows = tuple(csv.DictReader(io.StringIO(to_timeline(EXPORT), newline="")))

    def test_is_in_the_order_of_days(self) -> None:
        days = [row["from"] or row["to"] for row in self.rows]
        assert days == sorted(days)
        assert [row["kind"] for row in self.rows if row["dated by"] == "words"] == ["happened", "said", "due"]
        assert {row["dated by"] for row in self.rows} == {"words", "report"}

    def test_says_who_and_what_by_which_report_and_how_it_stands(self) -> None:
        first = self.rows[0]
        assert (first["who"], first["what"], first["place"]) == ("Northern forces", "ASSAULT", "Port Sule")
        assert (first["source"], first["sources"], first["status"]) == ("Southern Herald", "1", "corrected")
        assert (int(first["start"]), int(first["end"])) == (35, 105)

    def test_marks_who_is_open_and_what_was_not_said(self) -> None:
        statements = (replace(RECORD.statements[0], speaker=None, is_negated=True), *RECORD.statements[1:])
        text = to_timeline(export_of(replace(RECORD, statements=statements)))
        (row,) = [one for one in csv.DictReader(io.StringIO(text)) if one["id"] == statements[0].id]
        assert (row["who"], row["how"]) == ("?", f"{statements[0].mode}, denied")

    def test_linked_events_are_one_row_and_one_entry_of_the_calendar(self) -> None:
        twin = replace(RECORD.events[0], id="event:twin", factuality="denied")
        record = replace(RECORD, events=(*RECORD.events, twin))
        tie = Link(kind="event", a=twin.id, b=RECORD.events[0].id, score=0.9, why="a test")
        export = export_of(Ruled(record=record, links=Links(links=(tie,))))
        rows = [one for one in csv.DictReader(io.StringIO(to_timeline(export))) if one["kind"] == "happened"]
        assert [row["how"] for row in rows] == ["happened, denied"]
        entries = [one for one in TestCalendar.entries(export) if "ASSAULT" in str(one["SUMMARY"])]
        assert [(str(one["SUMMARY"]), one["STATUS"]) for one in entries] == [
            ("Northern forces: ASSAULT, happened, denied", "TENTATIVE")
        ]
        for cut in (redacted(export, Redaction()), redacted(export, Redaction(quote_words=0))):
            assert len(list(csv.DictReader(io.StringIO(to_timeline(cut))))) == len(
                list(csv.DictReader(io.StringIO(to_timeline(export))))
            )


class TestNetwork:
    def test_has_every_actor_with_its_sources(self) -> None:
        nodes = network(EXPORT).nodes
        assert [(node.actor.name, node.n_sources) for node in nodes[:2]] == [
            ("Northern forces", 1),
            ("Ola Kerr", 2),
        ]

    def test_counts_one_source_once(self) -> None:
        said = RECORD.statements[1]
        twin = replace(said, id="statement:twin")
        twice = replace(RECORD, statements=(*RECORD.statements[:2], twin, *RECORD.statements[2:]))
        (edge,) = [e for e in network(export_of(twice)).edges if twin.id in e.items]
        assert (edge.weight, edge.n_reports, edge.label) == (1, 2, "ACCUSE")

    def test_leaves_out_what_was_not_said_and_ties_nobody_to_itself(self) -> None:
        denied = replace(RECORD.statements[1], is_negated=True)
        itself = replace(RECORD.statements[1], toward="actor:ola-kerr", id="statement:own")
        statements = tuple(
            part
            for said in RECORD.statements
            for part in ([denied, itself] if said.id == denied.id else [said])
        )
        edges = network(export_of(replace(RECORD, statements=statements))).edges
        assert not any({denied.id, itself.id} & set(edge.items) for edge in edges)

    def test_keeps_what_is_denied_apart_from_what_happened(self) -> None:
        recipient = Mention(start=51, end=57, text="struck", actor="actor:southmark")
        done = replace(RECORD.events[0], recipient=recipient)
        denied = replace(done, id="event:denied", factuality="denied")
        edges = network(export_of(replace(RECORD, events=(done, denied)))).edges
        assert [e.factuality for e in edges if e.kind == "event"] == ["happened", "denied"]

    def test_a_war_is_one_edge_whoever_is_named_first(self) -> None:
        war = RECORD.relations[0]
        other = replace(war, id="relation:other", a=war.b, b=war.a)
        (edge,) = [
            e
            for e in network(export_of(replace(RECORD, relations=(war, other)))).edges
            if e.kind == "relation"
        ]
        assert (edge.is_mutual, edge.n_reports) == (True, 2)

    def test_graphml_is_read_by_any_reader_of_xml(self) -> None:
        root = ElementTree.fromstring(to_graphml(EXPORT).encode("utf-8"))
        drawn = network(EXPORT)
        nodes, edges = list(root.iter(f"{XML}node")), list(root.iter(f"{XML}edge"))
        mutual = [edge for edge in drawn.edges if edge.is_mutual]
        assert (len(nodes), len(edges)) == (len(drawn.nodes), len(drawn.edges) + len(mutual))
        assert len({edge.get("id") for edge in edges}) == len(edges)
        ids = {node.get("id") for node in nodes}
        assert all({edge.get("source"), edge.get("target")} <= ids for edge in edges)
        declared = {key.get("id") for key in root.iter(f"{XML}key")}
        assert all(data.get("key") in declared for data in root.iter(f"{XML}data"))
        weights = [data.text for edge in edges for data in edge if data.get("key") == "edge-weight"]
        assert weights == [str(edge.weight) for edge in drawn.edges for _ in range(1 + edge.is_mutual)]

    def test_graphml_is_directed_throughout_and_has_what_holds_both_ways_twice(self) -> None:
        root = ElementTree.fromstring(to_graphml(EXPORT).encode("utf-8"))
        assert [graph.get("edgedefault") for graph in root.iter(f"{XML}graph")] == ["directed"]
        edges = list(root.iter(f"{XML}edge"))
        assert all(edge.get("directed") is None for edge in edges)
        mutual = {
            (edge.get("source"), edge.get("target"))
            for edge in edges
            if any(data.get("key") == "edge-mutual" and data.text == "true" for data in edge)
        }
        assert mutual
        assert mutual == {(target, source) for source, target in mutual}

    def test_kumu_connects_elements_by_their_ids(self) -> None:
        blueprint = json.loads(to_kumu(EXPORT))
        ids = [part["id"] for part in (*blueprint["elements"], *blueprint["connections"])]
        assert len(ids) == len(set(ids))
        known = {element["id"] for element in blueprint["elements"]}
        assert all({c["from"], c["to"]} <= known for c in blueprint["connections"])
        assert {c["direction"] for c in blueprint["connections"]} == {"directed", "mutual"}


class TestPackage:
    files = FORMATS["csv"].write(EXPORT, False)
    descriptor = json.loads(files["datapackage.json"])

    def rows(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.files[f"{name}.csv"].decode("utf-8"), newline="")))

    def test_describes_every_file_as_it_is(self) -> None:
        paths = [resource["path"] for resource in self.descriptor["resources"]]
        assert sorted([*paths, "datapackage.json"]) == sorted(self.files)
        for resource in self.descriptor["resources"]:
            data = self.files[resource["path"]]
            assert resource["bytes"] == len(data)
            assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert resource["type"] == "table"

    def test_every_cell_is_of_the_type_that_is_stated(self) -> None:
        read: dict[str, Any] = {
            "string": str,
            "integer": int,
            "number": float,
            "date": date.fromisoformat,
            "boolean": ["true", "false"].index,
            "array": json.loads,
        }
        for resource in self.descriptor["resources"]:
            stated = resource["schema"]["fields"]
            rows = self.rows(resource["name"])
            for row in rows:
                assert list(row) == [field["name"] for field in stated]
                for field in stated:
                    if cell := row[field["name"]]:
                        read[field["type"]](cell)
            keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in rows]
            assert len(keys) == len(set(keys))
            assert all(all(key) for key in keys)

    def test_every_foreign_key_leads_to_a_row(self) -> None:
        n_led = 0
        for resource in self.descriptor["resources"]:
            for key in resource["schema"]["foreignKeys"]:
                (own,), reference = key["fields"], key["reference"]
                there = {row["id"] for row in self.rows(reference["resource"] or resource["name"])}
                held = {row[own] for row in self.rows(resource["name"])} - {""}
                assert held <= there, (resource["name"], own)
                n_led += len(held)
        assert n_led > 20

    def test_holds_every_value(self) -> None:
        for name in ("documents", "actors", "statements", "events", "claims", "relations", "failures"):
            assert len(self.rows(name)) == len(getattr(RECORD, name))
        assert len(self.rows("clauses")) == sum(len(p.clauses) for p in RECORD.proposals)
        assert len(self.rows("actor_mentions")) == sum(len(a.mentions) for a in RECORD.actors)
        assert [row["status"] for row in self.rows("standings")].count("corrected") == 1
        assert {row["independent_source"] for row in self.rows("documents")} == {"1", "2", "3"}

    def test_leaves_cells_raw_when_asked(self) -> None:
        actor = replace(RECORD.actors[0], name="=HYPERLINK(1)")
        export = export_of(replace(RECORD, actors=(actor, *RECORD.actors[1:])))
        assert b",'=HYPERLINK(1)," in FORMATS["csv"].write(export, False)["actors.csv"]
        assert b",=HYPERLINK(1)," in FORMATS["csv"].write(export, True)["actors.csv"]
