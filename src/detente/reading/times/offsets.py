"""Counted times: "in two weeks", "three days ago", "the coming days", "within 30 days of signing"."""

from __future__ import annotations

import re
from datetime import date

from detente.reading.times.calendar import MONTHS, period_span, shift
from detente.reading.times.expression import NOT_A_TIME, Days, Direction, Place, Plan, Rule, compile_rule
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
_COUNT = rf"{APPROXIMATELY}?(?P<n>{NUMBER})(?:\s+more)?[\s-]+(?P<unit>{UNITS})"
_DETERMINER = r"(?:(?:the|a|an|its|their|his|her|our|any|that|this|such)\s+)?"
EVENT = rf"(?P<event>{_DETERMINER}[^\W\d][\w’'-]*)"
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


def _counted(match: re.Match[str]) -> tuple[int, int, str]:
    low, high = parse_number(match["n"])
    return low, high, parse_unit(match["unit"])


def _from_report(low: int, high: int, unit: str) -> Place:
    """Place ``low`` to ``high`` units after (before, if negative) an anchor day."""
    return lambda day, direction: (shift(day, low, unit), shift(day, high, unit))


def _units(low: int, high: int, unit: str) -> str:
    number = str(low) if low == high else f"{low} to {high}"
    return f"{number} {unit}{'s' if high != 1 else ''}"


def _in_units(match: re.Match[str]) -> Plan:
    if is_since_last(match):
        return NOT_A_TIME  # "the deadliest in two weeks" dates nothing
    low, high, unit = _counted(match)

    def place(day: date, direction: Direction | None) -> Days:
        # In a past tense it says how long something took ("rebuilt in three months").
        return (None, None) if direction == "past" else (shift(day, low, unit), shift(day, high, unit))

    return Plan(rule=f"{_units(low, high, unit)} after the report", place=place, is_future=True)


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


def _ago(match: re.Match[str]) -> Plan:
    low, high, unit = _counted(match)
    about = _ABOUT.match(match[0])
    word = " ".join(about[0].lower().split()) if about else ""
    rule = f"{_units(low, high, unit)} before the report"
    if word in ("more than", "over", "at least", "just over"):
        return Plan(rule=rule + ", or more", place=lambda d, t: (None, shift(d, -low, unit)), is_future=False)
    if word in ("less than", "under", "just under", "up to", "at most", "no more than", "not more than"):
        return Plan(rule=rule + ", or less", place=lambda d, t: (shift(d, -high, unit), d), is_future=False)
    return Plan(rule=rule, place=_from_report(-high, -low, unit), is_future=False)


def _vague_ago(match: re.Match[str]) -> Plan:
    return Plan(rule=f"{match['unit'].lower()} ago, without a number", is_future=False)


def _from_now(match: re.Match[str]) -> Plan:
    low, high, unit = _counted(match)
    return Plan(
        rule=f"{_units(low, high, unit)} after the report",
        place=_from_report(low, high, unit),
        is_future=True,
    )


def _window(match: re.Match[str]) -> Plan | None:
    """Plan "the next ten days", "the past two weeks", "the coming days", "recent months"."""
    side, unit = match["side"].lower(), parse_unit(match["unit"])
    is_future = side in ("next", "coming")
    if match["n"]:
        low, high = parse_number(match["n"])
    elif not match["unit"].lower().endswith("s"):
        if side == "next" and unit == "day":
            return None  # the day after some other day
        low = high = 1
    else:
        return _vague_window(unit, is_future)
    rule = f"the {_units(low, high, unit)} {'from' if is_future else 'up to'} the report"
    if is_future:
        return Plan(rule=rule, place=lambda d, t: (d, shift(d, high, unit)), is_future=True, is_window=True)
    return Plan(rule=rule, place=lambda d, t: (shift(d, -high, unit), d), is_future=False, is_window=True)


def _vague_window(unit: str, is_future: bool) -> Plan:
    least_unit, least, most_unit, most = _VAGUE[unit]
    if is_future:
        rule = f"{least} to {most} {most_unit}s after the report, by convention"
        return Plan(
            rule=rule,
            place=lambda d, t: (shift(d, least, least_unit), shift(d, most, most_unit)),
            is_future=True,
            is_window=True,
        )
    rule = f"up to {most} {most_unit}s before the report, by convention"
    return Plan(
        rule=rule, place=lambda d, t: (shift(d, -most, most_unit), d), is_future=False, is_window=True
    )


def _within(match: re.Match[str]) -> Plan:
    unit = parse_unit(match["unit"])
    if match["the"]:
        return Plan(
            rule=f"from the report to the end of its calendar {unit}",
            place=lambda d, t: (d, period_span(d, unit)[1]),
            kind="deadline",
            is_future=True,
        )
    if match["n"]:
        high = parse_number(match["n"])[1]
        rule = f"at most {_units(high, high, unit)} after the report"
    else:
        _, _, unit, high = _VAGUE[unit]
        rule = f"at most {_units(high, high, unit)} after the report, by convention"
    return Plan(rule=rule, place=lambda d, t: (d, shift(d, high, unit)), kind="deadline", is_future=True)


