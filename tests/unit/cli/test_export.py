"""``detente export`` and ``detente import``."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.record.exports.rulings import chain, ruling, rulings_on
from tests.unit.record.exports.told import is_held, told
from tests.unit.record.sample import sample
from typer.testing import CliRunner, Result

from detente.cli import app
from detente.cli.targets import folder_targets
from detente.errors import OutputError
from detente.record.exports.export import export_of
from detente.record.exports.formats import FORMATS
from detente.record.exports.interchange import to_jsonl
from detente.record.store import Store


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a record with rulings."""
    record = sample()
    path = tmp_path_factory.mktemp("kept") / "record.sqlite"
    with Store.open(str(path)) as store:
        store.add(record)
        for ruling in rulings_on(record)[:2]:
            store.rule(
                ruling.kind,
                ruling.record,
                by=ruling.by,
                because=ruling.because,
                change=ruling.change,
                ruled_at=ruling.ruled_at,
            )
    return path


@pytest.fixture
def kept(original: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copy(original, tmp_path / "record.sqlite"))


@pytest.fixture
def exchanged(tmp_path: Path) -> Path:
    """A file for exchange, with sources, notes and rulings."""
    path = tmp_path / "given.jsonl"
    export = told()
    text = "".join(f"{line}\n" for line in to_jsonl(export.record, export.rulings))
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


