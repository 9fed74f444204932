from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from detente.documents.document import Document
from detente.errors import ReadingError
from detente.reading import read, readers
from detente.reading.proposed import Proposed, Together
from detente.reading.readers import BUILT_IN, READER_GROUP, GroupReader, load_reader, reader_names
from detente.reading.rules import RulesReader
from detente.record.values import Actor, Mention, Passage, Span, Statement

ROOT = Path(__file__).resolve().parents[3]
FIRST = Document(id="doc:a", path="a.txt", text="Ada Brandt said no. She left.", sha256="0" * 64)
SECOND = Document(id="doc:b", path="b.txt", text="Later Ada Brandt said yes.", sha256="1" * 64)


class Finder:
    """Proposes one statement for each report in which Ada Brandt says something."""

    name = "finder"
    description = "finder 1.0"

    def read(self, document: Document) -> Proposed:
        start = document.text.index("Ada Brandt")
        end = document.text.index(".", start)
        words = document.text[start:end]
        place = Passage(document=document.id, start=start, end=start + 10, text="Ada Brandt")
        actor = Actor(id="actor:ada-brandt", name="Ada Brandt", kind="person", mentions=(place,))
        statement = Statement(
            id="s1",
            passage=Passage(document=document.id, start=start, end=end, text=words),
            mode="indirect",
            channel="public",
            content=(Span(start=start + 16, end=end, text=words[16:]),),
            cue=Span(start=start + 11, end=start + 15, text="said"),
            speaker=Mention(start=start, end=start + 10, text="Ada Brandt", actor=actor.id),
        )
        return Proposed(actors=(actor,), statements=(statement,))


def offer(monkeypatch: pytest.MonkeyPatch, *points: tuple[str, str, str]) -> None:
    """Let packages offer readers: name, object and package."""

    packages = {value: package for _, value, package in points}

    class Point(EntryPoint):
        @property
        def dist(self) -> Any:  # type: ignore[override]
            return SimpleNamespace(name=packages[self.value])

    found = [Point(name, value, READER_GROUP) for name, value, _ in points]
    monkeypatch.setattr(readers, "entry_points", lambda **what: EntryPoints(found).select(**what))


