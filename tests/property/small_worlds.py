"""Strategy for small records in which much bears on much: few people, issues, words, places and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from tests.unit.record.made import claim, days, deaths, event, named, proposal, report, response, statement
from tests.unit.record.sample import Reader, document

from detente.record.record import Record
from detente.record.values import Actor, Claim, Proposal, Response, Span

FIRST = date(2031, 5, 1)
PEOPLE = {
    "Ola Velk": named("actor:ola-velk", "Ola Velk", speaks_for="actor:ost", role="president"),
    "Velk": named("actor:velk", "Velk"),
    "Ana Velk": named("actor:ana-velk", "Ana Velk", role="envoy"),
    "Mara Lind": named("actor:mara-lind", "Mara Lind", speaks_for="actor:ost"),
    "The president": named(
        "actor:ost-president", "president of Ost", kind="unnamed", role="president", speaks_for="actor:ost"
    ),
    "Ost": named("actor:ost", "Ost", kind="state"),
    "Karvia": named("actor:karvia", "Karvia", kind="state"),
    "officials": named("actor:officials", "officials", kind="unnamed"),
}
QUOTED = (
    "We will not leave the river districts before the winter comes",
    "We will never leave the river districts before the winter",
    "We shall leave the river districts when the spring comes",
    "the river districts before the winter",
    "Peace is near",
)
CLAUSES = ("we will leave the river districts now", "we will not leave the river districts now")
PLANS = ("the Ost plan", "a six-point plan of Ost", "the Karvia draft", "the plan")

_day = st.integers(0, 6).map(lambda n: FIRST + timedelta(days=n))
_name = st.sampled_from(list(PEOPLE))
_of_ost = st.sampled_from(["Ola Velk", "Velk", "Ost", "Mara Lind", "The president", "The president"])
_lines = st.one_of(
    st.tuples(st.just("quote"), _of_ost, st.sampled_from(QUOTED), st.sampled_from([False, False, True])),
    st.tuples(
        st.just("stance"),
        _of_ost,
        st.sampled_from(["for", "against", "conditional"]),
        st.sampled_from(["ceasefire", "prisoners"]),
    ),
    st.tuples(st.just("clause"), _of_ost, st.sampled_from(CLAUSES), st.none() | _day),
    st.tuples(st.just("answer"), _of_ost, st.sampled_from(["accept", "reject", "support"]), st.none()),
    st.tuples(st.just("plan"), _name, st.sampled_from(PLANS), st.none()),
    st.tuples(st.just("strike"), _name, st.sampled_from(["Sule", "Port Sule", "Karvia"]), st.integers(2, 4)),
    st.tuples(st.just("denial"), _name, st.sampled_from(["Sule", "Port Sule"]), st.none() | _day),
    st.tuples(st.just("promise"), _name, st.integers(-3, 9), st.none()),
)


@st.composite
def worlds(draw: st.DrawFn) -> list[Record]:
    """Draw the records of some documents, each read alone."""
    n_documents = draw(st.integers(3, 6))
    found: list[Record] = []
    lines: list[Any] = []
    for number in range(n_documents):
        day = draw(st.none() | _day) if draw(st.integers(0, 5)) == 0 else draw(_day)
        is_copy = lines and draw(st.integers(0, 3)) == 0
        lines = lines if is_copy else draw(st.lists(_lines, min_size=3, max_size=7))
        outlet = draw(st.sampled_from(["The Herald", "The Courier", "The Post"]))
        found.append(read_lines(number, day, outlet, lines))
    return found


def later_version(record: Record) -> Record:
    """Return what a later version of a document gives, at the same address: a line more, else the same."""
    (before,) = record.documents
    after = document(
        before.text + "\nMore was told later.",
        path=before.path,
        publisher=before.publisher,
        published_on=before.published_on,
    )
    ids: dict[str, str] = {}
    fields: dict[str, Any] = {}
    for name in ("statements", "events", "proposals", "claims", "responses"):
        made = [_moved(item, after.id, ids) for item in getattr(record, name)]
        ids |= {old.id: new.id for old, new in zip(getattr(record, name), made, strict=True)}
        fields[name] = tuple(made)
    actors = [
        replace(one, mentions=tuple(replace(place, document=after.id) for place in one.mentions))
        for one in record.actors
    ]
    return replace(record, documents=(after,), actors=tuple(actors), **fields)


def _moved(item: Any, home: str, ids: dict[str, str]) -> Any:
    changes: dict[str, Any] = {"passage": replace(item.passage, document=home)}
    if isinstance(item, Proposal):
        changes["mentions"] = tuple(replace(place, document=home) for place in item.mentions)
    if isinstance(item, Response) and item.proposal is not None:
        changes["proposal"] = ids[item.proposal]
    if isinstance(item, Claim) and item.statement is not None:
        changes["statement"] = ids[item.statement]
    return _again(item, **changes)


def read_lines(number: int, day: date | None, outlet: str, lines: list[Any]) -> Record:
    """Return what a report of some lines gives, each ``(kind, name, what, more)``."""
    texts = [_text(place, *line) for place, line in enumerate(lines)]
    reader = report("Report\n" + "\n".join(texts), outlet, day, path=f"{number}.txt")
    items: dict[str, list[Any]] = {}
    plan = None
    for (kind, name, what, more), text in zip(lines, texts, strict=True):
        field, made = _item(reader, text, kind, (PEOPLE[name].id, what, more, plan))
        if kind == "plan":
            plan = made.id
        if kind == "promise":
            said = statement(reader, text, PEOPLE[name].id)
            items.setdefault("statements", []).append(said)
            made = _again(made, statement=said.id)
        items.setdefault(field, []).append(made)
    actors = _actors(reader, lines, texts)
    return Record(
        documents=(reader.document,),
        actors=actors,
        reader="made",
        **{field: tuple(held) for field, held in items.items()},
    )


def _text(place: int, kind: str, name: str, what: Any, more: Any) -> str:
    """Return a line that no other line of the document is, its speaker's name first."""
    end = f" ({place})."
    match kind:
        case "quote":
            return f"{name} said: “{what}”{end}"
        case "stance":
            return f"{name} is {what} a {more}{end}"
        case "clause":
            return f"{name} said {what}{end}"
        case "answer":
            return f"{name} will {what} it{end}"
        case "plan":
            return f"{name} put forward {what}{end}"
        case "strike":
            return f"{name} struck at {what} and killed {more}{end}"
        case "denial":
            return f"{name} never struck at {what}{end}"
        case _:
            return f"{name} will come by then{end}"


