"""The commands of `postdex` that keep saved archives: index, add, delete, stats, verify."""

from __future__ import annotations

import sys

from ._errors import CorruptError, Error, FileError, FormatError, LockedError, MissingFileError, QueryError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from ._archive import Archive

FOUND, NOTHING, USAGE, FILE, FORMAT, OTHER, DAMAGED, LOCKED, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 7, 130


def code_of(error: BaseException) -> int:
    """The exit code that tells of it."""
    if isinstance(error, (QueryError, UsageError)):
        return USAGE
    if isinstance(error, (FileError, OSError)):
        return FILE
    if isinstance(error, CorruptError):
        return DAMAGED
    if isinstance(error, LockedError):
        return LOCKED
    return FORMAT if isinstance(error, FormatError) else OTHER


def put(line: str) -> None:
    """Text as it is: what cannot be encoded (a path with odd bytes) goes through as the bytes that it was."""
    escaped = all(0xDC80 <= ord(char) <= 0xDCFF for char in line if 0xD800 <= ord(char) <= 0xDFFF)
    sys.stdout.buffer.write(line.encode("utf-8", "surrogateescape" if escaped else "replace") + b"\n")


def tell(text: str) -> None:
    """What is for a person beside the results: after the results so far, also where both go to one file."""
    sys.stdout.flush()
    print(text.encode("utf-8", "backslashreplace").decode(), file=sys.stderr)


def many(number: int, what: str) -> str:
    """A number of things, in words."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def progress(args: argparse.Namespace) -> bool | None:
    return False if args.no_progress else None


def saved(path: str) -> Archive:
    """A saved archive, and nothing else: what a command is to change or to look at must be one."""
    import os

    from . import _saved

    name = os.path.expanduser(path)
    if not os.path.lexists(name):
        raise MissingFileError("there is no such archive: check the path; `postdex index` makes one", path=path)
    if not _saved.is_saved(name):
        raise FormatError("this is no saved archive: `postdex index` makes one of pages", path=path)
    return _saved.load(name, False)


def skipped(files: list[tuple[str, str]]) -> None:
    for name, reason in files:
        tell(f"postdex: skipped {name}: {reason}")


def index(archive: Archive, args: argparse.Namespace) -> int:
    archive.save(args.archive, progress=progress(args))
    put(f"{args.archive}: {many(len(archive), 'post')} of {many(len(archive.sources), 'source')}")
    skipped(archive.skipped)
    return FOUND


def add(args: argparse.Namespace) -> int:
    import io

    from ._writer import writer

    before = saved(args.archive)
    facts = {"url": args.url, "captured": args.captured}
    with writer(args.archive) as writing:
        if args.files == ["-"]:
            stream = io.BytesIO(sys.stdin.buffer.read())
            stream.name = "-"
            added = writing.add(stream, **facts)
        else:
            added = writing.add(args.files, **facts)
        left_out = list(writing.skipped)
        archive = writing.commit(progress=progress(args))
    new = len(archive) - len(before)
    if added:
        put(f"{args.archive}: {many(added, 'new source')} with {many(new, 'new post')}; now {_size(archive)}")
    else:
        put(f"{args.archive}: nothing new; still {_size(archive)}")
    skipped(left_out)
    return FOUND if added else NOTHING


def _size(archive: Archive) -> str:
    return f"{many(len(archive), 'post')} of {many(len(archive.sources), 'source')}"


def delete(args: argparse.Namespace) -> int:
    from ._display import clean
    from ._writer import writer

    archive = saved(args.archive)
    if args.dry_run:
        found = sorted(hit.post.number for hit in archive.search(args.query, strict=True))
        for number in found:
            post = archive[number]
            anchor = post.anchor
            put(f"{post.number:>6}  {clean(post.title or '(no title)')}  ({anchor.source}, line {anchor.line})")
        tell(f"{args.archive}: {many(len(found), 'post')} of {len(archive):,} would be deleted; nothing was (--dry-run)")
        return FOUND if len(found) else NOTHING
    with writer(args.archive) as writing:
        count = writing.delete(args.query)
        left = writing.commit(progress=progress(args))
    put(f"{args.archive}: {many(count, 'post')} deleted; now {_size(left)}")
    return FOUND if count else NOTHING


def stats(args: argparse.Namespace) -> int:
    import json

    from ._stats import lines, stats_of

    found = stats_of(saved(args.archive))
    if args.json:
        put(json.dumps(found, ensure_ascii=False))
    else:
        for line in lines(found):
            put(line)
    return FOUND


def verify(args: argparse.Namespace) -> int:
    code = FOUND
    for path in args.archives:
        try:
            archive = saved(path)
            archive.verify(progress=progress(args))
            put(f"{path}: sound, {_size(archive)}")
        except Error as error:
            error.path = error.path or path
            tell(f"postdex: {error}")
            code = code or code_of(error)
    return code


def describe(command: Any) -> None:
    """Adds these commands, but for index, which takes what building takes, with `command(name, help, more)`."""
    made = command("add", "add pages to a saved archive", ADD)
    made.add_argument("archive", metavar="ARCHIVE", help="a saved archive")
    made.add_argument("files", metavar="FILE", nargs="+", help="a page's text, JSON lines, a folder, a pattern, or -")
    made.add_argument("--url", help="the address of the pages")
    made.add_argument("--captured", metavar="DAY", help="when they were captured, such as 2019-03-01")
    made.add_argument("--no-progress", action="store_true", help="never show progress")
    made = command("delete", "delete the posts that a query finds from a saved archive", DELETE)
    made.add_argument("archive", metavar="ARCHIVE", help="a saved archive")
    made.add_argument("query", metavar="QUERY", help="what the posts have that are to go")
    made.add_argument("--dry-run", action="store_true", help="say which would go, and delete nothing")
    made.add_argument("--no-progress", action="store_true", help="never show progress")
    made = command("stats", "say what a saved archive holds, and how large it is", STATS)
    made.add_argument("archive", metavar="ARCHIVE", help="a saved archive")
    made.add_argument("--json", action="store_true", help="one JSON object")
    made = command("verify", "check every byte of saved archives", VERIFY)
    made.add_argument("archives", metavar="ARCHIVE", nargs="+", help="a saved archive")
    made.add_argument("--no-progress", action="store_true", help="never show progress")


def run(args: argparse.Namespace, build: Any) -> int:
    """Runs one of them; `build(args)` gives the archive of files."""
    if args.command == "index":
        return index(build(args), args)
    commands = {"add": add, "delete": delete, "stats": stats, "verify": verify}
    return commands[args.command](args)


ADD = """\
  postdex add town.pdx new/             pages that have come since
  postdex add town.pdx rows.jsonl -     several at once; - is the standard input

All of it or nothing: after an error the archive is as it was. A source that is there already, with the same name and bytes, changes nothing; a post
that is met again gains an appearance. Exit code 1: nothing was new."""
DELETE = """\
  postdex delete town.pdx 'tag:Draft' --dry-run     which posts that would be
  postdex delete town.pdx 'tag:Draft'

The sources stay as they are; the posts are found no more. A query of which anything would be read otherwise than typed is refused."""
STATS = """\
  postdex stats town.pdx
  postdex stats town.pdx --json | jq .posts"""
VERIFY = """\
Reads every byte of texts, posts and index, and holds it against its checksums and against the rest. Exit code 6: something is damaged; the
message names the file, the section and the place. All archives are looked at, whatever is wrong with one."""
