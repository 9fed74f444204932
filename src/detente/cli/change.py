"""``detente change``: what it takes for an outcome to hold, or not to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.messages import stage
from detente.cli.options import AsJson, CaseOrModel, WorldSeed
from detente.errors import ModelError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from detente.analysis.graph_model import GraphModel
    from detente.analysis.graph_model.inverse.asking import Inverse
    from detente.analysis.graph_model.inverse.counting import Count
    from detente.analysis.graph_model.inverse.demands import Because
    from detente.analysis.graph_model.inverse.smallest import Change, Reversal
    from detente.cli.models import Subject

MAX_ROWS = 12
MAX_REASONS = 2


def change(
    case: CaseOrModel,
    state: Annotated[
        str,
        typer.Option(
            "--state",
            metavar="STATE",
            show_default=False,
            help="The outcome: a state's number, now, or a condition over options and definitions. Where "
            "several fit, the one that takes the least is told about.",
        ),
    ],
    concept: Annotated[
        str,
        typer.Option(
            "--concept",
            metavar="NAME",
            parser=str.lower,
            help="The concept of stability: nash, gmr, smr or seq.",
        ),
    ] = "seq",
    breaks: Annotated[
        bool, typer.Option("--break", help="Ask for the smallest change after which it no longer holds.")
    ] = False,
    dm: Annotated[
        list[str] | None,
        typer.Option(
            "--dm",
            metavar="PARTY",
            help="Let only this party's preferences change; give it again for more. Without it, all may.",
        ),
    ] = None,
    seed: WorldSeed = None,
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            metavar="SECONDS",
            help="Search so long for the change of all parties together, and as long again for those of "
            "each alone.",
        ),
    ] = 10.0,
    as_json: AsJson = False,
) -> None:
    """Find the smallest change of preferences that makes an outcome hold.

    Says what the outcome rests on, for how large a share of rankings it holds, and which comparisons
    each party alone, or all together, would have to reverse; with proof that fewer do not do.
    """
    from detente.analysis.graph_model.inverse.asking import find_inverse
    from detente.cli.models import find_states, load_subject
    from detente.cli.outputs import print_text

    subject = load_subject(case, seed=seed)
    states = find_states(subject, state)
    dms = None if dm is None else [_party(subject, name) for name in dm]
    with stage("Searching for the smallest change"):
        found = find_inverse(
            subject.model,
            states=states,
            concept=concept,
            dms=dms,
            goal="break" if breaks else "hold",
            time_limit=time_limit,
        )
    if as_json:
        print_text(_as_text(subject, found))
        return
    from rich.console import Console

    show(subject, found, Console())


def show(subject: Subject, found: Inverse, console: Console) -> None:
    """Print what is asked, what it rests on, the counts and changes as a table, and the changes in words."""
    from rich.text import Text

    from detente.analysis.graph_model.wording.narration import say_state
    from detente.brief.visible import one_line

    model = subject.model

    def say(line: str) -> None:
        console.print(Text(one_line(line)))

    if len(found.wished) > 1:
        console.print(_wished(model, found.wished))
    say(f"state {found.state}: {say_state(model, found.state)}")
    say(_verdict(found))
    lines = list(_conditions(found))
    for line in lines:
        say(line)
    console.print(_options(found))
    told = list(_changes(subject, found))
    for line in told:
        say(line)
    say("A reversed comparison counts 1, a split tie 1/2.")
    named = {int(number) for line in [*lines, *told] for number in re.findall(r"state (\d+)", line)}
    if named and not model.labels.states:
        console.print(_key(model, sorted(named)))


def _changes(subject: Subject, found: Inverse) -> Iterator[str]:
    """Yield each change in words, and why what is impossible is."""
    from detente.analysis.graph_model.inverse.demands import say_blockers

    told: dict[tuple[Reversal, ...], str] = {}
    for item in found.changes:
        whose = _whose(found.model, item.dms)
        if item.reversals in told:
            yield f"The smallest change of {whose} is that of {told[item.reversals]} alone."
        elif item.reversals:
            told[item.reversals] = whose
            yield f"Smallest change of {whose}:"
            yield from _told(subject, item)
    yield from dict.fromkeys(say_blockers(found.model, item) for item in found.changes if item.is_impossible)


def _key(model: GraphModel, states: Sequence[int]) -> Table:
    """Return what is done in the states that were named by number."""
    from rich.table import Table
    from rich.text import Text

    from detente.analysis.graph_model.wording.narration import say_state
    from detente.brief.visible import one_line

    table = Table("state", "what is done")
    for state in states:
        table.add_row(str(state), Text(one_line(say_state(model, state))))
    return table


def _party(subject: Subject, name: str) -> int:
    """Return the index of a party, named by its id in the case or by its name."""
    names = subject.model.labels.dms
    ids = names
    if subject.world is not None:
        ids = tuple(party.id for party in subject.world.structure.dms)
    for known in (ids, names):
        if name in known:
            return known.index(name)
    raise ModelError(f"--dm {name!r} is no party that owns an option: use one of {', '.join(ids)}")


def _verdict(found: Inverse) -> str:
    from detente.analysis.phrases import join

    concept = found.concept.upper()
    if found.holds:
        return f"It holds under {concept}."
    names = [found.model.labels.dms[dm] for dm, is_stable in enumerate(found.stable) if not is_stable]
    return f"It does not hold under {concept}: {join(names)} would leave."


def _conditions(found: Inverse) -> Iterator[str]:
    """Yield what would keep each party that leaves, or what keeps each where that is to be broken."""
    from detente.analysis.graph_model.inverse.demands import say_condition

    for dm in found.dms:
        if found.goal == "hold" and found.stable[dm]:
            continue
        lines = say_condition(found.model, found.conditions[dm])
        yield from lines[:MAX_ROWS]
        if len(lines) > MAX_ROWS:
            yield f"... and {len(lines) - MAX_ROWS} more: see --json"


def _wished(model: GraphModel, wished: Sequence[Change]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from detente.analysis.graph_model.wording.narration import say_state
    from detente.brief.visible import one_line

    table = Table("state", "outcome: what is done", "smallest change", "proof")
    order = sorted(wished, key=lambda item: float("inf") if item.cost is None else item.cost)
    for item in order[:MAX_ROWS]:
        name = Text(one_line(say_state(model, item.state)))
        table.add_row(str(item.state), name, _size(item), _proof(item))
    if len(order) > MAX_ROWS:
        table.caption = f"{len(order) - MAX_ROWS} more: see --json"
    return table


def _options(found: Inverse) -> Table:
    """Return a row for each party alone and one for all together."""
    from rich.table import Table
    from rich.text import Text

    from detente.brief.visible import one_line

    is_break = found.goal == "break"
    table = Table("who changes", f"to {'leave' if is_break else 'stay'} itself")
    for heading in (
        "for anybody to leave" if is_break else "for all to stay",
        "proof",
        "rankings it holds under",
    ):
        table.add_column(heading)
    for count, item in zip(found.counts, found.changes, strict=True):
        name = Text(one_line(_whose(found.model, item.dms)))
        alone = _own(found, item.dms[0]) if len(item.dms) == 1 else ""
        table.add_row(name, alone, _size_in_full(item), _proof(item), _share(count))
    return table


def _own(found: Inverse, dm: int) -> str:
    distance = found.own[dm]
    if distance is None:
        return "impossible"
    return f"{distance:g}" if distance else "none needed"


def _whose(model: GraphModel, dms: Sequence[int]) -> str:
    from detente.analysis.phrases import join

    if not dms:
        return "nobody"
    if len(dms) == model.n_dms > 1:
        return "all together"
    return join(model.labels.dms[dm] for dm in dms)


def _share(count: Count) -> str:
    """Return how many rankings agree: exactly where the numbers are small, else as a share."""
    if count.n_holding is not None and count.n_rankings < 10**6:
        return f"{count.n_holding:,} of {count.n_rankings:,}"
    if count.error == 0 and count.share in (0, 1):
        sampled = "" if count.is_exact else f" of {count.n_samples:,} sampled"
        return f"{'all' if count.share else 'none'}{sampled}"
    error = "" if count.is_exact else f" ±{100 * count.error:.1f}, sampled"
    return f"{100 * count.share:.2g}%{error}"


def _size(item: Change) -> str:
    if item.distance is not None:
        return f"{item.distance:g}" if item.reversals else "none needed"
    return "impossible" if item.is_impossible else "none found in time"


def _size_in_full(item: Change) -> str:
    n_ties = sum(reversal.was_tie for reversal in item.reversals)
    n_reversed = len(item.reversals) - n_ties
    parts = [f"{n_reversed} reversed"] * bool(n_reversed) + [f"{n_ties} ties split"] * bool(n_ties)
    return f"{_size(item)}: {', '.join(parts)}" if parts else _size(item)


def _proof(item: Change) -> str:
    if item.is_proven:
        return "proven"
    return "-" if item.bound is None else f"at least {item.bound:g}"


def _told(subject: Subject, item: Change) -> list[str]:
    from detente.analysis.graph_model.inverse.demands import say_change

    return say_change(subject.model, item, because=_because(subject))


def _because(subject: Subject) -> Because | None:
    """Return the giver of reasons of a case: the weightiest concerns that speak for a preference."""
    world = subject.world
    if world is None:
        return None
    from detente.analysis.phrases import join
    from detente.analysis.worlds.reasons import find_reasons

    def why(dm: int, better: int, worse: int) -> str:
        reasons = find_reasons(world, dm=dm, better=better, worse=worse)
        return join(reason.text for reason in [r for r in reasons if r.is_for][:MAX_REASONS])

    return why


def _as_text(subject: Subject, found: Inverse) -> str:
    """Return everything as JSON; states are numbers, dms are indices into ``dms``."""
    import json

    from detente.analysis.graph_model.wording.narration import say_state

    model = subject.model
    result = {
        "case": subject.name,
        "dms": list(model.labels.dms),
        "concept": found.concept,
        "joint_moves": found.joint_moves,
        "goal": found.goal,
        "state": found.state,
        "taken": say_state(model, found.state),
        "holds": found.holds,
        "stable": list(found.stable),
        "own": list(found.own),
        "wished": [_change_fields(subject, item) for item in found.wished],
        "conditions": [
            {
                "dm": condition.dms[0],
                "requirements": [
                    {
                        "improvement": requirement.improvement,
                        "ways": [
                            [{"state": c.state, "over": c.over, "strict": c.is_strict} for c in way]
                            for way in requirement.ways
                        ],
                    }
                    for requirement in condition.requirements
                ],
            }
            for condition in found.conditions
        ],
        "counts": [_count_fields(count) for count in found.counts],
        "changes": [_change_fields(subject, item) for item in found.changes],
    }
    return json.dumps(result, ensure_ascii=False, allow_nan=False, indent=2)


def _count_fields(count: Count) -> dict[str, Any]:
    # Factorials of hundreds are longer than most readers of JSON take.
    is_short = count.n_rankings < 2**53
    return {
        "dms": list(count.dms),
        "is_exact": count.is_exact,
        "n_rankings": count.n_rankings if is_short else None,
        "n_holding": count.n_holding if is_short else None,
        "share": count.share,
        "error": count.error,
        "n_samples": count.n_samples,
        "seed": count.seed,
    }


def _change_fields(subject: Subject, item: Change) -> dict[str, Any]:
    return {
        "state": item.state,
        "dms": list(item.dms),
        "distance": item.distance,
        "bound": item.bound,
        "is_proven": item.is_proven,
        "is_impossible": item.is_impossible,
        "blockers": list(item.blockers),
        "method": item.method,
        "seconds": round(item.seconds, 3),
        "reversals": [
            {"dm": r.dm, "state": r.state, "over": r.over, "was_tie": r.was_tie} for r in item.reversals
        ],
        "sentences": _told(subject, item),
    }
