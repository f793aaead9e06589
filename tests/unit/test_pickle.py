"""Everything pickles, wherever it came from, and copies compare equal."""

import copy
import pickle

import pytest

import postdex as pdx


def objects(archive, listing):
    lines, hits = archive.find("bridge"), archive.search("bridge")
    return [
        archive, archive[1:3], archive.within("title"), archive.where(tag="Harbour"), archive.where(lambda post: True), archive[0],
        archive[0].appearances[0], archive[0].parts[0], archive.pages[0], archive.sources[0], archive[0].published,
        archive[0].published_bounds, hits, hits[:1], hits.sort("date"), hits[0], hits[0].snippet, hits.posts, lines, lines[1:], lines.sort("after"), lines[0],
        archive[0].parts, archive.parts, archive.parts[:0], archive.pages, archive.sources, archive.date_mentions[0], listing, listing[:1], listing.pages[0], listing.pages[0].correct({5: "heading"}), listing.find("ferry"),
        archive.tags, archive.categories, archive.facets("month"), archive.words("b"), archive[1:].words(), hits.facets("tag"), archive[:0].tags,
        archive.match(["bridge"]), archive.match(["bridge"])[0], archive.repeats(2), archive.repeats(2)[0], archive.repeats(2).places, archive.repeats(2).places[0], archive.repeats(2)[1:], archive.repeats(2)[1:].places[1:], listing.names("Orrel Bell"), archive.names("Ferry", without=["longer"]), archive.names("Ferry")[0], listing.quotes, listing[:1].quotes, listing.quotes.where(kind="direct"), listing.quotes[:0], listing.quotes[0], archive.date_mentions, archive[:1].date_mentions, archive[:0].date_mentions, archive.recipe, hits.recipe, archive[0].explain(), hits[0].explain(),
        listing.pages[0].explain(), archive.pages[:1],
    ]  # fmt: skip


@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_pickle(archive, listing, protocol):
    for item in objects(archive, listing):
        again = pickle.loads(pickle.dumps(item, protocol))
        assert type(again) is type(item)
        assert again == item
        assert repr(again) == repr(item)


def test_one_store_for_all_that_is_pickled_together(archive):
    data = pickle.dumps([archive, archive[0], archive.search("bridge"), archive.find("bridge")])
    assert len(data) < 2 * len(pickle.dumps(archive)) + 2000
    first, post, hits, lines = pickle.loads(data)
    assert post in first
    assert hits.archive._store is first._store is lines.archive._store


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda item: pickle.loads(pickle.dumps(item))])
def test_copies_are_equal_and_hash_alike(archive, listing, copied):
    for item in objects(archive, listing):
        again = copied(item)
        assert type(again) is type(item)
        assert again == item
        assert not again != item
        assert repr(again) == repr(item)
        if not isinstance(item, pdx.Counts):  # equal to a dict, which has no hash
            assert hash(again) == hash(item)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda item: pickle.loads(pickle.dumps(item))])
def test_copied_counts_and_mentions_have_their_rows(archive, copied):
    for item in (archive.tags, archive.facets("source"), archive.words(), archive.date_mentions):
        again = copied(item)
        assert len(again) == len(item) > 0
        assert again[0] == item[0]
        assert again.to_dicts() == item.to_dicts()
        assert again._columns() == item._columns()
        assert again._repr_html_() == item._repr_html_()
    assert copied(archive.tags)[0] == ("Harbour", 2, 2)
    assert copied(archive.tags)["Harbour"] == 2


def test_counts_pickle_without_their_archive(archive):
    assert len(pickle.dumps(archive.tags)) < 1000


@pytest.mark.parametrize("rows", [None, [1], [("x", 1, 1, 1)], [(b"x", "1", 1)], [(b"x", 1)]])
def test_counts_of_what_is_no_counts(rows):
    with pytest.raises(TypeError):
        type(pdx.parse("Rain").tags).__reduce__(pdx.parse("Rain").tags)[0](rows, "x")


def test_what_differs_is_unequal(archive):
    assert archive.recipe == archive.recipe
    assert archive.recipe != archive[:2].recipe
    assert archive.recipe != pdx.parse("Rain").recipe
    assert archive.recipe != archive.recipe.code
    assert archive.date_mentions != archive[:0].date_mentions
    assert archive.tags != archive[:1].tags
    assert archive.pages != archive.pages[:0]
    assert archive[0].explain() != archive[1].explain()
    assert len({archive.pages, archive.pages[:], tuple(archive.pages)}) == 1
    assert len({archive.sources, archive.sources[:0]}) == 2


def test_paths_and_facts_survive(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("Rain\n\nIt rained over the harbour.", encoding="utf-8")
    archive = pickle.loads(pickle.dumps(pdx.open(path, url="https://example.org/", captured="2020-01-02")))
    path.unlink()
    archive = pickle.loads(pickle.dumps(archive))
    assert archive.sources[0].url == "https://example.org/"
    assert archive.find("harbour")[0].anchor.source == str(path)
    assert archive.recipe.code.startswith("pdx.open(")


def test_errors_pickle():
    error = pickle.loads(pickle.dumps(pdx.QueryError("bad", offset=3)))
    assert (type(error), error.offset, str(error)) == (pdx.QueryError, 3, "bad")
    missing = pickle.loads(pickle.dumps(pdx.MissingFileError("gone", path="x")))
    assert (missing.path, str(missing)) == ("x", "x: gone")


@pytest.mark.parametrize("keys", [[(0, 10**6)], [(10**6, 0)], [(0,)], [3], ["ab"], (0, 0), [(-1, 0)]])
def test_parts_that_are_not_there(archive, keys):
    with pytest.raises((TypeError, IndexError, ValueError)):
        archive._store.parts(keys)
