"""Counted times: "in two weeks", "three days ago", "the coming days", "within 30 days of signing"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from detente.reading.times.calendar import MONTHS, period_span, shift
from detente.reading.times.expression import (
    NOT_A_TIME,
    UNIT_PRECISION,
    UNIT_WORDS,
    Days,
    Direction,
    Place,
    Plan,
    Precision,
    Rule,
    compile_rule,
    needing,
)
from detente.reading.times.numbers import APPROXIMATELY, NUMBER, UNITS, parse_number, parse_unit

# Units without a number, as (unit, least, unit, most) from the report: conventions, wide on purpose.
_VAGUE = {
    "minute": ("day", 0, "day", 0),
    "hour": ("day", 0, "day", 1),
    "day": ("day", 1, "day", 7),
    "week": ("day", 7, "day", 28),
    "fortnight": ("day", 14, "day", 42),
    "month": ("month", 1, "month", 6),
    "year": ("year", 1, "year", 5),
    "decade": ("year", 10, "year", 50),
}
COUNT = (
    rf"{APPROXIMATELY}?(?:half\s+an?\s+(?P<half>hour|month|year|decade)|"
    rf"(?P<count>{NUMBER})\s+(?P<whole>{UNITS})\s+and\s+a\s+half|"
    rf"(?P<halved>{NUMBER})\s+and\s+a\s+half\s+(?P<of>{UNITS})|"
    rf"(?P<n>{NUMBER})(?:\s+more)?[\s-]+(?P<unit>{UNITS})(?:\s+or\s+(?:(?P<more>two)|so))?)"
)
_AT_LEAST = ("more than", "over", "at least", "just over")
_AT_MOST = ("less than", "under", "just under", "up to", "at most", "no more than", "not more than")
_LASTS = re.compile(
    r"(?:\b(?:to|will|would|could|can|may|might|should|must|shall|did|does|do|not|only)|n['’]t|['’]ll)\s+$",
    re.IGNORECASE,
)
_FEW = re.compile(r"(?:a\s+)?(?:few|several)\b", re.IGNORECASE)
_DETERMINER = r"(?:(?:the|a|an|its|their|his|her|our|any|that|this|such)\s+)?"
EVENT = (
    rf"(?P<event>{_DETERMINER}(?!(?:the|an?|its|their|his|her|our|any)\b)[^\W\d][\w’'-]*"
    r"(?:(?<=entry)\s+into\s+force)?)"
)
"""The first word, with its article, of what names the event that is counted from."""

_ABOUT = re.compile(rf"{APPROXIMATELY}", re.IGNORECASE | re.VERBOSE)
_SUPERLATIVE = re.compile(
    r"\b(?:first|only|worst|most|least|last|best|biggest|\w+iest|largest|deadliest|\w{3,}est)\b"
    r"(?:(?!\b(?:will|would|shall|is|are|was|were|to|be|may|might|could|can)\b)[^.;:!?])*$",
    re.IGNORECASE,
)
_NOT_SUPERLATIVE = frozenset(
    ["request", "requests", "protest", "interest", "arrest", "forest", "harvest", "contest", "guest", "west",
     "east", "rest", "test", "suggest", "quest", "invest", "modest", "honest", "conquest", "bequest",
     "unrest"]
)  # fmt: skip
_NEVER = re.compile(r"\b(?:not|n['’]t|never|no)\b[^.;:!?]*$", re.IGNORECASE)


def counted(match: re.Match[str]) -> tuple[int, int, str]:
    """Return the least and the greatest count of a ``COUNT``, and its unit."""
    parts = match.groupdict()
    if parts.get("halved"):
        return _and_a_half(parse_number(parts["halved"])[0], parse_unit(parts["of"]))
    if parts.get("half"):
        return 1, 1, f"half {parse_unit(parts['half'])}"
    if parts.get("whole"):
        return _and_a_half(parse_number(parts["count"])[0], parse_unit(parts["whole"]))
    low, high = parse_number(match["n"])
    return low, high + bool(parts.get("more")), parse_unit(match["unit"])


def _and_a_half(number: int, unit: str) -> tuple[int, int, str]:
    """Count "a year and a half" in halves; half a day or week is less than a count of days can say."""
    if unit in ("year", "decade"):
        return 2 * number + 1, 2 * number + 1, f"half {unit}"
    days = {"month": 30 * number + 15, "week": 7 * number + 4}.get(unit, number)
    return days, days, "day" if unit in ("month", "week") else unit


def _precision(match: re.Match[str]) -> Precision:
    """Return what a count counts in; a number such as "a few" leaves it vague."""
    parts = match.groupdict()
    if _FEW.match(parts.get("n") or ""):
        return "vague"
    if any(parts.get(name) for name in ("n", "half", "whole", "halved")):
        return UNIT_PRECISION[counted(match)[2]]
    return "vague"


def _from_report(low: int, high: int, unit: str) -> Place:
    """Place ``low`` to ``high`` units after (before, if negative) an anchor day."""
    return lambda day, direction: (shift(day, low, unit), shift(day, high, unit))


def units(low: int, high: int, unit: str) -> str:
    """Write a count of units."""
    number = str(low) if low == high else f"{low} to {high}"
    return f"{number} {unit}{'s' if high != 1 else ''}"


def _in_units(match: re.Match[str]) -> Plan:
    if is_since_last(match):
        return NOT_A_TIME  # "the deadliest in two weeks" dates nothing
    low, high, unit = counted(match)

    about = _approximately(match[0].split(maxsplit=1)[1])

    def place(day: date, direction: Direction | None) -> Days:
        # In a past tense it says how long something took ("rebuilt in three months").
        if direction == "past":
            return None, None
        if about in _AT_LEAST:
            return shift(day, low, unit), None
        return day if about in _AT_MOST else shift(day, low, unit), shift(day, high, unit)

    rule = f"{units(low, high, unit)} after the report"
    return Plan(rule=rule, place=place, is_future=True, precision=_precision(match))


def is_since_last(match: re.Match[str]) -> bool:
    """Whether "in months" ends a superlative ("the worst attack in months"), and so tells no time."""
    before = match.string[max(0, match.start() - 90) : match.start()]
    found = _SUPERLATIVE.search(before)
    while found and found[0].split()[0].lower() in _NOT_SUPERLATIVE:
        found = _SUPERLATIVE.search(before, found.start() + 1)
    return found is not None


def _in_vague(match: re.Match[str]) -> Plan:
    before = match.string[max(0, match.start() - 90) : match.start()]
    if is_since_last(match) or _NEVER.search(before):
        return NOT_A_TIME
    return Plan(rule=f"{match['unit'].lower()} without a number: how many is not stated", is_future=True)


def _approximately(words: str) -> str:
    about = _ABOUT.match(words)
    return " ".join(about[0].lower().split()) if about else ""


def _ago(match: re.Match[str]) -> Plan:
    low, high, unit = counted(match)
    word = _approximately(match[0])
    rule = f"{units(low, high, unit)} before the report"
    plan = Plan(rule=rule, is_future=False, precision=_precision(match))
    if word in _AT_LEAST:
        return replace(plan, rule=rule + ", or more", place=lambda d, t: (None, shift(d, -low, unit)))
    if word in _AT_MOST:
        return replace(plan, rule=rule + ", or less", place=lambda d, t: (shift(d, -high, unit), d))
    precision: Precision = "day" if match["exact"] else plan.precision
    return replace(plan, place=_from_report(-high, -low, unit), precision=precision)


def _vague_ago(match: re.Match[str]) -> Plan:
    return Plan(rule=f"{match['unit'].lower()} ago, without a number", is_future=False)


def _from_now(match: re.Match[str]) -> Plan:
    low, high, unit = counted(match)
    return Plan(
        rule=f"{units(low, high, unit)} after the report",
        place=_from_report(low, high, unit),
        is_future=True,
        precision=_precision(match),
    )


def _window_precision(match: re.Match[str], unit: str) -> Precision:
    return "vague" if _FEW.match(match["n"] or "") else UNIT_PRECISION[unit]


def _window(match: re.Match[str]) -> Plan | None:
    """Plan "the next ten days", "the past two weeks", "the coming days", "recent months"."""
    if match["side"].lower() == "last" and _LASTS.search(
        match.string[max(0, match.start() - 20) : match.start()]
    ):
        return NOT_A_TIME  # "will last two weeks" is a length
    side, unit = match["side"].lower(), parse_unit(match["unit"])
    is_future = side in ("next", "coming")
    if match["n"]:
        low, high = parse_number(match["n"])
    elif not match["unit"].lower().endswith("s"):
        if side == "previous" or (side == "next" and unit == "day"):
            return None  # the day after some other day
        low = high = 1
    else:
        return _vague_window(unit, is_future)
    rule = f"the {units(low, high, unit)} {'from' if is_future else 'up to'} the report"
    plan = Plan(rule=rule, is_future=is_future, is_window=True, precision=_window_precision(match, unit))
    if is_future:
        return replace(plan, place=lambda d, t: (d, shift(d, high, unit)))
    return replace(plan, place=lambda d, t: (shift(d, -high, unit), d))


def _vague_window(unit: str, is_future: bool) -> Plan:
    least_unit, least, most_unit, most = _VAGUE[unit]
    if is_future:
        rule = f"{least} to {most} {most_unit}s after the report, by convention"
        return Plan(
            rule=rule,
            place=lambda d, t: (shift(d, least, least_unit), shift(d, most, most_unit)),
            is_future=True,
            is_window=True,
            precision="vague",
        )
    rule = f"up to {most} {most_unit}s before the report, by convention"
    return Plan(
        rule=rule,
        place=lambda d, t: (shift(d, -most, most_unit), d),
        is_future=False,
        is_window=True,
        precision="vague",
    )


def _one_or_two(match: re.Match[str]) -> Plan:
    """Plan "the next day or two"."""
    unit, is_future = parse_unit(match["unit"]), match["side"].lower() in ("next", "coming")
    plan = Plan(
        rule=f"up to 2 {unit}s {'after' if is_future else 'before'} the report",
        is_future=is_future,
        is_window=True,
        precision=UNIT_PRECISION[unit],
    )
    if is_future:
        return replace(plan, place=lambda d, t: (d, shift(d, 2, unit)))
    return replace(plan, place=lambda d, t: (shift(d, -2, unit), d))


def _within(match: re.Match[str]) -> Plan:
    unit = parse_unit(match["unit"])
    if match["the"]:
        return Plan(
            rule=f"from the report to the end of its calendar {unit}",
            place=lambda d, t: (d, period_span(d, unit)[1]),
            kind="deadline",
            is_future=True,
            precision=UNIT_PRECISION[unit],
        )
    precision = _precision(match)
    if match["n"]:
        high = parse_number(match["n"])[1]
        rule = f"at most {units(high, high, unit)} after the report"
    else:
        _, _, unit, high = _VAGUE[unit]
        rule = f"at most {units(high, high, unit)} after the report, by convention"
    return Plan(
        rule=rule,
        place=lambda d, t: (d, shift(d, high, unit)),
        kind="deadline",
        is_future=True,
        precision=precision,
    )


def _within_of(match: re.Match[str]) -> Plan:
    _, high, unit = counted(match)
    rule = f"at most {units(high, high, unit)} after an event that the words name"
    return Plan(
        rule=rule,
        counted_from="event",
        event=match["event"],
        kind="deadline",
        place=lambda d, t: (d, shift(d, high, unit)),
        precision=_precision(match),
    )


_AFTER = ("after", "later", "following", "since", "into", "from", "of", "on")


def _of_event(match: re.Match[str]) -> Plan:
    low, high, unit = counted(match)
    is_after = match["side"].lower().split()[0] in _AFTER
    rule = f"{units(low, high, unit)} {'after' if is_after else 'before'} an event that the words name"
    place = _from_report(low, high, unit) if is_after else _from_report(-high, -low, unit)
    return Plan(
        rule=rule, counted_from="event", event=match["event"], place=place, precision=_precision(match)
    )


def _vague_of_event(match: re.Match[str]) -> Plan:
    side = match["side"].lower()
    rule = f"{match['unit'].lower()} {side} an event that the words name, without a number"
    return Plan(rule=rule, counted_from="event", event=match["event"])


def _of_antecedent(match: re.Match[str]) -> Plan:
    low, high, unit = counted(match)
    is_after = match["side"].lower() in ("later", "after", "afterwards", "afterward", "on")
    rule = f"{units(low, high, unit)} {'after' if is_after else 'before'} the time spoken of before"
    place = _from_report(low, high, unit) if is_after else _from_report(-high, -low, unit)
    return Plan(rule=rule, counted_from="antecedent", place=place, precision=_precision(match))


def _vague_of_antecedent(match: re.Match[str]) -> Plan:
    side = "after" if match["side"].lower() in ("later", "after") else "before"
    return Plan(
        rule=f"{match['unit'].lower()} {side} the time spoken of before, without a number",
        counted_from="antecedent",
    )


def _ahead(match: re.Match[str]) -> Plan:
    return _vague_window(parse_unit(match["unit"] or match["plural"]), True)


_SIDE_EVENT = r"(?P<side>after|before|following|prior\s+to|ahead\s+of|into|from)"
NOT_EVENT = (
    r"(?!(?:now|today|yesterday|tomorrow|then|this|next|last|one|and|or|but|when|\w+day|"
    rf"(?:{'|'.join(MONTHS)}))\b)"
)
OFFSET_RULES: tuple[Rule, ...] = needing(
    UNIT_WORDS,
    compile_rule(rf"within\s+{COUNT}\s+(?:of|from|after|following)\s+{NOT_EVENT}{EVENT}", _within_of),
    compile_rule(
        rf"(?:within|(?:in|within)\s+a\s+matter\s+of|inside(?=\s+(?:an?|{NUMBER})\s))\s+(?:the\s+(?:next|coming)\s+)?(?:(?P<the>the)\s+|{APPROXIMATELY}?(?P<n>{NUMBER})\s+)?(?P<unit>{UNITS})(?!['’]s?\s+(?:drive|walk|march|flight|reach|ride|sail))",
        _within,
    ),
    compile_rule(rf"{COUNT}\s+(?:from|of)\s+(?:now|today)", _from_now),
    compile_rule(
        rf"in\s+{COUNT}(?:['’]s?\s+time)?(?!\s+(?:ago|old|later|earlier|of|when|that|which|or)\b)", _in_units
    ),
    compile_rule(rf"in\s+(?P<unit>{UNITS})(?<=s)", _in_vague),
    compile_rule(rf"{COUNT}\s+ago(?P<exact>\s+today)?", _ago),
    compile_rule(rf"(?P<unit>{UNITS})(?<=s)\s+ago", _vague_ago),
    compile_rule(
        rf"(?:the|this|these)\s+(?P<side>next|coming|last|past|previous)\s+(?:(?P<n>{NUMBER})\s+)?(?P<unit>{UNITS})",
        _window,
    ),
    compile_rule(
        rf"(?P<side>next|coming|last|past|recent)\s+(?:(?P<n>{NUMBER})\s+)?(?P<unit>{UNITS})(?<=s)", _window
    ),
    compile_rule(
        r"(?:the\s+)?(?P<side>next|coming|last|past)\s+(?P<unit>hour|day|week|month|year)\s+or\s+(?:two|so)",
        _one_or_two,
    ),
    compile_rule(r"(?:the\s+)?(?P<side>past)\s+(?P<n>)(?P<unit>week|month|year|decade|day|hour)", _window),
    compile_rule(
        rf"(?:no\s+later\s+than\s+|by\s+)?{COUNT}\s+{_SIDE_EVENT}\s+{NOT_EVENT}{EVENT}", _of_event
    ),
    compile_rule(
        rf"(?:just\s+)?(?P<unit>{UNITS})(?<=s)\s+(?P<side>after|before|into)\s+{NOT_EVENT}{EVENT}",
        _vague_of_event,
    ),
    compile_rule(
        rf"within\s+(?:just\s+)?(?P<unit>{UNITS})(?<=s)\s+(?P<side>of|after)\s+{NOT_EVENT}{EVENT}",
        _vague_of_event,
    ),
    compile_rule(
        rf"(?:in\s+)?the\s+(?P<unit>{UNITS})(?<=s)\s+(?:ahead|to\s+come)|"
        rf"(?P<plural>{UNITS})(?<=s)\s+from\s+now",
        _ahead,
    ),
    compile_rule(
        rf"{COUNT}\s+(?P<side>later|earlier|before|after|afterwards?|beforehand|"
        rf"on(?!\s+\w+day\b))(?=[\s,.;:!?)]|$)",
        _of_antecedent,
    ),
    compile_rule(rf"(?P<unit>{UNITS})(?<=s)\s+(?P<side>later|earlier|before|after)", _vague_of_antecedent),
)  # fmt: skip
