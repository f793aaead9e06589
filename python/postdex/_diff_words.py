"""What differs between two texts, word by word, each stretch with its place."""

from __future__ import annotations

from ._text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._post import Post

BODY = ("heading", "paragraph", "quote", "list", "code", "table", "caption", "image_alt", "summary")
MOST = 3000  # words of a stretch that are compared one by one; what differs in more is one edit


def _words(data: bytes, store: Any, layer: int, begin: int, page: int | None, part: int | None) -> list[Any]:
    """Words, each with where it stands: store, layer, begin, end, page, part."""
    import re

    text, found, byte = data.decode("utf-8", "surrogateescape"), [], begin
    at = 0
    for word in re.finditer(r"\w+|[^\w\s]", text):
        byte += len(text[at : word.start()].encode("utf-8", "surrogateescape"))
        end = byte + len(word[0].encode("utf-8", "surrogateescape"))
        found.append((word[0], (store, layer, byte, end, page, part)))
        byte, at = end, word.end()
    return found


def of_text(text: Text | None) -> list[list[Any]]:
    """The words of a field, as one block."""
    if text is None:
        return []
    store, layer, begin, end, page, part = _place(text)
    return [_words(store.layer_bytes(layer, begin, end), store, layer, begin, page, part)]


def _place(text: Text) -> Any:
    place = text._place
    return place if isinstance(place, tuple) else place._place


def of_body(post: Post) -> list[list[Any]]:
    """The words of what a post says, a block for each of its parts."""
    blocks = []
    for part in post.parts:
        if part.role in BODY:
            layer, begin, _, page, number = part._place
            blocks.append(_words(part.raw, part._store, layer, begin, page, number))
    return [block for block in blocks if block]


def _stretch(words: list[Any]) -> Text | None:
    """From the first to the last of some words, which stand in one layer."""
    if not words:
        return None
    store, layer, begin, _, page, part = words[0][1]
    same = [word for word in words if word[1][1] == layer]
    end = max(word[1][3] for word in same)
    begin = min(word[1][2] for word in same)
    found = Text(store.layer_bytes(layer, begin, end).decode("utf-8", "replace"))
    found._place = (store, layer, begin, end, page, part)
    return found


def _opcodes(a: list[Any], b: list[Any]) -> Iterator[tuple[int, int, int, int]]:
    """What differs: [i, j) of the one is [k, l) of the other."""
    import difflib

    first = 0
    while first < min(len(a), len(b)) and a[first] == b[first]:
        first += 1
    last = 0
    while last < min(len(a), len(b)) - first and a[-1 - last] == b[-1 - last]:
        last += 1
    own, other = a[first : len(a) - last], b[first : len(b) - last]
    if not own and not other:
        return
    if not own or not other or len(own) + len(other) > 2 * MOST:
        yield first, first + len(own), first, first + len(other)
        return
    for tag, i, j, k, m in difflib.SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield first + i, first + j, first + k, first + m


def changes(before: list[list[Any]], after: list[list[Any]]) -> Iterator[tuple[Text | None, Text | None]]:
    """Stretches that differ; blocks that both have are found first, then words in what is left between them."""
    for i, j, k, m in list(_opcodes([tuple(word for word, _ in block) for block in before], [tuple(word for word, _ in block) for block in after])):
        old = [word for block in before[i:j] for word in block]
        new = [word for block in after[k:m] for word in block]
        yield from ((_stretch(old[p:q]), _stretch(new[r:s])) for p, q, r, s in _opcodes([word for word, _ in old], [word for word, _ in new]))
