"""The `postdex` command: parse, search, find, explain, index, verify."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any

DESCRIPTION = """\
Turns the text of pages on which a site lists its posts into posts, and searches them.

  postdex parse page.txt                      the posts of a page: titles, tags, dates
  postdex parse --jsonl pages/ > posts.jsonl  one JSON object per entry, which postdex reads again
  postdex search 'ferry -council' pages/      posts, best first
  postdex find 'ferr*' pages/ --sort after    every occurrence, in its context
  postdex explain page.txt                    how the page was cut, and why
  postdex index town.pdx pages/               an archive on disk, which the others open at once: postdex search ferry town.pdx
"""

EPILOG = """\
FILE is the text of a page, JSON lines, a folder of these, a pattern such as 'pages/*.txt', a saved archive, or - for the standard input.
QUERY: words (all required), "a phrase", -without, this OR that, title:word, tag:"Whole Tag", begin*, fuzzy~1, near NEAR/5 by,
date:2018-12..2019-02. The whole language: docs/query.md.

exit codes:
  0  something was found (parse, explain: it was read; index: it was saved; verify: it is sound)
  1  nothing was found
  2  the command line or the query cannot be understood
  3  a file is missing, may not be read, or could not be written
  4  a file is in no form that postdex reads
  5  anything else that went wrong
  130  interrupted
