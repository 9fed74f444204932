"""What every page is made of: the templates, the style sheet and the policy that lets nothing else in."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detente.brief.highlight import highlighted
from detente.brief.svg import share_bar, share_bars
from detente.brief.visible import one_line, visible
from detente.brief.wording import count, day


def is_web_address(url: str) -> bool:
    """Whether an address may become a link: http or https with a host, and nothing hidden in it."""
    if url != url.strip() or visible(url) != url or re.search(r"[\s\"'<>`\\{}|^]", url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


@cache
def environment() -> Environment:
    """Return the templates, with everything they print escaped and made visible."""
    environment = Environment(
        loader=PackageLoader("detente.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(line=one_line, day=day, counted=count)
    environment.globals.update(
        share_bar=share_bar,
        share_bars=share_bars,
        highlighted=highlighted,
        is_web_address=is_web_address,
    )
    return environment


def _finalize(value: Any) -> Any:
    """Make every string a template prints visible, unless it is markup of our own making."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def style(*more: str) -> str:
    """Return the style sheet, which every page carries, with the sheets that only some pages need."""
    folder = files("detente.brief")
    sheets = [folder.joinpath(name).read_text(encoding="utf-8") for name in ("brief.css", *more)]
    return "".join(sheets).replace("\r\n", "\n")


def policy(*more: str) -> str:
    """Return the content security policy of a page: its style sheet by hash, and nothing else."""
    digest = b64encode(sha256(style(*more).encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
