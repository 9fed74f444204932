"""Where a report says otherwise than a user's actor file: both are kept, and the difference is told.

The report's words stay as they are, the actor keeps the office of the file, and which of the two is right is
for the user to say: the file may be out of date, an alias may be missing, or the report may err.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from detente.reading.actor_file.known import Known, Term
from detente.reading.actors.figures import Figure, actor_key, gather_figures, name_key
from detente.reading.actors.former_offices import find_former
from detente.reading.actors.offices import find_office
from detente.reading.knowledge.titles import is_for_now, is_single, normal_title
from detente.reading.knowledge.world import Title
from detente.reading.names.find import Name
from detente.reading.parse.parsed import Survey
from detente.record.identity import identified
from detente.record.values import Inconsistency, Passage, Span

Contradiction = tuple[Span, str, str]
"""The words that do not fit, the key of the actor they are about, and what does not fit."""

_SENTENCE = re.compile(r"[.?!][”\"’')]*\s+(?=[A-Z“\"‘])|\n\s*\n")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TITLE = 60
"""How far behind a state, in code points, an office of it may be named."""
_FAR = 400
"""How far from a name, in code points, its sentence may begin and end."""


def find_contradictions(surveyed: Survey, known: Known) -> tuple[Inconsistency, ...]:
    """Find where a report contradicts an actor file, in text order.

    Told are: a former office that the file has as held on the day of the report; an office with one
    holder given to another person, to its holder outside the days, or to somebody who holds another
    such office there; and words that let somebody speak for another state. Of sentences that name
    another year no office is told, and of a report without a day only what no day can change.

    Parameters
    ----------
    surveyed : Survey
        With names as all documents together settle them.
    known : Known

    Returns
    -------
    tuple of Inconsistency
        Of kind ``actor file``, each about an actor whom the report names; one that repeats itself in
        the report stands where it is first told.
    """
    of_offices = list(_of_offices(surveyed, known))
    told = {about for _, about, _ in of_offices}
    of_ties = [one for one in _of_ties(surveyed, known) if one[1] not in told]
    first: dict[tuple[str, str], Span] = {}
    places: set[tuple[int, int]] = set()
    for span, about, words in (*of_offices, *of_ties):
        if (span.start, span.end) not in places and (about, words) not in first:
            places.add((span.start, span.end))
            first[about, words] = span
    found = [
        identified(
            Inconsistency(
                id="",
                kind="actor file",
                passage=Passage(
                    document=surveyed.document.id, start=span.start, end=span.end, text=span.text
                ),
                about=about,
                found=words,
            )
        )
        for (about, words), span in first.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.passage.start, one.passage.end)))


def _of_offices(surveyed: Survey, known: Known) -> Iterator[Contradiction]:
    """Yield what is told beside the name of a person of his or her office, where it does not fit."""
    day = surveyed.document.published_on
    for before, name in zip((None, *surveyed.names[:-1]), surveyed.names, strict=False):
        if name.kind != "person" or _tells_another_year(surveyed, name, day):
            continue
        key = actor_key(name.key)
        former = find_former(surveyed, name)
        if former is not None:
            owner = name_key(former.owner) if former.owner is not None else None
            term = _still_held(known, key, former.title, owner, day)
            if term is not None:
                who, office = known.names[key], _office(term, known)
                told = f"The report calls {who} a former {former.title.words}"
                yield former.span, key, f"{told}; the actor file has {who} as {office}{_days(term)}."
            continue
        office_told = find_office(surveyed, name, before)
        if office_told is not None and is_single(office_told[0]):
            title, of = office_told
            words = _misfit(known, name, title, name_key(of) if of is not None else None, day)
            if words:
                yield _span_of(surveyed, name, of, title), key, words


def _still_held(known: Known, key: str, title: Title, owner: str | None, day: date | None) -> Term | None:
    """Return the office called a former one, if the file has it as held; one held twice is not told apart."""
    words = normal_title(title.words)
    terms = [
        term
        for term in known.terms
        if term.holder == key and normal_title(term.title.words) == words and owner in (None, term.owner)
    ]
    if is_for_now(title):
        terms = [term for term in terms if is_for_now(term.title)]
    held = [term for term in terms if term.office.holds_on(day)]
    return held[0] if held and len(held) == len(terms) else None


def _misfit(known: Known, name: Name, title: Title, owner: str | None, day: date | None) -> str:
    """Say how an office beside a name does not fit the file, or return an empty text."""
    key, words = actor_key(name.key), normal_title(title.words)
    who = known.names.get(key, name.key)
    own = [
        term
        for term in known.terms
        if term.holder == key and normal_title(term.title.words) == words and owner in (None, term.owner)
    ]
    if own:
        if day is None or any(term.office.holds_on(day) for term in own):
            return ""
        return (
            f"The report has {who} as {_office(own[0], known)} on {day}; "
            f"the actor file has {who} in that office{_days(own[0])}."
        )
    if owner is None or owner not in known.names:
        return ""
    told = f"The report has {who} as {title.words} of {known.names[owner]}"
    holders = [known.names[holder] for holder in known.holders(title, owner, day)]
    if holders:
        is_same = any(holder.rpartition(" ")[2] == name.key for holder in holders)
        return (
            "" if is_same else f"{told}; the actor file has {' and '.join(holders)} in that office{_on(day)}."
        )
    other = next(
        (term for term in known.terms_of(key, day) if term.owner == owner and is_single(term.title)), None
    )
    return f"{told}; the actor file has {who} as {_office(other, known)}{_days(other)}." if other else ""


def _of_ties(surveyed: Survey, known: Known) -> Iterator[Contradiction]:
    """Yield ties to a state that the words of the report make and the file makes to another."""
    day = surveyed.document.published_on
    told = gather_figures(surveyed)
    for key, figure in told.items():
        own = known.figure(key, day)
        span = figure.speaks_for_span
        if own is None or figure.speaks_for is None or span is None:
            continue
        if not any(span.start <= mention.start < span.end for mention in figure.mentions):
            continue  # inferred from words elsewhere
        given = own.speaks_for or known.sides.get(key)
        ours, theirs = _root(given, told, known, day), _root(figure.speaks_for, told, known, day)
        if ours is None or theirs is None or ours == theirs:
            continue
        kinds = {known.kinds.get(root) or told[root].kind for root in (ours, theirs)}
        if kinds != {"state"}:
            continue
        names = [known.names.get(root) or told[root].name for root in (theirs, ours)]
        yield (
            span,
            key,
            f"The report has {own.name} act for {names[0]}; the actor file puts {own.name} with {names[1]}.",
        )


def _root(key: str | None, told: Mapping[str, Figure], known: Known, day: date | None) -> str | None:
    """Return whom an actor acts for in the end, by the file where it has the actor, else by the report."""
    seen: set[str] = set()
    while key is not None and key not in seen:
        seen.add(key)
        figure = known.figure(key, day) or told.get(key)
        following = figure.speaks_for if figure is not None else None
        if following is None:
            return key if key in known.names or key in told else None
        key = following
    return None


def _tells_another_year(surveyed: Survey, name: Name, day: date | None) -> bool:
    """Whether the sentence of a name has a year other than the report's: it may tell of that year."""
    text = surveyed.text
    breaks = [match.end() for match in _SENTENCE.finditer(text, max(0, name.start - _FAR), name.start)]
    low = breaks[-1] if breaks else max(0, name.start - _FAR)
    following = _SENTENCE.search(text, name.end, name.end + _FAR)
    high = following.start() if following is not None else name.end + _FAR
    years = {int(match.group()) for match in _YEAR.finditer(text, low, high)}
    return bool(years - {day.year if day is not None else 0})


def _span_of(surveyed: Survey, name: Name, owner: Name | None, title: Title) -> Span:
    """Return the words from the owner of an office or its title to the name, in whatever order."""
    starts = [name.start, *([name.title_start] if name.title_start is not None else [])]
    ends = [name.end]
    if owner is not None:
        starts.append(owner.start)
        ends.append(owner.end)
    low, high = min(starts), max(ends)
    behind = surveyed.text[high : high + _TITLE].split("\n\n")[0].lower().replace("\n", " ")
    if owner is not None and high == owner.end and title.words in re.split(r"[.,;]", behind)[0]:
        high += behind.index(title.words) + len(title.words)
    return Span(start=low, end=high, text=surveyed.text[low:high])


def _office(term: Term, known: Known) -> str:
    return f"{term.title.words} of {known.names[term.owner]}"


def _days(term: Term) -> str:
    days = [f" from {term.office.since}"] if term.office.since else []
    days += [f" until {term.office.until}"] if term.office.until else []
    return "".join(days)


def _on(day: date | None) -> str:
    return f" on {day}" if day is not None else ""