"""

FOUND, NOTHING, USAGE, FILE, FORMAT, OTHER, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130


def _limit(text: str) -> int:
    import argparse

    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 on")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    import argparse

    from ._version import __version__

    parser = argparse.ArgumentParser(
        "postdex", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"postdex {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=help,
            description=help[0].upper() + help[1:] + ".",
            epilog=EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name in ("search", "find"):
            made.add_argument("query", metavar="QUERY", help="what to look for")
        if name == "index":
            made.add_argument("archive", metavar="ARCHIVE", help="the folder to save to: a new one, or a saved archive, which is replaced")
        made.add_argument(
            "files", metavar="FILE", nargs="+", help="a page's text, JSON lines, a folder, a pattern, a saved archive, or -"
        )
        made.add_argument("--url", help="the address of the pages")
        made.add_argument("--captured", metavar="DAY", help="when they were captured, such as 2019-03-01")
        made.add_argument(
            "--corrections", metavar="JSON", help="a file with mended cuts: {path: {line: role or 'start'}}"
        )
        made.add_argument(
            "--language", metavar="xx", help="the language of all posts; without it each post's is detected"
        )
        made.add_argument("--no-lexicon", action="store_true", help="use no furniture phrases")
        made.add_argument("--no-progress", action="store_true", help="never show progress")
        if name not in ("explain", "index"):
            made.add_argument("--jsonl", action="store_true", help="one JSON object per line")
        return made

    command("parse", "cut pages into posts")
    search = command("search", "rank the posts that match")
    search.add_argument("--any", action="store_true", help="at least one of the words, not all")
    search.add_argument(
        "--sort",
        default="relevance",
        metavar="ORDER",
        help="relevance, date, title or position, with - before it the reverse",
    )
    search.add_argument("--limit", type=_limit, default=10, metavar="N", help="how many to print (10; 0: all)")
    find = command("find", "list every occurrence in its context")
    find.add_argument("--sort", metavar="KEYS", help="after, before, 'L1 R1 R2', node, post, date, part")
    find.add_argument("--limit", type=_limit, default=0, metavar="N", help="how many to print (0: all)")
    for each in (search, find):
        each.add_argument(
            "--strict", action="store_true", help="refuse a query of which anything is read otherwise than typed"
        )
        each.add_argument("--possible", action="store_true", help="take posts whose date is only bounded and may fit")
    command("explain", "say how pages were cut, and why")
    command("index", "build an archive and save it")
    verify = commands.add_parser(
        "verify", help="check every byte of saved archives", description="Checks every byte of saved archives.", epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    verify.add_argument("archives", metavar="ARCHIVE", nargs="+", help="a saved archive")
    verify.add_argument("--no-progress", action="store_true", help="never show progress")
    return parser


def _open(args: argparse.Namespace) -> Any:
    import postdex

    known = {
        "url": args.url, "captured": args.captured, "corrections": args.corrections, "language": args.language,
        "lexicon": not args.no_lexicon, "progress": False if args.no_progress else None,
    }  # fmt: skip
    if args.files == ["-"]:
        data = sys.stdin.buffer.read()
        return postdex.parse(data, name="-", **known)
    return postdex.open(args.files, **known)


def _print(line: str) -> None:
    """Text as it is: what cannot be encoded (a path with odd bytes) goes through as the bytes that it was."""
    sys.stdout.buffer.write(line.encode("utf-8", "surrogateescape" if _escaped(line) else "replace") + b"\n")


def _tell(text: str) -> None:
    """What is for a person beside the results: after the results so far, also where both go to one file."""
    sys.stdout.flush()
    print(text, file=sys.stderr)


def _escaped(line: str) -> bool:
    return all(0xDC80 <= ord(char) <= 0xDCFF for char in line if 0xD800 <= ord(char) <= 0xDFFF)


def _json(record: dict[str, Any]) -> None:
    from ._export import json_line

    _print(json_line(record))


def _parse(archive: Any, args: argparse.Namespace) -> int:
    from ._display import clean
    from ._records import record

    if args.jsonl:
        for page in archive.pages:
            for appearance in page.appearances:
                _json(record(appearance.post, appearance))
    else:
        for page in archive.pages:
            _print(repr(page)[6:-1])
            for appearance in page.appearances:
                post = appearance.post
                when = post.published_bounds if post.published is None else post.published
                title = clean(appearance.title or "(no title)")
                tags = clean(", ".join(post.tags)) or "no tags"
                _print(f"  line {appearance.anchor.line:>5}  {title}\n              {when} · {tags}")
    return FOUND


def _search(archive: Any, args: argparse.Namespace) -> int:
    from ._display import clean

    hits = archive.search(
        args.query, match="any" if args.any else "all", sort=args.sort, strict=args.strict, possible=args.possible
    )
    for note in hits.notes:
        _tell(f"postdex: note: {note.message}")
    shown = hits[: args.limit] if args.limit > 0 else hits
    if args.jsonl:
        for hit, row in zip(shown, shown.to_dicts(), strict=True):
            _json({**row, "source": hit.post.anchor.source})  # the path itself: a table's texts are UTF-8
    else:
        for hit in shown:
            anchor = hit.post.anchor
            _print(
                f"{hit.rank:>4}  {hit.score:6.2f}  {clean(hit.post.title or '(no title)')}  ({anchor.source}, line {anchor.line})"
            )
            _print(f"              {clean(hit.snippet.text)}")
        more = "" if len(shown) == len(hits) else f", {len(shown)} shown (--limit)"
        possible = f", {hits.possible} more if dates were known (--possible)" if hits.possible else ""
        _tell(f"{len(hits)} of {len(archive)} posts{more}{possible}")
    return FOUND if len(hits) else NOTHING


def _find(archive: Any, args: argparse.Namespace) -> int:
    from ._display import clean

    lines = archive.find(args.query, strict=args.strict, possible=args.possible)
    if args.sort:
        lines = lines.sort(args.sort)
    for note in lines.notes:
        _tell(f"postdex: note: {note.message}")
    shown = lines[: args.limit] if args.limit > 0 else lines
    if args.jsonl:
        for line, row in zip(shown, shown.to_dicts(), strict=True):
            _json({**row, "source": line.anchor.source})  # the path itself: a table's texts are UTF-8
    else:
        for line in shown:
            before, after = clean(line.before)[-50:], clean(line.after)[:50]
            place = f"{line.anchor.source}:{line.anchor.line}"
            _print(f"{place}: {before:>50}[{clean(line.node)}]{after}")
        counts = ", ".join(f"{count} {role}" for role, count in lines.counts.items())
        found = f"{len(lines)} lines, {lines.in_posts} in posts ({counts})" if counts else f"nothing found in {len(archive)} posts"
        _tell(found)
    return FOUND if len(lines) else NOTHING


def _explain(archive: Any, args: argparse.Namespace) -> int:
    for page in archive.pages:
        _print(repr(page.explain()))
    return FOUND


def _index(archive: Any, args: argparse.Namespace) -> int:
    archive.save(args.archive, progress=False if args.no_progress else None)
    _print(f"{args.archive}: {len(archive)} posts of {len(archive.sources)} sources")
    for name, reason in archive.skipped:
        _tell(f"postdex: skipped {name}: {reason}")
    return FOUND


def _verify(args: argparse.Namespace) -> int:
    import postdex

    progress = False if args.no_progress else None
    for path in args.archives:
        if not postdex._saved.is_saved(path):
            raise postdex.FormatError("this is no saved archive", path=path)
        archive = postdex.open(path, progress=progress)
        archive.verify(progress=progress)
        _print(f"{path}: sound, {len(archive)} posts of {len(archive.sources)} sources")
    return FOUND


def _code(error: BaseException) -> int:
    import postdex

    if isinstance(error, (postdex.QueryError, postdex.UsageError)):
        return USAGE
    if isinstance(error, (postdex.FileError, OSError)):
        return FILE
    return FORMAT if isinstance(error, postdex.FormatError) else OTHER


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command; gives its exit code."""
    try:
        args = _parser().parse_args(argv)
    except SystemExit as end:  # argparse has said what is wrong
        return int(end.code or 0)
    import postdex

    try:
        run = {"parse": _parse, "search": _search, "find": _find, "explain": _explain, "index": _index}
        code = _verify(args) if args.command == "verify" else run[args.command](_open(args), args)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        import os

        # The reader has gone; what the interpreter flushes at its end shall find nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        print("postdex: interrupted", file=sys.stderr)
        return INTERRUPTED
    except (postdex.Error, OSError, MemoryError) as error:
        message = str(error).encode("utf-8", "backslashreplace").decode()
        print(f"postdex: {message or type(error).__name__}", file=sys.stderr)
        return _code(error)


if __name__ == "__main__":
    raise SystemExit(main())
