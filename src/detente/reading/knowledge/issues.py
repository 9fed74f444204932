"""What a term or a statement is about, by the words it uses: the usual issues of a peace process."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.record.values import Span

_ISSUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (issue, re.compile(rf"\b(?:{pattern})", re.IGNORECASE))  # "unacceptable" is no table
    for issue, pattern in (
        ("prisoners", r"prisoner|detainee|hostage|captive|\bPOWs?\b|abducted|remains of"),
        ("monitoring", r"monitor|observer|peacekeep|verif|\bmission\b|inspect"),
        ("sanctions", r"sanction|embargo|frozen asset|blacklist|tariff"),
        (
            "guarantees",
            r"guarantee|assurance|neutral|alliance|membership|mutual defen[cs]e|peacekeeping force",
        ),
        (
            "ceasefire",
            r"cease-?fire|truce|cessation|hostilities|halt|stop (?:the )?(?:strikes|attacks|"
            r"fighting|shelling)|armistice|pause in",
        ),
        (
            "territory",
            r"territor|border|\bland\b|district|region|province|occupied|annex|withdraw|"
            r"pull(?:ing)? back|front ?line|line of contact|demarcat|enclave|valley|corridor",
        ),
        (
            "arms",
            r"weapon|\barms\b|disarm|demilitari|troop (?:limit|cap)|military aid|missile|"
            r"heavy guns|ammunition",
        ),
        ("recognition", r"recogni[sz]|sovereignty|independence|status of|autonomy"),
        ("elections", r"election|vote|referendum|ballot"),
        (
            "humanitarian",
            r"humanitarian|\baid\b|refugee|displaced|return of (?:families|civilians)|civilians|"
            r"children|medicine|food",
        ),
        ("accountability", r"amnesty|tribunal|war crime|justice|reparation|compensat|accountab"),
        ("reconstruction", r"reconstruct|rebuild|investment|fund\b|economic"),
        ("concessions", r"concession"),
        ("talks", r"\btalks?\b|negotiat|engage|dialogue|table|mediat|diploma|peace"),
    )
)


def issue_of(words: str) -> str:
    """Return the first issue whose words occur; ``other`` when none does.

    >>> issue_of("an exchange of all prisoners")
    'prisoners'
    """
    return next((issue for issue, pattern in _ISSUES if pattern.search(words)), "other")


def issue_told(content: Sequence[Span]) -> str | None:
    """Return the issue that the words of a statement are about; None when they name none.

    >>> issue_told((Span(start=0, end=18, text="the truce will end"),))
    'ceasefire'
    """
    issue = issue_of(" ".join(span.text for span in content))
    return None if issue == "other" else issue
