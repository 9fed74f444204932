"""A run of capitalised words cut into names: at known names, at titles and forms of address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from detente.reading.knowledge.words import (
    BUILDING_NOUNS,
    HONORIFICS,
    LINKING,
    ORGANISATION_NOUNS,
    PARTICLES,
    PLACE_NOUNS,
    PORTFOLIOS,
    STATE_BODY_NOUNS,
    STATE_FORMS,
    demonym_base,
)
from detente.reading.knowledge.world import Entry, Title, World, head_titles
from detente.reading.names.runs import Word, lookup
from detente.reading.names.types import GIVEN, Name, NameKind, clean, is_shouted

_MAX_WORDS = 7
_FAR = 40
_POSSESSOR = re.compile(
    r"(?:\b(?P<owner>[^\W\d_a-z][\w-]*(?:\s[^\W\d_a-z][\w-]*){0,2})[’']s?|\b(?:[Ii]ts|\w+[’']s))\s$"
)
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th) $")
_KINDS: dict[str, NameKind] = {
    "state": "state",
    "demonym": "demonym",
    "capital": "capital",
    "city": "place",
    "seat": "seat",
    "organisation": "organisation",
    "region": "organisation",
    "person": "person",
}


@dataclass(slots=True)
class _Cutter:
    """Cuts one run, word by word; ``core`` are the words of the name being gathered."""

    run: Sequence[Word]
    text: str
    world: World
    names: list[Name] = field(default_factory=list)
    core: list[Word] = field(default_factory=list)
    state: str | None = None
    title: tuple[Title, int] | None = None
    honorific: str | None = None
    form: str | None = None

    def cut(self) -> list[Name]:
        index = 0
        while index < len(self.run):
            index += self._step(index)
        self._flush()
        return self.names

    def _step(self, index: int) -> int:
        """Take the words at ``index`` for what they are; return how many."""
        word = self.run[index]
        known, n_known = self._known(index)
        found, n_title = self._titled(index)
        if found is not None and n_title >= n_known and not self._ends_organisation(index + n_title):
            self._drop_portfolio()
            self._flush()
            if self.title is None:
                self.title = (found, word.start)
            return n_title
        if known is not None and not self._is_in_person(index, n_known, known):
            self._take_known(index, n_known, known)
            return n_known
        address = word.text.title() if is_shouted(word.text) else word.text
        if address in HONORIFICS and index + 1 < len(self.run) and not is_organisation(self.core[-1:]):
            self._flush()
            self.honorific = address
        elif word.lower in PARTICLES and not word.is_capital:
            self._take_particle(index)
        else:
            self.core.append(word)
        return 1

    def _take_particle(self, index: int) -> None:
        word = self.run[index]
        if word.lower == "of" and self.core and self.core[-1].lower in STATE_FORMS:
            self.form = self.core[-1].lower  # *the Kingdom of Karvia* is *Karvia*
            self.core, self.title = [], None
            return
        if self.form is not None and not self.core:
            return
        in_person = word.lower not in LINKING and bool(self.core)
        in_portfolio = word.lower == "and" and all(one.lower in PORTFOLIOS for one in self.core)
        if in_person or (self.core and in_portfolio) or (is_organisation(self.core) and self._links(word)):
            self.core.append(word)
        else:
            self._flush()
            self.title = None  # "president of X": the title is not X's own

    def _links(self, word: Word) -> bool:
        """Whether *of*, *for*, *the*, *and* carry on the name of a body (*Ministry of War and Peace*)."""
        if word.lower != "and":
            return True
        return any(one.lower in ("of", "for") for one in self.core)

    def _drop_portfolio(self) -> None:
        """Count what a minister is of to the title (*National Security Minister*)."""
        while self.core and (self.core[-1].lower in PORTFOLIOS or not self.core[-1].is_capital):
            self.core.pop()

    def _take_known(self, index: int, n_known: int, known: Entry) -> None:
        span = list(self.run[index : index + n_known])
        if known.kind == "person":
            self._take_person(span, self.run[index + n_known :], known)
            return
        if (
            known.basis == GIVEN
            and known.kind == "organisation"
            and _is_called_after(self.run[index + n_known :])
        ):
            self._flush()
            self.core = span
            return
        if is_short_name(self._words(span), known) and self._take_own_body(span):
            return
        if self._is_of_body(known):
            self.core += span
            self.state = known.state
            return
        self._flush()
        if _names_organisation(self.run[index + n_known :], known):
            self.core = span
            self.state = known.state
            return
        self.names.append(known_name(span[0].start, span[-1].end, self.text, known))
        self.state = known.state if known.kind != "organisation" else known.name
        self.form = None

    def _take_person(self, span: list[Word], rest: Sequence[Word], known: Entry) -> None:
        """Take a person that the actor file names, with the title before; not *the Ann Berg Brigade*."""
        self._flush()
        if _is_called_after(rest):
            self.core = span
            return
        name = known_name(span[0].start, span[-1].end, self.text, known)
        title, start = self.title or (None, None)
        self.names.append(
            replace(
                name,
                state=self.state,
                title=title.words if title else None,
                title_start=start,
                honorific=self.honorific,
            )
        )
        self.state, self.title, self.honorific = None, None, None

    def _take_own_body(self, span: list[Word]) -> bool:
        """Take *Security Council* for the body of whoever is named before it, where somebody is."""
        if self.core:
            self.core += span  # *Karvian Security Council*
            return True
        start, words = span[0].start, self._words(span)
        match = _POSSESSOR.search(self.text[max(0, start - _FAR) : start])
        if match is None:
            return False
        parts = match["owner"].split() if match["owner"] else []
        found = (lookup(" ".join(parts[index:]), self.world) for index in range(len(parts)))
        entry = next((entry for entry in found if entry is not None), None)
        state = entry.state if entry is not None else None
        owner = state or "".join(parts[-1:])
        self._flush()
        key, basis = f"{owner} {words}".strip(), "a body of whoever is named before it"
        self.names.append(Name(start, span[-1].end, words, "organisation", key, state=state, basis=basis))
        return True

    def _is_of_body(self, known: Entry) -> bool:
        """Whether a known place ends the name of a body (*Bank of England*)."""
        if known.kind not in ("state", "city", "capital", "region") or not is_organisation(self.core):
            return False
        return self.core[-1].lower == "of" or [one.lower for one in self.core[-2:]] == ["of", "the"]

    def _flush(self) -> None:
        while self.core and not self.core[-1].is_capital:
            self.core.pop()
        if self.core:
            self.names.append(self._core_name())
            self.state, self.title, self.honorific, self.form = None, None, None, None
        self.core = []

    def _core_name(self) -> Name:
        core = self.core
        start = core[0].start
        kind: NameKind = "unknown"
        basis = ""
        is_body = is_organisation(core[-1:]) or (is_organisation(core) and self.title is None)
        if self.form is not None and not is_body:
            kind, basis = "state", f"called a {self.form}"
        elif self.honorific is not None and not is_body:
            kind, basis = "person", f"addressed as {self.honorific!r}"
        elif self.title is not None and not is_body:
            kind, basis = "person", f"title {self.title[0].words!r} before it"
        elif is_body:
            kind, basis = "organisation", "named by a word for a body"
            if ordinal := _ORDINAL.search(self.text[max(0, start - 6) : start]):
                start -= len(ordinal.group())  # *33rd Front*
        words = self.text[start : core[-1].end]
        key = clean(words)
        if kind == "person" and is_shouted(words):
            key = key.title()
        is_owned = kind in ("person", "organisation")
        return Name(
            start, core[-1].end, words, kind, key, state=self.state if is_owned else None,
            title=self.title[0].words if self.title else None,
            title_start=self.title[1] if self.title else None, basis=basis, honorific=self.honorific,
        )  # fmt: skip

    def _ends_organisation(self, following: int) -> bool:
        """Whether a title's word is only the last one of a body's name (*Supreme Council Chief* is not)."""
        return is_organisation(self.core[-1:]) and following >= len(self.run)

    def _known(self, index: int) -> tuple[Entry | None, int]:
        for length in range(min(_MAX_WORDS, len(self.run) - index), 0, -1):
            span = self.run[index : index + length]
            if (
                span[0].is_capital
                and span[-1].is_capital
                and (entry := lookup(self._words(span), self.world))
            ):
                return entry, length
        return None, 0

    def _titled(self, index: int) -> tuple[Title | None, int]:
        for length in range(min(4, len(self.run) - index), 0, -1):
            if title := head_titles().get(self._words(self.run[index : index + length]).lower()):
                return title, length
        return None, 0

    def _words(self, span: Sequence[Word]) -> str:
        return clean(self.text[span[0].start : span[-1].end])

    def _is_in_person(self, index: int, n_known: int, known: Entry) -> bool:
        """Whether a known word is part of a person's name: its tail (*Ann Jordan*) or a city before it."""
        following = self.run[index + n_known] if index + n_known < len(self.run) else None
        if known.kind == "city" and following is not None and following.is_capital:
            return not is_organisation([following]) and following.lower not in head_titles()
        if n_known != 1 or known.kind == "demonym":
            return False
        if known.kind == "person" and following is not None and following.is_capital and not self.core:
            return self._known(index + 1)[0] is None and not is_organisation([following])
        if self.core:
            last = self.run[index - 1]
            return last.lower not in LINKING and not is_organisation([last])
        return self.title is not None and known.kind == "city"


