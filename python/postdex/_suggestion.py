"""What a query that finds nothing may have been meant to be: its words against those of the archive. Nothing is searched in its place; it is said."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ._archive import Archive

# What stands before a word or a phrase (signs, a scope), and the word or phrase; scopes of groups, NEAR, and what stands between slashes are passed over.
_PIECE = re.compile(r'(?P<kept>[-+=]*[A-Za-z]+:(?=\()|NEAR(?:/\d+)?(?![^\s()]))|(?P<before>[-+=]*(?:[A-Za-z]+:)?)(?:/(?:[^/\\]|\\.)*/|"(?P<phrase>[^"]*)"|(?P<word>[^\s"()|/]+))')
_WORD = re.compile(r"[^\W_]+")
_OPERATORS = ("AND", "OR", "NOT", "NEAR")
_VALUES = ("date", "source", "language", "kind", "status", "captured", "year")  # scopes whose values are no words of texts
SHORTEST = {1: 4, 2: 6}  # letters of a word of which so many may be wrong
LOOKED_AT = 2000  # lines, for the most frequent of several spellings
LONGEST, MOST = 1000, 2000  # characters of a query that is mended; keys with which one is compared


def _nearest(archive: Archive, word: str) -> str | None:
    """The most frequent of the words that are least different from one; the word itself when the archive has it, None when it has nothing like it."""
    from ._query import quoted

    if any(char.isdigit() for char in word):  # another number is another matter
        return None
    if archive.search(quoted(word))[:1] or len(archive.find(quoted(word))):
        return word
    for distance, letters in SHORTEST.items():
        if len(word) < letters:
            return None
        lines = archive.find(f"{word}~{distance}")[:LOOKED_AT]
        found: dict[str, int] = {}
        for (node,) in lines.select("node")._tuples():
            if _WORD.fullmatch(node):
                found[node.lower()] = found.get(node.lower(), 0) + 1
        if found:
            return min(found, key=lambda each: (-found[each], each))
    return None


def nearest_key(keys: Iterable[str], asked: str) -> str | None:
    """Of whole tags the one that is spelled most like what is asked for."""
    import difflib

    folded = {key.casefold(): key for key in keys}
    if len(folded) > MOST:  # comparing is slow: those that begin like it
        folded = dict([each for each in folded.items() if each[0][:1] == asked[:1].casefold()][:MOST])
    near = difflib.get_close_matches(asked.casefold(), folded, 1, 0.8)
    return folded[near[0]] if near else None


def nowhere(result: Any) -> list[str]:
    """Of the plain words and phrases of a query that finds nothing those that nothing of the view has: one is enough for nothing to be found."""
    from ._errors import Error
    from ._query import quoted

    if len(result.query) > LONGEST or any(isinstance(each, slice) for each in result._recipe):
        return []
    found: list[str] = []
    for piece in _PIECE.finditer(result.query):
        text = piece["word"] if piece["phrase"] is None else piece["phrase"]
        if piece["before"] or not text or any(sign in text for sign in "*?~^") or text in _OPERATORS:
            continue
        try:
            if _WORD.search(text) and text not in found and not len(result.archive.find(quoted(text))):
                found.append(text)
        except Error:
            continue
    return found


def _of_words(archive: Archive, text: str) -> str:
    def nearest(found: re.Match[str]) -> str:
        return _nearest(archive, found[0]) or found[0]

    return _WORD.sub(nearest, text)


def _mended(archive: Archive, query: str) -> str:
    def piece(found: re.Match[str]) -> str:
        if found["kept"] is not None:
            return found[0]
        before, phrase, word = found["before"], found["phrase"], found["word"]
        text = word if phrase is None else phrase
        scope = before.lstrip("-+=").rstrip(":").lower()
        if text is None or before[:1] in ("-", "=") or scope in _VALUES or any(sign in text for sign in "*?~^") or text.split("/")[0] in _OPERATORS:
            return found[0]
        if scope in ("tag", "category"):
            text = nearest_key(archive.tags if scope == "tag" else archive.categories, text) or text
            return f'{before}"{text}"'
        if word is not None and word.lower() in ("or", "and", "not"):
            return word.upper()
        text = _of_words(archive, text)
        return f"{before}{text}" if phrase is None else f'{before}"{text}"'

    return _PIECE.sub(piece, query)


def better(archive: Archive, query: str, found: Callable[[str], int]) -> str | None:
    """The query with words that the archive has, and operators in capitals, when that finds something; `found` tells how much a query finds."""
    from ._errors import Error

    try:
        mended = _mended(archive, query) if len(query) <= LONGEST else query
        return mended if mended != query and found(mended) else None
    except Error:  # what is not understood is not mended
        return None


def of(result: Any, found: Callable[[str], int]) -> str | None:
    """What may have been meant by the query of hits or lines, where these are all there are and there are none."""
    if len(result) or result.possible or not result.complete or any(isinstance(each, slice) for each in result._recipe):
        return None
    return better(result.archive, result.query, found)
