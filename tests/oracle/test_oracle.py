"""postdex against the oracle: random archives, random queries, everything compared that an answer holds.

POSTDEX_ORACLE_CASES says how many (10^4 unless told; 10^5 in the long form), POSTDEX_ORACLE_SEED where to begin. A mismatch prints what
it takes to see it again. The oracle is also seen to notice planted bugs.
"""

import math
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from oracle import compare, evaluate, generate, query, words
from oracle.engine import Built, CutEngine, Engine, EngineError, Package, Unclear, records
from oracle.spans import sequence
from test_words_reference import needs_unicode

HERE = Path(__file__).resolve().parent
pytestmark = needs_unicode
CASES = int(os.environ.get("POSTDEX_ORACLE_CASES") or (100_000 if os.environ.get("POSTDEX_LONG") else 10_000))
SEED = int(os.environ.get("POSTDEX_ORACLE_SEED", "1"))
PER_ARCHIVE = 50
CONTROL_CASES = 2_000


@pytest.fixture(scope="module")
def package():
    return Package()


@pytest.fixture(scope="module")
def program():
    """The core with tiny blocks, so that small archives cross every limit of the index."""
    import cbuild

    build = cbuild.Build("small", "gcc")
    if reason := cbuild.why_not("gcc", build.mode.compile):
        pytest.skip(reason)
    build.library()
    return build.program(HERE / "driver.c")


@pytest.fixture(scope="module")
def driver(program):
    engine = Engine(program)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def pieces(program):
    """The same, its index in several segments."""
    engine = CutEngine(program)
    yield engine
    engine.close()


def archives(engine, seed: int) -> Iterator[tuple[str, str, Built, generate.Queries]]:
    """Source, language, the archive built of it, and queries for it."""
    while True:
        rng = random.Random(seed)
        seed += 1
        vocabulary, language = generate.vocabulary(rng), rng.choice(generate.LANGUAGES)
        if rng.random() < 0.15:
            source, name = generate.listing(rng, vocabulary).encode(), "june.txt"
        else:
            source, name = records(generate.rows(rng, vocabulary, language)), generate.SOURCE
        try:
            built = engine.build(source, name, language)
        except Unclear:
            continue
        documents = built.archive.posts + built.archive.remainders
        tags = [tag for document in documents for tag in document.tags]
        lines = [part.text for document in documents for part in document.parts]
        yield source.decode(), language, built, generate.Queries(rng, vocabulary, tags, lines)


def cases(engine, n: int, seed: int) -> Iterator[tuple[str, str, Built, compare.Case]]:
    for source, language, built, queries in archives(engine, seed):
        for _ in range(PER_ARCHIVE):
            rng = queries.rng
            within = set(rng.sample(generate.WITHIN, 3)) if rng.random() < 0.1 else set()
            yield source, language, built, compare.Case(queries.query(), rng.random() < 0.3, rng.random() < 0.3, within)
            n -= 1
            if n == 0:
                return


def told(source: str, language: str, case: compare.Case, found: str) -> str:
    return f"{found}\n  query {case.text!r} {case.options('search')}\n  language {language!r}, source:\n{source}"


def check(engine, n: int, seed: int) -> None:
    n_found = n_noted = 0
    for source, language, built, case in cases(engine, n, seed):
        found = compare.difference(engine, built, case)
        if found:
            pytest.fail(told(source, language, case, found), pytrace=False)
        n_found += bool(evaluated(built, case).ranked)
        n_noted += bool(query_notes(case))
    assert n_found > n // 4, "too few queries match anything"
    assert n_noted > n // 50, "too few queries are read leniently"


def evaluated(built: Built, case: compare.Case) -> evaluate.Hits:
    try:
        return evaluate.search(built.archive, case.text, **case.options("search"))
    except query.QueryError:
        return evaluate.Hits([], 0, [])


def query_notes(case: compare.Case) -> list[str]:
    try:
        return query.parse(case.text).notes
    except query.QueryError:
        return []


def test_the_package_agrees_with_the_oracle(package):
    check(package, CASES, SEED)


