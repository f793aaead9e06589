"""Whether engines that are asked the same find the same. Asked before any time is taken; a disagreement is a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from benchmarks.queries import Query

RELATIVE = 1e-5  # of scores, where formulas are equal: others compute in single precision


@dataclass(frozen=True)
class Finding:
    engine: str
    query: Query
    what: str
    example: str = ""

    def __str__(self) -> str:
        filters = "".join(f" {each}" for each in (self.query.tag, self.query.dates) if each)
        return f"{self.engine}, {self.query.kind} {' '.join(self.query.terms)}{filters}: {self.what}{self.example}"


def sets(query: Query, answers: dict[str, dict[str, Any]], first: str) -> list[Finding]:
    """Engines whose matches are not those of `first`, or that do not agree with themselves."""
    found = []
    told = {name: answer for name, answer in answers.items() if "n" in answer}
    for name, answer in told.items():
        if answer["count"] != answer["n"]:
            found.append(Finding(name, query, f"counts {answer['count']}, but lists {answer['n']}"))
        if first in told and (answer["n"], answer["sum"]) != (told[first]["n"], told[first]["sum"]):
            found.append(Finding(name, query, f"{answer['n']} posts match, {told[first]['n']} in {first}"))
    return found


def differing(mine: list[int], theirs: list[int]) -> str:
    """An example of either kind."""
    more, fewer = sorted(set(theirs) - set(mine)), sorted(set(mine) - set(theirs))
    return "".join(f"; {what}: post {posts[0]}" + (f" and {len(posts) - 1} more" if posts[1:] else "")
                   for what, posts in (("only there", more), ("not there", fewer)) if posts)  # fmt: skip


def scores(query: Query, name: str, mine: list[tuple[int, float]], theirs: list[tuple[int, float]], factor: float = 1.0) -> list[Finding]:
    """For engines with one formula: equal scores down the list. Posts may trade places where scores are equal."""
    for rank, ((_, ours), (_, other)) in enumerate(zip(mine, theirs)):
        if abs(ours - other * factor) > RELATIVE * max(abs(ours), 1e-9):
            return [Finding(name, query, f"rank {rank} scores {other * factor:.7g}, {ours:.7g} wanted")]
    given, wanted = dict(theirs), dict(mine)
    for post in given.keys() & wanted.keys():
        if abs(wanted[post] - given[post] * factor) > RELATIVE * max(abs(wanted[post]), 1e-9):
            return [Finding(name, query, f"post {post} scores {given[post] * factor:.7g}, {wanted[post]:.7g} wanted")]
    return []
