"""The commands whose answer is a table: names, dates, matches, repeats, counts. All take the same options, and differ in what they ask and in how a row is printed."""

from __future__ import annotations

import contextlib
import io
from typing import NamedTuple

from ._cli_saved import FOUND, NOTHING, flush, many, output, put, tell
from ._errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from typing import Any

    from ._archive import Archive


class Asked(NamedTuple):
    """What is found: the table, a line of text for a row, and what is said about all of it."""

    table: Any
    line: Callable[[Any], str]
    said: str


@contextlib.contextmanager
def standard_output() -> Iterator[Any]:
    """The standard output for what writes to files."""
    target = io.TextIOWrapper(output().buffer, encoding="utf-8", errors="surrogatepass", newline="", write_through=True)
    try:
        yield target
    finally:
        try:
            flush()
        finally:
            target.detach()


def _clean(text: Any) -> str:
    from ._display import clean

    return clean(str(text))


def _place(item: Any) -> str:
    return f"{item.anchor.source}:{item.anchor.line}"


AROUND = 50  # characters before and after what was found
LEAST_AROUND = 8


def kwic(line: Any) -> str:
    """An occurrence in its context; in a narrow terminal of as much as makes it one line."""
    place, node = _place(line), _clean(line.node)
    before = after = AROUND
    if output().isatty():
        from shutil import get_terminal_size

        room = get_terminal_size().columns - len(f"{place}: []")
        before = min(AROUND, max(LEAST_AROUND, room // 2 - LEAST_AROUND))  # the same whatever was found: that stands one below the other
        after = min(AROUND, max(0, room - before - len(node)))
    return f"{place}: {_clean(line.before)[-before:]:>{before}}[{node}]{_clean(line.after)[:after]}"


# ------------------------------------------------------------------ where something stands


def _quotes(archive: Archive, args: argparse.Namespace) -> Asked:
    quotes = archive.quotes
    if args.kind or args.speaker is not None:
        quotes = quotes.where(kind=args.kind, speaker=args.speaker)

    def line(quote: Any) -> str:
        who = "" if quote.speaker is None else f" — {_clean(quote.speaker)}"
        return f"{_place(quote)}: {quote.kind:<6}  {_clean(quote.marked)}{who}"

    return Asked(quotes, line, f"{many(len(quotes), 'quotation')} in {many(len(archive), 'post')}")


def _names(archive: Archive, args: argparse.Namespace) -> Asked:
    names = archive.names(args.name, without=[rule.replace("-", "_") for rule in args.without])
    spellings = names.spellings
    said = f"{many(len(names), 'mention')} of {args.name}, in {many(len(spellings), 'spelling')}"
    if names.unsure:
        said += f"; left out: {many(names.unsure, 'place')} with the last or first name alone, which may be somebody else’s"

    def why(item: Any) -> str:
        return "".join(f" · {rule.replace('_', ' ')}" for rule in item.why)

    if args.spellings:
        return Asked(spellings, lambda each: f"{each.count:>6,}  {_clean(each.text)}{why(each)}  ({many(each.posts, 'post')})", said)
    return Asked(names, lambda each: f"{_place(each)}: {_clean(each.text)}{why(each)}", said)


def _dates(archive: Archive, args: argparse.Namespace) -> Asked:
    mentions = archive.date_mentions
    return Asked(mentions, lambda each: f"{_place(each)}: {each.value or '–':<12} {_clean(each.text)}", f"{many(len(mentions), 'date')} in {many(len(archive), 'post')}")


def _grep(archive: Archive, args: argparse.Namespace) -> Asked:
    found = archive.grep(args.pattern, ignore_case=args.ignore_case)
    return Asked(found, kwic, f"{many(len(found), 'line')} in {many(len(archive), 'post')}")


def entries_of(path: str) -> dict[str, Any]:
    """A dictionary of names from a file: JSON, or a name a line, behind tabs its category and what else it is called."""
    import json

    from ._files import read

    try:
        text = read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"a dictionary is UTF-8, and byte {error.start} is not: write it again as UTF-8", path=path) from error
    if text.lstrip()[:1] in ("{", "["):
        try:
            given = json.loads(text)
        except ValueError as error:
            raise UsageError(f"this begins as JSON and is none: {error}", path=path) from error
        return given if isinstance(given, dict) else dict.fromkeys(given)
    found: dict[str, Any] = {}
    for row in text.splitlines():
        name, *more = (field.strip() for field in row.split("\t"))
        if name and not name.startswith("#"):
            category, *aliases = more or [""]
            found[name] = {"category": category or None, "aliases": [alias for alias in aliases if alias]}
    if not found:
        raise UsageError("there is no name in it: write one a line, behind a tab its category, behind more what else it is called", path=path)
    return found


def _match(archive: Archive, args: argparse.Namespace) -> Asked:
    entries = entries_of(args.dictionary)
    found = archive.match(entries)
    said = f"{many(len(found), 'match').replace('matchs', 'matches')} of {many(len(entries), 'name')}"
    if args.by:
        return Asked(found.by(args.by), lambda each: f"{each.count:>8,}  {_clean(each.key)}  ({many(each.posts, 'post')})", said)
    return Asked(found, lambda each: f"{_place(each)}: {_clean(each.text)}  ({_clean(each.entry)}{'' if each.category is None else ', ' + _clean(each.category)})", said)


def _repeats(archive: Archive, args: argparse.Namespace) -> Asked:
    repeats = archive.repeats(args.words)

    def line(each: Any) -> str:
        places = ", ".join(map(_place, each.places))
        return f"{each.label}: {_clean(each.text)}\n    {many(each.n_words, 'word')} in {many(each.n_posts, 'post')}: {places}"

    return Asked(repeats, line, f"{many(len(repeats), 'run')} of {args.words} words and more that posts share")


# ------------------------------------------------------------------ how often


def _tags(archive: Archive, args: argparse.Namespace) -> Asked:
    if not args.pairs:
        return Asked(archive.tags, lambda each: f"{each.posts:>8,}  {_clean(each.key)}", f"{many(len(archive.tags), 'tag')} on {many(len(archive), 'post')}")
    pairs = archive.tag_pairs(min_count=max(1, args.min_count), n=None)
    return Asked(pairs, lambda each: f"{each.count:>8,}  {_clean(each.tag)} + {_clean(each.other)}  (lift {each.lift:.3g}, NPMI {each.npmi:.3g})", many(len(pairs), "pair"))


def _timeline(archive: Archive, args: argparse.Namespace) -> Asked:
    if args.query is None:
        table = archive.timeline(args.by)
        said = f"{many(len(archive), 'post')}, {table.undated:,} with no date"
        return Asked(table, lambda each: f"{each.period:<10}  {each.posts:>8,} {_more(each.possible)}", said)
    table = archive.search(args.query).timeline(args.by)
    return Asked(table, lambda each: f"{each.period:<10}  {each.posts:>8,} of {each.all_posts:,} {_more(each.possible)}", f"{many(len(table), args.by)} for {args.query}")


def _more(possible: int) -> str:
    return f"({possible:,} more may be)" if possible else ""


def _ngrams(archive: Archive, args: argparse.Namespace) -> Asked:
    runs = archive.ngrams(args.words, min_count=args.min_count) if args.around is None else archive.clusters(args.around, args.words, min_count=args.min_count)
    return Asked(runs, lambda each: f"{each.count:>8,}  {_clean(each.words)}  ({many(each.posts, 'post')})", f"{many(len(runs), 'run')} of {many(args.words, 'word')}")


def _keyness(archive: Archive, args: argparse.Namespace) -> Asked:
    from ._query import Query

    ours = archive.where(args.query)
    theirs = archive.where(~Query(args.query)) if args.against is None else archive.where(args.against)
    for view, query in ((ours, args.query), (theirs, args.against or "the others")):
        if not len(view):
            raise UsageError(f"{query}: there is no such post, so there is nothing to compare")
    key = ours.keyness(theirs, of="tags" if args.tags else "words", measure=args.measure, min_count=args.min_count)

    def line(each: Any) -> str:
        return f"{getattr(each, args.measure):10.4g}  {each.count:>6,} : {each.other_count:<6,}  {_clean(each.word)}"

    return Asked(key, line, f"{many(len(key), 'tag' if args.tags else 'word')} of {many(len(ours), 'post')} against {many(len(theirs), 'post')}: what these have more of first")


def _collocates(archive: Archive, args: argparse.Namespace) -> Asked:
    near = archive.collocates(args.query, args.window, measure=args.measure, min_count=args.min_count)

    def line(row: Any) -> str:
        counts = f"{row.count:>6,} ({row.left:,} before, {row.right:,} behind) of {row.all:,}, in {many(row.posts, 'post')}"
        return f"{getattr(row, args.measure):10.4g}  {counts}  {_clean(row.word)}"

    return Asked(near, line, f"{many(len(near), 'word')} near {many(near.occurrences, 'occurrence')}")


# ------------------------------------------------------------------ the command line


def number(text: str) -> int:
    import argparse

    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 on")
    return int(text)


def _window(text: str) -> Any:
    left, comma, right = text.partition(",")
    try:
        return (int(left), int(right)) if comma else int(text)
    except ValueError:
        return text


MEASURES = "log_dice, mi, mi3, npmi, t, z, chi2, log_likelihood, dice, jaccard, delta_p, delta_p_back, fisher"
HELP = {
    "quotes": ("list what stands in quotation marks, and who says it", "postdex quotes pages/ --csv > quotes.csv"),
    "names": ("list where somebody is named, in whatever spelling", "postdex names 'Ida Montazeri' town.pdx --csv > mentions.csv\npostdex names 'Harbour Board' town.pdx --spellings"),
    "dates": ("list the dates that the texts mention", "postdex dates town.pdx --where ferry --jsonl"),
    "grep": ("list every occurrence of a regular expression in the texts", "postdex grep '[0-9]+ (men|women)' town.pdx\npostdex grep -- -5 town.pdx                   a pattern that begins with -"),
    "match": ("list where names of a dictionary stand", "postdex match people.txt town.pdx --csv\n\nDICTIONARY: a name a line; behind a tab its category, behind more tabs what else it is called. Or JSON: {name: {category: ..., aliases: [...]}}."),
    "repeats": ("list runs of words that posts share, and why", "postdex repeats town.pdx --words 12 --within paragraph"),
    "tags": ("count the posts that have each tag", "postdex tags town.pdx --where 'date:2019'\npostdex tags town.pdx --pairs --min-count 3    tags that stand together"),
    "timeline": ("count the posts of each month, with zeros", "postdex timeline town.pdx --by year\npostdex timeline town.pdx --query ferry         of those, the ones that match"),
    "ngrams": ("count runs of words", "postdex ngrams town.pdx --words 3 --limit 50\npostdex ngrams town.pdx --around ferry          those that hold it"),
    "keyness": ("list the words that posts have more of than others", "postdex keyness 'tag:Harbour' town.pdx           against all others\npostdex keyness date:2019 town.pdx --against date:2018 --measure log_ratio"),
    "collocates": ("list the words that stand near something, the strongest first", "postdex collocates harbour town.pdx --window 3\npostdex collocates '\"harbour master\"' pages --window sentence --measure log_likelihood --min-count 2"),
}  # fmt: skip
# What stands before FILE.
FIRST = {
    "names": ("name", "NAME", "whom to look for: a first and a last name, or all words of an organisation's"),
    "grep": ("pattern", "PATTERN", "a regular expression (docs/regex.md); behind -- where it begins with -"),
    "match": ("dictionary", "DICTIONARY", "a file of names"),
    "keyness": ("query", "QUERY", "which posts; behind -- where it begins with -"),
    "collocates": ("query", "QUERY", "what they stand near: a word, a phrase, a prefix"),
}
CITED = {"quotes", "names", "dates", "grep", "match"}  # what are places in posts
CITE = "CSV of where they stand: post, date, title, text, sentence, citation, source, line, bytes"
LIMITS = {"tags": 20, "ngrams": 20, "keyness": 20, "collocates": 20}


def _add_own(name: str, add: Callable[..., Any]) -> None:
    """What one command alone takes."""
    if name == "quotes":
        add("--kind", choices=("direct", "scare", "title"), help="only those of this kind")
        add("--speaker", metavar="NAME", help="only those of this speaker, as printed")
    elif name == "names":
        add("--spellings", action="store_true", help="how the name is spelled, and how often, in the place of where")
        add("--without", metavar="RULE", action="append", default=[], help="a rule that may not be used, such as initials or surname (docs/names.md); once for each")
    elif name == "grep":
        add("--ignore-case", action="store_true", help="without regard to case")
    elif name == "match":
        add("--by", choices=("entry", "category", "post"), help="counts, in the place of where they stand")
    elif name == "repeats":
        add("--words", type=number, default=8, metavar="N", help="runs of so many words and more (8)")
    elif name == "tags":
        add("--pairs", action="store_true", help="tags that stand together on posts")
    elif name == "timeline":
        add("--by", default="month", choices=("day", "week", "month", "year"), help="what a row is (month)")
        add("--query", metavar="QUERY", help="only the posts that match, beside the number of all")
    elif name == "ngrams":
        add("--words", type=number, default=2, metavar="N", help="how many words a run has, 1 to 8 (2)")
        add("--around", metavar="QUERY", help="only runs that hold an occurrence of it")
    elif name == "keyness":
        add("--against", metavar="QUERY", help="which posts to compare with (all that do not match)")
        add("--measure", default="log_likelihood", metavar="NAME", help="log_likelihood, chi2, log_ratio, difference, odds_ratio, fisher")
        add("--tags", action="store_true", help="compare tags in the place of words")
    elif name == "collocates":
        add("--window", type=_window, default=5, metavar="N", help="so many words to either side; left,right; sentence; paragraph (5)")
        add("--measure", default="log_dice", metavar="NAME", help=MEASURES)
    least = {"ngrams": 2, "keyness": 1, "collocates": 1, "tags": 1}.get(name)
    if least is not None:
        add("--min-count", type=number, default=least, metavar="N", help=f"leave out what is there less often ({least})")


def describe(command: Callable[..., argparse.ArgumentParser], of_pages: Callable[[argparse.ArgumentParser], None]) -> None:
    for name, (help, examples) in HELP.items():
        made = command(name, help, "\n".join(f"  {line}" if line.startswith("postdex") else line for line in examples.split("\n")))
        if name in FIRST:
            dest, metavar, what = FIRST[name]
            made.add_argument(dest, metavar=metavar, help=what)
        of_pages(made)
        _add_own(name, made.add_argument)
        in_part(made)
        in_form(made, LIMITS.get(name, 0), cited=name in CITED)


def in_part(made: argparse.ArgumentParser) -> None:
    """What commands take that ask a part of an archive."""
    made.add_argument("--where", metavar="QUERY", help="only in the posts that match")
    made.add_argument("--within", metavar="PART", action="append", help="only in parts of this kind, such as title or paragraph; once for each")


def in_form(made: argparse.ArgumentParser, limit: int, *, cited: bool) -> None:
    """How many rows commands print, and in which form. What is for people is short unless they say otherwise; what is for programs is all."""
    of_lines = f"{limit}; all as CSV or JSON lines; " if limit else ""
    made.set_defaults(shown=limit)
    made.add_argument("--limit", type=number, metavar="N", help=f"how many to print ({of_lines}0: all)")
    forms = made.add_mutually_exclusive_group()
    forms.add_argument("--csv", action="store_true", help="CSV, with a header and all columns")
    forms.add_argument("--jsonl", action="store_true", help="one JSON object per line, with all columns")
    if cited:
        forms.add_argument("--cite", action="store_true", help=CITE)
    made.add_argument("--escape-formulas", action="store_true", help="CSV for spreadsheet programs: an apostrophe before what they would run")


def part_of(archive: Archive, args: argparse.Namespace) -> Archive:
    """The part that is asked, of what `in_part` describes."""
    if args.where is not None:
        archive = archive.where(args.where)
        for note in archive.notes:
            tell(f"postdex: note: {note.message}")
    return archive if args.within is None else archive.within(*args.within)


def first_of(table: Any, args: argparse.Namespace) -> Any:
    """What is printed of it, by what `in_form` describes."""
    for_people = not (args.csv or args.jsonl or getattr(args, "cite", False))
    n = args.limit if args.limit is not None else args.shown if for_people else 0
    return table if n == 0 or n >= len(table) else table[:n]


def run(archive: Archive, args: argparse.Namespace) -> int:
    """Runs one of the commands on what is open."""
    from ._export import json_line

    archive = part_of(archive, args)
    asked = COMMANDS[args.command](archive, args)
    shown = first_of(asked.table, args)
    items = map(shown.__getitem__, range(len(shown))) if hasattr(shown, "most_common") else shown  # counts give keys
    cited = args.command in CITED and args.cite
    if args.csv or cited:
        with standard_output() as target:
            shown.to_csv(target, escape_formulas=args.escape_formulas, citations=cited)
    elif args.jsonl:
        for item, row in zip(items, shown.to_dicts(), strict=True):
            put(json_line({**row, "source": item.anchor.source} if hasattr(item, "anchor") else row))  # the path itself: a table's texts are UTF-8
    else:
        for item in items:
            put(asked.line(item))
        tell(asked.said + ("" if len(shown) == len(asked.table) else f", {len(shown):,} shown (--limit)"))
    return FOUND if len(asked.table) else NOTHING


COMMANDS: dict[str, Callable[[Any, Any], Asked]] = {
    "quotes": _quotes, "names": _names, "dates": _dates, "grep": _grep, "match": _match, "repeats": _repeats,
    "tags": _tags, "timeline": _timeline, "ngrams": _ngrams, "keyness": _keyness, "collocates": _collocates,
}  # fmt: skip
