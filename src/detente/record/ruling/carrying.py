"""Rulings carried over to the items that came in place of those they were made on.

A document is followed to its later version as an item is, with what was noted on it; not with its grade,
for a new version is graded anew. Words that a correction points at are followed where they are found again
exactly (``anchors.refind``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from detente.documents.document import Document
from detente.errors import RecordError
from detente.record.ruling.anchors import Refound, refind
from detente.record.ruling.changes import change_of, change_text, effect_of
from detente.record.ruling.correctable import is_passage
from detente.record.values import Passage, Ruling

EARLIER = "of an earlier version: "
"""What a note begins with that was made on a document which another version came in place of."""


def carried(rulings: Sequence[Ruling], successors: Mapping[str, str]) -> tuple[Ruling, ...]:
    """Return rulings with the ids of what they are about, and refer to, as these are now.

    Their own ids stay, so these are to be followed, not kept: the chain is over the rulings as made.
    A note on a document says that it is of an earlier version; a document's grade stays that version's.

    Parameters
    ----------
    rulings : sequence of Ruling
        As made, in order.
    successors : mapping of str to str
        From old id to new (``successors.successors``), of documents too; a new id may have a successor
        itself. Places are in it as ``moved_places`` gives them; words at a place that is not stay those of
        the document they were pointed at in.

    Raises
    ------
    RecordError
        If an id succeeds itself, through others or not.
    """
    if not successors:
        return tuple(rulings)
    return tuple(_carried(ruling, successors) for ruling in rulings)


def moved_places(
    rulings: Sequence[Ruling], later: Mapping[str, str], document_of: Callable[[str], Document]
) -> dict[str, str]:
    """Return where words that corrections point at are found again in later versions of their documents.

    Parameters
    ----------
    rulings : sequence of Ruling
    later : mapping of str to str
        From the id of a document to that of the version that came in its place.
    document_of : callable
        Gives a document by its id, with its text; asked for both versions.

    Returns
    -------
    dict of str to str
        From place to place (``place_id``), one version at a time. What is not found again is left out.
    """
    found: dict[str, str] = {}
    for place in (place for ruling in rulings for place in _pointed_at(ruling)):
        while place.document in later:
            before, after = document_of(place.document), document_of(later[place.document])
            if before.text[place.start : place.end] != place.text:
                break  # as records of earlier versions may have kept it
            again = refind(place, before, after)
            if not isinstance(again, Refound):
                break
            found[place_id(place)] = place_id(again.passage)
            place = again.passage
    return found


def place_id(place: Passage) -> str:
    """Return what stands for a place among ids, which have no blanks.

    >>> place_id(Passage(document="doc:1", start=4, end=9, text="Yes, "))
    'doc:1 4 9'
    """
    return f"{place.document} {place.start} {place.end}"


def _pointed_at(ruling: Ruling) -> Iterator[Passage]:
    for value in effect_of(ruling).values() if ruling.kind == "correct" else ():
        if isinstance(value, dict) and is_passage(value.get("at")):
            yield Passage(**value["at"])


def _carried(ruling: Ruling, successors: Mapping[str, str]) -> Ruling:
    if ruling.kind == "grade" and "reliability" in effect_of(ruling):
        return ruling  # of a source, or of one version of a document
    record = latest(ruling.record, successors)
    is_note = ruling.kind == "note" and record != ruling.record and ruling.record.startswith("doc:")
    because = EARLIER + ruling.because if is_note else ruling.because
    return replace(ruling, record=record, because=because, change=_change(ruling, successors))


def latest(identifier: str, successors: Mapping[str, str]) -> str:
    """Return the id that came in place of another in the end; the id itself when none did.

    >>> latest("event:1", {"event:1": "event:2", "event:2": "event:3"})
    'event:3'
    """
    met = {identifier}
    while (following := successors.get(identifier, identifier)) != identifier:
        if following in met:
            raise RecordError(f"'{following}' came in place of itself: give each id one later id")
        met.add(following)
        identifier = following
    return identifier


def _change(ruling: Ruling, successors: Mapping[str, str]) -> str:
    try:
        return change_text(_followed(change_of(ruling), successors))
    except RecordError:  # any words, as records of earlier versions kept them: no ids that are known
        return ruling.change


def _followed(value: Any, successors: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return latest(value, successors)
    if isinstance(value, list):
        return [_followed(part, successors) for part in value]
    if isinstance(value, dict):
        return {
            name: _place(part, successors) if name == "at" else _followed(part, successors)
            for name, part in value.items()
        }
    return value


def _place(at: Any, successors: Mapping[str, str]) -> Any:
    if not is_passage(at):
        return at
    document, start, end = latest(place_id(Passage(**at)), successors).rsplit(" ", 2)
    return at | {"document": document, "start": int(start), "end": int(end)}
