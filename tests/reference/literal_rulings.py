"""Rulings folded as the definitions read, slowly: no code of the engine is used."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from detente.record.values import Ruling


def counts(ruling: Ruling, rulings: Sequence[Ruling]) -> bool:
    """Whether a ruling is in force: no undo that is itself in force names it."""
    later = rulings[[one.id for one in rulings].index(ruling.id) + 1 :]
    return not any(
        undo.kind == "undo" and json.loads(undo.change)["ruling"] == ruling.id and counts(undo, rulings)
        for undo in later
    )


def literal_in_force(rulings: Sequence[Ruling]) -> list[Ruling]:
    return [one for one in rulings if one.kind != "undo" and counts(one, rulings)]


def literal_standing(item: str, rulings: Sequence[Ruling]) -> dict[str, Any] | None:
    """Return how an item stands, in plain words: each answer is looked for by itself, from the end."""
    own = [one for one in literal_in_force(rulings) if one.record == item]
    if not own:
        return None
    changes = [(one, json.loads(one.change or "{}")) for one in own]
    decisions = [one.kind for one in own if one.kind in ("accept", "reject", "correct")]
    corrected: list[str] = []
    for one, change in changes:
        if one.kind == "correct":
            corrected += [name for name in sorted(change) if name not in corrected]
    if not decisions:
        status = "proposed"
    elif decisions[-1] == "reject":
        status = "rejected"
    else:
        status = "corrected" if corrected else "accepted"

    def last(name: str) -> str | None:
        given = [change[name] for one, change in changes if one.kind == "grade" and name in change]
        return given[-1] if given else None

    outcomes = [(one.id, change["outcome"]) for one, change in changes if one.kind == "outcome"]
    return {
        "status": status,
        "credibility": last("credibility"),
        "basis": last("basis"),
        "reliability": last("reliability"),
        "notes": [one.because for one in own if one.kind == "note"],
        "outcome": outcomes[-1] if outcomes else None,
        "changed": corrected,
        "rulings": [one.id for one in own],
    }


def literal_fields(item: str, fields: dict[str, Any], rulings: Sequence[Ruling]) -> dict[str, Any] | None:
    """Return an item's plain fields after the rulings; None when it is rejected."""
    standing = literal_standing(item, rulings)
    if standing is None:
        return fields
    if standing["status"] == "rejected":
        return None
    after = dict(fields)
    for one in literal_in_force(rulings):
        if one.record == item and one.kind == "correct":
            after.update(json.loads(one.change))
    return after


def literal_groups(ids: Sequence[str], rulings: Sequence[Ruling]) -> set[frozenset[str]]:
    """Return which ids are one by merges and splits alone, where no split is about two that are joined on."""
    pairs: set[frozenset[str]] = set()
    for one in literal_in_force(rulings):
        change = json.loads(one.change or "{}")
        if one.kind == "merge":
            pairs.add(frozenset({one.record, change["into"]}))
        if one.kind == "split":
            pairs.discard(frozenset({one.record, change["from"]}))
    groups = [{identifier} for identifier in ids]
    for pair in pairs:
        met = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair] + [set().union(*met)]
    return {frozenset(group) for group in groups}
