"""Profiles: lines with holes, what they say of pages, what is inferred of pages that are cut, and what people get wrong."""

import pickle
import time

import pytest

import postdex as pdx
from postdex import _profile, _profile_examples, _profile_infer
from postdex._templates import Template
from postdex.cli import main

NOTES = """Harbour notes

The last ferry

Logged 1 March 2019 // Ann Lee // sea, ferries

It left at noon, and came back empty in the evening.

A bridge of iron

Logged 9 March 2019 // Bo Quill // bridges

The bridge over the river opened on Thursday.
"""
RULE = '[[line]]\nlike = "Logged {date} // {author} // {tags}"\nabove = "title"\n'


def site(n, first=1):
    """Pages of a theme that no lexicon has: titles between its own words."""
    parts = [f"#{first}"]
    for i in range(n):
        k = first + i
        parts += [f"Tale {k} of the quay", f"~~ set down {k} May 2019 by Scribe {k % 3} ~~", f"Words of tale {k}, which go on for a while, and end.", f"And a second line about number {k}, longer than the first one by far.", "~~ turn the leaf ~~"]
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize(
    ("template", "line", "filled"),
    [
        ("Posted on {date} by {author} in {tags}", "Posted on 1 March 2019 by Ann Lee in Sea, Ships", {"date": "1 March 2019", "author": "Ann Lee", "tags": "Sea, Ships"}),
        ("Posted on {date} by {author} in {tags}", "  Posted\u00a0on  1 March 2019 by Ann Lee in Sea ", {"date": "1 March 2019", "author": "Ann Lee", "tags": "Sea"}),
        ("Posted on {date} by {author} in {tags}", "Posted on the quay by night in silence", None),
        ("Posted on {date} by {author}", "Posted on 1 March 2019 by", None),
        ("{date}", "lundi 28 mai 2012", {"date": "lundi 28 mai 2012"}),
        ("{date}", "۲۰ خرداد ۱۳۸۸", {"date": "۲۰ خرداد ۱۳۸۸"}),
        ("{date}", "The rest (4 comments)", None),
        ("{n} Comments", "1,204 Comments", {"n": "1,204"}),
        ("{n} Comments", "No Comments", None),
        ("Tags: {tags}", "Tags: a, b", {"tags": "a, b"}),
        ("Tags: {tags}", "Tags:", None),
        ("برای {title} دیدگاهی بنویسید", "برای کشتی دیدگاهی بنویسید", {"title": "کشتی"}),
        ("Continue reading \"{title}\"", "Continue reading “The quay”", {"title": "The quay"}),
        ("It's {n}", "It’s 5", {"n": "5"}),
        ("{{x}} {n}", "{x} 5", {"n": "5"}),
        ("Continue Reading", "Continue Reading", {}),
        ("Continue Reading", "Continue Reading more", None),
        ("in {tags} by {author}", "in by-laws by Ann by Bo", {"tags": "by-laws", "author": "Ann by Bo"}),
    ],
)
def test_templates(template, line, filled):
    found = Template(template).match(line)
    assert (None if found is None else {hole: line[begin:end] for hole, begin, end in found}) == filled


@pytest.mark.parametrize("template", ["", "  ", "{text}", "{author}", "{when}", "{date", "date}", "{date}{author}", "{date} {author}", "{}", "a {"])
def test_templates_that_are_none(template):
    with pytest.raises(pdx.UsageError):
        Template(template)


def test_hostile_lines_take_no_time():
    template = Template("a {text} b {text} c {text} d {n}")
    begin = time.process_time()
    for line in ("a " + "b " * 480, "a " * 490, "a x " + "b c " * 240, "a" * 10**6, "a " + " " * 990 + "b"):
        assert template.match(line) is None
    assert time.process_time() - begin < 1


