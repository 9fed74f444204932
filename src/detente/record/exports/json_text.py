"""Values as JSON text that is the same everywhere: one line stays one line, and any text can be encoded."""

from __future__ import annotations

import json
import re
from typing import Any

# Some readers end a line at NEL, U+2028 and U+2029, terminals obey the other controls, and UTF-8 has no form
# for half a surrogate pair.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def json_text(value: Any, *, indent: int | None = None) -> str:
    r"""Return a value as JSON, letters as they are, without a line end behind it.

    >>> json_text({"said": "Schluß\u2028"})
    '{"said": "Schluß\\u2028"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
