"""Whatever the text: quotations keep apart and inside, and the masked copy leads back to every word."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from detente.reading.knowledge.world import load_world
from detente.reading.names.find import find_names
from detente.reading.names.types import SOFT, Name, NameKind
from detente.reading.parse.masking import mask
from detente.reading.text.paragraphs import find_paragraphs
from detente.reading.text.quotations import find_quotations

PIECES = st.sampled_from(
    [
        *"“”‘’\"'«»„‹›.,?!:—-()5",
        *(" ", " ", "\n", "\n\n", "\r\n", "\x00", "\u200b", "🕊"),
        *(
            "No",
            "we",
            "Brandt",
            "Ada",
            "Karvia",
            "Karvian",
            "President",
            "said",
            "the",
            "of",
            "in",
            "O’Neill",
        ),
        *("al-Sisi", "J.", "Mr", "Zoe\u0308", "KARVIA", "Karvian-led", "Army", "and", "Q"),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES, max_size=40).map(" ".join), st.text()
)
KINDS: list[NameKind] = ["person", "state", "organisation", "place", "demonym", "unknown"]


@given(TEXTS)
def test_paragraphs_stand_in_order_and_lose_no_words(text: str) -> None:
    paragraphs = find_paragraphs(text)
    position = 0
    for paragraph in paragraphs:
        assert position <= paragraph.start <= paragraph.body <= paragraph.end
        assert not text[position : paragraph.start].strip()
        position = paragraph.end
    assert not text[position:].strip()


@given(TEXTS)
def test_quotations_keep_apart_and_inside_their_paragraphs(text: str) -> None:
    paragraphs = [(p.start, p.end) for p in find_paragraphs(text)]
    position = 0
    for quotation in find_quotations(text, paragraphs):
        assert position <= quotation.start < quotation.inner_start <= quotation.inner_end <= quotation.end
        assert any(start <= quotation.start and quotation.end <= end for start, end in paragraphs)
        position = quotation.end


@given(TEXTS)
def test_quotations_that_go_on_are_carried_on(text: str) -> None:
    quotations = find_quotations(text, [(p.start, p.end) for p in find_paragraphs(text)])
    for one, following in pairwise(quotations):
        if following.is_continued:
            assert one.continues
            assert text[one.start] == text[following.start]


@given(TEXTS, st.data())
def test_the_copy_leads_back_to_every_word(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted))
    names = [
        Name(low, high, text[low:high], data.draw(st.sampled_from(KINDS)), "x")
        for low, high in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    paragraph = [(0, len(text))]
    masked = mask(text, 0, len(text), names, find_quotations(text, paragraph))
    assert "".join(masked.copy[p.copy_start : p.copy_end] for p in masked.pieces) == masked.copy
    position = 0
    for piece in masked.pieces:
        assert position <= piece.start <= piece.end <= len(text)
        position = piece.end
        if not piece.is_replaced:
            assert piece.copy_end - piece.copy_start == piece.end - piece.start
            copied = masked.copy[piece.copy_start : piece.copy_end]
            same = zip(copied, text[piece.start : piece.end], strict=True)
            assert all(a == b for a, b in same if b.isalnum())
            assert not set(copied) & set(SOFT)
    for index in range(len(masked.copy)):
        start, end = masked.source(index, index + 1)
        assert 0 <= start <= end <= len(text)


@given(TEXTS)
def test_names_read_as_their_text_does_and_keep_apart(text: str) -> None:
    paragraphs = find_paragraphs(text)
    position = 0
    for name in find_names(text, paragraphs, [()] * len(paragraphs), load_world()):
        assert text[name.start : name.end] == name.text
        assert position <= name.start < name.end
        assert name.key.strip()
        assert not set(name.key) & set(SOFT + "\n")
        position = name.end
