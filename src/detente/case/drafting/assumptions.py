"""The template's assumptions: what is taken for granted of any conflict, named, each to be switched off.

None of them comes from the record at hand; the brief lists those that are used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.case.drafting.choices import BACKING
from detente.case.drafting.frame import Frame
from detente.case.drafting.wording import listed
from detente.case.model import ConcernKind, Option, Standing

TEXTS = {
    "attacked": "Being attacked is avoided.",
    "pressed": "Being pressed by the mediator is avoided.",
    "sponsor": "A mediator that put its name to a deal wants it.",
    "alone": "Accepting while another side does not is avoided.",
    "terms": "Terms that give a side something are wanted by it, terms that take something avoided.",
    "opposed": "Accepting terms that its own backer opposes is avoided by a side.",
    "backed": "Backing for a side is wanted by that side and avoided by those it fights.",
    "behind": "Attacks on a side are avoided by whoever stands behind it.",
    "kept": "A position taken in public is kept: backing down in public has its price.",
}
"""By name, in the order they are listed. For ``kept`` see Fearon (1994), "Domestic political audiences
and the escalation of international disputes", American Political Science Review 88(3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """One concern that an assumption gives an actor."""

    actor: str
    assumption: str
    kind: ConcernKind
    condition: str
    because: str
    cites: tuple[str, ...] = ()


def assumed_concerns(
    frame: Frame, actor: str, options: Sequence[Option], now: Sequence[Standing]
) -> tuple[Assumed, ...]:
    """Return the concerns that the template gives an actor."""
    found: list[Assumed] = []
    if actor in frame.fighting:
        found += _of_side(frame, actor, options)
    elif actor == frame.mediator:
        found += _of_mediator(frame, actor)
    else:
        found += _of_backer(frame, actor, options, now)
    return tuple(found)


def _of_side(frame: Frame, side: str, options: Sequence[Option]) -> Iterator[Assumed]:
    for other in frame.others(side):
        yield _assumed(side, "attacked", "avoids", frame.option(other, "attack"), "being attacked is avoided")
    if frame.mediator is not None:
        press = frame.option(frame.mediator, f"press-{frame.ids[side]}")
        yield _assumed(side, "pressed", "avoids", press, "being pressed by the mediator is avoided")
    if frame.has_proposal:
        accept = frame.option(side, "accept")
        others = " & ".join(frame.option(other, "accept") for other in frame.others(side))
        alone = f"{accept} & !({others})" if "&" in others else f"{accept} & !{others}"
        yield _assumed(side, "alone", "avoids", alone, "accepting while another side does not is avoided")
        yield from _of_terms(frame, side)
        for part in frame.roles.backers:
            oppose = f"{frame.ids[part.actor]}.oppose"
            if part.side == side and any(option.name == oppose for option in options):
                name = frame.called(part.actor)
                because = f"accepting terms that {name} as its backer opposes is avoided"
                yield _assumed(side, "opposed", "avoids", f"{accept} & {oppose}", because)
    for part in frame.roles.backers:
        for option in options:
            if part.side is None or option.party != frame.ids[part.actor] or option.id not in BACKING:
                continue
            kind: ConcernKind = "wants" if part.side == side else "avoids"
            because = (
                f"backing for a side is {'wanted by it' if kind == 'wants' else 'avoided by its opponent'}"
            )
            yield _assumed(side, "backed", kind, option.name, because)


def _of_terms(frame: Frame, side: str) -> Iterator[Assumed]:
    """Yield what the clauses of the proposal give a side or take from it; nothing where they do both."""
    whom = frame.casting.principal
    clauses = [clause for proposal in frame.table for clause in proposal.clauses]
    gains = [clause for clause in clauses if whom(clause.gives_to) == side]
    losses = [clause for clause in clauses if whom(clause.taken_from) == side]
    if bool(gains) == bool(losses):
        return
    kind: ConcernKind = "wants" if gains else "avoids"
    issues = listed(list(dict.fromkeys(clause.issue.strip() for clause in gains or losses)))
    what = f"{'give' if gains else 'take'} something {'to' if gains else 'from'} {frame.called(side)}"
    because = f"the terms as reported {what}" + (f" ({issues})" if issues else "")
    yield _assumed(side, "terms", kind, frame.settlement, because, _on_table(frame))


def _on_table(frame: Frame) -> tuple[str, ...]:
    return tuple(proposal.id for proposal in frame.table)


def _of_mediator(frame: Frame, actor: str) -> Iterator[Assumed]:
    if actor in frame.sponsors:
        because = "it put its name to the proposal"
        yield _assumed(actor, "sponsor", "wants", frame.settlement, because, _on_table(frame))


def _of_backer(
    frame: Frame, actor: str, options: Sequence[Option], now: Sequence[Standing]
) -> Iterator[Assumed]:
    part = next(part for part in frame.roles.backers if part.actor == actor)
    if part.side is not None:
        for other in frame.others(part.side):
            because = f"attacks on {frame.called(part.side)} are avoided by whoever stands behind it"
            yield _assumed(actor, "behind", "avoids", frame.option(other, "attack"), because)
    taken = {standing.option for standing in now if standing.is_taken}
    for option in options:
        if option.party == frame.ids[actor] and option.name in taken:
            yield _assumed(
                actor, "kept", "wants", option.name, "a position taken in public is kept", option.cites
            )


def _assumed(
    actor: str,
    assumption: str,
    kind: ConcernKind,
    condition: str,
    because: str,
    cites: tuple[str, ...] = (),
) -> Assumed:
    return Assumed(
        actor=actor, assumption=assumption, kind=kind, condition=condition, because=because, cites=cites
    )
