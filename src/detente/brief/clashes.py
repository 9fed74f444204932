"""Findings on what does not fit together: both sides in one sentence, and nothing averaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.brief.confidence import as_read, sources_of, trust_in_reports
from detente.brief.contradictions import BLAMES, Clash, ClashKind, Side
from detente.brief.findings import Finding, Material, Rest, in_record_order
from detente.brief.visible import shorten
from detente.brief.wording import join, says, sentence
from detente.case.naming import called

_ORDER: tuple[ClashKind, ...] = ("accounts", "public and private", "words and deeds")
_WORDS = 120
"""Characters of a quotation on the first page."""


def clashes(material: Material) -> Iterator[Finding]:
    """Say the contradictions, one finding a kind, so that none of a kind is told while another is cut.

    How one party answers is left out: the finding on the proposal tells it by each teller.
    """
    numbered = [
        (number, entry)
        for number, entry in enumerate(material.contradictions, start=1)
        if not entry.subject.startswith("how ")
    ]
    for kind in _ORDER:
        found = [(number, entry) for number, entry in numbered if entry.kind == kind]
        if not found:
            continue
        sides = [side for _, entry in found for side in entry.sides]
        evidence = in_record_order((one for side in sides for one in side.records), material.index)
        documents = sources_of(evidence, material.record, material.index)
        trust = as_read(trust_in_reports(documents, material.copies), material.record)
        yield Finding(
            topic="clash",
            sentence=sentence(_said(material, kind, [entry for _, entry in found])),
            confidence=trust.level,
            because=trust.because,
            evidence=evidence,
            rests_on=tuple(Rest(text=f"X{number}", anchor=f"x{number}") for number, _ in found),
        )


def _said(material: Material, kind: ClashKind, entries: Sequence[Clash]) -> str:
    match kind:
        case "accounts":
            return _differing(material, entries)
        case "public and private":
            return _two_voices(material, entries)
        case "words and deeds":
            return _words_and_deeds(entries)


def _differing(material: Material, entries: Sequence[Clash]) -> str:
    if len(entries) == 1:
        return f"Accounts differ on {entries[0].subject}: {'; '.join(_accounts(material, entries[0]))}"
    return f"Accounts differ on {join(dict.fromkeys(entry.subject for entry in entries))}"


def _two_voices(material: Material, entries: Sequence[Clash]) -> str:
    subjects = list(dict.fromkeys(entry.subject for entry in entries))
    if len(entries) > 1:
        verb = "speak" if len(subjects) > 1 else "speaks"
        return f"{join(map(called, subjects))} {verb} differently in public and in private"
    (entry,) = entries
    sides = " and ".join(f"{side.label} ({_quoted(material, side)})" for side in entry.sides)
    return f"{says(entry.subject, 'speaks')} differently {sides}"


def _words_and_deeds(entries: Sequence[Clash]) -> str:
    subjects = list(dict.fromkeys(entry.subject for entry in entries))
    if len(subjects) > 1:
        who = join(map(called, subjects))
        return f"{who} each speak for or of an agreement, and use or prepare force"
    return f"{says(subjects[0], 'speaks')} for or of an agreement, and uses or prepares force"


def _accounts(material: Material, entry: Clash) -> list[str]:
    """Return what each teller says, tellers in order; one who blames several is named once."""
    told: dict[str, list[str]] = {}
    for side in entry.sides:
        told.setdefault(side.label, []).append(side.text or _quoted(material, side))
    said = []
    for label, texts in told.items():
        if all(text.startswith(BLAMES) for text in texts):
            blamed = join(dict.fromkeys(text.removeprefix(BLAMES) for text in texts))
            said.append(says(label, f"{BLAMES}{blamed}"))
        else:
            said.append(f"{join(dict.fromkeys(texts))} ({label})")
    return said


def _quoted(material: Material, side: Side) -> str:
    entry = material.index.find(side.records[0])
    words = entry.passage.text if entry is not None and entry.passage is not None else ""
    shown = shorten(words, _WORDS)
    return shown if "“" in shown else f"“{shown}”"