def _item(reader: Reader, text: str, kind: str, drawn: tuple[str, Any, Any, str | None]) -> tuple[str, Any]:
    who, what, more, plan = drawn
    base = reader.document.text.index(text)
    if kind in ("quote", "stance", "clause"):
        said = statement(reader, text, who)
        start = base + text.index(str(what)) if kind != "stance" else base
        words = Span(start=start, end=start + len(str(what)), text=str(what))
        if kind == "quote":
            is_open = more and len(what) > 60  # a long denial by somebody
            told: dict[str, Any] = {"content": (words,), "quoted": (words,), "is_negated": more}
            told |= {"speaker": None, "speaker_open": "nobody is named"} if is_open else {}
            direction = ("for", "against")[len(what) % 2]
            told |= {"act": "REQUEST", "about": "ceasefire", "direction": direction, "tense": "present"}
            return "statements", _again(said, **told)
        if kind == "stance":
            return "statements", _again(said, act="REQUEST", about=more, direction=what, tense="present")
        return "statements", _again(said, content=(words,), said_on=days(more) if more else None)
    if kind == "answer":
        return "responses", _mentioning(reader, text, response(reader, text, what, proposal=plan), "by", who)
    if kind == "plan":
        return "proposals", _mentioning(reader, text, proposal(reader, text, name=what), "sponsor", who)
    if kind == "promise":
        due = FIRST + timedelta(days=what)
        return "claims", _mentioning(reader, text, claim(reader, text, due=days(due)), "by", who)
    published = reader.document.published_on or FIRST
    told = {"place": what, "time": days(more or published)}
    told |= (
        {"factuality": "denied"}
        if kind == "denial"
        else {"deaths": deaths(more, more), "time": days(published)}
    )
    struck = event(reader, text, "struck")
    begin = base + text.index("struck")
    place = base + text.index(what, text.index(" at "))
    trigger = Span(start=begin, end=begin + 6, text="struck")
    told["place"] = replace(reader.mention(what), start=place, end=place + len(what))
    return "events", _mentioning(reader, text, _again(struck, trigger=trigger, **told), "actor", who)


def _again(item: Any, **fields: Any) -> Any:
    from detente.record.identity import identified

    return identified(replace(item, id="", **fields))


def _mentioning(reader: Reader, text: str, item: Any, field: str, who: str) -> Any:
    start = reader.document.text.index(text)
    name = next(name for name, actor in PEOPLE.items() if actor.id == who)
    mention = replace(reader.mention(name), start=start, end=start + len(name), actor=who)
    return _again(item, **{field: mention})


def _actors(reader: Reader, lines: list[Any], texts: list[str]) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for (_, name, _, _), text in zip(lines, texts, strict=True):
        start = reader.document.text.index(text)
        passage = reader.passage(name, after=start)
        actor = found.setdefault(name, _on(name, reader.document.published_on))
        found[name] = replace(actor, mentions=(*actor.mentions, passage))
        if actor.speaks_for is not None:
            found.setdefault("Ost", PEOPLE["Ost"])
    return tuple(sorted(found.values(), key=lambda one: one.mentions[0].start if one.mentions else 10**6))


def _on(name: str, day: date | None) -> Actor:
    """Return somebody as a report of a day has him or her: the office of Mara Lind is another later."""
    if name != "Mara Lind":
        return PEOPLE[name]
    return replace(PEOPLE[name], role="envoy" if day is None or day < FIRST + timedelta(3) else "president")
