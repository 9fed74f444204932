"""What a model is built from: options, patterns and conditions, statements, merged states."""

from __future__ import annotations
