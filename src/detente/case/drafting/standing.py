"""Where things stand now: which options are taken, from the latest events and statements."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case.drafting.choices import (
    FAVOURABLE,
    UNFAVOURABLE,
    is_talk,
    leaving_of,
    pressing,
    responses_of,
)
from detente.case.drafting.frame import Frame
from detente.case.drafting.topics import is_about_holding_fire
from detente.case.model import Option, Standing

_MOST_CITES = 3


def draft_now(frame: Frame, options: Sequence[Option]) -> tuple[Standing, ...]:
    """Return for every option whether it is taken now; what nothing speaks of is not taken."""
    standing: dict[str, Standing] = {}
    for side in frame.fighting:
        for item in _side(frame, side):
            standing[item.option] = item
    if frame.mediator is not None:
        for item in _mediator(frame, frame.mediator):
            standing[item.option] = item
    for part in frame.roles.backers:
        for option in options:
            if option.party == frame.ids[part.actor]:
                standing[option.name] = _backer(frame, part.actor, option)
    return tuple(standing.get(o.name, Standing(option=o.name, is_taken=False)) for o in options)


def _side(frame: Frame, side: str) -> tuple[Standing, Standing]:
    """Return whether a belligerent attacks, and whether it accepts (or negotiates).

    Attacks and acceptance exclude each other: the later report counts, and of one day the deed.
    """
    attacks = [
        (frame.casting.age(deed.passage), deed.record)
        for deed in frame.deeds_by(side)
        if deed.act == "ASSAULT" and deed.is_real and not deed.is_said
    ]
    ended = [
        (frame.casting.age(deed.passage), deed.record)
        for deed in frame.deeds_by(side)
        if deed.act in ("RETREAT", "CONCEDE", "AGREE")
        and deed.is_real
        and not deed.is_said
        and is_about_holding_fire(deed.words)
    ]
    accepted = _accepted(frame, side)
    last_attack = max((age for age, _ in attacks), default=-1)
    is_over = bool(ended) and max(age for age, _ in ended) > last_attack
    wars = [
        relation.id
        for relation in frame.record.relations
        if relation.kind == "at war"
        and side in (frame.casting.principal(relation.a), frame.casting.principal(relation.b))
    ]
    accepts_now = accepted is not None and accepted[0] > last_attack
    attacks_now = bool(attacks or wars) and not is_over and not accepts_now
    if attacks_now:
        reasons = [record for _, record in attacks[-_MOST_CITES:]] or wars[-_MOST_CITES:]
    else:
        reasons = [record for _, record in ended[-_MOST_CITES:]]
    attack = _standing(frame, side, "attack", attacks_now, reasons)
    if not frame.has_proposal:
        talks = [deed.record for deed in frame.deeds if side in (deed.by, deed.to) and is_talk(deed)]
        return _standing(frame, side, "negotiate", bool(talks), talks[-_MOST_CITES:]), attack
    own = [answer.id for answer in responses_of(frame, side) if answer.alleged_by is None]
    answers = accepted[1] if accepted is not None and accepts_now else own
    return _standing(frame, side, "accept", accepts_now, answers[-_MOST_CITES:]), attack


def _accepted(frame: Frame, side: str) -> tuple[int, list[str]] | None:
    """Return the age and ids of a belligerent's own acceptance, when its latest own answer is one."""
    own = [answer for answer in responses_of(frame, side) if answer.alleged_by is None]
    if not own:
        return None
    last = max(frame.casting.age(answer.passage) for answer in own)
    latest = [answer for answer in own if frame.casting.age(answer.passage) == last]
    if any(answer.kind != "accept" for answer in latest):
        return None
    return last, [answer.id for answer in latest]


def _mediator(frame: Frame, actor: str) -> list[Standing]:
    left = [deed.record for deed in leaving_of(frame, actor) if deed.is_real and not deed.is_said]
    found = [_standing(frame, actor, "walk", bool(left), left[-_MOST_CITES:])]
    for side in frame.fighting:
        pressed = [deed.record for deed in pressing(frame, actor, side)]
        is_pressed = bool(pressed) and not left
        found.append(
            _standing(
                frame,
                actor,
                f"press-{frame.ids[side]}",
                is_pressed,
                pressed[-_MOST_CITES:] if is_pressed else [],
            )
        )
    return found


def _backer(frame: Frame, actor: str, option: Option) -> Standing:
    if option.id not in ("endorse", "oppose"):
        return Standing(option=option.name, is_taken=True, cites=option.cites[-_MOST_CITES:])
    own = [answer for answer in responses_of(frame, actor) if answer.alleged_by is None]
    last = max((frame.casting.age(answer.passage) for answer in own), default=-1)
    latest = [answer for answer in own if frame.casting.age(answer.passage) == last]
    kinds = UNFAVOURABLE if option.id == "oppose" else FAVOURABLE
    fitting = [answer.id for answer in latest if answer.kind in kinds]
    # An actor said to do both at once does neither for certain.
    is_taken = bool(fitting) and len(fitting) == len(latest)
    return Standing(option=option.name, is_taken=is_taken, cites=tuple(fitting[-_MOST_CITES:]))


def _standing(frame: Frame, actor: str, option: str, is_taken: bool, cites: Sequence[str]) -> Standing:
    return Standing(option=frame.option(actor, option), is_taken=is_taken, cites=tuple(dict.fromkeys(cites)))
