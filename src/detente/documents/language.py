"""In which language a report is written: English is read, another is refused by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.documents.language_names import LANGUAGE_NAMES
from detente.errors import DocumentError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MAX_CHARACTERS = 8_000
"""As much of a report's start is looked at as tells its language; more costs time and changes nothing."""

# The figures, on 60 English reports cut into 7,200 windows and invented reports in 22 other languages:
# of English windows of 40 characters and more none is given less than .02 for English, of the others all
# are given less than .001 from 80 characters on (.007 at 20). The best of the others has .69 at least at
# full length (Indonesian, beside Malay); names alone stay below .35.
MAX_ENGLISH = 0.01
"""Below this probability of English a text is not English."""
MIN_OTHER = 0.5
"""From this probability on the language of such a text is known by name."""
MIN_LETTERS = 60
"""Fewer Latin letters do not tell a language: names alone may be so long."""
MIN_LETTERS_OF_ANOTHER_SCRIPT = 20
"""English is not written in another script, so fewer letters tell."""

_COMMON = frozenset(
    {"the", "and", "of", "that", "with", "from", "which", "were", "this", "they", "have", "been"}
)
"""Frequent English words that are words of no other language read here; every tenth word of a report."""
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u024f\u1e00-\u1eff\uff21-\uff5a]")
# Nigerian Pidgin shares its words with English, and the headlines of English news are taken for it.
_ENGLISH = ("en", "pcm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a text's own words say of its language.

    ``code`` is the likeliest language and ``p`` its probability; ``is_english`` is None where the words
    do not settle it.
    """

    code: str
    p: float
    is_english: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The language a report is read in, where that was found (empty: nothing says), and what to warn of."""

    code: str
    where: str = ""
    warnings: tuple[str, ...] = ()


def recognise(text: str) -> Recognised:
    """Return what the words of a text say of its language.

    Reports that hold enough of the commonest English words are English; the others are given to a
    language model of 140 languages (py3langid, a naive Bayes classifier over byte n-grams).

    References
    ----------
    Lui and Baldwin (2012), langid.py: An off-the-shelf language identification tool, ACL, section 2.

    Examples
    --------
    >>> recognise("The envoy said that the two sides of the conflict have met and that they will meet "
    ...           "again in the capital of the country, which they left with their troops.").is_english
    True
    """
    text = text[:MAX_CHARACTERS]
    words = _WORD.findall(text.lower())
    n_letters = sum(map(len, words))
    is_latin = 2 * len(_LATIN.findall(text)) >= n_letters
    common = [word for word in words if word in _COMMON]
    # Three of them at least, so that a book's or a film's English title makes no report English.
    if len(words) >= 20 and len(set(common)) >= 3 and len(common) >= 0.06 * len(words):
        return Recognised(code="en", p=1.0, is_english=True)
    if n_letters < (MIN_LETTERS if is_latin else MIN_LETTERS_OF_ANOTHER_SCRIPT):
        return Recognised(code="en", p=0.0, is_english=None)
    shares = dict(_identifier().rank(text))
    best = next(iter(shares))
    p_english = sum(shares.get(code, 0.0) for code in _ENGLISH)
    if p_english >= MAX_ENGLISH or best == "zxx":  # "no linguistic content"
        settled = True if best in _ENGLISH else None
        return Recognised(code="en" if settled else best, p=shares[best], is_english=settled)
    known = shares[best] >= MIN_OTHER or not is_latin
    return Recognised(code=best, p=shares[best], is_english=False if known else None)


def judge_language(text: str, *, stated: tuple[str, str] | None, is_analyst: bool, place: str) -> Judged:
    """Return the language to read a report in, weighing what is stated against its own words.

    Parameters
    ----------
    text : str
        The report, without its header.
    stated : tuple of str, optional
        The code of the language that is stated for it, and where.
    is_analyst : bool
        Whether the analyst states it, in a sidecar: that is believed against the words.
    place : str
        Names the document in messages.

    Raises
    ------
    DocumentError
        If it is not English: by its words, or, where they do not settle it, by what is stated.
    """
    found = recognise(text)
    code, where = stated or ("", "")
    name = LANGUAGE_NAMES.get(found.code, found.code)
    if is_analyst and code == "en":
        odd = f"its words look like {name}: read as English because the {where} says so"
        return Judged(code="en", where=where, warnings=(odd,) if found.is_english is False else ())
    if is_analyst and code:
        raise _refusal(code, f"by the {where}", place)
    if found.is_english is False:
        told = f"; {where} says {LANGUAGE_NAMES[code]}" if code and code != found.code else ""
        if found.p < MIN_OTHER:
            raise _refusal("", f"perhaps {name}, {found.p:.2f}{told}", place)
        raise _refusal(found.code, f"{found.p:.2f}{told}", place)
    if code and code != "en":
        if not found.is_english:
            raise _refusal(code, f"by its {where}", place)
        odd = f"{where} says that it is in {LANGUAGE_NAMES[code]}, its words are English: read as English"
        return Judged(code="en", where="the words of the text", warnings=(odd,))
    if found.is_english is None and found.code != "en" and not code:
        odd = f"its language cannot be told from its words ({name} by {found.p:.2f}): read as English"
        return Judged(code="en", warnings=(odd,))
    return Judged(code="en", where=where or ("the words of the text" if found.is_english else ""))


def _refusal(code: str, basis: str, place: str) -> DocumentError:
    name = f"{LANGUAGE_NAMES.get(code, code)} ({code}, {basis})" if code else f"another script ({basis})"
    return DocumentError(
        f"document {place}: it is written in {name}: detente reads English; translate it or leave it out"
    )


@cache
def _identifier() -> LanguageIdentifier:
    # Over a second of processor time to load: only for texts that are not plainly English.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
