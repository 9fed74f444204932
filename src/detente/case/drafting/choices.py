"""Who can do what: the options of a draft, each with the records that give a reason for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.case.drafting.deeds import PRESSING, Deed
from detente.case.drafting.frame import Frame
from detente.case.drafting.roles import Part
from detente.case.drafting.topics import is_about_agreement, is_about_arms, is_about_leaving
from detente.case.model import Moves, Option
from detente.record.values import Response

MAX_OPTIONS = 10
"""As many as a person can read the states of; the case format itself allows more."""

FAVOURABLE = ("accept", "support", "willing", "conditional")
UNFAVOURABLE = ("resist", "oppose", "reject")


def draft_options(frame: Frame) -> tuple[Option, ...]:
    """Return the options, parties in the order of the case.

    Belligerents and mediator first; backers share what is left of ``MAX_OPTIONS``, one option each
    in the order of how much the record says of them, then a second one.
    """
    options = [option for side in frame.fighting for option in _belligerent(frame, side)]
    if frame.roles.mediator is not None:
        options += _mediator(frame, frame.roles.mediator)
    wished = [(part, list(_backer(frame, part))) for part in frame.roles.backers]
    heard = sorted(wished, key=lambda item: -len(item[0].cites))
    room = MAX_OPTIONS - len(options)
    kept: list[Option] = []
    for turn in range(max((len(items) for _, items in wished), default=0)):
        kept += [items[turn] for _, items in heard if turn < len(items)]
    kept = kept[: max(0, room)]
    return (*options, *(option for _, items in wished for option in items if option in kept))


def _belligerent(frame: Frame, side: str) -> Iterable[Option]:
    if frame.has_proposal:
        answers = [answer.id for answer in responses_of(frame, side)]
        on_table = [proposal.id for proposal in frame.table]
        yield _option(frame, side, "accept", "accepts the proposal on the table", [*on_table, *answers])
    else:
        talk = [deed.record for deed in frame.deeds_by(side) if is_talk(deed)]
        yield _option(frame, side, "negotiate", "negotiates", talk)
    attacks = [deed.record for deed in attacks_of(frame, side)]
    yield _option(frame, side, "attack", "keeps up attacks", attacks or _war(frame, side))


def _war(frame: Frame, side: str) -> tuple[str, ...]:
    """Return the relations that put a side at war, else whatever made it a belligerent."""
    relations = [relation.id for relation in frame.record.relations]
    part = next(part for part in frame.roles.belligerents if part.actor == side)
    return tuple(cite for cite in part.cites if cite in relations) or part.cites


def _mediator(frame: Frame, part: Part) -> Iterable[Option]:
    for side in frame.fighting:
        cites = [deed.record for deed in pressing(frame, part.actor, side)]
        yield _option(
            frame,
            part.actor,
            f"press-{frame.ids[side]}",
            f"presses {frame.called(side)}",
            cites or part.cites,
        )
    leaving = [deed.record for deed in leaving_of(frame, part.actor)]
    warned = [
        claim.id
        for claim in frame.record.claims
        if claim.kind in ("deadline", "ultimatum") and frame.casting.whom(claim.by) == part.actor
    ]
    cites = [*leaving, *warned] or list(part.cites)
    yield _option(frame, part.actor, "walk", "walks away from the mediation", cites, moves="on")


def _backer(frame: Frame, part: Part) -> Iterable[Option]:
    """Yield what the record gives a reason for: the answer heard most, backing a side, the other answer."""
    answers = responses_of(frame, part.actor)
    opposing = [answer.id for answer in answers if answer.kind in UNFAVOURABLE]
    endorsing = [answer.id for answer in answers if answer.kind in ("accept", "support")]
    if not opposing and not endorsing and part.side is None:
        # Nothing but a conditional answer is reported: endorsing is what it would be moving to.
        endorsing = [answer.id for answer in answers]
    what = "the proposal on the table" if frame.has_proposal else "a negotiated end"
    oppose = _option(frame, part.actor, "oppose", f"opposes {what}", opposing)
    endorse = _option(frame, part.actor, "endorse", f"endorses {what}", endorsing)
    first, second = (oppose, endorse) if len(opposing) > len(endorsing) else (endorse, oppose)
    heard = [option for option in (first, second) if option.cites]
    return [*heard[:1], *_backing(frame, part, [answer.id for answer in answers]), *heard[1:]]


def _backing(frame: Frame, part: Part, answers: Sequence[str]) -> Iterable[Option]:
    """Yield how a backer stands behind its side: by arms, by other aid, or by what it says."""
    if part.side is None:
        return
    aid = aid_of(frame, part.actor, part.side)
    side = frame.called(part.side)
    if any(is_about_arms(deed.words) for deed in aid):
        yield _option(frame, part.actor, "arm", f"arms {side}", [deed.record for deed in aid])
    elif aid:
        yield _option(frame, part.actor, "aid", f"aids {side}", [deed.record for deed in aid])
    else:
        spoken = [cite for cite in part.cites if cite not in answers]
        yield _option(frame, part.actor, "back", f"stands behind {side}", spoken)


BACKING = ("arm", "aid", "back")
"""Options by which a backer stands behind a side."""


def responses_of(frame: Frame, actor: str) -> tuple[Response, ...]:
    """Return how an actor answers proposals, by its own word or another's, in text order."""
    return tuple(answer for answer in frame.record.responses if frame.casting.whom(answer.by) == actor)


def attacks_of(frame: Frame, actor: str) -> tuple[Deed, ...]:
    """Return the attacks reported of an actor: those that happened, or are alleged, denied or threatened."""
    return tuple(
        deed
        for deed in frame.deeds_by(actor)
        if (deed.act == "ASSAULT" and deed.factuality != "hypothetical")
        or (deed.act == "THREATEN" and deed.to in frame.fighting)
    )


def pressing(frame: Frame, actor: str, side: str) -> tuple[Deed, ...]:
    """Return what an actor said or did to press a side."""
    return tuple(
        deed
        for deed in frame.deeds_by(actor)
        if deed.act in PRESSING
        and deed.is_real
        and (deed.to == side or (deed.to_all and deed.to not in frame.fighting))
    )


def leaving_of(frame: Frame, actor: str) -> tuple[Deed, ...]:
    """Return where an actor speaks of giving up, or gives up."""
    return tuple(
        deed
        for deed in frame.deeds_by(actor)
        if is_about_leaving(deed.words) and deed.act in ("THREATEN", "RETREAT", "REJECT", "OTHER")
    )


def aid_of(frame: Frame, actor: str, side: str) -> tuple[Deed, ...]:
    """Return the aid an actor gives, or plans to give, to a side."""
    return tuple(
        deed
        for deed in frame.deeds_by(actor)
        if deed.act == "AID" and deed.to == side and deed.factuality in ("happened", "planned")
    )


def is_talk(deed: Deed) -> bool:
    """Whether a deed is talking with somebody, or speaks for an agreement."""
    return deed.is_real and (
        (deed.act == "CONSULT" and not deed.is_said)
        or (deed.act in ("AGREE", "CONCEDE", "COOPERATE") and is_about_agreement(deed.words))
    )


def _option(
    frame: Frame, actor: str, name: str, text: str, cites: Sequence[str], *, moves: Moves = "both"
) -> Option:
    return Option(id=name, party=frame.ids[actor], text=text, moves=moves, cites=tuple(dict.fromkeys(cites)))
