"""Which preferences would make a state hold, or break it, and the smallest change that does."""

from __future__ import annotations
