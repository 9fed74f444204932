"""Time and memory from a cold start to a brief on disk, each round in a process of its own.

Usage: python benchmarks/bench_brief.py [PATH...]; without a path, the article beside the checkout (where
there is one), one dispatch of the example, then all of them. Each brief is checked before its time counts.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from html import unescape
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DISPATCHES = ROOT / "examples" / "sarn" / "dispatches"
ARTICLE = ROOT.parent / "shared" / "articles" / "peace_efforts.txt"
ROUNDS = 5
QUOTED = re.compile('[“"][^“”"]{2,}[”"]')
TAG = re.compile("<[^>]+>")
ENOUGH = 0.8
"""Least share of what stands in quotation marks that the ledger must hold: some of it is no speech."""


def brief_once(paths: list[str], folder: Path) -> tuple[float, float, float]:
    """Brief the reports in a fresh process; return seconds by the clock, of work, and peak MB."""
    target = folder / "brief.html"
    target.unlink(missing_ok=True)
    command = [sys.executable, "-m", "detente.cli", "brief", *paths, "-o", str(target)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def check(html: str, paths: list[str]) -> str:
    """Stop unless a brief has its findings and the quotations of its reports; say what it has."""
    findings = html.count('<div class="finding"')
    ledger = html.partition('<table id="ledger">')[2].partition("</table>")[0]
    said = unescape(TAG.sub("", ledger))
    texts = [file.read_text(encoding="utf-8") for path in paths for file in files_of(Path(path))]
    quoted = [found[1:-1] for text in texts for found in QUOTED.findall(text)]
    held = sum(" ".join(words.split()) in " ".join(said.split()) for words in quoted)
    if findings < 5 or held < ENOUGH * len(quoted) or not html.endswith("</html>\n"):
        sys.exit(
            f"{paths}: {findings} findings, {held} of {len(quoted)} quotations: not the brief it should be"
        )
    return f"{findings} findings, {held} of {len(quoted)} quotations"


def main() -> None:
    """Print one line for each set of reports, after the machine and the versions."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", end="")
    print("".join(f", {name} {version(name)}" for name in ("detente", "spacy", "numpy")))
    single = [str(sorted(DISPATCHES.glob("*.txt"))[0])]
    article = [[str(ARTICLE)]] if ARTICLE.is_file() else []
    for paths in [sys.argv[1:]] if sys.argv[1:] else [*article, single, [str(DISPATCHES)]]:
        with tempfile.TemporaryDirectory() as folder:
            brief_once(paths, Path(folder))  # the first one warms the disk's cache and is checked
            has = check((Path(folder) / "brief.html").read_text(encoding="utf-8"), paths)
            rounds = [brief_once(paths, Path(folder)) for _ in range(ROUNDS)]
        seconds = sorted(taken for taken, _, _ in rounds)
        work = statistics.median(worked for _, worked, _ in rounds)
        memory = max(peak for _, _, peak in rounds)
        size = sum(file.stat().st_size for path in paths for file in files_of(Path(path)))
        print(
            f"{', '.join(os.path.relpath(path, ROOT) for path in paths)} ({size / 1000:.1f} kB): "
            f"{statistics.median(seconds):.2f} s median of {ROUNDS} (fastest {seconds[0]:.2f}, "
            f"slowest {seconds[-1]:.2f}), {work:.2f} s of work; peak memory {memory:.0f} MB; {has}"
        )


def files_of(path: Path) -> list[Path]:
    """Return a path's documents: itself, or the texts in the folder."""
    return sorted(path.rglob("*.txt")) if path.is_dir() else [path]


if __name__ == "__main__":
    main()
