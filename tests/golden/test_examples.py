"""The examples are what they say they are: offsets, headers, copies, mirrors, sources, cases."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from detente.case import Case
from detente.documents import load
from detente.record.jsonl import schema

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SARN = EXAMPLES / "sarn"
DISPATCHES = sorted((SARN / "dispatches").glob("*.txt"))
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in DISPATCHES}
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (SARN / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
GRADES = {"Meridian Wire": "B", "The Harbour Post": "C", "Frontline Dispatch": "D"}
AS_SPOKEN = "We are ready to sign a ceasefire, but we are not ready to sign a surrender"
ALTERED = "We are not ready to sign a ceasefire, and we are not ready to sign a surrender"


def read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def exchange(text: str, pairs: Mapping[str, str]) -> str:
    """Put every name in the place of its pair: whole words, longest first, in one pass."""
    table = {**pairs, **{other: name for name, other in pairs.items()}}
    longest_first = "|".join(re.escape(name) for name in sorted(table, key=len, reverse=True))
    return re.sub(rf"\b(?:{longest_first})\b", lambda match: table[match[0]], text)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield everything in a gold record that has offsets, however deep it lies."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


# ------------------------------------------------------------------------------------- dispatches


def test_the_dispatches_cover_six_weeks_and_three_outlets() -> None:
    documents = [load(path) for path in DISPATCHES]
    days = [document.published_on for document in documents]
    assert 14 <= len(documents) <= 16
    assert min(day for day in days if day) == date(2026, 3, 2)
    assert max(day for day in days if day) == date(2026, 4, 14)
    assert {document.publisher for document in documents} == set(GRADES)


@pytest.mark.parametrize("path", DISPATCHES, ids=lambda path: path.stem)
def test_a_dispatch_has_a_full_header_and_a_graded_source(path: Path) -> None:
    document = load(path)
    day, outlet, slug = path.stem.split("_")
    assert document.warnings == ()
    assert document.title
    assert document.publisher is not None
    assert document.published_on == date.fromisoformat(day)
    assert document.publisher.removeprefix("The ").lower().replace(" ", "-") == outlet
    assert document.url == f"https://example.org/{outlet}/{day.replace('-', '/')}/{slug}"
    assert document.reliability == GRADES[document.publisher]
    assert document.text[: document.body_start].count("\n") == 5
    assert 350 <= len(document.text[document.body_start :].split()) <= 700


def test_an_agency_dateline_gives_the_day_of_publication() -> None:
    datelines = 0
    for path in DISPATCHES:
        document = load(path)
        match = re.search(r"^[A-Z].{3,40}, (March|April) (\d+) \(Meridian Wire\)", document.text, re.M)
        if match and document.published_on:
            datelines += 1
            assert document.published_on.strftime("%B") == match[1]
            assert document.published_on.day == int(match[2])
    assert datelines == 7


def test_two_outlets_carry_the_same_wire_copy_and_no_other_two_do() -> None:
    bodies = {path.name: TEXTS[path.name].split("\n\n", 1)[1].split("\n\n") for path in DISPATCHES}
    shared = {
        (one, other): len(set(bodies[one]) & set(bodies[other])) for one, other in combinations(bodies, 2)
    }
    (pair,) = [names for names, count in shared.items() if count > 0]
    one, other = ("\n\n".join(bodies[name]) for name in pair)
    assert shared[pair] >= 6
    assert one != other
    assert SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.9
    assert len({load(SARN / "dispatches" / name).publisher for name in pair}) == 2


def test_one_outlet_alters_a_quotation_that_two_others_have_as_spoken() -> None:
    outlets = {name: name.split("_")[1] for name in TEXTS}
    assert {outlets[name] for name in TEXTS if AS_SPOKEN in TEXTS[name]} == {"meridian-wire", "harbour-post"}
    assert {outlets[name] for name in TEXTS if ALTERED in TEXTS[name]} == {"frontline-dispatch"}


# -------------------------------------------------------------------------------------------- gold


def test_every_gold_text_is_the_text_at_its_offsets() -> None:
    checked = 0
    for record in GOLD:
        text = TEXTS[record["path"]]
        for span in spans(record):
            checked += 1
            assert text[span["start"] : span["end"]] == span["text"], record["path"]
    assert checked > 4 * len(GOLD)


def test_every_dispatch_has_a_gold_record_in_text_order() -> None:
    kinds = ["statement", "event", "proposal", "response", "claim"]
    names = list(TEXTS)
    keys = [
        (names.index(record["path"]), record["start"], record["end"], kinds.index(record["kind"]))
        for record in GOLD
    ]
    assert keys == sorted(keys)
    assert {record["path"] for record in GOLD if record["kind"] == "statement"} == set(TEXTS)
    assert {record["kind"] for record in GOLD} == set(kinds)
    assert len({json.dumps(record, sort_keys=True) for record in GOLD}) == len(GOLD)


def test_gold_records_have_the_keys_and_words_of_the_contract() -> None:
    kinds = schema()["$defs"]
    for record in GOLD:
        properties = kinds[record["kind"]]["properties"]
        assert set(record) <= set(properties), set(record) - set(properties)
        for key, value in record.items():
            if "enum" in properties[key]:
                assert value in properties[key]["enum"], (key, value)
        if "act" in record:
            assert record["act"] in kinds["act"]["enum"]


def test_a_gold_statement_holds_its_pieces_and_its_mode_follows_from_them() -> None:
    for record in GOLD:
        if record["kind"] != "statement":
            continue
        pieces = [record["speaker"], record["cue"], *record["content"]]
        found = [piece for piece in pieces if piece is not None]
        assert record["content"]
        assert record["start"] == min(piece["start"] for piece in found)
        assert record["end"] == max(piece["end"] for piece in found)
        marks = any(mark in piece["text"] for piece in record["content"] for mark in '“"')
        assert (record["mode"] == "indirect") == (not record["quoted"])
        assert record["mode"] != "mixed" or marks
        assert all(
            any(p["start"] <= q["start"] and q["end"] <= p["end"] for p in record["content"])
            for q in record["quoted"]
        )


def test_gold_intervals_and_counts_are_in_order() -> None:
    for record in GOLD:
        for when in (record.get("time"), record.get("due")):
            if when and when["earliest"] and when["latest"]:
                assert date.fromisoformat(when["earliest"]) <= date.fromisoformat(when["latest"])
        for count in (record.get("deaths"), record.get("injured")):
            if count:
                stated = [count[key] for key in ("low", "best", "high") if count[key] is not None]
                assert stated == sorted(stated)
                assert stated


def test_gold_names_only_actors_that_are_listed() -> None:
    listed = {actor["name"]: actor for actor in read_toml(SARN / "gold_actors.toml")["actor"]}
    assert all(actor.get("speaks_for", name) in listed for name, actor in listed.items())
    named = {}
    for record in GOLD:
        for span in spans(record):
            if isinstance(span.get("actor"), str):
                named[span["name"]] = span["actor"]
    assert set(named) <= set(listed)
    for name, key in named.items():
        assert key == "actor:" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


# ------------------------------------------------------------------------------------------ mirrors


@pytest.mark.parametrize("path", [SARN / "mirror.toml", EXAMPLES / "mirror_article.toml"])
def test_a_mirror_pairs_each_name_with_one_other(path: Path) -> None:
    pairs = read_toml(path)["exchange"]
    names = [*pairs, *pairs.values()]
    assert len(names) == len(set(names))


def test_exchanging_the_sides_twice_gives_the_dispatches_back() -> None:
    pairs = read_toml(SARN / "mirror.toml")["exchange"]
    for name, text in TEXTS.items():
        mirrored = exchange(text, pairs)
        assert mirrored != text, name
        assert exchange(mirrored, pairs) == text, name


def test_every_name_of_a_side_is_in_the_mirror() -> None:
    pairs = read_toml(SARN / "mirror.toml")["exchange"]
    actors = read_toml(SARN / "gold_actors.toml")["actor"]
    above = {actor["name"]: actor.get("speaks_for") for actor in actors}
    for actor in actors:
        name: str | None = actor["name"]
        while name is not None and name not in ("Veldania", "Korsenia"):
            name = above[name]
        if name is not None:
            mirrored = exchange(actor["name"], pairs)
            assert mirrored != actor["name"]
            assert mirrored in above
    everything = "\n".join(TEXTS.values())
    for one, other in pairs.items():
        assert one in everything or other in everything


def test_exchanging_names_never_needs_another_article() -> None:
    pairs = read_toml(SARN / "mirror.toml")["exchange"]
    for text in TEXTS.values():
        for both in (text, exchange(text, pairs)):
            assert not re.search(r"\b[Aa] [AEIOU]\w+", both)
            assert not re.search(r"\b[Aa]n [BCDFGHJKLMNPQRSTVWXYZ]\w+", both)


def test_exchanging_the_sides_of_the_article_twice_gives_it_back(shared: Path) -> None:
    pairs = read_toml(EXAMPLES / "mirror_article.toml")["exchange"]
    article = (shared / "articles" / "peace_efforts.txt").read_text(encoding="utf-8")
    mirrored = exchange(article, pairs)
    assert "missile barrages on Moscow" in mirrored
    assert "Ukrainian President Volodymyr Zelensky and Russian President Vladimir Putin" in mirrored
    assert exchange(mirrored, pairs) == article


# -------------------------------------------------------------------------------------------- facts

FACTS = read_toml(EXAMPLES / "ukraine_2025" / "facts.toml")


def test_every_fact_names_sources_that_are_listed_and_every_source_is_used() -> None:
    used = set()
    clauses = [clause for proposal in FACTS["proposal"] for clause in proposal["clause"]]
    for entry in [*FACTS["party"], *FACTS["proposal"], *clauses, *FACTS["red_line"], *FACTS["event"]]:
        assert entry["sources"], entry
        assert set(entry["sources"]) <= set(FACTS["source"]), entry
        used |= set(entry["sources"])
    case = (EXAMPLES / "ukraine_2025" / "case.toml").read_text(encoding="utf-8")
    used |= {key for key, source in FACTS["source"].items() if source["url"] in case}
    assert used == set(FACTS["source"])
    for source in FACTS["source"].values():
        assert re.fullmatch(r"https?://\S+", source["url"])


def test_every_clause_takes_an_option_of_its_issue_once_in_a_proposal() -> None:
    options = {issue["id"]: [option["id"] for option in issue["option"]] for issue in FACTS["issue"]}
    parties = {party["id"] for party in FACTS["party"]}
    for proposal in FACTS["proposal"]:
        assert set(proposal["by"]) <= parties
        issues = [clause["issue"] for clause in proposal["clause"]]
        assert len(issues) == len(set(issues)), proposal["id"]
        for clause in proposal["clause"]:
            assert clause["option"] in options[clause["issue"]]
            assert clause["grade"] in ("seen", "partial", "weak", "inference")
    for line in FACTS["red_line"]:
        assert line["party"] in parties
        assert set(line["issues"]) <= set(options)


def test_the_facts_are_those_that_were_collected_in_other_words(shared: Path) -> None:
    collected = json.loads((shared / "facts" / "ukraine_2025_facts.json").read_text(encoding="utf-8"))
    for ours, theirs in zip(FACTS["proposal"], collected["proposals"], strict=True):
        assert ours["stated_on"].isoformat() == theirs["date"]
        for clause, known in zip(ours["clause"], theirs["clauses"], strict=True):
            assert (clause["issue"], clause["option"]) == (known["issue"], known["option"])
            assert clause["sources"] == known["src"]
            assert clause["gist"].rstrip(".").lower() != known["gist"].lower()
    days = [event["happened_on"].isoformat() for event in FACTS["event"]]
    assert days == [event["date"] for event in collected["events"]]
    for key, source in FACTS["source"].items():
        if key in collected["sources"]:
            assert source["url"] == collected["sources"][key]["url"]


# -------------------------------------------------------------------------------------------- cases


def reasons(case: Case) -> list[str]:
    return [
        *(concern.because for concern in case.concerns),
        *(rule.because for rule in case.rules),
        *(judgement.because for judgement in case.judgements),
    ]


@pytest.mark.parametrize("name", ["sarn", "ukraine_2025"])
def test_a_case_loads_and_gives_a_reason_for_every_concern(name: str) -> None:
    case = Case.load(EXAMPLES / name / "case.toml")
    assert len(case.options) <= 10
    assert case.is_open
    assert {"deal", "quiet"} <= {definition.name for definition in case.definitions}
    assert all(concern.because for concern in case.concerns)
    assert all(concern.kind != "about" or concern.grade == "open" for concern in case.concerns)
    assert all(assumption.is_on for assumption in case.assumptions)
    belligerents = [party.id for party in case.parties if party.role == "belligerent"]
    assert len(belligerents) == 2


@pytest.mark.parametrize("name", ["sarn", "ukraine_2025"])
def test_an_assumption_weighs_the_same_for_both_belligerents(name: str) -> None:
    case = Case.load(EXAMPLES / name / "case.toml")
    one, other = (party.id for party in case.parties if party.role == "belligerent")
    weights = {
        (concern.party, concern.assumption): concern.weight
        for concern in case.concerns
        if concern.assumption is not None
    }
    both = [assumption for party, assumption in weights if party == one]
    assert both
    assert both == [assumption for party, assumption in weights if party == other]
    for assumption in both:
        assert weights[one, assumption] == weights[other, assumption]


def test_what_the_sarn_case_quotes_stands_in_a_dispatch_of_a_day_it_names() -> None:
    case = Case.load(SARN / "case.toml")
    quoted = 0
    for because in reasons(case):
        days = set()
        for outlet, listed in re.findall(r"(Meridian Wire|The Harbour Post), ([^();]+)", because):
            month = ""
            for day, named in reversed(re.findall(r"(\d+)(?: (March|April))?", listed)):
                month = named or month
                number = {"March": 3, "April": 4}[month]
                days.add(f"2026-{number:02}-{int(day):02}_{outlet.removeprefix('The ').lower()}")
        days = {day.replace(" ", "-") for day in days}
        texts = [text for name, text in TEXTS.items() if name.rsplit("_", 1)[0] in days]
        assert len(texts) == len(days), because
        for words in re.findall("“([^”]+)”", because):
            quoted += 1
            assert any(words in text for text in texts), words
    assert quoted >= 5


def test_every_sourced_reason_of_the_ukraine_case_gives_an_address_of_the_facts() -> None:
    case = Case.load(EXAMPLES / "ukraine_2025" / "case.toml")
    known = {source["url"] for source in FACTS["source"].values()}
    unsourced = []
    for because in reasons(case):
        addresses = re.findall(r"https?://[^\s;)]+", because)
        assert set(addresses) <= known, because
        if not addresses:
            unsourced.append(because)
    # what follows from the meaning of the options needs no source; all else that has none must say so
    rules = [rule.because for rule in case.rules]
    assert all(
        because in rules or "no source" in because or "not on record" in because for because in unsourced
    )
