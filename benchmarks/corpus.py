"""Posts to search: generated from seeds and statistics.json, or read from a folder of real text.

A corpus of n posts is the first n of one endless series, so that smaller ones are beginnings of larger ones. What makes the
posts natural: word frequencies after Zipf and Mandelbrot; topics, whose words come in bursts (each post repeats a few words
of its topic); favourite followers, so that phrases recur; lengths of posts and sentences that are log-normal.
"""

from __future__ import annotations

import functools
import itertools
import json
import os
import re
import statistics as statistic
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.vocabulary import Alias, random, statistics, words, zipf

SEED = 2024
CHUNK = 1_000  # posts drawn together
POST_WORDS_MU = 4.85  # posts on listing pages are excerpts: a quarter of the median that statistics.json has for whole ones
TOPICS, TOPIC_WORDS, OWN_WORDS = 2_000, 64, 14
OWN_SHARE = 0.3  # of the words of a post, those that repeat its own few
FOLLOW_SHARE = 0.12  # of the words, those that are the favourite follower of the word before
TAGS = 600
FIRST_DAY, DAYS = np.datetime64("2005-01-01"), 7_300


@dataclass(slots=True)
class Post:
    number: int
    title: str
    tags: list[str]
    date: str
    text: str


@dataclass(frozen=True)
class Model:
    """What all chunks share."""

    seed: int
    words: list[str]
    background: Alias
    topics: np.ndarray  # topic -> ranks of its words
    follower: np.ndarray  # rank -> rank
    tags: list[str]


@functools.cache
def model(seed: int = SEED) -> Model:
    vocabulary = words(seed)
    background = Alias.of(zipf())
    rng = random(seed, 2)
    low, high = 100, 20_000  # topics speak in words of middle and low frequency
    topics = (low * (high / low) ** rng.random(TOPICS * TOPIC_WORDS)).astype(np.int32).reshape(TOPICS, TOPIC_WORDS)
    follower = background.draw(rng, len(vocabulary))
    parts = (500 * 40.0 ** rng.random(2 * TAGS)).astype(int)
    tags = [vocabulary[parts[2 * i]] + (f" {vocabulary[parts[2 * i + 1]]}" if i % 3 == 0 else "") for i in range(TAGS)]
    return Model(seed, vocabulary, background, topics, follower, tags)


def _normal(rng: np.random.Generator, n: int, mu: float, sigma: float) -> np.ndarray:
    """exp of normal numbers, by Box and Muller."""
    radius = np.sqrt(-2.0 * np.log(1.0 - rng.random(n)))
    return np.exp(mu + sigma * radius * np.cos(2.0 * np.pi * rng.random(n)))


