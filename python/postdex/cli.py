"""The `postdex` command."""

from __future__ import annotations

import contextlib

from . import _cli_forms, _cli_saved, _cli_tables
from ._cli_saved import FOUND, INTERRUPTED, NOTHING, code_of, many, put, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any, NoReturn

DESCRIPTION = """\
Makes posts of what a site has published (its pages as text or HTML, crawls, exports, feeds, mail, rows), searches and counts them.

read and search        parse      cut pages into posts; --jsonl: rows that postdex reads again
                       search     posts, best first                postdex search 'ferry -council' pages/
                       find       every occurrence in its context  postdex find 'ferr*' pages/ --sort after
                       grep       the same, of a regular expression
                       export     posts as JSON lines, CSV, TEI, vertical text, for AntConc
                       scan       posts of files of any size, one after the other
                       explain    how a page was cut, and why
what the texts say     quotes     what stands in quotation marks, and who says it
                       names      where somebody is named, in whatever spelling
                       match      where names of a dictionary stand
                       dates      which dates are mentioned
                       repeats    runs of words that posts share, and why
how often              tags  timeline  ngrams  collocates  keyness
a site                 diff       what changed between two captures
                       profile    what the lines of its pages look like, for you to mend
an archive on disk     index      makes it; from then on: postdex search ferry town.pdx
(docs/keeping.md)      add  delete  optimize  stats  verify  repair  rebuild

postdex COMMAND --help shows examples and options.
"""

EPILOG = """\
FILE is a page (text or HTML), a crawl, an export, a feed, mail, rows (JSON, CSV), Markdown, also packed (docs/forms.md); a folder of these, a pattern
such as 'pages/*.txt', a saved archive, or - for the standard input.
QUERY: words (all required), "a phrase", -without, this OR that, title:word, tag:"Whole Tag", begin*, fuzzy~1, near NEAR/5 by,
date:2018-12..2019-02. The whole language: docs/query.md.

exit codes:
  0  something was found (or it was read, saved, changed, written; verify: it is sound)
  1  nothing was found (add: nothing was new; delete: nothing was there to delete; optimize: nothing was to
     be done; repair, rebuild: something is lost)
  2  the command line or the query cannot be understood
  3  a file is missing, may not be read, or could not be written
  4  a file is in no form that postdex reads
  5  anything else that went wrong
  6  a saved archive is damaged
  7  somebody else is writing to the archive
  130  interrupted
"""


def _of_pages(made: argparse.ArgumentParser) -> None:
    """What commands take that read pages."""
    made.add_argument("files", metavar="FILE", nargs="+", help="a page, an export, a feed, rows, a folder, a pattern, a saved archive, or -")
    made.add_argument("--url", help="the address of the pages")
    made.add_argument("--encoding", metavar="NAME", help="what the text of all files is written in, such as windows-1251")
    made.add_argument("--captured", metavar="DAY", help="when they were captured, such as 2019-03-01")
    made.add_argument("--corrections", metavar="JSON", help="a file with mended cuts: {path: {line: role or 'start'}}")
    made.add_argument("--profile", metavar="TOML", action="append", help="a file that says what lines of a site look like (postdex profile)")
    made.add_argument("--language", metavar="xx", help="the language of all posts; without it each post's is detected")
    made.add_argument("--no-lexicon", action="store_true", help="use no furniture phrases")
    made.add_argument("--no-progress", action="store_true", help="never show progress")


def _of_query(made: argparse.ArgumentParser) -> None:
    made.add_argument("--strict", action="store_true", help="refuse a query of which anything is read otherwise than typed")
    made.add_argument("--possible", action="store_true", help="take posts whose date is only bounded and may fit")


