from __future__ import annotations

import pytest
from tests.unit.record.ruling.anchor_cases import CASES, Case
from tests.unit.record.sample import document, sample

from detente.documents.document import Document
from detente.errors import PassageError
from detente.record.ruling.anchors import Orphaned, Refound, refind
from detente.record.values import Passage


def marked(text: str, path: str) -> tuple[Document, tuple[int, int] | None]:
    """Return a document and the place that is marked in its text, if one is."""
    start, end = text.find("⟦"), text.find("⟧") - 1
    found = document(text.replace("⟦", "").replace("⟧", ""), path=path, publisher=None, published_on=None)
    return found, None if start < 0 else (start, end)


@pytest.mark.parametrize("case", CASES, ids=[case.change for case in CASES])
def test_passage_is_found_where_it_is_or_orphaned(case: Case) -> None:
    before, place = marked(case.before, "old.txt")
    after, expected = marked(case.after, "new.txt")
    assert place is not None
    start, end = place
    passage = Passage(document=before.id, start=start, end=end, text=before.text[start:end])
    found = refind(passage, before, after)
    if expected is None:
        assert isinstance(found, Orphaned), f"found at {found.passage.start}"
        assert found.passage == passage
        assert found.reason
    else:
        assert isinstance(found, Refound), found.reason
        assert (found.passage.start, found.passage.end) == expected
        assert found.passage.text == passage.text == after.text[expected[0] : expected[1]]
        assert found.passage.document == after.id


def test_there_are_cases_of_both_kinds() -> None:
    n_found = sum("⟦" in case.after for case in CASES)
    assert len(CASES) >= 50
    assert len({case.change for case in CASES}) == len(CASES)
    assert n_found >= 20
    assert len(CASES) - n_found >= 20


def test_every_passage_is_where_it_was_when_a_document_is_read_again() -> None:
    record = sample()
    documents = {one.id: one for one in record.documents}
    for item in record.items():
        before = documents[item.passage.document]
        assert refind(item.passage, before, before) == Refound(passage=item.passage, how="same text")


def test_header_is_not_part_of_the_first_sentence() -> None:
    texts = ("Source: Courier\nKerr will sign.", "Source: Herald\nKerr will sign.")
    before, after = (
        Document(id=f"doc:{text.index('K')}", path="-", text=text, sha256="", body_start=text.index("K"))
        for text in texts
    )
    start = before.body_start
    passage = Passage(document=before.id, start=start, end=start + 9, text="Kerr will")
    found = refind(passage, before, after)
    assert isinstance(found, Refound)
    assert found.passage.start == after.body_start


def test_words_that_stand_everywhere_mark_no_place() -> None:
    before = Document(id="doc:1", path="-", text="so " * 30_000 + "it is", sha256="")
    after = Document(id="doc:2", path="-", text="Rain fell. " + before.text, sha256="")
    found = refind(Passage(document="doc:1", start=0, end=2, text="so"), before, after)
    assert isinstance(found, Orphaned)
    assert found.reason == "its words stand in more than 1000 places"
    end = len(before.text)
    found = refind(Passage(document="doc:1", start=end - 5, end=end, text="it is"), before, after)
    assert isinstance(found, Refound)
    assert found.passage.end == len(after.text)


@pytest.mark.parametrize(
    "passage",
    [
        Passage(document="doc:other", start=0, end=4, text="Kerr"),
        Passage(document="doc:1", start=1, end=5, text="Kerr"),
        Passage(document="doc:1", start=2, end=2, text=""),
    ],
)
def test_passage_of_another_document_is_refused(passage: Passage) -> None:
    before = Document(id="doc:1", path="old.txt", text="Kerr left.", sha256="")
    with pytest.raises(PassageError, match=r"is not a passage of 'old\.txt'"):
        refind(passage, before, before)
