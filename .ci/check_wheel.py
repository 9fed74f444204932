"""Check an installed wheel: a light import, the command, and the README's Python example.

Usage, from the checkout: VENV/bin/python -I .ci/check_wheel.py
"""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"jinja2", "numba", "numpy", "rich", "spacy", "sqlalchemy", "tomlkit", "trafilatura", "typer"}


def main() -> None:
    """Exit with a message when something does not hold."""
    import detente

    if ROOT in Path(detente.__file__).parents and "site-packages" not in detente.__file__:
        sys.exit(f"detente was imported from the checkout ({detente.__file__}), not from the wheel")
    loaded = sorted(HEAVY & {name.partition(".")[0] for name in sys.modules})
    if loaded:
        sys.exit(f"importing detente loads {', '.join(loaded)}: import them where they are used")
    command = Path(sys.executable).with_name("detente")
    said = subprocess.run([command, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    if detente.__version__ not in said:
        sys.exit(f"detente --version says {said!r}, not {detente.__version__}")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = "\n".join(re.findall(r"^```python\n(.*?)^```", readme, re.DOTALL | re.MULTILINE))
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.FAIL_FAST
    test = doctest.DocTestParser().get_doctest(examples, {}, "README.md", "README.md", 0)
    outcome = doctest.DocTestRunner(optionflags=flags).run(test)
    if outcome.failed or not outcome.attempted:
        sys.exit(f"README.md: {outcome.failed} of {outcome.attempted} examples fail")
    python = ".".join(map(str, sys.version_info[:3]))
    print(f"Python {python}: {said}; light import; README.md, {outcome.attempted} examples pass")


if __name__ == "__main__":
    main()
