from __future__ import annotations

import hashlib
from datetime import date

import pytest
from tests.unit.documents.files import ENVOY, LATER, feed, item, parts, where

from detente.documents import load
from detente.errors import DocumentError

MOMENT = "Fri, 25 Apr 2025 08:00:00 GMT"
FEED_DAY = f"<pubDate>{MOMENT}</pubDate><lastBuildDate>{MOMENT}</lastBuildDate>"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title>'
    "<updated>2025-05-01T00:00:00Z</updated>{}</feed>"
)


def test_each_entry_is_a_document_with_what_it_states_itself() -> None:
    first = item(
        title="Talks stall",
        link="https://courier.example/1",
        pubDate="Thu, 24 Apr 2025 23:30:00 -0500",
        **{"dc:creator": "Ana Lopez"},
    )
    loaded, reasons = parts(feed(first, item(LATER, title="Later"), head=FEED_DAY), "a.rss")
    one, two = (one.document for one in loaded)
    assert reasons == []
    assert (one.part, two.part) == ("entry 1", "entry 2")
    assert (one.text, one.title, one.publisher) == (ENVOY, "Talks stall", "The Harbour Courier")
    assert (one.published_on, one.author) == (date(2025, 4, 24), "Ana Lopez")
    assert one.url == "https://courier.example/1"
    assert one.media_type == "application/rss+xml"
    found = where(one)
    assert (found["title"], found["publisher"], found["published_on"]) == (
        "entry title",
        "feed title",
        "entry published",
    )


def test_the_days_of_the_feed_are_never_taken_for_those_of_an_entry() -> None:
    for raw, name in (
        (feed(item(title="No day"), head=FEED_DAY), "a.rss"),
        (
            ATOM.format(f"<entry><title>T</title><id>u:1</id><summary>{ENVOY}</summary></entry>").encode(),
            "a.atom",
        ),
    ):
        (loaded,), _ = parts(raw, name)
        assert (loaded.document.published_on, loaded.document.updated_on) == (None, None)


def test_an_atom_entry_is_read_with_both_its_days() -> None:
    entry = (
        "<entry><title>T</title><id>u:1</id><link href='https://w.example/1'/>"
        "<published>2025-04-24T23:30:00-05:00</published><updated>2025-04-26T00:00:00Z</updated>"
        "<author><name>Ana Lopez</name></author>"
        f"<content type='html'>&lt;p&gt;{ENVOY}&lt;/p&gt;</content></entry>"
    )
    (loaded,), _ = parts(ATOM.format(entry).encode(), "a.xml")
    document = loaded.document
    assert (document.text, document.media_type) == (ENVOY, "application/atom+xml")
    assert (document.published_on, document.updated_on) == (date(2025, 4, 24), date(2025, 4, 26))
    assert (document.url, document.author) == ("https://w.example/1", "Ana Lopez")


def test_the_content_wins_over_the_summary_and_its_markup_is_taken_out() -> None:
    content = f"<![CDATA[<p>{ENVOY}</p><p>He <b>left</b> &amp; said </item> no more.</p>]]>"
    (loaded,), _ = parts(feed(item("A teaser.", **{"content:encoded": content})), "a.rss")
    assert loaded.document.text == f"{ENVOY}\n\nHe left & said no more."
    assert not any("summary" in warning for warning in loaded.document.warnings)


def test_titles_and_words_are_taken_by_the_type_the_feed_gives_them() -> None:
    entries = (
        "<entry><title type='html'>Talks &lt;b&gt;stall&lt;/b&gt; &amp;amp; end</title><id>u:1</id>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One &lt; two.</p><p>No.</p></div>"
        "</content></entry><entry><title>b</title><id>u:2</id>"
        "<content type='text'>a &lt;p&gt; is\n\nno tag &amp;amp; here</content></entry>"
    )
    loaded, _ = parts(ATOM.format(entries).encode(), "a.atom")
    assert [one.document.text for one in loaded] == ["One < two.\n\nNo.", "a <p> is\n\nno tag &amp; here"]
    assert loaded[0].document.title == "Talks stall & end"


