"""Engines that are wrong on purpose, so that the comparison is seen to notice."""

from benchmarks.engines.fts5 import Fts5


class DropsOne(Fts5):
    name = "drops one"

    def matches(self, prepared):
        return super().matches(prepared)[1:]

    def count(self, prepared):
        return len(self.matches(prepared))


class SwapsOne(Fts5):
    """As many posts, but not the same."""

    def matches(self, prepared):
        found = super().matches(prepared)
        return sorted({*found[1:], min({*range(10_000)} - {*found})})


class Miscounts(Fts5):
    def count(self, prepared):
        return super().count(prepared) + 1


class Breaks(Fts5):
    def top(self, prepared, k):
        raise RuntimeError("planted")
