"""How well the best come first: collections of documents with queries and what was judged to answer them.

    python -m benchmarks.ranking FOLDER...

A FOLDER has `docs.jsonl` (id, title, text), `queries.jsonl` (id, text) and `qrels.tsv` (query, document, grade). Queries are words: what
is no letter and no digit parts them, and any of them will do (`match="any"`). Printed are nDCG at 10 (Järvelin and Kekäläinen, "Cumulated
gain-based evaluation of IR techniques", 2002, with gains 2^grade - 1) and the mean average precision of a thousand, for postdex as it comes
(titles and texts, words by their stems), for the same without stems, and for texts alone, which a plain BM25 in Python with the same words
must equal to a millionth; beside them bm25s (method lucene) where it is installed. All have k1 1.2 and b 0.75.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import postdex as pdx

K1, B = 1.2, 0.75
DEPTH = 1000  # ranks that count for the mean average precision
CLOSE = 1e-6

Ranking = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Collection:
    """Documents, queries with their words, and the grades of documents that were judged, query by query."""

    name: str
    docs: list[dict[str, str]]
    queries: dict[str, list[str]]
    grades: dict[str, dict[str, int]]

    @classmethod
    def read(cls, folder: Path) -> Collection:
        def rows(name: str) -> list[dict[str, str]]:
            return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines() if line]

        grades: dict[str, dict[str, int]] = {}
        with (folder / "qrels.tsv").open(encoding="utf-8", newline="") as file:
            for query, doc, grade in csv.reader(file, delimiter="\t"):
                if int(grade) > 0:
                    grades.setdefault(query, {})[doc] = int(grade)
        queries = {row["id"]: words(row["text"]) for row in rows("queries.jsonl") if row["id"] in grades}
        return cls(folder.name, rows("docs.jsonl"), queries, grades)


def words(text: str) -> list[str]:
    """Distinct words in small letters, as they come: none of them is an operator of the query language then."""
    return list(dict.fromkeys(re.sub(r"[^\w]+|_", " ", text.lower()).split()))


def ndcg(ranking: Ranking, grades: Mapping[str, int], depth: int = 10) -> float:
    gains = [2 ** grades.get(doc, 0) - 1 for doc, _ in ranking[:depth]]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:depth]
    return sum(gain / math.log2(i + 2) for i, gain in enumerate(gains)) / sum(gain / math.log2(i + 2) for i, gain in enumerate(best))


def average_precision(ranking: Ranking, grades: Mapping[str, int]) -> float:
    found = total = 0.0
    for i, (doc, _) in enumerate(ranking[:DEPTH], 1):
        if doc in grades:
            found += 1
            total += found / i
    return total / len(grades)


@dataclass(frozen=True)
class Figures:
    ndcg: float
    map: float

    @classmethod
    def of(cls, collection: Collection, rank: Callable[[list[str]], Ranking]) -> Figures:
        n, gain, precision = len(collection.queries), 0.0, 0.0
        for query, asked in collection.queries.items():
            ranking = rank(asked)
            gain += ndcg(ranking, collection.grades[query])
            precision += average_precision(ranking, collection.grades[query])
        return cls(gain / n, precision / n)


class Postdex:
    """`titles`: as fields of their own; else before the text, as part of it. `language`: xx, words as they are."""

    def __init__(self, collection: Collection, language: str, titles: bool) -> None:
        self.ids = [doc["id"] for doc in collection.docs]
        if titles:
            rows = [{"title": doc["title"], "text": doc["text"] or "-"} for doc in collection.docs]
        else:
            rows = [{"text": flat(doc) or "-"} for doc in collection.docs]
        self.archive = pdx.from_records(rows, language=language, progress=False)

    def rank(self, asked: list[str]) -> Ranking:
        return [(self.ids[hit.post.number], hit.score) for hit in self.archive.search(" ".join(asked), match="any")]


def flat(doc: Mapping[str, str]) -> str:
    """Title and text as one paragraph."""
    return " ".join(f"{doc['title']} {doc['text']}".split())


class PlainBm25:
    """Robertson's BM25 with the idf that is never negative, over the words that an archive says it has (`data-base` has three: its two pieces, which
    make its length, and the joined form); nothing of its index is used."""

    def __init__(self, archive: pdx.Archive, ids: list[str]) -> None:
        self.ids = ids
        self.counts = [Counter(token.term.split("\x1f")[0] for token in post.tokens) for post in archive]
        self.pieces = [[token.term for token in post.tokens if token.pieces == 1] for post in archive]
        self.lengths = [len(pieces) for pieces in self.pieces]
        self.average = sum(self.lengths) / len(self.lengths)
        self.df = Counter(term for counts in self.counts for term in counts)

    def rank(self, terms: list[str]) -> Ranking:
        scores: dict[int, float] = {}
        for term in terms:  # one that comes twice counts twice
            if term not in self.df:
                continue
            idf = math.log(1 + (len(self.counts) - self.df[term] + 0.5) / (self.df[term] + 0.5))
            for doc, counts in enumerate(self.counts):
                if term in counts:
                    tf = counts[term]
                    scores[doc] = scores.get(doc, 0.0) + idf * tf / (tf + K1 * (1 - B + B * self.lengths[doc] / self.average))
        return [(self.ids[doc], score) for doc, score in sorted(scores.items(), key=lambda each: (-each[1], each[0]))]


def terms_of(asked: list[str], language: str) -> list[str]:
    """The words of a query as an archive reads them."""
    return [token.term for token in pdx.from_records([{"text": " ".join(asked)}], language=language)[0].tokens if token.pieces == 1]


def differences(collection: Collection, mine: Postdex, plain: PlainBm25) -> list[str]:
    """Queries for which the two do not give the same documents with the same scores."""
    told = []
    for query, asked in collection.queries.items():
        ours, theirs = dict(mine.rank(asked)), dict(plain.rank(terms_of(asked, "xx")))
        worst = max((abs(ours.get(doc, 0.0) - score) / score for doc, score in theirs.items()), default=0.0)
        if set(ours) != set(theirs) or worst > CLOSE:
            told.append(f"{collection.name} {query}: {len(set(ours) ^ set(theirs))} documents of one alone, scores differ by {worst:.1e}")
    return told


def bm25s_rank(plain: PlainBm25) -> Callable[[list[str]], Ranking] | None:
    """It knows no joined forms: pieces alone."""
    try:
        import bm25s
    except ImportError:
        return None
    vocabulary = {term: i for i, term in enumerate(plain.df)}
    index = bm25s.BM25(method="lucene", k1=K1, b=B)
    documents = [[vocabulary[term] for term in pieces] for pieces in plain.pieces]
    index.index(bm25s.tokenization.Tokenized(ids=documents, vocab=vocabulary), show_progress=False)

    def rank(terms: list[str]) -> Ranking:
        known = [vocabulary[term] for term in terms if term in vocabulary]
        if not known:
            return []
        given = index.retrieve(bm25s.tokenization.Tokenized(ids=[known], vocab=vocabulary), k=min(DEPTH, len(plain.ids)), show_progress=False)
        return [(plain.ids[int(doc)], float(score)) for doc, score in zip(given.documents[0], given.scores[0], strict=True) if score > 0]

    return rank


@dataclass(frozen=True)
class Report:
    """The figures of one collection, way by way, and where postdex and the plain BM25 disagree."""

    collection: Collection
    figures: dict[str, Figures]
    differences: list[str]


def measure(folder: Path) -> Report:
    collection = Collection.read(folder)
    language = "de" if folder.name.endswith("-de") else "en"
    texts = Postdex(collection, "xx", False)
    plain = PlainBm25(texts.archive, texts.ids)
    figures = {
        "postdex": Figures.of(collection, Postdex(collection, language, True).rank),
        "without stems": Figures.of(collection, Postdex(collection, "xx", True).rank),
        "texts alone": Figures.of(collection, texts.rank),
        "plain BM25": Figures.of(collection, lambda asked: plain.rank(terms_of(asked, "xx"))),
    }
    other = bm25s_rank(plain)
    if other is not None:
        figures["bm25s"] = Figures.of(collection, lambda asked: other(terms_of(asked, "xx")))
    return Report(collection, figures, differences(collection, texts, plain))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ranking", description=__doc__.split("\n")[0])
    parser.add_argument("folders", metavar="FOLDER", nargs="+", type=Path, help="docs.jsonl, queries.jsonl, qrels.tsv")
    reports = [measure(folder) for folder in parser.parse_args().folders]
    print(f"{'collection':14}{'documents':>10}{'queries':>9}  {'':16}{'nDCG@10':>9}{'MAP':>9}")
    for report in reports:
        head = f"{report.collection.name:14}{len(report.collection.docs):>10,}{len(report.collection.queries):>9,}"
        for name, each in report.figures.items():
            print(f"{head:33}  {name:16}{each.ndcg:>9.4f}{each.map:>9.4f}")
            head = ""
    wrong = [told for report in reports for told in report.differences]
    print("\n".join(wrong) if wrong else "texts alone and the plain BM25 agree on every document and score")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