def test_fields_of_a_line(tmp_path):
    profile = pdx.Profile(RULE)
    archive = pdx.parse(NOTES, "notes.txt", profile=profile)
    assert [(post.title, str(post.published), post.author, post.tags) for post in archive] == [
        ("The last ferry", "2019-03-01", "Ann Lee", ["sea", "ferries"]), ("A bridge of iron", "2019-03-09", "Bo Quill", ["bridges"])
    ]  # fmt: skip
    assert b"".join(part.raw for part in archive.pages[0].parts) == NOTES.encode()
    for post in archive:
        for text in (post.title, post.author, *post.tags):
            assert NOTES.encode()[slice(*text.anchor.bytes)].decode() == text
    assert [part.role for part in archive[0].parts if part.line == 5 and part.role != "blank"] == ["date", "byline", "tags"]
    archive.save(tmp_path / "a.pdx")
    for again in (pdx.open(tmp_path / "a.pdx"), pickle.loads(pickle.dumps(archive)), archive.pages[0].correct({1: "page_heading"}).archive):
        assert [(post.title, post.author, post.tags) for post in again] == [(post.title, post.author, post.tags) for post in archive]
    mended = archive.pages[0].correct({5: "paragraph"}).archive
    assert mended[0].author is None
    assert mended[1].author == "Bo Quill"


def test_a_person_counts_more():
    archive = pdx.parse(NOTES, "notes.txt", profile=pdx.Profile(RULE), corrections={3: "heading"})
    assert "The last ferry" not in [str(post.title) for post in archive]
    assert "A bridge of iron" in [str(post.title) for post in archive]


def test_pages_of_other_sites(tmp_path):
    profile = pdx.Profile(f'sites = ["tidewick.example", "*/logged/*"]\n{RULE}')
    assert len(pdx.parse(NOTES, profile=profile, url="https://www.tidewick.example/notes")[0].tags) == 2
    assert profile.is_for("x/logged/y", None)
    assert not profile.is_for("x", "https://elsewhere.example/")
    assert pdx.parse(NOTES, profile=profile, url="https://elsewhere.example/").pages[0].appearances[0].byline is None


def test_other_encodings_and_html():
    page = "<!doctype html><html><body>" + "".join(f"<p>{line}</p>" for line in NOTES.split("\n") if line) + "</body></html>"
    for content, encoding in ((page, None), (page.replace("Ann Lee", "Анна Ли").encode("windows-1251"), "windows-1251")):
        archive = pdx.parse(content, "x", profile=pdx.Profile(RULE), encoding=encoding)
        assert archive[0].tags == ["sea", "ferries"]
        assert archive[0].author in ("Ann Lee", "Анна Ли")
        assert archive[0].author.anchor.verify()
    damaged = NOTES.encode().replace(b"Harbour", b"H\xffrb\xc3ur")
    archive = pdx.parse(damaged, profile=pdx.Profile(RULE))
    assert archive[1].author == "Bo Quill"


def test_one_mended_page_fixes_the_others(tmp_path):
    """The theme has nothing that anybody knows; of one page a person says what its lines are."""
    for i, first in enumerate((1, 20, 40)):
        (tmp_path / f"{i}.txt").write_text(site(5, first))
    files = sorted(map(str, tmp_path.glob("*.txt")))
    truth = [[f"Tale {first + i} of the quay" for i in range(5)] for first in (1, 20, 40)]
    mended = pdx.open(files[0], corrections={files[0]: {line: role for i in range(5) for line, role in ((3 + 10 * i, "title"), (5 + 10 * i, "byline"), (11 + 10 * i, "read_more"))}})
    assert [str(each.title) for each in mended.pages[0].appearances] == truth[0]
    profile = pdx.Profile.infer(mended.pages[0])
    archive = pdx.open(files[1:], profile=profile)
    assert [[str(each.title) for each in page.appearances] for page in archive.pages] == truth[1:]
    again = pdx.Profile(profile.to_toml())
    assert again == profile
    assert hash(again) == hash(pickle.loads(pickle.dumps(profile)))


def test_a_mended_page_is_an_example_in_the_profile():
    text = "Quay\n\nA thing of iron\n\nIt has words of its own, which run on and end here.\n"
    page = pdx.parse(text, "quay.txt").pages[0].correct({3: "title", 1: "nav"})
    profile = pdx.Profile.infer(page)
    assert profile.learned
    assert profile.examples == [(text, {1: ("nav", False), 3: ("title", False)})]
    assert pdx.Profile(profile.to_toml()).examples == profile.examples
    assert not pdx.Profile.infer(pdx.parse(text, "quay.txt")).examples, "nobody has said anything of it"
    by_profile = pdx.parse(text, "quay.txt", profile=profile)
    assert not pdx.Profile.infer(by_profile).examples, "what a profile has said is no word of a person"
    assert [str(each.title) for each in by_profile.pages[0].appearances] == ["A thing of iron"]


