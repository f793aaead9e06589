"""Concordance and Line: every occurrence."""

import random

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
