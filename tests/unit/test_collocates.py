"""What stands near something, against counts by hand, and measures against SciPy."""

import io
import math
import pickle
import random
import threading

import pytest
import words_by_hand as by_hand

import postdex as pdx

WINDOWS = (1, 5, (0, 3), (2, 0), (40, 40), "sentence", "paragraph")
NODES = {"ba": ["ba"], '"be ba"': ["be", "ba"], "d*": ["d*"], "ba b*": ["ba", "b*"], "nothing": ["nothing"]}
COUNTED = ("count", "left", "right", "posts", "all", "all_posts")


def counted(table):
    return {row[0]: tuple(row[1:]) for row in table.select("word", *COUNTED)._tuples()}


@pytest.mark.parametrize("seed", range(3))
def test_counts_against_counting_by_hand(seed, tmp_path):
    made = by_hand.rows(seed)
    archive = pdx.from_records(made, language="en")
    archive.save(tmp_path / "saved")
    views = [
        (archive, by_hand.posts(made)),
        (pdx.open(tmp_path / "saved").within("paragraph"), by_hand.posts(made, {"paragraph"})),
        (archive[5:17].within("title", "tags"), by_hand.posts(made, {"title", "tags"})[5:17]),
        (archive.where("da"), [post for post, row in zip(by_hand.posts(made), made, strict=True) if "da" in str(by_hand.stretches(row)).replace("'", " ").split()]),
    ]
    seen = 0
    for view, posts in views:
        for query, node in NODES.items():
            for window in WINDOWS:
                table = view.collocates(query, window)
                wanted, occurrences, near, words = by_hand.collocates(posts, node, window)
                assert counted(table) == wanted, (query, window)
                assert (table.occurrences, table.near, table.words) == (occurrences, near, words)
                seen += len(table)
    assert seen > 1000


def test_several_parts_with_what_is_deleted(tmp_path):
    made = by_hand.rows(7)
    with pdx.writer(tmp_path / "saved") as writer:
        writer.add_records(made[:15])
    with pdx.writer(tmp_path / "saved") as writer:
        writer.add_records(made[15:])
        writer.delete([3, 9])
    archive = pdx.open(tmp_path / "saved")
    posts = [post for i, post in enumerate(by_hand.posts(made)) if i not in (3, 9)]
    assert len(archive) == len(posts)
    for window in (3, "sentence"):
        assert counted(archive.collocates("ba", window)) == by_hand.collocates(posts, ["ba"], window)[0]


@pytest.mark.parametrize("query", ["ba", '"be ba"', "d*", "ba | be", "(ba | da) b*", "ba NEAR/4 da", "nothing"])
def test_what_is_near_is_the_same_from_texts_and_from_the_index_turned_round(query):
    """The first questions of an archive read texts, those after `spread` do not: each archive is asked once."""
    made = by_hand.rows(11) * 8
    turned = pdx.from_records(made, language="en")
    turned.spread()
    for window in (5, (0, 3), (2, 0), (40, 40)):
        for measure in ("log_dice", "log_likelihood"):
            read, other = (each.collocates(query, window, measure=measure) for each in (pdx.from_records(made, language="en"), turned))
            assert list(read._tuples()) == list(other._tuples())
            assert (read.occurrences, read.near, read.words) == (other.occurrences, other.near, other.words)


def test_so_many_questions_turn_the_index_round_that_answers_stay_the_same():
    archive = pdx.from_records(by_hand.rows(12) * 8, language="en")
    answers = [list(archive.collocates("ba", 3)._tuples()) for _ in range(40)]
    assert all(each == answers[0] for each in answers) and len(answers[0]) > 5


def test_sentences_are_those_of_the_posts():
    """Of long posts with short forms, initials and what is no ASCII, where several sentences stand before the first occurrence and behind the last."""
    rng = random.Random(4)
    ends = [" Dr. ", "! ", "? ", "... ", " No. 7 ", " ", ", ", " ", " ", "\u2026 ", ". ", " B. ", "\u0085"]
    made = [{"text": "".join(rng.choice([*by_hand.WORDS[:9], "Ba", "Da"]) + rng.choice(ends) for _ in range(rng.randint(1, 120)))} for _ in range(60)]
    archive = pdx.from_records(made, language="en")
    posts = [[[words for words in (by_hand.cut(str(each)) for each in post.sentences) if words]] for post in archive]
    assert max(len(post[0]) for post in posts) > 10
    for query, node in (("ba", ["ba"]), ('"ba da"', ["ba", "da"]), ("d*", ["d*"]), ("dr", ["dr"])):
        table = archive.collocates(query, "sentence")
        wanted, occurrences, near, words = by_hand.collocates(posts, node, "sentence")
        assert counted(table) == wanted, query
        assert (table.occurrences, table.near, table.words) == (occurrences, near, words)


