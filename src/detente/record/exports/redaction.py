"""A record to be given away: where it comes from, who ruled on it and why, and who spoke unnamed, taken out.

What is taken out is taken out everywhere: of the fields, of the texts where they repeat it, and of the ids,
which hash it. All ids are given anew, as numbers, so that nobody can test a guess against them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from detente.documents.document import Document
from detente.errors import RecordError
from detente.record.exports.cutting import MARK, Cuts, Stretch, cuts_of, outside
from detente.record.exports.export import Export
from detente.record.exports.finding import Finder, finder_of
from detente.record.exports.redacted_rulings import redacted_rulings
from detente.record.exports.unnamed import (
    descriptions,
    unnamed_places,
    without_naming,
    without_unnamed,
)
from detente.record.fields import Place
from detente.record.links.link import Link, Links
from detente.record.record import Record
from detente.record.rewriting import Turns, rewritten
from detente.record.ruling.standing import standings
from detente.record.ruling.things import source_id
from detente.record.values import Inconsistency, Passage, Proposal

_FIELDS = (
    "documents", "actors", "relations", "statements", "events", "proposals", "responses", "claims",
    "inconsistencies",
)  # fmt: skip
_ARTICLE = re.compile(r"^the\s+(?=.*\w)", re.IGNORECASE)
_KIND = {"documents": "doc", "inconsistencies": "inconsistency"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What is taken out of a record.

    Attributes
    ----------
    sources : bool
        Publisher, url, author, title, path, and where each was found, of every document; also where a text
        repeats them. Documents of one source stay so, under a number. Documents that failed are left out.
    notes : bool
        Notes, and by whom and why every ruling was made; the rulings themselves stay.
    unnamed : bool
        The words for speakers and doers that no text names (an official, an aide), who they could be, and
        rulings that say who they are. The record must then be as it was read, or as ruled without those
        rulings (``unnamed.without_naming``).
    withhold_text : bool
        Of the texts only the passages stay that something was read from.
    quote_words : int or None
        How many words of each of these passages stay, from its beginning; all when None. Withholds the rest
        of the texts too.
    words : tuple of str
        Whatever else is to be cut out everywhere.
    """

    sources: bool = True
    notes: bool = True
    unnamed: bool = False
    withhold_text: bool = False
    quote_words: int | None = None
    words: tuple[str, ...] = ()


def redacted(export: Export, redaction: Redaction) -> Export:
    """Return what is exported with what is to be taken out replaced by ``[…]``, under new ids.

    Days and the wording of what is kept stay: somebody who knows a report can know it again by them. The
    chain of rulings is made anew, so that it holds and hashes nothing that was taken out.

    Raises
    ------
    RecordError
        If ``quote_words`` is negative, or words to be cut out are blank.
    """
    _check(redaction)
    editor = editor_of(export, redaction)
    rulings = without_naming(export.record, export.rulings) if redaction.unnamed else export.rulings
    record = editor.record(without_unnamed(export.record) if redaction.unnamed else export.record)
    new_ids = {
        **editor.ids,
        **{
            source_id(old): source_id(new)
            for old, new in zip(export.record.documents, record.documents, strict=True)
        },
    }
    made = redacted_rulings(rulings, editor, new_ids, keeps_notes=not redaction.notes)
    in_effect = {ruling for standing in export.standings.values() for ruling in standing.rulings}
    return Export(
        record=record,
        rulings=tuple(made.values()),
        source_of={editor.ids[document]: number for document, number in export.source_of.items()},
        standings=standings([ruling for old, ruling in made.items() if old in in_effect]),
        links=_links(export.links, editor.ids),
    )


@dataclass(frozen=True, slots=True)
class Editor:
    """Makes values anew: places moved with their texts, ids exchanged, words cut out.

    ``documents`` are each old document with its cuts and its new text, ``ids`` the new ids of everything;
    both by old id.
    """

    redaction: Redaction
    documents: Mapping[str, tuple[Document, Cuts, str]]
    ids: Mapping[str, str]
    finder: Finder

    def record(self, record: Record) -> Record:
        """Return the record made anew."""
        changes: dict[str, Any] = {
            name: tuple(self._identified(value) for value in getattr(record, name)) for name in _FIELDS[1:]
        }
        failures = () if self.redaction.sources else tuple(self.value(f, "") for f in record.failures)
        return replace(
            record,
            documents=tuple(self._documents(record)),
            failures=failures,
            reader=self.words(record.reader),
            **changes,
        )

    def value(self, value: Any, document: str) -> Any:
        """Return a value, found in a document, made anew."""
        turns = Turns(words=self.words, reference=lambda old: self.ids.get(old, MARK), place=self._place)
        return rewritten(value, document, turns)

    def words(self, words: str) -> str:
        """Return words of a field with what is to be taken out cut out, or the new id if they are an id."""
        return self.ids.get(words) or self.finder.cut(words)

    def place(self, document: str, start: int, end: int) -> dict[str, Any]:
        """Return where a place of a document comes to lie, and its words there."""
        _, cuts, text = self.documents[document]
        start, end = cuts.moved(start, end)
        return {"start": start, "end": end, "text": text[start:end]}

    def _place(self, place: Place, document: str) -> dict[str, Any]:
        home = {"document": self.ids[document]} if isinstance(place, Passage) else {}
        return self.place(document, place.start, place.end) | home

    def _identified(self, value: Any) -> Any:
        passage = getattr(value, "passage", None)
        return replace(self.value(value, passage.document if passage else ""), id=self.ids[value.id])

    def _documents(self, record: Record) -> Iterator[Document]:
        numbers: dict[str, int] = {}
        for n, document in enumerate(record.documents, start=1):
            _, cuts, text = self.documents[document.id]
            number = numbers.setdefault(document.source, len(numbers) + 1)
            new = replace(
                self.value(document, document.id),
                id=self.ids[document.id],
                text=text,
                sha256=_digest(f"{self.ids[document.id]}\n{text}"),
                body_start=cuts.moved(document.body_start, document.body_start)[0],
            )
            yield _sourceless(new, n, number) if self.redaction.sources else new


