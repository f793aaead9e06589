"""The commands of `postdex` that keep saved archives: index, add, delete, optimize, stats, verify, repair, rebuild."""

from __future__ import annotations

import contextlib
import errno
import os
import sys

from ._errors import CorruptError, Error, FileError, FormatError, LockedError, QueryError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import IO, Any, TextIO

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


def output() -> TextIO:
    """The standard output; an error where whoever ran the command has closed it."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdout


def standard_input() -> IO[bytes]:
    """The standard input; an error where whoever ran the command has closed it."""
    if sys.stdin is None:
        raise FileError("it is closed: give the path of a file, or leave it open", path="standard input", errno=errno.EBADF)
    return sys.stdin.buffer


def _shown(text: str, stream: TextIO) -> str:
    """Text for a stream: a terminal is not to act on what stands in a name."""
    if not stream.isatty():
        return text
    from ._display import clean

    return "\n".join(map(clean, text.split("\n")))


def put(line: str) -> None:
    """Text as it is: what cannot be encoded (a path with odd bytes) goes through as the bytes that it was."""
    out = output()
    line = _shown(line, out)
    escaped = all(0xDC80 <= ord(char) <= 0xDCFF for char in line if 0xD800 <= ord(char) <= 0xDFFF)
    out.buffer.write(line.encode("utf-8", "surrogateescape" if escaped else "replace") + b"\n")


def flush() -> None:
    """What was put is written; an error where it cannot be, and then it waits no longer: neither a message nor the end of the interpreter stumbles over it."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        raise


def finish() -> None:
    """As much of what was put is written as can be."""
    with contextlib.suppress(OSError):
        flush()


def tell(text: str) -> None:
    """What is for a person beside the results: after the results so far, also where both go to one file."""
    flush()
    if sys.stderr is not None:
        print(_shown(text.encode("utf-8", "backslashreplace").decode(), sys.stderr), file=sys.stderr)


