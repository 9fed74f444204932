"""Whatever a model answers, a statement made of it holds words that stand in the text, where they stand."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from detente.documents.document import Document
from detente.reading.endpoint.answers import MalformedError, build_statement, parse_answer
from detente.reading.endpoint.locating import UnlocatedError, locate
from detente.reading.endpoint.reader import chunks
from detente.reading.gate import admit
from detente.reading.proposed import Proposed
from detente.reading.text.quotations import find_quotations

_pieces = st.sampled_from(
    [
        "Ada",
        "Brandt",
        "said",
        "he",
        "she",
        "the",
        "“",
        "”",
        "war",
        "is over",
        ".",
        ",",
        " ",
        " ",
        "\n",
        "é",
        "😀",
    ]
)
_keys = st.sampled_from(["statements", "passage", "content", "cue", "x"])
_texts = st.lists(_pieces, min_size=1, max_size=25).map("".join)


@st.composite
def slices(draw: st.DrawFn, text: str) -> str:
    """Draw words of a text, sometimes with a letter changed."""
    low = draw(st.integers(0, len(text) - 1))
    words = text[low : draw(st.integers(low + 1, len(text)))]
    return words if draw(st.integers(0, 3)) else words.replace("a", "о")


_VOCABULARY = (
    "Ada", "Brandt", "said", "today", "she", "that", "“No,”", "“must", "end", "soon,”", "Kerr", "told", "us,",
)  # fmt: skip


@st.composite
def answers(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    """Draw a text of words that seldom repeat, and a statement of stretches of it, some of them lies."""
    words = draw(
        st.lists(st.sampled_from(_VOCABULARY), min_size=6, max_size=14, unique=draw(st.integers(0, 4)) > 0)
    )
    cuts = sorted(draw(st.lists(st.integers(1, len(words)), min_size=4, max_size=4, unique=True)))
    named, speaker, cue, content = (" ".join(words[low:high]) for low, high in pairwise((0, *cuts)))
    text = " ".join(words) + "\n"
    item: dict[str, object] = {"passage": text, "content": [content], "cue": cue, "speaker": speaker}
    item["named"] = draw(st.sampled_from([None, named, speaker]))
    changed = draw(st.sampled_from([None, None, "passage", "content", "cue", "speaker", "named"]))
    if changed is not None:
        lie = draw(slices(text))
        item[changed] = [lie] if changed == "content" else lie
    return text, item


@given(st.data())
def test_words_are_found_where_they_stand_once_and_nowhere_else(data: st.DataObject) -> None:
    text = data.draw(_texts)
    words = data.draw(slices(text)).strip()
    edged = rf"(?<![^\W]){re.escape(words)}(?![^\W])" if words.isalpha() else None
    try:
        span = locate(text, words, (0, len(text)))
    except UnlocatedError:
        assert edged is None or len(re.findall(rf"(?={edged})", text)) != 1
    else:
        assert text[span.start : span.end] == words == span.text
        assert edged is None or len(re.findall(rf"(?={edged})", text)) == 1


@given(answers())
def test_a_statement_is_refused_or_stands_in_the_text(drawn: tuple[str, dict[str, object]]) -> None:
    text, item = drawn
    (said,) = parse_answer(json.dumps({"statements": [item]}))
    document = Document(id="doc:x", path="x.txt", text=text, sha256="0" * 64)
    quotations = find_quotations(text, [(0, len(text))])
    try:
        statement, actor = build_statement(said, document, (0, len(text)), quotations)
    except UnlocatedError:
        return
    proposed = Proposed(statements=(statement,), actors=() if actor is None else (actor,))
    admitted, refused = admit(proposed, (document,), reader="x")
    assert refused == ()  # what was found here needs no second look
    assert admitted.statements[0].content == statement.content


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=8,
)


@given(_json | st.text(max_size=20))
def test_an_answer_of_any_shape_is_read_or_malformed(answer: object) -> None:
    words = answer if isinstance(answer, str) else json.dumps(answer)
    try:
        found = parse_answer(words)
    except MalformedError:
        return
    assert len(found) == len(json.loads(words)["statements"])


@given(_texts, st.integers(1, 12))
def test_stretches_are_short_and_hold_every_letter_once_in_order(text: str, longest: int) -> None:
    found = list(chunks(text, [(0, len(text))], longest=longest))
    assert all(0 < high - low <= longest for low, high in found)
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in pairwise(found))
