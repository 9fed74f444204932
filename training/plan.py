"""What there is to train, step by step: each script with its arguments, what it reads and what it writes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "detente"
READING = Path("reading")
WEIGHTS = READING / "learned" / "weights"
MARKS = Path(__file__).with_name("marks")
N_SPEECH, N_EVENTS = 8, 63
"""Labels of the two taggers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much of everything is done.

    ``documents`` of each corpus (None for all), every so manieth marked sentence (``every``), steps, epochs,
    folds.
    """

    documents: int | None
    every: int
    steps: int
    epochs: int
    more_epochs: int
    folds: int

    @property
    def first(self) -> tuple[str, ...]:
        """Return the arguments that leave all but the first documents out."""
        return () if self.documents is None else ("--first", str(self.documents))


FULL = Scale(documents=None, every=1, steps=4521, epochs=7, more_epochs=4, folds=5)
QUICK = Scale(documents=10, every=12, steps=24, epochs=1, more_epochs=1, folds=1)
GOES = (1, 2)
"""Seeds of the trainings that go on from one start and are averaged."""
STEPLESS = {"events": (2, 3, 6, 7, 10, 11, 14, 15)}
"""Products that take no steps: in the feed-forward layers of the first four blocks of a tagger whose scores
steps there change most. Of the tagger of who said what they change little that is read."""
HELD_OUT = 0
"""The fold of the sentences that the probability of events is fitted on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A script to run: what it reads and writes, where in the package that goes, minutes on two cores.

    ``writes`` may be none: then what it prints is what is wanted of it (``log``).
    """

    name: str
    module: str
    arguments: tuple[str, ...]
    reads: tuple[Path, ...]
    writes: Path | None = None
    place: Path | None = None
    minutes: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where the corpora lie, where everything is made, and the files several steps know."""

    corpora: Path
    out: Path

    @property
    def shared(self) -> Path:
        """The folder of the corpora's folder, which holds the articles too."""
        return self.corpora.parent

    def log(self, name: str) -> Path:
        """Return where what a step prints is kept."""
        return self.out / "logs" / f"{name}.txt"

    @property
    def package(self) -> Path:
        """The copy of the package that steps read with."""
        return self.out / "package" / "detente"


def plan(at: Folders, scale: Scale) -> tuple[Step, ...]:
    """Return all steps in order; how long they take is known of the full scale only."""
    steps = (
        *speech_steps(at, scale),
        *event_steps(at, scale),
        *sureness_steps(at, scale),
        *act_steps(at, scale),
        *small_steps(at, scale),
        *score_steps(at, scale),
        *card_steps(at),
    )
    return steps if scale == FULL else tuple(replace(step, minutes=0) for step in steps)


def speech_steps(at: Folders, scale: Scale) -> tuple[Step, ...]:
    """Return the steps that train the tagger of who said what."""
    data, trained, plain, weights = (
        at.out / name for name in ("speech.npz", "speech.pt", "speech_plain.onnx", "speech.onnx")
    )
    return (
        Step(
            name="speech-data",
            module="training.speech_data",
            arguments=(str(at.corpora / "quotes"), str(data), *scale.first),
            reads=(at.corpora / "quotes",),
            writes=data,
            minutes=4,
        ),
        Step(
            name="speech",
            module="training.speech",
            arguments=(str(data), str(trained), "--steps", str(scale.steps)),
            reads=(data,),
            writes=trained,
            minutes=75,
        ),
        Step(
            name="speech-export",
            module="training.export",
            arguments=(str(trained), str(plain), "--labels", str(N_SPEECH), "--per-channel"),
            reads=(trained,),
            writes=plain,
        ),
        settling_of(at, scale, plain, weights),
    )


def settling_of(at: Folders, scale: Scale, plain: Path, weights: Path) -> Step:
    """Return the step that gives an exported tagger fixed steps; the package gets it under its own name."""
    documents = () if scale.documents is None else ("--documents", str(scale.documents))
    stepless = STEPLESS.get(weights.stem, ())
    exact = ("--exact", *map(str, stepless)) if stepless else ()
    quotes = at.corpora / "quotes"
    return Step(
        name=f"{weights.stem}-settle",
        module="training.settle",
        arguments=(str(plain), str(weights), str(quotes), "--tagger", weights.stem, *documents, *exact),
        reads=(plain, quotes),
        writes=weights,
        place=WEIGHTS / weights.name,
        minutes=3,
    )


