"""Names in one document: where they stand, and one decision a document on what each name is.

A run of capitalised words is cut at known names and at titles; every cut is a vote on what the name
is (a title before it, the world's gazetteer, an adjective made of it, the recogniser's label), and the
votes of the whole document decide, so that a surname is not a person here and a company there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from detente.reading.paragraphs import Paragraph
from detente.reading.words import (
    CALENDAR,
    COMMON_CAPITALISED,
    HONORIFICS,
    LINKING,
    ORGANISATION_NOUNS,
    PARTICLES,
    demonym_base,
)
from detente.reading.world import Entry, Title, World, head_titles

NameKind = Literal[
    "person", "state", "demonym", "people", "capital", "place", "seat", "organisation", "unknown"
]
Labels = Sequence[tuple[int, int, str]]

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_](?:\w|[-’'](?=[^\W\d_]\w))*")
_LABEL_KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "demonym",
    "ORG": "organisation",
}
_MAX_WORDS = 7


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a name. ``key`` groups the mentions of a document that are one name.

    ``state`` is the state a demonym, capital, seat or government body belongs to; ``title`` the title
    words before it (``[title_start, start)`` in the text), ``basis`` what decided its kind.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    key: str
    state: str | None = None
    title: str | None = None
    title_start: int | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    opens_sentence: bool
    joined: bool  # one blank (or a hyphen) away from the word before

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class _Votes:
    """What the document says a name is, before the decision."""

    counts: dict[str, Counter[NameKind]]
    basis: dict[str, str]


def find_names(text: str, paragraphs: Sequence[Paragraph], labels: Sequence[Labels], world: World) -> tuple[Name, ...]:
    """Find the names of a document, in text order, without overlaps.

    Parameters
    ----------
    text : str
        Verbatim text.
    paragraphs : sequence of Paragraph
    labels : sequence of sequence of (start, end, label)
        For each paragraph the recogniser's spans, offsets within the paragraph.
    world : World
    """
    lowered = {match.group() for match in re.finditer(r"\b[a-z][\w-]*", text)}
    labelled = {
        (paragraph.start + start, paragraph.start + end): label
        for paragraph, spans in zip(paragraphs, labels, strict=True)
        for start, end, label in spans
    }
    drafts: list[Name] = []
    cut = [(paragraph, _words(text, paragraph, world)) for paragraph in paragraphs]
    inside = {
        word.text
        for paragraph, words in cut
        for word in words
        if not paragraph.is_heading and word.is_capital and not word.opens_sentence
    }
    for _, words in cut:
        for run in _runs(words, inside, lowered, labelled, world):
            drafts += _cut(run, text, world)
    drafts = _fold_headings(drafts, paragraphs)
    return _decide(drafts, text, labelled)


def _words(text: str, paragraph: Paragraph, world: World) -> list[_Word]:
    words: list[_Word] = []
    previous = paragraph.start
    for match in _WORD.finditer(text, paragraph.start, paragraph.end):
        gap = text[previous : match.start()]
        opens = not words or bool(re.search(r"[.?!:;…\n“\"«‘(]", gap))
        joined = bool(words) and gap in (" ", "-", "\u00a0", ". ", "\n") and not (gap == ". " and opens and not _is_initial(words[-1]))
        if gap == ". " and words and _is_initial(words[-1]):
            opens = False
        words += _split_hyphen(_Word(match.start(), match.end(), match.group(), opens, joined), world)
        previous = match.end()
    return words


def _split_hyphen(word: _Word, world: World) -> list[_Word]:
    """Cut *Ukraine-Norway* into its two names; leave every other hyphenated word whole."""
    parts = word.text.split("-")
    if len(parts) < 2 or world.lookup(word.text) or not all(part and world.lookup(part) for part in parts):
        return [word]
    pieces, start = [], word.start
    for index, part in enumerate(parts):
        pieces.append(
            _Word(start, start + len(part), part, word.opens_sentence and not index, word.joined or index > 0)
        )
        start += len(part) + 1
    return pieces


def _is_initial(word: _Word) -> bool:
    return len(word.text) == 1 and word.text.isupper() or word.text in HONORIFICS


def _runs(
    words: Sequence[_Word],
    inside: set[str],
    lowered: set[str],
    labelled: dict[tuple[int, int], str],
    world: World,
) -> Iterable[list[_Word]]:
    """Yield the runs of words that may hold names; particles and *of* may stand inside."""
    starts = {start: (end, label) for (start, end), label in labelled.items()}
    run: list[_Word] = []
    for index, word in enumerate(words):
        if run and not word.joined:
            yield from _closed(run)
            run = []
        if word.is_capital and not _is_common(word, words, index, inside, lowered, starts, world):
            run.append(word)
        elif run and word.text.lower() in PARTICLES and word.joined:
            run.append(word)
        else:
            yield from _closed(run)
            run = []
    yield from _closed(run)


def _closed(run: list[_Word]) -> Iterable[list[_Word]]:
    while run and not run[-1].is_capital:
        run = run[:-1]
    if run:
        yield run


def _is_common(
    word: _Word,
    words: Sequence[_Word],
    index: int,
    inside: set[str],
    lowered: set[str],
    starts: dict[int, tuple[int, str]],
    world: World,
) -> bool:
    """Whether a capitalised word is an ordinary one: the calendar's, or only opening its sentence."""
    lower = word.text.lower()
    if lower in CALENDAR or (len(word.text) == 1 and word.text in "IA"):
        return True
    if not word.opens_sentence:
        return lower in COMMON_CAPITALISED
    if lower in COMMON_CAPITALISED or lower in lowered:
        return _lookup(word.text, world) is None or lower in COMMON_CAPITALISED
    if _lookup(word.text, world) or head_titles().get(lower):
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    if word.text in inside or word.start in starts and starts[word.start][1] in _LABEL_KINDS:
        return False
    if following and following.joined and following.is_capital and following.start in starts:
        return True  # the recogniser begins the name one word later
    return not word.text.isupper() and not (following and following.joined and following.is_capital)


