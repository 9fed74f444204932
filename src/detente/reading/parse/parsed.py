"""A document prepared for reading: paragraphs, quotations, names, and a parse that maps back to the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.documents.document import Document
from detente.errors import ReadingError
from detente.reading.knowledge.world import World
from detente.reading.names.find import Name, find_names
from detente.reading.parse.masking import Masked, Piece, mask
from detente.reading.parse.pipeline import label_entities, parse
from detente.reading.text.paragraphs import Paragraph, find_paragraphs
from detente.reading.text.quotations import Quotation, find_quotations
from detente.record.values import Mention, Passage, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MAX_TEXT = 500_000
"""The longest text that is read, in code points: a long book, about a minute and a gigabyte."""
_TRIM = " \t\r\n\u00a0,;:—–-"


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A parsed stretch of text: a paragraph, or the inside of a quotation that is an utterance."""

    text: str
    paragraph: Paragraph
    index: int
    masked: Masked
    doc: Doc
    inside: Quotation | None = None
    starts: tuple[int, ...] = field(init=False)
    """Where in the text each token begins, in the order of the tokens: asked for again and again."""
    ends: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        places = [self.bounds(token, token) for token in self.doc]
        object.__setattr__(self, "starts", tuple(start for start, _ in places))
        object.__setattr__(self, "ends", tuple(end for _, end in places))

    def bounds(self, first: Token, last: Token) -> tuple[int, int]:
        """Map the tokens ``first`` to ``last`` to ``[start, end)`` of the verbatim text."""
        return self.masked.source(first.idx, last.idx + len(last.text))

    def span(self, first: Token, last: Token, *, trim: bool = True) -> Span:
        """Return the verbatim words from ``first`` to ``last``, outer blanks and commas left out."""
        start, end = self.bounds(first, last)
        return cut_span(self.text, start, end, trim=trim)

    def piece(self, token: Token) -> Piece:
        """Return what the token stands for."""
        return self.masked.piece_at(token.idx)

    def name(self, token: Token) -> Name | None:
        """Return the name the token stands for, if it does."""
        return self.piece(token).name

    def quotation(self, token: Token) -> Quotation | None:
        """Return the quoted utterance the token stands for, if it does."""
        return None if token.is_punct else self.piece(token).quotation

    def tokens_within(self, start: int, end: int) -> list[Token]:
        """Return the tokens whose source lies inside ``[start, end)``."""
        return [self.doc[index] for index, at in enumerate(self.starts) if start <= at < end]

    def tokens_touching(self, start: int, end: int) -> list[Token]:
        """Return the tokens whose source shares a character with ``[start, end)``."""
        places = enumerate(zip(self.starts, self.ends, strict=True))
        return [self.doc[index] for index, (low, high) in places if low < end and start < high]


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """What is known of a document before it is parsed: its paragraphs, quotations and names."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    quotations: tuple[Quotation, ...]
    names: tuple[Name, ...]

    @property
    def text(self) -> str:
        """The document's verbatim text."""
        return self.document.text


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Everything the readers of one document share: the survey and the parse."""

    survey: Survey
    blocks: tuple[Block, ...]

    @property
    def document(self) -> Document:
        """The document that is read."""
        return self.survey.document

    @property
    def text(self) -> str:
        """The document's verbatim text."""
        return self.survey.document.text

    @property
    def names(self) -> tuple[Name, ...]:
        """The document's names, in text order."""
        return self.survey.names

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The document's outermost quotations, in text order."""
        return self.survey.quotations

    def passage(self, span: Span | Mention) -> Passage:
        """Return a span as a passage of this document."""
        return Passage(document=self.document.id, start=span.start, end=span.end, text=span.text)

    def body(self) -> Iterator[Block]:
        """Yield the blocks of running text: paragraphs, headings left out."""
        return (block for block in self.blocks if block.inside is None and not block.paragraph.is_heading)

    def inner(self, quotation: Quotation) -> Block | None:
        """Return the parsed inside of a quotation that is an utterance."""
        return next((block for block in self.blocks if block.inside == quotation), None)


def cut_span(text: str, start: int, end: int, *, trim: bool = True) -> Span:
    """Return ``text[start:end]`` as a span, outer blanks and joining marks left out."""
    if trim:
        while start < end and text[start] in _TRIM:
            start += 1
        while end > start and text[end - 1] in _TRIM:
            end -= 1
    return Span(start=start, end=end, text=text[start:end])


def survey(document: Document, nlp: Language, world: World) -> Survey:
    """Find paragraphs, quotations and names of a document; nothing is parsed yet.

    Raises
    ------
    ReadingError
        If the text is longer than ``MAX_TEXT``.
    """
    text = document.text
    paragraphs = find_paragraphs(text, document.body_start)
    if len(text) > MAX_TEXT:
        raise ReadingError(
            f"{document.path}: {len(text):,} characters, and at most {MAX_TEXT:,} of one document are read: "
            "split it into the reports it is made of"
        )
    quotations = find_quotations(text, [(p.start, p.end) for p in paragraphs])
    labels = label_entities((text[p.start : p.end] for p in paragraphs), nlp)
    return Survey(document, paragraphs, quotations, find_names(text, paragraphs, labels, world))


def prepare(surveyed: Survey, nlp: Language) -> Reading:
    """Parse the masked copy of a surveyed document."""
    plans = list(_plan(surveyed))
    docs = parse((masked.copy for _, _, masked, _ in plans), nlp)
    blocks = tuple(
        Block(text=surveyed.text, paragraph=paragraph, index=index, masked=masked, doc=doc, inside=inside)
        for (index, paragraph, masked, inside), doc in zip(plans, docs, strict=True)
    )
    return Reading(surveyed, blocks)


def _plan(surveyed: Survey) -> Iterable[tuple[int, Paragraph, Masked, Quotation | None]]:
    """Yield what is to be parsed: every paragraph, and the inside of every quoted utterance."""
    text = surveyed.text
    for index, paragraph in enumerate(surveyed.paragraphs):
        inside = [q for q in surveyed.quotations if paragraph.start <= q.start < paragraph.end]
        here = [name for name in surveyed.names if paragraph.start <= name.start < paragraph.end]
        yield index, paragraph, mask(text, paragraph.body, paragraph.end, here, inside), None
        for quotation in inside:
            if quotation.is_speech(text) and quotation.inner_end > quotation.inner_start:
                low, high = quotation.inner_start, quotation.inner_end
                quoted = [name for name in here if low <= name.start < high]
                yield index, paragraph, mask(text, low, high, quoted, ()), quotation
