"""The generator's truth agrees with the text it wrote, every theme renders, and a seed gives the same bytes."""

import json
import os
import re
import sys
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.standalone
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import generate  # noqa: E402
from listingtext import languages, themes  # noqa: E402
from listingtext.dates import to_jalali  # noqa: E402
from listingtext.site import Site  # noqa: E402

ROLES = set("""page_heading tags categories title image_alt caption heading paragraph quote list code table related byline
date share read_more comments nav footer other blank""".split())
LONG = "POSTDEX_LONG" in os.environ
THEMES = [theme for _, theme in themes.select("all")]
# every theme in all its languages in the long form, in one of them each run; which one goes round, so that every language is met
EVERY = [(theme, code) for number, theme in enumerate(THEMES) for code in (theme.languages if LONG else [theme.languages[number % len(theme.languages)]])]


def site_pages(theme, code, seed=1, pages=6):
    return generate.site_pages(Site(theme, code, seed), pages)


@lru_cache(maxsize=None)
def pages_of_seed_1(theme, code):
    return site_pages(theme, code)


def lines_of(data):
    return data.decode("utf-8").replace("\r\n", "\n").split("\n")[:-1]


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def first_title_lines(lines, entries):
    """Where a reader who walks down the page meets each title: as a whole line, or inside one."""
    at, found = 0, []
    for entry in entries:
        whole = [i for i in range(at, len(lines)) if lines[i].strip() == entry["title"].strip()]
        some = whole or [i for i in range(at, len(lines)) if entry["title"] in lines[i]]
        assert some, entry["title"]
        found.append(some[0] + 1)
        at = some[0] + 1
    return found


@pytest.mark.parametrize("theme,code", EVERY, ids=lambda v: getattr(v, "name", v))
def test_truth_agrees_with_the_text(theme, code):
    for data, truth in pages_of_seed_1(theme, code):
        text, lines = data.decode("utf-8"), lines_of(data)
        assert text.endswith("\n")
        assert len(lines) == len(truth["roles"])
        assert set(truth["roles"]) <= ROLES
        for line, role in zip(lines, truth["roles"]):
            assert (role == "blank") == (not line.strip()), (line, role)
            assert not re.search(r"[{}]", line), f"an unfilled hole: {line}"
        assert truth["n"] == len(truth["entries"]) >= 1
        last = 0
        for entry in truth["entries"]:
            begin, end = entry["lines"]
            assert last < begin <= end, "entries stand in order and apart"
            last = end
            span = squeeze("\n".join(lines[begin - 1:end]))
            assert squeeze(entry["text"])[:40] in span
            for tag in entry["tags"]:
                assert tag in span
            if entry["title"]:
                assert begin <= entry["title_line"] <= end
                assert entry["title"] in lines[entry["title_line"] - 1]
                assert truth["roles"][entry["title_line"] - 1] == "title"
            if entry["date"]:
                assert entry["date"] in squeeze(text)
        if all(entry["title"] for entry in truth["entries"]):
            found = first_title_lines(lines, truth["entries"])
            for entry, number in zip(truth["entries"], found):
                assert entry["lines"][0] <= number <= entry["lines"][1], f"{entry['title']} also stands elsewhere"


def stated(truth, entry, lines, role):
    """The lines of an entry that have ROLE, alone or beside another, and the last such header above, which may serve several."""
    roles, also, (begin, end) = truth["roles"], truth["roles_also"], entry["lines"]
    inside = [lines[i - 1] for i in range(begin, end + 1) if roles[i - 1] == role or role in also.get(i, ())]
    return inside + [line for line, is_role in zip(lines[:begin - 1], roles) if is_role == role][-1:]


@pytest.mark.parametrize("theme,code", EVERY, ids=lambda v: getattr(v, "name", v))
def test_fields_are_printed_where_the_roles_say(theme, code):
    for data, truth in pages_of_seed_1(theme, code):
        lines = lines_of(data)
        for entry in truth["entries"]:
            if entry["title"]:
                printed = lines[entry["title_line"] - 1].strip()
                beside = printed.replace(entry["title"], "", 1).replace(entry["date"], "", 1)
                assert beside == "Subject: " or re.fullmatch(r"\W*|\d{1,2}\.? ", beside), printed  # a day alone may stand before it
            if entry["date"]:
                dated = stated(truth, entry, lines, "date")
                assert any(entry["date"] in line for line in dated) or entry["date"] in squeeze(" ".join(dated)), entry
            if entry["author"]:
                assert any(entry["author"] in line for line in stated(truth, entry, lines, "byline")), entry
            tags = stated(truth, entry, lines, "tags")
            assert all(any(tag in line for line in tags) for tag in entry["tags"]), entry
            sections = stated(truth, entry, lines, "categories")
            upper = languages.get(code).upper
            assert all(any(name in line or upper(name) in line for line in sections) for name in entry["categories"]), entry


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_platform_says_the_same_in_every_language(theme):
    if not theme.phrases:
        return
    assert set(theme.phrases) == set(theme.languages)
    first = theme.phrases[theme.languages[0]]
    for code in theme.languages:
        phrases = theme.phrases[code]
        assert set(phrases) == set(first), code
        for key in first:
            holes = [sorted(re.findall(r"\{\w+\}", table[key])) for table in (first, phrases)]
            assert holes[0] == holes[1] or key == "styles", (code, key)


