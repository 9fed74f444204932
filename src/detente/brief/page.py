"""Put the page of findings together, in the order a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.brief import anchors
from detente.brief.clashes import clashes
from detente.brief.findings import HEADINGS, Finding, Material, Rest, in_record_order
from detente.brief.likelihood import words
from detente.brief.model_findings import blocks, bottom_line, change, path
from detente.brief.moved import moved
from detente.brief.on_record import held
from detente.brief.wording import count, day, join, sentence
from detente.case.model import Judgement


def build_findings(material: Material) -> tuple[Finding, ...]:
    """Build the findings of a brief, numbered in the order of the page."""
    found = [
        *thin_record(material),
        *noted(material),
        *in_force(material),
        *outlook(material),
        *moved(material),
        *clashes(material),
    ]
    if material.no_model:
        found += [*no_model(material), *held(material)]
    else:
        found += [*bottom_line(material), *blocks(material), *change(material), *path(material)]
    order = list(HEADINGS)
    found.sort(key=lambda finding: order.index(finding.topic))
    return tuple(replace(finding, label=f"F{number}") for number, finding in enumerate(found, start=1))


def no_model(material: Material) -> Iterator[Finding]:
    """Say first that the brief is of the record alone, why, and what to do about it."""
    yield Finding(
        topic="no model",
        sentence="This brief sets out the record alone and says nothing of which agreement can hold. "
        + sentence(material.no_model),
        confidence="high",
        because="a fact about this brief, not about the conflict",
        rests_on=(Rest(text="reports", anchor="reports"),),
    )


def thin_record(material: Material) -> Iterator[Finding]:
    """Say first what the reader must know of a record that rests on one source or none."""
    documents = material.record.documents
    sources = list(dict.fromkeys(material.copies.origin(document) for document in documents))
    if len(sources) > 1:
        return
    grades = [concern.grade for concern in material.case.concerns]
    kinds = [
        (grades.count("record"), "on the record"),
        (grades.count("analyst"), "on the analyst’s word"),
        (grades.count("assumption"), "on named assumptions"),
    ]
    parts = [f"{number} rest {on}" if number != 1 else f"1 rests {on}" for number, on in kinds if number]
    n_open = grades.count("open")
    parts += [f"{n_open} {'is' if n_open == 1 else 'are'} open"] if n_open else []
    counted = f" Of {count(len(grades), 'concern')} in the case, {join(parts)}." if parts else ""
    if not documents:
        text = "No report is in the record: "
        text += "what follows rests on the case alone." if grades else "there is nothing to set out."
    elif len(documents) == 1:
        text = "One report leaves most of this open." if grades else "All of this is one report’s word."
    else:
        text = f"{len(documents)} reports, but one source: it leaves most of this open."
    concerns = (Rest(text="concerns", anchor=anchors.CONCERNS),) if grades else ()
    yield Finding(
        topic="thin record",
        sentence=text + counted,
        confidence="high",
        because="counted from the record and the case" if grades else "counted from the record",
        rests_on=(*concerns, Rest(text="reports", anchor="reports")),
    )


def noted(material: Material) -> Iterator[Finding]:
    """Say what the case notes of itself, so that nobody takes a gap for a finding."""
    if material.case.notes:
        yield Finding(
            topic="thin record",
            sentence=" ".join(sentence(note) for note in material.case.notes),
            confidence="low",
            because="the case’s own note; it cites no record",
            rests_on=(Rest(text="the model", anchor="case"),),
        )


def in_force(material: Material) -> Iterator[Finding]:
    """Say which measures the findings count with, so that nobody takes them for the present."""
    taken = [measure for measure in material.case.measures if measure.is_on]
    if taken and not material.no_model:
        named = join(f"“{measure.text.strip().rstrip('.')}”" for measure in taken)
        these = "these measures are" if len(taken) > 1 else "this measure is"
        yield Finding(
            topic="thin record",
            sentence=f"What follows counts with what is not so yet: {these} taken to be in force: {named}.",
            confidence="high",
            because="a fact about the case, not about the conflict",
            evidence=in_record_order([cite for measure in taken for cite in measure.cites], material.index),
            rests_on=(Rest(text="the measures", anchor="measures"),),
        )


def outlook(material: Material) -> Iterator[Finding]:
    """Say the analyst's own judgements in likelihood words; no share of worlds is put into such words."""
    for judgement in material.case.judgements:
        low, high = judgement.probability
        likelihood = words(low, high)
        yield Finding(
            topic="outlook",
            sentence=sentence(_judged(judgement, likelihood)),
            confidence=judgement.confidence,
            because=judgement.because or "the analyst gives no reason",
            evidence=in_record_order(judgement.cites, material.index),
            rests_on=(Rest(text="the analyst’s judgement", anchor="judgements"),),
            likelihood=likelihood,
        )


def _judged(judgement: Judgement, likelihood: str) -> str:
    low, high = (round(100 * end) for end in judgement.probability)
    chance = f"{low} %" if low == high else f"{low}–{high} %"
    by = f" by {day(judgement.by)}" if judgement.by is not None else ""
    text = judgement.text.strip().rstrip(".")
    return f"{likelihood} ({chance}){by}: {text}"
