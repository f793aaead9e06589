"""Lists of pages, sources and appearances; a source; the archive that they are of."""

from __future__ import annotations

from . import _core, _dates
from ._display import Shows, percent
from ._text import source_hash, writable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, ClassVar, Self, overload

    from ._archive import Archive
    from ._export import Selection
    from ._item_tables import ItemTable
    from ._types import Target


class Items(Shows):
    """A lazy sequence: `[i]` gives an item, `[a:b]` the same type; items are made when asked for."""

    __slots__ = ("_make", "_numbers", "_typed")

    def __init__(self, make: Callable[[int], Any], numbers: Sequence[int], typed: str = "items") -> None:
        self._make = make
        self._numbers = numbers
        self._typed = typed  # what a user types to have them

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, key: int) -> Any: ...
        @overload
        def __getitem__(self, key: slice) -> Self: ...

    def __getitem__(self, key: int | slice) -> Any:
        if isinstance(key, slice):
            return type(self)(self._make, self._numbers[key], type(self).__name__.lower())
        return self._make(self._number_at(key))

    def _number_at(self, key: int) -> int:
        try:
            return self._numbers[key]
        except TypeError:
            raise TypeError(f"an index is a number or a slice, not {type(key)}") from None
        except IndexError:
            raise IndexError(f"there is no number {key} among {len(self)}") from None

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Any]:
        return map(self._make, self._numbers)

    def __contains__(self, item: object) -> bool:
        return any(each == item for each in self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Items, list, tuple)):
            return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))  # that of a tuple, which may be equal

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_items, (type(self), list(self), self._typed)

    def _describe(self) -> Any:
        from . import _views

        return _views.items(self)


def _restore_items(kind: type[Items], items: list[Any], typed: str) -> Items:
    return kind(items.__getitem__, range(len(items)), typed)


class Tabled(Items):
    """Items that are also rows: an Arrow stream, and what can be made of one."""

    __slots__ = ()

    def _table(self) -> ItemTable:
        raise NotImplementedError

    def _shown_rows(self) -> list[dict[str, Any]]:
        """What a display has of each, at least."""
        return self._table().to_dicts()

    @property
    def columns(self) -> list[str]:
        """Names of the columns of their rows."""
        return self[:0]._table().columns

    def select(self, *columns: str, views: bool = False) -> Selection:
        """Only these columns of their rows, as of other results."""
        return self._table().select(*columns, views=views)

    def to_dicts(self) -> list[dict[str, Any]]:
        """A list of dicts, one per row."""
        return self._table().to_dicts()

    def to_csv(self, path: Target, *, escape_formulas: bool = False) -> None:
        """Writes a CSV file, as other results do."""
        self._table().to_csv(path, escape_formulas=escape_formulas)

    def to_jsonl(self, path: Target) -> None:
        """Writes JSON lines, one object per row."""
        self._table().to_jsonl(path)

    def to_arrow(self) -> Any:
        """A pyarrow Table."""
        return self._table().to_arrow()

    def to_polars(self) -> Any:
        """A polars DataFrame."""
        return self._table().to_polars()

    def to_pandas(self) -> Any:
        """A pandas DataFrame."""
        return self._table().to_pandas()

    def __arrow_c_schema__(self) -> object:
        return self[:0]._table().__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table().__arrow_c_stream__(requested_schema)


class Pages(Tabled):
    """Pages of an archive. Columns of their rows: `page`, `source`, `kind`, `heading`, `entries`, `lines`, `language`, `order`, `confidence`, `url`, `captured`, `byte_begin` and `byte_end`
    (in the bytes of the source).

    >>> import postdex as pdx
    >>> pdx.open(pdx.sample()).pages.select("page", "kind", "entries").to_dicts()
    [{'page': 0, 'kind': 'tag', 'entries': 10}, {'page': 1, 'kind': 'tag', 'entries': 10}]
    """

    __slots__ = ()
    _shown: ClassVar[dict[str, str]] = {"kind": "l", "heading": "w", "entries": "r", "source": "w"}

    def _table(self) -> ItemTable:
        from . import _item_tables

        return _item_tables.pages(self)


