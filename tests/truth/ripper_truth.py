"""Real listings through the package: the shared judge by way of the command, identity, date values, and bounds without dates.

Read by test_ripper234.py, which asserts the figures, and by scoreboard.py, which prints them. Nothing here shares code with the
package: titles are found in the texts by the judge's own rule.
"""

import contextlib
import datetime
import importlib.util
import io
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

import postdex as pdx
from shared_data import shared

DATE_LINE = re.compile(r"(?m)^[ \t]*\d{1,2}/\d{1,2}/\d{2}, \d{1,2}:\d\d[ \t]*$")


def environment() -> dict[str, str]:
    """In which a new interpreter finds the package that is tested."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def judge(site: Path, lexicon: bool = True) -> dict:
    """What the shared judge says of the `postdex` command on a folder of pages with their truth."""
    with tempfile.TemporaryDirectory() as folder:
        # The judge calls COMMAND parse FILE..., and the option has to come after that: a script adds it.
        command = f"{sys.executable} -m postdex"
        if not lexicon:
            wrapper = Path(folder, "without_lexicon.py")
            wrapper.write_text("import sys\nfrom postdex.cli import main\nsys.exit(main([*sys.argv[1:], '--no-lexicon']))\n")
            command = f"{sys.executable} {wrapper}"
        judging = [sys.executable, str(shared("tools/listing_eval.py")), str(site), "--postdex", command]
        done = subprocess.run(judging, capture_output=True, env=environment())
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@cache
def judge_module():
    spec = importlib.util.spec_from_file_location("listing_eval", shared("tools/listing_eval.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predicted(_command: list[str], files: list[str]) -> dict[str, list[dict]]:
    """What the command prints of files, without another interpreter: its posts by the file they are of."""
    from postdex import cli

    printed = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(printed, "utf-8", write_through=True)):
        cli.main(["parse", "--jsonl", *files])
        got: dict[str, list[dict]] = {}
        for line in printed.getvalue().decode("utf-8", "surrogateescape").split("\n"):
            if line.strip():
                post = json.loads(line)
                got.setdefault(post["source"], []).append(post)
    return got


def judge_here(site: Path) -> dict:
    """The same as `judge`, within this interpreter: of many small folders, starting two for each takes longer than cutting and judging."""
    module, said = judge_module(), io.StringIO()
    module.predict = predicted
    before, sys.argv = sys.argv, ["listing_eval.py", str(site)]
    try:
        with contextlib.redirect_stdout(said):
            module.main()
    finally:
        sys.argv = before
    return json.loads(said.getvalue())


@cache
def rows() -> list[dict]:
    """The pages with their truth, each with the path of its text."""
    site = shared("data/listings/ripper234")
    found = [json.loads(line) for line in (site / "pages.jsonl").read_text("utf-8").splitlines()]
    return [{**row, "file": str(site / row["text_file"])} for row in found]


def matched(archive: pdx.Archive, pages: dict[str, tuple[str, list[dict]]]) -> tuple[list[tuple], int]:
    """(appearance, true entry) for the appearances that hold exactly one true title; and how many hold none or several.
    `pages` gives text and true entries by the name of the source."""
    pairs, stray = [], 0
    for page in archive.pages:
        text, entries = pages[page.source.name]
        at = judge_module().title_positions(text, entries)
        for appearance in page.appearances:
            begin, end = appearance.span
            inside = [k for k, where in enumerate(at or []) if begin <= where < end]
            if len(inside) == 1:
                pairs.append((appearance, entries[inside[0]]))
            else:
                stray += 1
    return pairs, stray


@cache
def archive() -> pdx.Archive:
    return pdx.open(shared("data/listings/ripper234/text"))


@cache
def found() -> tuple[list[tuple], int]:
    return matched(archive(), {row["file"]: (text_of(row), row["entries"]) for row in rows()})


def text_of(row: dict) -> str:
    return Path(row["file"]).read_bytes().decode("utf-8")


def pairs_of(counts: Counter) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


def identity() -> dict:
    """Posts of the whole folder, and pairwise precision and recall over the appearances that are a true entry."""
    pairs, stray = found()
    true = [entry["post_id"] for _, entry in pairs]
    said = [appearance.post.number for appearance, _ in pairs]
    both = pairs_of(Counter(zip(true, said)))
    return {
        "posts": len(archive()), "true posts": len({entry["post_id"] for row in rows() for entry in row["entries"]}),
        "true appearances": sum(len(row["entries"]) for row in rows()), "matched": len(pairs), "stray": stray,
        "posts of matched": len(set(said)), "precision": both / pairs_of(Counter(said)), "recall": both / pairs_of(Counter(true)),
    }  # fmt: skip


def true_moment(entry: dict) -> str:
    """Dates of this site are day/month/year, as its README says."""
    day, month, year, hour, minute = map(int, re.fullmatch(r"(\d+)/(\d+)/(\d+), (\d+):(\d+)", entry["date"]).groups())
    return f"20{year:02}-{month:02}-{day:02}T{hour:02}:{minute:02}"


def date_values() -> dict:
    """Printed dates that are read with the right value, and how many of those that could be month/day carry the proof."""
    right = of = open_order = proved = 0
    for appearance, entry in found()[0]:
        published = appearance.post.published
        of += 1
        ok = published is not None and published.iso == true_moment(entry)
        right += ok
        day, month, _ = map(int, entry["date"].split(",")[0].split("/"))
        if ok and day <= 12 and month <= 12:
            open_order += 1
            proved += day == month or "proved by the site's dates" in published.evidence
    return {"right": right / of, "of": of, "could be month first": open_order, "proved": proved / open_order}


def undated() -> dict:
    """The date lines taken away, the folder opened again: how often the true day lies inside the bounds, and their width."""
    with tempfile.TemporaryDirectory() as folder:
        pages = {}
        for row in rows():
            path = Path(folder, Path(row["file"]).name)
            path.write_bytes(DATE_LINE.sub("", text_of(row)).encode("utf-8"))
            pages[str(path)] = (path.read_bytes().decode("utf-8"), row["entries"])
        pairs, _ = matched(pdx.open(folder), pages)
    inside = closed = dated = 0
    widths: list[float] = []
    for appearance, entry in pairs:
        day = datetime.date.fromisoformat(true_moment(entry)[:10])
        bounds = appearance.post.published_bounds
        dated += appearance.post.published is not None
        inside += (bounds.not_before is None or bounds.not_before <= day) and (bounds.before is None or day < bounds.before)
        closed += bounds.width is not None
        widths.append(float("inf") if bounds.width is None else bounds.width.days)
    finite = [width for width in widths if width != float("inf")]
    return {
        "entries": len(pairs), "inside": inside / len(pairs), "bounded on both sides": closed / len(pairs),
        "median width": statistics.median(widths), "median width of these": statistics.median(finite) if finite else None,
        "dated all the same": dated,
    }  # fmt: skip
