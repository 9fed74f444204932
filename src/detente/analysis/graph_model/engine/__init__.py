"""The arithmetic of Nash, GMR, SMR and SEQ over ranks: tables, cubes of options, profiles side by side."""

from __future__ import annotations
