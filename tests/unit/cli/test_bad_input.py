"""Whatever is wrong with what was given: exit code 2, one message with the next step, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from detente.cli import app

Make = Callable[[Path], list[str]]


def file(name: str, content: bytes) -> Make:
    def make(folder: Path) -> list[str]:
        (folder / name).write_bytes(content)
        return [str(folder / name)]

    return make


def sparse(name: str, n_bytes: int) -> Make:
    def make(folder: Path) -> list[str]:
        with (folder / name).open("wb") as made:
            made.truncate(n_bytes)
        return [str(folder / name)]

    return make


def nothing(folder: Path) -> list[str]:
    return [str(folder / "absent.txt")]


def empty_folder(folder: Path) -> list[str]:
    (folder / "reports").mkdir()
    (folder / "reports" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return [str(folder / "reports")]


def wrong_sidecar(folder: Path) -> list[str]:
    (folder / "a.toml").write_text('reliability = "very"', encoding="utf-8")
    return file("a.txt", b"No deal.")(folder)


BAD_DOCUMENTS: dict[str, tuple[Make, str]] = {
    "missing file": (nothing, "does not exist: check the path"),
    "folder without documents": (empty_folder, "holds no document: put files ending in"),
    "binary": (file("a.txt", b"Talks\x00\x01\x02\x03\x04\x05\x06\x07\x08"), "so it is binary"),
    "picture": (file("a.txt", b"\x89PNG\r\n\x1a\n"), "PNG image"),
    "empty text": (file("a.txt", b""), "is empty"),
    "blank text": (file("a.txt", b" \n\t\r\n"), "is empty"),
    "wrong encoding": (file("a.txt", bytes(range(128, 256)) * 4), "save it as UTF-8"),
    "50 MB text": (sparse("a.txt", 50_000_000), "has 50.0 MB: detente does not read more than 20 MB"),
    "unknown kind": (file("a.json", b"{}"), r"only .txt, .md, .html, .htm"),
    "wrong sidecar": (wrong_sidecar, "line 1: reliability 'very' is not a grade"),
}


def files_below(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


@pytest.mark.parametrize("command", ["brief", "read", "draft"])
@pytest.mark.parametrize("kind", BAD_DOCUMENTS)
def test_a_bad_document_stops_with_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    make, message = BAD_DOCUMENTS[kind]
    arguments = [command, *make(tmp_path)]
    before = files_below(tmp_path)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("detente: error: ")
    assert result.stderr.count("\n") == 1
    assert message in result.stderr
    assert files_below(tmp_path) == before


@pytest.mark.parametrize("command", ["brief", "read", "draft"])
def test_empty_standard_input_is_named(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, [command, "-"], input=b"")
    assert result.exit_code == 2
    assert "standard input is empty" in result.stderr
    assert files_below(tmp_path) == []


@pytest.mark.parametrize("day", ["2025-02-30", "24 April 2025", "tomorrow", "20250424", ""])
def test_a_bad_day_stops_before_anything_is_read(tmp_path: Path, day: str) -> None:
    result = CliRunner().invoke(app, ["brief", str(tmp_path / "absent.txt"), "--as-of", day])
    assert result.exit_code == 2
    assert result.stderr.startswith("detente: error: date ")


PARTY = '[[party]]\nid = "a"\nname = "A"\nrole = "belligerent"\n'
OPTION = '[[option]]\nid = "stop"\nparty = "a"\ntext = "stops"\n'
BAD_CASES = {
    "not TOML": "[[party\n",
    "dangling reference": PARTY + OPTION + '[[concern]]\nparty = "nobody"\nwants = "a.stop"\n',
    "unknown option": PARTY + OPTION + '[[concern]]\nparty = "a"\nwants = "a.start"\n',
    "unknown field": PARTY + "[[colour]]\n",
    "not UTF-8": "caf\udce9",
}


@pytest.mark.parametrize("command", ["solve", "explore", "brief"])
@pytest.mark.parametrize("kind", BAD_CASES)
def test_a_bad_case_stops_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    case = tmp_path / "case.toml"
    case.write_bytes(BAD_CASES[kind].encode("utf-8", "surrogateescape"))
    arguments = [command, str(case)] if command != "brief" else ["brief", "absent.txt", "--case", str(case)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("detente: error: ")
    assert "case.toml" in result.stderr
    assert files_below(tmp_path) == [case]


@pytest.mark.parametrize("command", ["solve", "explore"])
def test_a_missing_case_is_named(command: str) -> None:
    result = CliRunner().invoke(app, [command, "absent.toml"])
    assert result.exit_code == 2
    assert "absent.toml" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["brief", "a.txt", "-o", "absent/brief.html"], "there is no folder 'absent'; make it first"),
        (["brief", "a.txt", "-o", "folder"], "it is a folder; name a file in it"),
        (["brief", "a.txt", "-o", "a.txt"], "it is also an input"),
        (["brief", "a.txt", "--markdown", "brief.html"], "it is also another output"),
        (["brief", "a.txt", "--markdown", "absent/brief.md"], "there is no folder"),
        (["read", "a.txt", "--jsonl", "-o", "absent/a.jsonl"], "there is no folder"),
        (["read", "a.txt", "--store", "absent/a.sqlite"], "there is no folder"),
        (["read", "a.txt", "--store", "folder"], "it is a folder"),
        (["draft", "a.txt", "-o", "absent/case.toml"], "there is no folder"),
        (["draft", "a.txt", "-o", "kept.toml"], "kept.toml"),
        (["draft", "a.txt", "-o", "a.toml"], "would be taken for the sidecar"),
        (["draft", "a.txt", "-o", "a.txt.toml"], "would be taken for the sidecar"),
    ],
)
def test_a_place_that_cannot_be_written_stops_before_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.txt").write_text("No deal.", encoding="utf-8")
    (tmp_path / "kept.toml").write_text("[[party", encoding="utf-8")
    before = files_below(tmp_path)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert files_below(tmp_path) == before
    assert (tmp_path / "kept.toml").read_text(encoding="utf-8") == "[[party"


def test_reasons_belong_to_the_table_alone(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["read", "a.txt", "--jsonl", "--explain"])
    assert result.exit_code == 2
    assert "is for people" in result.stderr
