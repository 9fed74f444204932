"""Findings on what does not fit together: both sides in one sentence, and nothing averaged."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief.confidence import as_read, sources_of, trust_in_reports
from detente.brief.contradictions import BLAMES, Contradiction, ContradictionKind, Side
from detente.brief.findings import Finding, Material, Rest, in_record_order
from detente.brief.visible import shorten
from detente.brief.wording import join, says, sentence
from detente.case.naming import called

MOST = 3
_ORDER: tuple[ContradictionKind, ...] = ("accounts", "public and private", "words and deeds")
_WORDS = 120
"""Characters of a quotation on the first page."""


def clashes(material: Material) -> Iterator[Finding]:
    """Say the first few contradictions: whose account differs, who speaks in two ways, words against deeds.

    How one party answers is left out: the finding on the proposal tells it by each teller.
    """
    numbered = [
        (number, entry)
        for number, entry in enumerate(material.contradictions, start=1)
        if not entry.subject.startswith("how ")
    ]
    numbered.sort(key=lambda pair: _ORDER.index(pair[1].kind))
    for number, entry in numbered[:MOST]:
        evidence = in_record_order((one for side in entry.sides for one in side.records), material.index)
        documents = sources_of(evidence, material.record, material.index)
        trust = as_read(trust_in_reports(documents, material.copies), material.record)
        yield Finding(
            topic="clash",
            sentence=sentence(_said(material, entry)),
            confidence=trust.level,
            because=trust.because,
            evidence=evidence,
            rests_on=(Rest(text=f"X{number}, side by side", anchor=f"x{number}"),),
        )


def _said(material: Material, entry: Contradiction) -> str:
    match entry.kind:
        case "accounts":
            return f"Accounts differ on {entry.subject}: {'; '.join(_accounts(entry))}"
        case "public and private":
            sides = " and ".join(f"{side.label} (“{_quoted(material, side)}”)" for side in entry.sides)
            return f"{says(entry.subject, 'speaks')} differently {sides}"
        case "words and deeds":
            first, second = entry.sides
            deeds = says(entry.subject, second.text).removeprefix(called(entry.subject))
            return f"{says(entry.subject, first.text)}, and{deeds}"


def _accounts(entry: Contradiction) -> list[str]:
    """Return what each teller says, tellers in order; one who blames several is named once."""
    told: dict[str, list[str]] = {}
    for side in entry.sides:
        told.setdefault(side.label, []).append(side.text)
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
    return shorten(words, _WORDS)
