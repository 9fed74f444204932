"""Bytes to text, once: which encoding, how sure, and how much could not be decoded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from detente.errors import DocumentError

MAX_REPLACED_SHARE = 0.3
"""Above this share of replacement characters what is left of a text is no longer quotable."""

# The four-byte marks come first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODED_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_SAMPLE_BYTES = 65_536
# Encodings of the Macintosh before 2001: few letters apart from the Windows ones, they win by accident.
_UNUSED = ["mac_cyrillic", "mac_greek", "mac_iceland", "mac_latin2", "mac_roman", "mac_turkish"]
# Encodings a page may name that are no plain mapping of bytes to characters, are a way to smuggle
# markup, or cannot be true of a page whose bytes spell out the declaration itself (the wide ones).
_REFUSED_DECLARATIONS = ("utf_7", "utf_16", "utf_32", "idna", "punycode", "unicode_escape", "raw_unicode")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A decoded text.

    ``n_replaced`` counts the U+FFFD put in for bytes that could not be decoded (those that stood in
    the text are not counted); ``is_guess`` says that neither the bytes nor a declaration settled
    the encoding.
    """

    text: str
    encoding: str
    n_replaced: int = 0
    is_guess: bool = False


def decode(raw: bytes, *, place: str, declared: str | None = None) -> Decoded:
    """Decode ``raw`` by its byte-order mark, as UTF-8, as declared, or by a guess, in this order.

    Only a byte-order mark is dropped; line ends, NULs and unassigned code points stay.

    Parameters
    ----------
    raw : bytes
    place : str
        Names the document in messages.
    declared : str, optional
        Encoding that the document itself names; used when ``raw`` is neither marked nor UTF-8.

    Raises
    ------
    DocumentError
        If no encoding fits, or too little of the text survives.
    """
    decoded = (
        _by_mark(raw)
        or _wide_without_mark(raw)
        or _strictly(raw, "utf-8")
        or _damaged_utf8(raw)
        or _as_declared(raw, declared)
        or _western(raw)
        or _guessed(raw)
    )
    if decoded is None:
        raise DocumentError(f"document {place}: its encoding cannot be told from its bytes; save it as UTF-8")
    if decoded.n_replaced > MAX_REPLACED_SHARE * len(decoded.text):
        raise DocumentError(
            f"document {place}: {decoded.n_replaced} of {len(decoded.text)} characters cannot be decoded as "
            f"{decoded.encoding}; save it as UTF-8"
        )
    return decoded


def decoding_warnings(decoded: Decoded) -> tuple[str, ...]:
    """Return what a careful reader should know of how a text was decoded."""
    warnings = []
    if decoded.is_guess:
        warnings.append(f"the encoding is not stated: read as {decoded.encoding}")
    if decoded.n_replaced:
        first = decoded.text.find("\ufffd")
        warnings.append(
            f"replacement characters (U+FFFD) in place of what is not {decoded.encoding}: "
            f"{decoded.n_replaced}, first at code point {first}"
        )
    return tuple(warnings)


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _with_replacement(raw[len(mark) :], encoding)
    return None


def _wide_without_mark(raw: bytes) -> Decoded | None:
    """Recognise UTF-16 and UTF-32 without a mark by where their NUL bytes stand.

    Mostly-ASCII text in UTF-16 is valid UTF-8 with a NUL in every second place, so this comes first.
    """
    if len(raw) < 8 or b"\0" not in raw:
        return None
    sample = raw[: _SAMPLE_BYTES - _SAMPLE_BYTES % 4]
    for encoding, width, letter in (
        ("utf-32-le", 4, 0), ("utf-32-be", 4, 3), ("utf-16-le", 2, 0), ("utf-16-be", 2, 1),
    ):  # fmt: skip
        if len(raw) % width:
            continue
        lanes = [sample[lane::width] for lane in range(width)]
        shares = [lane.count(0) / len(lane) for lane in lanes]
        others = [share for lane, share in enumerate(shares) if lane != letter]
        if shares[letter] < 0.05 and min(others) > 0.6:
            return _strictly(raw, encoding)
    return None


def _strictly(raw: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(text=raw.decode(encoding), encoding=encoding)
    except UnicodeDecodeError:
        return None


def _with_replacement(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(encoding, "replace")
    # Every replaced stretch adds exactly one character to what decoding without it leaves.
    n_replaced = len(text) - len(raw.decode(encoding, "ignore")) if "\ufffd" in text else 0
    return Decoded(text=text, encoding=encoding, n_replaced=n_replaced)


def _damaged_utf8(raw: bytes) -> Decoded | None:
    """Return UTF-8 with replacements where the bytes are UTF-8 but for some damage, else None.

    Damage is an encoded surrogate, a sequence cut off at the end, or bytes that do not fit where at
    least as many sequences of several bytes do.
    """
    decoded = _with_replacement(raw, "utf-8")
    n_sequences = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", decoded.text))
    if n_sequences >= decoded.n_replaced:
        return decoded
    try:
        _ENCODED_SURROGATE.sub(b"", raw).decode("utf-8")
    except UnicodeDecodeError as error:
        # One byte alone at the end may as well be an accented letter of a one-byte encoding.
        is_cut_off = error.reason == "unexpected end of data" and len(error.object) - error.start >= 2
        return decoded if is_cut_off else None
    return decoded


def _as_declared(raw: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    if name.replace("-", "_").startswith(_REFUSED_DECLARATIONS):
        return None
    if name in ("iso8859-1", "ascii"):
        name = "cp1252"  # as browsers do: pages that name Latin-1 hold cp1252's quotation marks
    try:
        return _with_replacement(raw, name)
    except LookupError:  # a codec from bytes to bytes
        return None


def _western(raw: bytes) -> Decoded | None:
    """Return cp1252 for mostly-ASCII text whose other bytes stand alone: quotation marks, accents.

    Statistics over so few bytes mislead, and English is what is read here.
    """
    runs = _HIGH_RUN.findall(raw)
    n_high = sum(map(len, runs))
    if (n_high > 6 and n_high > 0.05 * len(raw)) or max(map(len, runs), default=0) > 3:
        return None
    decoded = _strictly(raw, "cp1252")
    return None if decoded is None else Decoded(text=decoded.text, encoding="cp1252", is_guess=True)


def _guessed(raw: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(_telling_lines(raw), cp_exclusion=_UNUSED).best()
    if best is None:
        return None
    decoded = _with_replacement(raw, best.encoding)
    return Decoded(
        text=decoded.text,
        encoding=best.encoding.replace("_", "-"),
        n_replaced=decoded.n_replaced,
        is_guess=True,
    )


def _telling_lines(raw: bytes) -> bytes:
    """Return the first lines that hold non-ASCII bytes: what a guess can go by, in bounded time."""
    lines: list[bytes] = []
    size = 0
    for match in re.finditer(rb"[^\n]*[\x80-\xff][^\n]*\n?", raw):
        lines.append(match.group()[:_SAMPLE_BYTES])
        size += len(lines[-1])
        if size >= _SAMPLE_BYTES:
            break
    return b"".join(lines)
