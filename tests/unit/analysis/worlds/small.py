"""Small cases to ask questions of."""

from __future__ import annotations

from dataclasses import replace

from detente.case import Case
from detente.case.model import Concern, Definition, Option, Party, Standing

A, B = "north", "south"


def concern(name: str, party: str, condition: str, **fields: object) -> Concern:
    """A concern that wants its condition unless told otherwise."""
    return replace(Concern(id=name, party=party, kind="wants", condition=condition), **fields)  # type: ignore[arg-type]


def dilemma(*concerns: Concern, **fields: object) -> Case:
    """Two parties that can each hold fire; nothing open unless the concerns leave it open."""
    case = Case(
        title="dilemma",
        parties=(
            Party(id=A, name="North", role="belligerent"),
            Party(id=B, name="South", role="belligerent"),
        ),
        options=(
            Option(id="hold", party=A, text="holds its fire"),
            Option(id="hold", party=B, text="holds its fire"),
        ),
        definitions=(Definition(name="quiet", condition="north.hold & south.hold"),),
        concerns=concerns or settled(),
        now=(Standing(option="north.hold", is_taken=False),),
    )
    return replace(case, **fields)  # type: ignore[arg-type]


def settled() -> tuple[Concern, ...]:
    """Each likes the other's restraint best and its own least."""
    return (
        concern("n-other", A, "south.hold", weight=(0.7, 0.7)),
        concern("n-own", A, "north.hold", kind="avoids", weight=(0.3, 0.3)),
        concern("s-other", B, "north.hold", weight=(0.7, 0.7)),
        concern("s-own", B, "south.hold", kind="avoids", weight=(0.3, 0.3)),
    )
