"""The commands that work on a process folder, one after another as a person would give them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.cli.conftest import CASE
from typer.testing import CliRunner, Result

from detente.cli import app
from detente.record.store import Store

HERALD = """Publisher: The Herald
Published: 2031-05-06

“We will not sign while our towns burn,” President Ola Kerr of Southmark said on Tuesday. She rejected the \
mediators' draft.

Northland promised on Tuesday an answer to the draft by 9 May 2031.
"""
COURIER = """Publisher: The Courier
Published: 2031-05-08

“We will sign when the guns are silent,” Kerr told reporters in Port Sule on Thursday.
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a process folder that holds two reports."""
    monkeypatch.setenv("DETENTE_ANALYST", "anna")
    for name, text in (("herald.txt", HERALD), ("courier.txt", COURIER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    folder = tmp_path / "talks"

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    assert invoke("init", str(folder), "--title", "Talks").exit_code == 0
    monkeypatch.chdir(folder)
    added = invoke("add", str(tmp_path / "herald.txt"), str(tmp_path / "courier.txt"), "--reader", "rules")
    assert added.exit_code == 0, added.output
    return invoke


def _json(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def _statement(run: Run, words: str) -> dict[str, Any]:
    (hit,) = _json(run("find", words, "--kind", "statement", "--json"))["hits"]
    assert isinstance(hit, dict)
    return hit


def test_documents_are_added_once_and_kept(run: Run, tmp_path: Path) -> None:
    again = _json(run("add", str(tmp_path / "herald.txt"), "--reader", "rules", "--json"))
    assert (again["n_new"], again["n_known"]) == (0, 1)
    kept = [path for path in Path("documents").rglob("*") if path.is_file()]
    assert {path.read_text(encoding="utf-8") for path in kept} == {HERALD, COURIER}


def test_bad_document_fails_alone_and_says_why(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "good.txt").write_text("Kerr said she would travel to Ost.", encoding="utf-8")
    added = run("add", str(folder), "--reader", "rules")
    assert added.exit_code == 0
    assert "added 1 document, 1 left out" in added.stdout
    assert "empty.txt' is empty" in added.stderr
    failed = run("add", str(folder / "empty.txt"), "--reader", "rules")
    assert failed.exit_code == 2
    assert "nothing was added" in failed.stderr


def test_find_is_stable_and_filters(run: Run) -> None:
    first, second = run("find", "--json").stdout, run("find", "--json").stdout
    assert first == second
    found = json.loads(first)
    assert found["found"] == len(found["hits"]) > 2
    days = [hit["published_on"] for hit in found["hits"]]
    assert days == sorted(days)
    said = _statement(run, "towns burn")
    assert said["speaker"]["name"] == "Ola Kerr"
    assert said["publisher"] == "The Herald"
    assert said["standing"]["status"] == "proposed"
    assert _json(run("find", "--until", "2031-05-06", "--json", "--source", "courier"))["found"] == 0


def test_surname_alone_is_the_one_full_name_of_the_record(run: Run) -> None:
    hits = _json(run("find", "--speaker", "Kerr", "--kind", "statement", "--json"))["hits"]
    assert {hit["publisher"] for hit in hits} == {"The Herald", "The Courier"}
    assert {hit["speaker"]["name"] for hit in hits} == {"Ola Kerr"}


def test_unknown_names_and_kinds_are_told(run: Run) -> None:
    for arguments, said in (
        (("--speaker", "Brandt"), "nobody in the record is called 'Brandt'"),
        (("--kind", "statements"), "no kind 'statements' to find"),
        (("--act", "yield"), "no act 'YIELD'"),
        (("--since", "May"), "May"),
        (("--source", "The Post"), "no source of the record is called 'The Post'; there are The Herald, The"),
        (("-truce",), "no word to look for"),
    ):
        result = run("find", "--", *arguments) if arguments == ("-truce",) else run("find", *arguments)
        assert result.exit_code == 2
        assert said in result.stderr


def test_csv_cells_are_safe_unless_raw(run: Run) -> None:
    said = _statement(run, "towns burn")
    ruled = run("rule", "note", said["id"], "--because", "=1+1")
    assert ruled.exit_code == 0, ruled.output
    (row,) = csv.DictReader(io.StringIO(run("log", "--csv").stdout))
    assert row["because"] == "'=1+1"
    (row,) = csv.DictReader(io.StringIO(run("log", "--csv", "--raw").stdout))
    assert row["because"] == "=1+1"
    assert run("log", "--raw").exit_code == 2
    assert run("log", "--csv", "--json").exit_code == 2


def test_what_was_rejected_stays_rejected_when_read_again(run: Run, tmp_path: Path) -> None:
    said = _statement(run, "towns burn")
    assert run("rule", "reject", said["id"], "--because", "a slogan").exit_code == 0
    assert _json(run("find", "towns burn", "--kind", "statement", "--json"))["found"] == 0
    again = _json(run("add", str(tmp_path / "herald.txt"), "--again", "--reader", "rules", "--json"))
    assert again["n_again"] == 1
    assert _json(run("find", "towns burn", "--kind", "statement", "--json"))["found"] == 0
    rejected = _json(run("find", "--status", "rejected", "--json"))["hits"]
    assert [hit["id"] for hit in rejected] == [said["id"]]
    undone = run("undo")
    assert undone.exit_code == 0
    assert "took back ruling:" in undone.stdout
    assert _statement(run, "towns burn")["id"] == said["id"]


def test_log_lists_every_ruling_with_who_and_why(run: Run) -> None:
    said = _statement(run, "towns burn")
    run("rule", "accept", said["id"], "--because", "heard it")
    run("undo", "--because", "misheard", "--by", "berta")
    first, second = _json(run("log", "--json"))
    assert (first["by"], first["because"], first["in_force"]) == ("anna", "heard it", False)
    assert (second["kind"], second["by"], second["because"]) == ("undo", "berta", "misheard")
    assert "heard it" in run("log").stdout
    assert run("log", "statement:none").exit_code == 2


def test_wrong_rulings_are_told_and_change_nothing(run: Run) -> None:
    said = _statement(run, "towns burn")
    for arguments in (
        ("accept", "statement:none", "--because", "x"),
        ("approve", said["id"], "--because", "x"),
        ("correct", said["id"], "--because", "x", "--change", '{"act": "YIELD"}'),
        ("accept", said["id"], "--because", " "),
    ):
        assert run("rule", *arguments).exit_code == 2
    assert _json(run("log", "--json")) == []
    assert run("undo").exit_code == 2


def test_promise_is_due_overdue_and_ruled_kept(run: Run) -> None:
    def promise(day: str) -> dict[str, Any]:
        found = _json(run("promises", "--as-of", day, "--json"))["promises"]
        (one,) = [one for one in found if "answer to the draft" in one["passage"]["text"]]
        assert isinstance(one, dict)
        return one

    assert promise("2031-05-07")["state"] in ("open", "due")
    assert promise("2031-05-10")["state"] == "overdue"
    shown = _statement(run, "guns are silent")["id"]
    change = json.dumps({"outcome": "kept", "on": "2031-05-09", "evidence": [shown]})
    ruled = run("rule", "outcome", promise("2031-05-10")["claim"], "--because", "it came", "--change", change)
    assert ruled.exit_code == 0, ruled.output
    assert promise("2031-05-10")["state"] == "kept"
    tallies = _json(run("promises", "--as-of", "2031-05-10", "--tally", "--json"))["tallies"]
    assert sum(tally["counts"]["kept"] for tally in tallies) == 1
    assert run("brief", "-o", "brief.html", "--worlds", "20").exit_code == 0
    assert "ruled by an analyst" in Path("brief.html").read_text(encoding="utf-8")


LISTINGS = [
    *("timeline", "happenings", "quotes", "links", "positions", "contradictions", "promises", "find", "log"),
]


@pytest.mark.parametrize("command", LISTINGS)
def test_every_listing_prints_a_table_json_and_csv(run: Run, command: str) -> None:
    for form in ((), ("--json",), ("--csv",)):
        result = run(command, *form)
        assert result.exit_code == 0, result.output
    _json(run(command, "--json"))


def _objects(value: Any) -> list[dict[str, Any]]:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for part in parts for one in _objects(part)] + ([value] if isinstance(value, dict) else [])


@pytest.mark.parametrize("command", [name for name in LISTINGS if name not in ("find", "log", "links")])
def test_every_listing_names_who_is_meant_and_where_it_stands(run: Run, command: str) -> None:
    found = _objects(_json(run(command, "--json")))
    for one in found:
        for key in {"by", "party", "speaker", "about", "alleged_by"} & one.keys():
            assert (one[key] is None) == (one[f"{key}_name"] is None)
            assert not str(one[f"{key}_name"]).startswith(("actor:", "proposal:"))
        if "document" in one:
            assert (one["source_name"], one["published_on"]) in (
                ("The Herald", "2031-05-06"),
                ("The Courier", "2031-05-08"),
            )
        if "first_seen" in one:
            assert set(one["source_names"]) <= {"The Herald", "The Courier"}


def test_links_name_both_as_they_were_read(run: Run) -> None:
    (link,) = [one for one in _json(run("links", "--json")) if one["kind"] == "actor"]
    assert (link["a_name"], link["b_name"]) == ("Kerr", "Ola Kerr")


def test_links_and_log_name_what_was_ruled_on_whatever_became_of_it(run: Run) -> None:
    tie = next(one for one in _json(run("links", "--json")) if one["kind"] == "actor")
    for kind, key, done_so in (("split", "from", "split"), ("merge", "into", "merged")):
        change = json.dumps({key: tie["b"]})
        done = run("rule", kind, tie["a"], "--because", "the desk knows him", "--change", change)
        assert done.exit_code == 0, done.output
        assert _json(run("log", "--json"))[-1]["told"] == f"{done_so} actor Kerr {key} Ola Kerr"
        assert run("undo", "--because", "not sure").exit_code == 0
    first, other = (_statement(run, words)["id"] for words in ("towns burn", "guns are silent"))
    merged = run("rule", "merge", other, "--because", "one", "--change", json.dumps({"into": first}))
    assert merged.exit_code == 0, merged.output
    assert run("rule", "reject", other, "--because", "a slogan").exit_code == 0
    assert "towns burn" in _json(run("log", "--json"))[-2]["told"].rpartition("into")[2]
    (link,) = [one for one in _json(run("links", "--json")) if one["kind"] == "statement"]
    assert (other in (link["a"], link["b"]), ":" in link["a_name"] + link["b_name"]) == (True, False)


def test_log_of_an_id_that_nothing_has_says_so(run: Run) -> None:
    said = _statement(run, "towns burn")["id"]
    asked = run("log", said)
    assert (asked.exit_code, f"nothing has been ruled on '{said}'" in asked.stdout) == (0, True)
    wrong = run("log", "statement:1")
    assert (wrong.exit_code, "there is nothing with id 'statement:1'" in wrong.stderr) == (2, True)


def test_usage_has_each_argument_once_in_brackets() -> None:
    named = {"log": "[ID]", "undo": "[RULING]", "find": "[WORDS]", "export": "[SOURCE]"}
    for command, words in named.items():
        shown = CliRunner().invoke(app, [command, "--help"]).stdout
        assert words in shown
        assert f"[{words}]" not in shown


def test_an_export_shows_the_record_as_the_listings_do(run: Run, tmp_path: Path) -> None:
    for raw in ((), ("--raw",)):
        done = run("export", "--format", "timeline", *raw, "--force", "-o", str(tmp_path / "timeline.csv"))
        assert done.exit_code == 0, done.output
        printed = run("timeline", "--csv", *raw).stdout_bytes
        assert printed == (tmp_path / "timeline.csv").read_bytes()
    assert run("export", "--format", "kumu", "-o", str(tmp_path / "kumu.json")).exit_code == 0
    network = json.loads((tmp_path / "kumu.json").read_text(encoding="utf-8"))
    assert [one["label"] for one in network["elements"] if "Kerr" in one["label"]] == ["Ola Kerr"]
    assert run("export", "-o", str(tmp_path / "all.jsonl")).exit_code == 0
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    actors = [one["name"] for line in lines if (one := json.loads(line))["type"] == "actor"]
    assert {"Ola Kerr", "Kerr"} <= set(actors)
    for name in ("timeline", "kumu", "ics", "graphml", "plover", "web-annotation"):
        for number, source in enumerate(((), (str(tmp_path / "all.jsonl"),))):
            out = str(tmp_path / f"{name}.{number}")
            assert run("export", "--format", name, "-o", out, *source).exit_code == 0
        kept, exchanged = ((tmp_path / f"{name}.{number}").read_bytes() for number in (0, 1))
        assert kept == exchanged, name


def test_verify_passes_and_names_what_was_changed(run: Run) -> None:
    told = _json(run("verify", "--json"))
    assert told["documents"] == 2
    assert run("verify").stdout.startswith("all is as it was written: 2 documents")
    original = next(path for path in Path("documents").rglob("*.txt"))
    original.write_text("other words", encoding="utf-8")
    result = run("verify")
    assert result.exit_code == 2
    assert str(original) in result.stderr


def test_adding_a_document_again_brings_its_lost_original_back(run: Run, tmp_path: Path) -> None:
    original = next(Path("documents").glob("*/*.txt"))
    original.unlink()
    assert "add the document again" in run("verify").stderr
    run("add", str(tmp_path / "herald.txt"), str(tmp_path / "courier.txt"), "--reader", "rules")
    assert run("verify").exit_code == 0


def test_brief_and_draft_come_from_the_folder(run: Run) -> None:
    result = run("brief", "-o", "brief.html", "--worlds", "50")
    assert result.exit_code == 0, result.output
    page = Path("brief.html").read_text(encoding="utf-8")
    assert "towns burn" in page
    with Store.open("record.sqlite") as store:
        assert f'name="detente-addition" content="{store.last_addition()}"' in page


def test_brief_takes_the_case_of_the_folder_and_tells_what_it_cites_wrongly(run: Run) -> None:
    said = _statement(run, "towns burn")
    case = CASE.replace('role = "belligerent"', f'role = "belligerent"\ncites = ["{said["id"]}"]', 1)
    Path("case.toml").write_text(case, encoding="utf-8")
    briefed = run("brief", "-o", "brief.html", "--worlds", "20")
    assert briefed.exit_code == 0, briefed.output
    assert "Two who fire" in briefed.stdout
    run("rule", "reject", said["id"], "--because", "a slogan")
    refused = run("brief", "-o", "brief.html", "--worlds", "20")
    assert refused.exit_code == 2
    assert f"cites '{said['id']}', which was rejected" in refused.stderr


def test_review_without_a_terminal_says_what_to_do(run: Run) -> None:
    result = run("review")
    assert result.exit_code == 2
    assert "a review needs a terminal" in result.stderr
    assert "detente rule" in result.stderr


def test_a_review_of_nothing_says_so(run: Run) -> None:
    result = run("review", "--kind", "inconsistency")
    assert (result.exit_code, "nothing is left to review" in result.stderr) == (0, True)


def test_commands_outside_a_folder_say_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("find", "log", "verify", "timeline", "brief", "draft", "review"):
        result = CliRunner().invoke(app, [command])
        assert result.exit_code == 2
        assert "detente init" in result.stderr


def test_folder_is_named_by_option_or_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    named = run("find", "--process", "talks", "--json")
    monkeypatch.setenv("DETENTE_PROCESS", str(tmp_path / "talks"))
    assert named.exit_code == 0
    assert run("find", "--json").stdout == named.stdout


def test_sidecars_that_a_shell_names_are_no_failures(run: Run, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("Northland rejected the draft on Friday.", encoding="utf-8")
    (tmp_path / "more.txt.toml").write_text('publisher = "The Gazette"', encoding="utf-8")
    named = [str(path) for path in sorted(tmp_path.glob("more*"))]
    added = run("add", *named, "--reader", "rules", "--json")
    assert _json(added)["n_failed"] == 0
    assert f"{named[1]}: sidecar of {named[0]}, read with it" in added.stderr
    assert "left out" not in added.stderr
    alone = run("add", named[1], "--reader", "rules")
    assert (alone.exit_code, "name the documents" in alone.stderr) == (2, True)
    read = run("read", *named, "--reader", "rules", "--jsonl")
    assert read.exit_code == 0, read.output
    assert "sidecar of" in read.stderr


def test_lines_that_are_no_articles_are_refused_and_the_rest_is_added(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "a.txt").write_text("Northland rejected the draft on Friday.", encoding="utf-8")
    marks = {"kind": "event", "path": "a.txt", "start": 0, "end": 9, "text": "Northland"}
    (folder / "gold.jsonl").write_text(json.dumps(marks) + "\n", encoding="utf-8")
    (folder / "terms.jsonl").write_text('{"term": "truce", "note": "a pause"}\n', encoding="utf-8")
    added = run("add", str(folder), "--reader", "rules", "--json")
    told = _json(added)
    assert (told["n_new"], told["n_failed"]) == (1, 2)
    for name, met in (("gold.jsonl", "'start', 'end', 'text'"), ("terms.jsonl", "'term', 'note'")):
        (line,) = [line for line in added.stderr.splitlines() if name in line]
        assert "has no column of the reports' text" in line
        assert met in line
        assert "under [columns] of process.toml" in line
    refused = run("add", str(folder / "gold.jsonl"), "--reader", "rules")
    assert (refused.exit_code, "nothing was added" in refused.stderr) == (2, True)


def test_hostile_names_stay_inside(tmp_path: Path, shared: Path) -> None:
    items = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
    names = [item["input"] for item in items if item["cls"] == "path"]
    assert names
    before = sorted(tmp_path.parent.iterdir())
    for name in names:
        result = CliRunner().invoke(app, ["init", str(tmp_path / "talks"), "--record", name])
        held = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert all(path.resolve().is_relative_to(tmp_path.resolve()) for path in held)
        assert result.exit_code in (0, 2)
        for path in sorted(tmp_path.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    assert sorted(tmp_path.parent.iterdir()) == before
