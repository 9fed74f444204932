"""Safe cells of CSV files, as every table of a record is written."""

from __future__ import annotations

from detente.cells import Cell as Cell
from detente.cells import csv_text as csv_text
from detente.cells import plain_cell as plain_cell
from detente.cells import safe_cell as safe_cell
