"""How what is said is meant, in which tense, on what condition and about what: invented sentences."""

from __future__ import annotations

import pytest

from detente.documents.document import Document
from detente.reading import read
from detente.record.values import Statement

CAST = "President Petr Novak of Norland met Foreign Minister Marta Kral of Sudland in Paris. "
SWAP = "President Marta Kral of Sudland met Foreign Minister Petr Novak of Norland in Paris. "

# sentence, modality, tense, condition
SAID: list[tuple[str, str, str | None, str | None]] = [
    ("Novak said that the war was over.", "asserted", "past", None),
    ("“The war is over,” Novak said.", "asserted", "present", None),
    ("“The strikes have stopped,” Kral said.", "asserted", "past", None),
    ("Kral said the talks had failed.", "asserted", "past", None),
    ("“They will withdraw,” Novak said.", "asserted", "future", None),
    ("“The border will be opened,” Novak said.", "asserted", "future", None),
    ("“We were promised aid,” Kral said.", "asserted", "past", None),
    ("“Our troops are leaving,” Novak said.", "asserted", "present", None),
    ("“Talks are to resume in June,” Novak said.", "asserted", "future", None),
    ("“The talks are due to resume,” Novak said.", "asserted", "future", None),
    ("“We cannot accept this,” Kral said.", "asserted", "present", None),
    ("“Nobody can win this war,” Kral said.", "asserted", "present", None),
    ("“They want war,” Novak said.", "asserted", "present", None),
    ("“We agreed to a truce in May,” Kral said.", "asserted", "past", None),
    ("“We know they fired first,” Kral said.", "asserted", "past", None),
    ("“I can tell you that the deal is done,” Novak said.", "asserted", "present", None),
    ("“We will see if they are serious,” Kral said.", "asserted", "future", None),
    ("“No deal,” Kral said.", "asserted", None, None),
    ("Kral called the plan “a trap.”", "asserted", None, None),
    ("Kral accused Novak of lying.", "asserted", None, None),
    ("Kral rejected the plan.", "asserted", None, None),
    ("Kral denied that her forces had shelled the town.", "asserted", "past", None),
    ("Novak predicted that the war would end.", "asserted", "future", None),
    ("Kral is confident that the deal will hold.", "asserted", "future", None),
    ("According to Kral, the war is over.", "asserted", "present", None),
    ("Novak argued that sanctions hurt children.", "asserted", "present", None),
    ("Kral said that the talks may resume next week.", "possible", "present", None),
    ("“The talks might fail,” Kral said.", "possible", "present", None),
    ("Kral said the truce could collapse.", "possible", "present", None),
    ("“They must have known,” Kral said.", "possible", "past", None),
    ("“We could have won,” Novak said.", "possible", "past", None),
    ("“I think they are serious,” Novak said.", "possible", "present", None),
    ("“I doubt that they will sign,” Kral said.", "possible", "future", None),
    ("“Perhaps they are tired,” Novak said.", "possible", "present", None),
    ("“It seems that they are tired,” Novak said.", "possible", "present", None),
    ("“They are likely to refuse,” Novak said.", "possible", "future", None),
    ("Novak added that elections were possible.", "possible", "past", None),
    ("Kral believes that the deal is dead.", "possible", "present", None),
    ("Novak expects the talks to resume on Friday.", "possible", None, None),
    ("Kral suggested that Norland had lied.", "possible", "past", None),
    ("“Norland must leave the valley,” Kral said.", "necessary", "present", None),
    ("Kral said that Norland should release the prisoners.", "necessary", "present", None),
    ("“We need guarantees,” Kral said.", "necessary", "present", None),
    ("“Norland has to choose,” Kral said.", "necessary", "present", None),
    ("“We must not forget the dead,” Kral said.", "necessary", "present", None),
    ("“Norland is obliged to pay reparations,” Kral said.", "necessary", "present", None),
    ("“It is up to Norland to act,” Kral said.", "necessary", "present", None),
    ("“We will withdraw,” Novak said.", "intended", "future", None),
    ("“We are going to leave,” Novak said.", "intended", "future", None),
    ("“We are ready to sign,” Novak said.", "intended", "present", None),
    ("“We refuse to sign,” Kral said.", "intended", "present", None),
    ("“We intend to leave by May,” Novak said.", "intended", "present", None),
    ("“I promise you that we will leave,” Novak said.", "intended", "future", None),
    ("Kral said Sudland would never accept the plan.", "intended", "future", None),
    ("Novak promised to withdraw.", "intended", None, None),
    ("Novak promised that he would withdraw.", "intended", "future", None),
    ("Kral threatened to suspend the talks.", "intended", None, None),
    ("Kral refused to sign the deal.", "intended", None, None),
    ("“I hope the guns fall silent,” Kral said.", "wished", "present", None),
    ("Kral said she hoped the talks would resume.", "wished", "future", None),
    ("Kral feared that the truce would collapse.", "wished", "future", None),
    ("Kral wants Norland to leave.", "wished", None, None),
    ("“We want peace,” Novak said.", "wished", "present", None),
    ("“I would like to thank our hosts,” Kral said.", "wished", "present", None),
    ("“We fear a new war,” Kral said.", "wished", "present", None),
    ("Kral was worried that the truce would end.", "wished", "future", None),
    ("Kral urged Norland to release the prisoners.", "asked", None, None),
    ("Kral told Norland to leave the valley.", "asked", None, None),
    ("Kral called for a ceasefire.", "asked", None, None),
    ("Kral demanded the release of prisoners.", "asked", None, None),
    ("Kral asked whether the truce would hold.", "asked", "future", None),
    ("Kral asked if the truce would hold.", "asked", "future", None),
    ("Kral wondered why the talks had failed.", "asked", "past", None),
    ("“Why would they leave?” Novak said.", "asked", "future", None),
    ("“Stop the shelling,” Kral said.", "asked", None, None),
    ("“Do not shoot,” Kral said.", "asked", None, None),
    ("“Let us sit down and talk,” Novak said.", "asked", None, None),
    ("Kral recommended that the mission stay.", "asked", None, None),
    ("Kral insisted that Norland pay.", "asked", "present", None),
    ("“If they leave, we will talk,” Kral said.", "intended", "future", "If they leave"),
    ("“We will not sign unless they leave,” Kral said.", "intended", "future", "unless they leave"),
    (
        "“We will sign provided that the prisoners come home,” Kral said.",
        "intended",
        "future",
        "provided that the prisoners come home",
    ),
    ("“Provided they leave, we will sign,” Kral said.", "intended", "future", "Provided they leave"),
    ("“We will not leave until they disarm,” Kral said.", "intended", "future", "until they disarm"),
    (
        "“Once the deal is signed, we will leave,” Novak said.",
        "intended",
        "future",
        "Once the deal is signed",
    ),
    (
        "“We will talk so long as they do not shoot,” Novak said.",
        "intended",
        "future",
        "so long as they do not shoot",
    ),
    ("“We will only talk if they stop,” Novak said.", "intended", "future", "if they stop"),
    ("“Should they attack, we will respond,” Kral said.", "intended", "future", "Should they attack"),
    ("“Had they asked, we would have helped,” Kral said.", "asserted", "past", "Had they asked"),
    ("Novak offered to free prisoners in return for land.", "intended", None, "in return for land"),
    (
        "If the war went on, Kral said, the talks would end.",
        "asserted",
        "future",
        "If the war went on",
    ),
    (
        "Kral said that if Norland withdrew, the talks would resume.",
        "asserted",
        "future",
        "if Norland withdrew",
    ),
    (
        "Novak said that Norland would leave only if Sudland disarmed.",
        "intended",
        "future",
        "only if Sudland disarmed",
    ),
    ("Kral said the deal was dead unless Norland moved.", "asserted", "past", "unless Norland moved"),
    (
        "Kral said the ceasefire was conditional on the release of prisoners.",
        "asserted",
        "past",
        "conditional on the release of prisoners",
    ),
    (
        "“Unless the strikes end, there will be no talks,” Kral said.",
        "asserted",
        "future",
        "Unless the strikes end",
    ),
    ("“Even if they leave, we will stay,” Kral said.", "intended", "future", None),
    ("“They act as if nothing happened,” Kral said.", "asserted", "present", None),
    ("“We will fight until we win,” Kral said.", "intended", "future", None),
    ("“We once trusted them,” Kral said.", "asserted", "past", None),
    ("“They provided food to the villages,” Kral said.", "asserted", "past", None),
    ("“I do not know if they will come,” Kral said.", "asserted", "present", None),
]


