"""What the commands say is the same, byte for byte, with and without what was kept beside the record."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.record.quoting import REPORTS, together
from typer.testing import CliRunner

from detente.cli import app
from detente.record.store import Store
from detente.runs.process import Process
from detente.runs.shelf import FOLDER

LISTINGS = {
    **{
        name: (name,) for name in ("timeline", "happenings", "quotes", "links", "positions", "contradictions")
    },
    "promises": ("promises", "--as-of", "2031-06-01"),
    "diff": ("diff", "--since", "2001-01-01", "--as-of", "2031-06-01"),
}


@pytest.fixture
def process(tmp_path: Path) -> Process:
    made = Process.create(tmp_path / "talks")
    with Store.open(made.record) as store:
        store.add(together(*REPORTS))
    return made


def _said(process: Process, *arguments: str) -> str:
    result = CliRunner().invoke(app, [*arguments, "-C", str(process.folder)])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("name", LISTINGS)
def test_listing_is_the_same_with_and_without(process: Process, name: str) -> None:
    kept = process.folder / FOLDER
    asked = LISTINGS[name]
    for form in ((), ("--json",), ("--csv",)):
        first = _said(process, *asked, *form)
        assert _said(process, *asked, *form) == first
        shutil.rmtree(kept, ignore_errors=True)
        kept.write_text("no folder", encoding="ascii")
        assert _said(process, *asked, *form) == first
        kept.unlink()
    assert "Kerr" in first or name in ("positions", "promises", "happenings")


def test_nothing_kept_is_exported_or_read_as_a_report(process: Process, tmp_path: Path) -> None:
    before = {form: _export(process, tmp_path, form) for form in ("jsonl", "csv")}
    _said(process, "quotes")
    assert list((process.folder / FOLDER).glob("quotes-*.json"))
    assert {form: _export(process, tmp_path, form) for form in before} == before
    added = CliRunner().invoke(
        app, ["add", "-C", str(process.folder), str(process.folder), "--reader", "rules"]
    )
    assert FOLDER not in added.output
    assert "quotes-" not in added.output


def _export(process: Process, folder: Path, form: str) -> dict[str, bytes]:
    place = folder / f"out.{form}"
    _said(process, "export", "--format", form, "--output", str(place), "--redact", "sources", "--force")
    files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in files}