class TestExport:
    @pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if not form.is_folder])
    def test_writes_one_file(self, name: str, kept: Path, tmp_path: Path) -> None:
        done = run("export", "--format", name, "-o", tmp_path / "out", kept)
        assert (done.exit_code, done.stdout) == (0, "")
        assert (tmp_path / "out").stat().st_size > 100
        first = (tmp_path / "out").read_bytes()
        assert run("export", "--format", name, "-o", tmp_path / "out", "--force", kept).exit_code == 0
        assert (tmp_path / "out").read_bytes() == first

    def test_writes_tables_into_a_folder(self, kept: Path, tmp_path: Path) -> None:
        assert run("export", "--format", "csv", "-o", tmp_path / "tables", kept).exit_code == 0
        descriptor = json.loads((tmp_path / "tables" / "datapackage.json").read_text(encoding="utf-8"))
        written = {path.name for path in (tmp_path / "tables").iterdir()}
        assert written == {"datapackage.json", *(part["path"] for part in descriptor["resources"])}
        for part in descriptor["resources"]:
            assert (tmp_path / "tables" / part["path"]).stat().st_size == part["bytes"]

    def test_reads_reports_that_are_given(self, tmp_path: Path) -> None:
        report = tmp_path / "a.txt"
        report.write_text("Northland rejected the draft on Monday, its president said.", encoding="utf-8")
        done = run("export", "--reader", "rules", "-o", tmp_path / "out.jsonl", report)
        assert done.exit_code == 0, done.output
        head = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])
        assert head["counts"]["document"] == 1

    def test_takes_out_what_it_is_told_to(self, exchanged: Path, tmp_path: Path) -> None:
        chosen = ["--redact", "sources", "--redact", "notes", "--redact", "unnamed", "--remove", "corridor"]
        done = run("export", *chosen, "-o", tmp_path / "out.jsonl", exchanged)
        assert done.exit_code == 0, done.output
        data = (tmp_path / "out.jsonl").read_bytes()
        for words in ("Southern Herald", "Ines Varga", "zephyr", "Mara Quill", "senior envoy", "corridor"):
            assert not is_held(words, data)
        assert run("import", "--check", tmp_path / "out.jsonl").exit_code == 0

    @pytest.mark.parametrize("name", ["web-annotation", "timeline", "jsonl"])
    def test_a_speaker_named_by_a_ruling_stays_unnamed(self, name: str, tmp_path: Path) -> None:
        export = told()
        said = export.record.statements[-1]
        named = chain([ruling("correct", said.id, "found out", '{"speaker":"actor:ada-brandt"}')])
        file = tmp_path / "given.jsonl"
        lines = to_jsonl(replace(export.record, failures=()), named)
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        for number, chosen in enumerate(([], ["--redact", "unnamed"])):
            out = tmp_path / f"{number}.out"
            assert run("export", "--format", name, *chosen, "-o", out, file).exit_code == 0
        before, after = ((tmp_path / f"{number}.out").read_text(encoding="utf-8") for number in (0, 1))
        assert "found out" not in after
        if name == "web-annotation":
            assert "Ada Brandt to Southmark" not in after
            assert "Ada Brandt to Southmark: REJECT" in before

    def test_withholds_the_reports(self, exchanged: Path, tmp_path: Path) -> None:
        done = run("export", "--redact", "text", "-o", tmp_path / "out.jsonl", exchanged)
        assert done.exit_code == 0
        assert not is_held("was in the room", (tmp_path / "out.jsonl").read_bytes())
        assert is_held("was in the room", exchanged.read_bytes())

    def test_writes_nothing_over_unasked(self, kept: Path, tmp_path: Path) -> None:
        (tmp_path / "out").write_text("before", encoding="utf-8")
        done = run("export", "-o", tmp_path / "out", kept)
        assert (done.exit_code, "it exists; give --force to replace it" in done.stderr) == (2, True)
        assert (tmp_path / "out").read_text(encoding="utf-8") == "before"
        (tmp_path / "tables").mkdir()
        (tmp_path / "tables" / "events.csv").write_text("before", encoding="utf-8")
        done = run("export", "--format", "csv", "-o", tmp_path / "tables", kept)
        assert done.exit_code == 2
        assert [path.name for path in (tmp_path / "tables").iterdir()] == ["events.csv"]
        assert run("export", "--format", "csv", "--force", "-o", tmp_path / "tables", kept).exit_code == 0

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--format", "xlsx", "-o", "out"], "no format 'xlsx'"),
            (["--format", "jsonl", "--raw", "-o", "out"], "--raw is for tables"),
            ([], "say with --output"),
            (
                ["--redact", "names", "-o", "out"],
                "--redact names is not one of sources, notes, unnamed, text",
            ),
            (["--remove", "—", "-o", "out"], "cannot be cut out"),
            (["-o", "no/such/out"], "there is no folder"),
        ],
    )
    def test_says_what_is_wrong(
        self,
        arguments: list[str],
        said: str,
        kept: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.chdir(tmp_path)
        done = run("export", *arguments, kept)
        assert done.exit_code == 2
        assert said in re.sub(r"[│\s]+", " ", done.stderr)
        assert not (tmp_path / "out").exists()

    def test_does_not_write_over_what_it_reads(self, kept: Path, tmp_path: Path) -> None:
        given = kept.rename(tmp_path / "events.csv")
        done = run("export", "--format", "csv", "--force", "-o", tmp_path, given)
        assert (done.exit_code, "it is also an input" in done.stderr) == (2, True)

    def test_a_record_goes_alone(self, kept: Path, exchanged: Path, tmp_path: Path) -> None:
        done = run("export", "-o", tmp_path / "out", exchanged, kept)
        assert (done.exit_code, "is exported by itself" in done.stderr) == (2, True)


class TestImport:
    def test_gives_the_same_record_and_rulings(self, kept: Path, tmp_path: Path) -> None:
        run("export", "-o", tmp_path / "out.jsonl", kept)
        done = run("import", tmp_path / "out.jsonl", "--store", tmp_path / "new.sqlite")
        assert done.exit_code == 0, done.output
        with Store.open(str(kept)) as old, Store.open(str(tmp_path / "new.sqlite")) as new:
            assert new.load() == old.load()
            assert new.as_read() == old.as_read()
            assert new.rulings() == old.rulings()
        run("export", "-o", tmp_path / "again.jsonl", tmp_path / "new.sqlite")
        assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()

    def test_into_a_process_folder_misses_no_originals(self, kept: Path, tmp_path: Path) -> None:
        run("export", "-o", tmp_path / "out.jsonl", kept)
        folder = tmp_path / "process"
        assert run("init", folder).exit_code == 0
        assert run("import", tmp_path / "out.jsonl", "--process", folder).exit_code == 0
        done = run("verify", "--process", folder)
        assert (done.exit_code, "2 documents, 2 rulings" in done.stdout) == (0, True), done.output
        (folder / "documents" / "without-original.txt").unlink()
        assert run("verify", "--process", folder).exit_code == 2

    def test_may_be_done_again(self, kept: Path, tmp_path: Path) -> None:
        run("export", "-o", tmp_path / "out.jsonl", kept)
        done = run("import", tmp_path / "out.jsonl", "--store", kept)
        assert "added 0 of 2 documents, 11 items, and 0 of 2 rulings" in done.stderr

    def test_puts_rulings_behind_those_there(self, kept: Path, tmp_path: Path) -> None:
        run("export", "-o", tmp_path / "out.jsonl", kept)
        other = tmp_path / "other.sqlite"
        with Store.open(str(other)) as store:
            store.add(sample())
            store.rule("note", sample().events[0].id, by="somebody", because="first here")
        assert run("import", tmp_path / "out.jsonl", "--store", other).exit_code == 0
        with Store.open(str(other)) as store:
            assert [ruling.kind for ruling in store.rulings()] == ["note", "accept", "grade"]
            store.verify()

    def test_writes_nothing_when_a_line_is_bad(self, kept: Path, tmp_path: Path) -> None:
        run("export", "-o", tmp_path / "out.jsonl", kept)
        text = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
        (tmp_path / "out.jsonl").write_text(text.replace('"direct"', '"shouted"', 1), encoding="utf-8")
        done = run("import", tmp_path / "out.jsonl", "--store", tmp_path / "new.sqlite")
        assert done.exit_code == 2
        assert re.search(r"out\.jsonl', line \d+: statement\.mode must be one of", done.stderr)
        assert not (tmp_path / "new.sqlite").exists()

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"\xff\xfe", "is not UTF-8"),
            (b"", "line 1: there is none"),
            (b"Talks resume.", "line 1: it must"),
        ],
    )
    def test_refuses_other_files(self, data: bytes, said: str, tmp_path: Path) -> None:
        (tmp_path / "odd").write_bytes(data)
        done = run("import", "--check", tmp_path / "odd")
        assert (done.exit_code, said in done.stderr) == (2, True)

    def test_says_that_a_file_is_not_there(self, tmp_path: Path) -> None:
        assert "No such file" in run("import", "--check", tmp_path / "absent").stderr


