"""The cutter on real sites that somebody saved as HTML: their truth is read from their own markup, and each is judged as the generated ones are.

    python tests/truth/saved_sites.py read PAGES OUT        a folder a site below PAGES, saved pages in each; needs selectolax
    python tests/truth/saved_sites.py judge OUT [--part open|kept|both] [--opened FILE] [--means] [--form main|full|html]

`read` writes sites in the judge's form: OUT/main (the column of the entries as text), OUT/full (the whole page as text), each with
the page's HTML beside it, and OUT/read.json: platform, theme and language of each site, and how many pages were left out and why.
`judge` prints a row a site and the means, or with --means no more than means and counts, so that some of the sites can judge
without being seen. A third of the sites is kept aside, by a hash of their names; FILE lists names that have been seen before and are open always.
Also said: what a splitter does that begins an entry at each line with a date.
"""

import argparse
import json
import re
import shutil
import statistics
import sys
import zlib
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

AT_LEAST, AT_MOST, SINGLE = 3, 12, 3
MEASURES = ("f1", "title", "tags", "date", "kept_whole")
PROMISED = 0.90
FORMS = ("main", "full", "html")
MONTHS = (
    "jan|feb|fév|fev|m[aä]r|apr|avr|abr|may|mai|maj|mag|jun|jui|giu|cze|jul|lug|lip|aug|ago|aoû|sie|sep|set|wrz|oct|okt|ott|out|paź|nov|lis|dec|dez|déc|dic|gru|ene|"
    "янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|gen"
)
DATE = re.compile(
    rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b\d{{4}}[./年-]\s?\d{{1,2}}[./月-]\s?\d{{1,2}}|\b\d{{1,2}}\W{{0,5}}(?:de )?(?:{MONTHS})\w*|\b(?:{MONTHS})\w*\.?\s+\d{{1,2}}\b",
    re.IGNORECASE,
)
WHOLE_DATE = re.compile(
    rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)\d\d\b|\b(?:19|20)\d\d[./-]\d{{1,2}}[./-]\d{{1,2}}\b|\b(?:19|20)\d\d年\s?\d{{1,2}}月\s?\d{{1,2}}日"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|er|[.ºª])?[ -](?:of |de )?(?:{MONTHS})[^\W\d]*[.,]{{0,2}}[ -](?:de |del )?(?:19|20)\d\d\b"
    rf"|\b(?:{MONTHS})[^\W\d]*\.?[ -]\d{{1,2}}(?:st|nd|rd|th)?,?[ -](?:19|20)\d\d\b",
    re.IGNORECASE,
)
LONGEST_DATE_LINE = 90


def part_of(site: str, opened: frozenset[str]) -> str:
    return "kept" if site not in opened and zlib.crc32(site.encode()) % 6 in (2, 4) else "open"


def chosen(pages: list[tuple[str, object]], most: int) -> list[tuple[str, object]]:
    """So many of a site's pages, of each kind (what its name begins with) in turn, in an order that their names do not follow."""
    kinds: dict[str, list] = {}
    for page in sorted(pages, key=lambda each: zlib.crc32(each[0].encode())):
        kinds.setdefault(page[0].split("--")[0], []).append(page)
    turns = [page for i in range(len(pages)) for kind in sorted(kinds) for page in kinds[kind][i : i + 1]]
    return turns[:most]


def decoded(path: Path) -> str:
    raw = path.read_bytes()
    said = re.search(rb"<meta[^>]+charset=[\"']?([\w-]+)", raw[:4096])
    try:
        return raw.decode(said[1].decode() if said else "utf-8")
    except (LookupError, UnicodeDecodeError):
        return raw.decode("utf-8", "replace")