def draw_ranks(shape: Model, rng: np.random.Generator, topic: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The ranks of all words of posts with these topics and lengths, one after the other."""
    n, total = len(lengths), int(lengths.sum())
    ranks = shape.background.draw(rng, total)
    own = shape.topics[topic[:, None], (TOPIC_WORDS * rng.random((n, OWN_WORDS)) ** 2).astype(np.int32)]
    post = np.repeat(np.arange(n), lengths)
    chosen = own[post, (OWN_WORDS * rng.random(total) ** 1.3).astype(np.int32)]
    ranks = np.where(rng.random(total) < OWN_SHARE, chosen, ranks).astype(np.int32)
    after = np.nonzero(rng.random(total - 1) < FOLLOW_SHARE)[0]
    ranks[after + 1] = shape.follower[ranks[after]]
    return ranks


def _sentences(rng: np.random.Generator, total: int) -> np.ndarray:
    """Where sentences begin, as a mask over the words."""
    law = statistics()["sentence_words"]
    n = max(16, total // 8)
    lengths = np.maximum(2, _normal(rng, n, law["mu"], law["sigma"])).astype(np.int64)
    begins = np.concatenate([[0], np.cumsum(lengths)])
    mask = np.zeros(total, dtype=bool)
    mask[begins[begins < total]] = True
    return mask


def _spell(shape: Model, rng: np.random.Generator, ranks: np.ndarray, ends: np.ndarray) -> list[str]:
    """One string a post: sentences with capitals, commas and full stops. `ends`: where each post ends among the words."""
    spelled = list(map(shape.words.__getitem__, ranks.tolist()))
    begins = _sentences(rng, len(ranks))
    begins[np.concatenate([[0], ends[:-1]])] = True
    at = np.nonzero(begins)[0]
    for i in at.tolist():
        spelled[i] = spelled[i].capitalize()
    for i in np.concatenate([at[1:] - 1, [len(ranks) - 1]]).tolist():
        spelled[i] += "."
    commas = np.nonzero(rng.random(len(ranks)) < statistics()["commas_per_mille"] / 1000)[0]
    for i in commas.tolist():
        if spelled[i][-1] != ".":
            spelled[i] += ","
    texts, begin = [], 0
    for end in ends.tolist():
        texts.append(" ".join(spelled[begin:end]))
        begin = end
    return texts


def chunk(shape: Model, number: int, most: int = 20_000) -> list[Post]:
    """The posts of a chunk, none of more than `most` words: with fewer, they are others."""
    rng = random(shape.seed, 3, number)
    topic = (TOPICS * rng.random(CHUNK) ** 2).astype(np.int32)
    sigma = statistics()["post_words"]["sigma"]
    lengths = np.clip(_normal(rng, CHUNK, POST_WORDS_MU, sigma), 5, most).astype(np.int64)
    title_lengths = (3 + 7 * rng.random(CHUNK)).astype(np.int64)
    ranks = draw_ranks(shape, rng, topic, lengths)
    titles = draw_ranks(shape, rng, topic, title_lengths)
    texts = _spell(shape, rng, ranks, np.cumsum(lengths))
    n_tags = (1 + 4 * rng.random(CHUNK) ** 2).astype(int)
    tag_steps = (TAGS * rng.random((CHUNK, 4)) ** 3).astype(int)
    days = (FIRST_DAY + (DAYS * rng.random(CHUNK)).astype(int)).astype(str)
    posts, begin = [], 0
    for i in range(CHUNK):
        end = begin + int(title_lengths[i])
        title = " ".join(shape.words[rank] for rank in titles[begin:end]).capitalize()
        begin = end
        tags = list(dict.fromkeys(shape.tags[(int(topic[i]) + int(step)) % TAGS] for step in tag_steps[i, : n_tags[i]]))
        posts.append(Post(number * CHUNK + i, title, tags, str(days[i]), texts[i]))
    return posts


def generate(n: int, seed: int = SEED) -> Iterator[Post]:
    shape = model(seed)
    for number in range(-(-n // CHUNK)):
        yield from chunk(shape, number)[: n - number * CHUNK]


def cached(n: int, cache: Path, seed: int = SEED) -> Path:
    """The corpus as JSON lines in the folder `cache`, made when it is not there: of a larger one, whose beginning it is, where that is."""
    path = cache / f"posts-{seed}-{n}.jsonl"
    larger = [other for other in cache.glob(f"posts-{seed}-*.jsonl") if int(other.stem.rpartition("-")[2]) > n]
    if not path.exists() and larger:
        half = path.with_suffix(".half")
        with larger[0].open("rb") as whole, half.open("wb") as file:
            file.writelines(itertools.islice(whole, n))
        os.replace(half, path)
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        with half.open("w", encoding="utf-8") as file:
            for post in generate(n, seed):
                row = {"title": post.title, "tags": post.tags, "date": post.date, "text": post.text}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        os.replace(half, path)
    return path


def read(path: Path) -> Iterator[Post]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            yield Post(number, row["title"], row["tags"], row["date"], row["text"])


def _tidy(text: str) -> str:
    """Real text as all tokenizers here see it alike: lower-case ASCII letters and digits, full stops, one paragraph."""
    return " ".join(re.findall(r"[a-z0-9]+|[.]", text.lower())).replace(" .", ".")


def from_folder(folder: Path, cache: Path, most: int) -> Path:
    """Every text and Markdown file below a folder as one post, brought to the plain form that engines read alike."""
    path = cache / f"folder-{folder.resolve().name}-{most}.jsonl"
    cache.mkdir(parents=True, exist_ok=True)
    files = sorted(each for each in folder.rglob("*") if each.suffix.lower() in {".txt", ".md"})
    with path.open("w", encoding="utf-8") as out:
        for file in files[:most]:
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines() or [""]
            row = {"title": _tidy(lines[0]), "tags": [_tidy(file.parent.name) or "none"], "date": "2020-01-01", "text": _tidy(" ".join(lines[1:]))}
            out.write(json.dumps(row) + "\n")
    return path


def tokens(text: str) -> list[str]:
    """The words of a post as every engine here cuts them."""
    return re.findall(r"[a-z0-9]+", text.lower())


def zipf_slope(counts: Iterable[int]) -> float:
    """Slope of log frequency over log rank between ranks 100 and 10,000."""
    ranked = sorted(counts, reverse=True)
    ranks = [int(100 * 1.2**i) for i in range(26) if 100 * 1.2**i < len(ranked)]
    return statistic.linear_regression([np.log(r) for r in ranks], [np.log(ranked[r - 1]) for r in ranks]).slope
