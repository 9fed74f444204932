"""The tense a time stands in, as far as the words beside it show, for callers that have no parse."""

from __future__ import annotations

import re

from detente.reading.times.expression import Direction

# What is yet to be: modals, arrangements, and verbs whose present tense is said of what is scheduled.
_FUTURE = (
    r"will|shall|won['’]t|would|['’]ll|going\s+to|to\s+be|(?:set|due|expected|slated|likely)\s+to|scheduled\s+for|(?:is|are|was|were|be|been)\s+(?:due|set|scheduled|"
    r"expected|planned|likely|supposed|meant)|due|must|may|might|could|should|can|"
    r"(?:is|are)\s+to(?=\s+[a-z])|(?:agreed|agrees|vowed|pledged|promised|plans?|planned|expects?|"
    r"wants?|wanted|hopes?|hoped|intends?|intended|ready|threatened|offered|urged|ordered|decided)"
    r"(?:\s+\w+){0,2}\s+to(?=\s+[a-z])|"
    r"(?:expires|begins|starts|ends|opens|resumes|convenes|reopens|runs\s+out|takes\s+effect|lapses|meets|meet)"
)
_WAS = (
    r"was|were|had|did|has|have|said|told|met|began|held|took|went|came|fell|struck|hit|left|led|made|gave|saw|"
    r"broke|brought|built|bought|caught|chose|cut|drew|drove|fled|flew|fought|found|froze|got|grew|heard|kept|"
    r"knew|lost|lay|paid|put|ran|rose|sank|sat|sent|shook|shot|shut|spoke|spent|stood|stole|swore|taught|"
    r"thought|threw|understood|withdrew|woke|won|wrote|became|blew|burnt|dealt|forbade|forgave|laid|meant|"
    r"rang|read|rode|sang|set|slew|sold|split|spread|sprang|swept|tore|wore|upheld|undertook|overthrew"
)
_CUE = re.compile(
    rf"(?<![\w-])(?:(?P<future>{_FUTURE})|(?<!\bbe\s)(?P<past>{_WAS}|"
    r"(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)(?<!\bof\s)[a-z]{2,}(?<!ne)(?<!hundr)(?<!se)(?<!spe)(?<!fe)ed))(?![\w-])"
)
_REACH = 400  # no sentence is looked through further than this
_BOUNDARY = re.compile(r";|[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Col|Lt|St|No)\.$"
)


def tense_beside(text: str, start: int, end: int) -> Direction | None:
    """Tell past from future by the verb before ``text[start:end]`` in its sentence, else by the one after.

    None when no word shows a tense.

    >>> tense_beside("The envoys will meet on Friday.", 21, 30)
    'future'
    >>> tense_beside("On Friday, the envoys left.", 0, 9)
    'past'
    """
    low, high = _sentence(text, start, end)
    before = None
    for match in _CUE.finditer(text, low, start):
        before = match
    found = before or _CUE.search(text, end, high)
    if found is None:
        return None
    return "future" if found["future"] else "past"


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    for match in _BOUNDARY.finditer(text, low, high):
        if _ABBREVIATED.search(text, max(0, match.start() - 5), match.start() + 1):
            continue
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end:
            return low, match.start()
    return low, high
