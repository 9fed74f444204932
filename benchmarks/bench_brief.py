"""Time and memory from a cold start to a brief on disk, each round in a process of its own.

Usage: python benchmarks/bench_brief.py [PATH...]; without a path, one dispatch of the example, then all.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DISPATCHES = ROOT / "examples" / "sarn" / "dispatches"
ROUNDS = 5


def brief_once(paths: list[str], folder: Path) -> tuple[float, float]:
    """Brief the reports in a fresh process; return seconds and peak resident memory in MB."""
    target = folder / "brief.html"
    target.unlink(missing_ok=True)
    command = [sys.executable, "-m", "detente.cli", "brief", *paths, "-o", str(target)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or b"</html>" not in target.read_bytes():
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Print one line for each set of reports, after the machine and the versions."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", end="")
    print("".join(f", {name} {version(name)}" for name in ("detente", "spacy", "numpy")))
    single = [str(sorted(DISPATCHES.glob("*.txt"))[0])]
    sets = [sys.argv[1:]] if sys.argv[1:] else [single, [str(DISPATCHES)]]
    for paths in sets:
        with tempfile.TemporaryDirectory() as folder:
            rounds = [brief_once(paths, Path(folder)) for _ in range(ROUNDS)]
        seconds = sorted(taken for taken, _ in rounds)
        memory = max(peak for _, peak in rounds)
        size = sum(file.stat().st_size for path in paths for file in files_of(Path(path)))
        print(
            f"{', '.join(os.path.relpath(path, ROOT) for path in paths)} ({size / 1000:.1f} kB): "
            f"{statistics.median(seconds):.2f} s median of {ROUNDS} (fastest {seconds[0]:.2f}, "
            f"slowest {seconds[-1]:.2f}); peak memory {memory:.0f} MB"
        )


def files_of(path: Path) -> list[Path]:
    """Return a path's documents: itself, or the texts in the folder."""
    return sorted(path.rglob("*.txt")) if path.is_dir() else [path]


if __name__ == "__main__":
    main()
