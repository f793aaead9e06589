"""Archives of small words, and counts of them that are made by hand: what tables of words are held against. Nothing of postdex is used here."""

from __future__ import annotations

import random
import re

WORDS = [f"{a}{b}" for a in "bdfgklmn" for b in ("a", "e", "i", "o", "ana", "elo")]


def sentence(rng, n):
    words = [WORDS[min(int(rng.expovariate(0.12)), len(WORDS) - 1)] for _ in range(n)]
    return " ".join([words[0].capitalize(), *words[1:]]) + "."


def rows(seed, n=40):
    """Posts of titles, tags and paragraphs of sentences; some have the same date."""
    rng = random.Random(seed)
    return [
        {
            "title": sentence(rng, rng.randint(1, 6))[:-1],
            "tags": [sentence(rng, rng.randint(1, 2))[:-1] for _ in range(rng.randint(0, 3))],
            "date": f"20{rng.randint(10, 12)}-0{rng.randint(1, 3)}-11",
            "text": "\n\n".join(" ".join(sentence(rng, rng.randint(1, 9)) for _ in range(rng.randint(1, 4))) for _ in range(rng.randint(1, 4))),
        }
        for _ in range(n)
    ]


def cut(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def stretches(row):
    """[(role, [sentence, ...])]: what nothing reaches beyond, each a list of sentences, and these lists of words."""
    tags = [("tags", [cut(tag)]) for tag in dict.fromkeys(row["tags"])]
    paragraphs = [("paragraph", [cut(each) for each in paragraph.split(".") if cut(each)]) for paragraph in row["text"].split("\n\n")]
    return [("title", [cut(row["title"])]), ("date", [cut(row["date"])]), *tags, *paragraphs]


def posts(made, roles=None):
    """For each post its stretches, as lists of lists of words."""
    return [[sentences for role, sentences in stretches(row) if roles is None or role in roles] for row in made]


def occurrences(words, node):
    """(begin, end) of each place where the node is: a list of what the words one after the other begin with (*) or are."""
    return [
        (i, i + len(node))
        for i in range(len(words) - len(node) + 1)
        if all(words[i + k].startswith(each[:-1]) if each.endswith("*") else words[i + k] == each for k, each in enumerate(node))
    ]


def reach(sentences, begin, end, window):
    """The places before and behind an occurrence that belong to it."""
    n = sum(map(len, sentences))
    if window == "paragraph":
        return range(begin), range(end, n)
    if window == "sentence":
        of = [i for i, sentence in enumerate(sentences) for _ in sentence]
        same = [i for i in range(n) if of[begin] <= of[i] <= of[end - 1]]
        return [i for i in same if i < begin], [i for i in same if i >= end]
    left, right = window if isinstance(window, tuple) else (window, window)
    return range(max(0, begin - left), begin), range(end, min(n, end + right))


def collocates(posts, node, window):
    """{word: (count, left, right, posts, all, all posts)}, with occurrences, places near, places outside occurrences."""
    counts, n_nodes, n_near, n_words = {}, 0, 0, 0
    for number, post in enumerate(posts):
        for sentences in post:
            words = [word for each in sentences for word in each]
            found = occurrences(words, node)
            inside = {i for begin, end in found for i in range(begin, end)}
            left = {i for begin, end in found for i in reach(sentences, begin, end, window)[0]} - inside
            right = {i for begin, end in found for i in reach(sentences, begin, end, window)[1]} - inside
            n_nodes += len(found)
            n_near += len(left | right)
            n_words += len(words) - len(inside)
            for i, word in enumerate(words):
                row = counts.setdefault(word, [0, 0, 0, set(), 0, set()])
                row[5].add(number)
                row[4] += i not in inside
                row[1] += i in left
                row[2] += i in right
                if i in left or i in right:
                    row[0] += 1
                    row[3].add(number)
    table = {word: (row[0], row[1], row[2], len(row[3]), row[4], len(row[5])) for word, row in counts.items() if row[0]}
    return table, n_nodes, n_near, n_words


def counts(posts):
    """{word: (count, posts)}"""
    found = {}
    for number, post in enumerate(posts):
        for word in (word for sentences in post for sentence in sentences for word in sentence):
            count, numbers = found.get(word, (0, set()))
            found[word] = (count + 1, numbers | {number})
    return {word: (count, len(numbers)) for word, (count, numbers) in found.items()}


def runs(posts, n, node=None):
    """{run of n words: (count, posts)}, of all runs or of those that hold an occurrence of the node; and how many there are."""
    found, total = {}, 0
    for number, post in enumerate(posts):
        for sentences in post:
            words = [word for each in sentences for word in each]
            held = occurrences(words, node) if node else []
            for i in range(len(words) - n + 1):
                if node and not any(i <= begin and end <= i + n for begin, end in held):
                    continue
                total += 1
                count, numbers = found.get(run := " ".join(words[i : i + n]), (0, set()))
                found[run] = (count + 1, numbers | {number})
    return {run: (count, len(numbers)) for run, (count, numbers) in found.items()}, total
