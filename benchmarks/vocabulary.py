"""Invented words with the lengths, letters and frequencies of real ones (statistics.json)."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SIZE = 1 << 20  # ranks; how many of them are met grows with the corpus, as in nature
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@functools.cache
def statistics() -> dict:
    return json.loads(Path(__file__).with_name("statistics.json").read_text(encoding="utf-8"))


def random(seed: int, *what: int) -> np.random.Generator:
    """Numbers for one purpose. Only `.random()` of it is used: its values are the same in every version of numpy."""
    return np.random.Generator(np.random.PCG64([seed, *what]))


def zipf(size: int = SIZE) -> np.ndarray:
    """Probability of each rank, after Zipf and Mandelbrot, and steeper beyond the knee."""
    law = statistics()["zipf"]
    ranks = np.arange(1, size + 1) + law["q"]
    knee = law["knee"] + law["q"]
    weights = ranks ** -law["s"]
    weights[ranks > knee] = knee ** -law["s"] * (ranks[ranks > knee] / knee) ** -law["tail"]
    return weights / weights.sum()


@dataclass
class Alias:
    """Draws from a finite distribution in constant time (Walker's method, as Vose builds it)."""

    keep: np.ndarray
    other: np.ndarray

    @classmethod
    def of(cls, probabilities: np.ndarray) -> Alias:
        n = len(probabilities)
        scaled = (probabilities * n).tolist()
        keep, other = [1.0] * n, list(range(n))
        small = [i for i in range(n) if scaled[i] < 1.0]
        large = [i for i in range(n) if scaled[i] >= 1.0]
        while small and large:
            low, high = small.pop(), large[-1]
            keep[low], other[low] = scaled[low], high
            scaled[high] -= 1.0 - scaled[low]
            if scaled[high] < 1.0:
                small.append(large.pop())
        return cls(np.array(keep), np.array(other, dtype=np.int32))

    def draw(self, rng: np.random.Generator, n: int) -> np.ndarray:
        at = (rng.random(n) * len(self.keep)).astype(np.int32)
        return np.where(rng.random(n) < self.keep[at], at, self.other[at])


def _pick(table: np.ndarray, rows: np.ndarray, u: np.ndarray) -> np.ndarray:
    """For each row of cumulative probabilities the column that u falls in."""
    return np.minimum((table[rows] <= u[:, None]).sum(axis=1), table.shape[1] - 1)


def _lengths(rng: np.random.Generator, size: int) -> np.ndarray:
    lengths = np.zeros(size, dtype=np.int64)
    begin = 0
    bands = statistics()["word_lengths"]
    for band in bands:
        end = min(size, band["to_rank"]) if band is not bands[-1] else size
        cumulative = np.cumsum(np.array(band["per_mille"], dtype=float))[None, :] / sum(band["per_mille"])
        if end > begin:
            lengths[begin:end] = 1 + _pick(cumulative, np.zeros(end - begin, dtype=int), rng.random(end - begin))
        begin = max(begin, end)
    return lengths


@functools.cache
def words(seed: int, size: int = SIZE) -> list[str]:
    """The word of each rank; all differ. Built letter by letter, each after the one before it."""
    rng = random(seed, 1)
    follows = statistics()["letters"]
    table = np.array([follows.get(letter, [1] * 26) for letter in "^" + LETTERS], dtype=float) + 0.5
    table = np.cumsum(table, axis=1) / table.sum(axis=1)[:, None]
    lengths = _lengths(rng, size)
    result = [""] * size
    taken: set[str] = set()
    left = np.arange(size)
    while len(left):
        longest = int(lengths[left].max())
        codes = np.zeros((len(left), longest), dtype=np.uint8)
        before = np.zeros(len(left), dtype=np.int64)
        for i in range(longest):
            before = _pick(table, before, rng.random(len(left))) + 1
            codes[:, i] = before + 96
        again = []
        for rank, row, length in zip(left.tolist(), codes, lengths[left].tolist()):
            word = row[:length].tobytes().decode("ascii")
            if word in taken:
                again.append(rank)
            else:
                taken.add(word)
                result[rank] = word
        left = np.array(again, dtype=np.int64)
        lengths[left] += rng.random(len(left)) < 0.3  # short ones run out
    return result
