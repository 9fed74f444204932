from __future__ import annotations

import json
import re
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from tests.unit.brief.hostile import hostile_brief
from tests.unit.brief.parsed import parse

from detente.brief.markdown import render as render_markdown
from detente.brief.terminal import render as render_terminal
from detente.brief.visible import one_line

ELEMENTS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "footer",
        "nav",
        "section",
        "article",
    ),
    *(
        "h1",
        "h2",
        "h3",
        "p",
        "div",
        "span",
        "a",
        "strong",
        "details",
        "summary",
        "q",
        "mark",
        "sup",
        "br",
        "ol",
        "ul",
        "li",
        "figure",
    ),
    *("figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("svg", "g", "desc", "line", "rect", "circle", "polygon", "text"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "rel", "title", "scope"),
    *("colspan", "role", "tabindex", "aria-label", "aria-labelledby", "viewbox", "preserveaspectratio"),
    *("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "points", "text-anchor"),
}


KINDS = ("statement", "event", "proposal", "response", "claim", "relation", "actor")


@cache
def _html(payload: str) -> str:
    return hostile_brief(payload).html()


def _payloads(shared: Path) -> list[tuple[str, str]]:
    items = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
    found = [(item["id"], item["input"]) for item in items if item["cls"] == "xss"]
    assert len(found) == 33
    return found


def test_hostile_text_adds_no_element_attribute_or_address(shared: Path) -> None:
    for name, payload in _payloads(shared):
        page = parse(_html(payload))
        assert page.problems == [], name
        assert {tag for tag, _ in page.elements} <= ELEMENTS, name
        assert {key for _, held in page.elements for key in held} <= ATTRIBUTES, name
        for href in page.values("href"):
            assert href.startswith(("#", "https://example.org/")), f"{name}: {href}"


def test_hostile_text_is_shown_as_text(shared: Path) -> None:
    for name, payload in _payloads(shared):
        page = parse(_html(payload))
        shown = one_line(payload)
        # Title, publisher, source text twice a line, party, option and actor names: many places.
        assert page.text.count(shown) >= 20, name


def test_hostile_text_gets_into_no_anchor_or_class(shared: Path) -> None:
    plain = parse(_html("plain"))
    classes = {*plain.values("class"), *(f"{kind} more" for kind in KINDS)}
    for name, payload in _payloads(shared):
        page = parse(_html(payload))
        assert {*page.values("class")} <= classes, name
        assert page.values("id") == plain.values("id"), name


def test_hostile_text_is_escaped_in_markdown(shared: Path) -> None:
    for name, payload in _payloads(shared):
        written = render_markdown(hostile_brief(payload))
        assert "<" not in written.replace("<https://example.org/2031/05/09/ready>", ""), name
        assert not re.search(r"(?<!\\)\]\(", written), name


def test_hostile_text_stays_data_in_json(shared: Path) -> None:
    for name, payload in _payloads(shared):
        assert json.loads(hostile_brief(payload).to_json())["case"]["title"] == payload, name


@pytest.mark.parametrize(
    "payload", ["[red]x[/red]", "[link=https://a.example]x[/link]", "\x1b[2J\x1b]0;x\x07", "[/]"]
)
def test_a_terminal_obeys_no_markup_and_no_control_character(payload: str) -> None:
    stream = StringIO()
    render_terminal(hostile_brief(payload), Console(file=stream, width=200, force_terminal=False))
    shown = stream.getvalue()
    assert one_line(payload) in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown
