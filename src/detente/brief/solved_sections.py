"""The sections of the page on a solved model: what holds, why, who prefers what, and on what it rests."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.results import Phrase, Reason, Why
from detente.brief.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Inline,
    Paragraph,
    Section,
    Table,
    TableRow,
    line_break,
    link,
    nothing,
    quiet,
    strong,
    tag,
    text,
)
from detente.brief.concept_words import concept_name, concept_text, list_concepts
from detente.brief.solved import Solved
from detente.brief.wording import count

MOST_STATES = 64
"""Rows of a table of states; the rest are counted."""

MOST_OPTIONS = 16
"""With more options than this a state is described in words and not option by option."""


def build_solved_sections(solved: Solved) -> tuple[Section, ...]:
    """Build every section, in reading order; the evidence where there is a case behind the model."""
    evidence = (_evidence(solved),) if solved.reasons else ()
    return (
        _equilibria(solved),
        _reasons(solved),
        _states(solved),
        _verdicts(solved),
        *evidence,
        _method(solved),
    )


def state_anchor(state: int) -> str:
    """Return the anchor of a state's explanation."""
    return f"s{state}"


def _why_anchor(state: int, party: int) -> str:
    return f"s{state}-p{party + 1}"


def _number(solved: Solved, state: int) -> Inline:
    """Return a state's number, linked to its explanation where there is one."""
    if state in solved.explained:
        return link(str(state), state_anchor(state))
    return text(str(state))


def _now(solved: Solved, state: int) -> Cell:
    return (tag("now"), text(" ")) if state == solved.stability.now else ()


def _left_out(n_left: int, what: str) -> list[Block]:
    if not n_left:
        return []
    words = f"{count(n_left, f'more {what}')} not shown; the JSON lists every one."
    return [Paragraph(parts=(text(words),), is_note=True)]


def _equilibria(solved: Solved) -> Section:
    explained = [state for state in solved.explained if state in solved.holding]
    held = sorted(solved.holding, key=lambda state: (-len(solved.holding[state]), state))
    shown = list(dict.fromkeys([*explained, *held]))[:MOST_STATES]
    shown.sort(key=held.index)
    rows = tuple(
        TableRow(
            is_marked=state == solved.stability.now,
            cells=(
                (_number(solved, state),),
                (*_now(solved, state), text(solved.describe(state))),
                *((text("holds"),) if c in solved.holding[state] else (quiet("–"),) for c in solved.concepts),
            ),
        )
        for state in shown
    )
    table = Table(
        anchor="equilibria",
        caption="States that nobody would leave, by concept; those that hold under most concepts first",
        columns=(
            Column(text="State", kind="label"),
            Column(text="What is done"),
            *(Column(text=concept_name(concept), kind="label") for concept in solved.concepts),
        ),
        rows=rows,
        empty="Under none of these concepts is there a state that nobody would leave.",
    )
    return Section(
        anchor="holds",
        title="What holds",
        blocks=(table, *_left_out(len(held) - len(shown), "state that holds")),
    )


def _reasons(solved: Solved) -> Section:
    blocks: list[Block] = []
    for state in solved.explained:
        held = solved.holding.get(state, ())
        marks = [tag("now"), text(" ")] if state == solved.stability.now else []
        holds = f"Holds under {list_concepts(held, solved.concepts)}." if held else "Does not hold."
        blocks += [
            Heading(text=f"State {state}", anchor=state_anchor(state)),
            Paragraph(parts=(*marks, text(f"{solved.describe(state)}. "), strong(holds))),
            _why_table(solved, state),
        ]
    if not blocks:
        blocks.append(Paragraph(parts=(text("No state was asked about, and none holds."),)))
    return Section(anchor="why", title="Why", blocks=tuple(blocks))


