"""Concordance and Line: every occurrence."""

import io
import itertools
import operator
import pickle
import threading
import random
import re

import pytest

import postdex as pdx
from unit_texts import LISTING


def test_lines_have_their_context(archive):
    for line in archive.find("bridge"):
        assert line.node.lower() == "bridge"
        assert str(line) == line.before + line.node + line.after
        assert str(line) in line.part.text
        assert line.role == line.part.role
        assert line.post in archive
        assert line.anchor.quote == line.node


def test_sequence_in_find_stands_side_by_side(archive):
    assert [line.node for line in archive.find("old bridge")] == ["old bridge"]
    assert len(archive.find("ferry")) == 3
    assert [line.node for line in archive.find("ferry")].count("ferry") == 2


def test_counts_tell_roles_and_posts_apart(archive):
    lines = archive.find("bridge")
    assert sum(lines.counts.values()) == len(lines)
    assert sum(lines.per_post.values()) == lines.in_posts
    assert lines.counts["title"] == 1
    assert lines.per_post[2] == 1
    assert [post.number for post in lines.posts] == list(lines.per_post)


def test_remainders_are_told_apart(listing):
    lines = listing.find("Orrel")
    assert len(lines) == LISTING.count("Orrel")
    assert lines.in_posts + lines.in_remainders == len(lines)
    for line in lines:
        assert (line.post is None) == (line.part.post is None)


def test_any_slice_is_the_slice_of_the_whole(big):
    lines = big.find("harbour")
    whole = list(lines)
    assert len(whole) == len(lines)
    draw = random.Random(3)
    for _ in range(20):
        cut = slice(
            draw.choice([None, *range(-90, 90)]), draw.choice([None, *range(-90, 90)]), draw.choice([None, 2, -1, -7])
        )
        part = lines[cut]
        assert type(part) is pdx.Concordance
        assert list(part) == whole[cut]
    assert lines[17] == whole[17]
    assert lines[-1] == whole[-1]
    with pytest.raises(IndexError):
        lines[len(lines)]


def test_sort(archive):
    lines = archive.find("the")
    after = [line.after.split() for line in lines.sort("after")]
    firsts = [words[0].strip(".,").lower() if words else "" for words in after]
    assert firsts == sorted(firsts)
    assert list(lines.sort("-after")) != list(lines.sort("after"))
    assert sorted(map(hash, lines.sort("L1 R1 R2"))) == sorted(map(hash, lines))
    assert [line.post.number for line in lines.sort("-post")] == sorted(
        (line.post.number for line in lines), reverse=True
    )
    with pytest.raises(pdx.UsageError):
        lines.sort("sideways")


def test_iterators_are_independent(archive):
    lines = archive.find("the")
    first, second = iter(lines), iter(lines)
    assert next(first) == next(second)
    assert next(first) == lines[1]
    assert second.__length_hint__() == len(lines) - 1
    assert list(first) == list(lines)[2:]


def test_equality_hash_order(archive):
    assert archive.find("bridge") == archive.find("bridge")
    assert hash(archive.find("bridge")) == hash(archive.find("bridge"))
    assert archive.find("bridge") != archive.find("ferry")
    a, b = archive.find("bridge")[:2]
    assert a != b
    assert len({a, b, archive.find("bridge")[0]}) == 2
    assert sorted([b, a]) == [a, b]


def test_within_and_where_restrict(archive):
    assert len(archive.within("title").find("bridge")) == 1
    assert {line.post.number for line in archive.where(tag="Council").find("bridge")} == {2}


def test_notes_and_strict(archive):
    assert archive.find("(bridge").notes
    with pytest.raises(pdx.QueryError):
        archive.find("(bridge", strict=True)


def test_only_negative_finds_nothing_and_says_so(archive):
    lines = archive.find("-bridge")
    assert len(lines) == 0
    assert lines.notes


@pytest.mark.parametrize("query", ["river", "river | bridge", '"ferry harbour"', "note"])
def test_lines_are_the_same_however_they_are_reached(big, query):
    whole = list(big.find(query).select("post", "before", "node", "byte_begin").to_dicts())
    assert len(whole) > 70

    def rows(lines):
        return [
            {"post": None if line.post is None else line.post.number, "before": line.before, "node": line.node, "byte_begin": line.anchor.bytes[0]}
            for line in lines
        ]

    assert rows(big.find(query)[:1]) == whole[:1]
    for key in (slice(3), slice(60, 70), slice(1, 3000, 7), slice(5, None, 2), slice(-3, None), slice(None, None, -50), slice(9, 2), slice(2, 2)):
        lines = big.find(query)[key]
        assert len(lines) == len(whole[key]) and rows(lines) == whole[key]
    for index in (0, 5, 63, 64, 69, len(whole) - 1, -1, -len(whole)):
        assert rows([big.find(query)[index]]) == [whole[index]]
    for index in (len(whole), -len(whole) - 1, 2**40, 2**100):
        with pytest.raises(IndexError):
            big.find(query)[index]
    assert rows(itertools.islice(big.find(query), 69)) == whole[:69]
    iterator = iter(big.find(query))
    next(iterator)
    assert operator.length_hint(iterator) == len(whole) - 1
    lines = big.find(query)
    assert rows(lines[:5][1:3]) == whole[1:3] and len(lines) == len(whole) == lines.in_posts + lines.in_remainders
    assert lines[:5].notes == lines.notes and lines[:5][0] == lines[0]


