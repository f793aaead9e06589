"""A post."""

from __future__ import annotations

from . import _core, _dates, _said
from ._display import ShowsBriefly
from ._explanation import Explanation, plain
from ._items import whole
from ._page import Appearance
from ._parts import Parts
from ._text import Anchor, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._hits import Hits
    from ._near_copies import NearCopy
    from ._page import Page
    from ._quotes import Quotes


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
        def published(self) -> _dates.PublishedDate | None: ...

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
        return self.parts._with(["link"]) or self._said._with(["link"])

    @property
    def images(self) -> Parts:
        """The addresses of its pictures; what is said of them are parts `image_alt` and `caption`."""
        return self.parts._with(["image"]) or self._said._with(["image"])

    @property
    def said(self) -> Parts:
        """What the markup of a page of HTML says of it beside its text: linked data, microdata, RDFa, microformats, Open Graph, the head, links. Each is a part with the role of a
        field, who says it as its evidence, and its bytes in the source; what another one says of the same field stays, with little confidence.

        >>> import postdex as pdx
        >>> page = '<!doctype html><meta name=author content="Ann Lee"><meta property=article:author content="A. Lee"><h1>Rain</h1><p>It rained for a week, and then it stopped.'
        >>> [(part.role, part.text, part.evidence, part.confidence > 0.5) for part in pdx.parse(page)[0].said]
        [('byline', 'A. Lee', ["the page's Open Graph says so"], True), ('byline', 'Ann Lee', ["the page's head says so"], False)]
        """
        said: Parts = self._said._with(_said.ROLES)
        return said

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
        if page.source.form not in ("jsonl", "json", "jsonfeed"):
            return None
        import json

        from . import _encodings

        begin, end = page._record
        data = self._store.source_bytes(page._source, begin, end)
        encoding = page.source.encoding
        record: dict[str, Any] = json.loads(data.decode("utf-8", "replace") if encoding is None else _encodings.decoding(data, encoding)[0])
        return record

    def explain(self) -> Explanation:
        """Why this is a post, why these are its parts, and what its dates rest on."""
        bounds = self.published_bounds
        alike = [f"post {number} has this title, and no date tells them apart" for number in sorted(self._alike)]
        return Explanation(
            self,
            {
                "title": plain(self.title), "confidence": self.confidence, "evidence": self.evidence,
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
