"""Marked texts in a real browser: nothing runs, the text is whole, links lead on, all is legible."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.browser.test_brief import CONTRAST, DEAD_LINKS, PROVOKE, WIDTHS, open_page, requests
from tests.unit.brief.hostile import hostile_brief
from tests.unit.brief.sample import RECORD

from detente.brief.marked_page import render_marked
from detente.brief.visible import visible
from detente.documents.document import Document
from detente.record import Record
from detente.record.values import Claim, Passage

pytestmark = pytest.mark.browser

SHOWN = "return document.getElementById(arguments[0]).textContent"
IN_VIEW = """
const box = document.querySelector(":target").getBoundingClientRect();
return box.top < innerHeight && box.bottom > 0 && box.height > 0;
"""


@pytest.fixture(scope="module")
def html() -> str:
    return render_marked(RECORD)


def test_hostile_text_runs_nothing_and_fetches_nothing(chromium: Any, page: Path, shared: Path) -> None:
    items = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
    payloads = [(item["id"], item["input"]) for item in items if item["cls"] == "xss"]
    assert len(payloads) == 33
    for name, payload in payloads:
        record = hostile_brief(payload).record
        open_page(chromium, page, render_marked(record))
        assert chromium.execute_script(PROVOKE) == 0, name
        assert chromium.execute_script("return window.seen") == [], name
        assert requests(chromium) == [page.as_uri()], name
        assert [entry["message"] for entry in chromium.get_log("browser")] == [], name
        shown = chromium.execute_script(SHOWN, "d1-text")
        assert shown == visible(record.documents[0].text).replace("\r", "\n"), name


def test_the_text_in_the_browser_is_the_text(chromium: Any, page: Path, html: str) -> None:
    open_page(chromium, page, html)
    for number, document in enumerate(RECORD.documents, start=1):
        assert chromium.execute_script(SHOWN, f"d{number}-text") == document.text


def test_words_that_are_copied_have_no_labels(chromium: Any, page: Path, html: str) -> None:
    open_page(chromium, page, html)
    copied = chromium.execute_script(
        "getSelection().selectAllChildren(document.getElementById('d2-text'));"
        "return getSelection().toString()"
    )
    assert copied.split() == RECORD.documents[1].text.split()


def test_the_page_is_styled_under_its_own_policy(chromium: Any, page: Path, html: str) -> None:
    open_page(chromium, page, html)
    assert chromium.execute_script("return window.seen") == []
    weight = "return getComputedStyle(document.querySelector('.text .m.speaker')).fontWeight"
    assert chromium.execute_script(weight) == "700"


def test_every_link_inside_leads_to_an_element(chromium: Any, page: Path, html: str) -> None:
    open_page(chromium, page, html)
    assert chromium.execute_script("return document.querySelectorAll('a[href^=\"#\"]').length") > 100
    assert chromium.execute_script(DEAD_LINKS) == []


def test_marked_words_open_their_entry_beside_the_text_and_that_leads_back(
    chromium: Any, resize: Any, page: Path, html: str
) -> None:
    resize(1280)
    open_page(chromium, page, html)
    chromium.execute_script("document.querySelector('.text .m.cue').click()")
    label = chromium.execute_script("return document.querySelector(':target .label').textContent")
    assert label.startswith("S")
    assert chromium.execute_script(IN_VIEW)
    chromium.execute_script("document.querySelector(':target .label').click()")
    assert chromium.execute_script("return document.querySelector(':target').id") == f"at-{label.lower()}"
    assert chromium.execute_script(IN_VIEW)
    assert chromium.execute_script("return document.querySelector(':target').closest('.text') !== null")


def test_marks_differ_without_colour(chromium: Any, page: Path, html: str) -> None:
    """Each kind of line has its own lane or shape; colours are taken out before they are compared."""
    open_page(chromium, page, html)
    drawn = chromium.execute_script(
        "return [...document.querySelectorAll('.keys .m')].map(element => {"
        "  const style = getComputedStyle(element);"
        "  const lines = style.backgroundImage.replaceAll('rgba(0, 0, 0, 0)', 'none');"
        "  return [lines.replace(/rgba?\\([^)]*\\)/g, 'ink'), style.fontStyle, style.fontWeight,"
        "    style.textDecorationLine, style.textDecorationStyle].join(' | ');"
        "})"
    )
    assert len(drawn) >= 10
    assert len(drawn) == len({*drawn})


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_makes_the_page_scroll_sideways(
    chromium: Any, resize: Any, page: Path, html: str, width: int
) -> None:
    for text in (html, html.replace("Northland", "Northland" * 20)):
        resize(width)
        open_page(chromium, page, text)
        room = chromium.execute_script(
            "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert room[0] <= room[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(chromium: Any, resize: Any, page: Path, html: str, scheme: str) -> None:
    resize(1280, scheme)
    for anchor in ("", "#s1", "#at-s1"):
        open_page(chromium, page, html, anchor)
        found = chromium.execute_script(CONTRAST)
        assert found["checked"] > 200
        assert found["low"] == []


def test_a_very_long_text_opens(chromium: Any, page: Path) -> None:
    text = "Kar will stop on Friday. \u05e9\u05dc\u05d5\u05dd & <b>so</b>.\n" * 12_000
    step = len(text) // 12_000
    document = Document(id="doc:1", path="a.txt", text=text, sha256="0" * 64)
    claims = tuple(
        Claim(
            id=f"claim:{place}",
            passage=Passage(document="doc:1", start=place, end=place + 23, text=text[place : place + 23]),
            kind="promise",
        )
        for place in range(0, len(text), 20 * step)
    )
    open_page(chromium, page, render_marked(Record(documents=(document,), claims=claims)), "#at-c600")
    assert chromium.execute_script(SHOWN, "d1-text") == text
    assert chromium.execute_script(IN_VIEW)