def event_steps(at: Folders, scale: Scale) -> tuple[Step, ...]:
    """Return the steps that train the tagger of who did what."""
    data, trained, plain = at.out / "events.npz", at.out / "events.pt", at.out / "events_plain.onnx"
    return (
        *sentence_steps(at, scale, data),
        *trained_steps(at, scale, trained),
        export_of(at, trained, plain),
        settling_of(at, scale, plain, at.out / "events.onnx"),
    )


def trained_steps(at: Folders, scale: Scale, trained: Path, *options: str) -> tuple[Step, ...]:
    """Return the steps to one tagger: from the tagger of who said what, on from there twice, their mean."""
    data, first = at.out / "events.npz", trained.with_name(f"{trained.stem}_first.pt")
    longer = ("--epochs", str(scale.epochs), *options)
    steps = [training_of(data, at.out / "speech.pt", first, 3 * scale.epochs, *longer)]
    averaged = tuple(trained.with_name(f"{trained.stem}_go{seed}.pt") for seed in GOES)
    for seed, out in zip(GOES, averaged, strict=True):
        more = ("--epochs", str(scale.more_epochs), "--rate", "0.6", "--seed", str(seed), *options)
        steps.append(training_of(data, first, out, 3 * scale.more_epochs, *more))
    mean = Step(
        name=trained.stem,
        module="training.mean",
        arguments=(str(trained), *map(str, averaged)),
        reads=averaged,
        writes=trained,
    )
    return (*steps, mean)


def training_of(data: Path, start: Path, out: Path, minutes: int, *options: str) -> Step:
    """Return the step that trains a tagger of who did what from another."""
    return Step(
        name=out.stem,
        module="training.events",
        arguments=(str(data), str(out), "--start", str(start), *options),
        reads=(data, start),
        writes=out,
        minutes=minutes,
    )


def sentence_steps(at: Folders, scale: Scale, data: Path) -> tuple[Step, ...]:
    """Return the steps that join marks and sentences: all of them, or a share."""
    corpora = (at.corpora / "quotes", at.corpora / "corpus")
    share, given = at.out / "share", (at.corpora / "events", MARKS)
    arguments: tuple[str, ...] = (str(at.shared), str(data))
    if scale.every > 1:
        arguments = (str(share / "shared"), str(data), "--marks", str(share / "marks"))
    joining = Step(
        name="events-data",
        module="training.events_data",
        arguments=arguments,
        reads=(share, *corpora) if scale.every > 1 else (*given, *corpora),
        writes=data,
        minutes=2,
    )
    if scale.every == 1:
        return (joining,)
    sharing = Step(
        name="share",
        module="training.share",
        arguments=(str(at.shared), str(share), "--every", str(scale.every)),
        reads=given,
        writes=share,
    )
    return sharing, joining


def export_of(at: Folders, trained: Path, weights: Path) -> Step:
    """Return the step that exports a tagger of who did what; only pieces that were seen keep their rows."""
    seen = (at.out / "speech.npz", at.out / "events.npz")
    options = ("--labels", str(N_EVENTS), "--per-channel", "--seen", *map(str, seen))
    return Step(
        name=f"{trained.stem}-export",
        module="training.export",
        arguments=(str(trained), str(weights), *options),
        reads=(trained, *seen),
        writes=weights,
    )


def sureness_steps(at: Folders, scale: Scale) -> tuple[Step, ...]:
    """Return the steps that train a tagger alike without a fold, and fit by it how probable an event is."""
    data, sureness, trained = (
        at.out / name for name in ("events.npz", "events_sureness.json", f"fold{HELD_OUT}.pt")
    )
    fold = ("--fold", str(HELD_OUT))
    return (
        *trained_steps(at, scale, trained, *fold),
        Step(
            name="events-sureness",
            module="training.events_score",
            arguments=(str(data), str(trained), *fold, "--out", str(sureness)),
            reads=(data, trained),
            writes=sureness,
            place=WEIGHTS / "events_sureness.json",
            minutes=2,
        ),
    )


def act_steps(at: Folders, scale: Scale) -> tuple[Step, ...]:
    """Return the steps that train taggers of acts, each without a fold, to score them.

    The acts scored are all of the PLOVER sentences. One tagger learns from all the others; only what it is
    taught then leaves a fold out, so that no sentence is scored by a tagger that has seen it.
    """
    data, base = at.out / "events.npz", at.out / "acts_base.pt"
    options = ("--without", "plover", "--epochs", str(scale.epochs))
    steps = [training_of(data, at.out / "speech.pt", base, 2 * scale.epochs, *options)]
    for path in act_taggers(at, scale):
        fold = ("--fold", path.stem.removeprefix("acts"), "--mostly", "plover")
        more = ("--epochs", str(scale.more_epochs), "--rate", "0.6", *fold)
        steps.append(training_of(data, base, path, 3, *more))
        steps.append(export_of(at, path, path.with_suffix(".onnx")))
    return tuple(steps)


