"""From a model's answer to statements: its shape is enforced, each word is found in the text or refused."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, get_args

from detente.documents.document import Document
from detente.reading.actors.figures import actor_key
from detente.reading.endpoint.locating import Bounds, UnlocatedError, locate
from detente.reading.text.quotations import Quotation
from detente.record.values import (
    PLOVER_ROOTS,
    Actor,
    ActorKind,
    Mention,
    Mode,
    Passage,
    Span,
    Statement,
)

KINDS: tuple[str, ...] = get_args(ActorKind)
ACTS = (*PLOVER_ROOTS, "OTHER")
MAX_STATEMENTS = 200
"""Most statements one answer may hold: more than a passage of a report has sentences."""
FIELDS = ("passage", "content", "cue", "speaker", "named", "kind", "act")
_FENCE = re.compile(r"\s*```(?:json)?\s*\n(?P<inside>.*)\n\s*```\s*", re.DOTALL)
_PRONOUNS = frozenset(
    ["i", "we", "you", "he", "she", "they", "it", "who", "this", "that", "these", "those", "one"]
)


class MalformedError(Exception):
    """An answer that is not JSON of the shape that was asked for."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as a model words it; nothing of it has been looked for in the text yet."""

    passage: str
    content: tuple[str, ...]
    cue: str | None
    speaker: str | None
    named: str | None
    kind: str | None
    act: str | None


def parse_answer(words: str) -> tuple[Said, ...]:
    """Return the statements of an answer.

    Raises
    ------
    MalformedError
        If it is not one JSON object ``{"statements": [...]}`` whose items hold the fields asked for and no
        others, each of its type and of a known value.
    """
    fenced = _FENCE.fullmatch(words)
    try:
        held = json.loads(fenced["inside"] if fenced else words)
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"the answer is not JSON ({error})") from error
    if not isinstance(held, dict) or set(held) != {"statements"} or not isinstance(held["statements"], list):
        raise MalformedError("the answer is not an object that holds a list of statements and nothing else")
    if len(held["statements"]) > MAX_STATEMENTS:
        raise MalformedError(f"the answer holds more than {MAX_STATEMENTS} statements")
    return tuple(_said(item, number) for number, item in enumerate(held["statements"], 1))


def _said(item: Any, number: int) -> Said:
    if not isinstance(item, dict) or not set(item) <= set(FIELDS) or not {"passage", "content"} <= set(item):
        raise MalformedError(f"statement {number} is not an object with the fields {', '.join(FIELDS)}")
    content = item["content"]
    if not isinstance(item["passage"], str) or not isinstance(content, list) or not content:
        raise MalformedError(f"statement {number} has no passage or no content")
    optional = {field: item.get(field) for field in FIELDS[2:]}
    for field, value in [*(("content", piece) for piece in content), *optional.items()]:
        if not isinstance(value, str) and (field == "content" or value is not None):
            raise MalformedError(f"statement {number}: {field} is not words")
    for field, known in (("kind", KINDS), ("act", ACTS)):
        if optional[field] is not None and optional[field] not in known:
            raise MalformedError(f"statement {number}: {field} must be one of {', '.join(known)}")
    return Said(item["passage"], tuple(content), **optional)


def build_statement(
    said: Said, document: Document, chunk: Bounds, quotations: Sequence[Quotation]
) -> tuple[Statement, Actor | None]:
    """Find a statement's words in the stretch of text the model was shown.

    Parameters
    ----------
    said : Said
    document : Document
    chunk : (int, int)
        The stretch the model was shown; nothing is looked for outside it.
    quotations : sequence of Quotation
        All of the document, in text order.

    Returns
    -------
    Statement
        With an empty id. Whether it is direct is told by the quotation marks, never by the model.
    Actor or None
        The speaker, when the text names it.

    Raises
    ------
    UnlocatedError
        If any of the words do not stand exactly once where they must.
    """
    text = document.text
    whole = locate(text, said.passage, chunk)
    within = (whole.start, whole.end)
    found = sorted((locate(text, piece, within) for piece in said.content), key=lambda span: span.start)
    if any(after.start < before.end for before, after in pairwise(found)):
        raise UnlocatedError("two pieces of content overlap")
    content, quoted, mode = _quoting(text, found, within, quotations)
    taken = [(span.start, span.end) for span in content]
    cue = locate(text, said.cue, within, apart_from=taken) if said.cue else None
    if cue is not None:
        taken.append((cue.start, cue.end))
    speaker, actor, reason = _speaker(said, document, chunk, (within, taken))
    statement = Statement(
        id="",
        passage=Passage(document=document.id, start=whole.start, end=whole.end, text=whole.text),
        mode=mode,
        channel="public",
        content=content,
        quoted=quoted,
        speaker=speaker,
        speaker_open=reason,
        cue=cue,
        act=said.act or "OTHER",
    )
    return statement, actor


