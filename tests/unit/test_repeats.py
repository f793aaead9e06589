"""Runs of words that posts share, against every run of the words of every part, one by one."""

import collections
import pickle
import random

import pytest

import postdex as pdx


def words(archive):
    """(post, its parts' words with their bytes), asked of parts one by one."""
    found = []
    for post in archive:
        for part in post.parts:
            if part.role == "blank":
                continue
            tokens = [token for token in part.tokens if token.pieces == 1]
            found.append((post.number, [token.term for token in tokens], [(part._place[0], token.begin, token.end) for token in tokens]))
    return found


def shared_runs(parts, n):
    """Every run of n words that stands in several posts: (part, first word)."""
    where = {}
    for number, (_, terms, _) in enumerate(parts):
        for i in range(len(terms) - n + 1):
            where.setdefault(tuple(terms[i : i + n]), []).append((number, i))
    return [places for places in where.values() if len({parts[number][0] for number, _ in places}) > 1]


def check(archive, n):
    parts = words(archive)
    by_bytes = {}
    for number, (_, _, spans) in enumerate(parts):
        for i, (layer, begin, end) in enumerate(spans):
            by_bytes[layer, begin, "begin"] = (number, i)
            by_bytes[layer, end, "end"] = (number, i)
    covered = []
    for repeat in archive.repeats(n):
        runs = []
        for place in repeat.places:
            layer, begin, end = place.text._place[1:4]
            number, first = by_bytes[layer, begin, "begin"]
            assert by_bytes[layer, end, "end"] == (number, first + repeat.n_words - 1)
            assert parts[number][0] == place.post.number
            runs.append((number, first))
        said = {tuple(parts[number][1][first : first + repeat.n_words]) for number, first in runs}
        assert len(said) == 1
        assert repeat.n_words >= n
        assert repeat.n_posts == len({parts[number][0] for number, _ in runs}) == len(repeat.posts) > 1
        for step in (-1, repeat.n_words):  # no longer run is common to all
            beside = {parts[number][1][first + step] if 0 <= first + step < len(parts[number][1]) else (number, first) for number, first in runs}
            assert len(beside) > 1
        covered.append((repeat.n_words, set(runs)))
    for places in shared_runs(parts, n):
        for a in places:
            for b in places:
                if parts[a[0]][0] < parts[b[0]][0]:
                    assert any(
                        any((a[0], a[1] - shift) in runs and (b[0], b[1] - shift) in runs for shift in range(length - n + 1)) for length, runs in covered
                    ), (a, b)
    return covered


@pytest.mark.parametrize("seed", range(30))
def test_every_shared_run_is_found(seed):
    rng = random.Random(seed)
    vocabulary = "rain bell harbour ferry quay Orrel well-kept".split()[: rng.choice([3, 5, 7])]
    passages = [" ".join(rng.choice(vocabulary) for _ in range(rng.randint(3, 9))) for _ in range(5)]
    rows = [
        {"title": f"Note {i}", "text": "\n".join(" ".join(rng.choice(passages) for _ in range(rng.randint(1, 3))) for _ in range(rng.randint(1, 3)))}
        for i in range(rng.randint(2, 5))
    ]
    check(pdx.from_records(rows), rng.choice([2, 3, 5, 8]))


@pytest.mark.parametrize("n", [8, 12, 17, 33, 64])
def test_long_runs_are_found_in_long_parts(n):
    """Parts of more runs than are gone through at once, with passages of just so many words, of fewer, and of more."""
    rng = random.Random(n)
    own = (f"w{i}" for i in range(10**6))
    passages = [" ".join(next(own) for _ in range(length)) for length in (n, n, n + 1, 2 * n, n - 1)]
    rows = [{"title": next(own), "text": " ".join(rng.choice(passages) if rng.random() < 0.2 else " ".join(next(own) for _ in range(rng.randint(1, 40))) for _ in range(40))} for _ in range(6)]
    covered = check(pdx.from_records(rows), n)
    assert {length for length, _ in covered} >= {n, n + 1, 2 * n}


