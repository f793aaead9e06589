"""What feedparser's well-formed tests expect, as far as a post has a field for it (feed_fields.txt): pass or fail for each file.

    python tests/forms/feed_expectations.py [--all]     prints how many pass, and each that fails (with --all: each)
"""

import ast
import datetime
import html.parser
import re
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from shared_data import shared

import postdex as pdx

LIST = Path(__file__).with_name("feed_fields.txt")
SERVED = re.compile(rb"Header:\s*Content-Location|127\.0\.0\.1:8097")  # what only a server says: the address of the feed
WANTED = re.compile(rb"Expect:\s*(.*?)\s*(?:\r|\n|-->)")


@dataclass
class Result:
    name: str
    expected: str
    reason: str  # empty: passed


def fields() -> dict[str, tuple[str, str]]:
    rows = (line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {path: (field, way) for path, field, way in rows}


def comparisons(expression: str) -> list[tuple[str, int, object]] | None:
    """(path, entry, value) for each equation; None where something else is expected as well."""
    try:
        tree = ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError):
        return None
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    found = []
    for part in parts:
        if isinstance(part, ast.UnaryOp) and ast.unparse(part) == "not bozo":
            continue
        if not isinstance(part, ast.Compare) or not isinstance(part.ops[0], ast.Eq) or len(part.ops) != 1:
            return None
        path = ast.unparse(part.left)
        entry = re.match(r"entries\[(-?\d+)\]", path)
        try:
            value = ast.literal_eval(part.comparators[0])
        except ValueError:
            return None
        found.append((re.sub(r"\[-?\d+\]", "[]", path), int(entry[1]) if entry else 0, value))
    return found


class Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def squeezed(text: str, of_html: bool) -> str:
    """Without white space; of HTML what it says."""
    if of_html:
        reader = Reader()
        reader.feed(text)
        reader.close()
        text = "".join(reader.text)
    return "".join(text.split())


def addresses(post: pdx.Post, *roles: str) -> list[str]:
    return [part.text for part in post.parts if part.role in roles]


def values(post: pdx.Post, field: str) -> list[str]:
    """What a post says in a field, as texts."""
    if field == "body":
        whole = [post.text, "".join(part.text for part in post.parts.where("summary"))]
        return [*whole, "".join(part.text for part in post.parts if part.role in ("paragraph", "image_alt"))]
    if field == "tags":
        return [str(tag) for tag in [*post.tags, *post.categories]]
    if field == "addresses":
        return addresses(post, "address", "link", "media")
    if field in ("address", "links", "media", "images"):
        return addresses(post, {"links": "link", "images": "image"}.get(field, field))
    if field == "author":
        return [] if post.author is None else [str(post.author), *str(post.author).split(", ")]
    if field == "language":
        return [post.language]
    if field in ("published", "updated"):
        role = "date" if field == "published" else "updated"
        return addresses(post, role)
    value = getattr(post, field)
    return [] if value is None else [str(value)]


def moments(post: pdx.Post, field: str) -> list[datetime.datetime]:
    """Dates as Greenwich has them."""
    found = getattr(post, field)
    return [] if found is None or found.utc is None else [found.utc]


def holds(post: pdx.Post, field: str, way: str, wanted: object) -> str:
    """Empty, or what the post says instead."""
    if way == "moment":
        got = moments(post, field)
        return "" if any(each.timetuple()[:6] == tuple(wanted)[:6] for each in got) else repr(got)
    got = values(post, field)
    if way == "language":
        return "" if (wanted or "")[:2].lower() in ("", got[0]) else repr(got)
    if way == "words":
        plain = {squeezed(str(wanted), False), squeezed(str(wanted), True)}
        return "" if any(squeezed(each, False) in plain for each in got) or (not any(got) and is_nothing(wanted)) else repr(got)
    if way == "same":
        return "" if got[:1] == [wanted] else repr(got)
    return "" if wanted in got else repr(got)


def is_nothing(wanted: object) -> bool:
    """Whether what is expected has no words: an entry that says nothing is no post."""
    return isinstance(wanted, str) and squeezed(wanted, True) == ""


def check(path: Path, known: dict[str, tuple[str, str]]) -> Result | None:
    """None: it expects something that is not on the list."""
    data = path.read_bytes()
    match = WANTED.search(data)
    equations = comparisons(match[1].decode("utf-8", "replace")) if match else None
    if SERVED.search(data):
        return None
    if not equations or any(each not in known for each, _, _ in equations):
        return None
    expected = " and ".join(f"{each} == {value!r}" for each, _, value in equations)
    try:
        entries = pdx.parse(data, path.name).pages
    except pdx.Error as error:
        return Result(path.name, expected, f"not read: {error}")
    for each, number, value in equations:
        field, way = known[each]
        if number >= len(entries):
            return Result(path.name, expected, f"only {len(entries)} entries")
        posts = entries[number].posts
        said = holds(posts[0], field, way, value) if posts else "" if is_nothing(value) else "nothing"
        if said:
            return Result(path.name, expected, f"{field} is {said}")
    return Result(path.name, expected, "")


def results() -> list[Result]:
    known = fields()
    files = sorted(shared("data/feeds/feedparser/wellformed").rglob("*.xml"))
    return [result for path in files if (result := check(path, known)) is not None]


def main() -> None:
    everything = results()
    failed = [each for each in everything if each.reason]
    for each in everything if "--all" in sys.argv else failed:
        print(f"{each.name}: {'FAIL' if each.reason else 'pass'}: {each.expected[:100]}{' | ' + each.reason[:160] if each.reason else ''}")
    print(f"{len(everything) - len(failed)} of {len(everything)} files pass: {1 - len(failed) / max(len(everything), 1):.4f}")


if __name__ == "__main__":
    main()
