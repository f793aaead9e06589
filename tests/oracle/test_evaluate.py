"""The oracle itself, by hand: sentences of docs/query.md and docs/words.md with a small archive each."""

import math

import pytest

from oracle import evaluate, query
from oracle.days import days_of
from oracle.evaluate import Archive, Document, Part
from test_words_reference import needs_unicode

pytestmark = [needs_unicode, pytest.mark.standalone]


def archive(*posts: str | dict[str, str] | Document, remainders: tuple[str, ...] = ()) -> Archive:
    """A text is a post of one paragraph; a dict has a part for each role."""
    return Archive([document(post) for post in posts], [document(text, False) for text in remainders])


def document(post: str | dict[str, str] | Document, is_post: bool = True) -> Document:
    if isinstance(post, Document):
        return post
    parts = {"paragraph": post} if isinstance(post, str) else post
    return Document([Part(role, text) for role, text in parts.items()], is_post=is_post)


def dated(text: str, days: str) -> Document:
    return Document([Part("paragraph", text)], days=days_of(days))


def posts(of: Archive, text: str, **options) -> list[int]:
    """The numbers of the posts found, in order of position."""
    return sorted(post for post, _ in evaluate.search(of, text, **options).ranked)


def nodes(of: Archive, text: str, **options) -> list[str]:
    documents = of.posts + of.remainders
    found = evaluate.find(of, text, **options).occurrences
    return [documents[o.document].parts[o.part].text.encode()[o.begin : o.end].decode() for o in found]


TOWN = archive("the old bridge over the river", "the river, a lake", "Bridges and lakes", "nothing")

SEARCHED = [  # archive, query, posts
    (TOWN, "river bridge", [0]),
    (TOWN, "river AND bridge", [0]),
    (TOWN, "river & bridge", [0]),
    (TOWN, "river OR bridge", [0, 1, 2]),
    (TOWN, "river | bridge", [0, 1, 2]),
    (TOWN, "river NOT bridge", [1]),
    (TOWN, "river -bridge", [1]),
    (TOWN, "-river", [2, 3]),
    (TOWN, "(river | nothing) -lake", [0, 3]),
    (TOWN, "bridges", [0, 2]),
    (TOWN, '"bridges"', [2]),
    (TOWN, "=Bridges", [2]),
    (TOWN, "=bridges", []),
    (TOWN, "river OR lake AND bridge", [0, 1, 2]),
    (TOWN, "(river OR lake) AND bridge", [0, 2]),
    (TOWN, '"old bridge"', [0]),
    (TOWN, '"bridge old"', []),
    (TOWN, '"old over"~1', [0]),
    (TOWN, '"old river"~2', []),
    (TOWN, '"old river"~3', [0]),
    (TOWN, "river NEAR/2 bridge", [0]),
    (TOWN, "river NEAR/1 bridge", []),
    (TOWN, "bridge NEAR bridges", []),
    (TOWN, "bridg*", [0, 2]),
    (TOWN, "br?dge*s", [2]),
    (TOWN, "birdge~1", [0]),
    (TOWN, "brdges~1", [2]),
    (TOWN, "lakse~", [1, 2]),
    (TOWN, "and OR or", [2]),
    (TOWN, "river^2.5", [0, 1]),
    (archive({"title": "river"}, {"paragraph": "river"}), "title:river", [0]),
    (archive({"title": "river"}, {"title": "lake"}, "lake"), "Title:(river | lake)", [0, 1]),
    (archive({"title": "river", "paragraph": "lake"}), "title:(river text:lake)", []),
    (archive({"related": "river"}, {"paragraph": "lake"}), "river", []),
    (archive({"related": "river"}, {"paragraph": "lake"}), "related:river", [0]),
    (archive("meet at 10:30"), "10:30", [0]),
    (archive("meet at 30:10"), "10:30", []),
    (archive("foo bar", "foo"), "foo:bar", [0]),
    (archive("foo", "a foo-bar"), "-foo", []),
    (archive("foo", "bar"), "- foo", [0]),
    (archive("Pour-Mohammadi", "pourmohammadi", "Pour Mohammadi", "pour"), "Pour-Mohammadi", [0, 1, 2]),
    (archive("Pour-Mohammadi", "pourmohammadi", "Pour Mohammadi", "pour"), "pourmohammadi", [0, 1]),
    (archive("Pour-Mohammadi", "pourmohammadi"), "pour-moh*", [0, 1]),
    (archive("the regime’s men", "regimes", "the regime"), "regime", [0, 1, 2]),
    (archive("the regime’s men", "the regime"), "=regime’s", [0]),
    (archive("the regime’s men"), "=regime's", []),
    (archive("30,000 people", "30000", "30 000"), "30.000", [0, 1]),
    (archive("Ångström"), "angstrom", [0]),
    (archive("東京タワー", "東京", "京"), "東京", [0, 1]),
    (archive("می‌خواهم"), "میخواهم", [0]),
    (archive("كتاب"), "کتاب", [0]),
    (archive(Document([Part("title", "x")], tags=["Harbour Council"])), 'tag:"harbour council"', [0]),
    (archive(Document([Part("title", "x")], tags=["Harbour Council"])), "tag:council", []),
    (archive(Document([Part("title", "x")], tags=["a"]), Document([], tags=["b"])), 'tag:(a | "b")', [0, 1]),
    (archive(Document([], sources=["June.txt"]), Document([], sources=["may"])), "source:june", [0]),
    (archive(Document([], headings=["The Harbour page"])), 'page:"harbour page"', [0]),
    (archive(Document([], headings=["The Harbour page"])), 'page:"page harbour"', []),
    (archive(dated("", "2019-02-13"), dated("", "2018-12")), "date:2019-02-13", [0]),
    (archive(dated("", "2019-02-13"), dated("", "2018-12")), "date:2018-12..2019-02", [0, 1]),
    (archive(dated("", "2019-02-13"), dated("", "2018-12")), "date:2019..", [0]),
    (archive(dated("", "2019-02-13"), dated("", "2018-12")), "date:..2018", [1]),
    (archive(dated("", "2018"), dated("", "2018-12")), "-date:2018-12", []),
    (archive("señor", Document([Part("paragraph", "señor")], "es"), Document([Part("paragraph", "senor")], "es")), "señor", [0, 1]),
    (archive(*[letter + "x" for letter in "abcdefghij"]), "ax~1", list(range(10))),
]

