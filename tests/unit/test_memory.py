"""Every allocation of the core may fail: a MemoryError, nothing lost, and the same answer afterwards."""

import contextlib

import pytest

import postdex as pdx
from postdex import _core


def can_fail():
    _core._testing_fail_at(1)
    with contextlib.suppress(MemoryError):
        pdx.parse("Rain\n\nIt rained.")
    failed = _core._testing_failed()
    _core._testing_fail_at(0)
    return failed


pytestmark = pytest.mark.skipif(not can_fail(), reason="this build has no failing allocator")

TEXT = "Posts Tagged ‘Rain’\n\nRain,Harbour\n\nRain over the harbour\n\nThe rain came on Friday, May 3, 2019 and did not stop.\n\nContinue Reading\n"


def sweep(verb, check, steps=4000):
    """Makes the first, second, third ... allocation fail until the verb needs no more."""
    verb()
    live = _core._testing_live()
    for n in range(1, steps):
        _core._testing_fail_at(n)
        try:
            result = verb()
        except MemoryError:
            result = None
        finally:
            failed = _core._testing_failed()
            _core._testing_fail_at(0)
        if result is not None:
            assert check(result)
        del result
        assert _core._testing_live() <= live + 2, n
        if not failed:
            return n
    return steps


def test_parse():
    expected = len(pdx.parse(TEXT).find("rain"))
    assert sweep(lambda: pdx.parse(TEXT), lambda archive: len(archive.find("rain")) == expected) > 20


def test_records():
    rows = [{"title": "Rain", "text": "The rain came over the harbour.", "tags": ["Rain"]}]
    assert sweep(lambda: pdx.from_records(rows), lambda archive: len(archive) == 1) > 20


def test_answers(archive):
    said = pdx.parse("Rain\n\n“It ‘rains’,” said Anna Weber. “A lot.”")
    verbs = {
        "search": lambda: archive.search("bridge ferry", match="any"),
        "find": lambda: list(archive.find('"old bridge" | ferry')),
        "sort": lambda: list(archive.find("the").sort("after")),
        "hits": lambda: archive.search("bridge").sort("date"),
        "slice": lambda: list(archive.find("the")[2:5]),
        "view": lambda: archive.where(tag="Harbour"),
        "tags": lambda: archive.tags.items(),
        "words": lambda: archive.words("b").items(),
        "match": lambda: archive.match({"old bridge": ["bridge", "ferry"]}).to_dicts(),
        "repeats": lambda: archive.repeats(2).places.to_dicts(),
        "names": lambda: said.names("Anna Weber").to_dicts(),
        "quotes": lambda: (said.quotes.to_dicts(), len(said.quotes[:1])),
        "mentions": lambda: archive.date_mentions.to_dicts(),
        "snippet": lambda: archive.search("bridge")[0].snippet,
        "explain": lambda: archive.search("bridge")[0].explain().data,
        "text": lambda: archive[0].text,
        "tokens": lambda: list(archive[0].tokens),
        "terms": lambda: list(archive.terms()),
        "postings": lambda: list(archive.postings("bridge")),
        "search_many": lambda: archive.search_many(["bridge", "ferry -the"], 3),
        "select": lambda: archive.find("the").select("title", "node", "line").to_dicts(),
        "rows": lambda: archive.to_dicts(),
    }
    for name, verb in verbs.items():
        expected = verb()
        assert sweep(verb, lambda result, expected=expected: result == expected) >= 1, name


def test_arrow(archive):
    pyarrow = pytest.importorskip("pyarrow")

    def verb():
        try:
            return pyarrow.table(archive.find("bridge"))
        except OSError as error:  # how pyarrow reports a stream that failed
            raise MemoryError from error

    expected = archive.find("bridge").to_dicts()
    assert sweep(verb, lambda table: table.to_pylist() == expected) >= 1