def _speaker(
    said: Said, document: Document, chunk: Bounds, sentence: tuple[Bounds, Sequence[Bounds]]
) -> tuple[Mention | None, Actor | None, str | None]:
    """Return the speaker's mention, its actor, and why one of them is open.

    A name stands for an actor only if the text has it up to the end of the statement: a model knows
    many a president by name, and the report may mean another.
    """
    within, taken = sentence
    if not said.speaker:
        return None, None, "the model gives no speaker"
    words = locate(document.text, said.speaker, within, apart_from=taken)
    is_pronoun = words.text.casefold() in _PRONOUNS
    name = said.named.strip() if said.named else ""
    if not name or not any(letter.isupper() for letter in name):
        if is_pronoun:
            return None, None, f"the model does not say whom {words.text!r} means"
        mention = Mention(start=words.start, end=words.end, text=words.text)
        return mention, None, "the words name nobody the text calls by name"
    named = _last_place(document.text, name, (chunk[0], within[1]))
    key = actor_key(named.text)
    place = Passage(document=document.id, start=named.start, end=named.end, text=named.text)
    kind: Any = said.kind or "unnamed"
    actor = Actor(id=key, name=named.text, kind=kind, basis="named by a model", mentions=(place,))
    return Mention(start=words.start, end=words.end, text=words.text, actor=key), actor, None


def _last_place(text: str, name: str, within: Bounds) -> Span:
    """Return the last place of a name before the end of a statement; a name may well stand in several."""
    low, high = within
    start = text.rfind(name, low, high)
    while start >= 0:
        try:
            return locate(text, name, (start, start + len(name)))
        except UnlocatedError:  # the place cuts a word: an earlier one may not
            start = text.rfind(name, low, start + len(name) - 1)
    raise UnlocatedError(f"the speaker's name {name[:60]!r} is not in the text up to there")


def _quoting(
    text: str, pieces: Sequence[Span], within: Bounds, quotations: Sequence[Quotation]
) -> tuple[tuple[Span, ...], tuple[Span, ...], Mode]:
    """Return the content with its quotation marks, the words inside them, and how it is told."""
    near = [q for q in quotations if q.start < within[1] and within[0] < q.end]
    content, quoted, n_inside = [], [], 0
    for piece in pieces:
        around = next((q for q in near if q.start <= piece.start and piece.end <= q.end), None)
        if around is not None:
            n_inside += 1
            low, high = max(piece.start, around.inner_start), min(piece.end, around.inner_end)
            if low < high:
                quoted.append(Span(start=low, end=high, text=text[low:high]))
            is_whole = (low, high) == (around.inner_start, around.inner_end)
            if is_whole and within[0] <= around.start and around.end <= within[1]:
                piece = _cut(text, around.start, around.end)
        else:
            held = [q for q in near if q.start < piece.end and piece.start < q.end]
            if any(q.start < piece.start or piece.end < q.end for q in held):
                raise UnlocatedError("a piece of content cuts the quotation it begins or ends in")
            quoted += [_cut(text, q.inner_start, q.inner_end) for q in held if q.inner_start < q.inner_end]
        content.append(piece)
    mode: Mode = "indirect" if not quoted else "direct" if n_inside == len(pieces) else "mixed"
    return tuple(content), tuple(quoted), mode


def _cut(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])
