"""Words in numbers, beside NLTK and pyahocorasick on the same posts, in one run.

    python -m benchmarks.words                        # 10^5 posts of the bench (17 million words)
    python -m benchmarks.words --posts 10000
    python -m benchmarks.words --posts 585000 --alone # 100 million words, without NLTK, which would want more memory than there is
    python -m benchmarks.words --saved ARCHIVE        # an archive of the bench's posts that was saved, of any size: postdex alone

Printed is processor time in milliseconds: what the first question takes, which turns the index round; and each question, the best of several. The node is the word
that comes nearest to 344 occurrences in 100,000 words. NLTK is given the words in one list, the garbage collector off. *NLTK as documented* is its finder of bigrams with a window,
which counts the pairs of all words (up to five million words: gigabytes), and one measure of the pairs with the node; *by hand* is what one writes with its `ConcordanceIndex` and a `Counter`, without measures. Before
anything is timed, counts are compared; parts of posts are kept apart for NLTK by words that no window reaches across.

The dictionary has 100,000 names of one to three words, which stand in the posts: every fifth word belongs to one. pyahocorasick looks for the same names in the texts in small letters (for the longest, which
may begin in the middle of a word, and without a way back to posts): in so many of the posts as have five million words, its time multiplied. Posts of the bench repeat nothing, so repeated runs are also looked
for in posts of which every tenth quotes 8 to 60 words of an earlier one, in as many as `--quoting` says; times are also told for 100 million words.
"""

from __future__ import annotations

import argparse
import collections
import gc
import itertools
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import corpus

import postdex as pdx

WINDOW, SHARE, APART = 5, 344 / 100_000, ["|"] * 5  # what stands between two parts for NLTK
MOST_PAIRS = 5_000_000  # words of which NLTK may count all pairs in a window: some hundred bytes each
NAMES, PEER_WORDS, QUOTING = 100_000, 5_000_000, 60_000
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
    return min(archive.words()[:2000].items(), key=lambda item: abs(item[1] - wanted))[0]


def of_postdex(archive: pdx.Archive, node: str) -> Timed:
    half, timed = len(archive) // 2, {}
    timed["collocates, before the index is turned round"] = spent(lambda: archive.collocates(node, WINDOW), 1)
    timed["first question (the index is turned round)"] = spent(lambda: archive.dispersion("no such word", 10), 1)
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


def names_of(archive: pdx.Archive) -> list[str]:
    """Names of one word, seldom the most frequent ones, and of two and three as they stand in posts."""
    rng, words = random.Random(1), list(archive.words())
    seldom = words[min(1000, len(words) // 2) :]
    texts = [str(post.text).lower().split() for post in itertools.islice(archive, 0, len(archive), max(1, len(archive) // 2000))]
    names: dict[str, None] = {}
    while len(names) < min(NAMES, 2 * len(words)):
        text, n = rng.choice(texts), rng.choice((1, 2, 2, 3))
        at = rng.randrange(max(1, len(text) - n))
        names[" ".join(text[at : at + n]).strip(".,") if n > 1 else rng.choice(seldom)] = None
    return list(names)


def of_the_rest(archive: pdx.Archive, names: list[str]) -> Timed:
    """What else is asked of all posts."""
    timed: Timed = {}
    matches = archive.match(names)
    timed[f"dictionary of {len(names):,} names ({len(matches):,} matches)"] = spent(lambda: archive.match(names), 3)
    repeats = archive.repeats()
    timed[f"repeated runs of 8 words ({len(repeats):,})"] = spent(archive.repeats, 3)
    timed[f"quotations ({len(archive.quotes):,}), of another view"] = min(spent(lambda: archive[: len(archive) - i].quotes, 1) for i in (1, 2, 3))
    timed[f"dates spoken of ({len(archive.date_mentions):,}), of another view"] = min(spent(lambda: archive[: len(archive) - i].date_mentions, 1) for i in (1, 2, 3))
    timed["names of somebody"] = spent(lambda: archive.names("Ida Brook"), 3)
    timed["near copies, the first time"] = spent(archive.near_copies, 1)
    timed["pairs of tags"] = spent(archive.tag_pairs, 3)
    timed["timeline"] = spent(archive.timeline, 3)
    timed["all words by frequency"] = spent(archive.words, 3)
    return timed


def of_ahocorasick(posts: list[corpus.Post], names: list[str], n_words: int) -> float:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    some = [post.text.lower() for post in posts[: max(1, len(posts) * PEER_WORDS // max(n_words, PEER_WORDS))]]
    share = sum(map(len, some)) / sum(len(post.text) for post in posts)
    return spent(lambda: [collections.deque(automaton.iter_long(text), 0) for text in some], 2) / share


def quoting(posts: list[corpus.Post]) -> pdx.Archive:
    """The posts, of which every tenth has a stretch of one before it."""
    rng, rows = random.Random(5), []
    for number, post in enumerate(posts):
        text = post.text
        if number and number % 10 == 0:
            words, n = posts[rng.randrange(number)].text.split(), rng.randrange(8, 61)
            at = rng.randrange(max(1, len(words) - n))
            text += " " + " ".join(words[at : at + n])
        rows.append(json.dumps({"title": post.title, "tags": post.tags, "date": post.date, "text": text}))
    return pdx.parse("\n".join(rows).encode(), name="quoting.jsonl", language="en")


def of_repeats(posts: list[corpus.Post]) -> None:
    archive = quoting(posts)
    archive.dispersion("no such word", 10)
    repeats = archive.repeats()
    ms = spent(archive.repeats, 3)
    print(f"{len(repeats):,} repeated runs in {archive.n_words:,} words, compared, grown and labelled: {ms:,.0f} ms, {ms / archive.n_words * 1e8:,.0f} in 100 million words")


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
    parser.add_argument("--alone", action="store_true", help="without NLTK")
    parser.add_argument("--quoting", type=int, default=QUOTING, help="posts in which repeated runs are looked for; 0: none")
    parser.add_argument("--saved", type=Path, help="a saved archive of the bench's posts instead; without NLTK")
    parser.add_argument("--cache", type=Path, default=Path(os.environ.get("POSTDEX_BENCH_CACHE", ".bench")))
    args = parser.parse_args()
    path = None if args.saved else corpus.cached(args.posts, args.cache)
    archive = pdx.open(args.saved) if path is None else pdx.open(path, language="en")
    node = node_of(archive)
    print(f"{len(archive):,} posts, {archive.n_words:,} words; {node!r} {archive.words(node)[node]:,} times; load {os.getloadavg()[0]:.1f}")
    names = names_of(archive)
    ours, theirs = of_postdex(archive, node) | of_the_rest(archive, names), {}
    posts = [] if path is None else list(corpus.read(path))
    if posts and not args.alone:
        try:
            theirs = of_nltk(posts, archive, node)
        except ImportError:
            print("NLTK is not installed: pip install --group bench (pip 25.1 or newer)")
    if posts:
        try:
            theirs[next(what for what in ours if what.startswith("dictionary"))] = of_ahocorasick(posts, names, archive.n_words)
        except ImportError:
            print("pyahocorasick is not installed: pip install --group bench (pip 25.1 or newer)")
    print(f"{'milliseconds':56}{'postdex':>12}{'peer':>12}{'times':>8}")
    for what, ms in ours.items():
        other = theirs.get(what)
        print(f"{what:56}{ms:12,.1f}" + (f"{other:12,.0f}{other / ms:8,.0f}" if other else ""))
    if posts and args.quoting:
        del archive
        of_repeats(posts[: args.quoting])
    return 0


if __name__ == "__main__":
    sys.exit(main())
