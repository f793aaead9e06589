"""How fast the forms are read in which people have archives, against what is used for them otherwise.

    python -m benchmarks.forms                       # everything that is installed
    python -m benchmarks.forms --only html --pages FOLDER...

A case reads the same inputs with postdex and with a peer, both from bytes or text in memory unless it says `files`: readers take turns, round by round, on one thread, in one process. Times are
the best of the rounds in processor time; `x`, how many times as fast postdex is, is the median of the rounds: above 1 it wins. Inputs are the bench's posts (see README.md) in the form;
`--pages` takes files of your own instead. What is not installed is left out.

A case of your own is a function that gives (inputs, {name: what reads one of them}), with `postdex` among the names, registered with `@case`.
"""

from __future__ import annotations

import argparse
import html
import importlib
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import corpus, form_records

import postdex as pdx

ROUNDS, ROUNDS_LEAST, SECONDS, PAGE, PAGES = 25, 5, 20, 10, 40
Case = tuple[Sequence[Any], dict[str, Callable[[Any], object]]]
CASES: dict[str, Callable[[argparse.Namespace], Case]] = {}


def case(name: str) -> Callable[[Callable[[argparse.Namespace], Case]], Callable[[argparse.Namespace], Case]]:
    def register(made: Callable[[argparse.Namespace], Case]) -> Callable[[argparse.Namespace], Case]:
        CASES[name] = made
        return made

    return register


def peer(module: str, make: Callable[[Any], Callable[[Any], object]]) -> Callable[[Any], object] | None:
    """What reads with a module; None when that is not installed."""
    try:
        return make(importlib.import_module(module))
    except ImportError:
        return None


def html_listing(posts: Sequence[corpus.Post]) -> str:
    """A page as themes write it: a head with scripts, a bar of links beside the posts."""
    entries = "".join(
        f'<article class="post post-{post.number}"><h2 class="entry-title"><a href="/{post.number}" rel="bookmark">{html.escape(post.title)}</a></h2>'
        f'<div class="meta">Posted on <time datetime="{post.date}">{post.date}</time></div><div class="entry">'
        + "".join(f"<p>{html.escape(part)}</p>\n" for part in post.text.split("\n"))
        + f'</div><div class="foot">Tags: {", ".join(f"""<a href="/t/{tag}" rel="tag">{tag}</a>""" for tag in post.tags)}</div></article>\n'
        for post in posts
    )
    links = "".join(f'<li class="item-{i}"><a href="/archive/{i}">Archive {i}</a></li>\n' for i in range(120))
    script = "<script>" + "var settings = {'a': [1, 2, 3], 'b': '<p>no text</p>'};\n" * 100 + "</script>"
    return f"<!DOCTYPE html><html><head><title>A listing</title>{script}</head><body><div id=content>{entries}</div><div id=sidebar><ul>{links}</ul></div></body></html>"


def html_listings() -> list[str]:
    posts = list(corpus.generate(PAGE * PAGES))
    return [html_listing(posts[i : i + PAGE]) for i in range(0, len(posts), PAGE)]


@case("HTML listing to posts")
def html_to_posts(args: argparse.Namespace) -> Case:
    pages = args.pages or html_listings()
    readers: dict[str, Callable[[Any], object] | None] = {
        "postdex": form_records.scan_page, "postdex, with index": lambda page: len(pdx.parse(page, name="page", progress=False, threads=1)),
        "trafilatura": peer("trafilatura", lambda module: lambda page: module.extract(page)),
        "selectolax, parsing alone": peer("selectolax.lexbor", lambda module: lambda page: module.LexborHTMLParser(page)),
    }
    return pages, {name: reader for name, reader in readers.items() if reader}


@case("WordPress export")
def exports(args: argparse.Namespace) -> Case:
    readers = {
        "postdex": form_records.scan, "postdex, with text": form_records.scan_text, "postdex, with index": form_records.archive, "postdex, source taken": form_records.records,
        "xml.etree iterparse to fields": form_records.iterparse, "xml.etree iterparse alone": form_records.iterparse_alone,
        "iterparse, selectolax for text": peer("selectolax.lexbor", form_records.iterparse_text),
    }  # fmt: skip
    return [form_records.export()], {name: reader for name, reader in readers.items() if reader}


@case("feed")
def feeds(args: argparse.Namespace) -> Case:
    readers = {
        "postdex": form_records.scan, "postdex, with text": form_records.scan_text, "postdex, with index": form_records.archive, "postdex, source taken": form_records.records,
        "feedparser": peer("feedparser", lambda module: module.parse),
    }  # fmt: skip
    return [form_records.feed()], {name: reader for name, reader in readers.items() if reader}


@case("crawl to pages (WARC.gz)")
def crawls(args: argparse.Namespace) -> Case:
    readers = {
        "postdex": form_records.crawl_pages, "postdex, zlib of Python": form_records.crawl_pages_zlib, "FastWARC": peer("fastwarc.warc", form_records.fastwarc),
    }  # fmt: skip
    return [form_records.crawl()], {name: reader for name, reader in readers.items() if reader}


@case("Markdown with front matter")
def front_matter(args: argparse.Namespace) -> Case:
    readers = {"postdex": form_records.posts_of, "python-frontmatter": peer("frontmatter", form_records.frontmatter)}
    return [form_records.markdown_posts()], {name: reader for name, reader in readers.items() if reader}


@case("Markdown with front matter, files")
def front_matter_files(args: argparse.Namespace) -> Case:
    readers = {"postdex": form_records.scan_folder, "python-frontmatter": peer("frontmatter", form_records.frontmatter_files)}
    return [form_records.markdown_folder()], {name: reader for name, reader in readers.items() if reader}


def size_of(given: Any) -> int:
    if isinstance(given, bytes):
        return len(given)
    if isinstance(given, list):
        return sum(map(size_of, given))
    folder = Path(given) if len(given) < 256 else None
    return sum(path.stat().st_size for path in folder.iterdir()) if folder is not None and folder.is_dir() else len(given.encode())


def spent(read: Callable[[Any], object], inputs: Sequence[Any]) -> float:
    """Seconds of processor time."""
    begin = time.process_time()
    for each in inputs:
        read(each)
    return time.process_time() - begin


def measure(name: str, args: argparse.Namespace) -> None:
    inputs, readers = CASES[name](args)
    size = sum(map(size_of, inputs))
    rounds: list[dict[str, float]] = []
    while len(rounds) < ROUNDS and (len(rounds) < ROUNDS_LEAST or sum(sum(each.values()) for each in rounds) < SECONDS):
        rounds.append({reader: spent(read, inputs) for reader, read in readers.items()})
    print(f"{name}: {len(inputs)} inputs, {size:,} bytes")
    for reader in readers:
        seconds, times = min(each[reader] for each in rounds), statistics.median(each[reader] / each["postdex"] for each in rounds)
        print(f"  {reader:32} {1000 * seconds:10.1f} ms {size / seconds / 1e6:8.1f} MB/s {times:8.2f} x", flush=True)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forms", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="cases whose names have this in them")
    parser.add_argument("--pages", nargs="*", type=Path, default=[], help="files, or folders of them, in place of the bench's pages")
    args = parser.parse_args(argv)
    args.pages = [file.read_text(encoding="utf-8", errors="replace") for path in args.pages for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    for name in CASES:
        if args.only.lower() in name.lower():
            measure(name, args)


if __name__ == "__main__":
    main()
