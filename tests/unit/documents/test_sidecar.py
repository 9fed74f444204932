from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.documents.files import mail, where

from detente.documents import load, load_all, load_each
from detente.documents.sidecar import sidecars_among
from detente.errors import DocumentError, MissingDocumentError

FULL = (
    'title = "Talks stall"\npublisher = "The Courier"\npublished = 2025-04-24\n'
    'url = "https://courier.example/talks"\nreliability = "B"\n'
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("The talks stalled.", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["report.txt.toml", "report.toml"])
def test_a_sidecar_says_where_a_report_comes_from(report: Path, name: str) -> None:
    report.with_name(name).write_text(FULL, encoding="utf-8")
    document = load(report)
    assert (document.title, document.publisher) == ("Talks stall", "The Courier")
    assert (document.published_on, document.reliability) == (date(2025, 4, 24), "B")
    assert document.url == "https://courier.example/talks"


def test_the_sidecar_with_the_full_name_comes_first(report: Path) -> None:
    report.with_name("report.toml").write_text('publisher = "Any"', encoding="utf-8")
    report.with_name("report.txt.toml").write_text('publisher = "This one"', encoding="utf-8")
    assert load(report).publisher == "This one"


def test_a_sidecar_wins_over_the_header_field_by_field(report: Path) -> None:
    report.write_text("Title: Header\nPublisher: Header\n\nThe talks stalled.", encoding="utf-8")
    report.with_name("report.toml").write_text('publisher = "Sidecar"', encoding="utf-8")
    document = load(report)
    assert (document.title, document.publisher) == ("Header", "Sidecar")


@pytest.mark.parametrize(
    "published", ["2025-04-24T10:00:00Z", '"2025-04-24"', '"2025-04-24T10:00:00Z"', "2025-04-24 10:00:00"]
)
def test_a_day_may_be_a_toml_date_or_a_text(report: Path, published: str) -> None:
    report.with_name("report.toml").write_text(f"published = {published}", encoding="utf-8")
    assert load(report).published_on == date(2025, 4, 24)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('title = "a"\ncredibility = 1\n', "line 2: unknown field 'credibility'"),
        ('[[party]]\nid = "a"\n', "line 1: unknown field 'party'"),
        ("title = \n", "not valid TOML.*line 1"),
        ('title = "a"\ntitle = "b"\n', "not valid TOML"),
        ("title = 3\n", "line 1: title must be a text"),
        ('\n\npublished = "24 April 2025"\n', "line 3: published '24 April 2025' is not a day"),
        ("published = 10:00:00\n", "is not a day"),
        ('reliability = "G"\n', "line 1: reliability 'G' is not a grade: it is one of A, B"),
        ('reliability = "a"\n', "is not a grade"),
        ("reliability = ['A']\n", "is not a grade"),
        ('url = "javascript:alert(1)"\n', "not an http or https address"),
        ("title = " + "[" * 5000, "report.toml"),
        ("#" * 70_000, "limit is 65,536"),
    ],
)
def test_a_wrong_sidecar_is_refused_with_its_place(report: Path, text: str, problem: str) -> None:
    report.with_name("report.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=problem) as caught:
        load(report)
    assert "report.toml" in str(caught.value)


def test_a_sidecar_in_another_encoding_is_refused(report: Path) -> None:
    report.with_name("report.toml").write_bytes(b'title = "caf\xe9"')
    with pytest.raises(DocumentError, match="not UTF-8"):
        load(report)


def test_a_sidecar_that_is_a_link_is_not_followed(report: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text('reliability = "A"', encoding="utf-8")
    report.with_name("report.toml").symlink_to(elsewhere)
    with pytest.raises(DocumentError, match="not a plain file"):
        load(report)


def test_author_language_and_last_change_are_stated_too_and_each_field_says_where(report: Path) -> None:
    report.with_name("report.toml").write_text(
        FULL + 'author = "Ana Lopez"\nlanguage = "English"\nupdated = 2025-04-26\n', encoding="utf-8"
    )
    document = load(report)
    assert (document.author, document.language, document.updated_on) == ("Ana Lopez", "en", date(2025, 4, 26))
    fields = ["title", "publisher", "published_on", "updated_on", "url", "author", "reliability", "language"]
    assert where(document) == dict.fromkeys(fields, "sidecar report.toml")


def test_the_language_a_sidecar_states_is_believed(report: Path) -> None:
    report.write_text(
        "Le président a déclaré jeudi que son gouvernement ne signerait pas l'accord.", encoding="utf-8"
    )
    with pytest.raises(DocumentError, match="written in French"):
        load(report)
    report.with_name("report.toml").write_text('language = "en"', encoding="utf-8")
    assert any("its words look like French: read as English" in warning for warning in load(report).warnings)
    report.write_text("The envoy said that the talks have been held.", encoding="utf-8")
    report.with_name("report.toml").write_text('language = "fr"', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"written in French \(fr, by the sidecar report\.toml\)"):
        load(report)


@pytest.mark.parametrize(
    ("line", "problem"),
    [('language = "klingon"', "language 'klingon' is not known"), ("updated = 3", "updated 3 is not a day")],
)
def test_what_is_wrong_with_the_new_fields_is_refused(report: Path, line: str, problem: str) -> None:
    report.with_name("report.toml").write_text(line, encoding="utf-8")
    with pytest.raises(DocumentError, match=f"line 1: {problem}"):
        load(report)


def test_the_sidecar_of_a_file_of_several_holds_for_each_of_them(tmp_path: Path) -> None:
    table = tmp_path / "reports.csv"
    table.write_text("text,publisher,title\nOne.,Wire,A\nTwo.,Courier,B\n", encoding="utf-8")
    sidecar = tmp_path / "reports.csv.toml"
    sidecar.write_text('publisher = "The Archive"\nreliability = "B"', encoding="utf-8")
    documents, _ = load_all([table])
    assert [(one.publisher, one.reliability, one.title) for one in documents] == [
        ("The Archive", "B", "A"),
        ("The Archive", "B", "B"),
    ]
    sidecar.write_text('reliability = "B"\npublished = 2025-04-24', encoding="utf-8")
    with pytest.raises(
        DocumentError, match="line 2: published cannot hold for each document of a file of several"
    ):
        load_all([table])


def test_the_sidecar_of_a_mail_grades_its_attachments_and_dates_the_message_alone(tmp_path: Path) -> None:
    message = mail("The envoy said no.")
    message.add_attachment(b"The notes.", maintype="text", subtype="plain", filename="notes.txt")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    (tmp_path / "a.toml").write_text(FULL, encoding="utf-8")
    (one, two), _ = load_all([tmp_path / "a.eml"])
    assert (one.title, one.reliability, one.published_on) == ("Talks stall", "B", date(2025, 4, 24))
    assert (two.title, two.reliability, two.published_on) == (None, "B", None)


def test_sidecars_that_are_named_are_read_with_their_documents(tmp_path: Path) -> None:
    for name in ("one.txt", "two.md"):
        (tmp_path / name).write_text(f"Talks resume, said {name}.", encoding="utf-8")
    for name in ("one.txt.toml", "two.toml"):
        (tmp_path / name).write_text('publisher = "The Courier"', encoding="utf-8")
    named = [str(path) for path in sorted(tmp_path.iterdir())]
    documents, failures = load_all(named)
    assert [document.publisher for document in documents] == ["The Courier"] * 2
    assert failures == []
    assert [type(one).__name__ for one in load_each(named)] == ["Loaded", "Loaded"]
    assert sidecars_among(named) == {
        str(tmp_path / "one.txt.toml"): str(tmp_path / "one.txt"),
        str(tmp_path / "two.toml"): str(tmp_path / "two.md"),
    }


def test_a_sidecar_alone_names_no_document(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Talks resume.", encoding="utf-8")
    (tmp_path / "one.txt.toml").write_text('publisher = "The Courier"', encoding="utf-8")
    with pytest.raises(MissingDocumentError, match=r"one\.txt\.toml' is the sidecar of '.*one\.txt'"):
        load_all([tmp_path / "one.txt.toml"])


def test_another_toml_file_is_no_sidecar(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Talks resume.", encoding="utf-8")
    for name in ("actors.toml", "one.toml", "one.txt.toml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    # The longer name comes first, so the shorter one is the sidecar of nothing.
    assert list(sidecars_among(map(str, tmp_path.iterdir()))) == [str(tmp_path / "one.txt.toml")]
    with pytest.raises(DocumentError, match=r"files ending in \.toml are not read"):
        load_all([tmp_path / "one.txt", tmp_path / "actors.toml"])
