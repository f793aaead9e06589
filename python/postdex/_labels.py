"""Labels on what was found, kept in a file by where it stands and what it says."""

from __future__ import annotations

import bisect

from . import _left
from ._beside import FileBeside
from ._display import Shows
from ._errors import FormatError, UsageError, shown
from ._recipe import Recipe, step
from ._text import Anchor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeGuard

    from ._archive import Archive
    from ._export import Selection
    from ._items import Pages
    from ._types import Path, Target

    _Place = tuple[int, Any, int, int]

AROUND = 64  # characters that are kept before and behind
LONGEST = 1000  # characters of what is labelled that are kept
CERTAIN = 40  # so long a text is found again by itself, where it stands once
MARKS = ".,;:!?()[]\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u2026"  # beside a word, of which they are no part at its ends
WEIGHED = 12  # words of a text and what stands round it, of which the rarest is looked for
FIELDS = ("label", "note", "source", "line", "bytes", "quote", "before", "after", "post", "sha256", "size")
UNFINISHED = '{"label": '  # how a row begins that has no end yet
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

    __slots__ = ("_archive", "_by_label", "_file", "_labels", "_on", "_pages_by_query", "_parts", "_read_last", "_sources")

    def __init__(self, archive: Archive, path: Path) -> None:
        self._archive = archive
        self._file = FileBeside(path)
        self._sources: dict[str, list[int]] | None = None
        self._parts: tuple[int, list[tuple[int, int, int]]] | None = None
        self._read_last: tuple[int, bytes] | None = None
        self._pages_by_query: dict[str, set[int] | None] = {}
        self._hold(self._attach_all(self._read()))

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
        return list(self._by_label.get(label, ()))

    def on(self, item: Any) -> list[Label]:
        """Those that stand on just the text of a line, a quotation, a post, or whatever else has an `anchor`.

        >>> import postdex as pdx, tempfile, os
        >>> archive = pdx.parse("Rain\\n\\nThe bridge was shut for a week.", name="town.txt")
        >>> labels = archive.labels(os.path.join(tempfile.mkdtemp(), "labels.jsonl"))
        >>> labels.add(archive.find("bridge")[0], "closure")
        <Label 'closure' 'bridge' · here · town.txt, line 3>
        >>> [label.label for label in labels.on(archive.find("bridge")[0])], labels.on(archive[0])
        (['closure'], [])
        """
        return list(self._on.get(_anchor_of(item), ()))

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each."""
        return {label: len(some) for label, some in self._by_label.items()}

    def add(self, item: Any, label: str, *, note: str = "") -> Label:
        """Labels a line, a quotation, a mention, a part, a post (also as a hit), or whatever else has an `anchor`.

        The same label on the same text is one label: adding it again gives the one that is there, with the `note` if one is said.
        """
        return self._label([item], label, note)[0][0]

    def add_all(self, items: Iterable[Any], label: str, *, note: str = "") -> int:
        """Labels each of them as `add` does, and writes the file once; gives how many had not that label yet.

        >>> import postdex as pdx, tempfile, os
        >>> archive = pdx.parse("Rain\\n\\nThe ferry was late. The ferry was full.")
        >>> labels = archive.labels(os.path.join(tempfile.mkdtemp(), "labels.jsonl"))
        >>> labels.add_all(archive.find("ferry"), "boat"), labels.add_all(archive.find("ferry"), "boat")
        (2, 0)
        """
        return self._label(items, label, note)[1]

    def _label(self, items: Iterable[Any], label: str, note: str) -> tuple[list[Label], int]:
        """The labels, and how many of them are new."""
        if not isinstance(label, str) or not label:
            raise UsageError(f"label={shown(label)}: a word is needed")
        if not isinstance(note, str):
            raise TypeError(f"note={shown(note)}: a text is needed, not a {type(note).__name__}")
        if not hasattr(items, "__iter__"):
            raise TypeError(f"add_all takes several, and no {type(items).__name__}: `add` labels one")
        anchors = [_to_label(item) for item in items]
        with self._file.alone():
            self._refresh()
            made: dict[Anchor, Label] = {}
            noted: dict[int, Label] = {}
            new: list[Label] = []
            for anchor in dict.fromkeys(anchors):
                known = next((each for each in self._on.get(anchor, ()) if each.label == label), None)
                if known is None:
                    made[anchor] = Label(self._row(anchor, label, note), anchor, "here", "")
                    new.append(made[anchor])
                elif note in ("", known.note):
                    made[anchor] = known
                else:
                    made[anchor] = noted[id(known)] = Label({**known.stored, "note": note}, known.anchor, known.status, known.reason)
            if noted:
                self._keep([*(noted.get(id(each), each) for each in self._labels), *new])
            elif new:
                self._add(new)
            return [made[anchor] for anchor in anchors], len(new)

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

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(COLUMNS)

    def select(self, *columns: str, views: bool = False) -> Selection:
        """Only these columns, as those of other results; see `Rows.select`."""
        from . import _item_tables

        return _item_tables.labels(self).select(*columns, views=views)

    def to_polars(self) -> Any:
        """The rows of `to_dicts` as a polars DataFrame; `MissingPackageError` without polars."""
        from . import _item_tables

        return _item_tables.labels(self).to_polars()

    @property
    def recipe(self) -> Recipe:
        """The code, sources and version behind them; what they are stands in their file."""
        return Recipe(self._archive._store, (*self._archive._recipe, step("labels", self.path)))

    def to_arrow(self) -> Any:
        """The rows of `to_dicts` as a pyarrow Table; `MissingPackageError` without pyarrow."""
        from ._export import _package

        return _package("pyarrow").table(self)

    def __arrow_c_schema__(self) -> object:
        from . import _item_tables

        return _item_tables.labels(self).__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        from . import _item_tables

        return _item_tables.labels(self).__arrow_c_stream__(requested_schema)

    # ------------------------------------------------------------ the file

    def _read(self) -> list[dict[str, Any]]:
        import json

        rows = []
        lines = self._file.read().split("\n")
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                good = isinstance(row, dict) and all(isinstance(row.get(name), str) for name in ("label", "quote", "source", "before", "after")) and row["quote"] != ""
            except ValueError:
                good = False
            if not good and number == len(lines) and line[: len(UNFINISHED)] == UNFINISHED[: len(line)]:
                break  # as it is while somebody adds it, or where that was never done: nobody was told that it is there
            if not good:
                raise FormatError(f"{self.path}, line {number}: this is no label: a JSON object with label, source, bytes, quote, before and after is needed")
            rows.append(row)
        return rows

    def _now(self) -> list[Label]:
        """What the file says now."""
        self._refresh()
        return list(self._labels)

    def _refresh(self) -> None:
        """Takes over what others have written; those that are known stay."""
        if self._file.has_changed():
            rows, known = self._read(), {_line(each.stored): each for each in self._labels}
            attached = iter(self._attach_all([row for row in rows if _line(row) not in known]))
            self._hold([known.get(_line(row)) or next(attached) for row in rows])

    def _hold(self, labels: list[Label]) -> None:
        self._labels: list[Label] = []
        self._by_label: dict[str, list[Label]] = {}
        self._on: dict[Anchor, list[Label]] = {}
        self._hold_more(labels)

    def _hold_more(self, labels: list[Label]) -> None:
        self._labels.extend(labels)
        for each in labels:
            self._by_label.setdefault(each.label, []).append(each)
            if each.anchor is not None:
                self._on.setdefault(each.anchor, []).append(each)

    def _keep(self, labels: list[Label]) -> None:
        self._file.write("".join(_line(each.stored) + "\n" for each in labels))
        self._hold(labels)  # behind it: what could not be written is not here either

    def _add(self, new: list[Label]) -> None:
        """Keeps those that are new behind the others, which are not written again."""
        if self._file.append("".join(_line(each.stored) + "\n" for each in new)):
            self._hold_more(new)
        else:
            self._keep([*self._labels, *new])

    def _row(self, anchor: Anchor, label: str, note: str) -> dict[str, Any]:
        assert anchor._place is not None
        _, layer, begin, end, _, _ = anchor._place
        store, most = self._archive._store, 4 * AROUND + 4  # a character has at most four bytes, and the outermost may be cut
        before = store.layer_bytes(layer, max(0, begin - most), begin).decode("utf-8", "replace")[-AROUND:]
        after = store.layer_bytes(layer, end, end + most).decode("utf-8", "replace")[:AROUND]
        row = {"label": label, "note": note, "source": anchor.source, "line": anchor.line, "bytes": list(anchor.bytes), "quote": anchor.quote[:LONGEST], "before": before, "after": after, "sha256": anchor.sha256}
        row["post"] = self._title(anchor)
        if len(anchor.quote) > LONGEST:
            row["size"] = end - begin  # bytes of the text as it was read, which has others than its source where that has escapes
        return {name: row[name] for name in FIELDS if name in row}

    # ------------------------------------------------------------ finding texts again

    def _title(self, anchor: Anchor) -> str | None:
        """Of the post in which it stands; None outside of posts."""
        return None if anchor.post is None else self._archive.whole[anchor.post].title or ""

    def _pages_of(self, source: str) -> list[Pages]:
        """The pages of the sources of this name, in the order of the archive."""
        if self._sources is None:
            store = self._archive._store
            self._sources = {}
            for place, number in enumerate(_left.source_numbers(store)):
                self._sources.setdefault(store.source(number)["name"], []).append(place)
        sources = self._archive.whole.sources
        return [sources[place].pages for place in self._sources.get(source, ())]

    def _attach_all(self, rows: list[dict[str, Any]]) -> list[Label]:
        """Each by its place; those that are not there by their texts, in one pass over the pages of their source, then in one over those of the others."""
        labels = [self._at_its_place(row) for row in rows]
        found: dict[int, list[_Place]] = {i: [] for i, label in enumerate(labels) if label is None}
        by_source: dict[str, list[int]] = {}
        for i in found:
            by_source.setdefault(rows[i]["source"], []).append(i)
        for source, some in by_source.items():
            pages = [page for pages in self._pages_of(source) for page in pages]
            for with_all in (True, False):  # with all that stood round it, of which one place is enough; then wherever the text is
                left = [i for i in some if labels[i] is None and not found[i]]
                for page, these in self._pages_that_may(pages, left, rows, with_all):
                    for i in these:
                        if labels[i] is None and _may_hold(self._data(page), rows[i]):
                            labels[i] = self._on_page(page, rows[i])
                            found[i] += self._candidates(page, rows[i], with_all)
        for with_all in (True, False):
            left = [i for i, places in found.items() if labels[i] is None and not places]
            for page, these in self._pages_that_may(self._archive.whole.pages, left, rows, with_all) if left else ():
                for i in these:
                    found[i] += self._candidates(page, rows[i], with_all)
        return [self._choose(rows[i], found[i]) if label is None else label for i, label in enumerate(labels)]

    def _candidates(self, page: Any, row: dict[str, Any], with_all: bool) -> list[_Place]:
        asked = _asked(row) if with_all else 0
        return [place for place in _candidates(page, self._data(page), row) if place[0] >= asked]

    def _pages_that_may(self, pages: Any, some: list[int], rows: list[dict[str, Any]], with_all: bool) -> Iterator[tuple[Any, list[int]]]:
        """The pages, in their order, on which texts of these rows may stand, and of which rows: as the index tells it by a word of each. Where it cannot tell they are all pages, and none
        where they are looked for with all that stood round them."""
        by_page: dict[int, list[int]] = {}
        anywhere = []
        for i in some:
            may = self._pages_with(self._query_with_all(rows[i]) if with_all else _query_of(rows[i]["quote"]))
            if may is None and not with_all:
                anywhere.append(i)
            for page in may or ():
                by_page.setdefault(page, []).append(i)
        inner = {i: max(rows[i]["quote"].split()[1:-1], key=len, default="") for i in some}  # a word within a text is one of the page that has the text
        by_word: dict[str, list[int]] = {}
        for i in anywhere:
            by_word.setdefault(inner[i], []).append(i)
        for page in pages if by_page or anywhere else ():
            these = by_page.get(page.number, [])
            if not these and not anywhere:
                continue
            words = {"", *self._data(page).decode("utf-8", "surrogateescape").split()}
            found = [*(i for i in these if inner[i] in words), *(i for word in words & by_word.keys() for i in by_word[word])]
            if found:
                yield page, sorted(found)

    def _query_with_all(self, row: dict[str, Any]) -> str | None:
        """The rarest of some words that stand in the text and round it."""
        words = f"{row['before']}{row['quote']}{row['after']}".split()[1:-1]
        plain = {word.lower() for each in words if _is_plain(word := each.strip(MARKS))}
        some = sorted(plain, key=len, reverse=True)[:WEIGHED]
        return min((f'"{word}"' for word in some), key=lambda query: len(self._archive.whole.search(query)), default=None) if _asked(row) else None

    def _pages_with(self, query: str | None) -> set[int] | None:
        """The numbers of all pages whose words are found by a query; None where the index cannot say."""
        if query is None or self._archive._store.info["gone"]:  # it has no words of posts that were deleted; their pages are there
            return None
        if query not in self._pages_by_query:
            self._pages_by_query[query] = self._found_with(query)
        return self._pages_by_query[query]

    def _found_with(self, query: str) -> set[int] | None:
        lines = self._archive.whole.find(query)
        if lines.notes:
            return None
        pages = set(memoryview(lines.posts._page_numbers()).cast("I"))
        if lines.in_remainders:
            pages.update(page for post, page in lines.select("post", "page")._tuples() if post is None)
        return pages

    def _at_its_place(self, row: dict[str, Any]) -> Label | None:
        """Where the pages of a source come in the order of its bytes, as nearly all do: on that in which the place lies."""
        at = row.get("bytes")
        if not _is_range(at):
            return None
        for pages in self._pages_of(row["source"]):
            i = bisect.bisect_right(pages, at[0], key=self._begin) - 1
            label = self._on_page(pages[i], row) if i >= 0 else None
            if label is not None:
                return label
        return None

    def _begin(self, page: Any) -> int:
        return int(self._archive._store.place(page._layer, 0, 0)[1])

    def _on_page(self, page: Any, row: dict[str, Any]) -> Label | None:
        anchor = self._same_place(page, row)
        if anchor is None:
            return None
        if isinstance(row.get("post"), str) and anchor.post is None:
            return Label(row, None, "lost", "its post is in the archive no more")
        return Label(row, anchor, "here", "")

    def _choose(self, row: dict[str, Any], found: list[_Place]) -> Label:
        if not found:
            return Label(row, None, "lost", "its text stands nowhere")
        most = max(score for score, *_ in found)
        best = [each for each in found if each[0] == most]
        asked = _asked(row)
        enough = most >= max(12, asked // 2) or most == asked or (len(row["quote"]) >= CERTAIN and len(found) == 1)
        if not enough:
            return Label(row, None, "lost", f"its text stands at {len(found)} places, but nothing round it is as it was")
        if len(best) > 1:
            return Label(row, None, "lost", f"its text stands at {len(best)} places that are alike")
        _, page, begin, end = best[0]
        anchor = self._placed(page, begin, end)
        title = self._title(anchor)
        if most < asked and _folded(row.get("post", title)) != _folded(title):
            where = "outside of posts" if title is None else f"in the post {title!r}"
            return Label(row, None, "lost", f"its text stands {where}, and not all that stood round it")
        return Label(row, anchor, "moved", f"found by its text and {most} of {asked} characters round it")

    def _same_place(self, page: Any, row: dict[str, Any]) -> Anchor | None:
        """Where the same bytes still say the same, and so do those round them."""
        at = row.get("bytes")
        if not _is_range(at):
            return None
        data, quote = self._data(page), row["quote"].encode("utf-8", "surrogatepass")
        for begin in _occurrences(data, quote, at[0]):
            anchor = self._placed(page, begin, begin + len(quote))
            if anchor.bytes[0] == at[0]:
                behind = row["after"].encode("utf-8", "surrogatepass") if len(row["quote"]) < LONGEST else b""
                same = data[:begin].endswith(row["before"].encode("utf-8", "surrogatepass")) and data.startswith(behind, begin + len(quote))
                return self._placed(page, begin, min(begin + _size_of(row, quote, at), len(data))) if same else None
        return None

    def _placed(self, page: Any, first: int, last: int) -> Anchor:
        parts = self._parts_of(page)
        at = bisect.bisect_right(parts, first, key=lambda part: part[0]) - 1
        number = parts[at][2] if at >= 0 and first < parts[at][1] else None
        return Anchor._at(self._archive._store, page._layer, first, last, page.number, number)

    def _data(self, page: Any) -> bytes:
        """Of the page that was asked for last."""
        if self._read_last is None or self._read_last[0] != page.number:
            self._read_last = page.number, page.data
        return self._read_last[1]

    def _parts_of(self, page: Any) -> list[tuple[int, int, int]]:
        """Of the page that was asked for last: begin, end and number of its parts, by where they begin."""
        if self._parts is None or self._parts[0] != page.number:
            self._parts = page.number, sorted((part._place[1], part._place[2], part.number) for part in page.parts if part._place[1] < part._place[2])
        return self._parts[1]

    def _describe(self) -> Any:
        from . import _views_search

        return _views_search.labels(self)


def _line(row: dict[str, Any]) -> str:
    import json

    return json.dumps(row, ensure_ascii=False)


def _anchor_of(item: Any) -> Any:
    if isinstance(item, Anchor):
        return item
    return getattr(item, "anchor", None) or getattr(getattr(item, "post", None), "anchor", None)


def _to_label(item: Any) -> Anchor:
    anchor = _anchor_of(item)
    if not isinstance(anchor, Anchor) or anchor._place is None:
        raise UsageError(f"a {type(item).__name__} cannot be labelled: what has an anchor in an archive can, such as each of its lines, places or posts (`add_all` takes them together)")
    return anchor


def _plain(text: str) -> str:
    return " ".join(text.split())


def _asked(row: dict[str, Any]) -> int:
    """Of how many characters round it one may say that they are as they were."""
    return len(_plain(row["before"])) + len(_plain(row["after"]))


def _folded(title: str | None) -> str | None:
    return None if title is None else _plain(title).casefold()


def _agree(a: str, b: str) -> int:
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n


def _occurrences(data: bytes, quote: bytes, hint: int) -> Iterator[int]:
    """Where a text stands: first where it is said to, as it does where bytes of the source are those of the text."""
    if data.startswith(quote, hint):
        yield hint
    at = data.find(quote)
    while at >= 0:
        if at != hint:
            yield at
        at = data.find(quote, at + 1)


def _size_of(row: dict[str, Any], quote: bytes, at: list[int]) -> int:
    """How many bytes the text has; of a long one `quote` is the beginning."""
    if len(row["quote"]) < LONGEST:
        return len(quote)
    size = row.get("size")
    return max(len(quote), size if isinstance(size, int) else at[1] - at[0])


def _is_range(at: Any) -> TypeGuard[list[int]]:
    return isinstance(at, list) and len(at) == 2 and all(isinstance(each, int) and each >= 0 for each in at)


def _is_plain(word: str) -> bool:
    """Whether a word is one to the index, too, whatever stands beside it and in whatever language: letters of a script with spaces, small ones behind the first, or digits."""
    return 2 <= len(word) <= 40 and word[0].isalpha() and word.isalnum() and word[1:].islower() and max(word) < "\u0900" and not {"I", "\u0130", "\u0131"}.intersection(word)


def _query_of(quote: str) -> str | None:
    """What is found wherever a text stands: one of its words, which is a whole word between others, and may be a piece of one at either end."""
    words = quote.split()
    inner = [word for each in words[1:-1] if _is_plain(word := each.strip(MARKS))]
    if inner:
        return f'"{max(inner, key=len)}"'
    outer = [word for each in (*words[:1], *words[-1:]) if _is_plain(word := each.strip(MARKS))]
    return f"*{max(outer, key=len)}*" if outer else None


def _may_hold(data: bytes, row: dict[str, Any]) -> bool:
    words = row["quote"].split()
    return bool(words) and max(words, key=len).encode("utf-8", "surrogatepass") in data


def _candidates(page: Any, data: bytes, row: dict[str, Any]) -> Iterator[_Place]:
    """(how many characters round it are as they were, page, begin, end) of each place where the text stands, whatever white space is in it."""
    import re

    if not _may_hold(data, row):
        return
    text = data.decode("utf-8", "surrogateescape")
    known = begin = 0  # characters, and the bytes that they are
    for found in re.finditer(r"\s+".join(map(re.escape, row["quote"].split())), text):
        before, after = _plain(text[max(0, found.start() - 2 * AROUND) : found.start()]), _plain(text[found.end() : found.end() + 2 * AROUND])
        begin += len(text[known : found.start()].encode("utf-8", "surrogateescape"))
        known = found.start()
        score = _agree(before[::-1], _plain(row["before"])[::-1]) + _agree(after, _plain(row["after"]))
        yield score, page, begin, begin + len(found.group().encode("utf-8", "surrogateescape"))
