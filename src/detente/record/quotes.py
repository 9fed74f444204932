"""The quote ledger: which printed quotations are one, whether their words agree, and how many sources say so.

A quotation mark is no proof that the words were said. A quotation is *verbatim* when an independent source
or a transcript has the same words, *altered* when a close variant differs (all variants are kept and shown),
and *unverified* when it has one source only. Copies of one wire report are one source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from detente.record.copies import same_text_groups as same_text_groups
from detente.record.nearness import near_across, near_pairs
from detente.record.record import Record
from detente.record.transcripts import Turn, turns
from detente.record.values import Actor, Statement
from detente.record.wording import (
    MIN_WORDS,
    Wording,
    are_variants,
    differences,
    holds,
    is_same,
    normal_words,
    stretch,
    wording,
)
from detente.record.wording import Difference as Difference

QuoteStatus = Literal["verbatim", "altered", "unverified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteVariant:
    """A quotation as one document prints it.

    ``statement`` is None for a turn of a transcript, which is a witness and no quotation; ``words`` are
    then those that bear on the quotation. ``source`` is the place of its source in ``QuoteEntry.sources``.
    """

    statement: str | None
    document: str
    source: int
    words: str
    status: QuoteStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteComparison:
    """Two variants by their places in ``QuoteEntry.variants``, and their words side by side."""

    before: int
    after: int
    pieces: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteEntry:
    """One quotation in all documents that print it.

    Attributes
    ----------
    statements : tuple of str
        Ids of the statements that quote it, in text order.
    words : str
        As the first of them prints it.
    speaker : str or None
        The actor, None when every variant leaves the speaker open.
    status : QuoteStatus
        ``altered`` if any two close variants differ, else ``verbatim`` if any variant is.
    variants : tuple of QuoteVariant
        In text order, transcripts after the statements.
    sources : tuple of tuple of str
        Independent sources, each the ids of its documents: several when they are copies.
    comparisons : tuple of QuoteComparison
        The first variant with each later one that is printed in other words or to another length.
    denied_by : tuple of str
        Statements in which these words are said *not* to have been said.
    """

    statements: tuple[str, ...]
    words: str
    speaker: str | None
    status: QuoteStatus
    variants: tuple[QuoteVariant, ...]
    sources: tuple[tuple[str, ...], ...]
    comparisons: tuple[QuoteComparison, ...] = ()
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Quotation:
    statement: str | None
    document: str
    speaker: str | None
    words: Wording


def quote_ledger(record: Record, *, copies: Sequence[Sequence[str]] | None = None) -> tuple[QuoteEntry, ...]:
    """Set every quotation of a record beside its variants in other documents.

    Two quotations of different documents are variants when they have the same speaker, or one speaker is
    open, and the same or close words (``wording.are_variants``). An open one that fits two speakers
    stays alone. Statements that deny that something was said are no source for it.

    Parameters
    ----------
    record : Record
        Its statements need no order; nothing of it is changed or left out.
    copies : sequence of sequence of str, optional
        Ids of documents that print one text (`same_text_groups`); found here when not given.

    Returns
    -------
    tuple of QuoteEntry
        In the order of their first statements.
    """
    printed = same_text_groups(record.documents) if copies is None else copies
    source = {document: index for index, members in enumerate(printed) for document in members}
    quoting = [said for said in record.statements if said.quoted]
    quotations = [_quotation(said) for said in quoting if not said.is_negated]
    denials = [_quotation(said) for said in quoting if said.is_negated]
    witnesses = _witnesses(record)
    names = {actor.id: _surname_or_name(actor) for actor in record.actors}
    groups = _groups(quotations)
    speakers = [_speaker(quotations, places) for places in groups]
    bearing = _bearing(quotations, groups, [names.get(one or "") for one in speakers], witnesses)
    denying = _near_places(quotations, [denial.words for denial in denials])
    entries = []
    for places, speaker in zip(groups, speakers, strict=True):
        group = [quotations[place] for place in places]
        turned = [witnesses[one] for one in sorted({one for place in places for one in bearing[place]})]
        denied = [denials[one] for one in sorted({one for place in places for one in denying[place]})]
        entries.append(_entry(speaker, group + _heard(group, turned), denied, source))
    return tuple(entries)


def _speaker(quotations: Sequence[_Quotation], places: Sequence[int]) -> str | None:
    return next((quotations[one].speaker for one in places if quotations[one].speaker is not None), None)


def _bearing(
    quotations: Sequence[_Quotation],
    groups: Sequence[Sequence[int]],
    names: Sequence[frozenset[str] | None],
    witnesses: Sequence[Turn],
) -> list[list[int]]:
    """Return for each quotation the places of the turns that may have its words, its speaker speaking.

    ``names`` are those of the groups' speakers; where it is not known who speaks, anybody's turns may.
    """
    asking: dict[frozenset[str] | None, list[int]] = {}
    for name, places in zip(names, groups, strict=True):
        asking.setdefault(name, []).extend(places)
    labelled: dict[str, list[int]] = {}
    for turn, witness in enumerate(witnesses):
        for word in witness.label:
            labelled.setdefault(word, []).append(turn)
    found: list[list[int]] = [[] for _ in quotations]
    for name, places in asking.items():
        own: Sequence[int] = range(len(witnesses))
        if name is not None:
            own = sorted(set.intersection(*(set(labelled.get(word, ())) for word in name))) if name else ()
        near = _near_places([quotations[place] for place in places], [witnesses[turn].words for turn in own])
        for place, turns_near in zip(places, near, strict=True):
            found[place] = [own[turn] for turn in turns_near]
    return found


def _near_places(quotations: Sequence[_Quotation], others: Sequence[Wording]) -> list[list[int]]:
    """Return for each quotation the places of the wordings that may be variants of it."""
    found: list[list[int]] = [[] for _ in quotations]
    if others:
        for place, other in near_across([quotation.words for quotation in quotations], others):
            found[place].append(other)
    return found


def _quotation(said: Statement) -> _Quotation:
    return _Quotation(
        statement=said.id,
        document=said.passage.document,
        speaker=said.speaker.actor if said.speaker else None,
        words=wording([span.text for span in said.quoted]),
    )


def _is_one(first: _Quotation, second: _Quotation) -> bool:
    """Whether two quotations are variants, speakers apart. Few words and an open speaker are too little."""
    n_words = min(len(first.words.normal), len(second.words.normal))
    has_open_speaker = first.speaker is None or second.speaker is None
    if first.document == second.document or (has_open_speaker and n_words < MIN_WORDS):
        return False
    return are_variants(first.words, second.words)


def _groups(quotations: Sequence[_Quotation]) -> list[list[int]]:
    """Put variants together: those of one speaker, then open ones with the one speaker they fit."""
    ties = [pair for pair in _near_ties(quotations) if _is_one(*(quotations[place] for place in pair))]
    group = [[place] for place in range(len(quotations))]
    speaker = [quotation.speaker for quotation in quotations]  # of the group, kept at its first member
    for first, later in _surest_first(quotations, ties):
        one, other = group[first], group[later]
        low, high = sorted((min(one), min(other)))
        if one is not other and _may_be_one(speaker[low], speaker[high]):
            speaker[low] = speaker[low] if speaker[low] is not None else speaker[high]
            small, large = sorted((one, other), key=len)
            large += small
            for place in small:
                group[place] = large
    members = {id(own): own for own in group}
    return sorted(sorted(own) for own in members.values())


def _near_ties(quotations: Sequence[_Quotation]) -> list[tuple[int, int]]:
    """Return the pairs that may be variants and whose speakers may be one, in order."""
    by_speaker: dict[str | None, list[int]] = {}
    for place, quotation in enumerate(quotations):
        by_speaker.setdefault(quotation.speaker, []).append(place)
    words = [quotation.words for quotation in quotations]
    found = []
    for own in by_speaker.values():
        near = near_pairs([words[place] for place in own])
        found += [(own[first], own[later]) for first, later in near]
    open_ones = by_speaker.get(None, [])
    named = [place for place, quotation in enumerate(quotations) if quotation.speaker is not None]
    if open_ones:
        across = near_across([words[place] for place in open_ones], [words[place] for place in named])
        for first, later in across:
            one, other = sorted((open_ones[first], named[later]))
            found.append((one, other))
    return sorted(found)


def _surest_first(
    quotations: Sequence[_Quotation], ties: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield ties between named speakers, then of open ones to named, then of open ones to each other.

    Ties of a quotation that fits two named speakers are left out: it could be either's.
    """
    fits: list[dict[str, None]] = [{} for _ in quotations]
    for first, later in ties:
        for one, other in ((first, later), (later, first)):
            theirs = quotations[other].speaker
            if theirs is not None:
                fits[one][theirs] = None
    for n_open in (0, 1, 2):
        for pair in ties:
            is_clear = all(len(fits[one]) <= 1 for one in pair)
            if is_clear and sum(quotations[one].speaker is None for one in pair) == n_open:
                yield pair


