"""Choose the sentences of the event set: at random with a fixed seed.

    python tests/golden/events/choose.py [SHARED] [--show]

Prints one line a sentence: its number, document, start, end (code points). Two draws: so many sentences of
each document, whatever they say; then, for each PLOVER root, so many of news and of briefings among the
sentences that hold a word in which such a deed is often told, at most a few of one document. Nothing of any
reader decides: sentences are cut by punctuation alone, have 8 to 60 words, begin with a capital and end with
a full stop, and in a briefing (where most of the talk is about the talk) name two things inside. Documents
that repeat another are left out. The words come from the definitions of the roots (Halterman et al. 2023);
they choose sentences and say nothing of what a sentence tells. ``GUIDE.md`` says which were not kept.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

Place = tuple[str, int, int]

SEED = 20_260_401
BRIEFINGS = "whitehouse_briefings"
A_DOCUMENT = 1
A_ROOT = 8  # of news, and as many of briefings
A_DOCUMENT_AND_ROOT = 3
WORDS = {
    "AGREE": "agreed|agrees to|pledged|promised|committed to|consented",
    "CONSULT": "met with|met|talks|spoke|negotiat\\w+|hosted|visited|summit",
    "SUPPORT": "praised|endorsed|welcomed|thanked|congratulated|supports|signed|backed|recognized",
    "COOPERATE": "cooperat\\w+|coordinat\\w+|exercises|shared|jointly|trained|training",
    "AID": "aid|assistance|donated|provided|supplies|rescued|humanitarian|helped",
    "CONCEDE": "released|freed|lifted|resigned|eased|pardoned|allowed|apologized",
    "RETREAT": "withdrew|withdrawal|cease-?fire|truce|surrendered|left|evacuated",
    "REQUEST": "urged|called on|called for|asked|requested|demanded|appealed",
    "ACCUSE": "accused|blamed|criticized|criticised|condemned|denounced|lawsuit|investigat\\w+",
    "REJECT": "rejected|refused|declined|vetoed|opposed|denied|ruled out|refusing",
    "THREATEN": "threatened|threat to|warned|vowed|ultimatum|threatening",
    "PROTEST": "protests?|protested|protesters|demonstrat\\w+|rallied|rally|boycott|riots?",
    "SANCTION": "sanctions|expelled|suspended|embargo|imposed|blocked",
    "MOBILIZE": "deployed|deploying|deployment|troops|mobilized|alert|warships?|reinforcements",
    "COERCE": "arrested|detained|sentenced|banned|seized|deported|raided|charged|imprisoned",
    "ASSAULT": "attacked|attacks?|killed|killing|airstrikes?|bombed|shelling|rockets?|shot down|invaded",
}
SHARED = Path(__file__).resolve().parents[3].parent / "shared"
# A briefing's number is its place in the published series; these repeat others.
COPIES = frozenset({"429", "128"})
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|No|vs|Jr|Sr|Prof|Lt|Col|[A-Z])|\b[a-z])\.$"
)
_STOP = re.compile(r"[.?!](?:\s?[”\"’'])?(?=\s|$)")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_LABEL = re.compile(r"^(?:[A-Z][A-Z .\-]+:|Q\b)\s*")
_LEAST, _MOST = 8, 60
_NAMES = 2


def cut_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a text as ``[start, end)``: cut at line ends and after final punctuation."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if _ABBREVIATION.search(text[start : stop.start() + 1]):
                continue
            yield _trimmed(text, start, stop.end())
            start = stop.end()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blanks around, and the label of who speaks in front."""
    while start < end and text[start].isspace():
        start += 1
    label = _LABEL.match(text[start:end])
    return (start + label.end() if label else start), end


def is_usable(sentence: str, source: str) -> bool:
    """Whether a sentence is whole, of a usual length and, in a briefing, speaks of two named things."""
    n_words = len(re.findall(r"\w+", sentence))
    if not (_LEAST <= n_words <= _MOST) or not sentence[0].isupper() or sentence[-1] in "?!":
        return False
    return source != BRIEFINGS or len({*_NAME.findall(sentence)}) >= _NAMES


def usable_sentences(corpus: Path) -> dict[str, list[tuple[int, int]]]:
    """Return the usable sentences of each document, in the index's order."""
    found = {}
    for row in (corpus / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        source, number, *_, path = row.split("\t")
        if number in COPIES:
            continue
        text = (corpus / path).read_text(encoding="utf-8")
        cut = [(low, high) for low, high in cut_sentences(text) if low < high]
        # The first of a GUM text holds its title, all on one line.
        cut = cut[source == "gum_news_all" :]
        found[path] = [(low, high) for low, high in cut if is_usable(text[low:high], source)]
    return found


def choose(corpus: Path) -> list[Place]:
    """Return document, start and end of every sentence chosen, in the index's order."""
    usable = usable_sentences(corpus)
    chooser = random.Random(SEED)
    chosen: list[Place] = []
    for path, sentences in usable.items():
        chosen += [(path, *one) for one in chooser.sample(sentences, min(A_DOCUMENT, len(sentences)))]
    texts = {path: (corpus / path).read_text(encoding="utf-8") for path in usable}
    for words in WORDS.values():
        told = re.compile(rf"\b(?:{words})\b")
        rest = [
            (path, low, high)
            for path, sentences in usable.items()
            for low, high in sentences
            if (path, low, high) not in chosen and told.search(texts[path], low, high)
        ]
        chooser.shuffle(rest)
        for is_briefing in (False, True):
            chosen += _spread([place for place in rest if place[0].startswith(BRIEFINGS) == is_briefing])
    order = list(usable)
    return sorted(chosen, key=lambda place: (order.index(place[0]), place[1]))


def _spread(places: list[Place]) -> list[Place]:
    """Take the first places, only so many of one document."""
    taken: list[Place] = []
    for place in places:
        if sum(other[0] == place[0] for other in taken) < A_DOCUMENT_AND_ROOT and len(taken) < A_ROOT:
            taken.append(place)
    return taken


def main() -> None:
    """Print the sentences chosen, with their words if asked."""
    parser = argparse.ArgumentParser(description="Choose the sentences of the event set.")
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--show", action="store_true", help="print the words too")
    asked = parser.parse_args()
    corpus = asked.shared / "reading" / "corpus"
    for number, (path, start, end) in enumerate(choose(corpus)):
        words = (corpus / path).read_text(encoding="utf-8")[start:end] if asked.show else ""
        print(number, path, start, end, words, sep="\t")  # noqa: T201 - a script


if __name__ == "__main__":
    main()
