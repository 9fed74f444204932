"""Who is named in a document: persons with their offices, states, bodies, forces, groups.

Figures are gathered from names and the few words around them, read in line and not from the parse:
*Karvian President Anton Velk*, *Anton Velk, the president of Karvia*, *Karvia's president, Anton Velk*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from detente.reading.names import Name
from detente.reading.parsed import Survey
from detente.reading.world import Title, head_titles
from detente.record.values import ActorKind, Span

_QUALIFIER = (
    r"(?:former|current|acting|deputy|vice|interim|incoming|outgoing|then|late|senior|top|chief|new|newly elected|"
    r"embattled|veteran|long-time|first|ex)"
)
_NEAR = 60


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody being gathered; becomes an ``Actor`` when the document is read.

    ``gender`` is ``he`` or ``she`` when a word says so; ``governs`` that the text speaks of this
    person's presidency, government or the like.
    """

    key: str
    name: str
    kind: ActorKind
    basis: str
    speaks_for: str | None = None
    speaks_for_span: Span | None = None
    title: Title | None = None
    gender: str | None = None
    governs: bool = False
    mentions: list[Span] = field(default_factory=list)

    @property
    def role(self) -> str | None:
        """The office as the text words it."""
        return self.title.words if self.title else None


def slug(words: str) -> str:
    """Return words as a readable id part: folded to ASCII where possible, joined by hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", plain.lower().replace("'", "").replace("’", "")).strip("-") or "unnamed"


def actor_key(name: str) -> str:
    """Return the key of an actor: ``actor:`` and its name."""
    return f"actor:{slug(name)}"


def name_key(name: Name) -> str | None:
    """Return the key of the actor a name stands for; a place that is no capital stands for none."""
    if name.kind in ("person", "organisation"):
        return actor_key(name.key)
    if name.kind == "state":
        return actor_key(name.state or name.key)
    if name.kind in ("capital", "seat", "people", "demonym") and name.state:
        return actor_key(name.state)
    return None


def gather_figures(surveyed: Survey) -> dict[str, Figure]:
    """Gather the figures of a document, in order of first mention.

    Persons get their office and whom they speak for from the words next to their name; a person with
    an office but no state named beside it is tied to a state only when the text leaves one choice.
    """
    figures: dict[str, Figure] = {}
    for name in surveyed.names:
        _add_name(figures, surveyed, name)
    for before, name in pairwise([None, *surveyed.names]):
        if name is not None and name.kind == "person":
            _add_office(figures, surveyed, name, before)
    _tie_seats(figures, surveyed)
    _add_genders(figures, surveyed)
    _tie_heads(figures, surveyed)
    return figures


def _span(name: Name) -> Span:
    return Span(start=name.start, end=name.end, text=name.text)


def _add_name(figures: dict[str, Figure], surveyed: Survey, name: Name) -> None:
    key = name_key(name)
    if key is None:
        return
    kinds: dict[str, ActorKind] = {"person": "person", "organisation": "organisation"}
    kind: ActorKind = kinds.get(name.kind, "state")
    figure = figures.get(key)
    if figure is None:
        shown = name.key if kind != "state" else (name.state or name.key)
        figure = figures[key] = Figure(key, shown, kind, name.basis)
    if kind == "organisation" and name.state and figure.speaks_for is None and actor_key(name.state) != key:
        figure.speaks_for, figure.speaks_for_span = actor_key(name.state), _span(name)
        _ensure_state(figures, name.state)
    figure.mentions.append(_span(name))


def _ensure_state(figures: dict[str, Figure], state: str) -> None:
    figures.setdefault(actor_key(state), Figure(actor_key(state), state, "state", "named through its adjective"))


def _add_office(figures: dict[str, Figure], surveyed: Survey, name: Name, before: Name | None) -> None:
    """Read the office beside a person's name, and the state or body it belongs to."""
    figure = figures[actor_key(name.key)]
    text = surveyed.text
    left = text[max(0, name.start - _NEAR) : name.start]
    right = text[name.end : name.end + _NEAR]
    title, held = _title_before(left), "before"
    if title is None:
        title, held = _title_after(right), "after"
    if title is None:
        return
    figure.title = figure.title or title[0]
    figure.gender = figure.gender or title[0].pronoun
    owner = _owner(surveyed, name, title, held, before)
    if owner is None or figure.speaks_for is not None:
        return
    key = name_key(owner)
    if key is None or key == figure.key:
        return
    low, high = min(owner.start, name.start), max(owner.end, name.end)
    figure.speaks_for = key
    figure.speaks_for_span = Span(start=low, end=high, text=text[low:high])


