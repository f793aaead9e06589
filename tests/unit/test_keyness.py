"""In what two views differ, against counts by hand and SciPy."""

import json
import math
import pickle

import pytest
import words_by_hand as by_hand

import postdex as pdx


@pytest.fixture(scope="module")
def made():
    return by_hand.rows(11, 60)


@pytest.fixture(scope="module")
def archive(made):
    return pdx.from_records(made, language="en")


def counted(table):
    return {row[0]: tuple(row[1:]) for row in table.select("word", "count", "other_count", "posts", "other_posts")._tuples()}


def wanted(first, second, least=1):
    a, b = by_hand.counts(first), by_hand.counts(second)
    rows = {word: (*(a.get(word, (0, 0))[:1]), *(b.get(word, (0, 0))[:1]), a.get(word, (0, 0))[1], b.get(word, (0, 0))[1]) for word in {*a, *b}}
    return {word: row for word, row in rows.items() if row[0] + row[1] >= least}


def test_counts(made, archive):
    posts, paragraphs = by_hand.posts(made), by_hand.posts(made, {"paragraph"})
    pairs = [
        (archive[:30], archive[30:], posts[:30], posts[30:]),  # two halves
        (archive[:17], archive[9:50], posts[:17], posts[9:50]),  # neither all nor apart
        (archive, archive[5:9], posts, posts[5:9]),
        (archive.within("paragraph")[:20], archive, paragraphs[:20], posts),
        (archive[:40], pdx.from_records(made[20:], language="en").within("paragraph"), posts[:40], paragraphs[20:]),  # of two archives
    ]
    for first, second, a, b in pairs:
        table = first.keyness(second)
        assert counted(table) == wanted(a, b)
        assert table.size == sum(count for count, _ in by_hand.counts(a).values())
        assert table.other_size == sum(count for count, _ in by_hand.counts(b).values())
        assert counted(first.keyness(second, min_count=20)) == wanted(a, b, 20)
        turned = second.keyness(first)
        assert {row.word: -row.log_likelihood for row in turned} == pytest.approx({row.word: row.log_likelihood for row in table}, abs=1e-9)


def test_tags(made, archive):
    table = archive[:30].keyness(archive[30:], of="tags")
    tags = [{tag for tag in row["tags"]} for row in made]
    assert counted(table) == {
        tag: (a, b, a, b) for tag in set().union(*tags) for a, b in [(sum(tag in each for each in tags[:30]), sum(tag in each for each in tags[30:]))]
    }
    assert (table.size, table.other_size) == (30, 30)


def test_measures_against_scipy(archive):
    stats = pytest.importorskip("scipy.stats", reason="SciPy, which makes the reference values, is not installed")
    table = archive.within("paragraph")[:25].keyness(archive.within("paragraph")[25:])
    c, d = table.size, table.other_size
    p_values = {}
    for row in table:
        a, b = row.count, row.other_count
        cells = [[a, b], [c - a, d - b]]
        sign = 1 if a * d >= b * c else -1
        a5, b5 = a or 0.5, b or 0.5
        log_ratio, spread = math.log2(a5 / c / (b5 / d)), math.sqrt(1 / a5 - 1 / c + 1 / b5 - 1 / d) / math.log(2)
        g2 = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
        p_values[row.word] = stats.chi2.sf(g2, 1)
        reference = {
            "per_million": 1e6 * a / c,
            "other_per_million": 1e6 * b / d,
            "log_likelihood": sign * g2,
            "p": p_values[row.word],
            "bonferroni": min(1, p_values[row.word] * len(table)),
            "chi2": sign * stats.chi2_contingency(cells, correction=False).statistic,
            "log_ratio": log_ratio,
            "log_ratio_low": log_ratio + stats.norm.ppf(0.025) * spread,
            "log_ratio_high": log_ratio + stats.norm.ppf(0.975) * spread,
            "difference": (a5 / c - b5 / d) * 100 / (b5 / d),
            "odds_ratio": a5 * (d - b) / (b5 * (c - a)),
            "fisher": sign * -math.log10(stats.fisher_exact(cells, alternative="greater" if sign > 0 else "less").pvalue),
        }
        for name, value in reference.items():
            assert getattr(row, name) == pytest.approx(value, rel=1e-9, abs=1e-11), (row.word, name)
    least = 0.0  # Holm's steps, one by one
    for i, word in enumerate(sorted(p_values, key=p_values.get)):
        least = max(least, min(1.0, (len(p_values) - i) * p_values[word]))
        assert table[word].holm == pytest.approx(least, rel=1e-9)
    assert len(p_values) > 40


@pytest.mark.parametrize("measure", ["log_likelihood", "chi2", "log_ratio", "difference", "odds_ratio", "fisher"])
def test_order(archive, measure):
    table = archive[:20].keyness(archive[20:], measure=measure)
    order = [(-getattr(row, measure), -(row.count + row.other_count), row.word.encode()) for row in table]
    assert order == sorted(order)
    assert table.measure == measure and getattr(table[0], measure) > 0 and table[0].log_ratio > 0 > table[-1].log_ratio


