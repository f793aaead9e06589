"""Judges which appearances are one post, on real listings whose posts are known.

    python tests/post_identity_eval.py

The facts are those of the truth; variants take dates away, cut bodies, shuffle the pages. Prints posts found, and pairwise
precision and recall over all pairs of appearances.
"""

import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from dumps import run  # noqa: E402
from shared_data import shared  # noqa: E402

FLOOR = 0.98


def appearances():
    rows = [json.loads(line) for line in shared("data/listings/ripper234/pages.jsonl").read_text("utf-8").splitlines()]
    for page, row in enumerate(rows):
        for entry in row["entries"]:
            day, month, year, hour, minute = map(int, re.fullmatch(r"(\d+)/(\d+)/(\d+), (\d+):(\d+)", entry["date"]).groups())
            yield {"page": page, "excerpt": bool(entry["more"]), "date": (2000 + year, month, day, hour, minute),
                   "title": entry["title"], "body": entry["text"], "truth": entry["post_id"]}


def posts(facts):
    data = bytearray()
    for f in facts:
        title, body = f["title"].encode(), f["body"].encode()
        date = f["date"] or (0, 0, 0, -1, 0)
        numbers = (f["page"], int(f["excerpt"]), *date, len(title), len(body))
        data += (" ".join(map(str, numbers)) + "\n").encode() + title + body
    return [int(line) for line in run("identity_dump", bytes(data)).stdout.split()]


def pairs(counts):
    return sum(n * (n - 1) // 2 for n in counts.values())


def judge(facts):
    found = posts(facts)
    both = pairs(Counter((f["truth"], p) for f, p in zip(facts, found)))
    said, true = pairs(Counter(found)), pairs(Counter(f["truth"] for f in facts))
    return len(set(found)), both / said, both / true


def variants():
    """Name and facts; the random choices are the same in every run."""
    whole = list(appearances())
    yield "as printed", whole
    yield "no dates", [dict(f, date=None) for f in whole]
    chance = random.Random(1)
    yield "half without date", [dict(f, date=f["date"] if chance.random() < 0.5 else None) for f in whole]

    def cut(fact):
        words = fact["body"].split()
        if len(words) < 30 or chance.random() < 0.5:
            return fact
        return dict(fact, body=" ".join(words[: chance.randrange(12, 30)]) + " …", excerpt=True)

    yield "half cut", [cut(f) for f in whole]
    yield "half cut, no dates", [dict(cut(f), date=None) for f in whole]
    yield "titles shouted and spaced", [dict(f, title=("  " + f["title"].upper()) if chance.random() < 0.5 else f["title"]) for f in whole]
    yield "titles missing on half", [dict(f, title=f["title"] if chance.random() < 0.5 else "") for f in whole]


def main():
    worst = 1.0
    for name, facts in variants():
        n, precision, recall = judge(facts)
        print(f"{name:28s} posts {n:4d} of {len({f['truth'] for f in facts})}  precision {precision:.4f}  recall {recall:.4f}")
        worst = min(worst, precision, recall)
        if name != "titles missing on half":
            assert precision >= FLOOR and recall >= FLOOR, name
    return worst


if __name__ == "__main__":
    main()