class TestFinding:
    def test_the_package_declares_the_readers_it_comes_with(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert project["entry-points"][READER_GROUP] == BUILT_IN

    def test_rules_are_a_reader_of_many_documents(self) -> None:
        assert isinstance(load_reader("rules"), GroupReader)

    def test_finds_the_reader_of_another_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        offer(monkeypatch, ("mine", f"{__name__}:Finder", "other-package"))
        assert load_reader("mine").description == "finder 1.0"
        assert reader_names() == ("learned", "rules", "endpoint", "mine")

    def test_nobody_takes_the_name_of_a_reader_that_comes_with_detente(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        offer(monkeypatch, ("rules", "elsewhere:Reader", "other-package"))
        assert isinstance(load_reader("rules"), RulesReader)

    def test_two_packages_with_one_name_are_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        offer(monkeypatch, ("mine", "a:A", "first"), ("mine", "b:B", "second"))
        with pytest.raises(ReadingError, match="'mine' is offered by first, second: keep one"):
            load_reader("mine")

    def test_one_that_cannot_be_imported_says_whose_it_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        offer(monkeypatch, ("mine", "no_such_module_here:Reader", "other-package"))
        with pytest.raises(ReadingError, match=r"'mine' of other-package cannot be imported.*no_such_module"):
            load_reader("mine")

    def test_an_unknown_name_gets_the_nearest_and_all(self) -> None:
        with pytest.raises(ReadingError, match=r"did you mean 'endpoint'\?.*learned, rules, endpoint"):
            read([FIRST], reader="endpiont")

    @pytest.mark.parametrize("made", [Finder, object(), SimpleNamespace(name="x", description="y"), None])
    def test_what_is_no_reader_is_refused(self, made: Any) -> None:
        with pytest.raises(ReadingError, match="has a name, a description and a method"):
            read([FIRST], reader=made)

    @pytest.mark.parametrize("field", ["name", "description"])
    def test_a_reader_says_who_it_is(self, field: str) -> None:
        reader = Finder()
        setattr(reader, field, " ")
        with pytest.raises(ReadingError, match=f"has the {field} ' '"):
            read([FIRST], reader=reader)


class TestReadingByAnother:
    def test_its_records_stand_in_the_record_with_its_name(self) -> None:
        record = read([FIRST, SECOND], reader=Finder())
        assert record.reader == "finder 1.0"
        assert record.failures == ()
        assert [statement.content[0].text for statement in record.statements] == ["no", "yes"]
        assert all(statement.id.startswith("statement:") for statement in record.statements)

    def test_an_actor_of_two_documents_is_one(self) -> None:
        (actor,) = read([FIRST, SECOND], reader=Finder()).actors
        assert [mention.document for mention in actor.mentions] == ["doc:a", "doc:b"]

    @pytest.mark.parametrize(
        ("error", "reason"),
        [
            (ReadingError("too hard"), "too hard"),
            (KeyError("x"), "reader 'finder' failed with KeyError: 'x'"),
            (RecursionError("deep"), "reader 'finder' failed with RecursionError: deep"),
        ],
    )
    def test_one_document_it_fails_on_fails_alone(self, error: Exception, reason: str) -> None:
        class Moody(Finder):
            def read(self, document: Document) -> Proposed:
                if document is SECOND:
                    raise error
                return super().read(document)

        record = read([FIRST, SECOND], reader=Moody())
        assert record.documents == (FIRST,)
        assert [(failure.path, failure.reason) for failure in record.failures] == [("b.txt", reason)]

    def test_a_reader_that_fails_everywhere_is_an_error(self) -> None:
        class Broken(Finder):
            def read(self, document: Document) -> Proposed:
                raise ZeroDivisionError("at once")

        with pytest.raises(ReadingError, match=r"none of the 2.*ZeroDivisionError: at once"):
            read([FIRST, SECOND], reader=Broken())

    def test_an_interruption_is_none_of_its_failures(self) -> None:
        class Interrupted(Finder):
            def read(self, document: Document) -> Proposed:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            read([FIRST, SECOND], reader=Interrupted())

    def test_what_is_not_proposed_records_fails_the_document(self) -> None:
        class Loose(Finder):
            def read(self, document: Document) -> Any:
                return {"statements": []} if document is FIRST else super().read(document)

        record = read([FIRST, SECOND], reader=Loose())
        assert record.failures[0].reason == "reader 'finder' gave dict: it must return Proposed"

    def test_what_it_leaves_out_is_listed(self) -> None:
        class Careful(Finder):
            def read(self, document: Document) -> Proposed:
                return Proposed(left_out=("a statement: the speaker is not clear",))

        (failure,) = read([FIRST], reader=Careful()).failures
        assert failure.path == "a.txt"
        assert failure.reason == "reader 'finder' left out: a statement: the speaker is not clear"

    def test_progress_counts_documents(self) -> None:
        seen: list[tuple[int, int]] = []
        read([FIRST, SECOND], reader=Finder(), progress=lambda done, of: seen.append((done, of)))
        assert seen == [(1, 2), (2, 2)]

    def test_it_cannot_quote_one_report_from_another(self) -> None:
        class Mixing(Finder):
            def read(self, document: Document) -> Proposed:
                return super().read(FIRST if document is SECOND else SECOND)

        record = read([FIRST, SECOND], reader=Mixing())
        assert (record.statements, record.actors) == ((), ())
        assert [failure.path for failure in record.failures] == ["a.txt", "a.txt", "b.txt", "b.txt"]


class TestReadingTogether:
    def test_a_reader_of_many_cannot_bring_its_own_documents(self) -> None:
        class Bringing(Finder):
            def read_together(self, documents: Any, progress: Any = None) -> Together:
                return Together(documents=(*documents, SECOND), proposed=Proposed())

        with pytest.raises(ReadingError, match="gave other documents than it was given"):
            read([FIRST], reader=Bringing())

    def test_what_a_reader_of_many_invents_is_refused(self) -> None:
        class Inventing(Finder):
            def read_together(self, documents: Any, progress: Any = None) -> Together:
                found = self.read(SECOND)
                return Together(documents=tuple(documents), proposed=found)

        record = read([FIRST], reader=Inventing())
        assert record.statements == ()
        assert "points into document 'doc:b'" in record.failures[0].reason
