"""What views of several kinds have in common: the note of a display that is cut, a post's title, tags and date in a cell."""

from __future__ import annotations

from ._display import Line, Span, shorten, shorten_front

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._parts import Part
    from ._post import Post
    from ._text import Text

SHOWN = 20
QUERY = 120  # characters of a query in a heading: some are made, and long
BESIDE = 45  # characters on each side of what was found


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
    elif not len(result) and hasattr(result, "_recipe"):
        from . import _suggestion

        if nowhere := _suggestion.nowhere(result):
            lines.append(Line(Span(f"found nowhere in these posts: {shorten(', '.join(nowhere), QUERY)}", "dim")))
    return lines


def around(text: Text, part: Part) -> list[Any]:
    """A text as it stands in its part, for a cell: a date or a name alone says little."""
    place = text.anchor._place
    if place is None:
        return [Span(str(text), "mark")]
    store, layer, begin, end, _, _ = place
    of_layer, first, last = part._place[:3]
    if of_layer != layer or not first <= begin <= end <= last:
        return [Span(str(text), "mark")]
    room = 4 * BESIDE + 4  # bytes, of which the outermost may be a piece of a character
    before = store.layer_bytes(layer, max(first, begin - room), begin).decode("utf-8", "ignore").lstrip()
    after = store.layer_bytes(layer, end, min(last, end + room)).decode("utf-8", "ignore").rstrip()
    return [_from_a_word(shorten_front(before, BESIDE)), Span(str(text), "mark"), _from_a_word(shorten(after, BESIDE)[::-1])[::-1]]


def _from_a_word(cut: str) -> str:
    """What was cut in a word, from the next one, unless that is far."""
    space = cut.find(" ") if cut[:1] == "…" else -1
    return "…" + cut[space + 1 :] if 0 < space < 14 else cut


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
