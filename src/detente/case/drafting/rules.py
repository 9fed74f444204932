"""What follows from what the options mean: named outcomes, and combinations that cannot be."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case.drafting.frame import Frame
from detente.case.model import Definition, Option, Rule


def draft_definitions(frame: Frame) -> tuple[Definition, ...]:
    """Return the outcomes worth naming: a settlement, no attacks, attacks going on."""
    settled = " & ".join(frame.option(side, frame.settle) for side in frame.fighting)
    text = "every side accepts the proposal on the table" if frame.has_proposal else "every side negotiates"
    if frame.mediator is not None:
        settled += f" & !{frame.option(frame.mediator, 'walk')}"
        text += " and the mediator has not walked away"
    attacks = " | ".join(frame.option(side, "attack") for side in frame.fighting)
    return (
        Definition(name=frame.settlement, condition=settled, text=text),
        Definition(name="quiet", condition=f"!({attacks})", text="no side keeps up attacks"),
        Definition(name="fighting", condition=attacks, text="at least one side keeps up attacks"),
    )


def draft_rules(frame: Frame, options: Sequence[Option]) -> tuple[Rule, ...]:
    """Return the combinations that exclude each other by their meaning."""
    rules = []
    if frame.has_proposal:
        rules += [
            Rule(
                never=f"{frame.option(side, 'accept')} & {frame.option(side, 'attack')}",
                because="accepting the proposal and keeping up attacks exclude each other",
            )
            for side in frame.fighting
        ]
    if frame.mediator is not None:
        rules += [
            Rule(
                never=f"{frame.option(frame.mediator, f'press-{frame.ids[side]}')} "
                f"& {frame.option(frame.mediator, 'walk')}",
                because="whoever has walked away from the mediation presses nobody in it any more",
            )
            for side in frame.fighting
        ]
    names = [option.name for option in options]
    rules += [
        Rule(
            never=f"{party}.endorse & {party}.oppose",
            because="endorsing the proposal and opposing it exclude each other",
        )
        for party in frame.ids.values()
        if f"{party}.endorse" in names and f"{party}.oppose" in names
    ]
    return tuple(rules)
