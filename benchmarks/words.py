"""Words in numbers, beside NLTK on the same posts, in one run.

    python -m benchmarks.words                        # 10^5 posts of the bench (17 million words)
    python -m benchmarks.words --posts 10000
    python -m benchmarks.words --saved ARCHIVE        # an archive of the bench's posts that was saved, of any size: postdex alone

Printed is processor time in milliseconds: what the first question takes, which turns the index round; and each question, the best of several. The node is the word
that comes nearest to 344 occurrences in 100,000 words. NLTK is given the words in one list, the garbage collector off. *NLTK as documented* is its finder of bigrams with a window,
which counts the pairs of all words (up to five million words: gigabytes), and one measure of the pairs with the node; *by hand* is what one writes with its `ConcordanceIndex` and a `Counter`, without measures. Before
anything is timed, counts are compared; parts of posts are kept apart for NLTK by words that no window reaches across.
"""

from __future__ import annotations

import argparse
import collections
import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import corpus

import postdex as pdx

WINDOW, SHARE, APART = 5, 344 / 100_000, ["|"] * 5  # what stands between two parts for NLTK
MOST_PAIRS = 5_000_000  # words of which NLTK may count all pairs in a window: some hundred bytes each
Timed = dict[str, float]


def spent(question: Callable[[], Any], rounds: int = 5) -> float:
    """Milliseconds of processor time, the best of several."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        question()
        best = min(best, time.process_time() - begin)
    return 1000 * best


def node_of(archive: pdx.Archive) -> str:
    wanted = archive.n_words * SHARE
    return min(archive.words()[:2000], key=lambda row: abs(row.count - wanted)).key


def of_postdex(archive: pdx.Archive, node: str) -> Timed:
    half, timed = len(archive) // 2, {}
    timed["first question (the index is turned round)"] = spent(lambda: archive.collocates("no such word"), 1)
    timed["collocates, logDice"] = spent(lambda: archive.collocates(node, WINDOW))
    timed["collocates, log-likelihood"] = spent(lambda: archive.collocates(node, WINDOW, measure="log_likelihood"))
    near = archive.collocates(node, WINDOW)
    timed["all measures of all collocates but Fisher's"] = spent(lambda: collections.deque(near.select(*near.columns[:-1])._tuples(), 0), 2)
    timed["the same with Fisher's"] = spent(lambda: collections.deque(near._tuples(), 0), 2)
    timed["collocates in sentences"] = spent(lambda: archive.collocates(node, "sentence"), 2)
    timed["keyness of two halves, not counted before"] = min(spent(lambda: archive[:half].keyness(archive[half:]), 1) for _ in range(5))
    timed["bigrams, all"] = spent(lambda: archive.ngrams(2, min_count=1), 2)
    timed["bigrams, at least twice"] = spent(lambda: archive.ngrams(2), 2)
    timed["runs of three, at least twice"] = spent(lambda: archive.ngrams(3), 1)
    timed["clusters of three"] = spent(lambda: archive.clusters(node, 3))
    timed["spread of all words over posts"] = spent(archive.spread, 2)
    timed["spread of the node over posts"] = spent(lambda: archive.dispersion(node), 2)
    return timed


def of_nltk(posts: list[corpus.Post], archive: pdx.Archive, node: str) -> Timed:
    from nltk import FreqDist, bigrams
    from nltk.collocations import BigramCollocationFinder
    from nltk.metrics import BigramAssocMeasures
    from nltk.text import ConcordanceIndex

    gc.disable()
    words = [sys.intern(word) for post in posts for part in (post.title, *post.tags, post.text) for word in [*corpus.tokens(part), *APART]]
    index = ConcordanceIndex(words)

    def by_hand() -> collections.Counter[str]:
        counts: collections.Counter[str] = collections.Counter()
        for at in index.offsets(node):
            counts.update(words[max(0, at - WINDOW) : at])
            counts.update(words[at + 1 : at + WINDOW + 1])
        return counts

    def documented() -> list[tuple[tuple[str, str], float]]:
        finder = BigramCollocationFinder.from_words(words, window_size=WINDOW + 1)
        finder.apply_ngram_filter(lambda *pair: node not in pair)
        return finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)

    near = {i for at in index.offsets(node) for i in range(max(0, at - WINDOW), at + WINDOW + 1)}  # each place once, as postdex has it
    theirs = collections.Counter(words[i] for i in near if i < len(words) and words[i] not in (node, "|"))
    ours = {row.word: row.count for row in archive.collocates(node, WINDOW)}
    print(f"  DISAGREES: {node!r} in {sum(ours[word] != theirs[word] for word in {*ours, *theirs})} words" if ours != theirs else "  all counts agree")
    timed = {"collocates, logDice": spent(by_hand, 2)}
    timed["bigrams, all"] = spent(lambda: FreqDist(bigrams(words)), 1)
    if len(words) < MOST_PAIRS:
        timed["collocates, log-likelihood"] = spent(documented, 1)
    half = len(words) // 2
    timed["keyness of two halves, not counted before"] = spent(lambda: (FreqDist(words[:half]), FreqDist(words[half:])), 1)
    return timed


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.words", description="Words in numbers, beside NLTK.")
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--saved", type=Path, help="a saved archive of the bench's posts instead; without NLTK")
    parser.add_argument("--cache", type=Path, default=Path(os.environ.get("POSTDEX_BENCH_CACHE", ".bench")))
    args = parser.parse_args()
    path = None if args.saved else corpus.cached(args.posts, args.cache)
    archive = pdx.open(args.saved) if path is None else pdx.open(path, language="en")
    node = node_of(archive)
    print(f"{len(archive):,} posts, {archive.n_words:,} words; {node!r} {archive.words(node)[node]:,} times; load {os.getloadavg()[0]:.1f}")
    ours, theirs = of_postdex(archive, node), {}
    if path is not None:
        try:
            theirs = of_nltk(list(corpus.read(path)), archive, node)
        except ImportError:
            print("NLTK is not installed: pip install --group bench")
    print(f"{'milliseconds':48}{'postdex':>12}{'NLTK':>12}{'times':>8}")
    for what, ms in ours.items():
        other = theirs.get(what)
        print(f"{what:48}{ms:12,.1f}" + (f"{other:12,.0f}{other / ms:8,.0f}" if other else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
