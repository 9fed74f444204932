"""Read texts as they are and with both sides' names exchanged, and count what is not exchanged with them.

    python benchmarks/reading/mirror.py [TABLE.toml PATH...]

TABLE pairs each name with the one that takes its place. Without arguments the example conflict is read,
and the sample article where it lies beside the checkout. The documents keep their metadata; only names in
their texts are exchanged. The record of the originals is mirrored and compared, item by item and field by
field, with the record of the exchanged texts.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from pathlib import Path

from detente.documents.document import Document
from detente.documents.loading import load_all
from detente.reading import read
from detente.record.comparing import Comparison, compare
from detente.record.mirror import mirror
from detente.record.record import Record

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT.parent / "shared" / "articles" / "peace_efforts.txt"


def exchange_table(path: Path) -> dict[str, str]:
    """Read the pairs of a table, both ways."""
    pairs: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["exchange"]
    return pairs | {other: name for name, other in pairs.items()}


def exchanged(documents: tuple[Document, ...], table: dict[str, str]) -> tuple[Document, ...]:
    """Return the documents with the names in their texts exchanged, all else as it is."""
    return mirror(Record(documents=documents), table).documents


def compare_readings(documents: tuple[Document, ...], table: dict[str, str]) -> Comparison:
    """Compare the mirror of the reading with the reading of the mirrored texts."""
    return compare(mirror(read(documents), table), read(exchanged(documents, table)))


def report(name: str, comparison: Comparison) -> None:
    """Print the counts of each kind, the share, and every difference with its fields."""
    print(f"{name}: {comparison.n_same} of {comparison.n} records mirror ({comparison.share:.2%})")
    for count in comparison.counts:
        print(f"   {count.kind:<10} {count.n_same:>4} of {count.n:>4}")
    for difference in comparison.differences:
        place = f"{difference.path} [{difference.start}, {difference.end})"
        words = difference.text if len(difference.text) <= 100 else f"{difference.text[:97]}..."
        print(f" - {difference.kind}, {difference.where}, {place}")
        print(f"   {words!r}")
        for field in difference.fields:
            print(f"      {field.name}: {field.first}\n      {'':>{len(field.name)}}  {field.second}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("table", nargs="?", type=Path)
    parser.add_argument("paths", nargs="*", type=Path)
    arguments = parser.parse_args()
    runs = (
        [(arguments.table, arguments.paths)]
        if arguments.table
        else [
            (ROOT / "examples" / "sarn" / "mirror.toml", [ROOT / "examples" / "sarn" / "dispatches"]),
            (ROOT / "examples" / "mirror_article.toml", [ARTICLE] if ARTICLE.is_file() else []),
        ]
    )
    for table, paths in runs:
        if not paths:
            continue
        documents = tuple(load_all(paths)[0])
        started = time.perf_counter()
        comparison = compare_readings(documents, exchange_table(table))
        report(", ".join(str(path) for path in paths), comparison)
        print(f"   {len(documents)} documents, read twice in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
