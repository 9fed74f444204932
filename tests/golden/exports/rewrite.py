"""Write the expected files anew: ``python -m tests.golden.exports.rewrite``; then read the difference."""

from __future__ import annotations

import json
from pathlib import Path

from tests.unit.record.exports.told import told

from detente.record.exports.formats import FORMATS
from detente.record.exports.interchange_schema import interchange_schema
from detente.record.exports.redaction import Redaction, redacted

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = ROOT / "src" / "detente" / "record" / "exports" / "exchange.schema.json"
FOLDER = Path(__file__).with_name("expected")


def expected_schema() -> bytes:
    """Return the schema as the package ships it."""
    return (json.dumps(interchange_schema(), indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def expected() -> dict[str, bytes]:
    """Return a small record in every format, and redacted, by the names of the files."""
    files: dict[str, bytes] = {}
    for form in FORMATS.values():
        for name, data in form.write(told(), False).items():
            files[f"{form.name}/{name}"] = data
    redaction = Redaction(unnamed=True, withhold_text=True)
    for name, data in FORMATS["jsonl"].write(redacted(told(), redaction), False).items():
        files[f"redacted/{name}"] = data
    return files


if __name__ == "__main__":
    SCHEMA.write_bytes(expected_schema())
    for name, data in expected().items():
        place = FOLDER / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
