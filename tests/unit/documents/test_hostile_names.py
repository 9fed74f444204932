"""Names that lead elsewhere, wherever a document can hold one: nothing that was not named is opened."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.documents.files import ENVOY, feed, item, mail, repacked, unpacked, word

import detente
from detente.documents import Loaded, load_each

opened: list[str] = []
is_watching = False


def note(event: str, arguments: tuple[object, ...]) -> None:
    if not is_watching:
        return
    if event in ("open", "os.listdir", "os.scandir"):
        if isinstance(arguments[0], str | bytes):  # else what is open already
            opened.append(os.fsdecode(arguments[0]))
    elif event in ("subprocess.Popen", "socket.connect", "socket.getaddrinfo", "urllib.Request"):
        opened.append(event)


sys.addaudithook(note)  # cannot be taken out again: it does nothing while nobody watches


@pytest.fixture
def watched() -> Iterator[list[str]]:
    global is_watching
    opened.clear()
    is_watching = True
    yield opened
    is_watching = False


@pytest.fixture(scope="module")
def names(shared: Path) -> list[str]:
    items = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
    found = [item["input"] for item in items if item["cls"] == "path"]
    assert len(found) >= 14
    return [*found, "/etc/hostname", "file:///etc/hostname"]


def escaped(name: str) -> str:
    return "".join(c if c.isprintable() and c not in "<>&\"'" else " " for c in name)


def holding(name: str) -> dict[str, bytes]:
    """Return files of each kind with the name in every place where one may stand."""
    safe = escaped(name)
    message = mail(ENVOY, Subject=safe, Archived_At=safe)
    shown = name.replace("\0", " ").replace("\r", " ").replace("\n", " ")
    message.add_attachment(b"The talks.", maintype="text", subtype="plain", filename=shown + ".txt")
    package = word(ENVOY, title=safe)
    relations = "word/_rels/document.xml.rels"
    link = (
        f"<Relationship Id='rIdX' TargetMode='External' Target='{safe}' "
        "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate'/>"
    )
    content = unpacked(package, relations).decode().replace("</Relationships>", link + "</Relationships>")
    row = json.dumps({"text": ENVOY, "url": name, "source": name, "title": name})
    page = (
        f"<html><head><base href='{safe}'><link rel='canonical' href='{safe}'>"
        f"<link rel='stylesheet' href='{safe}'></head><body><article><p>{ENVOY}</p><img src='{safe}'>"
        f"<iframe src='{safe}'></iframe></article></body></html>"
    )
    return {
        "a.csv": f'text,url,source\n"{ENVOY}","{safe}","{safe}"\n'.encode(),
        "a.docx": repacked(package, relations, content.encode()),
        "a.eml": message.as_bytes(),
        "a.html": page.encode(),
        "a.jsonl": row.encode(),
        "a.rss": feed(item(link=safe, guid=safe, title=safe), head=f"<docs>{safe}</docs>"),
        "a.xml": f"<?xml-stylesheet href='{safe}'?>".encode() + feed(item(link=safe))[21:],
        "b.txt": name.encode(),
    }


def test_names_inside_documents_open_nothing(tmp_path: Path, names: list[str], watched: list[str]) -> None:
    for number, name in enumerate(names):
        folder = tmp_path / str(number)
        folder.mkdir()
        for file, content in holding(name).items():
            (folder / file).write_bytes(content)
        watched.clear()
        loaded = [one for one in load_each([folder]) if isinstance(one, Loaded)]
        assert len(loaded) >= 8
        code = (os.path.dirname(os.__file__), sys.prefix, sys.base_prefix, os.path.dirname(detente.__file__))
        # The model of languages unpacks itself into a file without a name.
        opened_else = {path for path in watched if not path.startswith((str(folder), *code))}
        assert opened_else <= {tempfile.gettempdir()}
        assert all(one.document.url is None for one in loaded)
        for one in loaded:
            assert one.document.part.isprintable()
            assert "/" not in one.document.part


def test_a_folder_is_left_by_no_link(tmp_path: Path, watched: list[str]) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("A secret.", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "folder").symlink_to(outside)
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "loop").symlink_to(inside)
    (inside / "root").symlink_to("/etc")
    (inside / "a.txt").write_text("The talks.", encoding="utf-8")
    (inside / "a.txt.toml").symlink_to(outside / "secret.txt")
    (inside / "b.txt").write_text("The talks go on.", encoding="utf-8")
    watched.clear()
    loaded = [one.document.text for one in load_each([inside]) if isinstance(one, Loaded)]
    assert loaded == ["The talks go on."]
    assert not any("outside" in path or path.startswith("/etc") for path in watched)


def test_a_name_with_such_signs_is_a_file_like_any_other(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        file = name.replace("/", "_").replace("\0", "_") + ".txt"
        (tmp_path / file).write_text("The talks.", encoding="utf-8")
    loaded = list(load_each([tmp_path]))
    hidden = [name for name in names if name.startswith(".")]
    assert len([one for one in loaded if isinstance(one, Loaded)]) == len(names) - len(hidden)
