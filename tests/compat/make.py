"""Makes the archive of this version's format, and what is expected of it, beside this file: once, before the version is released.

    python tests/compat/make.py

The pages and rows are fictional. What has been made once stays as it is: later versions of postdex read it (test_compat.py).
"""

from __future__ import annotations

import io
import json
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FORMAT = 2  # the latest that is written
QUERIES = ["ferry", "ferry OR lamp", '"the tide"', "harbour -lamp", "tag:Quay", "ro*", "lamp~1", "date:2019-02..2019-03", "NEAR(ferry tide, 9)", "title:lamp", "کشتی", "waiting"]

PAGE = """\
Entries tagged “{tag}”

{entries}
Older posts
"""
ENTRY = """\
{title}
Posted on {day} by {author}
{text}
Filed under: {tag}, Harbour
3 comments

"""
PLACES = ["the mill", "the quay", "the old bridge", "the fish market", "the lamp room", "the rope walk", "the library", "the weir"]
MONTHS = ["January", "February", "March"]


def post(number: int, tag: str) -> str:
    place, other = PLACES[number % 8], PLACES[(3 * number + 1) % 8]
    text = f"On the way from {place} to {other} the ferry waited for the tide, and nobody minded. Number {number} of the boats was painted again; the harbour master wrote down what the paint had cost. {'The lamp burned all night. ' * (number % 3)}Whoever has a rope to spare is asked to bring it to {place}."
    return ENTRY.format(title=f"What {place[4:]} told us, part {number}", day=f"{MONTHS[number % 3]} {number % 27 + 1}, 2019", author=["Mara Quist", "Ole Tammen"][number % 2], text=text, tag=tag)


def page(tag: str, numbers: range) -> str:
    return PAGE.format(tag=tag, entries="".join(post(number, tag) for number in numbers))


def rows(begin: int, end: int) -> list[dict[str, object]]:
    return [{"title": f"Log {n}", "text": f"The tide at the weir: {n} feet. Café and کشتی. " * (n % 4 + 1), "tags": ["Quay"] if n % 2 else ["Weir", "Log"], "author": "Mara Quist",
             "date": f"2019-0{n % 3 + 2}-1{n % 9}", "url": f"https://harbour.example/log/{n}"} for n in range(begin, end)]  # fmt: skip


def long_log(when: str) -> str:
    """Nearly the same, whenever it is told."""
    return " ".join(f"At {n} feet the harbour master of pier {n * 7 % 23} saw boat {n * 5 % 31} pass the weir." for n in range(30)) + f" That was in the {when}."


def listing(name: str, tag: str, numbers: range) -> io.BytesIO:
    return file(name, page(tag, numbers))


def file(name: str, text: str) -> io.BytesIO:
    made = io.BytesIO(text.encode())
    made.name = name  # type: ignore[attr-defined]
    return made


