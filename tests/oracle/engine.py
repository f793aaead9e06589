"""What is checked: the core behind driver.c, or the package; and their archives in the oracle's terms."""

import json
import subprocess
import zlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from oracle import evaluate, words
from oracle.days import EVER, days_of_one

EPOCH = date(1970, 1, 1).toordinal()
UNKNOWN = -(2**63)  # PDX_DAY_UNKNOWN
OUTSIDE = 2**32 - 1  # PDX_NONE: a part in no appearance


class EngineError(Exception):
    """The core has answered with a status, such as PDX_EQUERY."""


class Unclear(Exception):
    """The seam does not tell which tags a part holds: some are known from another appearance of the post."""


@dataclass
class Answer:
    rows: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    possible: int = 0


@dataclass
class Built:
    """An archive of the core: what the oracle is given, and where each part stands."""

    archive: evaluate.Archive
    places: dict[tuple[int, int], list[tuple[int, int, int, int]]]  # (page, part) -> (document, part of it, begin, end)


class Engine:
    """The core at the other end of a pipe."""

    def __init__(self, program: Path):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        if self.process.wait() != 0:
            raise AssertionError(f"the driver has ended with {self.process.returncode}")

    def ask(self, *command: str | bytes) -> list[list[str]]:
        self.say(*command)
        rows = []
        while True:
            line = self.process.stdout.readline().decode().split()
            if not line:
                raise AssertionError(f"the driver has died with {self.process.wait()} at {command}")
            if line[0] == "stem":
                self.say(*(words.stem(bytes.fromhex(term.strip(".")).decode(), line[1]).encode() for term in line[2:]))
                continue
            if line[0] == "error":
                raise EngineError(line[1])
            rows.append(line)
            if line[0] == "end":
                return rows

    def say(self, *words_of_line: str | bytes) -> None:
        line = " ".join(word if isinstance(word, str) else word.hex() or "." for word in words_of_line)
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def build(self, source: bytes, name: str, language: str) -> Built:
        return built(self.ask("archive", language or "--", name.encode(), source), name)

    def query(self, mode: str, text: str, any: bool = False, possible: bool = False, strict: bool = False, within=None) -> Answer:
        flags = "a" * any + "p" * possible + "s" * strict or "."
        rows = self.ask(mode, flags, ",".join(sorted(within)) if within else ".", text.encode())
        return Answer(
            [row for row in rows if row[0] in ("hit", "line")],
            [" ".join(row[1:]) for row in rows if row[0] == "note"],
            int(rows[-1][1]),
        )


