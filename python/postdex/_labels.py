"""Labels on what was found, kept in a file by where it stands and what it says."""

from __future__ import annotations

from ._beside import FileBeside
from ._display import Shows
from ._errors import FormatError, UsageError
from ._text import Anchor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._archive import Archive
    from ._types import Path, Target

AROUND = 64  # characters that are kept before and behind
LONGEST = 1000  # characters of what is labelled that are kept
CERTAIN = 40  # so long a text is found again by itself, where it stands once
FIELDS = ("label", "note", "source", "line", "bytes", "quote", "before", "after", "post", "sha256")
COLUMNS = ("label", "note", "status", "quote", "post", "source", "line", "byte_begin", "byte_end", "reason")


class Label:
    """A label: what it says, of which text, and where that stands now.

    `status` is "here" where the text stands as it was, "moved" where it was found again by what it says and what stands round it, and "lost" where nobody can tell: then `anchor` is
    None, and `reason` says why.
    """

    __module__ = "postdex"

    __slots__ = {
        "anchor": "Where the text stands now; None when it is lost.",
        "label": "What it is labelled.",
        "note": "What else was said of it.",
        "quote": "The text, as it was when it was labelled (of a long one its beginning).",
        "reason": "Why it is lost, or how it was found.",
        "status": "here, moved or lost.",
        "stored": "The row of the file.",
    }

    def __init__(self, stored: dict[str, Any], anchor: Anchor | None, status: str, reason: str) -> None:
        self.stored = stored
        self.label: str = stored["label"]
        self.note: str = stored.get("note", "")
        self.quote: str = stored["quote"]
        self.anchor = anchor
        self.status = status
        self.reason = reason

    def __repr__(self) -> str:
        where = self.reason if self.anchor is None else f"{self.anchor.source}, line {self.anchor.line}"
        quote = self.quote if len(self.quote) <= 60 else self.quote[:59] + "…"
        return f"<Label {self.label!r} {quote!r} · {self.status} · {where}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Label) and (self.stored, self.status, self.anchor) == (other.stored, other.status, other.anchor)

    def __hash__(self) -> int:
        return hash((self.label, self.quote, self.status))


