"""What a mail quotes of earlier mails: somebody else's words, of another day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_MARKED = re.compile(r"[ \t]*>")
_ESCAPED = re.compile(r">From ")
# The line that a mail program sets above what it quotes; it may be wrapped.
_WROTE = re.compile(r"[ \t]*On\b.{6,400}\bwrote:\s*", re.DOTALL)
_MOST_WROTE_LINES = 4
_CLOCK_OR_ADDRESS = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\S@\S")
_RULE = re.compile(
    r"[ \t]*(?:[-_]{2,}[ \t]*(?:original message|forwarded message|forwarded by\b.*?)[ \t]*[-_]{2,}"
    r"|begin forwarded message:)\s*",
    re.I,
)
_HEADER = re.compile(r"[ \t]*\*?(From|Sent|Date|To|Cc|Subject):\*?(?:\s|$)")
_HEADER_LINES = 8
_QUOTES = re.compile(r"\b(?:gmail_quote|yahoo_quoted|moz-cite|protonmail_quote)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """The words of a mail's writer, and how many words of earlier mails stood among or behind them."""

    text: str
    n_quoted: int


def own_words(text: str) -> OwnWords:
    r"""Return a mail's text without the earlier mails it quotes.

    Lines that begin with ``>`` are left out, with the line above that says who wrote them: between them the
    mail's own answers stay. Where a mail program sets an earlier mail below without such marks, all behind
    its rule (*-----Original Message-----*), its header (From, Sent, To, Subject) or the line *On ... wrote:*
    is left out; that line alone counts only with a time of day or an address, since a report may say as much.

    Examples
    --------
    >>> own_words("We go.\n\nOn Monday Ann wrote:\n> Do we go?\n\nOn Friday.")
    OwnWords(text='We go.\n\n\nOn Friday.', n_quoted=7)
    """
    lines = text.split("\n")
    is_marked = [_is_marked(lines, number) for number in range(len(lines))]
    kept: list[str] = []
    number = 0
    while number < len(lines):
        if is_marked[number]:
            number += 1
            continue
        if _begins_earlier_mail(lines, number):
            break
        n_wrote = _wrote_lines(lines, number)
        behind = number + n_wrote
        if n_wrote and _next_is_marked(lines, is_marked, behind):
            number = behind
            continue
        if n_wrote and _CLOCK_OR_ADDRESS.search("\n".join(lines[number:behind])):
            break
        kept.append(lines[number])
        number += 1
    own = "\n".join(kept)
    n_quoted = _n_words(text) - _n_words(own)
    return OwnWords(text=own if n_quoted else text, n_quoted=n_quoted)


def is_quoted_mail(element: Any) -> bool:
    """Whether a block quotation of a mail's page is an earlier mail, as mail programs mark it."""
    if element.tag != "blockquote":
        return False
    is_cited = element.get("type", "").lower() == "cite" or element.get("cite", "").startswith("mid:")
    return is_cited or _QUOTES.search(element.get("class", "")) is not None


def _is_marked(lines: list[str], number: int) -> bool:
    """Whether a line is quoted; not one alone that a mailbox has escaped, as it does with ``From``."""
    if not _MARKED.match(lines[number]):
        return False
    beside = lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]
    return not _ESCAPED.match(lines[number]) or any(map(_MARKED.match, beside))


def _begins_earlier_mail(lines: list[str], number: int) -> bool:
    """Whether a line is the rule above an earlier mail, or the first of its header."""
    if _RULE.fullmatch(lines[number]):
        return True
    first = _HEADER.match(lines[number])
    if first is None or first[1] != "From":
        return False
    found = {match[1] for line in lines[number : number + _HEADER_LINES] if (match := _HEADER.match(line))}
    return "Subject" in found and bool(found & {"Sent", "Date"})


def _wrote_lines(lines: list[str], number: int) -> int:
    """Return over how many lines the words *On ... wrote:* go that begin here; 0 for none."""
    if not lines[number].lstrip().startswith("On "):
        return 0
    for n_lines in range(1, _MOST_WROTE_LINES + 1):
        taken = lines[number : number + n_lines]
        if not taken[-1].strip() or _MARKED.match(taken[-1]):
            return 0
        if _WROTE.fullmatch("\n".join(taken)):
            return n_lines
    return 0


def _next_is_marked(lines: list[str], is_marked: list[bool], number: int) -> bool:
    behind = (is_marked[at] for at in range(number, len(lines)) if lines[at].strip())
    return next(behind, False)


def _n_words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())