def _why_table(solved: Solved, state: int) -> Table:
    rows = []
    for number, party in enumerate(solved.stability.parties):
        for place, (concepts, why) in enumerate(solved.whys(state, party)):
            name = solved.party_names[number]
            rows.append(
                TableRow(
                    anchor=_why_anchor(state, number) if place == 0 else "",
                    cells=(
                        (strong(name) if place == 0 else quiet(name),),
                        (text(list_concepts(concepts, solved.concepts)),),
                        _words(solved, why),
                    ),
                )
            )
    return Table(
        anchor=f"{state_anchor(state)}-why",
        caption=f"Who stays at state {state}, who would leave it, and why",
        columns=(Column(text="Party", kind="short"), Column(text="Under", kind="short"), Column(text="Why")),
        rows=tuple(rows),
        empty="Nobody has a verdict.",
    )


def _words(solved: Solved, why: Why) -> Cell:
    """Return an explanation, its reasons linked to what they rest on."""
    return tuple(_phrase(solved, phrase) for phrase in why.phrases)


def _phrase(solved: Solved, phrase: Phrase) -> Inline:
    if phrase.kind == "reason":
        return link(phrase.text, _reason_anchor(solved, phrase.target))
    return text(phrase.text) if phrase.kind == "text" else quiet(phrase.text)


def _reason_anchor(solved: Solved, concern: str) -> str:
    return f"k{list(solved.reasons).index(concern) + 1}"


def _states(solved: Solved) -> Section:
    shown, n_left = solved.shown(MOST_STATES)
    options = solved.stability.options
    by_option = 0 < len(options) <= MOST_OPTIONS
    rows = tuple(
        TableRow(
            is_marked=state == solved.stability.now,
            cells=(
                (_number(solved, state), *((text(" "), tag("now")) if state == solved.stability.now else ())),
                *(
                    [_mark(state >> k & 1) for k in range(len(options))]
                    if by_option
                    else [(text(solved.describe(state)),)]
                ),
                (text(list_concepts(solved.holding.get(state, ()), solved.concepts)),),
            ),
        )
        for state in shown
    )
    named = (
        [Column(text=name, kind="short") for name in options] if by_option else [Column(text="What is done")]
    )
    table = Table(
        anchor="states-table",
        caption="The states: Y where an option is taken, N where it is not",
        columns=(Column(text="State", kind="label"), *named, Column(text="Holds under", kind="short")),
        rows=rows,
        empty="No state can be.",
    )
    return Section(anchor="states", title="The states", blocks=(table, *_left_out(n_left, "state")))


def _mark(is_taken: int) -> Cell:
    return (strong("Y"),) if is_taken else (quiet("N"),)


def _verdicts(solved: Solved) -> Section:
    shown, n_left = solved.shown(MOST_STATES)
    stability = solved.stability
    listed = [state for state in shown if (state, stability.parties[0]) in solved.stable_under]
    rows = tuple(
        TableRow(
            is_marked=state == stability.now,
            cells=(
                (_number(solved, state), *((text(" "), tag("now")) if state == stability.now else ())),
                *(_verdict(solved, state, party) for party in range(len(stability.parties))),
            ),
        )
        for state in listed
    )
    ranked = ", with the state's place in that party's order, 1 the best" if stability.ranks else ""
    blocks: list[Block] = [
        Table(
            anchor="verdicts-table",
            caption=f"Under which concepts each state is stable for whom{ranked}",
            columns=(
                Column(text="State", kind="label"),
                *(Column(text=name, kind="short") for name in solved.party_names),
            ),
            rows=rows,
            empty="There are too many states to list verdicts; ask about some.",
        ),
        *_left_out(n_left, "state"),
    ]
    if stability.ranks:
        blocks.append(_orders(solved, shown))
    return Section(anchor="verdicts", title="Preferences and verdicts", blocks=tuple(blocks))


def _verdict(solved: Solved, state: int, party: int) -> Cell:
    words = solved.verdict(state, solved.stability.parties[party])
    shown = text(words) if solved.stable_under.get((state, solved.stability.parties[party])) else quiet(words)
    if state in solved.explained:
        shown = link(words, _why_anchor(state, party))
    if not solved.stability.ranks:
        return (shown,)
    return (shown, line_break(), quiet(f"place {solved.place(party, state)}"))


