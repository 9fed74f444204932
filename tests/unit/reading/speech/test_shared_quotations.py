"""A quotation that two cues hold stays with one of them."""

from __future__ import annotations

from tests.unit.reading.parses import hand_parsed, word
from tests.unit.reading.sayings import record_of, words

from detente.reading.parse.parsed import Block
from detente.reading.speech.drafts import Draft
from detente.reading.speech.shared_quotations import part_quotations
from detente.reading.text.quotations import find_quotations
from detente.record.values import Span

TEXT = "Keller spoke. “We will keep it,” she added."


def block() -> Block:
    return hand_parsed(
        TEXT,
        "Keller NNP nsubj 1",
        "spoke VBD ROOT 1 speak",
        ". . punct 1",
        "Yes UH ccomp 6",
        ", , punct 6",
        "she PRP nsubj 6",
        "added VBD ROOT 6 add",
        ". . punct 6",
    )


def draft(here: Block, cue: str, *pieces: str) -> Draft:
    token = word(here, cue)
    start = TEXT.index(cue)
    return Draft(
        block=here,
        cue_token=token,
        cue_class="say",
        cue=Span(start=start, end=start + len(cue), text=cue),
        speaker=None,
        pieces=[Span(start=TEXT.index(p), end=TEXT.index(p) + len(p), text=p) for p in pieces],
        quotations=list(find_quotations(TEXT, [(0, len(TEXT))])),
    )


def test_it_stays_with_the_cue_of_its_own_sentence() -> None:
    here = block()
    spoke, added = draft(here, "spoke", "Keller"), draft(here, "added", "“We will keep it,”")
    part_quotations([spoke, added], {})
    assert (len(spoke.quotations), len(added.quotations)) == (0, 1)


def test_a_draft_keeps_the_only_words_it_has() -> None:
    here = block()
    spoke, added = draft(here, "spoke", "“We will keep it,”"), draft(here, "added", "“We will keep it,”")
    part_quotations([spoke, added], {})
    assert len(spoke.quotations) == len(added.quotations) == 1


def test_who_tells_another_s_words_keeps_them_too() -> None:
    here = block()
    outer, inner = draft(here, "spoke", "“We will keep it,” she added"), draft(here, "added")
    part_quotations([outer, inner], {})
    assert len(outer.quotations) == len(inner.quotations) == 1


def test_words_between_two_cues_are_told_once() -> None:
    found = record_of(
        "Ana Keller met reporters. “A line on a map is not a surrender,” Keller told them. “I said things in "
        "March that I believed in March.” She added that she would not sign on trust. “No vote, no name.”",
        "learned",
    ).statements
    held = [one for one in found if "things in March" in words(one)]
    assert len(held) == 1