def act_taggers(at: Folders, scale: Scale) -> tuple[Path, ...]:
    """Return the taggers that have not seen a fold of the PLOVER sentences."""
    return tuple(at.out / f"acts{fold}.pt" for fold in range(scale.folds))


def small_steps(at: Folders, scale: Scale) -> tuple[Step, ...]:
    """Return the steps that fit the small tables of weights."""
    quotes, pronouns = at.corpora / "quotes", at.out / "pronoun_weights.json"
    said, records = at.out / "sureness.json", at.out / "record_sureness.json"
    taggers = (at.out / "speech.onnx", at.out / "events.onnx", at.out / "events_sureness.json")
    return (
        Step(
            name="pronouns",
            module="training.pronouns",
            arguments=(str(at.corpora), "--out", str(pronouns), *scale.first),
            reads=(at.corpora / "pronouns", quotes, at.corpora / "corpus"),
            writes=pronouns,
            place=READING / "actors" / "pronoun_weights.json",
            minutes=5,
        ),
        Step(
            name="sureness",
            module="training.sureness",
            arguments=(str(quotes), str(said), *scale.first),
            reads=(quotes, taggers[0], pronouns),
            writes=said,
            place=READING / "speech" / "sureness.json",
            minutes=3,
        ),
        Step(
            name="record-sureness",
            module="training.record_sureness",
            arguments=(str(at.shared), str(records)),
            reads=(at.shared / "articles", at.corpora / "corpus", MARKS, *taggers, pronouns, said),
            writes=records,
            place=READING / "record_sureness.json",
            minutes=2,
        ),
    )


def score_steps(at: Folders, scale: Scale) -> tuple[Step, ...]:
    """Return the steps that score what was trained; what they print goes on the cards."""
    quotes = at.corpora / "quotes"
    part = (
        "--docs",
        str(quotes / "polnear_dev.docs.jsonl"),
        "--gold",
        str(quotes / "polnear_dev.gold.jsonl"),
    )
    given = str(at.corpora / "events" / "plover_train.jsonl")
    folds = tuple(path.with_suffix(".onnx") for path in act_taggers(at, scale))
    tables = tuple(at.out / name for name in ("sureness.json", "pronoun_weights.json"))
    weights, events = at.out / "speech.onnx", at.out / "events.onnx"
    return (
        Step(
            name="speech-marks",
            module="training.speech_score",
            arguments=(str(at.corpora), *scale.first),
            reads=(quotes, weights),
            minutes=1,
        ),
        Step(
            name="speech-statements",
            module="benchmarks.reading.statements",
            arguments=(*part, *scale.first),
            reads=(quotes, weights, *tables),
            minutes=1,
        ),
        Step(
            name="events-sentences",
            module="benchmarks.reading.events",
            arguments=(str(at.shared), "--reader", "tagger"),
            reads=(at.corpora / "corpus", events, at.out / "events_sureness.json"),
            minutes=1,
        ),
        Step(
            name="events-acts",
            module="benchmarks.reading.acts",
            arguments=(given, "--folds", *map(str, folds)),
            reads=(at.corpora / "events", *folds),
            minutes=1,
        ),
    )


def card_steps(at: Folders) -> tuple[Step, ...]:
    """Return the steps that write a card for each tagger, with what was measured."""
    measured = {
        "speech": ("speech-marks", "speech-statements"),
        "events": ("events-sentences", "events-sureness", "events-acts"),
    }
    steps = []
    for name, logs in measured.items():
        card, weights = at.out / f"{name}.md", at.out / f"{name}.onnx"
        before, scores = PACKAGE / WEIGHTS / card.name, tuple(at.log(log) for log in logs)
        arguments = (str(before), str(weights), str(card), "--scores", *map(str, scores))
        reads = (weights, *scores)
        steps.append(
            Step(
                name=f"{name}-card",
                module="training.card",
                arguments=arguments,
                reads=reads,
                writes=card,
                place=WEIGHTS / card.name,
            )
        )
    return tuple(steps)
