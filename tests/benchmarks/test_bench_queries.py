"""Queries of the bench: of the kinds and classes that they say, and with hits where they promise them."""

import json

import pytest

pytest.importorskip("numpy")

from benchmarks import corpus, queries  # noqa: E402

pytestmark = pytest.mark.standalone
N = 1_000


@pytest.fixture(scope="module")
def posts():
    return list(corpus.generate(N))


@pytest.fixture(scope="module")
def sample(posts):
    return queries.Sample.of(posts)


@pytest.fixture(scope="module")
def asked(sample):
    return queries.generate(sample, 12, batch=30)


def test_a_seed_gives_the_same_queries(posts, asked):
    assert queries.generate(queries.Sample.of(posts), 12, batch=30) == asked
    assert queries.generate(queries.Sample.of(posts), 12, seed=8, batch=30) != asked


def test_strata_hold_what_their_names_say(asked):
    strata = dict(queries.strata(asked))
    assert {"term", "or-2", "or-10", "and-5", "phrase-3", "near", "prefix", "fuzzy", "or-2 tag", "or-2 date"} <= strata.keys()
    assert all(len(members) == (30 if name == "batch" else 12) for name, members in strata.items())
    assert len({query.terms for query in strata["batch"]}) == 30
    for name, members in strata.items():
        kind, _, n = name.partition("-")
        if n.isdigit():
            assert all(query.kind == kind and len(query.terms) == int(n) == len(set(query.terms)) for query in members)
    assert all(query.tag for query in strata["or-2 tag"]) and all(query.dates for query in strata["or-2 date"])


def test_document_frequency_is_that_of_the_posts(posts, sample):
    word = sample.by_class["mid"][0]
    one = queries.Query("term", "or", (word,))
    assert sample.df[word] == sum(queries.matches(one, post) for post in posts)


def test_terms_are_of_the_class_that_is_told(sample, asked):
    drawn = [query for query in asked if query.mix not in ("", "natural")]
    assert drawn
    for query in drawn:
        assert [sample.class_of(word) for word in query.terms] == query.mix.split()
    shares = [sample.df[word] / N for query in drawn for word, name in zip(query.terms, query.mix.split(), strict=True) if name == "high"]
    assert shares and min(shares) > 0.05


def test_and_and_phrases_have_hits(posts, asked):
    for query in asked:
        if query.kind in ("and", "phrase"):
            assert any(queries.matches(query, post) for post in posts), query


def test_plain_matching_knows_its_limits(posts):
    post = corpus.Post(0, "Low tide", ["old quay"], "2020-05-01", "Rain fell. The boat left.")
    phrase = queries.Query("phrase-2", "phrase", ("fell", "the"))
    assert queries.matches(phrase, post)
    assert not queries.matches(queries.Query("phrase-2", "phrase", ("quay", "rain")), post), "crosses from tag to text"
    assert not queries.matches(queries.Query("or", "or", ("rain",), dates=("2020-06-01", "2021-01-01")), post)
    assert not queries.matches(queries.Query("or", "or", ("rain",), tag="quay"), post), "a tag is the whole tag"


def test_a_file_of_queries_is_remapped(tmp_path, sample):
    rows = [
        {"query": "the +griffith", "tags": ["union"]},
        {"query": "the observatory hall", "tags": ["intersection"]},
        {"query": '"the hall"', "tags": ["phrase"]},
        {"query": "alone", "tags": ["term"]},
        {"query": "the -hall x", "tags": ["negated"]},
    ]
    path = tmp_path / "queries.txt"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = queries.remap(path, sample)
    assert [(query.kind, len(query.terms)) for query in found] == [("and", 3), ("or", 2), ("phrase", 2)]
    assert all(word in sample.df for query in found for word in query.terms)