class CutEngine(Engine):
    """The same with the index of each archive cut into several segments, among whose documents others are gone."""

    SEGMENTS, KINDS = 5, 3

    def build(self, source: bytes, name: str, language: str) -> Built:
        result = super().build(source, name, language)
        seed = zlib.crc32(source)
        self.ask("cut", str(1 + seed % self.SEGMENTS), str(seed // self.SEGMENTS % self.KINDS), str(seed))
        return result


class Package:
    """The package postdex, told of in the rows that the driver prints."""

    def __init__(self):
        import postdex

        self.pdx = postdex

    def close(self) -> None:
        pass

    def build(self, source: bytes, name: str, language: str) -> Built:
        options = {"name": name, "language": language or None, "threads": 1 + zlib.crc32(source) % 3}
        if source.startswith(b"{"):
            self.archive = self.pdx.from_records(map(json.loads, source.splitlines()), **options)
        else:
            self.archive = self.pdx.parse(source, **options)
        return built(list(self.rows()), name)

    @staticmethod
    def first(archive, text: str, rows: list[list[str]], options: dict) -> None:
        """The first few, found alone and in a batch, are those of all, to the last bit."""
        k = 1 + zlib.crc32(text.encode()) % 12
        alone = [["hit", str(hit.post.number), repr(hit.score)] for hit in archive.search(text, **options)[:k]]
        batch = [["hit", str(row.post), repr(row.score)] for row in archive.search_many([text], k, **options)]
        if alone != rows[:k] or batch != rows[:k]:
            raise AssertionError(f"the first {k} of {text!r}: {alone} alone, {batch} in a batch, {rows[:k]} of all")

    def rows(self):
        pages = list(self.archive.pages)
        layers = [page.parts[0]._place[0] if len(page.parts) else 0 for page in pages]
        for layer in range(max(layers, default=-1) + 1):
            yield ["layer", str(layer), self.archive._store.layer_bytes(layer).hex() or "."]
        for page, layer in zip(pages, layers, strict=True):
            heading = page.heading._place[5] if page.heading is not None else -1
            yield ["page", str(layer), str(heading), page.language or "--"]
            yield from (part_row(part, "0" if part.post else str(OUTSIDE)) for part in page.parts)
        for post in self.archive:
            bounds = post.published_bounds
            day = [UNKNOWN if each is None else each.toordinal() - EPOCH for each in (bounds.not_before, bounds.before)]
            yield ["post", post.language or "--", post.published.iso if post.published else "-", *map(str, day)]
            for appearance in post.appearances:
                fullest = len(appearance.parts) and appearance.parts[0]._place == post.parts[0]._place
                yield ["appearance", str(appearance.page.number), "1" if fullest else "0"]
                yield from (part_row(part, "0") for part in appearance.parts)
            for kind, tags in (("tag", post.tags), ("category", post.categories)):
                for tag in tags:
                    _, layer, begin, end, page, part = tag._place
                    yield [kind, *map(str, (page, part, layer, begin, end))]

    def query(self, mode: str, text: str, any: bool = False, possible: bool = False, strict: bool = False, within=None) -> Answer:
        archive = self.archive.within(*within) if within else self.archive
        options = {"possible": possible, "strict": strict}
        try:
            if mode == "search":
                found = archive.search(text, match="any" if any else "all", **options)
                rows = [["hit", str(hit.post.number), repr(hit.score)] for hit in found]
                self.first(archive, text, rows, {"match": "any" if any else "all", **options})
            else:
                found = archive.find(text, **options)
                rows = [line_row(line) for line in found]
        except self.pdx.QueryError:
            raise EngineError("PDX_EQUERY") from None
        notes = [message for _, _, message in found._notes]  # as the core reads queries: the signs that no index has, of which the package tells, are another matter
        return Answer(rows, notes, found.possible)


def part_row(part, appearance: str) -> list[str]:
    _, begin, end, page, number = part._place
    return ["part", *map(str, (page, number, part.role, begin, end)), appearance]


def line_row(line) -> list[str]:
    _, begin, end, page, part = line._place
    post = -1 if line.post is None else line.post.number
    return ["line", *map(str, (post, page, part, line.role, begin, end, line.position))]


def records(rows: list[dict]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


# The archive that the driver prints ---------------------------------------------------------------


class Shown:
    """The rows of an archive, by what they are of."""

    def __init__(self, rows: list[list[str]]):
        self.layers: list[bytes] = []
        self.pages: list[dict] = []
        self.posts: list[dict] = []
        below = None
        for kind, *row in rows:
            if kind == "layer":
                self.layers.append(bytes.fromhex(row[1].strip(".")))
            elif kind == "page":
                below = {"layer": int(row[0]), "heading": int(row[1]), "language": row[2], "parts": []}
                self.pages.append(below)
            elif kind == "post":
                self.posts.append({"row": row, "appearances": [], "items": {"tag": [], "category": []}})
            elif kind == "appearance":
                below = {"page": int(row[0]), "fullest": row[1] == "1", "parts": []}
                self.posts[-1]["appearances"].append(below)
            elif kind == "part":
                below["parts"].append((int(row[0]), int(row[1]), row[2], int(row[3]), int(row[4]), row[5]))
            elif kind in ("tag", "category"):
                self.posts[-1]["items"][kind].append(tuple(map(int, row)))

    def text(self, layer: int, begin: int, end: int) -> str:
        return self.layers[layer][begin:end].decode()


def built(rows: list[list[str]], source: str) -> Built:
    shown = Shown(rows)
    places: dict[tuple[int, int], list[tuple[int, int, int, int]]] = {}
    posts = [post_document(shown, post, number, source, places) for number, post in enumerate(shown.posts)]
    remainders = []
    for page in shown.pages:
        document = evaluate.Document([], page["language"].strip("-"), sources=[source], is_post=False)
        for row in page["parts"]:
            if row[5] == str(OUTSIDE):
                add_part(shown, document, len(posts) + len(remainders), row, [], places, {})
        remainders.append(document)
    return Built(evaluate.Archive(posts, remainders), places)


def post_document(shown: Shown, post: dict, number: int, source: str, places: dict) -> evaluate.Document:
    language, published, not_before, before = post["row"]
    document = evaluate.Document([], language.strip("-"), days=days_of_post(published, int(not_before), int(before)), sources=[source])
    items = post["items"]["tag"] + post["items"]["category"]
    seen: dict[str, set[str]] = {}
    document.tags = [shown.text(layer, begin, end) for _, _, layer, begin, end in items]
    for appearance in post["appearances"]:
        page = shown.pages[appearance["page"]]
        if page["heading"] >= 0:
            _, _, _, begin, end, _ = page["parts"][page["heading"]]
            document.headings.append(shown.text(page["layer"], begin, end))
        if appearance["fullest"]:
            for row in appearance["parts"]:
                add_part(shown, document, number, row, items, places, seen)
    own = {(row[0], row[1]) for appearance in post["appearances"] if appearance["fullest"] for row in appearance["parts"]}
    for page, part, layer, begin, end in items:  # what only other appearances carry comes behind
        if (page, part) not in own:
            role = next(row[2] for row in shown.pages[page]["parts"] if row[1] == part)
            place_part(shown, document, number, (page, part, role, layer, begin, end), places)
    return document


def add_part(shown: Shown, document: evaluate.Document, number: int, row: tuple, items: list, places: dict, seen: dict) -> None:
    """A part of the page becomes one of the document; a part of tags one for each tag that the post did not have before."""
    page, part, role, begin, end, _ = row
    layer = shown.pages[page]["layer"]
    ranges = [(begin, end)]
    if role in ("tags", "categories") and document.is_post:
        keys = [tag_key(tag) for tag in shown.text(layer, begin, end).split(",")]
        if any(keys):
            ranges = sorted((b, e) for p, k, _, b, e in items if (p, k) == (page, part))
            known = seen.setdefault(role, set())
            if len({key for key in keys if key} - known) != len(ranges):
                raise Unclear(document)
            known.update(keys)
    for b, e in ranges:
        place_part(shown, document, number, (page, part, role, layer, b, e), places)


def tag_key(tag: str) -> str:
    """Tags with the same key are the same tag."""
    return "\x1f".join(token.term for token in words.tokens(tag, "en"))


def place_part(shown: Shown, document: evaluate.Document, number: int, where: tuple, places: dict) -> None:
    page, part, role, layer, begin, end = where
    places.setdefault((page, part), []).append((number, len(document.parts), begin, end))
    document.parts.append(evaluate.Part(role, shown.text(layer, begin, end)))


def days_of_post(published: str, not_before: int, before: int) -> tuple[float, float]:
    if published != "-":
        return days_of_one(published[:10])
    return (
        EVER[0] if not_before == UNKNOWN else not_before + EPOCH,
        EVER[1] if before == UNKNOWN else before - 1 + EPOCH,
    )
