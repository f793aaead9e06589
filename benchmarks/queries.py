"""Queries by kind, number of terms and document frequency, drawn from the corpus that they are asked of, or remapped from a file.

A remapped query keeps its form and, word by word, the class of document frequency that its words have in real text; the
words themselves become words of the corpus. Every query of phrases, AND and NEAR comes from one post, so it has a hit.
"""

from __future__ import annotations

import collections
import json
import random
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import Post, tokens

# Share of the posts that words of a class stand in: from, up to.
CLASSES = {"high": (0.05, 1.0), "mid": (0.002, 0.05), "low": (0.0, 0.002)}
MIXES = {
    1: ["high", "mid", "low"],
    2: ["high high", "high mid", "high low", "mid mid", "mid low"],
    3: ["high high mid", "high mid mid", "high mid low", "mid mid mid", "mid mid low"],
}
NEAR = 5


@dataclass(frozen=True, slots=True)
class Query:
    stratum: str  # kind and number of terms: what figures are given for
    kind: str  # or, and, phrase, near, prefix, fuzzy
    terms: tuple[str, ...]
    tag: str | None = None
    dates: tuple[str, str] | None = None
    mix: str = ""  # classes of document frequency, or where the words come from


@dataclass
class Sample:
    """What the sampler needs to know of a corpus."""

    df: collections.Counter[str]
    n: int
    posts: list[list[str]]  # the words of some posts
    tags: collections.Counter[str]
    dates: list[str]
    by_class: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, posts: Iterable[Post], keep: int = 2_000) -> Sample:
        sample = cls(collections.Counter(), 0, [], collections.Counter(), [])
        for post in posts:
            body = tokens(post.text)
            sample.df.update({*body, *tokens(post.title), *(word for tag in post.tags for word in tokens(tag))})
            sample.tags.update(set(post.tags))
            if len(body) >= 12 and zlib.crc32(str(post.number).encode()) % max(1, sample.n // keep + 1) == 0:
                sample.posts.append(body)
            sample.dates.append(post.date)
            sample.n += 1
        for name, (low, high) in CLASSES.items():
            words = [word for word, count in sample.df.items() if low * sample.n < count <= high * sample.n and count > 1]
            sample.by_class[name] = sorted(words)
        return sample

    def class_of(self, word: str) -> str:
        share = self.df[word] / self.n
        return next((name for name, (low, high) in CLASSES.items() if low < share <= high), "low")


def _words(rng: random.Random, sample: Sample, mix: str) -> tuple[str, ...]:
    chosen: list[str] = []
    for name in mix.split():
        pool = sample.by_class[name] or [word for words in sample.by_class.values() for word in words]
        chosen.append(rng.choice([word for word in rng.choices(pool, k=8) if word not in chosen] or pool))
    return tuple(dict.fromkeys(chosen))


def _natural(rng: random.Random, sample: Sample, n: int) -> tuple[str, ...]:
    """Distinct words that stand near each other in a post, as people quote what they half remember."""
    while True:
        body = rng.choice(sample.posts)
        at = rng.randrange(len(body))
        words = tuple(dict.fromkeys(body[at : at + 2 * n]))[:n]
        if len(words) == n:
            return words


def _adjacent(rng: random.Random, sample: Sample, n: int) -> tuple[str, ...]:
    while True:
        body = rng.choice(sample.posts)
        at = rng.randrange(len(body) - n + 1)
        if len(set(body[at : at + n])) == n:
            return tuple(body[at : at + n])


def _near(rng: random.Random, sample: Sample) -> tuple[str, ...]:
    while True:
        body = rng.choice(sample.posts)
        at = rng.randrange(len(body) - NEAR)
        pair = body[at], body[at + rng.randint(2, NEAR)]
        if pair[0] != pair[1] and all(sample.class_of(word) != "low" for word in pair):
            return pair


def _one(rng: random.Random, sample: Sample, classes: str, shortest: int) -> str:
    pool = [word for name in classes.split() for word in sample.by_class[name] if len(word) >= shortest]
    return rng.choice(pool or [word for words in sample.by_class.values() for word in words])


def _bag(rng: random.Random, sample: Sample, n: int, i: int) -> tuple[tuple[str, ...], str]:
    """Half drawn by class, half natural."""
    if n in MIXES and (i % 2 == 0 or n == 1):
        mix = MIXES[n][i // (1 if n == 1 else 2) % len(MIXES[n])]
        return _words(rng, sample, mix), mix
    return _natural(rng, sample, n), "natural"


def generate(sample: Sample, per_stratum: int = 30, seed: int = 7, batch: int = 200) -> list[Query]:
    """`batch` more stand in a stratum of that name, to be asked in one call."""
    queries: list[Query] = []
    for n in (1, 2, 3, 5, 10):
        rng = random.Random(f"{seed} or {n}")
        for i in range(per_stratum):
            words, mix = _bag(rng, sample, n, i)
            queries.append(Query(f"or-{n}" if n > 1 else "term", "or", words, mix=mix))
    for n in (2, 3, 5, 10):
        rng = random.Random(f"{seed} and {n}")
        queries += [Query(f"and-{n}", "and", _natural(rng, sample, n), mix="natural") for _ in range(per_stratum)]
    for n in (2, 3):
        rng = random.Random(f"{seed} phrase {n}")
        queries += [Query(f"phrase-{n}", "phrase", _adjacent(rng, sample, n)) for _ in range(per_stratum)]
    rng = random.Random(f"{seed} batch")
    for i in range(batch):
        words, mix = _bag(rng, sample, (2, 3, 5)[i % 3], i)
        queries.append(Query("batch", "or", words, mix=mix))
    rng = random.Random(f"{seed} others")
    tags = [tag for tag, _ in sample.tags.most_common()]
    days = sorted(sample.dates)
    for i in range(per_stratum):
        queries.append(Query("near", "near", _near(rng, sample)))
        queries.append(Query("prefix", "prefix", (_one(rng, sample, "mid", 5)[:4],)))
        queries.append(Query("fuzzy", "fuzzy", (_one(rng, sample, "mid", 7),)))
        if tags:
            tag = tags[int(len(tags) * rng.random() ** 2)]
            queries.append(Query("or-2 tag", "or", _bag(rng, sample, 2, i)[0], tag=tag))
        begin = rng.randrange(len(days) * 9 // 10)
        dates = days[begin], days[begin + len(days) // 10]
        queries.append(Query("or-2 date", "or", _bag(rng, sample, 2, i)[0], dates=dates))
    return queries


def remap(path: Path, sample: Sample, per_stratum: int = 30, seed: int = 7) -> list[Query]:
    """Queries from JSON lines with `query` and `tags` ("union", "intersection", "phrase"), their words replaced: real words
    are ranked by how many of the file's queries hold them, and that rank, as a share of all, chooses the class."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    heard = collections.Counter(word for row in rows for word in re.findall(r"[a-z0-9]+", row["query"]))
    rank = {word: i / len(heard) for i, (word, _) in enumerate(heard.most_common())}
    rng = random.Random(f"{seed} remap")
    kinds = {"union": "or", "intersection": "and", "phrase": "phrase"}
    taken: dict[str, list[Query]] = collections.defaultdict(list)
    for row in rows:
        kind = next((kinds[tag] for tag in row["tags"] if tag in kinds), None)
        words = re.findall(r"[a-z0-9]+", row["query"])
        if kind is None or len(words) < 2 or len(taken[stratum := f"{kind}-{len(words)}"]) >= per_stratum:
            continue
        mix = " ".join("high" if rank[word] < 0.02 else "mid" if rank[word] < 0.5 else "low" for word in words)
        drawn = _words(rng, sample, mix) if kind == "or" else _natural(rng, sample, len(words)) if kind == "and" else _adjacent(rng, sample, len(words))
        taken[stratum].append(Query(stratum, kind, drawn, mix=mix if kind == "or" else "natural"))
    return [query for stratum in sorted(taken) for query in taken[stratum]]


def matches(query: Query, post: Post) -> bool:
    """Whether a post matches, said plainly: what comparisons are controlled with. Not for prefix and fuzzy of many words."""
    parts = [tokens(post.title), *(tokens(tag) for tag in post.tags), tokens(post.text)]
    every = {word for part in parts for word in part}
    if query.tag is not None and query.tag not in post.tags:
        return False
    if query.dates is not None and not query.dates[0] <= post.date <= query.dates[1]:
        return False
    if query.kind == "or":
        return any(word in every for word in query.terms)
    if query.kind == "and":
        return all(word in every for word in query.terms)
    if query.kind == "prefix":
        return any(word.startswith(query.terms[0]) for word in every)
    if query.kind == "phrase":
        return any(_stands(query.terms, part) for part in parts)
    raise ValueError(query.kind)


def _stands(terms: tuple[str, ...], part: list[str]) -> bool:
    n = len(terms)
    return any(tuple(part[i : i + n]) == terms for i in range(len(part) - n + 1))


def strata(queries: Iterable[Query]) -> Iterator[tuple[str, list[Query]]]:
    found: dict[str, list[Query]] = {}
    for query in queries:
        found.setdefault(query.stratum, []).append(query)
    yield from found.items()