def _parser() -> argparse.ArgumentParser:
    import argparse

    from ._version import __version__

    class _Parser(argparse.ArgumentParser):
        """Says what to do about a query that is read as an option."""

        def error(self, message: str) -> NoReturn:
            if message.startswith(("the following arguments are required", "unrecognized arguments")):
                message += "\nwhat begins with - and is no option, such as the query -ferry, stands behind --: postdex search -- -ferry town.pdx"
            super().error(message)

    parser = _Parser(
        "postdex", usage="postdex COMMAND [OPTION ...] [FILE ...]", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"postdex {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="postdex", help=argparse.SUPPRESS)

    def command(name: str, help: str, more: str = "") -> argparse.ArgumentParser:
        description = help[0].upper() + help[1:] + "." + (f"\n\n{more}" if more else "")
        return commands.add_parser(
            name, help=help, description=description, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
        )

    parse = command("parse", "cut pages into posts")
    search = command("search", "rank the posts that match")
    find = command("find", "list every occurrence in its context")
    explain = command("explain", "say how pages were cut, and why")
    export = command("export", "write posts as JSON lines, CSV, TEI, vertical text or a folder for AntConc", EXPORT)
    index = command("index", "build an archive and save it")
    scan = command("scan", "write the posts of files of any size as JSON lines, one after the other", SCAN)
    for made in (search, find):
        made.add_argument("query", metavar="QUERY", help="what to look for; behind -- where it begins with -")
        _of_query(made)
    index.add_argument("archive", metavar="ARCHIVE", help="the folder to save to: a new one; `postdex add` adds to one that is there")
    index.add_argument("--replace", action="store_true", help="put it in the place of the saved archive that is there")
    for made in (parse, search, find, explain, export, index):
        _of_pages(made)
    _cli_saved.bounded(index)
    parse.add_argument("--jsonl", action="store_true", help="one JSON object per line")
    for made, limit in ((search, 10), (find, 0)):
        _cli_tables.in_part(made)
        _cli_tables.in_form(made, limit, cited=made is find)
    search.add_argument("--any", action="store_true", help="at least one of the words, not all")
    search.add_argument("--sort", default="relevance", metavar="ORDER", help="relevance, date, title or position, with - before it the reverse")
    find.add_argument("--sort", metavar="KEYS", help="after, before, 'L1 R1 R2', node, post, date, part")
    export.add_argument("--query", metavar="QUERY", help="only the posts that match")
    _of_query(export)
    forms = export.add_mutually_exclusive_group()
    forms.add_argument("--csv", action="store_true", help="CSV, a row for each post, in the place of JSON lines; where --output ends with .csv, too")
    for name, what in OTHERS.items():
        forms.add_argument(f"--{name}", metavar="PATH", help=what)
    export.add_argument("--escape-formulas", action="store_true", help="CSV for spreadsheet programs: an apostrophe before what they would run")
    export.add_argument("--output", metavar="PATH", help="a file in the place of the standard output: there when all of it is written")
    scan.add_argument("files", metavar="FILE", nargs="+", help="what `postdex parse` reads, of any size, or - for the standard input")
    scan.add_argument("--after", metavar="TOKEN", help="go on behind the post after which a scan of the same files ended")
    scan.add_argument("--encoding", metavar="NAME", help="what the text of all files is written in, such as windows-1251")
    scan.add_argument("--language", metavar="xx", help="the language of all posts; without it each post's is detected")
    _cli_tables.describe(command, _of_pages)
    _cli_forms.describe(command, _of_pages)
    _cli_forms.describe_diff(command, _of_pages)
    _cli_saved.describe(command)
    return parser


SCAN = """\
  postdex scan export.xml > posts.jsonl             in bounded memory; says at its end, also when it is interrupted, with which
                                                    --after it goes on"""


# The forms of other tools, each with a path of its own.
OTHERS = {"tei": "TEI P5, a file, or - for the standard output", "vertical": "vertical text for CWB and Sketch Engine, a file or -", "antconc": "a folder for AntConc: a text file for each post, and metadata.csv"}

EXPORT = """\
  postdex export town.pdx > posts.jsonl             a post per line, which postdex reads again
  postdex export town.pdx --query 'tag:Harbour' --csv --output harbour.csv
  postdex export town.pdx --tei town.xml            for other tools: --tei, --vertical, --antconc FOLDER"""


SKIPPED = 10  # that are told of whenever files are read anew


def _open(args: argparse.Namespace) -> Any:
    import postdex

    known = {
        "url": args.url, "captured": args.captured, "corrections": args.corrections, "profile": args.profile, "language": args.language,
        "encoding": args.encoding, "lexicon": not args.no_lexicon, "progress": False if args.no_progress else None,
    }  # fmt: skip
    if args.files == ["-"]:
        archive = postdex.parse(_cli_saved.standard_input().read(), name="-", **known)
    else:
        archive = postdex.open(args.files, **known)
    if args.command != "index" and "folder" not in archive._store.cache:  # of a saved one it was told when it was built
        _cli_saved.skipped(archive.skipped, SKIPPED)
    return archive


def _json(record: dict[str, Any]) -> None:
    from ._export import json_line

    put(json_line(record))


def _parse(args: argparse.Namespace) -> int:
    from ._display import clean
    from ._records import record

    archive = _open(args)
    if args.jsonl:
        for page in archive.pages:
            for appearance in page.appearances:
                _json(record(appearance.post, appearance))
    else:
        for page in archive.pages:
            put(repr(page)[6:-1])
            for appearance in page.appearances:
                post = appearance.post
                when = post.published_bounds if post.published is None else post.published
                title = clean(appearance.title or "(no title)")
                tags = clean(", ".join(post.tags)) or "no tags"
                put(f"  line {appearance.anchor.line:>5}  {title}\n              {when} · {tags}")
    return FOUND


def _else(found: Any) -> str:
    """What to ask in the place of what finds nothing."""
    return "" if found.suggestion is None else f"; something is found for {found.suggestion}"


def _search(args: argparse.Namespace) -> int:
    from ._display import clean

    archive = _cli_tables.part_of(_open(args), args)
    hits = archive.search(
        args.query, match="any" if args.any else "all", sort=args.sort, strict=args.strict, possible=args.possible
    )
    for note in hits.notes:
        tell(f"postdex: note: {note.message}")
    shown = _cli_tables.first_of(hits, args)
    if args.csv:
        with _cli_tables.standard_output() as target:
            shown.to_csv(target, escape_formulas=args.escape_formulas)
    elif args.jsonl:
        for hit, row in zip(shown, shown.to_dicts(), strict=True):
            _json({**row, "source": hit.post.anchor.source})  # the path itself: a table's texts are UTF-8
    else:
        for hit in shown:
            anchor = hit.post.anchor
            put(
                f"{hit.rank:>4}  {hit.score:6.2f}  {clean(hit.post.title or '(no title)')}  ({anchor.source}, line {anchor.line})"
            )
            put(f"              {clean(hit.snippet.text)}")
        more = "" if len(shown) == len(hits) else f", {len(shown)} shown (--limit)"
        possible = f", {hits.possible} more if dates were known (--possible)" if hits.possible else ""
        tell(f"{len(hits)} of {many(len(archive), 'post')}{more}{possible}{_else(hits)}")
    return FOUND if len(hits) else NOTHING


def _find(args: argparse.Namespace) -> int:
    archive = _cli_tables.part_of(_open(args), args)
    lines = archive.find(args.query, strict=args.strict, possible=args.possible)
    if args.sort:
        lines = lines.sort(args.sort)
    for note in lines.notes:
        tell(f"postdex: note: {note.message}")
    shown = _cli_tables.first_of(lines, args)
    if args.csv or args.cite:
        with _cli_tables.standard_output() as target:
            shown.to_csv(target, escape_formulas=args.escape_formulas, citations=args.cite)
    elif args.jsonl:
        for line, row in zip(shown, shown.to_dicts(), strict=True):
            _json({**row, "source": line.anchor.source})  # the path itself: a table's texts are UTF-8
    else:
        for line in shown:
            put(_cli_tables.kwic(line))
        counts = ", ".join(f"{count} {role}" for role, count in lines.counts.items())
        found = f"{many(len(lines), 'line')}, {lines.in_posts} in posts ({counts})" if counts else f"nothing found in {many(len(archive), 'post')}{_else(lines)}"
        tell(found)
    return FOUND if len(lines) else NOTHING


def _explain(args: argparse.Namespace) -> int:
    for page in _open(args).pages:
        put(repr(page.explain()))
    return FOUND


def _export(args: argparse.Namespace) -> int:
    posts = _open(args)
    if args.query is not None:
        hits = posts.search(args.query, strict=args.strict, possible=args.possible)
        for note in hits.notes:
            tell(f"postdex: note: {note.message}")
        posts = posts.where(args.query, possible=args.possible)
    for name in OTHERS:
        path = getattr(args, name)
        if path == "-" and name != "antconc":
            with _cli_tables.standard_output() as target:
                getattr(posts, f"to_{name}")(target)
            return FOUND if len(posts) else NOTHING
        if path is not None:
            getattr(posts, f"to_{name}")(path)
            tell(f"{path}: {many(len(posts), 'post')}")
            return FOUND if len(posts) else NOTHING
    with _cli_tables.standard_output() if args.output is None else contextlib.nullcontext(args.output) as target:
        if args.csv or (args.output or "").lower().endswith(".csv"):
            posts.to_csv(target, escape_formulas=args.escape_formulas)
        else:
            posts.to_jsonl(target)
    if args.output is not None:
        tell(f"{args.output}: {many(len(posts), 'post')}")
    return FOUND if len(posts) else NOTHING


def _scan(args: argparse.Namespace) -> int:
    import postdex

    from ._records import record

    scanned = postdex.scan(_cli_saved.standard_input() if args.files == ["-"] else args.files, after=args.after, language=args.language, encoding=args.encoding)
    count = 0
    try:
        for post in scanned:
            _json(record(post, post.appearances[0]))
            count += 1
        return FOUND if count else NOTHING
    finally:
        _cli_saved.flush()
        _cli_saved.skipped(scanned.skipped)
        tell(f"{many(count, 'post')}; --after {scanned.token!r} goes on behind the last")


def _said_of(error: BaseException) -> str:
    if isinstance(error, OSError) and error.filename is None and error.strerror is not None:  # of what is written to nothing that has a name
        from ._files import file_error

        error = file_error(error, "standard output")
    return str(error) or type(error).__name__


# Arguments that are words of a person; others are paths, which are the bytes that they are.
WORDS = ("query", "pattern", "name", "against", "where", "around")


def _typed(args: argparse.Namespace) -> argparse.Namespace:
    """Where the locale has no letters but ASCII's, Python takes all others as bytes without a meaning: they are UTF-8, as what the command writes is."""
    for name in WORDS:
        words = getattr(args, name, None)
        if isinstance(words, str):
            with contextlib.suppress(UnicodeError):
                setattr(args, name, words.encode("utf-8", "surrogateescape").decode("utf-8"))
    return args


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command; gives its exit code."""
    try:
        args = _typed(_parser().parse_args(argv))
    except SystemExit as end:  # argparse has said what is wrong
        return int(end.code or 0)
    import postdex

    try:
        run = {"parse": _parse, "search": _search, "find": _find, "explain": _explain, "export": _export, "scan": _scan}
        if args.command == "profile":
            code = _cli_forms.profile(args, _open)
        elif args.command == "diff":
            code = _cli_forms.diff(args, _open, _cli_tables.standard_output)
        elif args.command in _cli_tables.COMMANDS:
            code = _cli_tables.run(_open(args), args)
        else:
            code = run[args.command](args) if args.command in run else _cli_saved.run(args, _open)
        _cli_saved.flush()
        return code
    except BrokenPipeError:  # the reader has gone: nobody is told
        _cli_saved.finish()
        return FOUND
    except KeyboardInterrupt:
        _cli_saved.finish()
        tell("postdex: interrupted")
        return INTERRUPTED
    except (postdex.Error, OSError, MemoryError) as error:
        _cli_saved.finish()
        tell(f"postdex: {_said_of(error)}")
        if isinstance(error, postdex.CorruptError) and args.command != "repair":
            tell("postdex: `postdex verify` says what is damaged and what is lost by it, `postdex repair` keeps the rest")
        return code_of(error)


if __name__ == "__main__":
    raise SystemExit(main())
