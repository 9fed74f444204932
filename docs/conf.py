"""Settings of the documentation build: `make docs`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import detente

sys.path.insert(0, str(Path(__file__).parents[1]))

from docs.generate_reference import write_pages

write_pages(Path(__file__).parent / "reference" / "generated")

project = "detente"
author = "The detente developers"
project_copyright = "The detente developers, Apache-2.0"
version = release = detente.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "reference/generated"]  # included by the pages around them

html_theme = "furo"
html_title = f"detente {release}"
html_show_sphinx = False

# The docstrings are numpydoc; types stand in the signatures and once more, in words, in the text.
napoleon_google_docstring = False
napoleon_use_rtype = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True

# References to our own names must lead somewhere. The others are types of other projects, whose pages
# are not fetched, or words: docstrings say "array_like of bool, shape (n,)".
nitpick_ignore_regex = [("py:class", r"(?!detente\.).*")]

_properties: dict[str, list[str]] = {}


def keep_property(_app: Any, what: str, name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    """Put a property's docstring aside: napoleon would take all before its first colon for a type."""
    if what == "property":
        _properties[name] = lines.copy()


def restore_property(_app: Any, what: str, name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    """Put it back as it was written."""
    if what == "property":
        lines[:] = _properties.pop(name)


def setup(app: Any) -> None:
    """Frame napoleon's turn (priority 500) with ours."""
    app.connect("autodoc-process-docstring", keep_property, priority=400)
    app.connect("autodoc-process-docstring", restore_property, priority=600)
