"""What is asked of a record: words and filters, and which items answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from detente.documents.document import Document, Reliability
from detente.errors import RecordError
from detente.record.ruling import Standing, Status
from detente.record.ruling.standing import Credibility
from detente.record.values import (
    PLOVER_ROOTS,
    Channel,
    Claim,
    Event,
    Item,
    Mention,
    Proposal,
    Response,
    Statement,
)
from detente.record.wording import search_words

KINDS: Mapping[str, type] = {
    "statement": Statement,
    "event": Event,
    "proposal": Proposal,
    "response": Response,
    "claim": Claim,
}
"""What can be found, by the word for it."""

MOST_COUNTED = 10_000
"""How many answers are counted at most, when not all of them are given."""

_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_LETTERS = "A-Za-z0-9"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow one another; the last may be only begun, and all of it may be unwanted."""

    words: tuple[str, ...]
    is_begun: bool = False
    is_unwanted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for; what is empty or None is not asked.

    Attributes
    ----------
    words : str
        Words that all stand in the item's passage, in any order; ``"in quotes"`` they follow one another;
        ``begun*`` stands for every word that begins so; ``-word`` must not stand there.
    kinds : tuple of str
        Of `KINDS`; all of them when empty.
    who : tuple of str
        Ids of actors: whoever said, did, proposed, answered or promised it is one of them.
    acts : tuple of str
        PLOVER classes of statements and events.
    about : str
        Words of what a statement is about.
    channel : Channel or None
        Of a statement.
    since, until : datetime.date or None
        First and last day on which it was said or happened (``days.day_of``); what has no day is left out
        then.
    source : str
        Words of the publisher's or file's name.
    status : tuple of Status
        How the item stands by the rulings on it; rejected ones are found only when asked for.
    credibility : tuple of str
        Grades of the item, 1 to 6.
    reliability : tuple of Reliability
        Grades of the source, A to F.
    below : float or None
        Only items less probable than this.
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    about: str = ""
    channel: Channel | None = None
    since: date | None = None
    until: date | None = None
    source: str = ""
    status: tuple[Status, ...] = ()
    credibility: tuple[str, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    below: float | None = None

    def __post_init__(self) -> None:
        """Raise `RecordError` if something is asked for that there is not."""
        one_channel = () if self.channel is None else (self.channel,)
        for name, asked, known in (
            ("kind", self.kinds, tuple(KINDS)),
            ("act", self.acts, (*PLOVER_ROOTS, "OTHER")),
            ("channel", one_channel, get_args(Channel)),
            ("status", self.status, get_args(Status)),
            ("credibility", self.credibility, get_args(Credibility)),
            ("reliability", self.reliability, get_args(Reliability)),
        ):
            for value in asked:
                if value not in known:
                    raise RecordError(f"there is no {name} {value!r} to find; there are {', '.join(known)}")
        if self.since is not None and self.until is not None and self.since > self.until:
            raise RecordError(f"nothing is since {self.since} and until {self.until}: exchange the two days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An item that answers, with the document it stands in and how it stands.

    The document is without its text, and a proposal without its mentions.
    """

    item: Item
    document: Document
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found: the first hits by day, document and place, and how many there are in all.

    When not all are given, ``n_found`` is ``MOST_COUNTED + 1`` for any greater number.
    """

    hits: tuple[Hit, ...]
    n_found: int


def terms(words: str) -> tuple[Term, ...]:
    """Return the words of a query as terms.

    Raises
    ------
    RecordError
        If nothing of it can be looked for, or all of it is unwanted.

    Examples
    --------
    >>> terms('"long truce" -ship moni*')
    (Term(words=('long', 'truce'), is_begun=False, is_unwanted=False), Term(words=('ship',), \
is_begun=False, is_unwanted=True), Term(words=('moni',), is_begun=True, is_unwanted=False))
    """
    found = []
    for match in _TERM.finditer(words):
        minus, quoted, plain = match.groups()
        said = search_words(plain if quoted is None else quoted)
        is_begun = quoted is None and plain.endswith("*")
        if said:
            found.append(Term(said, is_begun, bool(minus)))
    if words.strip() and not any(not term.is_unwanted for term in found):
        raise RecordError(f"the query {words!r} has no word to look for: give at least one without a minus")
    return tuple(found)


def holds(said: tuple[str, ...], term: Term) -> bool:
    """Whether a term stands in the words of a passage; of an unwanted one, whether it does not."""
    size = len(term.words)
    *first, last = term.words
    found = any(
        list(said[start : start + size - 1]) == first
        and (said[start + size - 1].startswith(last) if term.is_begun else said[start + size - 1] == last)
        for start in range(len(said) - size + 1)
    )
    return found is not term.is_unwanted


def stands(standing: Standing, query: Query) -> bool:
    """Whether something stands as is asked: what is rejected does only when rejected ones are asked for."""
    if query.credibility and standing.credibility not in query.credibility:
        return False
    return standing.status in query.status if query.status else standing.status != "rejected"


def saying(wanted: Sequence[Term]) -> Callable[[str], bool]:
    """Return what tells of a text whether all terms stand in its words, as `holds` does and faster.

    In a text of ASCII alone words are runs of letters and digits, and a pattern finds them.

    >>> says = saying(terms('"long truce" -ship'))
    >>> says("A long, long truce."), says("The ship of the long truce.")
    (True, False)
    """
    patterns = [(_pattern(term), not term.is_unwanted) for term in wanted]
    if len(patterns) == 1 and patterns[0][0] is not None:
        only, search = wanted[0], patterns[0][0].search
        return lambda text: bool(search(text) if text.isascii() else holds(search_words(text), only))

    def says(text: str) -> bool:
        if not text.isascii():
            said = search_words(text)
            return all(holds(said, term) for term in wanted)
        return all(
            (pattern is not None and pattern.search(text) is not None) is is_wanted
            for pattern, is_wanted in patterns
        )

    return says


def _pattern(term: Term) -> re.Pattern[str] | None:
    """Return the pattern that finds a term in ASCII; None for one that cannot stand there."""
    if not all(word.isascii() and word.isalnum() for word in term.words):
        return None
    words = f"[^{_LETTERS}]+".join(term.words)
    end = "" if term.is_begun else f"(?![{_LETTERS}])"
    return re.compile(f"(?<![{_LETTERS}]){words}{end}", re.IGNORECASE | re.ASCII)


def is_from(document: Document, query: Query) -> bool:
    """Whether a document is of a source that is asked for; its text is not looked at."""
    if query.reliability and document.reliability not in query.reliability:
        return False
    return not query.source or set(search_words(query.source)) <= set(search_words(document.source))


def author(item: Item) -> Mention | None:
    """Return who said, did, proposed, answered or promised it, as far as that is told."""
    match item:
        case Statement():
            return item.speaker
        case Event():
            return item.actor
        case Proposal():
            return item.sponsor
        case Response() | Claim():
            return item.by
        case _:
            return None
