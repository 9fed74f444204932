"""Check that a case is loaded, solved and explored with what the analysis needs and nothing else.

Usage, from the checkout: VENV/bin/python -I .ci/check_minimal.py
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ABSENT = ("jinja2", "rich", "spacy", "sqlalchemy", "trafilatura", "typer")


def main() -> None:
    """Exit with a message when something else is installed, or when the analysis does not run."""
    present = [name for name in ABSENT if importlib.util.find_spec(name)]
    if present:
        sys.exit(f"this is not a minimal environment: {', '.join(present)} can be imported")

    from detente import Case, explore, solve

    for path in sorted(ROOT.glob("examples/*/case.toml")):
        case = Case.load(path)
        stability = solve(case, seed=0)
        exploration = explore(case, n_worlds=200, seed=0)
        if not stability.states or not exploration.targets:
            sys.exit(f"{path.relative_to(ROOT)}: nothing was found")
        target = exploration.targets[0]
        shares = ", ".join(f"{share.share:.2f}" for share in target.holds)
        print(f"{path.relative_to(ROOT)}: {len(stability.states)} states; {target.name} holds in {shares}")


if __name__ == "__main__":
    main()
