"""Train everything that is learned, step by step, and write weights and cards: what ``make train`` runs.

    python -m training.run CORPORA OUT [--quick]

CORPORA is a folder with ``quotes``, ``events``, ``corpus`` and ``pronouns``; beside it lies ``articles``. All
is made in OUT, on a copy of the package, so that later steps read with what earlier ones have trained. When
every step is done the new files replace those of the package. A run that is broken off goes on at the step it
was in: a step is done when its command, what it reads and the training scripts are those it was done with.
``--quick`` goes through every step on a small share, to see in minutes that all of it runs; what comes out
reads badly, and the package stays as it is.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from training.card import renew
from training.plan import FULL, PACKAGE, QUICK, ROOT, WEIGHTS, Folders, Step, plan
from training.progress import lasting

MOST_BYTES = 40_000_000
"""What the weights may weigh together."""
NEEDED = ("quotes", "events", "corpus", "pronouns", "score_quotes.py", "article_gold.yaml")


def main() -> None:
    """Check what is given, run every step, and put what was trained in its place."""
    asked = parser().parse_args()
    at = Folders(corpora=asked.corpora.resolve(), out=asked.out.resolve())
    check(at)
    steps = plan(at, QUICK if asked.quick else FULL)
    with alone(at):
        copy_package(at)
        run(steps, at)
    report(steps)
    if asked.quick:
        print(f"every step ran; nothing outside {asked.out} was changed")
        return
    for path, place in placed(steps):
        shutil.copyfile(path, PACKAGE / place)
    print("the weights of the package are these now: read the cards, then run make test")


def parser() -> argparse.ArgumentParser:
    """Return what the command takes."""
    found = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    found.add_argument("corpora", type=Path)
    found.add_argument("out", type=Path)
    found.add_argument("--quick", action="store_true", help="every step on a small share; changes no weights")
    return found


def check(at: Folders) -> None:
    """Refuse what the last step would fail on, before hours are spent: folders, and cards as they are."""
    wanted = [*(at.corpora / name for name in NEEDED), at.shared / "articles"]
    missing = [str(path) for path in wanted if not path.exists()]
    if missing:
        raise SystemExit(
            f"not there: {', '.join(missing)}. CORPORA must name the folder that holds {', '.join(NEEDED)}, "
            "with the folder articles beside it (training/README.md)"
        )
    for card in (PACKAGE / WEIGHTS).glob("*.md"):
        try:
            renew(card.read_text(encoding="utf-8"), b"", date.today(), ())
        except ValueError as error:
            raise SystemExit(f"{card}: {error}") from error


@contextmanager
def alone(at: Folders) -> Iterator[None]:
    """Keep a second run out of a folder while one is at work there; the lock ends with the process."""
    at.out.mkdir(parents=True, exist_ok=True)
    with (at.out / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"another run is at work in {at.out}: wait for it, or end it") from None
        yield


def copy_package(at: Folders) -> None:
    """Copy the package to where steps change its weights."""
    if at.package.exists():
        shutil.rmtree(at.package)
    shutil.copytree(PACKAGE, at.package, ignore=shutil.ignore_patterns("__pycache__"))


def run(steps: Sequence[Step], at: Folders) -> None:
    """Run every step that is not done, in order; put what it writes into the copy of the package."""
    (at.out / "logs").mkdir(parents=True, exist_ok=True)
    (at.out / "done").mkdir(exist_ok=True)
    started = time.monotonic()
    for number, step in enumerate(steps):
        digest = digest_of(step)
        said = f"[{number + 1} of {len(steps)}, {lasting(time.monotonic() - started)}] {step.name}"
        if is_done(step, at, digest):
            print(f"{said}: done before", flush=True)
        else:
            left = sum(one.minutes for one in steps[number:])
            here = (
                f", about {lasting(60 * step.minutes)}; all that is left, {lasting(60 * left)}"
                if left
                else ""
            )
            print(said + here, flush=True)
            run_step(step, at)
            stamp_of(step, at).write_text(digest, encoding="utf-8")
        if step.writes is not None and step.place is not None:
            shutil.copyfile(step.writes, at.package / step.place)


def stamp_of(step: Step, at: Folders) -> Path:
    """Return the file that says with what a step was done."""
    return at.out / "done" / step.name


def is_done(step: Step, at: Folders, digest: str) -> bool:
    """Whether a step was done with just this."""
    wanted = [stamp_of(step, at), at.log(step.name), *([step.writes] if step.writes is not None else [])]
    return all(path.exists() for path in wanted) and wanted[0].read_text(encoding="utf-8") == digest


def digest_of(step: Step) -> str:
    """Return what stands for a step's command, its script, and the bytes of what it reads."""
    found = hashlib.sha256(json.dumps([step.module, *step.arguments]).encode())
    script = ROOT.joinpath(*step.module.split(".")).with_suffix(".py")
    for path in (script, *step.reads):
        for one in sorted(path.rglob("*")) if path.is_dir() else (path,):
            if one.is_file():
                found.update(f"{one.name} {hashlib.sha256(one.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def run_step(step: Step, at: Folders) -> None:
    """Run a script with the copy of the package; what it prints is shown and kept, how far it is shown."""
    paths = os.pathsep.join((str(at.package.parent), str(ROOT)))
    quiet = {
        "PYTHONUNBUFFERED": "1",
        "TRANSFORMERS_VERBOSITY": "error",
        "TQDM_DISABLE": "1",
        "HF_HUB_OFFLINE": "1",
    }
    idle = {
        "OMP_WAIT_POLICY": "PASSIVE"
    }  # threads that wait do not turn: on a busy machine that took two thirds
    command = [sys.executable, "-m", step.module, *step.arguments]
    with (
        at.log(step.name).open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **quiet, **idle, "PYTHONPATH": paths},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            print(f"    {line}", end="", flush=True)
            log.write(line)
    if process.returncode:
        raise SystemExit(
            f"{step.name} failed with exit code {process.returncode}: once what stands above is mended, "
            "the same command goes on from here"
        )


def placed(steps: Sequence[Step]) -> Iterator[tuple[Path, Path]]:
    """Yield the files that go into the package, each with its place there."""
    for step in steps:
        if step.writes is not None and step.place is not None:
            yield step.writes, step.place


def report(steps: Sequence[Step]) -> None:
    """Print the size of everything that goes into the package; refuse weights that are too large."""
    total = 0
    for path, place in placed(steps):
        size = path.stat().st_size
        total += size
        print(f"{size:>12,} bytes  {place}")
    print(f"{total:>12,} bytes in all; at most {MOST_BYTES:,} are shipped")
    if total > MOST_BYTES:
        raise SystemExit(f"the weights have {total - MOST_BYTES:,} bytes too many: keep fewer word pieces")


if __name__ == "__main__":
    main()
