"""Hits, Hit, Snippet: ranked posts."""

import math
import random

import pytest
from linear import assert_linear

import postdex as pdx


def numbers(hits):
    return [hit.post.number for hit in hits]


def test_ranked_and_total(archive):
    hits = archive.search("bridge")
    assert len(hits) == 2
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert [hit.rank for hit in hits] == [0, 1]
    assert hits.complete
    assert hits.possible == 0
    assert hits.query == "bridge"


def test_match_any_and_all(archive):
    assert len(archive.search("bridge ferry")) == 1
    assert len(archive.search("bridge ferry", match="any")) == 3
    with pytest.raises(pdx.UsageError):
        archive.search("x", match="some")


@pytest.mark.parametrize("step", [None, 1, 2, -1, -3])
def test_any_slice_is_the_slice_of_the_whole(big, step):
    hits = big.search("river | bridge", sort="title")
    whole = list(hits)
    draw = random.Random(7)
    for _ in range(30):
        cut = slice(draw.choice([None, *range(-50, 60)]), draw.choice([None, *range(-50, 60)]), step)
        part = hits[cut]
        assert type(part) is pdx.Hits
        assert list(part) == whole[cut]
        again = part[1:4]
        assert list(again) == whole[cut][1:4]


def test_index_errors(archive):
    hits = archive.search("bridge")
    assert hits[-1] == hits[1]
    for wrong in (2, -3):
        with pytest.raises(IndexError):
            hits[wrong]


def test_sort_orders(archive):
    everything = archive.search("bridge | ferry | lighthouse | Hafen")
    assert numbers(everything.sort("position")) == [0, 1, 2, 3, 4]
    assert numbers(everything.sort("date"))[:3] == [4, 0, 1]
    assert numbers(everything.sort("-date"))[:3] == [1, 0, 4]
    assert set(numbers(everything.sort("-date"))[3:]) == {2, 3}
    assert everything.sort("position").sort("relevance") == everything
    assert archive.search("bridge", sort="-position") == archive.search("bridge").sort("-position")
    with pytest.raises(pdx.UsageError):
        everything.sort("colour")


@pytest.mark.parametrize("seed", range(4))
def test_titles_come_in_the_order_of_their_words(seed):
    """The first few sorts read the titles, later ones know them: all say the same, and equal titles come in the order of posts."""
    rng = random.Random(seed)
    words = ["Élan", "elan", "Bridge", "bridges", "OLD", "old", "a", "zoo", "ZOO", "Ünder", "x1"]
    folded = {"Élan": "elan", "Ünder": "under"}
    titles = [rng.choice(["", " ".join(rng.choices(words, k=rng.randint(1, 3)))]) for _ in range(60)]
    rows = [{"title": title, "text": f"ferry {rng.choice(['quay', 'tide'])}"} if title else {"text": "ferry quay"} for title in titles]
    archive = pdx.from_records(rows)
    assert [post.title or "" for post in archive] == titles

    def key(number):
        return [folded.get(word, word.lower()) for word in titles[number].split()]

    for query in ("tide", "quay", "ferry", "tide", "ferry", "quay"):
        hits = archive.search(query)
        assert numbers(hits.sort("title")) == sorted(sorted(numbers(hits)), key=key)
        assert numbers(hits.sort("-title")) == sorted(sorted(numbers(hits)), key=key, reverse=True)
        assert numbers(hits[:7].sort("title")) == sorted(sorted(numbers(hits[:7])), key=key)


def test_a_slice_is_sorted_as_a_slice(archive):
    hits = archive.search("bridge | ferry | lighthouse | Hafen")
    best = hits[:3]
    assert sorted(numbers(best)) == numbers(best.sort("position"))
    assert best.sort("position").sort("relevance") == best
    assert len(best.sort("date")[1:]) == 2


def test_facets_of_hits_and_slices(archive):
    hits = archive.search("bridge | ferry")
    assert hits.facets("tag")["Harbour"] == 2
    one = hits.sort("position")[:1]
    assert one.facets("tag").items() == [("Bridges", 1), ("Harbour", 1)]
    assert hits.posts == archive[:3]


def test_snippet_highlights_are_indexes_of_the_text(archive):
    for hit in archive.search("bridge | ferry | Brücke", match="any"):
        snippet = hit.snippet
        assert snippet.highlights
        for word in snippet.words:
            assert word.lower().startswith(("bridge", "ferry", "brücke"))
        assert snippet.text == snippet.anchor.quote
    assert len(archive.search("bridge")[0].snippet_of(20).text) <= 40