def editor_of(export: Export, redaction: Redaction) -> Editor:
    """Return what edits a record: where its texts are cut, and the new ids."""
    record = export.record
    told = list(_secrets(export, redaction))
    whole = descriptions(record) if redaction.unnamed else ()
    in_texts = finder_of(told, whole=whole)
    reasons = [ruling.because for ruling in export.rulings if redaction.notes]
    kept, hidden = _kept(record, redaction), unnamed_places(record) if redaction.unnamed else {}
    documents = {}
    for document in record.documents:
        stretches = list(in_texts.stretches(document.text))
        stretches += hidden.get(document.id, [])
        if redaction.sources:
            stretches.append((0, document.body_start))
        if redaction.withhold_text or redaction.quote_words is not None:
            stretches += outside(kept.get(document.id, ()), document.text)
        cuts = cuts_of(stretches)
        documents[document.id] = (document, cuts, cuts.applied(document.text))
    return Editor(redaction, documents, _new_ids(record), finder_of([*told, *reasons], whole=whole))


def _links(links: Links, ids: Mapping[str, str]) -> Links:
    """Return which of what is left is one, under the new ids and without the words for why."""
    kinds = {end: link.kind for link in links.links for end in (link.a, link.b)}
    made = []
    for group in links.groups():
        first, *others = [member for member in group if member in ids] or [""]
        made += [Link(kind=kinds[one], a=ids[one], b=ids[first], score=1.0, why="") for one in others]
    return Links(links=tuple(made))


def _check(redaction: Redaction) -> None:
    if redaction.quote_words is not None and redaction.quote_words < 0:
        raise RecordError(
            f"{redaction.quote_words} words of a quotation cannot stay: give 0 for none, or how many"
        )
    blank = [words for words in redaction.words if not any(letter.isalnum() for letter in words)]
    if blank:
        raise RecordError(
            f"the words {blank[0]!r} cannot be cut out, for they have no letter or digit: leave them"
        )


def _secrets(export: Export, redaction: Redaction) -> Iterator[str]:
    """Yield what is to be cut out wherever it stands."""
    yield from redaction.words
    if redaction.notes:
        yield from (ruling.by for ruling in export.rulings)
    if not redaction.sources:
        return
    for document in export.record.documents:
        stated = (document.publisher, document.author, document.title, document.url)
        if document.publisher:
            yield _ARTICLE.sub(
                "", document.publisher
            )  # *The Courier* is *the Courier's* or *Courier* to others
        yield from filter(None, stated)
        yield from (document.path, document.path.rsplit("/", 1)[-1])
        if not document.part.isdigit():  # the number of a row tells nothing, the id of a feed's entry does
            yield document.part
        if document.url and (host := _host(document.url)):
            yield host


def _digest(words: str) -> str:
    """Return a digest that is never that of a file, also where nothing of a text was taken out."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # an unclosed bracket in the host
        return ""


def _kept(record: Record, redaction: Redaction) -> Mapping[str, list[Stretch]]:
    """Return the stretches of each document that stay when its text is withheld."""
    kept: dict[str, list[Stretch]] = {}
    texts = {document.id: document.text for document in record.documents}
    for item in (*record.relations, *record.items()):
        passages = [item.passage]
        if isinstance(item, Inconsistency) and item.other is not None:
            passages.append(item.other)
        if isinstance(item, Proposal):
            passages += [clause.passage for clause in item.clauses]
        for passage in passages:
            end = _end_of_words(texts[passage.document], passage, redaction.quote_words)
            kept.setdefault(passage.document, []).append((passage.start, end))
    return kept


def _end_of_words(text: str, passage: Passage, n_words: int | None) -> int:
    """Return where the first words of a passage end; its own end when all of them stay."""
    if n_words is None:
        return passage.end
    end, words = passage.start, text[passage.start : passage.end]
    for word in words.split()[:n_words]:
        end = text.index(word, end) + len(word)
    return end


def _new_ids(record: Record) -> Mapping[str, str]:
    return {
        value.id: f"{_KIND.get(name, name.removesuffix('s'))}:{n}"
        for name in _FIELDS
        for n, value in enumerate(getattr(record, name), start=1)
    }


def _sourceless(document: Document, n: int, source: int) -> Document:
    return replace(
        document,
        path=f"document {n}",
        title=None,
        publisher=f"source {source}",
        url=None,
        author=None,
        part="",
        provenance=(),
        warnings=(),
    )
