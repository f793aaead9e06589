"""Stemming through PyStemmer."""

import sys

import pytest

import postdex as pdx
from postdex import _core, _stem


def test_languages():
    assert _stem.stem("en", ["running", "boats"]) == ["run", "boat"]
    assert _stem.stem("en", [b"running", "häuser".encode()]) == [b"run", "häuser".encode()]
    assert _stem.stem("xx", ["running"]) is None


def test_all_algorithms_are_there_or_leave_words_alone():
    for code in _stem.ALGORITHMS:
        assert _stem.stem(code, ["abc"]) is None or len(_stem.stem(code, ["abc"])) == 1


def test_bare_words_are_stemmed_in_the_posts_language():
    archive = pdx.from_records(
        [
            {"title": "Boats", "text": "The boats were running."},
            {"title": "Häuser", "text": "Die Häuser am Hafen, und was sie kosten."},
        ]
    )
    assert len(archive.search("boat run")) == 1
    assert len(archive.search('"boat"')) == 0
    assert len(archive.find("boat")) == 0
    assert len(pdx.from_records([{"text": "Häuser"}], language="de").search("Haus")) == 1


@pytest.mark.parametrize(
    "stemmer",
    [lambda language, words: words[:-1], lambda language, words: "no", lambda language, words: ["a"] * len(words)],
    ids=["short", "no list", "str"],
)
def test_a_wrong_stemmer_is_an_error(stemmer):
    builder = _core.Builder("en")
    builder.add("x", "", None, b"Boats\n\nThe boats were running to the quay and the rain was over.")
    with pytest.raises(TypeError):
        builder.finish(stemmer)


def test_an_exception_of_the_stemmer_comes_through():
    def stemmer(language, words):
        raise ZeroDivisionError("in the stemmer")

    builder = _core.Builder("en")
    builder.add(
        "x", "", None, b'{"title": "Boats", "text": "The boats were running to the quay and the rain was over."}\n'
    )
    with pytest.raises(ZeroDivisionError, match="in the stemmer"):
        builder.finish(stemmer)


def test_a_language_that_has_no_stems_is_asked_for_once():
    asked = []
    builder = _core.Builder("xx")
    builder.add("x", "", None, b'{"text": "%s"}\n' % " ".join(f"boat{i}" for i in range(9000)).encode())
    builder.finish(lambda language, words: asked.append((language, len(words))))
    assert len(asked) == 1 and asked[0][0] == "xx" and 0 < asked[0][1] < 9000


def test_without_a_stemmer_words_are_exact():
    builder = _core.Builder("en")
    builder.add("x", "", None, b'{"title": "Boats", "text": "The boats were running."}\n')
    archive = builder.finish(None).archive(())
    assert len(archive.search("boats")) == 1
    assert len(archive.search("boat")) == 0
    assert sys.getrefcount(builder) == 2


def test_builder_is_for_one_use():
    builder = _core.Builder()
    builder.finish(None)
    with pytest.raises(RuntimeError, match="finished"):
        builder.finish(None)


def test_every_algorithm_of_snowball_has_its_language():
    Stemmer = pytest.importorskip("Stemmer")
    others = {"porter", "dutch_porter"}  # older ones, for languages that have another
    assert set(Stemmer.algorithms()) - others <= set(_stem.ALGORITHMS.values())


@pytest.mark.parametrize(
    ("language", "text", "queries"),
    [
        ("ar", "ذهب الطلاب إلى المكتبة ثم إلى المدرسة. الصحف السياسية في هذا البلد", ["مكتبة", "مكتبه", "مدرسة", "سياسي", "سیاسی", "طلاب"]),
        ("fa", "کتابهای خوب را خواندم و شهرها را دیدم", ["کتاب", "كتاب", "کتابها", "شهر"]),
        ("pl", "W miastach nie ma książkami pisanych map", ["miasto", "książka"]),
        ("cs", "Knihy o městech a lidech", ["kniha", "mesto"]),
    ],
)
def test_bare_words_find_their_other_forms_however_folding_spells_them(language, text, queries):
    if _stem.stem(language, ["a"]) is None:
        pytest.skip("this PyStemmer has no stems of the language")
    archive = pdx.from_records([{"text": text}], language=language)
    assert [len(archive.search(query)) for query in queries] == [1] * len(queries)
    assert len(archive.find(queries[0])) == 0


def test_stems_of_arabic_are_folded_as_its_words_are():
    words = ["المکتبه", "مکتبه", "سیاسی", "السیاسیه"]
    stems = _stem.stem("ar", words)
    assert stems[0] == stems[1] and stems[2] == stems[3] and not set("كية") & set("".join(stems))
    assert _stem.stem("ar", [word.encode() for word in words]) == [stem.encode() for stem in stems]
