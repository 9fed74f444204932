"""``detente explore``: in what share of the worlds that fit a case an outcome can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.cli.messages import stage
from detente.cli.options import AsJson, CaseFile, Seed, Worlds

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from detente.analysis.results import Exploration

MAX_ROWS = 12


def explore(case: CaseFile, worlds: Worlds = 1000, seed: Seed = 0, as_json: AsJson = False) -> None:
    """Find what can hold in how many worlds of a case.

    Worlds are drawn of everything the case leaves open; an outcome gets the share of worlds in which
    it can hold.
    """
    import detente
    from detente.cli.models import load_case

    model = load_case(case)
    with stage(f"Exploring {worlds} worlds"):
        exploration = detente.explore(model, n_worlds=worlds, seed=seed)
    if as_json:
        from detente.cli.outputs import print_text
        from detente.cli.results import as_text

        print_text(as_text(exploration))
        return
    from rich.console import Console

    show(exploration, Console())


def show(exploration: Exploration, console: Console) -> None:
    """Print the shares of worlds as tables: targets and who blocks them, outcomes, questions, assumptions."""
    from rich.text import Text

    from detente.analysis.phrases import count

    how = exploration.provenance
    drawn = "nothing is open" if how.seed is None else f"seed {how.seed}"
    console.print(
        Text(
            f"{count(exploration.n_states, 'outcome')}, {count(how.n_worlds, 'world')} ({drawn}); "
            "shares of worlds:"
        )
    )
    for table in (_targets(exploration), _outcomes(exploration), _questions(exploration), _rest(exploration)):
        if table.row_count:
            console.print(table)
    if len(exploration.outcomes) > MAX_ROWS:
        console.print(Text(f"{len(exploration.outcomes) - MAX_ROWS} more outcomes: see --json"))


def _targets(exploration: Exploration) -> Table:
    from rich.table import Table
    from rich.text import Text

    from detente.analysis.results import CONCEPTS
    from detente.brief.visible import one_line
    from detente.cli.results import percent

    table = Table("can it hold", *(concept.upper() for concept in CONCEPTS), "who blocks its best outcome")
    for target in exploration.targets:
        blockers = ", ".join(f"{blocker.party} in {percent(blocker.share)}" for blocker in target.blockers)
        shares = [percent(share) for share in target.holds]
        shown = blockers or ("nobody" if target.best else "no outcome of this kind can be")
        table.add_row(Text(one_line(target.name)), *shares, Text(one_line(shown)))
    return table


def _outcomes(exploration: Exploration) -> Table:
    from rich.table import Table
    from rich.text import Text

    from detente.analysis.results import CONCEPTS
    from detente.brief.visible import one_line
    from detente.cli.results import percent

    table = Table("outcome: what is done", *(concept.upper() for concept in CONCEPTS))
    for outcome in exploration.outcomes[:MAX_ROWS]:
        words = ", ".join(outcome.taken) or "nothing"
        shares = [percent(share) for share in outcome.equilibrium]
        table.add_row(Text(one_line(words + (" (now)" if outcome.is_now else ""))), *shares)
    return table


def _questions(exploration: Exploration) -> Table:
    from rich.table import Table
    from rich.text import Text

    from detente.brief.visible import one_line
    from detente.cli.results import percent

    table = Table("open question", "for", "holds (SEQ) once it is settled")
    for question in exploration.questions[:MAX_ROWS]:
        settled = "; ".join(f"{label}: {percent(share)}" for label, share in question.settled)
        table.add_row(*(Text(one_line(part)) for part in (question.text, question.target, settled)))
    return table


def _rest(exploration: Exploration) -> Table:
    from rich.table import Table
    from rich.text import Text

    from detente.brief.visible import one_line
    from detente.cli.results import percent

    table = Table("assumption", "for", "with it (SEQ)", "without it")
    for item in exploration.dependences[:MAX_ROWS]:
        shares = percent(item.with_it), percent(item.without_it)
        table.add_row(Text(one_line(item.assumption)), Text(one_line(item.target)), *shares)
    return table