class Sources(Tabled):
    """Sources of an archive, by number or by name. Columns of their rows: `number`, `name`, `form`, `encoding`, `size`, `pages`, `url`, `captured`, `sha256`.

    >>> import postdex as pdx
    >>> sources = pdx.parse("Rain\\n\\nIt fell.", name="town.txt").sources
    >>> sources.select("name", "form", "size").to_dicts()
    [{'name': 'town.txt', 'form': 'text', 'size': 14}]
    >>> sources["town.txt"].size
    14
    """

    __slots__ = ()
    _shown: ClassVar[dict[str, str]] = {"name": "w", "form": "l", "size": "r", "pages": "r"}

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, key: int | str) -> Source: ...
        @overload
        def __getitem__(self, key: slice) -> Self: ...

    def __getitem__(self, key: int | str | slice) -> Any:
        if not isinstance(key, str):
            return super().__getitem__(key)
        for each in self:
            if each.name == key:
                return each
        raise KeyError(f"there is no source called {key!r} among {len(self)}")

    def _table(self) -> ItemTable:
        from . import _item_tables

        return _item_tables.sources(self)

    def _shown_rows(self) -> list[dict[str, Any]]:
        return [{"name": writable(each.name), "form": each.form, "size": each.size, "pages": len(each.pages)} for each in self]  # without hashes: each byte would be read


class Source:
    """One file or stream as it was obtained."""

    __slots__ = {
        "_facts": "Private.",
        "_store": "Private.",
        "number": "Its number: its place among the sources, those counted of which no post is left.",
    }

    def __init__(self, store: _core.Store, number: int) -> None:
        self._store = store
        self.number = number
        self._facts = store.source(number)

    @property
    def name(self) -> str:
        """The path as it was given, or the name."""
        return str(self._facts["name"])

    @property
    def url(self) -> str | None:
        """The address, when it was given."""
        return self._facts["url"] or None

    @property
    def captured(self) -> Any:
        """The day of capture, when it was given."""
        return _dates.date_of(self._facts["captured"])

    @property
    def form(self) -> str:
        """text, html, jsonl, wxr."""
        return str(self._facts["form"])

    @property
    def encoding(self) -> str:
        """What it was written in, as the web calls it: "utf-8", unless it was marked, given, or told otherwise, by itself or beyond doubt by its bytes.
        What is not UTF-8 is decoded when it is read; `data`, sizes, and bytes of anchors are its own all the same.
        """
        from . import _saved

        return str(_saved.encodings(self._store).get(self.name, ("utf-8",))[0])

    @property
    def encoding_why(self) -> str | None:
        """Why it is taken to be in that encoding, and how sure that is; None of UTF-8."""
        from . import _saved

        known = _saved.encodings(self._store).get(self.name)
        return None if known is None else f"{known[1]} ({percent(known[2])})"

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return int(self._facts["size"])

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes, in hexadecimal."""
        return source_hash(self._store, self.number)

    @property
    def data(self) -> bytes:
        """Its bytes, as they were obtained."""
        return self._store.source_bytes(self.number)

    @property
    def unread(self) -> list[tuple[int, int, str]]:
        """Of a source that is made of records (exports, feeds, rows), the bytes that stand in none of them: (begin, end, what is there). With those of the records they are all its bytes.

        >>> import postdex as pdx
        >>> feed = "<rss><channel><title>Town</title><item><title>A</title></item>\\n<item><title>B</title></item></channel></rss>"
        >>> pdx.parse(feed, "feed.xml").sources[0].unread
        [(0, 33, 'before the first record: rss, channel, title'), (62, 63, 'white space'), (92, 108, 'behind the last record')]
        """
        from . import _unread

        return _unread.stretches(self)

    @property
    def pages(self) -> Pages:
        """Its pages."""
        first = self._facts["first_page"]
        return Pages(self._store.page, range(first, first + self._facts["pages"]), "source.pages")

    def __repr__(self) -> str:
        return f"<Source {writable(self.name)} · {self.form} · {self.size:,} bytes · pages: {self._facts['pages']}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Source):
            return NotImplemented
        return self.name == other.name and self._facts == other._facts and self._store == other._store

    def __hash__(self) -> int:
        return hash((self.name, self.size))

    def __reduce__(self) -> tuple[Any, ...]:
        return Source, (self._store, self.number)


def whole(store: _core.Store) -> Archive:
    """All posts of a store."""
    archive: Archive = store.archive(store.cache.get("recipe", ()))  # type: ignore[assignment]
    return archive
