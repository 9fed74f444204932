"""The brief in a real browser: nothing runs, nothing is fetched, links lead somewhere, all is legible."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.brief.hostile import hostile_brief
from tests.unit.brief.sample import CASE, RECORD
from tests.unit.brief.shares import EXPLORATION

from detente.brief import brief

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1280)

# Every handler a page could hide is given its chance: hovering, focusing, toggling, animating.
PROVOKE = """
const events = ["mouseover", "mousemove", "click", "focus", "toggle", "animationstart", "error", "load",
                "pointerover", "begin", "pageshow", "hashchange"];
for (const element of document.querySelectorAll("body *")) {
  if (element.tagName.toLowerCase() === "a") element.addEventListener("click", e => e.preventDefault());
  for (const name of events) element.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
}
return document.scripts.length + document.querySelectorAll("iframe, object, embed, form, base").length;
"""

DEAD_LINKS = """
const dead = [];
for (const link of document.querySelectorAll("a")) {
  const href = link.getAttribute("href") ?? "";
  const isDead = href.startsWith("#") && !document.getElementById(decodeURIComponent(href.slice(1)));
  if (href === "" || isDead) dead.push(link.outerHTML);
}
return dead;
"""

# WCAG 2.2, success criterion 1.4.3: relative luminance and contrast of all text, backgrounds laid over
# one another as they are painted. A dark scheme is checked by the same numbers.
CONTRAST = """
const parse = text => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3]));
const light = rgb => rgb.map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
const ground = element => {
  const above = element.parentElement ? ground(element.parentElement) : [255, 255, 255];
  return over(parse(getComputedStyle(element).backgroundColor), above);
};
const low = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let checked = 0;
while (walk.nextNode()) {
  const element = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || element.closest("title, desc, style, .skip")) continue;
  const style = getComputedStyle(element);
  const below = ground(element);
  const ink = over(parse(element.closest("svg") ? style.fill : style.color), below);
  const [a, b] = [light(ink), light(below)].sort((x, y) => y - x);
  const ratio = (a + .05) / (b + .05);
  checked += 1;
  if (ratio < 4.5) low.push([ratio.toFixed(2), element.outerHTML.slice(0, 120)]);
}
return {checked, low: low.slice(0, 10)};
"""


def open_page(chromium: Any, page: Path, html: str, anchor: str = "") -> None:
    page.write_text(html, encoding="utf-8")
    chromium.get_log("performance")
    chromium.get_log("browser")
    chromium.get("about:blank")
    chromium.get(page.as_uri() + anchor)


def requests(chromium: Any) -> list[str]:
    messages = [json.loads(entry["message"])["message"] for entry in chromium.get_log("performance")]
    sent = [
        entry["params"]["request"]["url"]
        for entry in messages
        if entry["method"] == "Network.requestWillBeSent"
    ]
    return [url for url in sent if url != "about:blank"]


def _blocked(chromium: Any) -> list[str]:
    messages = [json.loads(entry["message"])["message"] for entry in chromium.get_log("performance")]
    failed = [entry["params"] for entry in messages if entry["method"] == "Network.loadingFailed"]
    return [entry.get("blockedReason", "not blocked") for entry in failed]


@pytest.fixture(scope="module")
def html() -> str:
    return brief(RECORD, CASE, EXPLORATION).html()


def test_hostile_text_runs_nothing_and_fetches_nothing(chromium: Any, page: Path, shared: Path) -> None:
    items = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
    payloads = [(item["id"], item["input"]) for item in items if item["cls"] == "xss"]
    assert len(payloads) == 33
    for name, payload in payloads:
        open_page(chromium, page, hostile_brief(payload).html())
        assert chromium.execute_script(PROVOKE) == 0, name
        assert chromium.execute_script("return window.seen") == [], name
        assert requests(chromium) == [page.as_uri()], name
        assert [entry["message"] for entry in chromium.get_log("browser")] == [], name


def test_the_watch_would_notice_a_script(chromium: Any, page: Path) -> None:
    open_page(
        chromium, page, "<!DOCTYPE html><title>x</title><body><script>alert(1)</script><p onclick=eval(1)>x"
    )
    assert chromium.execute_script(PROVOKE) == 1
    assert chromium.execute_script("return window.seen") == ["alert", "eval"]


def test_the_policy_stops_what_would_slip_in(chromium: Any, page: Path, html: str) -> None:
    slipped = html.replace(
        "<main>",
        '<main><script>alert(1)</script><p style="color: red">x</p><img src="https://example.org/x.png">',
    )
    open_page(chromium, page, slipped)
    chromium.execute_script(PROVOKE)
    seen = chromium.execute_script("return window.seen")
    assert "alert" not in seen
    assert {entry.split()[1] for entry in seen} == {"script-src-elem", "style-src-attr", "img-src"}
    assert _blocked(chromium) == ["csp"]


def test_the_page_is_styled_under_its_own_policy(chromium: Any, page: Path, html: str) -> None:
    open_page(chromium, page, html)
    assert chromium.execute_script("return window.seen") == []
    border = chromium.execute_script(
        "return getComputedStyle(document.querySelector('header')).borderTopStyle"
    )
    assert border == "solid"


def test_every_link_inside_leads_to_an_element(chromium: Any, page: Path, html: str) -> None:
    open_page(chromium, page, html)
    assert chromium.execute_script("return document.querySelectorAll('a[href^=\"#\"]').length") > 300
    assert chromium.execute_script(DEAD_LINKS) == []


def test_a_finding_opens_its_words_and_the_words_lead_back(chromium: Any, page: Path, html: str) -> None:
    open_page(chromium, page, html)
    chromium.execute_script("document.querySelector('#f1 a.ref').click()")
    words = chromium.execute_script("return document.querySelector(':target').textContent")
    assert words.startswith("“We will not sign away the river districts,”")
    label = chromium.execute_script("return document.querySelector('#f1 a.ref').textContent")
    chromium.execute_script(f"document.querySelector('.back[href=\"#{label.lower()}\"]').click()")
    row = chromium.execute_script("return document.querySelector(':target').tagName")
    assert row == "TR"
    chromium.execute_script("document.querySelector(':target a[href=\"#f1\"]').click()")
    assert chromium.execute_script("return document.querySelector(':target').id") == "f1"


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_makes_the_page_scroll_sideways(
    chromium: Any, resize: Any, page: Path, html: str, width: int
) -> None:
    long = replace_names(html)
    for text in (html, long):
        resize(width)
        open_page(chromium, page, text)
        room = chromium.execute_script(
            "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert room[0] <= room[1]


def replace_names(html: str) -> str:
    """Return the page with a name far too long for any column."""
    return html.replace("Southmark", "Southmark" * 12)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(chromium: Any, resize: Any, page: Path, html: str, scheme: str) -> None:
    resize(1280, scheme)
    # Many records that rest on the same words lay many highlights over one another.
    copies = tuple(replace(row, id=f"{row.id}-{n}") for row in RECORD.events for n in range(6))
    nested = brief(replace(RECORD, events=copies), CASE, EXPLORATION).html()
    for text, anchor in ((html, ""), (html, "#at-s1"), (html, "#s1"), (html, "#f1"), (nested, "")):
        open_page(chromium, page, text, anchor)
        found = chromium.execute_script(CONTRAST)
        assert found["checked"] > 800
        assert found["low"] == []


def test_the_dark_scheme_is_dark(chromium: Any, resize: Any, page: Path, html: str) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        resize(1280, scheme)
        open_page(chromium, page, html)
        grounds[scheme] = chromium.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert grounds["light"] != grounds["dark"]


def test_the_findings_print_on_one_page(chromium: Any, page: Path, html: str) -> None:
    head, rest = html.split('<nav aria-label="Contents">')
    tail = rest.split("</main>")[1]
    open_page(chromium, page, f"{head}</main>{tail.replace('<footer>', '<footer hidden>')}")
    assert _printed_pages(chromium) == 1
    open_page(chromium, page, html)
    assert _printed_pages(chromium) > 5


def _printed_pages(chromium: Any) -> int:
    printed = chromium.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    return b64decode(printed["data"]).count(b"/Type /Page\n")