HTML = """<html><head><title>Harbour log</title></head><body><h1>Harbour log</h1>
<article><h2><a href="/lamp">The lamp of the weir</a></h2><p>Posted on 3 March 2019 by Mara Quist</p><p>The lamp &amp; the ferry waited for the tide.</p></article>
<article><h2><a href="/rope">A rope too short</a></h2><p>Posted on 1 March 2019 by Ole Tammen</p><p>Rope, caf&eacute;, tide. <b>Nobody</b> minded.</p></article></body></html>
"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>
<item><title>Notes from the weir</title><link>https://harbour.example/weir</link><pubDate>Fri, 01 Mar 2019 10:00:00 GMT</pubDate><category>Weir</category>
<description>&lt;p&gt;The tide at the weir.&lt;/p&gt;&lt;p&gt;A &lt;a href="/lamp"&gt;lamp&lt;/a&gt;.&lt;/p&gt;</description></item></channel></rss>
"""
EXPORT = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour</title><wp:wxr_version>1.2</wp:wxr_version>
<item><title>The old mill again</title><link>https://harbour.example/mill</link><dc:creator>mara</dc:creator><content:encoded><![CDATA[<p>The mill wheel waits for the tide.</p>]]></content:encoded>
<wp:post_date>2019-02-11 08:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="post_tag" nicename="mill"><![CDATA[Mill]]></category></item></channel></rss>
"""
MARKDOWN = "---\ntitle: A note on ropes\ndate: 2019-03-04\ntags: [Ropes]\n---\nThe *rope walk* is long.\n"
JSON_ARRAY = '[{"title": "An array of one", "text": "The weir is dry."}]'
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "items": [{"id": "1", "title": "Lamp oil", "content_text": "Oil for the lamp.", "date_published": "2019-03-02T08:00:00Z"}]}'


def build(path: Path) -> None:
    """Several commits: pages of text and rows, deletes, appearances that are gained, a part that is merged."""
    import postdex as pdx

    with pdx.writer(path, language="en") as writer:
        writer.add(listing("quay.txt", "Quay", range(1, 8)), url="https://harbour.example/tag/quay", captured="2019-06-01")
        writer.add_records([*rows(0, 40), {"title": "Long log", "text": long_log("morning")}], name="log")
    with pdx.writer(path) as writer:
        writer.add(listing("lamps.txt", "Lamps", range(5, 12)), url="https://harbour.example/tag/lamps", captured="2019-06-02")
        writer.delete('title:"Log 7" OR title:"Log 8"')
    with pdx.writer(path) as writer:
        writer.add(listing("ropes.txt", "Ropes", range(10, 15)), captured="2019-06-03")
        writer.add_records([{"title": "Tide table", "text": "High water at noon. " * 30}, {"title": "Long log again", "text": long_log("evening")}], name="table")
        writer.delete('title:"part 3"')
        for name, text in (("log.html", HTML), ("feed.xml", FEED), ("export.xml", EXPORT), ("feed.json", JSON_FEED), ("note.md", MARKDOWN), ("rows.json", JSON_ARRAY)):
            writer.add(file(name, text))


def build_further(path: Path) -> None:
    """More goes than one list of what is gone has, a source in the place of another, and one of which no post is left."""
    import postdex as pdx

    with pdx.writer(path) as writer:
        writer.add_records([{"title": f"Slip {n}", "text": "Paid." if n % 2 else "Owed."} for n in range(140)], name="slips")
        writer.add_records(rows(60, 63), name="short")
    with pdx.writer(path) as writer:
        writer.delete([post for post in writer.archive if str(post.title).startswith("Slip") and int(str(post.title).split()[1]) < 66])
    with pdx.writer(path) as writer:
        writer.delete('title:"Slip 100"')
        writer.upsert_records(rows(60, 62), name="short")


def facts(archive) -> dict[str, object]:
    """What users see of all of it."""
    posts = [[post.number, str(post.title), [str(tag) for tag in post.tags], [str(each) for each in post.categories], str(post.author) if post.author else None,
              str(post.published), str(post.published_bounds), post.language, post.words, len(post.appearances), post.text, post.anchor.source.rsplit("/", 1)[-1]] for post in archive]  # fmt: skip
    searches = {query: [[hit.post.number, f"{hit.score:.9f}"] for hit in archive.search(query)] for query in QUERIES}
    copies = [[copy.post.number, copy.of.number, f"{copy.likeness:.6f}"] for copy in archive.near_copies()]
    return {
        "copies": copies, "posts": posts, "searches": searches, "words": sorted(map(list, archive.words().items())),
        "tags": sorted(map(list, archive.tags.items())), "sources": [[len(source.data), source.form, len(source.pages)] for source in archive.sources],
        "lines": [[line.before, line.node, line.after] for line in archive.find("tide")],
    }  # fmt: skip


def main() -> int:
    import postdex as pdx

    target = HERE / f"format-{FORMAT}"
    if target.exists() and "--again" not in sys.argv:
        print(f"{target.name} is there already: what was released stays as it is")
        return 1
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder, "town.pdx"))
        build_further(Path(folder, "town.pdx"))
        archive = pdx.open(Path(folder, "town.pdx"))
        archive.verify()
        target.mkdir()
        expected = json.dumps(facts(archive), ensure_ascii=False, indent=0)
        del archive
        shutil.copytree(Path(folder, "town.pdx"), target / "town.pdx")
    (target / "expected.json").write_text(expected + "\n", encoding="utf-8")
    print(f"{target.name}: {sum(file.stat().st_size for file in target.rglob('*') if file.is_file()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