def test_threads_may_reach_lines_at_once(big):
    wanted = big.find("river").select("post", "byte_begin").to_dicts()
    for _ in range(5):
        lines, found = big.find("river"), []
        threads = [threading.Thread(target=lambda lines=lines, found=found: found.append(lines.select("post", "byte_begin").to_dicts())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [wanted] * 4


def test_lines_of_every_kind_of_text():
    """Bytes of nodes are found by counting words: each line's node is the word that was asked for, whatever stands before it."""
    oddities = ["don’t", "a-b-c-d", "3.14", "1,000.50", "x_y", "caf\u00e9", "東京タワー", "…", "“quote”", "--", "'", "e.g.", "a\u00ad-b", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"]
    rng = random.Random(3)
    rows = []
    for _ in range(60):
        words = [rng.choice([*oddities, "the", "river", "ran", "Zebu", "zebu."]) for _ in range(rng.randint(1, 400))]
        rows.append({"title": "zebu " * rng.randint(0, 2) + "note", "text": rng.choice([" ", "  ", ", "]).join(words)})
    archive = pdx.from_records(rows, language="en")
    lines = archive.find("zebu")
    assert len(lines) == sum(row["text"].lower().count("zebu") + row["title"].count("zebu") for row in rows)
    for each in (lines, lines.sort("after"), lines.sort("-L1"), lines[::-1]):
        assert {line.node.lower() for line in each} == {"zebu"}
        assert [line.before + line.node + line.after for line in each] == [line.part.text for line in each]
        assert sorted(line._place for line in each) == sorted(line._place for line in lines)


def test_a_sorted_line_is_the_line_it_was():
    """A sort reads the texts and keeps what it read: lines say the same as before it, in tables as one by one, however often they are sorted."""
    rng = random.Random(5)
    pieces = ["don’t", "x_y", "caf\u00e9", "東京", "…", "e-mail", "the", "river", "ran", "Zebu", "zebu."]
    rows = [
        {"title": " ".join(rng.choices(pieces, k=5)), "tags": ["zebu herd", "old zebu", "river"], "text": "\n\n".join(" ".join(rng.choices(pieces, k=rng.randint(1, 90))) for _ in range(4))}
        for _ in range(40)
    ]
    archive = pdx.from_records(rows, language="en")
    for query in ("zebu", "zebu the", "zebu OR (river ran)"):
        lines = archive.find(query)
        plain = {line._place: (line.post.number, line.part.role, line.before, line.node, line.after) for line in lines}
        for each in (lines.sort("after"), lines.sort("L2 node -R1"), lines.sort("node").sort("before"), lines.sort("after").sort("post"), lines.sort("after")[5:50:3]):
            table = [tuple(row.values()) for row in each.select("post", "part", "before", "node", "after").to_dicts()]
            assert table == [plain[line._place] for line in each] == [(line.post.number, line.part.role, line.before, line.node, line.after) for line in each]
    by_node = [re.findall("[a-z]+", line.node.lower()) for line in archive.find("zebu OR (zebu the)").sort("node")]
    assert by_node == sorted(by_node) and by_node[0] != by_node[-1]


def lines_at_random(rng):
    """An archive of several sources, some of which are pages with words outside of posts, and some posts of which have gone."""
    pieces = ["don’t", "x_y", "caf\u00e9", "東京タワー", "…", "e-mail", "the", "river", "ran", "Zebu", "zebu.", "1,000"]
    return [
        {
            "title": " ".join(rng.choices(pieces, k=rng.randint(1, 5))),
            "tags": [" ".join(rng.choices(pieces, k=2)) for _ in range(rng.randint(0, 4))],
            "text": "\n\n".join(" ".join(rng.choices(pieces, k=rng.randint(1, 30))) for _ in range(rng.randint(1, 4))),
            "published": rng.choice([None, f"20{rng.randint(10, 24)}-0{rng.randint(1, 9)}-12"]),
        }
        for _ in range(rng.randint(1, 60))
    ]


@pytest.mark.usefixtures("rows_kept")
@pytest.mark.parametrize("seed", range(6))
def test_lines_come_in_one_order_whether_words_run_or_texts_are_read(seed, tmp_path):
    rng = random.Random(seed)
    for number in range(3):
        with pdx.writer(tmp_path / "saved") as writer:
            if number == 0:
                writer.add(io.BytesIO(LISTING.encode()))
            writer.add_records(lines_at_random(rng), name=f"rows {number}")
            if number == 1:
                writer.delete("zebu AND river AND café")
    for query in ("zebu", "the", "zebu OR (river ran)", "東京", "x"):
        reading, running = pdx.open(tmp_path / "saved"), pdx.open(tmp_path / "saved")
        running.spread(1)
        for view in (lambda it: it, lambda it: it[::2], lambda it: it.within("paragraph")):
            one, other = view(reading).find(query), view(running).find(query)
            for keys in ("after", "before", "-L2 R1", "node R1", "date -R3", "-post L16 part", "part after"):
                a, b = one.sort(keys), other.sort(keys)
                assert [line._place for line in a] == [line._place for line in b], keys
                said = [(line.before, line.node, line.after) for line in a]
                assert said == [(line.before, line.node, line.after) for line in b] == [tuple(row.values()) for row in b.select("before", "node", "after").to_dicts()]
                assert [line._place for line in a[3:40:2].sort("L1")] == [line._place for line in b[3:40:2].sort("L1")]
                assert [line._place for line in a.sort("R2")] == [line._place for line in b.sort("R2")]
                assert said[5:9] == [(line.before, line.node, line.after) for line in b[5:9]]


@pytest.mark.parametrize("query", ["the", "ferry NEAR/5 bridge", '"old bridge"', "title:bridge", "bridge AND river", "br* | quay", "page_heading:x | posts"])
def test_a_line_alone_comes_back_whole_and_without_a_search(archive, query, monkeypatch):
    lines = [*archive.find(query), *archive.grep(r"[^a-z]+ \w")[:20]]
    sent = [pickle.dumps(line) for line in lines]
    for name in ("find", "grep"):
        monkeypatch.setattr(pdx.Archive, name, None)
    for line, again in zip(lines, map(pickle.loads, sent), strict=True):
        assert again == line and hash(again) == hash(line)
        for name in ("before", "node", "after", "role", "position", "part", "post", "page"):
            assert getattr(again, name) == getattr(line, name)
        assert again.anchor.verify() and again.anchor == line.anchor


def test_lines_that_cannot_be_are_refused(archive):
    page, part, post, position, places = archive.find("bridge")[0]._whole
    line = archive._store.line
    assert line(page, part, None, None, places)
    for wrong in ((99, part, post, position, places), (page, 9999, post, position, places), (page, part, 99, position, places), (page, part, post, -1, places)):
        with pytest.raises(IndexError):
            line(*wrong)
    for wrong in ((5, 4, 6, 7), (4, 6, 5, 7), (4, 5, 7, 6), (0, 1, 2, 10**9)):
        with pytest.raises(IndexError, match="no places"):
            line(page, part, post, position, wrong)


def test_lines_have_an_order(archive):
    first, second = archive.find("the")[:2]
    assert first < second and first <= second and first <= first and second >= first and second > first and not first > second
    assert sorted(archive.find("the").sort("after")) == list(archive.find("the"))


def test_lines_are_counted_as_they_are_found(tmp_path, listing, big):
    """Of a word, and of all words that a pattern stands for, the number is told by their lists, of anything else by finding all: both are what there is."""
    path = tmp_path / "archive.pdx"
    rng = random.Random(11)
    words = ["bridge", "ferry", "rain", "Orrel", "quay", "the", "rain-bridge", "bridge-ferry", "rain's", "brid-ge", "bridge's", "bridges"]
    for first in (0, 20, 40):
        with pdx.writer(path) as writer:
            for i in range(first, first + 20):
                writer.add_records([{"id": i, "title": rng.choice(words), "text": " ".join(rng.choices(words, k=20)), "tags": [rng.choice(words)]}])
            page = tmp_path / f"listing-{first}.txt"
            page.write_text(LISTING.replace("Orrel", f"Orrel {first}"), encoding="utf-8")
            writer.add(page)
    with pdx.writer(path) as writer:
        writer.delete([3, 25, 26, 45])
    saved = pdx.open(path)
    for archive in (saved, saved[5:40], saved.within("paragraph"), saved.where(tag="ferry"), listing, big[:200:3], big[:0]):
        for query in (*words, "=bridge", "ferr*", "*r*", "*ge", "b*", "/.*r.*/", "brigde~", "rainbridge", "bridges", "bridge ferry", "rain OR quay", "nothere", "nothere*"):
            found = archive.find(query)
            posts = [line.post for line in iter(archive.find(query))]
            numbers = [post.number for post in posts if post is not None]
            assert len(found) == len(posts), query
            assert (found.in_posts, found.in_remainders) == (len(numbers), len(posts) - len(numbers)), query
            assert archive.find(query).per_post == {number: numbers.count(number) for number in sorted({*numbers})}, query
            assert found[-1:] == archive.find(query).sort("post")[-1:] or found.in_remainders, query
            assert found == archive.find(query)
