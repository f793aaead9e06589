"""Tags that stand on posts together, against counting by hand."""

import io
import itertools
import math
import pickle
import random
import xml.etree.ElementTree

import pytest

import postdex as pdx

TAGS = [f"Tag {name}" for name in ("a", "b & c", "d", "e", "ü", "f<g", 'h"i')]


@pytest.fixture(scope="module")
def made():
    rng = random.Random(5)
    return [{"title": f"t{i}", "text": "words", "tags": ["All", *rng.sample(TAGS, rng.randint(0, 4))]} for i in range(60)]


def by_hand(rows):
    posts = {tag: sum(tag in row["tags"] for row in rows) for row in rows for tag in row["tags"]}
    pairs = {}
    for row in rows:
        for pair in itertools.combinations(sorted(row["tags"], key=str.encode), 2):
            pairs[pair] = pairs.get(pair, 0) + 1
    return {pair: (count, posts[pair[0]], posts[pair[1]]) for pair, count in pairs.items()}


def test_counts_and_measures(made):
    archive = pdx.from_records(made, language="en")
    for view, rows in ((archive, made), (archive[10:30], made[10:30])):
        wanted, table = by_hand(rows), view.tag_pairs()
        assert {(row.tag, row.other): (row.count, row.tag_posts, row.other_posts) for row in table} == wanted
        assert (table.posts, table.tags) == (len(rows), len({tag for row in rows for tag in row["tags"]}))
        assert table.everywhere == ["All"]
        for row in table:
            o, r1, c1, n = row.count, row.tag_posts, row.other_posts, len(rows)
            e = r1 * c1 / n
            assert row.expected == pytest.approx(e) and row.lift == pytest.approx(o / e) and row.jaccard == pytest.approx(o / (r1 + c1 - o))
            assert row.npmi == pytest.approx(math.log(o / e) / -math.log(o / n) if o < n else 1, abs=1e-12)
            cells = [(o, e), (r1 - o, r1 - e), (c1 - o, c1 - e), (n - r1 - c1 + o, n - r1 - c1 + e)]
            g2 = 2 * sum(a * math.log(a / b) for a, b in cells if a)
            assert row.log_likelihood == pytest.approx(g2 if o >= e else -g2, abs=1e-9)
            assert row.tag != "All" or row.lift == 1
        for measure in ("count", "lift", "npmi", "jaccard", "log_likelihood"):
            ordered = view.tag_pairs(measure=measure, min_count=3)
            order = [(-getattr(row, measure), -row.count, row.tag.encode(), row.other.encode()) for row in ordered]
            assert order == sorted(order) and {row.count for row in ordered} <= set(range(3, 100))


def test_graphml(made, tmp_path):
    pairs = pdx.from_records(made, language="en").tag_pairs(min_count=4)
    pairs.to_graphml(tmp_path / "tags.graphml")
    name = "{http://graphml.graphdrawing.org/xmlns}"
    graph = xml.etree.ElementTree.parse(tmp_path / "tags.graphml").getroot().find(f"{name}graph")
    nodes = {node.get("id"): {data.get("key"): data.text for data in node} for node in graph.iter(f"{name}node")}
    edges = [(nodes[edge.get("source")]["label"], nodes[edge.get("target")]["label"], {data.get("key"): data.text for data in edge}) for edge in graph.iter(f"{name}edge")]
    assert [(a, b, int(data["count"]), float(data["lift"])) for a, b, data in edges] == [(row.tag, row.other, row.count, row.lift) for row in pairs]
    assert {node["label"]: int(node["posts"]) for node in nodes.values()}["All"] == 60


def test_graphml_of_any_tags(tmp_path):
    odd = "".join(map(chr, [*range(0x30), 0x7F, 0x85, 0x2028, 0xFFFE, 0xFFFF, 0x1FFFF])) + "]]><&\"'"
    pairs = pdx.from_records([{"title": "x", "tags": [odd, "a & b", "plain"]}] * 2).tag_pairs()
    pairs.to_graphml(tmp_path / "tags.graphml")
    labels = [data.text for data in xml.etree.ElementTree.parse(tmp_path / "tags.graphml").iter() if data.get("key") == "label"]
    assert {"a & b", "plain"} < set(labels) and len(labels) == 3 and len(pairs) == 3


def test_a_table(made):
    pairs = pdx.open(pdx.sample()).tag_pairs(measure="npmi")
    assert pickle.loads(pickle.dumps(pairs)) == pairs and "pairs of tags" in repr(pairs) and "<table" in pairs._repr_html_()
    assert pairs.recipe.code.endswith(".tag_pairs(measure='npmi')")
    out = io.StringIO()
    pairs.to_csv(out)
    assert out.getvalue().startswith("tag,other,count,tag_posts,other_posts,expected,lift,npmi,jaccard,log_likelihood")
    assert len(pdx.parse("").tag_pairs()) == 0 and pdx.parse("").tag_pairs().everywhere == []
    for arguments in ({"measure": "weight"}, {"min_count": 0}):
        with pytest.raises(pdx.UsageError):
            pdx.open(pdx.sample()).tag_pairs(**arguments)


def test_only_the_first_rows_where_many_are_there(made):
    """The same rows as of all, in the same order, however few are kept on the way."""
    archive = pdx.from_records(made, language="en")
    for measure in ("count", "lift", "npmi", "jaccard", "log_likelihood"):
        for min_count in (1, 3):
            every = archive.tag_pairs(measure=measure, min_count=min_count, n=None)
            assert every.pairs == len(every) == len(archive.tag_pairs(measure=measure, min_count=min_count))
            for n in (1, 2, 5, len(every), len(every) + 1):
                some = archive.tag_pairs(measure=measure, min_count=min_count, n=n)
                assert some.to_dicts() == every[:n].to_dicts()
                assert (some.pairs, some.posts, some.tags) == (every.pairs, every.posts, every.tags)
                assert ("n=None gives all" in repr(some)) == (n < len(every))
    assert archive.tag_pairs(n=3).recipe.code.endswith(".tag_pairs(n=3)")
    assert pickle.loads(pickle.dumps(archive.tag_pairs(n=3))) == archive.tag_pairs(n=3)


def test_a_post_with_very_many_tags():
    tags = [f"tag {i:04}" for i in range(1500)]
    archive = pdx.from_records([{"title": "all", "tags": tags}, {"title": "two", "tags": [tags[7], tags[900]]}])
    pairs = archive.tag_pairs(measure="count", n=500)
    assert (len(pairs), pairs.pairs, pairs.tags) == (500, 1500 * 1499 // 2, 1500)
    assert [(row.tag, row.other, row.count) for row in pairs[:2]] == [("tag 0007", "tag 0900", 2), ("tag 0000", "tag 0001", 1)]
    assert "the first of 1,124,250: n=None gives all" in repr(pairs)


def test_an_archive_of_several_parts_tells_them_as_soon_as_it_is_opened(tmp_path, made):
    with pdx.writer(tmp_path / "parts.pdx", language="en") as writer:
        for begin in (0, 20, 40):
            writer.add_records(made[begin : begin + 20], f"rows {begin}")
            writer.commit()
    table = pdx.open(tmp_path / "parts.pdx").tag_pairs()  # nothing else was asked of its tags
    assert {(row.tag, row.other): (row.count, row.tag_posts, row.other_posts) for row in table} == by_hand(made)
