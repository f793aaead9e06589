"""The posts of the bench: the same for everybody, and like real ones in what decides speed."""

import collections
import json
import math
import statistics

import pytest

np = pytest.importorskip("numpy")

from benchmarks import corpus, measure, vocabulary  # noqa: E402

pytestmark = pytest.mark.standalone
N = 3_000
FIRST = "Potexp sare er saprchiv pens wwiechlio n"


@pytest.fixture(scope="module")
def posts():
    return list(corpus.generate(N))


@pytest.fixture(scope="module")
def counted(posts):
    """Frequency, document frequency, and in how many posts a word stands twice or more."""
    total, df, again = collections.Counter(), collections.Counter(), collections.Counter()
    for post in posts:
        words = collections.Counter(corpus.tokens(post.text))
        total.update(words)
        df.update(words.keys())
        again.update(word for word, n in words.items() if n > 1)
    return total, df, again


def test_a_seed_gives_the_same_posts(posts):
    assert list(corpus.generate(1_500)) == posts[:1_500]
    other = next(corpus.generate(1, seed=corpus.SEED + 1))
    assert other.text != posts[0].text


def test_they_are_these_posts(posts):
    """What is measured on another machine is measured on the same posts."""
    assert posts[0].text.startswith(FIRST), posts[0].text[:60]
    assert [post.number for post in posts] == list(range(N))


def test_words_differ_and_have_the_lengths_of_their_bands():
    words = vocabulary.words(corpus.SEED)
    assert len(set(words)) == len(words) == vocabulary.SIZE
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words[:10_000])
    band = vocabulary.statistics()["word_lengths"][3]
    wanted = sum((i + 1) * share for i, share in enumerate(band["per_mille"])) / sum(band["per_mille"])
    assert abs(statistics.mean(map(len, words[1_000:10_000])) - wanted) < 0.3
    assert statistics.mean(map(len, words[:10])) < statistics.mean(map(len, words[10_000:20_000]))


def test_frequencies_follow_zipf(counted):
    total, _, _ = counted
    assert -1.25 < corpus.zipf_slope(total.values()) < -0.9
    assert 0.02 < max(total.values()) / total.total() < 0.1
    uniform = collections.Counter(i % 5_000 for i in range(100_000))
    assert corpus.zipf_slope(uniform.values()) > -0.1, "the measure does not tell flat from steep"


def test_the_vocabulary_grows_with_the_corpus(posts, counted):
    total, _, _ = counted
    half = {word for post in posts[: N // 2] for word in corpus.tokens(post.text)}
    growth = math.log2(len(total) / len(half))
    assert 0.3 < growth < 0.8, "Heaps: about the square root"


def test_words_come_in_bursts(posts, counted):
    _, df, again = counted
    burst = measure.burstiness(df, again, N)
    shuffled_df, shuffled_again = shuffle(posts)
    alone = measure.burstiness(shuffled_df, shuffled_again, N)
    assert burst > 0.08
    assert burst > 2 * alone, f"{burst} in posts, {alone} when words are dealt out at random"


def shuffle(posts):
    words = [word for post in posts for word in corpus.tokens(post.text)]
    order = np.argsort(vocabulary.random(1).random(len(words)))
    df, again, at = collections.Counter(), collections.Counter(), 0
    for post in posts:
        n = len(corpus.tokens(post.text))
        dealt = collections.Counter(words[i] for i in order[at : at + n].tolist())
        df.update(dealt.keys())
        again.update(word for word, count in dealt.items() if count > 1)
        at += n
    return df, again


def test_lengths_are_log_normal(posts):
    logs = [math.log(len(corpus.tokens(post.text))) for post in posts]
    assert abs(statistics.mean(logs) - corpus.POST_WORDS_MU) < 0.1
    assert abs(statistics.stdev(logs) - vocabulary.statistics()["post_words"]["sigma"]) < 0.05


def test_posts_have_titles_tags_and_dates(posts):
    assert all(post.title and 1 <= len(post.tags) <= 4 and "2005-01-01" <= post.date < "2025-01-01" for post in posts)
    assert len({tag for post in posts for tag in post.tags}) > corpus.TAGS / 2
    assert all("\n" not in post.text and post.text.endswith(".") for post in posts)


def test_the_alias_method_draws_what_it_is_given():
    wanted = np.array([0.5, 0.2, 0.2, 0.1])
    drawn = np.bincount(vocabulary.Alias.of(wanted).draw(vocabulary.random(3), 200_000), minlength=4) / 200_000
    assert np.allclose(drawn, wanted, atol=0.01)


def test_the_cache_holds_what_is_generated(tmp_path, posts):
    path = corpus.cached(10, tmp_path)
    assert list(corpus.read(path)) == posts[:10]
    path.write_text(json.dumps({"title": "kept", "tags": [], "date": "2020-01-01", "text": "x."}) + "\n")
    assert next(corpus.read(corpus.cached(10, tmp_path))).title == "kept"


def test_a_folder_of_text_becomes_posts(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/one.txt").write_text("The Quay\nRain, rain — and l'été at 10:30.\n\nBoats.")
    path = corpus.from_folder(tmp_path / "notes", tmp_path / "cache", 5)
    assert list(corpus.read(path)) == [corpus.Post(0, "the quay", ["notes"], "2020-01-01", "rain rain and l t at 10 30. boats.")]


def test_measuring_finds_what_is_there():
    texts = ["the cat and the dog. the bird, too."] * 30 + ["quay rain quay"] * 2
    found = measure.measure(iter(texts))
    assert found["measured"] == {"posts": 32, "words": 30 * 8 + 6, "distinct": 8}
    assert found["letters"]["q"][20] == 1000  # u follows q