def cut_run(run: Sequence[Word], text: str, world: World) -> list[Name]:
    """Cut a run into names; those the world does not know are ``unknown`` unless a word beside tells."""
    return _Cutter(run, text, world).cut()


def is_short_name(words: str, entry: Entry) -> bool:
    """Whether words are the end of a longer known name and any state may have a body called so."""
    last = words.rpartition(" ")[2].lower()
    return entry.kind == "organisation" and entry.name.endswith(f" {words}") and last in STATE_BODY_NOUNS


def is_organisation(words: Sequence[Word]) -> bool:
    """Whether one of the words is a word for a body."""
    return any(word.lower in ORGANISATION_NOUNS for word in words)


def _names_organisation(rest: Sequence[Word], known: Entry) -> bool:
    """Whether a known place is only the first word of a body's name (*Velmar Defence Ministry*)."""
    if known.kind in ("organisation", "seat") or not rest:
        return False
    for word in rest[:4]:
        if not word.is_capital or word.lower in head_titles():
            return False  # a particle or a title ends the noun group
        if word.lower in ORGANISATION_NOUNS:
            return True
    return False


def _is_called_after(rest: Sequence[Word]) -> bool:
    """Whether the words behind a name make it that of another body or a place (*Ann Berg Airport*)."""
    for word in rest[:3]:
        if not word.is_capital or word.lower in head_titles():
            return False
        if word.lower in ORGANISATION_NOUNS | PLACE_NOUNS | BUILDING_NOUNS:
            return True
    return False


def known_name(start: int, end: int, text: str, entry: Entry) -> Name:
    """Return the name at ``[start, end)`` that the world's names or the actor file know."""
    words = text[start:end]
    kind = _KINDS[entry.kind]
    if entry.kind == "region" and demonym_base(words) is not None:
        kind = "demonym"
    key = entry.name if entry.kind in ("state", "organisation", "person") else clean(words)
    basis = GIVEN if entry.basis == GIVEN else f"known {entry.kind}: {entry.basis}"
    return Name(start, end, words, kind, key, state=entry.state, basis=basis)
