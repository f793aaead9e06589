"""Archive: a sequence of posts and its narrower views."""

import datetime

import pytest

import postdex as pdx
from unit_texts import RECORDS


def test_sequence(archive):
    assert len(archive) == len(RECORDS)
    assert archive[0] == archive[-5]
    assert [post.number for post in archive] == [0, 1, 2, 3, 4]
    assert list(reversed(archive))[0] == archive[4]
    assert archive[1] in archive
    assert "text" not in archive
    for wrong in (5, -6):
        with pytest.raises(IndexError):
            archive[wrong]
    with pytest.raises(TypeError):
        archive["0"]


@pytest.mark.parametrize("cut", [slice(1, 3), slice(None), slice(None, None, 2), slice(-2, None), slice(3, 1)])
def test_slices_are_archives_of_the_same_posts(archive, cut):
    part = archive[cut]
    assert type(part) is pdx.Archive
    assert list(part) == list(archive)[cut]


def test_slice_backwards_is_refused_with_a_remedy(archive):
    with pytest.raises(ValueError, match="reversed"):
        archive[::-1]


def test_equality_and_hash(archive):
    again = pdx.from_records(RECORDS)
    assert archive == again
    assert hash(archive) == hash(again)
    assert archive[:2] == again[:2] != again[1:3]
    assert archive != archive.within("title")
    assert archive != pdx.from_records(RECORDS, name="other")
    assert archive != pdx.from_records(RECORDS[:4])
    assert archive != 3
    assert {archive, again, archive[:2]} == {archive, again[:2]}


def test_where_by_tag_query_and_function(archive):
    assert [post.number for post in archive.where(tag="harbour")] == [0, 1]
    assert [post.number for post in archive.where("bridge")] == [0, 2]
    assert [post.number for post in archive.where("bridge", tag="Harbour")] == [0]
    assert [post.number for post in archive.where("bridge | ferry", tag="Harbour")] == [0, 1]
    assert [post.number for post in archive.where(pdx.Query("bridge") & ~pdx.Query.tag("Council"))] == [0]
    assert [post.number for post in archive.where(lambda post: post.title is None)] == [4]
    assert [post.number for post in archive.where(tag="Harbour").where("ferry")] == [1]
    assert archive.where() == archive


def test_where_of_an_unclosed_quote_stays_inside_itself(archive):
    assert [post.number for post in archive.where('"old bridge', tag="Harbour")] == [0]


def test_where_by_date(archive):
    assert [post.number for post in archive.where(since="2019-03")] == [1]
    assert [post.number for post in archive.where(until="2018")] == [4]
    assert [post.number for post in archive.where(since="2018-12", until="2019-02")] == [0, 4]
    undated = archive.where(since="2019-01", possible=True)
    assert {2, 3} <= {post.number for post in undated}
    with pytest.raises(pdx.QueryError):
        archive.where(since="soon")


@pytest.mark.parametrize("day", ["13 May 2019", "2019 OR ferry", "2019-02) | (ferry", '2019" | "ferry'])
def test_a_date_is_one_value_whatever_stands_in_it(archive, day):
    for given in ({"since": day}, {"until": day}, {"since": day, "until": "2020"}):
        with pytest.raises(pdx.QueryError, match="date: cannot read"):
            archive.where(**given)


def test_where_by_a_kind_that_nothing_says_is_refused(archive):
    assert len(archive.where(kind="post")) == len(archive) and archive.where(kind="post").recipe.code.endswith(".where(kind='post')")
    for given in ({"kind": "pots"}, {"status": "published"}):
        with pytest.raises(pdx.QueryError, match="no post says"):
            archive.where(**given)


@pytest.mark.parametrize("day", ["2019-02-30", "2019-02-29", "1900-02-29", "2019-04-31", "2019-13", "2019-00", "2019-01-32", "0000"])
def test_a_date_that_does_not_exist_is_refused_wherever_it_stands(archive, day):
    queries = [f"date:{day}", f"date:{day}..", f"date:..{day}", f"date:0001..{day}", f"date:{day}..9999", f"-date:{day}", f"ferry OR date:{day}"]
    for query in queries:
        with pytest.raises(pdx.QueryError, match='date: cannot read ".*": there is no such day\n'):
            len(archive.search(query))
    for given in ({"since": day}, {"until": day}, {"since": "0001", "until": day}):
        with pytest.raises(pdx.QueryError, match='date: cannot read ".*": there is no such day\n'):
            archive.where(**given)