@pytest.mark.parametrize("line", ['role = "nav"', 'ends = true', 'below = "title"'])
def test_lines_of_a_learned_profile_move_no_post(line):
    """They were seen on other pages: where this one's posts begin is told by itself, and by examples."""
    rule = f'[[line]]\nlike = "It has words of its own{{text}}"\n{line}\n'
    text = "".join(f"A thing of iron {i}\n\nPosted on {i} March 2019\n\nIt has words of its own, which run on, {i} of them, and end here.\n\n" for i in range(1, 6))
    alone = [each.span for each in pdx.parse(text).pages[0].appearances]
    assert len(alone) == 5
    assert [each.span for each in pdx.parse(text, profile=pdx.Profile("learned = true\n" + rule)).pages[0].appearances] == alone


@pytest.mark.parametrize("example", ['text = "a"', 'text = "a"\nfixes = {x = "title"}', 'text = "a"\nfixes = {1 = "heel"}', 'fixes = {1 = "title"}'])
def test_examples_that_say_nothing(example):
    with pytest.raises(pdx.UsageError, match="example 1 of the profile"):
        pdx.Profile(f"[[example]]\n{example}\n")


def told(archive):
    return [[(str(each.title), str(each.date), list(each.post.tags)) for each in page.appearances] for page in archive.pages]


ROWS = """Nets for the Weir Oct 28, 2023 - 3 min read
Moving from the Mill to the Weir Oct 3, 2023 - 4 min read
Replacing Old Ropes and Old Rope Ladders Nov 21, 2022 - 2 min read
Logging the Tides From a Boat Jul 8, 2022 - 2 min read
Making a Basket in an Hour Jan 13, 2021 - 4 min read
Ferry Timetables Jan 11, 2021 - 2 min read
Mend My Net Part 1 Dec 22, 2011 - 1 min read
Mend My Net Part 2 Dec 25, 2011 - 1 min read
Converting Old Charts Dec 15, 2011 - 1 min read""".split("\n")


def rows_site(tmp_path):
    for number, rows in enumerate((ROWS, ROWS[4:], ROWS[6:8], ROWS[2:5])):
        (tmp_path / f"{number}.txt").write_text("\n\n".join(["Boats and Stuff", *rows, "1", "2", "3"]) + "\n", encoding="utf-8")
    return tmp_path


def test_a_profile_that_says_nothing_changes_nothing(tmp_path):
    site = rows_site(tmp_path)
    assert told(pdx.open(site, profile=pdx.Profile("postdex = 1\nlearned = true\n"))) == told(pdx.open(site))


def test_a_title_that_shares_its_line_is_not_all_of_it(tmp_path):
    archive = pdx.open(rows_site(tmp_path))
    pages = [(page.source.name, "", page.data) for page in archive.pages]
    told = _profile_examples.starts_of(pdx.Profile("postdex = 1\nlearned = true\n"), pages, {}, archive._store.options)
    fixes, _ = told[pages[0][0]]
    assert [fixes[3 + 2 * i] for i in range(6)] == [(None, True)] * 6


HEAD = ["postdex = 1", "learned = true"]


@pytest.mark.parametrize("tables", [[{"like": "{n}", "role": "nav"}], [{"like": "Boats and Stuff", "role": "page_heading"}, {"like": "{n}", "role": "nav"}]])
def test_rules_by_which_pages_are_cut_otherwise_are_left_out(tables, tmp_path):
    archive = pdx.open(rows_site(tmp_path))
    before = repr(archive._store.options)
    held = _profile_infer._held(tables, list(archive.pages), HEAD, [])
    assert repr(archive._store.options) == before  # what is tried is not kept
    assert told(pdx.open(tmp_path, profile=pdx.Profile("\n".join(_profile_infer._written(HEAD, held, []))))) == told(archive)