def write_site(out: Path, form: str, site: str, pages: list) -> None:
    folder = out / form / site
    (folder / "text").mkdir(parents=True)
    (folder / "html").mkdir()
    with (folder / "pages.jsonl").open("w", encoding="utf-8") as listing:
        for i, (name, html, page) in enumerate(pages):
            (folder / f"text/{i:05}.txt").write_text(getattr(page, form), "utf-8")
            (folder / f"html/{i:05}.html").write_text(html, "utf-8")
            row = {"path": name, "n": len(page.entries), "entries": page.entries, "text_file": f"text/{i:05}.txt", "html_file": f"html/{i:05}.html"}
            listing.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_site(folder: Path, out: Path) -> dict:
    """Writes the site where three pages or more are sure, and says what it is and which pages were left out."""
    from saved_reader import truth_of

    several, single, doubts, kinds = [], [], Counter(), Counter()
    for path in sorted(folder.iterdir()):
        html = decoded(path)
        page = truth_of(html)
        if not page.doubt and any(page.main == other.main for _, (_, other) in several + single):
            page.doubt = "the same page again"
        if page.doubt:
            doubts[page.doubt] += 1
            continue
        (several if len(page.entries) > 1 else single).append((path.name, (html, page)))
        kinds.update({("lang", page.lang): 1, ("platform", page.platform): 1, ("theme", page.theme): 1})
    told = {"left_out": dict(doubts), **{key: max((n, what) for (k, what), n in kinds.items() if k == key)[1] if kinds else "" for key in ("lang", "platform", "theme")}}
    if len(several) < AT_LEAST:
        return {**told, "pages": 0, "several": len(several)}
    alone = chosen(single, SINGLE)
    pages = [(name, *both) for name, both in chosen(several, AT_MOST - len(alone)) + alone]
    write_site(out, "main", folder.name, pages)
    whole = [page for page in pages if page[2].full]
    if sum(len(page.entries) > 1 for _, _, page in whole) >= AT_LEAST:
        write_site(out, "full", folder.name, whole)
    return {**told, "pages": len(pages), "several": len(pages) - len(alone), "full": len(whole)}


