"""What the taggers see: every piece stands for words of the text, and names are not seen."""

from __future__ import annotations

from itertools import pairwise

from detente.documents.document import Document
from detente.reading.knowledge.world import load_world
from detente.reading.learned.wordpieces import CAPITAL, QUOTED, Wordpieces, load_tokenizer, split
from detente.reading.parse.parsed import Survey, survey
from detente.reading.parse.pipeline import load_pipeline

TEXT = (
    "Veldania’s president, Mara Ilic, told reporters in Orrin that “no one will sign this” before Monday.\n\n"
    "Anton Rusk, her rival, said the Korsenian army had shelled the harbour.\n"
)
SWAPPED = TEXT.replace("Veldania’s", "Korsenia’s").replace("Korsenian", "Veldanian")


def surveyed(text: str) -> Survey:
    document = Document(id="doc:1", path="-", text=text, sha256="")
    return survey(document, load_pipeline(), load_world())


def pieces(text: str, *, with_names: bool = True) -> Wordpieces:
    found = surveyed(text)
    names = found.names if with_names else ()
    return split(text, found.paragraphs, names, found.quotations, load_tokenizer())


def test_pieces_stand_for_the_words_of_the_text_in_order() -> None:
    found = pieces(TEXT)
    assert len(found) == len(found.ids) == len(found.traits) == len(found.starts) == len(found.ends)
    for before, after in pairwise(zip(found.starts.tolist(), found.ends.tolist(), strict=True)):
        assert before[0] <= after[0]
    shown = {TEXT[s:e] for s, e in zip(found.starts.tolist(), found.ends.tolist(), strict=True) if e > s}
    assert {"Mara Ilic", "Anton Rusk", "told", "harbour"} <= shown


def test_exchanged_names_give_the_same_pieces() -> None:
    left, right = pieces(TEXT), pieces(SWAPPED)
    assert left.ids.tolist() == right.ids.tolist()
    assert left.traits.tolist() == right.traits.tolist()


def test_without_names_to_replace_the_words_are_as_printed() -> None:
    assert pieces(TEXT, with_names=False).ids.tolist() != pieces(TEXT).ids.tolist()


def test_traits_tell_capitals_and_quotations() -> None:
    found = pieces(TEXT)
    rows = list(zip(found.starts.tolist(), found.ends.tolist(), found.traits.tolist(), strict=True))
    by_word = {TEXT[s:e]: trait for s, e, trait in rows if e > s}
    assert by_word["told"] == 0
    assert by_word["Mara Ilic"] & CAPITAL
    assert by_word["sign"] & QUOTED
    assert not by_word["before"] & QUOTED


def test_pieces_are_found_by_the_words_they_touch() -> None:
    found = pieces(TEXT)
    start = TEXT.index("shelled")
    low, high = found.within(start, start + len("shelled"))
    assert TEXT[found.starts[low] : found.ends[high - 1]] == "shelled"
    assert found.within(len(TEXT) + 5, len(TEXT) + 9) == (len(found), len(found))


def test_an_empty_text_has_no_pieces() -> None:
    assert len(pieces("")) == 0