def _title_before(left: str) -> tuple[Title, str] | None:
    """Find the longest title that ends right before a name, and what stands before the title."""
    match = re.search(r"((?:[\w-]+ ){0,4}[\w-]+),? $", left)
    if match is None:
        return None
    words = match.group(1).split(" ")
    for index in range(len(words)):
        title = head_titles().get(" ".join(words[index:]).lower())
        if title is not None:
            return title, left[: match.start(1)] + " ".join(words[:index])
    return None


def _title_after(right: str) -> tuple[Title, str] | None:
    """Find a title in apposition: ``, the foreign minister of`` or ``, Karvia's president``."""
    match = re.match(r", (?P<owner>(?:the |a |an |its |his |her )?(?:[\w’'-]+ ){0,3}?)(?P<rest>[a-z][\w -]+)", right)
    if match is None:
        return None
    words = right[2:].split(" ")
    for start in range(min(5, len(words))):
        for length in (4, 3, 2, 1):
            piece = " ".join(words[start : start + length]).rstrip(",.;")
            title = head_titles().get(piece.lower())
            if title is not None and len(words[start : start + length]) == length:
                return title, " ".join(words[start + length :])
        if re.search(r"[,.;]$", words[start]) or words[start] in ("who", "said", "and", "which"):
            return None
    return None


def _owner(
    surveyed: Survey, name: Name, title: tuple[Title, str], held: str, before: Name | None
) -> Name | None:
    """Find the name the office belongs to: right before the title, behind *of*, or the only body near."""
    text = surveyed.text
    if held == "before":
        if before is not None and before.end <= name.start:
            between = text[before.end : name.start]
            if re.fullmatch(rf"(?:[’']s?)? (?:{_QUALIFIER}[ -])*[\w -]+,? ", between) and not re.search(
                r"\b(?:and|in|with|by|told|said|to|from|on|met|that)\b", between
            ):
                return before
            if re.fullmatch(r",? ", between) and re.search(r"\bof (?:the )?$", text[: before.start]):
                return before
    else:
        for after in surveyed.names:
            if name.end < after.start < name.end + _NEAR:
                between = text[name.end : after.start]
                tail = text[after.end : after.end + 24]
                if re.fullmatch(r", (?:the |a |an )?(?:[\w-]+ )*?(?:of|at|for|from|to) (?:the )?", between):
                    return after
                if re.fullmatch(r", (?:the |a |an )?", between) and re.match(r"[’']?s? ?[a-z]", tail):
                    return after
    if title[0].holds == "organisation":
        sentence_start = max(text.rfind(mark, 0, name.start) for mark in ".?!\n") + 1
        bodies = [n for n in surveyed.names if sentence_start <= n.start < name.start and n.kind == "organisation"]
        if len({body.key for body in bodies}) == 1:
            return bodies[0]
    return None


_SEAT_OF = re.compile(
    r",? (?:the |which is the )?(?:official )?(?:seat|residence|office|palace) of (?:the )?(?P<rest>[^.;\n]{2,60})"
)


def _tie_seats(figures: dict[str, Figure], surveyed: Survey) -> None:
    """Tie a building to the government the text seats there (*Quay House, the seat of the ... government*)."""
    for name, following in pairwise((*surveyed.names, None)):
        if name is None or following is None or name.kind not in ("organisation", "unknown", "place"):
            continue
        match = _SEAT_OF.match(surveyed.text, name.end)
        key = actor_key(name.key)
        owner = name_key(following)
        if match is None or owner is None or following.start > match.end() or owner == key:
            continue
        figure = figures.setdefault(key, Figure(key, name.key, "organisation", "called a seat of government"))
        figure.kind = "organisation"
        if figure.speaks_for is None:
            figure.speaks_for = owner
            text = surveyed.text[name.start : following.end]
            figure.speaks_for_span = Span(start=name.start, end=following.end, text=text)