def read(pages: Path, out: Path) -> None:
    sys.setrecursionlimit(20000)
    for form in ("main", "full"):
        shutil.rmtree(out / form, ignore_errors=True)
    told = {}
    for folder in sorted(each for each in pages.iterdir() if each.is_dir()):
        told[folder.name] = read_site(folder, out)
    (out / "read.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    doubts = sum((Counter(site["left_out"]) for site in told.values()), Counter())
    print(f"{sum(site['pages'] > 0 for site in told.values())} sites of {len(told)}, {sum(site['pages'] for site in told.values())} pages; pages left out:")
    for doubt, n in doubts.most_common():
        print(f"{n:6}  {doubt}")


def split_at_dates(text: str, above: int) -> list[tuple[int, int]]:
    """Entries that begin at each line with a date, or at so many lines before it, in bytes."""
    lines = [line for line in text.splitlines(keepends=True)]
    filled = [i for i, line in enumerate(lines) if line.strip()]
    starts = {filled[max(k - above, 0)] for k, i in enumerate(filled) if len(lines[i]) <= LONGEST_DATE_LINE and DATE.search(lines[i])}
    at = [0]
    for line in lines:
        at.append(at[-1] + len(line.encode()))
    cuts = sorted(starts)
    return [(at[begin], at[end]) for begin, end in zip(cuts, [*cuts[1:], len(lines)])]


def baseline(site: Path) -> float | None:
    """F1 of the splitter at dates, by the judge, of whichever of its two forms does better on the site."""
    from ripper_truth import judge_module

    judge, figures = judge_module(), []
    for above in (0, 1):
        true = predicted = found = 0
        for row in judge.pages(str(site), 0):
            raw = Path(row["file"]).read_bytes()
            titles = judge.title_positions(raw.decode("utf-8", "replace"), row["entries"])
            if titles is None or len(titles) < 2:
                continue
            spans = split_at_dates(raw.decode("utf-8", "replace"), above)
            true, predicted = true + len(titles), predicted + len(spans)
            for begin, end in spans:
                inside = [k for k, at in enumerate(titles) if begin <= at < end]
                head = judge.norm(row["entries"][inside[0]]["text"])[:40] if len(inside) == 1 else None
                found += head is not None and head in judge.norm(raw[begin:end].decode("utf-8", "replace"))
        figures.append(2 * found / (true + predicted) if true + predicted else 0.0)
    return max(figures)


def judged_html(site: Path) -> dict:
    """The judge's row of the site's pages as they were saved, by the judge's rules in the text that the package makes of them."""
    import postdex as pdx
    from html_truth import is_whole, title_places
    from ripper_truth import judge_module

    norm, printed = judge_module().norm, judge_module().printed_date
    rows = [json.loads(line) for line in (site / "pages.jsonl").read_text("utf-8").splitlines()]
    pages = {page.source.name: page for page in pdx.open([site / row["html_file"] for row in rows], progress=False).pages}
    c: Counter[str] = Counter()
    for row in rows:
        page, entries = pages[str(site / row["html_file"])], row["entries"]
        text, places = page.text, title_places(page.text, entries)
        if places is None:
            continue
        spans = [(parts[0].anchor.chars[0], parts[-1].anchor.chars[1], each) for each in page.appearances for parts in [list(each.parts)]]
        if len(places) == 1:
            c["single"] += 1
            c["whole"] += is_whole(text, spans, entries)
            continue
        c["true"] += len(places)
        c["pred"] += len(spans)
        for begin, end, each in spans:
            within, body = [k for k, place in enumerate(places) if begin <= place < end], norm(text[begin:end])
            if len(within) != 1 or norm(entries[within[0]]["text"])[:40] not in body:
                continue
            entry = entries[within[0]]
            tags, date = {norm(tag) for tag in entry["tags"]}, printed(entry)
            c["found"] += 1
            c["title"] += norm(str(each.title or "")) == norm(entry["title"])
            if tags and all(tag in body for tag in tags):
                c["tags_n"] += 1
                c["tags"] += {norm(str(tag)) for tag in each.post.tags} == tags
            if date and date in body:
                c["date_n"] += 1
                c["date"] += date in norm(str(each.date or ""))

    def share(name: str, of: str) -> float | None:
        return c[name] / c[of] if c[of] else None

    return {
        "true": c["true"], "f1": 2 * c["found"] / (c["true"] + c["pred"]) if c["true"] else 0.0, "title": share("title", "found"),
        "tags": share("tags", "tags_n"), "date": share("date", "date_n"), "kept_whole": share("whole", "single"),
    }  # fmt: skip


def judged(out: Path, form: str, site: str) -> dict:
    """A row of the judge; the column of HTML is that of the page as it was saved."""
    if form == "html":
        return judged_html(out / "full" / site)
    from ripper_truth import judge_here

    return judge_here(out / form / site) | {"baseline": baseline(out / form / site)}


def mean(rows: list[dict], name: str) -> str:
    values = [row[name] for row in rows if row.get(name) is not None]
    return f"{statistics.mean(values):.3f} ({sum(value < PROMISED for value in values):2} of {len(values):3} below)" if values else "-"


def judge(out: Path, part: str, opened: frozenset[str], forms: tuple[str, ...], means: bool) -> None:
    told = json.loads((out / "read.json").read_text("utf-8"))
    for form in forms:
        place = out / ("full" if form == "html" else form)
        sites = [each.name for each in sorted(place.iterdir()) if part in ("both", part_of(each.name, opened))]
        rows = []
        for site in sites:
            row = judged(out, form, site)
            rows.append(row)
            if not means:
                cells = "  ".join(f"{name} {row[name]:.2f}" if row.get(name) is not None else f"{name}  -  " for name in (*MEASURES, "baseline"))
                mark = "*" if any(row.get(name) is not None and row[name] < PROMISED for name in MEASURES) else " "
                print(f"{form:5}{mark}{cells}  {told[site]['lang']:3} {told[site]['platform'][:9]:9} {site}", flush=True)
        print(f"{form}: {len(rows)} sites, {part} part, {sum(row.get('true') or 0 for row in rows)} entries on pages with several")
        for name in (*MEASURES, *(["baseline"] if form != "html" else [])):
            print(f"  {name:11} {mean(rows, name)}")
    shown = [told[site] for site in sites]
    for key in ("platform", "lang"):
        print(f"{key}:", ", ".join(f"{what or '?'} {n}" for what, n in Counter(each[key] for each in shown).most_common()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    reading = commands.add_parser("read")
    reading.add_argument("pages", type=Path)
    reading.add_argument("out", type=Path)
    judging = commands.add_parser("judge")
    judging.add_argument("out", type=Path)
    judging.add_argument("--part", choices=("open", "kept", "both"), default="both")
    judging.add_argument("--opened", type=Path)
    judging.add_argument("--means", action="store_true")
    judging.add_argument("--form", choices=FORMS)
    args = parser.parse_args()
    if args.command == "read":
        read(args.pages, args.out)
    else:
        opened = frozenset(args.opened.read_text("utf-8").split()) if args.opened else frozenset()
        judge(args.out, args.part, opened, (args.form,) if args.form else FORMS, args.means)


if __name__ == "__main__":
    main()
