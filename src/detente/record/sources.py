"""Which documents are one source: those of one publisher, and copies of one text.

Whoever counts how many sources say something counts these. What two outlets have from one spokesman, each
in words of its own, still counts as two: that they heard the same man is in the statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.documents.document import Document
from detente.record.copies import same_text_groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How many independent sources say something, and since when.

    Attributes
    ----------
    documents : tuple of str
        Ids of the documents that say it, in the order of the record.
    sources : tuple of tuple of str
        The same, put together by source, in the order of their first documents.
    first_seen, last_seen : datetime.date or None
        The earliest and latest date of publication among them; None when none has a date.
    """

    documents: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...]
    first_seen: date | None
    last_seen: date | None

    @property
    def n_sources(self) -> int:
        """How many independent sources say it."""
        return len(self.sources)


def sources_of(documents: Sequence[Document]) -> dict[str, int]:
    """Map the id of every document to the number of its source.

    Documents are one source when they have one publisher (in any case of letters), when they are copies
    of one text (``copies.same_text_groups``), and through others of which this holds. A document without
    publisher is a source of its own unless it is a copy.

    Parameters
    ----------
    documents : sequence of Document
        In the order of the record.

    Returns
    -------
    dict of str to int
        From 0, numbered in the order of their first documents.
    """
    copies = [group for group in same_text_groups(documents) if len(group) > 1]
    published: dict[str, list[str]] = {}
    for document in documents:
        if document.publisher is not None:
            published.setdefault(_name(document.publisher), []).append(document.id)
    group = {document.id: [document.id] for document in documents}
    for members in (*copies, *published.values()):
        for member in members[1:]:
            one, other = group[members[0]], group[member]
            if one is not other:
                small, large = sorted((one, other), key=len)
                large += small
                group.update(dict.fromkeys(small, large))
    numbers: dict[int, int] = {}
    return {document.id: numbers.setdefault(id(group[document.id]), len(numbers)) for document in documents}


def agreement(saying: Iterable[str], documents: Sequence[Document], sources: Mapping[str, int]) -> Agreement:
    """Return how many independent sources say something.

    Parameters
    ----------
    saying : iterable of str
        Ids of the documents that say it, in any order, some perhaps twice.
    documents : sequence of Document
        Of the record, in its order.
    sources : mapping of str to int
        From `sources_of`.
    """
    wanted = set(saying)
    found = [document for document in documents if document.id in wanted]
    grouped: dict[int, list[str]] = {}
    for document in found:
        grouped.setdefault(sources[document.id], []).append(document.id)
    days = [document.published_on for document in found if document.published_on is not None]
    return Agreement(
        documents=tuple(document.id for document in found),
        sources=tuple(map(tuple, grouped.values())),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
    )


def _name(publisher: str) -> str:
    return " ".join(publisher.casefold().split())
