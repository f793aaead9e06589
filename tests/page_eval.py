"""How well pages are cut, as a table: the founding page line by line, real sites and generated ones by the shared judge.

    python tests/page_eval.py COMMAND [--no-lexicon] [--shared DIR] [--sites DIR ...] [--verbose]

COMMAND is a program like tests/c/page/cut_dump.c makes. A folder given with --sites holds site folders, as
tests/listings/generate.py writes them. The judge is the shared listing_eval.py.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def founding(command: list[str], shared: Path, verbose: bool) -> None:
    text_file = shared / "founding/1988-massacre.txt"
    gold = json.loads((shared / "founding/1988-massacre.gold.json").read_text("utf-8"))
    out = subprocess.run([*command, "--pages", "parse", "--jsonl", str(text_file)], capture_output=True, check=True).stdout
    rows = [json.loads(line) for line in out.decode("utf-8").splitlines()]
    posts, page = rows[:-1], rows[-1]
    got: dict[int, list[dict]] = {}
    for part in page["parts"]:
        got.setdefault(part["line"], []).append(part)
    right = known = 0
    for number, role in enumerate(gold["line_roles"], 1):
        if role == "blank":
            continue
        known += 1
        parts = got.get(number, [])
        accepted = gold["ambiguous_lines"].get(str(number), [role])
        roles = {part["role"] for part in parts}
        ok = len(roles) == 1 and next(iter(roles)) in accepted
        if ok and len(accepted) > 1:
            ok = all(other in (parts[0]["role"], *parts[0]["others"]) for other in accepted)
        right += ok
        if verbose and not ok:
            print(f"  line {number}: {sorted(roles)} others {[p['others'] for p in parts]}, wanted {accepted}")
    print(f"founding: lines {right}/{known}, posts {len(posts)}/{len(gold['posts'])}", end="")
    fields = dict.fromkeys(["title", "tags", "span", "alts", "captions", "headings", "related", "byline", "paragraphs", "undated"], 0)
    raw = text_file.read_bytes()
    for post, want in zip(posts, gold["posts"], strict=False):
        def texts(role: str) -> list[str]:
            return [raw[part["span"][0] : part["span"][1]].decode() for part in post["parts"] if part["role"] == role]

        fields["title"] += post["title"] == want["title"]
        fields["tags"] += post["tags"] == want["tags"]
        fields["span"] += post["span"] == want["byte_span"]
        fields["alts"] += texts("image_alt") == want["image_alts"]
        fields["captions"] += texts("caption") == want["captions"]
        fields["headings"] += texts("heading") == want["headings"]
        fields["related"] += texts("related") == want["related"]
        fields["byline"] += texts("byline") == [want["byline"]]
        fields["paragraphs"] += [p["line"] for p in post["parts"] if p["role"] == "paragraph"] == want["paragraph_lines"]
        fields["undated"] += post["date"] is None
    print("".join(f", {name} {count}" for name, count in fields.items()), end="")
    print(f"; label {page['label'] == gold['page_tag']}, heading {page['heading'] == gold['page_heading']}, "
          f"kind {page['kind']}, site {page['site'] == gold['site']}")


def judge(command: list[str], shared: Path, site: Path) -> dict:
    tool = [sys.executable, str(shared / "tools/listing_eval.py"), str(site), "--postdex", " ".join(command)]
    return json.loads(subprocess.run(tool, capture_output=True, check=True).stdout)


COLUMNS = ("pages", "f1", "precision", "recall", "exact_pages", "title", "tags", "date", "single", "kept_whole")


def show(name: str, row: dict) -> None:
    print(f"{name:26}" + "".join(f"{row[c] if row[c] is not None else '-':>12}" for c in COLUMNS))


def mean(rows: list[dict]) -> dict:
    out = {}
    for column in COLUMNS:
        values = [row[column] for row in rows if row[column] is not None]
        out[column] = round(sum(values) / len(values), 4) if values else None
    return out


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("command")
    ap.add_argument("--no-lexicon", action="store_true")
    ap.add_argument("--shared", type=Path, default=Path(os.environ.get("POSTDEX_SHARED") or ROOT.parent / "shared"))
    ap.add_argument("--sites", type=Path, nargs="*", default=[])
    ap.add_argument("--verbose", action="store_true")
    ap.add_argument("--by", choices=["site", "theme", "language"], default="theme")
    args = ap.parse_args()
    command = [args.command, *(["--no-lexicon"] if args.no_lexicon else [])]
    founding(command, args.shared, args.verbose)
    print(f"{'':26}" + "".join(f"{c:>12}" for c in COLUMNS))
    for site in ("ripper234", "daei"):
        show(site, judge(command, args.shared, args.shared / "data/listings" / site))
    for folder in args.sites:
        groups: dict[str, list[dict]] = {}
        rows = []
        for site in sorted(p for p in folder.iterdir() if p.is_dir()):
            row = judge(command, args.shared, site)
            rows.append(row)
            theme, _, language = site.name.rpartition("-")
            groups.setdefault({"site": site.name, "theme": theme, "language": language}[args.by], []).append(row)
        for name, members in groups.items():
            show(name, mean(members))
        show(f"{folder.name}: mean", mean(rows))
        worst = sorted(rows, key=lambda r: r["f1"])[:5]
        print(f"{folder.name}: sites at 0.90 or more {sum(r['f1'] >= 0.9 for r in rows)}/{len(rows)}; lowest "
              + ", ".join(f"{r['site']} {r['f1']}" for r in worst))


if __name__ == "__main__":
    main()