def _orders(solved: Solved, shown: Sequence[int]) -> Table:
    rows = tuple(
        TableRow(cells=((strong(name),), (text(say_order(solved, party, shown)),)))
        for party, name in enumerate(solved.party_names)
    )
    of = "all states" if len(shown) == len(solved.stability.states) else "the states shown"
    return Table(
        anchor="orders",
        caption=f"What each party prefers: {of}, best first; = between equals",
        columns=(Column(text="Party", kind="short"), Column(text="Order")),
        rows=rows,
        empty="There is no party.",
    )


def say_order(solved: Solved, party: int, states: Sequence[int]) -> str:
    """Write a party's order of some states: ``3 > 1 = 2 > 0``."""
    return " > ".join(" = ".join(map(str, group)) for group in solved.order(party, states))


def _evidence(solved: Solved) -> Section:
    names = dict(zip(solved.stability.parties, solved.party_names, strict=True))
    rows = tuple(
        TableRow(
            anchor=f"k{number}",
            cells=(
                (strong(names.get(reason.party, reason.party)),),
                (text(f"{'wants' if reason.wants else 'avoids'} {reason.condition}"),),
                (text(_counts(reason)),),
                _rests_on(reason),
            ),
        )
        for number, (reason, _) in enumerate(solved.reasons.values(), start=1)
    )
    table = Table(
        anchor="reasons",
        caption="The concerns that the explanations turn on, as they count in this world",
        columns=(
            Column(text="Party", kind="short"),
            Column(text="Concern"),
            Column(text="Counts", kind="short"),
            Column(text="Rests on"),
        ),
        rows=rows,
        empty="Nothing was explained.",
    )
    return Section(anchor="evidence", title="What the preferences rest on", blocks=(table,))


def _counts(reason: Reason) -> str:
    if reason.weight is not None:
        return f"weighs {reason.weight:.2f}"
    return f"comes at place {reason.place}"


def _rests_on(reason: Reason) -> Cell:
    parts: list[Inline] = [text(reason.because)] if reason.because else []
    for label, records in (("for: ", reason.supports), ("against: ", reason.against)):
        if records:
            parts += [line_break()] if parts else []
            parts += [tag(label.rstrip(": ")), quiet(f" {', '.join(records)}")]
    if reason.assumption is not None:
        parts += [line_break()] if parts else []
        parts += [tag("assumption"), quiet(f" {reason.assumption}")]
    return nothing(tuple(parts))


def _method(solved: Solved) -> Section:
    stability = solved.stability
    how = stability.provenance
    rows = [
        ("Method", how.method),
        ("Model", how.case),
        ("World", "the only one: nothing is open" if how.seed is None else f"seed {how.seed}"),
        *((name.replace("_", " ").capitalize(), value) for name, value in how.parameters),
        ("Version", f"detente {how.version}"),
    ]
    table = Table(
        anchor="provenance",
        caption="How this result was got",
        columns=(Column(text="What", kind="short"), Column(text="How")),
        rows=tuple(TableRow(cells=((strong(what),), (text(value),))) for what, value in rows),
        empty="",
    )
    concepts: list[Inline] = [text("A state holds when no party has reason to leave it. ")]
    for concept in solved.concepts:
        concepts += [strong(concept_name(concept)), text(f": {concept_text(concept)}. ")]
    world: tuple[Block, ...] = ()
    if how.seed is not None:
        words = (
            "The case leaves things open, and this is one way to settle them. What holds here need not hold "
            "in other worlds; detente explore counts in how many it does."
        )
        world = (Paragraph(parts=(text(words),), is_note=True),)
    return Section(
        anchor="method",
        title="Method and limits",
        blocks=(*world, Paragraph(parts=tuple(concepts), is_note=True), table),
    )
