"""What each party cares about: from the record, from the template's assumptions, and what is left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.case.drafting.assumptions import TEXTS, Assumed, assumed_concerns
from detente.case.drafting.evidence import Evidence, find_evidence
from detente.case.drafting.frame import Frame
from detente.case.drafting.weights import weight_of
from detente.case.drafting.wording import says, sentences
from detente.case.model import Assumption, Concern, ConcernKind, Option, Standing


def draft_concerns(
    frame: Frame, options: Sequence[Option], now: Sequence[Standing]
) -> tuple[tuple[Concern, ...], tuple[Assumption, ...]]:
    """Return the concerns of every party that has an option, and the assumptions they come from.

    In each party: what the record says first, then what the template assumes, then what is open.
    """
    concerns: list[Concern] = []
    for actor, party in frame.ids.items():
        if not any(option.party == party for option in options):
            continue
        groups = _by_condition(_possible(find_evidence(frame, actor), frame, options))
        directed = [condition for condition, items in groups.items() if _direction(items) != "about"]
        # Where the record gives a direction, the template has nothing to add on the same condition.
        assumed = [
            item for item in assumed_concerns(frame, actor, options, now) if item.condition not in directed
        ]
        spoken_of = [*groups, *(item.condition for item in assumed)]
        open_ones = list(_open(frame, actor, spoken_of))
        n = len(groups) + len(assumed) + len(open_ones)
        own = [_recorded(frame, actor, condition, items, n) for condition, items in groups.items()]
        own += [_assumption(frame, item) for item in assumed]
        own += open_ones
        concerns += [replace(item, id=f"{party}-{number}") for number, item in enumerate(own, start=1)]
    used = [item.assumption for item in concerns]
    assumptions = tuple(Assumption(name=name, text=text) for name, text in TEXTS.items() if name in used)
    return tuple(concerns), assumptions


def _possible(evidence: Sequence[Evidence], frame: Frame, options: Sequence[Option]) -> list[Evidence]:
    """Return the evidence on conditions that the case can express."""
    known = [frame.settlement, *(option.name for option in options)]
    return [item for item in evidence if item.condition in known]


def _by_condition(evidence: Sequence[Evidence]) -> dict[str, list[Evidence]]:
    groups: dict[str, list[Evidence]] = {}
    for item in evidence:
        groups.setdefault(item.condition, []).append(item)
    return groups


def _direction(items: Sequence[Evidence]) -> ConcernKind:
    """Return where a party's own words and deeds point; what others say of it settles nothing.

    When its own point both ways, the latest day decides, if all of that day agree and everything
    that points elsewhere is known to be earlier: a position may change. But words do not outdo deeds.
    Otherwise it is open.
    """
    own = [item for item in items if not item.is_alleged and item.sign]
    if not own:
        return "about"
    if len({item.sign for item in own}) > 1:
        days = [item.day for item in own if item.day is not None]
        latest = [item for item in own if days and item.day == max(days)]
        if len(days) < len(own) or len({item.sign for item in latest}) > 1:
            return "about"
        earlier = [item for item in own if item.sign != latest[0].sign]
        if any(item.is_deed for item in earlier) and not any(item.is_deed for item in latest):
            return "about"
        own = latest
    return "wants" if own[0].sign > 0 else "avoids"


def _recorded(
    frame: Frame, actor: str, condition: str, items: Sequence[Evidence], n_concerns: int
) -> Concern:
    kind = _direction(items)
    sign = -1 if kind == "avoids" else 1
    supports = [item for item in items if item.sign == sign or (item.sign == 0 and sign > 0)]
    against = [item for item in items if item.sign == -sign or (item.sign == 0 and sign < 0)]
    because, weight = sentences(item.sentence(frame) for item in items), None
    if kind != "about":
        because = sentences(item.sentence(frame) for item in supports)
        if against:
            because += " Pointing the other way: " + sentences(item.sentence(frame) for item in against)
        own = [item for item in items if not item.is_alleged and item.sign == sign]
        weight = weight_of(own, is_disputed=bool(against), n_concerns=n_concerns)
    return Concern(
        id="",
        party=frame.ids[actor],
        kind=kind,
        condition=condition,
        because=because,
        grade="record",
        weight=weight,
        supports=tuple(dict.fromkeys(item.record for item in supports)),
        against=tuple(dict.fromkeys(item.record for item in against)),
    )


def _assumption(frame: Frame, item: Assumed) -> Concern:
    return Concern(
        id="",
        party=frame.ids[item.actor],
        kind=item.kind,
        condition=item.condition,
        because=sentences([item.because]),
        grade="assumption",
        assumption=item.assumption,
        supports=item.cites,
    )


def _open(frame: Frame, actor: str, spoken_of: Sequence[str]) -> Iterator[Concern]:
    """Yield what neither record nor template says: the view of the deal, of the war, of acting at all."""
    name = frame.called(actor)
    questions = []
    if frame.settlement not in spoken_of:
        what = "the proposal on the table" if frame.has_proposal else "a negotiated end"
        questions.append((frame.settlement, f"what {says(name, 'makes')} of {what} is not in the record"))
    if actor in frame.fighting:
        because = f"what keeping up its own attacks is worth to {name} is not in the record"
        questions.append((frame.option(actor, "attack"), because))
    weighs = says(name, "weighs the fighting going on")
    questions.append(("fighting", f"how {weighs} is not in the record"))
    if actor == frame.mediator:
        for side in frame.fighting:
            press = frame.option(actor, f"press-{frame.ids[side]}")
            because = f"how far {says(name, 'is willing')} to press {frame.called(side)} is not in the record"
            questions.append((press, because))
        walk = frame.option(actor, "walk")
        questions.append((walk, f"what walking away would be worth to {name} is not in the record"))
    for condition, because in questions:
        if condition not in spoken_of:
            yield Concern(
                id="",
                party=frame.ids[actor],
                kind="about",
                condition=condition,
                because=sentences([because]),
                grade="open",
            )
