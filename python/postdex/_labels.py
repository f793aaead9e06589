"""Labels on what was found, kept in a file by where it stands and what it says."""

from __future__ import annotations

from ._beside import FileBeside
from ._display import Shows
from ._errors import FormatError, UsageError, shown
from ._label import AROUND, LONGEST, Label
from ._label_places import LabelPlaces
from ._recipe import Recipe, step
from ._text import Anchor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from ._archive import Archive
    from ._export import Selection
    from ._types import Path, Target

FIELDS = ("label", "note", "source", "line", "bytes", "quote", "before", "after", "post", "sha256", "size")
UNFINISHED = '{"label": '  # how a row begins that has no end yet
COLUMNS = ("label", "note", "status", "quote", "post", "source", "line", "byte_begin", "byte_end", "reason")


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

    __slots__ = ("_archive", "_by_label", "_file", "_labels", "_on", "_places")

    def __init__(self, archive: Archive, path: Path) -> None:
        self._archive = archive
        self._file = FileBeside(path)
        self._places = LabelPlaces(archive)
        self._hold(self._places.labels_of(self._read()))

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
            attached = iter(self._places.labels_of([row for row in rows if _line(row) not in known]))
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
        row["post"] = self._places.title_of(anchor)
        if len(anchor.quote) > LONGEST:
            row["size"] = end - begin  # bytes of the text as it was read, which has others than its source where that has escapes
        return {name: row[name] for name in FIELDS if name in row}

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