class TestPlaces:
    def test_no_word_of_a_record_becomes_a_path(self, shared: Path, tmp_path: Path) -> None:
        listed = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
        hostile = [item["input"] for item in listed if item["cls"] == "path"]
        assert len(hostile) >= 10
        record = sample()
        for words in hostile:
            documents = tuple(
                replace(document, path=words, title=words, publisher=words, part=words)
                for document in record.documents
            )
            actors = tuple(replace(actor, name=words, role=words) for actor in record.actors)
            export = export_of(replace(record, documents=documents, actors=actors))
            for name, form in FORMATS.items():
                assert list(form.write(export, False)) == list(form.write(export_of(record), False)), name

    def test_import_reads_no_path_that_a_record_states(self, shared: Path, tmp_path: Path) -> None:
        record = sample()
        documents = tuple(replace(one, path="../../etc/passwd") for one in record.documents)
        file = tmp_path / "x.jsonl"
        lines = to_jsonl(replace(record, documents=documents))
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        (tmp_path / "here").mkdir()
        done = run("import", file, "--store", tmp_path / "here" / "r.sqlite")
        assert done.exit_code == 0, done.output
        assert all(path.name.startswith("r.sqlite") for path in (tmp_path / "here").iterdir())
        assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "x.jsonl"]

    @pytest.mark.parametrize(
        "name", ["../out.csv", "/etc/passwd", "a/b.csv", "", "..", "NUL:", "x\x00.csv", ".x"]
    )
    def test_odd_names_are_refused(self, name: str, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="it is no plain file name"):
            folder_targets(tmp_path / "out", [name], force=True)
        assert not (tmp_path / "out").exists()

    def test_links_are_not_followed(self, kept: Path, tmp_path: Path) -> None:
        aim = tmp_path / "aim"
        aim.write_text("before", encoding="utf-8")
        (tmp_path / "link").symlink_to(aim)
        done = run("export", "--force", "-o", tmp_path / "link", kept)
        assert (done.exit_code, "links are not followed" in done.stderr) == (2, True)
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "events.csv").symlink_to(aim)
        assert run("export", "--format", "csv", "--force", "-o", tmp_path / "folder", kept).exit_code == 2
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "to").symlink_to(tmp_path / "elsewhere")
        assert run("export", "--format", "csv", "--force", "-o", tmp_path / "to", kept).exit_code == 2
        assert aim.read_text(encoding="utf-8") == "before"
        assert list((tmp_path / "elsewhere").iterdir()) == []
