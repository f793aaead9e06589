#!/usr/bin/env python3
"""Writes texts of invented listing pages with their truth.

    python tests/listings/generate.py OUT_DIR [--split tuning|judging|all] [--seed N] [--pages N] [--theme NAME] [--pieces]

One folder per site (theme and language), in the form the judge reads: pages.jsonl and text/NNNNN.txt. README.md has more.
"""

import argparse
import json
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

from listingtext import pieces, themes  # noqa: E402
from listingtext.sheet import Sheet  # noqa: E402
from listingtext.site import Listing, Site  # noqa: E402


def write_page(site: Site, listing: Listing, number: int, broken: bool = False) -> tuple[bytes, dict]:
    sheet = Sheet(site.spacing, Random(f"{site.seed}/{site.theme.name}/{site.code}/{number}"), site.indent)
    site.theme.write(site, sheet, listing)
    text, roles, also = sheet.render()
    if broken:
        text, roles, also = pieces.broken(text, roles, also, sheet.entries, Random(f"{site.seed}/{site.theme.name}/{site.code}/{number}/pieces"))
    if site.crlf:
        text = text.replace("\n", "\r\n")
    truth = {
        "n": len(listing.posts), "kind": listing.kind, "heading": listing.heading, "page": listing.page,
        "subject": listing.subject, "text_file": f"text/{number:05d}.txt", "theme": site.theme.name, "lang": site.code,
        "site": site.name, "captured": site.now.isoformat(timespec="minutes"), "entries": sheet.entries,
        "roles": roles, "roles_also": also,
    }
    return text.encode("utf-8"), truth


def titles_are_plain(text: str, truth: dict) -> bool:
    """Walking down the page, each title is first met inside its own entry; a page where chance breaks that is not kept."""
    lines, at = text.split("\n"), 0
    for entry in truth["entries"]:
        stripped = entry["title"].strip()
        if not stripped:
            at = entry["lines"][1]
            continue
        hits = [i for i in range(at, len(lines)) if lines[i].strip() == stripped] or \
               [i for i in range(at, len(lines)) if stripped in lines[i]]
        if not hits or not entry["lines"][0] <= hits[0] + 1 <= entry["lines"][1]:
            return False
        at = hits[0] + 1
    return True


def site_pages(site: Site, pages: int, broken: bool = False) -> list[tuple[bytes, dict]]:
    out: list[tuple[bytes, dict]] = []
    for listing in site.listings(pages):
        data, truth = write_page(site, listing, len(out), broken)
        if titles_are_plain(data.decode("utf-8"), truth):
            out.append((data, truth))
    return out


def write_site(site: Site, folder: Path, pages: int, broken: bool = False) -> int:
    (folder / "text").mkdir(parents=True, exist_ok=True)
    made = site_pages(site, pages, broken)
    with open(folder / "pages.jsonl", "w", encoding="utf-8", newline="\n") as rows:
        for data, truth in made:
            (folder / truth["text_file"]).write_bytes(data)
            rows.write(json.dumps(truth, ensure_ascii=False) + "\n")
    return len(made)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("--split", choices=("tuning", "judging", "all"), default="all")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--pages", type=int, default=24, help="pages per site, at most")
    ap.add_argument("--theme")
    ap.add_argument("--pieces", action="store_true", help="each link on a line of its own, and no blank lines")
    args = ap.parse_args()
    chosen = [(split, theme) for split, theme in themes.select(args.split) if args.theme in (None, theme.name)]
    if not chosen:
        ap.error(f"no theme {args.theme} in {args.split}")
    for split, theme in chosen:
        for code in theme.languages:
            folder = args.out / f"{theme.name}-{code}"
            count = write_site(Site(theme, code, args.seed), folder, args.pages, args.pieces)
            print(f"{folder}  {split}  {count} pages")


if __name__ == "__main__":
    main()
