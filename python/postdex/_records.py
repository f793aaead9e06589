"""Posts as JSON records: the form of ``postdex parse --jsonl``, which `open` reads again."""

from __future__ import annotations

from ._page import Appearance
from ._post import Post

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _day(value: Any) -> str | None:
    return None if value is None else value.isoformat()


def _one_line(printed: str) -> str:
    """A date on several lines, as the leaf of a calendar, in one."""
    return " ".join(printed.split()) if "\n" in printed or "\r" in printed else printed


def _date(post: Post, printed: str | None) -> dict[str, Any] | None:
    """What the post prints as its date. Where this appearance prints none, another one's is named as such."""
    published = post.published
    if published is None:
        return (
            None if printed is None else {"printed": printed, "value": None, "precision": None, "evidence": "printed"}
        )
    elsewhere = printed is None and published.printed is not None
    return {
        "printed": printed if printed is not None else None if published.printed is None else _one_line(str(published.printed)),
        "value": published.iso,
        "precision": published.precision,
        "evidence": published.evidence + ("; on another page" if elsewhere else ""),
    }


def record(post: Post, appearance: Appearance | None = None) -> dict[str, Any]:
    """A post as one object: as it stands in an appearance (the fullest one when none is given)."""
    at = appearance if appearance is not None else Appearance(post._store, post._place[0])
    bounds = post.published_bounds
    title = at.title if at.title is not None else None if appearance is not None else post.title
    byline = at.byline if appearance is not None else post.byline
    author = at.author if appearance is not None else post.author
    published = post.published
    return {
        "source": at.anchor.source,
        "title": None if title is None else str(title),
        "tags": [str(tag) for tag in post.tags],
        "categories": [str(category) for category in post.categories],
        "published": None if published is None else published.iso,
        "date": _date(post, None if at.date is None else _one_line(str(at.date))),
        "bounds": {
            "not_before": _day(bounds.not_before),
            "before": _day(bounds.before),
            "evidence": [str(each) for each in bounds.evidence],
        },
        "byline": None if byline is None else str(byline),
        "author": None if author is None else str(author),
        "language": post.language or None,
        "post": post.number,
        "span": list(at.span),
        "confidence": round(at.confidence, 4),
        "parts": [
            {"role": part.role, "span": list(part.anchor.bytes), "text": part.text}
            for part in at.parts
            if part.role != "blank"
        ],
    }
