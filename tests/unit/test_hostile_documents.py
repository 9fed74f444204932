"""Hostile documents: encodings that mislead, and inputs that are too much. One row for each known one.

The list of inputs lies beside the checkout; each is built here from its description. A text that
loads must come back code point by code point, with what is odd about it said; anything else must be
refused by name, quickly and in little memory, with nothing written.
"""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.documents import load, load_all
from detente.errors import DocumentError

SENTENCE = "“We will not sign,” President Okoro said on Thursday after he had met the envoy. "
MAX_MEMORY_MB = 500
TIMEOUT_SECONDS = 60
"""Far above what is needed (under two seconds each): only a hang or an explosion reaches it."""


@dataclass(frozen=True, kw_only=True)
class Loads:
    """A text that must load: ``raw`` in ``encoding`` as ``text``, with a warning for each of ``warns``."""

    raw: bytes
    text: str
    encoding: str = "utf-8"
    warns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Bytes that must be refused, naming ``why``."""

    raw: bytes
    why: str


def kept(text: str, *warns: str) -> Loads:
    """Return the row of a text in UTF-8."""
    return Loads(raw=text.encode(), text=text, warns=warns)


ZALGO = "Oko" + "\u0301\u0317\u0346\u035a\u0321\u0489" * 40 + "ro said no."
TAGGED = "Talks" + "".join(chr(0xE0000 + ord(letter)) for letter in "accept") + " stalled."

ENCODINGS: dict[str, Loads | Refused] = {
    "enc-02": Loads(raw=b"\xff\xfe" + SENTENCE.encode("utf-16-le"), text=SENTENCE, encoding="utf-16-le"),
    "enc-04": Loads(raw=SENTENCE.encode("utf-32"), text=SENTENCE, encoding=f"utf-32-{sys.byteorder[0]}e"),
    "enc-07": Loads(
        raw=SENTENCE.encode("cp1252"), text=SENTENCE, encoding="cp1252", warns=("read as cp1252",)
    ),
    "enc-10": Loads(
        raw=b"Okoro \xed\xa0\x80 said no.",
        text="Okoro \ufffd\ufffd\ufffd said no.",
        warns=("U+FFFD) in place of what is not utf-8: 3, first at code point 6",),
    ),
    "enc-11": kept("Okoro\0 said\0 no.", "2 NUL characters (U+0000), first at code point 5"),
    "enc-14": kept(
        "Okoro\x85said\u2028no.", "2 unusual line separators (U+0085, U+2028), first at code point 5"
    ),
    "enc-15": kept(
        "Oko\u200bro\u200d said no.", "2 invisible characters (U+200B, U+200D), first at code point 3"
    ),
    "enc-17": kept("President Oko\u0440o said no.", "1 word mixing Latin with Cyrillic"),
    "enc-18": kept("Zelensky\u0301 and Zelensk\u00fd said no.", "not in Unicode form NFC"),
    "enc-19": kept(ZALGO, "1 pile of combining marks (up to 240 on one letter), first at code point 3"),
    "enc-20": kept(TAGGED, "6 tag or hidden-selector characters"),
    "enc-21": kept("A peace\u00adful end, he said.", "1 soft hyphen (U+00AD), first at code point 7"),
    "enc-23": kept("🕊️🇺🇳👩\u200d⚖️ 𝔗alks: " + SENTENCE, "1 invisible character (U+200D)"),
    "enc-25": Refused(raw=b"", why="is empty"),
    "enc-28": Refused(raw=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\nendobj\n", why="a PDF"),
    "enc-30": Loads(
        raw=SENTENCE.encode() + "“No”".encode()[:-1],
        text=SENTENCE + "“No\ufffd",
        warns=("in place of what is not utf-8: 1",),
    ),
}  # fmt: skip


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def nested_zip(levels: int) -> bytes:
    content = b"No deal."
    for level in range(levels):
        content = zipped(f"{level}.zip" if level else "report.txt", content)
    return content


def zip_with_link() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("report.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "../../secret.txt")
    return file.getvalue()


def zip_with_entries(n_entries: int) -> bytes:
    """Return an archive whose directory lists many entries, all of them the same file (quick to build)."""
    head = zipped("a.txt", b"No deal.")
    directory = head.index(b"PK\x01\x02")
    entry = head[directory : head.index(b"PK\x05\x06")]
    entries = entry * n_entries
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(entries), directory, 0)
    return head[:directory] + entries + end


LAUGHS = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 10))
BILLION_LAUGHS = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{LAUGHS}]><r>&l9;</r>'.encode()
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:SECRET">]><r>&x;</r>'
ALIASES = "\n".join(
    ["a0: &a0 [lol]"] + [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]" for k in range(1, 10)]
)

FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    # id: ending, content, what the message names
    "size-01": (".txt", lambda: b"", "is empty"),
    "size-03": (".txt", lambda: b"No deal. " * 5_600_000, "more than 20 MB"),
    "size-08": (
        ".zip",
        lambda: zipped("report.txt", b"\0" * 100_000_000),
        "files ending in .zip are not read",
    ),
    "size-09": (".zip", lambda: nested_zip(5), "files ending in .zip are not read"),
    "size-10": (".zip", lambda: zip_with_entries(100_000), "files ending in .zip are not read"),
    "size-11": (".zip", lambda: zipped("/etc/report.txt", b"No."), "files ending in .zip are not read"),
    "size-12": (".zip", zip_with_link, "files ending in .zip are not read"),
    "size-14": (".xml", lambda: BILLION_LAUGHS, "declares entities"),
    "size-15": (".xml", lambda: EXTERNAL, "declares entities"),
    "size-18": (".json", lambda: b"[" * 100_000 + b"]" * 100_000, "files ending in .json are not read"),
    "size-19": (".yaml", ALIASES.encode, "files ending in .yaml are not read"),
}
OTHER_SIZES = {"size-05": "one sentence of 5 MB", "size-06": "10,000 files in a folder"}


def known_inputs(shared: Path, kind: str) -> dict[str, str]:
    items = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
    return {item["id"]: item["input"] for item in items if item["cls"] == kind}


def test_every_known_input_has_its_row(shared: Path) -> None:
    assert set(known_inputs(shared, "enc")) == set(ENCODINGS)
    assert set(known_inputs(shared, "size")) == set(FILES) | set(OTHER_SIZES)


@pytest.mark.parametrize("name", ENCODINGS)
def test_text_in_any_encoding_comes_back_or_is_refused(name: str) -> None:
    expected = ENCODINGS[name]
    if isinstance(expected, Refused):
        with pytest.raises(DocumentError, match=expected.why):
            load(expected.raw, path="report.txt")
        return
    document = load(expected.raw, path="report.txt")
    assert (document.text, document.encoding) == (expected.text, expected.encoding)
    for warning in expected.warns:
        assert any(warning in given for given in document.warnings), document.warnings
    if not expected.warns:
        assert document.warnings == ()


def test_offsets_count_code_points_after_characters_beyond_the_basic_plane() -> None:
    expected = ENCODINGS["enc-23"]
    assert isinstance(expected, Loads)
    document = load(expected.raw, path="report.txt")
    start = document.text.index("“We")
    assert start == 16
    assert document.text[start + 1 : start + 17] == "We will not sign"


def test_the_two_spellings_of_a_name_stay_two_spellings() -> None:
    text = load("Zelensky\u0301 and Zelensk\u00fd spoke.".encode(), path="a.txt").text
    assert (text.index("and"), len(text)) == (10, 29)


# Runs a command in a fresh interpreter and prints its exit code, then the most memory it held.
PROBE = """
import sys
from detente.cli import main
sys.argv = ["detente", *sys.argv[2:]]
try:
    main()
