"""Query objects."""

import pickle

import pytest

import postdex as pdx


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (pdx.Query("a") & "b", "(a) AND (b)"),
        ("a" | pdx.Query("b"), "(a) OR (b)"),
        (~pdx.Query("a b"), "NOT (a b)"),
        (pdx.Query('"open') & "x", '("open") AND (x)'),
        (pdx.Query("(a") | "b)", "((a)) OR (b)"),
        (pdx.Query("“a b") & "c", '("a b") AND (c)'),
        (pdx.Query.tag('Say "hi"'), 'tag:"Say hi"'),
        (pdx.Query.phrase("old bridge", slop=2), '"old bridge"~2'),
        (pdx.Query.near("river", "old bridge", 3), '"river" NEAR/3 "old bridge"'),
        (pdx.Query.date("2018-12", "2019-02"), "date:2018-12..2019-02"),
        (pdx.Query.date(until="2019"), "date:..2019"),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else "",
)
def test_text(query, text):
    assert str(query) == text
    assert eval(repr(query), {"Query": pdx.Query}) == query


def test_composition_answers_as_sets_do(archive):
    def posts(query):
        return {hit.post.number for hit in archive.search(query)}

    bridge, ferry = pdx.Query("bridge"), pdx.Query("ferry")
    assert posts(bridge & ferry) == posts(bridge) & posts(ferry)
    assert posts(bridge | ferry) == posts(bridge) | posts(ferry)
    assert posts(~bridge) == {0, 1, 2, 3, 4} - posts(bridge)
    assert posts(bridge & ~ferry) == posts(bridge) - posts(ferry)


def test_value():
    assert pdx.Query("a") == pdx.Query("a") != pdx.Query("b")
    assert len({pdx.Query("a"), pdx.Query("a")}) == 1
    assert pickle.loads(pickle.dumps(pdx.Query("a"))) == pdx.Query("a")
    with pytest.raises(TypeError):
        pdx.Query(3)


def test_a_word_has_a_longest_term():
    """Words that are alike for 255 characters have one term; as written they are told apart."""
    one, two = "ab" * 5000 + "x", "ab" * 5000 + "y"
    archive = pdx.from_records([{"title": "Noise", "text": f"{one} and {two}"}])
    assert max(len(term.term) for term in archive.terms()) == 255
    assert len(archive.find(one)) == len(archive.find(two)) == 2
    assert [line.node for line in archive.find(f"={one}")] == [one]
    assert len(archive.find("ab" * 100 + "*")) == 2
    assert len(archive.search(one)) == 1


def test_one_character_of_a_script_in_bigrams_is_told():
    archive = pdx.parse("市集\n\n所有人都来到广场看马。马跑了。")
    for query in ["马", "=马", '"马"', "广场 马"]:
        for found in (archive.search(query), archive.find(query)):
            assert [note.message.split(": ")[1] for note in found.notes] == ["*马* finds it in words, too"], query
    for query in ["*马*", "马跑", "看马"]:
        assert len(archive.search(query)) == 1
        assert not archive.search(query).notes
    with pytest.raises(pdx.QueryError):
        archive.search("马", strict=True)
