"""What views of several kinds have in common: the note of a display that is cut, a post's title, tags and date in a cell."""

from __future__ import annotations

from ._display import Line, Span, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._post import Post

SHOWN = 20
QUERY = 120  # characters of a query in a heading: some are made, and long


def more(shown: int, total: int, name: str) -> Any:
    """Says that the display is cut, and what to type for more."""
    if total <= shown:
        return None
    return Line(
        Span(f"{shown} of {total:,} shown; ", "dim"),
        Span(f"{name}[{shown}:{min(2 * shown, total)}]", "code"),
        Span(" shows more", "dim"),
    )


def notes_of(result: Any) -> list[Any]:
    """What of its query was read otherwise than typed."""
    return [Line(Span(f"note: {note.message}", "dim")) for note in result.notes[:5]]


def notes(result: Any) -> list[Any]:
    """What of its query was read otherwise than typed, and which other query would find something."""
    lines = notes_of(result)
    if result.suggestion:
        lines.append(Line(Span("something is found for ", "dim"), Span(shorten(result.suggestion, QUERY), "code")))
    return lines


def title(post: Post, limit: int = 200) -> str:
    return shorten(post.title, limit) if post.title is not None else "(no title)"


def title_or_text(post: Post, limit: int = 200) -> str:
    """The same, of a post without a title, as messages are, with how its text begins: where no text of it stands beside."""
    if post.title is not None:
        return title(post, limit)
    begins = next((part.text for part in post.parts if part.role in ("paragraph", "quote", "list", "code")), "")
    return f"(no title) {shorten(begins, min(limit, 60))}".rstrip()


def when(post: Post) -> str:
    published = post.published
    return published.iso if published is not None else bounds(post)


def bounds(post: Post) -> str:
    bounds = post.published_bounds
    if not bounds:
        return "–"
    return f"{bounds.not_before or '…'} – {bounds.before or '…'}"


def tags(post: Post, limit: int) -> str:
    tags = post.tags
    return ", ".join(shorten(tag, 40) for tag in tags[:limit]) + (
        f" … +{len(tags) - limit}" if len(tags) > limit else ""
    )


# ---------------------------------------------------------------- archives
