"""Displays: text and HTML from one description."""

import html.parser
import random
import re
import time

import pytest

import postdex as pdx
from postdex import _display


def everything(archive, listing):
    return [
        archive, archive[:2], archive.within("title"), archive[0], archive[3], archive[4], archive.pages, archive.pages[0], archive.parts,
        archive[0].parts[0], archive[0].appearances[0], archive[0].explain(), archive.explain(), archive.search("bridge"),
        archive.search("date:2019"), archive.search("(bridge"), archive.search("bridge")[0], archive.search("bridge")[0].explain(),
        archive.find("bridge"), archive.find("nowhere"), archive.find("bridge")[0], archive.tags, archive.date_mentions, archive.match(["bridge"]), archive.repeats(2), archive.repeats(2).places, archive.names("Ferry"), listing.quotes, archive.quotes, archive.sources,
        listing, listing.pages[0], listing.pages[0].explain(), listing.pages[0].remainder, listing.find("Orrel"), pdx.parse(""),
        archive.search("bridge")[0].snippet, archive.collocates("bridge"), archive.ngrams(2), archive.spread(), archive.dispersion("bridge"),
        archive[:2].keyness(archive[2:]), archive.tag_pairs(), archive.timeline(), archive.near_copies(), archive.words(),
    ]  # fmt: skip


