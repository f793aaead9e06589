"""What saved_sites.py makes of saved pages and how it judges, on invented HTML. Reading needs selectolax (the group `bench`), judging does not."""

import json

import pytest
import saved_sites

POST = """<article class="post hentry" id="post-{k}">
  <header><h2 class="entry-title"><a href="/{k}">The mill burns {k}</a> <small>{day}</small></h2>
  <div class="entry-meta">Posted on <time class="entry-date" datetime="2011-05-0{k}">{day}</time> by <span class="author vcard"><a class="fn">Ann Vale</a></span></div></header>
  <div class="entry-content"><p>The harbour master wrote to us about the fire, letter {k}.</p><p>A second<br>paragraph &amp; more, <a rel="tag" href="/x">linked</a>.</p></div>
  <footer><span class="cat-links"><a rel="category tag" href="/category/town">Town</a></span>, <span class="tags-links"><a rel="tag" href="/tag/fire">Fire</a>,
  <a rel="tag" href="/tag/mill">Mill</a></span></footer></article>"""
PAGE = """<!DOCTYPE html><html lang="en"><head><title>x</title><meta name="generator" content="WordPress 5.2"></head>
<body class="{kind}"><nav><ul><li>Home</li><li>About</li></ul></nav><main><h1>Tag: fire</h1>{posts}</main><aside class="widget"><h2>Recent</h2><p>{aside}</p></aside></body></html>"""
DAYS = {1: "May 1, 2011", 2: "May 2, 2011", 3: "May 3, 2011"}


def page(numbers, aside="nothing", kind="archive"):
    return PAGE.format(posts="".join(POST.format(k=k, day=DAYS[k]) for k in numbers), aside=aside, kind=kind)


@pytest.fixture
def truth_of():
    pytest.importorskip("selectolax", reason="the group bench is not installed")
    import saved_reader

    return saved_reader.truth_of


def test_entries_say_what_their_markup_says(truth_of):
    read = truth_of(page([1, 2]))
    assert read.doubt == "" and (read.lang, read.platform) == ("en", "wordpress")
    assert [entry["title"] for entry in read.entries] == ["The mill burns 1", "The mill burns 2"]
    entry = read.entries[0]
    assert (entry["date"], entry["tags"], entry["categories"], entry["author"]) == ("May 1, 2011", ["Fire", "Mill"], ["Town"], "Ann Vale")
    assert entry["text"].startswith("The harbour master wrote to us about the fire, letter 1. A second paragraph & more")


def test_tags_are_as_the_markup_has_them(truth_of):
    def read(old, new):
        entry = truth_of(page([1, 2]).replace(old, new)).entries[0]
        return entry["tags"], entry["tags_known"]

    no_tags = ('<span class="tags-links">', '<span hidden class="tags-links">')
    assert read('"/tag/fire">Fire</a>', '"/tag/fire">The mill burns 1</a>') == (["The mill burns 1", "Mill"], True)
    assert read("Mill</a>", "#Mill</a>") == (["Fire", "#Mill"], True)  # the name of one, where it does not stand before all
    assert truth_of(page([1, 2]).replace(">Mill</a>", ">#Mill</a>").replace(">Fire</a>", ">#Fire</a>")).entries[0]["tags"] == ["Fire", "Mill"]
    assert read(*no_tags) == ([], False)  # links to tags are left, in the text and out of sight
    bare = PAGE.format(posts=POST.format(k=1, day=DAYS[1]).split('<span class="tags-links">')[0].replace('rel="tag" href="/x"', 'href="/x"'), aside="", kind="archive")
    assert (truth_of(bare).entries[0]["tags"], truth_of(bare).entries[0]["tags_known"]) == ([], True)


def test_text_is_what_a_reader_copies(truth_of):
    read = truth_of(page([1, 2]))
    first = "Tag: fire\nThe mill burns 1 May 1, 2011\nPosted on May 1, 2011 by Ann Vale\n\nThe harbour master wrote to us about the fire, letter 1.\n\nA second\nparagraph & more, linked.\n\nTown, Fire, Mill\n"
    assert read.main.startswith(first) and "Recent" not in read.main
    assert read.full.startswith("Home\nAbout\n" + first) and read.full.endswith("Recent\n\nnothing\n")


@pytest.mark.parametrize(
    ("html", "doubt"),
    [
        (page([]), "no entries"),
        (page([1, 2]).replace('<h2 class="entry-title"><a href="/2">The mill burns 2</a> <small>May 2, 2011</small></h2>', ""), "an entry without a title"),
        (page([1, 2]).replace("</main>", "<div>" + POST.format(k=3, day=DAYS[3]) + "</div></main>"), "entries in several places"),
        (page([1], kind="page page-id-4"), "a page that is no post"),
    ],
)
def test_what_is_doubtful_is_left_out(truth_of, html, doubt):
    assert truth_of(html).doubt == doubt


def test_a_title_in_the_furniture_above_spoils_the_whole_page_alone(truth_of):
    read = truth_of(page([1, 2]).replace("<li>About</li>", "<li>The mill burns 2</li><li>The mill burns 1</li>"))
    assert read.doubt == "" and read.main and not read.full


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")  # the shared judge closes no file
def test_sites_are_written_and_judged(truth_of, tmp_path, capsys):
    for i, numbers in enumerate(([1, 2], [2, 3], [1, 3], [1, 2, 3], [1], [2])):
        (tmp_path / "pages/mill").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"pages/mill/tag--{i}.html").write_text(page(numbers), "utf-8")
    saved_sites.read(tmp_path / "pages", tmp_path / "out")
    told = json.loads((tmp_path / "out/read.json").read_text("utf-8"))["mill"]
    assert (told["pages"], told["several"], told["full"]) == (6, 4, 6)
    saved_sites.judge(tmp_path / "out", "open", frozenset(["mill"]), ("main", "html"), means=True)
    said = capsys.readouterr().out
    assert "main: 1 sites, open part, 9 entries" in said and "mill" not in said


def test_a_splitter_begins_entries_at_lines_with_dates():
    text = "Ärger\n4 May 2011\nText in\n\nMore\n2 mai 2011\nund so weiter\n"
    at = [len(text[: text.index(line)].encode()) for line in ("Ärger", "4 May", "More", "2 mai")] + [len(text.encode())]
    assert saved_sites.split_at_dates(text, 0) == [(at[1], at[3]), (at[3], at[4])]
    assert saved_sites.split_at_dates(text, 1) == [(at[0], at[2]), (at[2], at[4])]


def test_a_third_of_the_sites_is_kept_but_none_that_is_open():
    names = [f"site{k}" for k in range(600)]
    kept = [name for name in names if saved_sites.part_of(name, frozenset()) == "kept"]
    assert 150 < len(kept) < 250
    assert saved_sites.part_of(kept[0], frozenset(kept[:1])) == "open"
