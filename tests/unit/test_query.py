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


def test_one_character_of_a_script_in_bigrams_is_found_wherever_it_stands():
    text = "市集\n\n馬克思看馬。馬馬馬，馬跑了 and 馬 ran. 看 John 馬も来た。"
    archive = pdx.parse(text)
    data = text.encode()
    wanted = [i for i in range(len(data)) if data.startswith("馬".encode(), i)]
    for query in ["馬", "=馬", '"馬"']:
        lines = archive.find(query, strict=True)
        assert [line.anchor.bytes for line in lines] == [(i, i + 3) for i in wanted], query
        assert {line.node for line in lines} == {line.node for line in lines.sort("after")} == {"馬"}
        assert len(archive.search(query, strict=True)) == 1
    found = {query: [line.node for line in archive.find(query)] for query in ('"思 看"', '"馬 馬"', '"馬 and"', '"John 馬"', '"馬 John"', "馬 | 克", '"克 John"')}
    assert found == {
        '"思 看"': ["思看"], '"馬 馬"': ["馬。馬", "馬馬", "馬馬", "馬，馬"], '"馬 and"': [], '"John 馬"': ["John 馬"], '"馬 John"': [],
        "馬 | 克": ["馬", "克"] + ["馬"] * 7, '"克 John"': [],
    }  # fmt: skip
    snippet = archive.search("馬")[0].snippet
    assert [snippet.text[b:e] for b, e in snippet.highlights] == ["馬"] * len(wanted)
    assert {line.node for line in archive.find("*馬*")} >= {"馬克", "看馬", "馬馬"}  # a pattern is one over bigrams


def test_one_character_stands_in_several_segments(tmp_path):
    folder = tmp_path / "a.pdx"
    for word in ("馬", "克馬", "馬克", "馬馬", "もも"):
        with pdx.writer(folder) as writer:
            writer.add_records([{"title": word, "text": f"Here is {word}."}])
    archive = pdx.open(folder)
    lines = archive.within("paragraph").find("馬")
    assert sorted(line.before + line.node + line.after for line in lines) == sorted(f"Here is {word}." for word in ("馬", "克馬", "馬克", "馬馬", "馬馬"))
    assert len(archive.search("馬")) == 4


EXPORT = """<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Town</title><wp:wxr_version>1.2</wp:wxr_version>
<item><title>A</title><content:encoded><![CDATA[The ferry came.]]></content:encoded><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>B</title><content:encoded><![CDATA[The ferry went.]]></content:encoded><wp:status>draft</wp:status><wp:post_type>page</wp:post_type></item>
<item><title>C</title><content:encoded><![CDATA[The mill.]]></content:encoded><wp:status>publish</wp:status><wp:post_type>recipe</wp:post_type></item>
</channel></rss>"""


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("kind:page", "B"), ("KIND:Page ferry", "B"), ("ferry -status:draft", "A"), ("status:(draft | publish)", "ABC"), ('kind:"recipe"', "C"),
        ("kind:attachment", ""), ("status:private", ""), ("-kind:revision", "ABC"), ("kind:post OR kind:recipe", "AC"),
    ],
)  # fmt: skip
def test_kinds_and_states_in_queries(query, wanted):
    archive = pdx.parse(EXPORT)
    assert "".join(sorted(str(hit.post.title) for hit in archive.search(query, strict=True))) == wanted
    if "ferry" in query:
        assert {line.post.title for line in archive.find(query)} == set(wanted)


def test_a_kind_that_no_post_has_is_refused():
    archive = pdx.parse(EXPORT)
    for query, told in (("kind:pots", "post, page, recipe"), ("status:published", "publish, draft"), ("kind:", "needs a value"), ("status:pub", "publish, draft")):
        for ask in (archive.search, archive.find):
            with pytest.raises(pdx.QueryError, match=told):
                len(ask(query))
    assert len(archive.where(kind="page")) == len(archive.search("kind:page")) == 1
    plain = pdx.parse("One\n\nA ferry.")
    assert len(plain.search("kind:post")) == 1 and len(plain.search("status:draft")) == 0
    with pytest.raises(pdx.QueryError, match="nothing"):
        len(plain.search("status:published"))


