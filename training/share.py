"""Make a small share of the marked event sentences, to try the steps that train on them.

    python -m training.share SHARED OUT [--every 10]

OUT gets ``marks`` with every tenth line of each file of marks, and ``shared`` with the lines of the PLOVER
file that these mark; the other corpora are linked to.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

MARKS = Path(__file__).with_name("marks")
GIVEN = Path("reading") / "events" / "plover_train.jsonl"
LINKED = (
    Path("reading") / "quotes",
    Path("reading") / "corpus",
    Path("reading") / "events" / "petrarch_unit_records.xml",
    Path("articles"),
)


def thin(path: Path, out: Path, every: int) -> None:
    """Write every so manieth line of a file."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    out.write_text("".join(lines[::every]), encoding="utf-8")


def main() -> None:
    """Write the share."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--every", type=int, default=10)
    asked = parser.parse_args()
    if asked.out.exists():
        shutil.rmtree(asked.out)
    marks, shared = asked.out / "marks", asked.out / "shared"
    marks.mkdir(parents=True)
    for path in sorted(MARKS.glob("*.jsonl")):
        thin(path, marks / path.name, asked.every)
    kept = {json.loads(line)["id"] for line in (marks / "plover.jsonl").read_text("utf-8").splitlines()}
    rows = (asked.shared / GIVEN).read_text(encoding="utf-8").splitlines(keepends=True)
    (shared / GIVEN).parent.mkdir(parents=True)
    wanted = [row for row in rows if json.loads(row)["id"] in kept]
    (shared / GIVEN).write_text("".join(wanted), encoding="utf-8")
    for linked in LINKED:
        target = (asked.shared / linked).resolve()
        (shared / linked).parent.mkdir(exist_ok=True)
        (shared / linked).symlink_to(target, target_is_directory=target.is_dir())
    print(f"{asked.out}: one in {asked.every} of the marks, {len(wanted)} of {len(rows)} PLOVER lines")


if __name__ == "__main__":
    main()