def test_snippets_of_patterns_mark_what_the_pattern_says(tmp_path):
    """By brute force: which words of the snippet begin as they should. In several parts, with some posts gone."""
    draw = random.Random(3)
    words = [a + "".join(draw.choice("aeiou") + draw.choice("dk") for _ in range(2)) for a in "bqz" for _ in range(60)]
    for part in range(3):
        with pdx.writer(tmp_path / "saved", language="xx") as writer:
            writer.add_records([{"title": draw.choice(words), "text": " ".join(draw.choices(words, k=30))} for _ in range(40)], name=f"rows {part}")
    with pdx.writer(tmp_path / "saved") as writer:
        writer.delete("title:q*")
    for query in ["b*", "b* | q*", "*a*", "/b.*/", "bada~1 | b*", "b* NEAR/3 q*"]:
        hits = pdx.open(tmp_path / "saved").search(query)
        assert len(hits) > 20
        ranked = {hit.post.number: (hit.snippet.text, hit.snippet.highlights) for hit in hits}
        in_order = hits.sort("position")
        del hits  # what was sorted has all it needs
        assert {hit.post.number: (hit.snippet.text, hit.snippet.highlights) for hit in in_order} == ranked
        for text, marked in ranked.values() if query == "b*" else ():
            assert [text[begin:end] for begin, end in marked] == [word for word in text.split() if word.startswith("b")]


@pytest.mark.parametrize("order", ["relevance", "position"])
def test_what_a_snippet_costs_does_not_grow_with_the_words_of_a_pattern(order):
    archives = {}

    def snippets(n):
        if n not in archives:
            archives[n] = pdx.from_records(({"title": "A bridge", "text": f"the b{i}x of the river"} for i in range(n)), language="xx")
        for hit in archives[n].search("b*", sort=order):
            hit.snippet  # noqa: B018

    assert_linear(snippets, 200, 1_600)


def test_snippet_of_a_search_without_words(archive):
    hit = archive.search('tag:"Harbour"')[0]
    assert hit.score == 0
    assert hit.snippet.highlights == []


def test_explain_adds_up(archive):
    hit = archive.search("bridge river")[0]
    why = hit.explain()
    assert math.isclose(why["score"], hit.score, rel_tol=1e-9)
    assert math.isclose(sum(leaf["score"] for leaf in why["leaves"]), hit.score, rel_tol=1e-6)


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"deadline": 10**400}, pdx.UsageError, "deadline is too large: a number of seconds"),
        ({"deadline": 10**5000}, pdx.UsageError, "deadline is too large"),
        ({"deadline": "soon"}, TypeError, "deadline='soon': a number of seconds is needed, not a str"),
        ({"deadline": float("nan")}, pdx.UsageError, "deadline=nan: seconds"),
        ({"k1": "x"}, TypeError, "k1='x': a number from 0 on is needed, not a str"),
        ({"k1": 10**400}, pdx.UsageError, "k1 is too large"),
        ({"weights": 3}, TypeError, "weights=3: a dict by scoring group"),
        ({"weights": ["title"]}, TypeError, "weights=.*: a dict by scoring group"),
        ({"weights": {"title": "3"}}, TypeError, r"weights\['title'\]='3': a number is needed"),
        ({"weights": {1: 2, "colour": 1}}, pdx.UsageError, "no scoring group 1"),
        ({"b": "low"}, TypeError, "'low': a number is needed"),
        ({"b": 10**400}, pdx.UsageError, "too large"),
    ],
)
def test_settings_that_are_no_numbers(archive, given, error, message):
    with pytest.raises(error, match=message):
        archive.search("bridge", **given)
    if "deadline" in given:
        with pytest.raises(error, match=message):
            archive.find("bridge", **given)


def test_scoring_settings_change_scores(archive):
    plain = archive.search("bridge")
    assert archive.search("bridge", weights={"title": 30})[0].score != plain[0].score
    assert archive.search("bridge", k1=0)[0].score != plain[0].score
    assert archive.search("bridge", b=0.0)[0].score != plain[0].score
    assert archive.search("bridge", k1=1.2, weights={"title": 3, "tags": 2, "body": 1, "other": 0.5}) == plain
    for bad in ({"weights": {"colour": 1}}, {"k1": -1}, {"b": 2.0}, {"deadline": 0}, {"weights": {"title": -1}}):
        with pytest.raises(pdx.UsageError):
            archive.search("bridge", **bad)


def test_notes_and_strict(archive):
    hits = archive.search('"old bridge')
    assert len(hits) == 1
    assert hits.notes
    assert hits.notes[0].begin == 0
    with pytest.raises(pdx.QueryError) as caught:
        archive.search('ferry "old bridge', strict=True)
    assert caught.value.offset == 6
    assert str(caught.value).endswith("^")


def test_notes_count_characters(archive):
    note = archive.search("é (bridge").notes[0]
    assert "é (bridge"[note.begin] == "("


def test_bad_filter_values_always_raise(archive):
    for query in ("date:soon", "tag:"):
        with pytest.raises(pdx.QueryError):
            archive.search(query)


def test_possible_dates(archive):
    hits = archive.search("date:2019")
    assert numbers(hits.sort("position")) == [0, 1]
    assert hits.possible >= 1
    assert len(archive.search("date:2019", possible=True)) == 2 + hits.possible
    assert "possible=True" in repr(hits)


