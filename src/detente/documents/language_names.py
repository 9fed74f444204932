"""Names of languages, to say in which one a report is written (ISO 639-1, else ISO 639-3)."""

from __future__ import annotations

_NAMES = """
af Afrikaans|am Amharic|an Aragonese|ar Arabic|as Assamese|az Azerbaijani|ba Bashkir|be Belarusian
bg Bulgarian|bn Bengali|bo Tibetan|br Breton|bs Bosnian|ca Catalan|co Corsican|cs Czech|cy Welsh
da Danish|de German
dv Dhivehi|dz Dzongkha|ee Ewe|el Greek|en English|eo Esperanto|es Spanish|et Estonian|eu Basque|fa Persian
ff Fula|fi Finnish|fo Faroese|fr French|fy Frisian|ga Irish|gd Scottish Gaelic|gl Galician|gn Guarani
gu Gujarati|ha Hausa|he Hebrew|hi Hindi|hr Croatian|ht Haitian Creole|hu Hungarian|hy Armenian|id Indonesian
ig Igbo|is Icelandic|it Italian|ja Japanese|jv Javanese|ka Georgian|kk Kazakh|km Khmer|kn Kannada|ko Korean
ku Kurdish|ky Kyrgyz|la Latin|lb Luxembourgish|lg Ganda|ln Lingala|lo Lao|lt Lithuanian|lv Latvian|mg Malagasy
mi Maori|mk Macedonian|ml Malayalam|mn Mongolian|mr Marathi|ms Malay|mt Maltese|my Burmese|ne Nepali|nl Dutch
nn Norwegian Nynorsk|no Norwegian|ny Chichewa|oc Occitan|om Oromo|or Odia|pa Punjabi|pl Polish|ps Pashto
pt Portuguese|qu Quechua|ro Romanian|ru Russian|rw Kinyarwanda|sa Sanskrit|sd Sindhi|se Northern Sami
si Sinhala|sk Slovak|sl Slovene|sn Shona|so Somali|sq Albanian|sr Serbian|st Sotho|su Sundanese|sv Swedish
sw Swahili|ta Tamil|te Telugu|tg Tajik|th Thai|ti Tigrinya|tk Turkmen|tl Tagalog|tn Tswana|tr Turkish|tt Tatar
ug Uyghur|uk Ukrainian|ur Urdu|uz Uzbek|vi Vietnamese|vo Volapük|wa Walloon|wo Wolof|xh Xhosa|yi Yiddish
yo Yoruba|zh Chinese|zu Zulu
ace Acehnese|ary Moroccan Arabic|arz Egyptian Arabic|bcl Bikol|crh Crimean Tatar|ext Extremaduran
fuv Nigerian Fulfulde|gcf Guadeloupean Creole|gcr Guianese Creole|gom Konkani|grc Ancient Greek
gug Paraguayan Guarani|guw Gun|hbo Biblical Hebrew|kab Kabyle|kik Kikuyu|lij Ligurian|ltg Latgalian
nso Northern Sotho|pcm Nigerian Pidgin|sdh Southern Kurdish|uzs Southern Uzbek|vec Venetian|wuu Wu Chinese
yue Cantonese
"""
LANGUAGE_NAMES = dict(
    entry.split(" ", 1) for line in _NAMES.split("\n") for entry in line.split("|") if entry
)
"""English name of a language by its code."""

_CODES = {name.lower(): code for code, name in LANGUAGE_NAMES.items()}
# Codes of ISO 639-2 that pages and mails still state for languages with a shorter one, and Norwegian's.
_LONG = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt",
    "nld": "nl", "dut": "nl", "rus": "ru", "ukr": "uk", "ara": "ar", "fas": "fa", "per": "fa", "heb": "he",
    "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "tur": "tr", "pol": "pl", "hin": "hi", "urd": "ur",
    "swa": "sw", "nob": "no", "nb": "no", "iw": "he", "in": "id",
}  # fmt: skip


def language_code(words: str) -> str | None:
    """Return the code of a language that is stated by a tag (``en-GB``), a code or its English name.

    None when no language is so called.

    Examples
    --------
    >>> language_code("en-GB"), language_code("German"), language_code("fra"), language_code("x")
    ('en', 'de', 'fr', None)
    """
    words = words.strip().lower()
    if words in _CODES:
        return _CODES[words]
    tag = words.replace("_", "-").split("-")[0]
    tag = _LONG.get(tag, tag)
    return tag if tag in LANGUAGE_NAMES else None
