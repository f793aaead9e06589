"""Measures statistics.json on a folder of real text: numbers alone, from which corpus.py makes posts.

    python -m benchmarks.measure FOLDER... > benchmarks/statistics.json

A post is a Markdown or text file, or a row of a `docs.jsonl` with `title` and `text`.
"""

from __future__ import annotations

import collections
import json
import math
import re
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

WORD = re.compile(r"[a-z]+")
BANDS = (10, 100, 1_000, 10_000, 1_000_000)  # ends of the bands of ranks whose word lengths are told apart
LONGEST = 16
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def posts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("docs.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield f"{row.get('title') or ''}. {row.get('text') or ''}"
    for pattern in ("*.md", "*.txt"):
        for path in sorted(folder.rglob(pattern)):
            text = path.read_text(encoding="utf-8", errors="replace")
            text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)  # front matter
            yield re.sub(r"\{\{.*?\}\}|\]\([^)]*\)|https?://\S+|<[^>]*>", " ", text, flags=re.S)


KNEE = 3_000  # rank from which frequencies fall faster, in every large text


def zipf_mandelbrot(frequencies: list[int]) -> tuple[float, float]:
    """Exponent s and shift q of f(r) ~ (r + q)^-s up to the knee, by least squares over ranks evenly spaced in their logarithm."""
    ranks = sorted({int(1.3**i) for i in range(60) if 1.3**i < min(KNEE, len(frequencies))})
    best = (math.inf, 1.0, 0.0)
    for q in (i * 0.25 for i in range(61)):
        x = [math.log(r + q) for r in ranks]
        y = [math.log(frequencies[r - 1]) for r in ranks]
        mx, my = sum(x) / len(x), sum(y) / len(y)
        slope = sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)
        error = sum((b - my - slope * (a - mx)) ** 2 for a, b in zip(x, y))
        best = min(best, (error, -slope, q))
    return round(best[1], 3), best[2]


def tail(frequencies: list[int], otherwise: float) -> float:
    """Exponent beyond the knee, up to words met three times; in a small text there is no knee."""
    last = sum(1 for frequency in frequencies if frequency >= 3)
    ranks = sorted({int(KNEE * 1.1**i) for i in range(60) if KNEE * 1.1**i < last})
    if len(ranks) < 10:
        return otherwise
    return round(-statistics.linear_regression([math.log(r) for r in ranks], [math.log(frequencies[r - 1]) for r in ranks]).slope, 3)


def lognormal(values: list[int]) -> dict[str, float]:
    logs = [math.log(value) for value in values if value > 0]
    mean = sum(logs) / len(logs)
    return {"mu": round(mean, 3), "sigma": round(math.sqrt(sum((x - mean) ** 2 for x in logs) / len(logs)), 3)}


def lengths_by_band(ranked: list[str]) -> list[dict[str, object]]:
    bands, begin = [], 0
    for end in BANDS:
        counts = collections.Counter(min(len(word), LONGEST) for word in ranked[begin:end])
        total = sum(counts.values())
        if total:
            bands.append({"to_rank": end, "per_mille": [round(1000 * counts[n] / total) for n in range(1, LONGEST + 1)]})
        begin = end
    return bands


def letters(ranked: list[str]) -> dict[str, list[int]]:
    """For each letter ("^": the begin of a word), per mille of the letter that follows."""
    pairs: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for word in ranked[:20_000]:
        for a, b in zip("^" + word, word):
            pairs[a][b] += 1
    return {a: [round(1000 * pairs[a][b] / sum(pairs[a].values())) for b in LETTERS] for a in "^" + LETTERS if pairs[a]}


def burstiness(df: collections.Counter[str], again: collections.Counter[str], n: int) -> float:
    """How often a word of middle frequency that stands in a post stands there again: P(2 or more | 1 or more)."""
    middle = [word for word, count in df.items() if 0.002 * n <= count <= 0.05 * n]
    return round(sum(again[word] for word in middle) / max(1, sum(df[word] for word in middle)), 3)


def measure(texts: Iterator[str]) -> dict[str, object]:
    total: collections.Counter[str] = collections.Counter()
    df: collections.Counter[str] = collections.Counter()
    again: collections.Counter[str] = collections.Counter()
    lengths, sentences, n, commas = [], [], 0, 0
    for text in texts:
        found = WORD.findall(text.lower())
        if not found:
            continue
        n += 1
        counts = collections.Counter(found)
        total += counts
        df.update(counts.keys())
        again.update(word for word, count in counts.items() if count > 1)
        lengths.append(len(found))
        commas += text.count(",")
        sentences += [len(WORD.findall(each.lower())) for each in re.split(r"[.!?]\s", text)]
    ranked = [word for word, _ in total.most_common()]
    s, q = zipf_mandelbrot([count for _, count in total.most_common()])
    return {
        "measured": {"posts": n, "words": sum(total.values()), "distinct": len(total)},
        "zipf": {"s": s, "q": q, "knee": KNEE, "tail": tail([count for _, count in total.most_common()], s)},
        "burstiness": burstiness(df, again, n),
        "post_words": lognormal(lengths),
        "sentence_words": lognormal([length for length in sentences if length]),
        "commas_per_mille": round(1000 * commas / sum(total.values())),
        "word_lengths": lengths_by_band(ranked),
        "letters": letters(ranked),
    }


def main() -> int:
    texts = (text for folder in sys.argv[1:] for text in posts(Path(folder)))
    print(json.dumps(measure(texts), indent=None).replace('}, "', '},\n"').replace('], "', '],\n"'))
    return 0


if __name__ == "__main__":
    sys.exit(main())
