from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest
from tests.unit.documents.files import ENVOY, LATER, mail, parts, pdf, where

from detente.documents import load
from detente.documents import mail as mail_module
from detente.errors import DocumentError


def attached(
    message: EmailMessage, name: str, content: bytes, kind: str = "application/octet-stream"
) -> EmailMessage:
    maintype, _, subtype = kind.partition("/")
    message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return message


def test_the_message_is_a_document_with_what_its_headers_state() -> None:
    raw = mail(
        ENVOY,
        Subject="Talks – an update",
        Date="Thu, 24 Apr 2025 23:30:00 -0500",
        Organization="The Mission",
        Archived_At="<https://lists.example/1>",
        Content_Language="en",
    ).as_bytes()
    (loaded,), reasons = parts(raw, "a.eml")
    document = loaded.document
    assert reasons == []
    assert (document.text.strip(), document.title, document.part) == (ENVOY, "Talks – an update", "")
    assert (document.author, document.publisher) == ("Press Office", "The Mission")
    assert (document.published_on, document.url) == (date(2025, 4, 24), "https://lists.example/1")
    assert document.media_type == "message/rfc822"
    assert loaded.raw == raw
    assert where(document)["author"] == "mail header From"
    assert where(document)["published_on"] == "mail header Date"


def test_a_mark_that_an_editor_put_before_the_headers_is_no_part_of_them() -> None:
    raw = b"\xef\xbb\xbf" + mail(ENVOY, Subject="Talks", Date="Thu, 24 Apr 2025 23:30:00 -0500").as_bytes()
    (loaded,), reasons = parts(raw, "a.eml")
    assert (reasons, loaded.document.title, loaded.raw) == ([], "Talks", raw)


def test_the_plain_text_wins_over_the_page_and_a_page_alone_is_read() -> None:
    both = mail(ENVOY, Subject="x")
    both.add_alternative("<p>Another text</p>", subtype="html")
    assert load(both.as_bytes(), path="a.eml").text.strip() == ENVOY
    page = mail(None, Subject="x")
    page.set_content(f"<html><body><p>{ENVOY}</p><p>He left.</p></body></html>", subtype="html")
    assert load(page.as_bytes(), path="a.eml").text == f"{ENVOY}\n\nHe left."


def test_what_a_mail_quotes_of_earlier_mails_is_left_out_with_a_warning() -> None:
    text = f"{ENVOY}\n\nOn Wed, 23 Apr 2025, Jonas Field wrote:\n> {LATER}\n"
    document = load(mail(text).as_bytes(), path="a.eml")
    assert document.text.strip() == ENVOY
    assert any(one.startswith("26 words of earlier mails left out") for one in document.warnings)


@pytest.mark.parametrize(
    ("quoted", "is_left_out"),
    [
        (f"<blockquote type='cite'><p>{LATER}</p></blockquote>", True),
        (f"<blockquote class='gmail_quote'><div>{LATER}</div></blockquote>", True),
        (f"<blockquote cite='mid:1@x.example'>{LATER}</blockquote>", True),
        (f"<p><b>From:</b> X<br><b>Sent:</b> Monday<br><b>Subject:</b> y</p><p>{LATER}</p>", True),
        (f"<blockquote>{LATER}</blockquote>", False),
    ],
)
def test_quoted_mails_in_a_page_are_told_from_other_quotations(quoted: str, is_left_out: bool) -> None:
    page = mail(None, Subject="x")
    page.set_content(f"<p>{ENVOY}</p><p>On Monday, X wrote:</p>{quoted}", subtype="html")
    document = load(page.as_bytes(), path="a.eml")
    assert document.text.startswith(ENVOY)
    assert (LATER not in document.text) is is_left_out
    assert any("words of earlier mails left out" in one for one in document.warnings) is is_left_out


def test_a_mail_without_words_of_its_own_is_told_and_its_attachments_are_read() -> None:
    message = attached(mail(f"> {LATER}\n"), "talks.pdf", pdf([[ENVOY]]))
    (loaded,), reasons = parts(message.as_bytes(), "a.eml")
    assert loaded.document.part == "attachment talks.pdf"
    assert "the mail has no words of its own, only 18 of earlier mails" in reasons[0]


