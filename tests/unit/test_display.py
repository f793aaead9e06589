"""Displays: text and HTML from one description."""

import html.parser
import re

import pytest

import postdex as pdx
from postdex import _display


def everything(archive, listing):
    return [
        archive, archive[:2], archive.within("title"), archive[0], archive[3], archive[4], archive.pages, archive.pages[0], archive.parts,
        archive[0].parts[0], archive[0].appearances[0], archive[0].explain(), archive.explain(), archive.search("bridge"),
        archive.search("date:2019"), archive.search("(bridge"), archive.search("bridge")[0], archive.search("bridge")[0].explain(),
        archive.find("bridge"), archive.find("nowhere"), archive.find("bridge")[0], archive.tags, archive.date_mentions, archive.sources,
        listing, listing.pages[0], listing.pages[0].explain(), listing.pages[0].remainder, listing.find("Orrel"), pdx.parse(""),
        archive.search("bridge")[0].snippet,
    ]  # fmt: skip


class Checker(html.parser.HTMLParser):
    """Every tag closed in order, none that runs, and the text that is left."""

    VOID = ()

    def __init__(self):
        super().__init__()
        self.stack, self.text, self.tags = [], [], set()

    def handle_starttag(self, tag, attrs):
        self.stack.append(tag)
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        if self.stack[-1:] != ["style"]:
            self.text.append(data)


def read(source):
    checker = Checker()
    checker.feed(source)
    checker.close()
    assert checker.stack == []
    assert "script" not in checker.tags
    return " ".join(checker.text), checker


def test_html_is_well_formed_small_and_harmless(archive, listing):
    for item in everything(archive, listing):
        source = item._repr_html_()
        assert len(source.encode()) <= 20_000
        read(source)
        assert repr(item)


def test_both_renderings_say_the_same(archive, listing):
    """The words of the text are those of the HTML (which leaves nothing out and adds nothing but its notes)."""
    for item in (archive, archive.search("bridge"), archive.tags, archive.date_mentions, listing.pages[0].remainder):
        shown, _ = read(item._repr_html_())
        words = set(re.findall(r"\w+", shown))
        assert set(re.findall(r"\w+", repr(item))) == words


def test_hostile_text_is_text(archive):
    source = archive._repr_html_()
    assert "<script>" not in source
    assert "&lt;script&gt;" in source
    turned = pdx.from_records([{"title": "a\u202eb\u2066c\x1b[31m\x00", "text": "x\u202ey"}])
    for shown in (repr(turned), turned._repr_html_(), turned[0]._repr_html_(), repr(turned.find("y"))):
        assert not set("\u202e\u2066\x1b\x00") & set(shown)


def test_cut_displays_say_so_with_the_index_to_type(big):
    shown = repr(big)
    assert "20 of 2,000 shown; archive[20:40]" in shown
    lines = big.find("harbour")
    assert f"20 of {len(lines):,} shown; lines[20:40]" in repr(lines)
    assert "10 of" in repr(big.search("river"))
    assert len(big._repr_html_().encode()) <= 20_000


def test_long_texts_stay_small():
    rows = [{"title": "word " * 400, "text": "long " * 2000, "tags": ["t" * 500] * 50} for _ in range(40)]
    archive = pdx.from_records(rows)
    for item in (
        archive,
        archive[0],
        archive.find("long"),
        archive.search("long"),
        archive.pages,
        archive.explain(),
        archive.tags,
    ):
        assert len(item._repr_html_().encode()) <= 20_000
        read(item._repr_html_())


def test_items_are_one_line_in_lists(archive):
    assert repr(archive[0]) == f"<Post 0 · The old bridge opens again · {archive[0].words} words>"
    for item in (
        archive[0],
        archive.pages[0],
        archive.find("bridge")[0],
        archive.search("bridge")[0],
        archive[0].parts[0],
    ):
        assert "\n" not in repr(item)
        assert repr(item).startswith(f"<{type(item).__name__} ")


def test_pretty_printer_gets_the_card(archive):
    class Printer:
        def text(self, value):
            self.value = value

    printer = Printer()
    archive[0]._repr_pretty_(printer, False)
    assert "Rain fell." in printer.value


def test_right_to_left_concordances_are_turned():
    archive = pdx.from_records([{"title": "پل", "text": "پل چوبی بندر پس از دو سال دوباره باز شد"}])
    assert '<table dir="rtl">' in archive.find("بندر")._repr_html_()
    assert (
        '<table dir="rtl">' not in pdx.from_records([{"title": "A", "text": "the bridge"}]).find("bridge")._repr_html_()
    )


def test_colours_are_the_hosts(archive):
    source = archive._repr_html_()
    assert "color-scheme:light dark" in source
    assert not re.search(r"[^-]color:\s*(#|black|white|rgb)", source)


@pytest.mark.parametrize(
    ("value", "width", "lines"),
    [
        ("a b c", 3, ["a b", "c"]),
        ("", 5, [""]),
        ("abcdef", 4, ["abcd", "ef"]),
        ("日本語", 4, ["日本", "語"]),
        ("ab 日本", 4, ["ab", "日本"]),
    ],
    ids=["words", "empty", "long", "wide", "mixed"],
)
def test_wrap(value, width, lines):
    assert _display._wrap(value, width) == lines


def test_display_does_not_change_data(archive):
    lines = archive.find("bridge")
    before = lines.to_dicts()
    lines._repr_html_(), repr(lines)
    assert lines.to_dicts() == before
