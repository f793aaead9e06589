"""Posts that are like a post: a query of the words by which it stands out."""

from __future__ import annotations

from ._query import quoted
from ._recipe import Shown, step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._archive import Archive
    from ._hits import Hits
    from ._post import Post
    from ._types import Progress

ROLES = ("title", "tags", "categories", "heading", "paragraph", "quote", "list", "table", "caption", "image_alt")
SHORTEST = 3  # letters of a word that says something; signs of other scripts say more each


def _weights(archive: Archive, post: Post) -> list[tuple[float, str, int]]:
    """Its words by weight, the heaviest first: (weight, word, occurrences)."""
    import collections
    import math

    counts: collections.Counter[str] = collections.Counter()
    for part in post.parts.where(*ROLES):
        counts.update(token.term for token in part.tokens if token.pieces == 1)
    n = archive._store.info["posts"]
    found = []
    for word, count in counts.items():
        if (len(word) < SHORTEST and word.isascii()) or word.isdigit():
            continue
        term = next(archive._store.terms(word), None)
        if term is None or term.term != word or term.posts < 2 or 2 * term.posts > max(n, 4):
            continue
        found.append(((1 + math.log(count)) * math.log(1 + n / term.posts), word, count))
    return sorted(found, key=lambda each: (-each[0], each[1]))


def hits(archive: Archive, post: Post, words: int, progress: Progress) -> Hits:
    """See `Archive.like`."""
    import math

    chosen = _weights(archive, post)[:words]
    if not chosen:
        return archive[:0].search("", progress=progress)  # which says that nothing is left to look for
    query = " ".join(f"{quoted(word)}^{1 + math.log(count):.2f}" if count > 1 else quoted(word) for _, word, count in chosen)
    return _without(archive, post).search(query, match="any", progress=progress)


def _without(archive: Archive, post: Post) -> Archive:
    """The view without a post of it."""
    if post not in archive:
        return archive
    numbers = [number for number in archive._numbers() if number != post.number]
    made = step("where", Shown(f"lambda post: post.number != {post.number}"))
    others: Archive = archive._select(numbers, (*archive._recipe, made))  # type: ignore[assignment]
    return others