@pytest.mark.parametrize(
    ("query", "find", "search"),
    [
        ("harbor", "harbour", "harbour"),
        ("harbor master", "harbour master", "harbour master"),
        ('"harbor master"', '"harbour master"', '"harbour master"'),
        ("harbour or sluice", "harbour OR sluice", "harbour OR sluice"),
        ("tag:Harbor", None, 'tag:"Harbour"'),
        ('tag:"old libary" ferry', 'tag:"Old Library" ferry', 'tag:"Old Library" ferry'),
        ("title:harbor", "title:harbour", "title:harbour"),
        ("(harbor | slooice) flood", None, "(harbour | sluice) flood"),
        ("date:2013 harbor", "date:2013 harbour", "date:2013 harbour"),
        ("zzzzqqq", None, None),
        ("cat zzz", None, None),
        ("-harbor zzzzqqq", None, None),
        ("=harbor", None, None),
        ("harb?rr", None, None),
        ("/harbr/", None, None),
        ("", None, None),
    ],
)
def test_what_may_have_been_meant(query, find, search):
    """Where nothing is found, and only there: a query that finds something."""
    archive = pdx.open(pdx.sample())
    for found, wanted in ((archive.find(query), find), (archive.search(query), search)):
        assert found.suggestion == wanted, found
        assert ("something is found for" in repr(found)) == (wanted is not None)
        assert wanted is None or len(archive.find(wanted) if found == archive.find(query) else archive.search(wanted))
    assert archive.find("harbour").suggestion is None


def test_nothing_is_suggested_for_a_part_of_what_was_found():
    archive = pdx.open(pdx.sample())
    assert len(archive.search("library and the")) == 10
    assert archive.search("library and the")[50:].suggestion is None
    assert archive.find("library or the")[5000:].suggestion is None


def test_a_suggestion_asks_the_same_of_other_words():
    archive = pdx.open(pdx.sample())
    assert archive.search("text:(harbor | sluise)").suggestion == "text:(harbour | sluice)"
    assert archive.search("DATE:2018 harbor").suggestion is None
    assert archive.search("harbor 2051").suggestion is None
    assert archive.search("harbor NEAR/5 mastre NEAR/5 the").suggestion in (None, "harbour NEAR/5 master NEAR/5 the")
    assert archive.search("harbour " * 130 + "xqzqxz").suggestion is None


def test_the_tag_that_may_have_been_meant():
    archive = pdx.open(pdx.sample())
    assert "there is a tag 'Harbour'" in repr(archive.where(tag="Harbor"))
    assert "there is a tag" not in repr(archive.where(tag="Harbour")) + repr(archive.where(tag="zzz")) + repr(archive.where("harbor"))


@pytest.mark.parametrize(
    ("query", "signs"),
    [("C#", "#"), ("C++ rain", "++"), ('"50% of"', "%"), ("$5 @ida", "$ @"), ("(F#)", "#"), ("+rain bridge +river", ""), ("tag:C# Tag:\"C++ 11\"", "# ++"), ("/C#+/", ""), ("rain~2 a* x^2", ""), ("well-kept board's 3.5 U.S.", ""), ("", ""), ('!rain -bridge (!river) "of !it" rain! source:!x', "! !")],
)  # fmt: skip
def test_signs_that_are_passed_over_are_noted(query, signs):
    archive = pdx.from_records([{"text": "C# and C++, 50% of $5 by @ida, said F#."}], language="en")
    for found in (archive.find(query), archive.search(query)):
        noted = [note for note in found.notes if "passed over" in note.message]
        assert " ".join(query[note.begin : note.end] for note in noted) == signs


def test_views_tell_how_their_queries_were_read():
    archive = pdx.parse("Rain\n\nThe ferry waited at the quay.")
    view = archive.where("place:quay ferry").within("paragraph").where(tag="Nowhere")
    assert [note.message for note in view.notes] == ["place: is no scope: read as a word"] and "note: place: is no scope" in repr(view)
    assert archive.notes == archive.where("ferry").notes == archive.where(lambda post: True).notes == []
    assert archive.search("C# ferry").posts.notes == archive.search("C# ferry").notes != []


def test_years_of_other_calendars_that_find_nothing():
    archive = pdx.from_records([{"title": "Rain", "text": "Wet.", "date": "2022-05-01"}, {"title": "Snow", "text": "Cold.", "date": "1402-05-01"}])
    hits = archive.search("title:rain date:1401..1402-02")
    assert [(note.begin, note.end) for note in hits.notes] == [(16, 20), (22, 26)]
    told = hits.notes[0].message
    assert "1401 of the Persian one is date:2022-03..2023-03" in told and "Islamic one date:1980..1981" in told
    assert len(archive.search("date:2022-03..2023-03")) == 1
    assert archive.search("date:1402").notes == archive.search("date:2019").notes == archive.search("rain 1401").notes == []
    assert archive.where(since="1401", until="1401").notes and not archive.where(since="1401").notes


def test_the_place_in_a_long_query_is_shown_with_what_stands_round_it():
    archive = pdx.parse("Rain\n\nWet.")
    with pytest.raises(pdx.QueryError) as caught:
        archive.search("rain\n" * 500 + "date:soon " + "wet " * 500)
    line, caret = str(caught.value).splitlines()[-2:]
    assert len(line) < 300 and line[0] == line[-1] == "…" and line[len(caret) - 1 :].startswith("soon wet")