def _cut(run: list[_Word], text: str, world: World) -> list[Name]:
    """Cut a run into names at known names and titles."""
    names: list[Name] = []
    index = 0
    state: str | None = None
    title: tuple[Title, int] | None = None
    core: list[_Word] = []

    def flush() -> None:
        nonlocal core, state, title
        if core:
            names.append(_core_name(core, text, state, title))
            state, title = None, None
        core = []

    while index < len(run):
        word = run[index]
        known, n_known = _known(run, index, text, world)
        found, n_title = _titled(run, index, text)
        if found and n_title >= n_known and not (core and _is_organisation(core[-1:])):
            flush()
            if title is None:
                title = (found, word.start)
            index += n_title
        elif known and not _in_person(run, index, n_known, known, core, title):
            if core and core[-1].text.lower() in PARTICLES:
                core = core[:-1]
            flush()
            span = run[index : index + n_known]
            rest = run[index + n_known :]
            if _names_organisation(rest, known):
                core = list(span)
                state = known.state or known.name
            else:
                names.append(_known_name(span, text, known))
                state = known.state if known.kind != "organisation" else known.name
            index += n_known
        elif word.text.lower() in PARTICLES:
            if core and (_is_organisation(core) or word.text.lower() not in LINKING):
                core.append(word)
            else:
                flush()
                title = None  # "president of X": the title is not X's own
            index += 1
        else:
            core.append(word)
            index += 1
    while core and core[-1].text.lower() in PARTICLES:
        core.pop()
    flush()
    return names


def _in_person(
    run: list[_Word], index: int, n_known: int, known: Entry, core: list[_Word], title: tuple[Title, int] | None
) -> bool:
    """Whether a known word is part of a person's name: its tail (*Ann Jordan*) or a city before it."""
    following = run[index + n_known] if index + n_known < len(run) else None
    if known.kind == "city" and following is not None and following.is_capital:
        return not _is_organisation([following]) and following.text.lower() not in head_titles()
    if n_known != 1 or known.kind == "demonym":
        return False
    if core:
        last = run[index - 1]
        return last.text.lower() not in LINKING and not _is_organisation([last])
    return title is not None and known.kind == "city"


def _names_organisation(rest: list[_Word], known: Entry) -> bool:
    """Whether a known place is only the first word of a body's name (*Velmar Defence Ministry*)."""
    if known.kind in ("organisation", "seat", "region") or not rest:
        return False
    plain = [word for word in rest if word.is_capital]
    return any(word.text.lower() in ORGANISATION_NOUNS for word in plain[:4])


def _is_organisation(words: Sequence[_Word]) -> bool:
    return any(word.text.lower() in ORGANISATION_NOUNS for word in words)


def _known(run: list[_Word], index: int, text: str, world: World) -> tuple[Entry | None, int]:
    for length in range(min(_MAX_WORDS, len(run) - index), 0, -1):
        span = run[index : index + length]
        if span[-1].is_capital and (entry := _lookup(text[span[0].start : span[-1].end], world)):
            return entry, length
    return None, 0


