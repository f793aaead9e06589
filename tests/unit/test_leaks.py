"""No call leaks: references to objects and types, and the core's own blocks."""

import gc
import os
import pickle
import sys
from collections.abc import Iterator

import pytest

import postdex as pdx
from postdex import _core

RUNS = 20
SANITIZED = "POSTDEX_SANITIZED" in os.environ  # where the calls alone are watched: what they keep is the same in every build


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
        "half": lambda: (next(iter(archive.find("the"))), next(iter(archive.search("the"))), list(iter(archive.search("the"))), next(archive.terms()), next(post.tokens)),
        "rows": lambda: (
            archive.to_dicts(),
            archive.find("the").to_dicts(),
            archive.tags.to_dicts(),
            archive.date_mentions.to_dicts(),
            archive.match({"bridge": "ferry"}).to_dicts(),
            archive.repeats(2).to_dicts(),
            archive.repeats(2).places.to_dicts(),
            archive.names("Ferry").to_dicts(),
            listing.quotes.to_dicts(),
            listing.quotes[1:][::-1].to_dicts(),
            (archive.repeats(2)[1:].places[1:].to_dicts(), archive.date_mentions[:1].recipe, archive.names("Ferry")[:1], archive.match(["bridge"])[::-1].to_dicts()),
            [quote.speaker for quote in listing.quotes.where(kind="direct")],
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
        "words": lambda: (archive.collocates("bridge", "sentence")[:3].to_dicts(), archive[1:].within("paragraph").collocates("the").recipe,
                          archive[:1].keyness(listing).to_dicts(), archive.clusters("bridge", 2).to_dicts(),
                          archive.dispersion("the", "month").to_dicts(), archive.spread(3).to_dicts(), listing.tag_pairs(measure="lift").to_dicts()),
        "timeline": lambda: (archive.timeline("week").to_dicts(), archive.find("the").timeline("day").to_dicts(), archive.search("bridge").timeline().recipe, archive.date_mentions.timeline().to_dicts(), archive.date_mentions[1:].timeline().to_dicts()),
        "near_copies": lambda: (copies().near_copies()[0].of, copies()[1].near_copy_of, copies().near_copies().to_dicts(), copies().near_copies()[:1].to_dicts()),
    }


def copies():
    """An archive of a post and its near copy."""
    text = "The ferry to the island leaves at noon and comes back when the tide has turned."
    return pdx.from_records([{"title": "Ferry", "text": text}, {"title": "Again", "text": text}])


def provoke_many(archive, queries):
    with pytest.raises(pdx.QueryError):
        archive.search_many(queries)


def provoke(archive, query):
    with pytest.raises(pdx.QueryError):
        archive.search(query)


# what an archive is asked in one breath; the names are those of `verbs`
NAMES = ["open", "records", "sequence", "post", "part", "page", "line", "hit", "search", "search_many", "find", "views", "iterators", "half", "rows",
         "select", "capsules", "displays", "errors", "correct", "near_copies", "words", "timeline"]  # fmt: skip


def types():
    named = [item for item in vars(_core).values() if isinstance(item, type)]
    return [*named, *(item for name in pdx.__all__ if isinstance(item := getattr(pdx, name), type))]