def test_a_table(archive):
    keys = archive[:20].keyness(archive[20:].within("paragraph"), measure="log_ratio")
    assert keys.recipe.code.endswith("[:20].keyness(pdx.from_records(...)[20:].within('paragraph'), measure='log_ratio')") or "keyness(pdx." in keys.recipe.code
    assert pickle.loads(pickle.dumps(keys)) == keys == archive[:20].keyness(archive[20:].within("paragraph"), measure="log_ratio")
    assert keys.other == archive[20:].within("paragraph") and [row.word for row in keys[-1:-4:-1]] == [keys[-i].word for i in (1, 2, 3)]
    assert keys[0].word in repr(keys) and keys[-1].word in repr(keys) and "<table" in keys._repr_html_()
    assert "tags, from those" in repr(archive[:3].keyness(archive[3:], of="tags"))


def test_with_nothing_to_compare(archive):
    for first, second in ((archive[:0], archive), (archive, archive[:0]), (archive[:0], archive[:0])):
        table = first.keyness(second)
        assert {(row.log_likelihood, row.p, row.holm, row.log_ratio, row.odds_ratio) for row in table} <= {(0, 1, 1, 0, 0)}
    for arguments, error in (({"of": "letters"}, pdx.UsageError), ({"measure": "p"}, ValueError), ({"min_count": 0}, pdx.UsageError)):
        with pytest.raises(error):
            archive.keyness(archive, **arguments)
    with pytest.raises(TypeError, match="an archive is needed"):
        archive.keyness("the others")


def test_counts_of_any_posts_of_a_large_archive(tmp_path):
    """So many posts of so few words that most of a slice is told by whole stretches of the index; in several parts, some posts deleted."""
    made = by_hand.rows(5, 900)
    for name, some in (("a", made[:200]), ("b", made[200:])):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, some)))
        with pdx.writer(tmp_path / "all.pdx") as writer:
            writer.add(tmp_path / f"{name}.jsonl")
    gone = [3, 4, 199, 200, *range(500, 620)]
    with pdx.writer(tmp_path / "all.pdx") as writer:
        writer.delete(gone)
    archive = pdx.open(tmp_path / "all.pdx")
    kept = [post for number, post in enumerate(by_hand.posts(made)) if number not in gone]
    assert len(archive) == len(kept)
    n = len(kept)
    for begin, end in ((0, n // 2), (0, 1), (n - 1, n), (17, n - 40), (n // 3, 2 * n // 3), (150, 260), (0, 0)):
        rows = archive[begin:end].keyness(archive, min_count=1)
        told = {row.word: (row.count, row.posts) for row in rows if row.count}
        assert told == by_hand.counts(kept[begin:end])
    rows = archive[::3].keyness(archive[1:])
    assert {row.word: (row.count, row.posts) for row in rows if row.count} == by_hand.counts(kept[::3])
    assert {row.word: (row.other_count, row.other_posts) for row in rows if row.other_count} == by_hand.counts(kept[1:])


def test_against_all_others():
    """Without an argument: those that these posts are not, in the same parts."""
    archive = pdx.open(pdx.sample())
    library = archive.where(tag="Old Library")
    for view, rest in ((library, archive.where('-tag:"Old Library"')), (library.within("title"), archive.where('-tag:"Old Library"').within("title")), (archive[3:4], archive.where(lambda post: post.number != 3))):
        keys = view.keyness(min_count=2)
        assert keys.to_dicts() == view.keyness(rest, min_count=2).to_dicts() and keys.other == rest
        assert keys.recipe.code == view.recipe.code + ".keyness(min_count=2)" and pickle.loads(pickle.dumps(keys)) == keys
        assert keys.shared == 0 and "in both" not in repr(keys)
    assert archive.keyness(library).shared == 10 and "10 posts are in both" in repr(archive.keyness(library))
    assert archive.keyness(pdx.open(pdx.sample())[:3]).shared == 0
    assert archive.within("title").keyness(archive.within("text")).shared == 0  # the same posts, and no word of both
    others = archive.where(tag="Old Library").keyness().other
    assert others.recipe.code.endswith(".where(tag='Old Library').keyness().other") and len(others) == 5
    with pytest.raises(pdx.UsageError, match="all posts of the archive"):
        archive.keyness()


def test_nothing_on_one_side_is_said(archive):
    nobody = archive.where(tag="nosuchtag")
    assert "note: these posts have no words: nothing is compared" in repr(nobody.keyness())
    assert "note: the others have no words: nothing is compared" in repr(archive.keyness(nobody))
    assert "nothing is compared" not in repr(archive[:1].keyness())
