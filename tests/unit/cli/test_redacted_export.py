"""What is taken out of a process's record is in no byte of any file that is exported."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from tests.unit.record.exports.told import is_held
from typer.testing import CliRunner, Result

from detente.cli import app
from detente.record.exports.formats import FORMATS
from detente.record.ruling.things import source_id
from detente.record.store import Store

GAZETTE = """“We will not sign while our towns burn,” President Ola Kerr of Southmark told the Delta Gazette \
on Tuesday. She rejected the mediators' draft, the Gazette's Ines Varga wrote.

Northland promised on Tuesday an answer to the draft by 9 May 2031. Read more at delta-gazette.example.
"""
GAZETTE_LATER = f"{GAZETTE}\nThis report was corrected on 7 May 2031.\n"
COURIER = """“We will sign when the guns are silent,” Kerr told reporters in Port Sule on Thursday. \
Northland struck Port Sule on Monday, killing 14 people, a senior envoy said.
"""
SIDECARS = {
    "gazette.txt": 'publisher = "Delta Gazette"\nauthor = "Ines Varga"\ntitle = "Kerr says no again"\n'
    'url = "https://www.delta-gazette.example/2031/05/talks"\npublished = 2031-05-06\nreliability = "B"\n',
    "courier.txt": 'publisher = "The Harbour Courier"\npublished = 2031-05-08\n',
}
SECRETS = (
    *("Delta Gazette", "Harbour Courier", "Ines Varga", "delta-gazette.example", "Kerr says no again"),
    *("2031/05/talks", "gazette.txt", "courier.txt", "inbox-of-mara", "gazette.txt.toml", "sidecar"),
    *("Mara Quill", "juniper", "marigold", "saffron", "tamarind"),
)
"""Names, addresses, paths and titles of sources, who ruled, and a word of each reason and note."""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A process with two reports with sidecars, one of them in two versions, and rulings on both."""
    inbox = tmp_path_factory.mktemp("files") / "inbox-of-mara"
    inbox.mkdir()
    folder = inbox.parent / "talks"
    assert run("init", folder).exit_code == 0
    for name, text in (("gazette.txt", GAZETTE), ("courier.txt", COURIER)):
        (inbox / name).write_text(text, encoding="utf-8")
        (inbox / f"{name}.toml").write_text(SIDECARS[name], encoding="utf-8")
    assert run("add", inbox, "-C", folder, "--reader", "rules").exit_code == 0
    _rule(folder)
    (inbox / "gazette.txt").write_text(GAZETTE_LATER, encoding="utf-8")
    assert run("add", inbox, "-C", folder, "--reader", "rules").exit_code == 0
    return folder


def _rule(folder: Path) -> None:
    with Store.open(str(folder / "record.sqlite")) as store:
        record = store.as_read()
        said = next(one for one in record.statements if "burn" in one.passage.text)
        document = next(one for one in record.documents if one.id == said.passage.document)
        place = document.text.index("President Ola Kerr")
        words = "President Ola Kerr"
        at = {"document": document.id, "start": place, "end": place + len(words), "text": words}
        speaker = {"actor": "actor:ola-kerr", "at": at}
        rulings = [
            ("note", said.id, "ask juniper", {}),
            ("correct", said.id, "seen by marigold", {"speaker": speaker}),
            ("grade", source_id(document), "saffron knows them", {"reliability": "A"}),
            ("merge", "actor:kerr", "tamarind says so", {"into": "actor:ola-kerr"}),
            ("outcome", record.claims[0].id, "tamarind heard", {"outcome": "kept", "evidence": [said.id]}),
        ]
        for kind, about, because, change in rulings:
            text = json.dumps(change, sort_keys=True, separators=(",", ":")) if change else ""
            store.rule(kind, about, by="Mara Quill", because=because, change=text)  # type: ignore[arg-type]


def _written(folder: Path, out: Path, name: str, *chosen: str) -> dict[str, bytes]:
    done = run("export", "-C", folder, "--format", name, *chosen, "-o", out)
    assert done.exit_code == 0, done.output
    return {path.name: path.read_bytes() for path in ([out] if out.is_file() else out.iterdir())}


def _digests(folder: Path) -> list[str]:
    """Return the SHA-256 of all originals, and of texts, and all ids that hash something."""
    found = [hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("documents/*/*")]
    with Store.open(str(folder / "record.sqlite"), create=False) as store:
        record = store.as_read()
        found += [document.sha256 for document in record.documents]
        found += [one.id for one in (*record.documents, *record.items(), *store.rulings())]
        found += [source_id(document) for document in record.documents]
        found += re.findall(r"[a-z]+:[0-9a-f]{16}", " ".join(one.change for one in store.rulings()))
    assert len(found) > 20
    return found


def test_it_is_there_when_nothing_is_taken_out(process: Path, tmp_path: Path) -> None:
    data = b"".join(_written(process, tmp_path / "out", "jsonl").values())
    for words in (*SECRETS, *_digests(process)[:1]):
        assert is_held(words, data), words


@pytest.mark.parametrize("also", [(), ("--redact", "text", "--redact", "unnamed", "--quote-words", "3")])
@pytest.mark.parametrize("name", FORMATS)
def test_it_is_in_no_file_of_any_format(
    process: Path, tmp_path: Path, name: str, also: tuple[str, ...]
) -> None:
    taken_out = ("--redact", "sources", "--redact", "notes", *also)
    secrets = (*SECRETS, *_digests(process), str(process.parent))
    for file, data in _written(process, tmp_path / "out", name, *taken_out).items():
        for words in secrets:
            assert not is_held(words, data), f"{words!r} in {file} of {name}"


def test_what_is_left_can_be_read_back(process: Path, tmp_path: Path) -> None:
    for number, also in enumerate(((), ("--redact", "text"), ("--quote-words", "0"))):
        out = tmp_path / f"{number}.jsonl"
        _written(process, out, "jsonl", "--redact", "sources", "--redact", "notes", *also)
        kept = run("import", out, "--store", tmp_path / f"{number}.sqlite")
        assert kept.exit_code == 0, kept.output
        with Store.open(str(tmp_path / f"{number}.sqlite")) as store:
            store.verify()
            assert len(store.documents()) == 2


def test_rulings_on_an_earlier_version_are_about_the_present_one(process: Path, tmp_path: Path) -> None:
    for number, taken_out in enumerate(((), ("--redact", "sources", "--redact", "notes"))):
        out = tmp_path / f"{number}.jsonl"
        lines = _written(process, out, "jsonl", *taken_out)[out.name].decode("utf-8").splitlines()
        held = [json.loads(line) for line in lines]
        known = {one["id"] for one in held if "id" in one}
        rulings = [one for one in held if one["type"] == "ruling"]
        assert len(rulings) == (5 if not taken_out else 4)
        about = {one["kind"]: one["record"] for one in rulings}
        assert {about["correct"], about["merge"], about["outcome"]} <= known
        kept = run("import", out, "--store", tmp_path / f"{number}.sqlite")
        assert f"and {len(rulings)} of {len(rulings)} rulings" in kept.stderr, kept.stderr


def test_what_an_earlier_version_said_is_withheld_too(process: Path, tmp_path: Path) -> None:
    (data,) = _written(process, tmp_path / "out", "jsonl", "--redact", "text", "--quote-words", "0").values()
    assert not is_held("President Ola Kerr", data)
