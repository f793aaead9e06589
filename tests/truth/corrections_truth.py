"""What one corrected page does for the other pages of its site, on generated sites whose cut is not right yet.

    python tests/truth/corrections_truth.py [SPLIT | FOLDER...] [--verbose]

FOLDERs hold sites with their truth, as the judge reads them.

A person is played: on the page that is cut worst they fix one line, or all lines, of those that are no titles and were taken for
some, or are titles and were not, looking again until nothing is wrong; where nothing is they confirm a title. Judged are the other pages, by the shared judge's rule.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from ripper_truth import judge_module  # noqa: E402
from sites_truth import PAGES, SEED, written  # noqa: E402

import postdex as pdx  # noqa: E402

LOOKS = 4  # how often somebody who corrects a whole page looks whether it is right now


def truth_rows(site: Path) -> list[dict]:
    """The pages with two entries or more, with their bytes and where the titles stand."""
    found = []
    for line in (site / "pages.jsonl").read_bytes().splitlines():
        row = json.loads(line)
        file = site / row["text_file"]
        raw = file.read_bytes()
        titles = judge_module().title_positions(raw.decode("utf-8", "replace"), row["entries"])
        if titles is not None and len(titles) > 1:
            found.append({**row, "file": str(file), "raw": raw, "titles": titles})
    return found


def counts(page, row) -> tuple[int, int, int]:
    """Entries found, cut and true, as the judge counts them."""
    norm = judge_module().norm
    found = 0
    for appearance in page.appearances:
        begin, end = appearance.anchor.bytes
        inside = [k for k, title in enumerate(row["titles"]) if begin <= title < end]
        if len(inside) == 1:
            head = norm(row["entries"][inside[0]].get("text"))[:40]
            found += head in norm(row["raw"][begin:end].decode("utf-8", "replace"))
    return found, len(page.appearances), len(row["titles"])


def f1(figures) -> float:
    found, cut, true = (sum(column) for column in zip(*figures, strict=True))
    return 2 * found / (cut + true) if cut + true else 0.0


def line_of(row, byte: int) -> int:
    return row["raw"].count(b"\n", 0, byte) + 1


def wrong(row, page) -> dict[int, str]:
    """The lines that a person would fix: titles of entries that are not found, and lines that were taken for titles and are none. A title
    that stands twice is right at either place, and so is one that the page prints in a line with its date."""
    norm = judge_module().norm
    lines = [line_of(row, byte) for byte in row["titles"]]
    texts = [norm(entry["title"]) for entry in row["entries"]]
    tags = {tag for entry in row["entries"] for tag in (entry.get("tags") or []) + (entry.get("categories") or [])}
    seen = {appearance.title.anchor.line: appearance.title for appearance in page.appearances if appearance.title}
    read = {norm(title) for title in seen.values()}
    fixes = {line: "title" for line, text in zip(lines, texts, strict=True) if line not in seen and text not in read}
    fixes.update({line: "tags" if title in tags else "heading" for line, title in seen.items() if line not in lines and norm(title) not in texts})
    return fixes


def pages_of(archive):
    return {page.source.name: page for page in archive.pages}


def measured(site: Path) -> dict | None:
    rows = truth_rows(site)
    files = [row["file"] for row in rows]
    if len(rows) < 2:
        return None
    before = pages_of(pdx.open(files))
    figures = {row["file"]: counts(before[row["file"]], row) for row in rows}
    worst = min(rows, key=lambda row: f1([figures[row["file"]]]))
    others = [row for row in rows if row is not worst]
    result = {"site": site.name, "page before": f1([figures[worst["file"]]]), "before": f1([figures[row["file"]] for row in others])}
    fixes = wrong(worst, before[worst["file"]]) or {before[worst["file"]].appearances[-1].title.anchor.line: "title"}
    first = min(fixes, key=lambda line: (fixes[line] != "title", line))
    for name, lines, looks in (("one", {first: fixes[first]}, 1), ("whole", fixes, LOOKS)):
        for _ in range(looks):
            after = pages_of(pdx.open(files, corrections={worst["file"]: lines}))
            more = wrong(worst, after[worst["file"]])
            if not more.keys() - lines.keys():
                break
            lines = {**lines, **more} if looks > 1 else lines
        if name == "whole":
            result["profile"] = by_profile(after[worst["file"]], others)
        result[f"page {name}"] = f1([counts(after[worst["file"]], worst)])
        result[name] = f1([counts(after[row["file"]], row) for row in others])
    return result


def by_profile(page, others) -> float:
    """What a profile that is inferred from the one corrected page does for the others, which are opened without that page."""
    profile = pdx.Profile.infer(page)
    pages = pages_of(pdx.open([row["file"] for row in others], profile=profile))
    return f1([counts(pages[row["file"]], row) for row in others])


def rows_of(sites: list[Path]) -> list[dict]:
    return [row for site in sites if (row := measured(site)) is not None]


def all_sites(split: str, pages: int = PAGES, seed: int = SEED, one_in: int = 1) -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        return rows_of(written(Path(folder), split, pages, seed, one_in))


def summary(rows: list[dict]) -> dict[str, dict[str, float]]:
    """Mean F1 of the other pages before and after, over the sites that were cut wrong and those that were cut right."""
    groups = {"wrong": [row for row in rows if row["before"] < 0.95], "right": [row for row in rows if row["before"] >= 0.95]}
    return {
        group: {"sites": len(each), **{name: statistics.mean(row[name] for row in each) for name in ("before", "one", "whole", "profile", "page before", "page one", "page whole")}}
        for group, each in groups.items()
        if each
    }


if __name__ == "__main__":
    given = [each for each in sys.argv[1:] if not each.startswith("-")] or ["tuning"]
    found = [row for each in given for row in (rows_of(sorted(file.parent for file in Path(each).glob("*/pages.jsonl"))) if Path(each).is_dir() else all_sites(each))]
    if "--verbose" in sys.argv:
        for each in found:
            print(json.dumps({key: round(value, 3) if isinstance(value, float) else value for key, value in each.items()}))
    for group, figures in summary(found).items():
        print(group, {key: round(value, 3) for key, value in figures.items()})