_PRONOUNS = {
    "he": "he", "his": "he", "him": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip


def _add_genders(figures: dict[str, Figure], surveyed: Survey) -> None:
    """Learn how a person is referred to from sentences that name only that person."""
    tallies: dict[str, set[str]] = {}
    for paragraph in surveyed.paragraphs:
        words = surveyed.text[paragraph.start : paragraph.end]
        persons = _persons_within(surveyed.names, paragraph.start, paragraph.end)
        if len(persons) == 1:
            genders = {_PRONOUNS[w] for w in re.findall(r"[a-z]+", words.lower()) if w in _PRONOUNS}
            if len(genders) == 1:
                tallies.setdefault(persons[0], set()).update(genders)
    for key, genders in tallies.items():
        if len(genders) == 1 and figures[key].gender is None:
            figures[key].gender = next(iter(genders))


def _persons_within(names: Sequence[Name], start: int, end: int) -> list[str]:
    keys = [actor_key(name.key) for name in names if name.kind == "person" and start <= name.start < end]
    return list(dict.fromkeys(keys))


_HOLDS_OFFICE = re.compile(r"[’']s (?:presidency|administration|premiership|government|cabinet|inauguration)\b")
_OWN_OFFICE = re.compile(r"\b(?:his|her) (?:presidency|administration|premiership|term in office|cabinet)\b")


def _tie_heads(figures: dict[str, Figure], surveyed: Survey) -> None:
    """Tie a head of government to a state when the text names just one state's seat without its head.

    *His administration* shows that a person governs; a seat of government shows of what. Only when one
    such person and one such state are left is the tie made, and the basis says so.
    """
    text = surveyed.text
    heads: list[str] = []
    for paragraph in surveyed.paragraphs:
        words = text[paragraph.start : paragraph.end]
        persons = _persons_within(surveyed.names, paragraph.start, paragraph.end)
        if len(persons) == 1 and _OWN_OFFICE.search(words):
            heads.append(persons[0])
        for name in surveyed.names:
            if paragraph.start <= name.start < paragraph.end and name.kind == "person":
                if _HOLDS_OFFICE.match(text, name.end):
                    heads.append(actor_key(name.key))
    for key in heads:
        figures[key].governs = True
    free = [key for key in dict.fromkeys(heads) if figures[key].speaks_for is None]
    led = {figure.speaks_for for figure in figures.values() if figure.kind == "person" and figure.speaks_for}
    seats = [name for name in surveyed.names if name.kind == "seat" and name.state and actor_key(name.state) not in led]
    states = list(dict.fromkeys(name.state for name in seats if name.state))
    if len(free) == 1 and len(states) == 1:
        figure = figures[free[0]]
        figure.speaks_for, figure.speaks_for_span = actor_key(states[0]), _span(seats[0])
        figure.basis += "; governs, and the only seat of government without a named head is this state's"


def share_figures(gathered: Sequence[dict[str, Figure]]) -> None:
    """Let the documents of one reading tell each other who is who.

    What one document says of a person (gender, office, whom he or she speaks for) fills what another
    leaves out, when all that say something agree. A bare surname takes it from the one full name.
    """
    known: dict[str, list[Figure]] = {}
    for figures in gathered:
        for figure in figures.values():
            known.setdefault(figure.key, []).append(figure)
    full = full_names(gathered)
    for key, same in known.items():
        others = known.get(full.get(key, ""), [])
        for figure in same:
            _fill(figure, [*same, *others])


def full_names(gathered: Sequence[dict[str, Figure]]) -> dict[str, str]:
    """Map the key of a bare surname to the one full name that any document has for it."""
    full: dict[str, list[str]] = {}
    bare: list[Figure] = []
    for figures in gathered:
        for figure in figures.values():
            parts = figure.name.split()
            if figure.kind != "person":
                continue
            if len(parts) == 1:
                bare.append(figure)
            elif figure.key not in full.setdefault(parts[-1].casefold(), []):
                full[parts[-1].casefold()].append(figure.key)
    found = {figure.key: full.get(figure.name.casefold(), []) for figure in bare}
    return {key: keys[0] for key, keys in found.items() if len(keys) == 1}


def _fill(figure: Figure, others: Sequence[Figure]) -> None:
    genders = {other.gender for other in others if other.gender}
    if figure.gender is None and len(genders) == 1:
        figure.gender = next(iter(genders))
    titles = {other.title.words: other.title for other in others if other.title}
    if figure.title is None and len(titles) == 1:
        figure.title = next(iter(titles.values()))
    sides = {other.speaks_for for other in others if other.speaks_for}
    if figure.speaks_for is None and len(sides) == 1:
        figure.speaks_for = next(iter(sides))
