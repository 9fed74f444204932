"""Small random cases of every shape: both methods, everything that can be open, rules, assumptions."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from detente.case import Case
from detente.case.expressions import holds
from detente.case.model import Assumption, Concern, Definition, Option, Party, Rule, Standing
from detente.errors import CaseError

NAMES = ("northland", "southmark", "mediator")


@st.composite
def cases(draw: st.DrawFn, max_options: int = 5) -> Case:
    """2 or 3 parties, 2 to 5 options; states, weights and now always agree with the rules."""
    parties = [
        Party(id=name, name=name.title(), role="belligerent", is_member=draw(MEMBERSHIP))
        for name in NAMES[: draw(st.integers(2, 3))]
    ]
    options = [
        Option(
            id=f"o{k}",
            party=draw(st.sampled_from(parties)).id,
            text=f"does {k}",
            moves=draw(st.sampled_from(["both", "both", "on", "off"])),
        )
        for k in range(draw(st.integers(2, max_options)))
    ]
    literal = st.sampled_from([sign + option.name for option in options for sign in ("", "!")])
    case = Case(
        title="random",
        method=draw(st.sampled_from(["weights", "weights", "priority"])),
        parties=tuple(parties),
        options=tuple(options),
        assumptions=(Assumption(name="one", text="one"), Assumption(name="two", text="two", is_on=False)),
        definitions=tuple(
            Definition(name=f"goal{k}", condition=draw(conditions(literal)))
            for k in range(draw(st.integers(0, 2)))
        ),
        rules=tuple(
            Rule(never=f"{draw(literal)} & {draw(literal)}", assumption=draw(ASSUMED))
            for _ in range(draw(st.integers(0, 2)))
        ),
        concerns=tuple(
            concern for party in parties for concern in draw(concerns_of(party.id, conditions(literal)))
        ),
    )
    allowed = [state for state in range(1 << len(options)) if not _is_ruled_out(case, state)]
    assume(allowed)
    now = draw(st.sampled_from(allowed))
    case = replace(
        case,
        now=tuple(
            Standing(option=option.name, is_taken=bool(now >> k & 1)) for k, option in enumerate(options)
        ),
    )
    try:
        case.check()
    except CaseError:
        assume(False)
    return case


MEMBERSHIP = st.sampled_from([True, True, True, None, False])
ASSUMED = st.sampled_from([None, None, "one", "two"])


def conditions(literal: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        literal,
        st.tuples(literal, st.sampled_from(["&", "|", "->", "<->"]), literal).map(" ".join),
    )


@st.composite
def concerns_of(draw: st.DrawFn, party: str, condition: st.SearchStrategy[str]) -> list[Concern]:
    """Up to four concerns whose stated weights always leave room for equal shares."""
    n_concerns = draw(st.integers(0, 4))
    found = []
    for index in range(n_concerns):
        share = 1 / n_concerns
        interval = st.tuples(st.floats(0, share), st.floats(share, 1))
        point = st.sampled_from([None, (share, share)])
        found.append(
            Concern(
                id=f"{party}-{index}",
                party=party,
                kind=draw(st.sampled_from(["wants", "avoids", "about"])),
                condition=draw(condition),
                weight=draw(st.one_of(point, interval)),
                order=draw(st.sampled_from([None, None, 1, 2, 3])),
                assumption=draw(ASSUMED),
            )
        )
    return found


def renamed(case: Case, names: dict[str, str]) -> Case:
    """Return the case with names exchanged everywhere, in ids, names and conditions."""

    def swap(text: str) -> str:
        pattern = re.compile("|".join(re.escape(name) for name in names))
        return pattern.sub(lambda match: names[match.group()], text)

    def swap_title(text: str) -> str:
        return swap(text.lower()).title()

    return replace(
        case,
        parties=tuple(replace(p, id=swap(p.id), name=swap_title(p.name)) for p in case.parties),
        options=tuple(replace(o, party=swap(o.party)) for o in case.options),
        definitions=tuple(replace(d, condition=swap(d.condition)) for d in case.definitions),
        rules=tuple(replace(r, never=swap(r.never)) for r in case.rules),
        concerns=tuple(
            replace(c, id=swap(c.id), party=swap(c.party), condition=swap(c.condition)) for c in case.concerns
        ),
        now=tuple(replace(n, option=swap(n.option)) for n in case.now),
    )


def _is_ruled_out(case: Case, state: int) -> bool:
    taken = {option.name for k, option in enumerate(case.options) if state >> k & 1}
    return any(holds(case.expression(rule.never), taken) for rule in case.rules)
