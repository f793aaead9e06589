"""How evenly words are spread, by the formulas, over counts by hand."""

import math
import pickle
import random
import statistics

import pytest
import words_by_hand as by_hand

import postdex as pdx

MEASURES = ("range", "d", "dp", "dp_norm", "kld", "arf")


def running(posts):
    """[(word, number of its post, whether the node of one word begins here)]: all words in the order of the archive."""
    return [(word, number) for number, post in enumerate(posts) for sentences in post for sentence in sentences for word in sentence]


def by_formula(slices, word):
    """`slices`: for each a list of words."""
    slices = [words for words in slices if words]
    n_words, n = sum(map(len, slices)), len(slices)
    v = [words.count(word) for words in slices]
    f, s = sum(v), [len(words) / n_words for words in slices]
    p = [each / len(words) for each, words in zip(v, slices, strict=True)]
    dp = sum(abs(each / f - share) for each, share in zip(v, s, strict=True)) / 2
    return {
        "range": sum(each > 0 for each in v),
        "d": 1 - statistics.pstdev(p) / statistics.mean(p) / math.sqrt(n - 1) if n > 1 else 1,
        "dp": dp,
        "dp_norm": dp / (1 - min(s)) if n > 1 else 0,
        "kld": sum(each / f * math.log2(each / f / share) for each, share in zip(v, s, strict=True) if each),
    }


def arf(words, word):
    places = [i for i, each in enumerate(words) if each == word]
    even = len(words) / len(places)
    distances = [b - a for a, b in zip(places, places[1:], strict=False)] + [places[0] + len(words) - places[-1]]
    return sum(min(distance, even) for distance in distances) / even