def _titled(run: list[_Word], index: int, text: str) -> tuple[Title | None, int]:
    for length in range(min(4, len(run) - index), 0, -1):
        span = run[index : index + length]
        if title := head_titles().get(text[span[0].start : span[-1].end].lower()):
            return title, length
    return None, 0


def _lookup(words: str, world: World) -> Entry | None:
    """Look a name up; a city's name that is also a person's or a common word is left to the votes."""
    entry = world.lookup(words)
    if entry is not None and entry.is_ambiguous and entry.kind in ("city", "seat"):
        return None
    return entry


def _known_name(span: list[_Word], text: str, entry: Entry) -> Name:
    words = text[span[0].start : span[-1].end]
    kinds: dict[str, NameKind] = {
        "state": "state",
        "capital": "capital",
        "city": "place",
        "seat": "seat",
        "organisation": "organisation",
        "region": "organisation",
    }
    kind: NameKind = "demonym" if entry.kind == "demonym" else kinds[entry.kind]
    if entry.kind == "region" and demonym_base(words) is not None:
        kind = "demonym"
    return Name(
        span[0].start, span[-1].end, words, kind, entry.name if kind == "state" else words,
        state=entry.state, basis=f"known {entry.kind}: {entry.basis}",
    )  # fmt: skip


def _core_name(core: list[_Word], text: str, state: str | None, title: tuple[Title, int] | None) -> Name:
    words = text[core[0].start : core[-1].end]
    kind: NameKind = "unknown"
    basis = ""
    if title is not None and not _is_organisation(core[-1:]):
        kind, basis = "person", f"title {title[0].words!r} before it"
    elif _is_organisation(core):
        kind, basis = "organisation", "named by a word for a body"
    return Name(
        core[0].start, core[-1].end, words, kind, words, state=state if kind != "unknown" else None,
        title=title[0].words if title else None, title_start=title[1] if title else None, basis=basis,
    )  # fmt: skip


def _fold_headings(drafts: list[Name], paragraphs: Sequence[Paragraph]) -> list[Name]:
    """Keep from headings, where every word is capitalised, only names that the body has too."""
    headings = [paragraph for paragraph in paragraphs if paragraph.is_heading]
    if not headings:
        return drafts
    inside = [any(p.start <= name.start < p.end for p in headings) for name in drafts]
    body = {name.key for name, is_inside in zip(drafts, inside, strict=True) if not is_inside}
    return [
        name
        for name, is_inside in zip(drafts, inside, strict=True)
        if not is_inside or name.key in body or name.basis.startswith("known")
    ]


def _decide(drafts: list[Name], text: str, labelled: dict[tuple[int, int], str]) -> tuple[Name, ...]:
    """Give every name of the document one kind, by the votes of all its mentions."""
    surnames = _surnames(drafts)
    grouped = [
        replace(name, key=surnames[name.key], kind="unknown", basis="") if name.key in surnames else name
        for name in drafts
    ]
    pairs = _demonym_pairs(grouped, text)
    votes: defaultdict[str, Counter[NameKind]] = defaultdict(Counter)
    for key in _alone_with_pronoun(grouped, text):
        votes[key]["person"] += 3
    basis: dict[str, str] = {}
    for name in grouped:
        for kind, weight, why in _evidence(name, text, labelled, pairs):
            votes[name.key][kind] += weight
            if weight >= 3 and why:
                basis.setdefault(f"{name.key}\0{kind}", why)
    decided: dict[str, tuple[NameKind, str]] = {}
    for key, counts in votes.items():
        kind = max(counts, key=lambda candidate: counts[candidate])  # first seen wins a tie
        decided[key] = (kind, basis.get(f"{key}\0{kind}", "recogniser's labels") if counts[kind] else "")
    bases = dict(pairs)
    titles = {name.key: name.title for name in reversed(grouped) if name.title}
    result = []
    seen = Counter(name.key for name in grouped)
    for name in grouped:
        kind, why = decided.get(name.key, ("unknown", ""))
        if name.text.isupper() and not name.basis and seen[name.key] == 1 and kind != "organisation":
            continue  # a word in capitals for stress, not a name
        kind = _people(name, kind, text)
        state = name.state or bases.get(name.text) or (name.key if kind == "state" else None)
        result.append(replace(name, kind=kind, state=state, basis=name.basis or why, title=name.title or titles.get(name.key)))
    return tuple(sorted(result, key=lambda name: name.start))