def test_attachments_that_are_read_are_documents_and_others_are_named() -> None:
    message = mail(LATER, Subject="Notes", Date="Thu, 24 Apr 2025 10:00:00 +0000")
    attached(message, "../../etc/notes.txt", f"Title: N\nPublisher: P\n\n{ENVOY}".encode())
    attached(message, "talks.pdf", pdf([[ENVOY]]))
    attached(message, "table.csv", f'text\n"{ENVOY}"\n"{LATER}"\n'.encode(), "text/csv")
    attached(message, "photo.jpg", b"\xff\xd8\xff", "image/jpeg")
    loaded, reasons = parts(message.as_bytes(), "a.eml")
    documents = [item.document for item in loaded]
    assert [document.part for document in documents] == [
        "",
        "attachment notes.txt",
        "attachment talks.pdf",
        "attachment table.csv, row 2",
        "attachment table.csv, row 3",
    ]
    assert reasons == []
    assert "attachment photo.jpg left out: files of its kind are not read" in documents[0].warnings
    assert (documents[1].title, documents[1].published_on) == ("N", None)
    assert loaded[2].raw == pdf([[ENVOY]])


def test_a_bad_attachment_fails_alone() -> None:
    message = attached(mail(LATER), "empty.txt", b" ")
    loaded, reasons = parts(message.as_bytes(), "a.eml")
    assert len(loaded) == 1
    assert "a.eml', attachment empty.txt is empty" in reasons[0]


def test_a_mail_in_a_mail_is_opened_and_no_deeper_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    outer = mail(LATER, Subject="Outer")
    outer.add_attachment(mail(ENVOY, Subject="Inner"))
    loaded, _ = parts(outer.as_bytes(), "a.eml")
    assert [(item.document.title, item.document.part) for item in loaded] == [
        ("Outer", ""),
        ("Inner", "attachment 1 (a mail)"),
    ]
    assert loaded[1].document.text.strip() == ENVOY
    monkeypatch.setattr(mail_module, "MAX_DEPTH", 1)
    (only,), _ = parts(outer.as_bytes(), "a.eml")
    assert any("opened in mails no deeper" in warning for warning in only.document.warnings)


def test_a_mail_that_only_carries_a_document_gives_that_document() -> None:
    document = load(attached(mail(None), "talks.pdf", pdf([[ENVOY]])).as_bytes(), path="a.eml")
    assert document.part == "attachment talks.pdf"


def test_the_declared_character_set_is_used_and_an_unknown_one_is_no_end() -> None:
    head = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=%s\n\n"
    text = "The envoy said that the talks with the minister Müller have ended at the café in the capital."
    raw = head.replace(b"%s", b"windows-1252") + text.encode("cp1252")
    assert load(raw, path="a.eml").text == text
    assert load(head.replace(b"%s", b"no-such") + text.encode(), path="a.eml").text == text


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "none of a mail's headers"),
        (b"The talks stalled.", "none of a mail's headers"),
        (b"From: a@b.example\nSubject: x\n\n", "no text and no attachment"),
        (
            b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?=\n " * 20_000 + b"\n\nText",
            "longer than 32,000 bytes",
        ),
        (attached(mail(None), "a.jpg", b"\xff\xd8").as_bytes(), "no text and no attachment"),
        (
            mail("Der Präsident sagte am Donnerstag, seine Regierung werde nicht unterzeichnen.").as_bytes(),
            "German",
        ),
    ],
)
def test_what_is_no_mail_to_read_is_refused(raw: bytes, problem: str) -> None:
    with pytest.raises(DocumentError, match=problem):
        load(raw, path="a.eml")


def test_broken_headers_are_left_out_with_a_warning() -> None:
    raw = b"From: =?utf-8?q?=ff?= <@@>\nDate: sometime\nSubject: =?x?b?!!?=\n\n" + LATER.encode()
    document = load(raw, path="a.eml")
    assert document.published_on is None
    assert any("mail header Date ignored: 'sometime' is not a day" in w for w in document.warnings)
