"""No call leaks: references to objects and types, and the core's own blocks."""

import gc
import sys

import pytest

import postdex as pdx
from postdex import _core

RUNS = 50


def verbs(archive, listing):
    line, hit, post = archive.find("bridge")[0], archive.search("bridge")[0], archive[0]
    return {
        "open": lambda: pdx.parse("Rain\n\nIt rained over the harbour."),
        "records": lambda: pdx.from_records([{"title": "A", "text": "b", "tags": ["c"]}]),
        "sequence": lambda: (list(archive), archive[1:3], archive[0] in archive, hash(archive), archive == archive[:]),
        "post": lambda: [getattr(post, name) for name in dir(post) if not name.startswith("__")],
        "part": lambda: [getattr(post.parts[0], name) for name in dir(post.parts[0]) if not name.startswith("__")],
        "page": lambda: [
            getattr(listing.pages[0], name) for name in dir(listing.pages[0]) if not name.startswith("__")
        ],
        "line": lambda: [getattr(line, name) for name in dir(line) if not name.startswith("__")],
        "hit": lambda: (hit.snippet, hit.explain(), hit.post, hit.score),
        "search": lambda: (
            archive.search("bridge ferry", match="any")[1:].sort("date").facets("tag"),
            archive.search("(x").notes,
        ),
        "search_many": lambda: (
            list(archive.search_many(["bridge", "ferry | rain"], 3)),
            [getattr(archive.search_many(["bridge"]), name) for name in ("query", "rank", "post", "score", "begins", "incomplete")],
            memoryview(archive.search_many(["bridge"]).post).tolist(),
        ),
        "find": lambda: (
            list(archive.find("the").sort("after")[::-1]),
            archive.find("the").counts,
            archive.find("the").per_post,
        ),
        "views": lambda: archive.where(tag="Harbour").within("title").parts.where("title"),
        "iterators": lambda: (
            list(post.tokens),
            list(post.sentences),
            list(archive.terms()),
            list(archive.postings("bridge")),
        ),
        "half": lambda: (next(iter(archive.find("the"))), next(archive.terms()), next(post.tokens)),
        "rows": lambda: (
            archive.to_dicts(),
            archive.find("the").to_dicts(),
            archive.tags.to_dicts(),
            archive.date_mentions.to_dicts(),
        ),
        "select": lambda: (
            archive.select("title", "tags").to_dicts(),
            repr(archive.find("the").select("node", views=True)),
            archive.find("the").select(views=True).__arrow_c_stream__(),
            archive.select("title").select("title") == archive.select("title"),
        ),
        "capsules": lambda: (archive.__arrow_c_stream__(), archive.__arrow_c_schema__()),
        "displays": lambda: (repr(archive), archive._repr_html_(), repr(archive.find("bridge"))),
        "errors": lambda: [
            *(provoke(archive, query) for query in ("date:soon", "tag:")),
            provoke_many(archive, ["bridge", "date:soon"]),
        ],
        "correct": lambda: listing.pages[0].correct({5: "heading"}),
    }


def provoke_many(archive, queries):
    with pytest.raises(pdx.QueryError):
        archive.search_many(queries)


def provoke(archive, query):
    with pytest.raises(pdx.QueryError):
        archive.search(query)


NAMES = ["open", "records", "sequence", "post", "part", "page", "line", "hit", "search", "find", "views", "iterators", "half", "rows", "capsules", "displays", "errors", "correct"]  # fmt: skip


def types():
    named = [item for item in vars(_core).values() if isinstance(item, type)]
    return [*named, *(item for item in vars(pdx).values() if isinstance(item, type))]


@pytest.mark.parametrize("name", NAMES)
def test_references(archive, listing, name):
    verb = verbs(archive, listing)[name]
    for _ in range(5):
        verb()
    gc.collect()
    held = [archive, archive._store, listing._store, *types(), None, True]
    before = [sys.getrefcount(item) for item in held]
    live = _core._testing_live()
    for _ in range(RUNS):
        verb()
    gc.collect()
    after = [sys.getrefcount(item) for item in held]
    grown = [(item, b, a) for item, b, a in zip(held, before, after, strict=True) if a - b >= RUNS // 2]
    assert grown == []
    assert _core._testing_live() - live < RUNS // 2


def test_pyarrow_gives_everything_back(archive):
    pyarrow = pytest.importorskip("pyarrow")
    pyarrow.table(archive)
    gc.collect()
    before = sys.getrefcount(archive)
    for _ in range(RUNS):
        pyarrow.table(archive)
    gc.collect()
    assert sys.getrefcount(archive) - before < 5


def test_archives_go_when_nobody_holds_them():
    import weakref

    archive = pdx.parse("Rain\n\nIt rained.")

    class Probe:
        pass

    probe = Probe()
    gone = weakref.ref(probe)
    archive._store.cache["probe"] = probe
    archive._store.cache["cycle"] = archive  # a cycle through the store
    del probe, archive
    gc.collect()
    assert gone() is None