def test_rules_that_hold_stay():
    pages = "\n\n".join(f"Tale {k} of the quay\n\nMarch {k}, 2019\n\nWords of tale {k}, which go on for a while, and end.\n\nTags: sea, rope {k}\n\nRead more" for k in range(1, 7)) + "\n"
    archive = pdx.parse(pages, name="quay.txt")
    tables = [{"like": "Read more", "role": "read_more", "seen": 6}, {"like": "{date}", "seen": 6}]
    assert _profile_infer._held(tables, list(archive.pages), HEAD, []) == tables
    assert _profile_infer._held([], list(archive.pages), HEAD, []) == []


def test_complete():
    text = NOTES + "\nA thing without a line\n\nIt has words of its own, which run on and end here.\n"
    told = [[str(post.title) for post in pdx.parse(text, profile=pdx.Profile(head + RULE))] for head in ("", "complete = true\n")]
    assert told[1] == ["The last ferry", "A bridge of iron"]
    assert set(told[1]) <= set(told[0])


def test_what_it_says_of_a_page():
    rows = list(pdx.Profile(RULE).explain(NOTES))
    assert rows[2] == (5, "Logged 1 March 2019 // Ann Lee // sea, ferries", 1, {"date": "1 March 2019", "author": "Ann Lee", "tags": "sea, ferries"}, "date", False)
    assert rows[1][4] == "title"
    shown = repr(pdx.Profile(RULE).explain(NOTES))
    assert "line 1 of the profile, date “1 March 2019”" in shown
    assert len(pdx.Profile(RULE).explain(NOTES)) == 7


def test_lint():
    assert pdx.Profile("").lint() == ["it has no lines: nothing is said of any page"]
    told = pdx.Profile('[[line]]\nlike = "Share {text}"\n[[line]]\nlike = "Share this"\nrole = "share"\n[[line]]\nlike = "Share {text}"\nrole = "share"\n').lint()
    assert any("line 1 says nothing" in each for each in told)
    assert any("'Share this' is taken by line 1" in each for each in told)
    assert any("is what line 1 has already" in each for each in told)
    assert any("nothing says where a post begins" in each for each in told)
    archive = pdx.parse(site(4), "quay.txt")
    told = pdx.Profile(RULE).lint(archive)
    assert any("comes 4 times, first in line 11" in each for each in told)
    assert any("takes no line of these pages" in each for each in told)
    assert pdx.Profile(f'sites = ["a.example"]\n{RULE}').lint(archive) == ["none of these pages is of its sites"]


@pytest.mark.parametrize(
    ("toml", "error"),
    [
        ("x", "is TOML"), ("postdex = 2", "version 2"), ("colour = 1", "has no 'colour'"), ("line = 1", "'line' is to be list"), ("[[line]]", "needs like="),
        ('[[line]]\nlike = "a"\nrole = "hero"', "no role 'hero'"), ('[[line]]\nlike = "a"\nabove = 1', "'above' is to be str"), ('[[line]]\nlike = [1]', "needs like="),
        ('[[line]]\nlike = "{x} a"', "is no hole"), ("sites = [1]", "sites are hosts"), ("complete = 1", "'complete' is to be bool"),
        ('[[test]]\nposts = [{when = "a"}]', "has no 'when'"), ('[[test]]\nposts = ["a"]', "to be a table"), ("line = [1]", "to be a table"),
    ],
)  # fmt: skip
def test_what_is_no_profile(tmp_path, toml, error):
    with pytest.raises((pdx.UsageError, pdx.FormatError), match=error):
        pdx.Profile(toml)
    path = tmp_path / "site.toml"
    path.write_text(toml)
    with pytest.raises((pdx.UsageError, pdx.FormatError)) as raised:
        pdx.open(pdx.sample(), profile=path)
    assert raised.value.path == str(path)


