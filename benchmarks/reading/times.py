"""Score the reading of time expressions on the project's own table, and time it.

    python benchmarks/reading/times.py [--dateparser]

For each of the table's expressions: are its words found in the sentence, and are first day, last day and
precision all as expected? Then how many sentences have all their expressions found and nothing else, and
how many sentences without a time are left alone. With ``--dateparser`` the dateparser package reads the same
table: it gives one moment and no interval, so only expressions that are one day long, or open, can be right.
It is not asked for precision, is right if it is with either preference, past or future, and is handed the
bare words of each expression too, which spares it finding them.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.golden.times.table import Row, rows, traps

from detente.reading.times import find_times

ROUNDS = 5


def is_right(row: Row) -> bool:
    for found in find_times(row.sentence, published_on=row.published_on):
        if (found.start, found.end) == (row.start, row.end):
            expected = (row.earliest, row.latest, row.precision)
            return (found.earliest, found.latest, found.precision) == expected
    return False


def has_exact_spans(row: Row) -> bool:
    found = find_times(row.sentence, published_on=row.published_on)
    return tuple((one.start, one.end) for one in found) == row.spans


def print_shares(name: str, table: list[Row], is_right: Callable[[Row], bool]) -> None:
    """Print how many rows are right, in all and by kind."""
    right = Counter(row.kind for row in table if is_right(row))
    asked = Counter(row.kind for row in table)
    kinds = " ".join(f"{kind} {right[kind]}/{asked[kind]}" for kind in sorted(asked))
    total = sum(right.values())
    print(f"{name}: {total}/{len(table)} = {total / len(table):.3f}   ({kinds})")


def print_dateparser(table: list[Row]) -> None:
    """Print dateparser's own score: the same day, or nothing where the table has nothing."""
    import dateparser  # type: ignore[import-untyped]
    from dateparser.search import search_dates  # type: ignore[import-untyped]

    def days_of(row: Row, words: str, side: str, *, is_search: bool) -> tuple[date | None, date | None]:
        settings: dict[str, object] = {"PREFER_DATES_FROM": side}
        if row.published_on is not None:
            settings["RELATIVE_BASE"] = datetime(*row.published_on.timetuple()[:3], 12)
        if is_search:
            pairs = search_dates(words, languages=["en"], settings=settings) or []
            day = next((moment.date() for text, moment in pairs if text in row.expression), None)
        else:
            moment = dateparser.parse(words, languages=["en"], settings=settings)
            day = moment.date() if moment else None
        return day, day

    print_shares(
        "dateparser, bare expressions",
        table,
        lambda row: any(
            days_of(row, row.expression, side, is_search=False) == (row.earliest, row.latest)
            for side in ("past", "future")
        ),
    )
    print_shares(
        "dateparser, whole sentences",
        table,
        lambda row: any(
            days_of(row, row.sentence, side, is_search=True) == (row.earliest, row.latest)
            for side in ("past", "future")
        ),
    )
    quiet = sum(not search_dates(sentence, languages=["en"]) for sentence in traps())
    print(f"dateparser, sentences without a time left alone: {quiet}/{len(traps())}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--dateparser", action="store_true", help="score dateparser on the same table")
    arguments = parser.parse_args()
    table = rows()
    print_shares("days and precision", table, is_right)
    print_shares("exact words, nothing more or less", table, has_exact_spans)
    quiet = sum(not find_times(sentence, published_on=date(2025, 4, 24)) for sentence in traps())
    print(f"sentences without a time left alone: {quiet}/{len(traps())}")
    sentences = [(row.sentence, row.published_on) for row in table]
    spans = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for sentence, published_on in sentences:
            find_times(sentence, published_on=published_on)
        spans.append(time.perf_counter() - started)
    print(
        f"{1000 * min(spans) / len(sentences):.3f} ms a sentence, best of {ROUNDS} rounds of {len(sentences)}"
    )
    if arguments.dateparser:
        print_dateparser(table)
        print(f"dateparser {version('dateparser')}")
    print(f"{platform.machine()}, Python {platform.python_version()}")


if __name__ == "__main__":
    main()
