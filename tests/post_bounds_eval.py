"""Judges the date bounds of undated posts.

    python tests/post_bounds_eval.py [-v]

Founding page: bounds at least as tight on the lower side as the labelled ones, and the labelled upper ones. Real
listings with their date lines taken away: how often the true day lies inside, and how wide the bounds are. The pages are
cut by the truth, so that only the bounds are judged.
"""

import datetime
import json
import re
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from dumps import ROOT, run  # noqa: E402
from shared_data import shared  # noqa: E402

ROLES = re.findall(r'PDX_ROLE\(PDX_ROLE_\w+, "(\w+)"', (ROOT / "csrc/base/role.def").read_text())
KINDS = ["unknown", "tag", "category", "author", "date", "home", "search", "single"]
NO_ENTRY = 2**32 - 1
DATE_LINE = re.compile(r"(?m)^[ \t]*\d{1,2}/\d{1,2}/\d{2}, \d{1,2}:\d\d[ \t]*$")


class Page:
    """A page in the form that bounds_dump reads."""

    def __init__(self, text: bytes, kind="tag", label=(0, 0), captured=0):
        self.text, self.kind, self.label, self.captured = text, kind, label, captured
        self.parts, self.entries = [], []

    def entry(self, parts):
        """`parts`: (begin, end, line, role)."""
        first = len(self.parts)
        self.parts += [(*p, len(self.entries)) for p in parts]
        self.entries.append((first, len(parts), 0, 0, 0, 0))

    def bounds(self):
        rows = [(len(self.text), self.captured, KINDS.index(self.kind), *self.label, len(self.parts), len(self.entries))]
        rows += [(b, e, line, ROLES.index(role), entry) for b, e, line, role, entry in self.parts]
        rows += self.entries
        data = "\n".join(" ".join(map(str, row)) for row in rows).encode() + b"\n" + self.text
        out = run("bounds_dump", data).stdout.decode()
        lines = out.splitlines()
        return out, [tuple(line.split()[1:3]) for line in lines if line.startswith("entry ")]


def lines_of(text: bytes):
    at = 0
    for number, line in enumerate(text.split(b"\n"), 1):
        yield number, at, at + len(line)
        at += len(line) + 1


def founding_page():
    text = shared("founding/1988-massacre.txt").read_bytes()
    gold = json.loads(shared("founding/1988-massacre.gold.json").read_text("utf-8"))
    lines = {number: (begin, end) for number, begin, end in lines_of(text)}
    page = Page(text)
    for post in gold["posts"]:
        numbers = range(post["first_line"], post["last_line"] + 1)
        page.entry([(*lines[n], n, gold["line_roles"][n - 1]) for n in numbers if lines[n][0] < lines[n][1]])
    return page, gold


def judge_founding(show=False):
    page, gold = founding_page()
    out, bounds = page.bounds()
    if show:
        print(out)
    bad = []
    for wanted, (low, high) in zip(gold["date_bounds"], bounds, strict=True):
        tight = wanted["not_before"] is None or (low != "-" and low >= wanted["not_before"])
        sound = low == "-" or wanted["before"] is None or low < wanted["before"]
        if not tight or not sound or high != (wanted["before"] or "-"):
            bad.append((wanted["post"], low, high))
    return bad


def true_day(entry):
    day, month, year = map(int, re.match(r"(\d+)/(\d+)/(\d+)", entry["date"]).groups())
    return datetime.date(2000 + year, month, day)


def without_dates(row, captured=0):
    """The page's text with its date lines taken away, cut at the titles of the truth; None when one is not found."""
    raw = shared("data/listings/ripper234").joinpath(row["text_file"]).read_text("utf-8")
    text = DATE_LINE.sub("", raw)
    starts, at = [], 0
    for entry in row["entries"]:
        found = re.compile(r"(?m)^[^\S\n]*" + re.escape(entry["title"].strip()) + r"[^\S\n]*$").search(text, at)
        if found is None:
            return None
        starts.append(found.start())
        at = found.end()
    cut = [len(text[:s].encode()) for s in starts] + [len(text.encode())]
    heading = re.search(r"Archive for (.*)", text[: starts[0]]) if row["kind"] == "date" else None
    label = (0, 0)
    if heading:
        label = tuple(len(text[:i].encode()) for i in heading.span(1))
    data = text.encode()
    page = Page(data, row["kind"] if row["kind"] in KINDS else "unknown", label, captured)
    lines = list(lines_of(data))
    for k, entry in enumerate(row["entries"]):
        inside = [x for x in lines if cut[k] <= x[1] and x[2] <= cut[k + 1] and x[1] < x[2]]
        page.entry([(b, e, n, "title" if i == 0 else "paragraph") for i, (n, b, e) in enumerate(inside)])
    return page


def judge_listings(show=False, only=None, captured=False):
    """Over all pages, or about `only` of them; `captured` gives the day of the site's last post as day of capture."""
    rows = [json.loads(line) for line in shared("data/listings/ripper234/pages.jsonl").read_text("utf-8").splitlines()]
    inside = total = lower = upper = 0
    widths = []
    last = (max(true_day(e) for r in rows for e in r["entries"]) - datetime.date(1970, 1, 1)).days if captured else 0
    for row in rows[:: 1 if only is None else max(1, len(rows) // only)]:
        page = without_dates(row, last)
        if page is None:
            continue
        _, bounds = page.bounds()
        for entry, (low, high) in zip(row["entries"], bounds, strict=True):
            day = true_day(entry).isoformat()
            good = (low == "-" or low <= day) and (high == "-" or day < high)
            total += 1
            inside += good
            lower += low != "-"
            upper += high != "-"
            if low != "-" and high != "-":
                widths.append((datetime.date.fromisoformat(high) - datetime.date.fromisoformat(low)).days)
            else:
                widths.append(float("inf"))
            if show and not good:
                print(row["text_file"], repr(entry["title"]), day, low, high)
    closed = [w for w in widths if w != float("inf")]
    return {"entries": total, "inside": inside / total, "with lower": lower / total, "with upper": upper / total,
            "median width": statistics.median(widths), "median of closed": statistics.median(closed) if closed else None}


if __name__ == "__main__":
    verbose = "-v" in sys.argv
    wrong = judge_founding(verbose)
    print("founding page:", "10 of 10" if not wrong else wrong)
    figures = judge_listings(verbose)
    print("listings without dates:", figures)
    print("the same, captured on the day of the site's last post:", judge_listings(captured=True))
    sys.exit(bool(wrong) or figures["inside"] < 0.99)
