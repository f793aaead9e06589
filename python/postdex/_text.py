"""Text that knows where it stands, and the anchor that says so."""

from __future__ import annotations

from . import _core

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ._types import Written

Place = tuple[_core.Store, int, int, int, "int | None", "int | None"]  # store, layer, begin, end, page, part


class Text(_core.TextBase):
    """A `str` with an `anchor`: titles, tags, authors, sentences.

    It is an ordinary string in every other way.

    >>> import postdex as pdx
    >>> title = pdx.from_records([{"title": "Low tide", "text": "The ferry waited."}])[0].title
    >>> title.upper()
    'LOW TIDE'
    >>> title.anchor.bytes
    (11, 19)
    """

    __slots__ = ()

    @property
    def anchor(self) -> Anchor:
        """Where it stands."""
        place = self._place
        return place if isinstance(place, Anchor) else Anchor._at(*place)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_text, (str(self), self.anchor)


def _restore_text(text: str, anchor: Anchor) -> Text:
    result = Text(text)
    result._place = anchor
    return result


def writable(name: str) -> str:
    """A name that can be printed: what stands for an odd byte of a path becomes an escape."""
    return name.encode("utf-8", "backslashreplace").decode()


def ways(word: str) -> list[str]:
    """How a word that somebody types may stand in the index: as it is typed, in small letters, and these without their marks."""
    import unicodedata

    small = word.lower()
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    return list(dict.fromkeys((word, small, plain)))


def number_of(number: int, key: str, texts: Iterable[str]) -> int:
    """`number`; where there is none (-1), and the key has U+FFFD, which stands for bytes that are no text, the number of the first text that reads so."""
    if number >= 0 or "\ufffd" not in key:
        return number
    return next((i for i, text in enumerate(texts) if text == key), -1)


