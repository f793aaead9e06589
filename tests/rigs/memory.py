"""Every allocation fails once: of the core, and of Python's own, in all that people do with an archive and a writer.

What comes of it is a MemoryError or the right answer: no crash, no SystemError, nothing left behind, and the archive on the disk as it was
or as it was to be.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Any

from rigs import beneath
import postdex as pdx
from postdex import _core
from rigs.rig import Rig, opened, rows, seen

ABOUT = "failing allocations, of the core and of Python"
UNIT = "failed allocations"
BUILD = "small"
SHARES = 2
PLANTED = {
    "memory that is not given back": r"allocation \d+ of the core: \d+ blocks are left behind",
    "objects that are not given back": r"\d+ objects are left after \d+ failures",
    "an error without an exception": r"allocation \d+ of the core: SystemError: .*returned NULL without setting an exception",
    "an answer that lacks a post": r"allocation \d+ of the core: another answer: ",
}


ROUNDS = 10  # of failures in a row, each twice as many as before
SWEEPS = 24


def verbs(rig: Rig, path: str, archive: pdx.Archive) -> dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]]:
    """What is done, and what of its result is to be the same each time."""
    new = rows(rig.random, 500, 2)
    page = "Posts Tagged ‘Rain’\n\nRain,Harbour\n\nRain over the harbour\n\nThe rain came on Friday, May 3, 2019 and did not stop.\n\nContinue Reading\n"

    def commit() -> object:
        with pdx.writer(path, language="en") as writer:
            writer.add_records(new, name="new")
            writer.delete('title:"Note 3"')
        return pdx.open(path)

    def roll_back() -> int:
        writer = pdx.writer(path, language="en")
        try:
            writer.add_records(new, name="never")
            writer.delete(0)
            writer.rollback()
            return len(writer.archive)
        finally:
            writer.close()

    def same(result: Any) -> Any:
        return result

    def again(verify: bool = False) -> object:
        """Of an archive that keeps nothing that it reads, and is gone through in passing."""
        kept = _core._most_rows(0)  # where this fails nothing has changed
        try:
            found = pdx.open(path)
            if verify:
                return found.verify()
            titles = [hit.post.title for hit in found.search("ferry", sort="title")]
            return seen(found), titles, [line.node for line in found.grep("f[a-z]+y")], [quote.text for quote in found.quotes]
        finally:
            _core._most_rows(kept)

    queries = ["ferry tide", '"ferry tide"', "ri*", "tag:Quay -mill", "date:2019-01..2019-06", "ferry NEAR/3 tide", "quya~1", "title:note", "ferry OR کشتی"]
    made: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
        "open": (lambda: pdx.open(path), len),
        "verify": (lambda: pdx.open(path).verify(), same),
        "refresh": (lambda: archive.refresh(), len),
        "walk": (lambda: seen(pdx.open(path)), same),
        "walk again": (again, same),
        "verify again": (lambda: again(verify=True), same),
        "commit": (commit, lambda result: [post.title for post in result]),
        "roll back": (roll_back, same),
        "save": (lambda: pdx.from_records(new, language="en").save(path + ".copy"), same),
        "build": (lambda: pdx.from_records(new, language="en"), seen),
        "cut": (lambda: pdx.parse(page, language="en"), lambda result: (len(result), str(result.pages[0].parts))),
        "views": (lambda: archive.where(tag="Quay").within("paragraph")[1:], len),
        "tags": (lambda: archive.tags.items(), same),
        "words": (lambda: archive.words("r").items(), same),
        "mentions": (lambda: archive.date_mentions.to_dicts(), same),
        "rows": (lambda: archive.to_dicts(), same),
        "many": (lambda: archive.search_many(queries[:3], 3), lambda result: [len(each) for each in result]),
        "post": (lambda: [getattr(archive[0], name) for name in ("title", "tags", "published", "published_bounds", "text", "anchor")], str),
        "explain": (lambda: str(archive[0].explain()), same),
        "shown": (lambda: repr(archive) + archive._repr_html_(), same),
    }
    for query in queries:
        made[f"search {query}"] = (lambda query=query: [(hit.post.number, hit.score, str(hit.snippet)) for hit in archive.search(query)], same)
        if query.isascii() and ":" not in query:
            made[f"find {query}"] = (lambda query=query: [(line.before, line.node, line.after) for line in archive.find(query).sort("after")], same)
        made[f"count {query}"] = (lambda query=query: archive.search(query).facets("tag").items(), same)
    return made


def run(rig: Rig) -> None:
    goal = rig.goal(100_000, 5_000_000)
    by_core = by_python = rounds = 0
    while rig.more(goal) or rounds == 0:
        path = rig.fresh("town.pdx")  # another town, so that what fails is not the same again
        with pdx.writer(path, language="en") as writer:
            writer.add_records(rows(rig.random, 0, 12), name="first")
        archive = opened(path)
        spoil = planted(rig, archive)
        gc.freeze()  # so that collecting, again and again, is quick
        rounds += 1
        for name, (verb, told) in verbs(rig, path, archive).items():
            by_core += core_sweep(rig, name, spoil(verb), told)
            by_python += python_sweep(rig, name, spoil(verb), told, rounds)
        rig.check(seen(opened(path)) is not None, "the archive")
    rig.fact(f"{by_core:,} of the core, {by_python:,} of Python, each verb in {rounds} rounds: one fails, then two, four ... in a row")


def planted(rig: Rig, archive: pdx.Archive) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """The same verbs, with a bug."""
    kept: list[object] = []

    def leaking(leave: Callable[[], object]) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
        def of(verb: Callable[[], Any]) -> Callable[[], Any]:
            def run() -> Any:
                try:
                    return verb()
                except MemoryError:
                    kept.append(leave())
                    raise

            return run

        return of

    def without(verb: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            try:
                return verb()
            except MemoryError:
                raise SystemError("<built-in function> returned NULL without setting an exception") from None

        return run

    def lacking(verb: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            try:
                return verb()
            except MemoryError:
                return []

        return run

    bugs = [leaking(lambda: archive.search("ferry")), leaking(object), without, lacking]
    return dict(zip(PLANTED, bugs, strict=True)).get(rig.planted or "", lambda verb: verb)


def core_sweep(rig: Rig, name: str, verb: Callable[[], Any], told: Callable[[Any], Any]) -> int:
    expected = told(verb())
    gc.collect()
    live, n = beneath.core_live(), 0
    failed = True
    while failed:
        n += 1
        failed = one(rig, f"{name}, allocation {n} of the core", verb, told, expected, lambda n=n: beneath.core_fails_at(n), core_end)
        if n % 64 == 0 or not failed:
            gc.collect()
            rig.check(beneath.core_live() <= live + 2, f"{name}, allocation {n} of the core: {beneath.core_live() - live} blocks are left behind")
    return n


def core_end() -> bool:
    failed = beneath.core_failed()
    beneath.core_fails_at(0)
    return failed


def python_end() -> bool:
    return beneath.python_is_sound()[1] > 0


def python_sweep(rig: Rig, name: str, verb: Callable[[], Any], told: Callable[[Any], Any], rounds: int) -> int:
    """In the first round each that the core asks for fails alone, in the second two in a row, and so on. Gives how many did.

    Python keeps some objects for later, fewer from sweep to sweep; what leaks is left by each of them.
    """
    expected = told(verb())
    n_failed = 0
    for _ in range(SWEEPS):
        failed, left = python_failures(rig, name, verb, told, expected, rounds)
        n_failed += failed
        if left <= 25 + failed // 20:
            return n_failed
    rig.fail(f"{name}: {left} objects are left after {failed} failures, as after each of {SWEEPS - 1} sweeps before")
    return n_failed


def python_failures(rig: Rig, name: str, verb: Callable[[], Any], told: Callable[[Any], Any], expected: Any, rounds: int) -> tuple[int, int]:
    """Gives how many failed, and how many objects of Python are left behind."""
    places, in_a_row, n_failed = beneath.python_asked_by_core(verb), 2 ** ((rounds - 1) % ROUNDS), 0
    gc.collect()
    live, blocks = beneath.core_live(), sys.getallocatedblocks()
    for n in places:
        n_failed += one(rig, f"{name}, allocation {n} of Python", verb, told, expected, lambda n=n: beneath.python_fails(n, n + in_a_row), python_end)
    gc.collect()
    rig.check(beneath.core_live() <= live + 2, f"{name}, Python's allocations: {beneath.core_live() - live} blocks of the core are left behind")
    return n_failed, sys.getallocatedblocks() - blocks


def one(rig: Rig, where: str, verb: Callable[[], Any], told: Callable[[Any], Any], expected: Any, begin: Callable[[], None], end: Callable[[], bool]) -> bool:
    """One failure: gives whether it came to it."""
    error: BaseException | None = None
    result = None
    try:
        begin()
        result = verb()
    except BaseException as raised:
        error = raised
    failed = end()
    rig.count += failed
    if error is None:
        if told(result) != expected:
            rig.fail(f"{where}: another answer: {told(result)!r:.200}")
    elif not isinstance(error, MemoryError) and not isinstance(error.__cause__, MemoryError):
        rig.fail(f"{where}: {type(error).__name__}: {error}")
    elif not failed:
        rig.fail(f"{where}: {error!r} and nothing failed")
    return failed
