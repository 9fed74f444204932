"""Fit the weights that tie *he* and *she* to people.

    python -m training.pronouns SHARED [--out WEIGHTS.json] [--first N]

SHARED holds ``pronouns/*.conll`` (GUM news, Zeldes 2017: coreference marked by hand), and the texts that
``training/pronouns.jsonl`` points into by offset: development news of PolNeAR (Newell, Margolin & Ruths
2018, the part for training) and Wikinews, where we marked for each *he* and *she* the person it means. No
text of either is kept here. As this news hardly has an office without a name before a pronoun, made-up texts
in ``training/pronouns_unnamed.txt`` add some (``{words>NUMBER}``: words of one number mean one person).

The model is log-linear over the candidates of a pronoun and *nobody of them* (see
``detente.reading.actors.pronoun_model``); the weights maximise the likelihood of the right candidates with an
L2 penalty on what they depart from weights set beforehand, by plain gradient steps, so that nothing is drawn
at random. As a pronoun that was tied is a mention for the next one, texts are walked and weights fitted in
turn. Printed are the scores of every text with weights fitted without it (our own in five parts), then of the
weights fitted to all. The penalty was chosen on the same scores among 1, 2, 4, 6 and 12, which flatters them
a little.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.reading.pronouns import Marked, Stretch, Verdict, judge, load_marked, meets, read_text, show
from numpy.typing import NDArray

from detente.reading.actors.antecedents import Candidate, Features, nobody
from detente.reading.actors.cast import Cast
from detente.reading.actors.clause_people import Meant
from detente.reading.actors.figures import gather_figures
from detente.reading.actors.pronouns import PERSONAL, Pronouns, start_pronouns
from detente.reading.actors.sightings import Place
from detente.reading.parse.parsed import Reading
from detente.record.values import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

Array = NDArray[np.float64]
LABELS = Path(__file__).with_suffix(".jsonl")
MADE_UP = "offices without names"
UNNAMED = Path(__file__).with_name("pronouns_unnamed.txt")
PENALTY = 6.0
ROUNDS = 2
STEPS = 400
FOLDS = 5
PER_LESSON = 6
"""How many of the made-up texts are left out together."""
PRIOR = {
    "nobody": 1.0, "nobody: none in the sentence": 0.3,
    "titled gender agrees": 1.5, "referred gender agrees": 1.0, "referred gender differs": -1.0,
    "given gender agrees": 0.8, "given gender differs": -2.5,
    "tied gender agrees": 1.0, "tied gender differs": -2.0,
    "nearest": 0.8, "last subject": 0.6, "sentences back": -0.8, "same sentence": 0.4, "sentence before": 0.2,
    "was subject": 0.5, "was other": -0.2, "both subjects": 0.5, "subject in the same sentence": 0.2,
    "same paragraph": 0.3, "last seen as a pronoun": 0.4, "across a quotation mark": -0.5,
    "mentions": 0.3, "share of mentions": 0.5, "first of the text": 0.5, "has no name": -1.0,
    "has no name, yet an office or a part": 0.8,
    "subject of its clause, possessive": 1.5, "subject of its clause, oblique": -0.3,
    "subject of the next clause above": 0.8, "says its clause": 1.5, "joined to what it possesses": 2.0,
    "named after it in its clause": -2.0, "is ahead": 1.5, "doubt about that pronoun": -1.0,
    "the only one that fits": 0.3, "was speaking": 0.8,
}  # fmt: skip
"""What is known of pronouns before any text is seen, in log odds; the fit departs from it where texts say so.