def test_equality_and_hash(archive):
    assert archive.search("bridge") == archive.search("bridge")
    assert hash(archive.search("bridge")) == hash(archive.search("bridge"))
    assert archive.search("bridge") != archive.search("ferry")
    assert archive.search("bridge")[0] == archive.search("bridge")[0]
    assert archive.search("bridge")[0] != archive.search("bridge")[1]
    assert len({archive.search("bridge")[0], archive.search("bridge")[0]}) == 1


def test_stems(archive):
    assert 0 in numbers(archive.search("bridges opening"))
    assert len(archive.search('"bridges" opening')) <= 1
    assert len(archive.search("voting")) == 1


def test_recipe(archive):
    assert (
        archive.search("bridge", match="any")[:2]
        .sort("date")
        .recipe.code.endswith(".search('bridge', match='any')[:2].sort('date')")
    )


def test_query_must_be_text(archive):
    with pytest.raises(TypeError):
        archive.search(3)


@pytest.fixture(scope="module")
def many():
    """Posts enough for the best to be found without looking at all."""
    words = ["river", "bridge", "ferry", "council", "market", "flood", "library", "winter"]
    rng = random.Random(7)
    return pdx.from_records(
        [{"title": f"Note {n}", "text": " ".join(rng.choices(words, k=rng.randint(1, 30)))} for n in range(5000)]
    )


@pytest.mark.parametrize("query", ["ferry", "ferry OR flood", "river OR market OR winter", "bridge council", "flood -library", '"ferry council"'])
def test_any_slice_equals_the_slice_of_the_whole(many, query):
    whole = [(hit.post.number, hit.score) for hit in many.search(query)]
    assert whole == sorted(whole, key=lambda each: (-each[1], each[0]))
    assert len(many.search(query)) == len(whole)
    for part in (slice(3), slice(10), slice(2, 57), slice(90, 130), slice(1, 1200, 7), slice(-5, None), slice(None, None, -1), slice(4, -4)):
        assert [(hit.post.number, hit.score) for hit in many.search(query)[part]] == whole[part]
    for number in (0, 9, 10, 11, len(whole) - 1, -1, -len(whole)):
        assert many.search(query)[number].post.number == whole[number][0]
    with pytest.raises(IndexError, match=str(len(whole))):
        many.search(query)[len(whole)]


def test_a_slice_of_a_slice_and_its_length(many):
    hits = many.search("river OR flood")
    first = hits[:40]
    assert len(first) == 40 and list(first[10:20]) == list(hits[10:20]) and len(hits[:10_000_000]) == len(hits)
    assert first[-1] == hits[39] and list(first[35:99]) == list(hits[35:40])
    with pytest.raises(IndexError):
        first[40]


@pytest.mark.parametrize(
    ("query", "begin", "end"),
    [
        ('"sea wal*"', 0, 10), ('"h?rbour"', 0, 9), ('ferry "old * bridge"', 6, 20), ('="old brid*"', 1, 12), ("tag:Harb*", 4, 9), ('source:"*june*"', 7, 15),
        ("tag:(Harbour | Fer*)", 15, 19), ("ferry~x", 5, 7), ("ferry~1.5", 5, 9), ("ferry^-1", 5, 8), ("é ferry^2x", 7, 10), ("ferry~~", 5, 6),
    ],
)  # fmt: skip
def test_what_looks_like_an_operator_and_is_none_is_noted(archive, query, begin, end):
    for found in (archive.search(query), archive.find(query)):
        assert (begin, end) in [(note.begin, note.end) for note in found.notes]
    for ask in (archive.search, archive.find):
        with pytest.raises(pdx.QueryError, match=r"\n *\^$"):
            ask(query, strict=True)


@pytest.mark.parametrize("query", ['"what? now?"', "ferry~", "ferry~1^2", '"old bridge"~2', "old/~ferry", 'tag:"What now?"', "br?dg*", "/br.*ge/", '"3 *** 4"'])
def test_what_is_read_as_it_is_typed_is_not_noted(archive, query):
    assert archive.search(query).notes == []


@pytest.mark.parametrize(("query", "byte"), [("C#", 1), ("é 50% ferry", 5), ("ferry @ida", 6)])
def test_a_sign_that_is_no_part_of_a_word_is_refused_when_strict(archive, query, byte):
    assert archive.search(query).notes
    for ask in (archive.search, archive.find, lambda query, strict: archive.search_many(["ferry", query], strict=strict)):
        with pytest.raises(pdx.QueryError, match=r"is no part of a word.*\n.*\n *\^$") as caught:
            ask(query, strict=True)
        assert caught.value.offset == byte


def test_the_value_of_a_filter_that_cannot_be_read_is_pointed_at(archive):
    for query, why in (("ferry date:soon", "write 2019, "), ("ferry date:2020..2019", "it ends before it begins"), ("ferry date:2019-13", "there is no such day"), ("ferry kind:x", "no post says")):
        with pytest.raises(pdx.QueryError, match=why) as caught:
            archive.search(query)
        assert str(caught.value).splitlines()[1:] == [query, " " * 11 + "^"]
