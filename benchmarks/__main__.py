"""python -m benchmarks: see README.md."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

FALL = 0.3  # of a ratio, against the figures kept, that a short run speaks of
BASELINE = Path(__file__).with_name("baseline.json")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="postdex and other engines on the same posts and queries.")
    parser.add_argument("--posts", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N", help="sizes of corpora (10^3, 10^4, 10^5)")
    parser.add_argument("--folder", type=Path, help="a folder of real text instead; --posts is then the most files taken")
    parser.add_argument("--queries", type=Path, help="JSON lines with query and tags, remapped to the corpus, instead of generated ones")
    parser.add_argument("--engines", help="a comma between them; all without this")
    parser.add_argument("--cache", type=Path, default=Path(os.environ.get("POSTDEX_BENCH_CACHE", ".bench")), help="where corpora and results are kept")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--budget", type=float, default=15.0, help="seconds for one engine and kind of query, over all rounds")
    parser.add_argument("--per-stratum", type=int, default=30, help="queries of a kind")
    parser.add_argument("--kept", action="store_true", help="where results of a size are in the cache, show these")
    parser.add_argument("--write", type=Path, help="write the tables as Markdown, such as docs/benchmarks.md")
    parser.add_argument("--short", action="store_true", help="10^4 posts against FTS5, a minute; speaks of ratios that fell")
    parser.add_argument("--remember", action="store_true", help="with --short: keep its ratios as what later runs are held against")
    return parser.parse_args()


def short(args: argparse.Namespace) -> int:
    from benchmarks import corpus, queries, report, rounds

    path = corpus.cached(10_000, args.cache)
    sample = queries.Sample.of(corpus.read(path))
    plan = rounds.Plan(10_000, path, queries.generate(sample, 8, batch=0), sample, [rounds.ME, "FTS5"], 3, 4.0, rounds.SHORT_AXES)
    result = rounds.Bench(plan, lambda line: None).run()
    ratios = report.summary(result)
    kept = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    print(f"postdex against FTS5 at 10^4 posts, load {result['machine']['load']}; times faster (kept figure):")
    for name, ratio in ratios.items():
        before = kept.get(name)
        fell = before is not None and ratio < (1 - FALL) * before
        print(f"  {name:24}{ratio:>10,.2f}" + (f"  ({before:,.2f})" if before is not None else "") + ("  FELL by more than 30 %" if fell else ""))
    for finding in result["findings"]:
        print(f"  DISAGREES: {finding}")
    if args.remember:
        BASELINE.write_text(json.dumps(ratios, indent=1) + "\n")
    return 1 if result["findings"] or not ratios else 0  # wrong answers fail; slow ones are told


def full(args: argparse.Namespace) -> int:
    from benchmarks import corpus, queries, report, rounds

    def asked(sample: queries.Sample) -> list[queries.Query]:
        return queries.remap(args.queries, sample, args.per_stratum) if args.queries else queries.generate(sample, args.per_stratum)

    chosen = rounds.engines_of(args.engines)
    results = []
    for n in args.posts:
        kept = args.cache / f"results-{args.folder.name if args.folder else corpus.SEED}-{n}.json"
        if args.kept and kept.exists():
            results.append(json.loads(kept.read_text()))
            continue
        path = corpus.from_folder(args.folder, args.cache, n) if args.folder else corpus.cached(n, args.cache)
        sample = queries.Sample.of(corpus.read(path))
        names = [name for name in chosen if n <= rounds.most(name)]
        print(f"\n{sample.n:,} posts, {len(names)} engines", flush=True)
        plan = rounds.Plan(sample.n, path, asked(sample), sample, names, args.rounds, args.budget, None, kept)
        result = rounds.Bench(plan, lambda line: print(line, flush=True)).run()
        if not args.folder and not args.engines and n <= 1_000:
            result["findings"] += rounds.compare_scores(n, args.cache, asked, print)
        kept.write_text(json.dumps(result))
        results.append(result)
        print("\n" + "\n".join(report.goal_rows(result)), flush=True)
    if args.write:
        args.write.write_text(report.markdown(results), encoding="utf-8")
    return 0


def main() -> int:
    args = arguments()
    try:
        import numpy  # noqa: F401
    except ImportError:
        print("skipped: numpy, which makes the posts, is not installed")
        return 0
    args.cache.mkdir(parents=True, exist_ok=True)
    return short(args) if args.short else full(args)


if __name__ == "__main__":
    sys.exit(main())