The order of these is that of the salience weights of Lappin & Leass (1994, table 1): subjects before others,
the same sentence before earlier ones, grammar before nearness. Rare places in a sentence keep these weights.
"""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A parsed text and who its pronouns mean: by other places of the chain, or by the name we gave."""

    name: str
    kind: str
    reading: Reading
    others: Mapping[Stretch, Sequence[Stretch]] = field(default_factory=dict)
    persons: Mapping[Stretch, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """The features of *nobody* and of each candidate, and which of them are right."""

    features: tuple[Features, ...]
    is_right: tuple[bool, ...]


@dataclass(slots=True, eq=False)
class Recorder(Pronouns):
    """A resolver that keeps what it was asked."""

    asked: dict[Stretch, tuple[Candidate, ...]] = field(default_factory=dict)

    def candidates(self, mention: Mention, token: Token, place: Place, meant: Meant) -> tuple[Candidate, ...]:
        """Return the candidates as ever, and keep them."""
        # a slotted dataclass is made anew by its decorator, so a bare super() would not find it
        found = Pronouns.candidates(self, mention, token, place, meant)
        self.asked[mention.start, mention.end] = found
        return found


def walk(lesson: Lesson, weights: Mapping[str, float], *, names_tell: bool = True) -> tuple[Cast, Recorder]:
    """Walk through a text with some weights; given names tell their gender or not."""
    figures = gather_figures(lesson.reading.survey)
    plain = start_pronouns(lesson.reading, figures, weights)
    genders = plain.genders if names_tell else replace(plain.genders, given={})
    recorder = Recorder(genders=genders, aliases=plain.aliases, weights=weights)
    cast = Cast(lesson.reading, figures, recorder)
    cast.walk()
    return cast, recorder


def examples(lesson: Lesson, weights: Mapping[str, float], *, names_tell: bool) -> Iterator[Example]:
    """Yield what there is to learn from each marked pronoun of a text."""
    cast, recorder = walk(lesson, weights, names_tell=names_tell)
    for place, candidates in recorder.asked.items():
        if place in lesson.others or place in lesson.persons:
            right = [is_right(one, place, lesson, cast) for one in candidates]
            features = (nobody(candidates), *(one.features for one in candidates))
            is_unnamed = place in lesson.persons and lesson.persons[place] is None
            yield Example(features, (is_unnamed or not any(right), *right))


def is_right(candidate: Candidate, place: Stretch, lesson: Lesson, cast: Cast) -> bool:
    """Whether a candidate is whom the pronoun at a place means."""
    if place in lesson.others:
        return meets(_places(candidate, cast), lesson.others[place])
    person = lesson.persons[place]
    if person is None:
        # the mark says that it is nobody with a name: which of those without one, it leaves open
        return candidate.actor is None or cast.figures[candidate.actor].kind == "unnamed"
    return candidate.actor is not None and is_called(candidate.actor, person, cast)


def _places(candidate: Candidate, cast: Cast) -> list[Stretch]:
    if candidate.actor is None:
        return [(candidate.position, candidate.position + len(candidate.words))]
    return [(span.start, span.end) for span in cast.figures[candidate.actor].mentions]


def is_called(actor: str, person: str | None, cast: Cast) -> bool:
    """Whether an actor is somewhere called by words of a person's name, or by all and one more."""
    words = set((person or "").casefold().split())
    called = [set(span.text.casefold().split()) for span in cast.figures[actor].mentions]
    return bool(words) and any(one <= words or (words <= one and len(one - words) == 1) for one in called)


def fit(learned: Sequence[Example]) -> dict[str, float]:
    """Return the weights under which the right candidates are likeliest, less the penalty."""
    names = list(dict.fromkeys(name for one in learned for row in one.features for name in row))
    columns = {name: index for index, name in enumerate(names)}
    rows = [row for one in learned for row in one.features]
    table = np.zeros((len(rows), len(names)))
    for index, row in enumerate(rows):
        for name, value in row.items():
            table[index, columns[name]] = value
    right = np.asarray([is_one for one in learned for is_one in one.is_right])
    sizes = np.asarray([len(one.features) for one in learned])
    prior = np.asarray([PRIOR.get(name, 0.0) for name in names])
    weights, speed = prior, np.zeros(len(names))
    for _ in range(STEPS):
        gradient = _pull(table @ weights, right, sizes) @ table - PENALTY * (weights - prior)
        speed = 0.9 * speed + gradient / len(learned)
        weights = weights + 0.2 * speed
    return dict(zip(names, weights.tolist(), strict=True))


def _pull(scores: Array, right: NDArray[np.bool_], sizes: NDArray[np.int64]) -> Array:
    """Return how far each candidate's share among the right ones is from its probability.

    All candidates stand in one row after the other, ``sizes`` tells how many each pronoun has.
    """
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    tops = np.repeat(np.maximum.reduceat(scores, starts), sizes)
    parts = np.exp(scores - tops)
    among = np.where(right, parts, 0.0)
    shares: Array = among / np.repeat(np.add.reduceat(among, starts), sizes)
    pull: Array = shares - parts / np.repeat(np.add.reduceat(parts, starts), sizes)
    return pull


def learn(lessons: Sequence[Lesson]) -> dict[str, float]:
    """Fit weights to texts, each read as it is and, if it is news, as if its given names told nothing."""
    weights: dict[str, float] = PRIOR
    for _ in range(ROUNDS):
        weights = fit(
            [
                example
                for lesson in lessons
                for names_tell in ((True,) if lesson.kind == MADE_UP else (True, False))
                for example in examples(lesson, weights, names_tell=names_tell)
            ]
        )
    return weights


def leave_out(lessons: Sequence[Lesson]) -> Iterator[tuple[tuple[str, ...], dict[str, float]]]:
    """Yield names of texts with weights fitted without them: GUM's one by one, ours in a few parts."""
    gum = dict.fromkeys(lesson.name for lesson in lessons if lesson.others)
    ours = [lesson.name for lesson in lessons if lesson.persons]
    for out in (*((name,) for name in gum), *(tuple(ours[part::FOLDS]) for part in range(FOLDS))):
        yield out, learn([lesson for lesson in lessons if lesson.name not in out])


def load_lessons(shared: Path, first: int | None = None) -> Iterator[Lesson]:
    """Read the marked texts, or the first of each kind."""
    for path in sorted((shared / "pronouns").glob("*.conll"))[:first]:
        for closed_up in (False, True):
            marked = load_marked(path, closed_up=closed_up)
            kind = "GUM, quotation marks closed up" if closed_up else "GUM, tokens as they stand"
            if marked.others:
                reading = read_text(marked.name, marked.text)
                yield Lesson(marked.name, kind, reading, others=marked.others)
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    for doc in list(dict.fromkeys(row["doc"] for row in rows))[:first]:
        here = [row for row in rows if row["doc"] == doc]
        text = load_text(shared / here[0]["file"], doc)
        places = {(row["start"], row["start"] + len(row["word"])): row["person"] for row in here}
        assert all(text[slice(*place)] == row["word"] for place, row in zip(places, here, strict=True))
        yield Lesson(doc, "marked by us", read_text(doc, text), persons=places)
    yield from load_unnamed()


def load_unnamed(path: Path = UNNAMED) -> Iterator[Lesson]:
    """Read the made-up texts in which some office has no name."""
    for number, marked in enumerate(path.read_text(encoding="utf-8").strip().split("\n---\n")):
        text = ""
        chains: dict[str, list[Stretch]] = {}
        for index, part in enumerate(re.split(r"[{}]", marked)):
            if index % 2:
                words, _, key = part.partition(">")
                chains.setdefault(key, []).append((len(text), len(text) + len(words)))
                part = words
            text += part
        others = {
            place: [other for other in places if other != place]
            for places in chains.values()
            for place in places
            if text[slice(*place)].lower() in PERSONAL
        }
        name = f"offices without names {number // PER_LESSON}"
        yield Lesson(name, MADE_UP, read_text(name, text), others=others)


def load_text(path: Path, doc: str) -> str:
    """Return a text that is a file, or a line of a file of texts."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        return text
    return str(next(row["text"] for row in map(json.loads, text.splitlines()) if row["doc"] == doc))


def verdicts(lesson: Lesson, weights: Mapping[str, float], *, names_tell: bool = True) -> list[Verdict]:
    """Judge the pronouns of a text."""
    cast, _ = walk(lesson, weights, names_tell=names_tell)
    if lesson.others:
        return list(judge(Marked(lesson.name, lesson.reading.text, lesson.others), cast))
    found = []
    for place, person in lesson.persons.items():
        resolution = next(
            (r for r in cast.resolved.values() if (r.mention.start, r.mention.end) == place), None
        )
        key = None
        if resolution is not None:
            key = resolution.mention.actor or next(iter(resolution.candidates), None)
        right = key is not None and is_called(key, person, cast)
        named = resolution is not None and resolution.mention.actor is not None
        chance = (resolution.probability or 0.0) if resolution is not None else 0.0
        found.append(Verdict(lesson.name, place, right, chance, named))
    return found


def calibration_error(found: Sequence[Verdict]) -> float:
    """Return the expected calibration error over ten bins of probability (Naeini et al. 2015, section 2)."""
    bins: dict[int, list[Verdict]] = {}
    for verdict in found:
        bins.setdefault(min(9, int(10 * verdict.probability)), []).append(verdict)
    gaps = (
        abs(sum(v.is_right for v in inside) - sum(v.probability for v in inside)) for inside in bins.values()
    )
    return sum(gaps) / max(1, len(found))


def report(found: Mapping[str, Sequence[Verdict]]) -> None:
    """Print the scores of each kind of text."""
    for kind, those in found.items():
        print(f"  {kind}: {len(those)} pronouns, calibration error {calibration_error(those):.3f}")
        show(those)


def by_kind(
    lessons: Sequence[Lesson], weights: Mapping[str, Mapping[str, float]]
) -> dict[str, list[Verdict]]:
    """Judge all texts, each with the weights for its name, and sort the verdicts by kind of text."""
    found: dict[str, list[Verdict]] = {}
    for names_tell in (True, False):
        for lesson in lessons:
            kind = lesson.kind if names_tell else f"{lesson.kind}, given names unknown"
            found.setdefault(kind, []).extend(verdicts(lesson, weights[lesson.name], names_tell=names_tell))
    return found


def write(weights: Mapping[str, float], lessons: Sequence[Lesson], out: Path) -> None:
    """Write the table that the package loads (``reading/actors/pronoun_weights.json``)."""
    names = {lesson.name for lesson in lessons}
    about = {
        "model": "log-linear over candidates; features: detente.reading.actors.antecedents",
        "fitted_by": "training/pronouns.py",
        "fitted_on": f"{len(names)} texts: GUM news, PolNeAR (training part), Wikinews, made-up ones",
        "fitted_at": date.today().isoformat(),
        "penalty": PENALTY,
        "weights": {name: round(value, 3) for name, value in sorted(weights.items())},
    }
    out.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Print the scores, and write the weights if asked."""
    parser = argparse.ArgumentParser(description="Fit the weights that tie he and she to people.")
    parser.add_argument("shared", type=Path, help="the folder that holds pronouns, quotes and corpus")
    parser.add_argument("--out", type=Path, help="write the weights of all texts to this file")
    parser.add_argument("--first", type=int, default=None, help="take only so many texts of each kind")
    arguments = parser.parse_args()
    lessons = list(load_lessons(arguments.shared, arguments.first))
    names = dict.fromkeys(lesson.name for lesson in lessons)
    without = {name: weights for out, weights in leave_out(lessons) for name in out}
    print("each text with weights fitted without it")
    report(by_kind(lessons, without))
    weights = learn(lessons)
    print("weights fitted to all")
    report(by_kind(lessons, dict.fromkeys(names, weights)))
    for name, value in sorted(weights.items(), key=lambda pair: -abs(pair[1])):
        print(f"{value:7.2f}  {name}")
    if arguments.out is not None:
        write(weights, lessons, arguments.out)


if __name__ == "__main__":
    main()
