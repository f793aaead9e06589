"""Whatever is handed to a public function, what it does not take is refused by an exception that says so, of a kind that fits."""

import inspect
import io
import itertools
import operator
import re
from types import FunctionType, MethodType

import postdex as pdx
import pytest

PAGE = (
    "Old mill\n\nMay 1, 2011\n\nTags: boats, tides\n\nThe warden says that the quay was opened on 3 May 1921.\n\nContinue reading\n\n"
    "Low water\n\nMay 2, 2011\n\nTags: maps\n\nThe warden says that the lock is shut.\n\nContinue reading\n"
)
SAYS_MOST = 1000
INSIDES = re.compile("unsupported operand|not supported between|is not iterable|not subscriptable|could not convert|codec can't|embedded null")
REFUSALS = (TypeError, ValueError, IndexError, KeyError, pdx.Error, OSError)
WRITERS = ("to_", "save")  # what they are handed is a file's name or number

NUMBERS = [2**70, -(2**70), 2**63, -(2**63) - 1, 2**31, -1, 0, True, 1.5, float("nan")]
ODD = [
    *NUMBERS, "x", "x" * 10_000, pdx.parse(PAGE), "", "\ud800", "\0", b"x", None, object(), [], [1], [None], {}, {1: 2}, (), (1, 2), set(), ..., int, len,
    slice(None, None, 0), slice(2**70, None, -(2**70)), slice("a", None),
]  # fmt: skip


def held():
    archive = pdx.parse(PAGE, "page.txt")
    hits, lines = archive.search("warden"), archive.find("warden")
    post, page = archive[0], archive.pages[0]
    return {
        "archive": archive, "post": post, "hits": hits, "hit": hits[0], "lines": lines, "line": lines[0], "tags": archive.tags,
        "words": archive.words(), "parts": archive.parts, "part": archive.parts[0], "page": page, "pages": archive.pages,
        "source": archive.sources[0], "mentions": archive.date_mentions, "mention": archive.date_mentions[0],
        "appearance": page.appearances[0], "appearances": page.appearances, "anchor": post.anchor,
        "answers": archive.search_many(["warden", "lock"]), "explanation": archive.explain(), "recipe": archive.recipe,
        "selection": hits.select("post", "score"), "query": pdx.Query("warden"),
    }  # fmt: skip


HELD = held()


def leading(name):
    """What a function needs before an odd keyword."""
    given = {
        "search": ["warden"], "find": ["warden"], "search_many": [["warden"]], "parse": [PAGE], "from_records": [[{"title": "x"}]],
        "open": [pdx.sample()[0]], "facets": ["tag"], "sort": ["relevance"],
    }  # fmt: skip
    return given.get(name, [])


def refused_well(call, *args, **keywords):
    """Calls, and uses what comes back; anything but a clear refusal is raised."""
    try:
        result = call(*args, **keywords)
        if hasattr(result, "__next__"):
            list(itertools.islice(result, 3))
        elif hasattr(result, "__len__"):
            len(result), repr(result)
    except REFUSALS as error:
        assert str(error), "a refusal without a word"
        assert len(str(error)) < SAYS_MOST or isinstance(error, (OSError, KeyError)), "a refusal that repeats all that it was handed"
        assert not INSIDES.search(str(error)), f"a refusal in words of the inside: {error}"
        assert not isinstance(error, SystemError)


def functions(thing):
    """The public functions of a thing by their names, without those that it has from str, list and the like."""
    for name in dir(thing):
        if name.startswith(("_", *WRITERS)):
            continue
        function = getattr(thing, name)
        if callable(function) and (isinstance(function, (FunctionType, MethodType)) or inspect.isbuiltin(function)):
            yield name, function


def keywords_of(function):
    try:
        signature = inspect.signature(function)
    except ValueError:  # one of C without a signature
        return []
    return [each.name for each in signature.parameters.values() if each.kind is each.KEYWORD_ONLY]


@pytest.mark.parametrize("name", [name for name, thing in HELD.items() if hasattr(thing, "__getitem__")])
def test_indices(name):
    thing = HELD[name]
    for odd in ODD:
        refused_well(operator.getitem, thing, odd)
    if hasattr(thing, "__len__") and name not in ("explanation", "recipe"):
        for far in (2**70, -(2**70), 2**63, -(2**63) - 1, len(thing), -len(thing) - 1):
            with pytest.raises(IndexError):
                thing[far]
        if len(thing):
            assert thing[-1] == thing[len(thing) - 1]


@pytest.mark.parametrize("name", HELD)
def test_comparisons_never_raise(name):
    for odd in ODD:
        assert (HELD[name] == odd) in (True, False)


@pytest.mark.parametrize("name", HELD)
def test_arguments(name):
    for verb, function in functions(HELD[name]):
        for odd in ODD:
            refused_well(function, odd)
            refused_well(function, *leading(verb), odd)
            refused_well(function, odd, odd)
            for keyword in keywords_of(function):
                refused_well(function, *leading(verb), **{keyword: odd})