def many(number: int, what: str) -> str:
    """A number of things, in words."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def progress(args: argparse.Namespace) -> bool | None:
    return False if args.no_progress else None


def saved(path: str) -> Archive:
    """A saved archive, and nothing else: what a command is to change or to look at must be one."""
    from . import _saved

    name = os.path.expanduser(path)
    _saved.check_there(name, "; `postdex index` makes one")
    if not _saved.is_saved(name):
        raise FormatError(_saved.NO_ARCHIVE, path=path)
    return _saved.load(name, False)


def skipped(files: list[tuple[str, str]], most: int | None = None) -> None:
    for name, reason in files[:most]:
        tell(f"postdex: skipped {name}: {reason}")
    if most is not None and len(files) > most:
        tell(f"postdex: skipped {len(files) - most:,} more: `postdex index` tells of all")


def _check_new(args: argparse.Namespace) -> None:
    """Who has kept an archive for years, and types index for add, is not to lose it."""
    from . import _saved

    if not args.replace and _saved.is_saved(os.path.expanduser(args.archive)):
        raise UsageError("there is an archive of this name already: `postdex add` adds to it, --replace puts the new one in its place", path=args.archive)


def index(args: argparse.Namespace, build: Any) -> int:
    from . import _saved, _writer

    whole = args.corrections is not None or args.profile is not None or args.files == ["-"]  # corrections are of an archive that was built at once
    if whole or any(_saved.is_to_be_opened(os.path.expanduser(each)) for each in args.files):
        archive = build(args)
        archive.save(args.archive, progress=progress(args))
    else:
        archive = _writer.index(
            args.archive, args.files, url=args.url, captured=args.captured, language=args.language, lexicon=not args.no_lexicon,
            memory=args.memory << 20, progress=progress(args),
        )  # fmt: skip
    put(f"{args.archive}: {many(len(archive), 'post')} of {many(len(archive.sources), 'source')}")
    skipped(archive.skipped)
    return FOUND


def add(args: argparse.Namespace) -> int:
    import io

    from ._writer import writer

    before = saved(args.archive)
    facts = {"url": args.url, "captured": args.captured}
    with writer(args.archive, memory=args.memory << 20) as writing:
        if args.files == ["-"]:
            stream = io.BytesIO(standard_input().read())
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


def optimize(args: argparse.Namespace) -> int:
    from ._writer import writer

    before = saved(args.archive)
    with writer(args.archive) as writing:
        archive = writing.optimize(progress=progress(args))
    had = len(before._store.cache["note_lines"])
    if archive._store.info["generation"] == before._store.info["generation"]:
        put(f"{args.archive}: one part already; {_size(archive)}")
        return NOTHING
    gone = before._store.info["gone"]
    put(f"{args.archive}: one part of {had:,}, {many(gone, 'post')} that {'was' if gone == 1 else 'were'} gone left out; {_size(archive)}")
    return FOUND


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
            if isinstance(error, CorruptError):
                _tell_lost(path, args)
            code = code or code_of(error)
    return code


def _tell_lost(path: str, args: argparse.Namespace) -> None:
    """Of a damaged archive, which files are damaged where, and what of it is lost."""
    from ._repair import repair

    try:
        done = repair(path, dry_run=True, progress=progress(args))
    except Error as error:  # nothing can be read, or somebody writes there
        tell(f"postdex: {error}")
        return
    for line in done.lines():
        tell(f"postdex: {line}")
    tell(f"postdex: {many(done.kept, 'post')} of {done.had:,} can be kept: postdex repair {path}")


def repair(args: argparse.Namespace) -> int:
    from ._repair import repair

    done = repair(args.archive, args.to, dry_run=args.dry_run, progress=progress(args))
    for line in done.lines():
        tell(f"postdex: {line}")
    where = f"{args.archive}, of which nothing was written (--dry-run)" if done.path is None else done.path
    put(f"{where}: {many(done.kept, 'post')} of {done.had:,} kept, {done.n_lost:,} lost, {len(done.changed):,} changed")
    return FOUND if done.is_whole else NOTHING


def rebuild(args: argparse.Namespace) -> int:
    from ._repair import rebuild

    done = rebuild(args.archive, args.to, progress=progress(args))
    for line in done.lines():
        tell(f"postdex: {line}")
    put(f"{done.path}: {many(done.has, 'post')} where there were {done.had:,}; sources: {len(done.same):,} the same, "
        f"{len(done.changed):,} changed, {len(done.missing):,} missing, {len(done.lost):,} lost")  # fmt: skip
    return FOUND if not done.lost else NOTHING


def _mebibytes(text: str) -> int:
    import argparse

    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def bounded(command: argparse.ArgumentParser) -> None:
    """What commands take that build."""
    command.add_argument(
        "--memory", type=_mebibytes, default=512, metavar="MIB", help="what building may take of memory, in MiB (512); see docs/keeping.md"
    )


def describe(command: Any) -> None:
    """Adds these commands, but for index, which takes what building takes, with `command(name, help, more)`."""

    def lasting(name: str, help: str, more: str, archive: str = "a saved archive", **nargs: Any) -> Any:
        """A command of an archive (or of many) that may take long."""
        made = command(name, help, more)
        made.add_argument("archives" if nargs else "archive", metavar="ARCHIVE", help=archive, **nargs)
        made.add_argument("--no-progress", action="store_true", help="never show progress")
        return made

    made = lasting("add", "add pages to a saved archive", ADD)
    made.add_argument("files", metavar="FILE", nargs="+", help="a page, an export, a feed, rows, a folder, a pattern, or -")
    made.add_argument("--url", help="the address of the pages")
    made.add_argument("--captured", metavar="DAY", help="when they were captured, such as 2019-03-01")
    bounded(made)
    made = lasting("delete", "delete the posts that a query finds from a saved archive", DELETE)
    made.add_argument("query", metavar="QUERY", help="what the posts have that are to go; behind -- where it begins with -")
    made.add_argument("--dry-run", action="store_true", help="say which would go, and delete nothing")
    lasting("optimize", "make one part of all parts of a saved archive", OPTIMIZE)
    made = command("stats", "say what a saved archive holds, and how large it is", STATS)
    made.add_argument("archive", metavar="ARCHIVE", help="a saved archive")
    made.add_argument("--json", action="store_true", help="one JSON object")
    lasting("verify", "check every byte of saved archives", VERIFY, nargs="+")
    made = lasting("repair", "make a new archive of what is whole of a damaged one", REPAIR, "a saved archive that is damaged; it stays as it is")
    made.add_argument("--to", metavar="NEW", help="the folder of the new one (ARCHIVE.repaired)")
    made.add_argument("--dry-run", action="store_true", help="say what would be kept and what is lost, and write nothing")
    made = lasting("rebuild", "build an archive again from what it was built from", REBUILD, "a saved archive; it stays as it is")
    made.add_argument("--to", metavar="NEW", help="the folder of the new one (ARCHIVE.rebuilt)")


def run(args: argparse.Namespace, build: Any) -> int:
    """Runs one of them; `build(args)` gives the archive of files."""
    if args.command == "index":
        _check_new(args)
        return index(args, build)
    commands = {"add": add, "delete": delete, "optimize": optimize, "stats": stats, "verify": verify, "repair": repair, "rebuild": rebuild}
    return commands[args.command](args)


ADD = """\
  postdex add town.pdx new/             pages that have come since
  postdex add town.pdx rows.jsonl -     several at once; - is the standard input

All of it or nothing: after an error the archive is as it was. A source that is there already, with the same name and bytes, changes nothing; a post
that is met again gains an appearance. Exit code 1: nothing was new."""
DELETE = """\
  postdex delete town.pdx 'tag:Draft' --dry-run     which posts that would be
  postdex delete town.pdx 'tag:Draft'

The sources stay as they are while a post of theirs is left; the posts are found no more. A query of which anything would be read otherwise than typed is refused."""
OPTIMIZE = """\
  postdex optimize town.pdx

Each commit adds a part; what is deleted stays in its part, marked. Of all parts one is made, without what is gone and sources of which no post is left: the archive
is smaller then, and searches go through one index. Nothing is cut or indexed again: texts and lists
are copied. Exit code 1: there is one part already."""
STATS = """\
  postdex stats town.pdx
  postdex stats town.pdx --json | jq .posts"""
REPAIR = """\
  postdex repair town.pdx --dry-run          what is damaged, and which posts would be lost
  postdex repair town.pdx --to mended.pdx

Every post is kept with a page of which all can be read; the others are named. The index is made anew: where only that is damaged, nothing is lost. The
new archive is checked before this ends. Exit code 1: posts are lost, or have lost some of their appearances."""
REBUILD = """\
  postdex rebuild town.pdx --to again.pdx

Pages are read from the files that they came from where these are there still, else from the archive's own texts, and cut and indexed as this version does;
what has changed or is missing is named. Posts that had been deleted are there again. Exit code 1: a source is lost."""
VERIFY = """\
Reads every byte of texts, posts and index, and holds it against its checksums and against the rest. Exit code 6: something is damaged; the
message names the file, the section and the place. All archives are looked at, whatever is wrong with one."""