def test_every_day_that_exists_is_read(archive):
    for day in (datetime.date(2019, 12, 1) + datetime.timedelta(days) for days in range(800)):
        archive.where(since=day, until=str(day))


def test_where_by_language_and_source(archive):
    assert [post.number for post in archive.where(language="de")] == [4]
    assert len(archive.where(source="record")) == 5
    assert len(archive.where(source="elsewhere")) == 0


def test_where_quotes_what_it_is_given():
    archive = pdx.from_records([{"title": "A", "text": "b", "tags": ['Say "hi" (now)']}, {"title": "C", "text": "d"}])
    assert [post.number for post in archive.where(tag='Say "hi" (now)')] == [0]


def test_within_restricts_parts_not_posts(archive):
    titles = archive.within("title")
    assert len(titles) == len(archive)
    assert len(titles.search("bridge")) == 1
    assert {line.role for line in archive.within("text").find("bridge")} == {"paragraph"}
    assert {part.role for part in titles.parts} == {"title"}
    assert len(titles.within("paragraph").find("bridge")) == 0
    for wrong in (["nonsense"], []):
        with pytest.raises(pdx.UsageError):
            archive.within(*wrong)


def test_contents(archive):
    assert archive.tags.most_common(1) == [("Harbour", 2)]
    assert archive.categories.items() == [("News", 1)]
    assert len(archive.pages) == 5
    assert len(archive[:2].pages) == 2
    assert len(archive.sources) == 1
    assert archive.n_words == sum(post.words for post in archive)
    assert archive[:2].whole == archive
    assert archive.words("bridg")["bridge"] == len(archive.find("bridge"))
    assert archive.facets("month").keys() and set(archive.facets("language")) >= {"de"}
    with pytest.raises(ValueError, match="facet"):
        archive.facets("colour")


def test_words_of_some_parts():
    rows = [{"title": "Low tide", "text": "The ferry waited."}, {"title": "Rain", "text": "The bridge fell, and nobody came."}]
    archive = pdx.from_records(rows, language="en")
    titles = archive.within("title")
    assert (archive.n_words, titles.n_words, archive.within("text").n_words, titles[:1].n_words) == (12, 3, 9, 2)
    assert titles.words().total() == 3 and " 3 words " in repr(titles)



def test_terms_and_postings(archive):
    terms = list(archive.terms())
    assert [term.term for term in terms] == sorted((term.term for term in terms), key=str.encode)
    assert next(archive.terms("bridge")).term == "bridge"
    bridge = next(term for term in terms if term.term == "bridge")
    postings = list(archive.postings("bridge"))
    assert len(postings) == bridge.posts
    assert sum(len(positions) for _, positions in postings) == bridge.occurrences
    assert list(archive.postings("nowhere")) == []


def test_recipe_is_code(archive):
    recipe = archive.where(tag="Harbour").within("title")[0:1].recipe
    assert recipe.code == "pdx.from_records(..., name='records').where(tag='Harbour').within('title')[0:1]"
    assert list(recipe.sources) == ["records"]
    assert len(recipe.sources["records"]) == 64


def test_objects_keep_what_they_need():
    post = pdx.from_records(RECORDS).where(tag="Harbour")[0]
    line = pdx.parse("Rain\n\nThe rain came.").find("rain")[0]
    assert post.title == "The old bridge opens again"
    assert line.node.lower() == "rain"


def test_types_are_not_made_by_hand():
    for cls in (pdx.Archive, pdx.Post, pdx.Page, pdx.Part, pdx.Hits, pdx.Hit, pdx.Concordance, pdx.Line, pdx.Anchor):
        with pytest.raises(TypeError):
            cls()


@pytest.mark.parametrize("language", ["xyz", "EN", "", "English", 7])
def test_a_language_that_is_none_is_refused(archive, language):
    with pytest.raises(pdx.UsageError, match="two small letters"):
        archive.where(language=language)


def test_a_row_of_few_words_is_of_its_own_language():
    rows = {"ru": "Мэр говорил о библиотеках.", "fr": "Le conseil a voté le mur de la ville.", "de": "Es regnet in der Stadt.", "fa": "شهردار گفت", "en": "Die Hard, again"}
    archive = pdx.from_records([{"text": text} for text in rows.values()])
    assert [post.language for post in archive] == list(rows)
    assert len(archive.search("библиотека")) == 1