FOUND = [  # archive, query, nodes
    (TOWN, "old bridge", ["old bridge"]),
    (TOWN, "river bridge", []),
    (TOWN, "river AND bridge", ["bridge", "river"]),
    (TOWN, "bridge", ["bridge"]),
    (TOWN, "river -bridge", ["river"]),
    (TOWN, "-bridge", []),
    (TOWN, "(old | new) bridge", ["old bridge"]),
    (TOWN, "old NEAR river", ["old bridge over the river"]),
    (TOWN, "river NEAR/1 lake", ["river, a lake"]),
    (TOWN, "nothing OR lakes", ["lakes", "nothing"]),
    (TOWN, "the river", ["the river", "the river"]),
    (archive("a b a"), "a NEAR b", ["a b", "b a"]),
    (archive("a x b y a"), "a NEAR b", ["a x b", "b y a"]),
    (archive("b x x a x b"), "a NEAR b", ["b x x a", "a x b"]),
    (archive("Pour-Mohammadi"), "pour*", ["Pour-Mohammadi"]),
    (archive("Pour-Mohammadi"), "mohammadi", ["Mohammadi"]),
    (archive("the regime’s men"), "regime", ["regime"]),
    (archive("the regime’s men"), "regimes men", ["regime’s men"]),
    (archive("Old bridge, OLD Bridge"), '="OLD Bridge"', ["OLD Bridge"]),
    (archive({"title": "old", "paragraph": "bridge"}), "old bridge", []),
    (archive({"title": "old", "paragraph": "bridge"}), "old NEAR bridge", []),
    (archive({"related": "river"}, remainders=("river",)), "river", ["river", "river"]),
    (archive("x", remainders=("river",)), "river -tag:x", ["river"]),
    (archive("x", remainders=("river",)), "river source:x", []),
    (archive("a b a b"), '"a b"', ["a b", "a b"]),
    (archive("東京タワー"), "京タ", ["京タ"]),
]

