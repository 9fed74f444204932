"""Which measures of a mediator make a wished-for state hold, and can be the cheapest."""

from __future__ import annotations