def _may_be_one(first: str | None, second: str | None) -> bool:
    return first is None or second is None or first == second


def _witnesses(record: Record) -> list[Turn]:
    return [turn for document in record.documents for turn in turns(document)]


def _surname_or_name(actor: Actor) -> frozenset[str]:
    """Return the words that a transcript's label must have to mean the actor."""
    words = normal_words(actor.name)
    return frozenset(words[-1:] if actor.kind == "person" else words)


def _heard(group: Sequence[_Quotation], witnesses: Sequence[Turn]) -> list[_Quotation]:
    """Return the stretches of transcripts that bear on a quotation, of the turns that may."""
    heard = []
    for turn in witnesses:
        for one in group:
            witness = _Quotation(None, turn.document, one.speaker, turn.words)
            if len(one.words.normal) >= MIN_WORDS and _is_one(witness, one):
                heard.append(replace(witness, words=stretch(turn.words, one.words)))
                break
    return heard


def _entry(
    speaker: str | None,
    group: Sequence[_Quotation],
    denials: Sequence[_Quotation],
    source: Mapping[str, int],
) -> QuoteEntry:
    met = list(dict.fromkeys(source[one.document] for one in group))
    statuses = [_status(one, group, source) for one in group]
    quoted = [status for one, status in zip(group, statuses, strict=True) if one.statement is not None]
    documents = dict.fromkeys(one.document for one in group)
    return QuoteEntry(
        statements=tuple(one.statement for one in group if one.statement is not None),
        words=_printed(group[0]),
        speaker=speaker,
        status=next((found for found in ("altered", "verbatim") if found in quoted), "unverified"),
        variants=tuple(
            QuoteVariant(
                statement=one.statement,
                document=one.document,
                source=met.index(source[one.document]),
                words=_printed(one),
                status=status,
            )
            for one, status in zip(group, statuses, strict=True)
        ),
        sources=tuple(
            tuple(document for document in documents if source[document] == index) for index in met
        ),
        comparisons=tuple(
            QuoteComparison(before=0, after=place, pieces=differences(group[0].words, one.words))
            for place, one in enumerate(group)
            if one.words.normal != group[0].words.normal
        ),
        denied_by=tuple(
            denial.statement
            for denial in denials
            if denial.statement is not None
            and _may_be_one(speaker, denial.speaker)
            and any(are_variants(denial.words, one.words) for one in group)
        ),
    )


def _status(one: _Quotation, group: Sequence[_Quotation], source: Mapping[str, int]) -> QuoteStatus:
    others = [other for other in group if other.document != one.document]
    if any(are_variants(one.words, other.words) and not is_same(one.words, other.words) for other in others):
        return "altered"
    independent = (other for other in others if source[other.document] != source[one.document])
    if any(holds(other.words, one.words) for other in independent):
        return "verbatim"
    return "unverified"


def _printed(one: _Quotation) -> str:
    return " … ".join(" ".join(one.words.words[start:end]) for start, end in one.words.pieces)
