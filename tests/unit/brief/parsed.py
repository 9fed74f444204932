"""A brief's HTML taken apart, for the tests: elements, attributes, text, anchors."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "link", "img", "input", "hr"}


@dataclass
class Page(HTMLParser):
    """Every element with its attributes in order, all text, and what is left unclosed."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    open_tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"<{tag}> repeats an attribute: {names}")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open_tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open_tags or self.open_tags.pop() != tag:
            self.problems.append(f"</{tag}> at line {self.getpos()[0]} closes nothing")

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & {*self.open_tags[-1:]}:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.problems.append(f"comment: {data}")

    @property
    def text(self) -> str:
        """All text but style and titles, white space made one."""
        return " ".join("".join(self.texts).split())

    def values(self, attribute: str) -> list[str]:
        """Return all values of an attribute, in order."""
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


def parse(html: str) -> Page:
    """Take a page apart; whatever does not nest is in ``problems``."""
    page = Page()
    page.feed(html)
    page.close()
    page.problems += [f"<{tag}> is never closed" for tag in page.open_tags]
    return page