@pytest.mark.standalone
def test_the_core_with_tiny_blocks_agrees_with_the_oracle(driver):
    check(driver, CASES // 5, SEED + 1_000_000)


@pytest.mark.standalone
def test_an_index_in_several_segments_agrees_with_the_oracle(pieces):
    check(pieces, CASES // 4, SEED + 3_000_000)


@pytest.mark.large
@pytest.mark.parametrize("mode", ["search", "find"])
def test_strict_raises_where_there_are_notes(package, mode):
    for _, _, _, case in cases(package, 2_000, SEED + 2_000_000):
        try:
            notes = package.query(mode, case.text).notes
        except EngineError:
            continue
        try:
            package.query(mode, case.text, strict=True)
            raised = False
        except EngineError:
            raised = True
        assert raised == bool(notes), (case.text, notes)


SEEN_BEFORE = [  # what was found wrong once: rows, query, options
    ([{"title": "Pour-Mohammadi"}], "heading:pour-mohammadix~", {}),
    ([{"text": "x y"}, {"text": "a x c", "date": "2018"}], "x date:2018-01", {}),
    ([{"text": "x"}, {"text": "a b", "date": "2018"}], "-q OR a OR (b date:2018-01)", {}),
    ([{"text": "b a x a b", "tags": ["t"]}], "tag:t a NEAR b", {}),
    ([{"text": "river"}, {"text": "lake"}], "(+river) lake", {"any": True}),
    ([{"text": "30,000’12"}, {"text": "30000 12"}], '"30,000’12"', {}),
    ([{"text": "x y"}, {"text": "a x c", "date": "2018"}], "-q OR x NEAR (date:2018-01 AND a)", {}),
]


@pytest.mark.parametrize(("rows", "text", "options"), SEEN_BEFORE, ids=[text for _, text, _ in SEEN_BEFORE])
def test_what_was_wrong_once(package, rows, text, options):
    built = package.build(records(rows), "rows", "en")
    assert compare.difference(package, built, compare.Case(text, **options)) is None


def test_limits(package):
    package.build(records([{"text": "a"}]), "rows", "en")
    assert len(package.query("search", " ".join(["a"] * 1024)).rows) == 1
    assert len(package.query("search", "(" * 64 + "a" + ")" * 64).rows) == 1
    for text in (" ".join(["a"] * 1025), '"' + "a " * 1025 + '"', "(" * 65 + "a" + ")" * 65):
        with pytest.raises(package.pdx.LimitError):
            package.archive.search(text)


# Negative controls: a planted bug is seen within CONTROL_CASES ---------------------------------------


class SlopOffByOne(evaluate.Evaluation):
    def leaf_spans(self, leaf, document):
        members = [self.member_spans(member, document) for member in self.members(leaf, document.language)]
        return sequence(members, leaf.slop + 1) if leaf.slop else super().leaf_spans(leaf, document)


class FurnitureCounts(evaluate.Evaluation):
    def idf(self, leaf, number):
        df = sum(bool(self.member_spans(self.members(leaf, p.language)[number], p)) for p in self.archive.posts)
        n = len(self.archive.posts)
        return math.log(1 + (n - df + 0.5) / (df + 0.5))


class TiesReversed(evaluate.Evaluation):
    def search(self, text):
        hits = super().search(text)
        return evaluate.Hits(sorted(hits.ranked, key=lambda hit: (-hit[1], -hit[0])), hits.possible, hits.notes)


class NoJoinedForms(evaluate.Evaluation):
    def member_spans(self, member, document):
        return [span for span in super().member_spans(member, document) if member.pieces or span.end - span.begin == 1]


class NothingStemmed(evaluate.Evaluation):
    def members(self, leaf, language):
        self.in_near.add(id(leaf))
        return super().members(leaf, language)


class NearIsOneLess(evaluate.Evaluation):
    def spans(self, node, document, roles):
        if isinstance(node, query.Near) and node.within:
            node = query.Near(node.within - 1, node.left, node.right)
        return super().spans(node, document, roles)


class BoostForgotten(evaluate.Evaluation):
    def score(self, node, post, roles, boost=1.0):
        return super().score(node, post, roles, 1.0)


class FoldedInOneLanguage(evaluate.Evaluation):
    def members(self, leaf, language):
        return super().members(leaf, "en")


class PossibleIsCertain(evaluate.Evaluation):
    def filtered(self, node, document):
        return evaluate.YES if super().filtered(node, document) else evaluate.NO


class ScopeForgotten(evaluate.Evaluation):
    def truth(self, node, document, roles, of_sequence=True):
        return super().truth(node.child if isinstance(node, query.Scope) else node, document, roles, of_sequence)


class FewerNeighbours(evaluate.Evaluation):
    def nearest_to(self, pattern, changes):
        return lambda base: evaluate.distance(pattern, base) <= (1 if changes is None else changes)


class CaseDoesNotMatter(evaluate.Evaluation):
    def is_written(self, document, span, data):
        return True


class NoCharacters(evaluate.Evaluation):
    """One character is found only where it stands alone."""

    def members(self, leaf, language):
        return [member._replace(character=None) for member in super().members(leaf, language)]


PLANTED = [
    SlopOffByOne, FurnitureCounts, TiesReversed, NoJoinedForms, NothingStemmed, NearIsOneLess, BoostForgotten,
    FoldedInOneLanguage, PossibleIsCertain, ScopeForgotten, FewerNeighbours, CaseDoesNotMatter, NoCharacters,
]  # fmt: skip


@pytest.mark.large
@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_bug_is_found(package, planted):
    for _, _, built, case in cases(package, CONTROL_CASES, SEED + 3_000_000):
        if compare.difference(package, built, case, planted):
            return
    pytest.fail(f"{planted.__name__} was not noticed in {CONTROL_CASES} cases")


def test_a_planted_bug_in_the_words_is_found(package, monkeypatch):
    monkeypatch.setattr(words, "fold", lambda text, language: text.casefold())
    assert any(compare.difference(package, built, case) for _, _, built, case in cases(package, CONTROL_CASES, SEED + 3_000_000))