def test_measures_against_scipy():
    stats = pytest.importorskip("scipy.stats", reason="SciPy, which makes the reference values, is not installed")
    archive = pdx.from_records(by_hand.rows(1, 80), language="en")
    table = archive.collocates("ba", 4)
    r1, n = table.near, table.words
    checked = 0
    for row in table:
        o, c1 = row.count, row.all
        cells = [[o, r1 - o], [c1 - o, n - r1 - c1 + o]]
        e, sign = r1 * c1 / n, 1 if o * n > r1 * c1 else -1
        wanted = {
            "expected": stats.contingency.expected_freq(cells)[0][0],
            "log_dice": 14 + math.log2(2 * o / (r1 + c1)),
            "mi": math.log2(o / e),
            "mi3": math.log2(o**3 / e),
            "npmi": math.log2(o / e) / -math.log2(o / n),
            "t": (o - e) / math.sqrt(o),
            "z": (o - e) / math.sqrt(e),
            "chi2": sign * stats.chi2_contingency(cells, correction=False).statistic,
            "log_likelihood": sign * stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic,
            "dice": 2 * o / (r1 + c1),
            "jaccard": o / (r1 + c1 - o),
            "delta_p": o / r1 - (c1 - o) / (n - r1),
            "delta_p_back": o / c1 - (r1 - o) / (n - c1),
            "fisher": -math.log10(stats.fisher_exact(cells, alternative="greater").pvalue),
        }
        for name, value in wanted.items():
            assert getattr(row, name) == pytest.approx(value, rel=1e-9, abs=1e-11), (row.word, name)
            checked += 1
    assert checked > 400


def test_order_and_least_count():
    archive = pdx.from_records(by_hand.rows(2), language="en")
    whole = archive.collocates("ba", 3)
    for measure in ("log_dice", "mi", "mi3", "npmi", "t", "z", "chi2", "log_likelihood", "dice", "jaccard", "delta_p", "delta_p_back", "fisher"):
        table = archive.collocates("ba", 3, measure=measure, min_count=2)
        assert table.measure == measure
        order = [(-getattr(row, measure), -row.count, row.word.encode()) for row in table]
        assert order == sorted(order)
        assert {row.word for row in table} == {row.word for row in whole if row.count >= 2}
        assert table[0] == whole[table[0].word]


def test_a_table_is_a_view_that_leaves_and_comes_back(tmp_path):
    archive = pdx.open(pdx.sample())
    near = archive.where("ferry OR bridge").collocates("harbour", (3, 2), measure="t", min_count=2)
    assert near.query == "harbour"
    assert near.recipe.code.endswith(".where('ferry OR bridge').collocates('harbour', window=(3, 2), measure='t', min_count=2)")
    assert [row.word for row in near[1:4]] == [near[i].word for i in (1, 2, 3)]
    assert [row.word for row in near[::-2]] == [row.word for row in near][::-2]
    assert near[1:][0] == near[1] and near[-1] == near[len(near) - 1] and type(near[1:]) is pdx.Collocates
    assert near[1:4].recipe.code.endswith("[1:4]")
    for each in (near, near[1:4], near[0]):
        assert pickle.loads(pickle.dumps(each)) == each and hash(pickle.loads(pickle.dumps(each))) == hash(each)
    assert near != near[1:] and near[0] != near[1]
    assert near[near[0].word] == near[0] and near[0].word in near and near[0] in near and "zebra" not in near
    assert near.get("zebra") is None and "word" in dir(near[0])
    near.to_csv(tmp_path / "near.csv")
    assert (tmp_path / "near.csv").read_text(encoding="utf-8").splitlines()[0].startswith("word,count,left,right,posts,all,all_posts,expected,log_dice")
    lines = io.StringIO()
    near.to_jsonl(lines)
    assert len(lines.getvalue().splitlines()) == len(near)
    assert near.to_dicts()[0] == near[0].as_dict()
    assert "words near harbour" in repr(near) and "<table" in near._repr_html_()
    with pytest.raises(IndexError):
        near[len(near)]
    with pytest.raises(KeyError):
        near["zebra"]
    with pytest.raises(AttributeError, match="it has word, count"):
        _ = near[0].zebra


def test_arrow():
    pyarrow = pytest.importorskip("pyarrow")
    near = pdx.open(pdx.sample()).collocates("harbour")
    table = pyarrow.table(near[2:8])
    assert table.to_pylist() == near[2:8].to_dicts()
    assert pyarrow.table(near.select("word", "fisher")).num_rows == len(near)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"window": 0}, pdx.UsageError), ({"window": (0, 0)}, pdx.UsageError), ({"window": -1}, pdx.UsageError), ({"window": (1, 2, 3)}, pdx.UsageError),
        ({"window": "page"}, pdx.UsageError), ({"window": 1.5}, TypeError), ({"min_count": 0}, pdx.UsageError), ({"min_count": "2"}, TypeError),
        ({"measure": "strength"}, ValueError), ({"window": 2**32}, pdx.UsageError), ({"progress": 3}, TypeError),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(arguments, error):
    with pytest.raises(error):
        pdx.open(pdx.sample()).collocates("harbour", **arguments)