def _read(beginning: str, sentences: list[str]) -> dict[str, Statement]:
    """Read each sentence as a report of its own, and return the outermost statement of each."""
    documents = [
        Document(id=f"doc:{number}", path=str(number), text=beginning + sentence, sha256=f"{number:064x}")
        for number, sentence in enumerate(sentences)
    ]
    record = read(documents)
    found: dict[str, Statement] = {}
    for said in record.statements:
        if said.passage.start >= len(beginning) and said.within is None:
            found.setdefault(sentences[int(said.passage.document.removeprefix("doc:"))], said)
    return found


@pytest.fixture(scope="module")
def said() -> dict[str, Statement]:
    return _read(CAST, [row[0] for row in SAID])


@pytest.mark.parametrize(("sentence", "modality", "tense", "condition"), SAID, ids=[row[0] for row in SAID])
def test_how_it_is_meant(
    said: dict[str, Statement], sentence: str, modality: str, tense: str | None, condition: str | None
) -> None:
    statement = said[sentence]
    held = statement.condition.text if statement.condition is not None else None
    assert (statement.modality, statement.tense, held) == (modality, tense, condition)


def test_condition_lies_in_the_content(said: dict[str, Statement]) -> None:
    for statement in said.values():
        condition = statement.condition
        assert condition is None or any(
            piece.start <= condition.start and condition.end <= piece.end for piece in statement.content
        )


def test_the_other_side_means_the_same_by_the_same_words() -> None:
    """Who speaks and whose side is named first changes nothing."""
    exchange = {"Novak": "Kral", "Kral": "Novak", "Norland": "Sudland", "Sudland": "Norland"}
    some = [row for row in SAID if "Norland" in row[0] or "Sudland" in row[0]]
    mirrored = [" ".join(_exchanged(word, exchange) for word in row[0].split(" ")) for row in some]
    found = _read(SWAP, mirrored)
    assert len(found) == len(some) > 10
    for row, sentence in zip(some, mirrored, strict=True):
        statement = found[sentence]
        assert (statement.modality, statement.tense) == row[1:3]
        assert (statement.condition is None) == (row[3] is None)


def _exchanged(word: str, exchange: dict[str, str]) -> str:
    return next((word.replace(name, other) for name, other in exchange.items() if name in word), word)


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("Kral called for a ceasefire.", "ceasefire"),
        ("Kral demanded the release of prisoners.", "prisoners"),
        ("“Norland must leave the valley,” Kral said.", "territory"),
        ("Novak argued that sanctions hurt children.", "sanctions"),
        ("Kral recommended that the mission stay.", "monitoring"),
        ("Kral said the talks had failed.", "talks"),
        ("“We cannot accept this,” Kral said.", None),
        ("“No deal,” Kral said.", None),
    ],
)
def test_what_it_is_about(said: dict[str, Statement], sentence: str, about: str | None) -> None:
    assert said[sentence].about == about
