"""How probable somebody calls something, when it is said in figures.

Words for likelihood (*likely*, *little chance*) mean other figures to every speaker and give none, and so do
bounds (*at least 60 percent*), ranges and figures that are denied.
"""

from __future__ import annotations

import re

from detente.reading.times.numbers import parse_number

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_NUMBER = rf"(?:\d{{1,3}}(?:[.,]\d+)?|(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES}|(?:a|one) hundred|a)"
_PERCENT = rf"(?P<percent>{_NUMBER})(?:\s?%|[- ]?per ?cent(?:age point)?)"
_RATIO = rf"(?P<part>{_NUMBER})[- ](?:(?:chances?|times?)[- ])?(?:in|out of)[- ](?P<whole>{_NUMBER})"
_EVEN = r"(?P<even>fifty[-–/ ]fifty|50\s?[-–/:]\s?50)"
_FIGURE = rf"(?:{_PERCENT}|{_RATIO}|{_EVEN})"
_NOUN = r"(?:chances?|probabilit(?:y|ies)|likelihoods?|odds)"
_SURE = r"(?:likely|certain|sure|probable|confident|convinced)"
_BETWEEN = r"(?:[- ](?:or so|or thereabouts))?"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\w.,]){_FIGURE}{_BETWEEN}[- ](?:{_NOUN}|{_SURE}|proposition|bet)\b",  # a 70 percent chance
        rf"(?<![\w.,]){_PERCENT} of (?:a )?{_NOUN}\b",
        rf"(?<![\w.,])(?P<part>{_NUMBER}) chances? (?:in|out of) (?P<whole>{_NUMBER})\b",
        rf"\b{_NOUN}\b(?P<gap>[^.;:!?\d%]{{0,80}}?)(?<![\w.,]){_FIGURE}(?![\w%])",  # put the odds at 3 in 4
        r"\b(?:probability|likelihood)\b(?P<gap>[^.;:!?\d]{0,80}?)(?P<share>0[.,]\d{1,3}|1[.,]0+)\b",
        rf"\b(?:it is|it was|it[’']s|that is|that[’']s|call(?:s|ed)? it)(?: about| roughly)? {_EVEN}",
        rf"\bodds (?:of|at|are) (?P<one>{_NUMBER})[- ]to[- ](?P<other>{_NUMBER}) "
        r"(?P<side>against|on|in favou?r)\b",
    )
)
_BOUND = re.compile(
    r"(?:\b(?:at least|at most|up to|more than|less than|fewer than|over|under|above|below|better than|"
    r"worse than|no more than|between(?: [\w.,%-]+){0,3}|from|not|never|no|n[’']t|neither)|"
    r"\d\s*%?\s*(?:to|-|–)|per ?cent to|"
    rf"\b(?:{_TENS}|{_TEENS}|{_ONES}) (?:to|or))"
    r"(?:\s+(?:a|an|the|even))?\s*$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"\b(?:not|never|n[’']t|no|denied|rejected) (?:[\w’']+ ){0,3}$", re.IGNORECASE)
_ANOTHER_MATTER = re.compile(
    r"\b(?:if|unless|split|shared?|divid\w+|support|turnout|poll\w*)\b", re.IGNORECASE
)


def stated_chance(words: str) -> float | None:
    """Return how probable some words call something, in [0, 1]; None when they give no one figure.

    Parameters
    ----------
    words : str
        Of one claim.

    Examples
    --------
    >>> stated_chance("there is a 70 percent chance that the gates open by Friday")
    0.7
    >>> stated_chance("the truce is likely to hold"), stated_chance("at least a 70 percent chance of rain")
    (None, None)
    >>> stated_chance("I put the odds of a deal at 3 in 4"), stated_chance("a fifty-fifty chance")
    (0.75, 0.5)
    """
    found = {}
    for form in _FORMS:
        for match in form.finditer(words):
            if not _is_left_open(words, match):
                found[match.end()] = _chance(match)
    chances = set(found.values())
    return chances.pop() if len(chances) == 1 else None


def _is_left_open(words: str, match: re.Match[str]) -> bool:
    """Whether a figure is only a bound, is denied, or counts something else than a chance."""
    figure = min(match.start(name) for name, held in match.groupdict().items() if held and name != "gap")
    gap = match.groupdict().get("gap") or ""
    return bool(
        _BOUND.search(words[:figure])
        or _NOT_BEFORE.search(words[: match.start()])
        or _ANOTHER_MATTER.search(gap)
    )


def _chance(match: re.Match[str]) -> float | None:
    held = {name: value for name, value in match.groupdict().items() if value and name != "gap"}
    if "even" in held:
        return 0.5
    if "share" in held:
        return float(held["share"].replace(",", "."))
    if "side" in held:
        one, other = _number(held["one"]), _number(held["other"])
        share = (other if held["side"].lower() == "against" else one) / (one + other) if one + other else 2.0
    elif "percent" in held:
        share = _number(held["percent"]) / 100
    else:
        whole = _number(held["whole"])
        share = _number(held["part"]) / whole if whole else 2.0
    return round(share, 6) if share <= 1 else None


def _number(words: str) -> float:
    plain = words.lower().replace(",", ".")
    if plain in ("a hundred", "one hundred"):
        return 100.0
    return float(plain) if plain[0].isdigit() else float(parse_number(plain)[0])
