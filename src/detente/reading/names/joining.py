"""Which names of a document are one: a surname with the full name, a body's short name with its long one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from detente.reading.knowledge.words import HONORIFIC_GENDERS, NAME_SUFFIXES, ORGANISATION_NOUNS
from detente.reading.names.tallies import Reasons, ends_as_no_person, tally, votes_of, winner
from detente.reading.names.types import Name

_COMPANY = (" Group", " Holdings", " Corporation", " Company")


def join_parts(names: Sequence[Name], reasons: Reasons) -> tuple[list[Name], Reasons]:
    """Count a bare surname with the one full name of the document that has it.

    A surname that two people have stays apart: with a form of address it is that person's own key
    (*Mr Berg*, *Mrs Berg*), else a name of its own, open to whoever reads on.
    """
    known = {name.key for name in names if name.is_known}
    given = {name.key for name in names if name.is_given}
    free = [key for key in reasons if key not in known]
    same = _same_persons(free, given)
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for key in free:
        full = same.get(key, key)
        for part in name_parts(full):
            if full not in holders[part]:
                holders[part].append(full)
    joined = dict(same)
    for part in free:
        fulls = [full for full in holders.get(part, ()) if full != part]
        if len(fulls) == 1 and part not in given and _is_part(part, fulls[0], reasons):
            joined[part] = fulls[0]
    shared = {part for part, fulls in holders.items() if len(fulls) > 1}
    titled = _holders_by_title(names, holders)
    result = [replace(name, key=_own_key(name, joined, shared, titled)) for name in names]
    counted: Reasons = {}
    for key, counts in reasons.items():
        target = counted.setdefault(joined.get(key, key), {})
        for reason, weight in counts.items():
            target[reason] = max(target.get(reason, 0), weight)
        if key in joined and winner(votes_of(target)) == "person":
            target["person", "called by the surname alone"] = 3
    for part in holders:
        if (
            part in shared
            and part in counted
            and all(winner(votes_of(counted[full])) == "person" for full in holders[part] if full in counted)
        ):
            counted[part]["person", "a surname of several persons"] = 3
    for name in result:
        counted.setdefault(name.key, {("person", f"addressed as {name.honorific!r}"): 8})
    return result, counted


def _holders_by_title(
    names: Sequence[Name], holders: Mapping[str, Sequence[str]]
) -> dict[tuple[str, str], list[str]]:
    """Map a surname with an office to those of that surname whom the text gives that office."""
    found: dict[tuple[str, str], list[str]] = {}
    titles = dict.fromkeys((name.key, name.title) for name in names if name.title is not None)
    for part, fulls in holders.items():
        for full, title in titles:
            if title is not None and full in fulls and full != part:
                found.setdefault((part, title), []).append(full)
    return found


def _own_key(
    name: Name,
    joined: Mapping[str, str],
    shared: set[str],
    titled: Mapping[tuple[str, str], Sequence[str]],
) -> str:
    if name.key in joined:
        return joined[name.key]
    of_office = titled.get((name.key, name.title or ""), ())
    if name.key in shared and len(of_office) == 1:
        return of_office[0]
    if name.key in shared and name.honorific in HONORIFIC_GENDERS:
        return f"{name.honorific} {name.key}"
    return name.key


def _same_persons(keys: Sequence[str], given: Collection[str] = ()) -> dict[str, str]:
    """Map *Ann R. Berg* to *Ann Berg* where both stand and no other middle name does.

    A name of the actor file, in ``given``, is kept: the other form is mapped to it.
    """
    plain = dict.fromkeys(key for key in keys if key.count(" ") == 1)
    found: dict[str, str] = {}
    for key in keys:
        parts = key.split(" ")
        middle = parts[1:-1]
        if middle and all(len(part.rstrip(".")) == 1 for part in middle) and len(parts[0].rstrip(".")) > 1:
            short = f"{parts[0]} {parts[-1]}"
            if short in plain and not {key, short} <= set(given):
                found.update({short: key} if key in given else {key: short})
    return found


def name_parts(key: str) -> list[str]:
    """Return what a full name may be shortened to: its last word, first word, all but the first."""
    words = key.split(" ")
    while len(words) > 2 and words[-1] in NAME_SUFFIXES:
        words.pop()
    if len(words) < 2:
        return []
    last = words[-1]
    unarticled = last.partition("-")[2] if last[0].islower() or last.lower().startswith("al-") else last
    is_plain = len(words) == 3 and len(words[1]) > 2 and words[1][0].isupper()
    middle = [words[1]] if is_plain else []  # *Reyes* of *Octavio Reyes Bracamonte*
    return list(dict.fromkeys((last, unarticled, words[0], *middle, " ".join(words[1:]))))


def _is_part(part_key: str, full_key: str, reasons: Reasons) -> bool:
    """Whether a short name is the full one's: both a person or both a body, as far as the text says."""
    part, full = reasons[part_key], reasons[full_key]
    both = dict(full)
    for reason, weight in part.items():
        both[reason] = both.get(reason, 0) + weight
    kind = winner(votes_of(both))
    if kind not in ("person", "organisation") or winner(votes_of(full)) != kind:
        return False
    is_end = full_key.endswith(part_key) or full_key.endswith(_COMPANY)
    if kind == "organisation" and not is_end and not _begins_with_noun(full_key, part_key):
        return False  # the first word of a body's name may be anybody's (*House*, *Democratic*)
    own = tally(part)
    return all(other == kind or weight < 6 for other, weight in own.items())


def _begins_with_noun(full_key: str, part_key: str) -> bool:
    """Whether the first word of a body's name says what it is (*Synod of the Valleys*, *Frente Serrano*)."""
    words = full_key.split(" ")
    if words[0] != part_key:
        return False
    nouns = [word.lower() in ORGANISATION_NOUNS for word in words]
    return (nouns[0] and "of" in words) or not (any(nouns) or "of" in words or ends_as_no_person(full_key))
