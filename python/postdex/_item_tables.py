"""Pages, sources and labels as rows: what they are exported with."""

from __future__ import annotations

from . import _core
from ._export import EPOCH
from ._items import Items
from ._sliceable import Sliceable
from ._text import writable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._items import Source
    from ._labels import Labels
    from ._page import Page

PAGES = (
    ("page", "int"), ("source", "text"), ("kind", "text"), ("heading", "text"), ("entries", "int"), ("lines", "int"), ("language", "text"), ("order", "text"),
    ("confidence", "real"), ("url", "text"), ("captured", "day"), ("byte_begin", "int"), ("byte_end", "int"),
)  # fmt: skip
SOURCES = (("number", "int"), ("name", "text"), ("form", "text"), ("encoding", "text"), ("size", "int"), ("pages", "int"), ("url", "text"), ("captured", "day"), ("sha256", "text"))


LABELS = (
    ("label", "text"), ("note", "text"), ("status", "text"), ("quote", "text"), ("post", "int"), ("source", "text"), ("line", "int"), ("byte_begin", "int"), ("byte_end", "int"),
    ("reason", "text"),
)  # fmt: skip


class ItemTable(Sliceable, _core.MadeBase):
    """The rows of pages, sources or labels."""

    __slots__ = ()


def _text(text: str | None) -> str | None:
    return None if text is None else writable(text)


def _day(captured: Any) -> int | None:
    return None if captured is None else int(captured.toordinal()) - EPOCH


def _page_row(page: Page) -> tuple[Any, ...]:
    source, (begin, end) = page.source, page.anchor.bytes
    return (
        page.number, _text(source.name), page.kind, _text(page.heading), len(page.appearances), page.n_lines, page.language, page.order, page.confidence,
        _text(source.url), _day(source.captured), begin, end,
    )  # fmt: skip


def _source_row(source: Source) -> tuple[Any, ...]:
    return (source.number, _text(source.name), source.form, source.encoding, source.size, len(source.pages), _text(source.url), _day(source.captured), source.sha256)


def pages(items: Items) -> ItemTable:
    return ItemTable._make(PAGES, [_page_row(page) for page in items], [None] * len(items), None)


def sources(items: Items) -> ItemTable:
    return ItemTable._make(SOURCES, [_source_row(source) for source in items], [None] * len(items), None)


def labels(of: Labels) -> ItemTable:
    rows = [tuple(_text(value) if isinstance(value, str) else value for value in row.values()) for row in of.to_dicts()]
    return ItemTable._make(LABELS, rows, [None] * len(rows), None)
