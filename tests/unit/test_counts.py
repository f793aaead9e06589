"""Counts: tags, months, words."""

import collections
import pickle

import pytest

import postdex as pdx


def test_reads_like_a_counter_and_slices_like_a_list(archive):
    tags = archive.tags
    assert tags["Harbour"] == 2
    assert tags["nothing"] == 0
    assert "Harbour" in tags
    assert "nothing" not in tags
    assert tags[0] == ("Harbour", 2, 2)
    assert tags[0].key == "Harbour"
    assert tags[-1].count == 1
    assert [item.key for item in tags[1:3]] == list(tags)[1:3]
    assert dict(tags.items()) == collections.Counter(str(tag) for post in archive for tag in post.tags)
    assert tags.total() == sum(tags.values()) == 5
    assert tags.get("x") is None
    assert tags.keys() == list(tags)
    for index in (99, -len(tags) - 1):
        with pytest.raises(IndexError):
            tags[index]


def test_order_is_total(archive):
    keys = archive.tags.keys()
    assert keys == [*keys[:1], *sorted(keys[1:], key=str.encode)]


def test_words(archive):
    words = archive.words("b")
    assert words["bridge"] == len(archive.find("bridge"))
    assert all(key.startswith("b") for key in words)
    assert archive[:1].words("")["bridge"] == len(archive[:1].find("bridge"))


def test_display_rows_and_value(archive):
    tags = archive.tags
    assert "Harbour" in repr(tags)
    assert tags.to_dicts()[0] == {"key": "Harbour", "count": 2, "posts": 2}
    assert tags == archive.tags
    assert tags == dict(tags.items())
    assert pickle.loads(pickle.dumps(tags)) == dict(tags.items())
    assert type(pickle.loads(pickle.dumps(tags))) is pdx.Counts


def test_of_an_empty_archive():
    assert len(pdx.parse("").tags) == 0
    assert pdx.parse("").tags[:] == []
