"""Settings of the documentation build: `make docs`."""

from __future__ import annotations

import detente

project = "detente"
author = "The detente developers"
project_copyright = "The detente developers, Apache-2.0"
version = release = detente.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]

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
