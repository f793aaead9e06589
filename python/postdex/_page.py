"""A page, and what appears on it."""

from __future__ import annotations

from . import _core, _said
from ._display import ShowsBriefly
from ._explanation import Explanation, plain
from ._items import Items, Source, whole
from ._parts import Parts
from ._text import Anchor, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ._archive import Archive
    from ._post import Post
    from ._types import Fix

CUT_FORMS = ("text", "html", "marked")  # of sources whose pages are cut


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
    def said(self) -> Parts:
        """What the markup of its page says of it; see `Post.said`."""
        first = self._facts["first_said"] - len(self.page.parts)
        said: Parts = self.page._said[first : first + self._facts["n_said"]] if self._facts["n_said"] else self.page.parts[:0]
        return said._with(_said.ROLES)

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
            "title": plain(self.title), "confidence": self.confidence, "evidence": self.evidence,
            "title_confidence": self.title_confidence, "excerpt": self.excerpt, "line": self.anchor.line,
            **_said.explained(self.said),
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
        return self._store.layer_bytes(self._layer, 0, self._text_end)

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
                "kind": self.kind, "heading": plain(self.heading), "label": plain(self.label), "site": plain(self.site),
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

        if self.source.form not in CUT_FORMS:
            raise UsageError("only pages of text, HTML or Markdown are cut, so only they can be mended", path=self.source.name)
        name, number = self.source.name, self._source
        if any(self._store.source(before)["name"] == name for before in range(number)):
            raise UsageError("another page is called so, which comes before this one, and corrections are told by names: give each a name of its own", path=name)
        store = _build.correct(self._store, name, lines)
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
