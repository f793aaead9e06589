"""The command of words in numbers: what stands near something."""

from __future__ import annotations

from ._cli_saved import many, put, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

MORE = """\
  postdex collocates harbour town.pdx --window 3
  postdex collocates '"harbour master"' pages --window sentence --measure log_likelihood --min-count 2"""


def _window(text: str) -> Any:
    left, comma, right = text.partition(",")
    try:
        return (int(left), int(right)) if comma else int(text)
    except ValueError:
        return text


def describe(command: Callable[..., argparse.ArgumentParser], of_pages: Callable[[argparse.ArgumentParser], None], limit: Callable[[str], int]) -> None:
    made = command("collocates", "list the words that stand near something, the strongest first", MORE)
    made.add_argument("query", metavar="QUERY", help="what they stand near: a word, a phrase, a prefix")
    of_pages(made)
    made.add_argument("--window", type=_window, default=5, metavar="N", help="so many words to either side; left,right; sentence; paragraph (5)")
    made.add_argument("--measure", default="log_dice", metavar="NAME", help="log_dice, mi, mi3, npmi, t, z, chi2, log_likelihood, dice, jaccard, delta_p, delta_p_back, fisher")
    made.add_argument("--min-count", type=limit, default=1, metavar="N", help="leave out words that stand near less often (1)")
    made.add_argument("--limit", type=limit, default=20, metavar="N", help="how many to print (20; 0: all)")
    made.add_argument("--jsonl", action="store_true", help="one JSON object per line, with all measures")


def collocates(archive: Any, args: argparse.Namespace) -> int:
    """Prints them; gives how many there are."""
    from ._display import clean
    from ._export import json_line

    near = archive.collocates(args.query, args.window, measure=args.measure, min_count=args.min_count)
    shown = near[: args.limit] if args.limit > 0 else near
    if args.jsonl:
        for row in shown.to_dicts():
            put(json_line(row))
    else:
        for row in shown:
            put(f"{getattr(row, args.measure):10.4g}  {row.count:>6,} ({row.left:,} before, {row.right:,} behind) of {row.all:,}, in {many(row.posts, 'post')}  {clean(row.word)}")
        more = "" if len(shown) == len(near) else f", {len(shown)} shown (--limit)"
        tell(f"{many(len(near), 'word')} near {many(near.occurrences, 'occurrence')}{more}")
    return len(near)