NOTED = [
    "a AND", "OR a", "a OR OR b", "(a", "a)", "()", '"a', "foo:a", "title: a", "*", "a ?*", "a NEAR -b", "a NEAR tag:x", "a ,", "NOT NOT a",
    "a NOT", "", '""', "--a",
]  # fmt: skip
NOT_NOTED = ["a", "a and b", 'title:"a"', "10:30", "a -b", "+a b", "=a", "a^2", "a~1", '"a b"~3', "a NEAR/3 b", "a|b"]
REFUSED = ["date:soon", "date:2019-13", "date:2019-02-30", "date:..", "tag:", "tag: a", "date:", "page: x", 'page:"’"', "-date:x"]


@pytest.mark.parametrize(("of", "text", "wanted"), SEARCHED, ids=[f"{i} {text}" for i, (_, text, _) in enumerate(SEARCHED)])
def test_search(of, text, wanted):
    assert posts(of, text) == wanted


@pytest.mark.parametrize(("of", "text", "wanted"), FOUND, ids=[f"{i} {text}" for i, (_, text, _) in enumerate(FOUND)])
def test_find(of, text, wanted):
    assert nodes(of, text) == wanted


@pytest.mark.parametrize("text", NOTED)
def test_lenient_readings_are_noted(text):
    assert query.parse(text).notes


@pytest.mark.parametrize("text", NOT_NOTED)
def test_ordinary_queries_have_no_notes(text):
    assert not query.parse(text).notes


@pytest.mark.parametrize("text", REFUSED)
def test_bad_values_are_refused(text):
    with pytest.raises(query.QueryError):
        evaluate.search(archive("a"), text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("river lake", [0, 1, 2]), ("+river lake", [0, 1]), ("river lake -old", [1, 2]), ("river AND lake", [1]), ("(+river) lake", [0, 1, 2])],
)
def test_match_any(text, wanted):
    of = archive("old river", "river lake", "lake", "x")
    assert posts(of, text, any=True) == wanted


def test_possible_matches_are_counted_or_included():
    of = archive(dated("a", "2018"), dated("a", "2018-12"), dated("a", "2020"))
    assert posts(of, "a date:2018-12") == [1]
    assert evaluate.search(of, "a date:2018-12").possible == 1
    assert posts(of, "a date:2018-12", possible=True) == [0, 1]
    assert evaluate.find(of, "a date:2018-12").possible == 1
    assert len(nodes(of, "a date:2018-12", possible=True)) == 2


def test_score_of_one_word_in_one_part():
    hits = evaluate.search(archive("river", "lake"), "river").ranked
    assert hits == [(0, pytest.approx(math.log(2) * 1 / 2.2))]


def test_score_by_the_formula():
    of = archive({"title": "river", "paragraph": "the river a b"}, {"paragraph": "x y"}, {"title": "u v w"})
    title = 3 * 1 / (1 - 0.4 + 0.4 * 1 / (4 / 3))
    body = 1 * 1 / (1 - 0.75 + 0.75 * 4 / (6 / 3))
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    assert evaluate.search(of, "river^2").ranked == [(0, pytest.approx(2 * idf * (title + body) / (1.2 + title + body)))]
    assert evaluate.search(of, "title:river").ranked == [(0, pytest.approx(idf * title / (1.2 + title)))]
    assert evaluate.search(of, "-u").ranked == [(0, 0), (1, 0)]


def test_a_sequence_has_the_sum_of_its_members():
    hits = evaluate.search(archive("a b", "a", "c"), '"a b"').ranked
    idf = math.log(1 + 1.5 / 2.5) + math.log(1 + 2.5 / 1.5)
    norm = 1 - 0.75 + 0.75 * 2 / (4 / 3)
    assert hits == [(0, pytest.approx(idf * (1 / norm) / (1.2 + 1 / norm)))]


def test_equal_scores_keep_the_order_of_the_archive():
    assert [post for post, _ in evaluate.search(archive("a", "b", "a", "a"), "a").ranked] == [0, 2, 3]


def test_a_fuzzy_word_stands_for_fifty_words():
    """The nearest first, then those in more posts, then in byte order."""
    made = [chr(97 + i) + chr(97 + j) + "zz" for i in range(8) for j in range(8)]
    found = posts(archive(*made, made[-1]), "zzzz~2")
    assert len(found) == 51
    assert {63, 64} <= set(found)
    assert 62 not in found


@pytest.mark.parametrize(("a", "b", "wanted"), [("abc", "abc", 0), ("abc", "acb", 1), ("ca", "abc", 3), ("abc", "ab", 1), ("", "ab", 2)])
def test_distance(a, b, wanted):
    assert evaluate.distance(a, b) == wanted
