"""Whatever the text: it is read without an error, and every passage slices back to its own words.

The texts are drawn with fixed seeds from words, names, marks and what breaks programs; many are read at
once, as files of one folder are. The tagger sees fewer of them than the rules: it is slower. Every run reads
the first of them, ``HYPOTHESIS_PROFILE=search`` all.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import settings
from jsonschema import Draft202012Validator

import detente
from detente.documents.document import Document
from detente.reading.proposed import GROUPS
from detente.record import Record, lines, schema
from detente.record.values import Mention, Passage, Span

BATCH = 100
N_TEXTS = {"rules": 1_000, "learned": 200}
N_SEARCHED = {"rules": 10_000, "learned": 1_000}
N_CHECKED = 50
"""Lines of each batch held against the schema, from its beginning."""

_WORDS = re.findall(
    r"\S+",
    """
    the talks truce will would not never said says say told that he she they we I it who which his her
    according to of in on by with for from and but if after before because killed wounded signed rejected
    accepted refused promised warned denied three two dozens soldiers people plan ceasefire harbour border
    government ministry spokesman official officials army president minister leader former yesterday week
    days deadline is are was were be have had do did leave attack shelled announced thinks believes hopes
    """,
)
_NAMES = re.findall(
    r"\S+",
    """
    Veldania Korsenia Orrin Mara Ilic Rusk Anton O’Neill al-Sadiq VELDANIA Korsenian Veldanian-led J. Mr Mrs
    Dr. U.N. Zoe\u0308 Ångström Доран 北京 محمد Q President Foreign Minister Gen. Sen. Washington Kremlin
    """,
)
_QUOTES = (*"“”‘’\"'«»„‹›‚`´「」", "''", "``", "”“", "'s", "’s", "“‘", "’”")
_BREAKS = ("\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\n \n", "   ")
_ODD = (
    *(
        "\u200b",
        "\u200d",
        "\u200e",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ufeff",
        "\u00ad",
        "\u00a0",
        "\x00",
        "\x07",
    ),
    *(
        "e\u0301",
        "a\u0308\u0323",
        "\u0301",
        "\u0335\u0336",
        "\ufffd",
        "\ue000",
        "\U0010ffff",
        "ﬁ",
        "ß",
        "İ",
        "ǅ",
    ),
    *("🕊", "👩‍👩‍👧", "🇺🇳", "👍🏽", "½", "²", "٣", "Ⅻ", "…", "—", "–", "-", "--", "•", "§", "€"),
)
_TIMES = (
    *(
        "5 May 2021",
        "May 32",
        "30 February",
        "1/2/03",
        "2021-13-45",
        "0000-00-00",
        "in 99999999 days",
        "at 25:61",
    ),
    *(
        "Monday",
        "in a week",
        "within 0 days",
        "by the end of",
        "1st",
        "the 100-day mark",
        "9" * 40,
        "1,2,3,,4",
    ),
    *(
        "12.5.6.7",
        "-7",
        "1e309",
        "between 5 and",
        "three of the",
        "as many as",
        "midnight",
        "29 February 1900",
    ),
)
_MARKUP = (
    *(
        "<b>",
        "</p>",
        "<!--",
        "&amp;",
        "&#0;",
        "{{",
        "}}",
        "%s",
        "{0}",
        "[1]",
        "](",
        "**",
        "__",
        "# ",
        "> ",
        "* ",
    ),
    *(
        "---",
        "```",
        "http://",
        "a@b.c",
        "@x",
        "#y",
        "$(",
        "\\",
        "\\n",
        "Title:",
        "Reliability: A",
        "Q:",
        "A: ",
        ":",
    ),
)
_STOPS = (*".,;:!?", "...", "?!", " ", ")", "(", "[", "]", "/", '."', ".”", ",”", ",'", ":", "; ")


def _sentence(draw: random.Random) -> str:
    """Return something like a sentence that reports speech, its marks often wrong."""
    who = " ".join(draw.choices(_NAMES, k=draw.randint(1, 3)))
    told = " ".join(draw.choices(_WORDS, k=draw.randint(1, 12)))
    opening, closing = draw.choice(_QUOTES), draw.choice(_QUOTES)
    forms = (
        f"{opening}{told},{closing} {who} said.",
        f"{who} said {opening}{told}{closing}",
        f"{who} {told} {draw.choice(_NAMES)} {draw.choice(_TIMES)}.",
        f"{who}: {told}",
        f"according to {who}, {told} that {opening}{told}",
        f"{opening}{told}{draw.choice(_BREAKS)}{opening}{told},{closing} the {told} said",
    )
    return draw.choice(forms)


def _pieces(draw: random.Random) -> str:
    """Return pieces of all kinds in a row, with or without blanks between."""
    kinds = (_WORDS, _NAMES, _QUOTES, _BREAKS, _ODD, _TIMES, _MARKUP, _STOPS)
    weights = [draw.choice((0, 1, 4)) for _ in kinds]
    chosen = draw.choices(kinds, weights=weights if any(weights) else None, k=draw.randint(1, 24))
    return draw.choice((" ", " ", "")).join(draw.choice(kind) for kind in chosen)


def _extreme(draw: random.Random) -> str:
    """Return one thing far too often: a word without end, only marks, a name repeated, any characters."""
    unit = draw.choice(
        (*_QUOTES, *_BREAKS, *_ODD, *_STOPS, *_MARKUP, *_TIMES, "a", "A", "Rusk ", "said ", "0")
    )
    anything = "".join(
        chr(draw.choice((draw.randrange(0xD800), draw.randrange(0xE000, 0x110000)))) for _ in "x" * 40
    )
    return draw.choice((unit * draw.choice((1, 3, 40, 200)), anything))


def text_of(number: int) -> str:
    """Return the text of a number: one in fifty is long, none is empty of everything."""
    draw = random.Random(number)
    makers = draw.choices((_sentence, _pieces, _extreme), weights=(4, 5, 1), k=draw.choice((1, 1, 2)))
    if number % 50 == 0:
        makers = [draw.choice((_sentence, _pieces)) for _ in range(30)]
    return draw.choice((" ", "\n\n", "")).join(make(draw) for make in makers)


def spans_of(
    value: Any, inside: Document | None, documents: Mapping[str, Document]
) -> Iterator[tuple[str, str]]:
    """Yield the words that each span of a record claims, with those of its document at that place."""
    if isinstance(value, Passage):
        inside = documents[value.document]
        yield value.text, inside.text[value.start : value.end]
    elif isinstance(value, Span | Mention):
        assert inside is not None
        yield value.text, inside.text[value.start : value.end]
    elif isinstance(value, tuple):
        for one in value:
            yield from spans_of(one, inside, documents)
    elif is_dataclass(value):
        passage = getattr(value, "passage", None)
        inside = documents[passage.document] if isinstance(passage, Passage) else inside
        for field in fields(value):
            yield from spans_of(getattr(value, field.name), inside, documents)


def batches(n_texts: int) -> Iterator[list[Document]]:
    """Yield the texts as documents, many at a time."""
    for low in range(0, n_texts, BATCH):
        yield [
            Document(id=f"doc:{number:016x}", path=f"{number}.txt", text=text_of(number), sha256="0" * 64)
            for number in range(low, low + BATCH)
        ]


def check(record: Record, given: list[Document]) -> int:
    """Hold a record against its documents; return the number of spans in it."""
    assert record.failures == ()
    assert record.documents == tuple(given)
    documents = {document.id: document for document in record.documents}
    for said in record.statements:
        assert said.speaker_open or (said.speaker is not None and said.speaker.actor is not None)
    n_spans = 0
    for group in GROUPS:
        values = getattr(record, group)
        ids = [value.id for value in values]
        assert len(set(ids)) == len(ids), group
        for claimed, stands in spans_of(values, None, documents):
            assert claimed == stands
            n_spans += 1
    return n_spans


@pytest.mark.parametrize("reader", list(N_TEXTS))
def test_any_text_is_read_and_slices_back(reader: str) -> None:
    validator = Draft202012Validator(schema())
    n_texts = (N_SEARCHED if settings.get_current_profile_name() == "search" else N_TEXTS)[reader]
    n_spans = 0
    for given in batches(n_texts):
        record = detente.read(given, reader=reader)
        n_spans += check(record, given)
        for _, line in zip(range(N_CHECKED), lines(record), strict=False):
            validator.validate(json.loads(line))
    assert n_spans > n_texts  # most texts say something


def test_the_texts_are_what_they_should_be() -> None:
    sizes = sorted(len(text_of(number)) for number in range(2_000))
    assert 10 <= sizes[100] <= sizes[1_900] <= 1_000 <= sizes[-1]
    assert len({text_of(number) for number in range(2_000)}) > 1_900
    assert text_of(7) == text_of(7)