def test_a_bad_query_is_pointed_at():
    with pytest.raises(pdx.QueryError, match=r"date:"):
        pdx.open(pdx.sample()).collocates("harbour date:never")


def test_nothing_there():
    for archive in (pdx.parse(""), pdx.parse("Rain"), pdx.open(pdx.sample())[:0]):
        near = archive.collocates("rain", "sentence")
        assert len(near) == 0 and near.near == 0 and "0 words near rain" in repr(near)


def test_threads_and_being_stopped():
    archive, found = pdx.from_records(by_hand.rows(5, 200) * 2, language="en"), []
    with pytest.raises(ZeroDivisionError):
        pdx.from_records(by_hand.rows(5, 200) * 500, language="en").collocates("ba", "sentence", progress=lambda done, total: 1 / 0)
    threads = [threading.Thread(target=lambda: found.append(archive.collocates("ba", "sentence").to_dicts())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [archive.collocates("ba", "sentence").to_dicts()] * 4


def test_sentences_that_are_known_are_those_that_were_found():
    """Of some posts first, then of all: what is kept of sentences of each post stays right for everybody."""
    made = by_hand.rows(11, 90)
    archive, posts = pdx.from_records(made, language="en"), by_hand.posts(made)
    for view, some in ((archive[20:50:3], posts[20:50:3]), (archive, posts), (archive[20:], posts[20:]), (archive, posts)):
        for query, node in (("ba", ["ba"]), ('"be ba"', ["be", "ba"])):
            wanted, occurrences, near, words = by_hand.collocates(some, node, "sentence")
            table = view.collocates(query, "sentence")
            assert counted(table) == wanted
            assert (table.occurrences, table.near, table.words) == (occurrences, near, words)


def test_tables_are_sorted_by_any_column():
    """As Python sorts the rows, which are stable; slices, rows by their words, recipes and pickles follow."""
    archive = pdx.open(pdx.sample())
    tables = [archive.collocates("harbour", min_count=1), archive[:5].keyness(archive[5:]), archive.tag_pairs(), archive.ngrams(2), archive.spread(), archive.dispersion("harbour"), archive.timeline()]
    for table in tables:
        rows = table.to_dicts()
        for name in table.columns:
            is_text = isinstance(rows[0][name], str)
            for by, turned in ((name, not is_text), ("-" + name, is_text)):
                wanted = sorted(rows, key=lambda row: row[name], reverse=turned)
                some = table.sort(by)
                assert some.to_dicts() == wanted and type(some) is type(table)
                assert some[3:1:-1].to_dicts() == wanted[3:1:-1] and some[-1].as_dict() == wanted[-1]
        by_text = table[1:].sort(table.columns[1]).sort(table.columns[0])
        assert by_text.to_dicts() == sorted(sorted(rows[1:], key=lambda row: row[table.columns[1]], reverse=not isinstance(rows[0][table.columns[1]], str)), key=lambda row: row[table.columns[0]])
        assert pickle.loads(pickle.dumps(by_text)) == by_text
        assert by_text.recipe.code.endswith(f"[1:].sort({table.columns[1]!r}).sort({table.columns[0]!r})")
        assert by_text[rows[2][table.columns[0]]][0] == rows[2][table.columns[0]]
        assert repr(by_text) and by_text._repr_html_()
    assert tables[0].sort("mi").measure == "mi" and tables[0].sort("mi")[:3].measure == "mi"
    for wrong, error in (("mii", pdx.UsageError), ("", pdx.UsageError), (3, TypeError)):
        with pytest.raises(error, match="by="):
            tables[0].sort(wrong)


def test_what_is_read_otherwise_and_what_may_be_meant():
    archive = pdx.open(pdx.sample())
    assert archive.collocates("titel:harbour").notes == archive.find("titel:harbour").notes != []
    for table in (archive.collocates("harbor"), archive.dispersion("harbor"), archive.clusters("harbor")):
        assert table.suggestion == "harbour" and "something is found for harbour" in repr(table)
    for table in (archive.collocates("harbour"), archive.dispersion("harbour"), archive.clusters("harbour"), archive.ngrams(2), archive.timeline(), archive.spread()):
        assert table.suggestion is None and table.notes == [] and "something is found" not in repr(table)


def test_a_table_sorted_by_words_is_drawn_by_its_own_measure():
    archive = pdx.open(pdx.sample())
    for table in (archive.collocates("harbour"), archive.ngrams(2)):
        first = table.columns[0]
        assert table.sort(first).plot(n=3).values == [getattr(row, table.measure) for row in table.sort(first)[:3]]
    with pytest.raises(TypeError, match="text, not int"):
        archive.collocates("harbour").get(5)
