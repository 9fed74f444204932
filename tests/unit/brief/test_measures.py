from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tests.unit.brief.parsed import parse
from tests.unit.brief.sample import CASE, RECORD

from detente.analysis import explore
from detente.brief import Brief, brief
from detente.case import Case
from detente.case.model import Measure

OPTION = CASE.options[0]
CITED = next(cite for concern in CASE.concerns for cite in (*concern.supports, *concern.against))
MEASURES = (
    Measure(id="monitors", text="sends <b>monitors</b>", cost=2, blocks=(OPTION.name,), cites=(CITED,)),
    Measure(
        id="offer",
        text="offers trade",
        cost=1.5,
        concern=CASE.concerns[0].id,
        direction="avoids",
        weight=(0.1, 0.2) if CASE.method == "weights" else None,
        because="it was asked for",
    ),
)


def made(*, in_force: tuple[str, ...] = ()) -> Brief:
    measured: Case = replace(CASE, measures=MEASURES).with_measures(*in_force)
    return brief(RECORD, measured, explore(measured, n_worlds=10))


def test_a_case_without_measures_says_nothing_of_any() -> None:
    page = brief(RECORD, CASE, explore(CASE, n_worlds=10)).html()
    assert "What a third party could do" not in page


def test_the_measures_are_listed_with_what_they_do() -> None:
    page = parse(made().html())
    assert "What a third party could do" in page.text
    assert "Sends <b>monitors</b>" in page.text
    assert "is ruled out" in page.text
    assert "is avoided and weighs 0.10–0.20" in page.text
    assert "it was asked for" in page.text
    assert "counts with what is not so yet" not in page.text


def test_every_link_leads_somewhere_once_and_the_record_knows_where_it_is_used() -> None:
    html = made(in_force=("monitors",)).html()
    page = parse(html)
    assert page.problems == []
    anchors = Counter(page.values("id"))
    assert [anchor for anchor, times in anchors.items() if times > 1] == []
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= {*anchors}
    assert "#m1" in page.values("href")


def test_what_is_in_force_is_said_before_anything_that_counts_with_it() -> None:
    one = made(in_force=("monitors",))
    said = [finding for finding in one.findings if "not so yet" in finding.sentence]
    assert len(said) == 1
    assert "this measure is taken to be in force: “sends <b>monitors</b>”" in said[0].sentence
    assert said[0].evidence == (CITED,)
    assert one.findings.index(said[0]) < min(
        number for number, finding in enumerate(one.findings) if finding.topic == "bottom line"
    )
    assert "“sends <b>monitors</b>” and “offers trade”" in " ".join(
        finding.sentence for finding in made(in_force=("monitors", "offer")).findings
    )