def test_the_judging_half_has_what_real_sites_have():
    seen = set()
    judging = {theme.name for theme in themes.load("judging")}
    for theme, code in EVERY:
        if theme.name in judging:
            for _, truth in pages_of_seed_1(theme, code):
                roles, entries = truth["roles"], truth["entries"]
                seen.add(("entries", truth["n"]))
                seen.add(("comments under a single post", truth["kind"] == "single" and roles.count("comments") > 5))
                for entry in entries:
                    begin, end = entry["lines"]
                    seen.add(("untitled", not entry["title"]))
                    seen.add(("question", entry["title"].endswith(("?", "؟", "？"))))
                    seen.add(("ends in a number", entry["title"][-1:].isdigit()))
                    seen.add(("one line", "\n" not in entry["text"] and 0 < len(entry["text"]) < 80))
                    seen.add(("long", entry["text"].count("\n") > 80))
                    seen.add(("no body", not entry["text"]))
                    seen.add(("other titles inside", "related" in roles[begin - 1:end]))
                    seen.add(("code", "code" in roles[begin - 1:end]))
    for what in ("comments under a single post", "untitled", "question", "ends in a number", "one line", "long", "no body",
                 "other titles inside", "code"):
        assert (what, True) in seen and (what, False) in seen, what
    assert {("entries", n) for n in (1, 2, 3, 5, 10, 20)} <= seen


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_seed_gives_the_same_bytes(theme):
    code = theme.languages[-1]
    made = site_pages(theme, code, pages=2)
    assert made == site_pages(theme, code, pages=2)
    assert made != site_pages(theme, code, seed=2, pages=2)


def test_a_post_is_the_same_post_on_every_page():
    theme = themes.load("tuning")[0]
    seen = {}
    for _, truth in site_pages(theme, "en", pages=24):
        for entry in truth["entries"]:
            key = (entry["title"], entry["date_value"], entry["author_value"])
            assert seen.setdefault(entry["post_id"], key) == key
    assert len(set(seen.values())) == len(seen)


def test_no_theme_is_in_both_halves():
    halves = [{theme.name for theme in themes.load(split)} for split in themes.SPLITS]
    assert halves[0] and not halves[0] & halves[1]


def test_the_readme_lists_every_theme_in_its_half():
    rows = re.findall(r"^\| `(\w+)` \| (tuning|judging) \| ([a-z ]+) \| .+ \|$", (HERE / "README.md").read_text("utf-8"), re.M)
    said = {languages.CODES: "all"}
    assert rows == [(theme.name, split, said.get(theme.languages, " ".join(theme.languages))) for split, theme in themes.select("all")]


def test_pages_vary():
    sizes, kinds = set(), set()
    for theme, code in EVERY:
        for _, truth in pages_of_seed_1(theme, code):
            sizes.add(truth["n"])
            kinds.add(truth["kind"])
    assert {1, 2, 3, 5, 10} <= sizes and max(sizes) <= 40
    assert kinds == {"home", "tag", "category", "date", "author", "search", "single"}


def test_the_command_writes_what_the_judge_reads(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["generate.py", str(tmp_path), "--theme", "kubrick", "--pages", "4"])
    generate.main()
    for folder in tmp_path.iterdir():
        rows = [json.loads(line) for line in (folder / "pages.jsonl").read_text("utf-8").splitlines()]
        assert 3 <= len(rows) <= 4
        for row in rows:
            assert (folder / row["text_file"]).read_bytes()
    assert "kubrick-en" in capsys.readouterr().out


@pytest.mark.parametrize("code", languages.CODES)
def test_languages_say_everything(code):
    lang, english = languages.get(code), languages.get("en")
    assert set(lang.phrases) == set(english.phrases)
    assert set(lang.words) == set(english.words)
    assert set(lang.date_styles) == set(english.date_styles)
    for key, text in english.phrases.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", lang.phrases[key])), key
    assert (len(lang.months), len(lang.weekdays)) == (12, 7)
    for n in range(30):
        assert lang.comments(n)


@pytest.mark.parametrize("day,jalali", [
    (date(1979, 3, 21), (1358, 1, 1)), (date(2021, 3, 20), (1399, 12, 30)), (date(2021, 3, 21), (1400, 1, 1)),
    (date(2017, 12, 16), (1396, 9, 25)), (date(2009, 6, 10), (1388, 3, 20)), (date(2024, 3, 20), (1403, 1, 1)),
    (date(1950, 1, 1), (1328, 10, 11)),
])
def test_jalali_days(day, jalali):
    assert to_jalali(day) == jalali


def test_long_and_short_posts_occur():
    lengths = [len(post.blocks) for theme, code in EVERY[:8] for post in Site(theme, code, 1).posts]
    assert min(lengths) == 1 and max(lengths) > 60