def _within_of(match: re.Match[str]) -> Plan:
    _, high, unit = _counted(match)
    rule = f"at most {_units(high, high, unit)} after an event that the words name"
    return Plan(rule=rule, counted_from="event", event=match["event"], kind="deadline")


_AFTER = ("after", "later", "following", "since", "into", "from", "of", "on")


def _of_event(match: re.Match[str]) -> Plan:
    low, high, unit = _counted(match)
    side = "after" if match["side"].lower().split()[0] in _AFTER else "before"
    rule = f"{_units(low, high, unit)} {side} an event that the words name"
    return Plan(rule=rule, counted_from="event", event=match["event"])


def _of_antecedent(match: re.Match[str]) -> Plan:
    low, high, unit = _counted(match)
    is_after = match["side"].lower() in ("later", "after", "afterwards", "afterward", "on")
    rule = f"{_units(low, high, unit)} {'after' if is_after else 'before'} the time spoken of before"
    place = _from_report(low, high, unit) if is_after else _from_report(-high, -low, unit)
    return Plan(rule=rule, counted_from="antecedent", place=place)


def _vague_of_antecedent(match: re.Match[str]) -> Plan:
    side = "after" if match["side"].lower() in ("later", "after") else "before"
    return Plan(
        rule=f"{match['unit'].lower()} {side} the time spoken of before, without a number",
        counted_from="antecedent",
    )


def _length(match: re.Match[str]) -> Plan:
    low, high, unit = _counted(match)
    return Plan(
        rule=f"a length of {_units(low, high, unit)}, not placed", counted_from="nothing", kind="duration"
    )


def _vague_length(match: re.Match[str]) -> Plan:
    return Plan(rule="a length without a number, not placed", counted_from="nothing", kind="duration")


def _no_time(match: re.Match[str]) -> Plan:
    return NOT_A_TIME


_SIDE_EVENT = r"(?P<side>after|before|following|prior\s+to|ahead\s+of|into|from)"
_NOT_EVENT = (
    r"(?!(?:now|today|yesterday|tomorrow|then|this|next|last|and|or|but|when|\w+day|"
    rf"(?:{'|'.join(MONTHS)}))\b)"
)
OFFSET_RULES: tuple[Rule, ...] = (
    # ages, and sentences of a court: lengths, but of nothing that this record keeps
    compile_rule(r"\d{1,3}-year-olds?|aged?\s+\d{1,3}(?:\s+(?:and|to)\s+\d{1,3})?", _no_time),
    compile_rule(rf"{_COUNT}\s+(?:old|of\s+age|(?:in|behind)\s+(?:prison|jail|bars))", _no_time),
    compile_rule(rf"for\s+the\s+first\s+time\s+in\s+(?:{APPROXIMATELY}?{NUMBER}\s+)?{UNITS}", _no_time),
    compile_rule(rf"within\s+{_COUNT}\s+(?:of|from|after|following)\s+{_NOT_EVENT}{EVENT}", _within_of),
    compile_rule(
        rf"within\s+(?:the\s+(?:next|coming)\s+)?(?:(?P<the>the)\s+|{APPROXIMATELY}?(?P<n>{NUMBER})\s+)?(?P<unit>{UNITS})",
        _within,
    ),
    compile_rule(rf"{_COUNT}\s+(?:from|of)\s+(?:now|today)", _from_now),
    compile_rule(rf"in\s+{_COUNT}(?:['’]s?\s+time)?(?!\s+(?:ago|old|later|earlier)\b)", _in_units),
    compile_rule(rf"in\s+(?P<unit>{UNITS})(?<=s)", _in_vague),
    compile_rule(rf"{_COUNT}\s+ago", _ago),
    compile_rule(rf"(?P<unit>{UNITS})(?<=s)\s+ago", _vague_ago),
    compile_rule(
        rf"(?:the|this|these)\s+(?P<side>next|coming|last|past|previous)\s+(?:(?P<n>{NUMBER})\s+)?(?P<unit>{UNITS})",
        _window,
    ),
    compile_rule(
        rf"(?P<side>next|coming|last|past|recent)\s+(?:(?P<n>{NUMBER})\s+)?(?P<unit>{UNITS})(?<=s)", _window
    ),
    compile_rule(r"(?:the\s+)?(?P<side>past)\s+(?P<n>)(?P<unit>week|month|year|decade|day|hour)", _window),
    compile_rule(rf"{_COUNT}\s+{_SIDE_EVENT}\s+{_NOT_EVENT}{EVENT}", _of_event),
    compile_rule(
        rf"{_COUNT}\s+(?P<side>later|earlier|before|after|afterwards?|beforehand|on)(?=[\s,.;:!?)]|$)",
        _of_antecedent,
    ),
    compile_rule(rf"(?P<unit>{UNITS})(?<=s)\s+(?P<side>later|earlier|before|after)", _vague_of_antecedent),
    compile_rule(rf"for\s+{_COUNT}", _length),
    compile_rule(rf"for\s+(?:many\s+)?(?P<unit>{UNITS})(?<=s)", _vague_length),
    compile_rule(rf"(?P<n>\d{{1,4}}|{NUMBER})[-‑](?P<unit>{UNITS})(?:[-‑]long)?(?!-)", _length),
)  # fmt: skip