def test_periodic_words():
    rows = [{"title": "a", "text": "ha " * 30}, {"title": "b", "text": "ha " * 17}, {"title": "c", "text": "hm " * 9}]
    (repeat,) = pdx.from_records(rows).repeats(4)
    assert (repeat.n_words, repeat.n_posts, len(repeat.places)) == (4, 2, 27 + 14)


CLAIM = "the bridge was paid for with the money of the whole town"
QUOTE = "“nobody in this town has ever paid for a bridge in his life”"


@pytest.fixture(scope="module")
def archive():
    long = " ".join(f"word{i} stone{i}" for i in range(40))
    return pdx.from_records(
        [
            {"title": "Where the old bridge of the lower town has gone", "text": f"It is said that {CLAIM} in a year.", "tags": ["One"]},
            {"title": "Money", "text": f"We know that {CLAIM} at last.\nShe said {QUOTE} and left."},
            {"title": "Echo", "text": f"He wrote {QUOTE} to me.\nRead: Where the old bridge of the lower town has gone"},
            {"title": "Long", "text": f"First. {long}"},
            {"title": "Longer", "text": f"Second. {long}"},
            {"title": "Order", "text": "alpha beta gamma delta epsilon zeta eta theta iota.\nkappa lambda mu nu xi omicron pi rho sigma."},
            {"title": "Disorder", "text": "kappa lambda mu nu xi omicron pi rho sigma.\nalpha beta gamma delta epsilon zeta eta theta iota."},
        ]
    )


def test_labels(archive):
    repeats = archive.repeats()
    told = {repeat.text.split()[0].strip("“"): repeat.label for repeat in repeats}
    assert told["that"] == "repeated claim"
    assert told["nobody"] == "shared quotation"
    assert told["Where"] == "cross-link"
    assert told["word0"] == "near-copy"
    assert told["kappa"] == "swapped order"
    assert "2 posts say it" in next(repeat.reason for repeat in repeats if repeat.label == "repeated claim")
    assert sum(repeats.labels.values()) == len(repeats)


def test_values_and_rows(archive):
    repeats = archive.repeats()
    again = pickle.loads(pickle.dumps(repeats))
    assert again == repeats
    assert again.recipe == repeats.recipe
    assert pickle.loads(pickle.dumps(repeats.places)) == repeats.places
    assert [row["text"] for row in repeats.to_dicts()] == [str(repeat.text) for repeat in repeats]
    assert [row["places"] for row in repeats.to_dicts()] == [len(repeat.places) for repeat in repeats]
    assert [row["repeat"] for row in repeats.places.to_dicts()] == [i for i, repeat in enumerate(repeats) for _ in repeat.places]
    assert [row["text"] for row in repeats.places.to_dicts()] == [str(place.text) for repeat in repeats for place in repeat.places]
    for place in repeats.places:
        assert place.anchor.verify()
        assert place.text in place.part.text
    assert "near-copy" in repr(repeats)
    assert len(archive[:1].repeats()) == 0
    assert len(pdx.parse("").repeats()) == 0
    assert len(archive.within("title").repeats()) == 0


def test_what_cannot_be_asked(archive):
    for n in (0, 1, 65, -8):
        with pytest.raises(pdx.UsageError, match="2 to 64"):
            archive.repeats(n)
    for n in ("8", None, 8.0):
        with pytest.raises(TypeError, match="a whole number is needed"):
            archive.repeats(n)


def test_labels_of_slices_are_counted_in_the_slice(archive):
    repeats = archive.repeats()
    for some in (repeats, repeats[1:], repeats[::-1], repeats[:0]):
        told = collections.Counter(repeat.label for repeat in some)
        assert list(some.labels.items()) == told.most_common()  # of equals the one that is met first
