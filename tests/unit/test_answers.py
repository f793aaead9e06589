"""Many queries in one call: what each finds alone, as columns."""

import copy
import gc
import pickle
import random
import threading

import pytest

import postdex as pdx

QUERIES = [
    "bridge", "bridge | ferry", "ferry harbour", '"the bridge"', "nowhere", "-bridge", "title:bridge OR tag:council", "br*", "brige~1",
    "", "ferry NEAR/5 harbour", "date:2019..", pdx.Query("rain") | "noon",
]  # fmt: skip


def alone(archive, queries, k, **options):
    """The rows, query by query."""
    return [
        (number, hit.rank, hit.post.number, hit.score)
        for number, query in enumerate(queries)
        for hit in archive.search(query, **options)[:k]
    ]


@pytest.mark.parametrize("k", [1, 3, 10, 1000])
@pytest.mark.parametrize("options", [{}, {"match": "any"}, {"possible": True}, {"k1": 0.4, "b": 0.2, "weights": {"title": 9}}])
def test_as_one_by_one(archive, k, options):
    answers = archive.search_many(QUERIES, k, **options)
    wanted = alone(archive, QUERIES, k, **options)
    assert [tuple(row) for row in answers] == wanted  # scores too, to the last bit
    assert answers.begins.tolist() == [sum(row[0] < number for row in wanted) for number in range(len(QUERIES) + 1)]
    assert answers.complete and answers.incomplete == []


@pytest.mark.parametrize("k", [1, 7, 100, 5000])
def test_drawn_queries(big, k):
    rng = random.Random(k)
    words = "river bridge ferry harbour council rain bell lighthouse quay market Orrel noon boat note".split()
    joiners = (" OR ", " ", " -", " | ")
    queries = [rng.choice(joiners).join(rng.choices(words, k=rng.randint(1, 5))) for _ in range(40)]
    for view in (big, big[5:900:3], big.within("title"), big.where(tag="rain")):
        assert [tuple(row) for row in view.search_many(queries, k)] == alone(view, queries, k)


def test_columns_are_views_of_memory(archive):
    answers = archive.search_many(["bridge", "ferry"], 5)
    rows = list(answers)
    assert rows
    for name, format, kind in (("query", "I", int), ("rank", "I", int), ("post", "I", int), ("score", "d", float)):
        column = getattr(answers, name)
        assert (column.format, column.readonly, column.ndim, column.contiguous) == (format, True, 1, True)
        assert column.tolist() == [getattr(row, name) for row in rows]
        assert all(type(each) is kind for each in column.tolist())
    post, begins = answers.post, answers.begins
    kept = post.tolist()
    del answers
    gc.collect()
    assert post.tolist() == kept and begins.tolist()[-1] == len(kept)
    with pytest.raises(TypeError):
        post[0] = 1


def test_numpy_and_arrow_read_them(archive):
    answers = archive.search_many(["bridge", "nowhere", "ferry"], 5)
    numpy = pytest.importorskip("numpy")
    assert numpy.asarray(answers.score).dtype == "f8"
    assert numpy.asarray(answers.post).tolist() == answers.post.tolist()
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(answers)
    table.validate(full=True)
    assert table.column_names == ["query", "rank", "post", "score"]
    assert table.to_pylist() == answers.to_dicts() == [row._asdict() if hasattr(row, "_asdict") else dict(zip(table.column_names, row, strict=True)) for row in answers]


def test_as_a_sequence(archive):
    answers = archive.search_many(["bridge", "ferry"], 5)
    assert answers[0] == answers[-len(answers)] == answers[:1][0]
    assert answers[0].post == archive.search("bridge")[0].post.number
    assert answers[::-1] == list(answers)[::-1]
    for index in (len(answers), -len(answers) - 1):
        with pytest.raises(IndexError):
            answers[index]
    assert answers.queries == ("bridge", "ferry")
    assert answers.archive is archive
    assert "2 queries" in repr(answers) and "bridge" in answers._repr_html_()


def test_nothing_asked_and_nothing_found(archive):
    for queries in ([], ["nowhere"], iter([])):
        answers = archive.search_many(queries)
        assert len(answers) == 0 and answers.post.tolist() == [] and answers.to_dicts() == []
    assert archive.search_many([]).begins.tolist() == [0]


def test_equality_hash_copies_and_recipe(archive):
    answers = archive.search_many(["bridge", pdx.Query("ferry")], 2, match="any")
    again = archive.search_many(("bridge", "ferry"), 2, match="any")
    assert answers == again and hash(answers) == hash(again)
    assert answers != archive.search_many(["bridge", "ferry"], 1)
    assert answers != archive.search_many(["ferry", "bridge"], 2)
    assert answers != archive.search("bridge")
    assert copy.deepcopy(answers) == pickle.loads(pickle.dumps(answers)) == answers
    assert answers.recipe.code.endswith(".search_many(('bridge', 'ferry'), 2, match='any')")


def test_errors_name_the_query(archive):
    with pytest.raises(pdx.QueryError) as caught:
        archive.search_many(["bridge", "ferry", "date:soon", "date:never"])
    assert caught.value.query == 2
    assert str(caught.value).startswith('query 2: date: cannot read "soon"')
    assert pickle.loads(pickle.dumps(caught.value)).query == 2
    with pytest.raises(pdx.QueryError, match=r"query 1: .*closed.*\n\(ferry\n\^") as caught:
        archive.search_many(["bridge", "(ferry"], strict=True)
    assert caught.value.query == 1 and caught.value.offset == 0
    with pytest.raises(pdx.QueryError) as caught:
        archive.search("date:soon")
    assert caught.value.query is None


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("bridge",), TypeError, "several queries"),
        ((pdx.Query("bridge"),), TypeError, "several queries"),
        ((["bridge", 3],), TypeError, "a query is a str"),
        ((["bridge"], 0), pdx.UsageError, "k=0: at least 1"),
        ((["bridge"], -1), pdx.UsageError, "k=-1"),
        ((["bridge"], 2.5), TypeError, "a whole number is needed, not a float"),
        ((["bridge"], None), TypeError, "k=None"),
        ((3,), TypeError, "several queries are needed"),
    ],
)
def test_what_cannot_be_used(archive, arguments, error, message):
    with pytest.raises(error, match=message):
        archive.search_many(*arguments)


def test_odd_texts_and_very_large_k(archive):
    queries = ["bridge\ud800", "\0", "b" * 5000]
    assert [tuple(row) for row in archive.search_many(queries, 10**30)] == alone(archive, queries, 10**6)


def test_a_deadline_is_that_of_the_call(big):
    answers = big.search_many(["river | bridge"] * 300, 2000, deadline=1e-9)
    assert not answers.complete
    assert answers.incomplete == list(range(300))
    assert len(answers) == 0
    assert big.search_many(["river | bridge"] * 3, 5, deadline=60).complete


def test_progress_counts_queries_and_may_stop(big, monkeypatch):
    class Stop(Exception):
        pass

    seen = []

    def stop(done, total):
        seen.append((done, total))
        raise Stop

    with pytest.raises(Stop):
        big.search_many(["river | bridge | ferry"] * 20_000, 1000, progress=stop)
    assert len(seen) == 1 and 0 <= seen[0][0] <= seen[0][1] == 20_000  # none may be answered yet on a busy machine


def test_threads_may_ask_at_once(big):
    queries = ["river | bridge", "ferry rain", "noon -quay"] * 20
    wanted = big.search_many(queries, 50)
    found = []
    threads = [threading.Thread(target=lambda: found.append(big.search_many(queries, 50))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 4
