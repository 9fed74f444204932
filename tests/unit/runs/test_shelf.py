"""Files that may be deleted, torn, foreign or of other code, and change nothing by it."""

from __future__ import annotations

import ast
import os
import threading
from pathlib import Path

import pytest

import detente
from detente.runs import shelf as shelving
from detente.runs.shelf import CODE, KEPT, FileShelf

VALUE = {"words": ["“ein”", "\ud800", "\n"], "numbers": [1, 2.5, None, True]}
KEY = "0" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".derived"


def _kept(folder: Path) -> Path:
    (held,) = folder.glob("*.json")
    return held


def test_what_is_kept_comes_back(folder: Path) -> None:
    shelf = FileShelf(folder)
    assert shelf.get("copies", KEY) is None
    shelf.put("copies", KEY, VALUE)
    assert FileShelf(folder).get("copies", KEY) == VALUE
    assert shelf.get("copies", "1" * 32) is None
    assert shelf.get("quotes", KEY) is None


def test_folder_says_what_it_is_to_people_and_programs(folder: Path) -> None:
    FileShelf(folder).put("copies", KEY, VALUE)
    assert (folder / ".gitignore").read_text(encoding="ascii") == "*\n"
    told = (folder / "CACHEDIR.TAG").read_text(encoding="ascii")
    assert told.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert "Nothing is lost when the folder is deleted" in told


def test_torn_file_is_none(folder: Path) -> None:
    shelf = FileShelf(folder)
    shelf.put("copies", KEY, VALUE)
    whole = _kept(folder).read_bytes()
    for size in range(len(whole)):
        _kept(folder).write_bytes(whole[:size])
        assert shelf.get("copies", KEY) is None
    _kept(folder).write_bytes(whole + b" ")
    assert shelf.get("copies", KEY) is None
    _kept(folder).write_bytes(whole)
    assert shelf.get("copies", KEY) == VALUE


def test_file_with_any_byte_changed_is_none(folder: Path) -> None:
    shelf = FileShelf(folder)
    shelf.put("copies", KEY, VALUE)
    whole = _kept(folder).read_bytes()
    for place in range(len(whole)):
        _kept(folder).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert shelf.get("copies", KEY) is None


def test_file_of_another_record_under_this_ones_name_is_none(folder: Path) -> None:
    shelf = FileShelf(folder)
    shelf.put("copies", KEY, VALUE)
    place = _kept(folder)
    place.rename(place.with_name(place.name.replace(KEY, "1" * 32)))
    assert shelf.get("copies", "1" * 32) is None


def test_file_that_other_code_wrote_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = FileShelf(folder)
    shelf.put("copies", KEY, VALUE)
    code = shelving.code_digest()
    monkeypatch.setattr(shelving, "code_digest", lambda: "f" * 32)
    assert shelf.get("copies", KEY) is None
    monkeypatch.setattr(shelving, "code_digest", lambda: code[:8] + "f" * 24)  # a name that is the same
    assert shelf.get("copies", KEY) is None


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="ascii")
    for folder in (tmp_path / "file", tmp_path / "not" / "there"):
        shelf = FileShelf(folder)
        shelf.put("copies", KEY, VALUE)
        assert shelf.get("copies", KEY) is None
    assert (tmp_path / "file").read_text(encoding="ascii") == "no folder"


def test_full_disk_leaves_no_draft(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    FileShelf(folder).put("copies", KEY, VALUE)
    assert [path.name for path in folder.iterdir() if KEY in path.name] == []


def test_older_files_and_drafts_of_the_killed_are_deleted(folder: Path) -> None:
    shelf = FileShelf(folder)
    for number in range(KEPT + 3):
        shelf.put("copies", f"{number:032}", number)
        for path in folder.glob(f"copies-{number:032}*"):
            os.utime(path, (number, number))
    killed = folder / f"copies-{KEY}.json.1-1.part"
    killed.write_bytes(b"half")
    os.utime(killed, (0, 0))
    shelf.put("quotes", KEY, VALUE)
    shelf.put("copies", "f" * 32, VALUE)
    there = [number for number in range(KEPT + 3) if shelf.get("copies", f"{number:032}") is not None]
    assert there == list(range(4, KEPT + 3))
    assert not killed.exists()
    assert shelf.get("quotes", KEY) == VALUE


def test_several_at_once_write_whole_files(folder: Path) -> None:
    def write(number: int) -> None:
        for _ in range(20):
            FileShelf(folder).put("copies", KEY, [number] * 1000)
            found = FileShelf(folder).get("copies", KEY)
            assert found is None or len(set(found)) == 1

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(FileShelf(folder).get("copies", KEY))) == 1
    assert list(folder.glob("*.part")) == []


def test_all_code_that_has_a_part_in_it_is_in_the_digest() -> None:
    package = Path(detente.__file__).parent
    covered = {path for pattern in CODE for path in package.glob(pattern)}
    outside = {package / name for name in ("__init__.py", "errors.py", "late.py")}
    left = [package / "record" / "derived.py", package / "record" / "asking" / "moments.py"]
    met: set[Path] = set()
    while left:
        path = left.pop()
        if path in met or path in outside:
            continue
        met.add(path)
        left += _imported(path, package)
    assert len(met) > 30
    assert met <= covered


def _imported(path: Path, package: Path) -> list[Path]:
    """Return the modules of detente that a module imports, with the packages they lie in."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("detente."):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                place = package.joinpath(*name.split(".")[1:])
                found += [one for one in (place.with_suffix(".py"), place / "__init__.py") if one.exists()]
    return found
