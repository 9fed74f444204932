"""Write the expected lines anew: ``python -m tests.golden.jsonl.rewrite``; then read the difference."""

from __future__ import annotations

from pathlib import Path

from tests.unit.record.sample import sample

from detente.record import lines

GOLDEN = Path(__file__).with_name("sample.jsonl")


def expected() -> str:
    """Return the sample record as the file has it."""
    return "".join(f"{line}\n" for line in lines(sample()))


if __name__ == "__main__":
    GOLDEN.write_text(expected(), encoding="utf-8", newline="\n")
