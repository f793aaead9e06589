"""Pages, posts, parts and appearances."""

from __future__ import annotations

from . import _core, _dates
from ._display import Shows, ShowsBriefly
from ._export import Rows
from ._text import Anchor, Text, source_hash, writable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any, overload

    from ._archive import Archive
    from ._hits import Hits
    from ._near_copies import NearCopy
    from ._quotes import Quotes
    from ._types import Fix


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
        def __getitem__(self, key: slice) -> Items: ...

    def __getitem__(self, key: int | slice) -> Any:
        if isinstance(key, slice):
            return type(self)(self._make, self._numbers[key], type(self).__name__.lower())
        return self._make(self._numbers[key])

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


class Pages(Items):
    """Pages of an archive."""

    __slots__ = ()


class Sources(Items):
    """Sources of an archive."""

    __slots__ = ()


class Source:
    """One file or stream as it was obtained."""

    __slots__ = {
        "_facts": "Private.",
        "_store": "Private.",
        "number": "Its place among the sources.",
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
        return None if known is None else f"{known[1]} ({known[2]:.0%})"

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


class Part(ShowsBriefly, _core.PartBase):
    """A role and a range of a page: a title, a paragraph, a line of tags, a blank.

    >>> import postdex as pdx
    >>> part = pdx.open(pdx.sample())[0].paragraphs[0]
    >>> part.role, part.text == str(part), bytes(part) == part.raw
    ('paragraph', True, True)
    """

    __slots__ = ()

    @property
    def anchor(self) -> Anchor:
        """Where it stands."""
        return Anchor._at(self._store, *self._place)

    def explain(self) -> dict[str, Any]:
        """Why it has its role: role, confidence, evidence, alternatives, the line that proves it."""
        return {
            "role": self.role, "line": self.line, "confidence": self.confidence, "evidence": self.evidence,
            "alternatives": self.alternatives, "witness": self.witness,
        }  # fmt: skip

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_part, (self._store, self._place[3], self.number)

    def _describe(self) -> Any:
        from . import _views

        return _views.part(self)


def _restore_part(store: _core.Store, page: int, number: int) -> Part:
    part: Part = store.part(page, number)  # type: ignore[assignment]
    return part


class Parts(Rows, Shows, _core.PartsBase):
    """A lazy sequence of parts, with rows for data frames.

    >>> import postdex as pdx
    >>> page = pdx.open(pdx.sample()).pages[0]
    >>> b"".join(part.raw for part in page.parts) == page.data
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, key: int, /) -> Part: ...
        @overload
        def __getitem__(self, key: slice, /) -> Parts: ...
        def __getitem__(self, key: Any, /) -> Any: ...
        def __iter__(self) -> Iterator[Part]: ...
        def _with(self, roles: list[str], /) -> Parts: ...
        def _outside(self) -> Parts: ...

    def where(self, *roles: str) -> Parts:
        """Only parts with one of these roles."""
        return self._with(list(roles))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_parts, (self._store, self._keys())

    def _describe(self) -> Any:
        from . import _views

        return _views.parts(self)


def _restore_parts(store: _core.Store, keys: list[tuple[int, int]]) -> Parts:
    parts: Parts = store.parts(keys)  # type: ignore[assignment]
    return parts


class Appearance(ShowsBriefly):
    """One entry as it stands on one page."""

    __slots__ = {
        "_facts": "Private.",
        "_store": "Private.",
        "number": "Its place among all appearances.",
    }

    def __init__(self, store: _core.Store, number: int) -> None:
        self._store = store
        self.number = number
        self._facts = store.appearance(number)

    @property
    def page(self) -> Page:
        """The page it stands on."""
        page: Page = self._store.page(self._facts["page"])  # type: ignore[assignment]
        return page

    @property
    def post(self) -> Post | None:
        """The post it is an appearance of; None when that was deleted."""
        number = self._facts["post"]
        post: Post | None = None if number is None else self._store.post(number)  # type: ignore[assignment]
        return post

    @property
    def index(self) -> int:
        """Its place on its page, from 0."""
        return int(self._facts["number"])

    @property
    def parts(self) -> Parts:
        """Its parts in order."""
        first = self._facts["first_part"]
        return self.page.parts[first : first + self._facts["n_parts"]]

    @property
    def title(self) -> Text | None:
        """Its title here."""
        title: Text | None = self._facts["title"]
        return title

    @property
    def byline(self) -> Text | None:
        """The line that names the author here."""
        byline: Text | None = self._facts["byline"]
        return byline

    @property
    def author(self) -> Text | None:
        """The author's name here."""
        author: Text | None = self._facts["author"]
        return author

    @property
    def date(self) -> Text | None:
        """The date as it is printed here."""
        date: Text | None = self._facts["date"]
        return date

    @property
    def excerpt(self) -> bool:
        """Whether the page cut it short ("continue reading")."""
        return bool(self._facts["excerpt"])

    @property
    def confidence(self) -> float:
        """How sure it is that exactly these lines are one entry, 0 to 1."""
        return float(self._facts["confidence"])

    @property
    def title_confidence(self) -> float:
        """How sure the title is, 0 to 1."""
        return float(self._facts["title_confidence"])

    @property
    def evidence(self) -> list[str]:
        """Why its boundary is there, one sentence per rule."""
        return list(self._facts["evidence"])

    @property
    def span(self) -> tuple[int, int]:
        """[begin, end) in the bytes of its source."""
        return self.anchor.bytes

    @property
    def anchor(self) -> Anchor:
        """Where it stands."""
        begin, end = self._facts["range"]
        first = self._facts["first_part"]
        return Anchor._at(self._store, self._facts["layer"], begin, end, self._facts["page"], first)

    def explain(self) -> dict[str, Any]:
        """Why these lines are one entry, and these its parts."""
        return {
            "title": _plain(self.title), "confidence": self.confidence, "evidence": self.evidence,
            "title_confidence": self.title_confidence, "excerpt": self.excerpt, "line": self.anchor.line,
            "parts": [part.explain() for part in self.parts if part.role != "blank"],
        }  # fmt: skip

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Appearance):
            return NotImplemented
        return self.number == other.number and self._store == other._store

    def __hash__(self) -> int:
        return hash((Appearance, self.number))

    def __reduce__(self) -> tuple[Any, ...]:
        return Appearance, (self._store, self.number)

    def _describe(self) -> Any:
        from . import _views

        return _views.appearance(self)