def test_a_feed_of_the_first_version_in_another_encoding_is_read() -> None:
    raw = (
        '<?xml version="1.0" encoding="iso-8859-1"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="x"><title>Café</title><dc:date>2025-05-01</dc:date><items><rdf:Seq>'
        '<rdf:li resource="a"/></rdf:Seq></items></channel><item rdf:about="a"><title>T</title>'
        f"<description>{LATER}</description><dc:date>2025-04-24T10:00:00Z</dc:date></item></rdf:RDF>"
    )
    document = load(raw.encode("latin-1"), path="a.xml")
    assert (document.publisher, document.text) == ("Café", LATER)
    # What the first version calls a date is not said to be that of publication.
    assert (document.published_on, document.updated_on) == (None, date(2025, 4, 24))


def test_a_summary_alone_is_read_with_a_warning() -> None:
    (loaded,), _ = parts(feed(item()), "a.rss")
    assert "only the feed's summary: the report itself may say more" in loaded.document.warnings


@pytest.mark.parametrize(
    "link",
    [
        " <a href='x'>Continue reading</a>", "<p>Read more</p>", "<br>Continue reading \u2192",
        " [Read more\u2026]",
        "<p>Continue reading \u201cTalks stall\u201d \u00bb</p>",
    ],
)  # fmt: skip
def test_the_words_of_the_link_to_the_report_are_left_out_at_the_end(link: str) -> None:
    entry = f"<title>Talks stall</title><description><![CDATA[<p>{ENVOY}{link}</p>]]></description>"
    (loaded,), _ = parts(feed(f"<item>{entry}</item>"), "a.rss")
    assert loaded.document.text == ENVOY


@pytest.mark.parametrize(
    "text",
    [
        "The minister told the envoy to continue reading",
        f"{ENVOY} Read more in the report of the two sides.",
        f"Read more. {ENVOY}",
    ],
)
def test_the_same_words_in_a_sentence_or_elsewhere_stay(text: str) -> None:
    (loaded,), _ = parts(feed(item(text)), "a.rss")
    assert loaded.document.text == text


def test_the_source_an_entry_names_is_its_publisher() -> None:
    source = "<source url='https://w.example'>The Wire</source>"
    entry = f"<item><title>T</title>{source}<description>{ENVOY}</description></item>"
    (loaded,), _ = parts(feed(entry), "a.rss")
    assert loaded.document.publisher == "The Wire"
    assert where(loaded.document)["publisher"] == "entry source"


def test_a_feed_saved_again_with_one_more_entry_adds_one_document() -> None:
    old, _ = parts(feed(item(title="Old"), head=FEED_DAY), "a.rss")
    new, _ = parts(feed(item(LATER, title="New"), item(title="Old"), head=""), "b.rss")
    assert old[0].document.id == new[1].document.id
    assert new[0].document.id != new[1].document.id


def test_the_bytes_of_an_entry_are_its_element() -> None:
    (loaded,), _ = parts(feed(item(title="Tálks")), "a.rss")
    assert loaded.raw == item(title="Tálks").encode()
    assert loaded.document.sha256 == hashlib.sha256(loaded.raw).hexdigest()


def test_a_bad_entry_fails_alone() -> None:
    german = "Der Präsident sagte am Donnerstag, seine Regierung werde das Abkommen nicht unterzeichnen."
    raw = feed(
        "<item><title>Empty</title></item>", item(german), item(title="Good", link="javascript:alert(1)")
    )
    loaded, reasons = parts(raw, "a.rss")
    assert [one.document.part for one in loaded] == ["entry 3"]
    assert loaded[0].document.url is None
    assert "entry 1: it has neither content nor summary" in reasons[0]
    assert "entry 2: it is written in German (de" in reasons[1]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"<?xml version='1.0'?><note>Talks</note>", "is no RSS or Atom feed"),
        (b"The talks stalled.", "is no RSS or Atom feed"),
        (b"", "is empty"),
        (feed(), "has no entry"),
        (feed(item()).replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY x "y">]><rss'), "declares entities"),
        (feed(item()) + b"<item>", "the feed is broken: it has 1 entries by its markup, 2 can be read"),
    ],
)
def test_what_is_no_feed_is_refused(raw: bytes, problem: str) -> None:
    with pytest.raises(DocumentError, match=problem):
        load(raw, path="a.xml")


def test_one_document_is_asked_of_a_feed_of_several() -> None:
    assert load(feed(item()), path="a.rss").part == "entry 1"
    with pytest.raises(DocumentError, match=r"holds several documents: load them with load_all"):
        load(feed(item(), item(LATER)), path="a.rss")


def test_a_feed_is_recognised_where_no_name_says_so() -> None:
    assert load(feed(item())).media_type == "application/rss+xml"
