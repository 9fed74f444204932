"""Whether a ruling can be made: on this thing, with this change, given the rest of the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args

from detente.documents.document import Document, Reliability
from detente.errors import RecordError
from detente.record.ruling.changes import change_of, change_text
from detente.record.ruling.correctable import CLAUSE, CORRECTABLE, is_day
from detente.record.ruling.corrections import check_correction, unfit
from detente.record.ruling.standing import Basis, Credibility, OutcomeKind, in_force
from detente.record.ruling.things import Source, Thing, is_a, noun
from detente.record.values import (
    Actor,
    Claim,
    Event,
    Inconsistency,
    Proposal,
    Relation,
    Response,
    Ruling,
    RulingKind,
    Statement,
)

Find = Callable[[str], Thing | None]
"""Looks something up by its id: an actor that a ruling made, too; None when there is nothing of that id."""

_ITEMS = (Statement, Event, Proposal, Response, Claim, Inconsistency, Relation)
_JOINED = (Actor, Event, Proposal, Statement)
_ANYTHING = (*_ITEMS, Actor, Document, Source)

ALLOWED: Mapping[RulingKind, tuple[type, ...]] = {
    "accept": _ITEMS,
    "reject": _ITEMS,
    "correct": (*_ITEMS, Actor),
    "merge": _JOINED,
    "split": _JOINED,
    "grade": (*_ITEMS, Document, Source),
    "note": _ANYTHING,
    "outcome": (Claim,),
    "undo": _ANYTHING,
}
"""What each kind of ruling can be about."""

_DECISIONS: Mapping[RulingKind, str] = {
    "accept": "acceptance",
    "reject": "rejection",
    "correct": "correction",
}
"""What messages call rulings whose kind is no noun."""


def check_change(ruling: Ruling, thing: Thing, find: Find) -> None:
    """Raise if a ruling cannot be made on a thing as it stands.

    Who, when and why are checked by ``chain.check_ruling``, an undo against the other rulings by
    ``check_undo``.

    Parameters
    ----------
    ruling : Ruling
        About the thing.
    thing : Thing
        As ruled so far.
    find : callable
        Looks up whatever the change refers to.

    Raises
    ------
    RecordError
        Naming the thing, the rule, the value met and the next step.
    """
    check_form(ruling, thing)
    label = _label(ruling, thing)
    _check_fit(label, thing, ruling)
    for field, target, referred in references(ruling, thing):
        found = find(referred)
        if not is_a(found, target):
            met = _a(noun(found)) if found is not None else "nothing of that id"
            raise RecordError(
                f"{label}: {field} refers to {referred!r}, which must be the id of {_a(target)}; the record "
                f"holds {met}: correct the id or add its document first"
            )
    for field, at in _passages(ruling):
        document = find(at["document"])
        text = document.text if isinstance(document, Document) else ""
        if text[at["start"] : at["end"]] != at["text"]:
            raise RecordError(
                f"{label}: {field} is at [{at['start']}, {at['end']}) of '{at['document']}', which does not "
                f"read {at['text']!r} there: give the words as the document has them"
            )


def check_form(ruling: Ruling, thing: Thing) -> None:
    """Raise if things of this type cannot be ruled on so, or the change is not of the form it must have.

    Raises
    ------
    RecordError
        Naming the thing, the rule, the value met and the next step.
    """
    allowed = ALLOWED[ruling.kind]
    if not isinstance(thing, allowed):
        raise RecordError(
            f"{_label(ruling, thing)} is not possible: only {_listed(allowed)} can be ruled on so"
            f"{_instead(ruling, thing)}"
        )
    _FORMS[ruling.kind](_label(ruling, thing), thing, change_of(ruling))


def check_undo(ruling: Ruling, rulings: Sequence[Ruling]) -> None:
    """Raise if an undo takes back nothing that is in force.

    Parameters
    ----------
    ruling : Ruling
        Of kind "undo", about what the ruling it takes back is about.
    rulings : sequence of Ruling
        All before it, in the order they were made.

    Raises
    ------
    RecordError
        If it names no ruling of them, one on something else, or one that was undone.
    """
    named = change_of(ruling).get("ruling")
    target = next((one for one in rulings if one.id == named), None)
    if target is None:
        raise RecordError(f"there is no ruling '{named}' to undo: 'detente log' lists their ids")
    if target.record != ruling.record:
        raise RecordError(
            f"the undo of ruling '{named}' is about '{ruling.record}', and the ruling about "
            f"'{target.record}': an undo is about what the undone ruling is about"
        )
    if not _is_in_force(target, rulings):
        raise RecordError(f"ruling '{named}' was undone already: undo the undo to have it back")


def undoing(rulings: Sequence[Ruling], ruling: str | None = None) -> tuple[str, str]:
    """Return what an undo is about and its change.

    Parameters
    ----------
    rulings : sequence of Ruling
        All, in the order they were made.
    ruling : str, optional
        Id of the one to take back, which may be an undo; the last in force when not given.

    Raises
    ------
    RecordError
        If no ruling has that id, or none is in force.
    """
    if ruling is not None:
        target = next((one for one in rulings if one.id == ruling), None)
        if target is None:
            raise RecordError(f"there is no ruling '{ruling}' to undo: 'detente log' lists their ids")
    else:
        standing = in_force(rulings)
        if not standing:
            raise RecordError("no ruling is in force, so there is nothing to undo: rule on something first")
        target = standing[-1]
    return target.record, change_text({"ruling": target.id})


def references(ruling: Ruling, thing: Thing) -> Iterator[tuple[str, str, str]]:
    """Yield what the change of a ruling refers to: the field, what it must be, and the id."""
    change = change_of(ruling)
    if ruling.kind == "merge":
        yield "into", noun(thing), change["into"]
    elif ruling.kind == "split" and "from" in change:
        yield "from", noun(thing), change["from"]
    elif ruling.kind == "split":
        yield from (("documents", "document", document) for document in change["documents"])
    elif ruling.kind == "outcome":
        yield from (("evidence", "item or document", one) for one in change.get("evidence") or ())
    elif ruling.kind == "correct":
        for name, value in change.items():
            field = CORRECTABLE[type(thing)].get(name)
            if field is not None:
                yield from _corrected_references(name, field.kind, field.of, value)


def _corrected_references(name: str, kind: str, of: str, value: Any) -> Iterator[tuple[str, str, str]]:
    if kind == "id" and isinstance(value, str):
        yield name, of, value
    elif kind in ("actor", "mention", "actors"):
        values = value if isinstance(value, list) else [value]
        for one in values:
            actor = one.get("actor") if isinstance(one, dict) and "at" in one else one
            if isinstance(actor, str):
                yield name, "actor", actor
    elif kind == "clauses":
        for order, inner in value.items():
            for part, held in (inner or {}).items():
                if CLAUSE[part].kind == "actor" and isinstance(held, str):
                    yield f"{name}.{order}.{part}", "actor", held


def _passages(ruling: Ruling) -> Iterator[tuple[str, dict[str, Any]]]:
    if ruling.kind == "correct":
        for name, value in change_of(ruling).items():
            if isinstance(value, dict) and "at" in value:
                yield name, value["at"]


def _label(ruling: Ruling, thing: Thing) -> str:
    return f"{_a(_DECISIONS.get(ruling.kind, ruling.kind))} of {noun(thing)} '{ruling.record}'"


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _check_fit(label: str, thing: Thing, ruling: Ruling) -> None:
    """Raise if a change of the right form does nothing, or not what it says, to this very thing."""
    change = change_of(ruling)
    if ruling.kind == "correct" and not isinstance(thing, Document | Source):
        found = unfit(thing, change)
        if found:
            raise RecordError(f"{label}: {found}")
    if ruling.kind == "split" and isinstance(thing, Actor) and "documents" in change:
        elsewhere = [mention for mention in thing.mentions if mention.document not in change["documents"]]
        if len(elsewhere) == len(thing.mentions):
            raise RecordError(f"{label}: none of these documents mentions it; name those where it is another")
        if not elsewhere:
            raise RecordError(f"{label}: no other document mentions it; correct its name instead")


def _is_in_force(target: Ruling, rulings: Sequence[Ruling]) -> bool:
    """Whether a ruling counts, be it an undo: then whether what it took back is still taken back."""
    undone: set[str] = set()
    for ruling in reversed(rulings):
        if ruling.id == target.id:
            return ruling.id not in undone
        if ruling.kind == "undo" and ruling.id not in undone:
            undone.add(str(change_of(ruling).get("ruling")))
    return False


def _listed(types: Sequence[type]) -> str:
    names = [f"{kind.__name__.lower()}s" for kind in types]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _instead(ruling: Ruling, thing: Thing) -> str:
    match thing, ruling.kind:
        case Actor(), "accept" | "reject":
            return "; merge the actor into another, split it, or correct it"
        case Document(), "reject":
            return "; grade the document, or reject what was read from it"
        case Document(), "correct":
            return "; write it into the document's sidecar and add the document again"
        case _:
            return "; make a note on it"


def _no_change(label: str, _: Thing, change: Mapping[str, Any]) -> None:
    if change:
        raise RecordError(f"{label} changes nothing else, and {change_text(change)} was given: leave it out")


def _correct(label: str, thing: Thing, change: Mapping[str, Any]) -> None:
    if isinstance(thing, Document | Source):
        raise RecordError(f"{label} is not possible: its sidecar has its fields")
    check_correction(thing, change)


def _merge(label: str, thing: Thing, change: Mapping[str, Any]) -> None:
    _require_keys(label, change, {"into"}, '{"into": id of the one that it is}')
    _require_other(label, thing, change["into"])


def _split(label: str, thing: Thing, change: Mapping[str, Any]) -> None:
    if "from" in change:
        _require_keys(label, change, {"from"}, '{"from": id of the one that it is not}')
        _require_other(label, thing, change["from"])
        return
    form = '{"documents": [ids], "name": who it is in these}' if isinstance(thing, Actor) else '{"from": id}'
    _require_keys(label, change, {"documents", "name"} if isinstance(thing, Actor) else {"from"}, form)
    documents, name = change["documents"], change["name"]
    if not (isinstance(documents, list) and documents and all(isinstance(one, str) for one in documents)):
        raise RecordError(
            f"{label}: documents must be a list of ids, and {documents!r} was given; write {form}"
        )
    if not (isinstance(name, str) and name.strip()):
        raise RecordError(f"{label}: name must be the name of who it is there, and {name!r} was given")


def _grade(label: str, thing: Thing, change: Mapping[str, Any]) -> None:
    if isinstance(thing, Document | Source):
        grades = {"reliability": get_args(Reliability)}
    else:
        grades = {"credibility": get_args(Credibility), "basis": get_args(Basis)}
    if not change:
        raise RecordError(f"{label} gives no grade: give {' or '.join(grades)}")
    for name, grade in change.items():
        if name not in grades:
            raise RecordError(f"{label} gives {name!r}: it has {' and '.join(grades)} only")
        if grade not in grades[name]:
            raise RecordError(
                f"{label}: {name} must be one of {', '.join(grades[name])}, and {grade!r} was given"
            )


def _outcome(label: str, _: Thing, change: Mapping[str, Any]) -> None:
    known = {"outcome", "on", "evidence"}
    form = '{"outcome": ..., "on": day, "evidence": [ids of items and documents]}'
    if not {"outcome"} <= set(change) <= known:
        raise RecordError(f"{label} has {', '.join(change) or 'nothing'}: write {form}")
    if change["outcome"] not in get_args(OutcomeKind):
        raise RecordError(
            f"{label}: it is one of {', '.join(get_args(OutcomeKind))}, and {change['outcome']!r} was given"
        )
    if change.get("on") is not None and not is_day(change["on"]):
        raise RecordError(f"{label}: on must be a day as 2031-05-06, and {change['on']!r} was given")
    evidence = change.get("evidence", [])
    if not (isinstance(evidence, list) and all(isinstance(one, str) for one in evidence)):
        raise RecordError(
            f"{label}: evidence must be a list of ids, and {evidence!r} was given; write {form}"
        )
    if not evidence and change["outcome"] != "moot":
        raise RecordError(
            f"{label} says {change['outcome']} without evidence: give ids of items or documents that show it"
        )


def _undo(label: str, _: Thing, change: Mapping[str, Any]) -> None:
    _require_keys(label, change, {"ruling"}, '{"ruling": id}')


def _require_keys(label: str, change: Mapping[str, Any], keys: set[str], form: str) -> None:
    if set(change) != keys:
        raise RecordError(f"{label} has {', '.join(change) or 'no change'}: write {form}")


def _require_other(label: str, thing: Thing, other: Any) -> None:
    if not isinstance(other, str):
        raise RecordError(f"{label} names {other!r}: give the id of another {noun(thing)}")
    if other == thing.id:
        raise RecordError(f"{label} names the {noun(thing)} itself: give the id of another {noun(thing)}")


_FORMS: Mapping[RulingKind, Callable[[str, Thing, Mapping[str, Any]], None]] = {
    "accept": _no_change,
    "reject": _no_change,
    "note": _no_change,
    "correct": _correct,
    "merge": _merge,
    "split": _split,
    "grade": _grade,
    "outcome": _outcome,
    "undo": _undo,
}
