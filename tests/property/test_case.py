"""Cases that any person, and drafts that any record, may come up with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.case.comparing import exchanged, structure

from detente.case import Case, draft
from detente.case.expressions import And, Expression, If, Iff, Not, Or, Var, holds, parse, render
from detente.case.merging import merge
from detente.case.model import (
    Assumption,
    Concern,
    Confidence,
    Definition,
    Grade,
    Judgement,
    Measure,
    Moves,
    Option,
    Party,
    Role,
    Rule,
    Standing,
)
from detente.case.tables import truth_table
from detente.documents.document import Document
from detente.errors import CaseError, ExpressionError
from detente.record.record import Record
from detente.record.values import (
    PLOVER_ROOTS,
    Actor,
    ActorKind,
    Clause,
    Direction,
    Event,
    Factuality,
    Mention,
    Passage,
    Proposal,
    Relation,
    RelationKind,
    Response,
    ResponseKind,
    Span,
    Statement,
)

OPTIONS = ("a.x", "b-1.y", "ç.z_2")


def expressions(names: Sequence[str]) -> st.SearchStrategy[Expression]:
    def larger(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        several = st.lists(parts, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            parts.map(Not),
            several.map(And),
            several.map(Or),
            st.builds(If, parts, parts),
            st.builds(Iff, parts, parts),
        )

    smallest: st.SearchStrategy[Expression] = st.one_of(
        st.sampled_from(names).map(Var), st.sampled_from([And(()), Or(())])
    )
    return st.recursive(smallest, larger, max_leaves=12)


@given(expressions(OPTIONS))
def test_what_is_written_reads_as_it_was(expression: Expression) -> None:
    assert parse(render(expression)) == expression


@given(expressions(OPTIONS))
def test_the_table_and_the_slow_way_agree(expression: Expression) -> None:
    table = truth_table(expression, OPTIONS)
    for state in range(2 ** len(OPTIONS)):
        taken = {name for index, name in enumerate(OPTIONS) if state >> index & 1}
        assert bool(table >> state & 1) == holds(expression, taken)


@given(st.text(alphabet="ab.x&|!()->< iftheniff\n", max_size=60))
def test_any_text_is_a_condition_or_a_case_error(text: str) -> None:
    try:
        expression = parse(text)
    except ExpressionError:
        return
    assert parse(render(expression)) == expression


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SOME_TEXTS = TEXTS.filter(lambda text: bool(text.strip()))
CITES = st.lists(TEXTS, max_size=4).map(tuple)
ENDS = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda ends: (min(ends), max(ends)))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    names = ("north", "süd", "m_1")
    parties = tuple(
        Party(
            id=name,
            name=draw(SOME_TEXTS),
            role=draw(st.sampled_from(get_args(Role))),
            speaks=draw(CITES),
            is_member=draw(st.sampled_from([True, False, None])),
            cites=draw(CITES),
        )
        for name in names
    )
    options = tuple(
        Option(
            id=f"o{number}",
            party=draw(st.sampled_from(names)),
            text=draw(SOME_TEXTS),
            moves=draw(st.sampled_from(get_args(Moves))),
            cites=draw(CITES),
        )
        for number in range(draw(st.integers(1, 4)))
    )
    taken = [option.name for option in options]
    conditions = expressions(taken).map(render)
    definitions = tuple(
        Definition(name=f"d{number}", condition=draw(conditions), text=draw(TEXTS))
        for number in range(draw(st.integers(0, 2)))
    )
    assumptions = tuple(
        Assumption(name=name, text=draw(TEXTS), is_on=draw(st.booleans())) for name in ("one", "other one")
    )
    assumed = st.sampled_from([None, "one", "other one"])
    # A rule that needs an option that is taken nowhere now keeps the present state, and others, allowed.
    rules = tuple(
        Rule(never=f"{name} & !{name} | {name}", because=draw(TEXTS), assumption=draw(assumed))
        for name in taken[:1]
        if draw(st.booleans())
    )
    stated = tuple(draw(concerns(number, names, conditions)) for number in range(draw(st.integers(0, 4))))
    return Case(
        title=draw(TEXTS),
        parties=parties,
        options=options,
        definitions=definitions,
        rules=rules,
        concerns=stated,
        measures=tuple(
            draw(measures(number, taken, [concern.id for concern in stated]))
            for number in range(draw(st.integers(0, 3)))
        ),
        assumptions=assumptions,
        now=tuple(
            Standing(option=name, is_taken=draw(st.booleans()), cites=draw(CITES))
            for name in dict.fromkeys(taken[1:])
        ),
        judgements=draw(
            st.lists(
                st.builds(
                    Judgement,
                    text=TEXTS,
                    probability=ENDS,
                    confidence=st.sampled_from(get_args(Confidence)),
                    by=st.one_of(st.none(), st.dates(min_value=date(1900, 1, 1))),
                    because=TEXTS,
                    cites=CITES,
                ),
                max_size=2,
            ).map(tuple)
        ),
        unplaced=draw(CITES),
        notes=draw(CITES),
    )


@st.composite
def concerns(
    draw: st.DrawFn, number: int, parties: Sequence[str], conditions: st.SearchStrategy[str]
) -> Concern:
    grade = draw(st.sampled_from(get_args(Grade)))
    return Concern(
        id=f"{draw(st.sampled_from(['c', 'Concern ']))}{number}",
        party=draw(st.sampled_from(parties)),
        kind=draw(st.sampled_from(["wants", "avoids", "about"])),
        condition=draw(conditions),
        because=draw(TEXTS),
        grade=grade,
        weight=draw(st.one_of(st.none(), ENDS)),
        assumption="one" if grade == "assumption" else None,
        supports=draw(CITES),
        against=draw(CITES),
    )


@st.composite
def measures(draw: st.DrawFn, number: int, options: Sequence[str], concerned: Sequence[str]) -> Measure:
    """A measure that does something: each option has at most one use, each assumption too."""
    uses = {name: draw(st.sampled_from(["adds", "blocks", "takes", ""])) for name in options}
    turns = {name: draw(st.sampled_from(["on", "off", ""])) for name in ("one", "other one")}
    shifts = bool(concerned) and draw(st.booleans())
    if not shifts and not any((*uses.values(), *turns.values())):
        uses[options[0]] = "adds"
    weight = draw(st.one_of(st.none(), ENDS)) if shifts else None
    ways: list[Literal["wants", "avoids"] | None] = [
        "wants",
        "avoids",
        *([None] if weight is not None else []),
    ]
    return Measure(
        id=f"m{number}",
        text=draw(SOME_TEXTS),
        cost=draw(st.floats(0, 1e9)),
        adds=tuple(name for name, use in uses.items() if use == "adds"),
        blocks=tuple(name for name, use in uses.items() if use == "blocks"),
        takes=tuple(name for name, use in uses.items() if use == "takes"),
        turns_on=tuple(name for name, turn in turns.items() if turn == "on"),
        turns_off=tuple(name for name, turn in turns.items() if turn == "off"),
        concern=draw(st.sampled_from(concerned)) if shifts else None,
        weight=weight,
        direction=draw(st.sampled_from(ways)) if shifts else None,
        because=draw(TEXTS),
        # Two in force might contradict each other.
        is_on=number == 0 and draw(st.booleans()),
        cites=draw(CITES),
    )


@given(cases())
def test_what_is_saved_loads_as_it_was(case: Case) -> None:
    text = case.dumps()
    assert Case.loads(text) == case
    assert Case.loads(text).id == case.id


@given(cases())
def test_merging_a_case_into_itself_changes_nothing(case: Case) -> None:
    text = case.dumps()
    if len({judgement.text for judgement in case.judgements}) == len(case.judgements):
        assert merge(text, case) == text


@given(st.text(max_size=80))
def test_any_text_is_a_case_or_a_case_error(text: str) -> None:
    try:
        case = Case.loads(text)
    except CaseError:
        return
    assert Case.loads(case.dumps()) == case


# Records of every kind, plausible or not.

SIDES = ("Alda", "Bren")
NAMES = (*SIDES, "Corin", "Dorne", "Estal", "two reporters", "both sides")
WORDS = (
    "never accepts the deal",
    "might stop the attacks",
    "asks both sides for a ceasefire",
    "says it may walk away from the talks",
    "sends tanks and ammunition",
    "insists on the terms",
    "met the envoy",
)
TEXT = ". ".join(WORDS)
PLACES = tuple((TEXT.index(words), TEXT.index(words) + len(words)) for words in WORDS)
WHO = st.one_of(st.none(), st.integers(0, len(NAMES)))  # one past the end is an actor nobody knows


@dataclass(frozen=True)
class Plan:
    """A record but for the names: numbers stand for actors. Mostly the first two are at war."""

    is_war: bool
    kinds: tuple[str, ...]
    speaks_for: tuple[int | None, ...]
    days: tuple[date | None, ...]
    relations: tuple[tuple[str, int, int], ...]
    deeds: tuple[tuple[Any, ...], ...]
    clauses: tuple[tuple[int | None, int | None], ...]
    n_proposals: int
    sponsor: int | None
    responses: tuple[tuple[Any, ...], ...]


DAYS = st.one_of(st.none(), st.sampled_from([date(2031, 5, 1), date(2031, 5, 2)]))
WHERE = st.tuples(st.integers(0, 1), st.integers(0, len(WORDS) - 1))
PLANS = st.builds(
    Plan,
    is_war=st.sampled_from([True, True, False]),
    kinds=st.tuples(*(st.sampled_from(("state", *get_args(ActorKind))) for _ in NAMES)),
    speaks_for=st.tuples(*(st.sampled_from([None, None, None, *range(len(NAMES) + 1)]) for _ in NAMES)),
    days=st.tuples(DAYS, DAYS),
    relations=st.lists(
        st.tuples(
            st.sampled_from(get_args(RelationKind)), st.integers(0, len(NAMES)), st.integers(0, len(NAMES))
        ),
        max_size=4,
    ).map(tuple),
    deeds=st.lists(
        st.tuples(
            st.booleans(),
            WHO,
            WHO,
            st.sampled_from((*PLOVER_ROOTS, "OTHER", "ASSAULT", "REQUEST", "AID")),
            st.one_of(st.none(), st.sampled_from(get_args(Direction))),
            st.sampled_from(get_args(Factuality)),
            WHO,
            WHERE,
        ),
        max_size=14,
    ).map(tuple),
    clauses=st.lists(st.tuples(WHO, WHO), max_size=3).map(tuple),
    n_proposals=st.integers(0, 2),
    sponsor=WHO,
    responses=st.lists(st.tuples(WHO, WHO, st.sampled_from(get_args(ResponseKind)), WHERE), max_size=6).map(
        tuple
    ),
)


class Builder:
    """Makes the record of a plan, with the names given."""

    def __init__(self, plan: Plan, names: Sequence[str]) -> None:
        self.plan = plan
        self.names = names

    def record(self) -> Record:
        """Return the record."""
        plan = self.plan
        war = (("at war", 0, 1),) if plan.is_war else ()
        said = [number for number, deed in enumerate(plan.deeds) if deed[0]]
        return Record(
            documents=tuple(
                Document(
                    id=f"doc:{number}",
                    path=f"{number}.txt",
                    text=TEXT,
                    sha256="0" * 64,
                    publisher=f"outlet {number}",
                    published_on=day,
                )
                for number, day in enumerate(plan.days)
            ),
            actors=tuple(
                Actor(
                    id=f"actor:{number}",
                    name=name,
                    kind=plan.kinds[number],  # type: ignore[arg-type]
                    speaks_for=self.actor(plan.speaks_for[number]),
                )
                for number, name in enumerate(self.names)
            ),
            relations=tuple(
                Relation(
                    id=f"relation:{number}",
                    kind=kind,  # type: ignore[arg-type]
                    a=f"actor:{a}",
                    b=f"actor:{b}",
                    passage=self.passage((0, 0)),
                )
                for number, (kind, a, b) in enumerate(war + plan.relations)
            ),
            statements=tuple(self.statement(number) for number in said),
            events=tuple(self.event(number) for number in range(len(plan.deeds)) if number not in said),
            proposals=tuple(self.proposal(number) for number in range(plan.n_proposals)),
            responses=tuple(
                Response(
                    id=f"response:{number}",
                    passage=self.passage(where),
                    kind=kind,
                    proposal="proposal:0" if plan.n_proposals else None,
                    by=self.mention(by),
                    alleged_by=self.mention(teller),
                )
                for number, (by, teller, kind, where) in enumerate(plan.responses)
            ),
        )

    def actor(self, number: int | None) -> str | None:
        return None if number is None else f"actor:{number}"

    def mention(self, number: int | None) -> Mention | None:
        return None if number is None else Mention(start=0, end=5, text="never", actor=self.actor(number))

    def passage(self, where: tuple[int, int]) -> Passage:
        start, end = PLACES[where[1]]
        return Passage(document=f"doc:{where[0]}", start=start, end=end, text=TEXT[start:end])

    def span(self, where: tuple[int, int]) -> Span:
        start, end = PLACES[where[1]]
        return Span(start=start, end=end, text=TEXT[start:end])

    def statement(self, number: int) -> Statement:
        _, by, to, act, direction, factuality, _, where = self.plan.deeds[number]
        return Statement(
            id=f"statement:{number}",
            passage=self.passage(where),
            mode="indirect",
            channel="public",
            content=(self.span(where),),
            speaker=self.mention(by),
            act=act,
            toward=self.actor(to),
            direction=direction,
            is_negated=factuality == "denied",
            within=f"statement:{number - 1}" if factuality == "alleged" else None,
        )

    def event(self, number: int) -> Event:
        _, by, to, act, _, factuality, teller, where = self.plan.deeds[number]
        return Event(
            id=f"event:{number}",
            passage=self.passage(where),
            trigger=self.span(where),
            act=act,
            actor=self.mention(by),
            recipient=self.mention(to),
            factuality=factuality,
            alleged_by=self.mention(teller),
        )

    def proposal(self, number: int) -> Proposal:
        return Proposal(
            id=f"proposal:{number}",
            passage=self.passage((0, 0)),
            name="the deal",
            sponsor=self.mention(self.plan.sponsor),
            clauses=tuple(
                Clause(
                    order=order,
                    issue="land",
                    passage=self.passage((0, 0)),
                    gives_to=self.actor(to),
                    taken_from=self.actor(of),
                )
                for order, (to, of) in enumerate(self.plan.clauses)
            ),
        )


def drafted(record: Record) -> Case | None:
    """Return the draft, or None when the record names no two parties in conflict."""
    try:
        return draft(record)
    except CaseError as error:
        if "no two parties in conflict" not in str(error):
            raise
        return None


@given(PLANS)
def test_any_record_gives_a_whole_case_or_says_that_nobody_fights(plan: Plan) -> None:
    record = Builder(plan, NAMES).record()
    case = drafted(record)
    if case is None:
        return
    case.check(record)
    assert Case.loads(case.dumps()) == case
    assert len(case.options) <= 10
    assert sum(party.role == "belligerent" for party in case.parties) >= 2
    cited = [cite for option in case.options for cite in option.cites]
    assert all(option.cites for option in case.options if option.id != "negotiate"), cited
    for party in case.parties:
        lows = [row.weight[0] for row in case.concerns if row.party == party.id and row.weight]
        highs = [row.weight[1] if row.weight else 1.0 for row in case.concerns if row.party == party.id]
        assert sum(lows) <= 0.75
        assert not highs or sum(highs) >= 1


@given(PLANS)
def test_exchanging_the_names_exchanges_the_draft_and_nothing_else(plan: Plan) -> None:
    one, other = SIDES
    names = [{one: other, other: one}.get(name, name) for name in NAMES]
    case, mirrored = drafted(Builder(plan, NAMES).record()), drafted(Builder(plan, names).record())
    assert (case is None) == (mirrored is None)
    if case is not None and mirrored is not None:
        assert structure(mirrored) == exchanged(case, {one: other, other: one})


@given(PLANS, PLANS)
def test_merging_any_later_draft_keeps_the_old_case_and_is_done_once(first: Plan, later: Plan) -> None:
    old, new = drafted(Builder(first, NAMES).record()), drafted(Builder(later, NAMES).record())
    if old is None or new is None:
        return
    try:
        text = merge(old.dumps(), new)
    except CaseError as error:
        if "options, at most 16" not in str(error):
            raise
        return
    merged = Case.loads(text)
    assert merge(text, new) == text
    assert [party.id for party in merged.parties[: len(old.parties)]] == [party.id for party in old.parties]
    kept = {row.id: row for row in merged.concerns}
    for row in old.concerns:
        assert (kept[row.id].kind, kept[row.id].condition, kept[row.id].weight) == (
            row.kind,
            row.condition,
            row.weight,
        )
        assert set(row.supports) <= set(kept[row.id].supports)
