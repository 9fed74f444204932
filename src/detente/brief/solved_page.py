"""Render a solved model as one HTML file that opens anywhere, under the same rules as a brief."""

from __future__ import annotations

from markupsafe import Markup

from detente.analysis.results import Stability
from detente.brief.shell import environment, policy, style
from detente.brief.solved import Solved, headlines
from detente.brief.solved_sections import build_solved_sections
from detente.brief.wording import count


def render_stability(stability: Stability) -> str:
    r"""Render what is stable for whom, and why, as a self-contained HTML document.

    Parameters
    ----------
    stability : Stability

    Returns
    -------
    str
        With ``\n`` line ends and no lone surrogate, so that it encodes as UTF-8. No script, no remote
        asset, no inline style; all text is escaped, and invisible characters are written out.
    """
    solved = Solved(stability=stability)
    how = stability.provenance
    facts = (
        count(len(stability.states), "state"),
        count(len(stability.parties), "party", "parties"),
        "one world, nothing open" if how.seed is None else f"one world of many, seed {how.seed}",
    )
    return (
        environment()
        .get_template("solved.html.jinja")
        .render(
            style=Markup(style()),
            policy=policy(),
            title=stability.names.title or "A conflict without a name",
            facts=facts,
            headlines=list(headlines(solved)),
            sections=build_solved_sections(solved),
            provenance=how,
            # The macros of a brief's blocks ask for these; nothing on this page has either.
            reference=lambda record: None,
            timeline=None,
        )
    )