class Anchor:
    """Where something stands: source, bytes, characters, line, post and part.

    An anchor is a value: it can be compared, hashed, sorted and pickled, and then needs the archive no more.

    >>> import postdex as pdx
    >>> archive = pdx.open(pdx.sample())
    >>> anchor = archive.find("harbour")[0].anchor
    >>> anchor.verify()
    True
    >>> anchor == __import__("pickle").loads(__import__("pickle").dumps(anchor))
    True
    """

    __slots__ = ("_facts", "_place")
    _place: Place | None
    _facts: dict[str, Any] | None

    def __init__(self) -> None:
        raise TypeError("anchors come from archives: post.anchor, line.anchor, part.anchor")

    @classmethod
    def _at(
        cls, store: _core.Store, layer: int, begin: int, end: int, page: int | None = None, part: int | None = None
    ) -> Anchor:
        self = object.__new__(cls)
        self._place = (store, layer, begin, end, page, part)
        self._facts = None
        return self

    @classmethod
    def _restore(cls, facts: dict[str, Any]) -> Anchor:
        self = object.__new__(cls)
        self._place = None
        self._facts = facts
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Anchor._restore, ({**self._known(), "sha256": self.sha256, "quote": self.quote},)

    def _known(self) -> dict[str, Any]:
        if self._facts is None:
            assert self._place is not None
            store, layer, begin, end, page, part = self._place
            from . import _saved

            source, first, last, line, first_char, last_char, _ = store.place(layer, begin, end)
            facts = store.source(source)
            base = store.cache.get("base")  # of a scan: where the stretch that is its source begins in the file
            first, last = first + (base or 0), last + (base or 0)
            item = store.part(page, part) if page is not None and part is not None else None
            post = None if item is None else item.post
            self._facts = {
                "source": facts["name"], "number": source, "layer": layer, "record": layer - facts["first_page"], "layer_bytes": (begin, end), "bytes": (first, last),
                "chars": (first_char, last_char), "line": line, "part": None if item is None else item.role,
                "post": None if post is None else post.number, "title": None if post is None else _plain(post.title),
                "posts": None if "scanned" in store.cache else store.n_posts, "size": facts["size"], "path": _saved.paths(store).get(facts["name"]), "base": base,
                "encoding": _decoded_from(_saved.encodings(store).get(facts["name"])),
            }  # fmt: skip
        return self._facts

    @property
    def source(self) -> str:
        """The name of the source: the path as it was given, or the name."""
        return str(self._known()["source"])

    @property
    def bytes(self) -> tuple[int, int]:
        """[begin, end) in the bytes of the source."""
        begin, end = self._known()["bytes"]
        return begin, end

    @property
    def chars(self) -> tuple[int, int]:
        """[begin, end) in the characters of the layer's text (of a text source: of its text, decoded as UTF-8)."""
        begin, end = self._known()["chars"]
        return begin, end

    @property
    def line(self) -> int:
        """The line of the source, from 1."""
        return int(self._known()["line"])

    @property
    def layer(self) -> int:
        """The number of the text that was read: a text source itself, or a record's decoded fields."""
        return int(self._known()["layer"])

    @property
    def post(self) -> int | None:
        """The number of the post in the whole archive; None outside of posts."""
        number: int | None = self._known()["post"]
        return number

    @property
    def part(self) -> str | None:
        """The role of the part."""
        role: str | None = self._known()["part"]
        return role

    @property
    def quote(self) -> str:
        """The exact text, as the archive has it."""
        if self._place is None:
            return str(self._known()["quote"])
        store, layer, begin, end, _, _ = self._place
        return store.layer_bytes(layer, begin, end).decode("utf-8", "replace")

    @property
    def sha256(self) -> str:
        """The SHA-256 of the whole source, in hexadecimal; of a post that was scanned, of the stretch that was read at once."""
        if self._place is None:
            return str(self._known()["sha256"])
        return source_hash(self._place[0], self._known()["number"])

    def cite(self) -> str:
        """A citation in words: the text, the post, source, line, bytes and the source's hash.

        >>> import postdex as pdx
        >>> archive = pdx.from_records([{"title": "Low tide", "text": "The ferry waited."}])
        >>> print(archive.find("ferry")[0].anchor.cite())
        “ferry” — “Low tide”, post 0 of 1, records, line 1, bytes 35–40, sha256 ...
        """
        known = self._known()
        quote = self.quote
        quote = quote if len(quote) <= 300 else f"{quote[:199]} … {quote[-99:]}"
        post = ""
        if known["post"] is not None:
            title = f"“{known['title']}”, " if known["title"] and known["title"] != quote else ""
            post = title if known["posts"] is None else f"{title}post {known['post']} of {known['posts']}, "
        begin, end = known["bytes"]
        return f"“{quote}” — {post}{known['source']}, line {known['line']}, bytes {begin}–{end}, sha256 {self.sha256}"

    def verify(self) -> bool:
        """Reads the source again: True when it still is the same, byte for byte, and has this text here.

        A source that was given as a text in memory is compared with what the archive holds. A file that is gone raises
        `FileError`: then there is nothing to compare with.
        """
        known = self._known()
        begin, end = known["bytes"]
        if known["path"] is not None:
            from . import _containers

            data = _containers.read_again(known["path"], known["source"], known["size"], known.get("base"), known.get("encoding"))
        elif self._place is not None:
            data = self._place[0].source_bytes(known["number"])
        else:
            from ._errors import FileError

            raise FileError(
                "the source was not a file, and a stored anchor does not hold it; open it again", path=known["source"]
            )
        import hashlib

        if hashlib.sha256(data).hexdigest() != self.sha256:
            return False
        if known["layer_bytes"] != known["bytes"]:
            return True  # a decoded layer: the hash of the source says it all
        base = known.get("base") or 0
        return data[begin - base : end - base].decode("utf-8", "replace").split() == self.quote.split()  # broken lines may be one in the layer

    def _value(self) -> tuple[str, tuple[int, int], int, tuple[int, int]]:
        """The text is told by which of its source's it is: sources before that may go from an archive."""
        known = self._known()
        return known["source"], known["bytes"], known.get("record", known["layer"]), known["layer_bytes"]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Anchor):
            return NotImplemented
        return self._value() == other._value() and self.sha256 == other.sha256

    def __lt__(self, other: Anchor) -> bool:
        if not isinstance(other, Anchor):
            return NotImplemented
        return self._value() < other._value()

    def __le__(self, other: Anchor) -> bool:
        return self < other or self == other

    def __gt__(self, other: Anchor) -> bool:
        if not isinstance(other, Anchor):
            return NotImplemented
        return other < self

    def __ge__(self, other: Anchor) -> bool:
        return self > other or self == other

    def __hash__(self) -> int:
        return hash(self._value())

    def __repr__(self) -> str:
        begin, end = self.bytes
        post = "" if self.post is None else f", post {self.post}"
        part = "" if self.part is None else f", {self.part}"
        return f"<Anchor {writable(self.source)}, line {self.line}, bytes {begin}–{end}{post}{part}>"


def _decoded_from(written: Written | None) -> str | None:
    """The encoding of a source of which the archive has the text in UTF-8 alone."""
    return None if written is None or written[3] else written[0]


def _plain(text: str | None) -> str | None:
    return None if text is None else str(text)


def source_hash(store: _core.Store, number: int) -> str:
    """The SHA-256 of a source; worked out once."""
    key = ("sha256", number)
    known = store.cache.get(key)
    if known is None:
        import hashlib

        digest = hashlib.sha256()
        size = store.source(number)["size"]
        for begin in range(0, size, 1 << 20):
            digest.update(store.source_bytes(number, begin, begin + (1 << 20)))
        known = store.cache[key] = digest.hexdigest()
    return str(known)
