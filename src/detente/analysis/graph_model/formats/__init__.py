"""Models as text: read from and rendered for other programs. Only the commands open files."""

from __future__ import annotations

from detente.analysis.graph_model.formats.gmcr import read_gmcr
from detente.analysis.graph_model.formats.gmcr_rendering import render_gmcr
from detente.analysis.graph_model.formats.graphml_reading import read_graphml
from detente.analysis.graph_model.formats.graphs import render_dot, render_graphml
from detente.analysis.graph_model.formats.model_file import ModelFile
from detente.analysis.graph_model.formats.model_json import read_json, render_json
from detente.analysis.graph_model.formats.tables import render_csv

__all__ = [
    "ModelFile",
    "read_gmcr",
    "read_graphml",
    "read_json",
    "render_csv",
    "render_dot",
    "render_gmcr",
    "render_graphml",
    "render_json",
]
