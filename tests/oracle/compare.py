"""One query asked of the core and of the oracle, and where they differ."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from oracle import evaluate, query
from oracle.engine import Built, Engine, EngineError

TOLERANCE = 1e-6
ROUNDING = 1e-7  # the core adds up shares of 32 bits


@dataclass
class Case:
    text: str
    any: bool = False
    possible: bool = False
    within: set[str] = field(default_factory=set)

    def options(self, mode: str) -> dict:
        return {"any": self.any and mode == "search", "possible": self.possible, "within": self.within or None}


def outcome(call: Callable):
    """The answer, or that it was refused."""
    try:
        return call()
    except query.QueryError:
        return "PDX_EQUERY"
    except EngineError as error:
        return str(error)


def difference(engine: Engine, built: Built, case: Case, evaluation=evaluate.Evaluation) -> str | None:
    """What is first seen to differ between core and oracle; None when nothing does."""
    for mode, compare in (("search", hits_differ), ("find", lines_differ)):
        wanted = outcome(lambda mode=mode: getattr(evaluation(built.archive, mode, **case.options(mode)), mode)(case.text))
        got = outcome(lambda mode=mode: engine.query(mode, case.text, **case.options(mode)))
        if isinstance(wanted, str) or isinstance(got, str):
            found = None if wanted == got else f"the oracle answers {wanted}, the core {got}"
        else:
            found = compare(built, wanted, got) or common_differ(wanted, got)
        if found:
            return f"{mode}: {found}"
    return None


def common_differ(wanted, got) -> str | None:
    if wanted.possible != got.possible:
        return f"possible: {wanted.possible} wanted, {got.possible} given"
    if bool(wanted.notes) != bool(got.notes):
        return f"notes: {wanted.notes} wanted, {got.notes} given"
    return None


def hits_differ(built: Built, wanted: evaluate.Hits, got) -> str | None:
    theirs = [(int(row[1]), float(row[2])) for row in got.rows]
    told = f"{wanted.ranked} wanted, {theirs} given"
    scores = dict(wanted.ranked)
    if sorted(scores) != sorted(post for post, _ in theirs):
        return f"posts: {told}"
    if any(abs(score - scores[post]) > TOLERANCE * abs(scores[post]) for post, score in theirs):
        return f"scores: {told}"
    if theirs != sorted(theirs, key=lambda row: (-row[1], row[0])):
        return f"not by score, then post: {told}"
    place = {post: i for i, (post, _) in enumerate(wanted.ranked)}
    for (post, given), (behind, as_well) in itertools.pairwise(theirs):  # what is equal here may be unequal there in what is rounded
        tied = given == as_well and scores[post] == scores[behind]
        if scores[post] < scores[behind] - ROUNDING * abs(scores[behind]) or (tied and place[post] > place[behind]):
            return f"order: {told}"
    return None


def lines_differ(built: Built, wanted: evaluate.Lines, got) -> str | None:
    theirs, order = [], []
    for _, post, page, part, role, begin, end, position in got.rows:
        begin, end = int(begin), int(end)
        places = [place for place in built.places.get((int(page), int(part)), []) if place[2] <= begin and end <= place[3]]
        if len(places) != 1:
            return f"the line {page}/{part} {begin}-{end} stands in no part"
        document, number, at, _ = places[0]
        shown = built.archive.posts + built.archive.remainders
        if shown[document].parts[number].role != role or shown[document].is_post != (post != "-1"):
            return f"the line {page}/{part} {begin}-{end} has another role or is of no post"
        theirs.append((document, number, begin - at, end - at))
        order.append((document, int(position)))
    if order != sorted(order):
        return f"lines are not in order: {order}"
    ours = sorted(tuple(occurrence) for occurrence in wanted.occurrences)
    if ours != sorted(theirs):
        return f"occurrences: {ours} wanted, {sorted(theirs)} given"
    return None