def _plain(text: str | None) -> str | None:
    return None if text is None else str(text)


class Page(ShowsBriefly, _core.PageBase):
    """One document of a source: a listing (tag, category, author, date, home, search) or a single post.

    >>> import postdex as pdx
    >>> page = pdx.open(pdx.sample()).pages[0]
    >>> page.kind
    'tag'
    >>> page.posts[0].title == page.appearances[0].title
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def parts(self) -> Parts: ...

    @property
    def source(self) -> Source:
        """Its source."""
        return Source(self._store, self._source)

    @property
    def data(self) -> bytes:
        """Its bytes: of its parts, joined."""
        return self._store.layer_bytes(self._layer)

    @property
    def text(self) -> str:
        """Its whole text; bytes that are not UTF-8 are U+FFFD."""
        return self.data.decode("utf-8", "replace")

    @property
    def appearances(self) -> Items:
        """Its entries, in page order."""
        first, n = self._appearances
        store = self._store
        return Items(lambda number: Appearance(store, number), range(first, first + n), "page.appearances")

    @property
    def posts(self) -> list[Post]:
        """The posts of its entries, in page order."""
        return [each.post for each in self.appearances if each.post is not None]

    @property
    def remainder(self) -> Parts:
        """What stands on the page outside its entries: heading, navigation, footer. Found by `find`, never ranked."""
        return self.parts._outside()

    @property
    def archive(self) -> Archive:
        """The whole archive."""
        return whole(self._store)

    @property
    def anchor(self) -> Anchor:
        """All of it."""
        return Anchor._at(self._store, self._layer, 0, len(self.data), self.number)

    def explain(self) -> Explanation:
        """How the page was cut, why, and how sure."""
        return Explanation(
            self,
            {
                "kind": self.kind, "heading": _plain(self.heading), "label": _plain(self.label), "site": _plain(self.site),
                "language": self.language, "confidence": self.confidence, "evidence": self.evidence, "order": self.order,
                "order_confidence": self.order_confidence, "entries": [each.explain() for each in self.appearances],
            },
        )  # fmt: skip

    def correct(self, lines: Mapping[int, Fix]) -> Page:
        """The page cut again with some lines fixed: ``{line: role}``, ``{line: "start"}`` (an entry begins there) or
        ``{line: ("start", role)}``. Lines count from 1. This page stays as it is; the new one has an archive of its own, in which
        lines like those that were fixed follow, on this page and on the other pages of its site: pages whose addresses (`url=`)
        have the same host, or pages without an address in the same folder.

        >>> import postdex as pdx
        >>> page = pdx.open(pdx.sample()).pages[0]
        >>> page.correct({3: "other"}).parts.where("other")[0].line
        3
        """
        from . import _build
        from ._errors import UsageError

        if self.source.form not in ("text", "html"):
            raise UsageError("only pages of text or HTML are cut, so only they can be mended", path=self.source.name)
        store = _build.correct(self._store, self.source.name, lines)
        page: Page = store.page(self.number)  # type: ignore[assignment]
        return page

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_page, (self._store, self.number)

    def _describe(self) -> Any:
        from . import _views

        return _views.page(self)


def _restore_page(store: _core.Store, number: int) -> Page:
    page: Page = store.page(number)  # type: ignore[assignment]
    return page


def whole(store: _core.Store) -> Archive:
    """All posts of a store."""
    archive: Archive = store.archive(store.cache.get("recipe", ()))  # type: ignore[assignment]
    return archive


def _frozen(value: Any) -> Any:
    """Reasons as something that has a hash: equal reasons, equal hashes."""
    if isinstance(value, dict):
        return frozenset((key, _frozen(each)) for key, each in value.items())
    return tuple(map(_frozen, value)) if isinstance(value, (list, tuple)) else value


class Explanation(Shows):
    """Reasons, readable and as `data`."""

    __slots__ = {
        "data": "The reasons as a dict.",
        "of": "What is explained.",
    }

    def __init__(self, of: Any, data: dict[str, Any]) -> None:
        self.of = of
        self.data = data

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def __contains__(self, key: object) -> bool:
        return key in self.data

    def keys(self) -> list[str]:
        """What it speaks of."""
        return list(self.data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Explanation) and self.data == other.data

    def __hash__(self) -> int:
        return hash(_frozen(self.data))

    def _describe(self) -> Any:
        from . import _views

        return _views.explanation(self)


class Post(ShowsBriefly, _core.PostBase):
    """A post: its fields are united over all its appearances; parts and text are those of the fullest one.

    Fields that are not there are None, never invented. Posts sort by their place in the archive.

    >>> import postdex as pdx
    >>> post = pdx.open(pdx.sample())[0]
    >>> isinstance(post.title, str), post.title.anchor.verify()
    (True, True)
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def parts(self) -> Parts: ...

    @property
    def published(self) -> _dates.PublishedDate | None:
        """The date that the post prints; None when it prints none."""
        return _dates.published(self._store, self._published)

    @property
    def published_bounds(self) -> _dates.Bounds:
        """The days between which it was published, as far as the page supports any, with evidence."""
        return _dates.bounds(self._store, *self._bounds)

    @property
    def paragraphs(self) -> Parts:
        """Its paragraphs."""
        return self.parts._with(["paragraph"])

    @property
    def updated(self) -> _dates.PublishedDate | None:
        """When it was updated, where its form says so; None otherwise."""
        printed = self._updated
        return None if printed is None else _dates.updated(printed, self.language)

    @property
    def comments(self) -> Parts:
        """Comments: of each a part `comment_by` (who, and when), then its lines. Found by `find`, never ranked."""
        return self.parts._with(["comment_by", "comments"])

    @property
    def links(self) -> Parts:
        """The addresses that its text links to."""
        return self.parts._with(["link"])

    @property
    def images(self) -> Parts:
        """The addresses of its pictures; what is said of them are parts `image_alt` and `caption`."""
        return self.parts._with(["image"])

    @property
    def media(self) -> Parts:
        """The addresses of what it encloses: sound, video, files."""
        return self.parts._with(["media"])

    @property
    def sentences(self) -> Iterator[Text]:
        """Its sentences, part after part, each with an anchor."""
        import itertools

        texts = self.parts._with(["heading", "paragraph", "quote", "list", "table"])
        return itertools.chain.from_iterable(part.sentences for part in texts)

    @property
    def tokens(self) -> Iterator[_core.Token]:
        """Its words as the index sees them, part after part."""
        import itertools

        return itertools.chain.from_iterable(part.tokens for part in self.parts)

    @property
    def appearances(self) -> list[Appearance]:
        """Its entries on pages."""
        return [Appearance(self._store, number) for number in self._appearances]

    @property
    def alike(self) -> list[Post]:
        """Other posts under its title whose printed dates do not tell them apart: perhaps versions of it, whose texts differ.

        >>> import postdex as pdx
        >>> rows = [{"title": "Minutes", "text": "It was adopted."}, {"title": "Minutes", "text": "It was rejected."}]
        >>> [post.text for post in pdx.from_records(rows)[0].alike]
        ['It was rejected.']
        """
        return [_restore_post(self._store, number) for number in sorted(self._alike)]

    @property
    def quotes(self) -> Quotes:
        """What stands in quotation marks in it; see `Archive.quotes`.

        >>> import postdex as pdx
        >>> post = pdx.parse("Rain\\n\\nThe so-called “bridge” is a plank.")[0]
        >>> post.quotes[0].kind
        'scare'
        """
        archive = whole(self._store)
        return archive[self.number : self.number + 1].quotes

    def more_like_this(self, words: int = 25) -> Hits:
        """Other posts of the archive that are most like it, best first; see `Archive.like`.

        >>> import postdex as pdx
        >>> rows = [{"title": "Ferry", "text": "The ferry waits."}, {"title": "Quay", "text": "A ferry, late."}, {"title": "Bell", "text": "It rings."}]
        >>> [hit.post.title for hit in pdx.from_records(rows)[0].more_like_this()]
        ['Quay']
        """
        return whole(self._store).like(self, words)

    @property
    def near_copy_of(self) -> NearCopy | None:
        """The earlier post that it nearly repeats, with how alike they are (0.7 to 1), or None; see `Archive.near_copies`.

        >>> import postdex as pdx
        >>> text = "The ferry to the island leaves at noon and comes back when the tide has turned."
        >>> archive = pdx.from_records([{"title": "Ferry", "text": text}, {"title": "Again", "text": text}])
        >>> archive[1].near_copy_of
        <NearCopy: post 1 repeats post 0 to 100%>
        """
        from ._near_copies import NearCopy

        found = self._near_copy
        return None if found is None else NearCopy(self, _restore_post(self._store, found[0]), found[1])

    @property
    def pages(self) -> list[Page]:
        """The pages it stands on."""
        return [each.page for each in self.appearances]

    @property
    def anchor(self) -> Anchor:
        """Where its fullest appearance stands."""
        number, page, layer, begin, end = self._place
        first = self._store.appearance(number)["first_part"]
        return Anchor._at(self._store, layer, begin, end, page, first)

    @property
    def record(self) -> dict[str, Any] | None:
        """The JSON object that it was read from, with all its fields; None when it was read from a page's text."""
        page: Page = self._store.page(self._place[1])  # type: ignore[assignment]
        if page.source.form not in ("jsonl", "json"):
            return None
        import json

        begin, end = page._record
        record: dict[str, Any] = json.loads(
            self._store.source_bytes(page._source, begin, end).decode("utf-8", "replace")
        )
        return record

    def explain(self) -> Explanation:
        """Why this is a post, why these are its parts, and what its dates rest on."""
        bounds = self.published_bounds
        alike = [f"post {number} has this title, and no date tells them apart" for number in sorted(self._alike)]
        return Explanation(
            self,
            {
                "title": _plain(self.title), "confidence": self.confidence, "evidence": self.evidence,
                "published": None if self.published is None else repr(self.published), "bounds": str(bounds),
                "bound_evidence": [str(each) for each in bounds.evidence],
                **({"alike": alike} if alike else {}),
                "appearances": [each.explain() for each in self.appearances],
            },
        )  # fmt: skip

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_post, (self._store, self.number)

    def _describe(self) -> Any:
        from . import _views

        return _views.post(self)


def _restore_post(store: _core.Store, number: int) -> Post:
    post: Post = store.post(number)  # type: ignore[assignment]
    return post