@pytest.mark.parametrize("verb", ["open", "parse", "from_records", "Query"])
def test_openers(verb, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    function = getattr(pdx, verb)
    for odd in ODD:
        refused_well(function, odd)
        for keyword in keywords_of(function):
            refused_well(function, *leading(verb), **{keyword: odd})


@pytest.mark.parametrize("verb", ["to_csv", "to_jsonl"])
def test_writers(verb, tmp_path):
    for odd in ODD:
        if isinstance(odd, int) or (isinstance(odd, (str, bytes)) and odd):
            continue  # a file of that name or number
        with pytest.raises(REFUSALS):
            getattr(HELD["hits"], verb)(odd)


def test_a_column_is_selected_once():
    with pytest.raises(pdx.UsageError, match='"post" is named twice'):
        HELD["hits"].select("post", "score", "post")
    with pytest.raises(pdx.UsageError, match="named twice"):
        HELD["selection"].select("score", "score")
    assert HELD["hits"].select("score", "post").columns == ["score", "post"]


def test_filters_want_texts():
    for filter in ("tag", "source", "page"):
        with pytest.raises(TypeError, match="a text is needed, not a list"):
            HELD["archive"].where(**{filter: ["boats"]})


def test_snippets_of_any_length():
    hit = HELD["hit"]
    assert len(str(hit.snippet_of(2**70))) >= len(str(hit.snippet_of(20)))


def test_the_best_none():
    archive = HELD["archive"]
    assert len(archive.search("warden")[:0]) == 0
    with pytest.raises(pdx.UsageError):
        archive.search_many(["warden"], k=0)


def test_a_rule_of_names_may_be_one():
    archive = pdx.parse("Rain\n\nIda Montazery came. Then Montarezi left, and Ida Montazeri, too.")
    assert len(archive.names("Ida Montazeri", without="surname")) == len(archive.names("Ida Montazeri", without=["surname"])) == 2
    assert archive.names("Ida Montazeri", rules="transliteration").rules == ("transliteration",)
    with pytest.raises(pdx.UsageError, match="there is no rule 'surnames'"):
        archive.names("Ida Montazeri", without="surnames")
    with pytest.raises(TypeError, match="rules=3: the name of a rule"):
        archive.names("Ida Montazeri", rules=3)


@pytest.mark.parametrize("half", ["\ud83d", "\udcff"])
def test_half_a_surrogate_pair_in_a_query(half):
    archive = HELD["archive"]
    for found in (archive.search(f"warden NEAR/2{half}"), archive.find(f"warden NEAR/2{half}")):
        assert "�" in found.notes[0].message
        assert repr(found)
    with pytest.raises(pdx.QueryError, match="character 1 is half of a surrogate pair") as caught:
        archive.grep(f"é{half}")
    assert caught.value.offset == 2


@pytest.mark.parametrize("odd", [3, 0, True, b"x", [], {"tag": "boats"}])
def test_posts_are_picked_by_a_query_or_a_function(odd):
    with pytest.raises(TypeError, match="a query is needed, or a function of a post"):
        HELD["archive"].where(odd)


def test_numbers_among_tags_are_texts():
    post = pdx.parse('{"title": 1984, "tags": [2019, "boats", -1.5, null, [3]], "categories": 7}\n')[0]
    assert [str(tag) for tag in post.tags] == ["2019", "boats", "-1.5"]
    assert [str(each) for each in post.categories] == ["7"]


def test_refusals_are_of_our_kind(tmp_path):
    archive = HELD["archive"]
    for n in (0, 9):
        with pytest.raises(pdx.UsageError, match=f"n={n}: 1 to 8"):
            archive.ngrams(n)
    for has_facets in (archive, archive.search("warden")):
        with pytest.raises(pdx.UsageError, match="there is no facet 'bogus': tag"):
            has_facets.facets("bogus")
    with pytest.raises(pdx.FileError, match="this is a folder"):
        archive.labels(tmp_path)


def test_refusals_say_what_is_needed(tmp_path):
    with pytest.raises(TypeError, match="another name is needed"):
        HELD["archive"].match({"ferry": 3})
    with pytest.raises(TypeError, match="rows are needed, each a dict, not a NoneType"):
        pdx.from_records(None)
    with pytest.raises(TypeError, match=r"limits=3: Limits\(...\) is needed"):
        pdx.open(pdx.sample(), limits=3)
    with pdx.writer(tmp_path / "town.pdx") as writer:
        with pytest.raises(TypeError, match="rows are needed"):
            writer.add_records(None)
        with pytest.raises(TypeError, match="^a path is needed"):
            writer.add(None)
        with pytest.raises(TypeError, match="Limits"):
            writer.add(pdx.sample(), limits=3)


def test_a_folder_that_is_missing_is_named(tmp_path):
    for write in (HELD["archive"].to_tei, HELD["archive"].to_vertical, HELD["archive"].to_csv):
        with pytest.raises(pdx.MissingFileError, match="there is no folder .*missing to write this into"):
            write(tmp_path / "missing" / "town.xml")


@pytest.mark.parametrize("verb", ["to_tei", "to_vertical"])
def test_exports_are_written_to_streams(verb, tmp_path):
    stream = io.StringIO()
    getattr(HELD["archive"], verb)(stream)
    getattr(HELD["archive"], verb)(tmp_path / "file")
    assert stream.getvalue() == (tmp_path / "file").read_text(encoding="utf-8") != ""


def test_a_number_that_python_does_not_write_is_refused_like_others():
    with pytest.raises(pdx.UsageError, match="n=an int of 16,610 bits: 2 to 64"):
        pdx.parse(PAGE).repeats(10**5000)
