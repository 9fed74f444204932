"""The page on a solved model in a real browser: nothing runs or is fetched, links lead on, all is legible."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.browser.test_brief import CONTRAST, DEAD_LINKS, PROVOKE, WIDTHS, open_page, requests
from tests.unit.brief.solved import bare, grounded, hostile

from detente.brief.solved_page import render_stability

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html() -> str:
    return render_stability(grounded())


def test_hostile_text_runs_nothing_and_fetches_nothing(chromium: Any, page: Path, shared: Path) -> None:
    items = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
    payloads = [(item["id"], item["input"]) for item in items if item["cls"] == "xss"]
    assert len(payloads) == 33
    for name, payload in payloads:
        open_page(chromium, page, render_stability(hostile(payload)))
        assert chromium.execute_script(PROVOKE) == 0, name
        assert chromium.execute_script("return window.seen") == [], name
        assert requests(chromium) == [page.as_uri()], name
        assert [entry["message"] for entry in chromium.get_log("browser")] == [], name


def test_the_page_is_styled_under_its_own_policy(chromium: Any, page: Path, html: str) -> None:
    open_page(chromium, page, html)
    assert chromium.execute_script("return window.seen") == []
    border = "return getComputedStyle(document.querySelector('header')).borderTopStyle"
    assert chromium.execute_script(border) == "solid"


def test_every_link_inside_leads_to_an_element(chromium: Any, page: Path, html: str) -> None:
    for text in (html, render_stability(bare())):
        open_page(chromium, page, text)
        assert chromium.execute_script("return document.querySelectorAll('a[href^=\"#\"]').length") > 30
        assert chromium.execute_script(DEAD_LINKS) == []


def test_a_verdict_opens_its_reason_and_that_its_evidence(chromium: Any, page: Path, html: str) -> None:
    open_page(chromium, page, html)
    chromium.execute_script("document.querySelector('#verdicts-table a[href=\"#s3-p1\"]').click()")
    assert "North would leave" in chromium.execute_script(
        "return document.querySelector(':target').innerText"
    )
    chromium.execute_script("document.querySelector(':target a').click()")
    assert "avoids north.hold" in chromium.execute_script(
        "return document.querySelector(':target').innerText"
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_makes_the_page_scroll_sideways(
    chromium: Any, resize: Any, page: Path, html: str, width: int
) -> None:
    for text in (html, html.replace("North", "North" * 20), render_stability(bare())):
        resize(width)
        open_page(chromium, page, text)
        room = chromium.execute_script(
            "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert room[0] <= room[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(chromium: Any, resize: Any, page: Path, html: str, scheme: str) -> None:
    resize(1280, scheme)
    for anchor in ("", "#s3-p1", "#k1"):
        open_page(chromium, page, html, anchor)
        found = chromium.execute_script(CONTRAST)
        assert found["checked"] > 200
        assert found["low"] == []
