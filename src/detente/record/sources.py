"""Which documents are one source: copies of one text are, and else those of one publisher.

Whoever counts how many sources say something counts these. A wire report that twenty outlets print is one
source, and what each of them reports in words of its own is one more. What two outlets have from one
spokesman, each in its own words, still counts as two: that they heard the same man is in the statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
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


def sources_of(
    documents: Sequence[Document], copies: Sequence[Sequence[str]] | None = None
) -> dict[str, int]:
    """Map the id of every document to the number of its source.

    Copies of one text (``copies.same_text_groups``) are one source of their own, since which of those who
    print it wrote it is not known. Other documents are one source when they have one publisher, in any
    case of letters; one without publisher is alone.

    Parameters
    ----------
    documents : sequence of Document
        In the order of the record.
    copies : sequence of sequence of str, optional
        Ids of documents that print one text; found here when not given.

    Returns
    -------
    dict of str to int
        From 0, numbered in the order of their first documents.
    """
    key: dict[str, tuple[str, str]] = {}
    for document in documents:
        name = publisher_of(document)
        key[document.id] = ("publisher", name) if name is not None else ("document", document.id)
    for group in same_text_groups(documents) if copies is None else copies:
        if len(group) > 1:
            key.update(dict.fromkeys(group, ("copies", group[0])))
    numbers: dict[tuple[str, str], int] = {}
    return {document: numbers.setdefault(one, len(numbers)) for document, one in key.items()}


def publisher_of(document: Document) -> str | None:
    """Return the name of a document's publisher as it is compared; None when it is not stated."""
    return " ".join(document.publisher.casefold().split()) if document.publisher is not None else None


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """The documents of a record with their sources, to be asked many times.

    Parameters
    ----------
    documents : sequence of Document
        In the order of the record.
    known_copies : tuple of tuple of str, optional
        What ``copies.same_text_groups`` gives for them; found here when not given.

    Attributes
    ----------
    copies : tuple of tuple of str
        Ids of documents that print one text, most of them alone (``copies.same_text_groups``).
    number : mapping of str to int
        The number of each document's source (`sources_of`).
    """

    documents: Sequence[Document]
    known_copies: InitVar[tuple[tuple[str, ...], ...] | None] = None
    copies: tuple[tuple[str, ...], ...] = field(init=False)
    number: Mapping[str, int] = field(init=False)
    _rank: Mapping[str, int] = field(init=False)

    def __post_init__(self, known_copies: tuple[tuple[str, ...], ...] | None) -> None:
        copies = same_text_groups(self.documents) if known_copies is None else known_copies
        object.__setattr__(self, "copies", copies)
        object.__setattr__(self, "number", sources_of(self.documents, self.copies))
        object.__setattr__(self, "_rank", {one.id: place for place, one in enumerate(self.documents)})

    def document(self, identifier: str) -> Document:
        """Return the document of an id."""
        return self.documents[self._rank[identifier]]

    def are_one(self, first: str, second: str) -> bool:
        """Whether two documents are copies or of one publisher."""
        name = publisher_of(self.document(first))
        is_same_name = name is not None and name == publisher_of(self.document(second))
        return is_same_name or self.number[first] == self.number[second]

    def agreement(self, saying: Iterable[str]) -> Agreement:
        """Return how many independent sources say something.

        Parameters
        ----------
        saying : iterable of str
            Ids of the documents that say it, in any order, some perhaps twice.
        """
        found = [self.documents[place] for place in sorted({self._rank[one] for one in saying})]
        grouped: dict[int, list[str]] = {}
        for document in found:
            grouped.setdefault(self.number[document.id], []).append(document.id)
        days = [document.published_on for document in found if document.published_on is not None]
        return Agreement(
            documents=tuple(document.id for document in found),
            sources=tuple(map(tuple, grouped.values())),
            first_seen=min(days, default=None),
            last_seen=max(days, default=None),
        )