def hold_still(held, verb):
    """Runs the verb again and again, and looks whether references to what is held or the core's blocks become more."""
    if SANITIZED:
        verb()
        gc.collect()
        verb()
        return
    for _ in range(5):
        verb()
    gc.collect()
    before = [sys.getrefcount(item) for item in held]
    live = _core._testing_live()
    for _ in range(RUNS):
        verb()
    gc.collect()
    after = [sys.getrefcount(item) for item in held]
    assert [(item, b, a) for item, b, a in zip(held, before, after, strict=True) if a - b >= RUNS // 2] == []
    assert _core._testing_live() - live < RUNS // 2


@pytest.mark.skipif(SANITIZED, reason="under sanitizers nothing is counted")
def test_a_planted_leak_is_seen(archive):
    kept = []
    with pytest.raises(AssertionError):
        hold_still([archive], lambda: kept.append(archive))


def test_all_verbs_are_run(archive, listing):
    assert sorted(verbs(archive, listing)) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_references(archive, listing, name):
    hold_still([archive, archive._store, listing._store, *types(), None, True], verbs(archive, listing)[name])


# Every public attribute and method of every public type ----------------------------------------------

# of methods that need some; a method that is in none of these is called without
ARGUMENTS = {
    "sample": (2,), "facets": ("tag",), "find": ("bridge",), "postings": ("bridge",), "search": ("bridge",), "search_many": (["bridge", "ferry"],), "within": ("title",), "names": ("Ferry",), "match": (["ferry"],), "grep": ("[bf]",),
    "labels": ("no-such-file",), "saved_searches": ("no-such-file",), "to_tei": (os.devnull,), "to_vertical": (os.devnull,),
    "to_csv": (os.devnull,), "to_jsonl": (os.devnull,), "to_graphml": (os.devnull,), "get": ("no such key",), "correct": ({5: "heading"},), "snippet_of": (40,),
    "near": ("bridge", "ferry"), "phrase": ("old", "bridge"), "tag": ("Harbour",), "source": ("june",), "page": ("harbour",), "text": ("bridge",), "collocates": ("bridge",), "clusters": ("bridge",), "dispersion": ("bridge",),
}  # fmt: skip
SORTS = {pdx.Hits: "date", pdx.Concordance: "R1"}
PACKAGES = {"to_arrow": "pyarrow", "to_pandas": "pandas", "to_polars": "polars"}
OF_PYTHON = (object, str, tuple)  # what a type has from these is not ours


def instances(archive, listing):
    """One of each public type."""
    post, page = archive[0], listing.pages[0]
    dated = next(post for post in [*archive, *listing] if post.published is not None)
    bounded = next(post for post in [*archive, *listing] if post.published_bounds.evidence)
    many = archive.search_many(["bridge"], 2)
    return [
        archive, listing, listing.pages, listing.sources, listing.sources[0], page, page.appearances, page.appearances[0], post, listing[0], post.parts,
        post.parts[0], post.title, post.anchor, dated.published, bounded.published_bounds, bounded.published_bounds.evidence[0], archive.search("bridge"),
        archive.search("bridge")[0], archive.search("bridge")[0].snippet, archive.find("the"), archive.find("the")[0], archive.tags, archive.tags[0],
        archive.grep("bridge"), archive.date_mentions, archive.date_mentions[0], listing.quotes, listing.quotes[0], archive.match(["bridge"]), archive.match(["bridge"])[0], archive.repeats(2), archive.repeats(2)[0], archive.repeats(2).places, archive.repeats(2).places[0], archive.names("Ferry"), archive.names("Ferry")[0], archive.names("Ferry").spellings, archive.names("Ferry").spellings[0], many, many[0], archive.select("title"), archive.explain(), archive.recipe,
        (changes := pdx.diff(archive, pdx.from_records([{"title": str(archive[0].title), "text": f"{archive[0].text} More of it."}, {"title": "New", "text": "New."}]))), changes.where("edited")[0], changes.edits, changes.edits[0],
        archive.search("(x").notes[0], pdx.Query("bridge"), copies().near_copies(), copies().near_copies()[0],
        archive.collocates("bridge"), archive.collocates("bridge")[0], archive[:2].keyness(archive[2:]), archive.ngrams(2), archive.dispersion("bridge"), archive.spread(), listing.tag_pairs(), archive.timeline(), archive.timeline().plot(), archive.tags.plot(), listing.tag_pairs().plot(),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def one_of_each(archive, listing):
    return instances(archive, listing)


def ours(kind):
    """Names of the public attributes that a type does not have from Python's own."""
    return sorted(name for name in dir(kind) if not name.startswith("_") and not any(hasattr(base, name) for base in OF_PYTHON if issubclass(kind, base)))


def call(item, name):
    if name in PACKAGES:
        pytest.importorskip(PACKAGES[name])
    value = getattr(item, name)
    if not callable(value):
        return value
    if name == "sort":
        value = value(SORTS.get(type(item)) or item.columns[0])
    elif name == "like":
        value = value(item[0])
    elif name == "select":
        value = value(item.columns[0])
    elif name == "where":
        value = value("gone") if isinstance(item, pdx.Diff) else value("title") if isinstance(item, pdx.Parts) else value(kind="direct") if isinstance(item, pdx.Quotes) else value(kind="day") if isinstance(item, pdx.Mentions) else value(tag="Harbour", since="2019", language="en")
    elif name == "date":
        value = value("2019", "2020")
    elif name == "keyness":
        value = value(item[:1])
    else:
        value = value(*ARGUMENTS.get(name, ()))
    return list(value) if isinstance(value, Iterator) else value


def everything(item):
    for name in ours(type(item)):
        call(item, name)
    repr(item), str(item), item == item, item != object()
    if type(item).__hash__ is not None:
        hash(item)
    pickle.loads(pickle.dumps(item))
    if hasattr(item, "_repr_html_"):
        item._repr_html_()
    if hasattr(item, "__len__") and hasattr(item, "__getitem__") and not isinstance(item, pdx.Explanation):
        list(item), item[:1], len(item), item[0] in item


def test_an_archive_that_is_opened_again_is_given_back(archive, tmp_path):
    archive.save(tmp_path / "saved.pdx")

    def verb():
        opened = pdx.open(tmp_path / "saved.pdx")
        everything_of = [opened.find("the").sort("after").to_dicts(), opened.search("bridge")[0].snippet, opened[0].text, opened.pages[0].parts[0].raw]
        opened.verify()
        return everything_of

    hold_still([archive, archive._store, *types(), None, True], verb)


def test_a_writer_gives_everything_back(archive, tmp_path):
    def verb():
        with pdx.writer(tmp_path / "town.pdx") as writer:
            writer.delete(writer.archive)
            writer.add_records([{"title": "A", "text": "bridge"}], name=str(len(writer.archive.sources)))
            writer.rollback()
            writer.add_records([{"title": "A", "text": "bridge"}], name=str(len(writer.archive.sources)))
            with pytest.raises(pdx.LockedError):
                pdx.writer(tmp_path / "town.pdx")

    hold_still([archive, archive._store, *types(), None, True], verb)


def public_types():
    kinds = [kind for name in pdx.__all__ if isinstance(kind := getattr(pdx, name), type) and not issubclass(kind, BaseException)]
    reports = (pdx.Repair, pdx.Rebuild, pdx.LostPost, pdx.LostSource, pdx.Limits, pdx.Scan, pdx.Profile, pdx.Labels, pdx.Label, pdx.SavedSearches, pdx.SavedSearch)  # Python and nothing else
    return [kind for kind in kinds if kind is not pdx.Writer and kind not in reports]  # a writer is no value: the test above has it


def test_every_public_type_has_an_instance_here(one_of_each):
    assert {kind.__name__ for kind in public_types()} <= {type(item).__name__ for item in one_of_each}


@pytest.mark.parametrize("kind", public_types(), ids=lambda kind: kind.__name__)
def test_everything_public_is_given_back(archive, listing, one_of_each, kind, tmp_path, monkeypatch):
    """A method that needs arguments and is not in the tables above fails here."""
    monkeypatch.setitem(ARGUMENTS, "save", (tmp_path / "saved.pdx",))
    monkeypatch.setitem(ARGUMENTS, "to_antconc", (tmp_path / "corpus",))
    for item in one_of_each:
        if type(item) is kind:
            hold_still([item, archive, archive._store, listing._store, *types(), None, True], lambda item=item: everything(item))


def test_pyarrow_gives_everything_back(archive):
    pyarrow = pytest.importorskip("pyarrow")
    pyarrow.table(archive)
    gc.collect()
    before = sys.getrefcount(archive)
    for _ in range(1 if SANITIZED else RUNS):
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
