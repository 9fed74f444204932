"""Rulings as they stay in a redacted record: what was decided, not by whom and why, in a chain of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from detente.record.exports.cutting import MARK
from detente.record.ruling.chain import chained
from detente.record.ruling.changes import change_of, change_text
from detente.record.values import Ruling

if TYPE_CHECKING:
    from detente.record.exports.redaction import Editor

_PASSAGE = {"document", "start", "end", "text"}
_HASHED = re.compile(r"[a-z]+:[0-9a-f]{16}")
"""Ids that hash what they are of."""


def redacted_rulings(
    rulings: Iterable[Ruling], editor: Editor, new_ids: Mapping[str, str], *, keeps_notes: bool
) -> dict[str, Ruling]:
    """Return the rulings made anew, about the new ids.

    Parameters
    ----------
    rulings : iterable of Ruling
        In the order they were made.
    editor : Editor
        Of the record.
    new_ids : mapping of str to str
        The new ids of all that the record holds and of sources, by the old ones.
    keeps_notes : bool
        Whether notes, names and reasons stay, what else is to be cut out being cut out of them. If not,
        notes are left out, with what undoes them.

    Returns
    -------
    dict of str to Ruling
        By the ids of the rulings that they are made of, in their order. What a ruling is about that the
        record does not hold has an id ``gone:`` and a number.
    """
    ids = dict(new_ids)
    made: dict[str, Ruling] = {}
    last = ""
    left_out: set[str] = set()
    for ruling in rulings:
        change = change_of(ruling)
        if not keeps_notes and (ruling.kind == "note" or change.get("ruling") in left_out):
            left_out.add(ruling.id)
            continue
        about = ids.setdefault(ruling.record, f"gone:{len(ids)}")
        new = replace(
            ruling,
            record=about,
            by=editor.words(ruling.by) if keeps_notes else MARK,
            because=editor.words(ruling.because) if keeps_notes else MARK,
            change=change_text(_made_anew(change, editor, ids)),
        )
        made[ruling.id] = chained(new, last)
        last = ids[ruling.id] = made[ruling.id].id
    return made


def _made_anew(value: Any, editor: Editor, ids: dict[str, str]) -> Any:
    """Return a part of a change with new ids, moved passages, and words cut out.

    Of what the record does not hold any more neither the id stays, which hashes it, nor the words.
    """
    if isinstance(value, str):
        if _HASHED.fullmatch(value):
            return ids.setdefault(value, f"gone:{len(ids)}")
        return ids.get(value) or editor.words(value)
    if isinstance(value, list):
        return [_made_anew(part, editor, ids) for part in value]
    if not isinstance(value, dict):
        return value
    if set(value) == _PASSAGE:
        document = value["document"]
        if document not in editor.documents:
            gone = _made_anew(document, editor, ids)
            return {"document": gone, "start": 0, "end": len(MARK), "text": MARK}
        return {"document": ids[document], **editor.place(document, value["start"], value["end"])}
    return {name: _made_anew(part, editor, ids) for name, part in value.items()}
