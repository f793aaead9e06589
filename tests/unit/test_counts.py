"""Counts: tags, months, words."""

import collections
import pickle

import pytest
import words_by_hand as by_hand

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
    assert list(tags[1:3]) == tags[1:3].keys() == list(tags)[1:3]
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
    assert pdx.parse("").tags[:] == {}


def test_slices_are_counts(archive):
    """They keep their order, know where they are from, and pickle alone; hash and equality go together."""
    tags, words = archive.tags, archive.words()
    for counts, code in ((tags, ".tags"), (words, ".words()"), (archive.search("bridge").facets("tag"), ".search('bridge').facets('tag')")):
        rows = counts.to_dicts()
        for part in (slice(1, 4), slice(None, None, -1), slice(-2, None), slice(5, 2), slice(0, 10**30, 2)):
            some = counts[part]
            assert type(some) is pdx.Counts and some.to_dicts() == rows[part]
            assert [some[i] for i in range(len(some))] == [counts[i] for i in range(len(counts))[part]]
            again = pickle.loads(pickle.dumps(some))
            assert again == some and hash(again) == hash(some) and again.recipe is None
        assert counts.recipe.code == archive.recipe.code + code
        assert counts[1:4].recipe.code == archive.recipe.code + code + "[1:4]"
        assert counts[::-1] != counts or len(counts) < 2
        assert repr(counts[:1]).splitlines()[0].startswith("1 ")
        assert "post" in counts.plot().svg
    assert archive.quotes.by("kind").recipe.code.endswith(".quotes.by('kind')")


def listed(counts):
    return [tuple(row.values()) for row in counts.to_dicts()]


def by_count(counted):
    return sorted(((word, *both) for word, both in counted.items()), key=lambda row: (-row[1], row[0].encode()))


@pytest.mark.parametrize("known", [False, True])
def test_words_of_views_by_hand(known, tmp_path):
    """Of all posts as the dictionary tells them, of some and of some parts, before and after words are known as they run; of one segment and of several of which posts are gone."""
    made = by_hand.rows(5, 60)
    pdx.from_records(made[:20], language="en").save(tmp_path / "town.pdx")
    for some in (made[20:45], made[45:]):
        with pdx.writer(tmp_path / "town.pdx", language="en") as writer:
            writer.add_records(some, f"rows {len(some)}")
    archives = [pdx.from_records(made, language="en"), pdx.open(tmp_path / "town.pdx")]
    with pdx.writer(tmp_path / "town.pdx", language="en") as writer:
        writer.delete(range(3, 9))
    archives.append(pdx.open(tmp_path / "town.pdx"))
    for archive, rows in zip(archives, (made, made, made[:3] + made[9:]), strict=True):
        if known:
            archive.collocates("ba")
        assert len(archive) == len(rows)
        for view, some, roles in (
            (archive, rows, None), (archive[:20], rows[:20], None), (archive[10:], rows[10:], None), (archive[5:6], rows[5:6], None),
            (archive.within("paragraph"), rows, {"paragraph"}), (archive[7:].within("title", "tags"), rows[7:], {"title", "tags"}),
        ):  # fmt: skip
            assert listed(view.words()) == by_count(by_hand.counts(by_hand.posts(some, roles)))
            assert listed(view.words("ba")) == [row for row in listed(view.words()) if row[0].startswith("ba")]


def test_a_key_is_found_as_it_is_shown():
    """Also one that stands for bytes which are no text; and what is no key is none."""
    entry = "{}\n\nRain,Caf?,Harbour\n\nThe rain came on Friday, May 3, 2019 and did not stop until the ferry had left.\n\nContinue Reading\n\n"
    page = "Posts Tagged ‘Rain’\n\n" + "".join(map(entry.format, ("Rain over the harbour", "The mill stands still", "A letter from the quay")))
    archive = pdx.parse(page.encode().replace(b"?", b"\xff"), encoding="utf-8", language="en")
    assert list(archive.tags) == ["Caf\ufffd", "Harbour", "Rain"]
    for key in archive.tags:
        assert archive.tags[key] == 3 and key in archive.tags
    for key in ("rain", "Rai", "Rain ", "", "\ufffd", "Caf", "Caf\ud800"):
        assert archive.tags[key] == 0 and key not in archive.tags
    pairs = archive.tag_pairs()
    assert [pairs[row[0]][0] for row in pairs] == [row[0] for row in pairs] == ["Caf\ufffd", "Caf\ufffd", "Harbour"]
    with pytest.raises(KeyError):
        pairs["rain"]
    with pytest.raises(TypeError):
        archive.tags._number_of(7)


def test_displays_name_what_is_counted(archive):
    shown = {
        "tag": archive.tags, "word": archive.words("b"), "month": archive.facets("month"), "language": archive.facets("language"),
        "speaker": archive.quotes.by("speaker"), "entry": archive.match(["bridge", "harbour"]).by("entry"), "category": archive.facets("category"),
    }  # fmt: skip
    for what, counts in shown.items():
        lines = repr(counts).splitlines()
        several = what[:-1] + "ies" if what.endswith("y") else what + "s"
        kind = "different " if what == "word" else ""  # not to be taken for all words
        assert lines[0] == f"{len(counts):,} {kind}{what if len(counts) == 1 else several}"
        assert len(counts) == 0 or what in lines[1].split()
    assert len(archive.tags) > 1 and len(archive.words("b")) > 1
    assert repr(pickle.loads(pickle.dumps(archive.tags))) == repr(archive.tags)


def test_words_are_found_however_they_are_written():
    archive = pdx.from_records([{"text": "Café Muñoz, the CAFE of Ida Muñoz.", "tags": ["Café"]}], language="es")
    words = archive.words()
    assert words["Café"] == words["cafe"] == words["CAFÉ"] == 3 and words["Muñoz"] == words["MUÑOZ"] == words["muñoz"] == 2
    assert "Ida" in words and "Munoz" not in words and words["nobody"] == 0
    assert archive.tags["Café"] == 1 and archive.tags["café"] == 0  # tags are what they are
    assert archive.collocates("ida")["Muñoz"].word == "muñoz" and archive.spread()["CAFÉ"].count == 3
    assert archive.collocates("ida").get("nobody") is None


def test_pairs_of_tags_say_of_how_many_they_are():
    pairs = pdx.from_records([{"title": str(i), "tags": ["Boat", "Quay", f"Street {i}"]} for i in range(4)]).tag_pairs(n=5)
    assert len(pairs) == 5 and pairs.pairs == 9
    assert repr(pairs).startswith("5 pairs of tags, the first of 9: n=None gives all")
    assert repr(pairs[:1]).startswith("1 pair of tags, of the first 5 of 9: n=None gives all")
    assert repr(pairs[:1].sort("tag")).startswith("1 pair of tags, of the first 5 of 9: n=None gives all")