class Labels(Shows):
    """The labels of a file, on texts of an archive: a sequence in the order of the file, which `add` and `remove` write at once.

    Others may write the same file: what they have changed is read before anything is changed here, and stays.

    >>> import postdex as pdx, tempfile, os
    >>> path = os.path.join(tempfile.mkdtemp(), "labels.jsonl")
    >>> archive = pdx.parse("Rain\\n\\nThe bridge was shut for a week.", name="town.txt")
    >>> archive.labels(path).add(archive.find("bridge")[0], "closure", note="which bridge?")
    <Label 'closure' 'bridge' · here · town.txt, line 3>
    >>> later = pdx.parse("News\\n\\nRain\\n\\nThe bridge was shut for a week.", name="town.txt")
    >>> later.labels(path)[0]
    <Label 'closure' 'bridge' · moved · town.txt, line 5>
    >>> pdx.parse("Rain\\n\\nNothing.", name="town.txt").labels(path)[0].status
    'lost'
    """

    __module__ = "postdex"

    __slots__ = ("_archive", "_file", "_labels", "_texts")

    def __init__(self, archive: Archive, path: Path) -> None:
        self._archive = archive
        self._file = FileBeside(path)
        self._texts: dict[int, str] = {}
        self._labels = [self._attach(row) for row in self._read()]

    @property
    def path(self) -> str:
        """The file."""
        return self._file.path

    def __len__(self) -> int:
        return len(self._labels)

    def __iter__(self) -> Iterator[Label]:
        return iter(tuple(self._labels))

    def __getitem__(self, key: Any) -> Any:
        return self._labels[key]

    @property
    def lost(self) -> list[Label]:
        """Those whose text is not found."""
        return [each for each in self._labels if each.status == "lost"]

    def of(self, label: str) -> list[Label]:
        """Those that say so."""
        return [each for each in self._labels if each.label == label]

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each."""
        counts: dict[str, int] = {}
        for each in self._labels:
            counts[each.label] = counts.get(each.label, 0) + 1
        return counts

    def add(self, item: Any, label: str, *, note: str = "") -> Label:
        """Labels a line, a quotation, a mention, a part, a post (also as a hit), or whatever else has an `anchor`.

        The same label on the same text is one label: adding it again gives the one that is there, with the `note` if one is said.
        """
        anchor = _anchor_of(item)
        if not isinstance(anchor, Anchor) or anchor._place is None:
            raise UsageError(f"a {type(item).__name__} cannot be labelled: what has an anchor in an archive can, such as each of its lines, places or posts")
        if not isinstance(label, str) or not label:
            raise UsageError(f"label={label!r}: a word is needed")
        with self._file.alone():
            labels = self._now()
            at = next((i for i, each in enumerate(labels) if each.label == label and each.anchor == anchor), None)
            if at is None:
                made = Label(self._row(anchor, label, note), anchor, "here", "")
                self._keep([*labels, made])
                return made
            known = labels[at]
            if note in ("", known.note):
                return known
            labels[at] = Label({**known.stored, "note": note}, known.anchor, known.status, known.reason)
            self._keep(labels)
            return labels[at]

    def remove(self, item: Any, label: str | None = None) -> int:
        """Takes labels off: a `Label`, or all that something has (those that say `label`); gives how many."""
        anchor = item if isinstance(item, Label) else _anchor_of(item)
        with self._file.alone():
            labels = self._now()
            kept = [each for each in labels if not ((each is anchor or each.anchor == anchor) and label in (None, each.label))]
            if len(kept) < len(labels):
                self._keep(kept)
            return len(labels) - len(kept)

    def settle(self) -> int:
        """Stores where those that moved stand now; gives how many. Without it they are looked for again each time, and what they say of their first place stays."""
        with self._file.alone():
            labels = self._now()
            moved = [each for each in labels if each.status == "moved"]
            if moved:
                self._keep([Label(self._row(each.anchor, each.label, each.note), each.anchor, "here", "") if each.status == "moved" and each.anchor else each for each in labels])
            return len(moved)

    def to_dicts(self) -> list[dict[str, Any]]:
        """A row each: label, note, status, quote, and where it stands now."""
        rows = []
        for each in self._labels:
            anchor = each.anchor
            row: dict[str, Any] = {"label": each.label, "note": each.note, "status": each.status, "quote": each.quote, "post": None if anchor is None else anchor.post}
            row["source"] = each.stored["source"] if anchor is None else anchor.source
            row["line"] = None if anchor is None else anchor.line
            row["byte_begin"], row["byte_end"] = (None, None) if anchor is None else anchor.bytes
            rows.append({**row, "reason": each.reason})
        return rows

    def to_csv(self, path: Target) -> None:
        """Writes the rows of `to_dicts` as CSV, to a path or a text file object."""
        import csv

        from ._export import _writing

        with _writing(path, newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(self.to_dicts())

    def to_jsonl(self, path: Target) -> None:
        """Writes the rows of `to_dicts` as JSON lines, to a path or a text file object. (What `path` names is another form: with what is needed to find the texts again.)"""
        from ._export import _writing, json_line

        with _writing(path) as file:
            for row in self.to_dicts():
                print(json_line(row), file=file)

    def to_pandas(self) -> Any:
        """The rows of `to_dicts` as a pandas DataFrame; `MissingPackageError` without pandas."""
        from ._export import _package

        return _package("pandas").DataFrame(self.to_dicts(), columns=list(COLUMNS))

    # ------------------------------------------------------------ the file

    def _read(self) -> list[dict[str, Any]]:
        import json

        rows = []
        for number, line in enumerate(self._file.read().split("\n"), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                good = isinstance(row, dict) and all(isinstance(row.get(name), str) for name in ("label", "quote", "source", "before", "after")) and row["quote"] != ""
            except ValueError:
                good = False
            if not good:
                raise FormatError(f"{self.path}, line {number}: this is no label: a JSON object with label, source, bytes, quote, before and after is needed")
            rows.append(row)
        return rows

    def _now(self) -> list[Label]:
        """What the file says now: those that are known, and what others have written."""
        if self._file.has_changed():
            known = self._labels
            self._labels = [next((each for each in known if each.stored == row), None) or self._attach(row) for row in self._read()]
        return list(self._labels)

    def _keep(self, labels: list[Label]) -> None:
        import json

        self._file.write("".join(json.dumps(each.stored, ensure_ascii=False) + "\n" for each in labels))
        self._labels = labels  # behind it: what could not be written is not here either

    def _row(self, anchor: Anchor, label: str, note: str) -> dict[str, Any]:
        assert anchor._place is not None
        _, layer, begin, end, _, _ = anchor._place
        text = self._archive._store.layer_bytes(layer)
        before = text[:begin].decode("utf-8", "replace")[-AROUND:]
        after = text[end:].decode("utf-8", "replace")[:AROUND]
        row = {"label": label, "note": note, "source": anchor.source, "line": anchor.line, "bytes": list(anchor.bytes), "quote": anchor.quote[:LONGEST], "before": before, "after": after, "sha256": anchor.sha256}
        row["post"] = self._title(anchor)
        return {name: row[name] for name in FIELDS}

    # ------------------------------------------------------------ finding texts again

    def _title(self, anchor: Anchor) -> str | None:
        """Of the post in which it stands; None outside of posts."""
        return None if anchor.post is None else self._archive.whole[anchor.post].title or ""

    def _text(self, page: Any) -> str:
        if page.number not in self._texts:
            self._texts[page.number] = page.data.decode("utf-8", "replace")
        return self._texts[page.number]

    def _pages(self) -> list[tuple[str, Any]]:
        store = self._archive._store
        names = [store.source(number)["name"] for number in range(store.info["sources"])]
        return [(names[page._source], page) for page in self._archive.whole.pages]

    def _attach(self, row: dict[str, Any]) -> Label:
        pages = self._pages()
        own = [page for name, page in pages if name == row["source"]]
        for page in own:
            anchor = self._same_place(page, row)
            if anchor is not None and isinstance(row.get("post"), str) and anchor.post is None:
                return Label(row, None, "lost", "its post is in the archive no more")
            if anchor is not None:
                return Label(row, anchor, "here", "")
        found: list[tuple[int, Any, int, int]] = []
        for some in (own, [page for name, page in pages if name != row["source"]]):
            found = [(score, page, begin, end) for page in some for score, begin, end in self._candidates(page, row)]
            if found:
                break
        return self._choose(row, found)

    def _choose(self, row: dict[str, Any], found: list[tuple[int, Any, int, int]]) -> Label:
        if not found:
            return Label(row, None, "lost", "its text stands nowhere")
        most = max(score for score, *_ in found)
        best = [each for each in found if each[0] == most]
        asked = len(_plain(row["before"])) + len(_plain(row["after"]))
        enough = most >= max(12, asked // 2) or most == asked or (len(row["quote"]) >= CERTAIN and len(found) == 1)
        if not enough:
            return Label(row, None, "lost", f"its text stands at {len(found)} places, but nothing round it is as it was")
        if len(best) > 1:
            return Label(row, None, "lost", f"its text stands at {len(best)} places that are alike")
        _, page, begin, end = best[0]
        anchor = self._anchor(page, begin, end)
        title = self._title(anchor)
        if most < asked and _folded(row.get("post", title)) != _folded(title):
            where = "outside of posts" if title is None else f"in the post {title!r}"
            return Label(row, None, "lost", f"its text stands {where}, and not all that stood round it")
        return Label(row, anchor, "moved", f"found by its text and {most} of {asked} characters round it")

    def _same_place(self, page: Any, row: dict[str, Any]) -> Anchor | None:
        """Where the same bytes still say the same, and so do those round them."""
        at = row.get("bytes")
        text = self._text(page)
        if not (isinstance(at, list) and len(at) == 2 and all(isinstance(each, int) and each >= 0 for each in at)):
            return None
        for begin in _occurrences(text, row["quote"]):
            anchor = self._anchor(page, begin, begin + len(row["quote"]))
            if anchor.bytes[0] == at[0]:
                same = text[max(0, begin - AROUND) : begin].endswith(row["before"]) and text[begin + len(row["quote"]) :].startswith(row["after"] if len(row["quote"]) < LONGEST else "")
                return self._whole(page, begin, at) if same else None
        return None

    def _whole(self, page: Any, begin: int, at: list[int]) -> Anchor:
        """All of what was labelled, of which the file has the beginning where it is long."""
        text = self._text(page)
        first = len(text[:begin].encode())
        return self._placed(page, first, first + at[1] - at[0])

    def _candidates(self, page: Any, row: dict[str, Any]) -> Iterator[tuple[int, int, int]]:
        """(how many characters round it are as they were, begin, end) of each place where the text stands, whatever white space is in it."""
        import re

        text = self._text(page)
        words = [re.escape(word) for word in row["quote"].split()]
        if not words:
            return
        for found in re.finditer(r"\s+".join(words), text):
            before, after = _plain(text[max(0, found.start() - 2 * AROUND) : found.start()]), _plain(text[found.end() : found.end() + 2 * AROUND])
            yield _agree(before[::-1], _plain(row["before"])[::-1]) + _agree(after, _plain(row["after"])), found.start(), found.end()

    def _anchor(self, page: Any, begin: int, end: int) -> Anchor:
        text = self._text(page)
        first = len(text[:begin].encode())
        return self._placed(page, first, first + len(text[begin:end].encode()))

    def _placed(self, page: Any, first: int, last: int) -> Anchor:
        part = next((each for each in page.parts if each._place[1] <= first < each._place[2]), None)
        return Anchor._at(self._archive._store, page._layer, first, last, page.number, None if part is None else part.number)

    def _describe(self) -> Any:
        from . import _views_search

        return _views_search.labels(self)


def _anchor_of(item: Any) -> Any:
    if isinstance(item, Anchor):
        return item
    return getattr(item, "anchor", None) or getattr(getattr(item, "post", None), "anchor", None)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _folded(title: str | None) -> str | None:
    return None if title is None else _plain(title).casefold()


def _agree(a: str, b: str) -> int:
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)