finally:
    with open("/proc/self/status", encoding="ascii") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    with open(__import__("os").environ["PEAK_FILE"], "w", encoding="ascii") as file:
        file.write(peak)
"""


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a command in ``folder``; return its exit code and standard error, its memory checked."""
    work = folder / "work"
    work.mkdir()
    environment = {**os.environ, "PEAK_FILE": str(folder / "peak")}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "detente", *arguments],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
    )
    assert list(work.iterdir()) == [], "something was written"
    if Path("/proc/self/status").exists():
        assert int((folder / "peak").read_text(encoding="ascii")) < MAX_MEMORY_MB * 1024
    return done.returncode, done.stderr


@pytest.mark.parametrize("name", FILES)
def test_what_is_too_much_is_refused_by_the_command(tmp_path: Path, name: str) -> None:
    ending, content, why = FILES[name]
    report = tmp_path / f"report{ending}"
    report.write_bytes(content())
    code, message = run(tmp_path, "brief", str(report))
    assert code == 2
    assert message.startswith("detente: error: ")
    assert message.count("\n") == 1
    assert why in message


@pytest.mark.parametrize("name", [name for name in FILES if FILES[name][0] == ".zip"])
def test_an_archive_is_recognised_under_the_name_of_a_text(name: str) -> None:
    with pytest.raises(DocumentError, match="zip archive"):
        load(FILES[name][1](), path="report.txt")