def _surnames(drafts: list[Name]) -> dict[str, str]:
    """Map a bare first or last name to the one full name of the document that has it."""
    full: defaultdict[str, list[str]] = defaultdict(list)
    for name in drafts:
        parts = name.text.split()
        if len(parts) > 1 and name.kind in ("person", "unknown"):
            for part in (parts[-1], parts[0], " ".join(parts[1:])):
                if name.key not in full[part]:
                    full[part].append(name.key)
    singles = {
        name.key for name in drafts if name.kind in ("person", "unknown", "place") and " " not in name.key
    } | {name.key for name in drafts if name.kind in ("person", "unknown")}
    return {part: keys[0] for part, keys in full.items() if part in singles and len(keys) == 1 and part != keys[0]}


def _demonym_pairs(drafts: list[Name], text: str) -> dict[str, str]:
    """Map adjectives to the name they are made of, when the document has both (*Karvian*, *Karvia*)."""
    known = {name.key for name in drafts if name.kind in ("unknown", "place", "state")}
    pairs: dict[str, str] = {}
    for name in drafts:
        if name.kind == "unknown" and " " not in name.text and name.text not in pairs:
            for other in drafts:
                if other.key in known and other.text != name.text and demonym_base(name.text, of=other.text):
                    pairs[name.text] = other.text
                    break
    return pairs


_PERSONAL = re.compile(r"\b(?:he|she|him|his|hers|himself|herself)\b", re.IGNORECASE)


def _alone_with_pronoun(drafts: Sequence[Name], text: str) -> Iterable[str]:
    """Yield names that are the only unsettled one of a line that speaks of a *he* or a *she*."""
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for name in drafts:
        if name.kind in ("unknown", "person"):
            lines[text.rfind("\n", 0, name.start)].append(name.key)
    for start, keys in lines.items():
        end = text.find("\n", start + 1)
        if len(set(keys)) == 1 and _PERSONAL.search(text, start + 1, end if end >= 0 else len(text)):
            yield keys[0]


def _evidence(
    name: Name, text: str, labelled: dict[tuple[int, int], str], pairs: dict[str, str]
) -> Iterable[tuple[NameKind, int, str]]:
    if name.basis.startswith("known"):
        yield name.kind, 20, name.basis
    elif name.kind != "unknown":
        yield name.kind, 8, name.basis
    if name.text in pairs:
        yield "demonym", 8, f"adjective made of {pairs[name.text]!r}"
    elif name.text in pairs.values():
        yield "state", 8, "an adjective is made of it"
    label = labelled.get((name.start, name.end)) or next(
        (label for (start, end), label in labelled.items() if start <= name.start and name.end <= end), None
    )
    if label in _LABEL_KINDS:
        # a small model takes a bare surname for a company; it reads a full name better
        yield _LABEL_KINDS[label], 4 if " " in name.text else 1, ""
    yield from _context(name, text)


_AFTER_STATE = re.compile(
    r"[’']s? (?:\w+ )?(?:president|prime minister|government|army|armed forces|parliament|foreign minister|"
    r"foreign ministry|capital|leader|envoy|military|chancellor|king|queen|ambassador|delegation)\b"
)
_BEFORE_STATE = re.compile(
    r"(?:president|prime minister|republic|kingdom|government|king|people|parliament|army|state) of (?:the )?$"
)
_BEFORE_PLACE = re.compile(r"\b(?:in|near|at|outside|from|towards?|over|on) (?:the )?(?:city of |town of |port of |village of )?$")
_AFTER_PERSON = re.compile(r",? (?:who|whose)\b|, \d\d,|[’']s (?:wife|husband|spokes\w+|aides?|office|remarks|comments)\b")
_APPOSED_CAPITAL = re.compile(r"capital,? $")


def _context(name: Name, text: str) -> Iterable[tuple[NameKind, int, str]]:
    """Yield what the words around a name say it is."""
    before, after = text[max(0, name.start - 40) : name.start], text[name.end : name.end + 60]
    if _AFTER_STATE.match(after) or _BEFORE_STATE.search(before):
        yield "state", 4, "it has a government"
    if _APPOSED_CAPITAL.search(before) or re.match(r", (?:the|its) (?:\w+ )?capital\b", after):
        yield "place", 6, "called a capital"
    elif _BEFORE_PLACE.search(before):
        yield "place", 1, ""
    if _AFTER_PERSON.match(after):
        yield "person", 2, ""
    if " " in name.text and name.kind == "unknown":
        yield "person", 2, ""


def _people(name: Name, kind: NameKind, text: str) -> NameKind:
    """Tell a people (*the Karvians*) from the adjective (*Karvian*)."""
    if kind == "demonym" and name.text.endswith("s") and demonym_base(name.text[:-1]) is not None:
        return "people"
    return kind