class Checker(html.parser.HTMLParser):
    """Every tag closed in order, none that runs, and the text that is left."""

    VOID = ("wbr",)

    def __init__(self):
        super().__init__()
        self.stack, self.text, self.tags = [], [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag not in self.VOID:
            self.stack.append(tag)
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


@pytest.fixture(scope="module")
def large():
    """Two thousand posts whose words, tags and paragraphs are long, of which some repeat others."""
    rng = random.Random(3)
    words = ["bridge", "Ferry", *("".join(rng.choice("abcdefghij") for _ in range(rng.randint(3, 40))) for _ in range(3000))]
    rows = [
        {"title": " ".join(rng.choices(words, k=30)), "tags": rng.choices(words[:60], k=12), "date": f"2019-0{1 + i % 9}-11", "text": " ".join(rng.choices(words[:200], k=80)) + ' “bridge” in 2003.'}
        for i in range(2000)
    ]  # fmt: skip
    return pdx.from_records([*rows, *rows[:40]])


def quickest(render) -> float:
    """The shortest of five, in time of the process's own."""
    spent = []
    for _ in range(5):
        begin = time.process_time()
        render()
        spent.append(time.process_time() - begin)
    return min(spent)


@pytest.mark.timing
def test_html_of_a_large_archive_is_small_and_there_at_once(large):
    """The goal is 5 ms on a machine of today. Machines differ by factors, so what it is held to is what pandas takes for twenty rows of six
    columns of text on this one (1 to 2.5 ms were seen)."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({column: ["some words of text"] * 20 for column in "abcdef"})
    frame._repr_html_()
    for item in everything(large, large):
        source = item._repr_html_()
        assert len(source.encode()) <= 20_000, item
        spent, held = quickest(item._repr_html_), 4 * quickest(frame._repr_html_)
        assert spent <= held, (item, spent, held)


def test_text_of_rows_may_be_longer_than_they_are(tmp_path):
    """The name of a column stands before each of its cells in the text that is unexplained."""
    path = tmp_path / "boats.csv"
    path.write_text("title,text,a column of a long name\nLow tide,It waited.,12\nHigh water,It went.,7\n")
    archive = pdx.open(path)
    assert archive.n_unexplained == len("a column of a long name: 12a column of a long name: 7")
    assert "53 bytes of text unexplained, in sources of 80 bytes" in repr(archive)


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
    assert "; collocates[20:40]" in repr(big.collocates("harbour")) and ", of both ends; keyness[10:30]" in repr(big[:50].keyness(big[50:]))
    assert "10 of" in repr(big.search("river"))
    assert len(big._repr_html_().encode()) <= 20_000


def test_cut_displays_name_what_was_typed():
    rows = [{"title": f"Note {i}", "text": f"Rain on day {i % 28 + 1} May 1921.", "tags": [f"tag {i}"]} for i in range(50)]
    many = pdx.from_records(rows)
    for typed in (
        "archive.tags", "archive.facets('tag')", "archive.words()", "archive.words('no')", "archive.pages", "archive.date_mentions",
        "archive[:30].pages", "hits.facets('tag')",
    ):  # fmt: skip
        shown = eval(typed, {"archive": many, "hits": many.search("rain")})
        end = min(40, len(shown))
        name = typed.replace("[:30]", "")
        if len(shown) > 20:
            assert f"20 of {len(shown)} shown; {name}[20:{end}] shows more" in repr(shown), typed
            assert eval(f"{typed}[20:{end}]", {"archive": many, "hits": many.search("rain")})
        else:
            assert "shows more" not in repr(shown)


def test_counts_are_shown_by_the_name_they_are_imported_by(archive):
    assert repr(archive.tags[0]).startswith("postdex.Count(key=")
    assert repr(archive.tags[:1]).startswith("1 tag\n")
    assert type(archive.tags[0]) is pdx.Count


def test_one_is_said_as_one_and_none_has_no_table():
    one = pdx.from_records([{"title": "A", "text": "Rain."}])
    assert " · 1 post · " in repr(one)
    assert " · 0 of 1 post · " in repr(one[:0])
    assert repr(one.pages).startswith("1 page\n")
    assert repr(one.sources).startswith("1 source\n")
    for empty in (one[:0].pages, one.parts[:0], one.tags):
        assert "\n" not in repr(empty)
        assert "<table" not in empty._repr_html_()
    assert "#" not in repr(one[:0])
    assert "<table" not in one[:0]._repr_html_()


def test_reasons_stand_one_on_a_line():
    reasons = [post.explain() for post in pdx.open(pdx.sample(), captured="2014-01-01")]
    assert max(len(each["bound_evidence"]) for each in reasons) > 1
    for each in reasons:
        lines = [line.strip().removeprefix("bound evidence: ") for line in repr(each).splitlines()]
        assert set(each["bound_evidence"]) <= set(lines)


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


def test_what_has_no_spaces_can_be_broken():
    """A title of 300 letters pushed tags, dates and words out of sight."""
    address = "http://tidewick.example/?a=1&b=<2>&" + "x" * 90
    archive = pdx.from_records([{"title": address, "text": f"Low tide {address}", "tags": ["t" * 80]}])
    for item in (archive, archive.search("tide"), archive[0]):
        made = item._repr_html_()
        cells = html.unescape(made.partition("</style>")[2].replace("<wbr>", " "))
        assert max(map(len, cells.replace(">", " ").replace("<", " ").split())) <= 28
        assert "&b=<2>&" in html.unescape(made.replace("<wbr>", ""))
    assert "<wbr>" not in pdx.from_records([{"title": "کتاب" * 20, "text": "👩‍👩‍👧‍👦" * 20}])._repr_html_()


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


def test_cells_have_directions_of_their_own():
    records = [{"title": "سیل", "text": "بندر امروز بسته است"}, {"title": "Mixed", "text": "The word بندر is here."}, {"title": "باران", "text": "( بندر )"}]
    shown = pdx.from_records(records).find("بندر")._repr_html_()
    assert '<table dir="rtl" class=k>' in shown
    assert '<td dir="auto" class="b">The word' in shown
    assert '<td dir="rtl" class="b">(' in shown


def test_one_is_one():
    where = repr(pdx.parse("Rain\n\nThe bridge.").dispersion("bridge"))
    assert where.startswith("spread of bridge over 1 slice\n1 occurrence · 1 post · 1 range · 1 slice · 3 words")


def test_right_to_left_concordances_are_turned():
    archive = pdx.from_records([{"title": "پل", "text": "پل چوبی بندر پس از دو سال دوباره باز شد"}])
    assert '<table dir="rtl" class=k>' in archive.find("بندر")._repr_html_()
    assert (
        '<table dir="rtl" class=k>' not in pdx.from_records([{"title": "A", "text": "the bridge"}]).find("bridge")._repr_html_()
    )


def test_heads_of_turned_tables_stand_over_their_cells():
    """Head and cell of a column have one class and one direction, and so the same edge."""
    archive = pdx.from_records([{"title": "پل", "text": "پل چوبی بندر پس از دو سال دوباره باز شد"}])
    source = archive.find("بندر")._repr_html_()
    heads = re.findall(r"<th( dir=ltr)?(?: class=(\w))?>([^<]*)</th>", source)
    assert [(name, css) for _, css, name in heads] == [("#", "r"), ("before", "b"), ("node", "n"), ("after", "a"), ("where", "")]
    assert all(direction for direction, _, _ in heads)
    assert '<td dir="auto" class="l">paragraph · post 0</td>' in source  # begins with a Latin letter: from the left


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


def test_one_is_one_in_charts_and_displays():
    one = pdx.from_records([{"title": "Bridge", "text": "Harbour.", "tags": ["x"], "date": "2019-03-11"}])
    assert repr(one.words()[:1]) and repr(one.words().plot(n=1)).endswith("· 1 bar>")
    assert repr(one.timeline().plot()).endswith("· 1 bar>")
    for shown in (one, one.timeline(), one.collocates("harbour", "paragraph"), one.tags.plot(), one.keyness(one), one.tag_pairs(), one.find("harbour"), one.search("harbour")):
        assert not re.search(r"\b1 (?!of)\w+s\b", repr(shown)), repr(shown)


def test_what_acts_on_a_terminal_is_named_in_every_script():
    for hidden in ("\x00", "\x1b", "\x85", "\u202e", "\u2066", "\u2028"):
        for text in ("a{}b", "ä{}б", "بن{}در"):
            assert hidden not in _display.clean(text.format(hidden))
            assert _display.clean(text.format("")) == text.format("")


def test_pages_and_sources_are_shown_by_their_columns():
    archive = pdx.parse("Posts Tagged ‘Rain’\n\nFerry\n\nThe ferry is late.\n", name="town.txt", url="https://town.example/tag/rain")
    for shown, columns in ((archive.pages, ("kind", "heading", "entries", "source")), (archive.sources, ("name", "form", "size", "pages"))):
        lines = repr(shown).splitlines()
        assert lines[1].split() == ["#", *columns]
        row = shown.to_dicts()[0]
        assert all(str(row[name]) in lines[2] for name in columns if row[name] is not None)
        assert all(f">{name}</th>" in shown._repr_html_() for name in columns)
    assert repr(archive.pages[:0]) == "0 pages"


def test_a_name_of_another_direction_stands_in_its_place():
    names = pdx.from_records([{"text": "دیروز محمد حسینی آمد"}]).names("محمد حسینی")
    assert "<bdi>of</bdi> <bdi>محمد حسینی</bdi> · <bdi>1 spelling</bdi>" in names._repr_html_()
    assert "<bdi>of</bdi> <bdi>محمد حسینی</bdi> · <bdi>1 mention</bdi>" in names.spellings._repr_html_()


def test_what_is_text_stands_at_its_beginning():
    pairs = pdx.from_records([{"title": "A", "tags": ["Ferry", "Old Harbour"]}] * 2).tag_pairs()
    assert "<th>tag</th><th>other</th>" in pairs._repr_html_()
    assert repr(pairs).splitlines()[2].startswith("#  tag    other")
    assert "<th class=r>words</th>" in pdx.from_records([{"title": "A", "date": "2019-03-01"}]).timeline()._repr_html_()


def test_posts_without_titles_are_told_apart_by_how_their_texts_begin():
    archive = pdx.from_records([{"text": "The ferry left at noon."}, {"title": "A bridge", "text": "It opened."}, {"tags": ["sea"]}])
    for shown in (repr(archive), archive._repr_html_()):
        assert "(no title) The ferry left at noon." in shown and "A bridge" in shown and "It opened" not in shown
    assert "(no title) The ferry" not in repr(archive.search("ferry"))


def test_the_days_of_a_heading_hold_those_of_its_rows():
    """The latest day that ends bounds was shown as the end of all, and stood before posts that were said to be later."""
    shown = repr(pdx.open(pdx.sample())).splitlines()
    days = [day for line in shown[2:] for day in re.findall(r"\d{4}-\d\d-\d\d", line)]
    assert f"inferred between {min(days)} and {max(days)}, " in shown[0]
    bounded = [line for line in shown[2:] if re.search(r"\d – \d", line)]
    open_ended = [line for line in shown[2:] if re.search(r"… – \d|\d – …", line)]
    assert bounded and f", {len(open_ended)} of them open on a side" in shown[0]


def test_what_was_found_stands_in_its_text():
    text = "Rain\n\nThe ferry of 1963 was late, and Ida Brook waited by the old sluice for the whole of the afternoon and of the evening."
    archive = pdx.parse(text)
    for shown, found in ((archive.date_mentions, "1963"), (archive.names("Ida Brook"), "Ida Brook"), (archive.match(["old sluice"]), "old sluice")):
        before, after = text[: text.index(found)].rpartition("\n")[2], text.partition(found)[2]
        line = next(line for line in repr(shown).splitlines() if f"[{found}]" in line)
        assert before[-12:] + f"[{found}]" + after[:12] in line
        source = shown._repr_html_()
        assert html.escape(before[-12:]) + f"<mark>{found}</mark>" + after[:12] in source
    assert "evening" not in repr(archive.date_mentions) and "while" not in repr(archive.date_mentions)
    assert "category" not in repr(archive.match(["old sluice"])) and "category" in repr(archive.match({"old sluice": {"category": "place"}}))
    persian = pdx.from_records([{"title": "پل", "text": "پل چوبی بندر در سال ۱۳۴۲ بسته شد و تا امروز کسی آن را باز نکرده است و نخواهد کرد"}])
    assert "در سال <mark>۱۳۴۲</mark> بسته" in persian.date_mentions._repr_html_().replace("</bdi>", "").replace("<bdi>", "")


def test_an_author_of_another_direction_stands_in_its_place():
    shown = pdx.from_records([{"title": "سیل", "author": "نویسنده", "date": "2021-04-01", "text": "بندر"}])[0]._repr_html_()
    assert re.search(r"<bdi><span class=\"d\">published 2021-04-01</span></bdi>.*<bdi><span class=\"d\">by نویسنده</span></bdi>.*<bdi><span class=\"d\">100% sure", shown)


def test_headings_are_short():
    rows = [{"title": "word " * 60, "text": f"harbour {i}", "tags": [f"t{k}" for k in range(40)], "author": "name " * 60} for i in range(3)]
    archive = pdx.from_records(rows)
    assert "+16 more" in _display.text(archive[0]._describe())
    assert "name " * 20 not in _display.text(archive[0]._describe())
    assert max(map(len, repr(archive.pages[0]).splitlines())) < 300
    like = pdx.open(pdx.sample())
    assert re.match(r"12 hits for any of: wall, against, \w+, ", repr(like.like(like[0])))
    assert "slices" in repr(like.dispersion("harbour")) and not _display.is_rtl(repr(archive.dispersion("بندر")))


def test_words_that_are_nowhere_are_named():
    archive = pdx.from_records([{"title": "Ferry", "text": "The harbour was closed."}, {"title": "Rain", "text": "It rained."}])
    assert "found nowhere in these posts: zzqx, qqxz wwxq" in repr(archive.search('harbour zzqx "qqxz wwxq"'))
    assert "found nowhere in these posts: zzqx" in repr(archive.find("zzqx"))
    assert "nowhere" not in repr(archive.search("harbour rained")) and "nowhere" not in repr(archive.search("harbour"))
    assert "nowhere" not in repr(archive.search("-zzqx title:zzqx zzq*"))
    assert "found nowhere in these posts: harbour" in repr(archive.within("title").find("harbour"))


def test_what_is_indented_in_text_is_so_in_html():
    shown = pdx.open(pdx.sample())[0].explain()
    assert "\n  no two entries have the same title\n" in repr(shown)
    assert '<p dir="ltr" style="margin-inline-start:1em">  no two' in shown._repr_html_()


def test_a_display_that_is_cut_is_cut_once():
    table = _display.Table(["a", "b"], "rw", [[str(i), "word " * 20] for i in range(3000)])
    made, rows = [], _display._row_html
    try:
        _display._row_html = lambda row, of: made.append(1) or rows(row, of)
        size = len(_display.html(_display.Block(table)).encode())
    finally:
        _display._row_html = rows
    assert 12_000 < size <= _display.HTML_LIMIT
    assert len(made) < 3 * 3000


def test_two_days_are_broken_between_them():
    shown = pdx.open(pdx.sample())._repr_html_()
    assert '<td dir="auto" class="l"><span class=t>2013-01-19</span> – <span class=t>2013-03-08</span></td>' in shown


def test_where_a_line_stands_gives_way_to_what_stands_beside_it():
    """Lines of a concordance were wider than a notebook, and where they stand was cut."""
    text = "The ferry and the harbour and the old sluice were closed for the whole of the winter, and nobody asked the harbour master why."
    shown = pdx.parse(f"Rain\n\n{text}").find("harbour")._repr_html_()
    assert "<table class=k>" in shown and ".k .l{white-space:normal}" in shown
    beside = re.findall(r'<td dir="auto" class="[ab]">([^<]*)</td>', shown)
    assert len(beside) == 4 and 38 <= max(map(len, beside)) <= 40


def test_prices_are_no_formulas():
    """What stands between two dollars was set as mathematics by a notebook that reads it in outputs."""
    archive = pdx.from_records([{"title": "From $5 to $6", "text": "The ferry is $5, and $6 on Sundays.", "tags": ["$x$"]}])
    for shown in (archive, archive[0], archive.find("ferry"), archive.search("ferry"), archive.tags.plot(), archive.timeline(), archive.search("ferry")[0].snippet):
        outermost = re.match(r'<(?:div|svg) class="([^"]*)"', shown._repr_html_())
        assert {"tex2jax_ignore", "mathjax_ignore"} <= set(outermost[1].split())
    assert " mathjax_ignore" in archive.tags.plot().svg