def test_arguments(tmp_path):
    with pytest.raises(TypeError, match="profile="):
        pdx.parse(NOTES, profile=5)
    with pytest.raises(pdx.MissingFileError):
        pdx.parse(NOTES, profile=tmp_path / "nowhere.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff")
    with pytest.raises(pdx.FormatError, match="UTF-8"):
        pdx.Profile.read(tmp_path / "odd.toml")
    path = tmp_path / "site.toml"
    pdx.Profile(RULE).write(path)
    assert pdx.Profile.read(path) == pdx.Profile(RULE)
    archive = pdx.parse(NOTES, profile=[pdx.Profile('sites = ["a.example"]'), path])
    assert archive[1].author == "Bo Quill"
    assert "profile='" in str(pdx.parse(NOTES, profile=pdx.Profile.read(path)).recipe)
    pdx.parse("", profile=path)
    pdx.from_records([{"title": "x"}])


def test_toml_that_is_written_is_read():
    import tomllib

    for text in ("plain", 'a "quoted" \\ one', "two\nlines", "tab\t", "'''three'''\nx", "\x7f\x01", "Ελλ 😀", "", "trailing\n", "cr\r\n"):
        assert tomllib.loads(f"x = {_profile.quoted(text)}")["x"] == text
        assert tomllib.loads(f"x = {_profile.value([{'a': text, 'b': True}, 5, [text] * 20])}")["x"] == [{"a": text, "b": True}, 5, [text] * 20]


def test_commands(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for i, first in enumerate((1, 20)):
        (tmp_path / f"{i}.txt").write_text(site(5, first))
    assert main(["profile", "infer", "0.txt", "1.txt", "--test"]) == 0
    (tmp_path / "site.toml").write_text(capsys.readouterr().out)
    assert main(["profile", "test", "site.toml"]) == 0
    assert "1 test, all right" in capsys.readouterr().err
    assert main(["profile", "lint", "site.toml"]) in (0, 1)
    assert main(["profile", "lint", "site.toml", "0.txt"]) in (0, 1)
    assert main(["profile", "explain", "site.toml", "0.txt"]) == 0
    assert "line 1 of the profile" in capsys.readouterr().out
    assert main(["parse", "1.txt", "--profile", "site.toml", "--jsonl"]) == 0
    capsys.readouterr()
    (tmp_path / "wrong.toml").write_text('[[line]]\nlike = "a"\n[[test]]\ntext = "x"\nposts = [{title = "y"}]\n')
    assert main(["profile", "test", "site.toml", "wrong.toml"]) == 1
    assert main(["profile", "lint", "nowhere.toml"]) == 3
    assert main(["profile"]) == 2


@pytest.mark.parametrize(("words", "found"), [(("Logged",), True), (("News", "Sport"), False)])
def test_a_word_before_every_day_is_no_term(words, found, tmp_path):
    """What stands before the day of each entry is a word of the line where it is always the same, and a term where it is not."""
    names, things = ["Ann Lee", "Bo Quist", "Cara Diaz"], "harbour ferry quay tide rope bell lamp storm fog net boat captain crew mooring pier anchor sail chart".split()
    pages = {}
    for p in range(5):
        lines = ["Tidewick log", ""]
        for e in range(5):
            k = 5 * p + e
            text = " ".join(things[(k * 7 + i * (k % 5 + 1)) % len(things)] for i in range(30)).capitalize()
            title = f"{things[k % 18]} {things[(k * 5 + 1) % 18]} {things[(k * 11 + 2) % 18]}".capitalize()
            lines += [title, f"{words[k % len(words)]} {1 + k % 28} {('March', 'April', 'May')[k % 3]} 2013 by {names[k % 3]}", "", f"{text}.", ""]
        pages[f"p{p}.txt"] = "\n".join([*lines, "Older entries", "Powered by Gull"])
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = _profile_infer.infer(pdx.open(tmp_path), False)
    assert ('like = "Logged {date} by {author}"' in made) is found
    if not found:
        assert "by {author}" not in made


def test_a_profile_is_inferred_of_pages_alone():
    for odd in (None, 3, "pages", [3], ["pages"]):
        with pytest.raises(TypeError, match="an archive is needed, a page or several, and no"):
            pdx.Profile.infer(odd)
    assert repr(pdx.Profile("[[line]]\nlike = 'Logged {date}'")) == "<Profile: 1 line, 0 tests>"
