from __future__ import annotations

from detente.documents.document import Document
from detente.record.transcripts import turns

INTERVIEW = """Transcript of the evening briefing

MINISTER KERR: We will not sign while our towns burn. That has not changed.

It has been said before, and it is said again.

Q    And if the guns fall silent?

MINISTER KERR: Then we talk. Ask me then.

Q    Thank you.
"""


def _document(text: str) -> Document:
    return Document(id="doc:t", path="t.txt", text=text, sha256="")


def test_turns_have_their_labels_and_go_on_over_paragraphs() -> None:
    found = turns(_document(INTERVIEW))
    assert [sorted(turn.label) for turn in found] == [
        ["kerr", "minister"],
        ["q"],
        ["kerr", "minister"],
        ["q"],
    ]
    assert " ".join(found[0].words.words).endswith("it is said again")
    assert "guns" in found[1].words.words


def test_report_is_no_transcript() -> None:
    report = "Kerr left early.\n\n" * 6 + "Brandt: no word yet.\n\nKerr: none either.\n"
    assert turns(_document(report)) == ()


def test_report_with_a_short_dialogue_is_no_transcript() -> None:
    dialogue = "Brandt: no word yet.\n\nKerr: none either.\n\n" * 3
    assert len(turns(_document("Kerr left early.\n\n" * 40 + dialogue))) == 0
    assert len(turns(_document("Kerr left early.\n\n" * 3 + dialogue))) == 6


def test_list_of_different_things_is_no_transcript() -> None:
    items = "\n\n".join(
        f"Point {number}: something is said here." for number in ("One", "Two", "Three", "Four", "Five")
    )
    assert turns(_document(items)) == ()


def test_header_is_not_looked_at() -> None:
    header = "Title: a\nTitle: b\nTitle: c\nTitle: d\n\n"
    assert turns(Document(id="d", path="d", text=header + "No.", sha256="", body_start=len(header))) == ()
