"""A record that is briefed: from reports that are named, joined as one that is kept."""

from __future__ import annotations

from pathlib import Path

from detente.cli.records import Obtained, Origin, obtain
from detente.reading.readers import load_reader
from detente.runs.adding import add
from detente.runs.process import Process


def _told(obtained: Obtained) -> tuple[list[str], list[list[str]]]:
    """Return the names of what is on the table, and the groups of events that are one."""
    record, links = obtained.ruled.record, obtained.ruled.links
    groups = [sorted(group) for group in links.groups() if group[0].startswith("event:")]
    return [one.name for one in record.proposals], sorted(groups)


def test_reports_that_are_named_are_joined_as_those_that_are_kept(tmp_path: Path, examples: Path) -> None:
    reports = [str(path) for path in sorted((examples / "sarn" / "dispatches").glob("*.txt"))[:5]]
    reader = load_reader("rules")
    named = obtain(Origin(paths=reports), reader)
    process = Process.create(tmp_path / "talks")
    add(process, reports, reader="rules")
    kept = obtain(Origin(paths=(), process=process.folder), reader)
    proposals, events = _told(named)
    assert (proposals, events) == _told(kept)
    assert proposals
    assert events
    assert named.now
    assert set(named.now.values()) <= {one.id for one in named.ruled.record.proposals}
    assert not set(named.now) & {one.id for one in named.ruled.record.proposals}
