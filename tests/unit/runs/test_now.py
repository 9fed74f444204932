"""A record as it stands: the same whether what follows from it was kept, lost, torn or never there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.property.readings import READINGS
from tests.unit.record.quoting import REPORTS, together

import detente.record.derived as deriving
import detente.runs.now as standing
from detente.record.asking import contradictions, positions, promises, timeline
from detente.record.links.happenings import happenings
from detente.record.quotes import quote_ledger
from detente.record.ruling import change_text
from detente.record.sources import Sources
from detente.record.store import Store
from detente.runs.now import Now, record_now
from detente.runs.process import Process
from detente.runs.shelf import FOLDER

if TYPE_CHECKING:
    from tests.tools.postgresql import Server

AS_OF = date(2031, 6, 1)
RULED: dict[str, Any] = {"by": "ann", "because": "so it is", "ruled_at": "2031-06-01T12:00:00+00:00"}


def listed(now: Now) -> dict[str, Any]:
    """Return what every listing says, of what is at hand."""
    record, links = now.ruled.record, now.ruled.links
    given: dict[str, Any] = {"sources": now.sources, "ledger": now.quotes()}
    return {
        "ruled": now.ruled,
        "items": now.moment.items,
        "links": links.links,
        "quotes": now.quotes(),
        "timeline": timeline(record, links, sources=now.sources),
        "happenings": happenings(record, links, sources=now.sources),
        "positions": positions(record, **given),
        "contradictions": contradictions(record, links, **given),
        "promises": promises(record, now.ruled.standings, AS_OF, links=links),
        "sources": (now.sources.copies, now.sources.number),
        "addition": now.addition,
        "successors": dict(now.successors),
    }


def found(process: Process) -> dict[str, Any]:
    """Return the same, everything found anew by the functions themselves."""
    with Store.open(process.record) as store:
        moment, ruled = store.moment(), store.linked()
        addition, successors = store.last_addition(), store.successors()
    record, links = ruled.record, ruled.links
    sources = Sources(record.documents)
    return {
        "ruled": ruled,
        "items": moment.items,
        "links": links.links,
        "quotes": quote_ledger(record),
        "timeline": timeline(record, links),
        "happenings": happenings(record, links),
        "positions": positions(record),
        "contradictions": contradictions(record, links),
        "promises": promises(record, ruled.standings, AS_OF, links=links),
        "sources": (sources.copies, sources.number),
        "addition": addition,
        "successors": successors,
    }


def changes(store: Store) -> Iterator[str]:
    """Make every kind of change to a record, and say which."""
    yield "nothing yet"
    for one in REPORTS:
        store.add(one)
        yield f"added {one.documents[0].path}"
    said = next(one for one in store.as_read().statements if one.quoted)
    store.rule("reject", said.id, **RULED)
    yield "rejected a quotation"
    store.undo(by="ann", because="no")
    yield "took it back"
    speaker = change_text({"speaker": "actor:ada-brandt"})
    store.rule("correct", said.id, change=speaker, **RULED)
    yield "corrected a speaker"
    tie = next(link for link in store.linked().links.links if link.kind == "actor")
    store.rule("split", tie.a, change=change_text({"from": tie.b}), **RULED)
    yield "split two actors"
    store.undo(by="ann", because="no")
    yield "joined them again"
    store.rule("merge", "actor:ada-brandt", change=change_text({"into": "actor:ola-kerr"}), **RULED)
    yield "merged two actors"
    store.rule("grade", store.documents()[0].id, change=change_text({"reliability": "B"}), **RULED)
    yield "graded a report"
    for report, style in (("doc:bridge6", "first"), ("doc:bridge9", "wider"), ("doc:mill7", "first")):
        store.add(READINGS[report, style])  # the second takes the place of the first
        yield f"added {report}"
    store.add(READINGS["doc:mill7", "otherwise"], again=True)
    yield "read a report again"
    store.add(together(*(REPORTS[:2])))
    yield "added what is there"


def _check_all(process: Process) -> int:
    n_times = 0
    with Store.open(process.record) as store:
        for what in changes(store):
            expected = found(process)
            for when in ("at first", "once more"):
                told = listed(record_now(process))
                differing = [name for name in expected if told[name] != expected[name]]
                assert differing == [], f"{what}, {when}"
            n_times += 1
    return n_times


def test_in_a_file_every_listing_is_the_same_after_every_kind_of_change(tmp_path: Path) -> None:
    process = Process.create(tmp_path / "talks")
    assert _check_all(process) > 15
    assert {path.name.partition("-")[0] for path in (process.folder / FOLDER).glob("*.json")} == {
        *("copies", "quotes", "links")
    }


def test_on_a_server_every_listing_is_the_same_after_every_kind_of_change(
    tmp_path: Path, postgresql: Server
) -> None:
    assert _check_all(Process.create(tmp_path / "talks", record=postgresql.database())) > 15


@pytest.fixture
def process(tmp_path: Path) -> Process:
    """Return a process whose listings were asked for once."""
    made = Process.create(tmp_path / "talks")
    with Store.open(made.record) as store:
        store.add(together(*REPORTS))
    listed(record_now(made))
    return made


def _kept(process: Process) -> list[Path]:
    return sorted((process.folder / FOLDER).glob("*.json"))


def test_what_was_kept_is_found_there(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = found(process)

    def found_again(*_: Any, **__: Any) -> None:
        raise AssertionError("it was kept, and is found once more")

    monkeypatch.setattr(deriving, "same_text_groups", found_again)
    monkeypatch.setattr(deriving, "quote_ledger", found_again)
    monkeypatch.setattr(standing, "proposed_links", found_again)
    assert listed(record_now(process)) == expected
    shutil.rmtree(process.folder / FOLDER)
    with pytest.raises(AssertionError, match="once more"):
        record_now(process)


def test_what_was_lost_torn_or_changed_is_made_anew(process: Process) -> None:
    expected = found(process)
    wholes = {path: path.read_bytes() for path in _kept(process)}
    assert len(wholes) == 3
    for path, whole in wholes.items():
        for worse in (b"", whole[:-3], whole.replace(b"0", b"1"), b"detente derived\n[]", b"\xff\x00"):
            path.write_bytes(worse)
            assert listed(record_now(process)) == expected
            assert path.read_bytes() == whole
    shutil.rmtree(process.folder / FOLDER)
    assert listed(record_now(process)) == expected
    assert {path: path.read_bytes() for path in _kept(process)} == wholes


def test_what_another_process_kept_is_nothing_to_this_one(process: Process, tmp_path: Path) -> None:
    other = Process.create(tmp_path / "other")
    with Store.open(other.record) as store:
        store.add(together(*REPORTS[2:]))
    shutil.copytree(process.folder / FOLDER, other.folder / FOLDER)
    assert listed(record_now(other)) == found(other)
    for theirs in _kept(process):  # under the names of its own
        own = next(path for path in _kept(other) if path.name.startswith(theirs.name.partition("-")[0]))
        own.write_bytes(theirs.read_bytes())
    assert listed(record_now(other)) == found(other)


def test_where_nothing_can_be_kept_all_is_found(process: Process) -> None:
    expected = found(process)
    shutil.rmtree(process.folder / FOLDER)
    (process.folder / FOLDER).write_text("no folder", encoding="ascii")
    assert listed(record_now(process)) == expected
    assert (process.folder / FOLDER).read_text(encoding="ascii") == "no folder"