def parted(made, posts, by):
    """The words of each slice, by its name."""
    if by == "post":
        return {str(number): [word for word, of in running(posts) if of == number] for number in range(len(posts))}
    if isinstance(by, int):
        words = [word for word, _ in running(posts)]
        return {str(i): [word for k, word in enumerate(words) if k * by // len(words) == i] for i in range(by)}
    periods = [row["date"][: 7 if by == "month" else 4] for row in made]
    return {period: [word for word, of in running(posts) if periods[of] == period] for period in sorted(set(periods))}


@pytest.mark.parametrize("by", ["post", "month", "year", 1, 7, 50])
def test_against_the_formulas(by, tmp_path):
    made = by_hand.rows(31)
    pdx.from_records(made, language="en").save(tmp_path / "saved")
    archive = pdx.open(tmp_path / "saved")
    for view, posts in ((archive, by_hand.posts(made)), (archive.within("paragraph"), by_hand.posts(made, {"paragraph"}))):
        slices = parted(made, posts, by)
        words = [word for word, _ in running(posts)]
        counts = by_hand.counts(posts)
        spread = view.spread(by)
        assert {row.word: (row.count, row.posts) for row in spread} == counts
        assert (spread.words, spread.slices) == (len(words), sum(map(bool, slices.values())))
        for row in spread:
            wanted = {**by_formula(list(slices.values()), row.word), "arf": arf(words, row.word)}
            for name in MEASURES:
                assert getattr(row, name) == pytest.approx(wanted[name], rel=1e-9, abs=1e-9), (row.word, name)
        for word in ("ba", "fana", list(counts)[-1]):
            where, row = view.dispersion(word, by), spread[word]
            assert [getattr(where, name) for name in MEASURES] == [getattr(row, name) for name in MEASURES]
            assert {each.slice: (each.count, each.words) for each in where if each.words} == {
                name: (of.count(word), len(of)) for name, of in slices.items() if of
            }
            assert (where.occurrences, where.posts) == counts[word]


def test_months_without_posts_and_posts_without_dates():
    rows = [("2019-11-03", "rain fell"), ("2020-02-11", "rain and rain"), ("", "rain")]
    archive = pdx.from_records([{"title": f"t{i}", "date": date, "text": text} if date else {"title": f"t{i}", "text": text} for i, (date, text) in enumerate(rows)])
    where = archive.dispersion("rain", "month")
    assert [(row.slice, row.count, row.posts) for row in where] == [("2019-11", 1, 1), ("2019-12", 0, 0), ("2020-01", 0, 0), ("2020-02", 2, 1)]
    assert (where.undated, where.slices, where.occurrences) == (1, 2, 3)
    assert [row.slice for row in archive[1:].dispersion("rain")] == ["1", "2"]
    assert [(row.slice, row.count) for row in archive.dispersion("rain", "year")] == [("2019", 1), ("2020", 2)]


def test_phrases_several_parts_and_order(tmp_path):
    made = by_hand.rows(33)
    with pdx.writer(tmp_path / "saved") as writer:
        writer.add_records(made[:11])
    with pdx.writer(tmp_path / "saved") as writer:
        writer.add_records(made[11:])
        writer.delete([4])
    archive, posts = pdx.open(tmp_path / "saved"), [post for i, post in enumerate(by_hand.posts(made)) if i != 4]
    words = [word for word, _ in running(posts)]
    assert archive.spread()["ba"].arf == pytest.approx(arf(words, "ba"), rel=1e-9)
    where = archive.dispersion('"be ba"')
    per_post = [sum(len(by_hand.occurrences([word for each in stretch for word in each], ["be", "ba"])) for stretch in post) for post in posts]
    assert [row.count for row in where] == per_post and where.range == sum(map(bool, per_post))
    counts = [(-row.count, row.word.encode()) for row in archive.spread(3, min_count=5)]
    assert counts == sorted(counts) and counts[-1][0] <= -5


@pytest.mark.parametrize("by", ["post", "month", "year"])
def test_one_thing_is_spread_the_same_before_and_after_the_index_is_turned_round(by):
    """Of one thing only where posts begin is asked; `spread` has the index turned round."""
    made = by_hand.rows(5)
    fresh, turned = pdx.from_records(made, language="en"), pdx.from_records(made, language="en")
    turned.spread()
    for query in ("ba", '"be ba"', "d*", "ba | da"):
        views = [(archive, archive[4:], archive.within("paragraph"), archive[3:15].within("title", "tags")) for archive in (fresh, turned)]
        for one, other in zip(*views, strict=True):
            assert repr(one.dispersion(query, by)) == repr(other.dispersion(query, by))
            assert list(one.dispersion(query, by)._tuples()) == list(other.dispersion(query, by)._tuples())
            assert list(one.timeline()._tuples()) == list(other.timeline()._tuples())


@pytest.mark.parametrize("seed", range(3))
def test_however_often_it_is_asked_words_are_spread_the_same(seed):
    """What does not change with the slices is kept by a view that was asked once."""
    rng = random.Random(seed)
    rows = [
        {"title": f"note {rng.choice('abc')}", "text": " ".join(rng.choices(["the", "ferry", "quay", "tide", "old", "b", "c", "d"], k=rng.randint(0, 40))), "published": rng.choice([None, f"20{rng.randint(10, 14)}-0{rng.randint(1, 9)}-12"])}
        for _ in range(50)
    ]
    for dated in (rows, [row for row in rows if row["published"]]):
        archive = pdx.from_records(dated, language="en")
        for make in (lambda it: it, lambda it: it[::2], lambda it: it.within("paragraph")):
            view = make(archive)
            for by in ("year", "post", 7, "month", "year", 1, "post"):
                fresh = make(pdx.from_records(dated, language="en")).spread(by)
                assert view.spread(by).to_dicts() == fresh.to_dicts()


def test_a_table():
    archive = pdx.open(pdx.sample())
    where, spread = archive.dispersion("harbour", 6), archive[:9].spread("post", min_count=4)
    for table in (where, spread, where[1:3], spread[::2]):
        assert pickle.loads(pickle.dumps(table)) == table and "<table" in table._repr_html_() and repr(table)
    assert where.recipe.code.endswith(".dispersion('harbour', by=6)") and spread.recipe.code.endswith("[:9].spread(min_count=4)")
    assert sum(row.count for row in where) == where.occurrences == len(archive.find("harbour")) - archive.find("harbour").in_remainders
    assert len(archive.dispersion("harbour", "month")) == 0 and archive.dispersion("harbour", "month").undated == len(archive)
    assert len(archive[:0].spread()) == 0 and archive.dispersion("zebra").arf == 0
    for wrong, error in (("week", pdx.UsageError), (0, pdx.UsageError), (10**6 + 1, pdx.UsageError), (1.5, TypeError)):
        with pytest.raises(error):
            archive.dispersion("harbour", wrong)
        with pytest.raises(error):
            archive.spread(wrong)
    with pytest.raises(ZeroDivisionError):
        pdx.from_records(by_hand.rows(5, 200) * 500, language="en").spread(progress=lambda done, total: 1 / 0)


def test_all_in_one_slice():
    """Of three slices, each with other numbers of words: D is 0 and not just below."""
    rows = [{"title": f"t{i}", "text": "one two three" + " ferry" * (i == at)} for at in range(3) for i in range(3)]
    for at in range(3):
        archive = pdx.from_records(rows[3 * at : 3 * at + 3], language="en")
        assert archive.dispersion("ferry").d == 0.0
        assert min(row.d for row in archive.spread(by=5)) >= 0.0
