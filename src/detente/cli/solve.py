"""``detente solve``: what is stable for whom in one world of a case, or in a model, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import stage
from detente.cli.options import AsJson, CaseOrModel, WorldSeed

if TYPE_CHECKING:
    from detente.analysis.results import Stability
    from detente.cli.models import Subject


def solve(
    case: CaseOrModel,
    concept: Annotated[
        list[str] | None,
        typer.Option(
            "--concept",
            metavar="NAME",
            parser=str.lower,
            help="A concept of stability, and again for more: nash, gmr, smr, seq (these four when left "
            "out), sim, seq_sim, cnash, cgmr, csmr, cseq, l1, l2, ..., nonmyopic.",
        ),
    ] = None,
    joint_moves: Annotated[
        str,
        typer.Option(
            "--joint-moves",
            metavar="RULE",
            help="How the others may answer: legal (any sequence in which nobody moves twice in a row), once "
            "(each at most once) or single (one move).",
        ),
    ] = "legal",
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="Explain these states only: a state's number, now, or a condition over options.",
        ),
    ] = None,
    seed: WorldSeed = None,
    as_json: AsJson = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write all of it into this file, as one page."),
    ] = None,
) -> None:
    """Find what can hold in one world of a case, or in a model, and say why.

    Says which outcomes nobody would leave, what each party prefers, and, for the present state and what
    holds, why each party stays or leaves, with the evidence its preferences rest on.
    """
    from detente.cli.models import load_subject
    from detente.cli.outputs import check_targets, print_text, write_whole

    check_targets([html] if html is not None else [], inputs=[case])
    subject = load_subject(case, seed=seed)
    with stage("Solving"):
        stability = _examine(subject, concept, joint_moves, state)
    if html is not None:
        from detente.brief.solved_page import render_stability

        write_whole({html: render_stability(stability)})
    if as_json:
        from detente.cli.results import as_text

        print_text(as_text(stability))
        return
    from rich.console import Console

    from detente.cli.solve_tables import show

    show(stability, Console(), is_all=bool(concept or state))


def _examine(subject: Subject, concept: list[str] | None, joint_moves: str, state: str | None) -> Stability:
    from detente.analysis import CONCEPTS
    from detente.analysis.worlds.examining import Inquiry, examine_model, examine_world
    from detente.cli.models import find_states

    inquiry = Inquiry(
        concepts=tuple(concept or CONCEPTS),
        joint_moves=joint_moves,
        states=None if state is None else find_states(subject, state),
    )
    if subject.world is not None:
        return examine_world(subject.world, inquiry)
    return examine_model(subject.model, inquiry, title=subject.name, now=subject.now)
