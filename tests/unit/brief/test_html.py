from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from tests.unit.brief.parsed import Page, parse
from tests.unit.brief.sample import CASE, D2, RECORD, SHELLED
from tests.unit.brief.shares import EXPLORATION

from detente.analysis.results import Exploration, Provenance
from detente.brief import Brief, brief
from detente.brief.html import is_web_address
from detente.case import Case
from detente.record import Record
from detente.record.values import Failure

NOTHING = Exploration(
    provenance=Provenance(case=Case().id, method="none", n_worlds=1, seed=None, version="0.1.0"),
    options=(),
    n_states=0,
    outcomes=(),
    now=None,
    targets=(),
)
FULL = brief(RECORD, CASE, EXPLORATION)
EMPTY = brief(Record(), Case(), NOTHING)
CUT = brief(replace(RECORD, documents=RECORD.documents[:1]), CASE, EXPLORATION)


def _page(made: Brief) -> Page:
    return parse(made.html())


@pytest.mark.parametrize("made", [FULL, EMPTY, CUT], ids=["full", "empty", "documents missing"])
class TestEveryPage:
    def test_nests(self, made: Brief) -> None:
        assert _page(made).problems == []

    def test_links_to_anchors_that_are_there_exactly_once(self, made: Brief) -> None:
        page = _page(made)
        anchors = Counter(page.values("id"))
        assert [anchor for anchor, times in anchors.items() if times > 1] == []
        links = {href.removeprefix("#") for href in page.values("href") if href.startswith("#")}
        assert links - {*anchors} == set()
        for attribute in ("aria-labelledby",):
            named = {name for value in page.values(attribute) for name in value.split()}
            assert named - {*anchors} == set()

    def test_has_no_script_style_attribute_or_remote_asset(self, made: Brief) -> None:
        page = _page(made)
        names = {tag for tag, _ in page.elements}
        assert names.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base"})
        attributes = {name for _, held in page.elements for name in held}
        assert "style" not in attributes
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert "url(" not in made.html()
        assert "@import" not in made.html()

    def test_headings_go_down_one_step_at_a_time(self, made: Brief) -> None:
        levels = [int(tag[1]) for tag, _ in _page(made).elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_has_language_title_and_scoped_headers(self, made: Brief) -> None:
        page = _page(made)
        assert page.elements[0] == ("html", {"lang": "en"})
        assert re.search(r"<title>\S.*</title>", made.html())
        assert all("scope" in held for tag, held in page.elements if tag == "th")

    def test_policy_allows_its_own_style_and_nothing_else(self, made: Brief) -> None:
        html = made.html()
        style = html.split("<style>")[1].split("</style>")[0]
        digest = b64encode(sha256(style.encode()).digest()).decode()
        (policy,) = [
            held["content"]
            for _, held in _page(made).elements
            if held.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
            "form-action 'none'"
        )
        assert html.index("Content-Security-Policy") < html.index("<style>")


def test_every_used_passage_leads_back_and_every_record_leads_to_its_words() -> None:
    page = _page(FULL)
    links = Counter(page.values("href"))
    anchors = {*page.values("id")}
    for entry in FULL.index.entries:
        assert links[f"#{entry.anchor}"] >= 1, f"no way back to {entry.label}"
        assert entry.anchor in anchors
        assert links[f"#{entry.marks[0].anchor}"] >= 1, f"no way to the words of {entry.label}"
        assert {mark.anchor for mark in entry.marks} <= anchors


def test_a_records_row_says_which_findings_use_it() -> None:
    html = FULL.html()
    row = html.split('<tr id="e1">')[1].split("</tr>")[0]
    used = {label for label, _ in FULL.uses[SHELLED.id]}
    assert {"F7", "option", "party"} <= used
    assert all(f">{label}</a>" in row for label in used)


def test_empty_parts_say_that_nothing_was_found() -> None:
    text = _page(EMPTY).text
    for words in (
        "No position on a proposal was found.",
        "No proposal was found in the reports.",
        "No statement was found in the reports.",
        "No event was found in the reports.",
        "No promise, forecast or deadline was found in the reports.",
        "Nothing was found in the record that does not fit together.",
        "No report is in the record.",
        "The case names no party.",
        "The case leaves nothing open.",
    ):
        assert words in text


def test_orphaned_passages_are_shown_as_such() -> None:
    html = CUT.html()
    assert "Orphaned passages" in html
    assert "Southmark was willing to engage" in html
    assert "Orphaned" not in FULL.html()


def test_an_unread_report_is_listed_with_its_reason() -> None:
    record = replace(RECORD, failures=(Failure(path="broken.txt", reason="not text"),))
    text = _page(brief(record, CASE, EXPLORATION)).text
    assert "broken.txt" in text
    assert "not text" in text


def test_a_case_the_shares_are_not_from_is_named() -> None:
    other = replace(CASE, title="Another")
    assert "not the one the shares were worked out from" in brief(RECORD, other, EXPLORATION).html()
    assert "not the one the shares were worked out from" not in FULL.html()


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://example.org", False),
        ("https://", False),
        ("https:example.org", False),
        ("//example.org", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https://example.org/\u202etxt", False),
        ("https://[", False),
        ("https://a b", False),
        ('https://a"onmouseover=', False),
        ("example.org", False),
    ],
)
def test_only_http_and_https_addresses_are_links(url: str, is_link: bool) -> None:
    assert is_web_address(url) is is_link


def test_an_address_that_is_no_link_is_shown_as_text() -> None:
    bad = replace(D2, url="javascript:alert(1)")
    page = _page(brief(replace(RECORD, documents=(RECORD.documents[0], bad)), CASE, EXPLORATION))
    assert "javascript:alert(1)" in page.text
    assert not [href for href in page.values("href") if "javascript" in href]
    outward = [held for tag, held in _page(FULL).elements if held.get("href", "").startswith("https:")]
    assert {held["rel"] for held in outward} == {"noreferrer noopener"}


def test_hidden_characters_are_written_out() -> None:
    bad = replace(D2, title="a\x00b\u202ec", publisher="d\u200be")
    html = brief(replace(RECORD, documents=(bad,)), CASE, EXPLORATION).html()
    assert "a␀b⟨U+202E⟩c" in html
    assert "d⟨U+200B⟩e" in html
    html.encode("utf-8")


def test_the_same_input_gives_the_same_bytes() -> None:
    program = (
        "from tests.unit.brief.sample import CASE, RECORD\n"
        "from tests.unit.brief.shares import EXPLORATION\n"
        "from detente.brief import brief\n"
        "import hashlib\n"
        "made = brief(RECORD, CASE, EXPLORATION)\n"
        "print(hashlib.sha256((made.html() + made.markdown() + made.to_json()).encode()).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_the_package_can_be_called_like_its_function() -> None:
    program = "import detente.brief.likelihood, detente; print(callable(detente.brief))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "True\n"