@pytest.mark.parametrize("name", [name for name in FILES if FILES[name][0] == ".zip"])
def test_an_archive_under_the_name_of_a_word_document_is_refused_by_it(name: str) -> None:
    with pytest.raises(DocumentError, match=r"unpacks to|is no Word document"):
        load(FILES[name][1](), path="report.docx")


@pytest.mark.parametrize("ending", [".rss", ".atom", ".xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["size-14", "size-15"])
def test_entities_of_a_feed_are_refused_in_any_encoding(name: str, encoding: str, ending: str) -> None:
    markup = FILES[name][1]().decode().replace("<r>", "<rss version='2.0'><channel><item><title>")
    raw = markup.replace("</r>", "</title></item></channel></rss>").encode(encoding)
    with pytest.raises(DocumentError, match="declares entities"):
        load(raw, path=f"report{ending}")


@pytest.mark.parametrize("name", ["size-14", "size-15", "size-18", "size-19"])
def test_other_formats_under_the_name_of_a_text_are_never_parsed(name: str) -> None:
    raw = FILES[name][1]()
    if name == "size-18":
        with pytest.raises(DocumentError, match="no letter or digit"):
            load(raw, path="report.txt")
    else:
        assert load(raw, path="report.txt").text.encode() == raw


@pytest.mark.parametrize("name", ["size-14", "size-15"])
def test_entities_of_a_page_are_neither_multiplied_nor_fetched(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret terms.", encoding="utf-8")
    words = b"Okoro said no to the envoy. %s He left the capital."
    body = b"<html><body><article><p>" + words + b"</p></article></body></html>"
    prologue, _, rest = FILES[name][1]().replace(b"SECRET", os.fsencode(secret)).partition(b"<r>")
    raw = prologue + body % rest.replace(b"</r>", b"")
    try:
        text = load(raw, path="page.html").text
    except DocumentError as error:
        text = str(error)
    assert len(text) < 1000
    assert "secret terms" not in text


def test_one_sentence_of_five_megabytes_loads() -> None:
    text = ("and Okoro said no, " * 270_000)[:-2] + "."
    document = load(text.encode(), path="report.txt")
    assert document.text == text
    assert len(text) > 5_000_000


def test_one_sentence_of_five_megabytes_is_refused_by_the_reading(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(("and Okoro said no, " * 270_000)[:-2] + ".", encoding="utf-8")
    code, message = run(tmp_path, "brief", str(report))
    assert code == 2
    assert "has no sentence end" in message
    assert "at most 100,000 are read at once" in message


def test_ten_thousand_files_are_refused_by_their_limit(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(10_000):
        (reports / f"{number}.txt").write_text(f"Dispatch {number}.", encoding="utf-8")
    code, message = run(tmp_path, "brief", str(reports))
    assert code == 2
    assert "more than 5,000 documents, the limit for one run" in message


def test_as_many_files_as_the_limit_load(tmp_path: Path) -> None:
    for number in range(5_000):
        (tmp_path / f"{number}.txt").write_text(f"Dispatch {number}.", encoding="utf-8")
    documents, failures = load_all([tmp_path])
    assert (len(documents), failures) == (5_000, [])
