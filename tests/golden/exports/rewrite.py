"""Write the expected files anew: ``python -m tests.golden.exports.rewrite``; then read the difference."""

from __future__ import annotations

import json
from pathlib import Path

from detente.record.exports.interchange_schema import interchange_schema

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = ROOT / "src" / "detente" / "record" / "exports" / "exchange.schema.json"
FOLDER = Path(__file__).with_name("expected")


def expected_schema() -> str:
    """Return the schema as the package ships it."""
    return json.dumps(interchange_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(expected_schema(), encoding="utf-8", newline="\n")
