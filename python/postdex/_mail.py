"""Mail: messages one by one (mbox), a message by itself, and pages that browsers save as one (MHTML), which are messages of several parts.

A message is a post: what it says in words, decoded, behind front matter with its title, author and date. Of a page that was saved it is the page's HTML.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from ._display import counted
from ._errors import FormatError
from ._streams import CHUNK, Stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message
    from typing import Any, Final

    from ._limits import Budget

# A line that begins each message of a file of several, and the first field behind it.
# Where they were taken from groups of Usenet it has a number instead of whom it is from and when.
LINE: Final = rb"From (?:[^\r\n]*[0-9]{2}:[0-9]{2}[^\r\n]*|-?[0-9]{5,20})\r?\n"
BEGIN: Final = re.compile(LINE + rb"(?:>?[!-9;-~]{1,100}:|From )")
NEXT: Final = re.compile(rb"\n\r?\n(?=" + LINE + rb">?[!-9;-~]{1,100}:)")
FIELD: Final = re.compile(rb"([!-9;-~]{1,100}):[^\n]*\n?|[ \t][^\n]*\n?")
SENDERS: Final = {b"from", b"received", b"return-path", b"delivered-to"}
MARKS: Final = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"snapshot-content-location", b"in-reply-to"}
BOUNDARY_ROOM = 300  # bytes that what tells two messages apart may take
BLOCKS: Final = {"p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "section", "article"}
HIDDEN: Final = {"style", "script", "head", "title", "template"}


class Piece:
    """What a message is to others: bytes, with the place, address, day and encoding that it says."""

    __slots__ = ("captured", "charset", "data", "place", "url")

    def __init__(self, place: str, data: bytes, url: str | None = None, captured: str | None = None, charset: str = "") -> None:
        self.place, self.data, self.url, self.captured, self.charset = place, data, url, captured, charset


def is_mail(head: bytes) -> bool:
    """Whether a file that begins so is mail: a line that parts messages, or fields that only messages have before anything else."""
    if head.startswith(b"From "):
        return BEGIN.match(head) is not None
    names: set[bytes] = set()
    at = 0
    while (field := FIELD.match(head, at)) is not None:
        at = field.end()
        if field[1] is not None:
            names.add(field[1].lower())
        elif not names:
            return False
    ended = at >= len(head) or head[at : at + 1] in (b"\n", b"\r")
    return ended and bool(names & SENDERS) and bool(names & MARKS) and len(names) >= 2 or (ended and {b"mime-version", b"content-type"} <= names)


def _messages(stream: Stream, most: int) -> Iterator[tuple[int, bytes | None]]:
    """The messages of a file, each with where it begins in it; None for one that is larger than `most`."""
    held, at = b"", 0  # bytes that are not given yet, and where they stand
    begin, searched = 0, 0  # of the message that they begin with; how far it is known that none ends
    while True:
        chunk = stream.read(CHUNK * 4)
        held += chunk
        first = 0
        while (end := NEXT.search(held, searched)) is not None:
            yield begin, held[first : end.end()] if begin == at + first and end.end() - first <= most else None
            first = searched = end.end()
            begin = at + first
        held, at = held[first:], at + first
        if not chunk:
            break
        searched = max(len(held) - BOUNDARY_ROOM, 0)
        if len(held) > most:  # the next one is looked for
            held, at, searched = held[searched:], at + searched, 0
    if begin != at or held.strip():
        yield begin, held if begin == at and len(held) <= most else None


def _words(value: Any) -> str:
    """A field as it reads: words that were encoded are decoded, lines are one."""
    from email.header import decode_header, make_header

    try:
        text = str(make_header(decode_header(str(value or ""))))
    except (LookupError, ValueError):  # an encoding that is none
        text = str(value)
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _author(value: str) -> str:
    """The name of whom a message is from; lists on the web write `ann at example.org (Ann Lee)`."""
    from email.utils import parseaddr

    bracketed = re.search(r"\(([^()]+)\)\s*$", value)
    if bracketed and (" at " in value or "@" in value):
        return bracketed[1].strip()
    name, address = parseaddr(value)
    return name or address or value


def _date(value: str) -> str:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return value


def _decoded(part: Message) -> str:
    from . import _encodings

    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    name = _encodings.by_label(part.get_content_charset() or "")
    if name is None or name == _encodings.UTF8:
        found = _encodings.encoding_of(data, "")
        name = _encodings.UTF8 if name is not None or found.probability < _encodings.SURE else found.name
    return data.decode(_encodings.CODECS[name], "replace").replace("\r\n", "\n").replace("\0", "\ufffd")


QUOTE, UNQUOTE = "\ue000", "\ue001"  # where a quotation begins and ends in what was read; in a text they say nothing


class _Reader(HTMLParser):
    """The words of HTML, blocks and cells apart."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self._hidden += tag in HIDDEN
        if tag in BLOCKS:
            self.text.append("\n" if tag in ("br", "li", "tr") else "\n\n")
        if tag == "blockquote":
            self.text.append(f"{QUOTE}\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(self._hidden - (tag in HIDDEN), 0)
        if tag in BLOCKS:
            self.text.append("\n\n")
        if tag == "blockquote":
            self.text.append(f"{UNQUOTE}\n")
        elif tag in ("td", "th"):
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text.append(re.sub(rf"[\s{QUOTE}{UNQUOTE}]+", " ", data))


def _as_text(html: str) -> str:
    """The words of a message that was written in HTML alone."""
    # what nothing ends is text; to find that out again at each beginning takes long
    for begin, end in (("<", ">"), ("<!--", "-->"), ("<![", r"\]\s*>")):
        ended = max((found.end() for found in re.finditer(end, html)), default=0)
        html = html[:ended] + html[ended:].replace(begin, "&lt;" + begin[1:])
    reader = _Reader()
    reader.feed(html)
    reader.close()
    depth, lines = 0, []
    for line in "".join(reader.text).split("\n"):
        depth = max(depth + line.count(QUOTE) - line.count(UNQUOTE), 0)
        words = " ".join(line.strip(f" {QUOTE}{UNQUOTE}").split(" "))
        lines.append(f"> {words}" if depth and words else words)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _within(message: Message, others: dict[str, int]) -> str:
    """A message that was passed on, or is one of a digest: who wrote it, when, what it is called, and what it says."""
    said = [f"{name}: {value}" for name in ("From", "Date", "Subject") if (value := _words(message[name]))]
    return "\n\n".join([*said, _body(message, others)])


def _found(part: Message, others: dict[str, int]) -> list[tuple[str, str]]:
    """The texts of a part, each with what it was written in; HTML that says the same as plain text beside it is passed over."""
    payload: Any = part.get_payload()
    kind = part.get_content_type()
    if isinstance(payload, list) and kind != "message/rfc822":
        found = [each for inner in payload for each in _found(inner, others)]
        if kind == "multipart/alternative" and any(of == "text/plain" and text.strip() for of, text in found):
            return [each for each in found if each[0] != "text/html"]
        return found
    if kind == "message/rfc822" and isinstance(payload, list) and payload:
        return [(kind, _within(payload[0], others))]
    if part.get_filename() is None and kind == "text/plain":
        return [(kind, re.sub(r"^>(>*From )", r"\1", _decoded(part), flags=re.MULTILINE))]
    if part.get_filename() is None and kind == "text/html":
        return [(kind, _decoded(part))]
    others[kind] = others.get(kind, 0) + 1
    return []


def _body(message: Message, others: dict[str, int]) -> str:
    """What a message says; `others` counts what it has beside that."""
    texts = (_as_text(text) if kind == "text/html" else text for kind, text in _found(message, others))
    return "\n\n".join(text for text in texts if text.strip())


def _post(message: Message, others: dict[str, int]) -> bytes:
    """A message as a post: what its fields say, then what it says, in which no character is a mark."""
    import json

    said = (("title", _words(message["subject"])), ("author", _author(_words(message["from"]))), ("date", _date(_words(message["date"]))))
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in said if value)
    return (f"---\n{head}content-type: text/plain\n---\n\n" + _body(message, others)).encode("utf-8", "replace")


def _kinds(counts: dict[str, int]) -> str:
    return ", ".join(f"{n:,} {kind}" for kind, n in sorted(counts.items()))


def _is_page(message: Message) -> bool:
    """Whether this is a page that was saved, which nobody has sent."""
    if message.get_content_type() != "multipart/related":
        return False
    return message["snapshot-content-location"] is not None or not (message["message-id"] or message["received"] or message["to"])


def _page(message: Message, place: str, name: str, report: Callable[[str, str], None]) -> Piece:
    """The page that a browser saved with all that it needs: its first part of HTML."""
    from email.utils import parsedate_to_datetime

    parts = [part for part in message.walk() if not part.is_multipart()]
    page = next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        raise FormatError("a page that was saved as one, without a part of HTML: save the page again")
    others: dict[str, int] = {}
    for part in parts:
        if part is not page:
            others[part.get_content_type()] = others.get(part.get_content_type(), 0) + 1
    if others:
        report(f"{name}!*", f"{counted(sum(others.values()), 'part')} that the page needs to be shown: {_kinds(others)}")
    address = _words(message["snapshot-content-location"] or page["content-location"] or "")
    try:
        captured = parsedate_to_datetime(_words(message["date"])).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        captured = None
    data = page.get_payload(decode=True)
    url = address if address.startswith(("http://", "https://")) else None
    return Piece(place, data if isinstance(data, bytes) else b"", url, captured, page.get_content_charset() or "")


def pieces(name: str, stream: Stream, budget: Budget, report: Callable[[str, str], None]) -> Iterator[Piece]:
    """The posts of a file of mail, or the page that it is."""
    import email
    import email.errors

    origin = stream.at
    several = stream.peek(5) == b"From "
    others: dict[str, int] = {}  # what messages have beside their words
    for begin, data in _messages(stream, min(budget.limits.record, 1 << 62)) if several else [(0, stream.rest())]:
        place = f"@{origin + begin}"
        if data is None:
            report(f"{name}!{place}", f"it is larger than records may be: Limits(record=...) says how large (byte {origin + begin:,})")
            continue
        try:
            message = email.message_from_bytes(data)
            if _is_page(message):
                yield _page(message, place, name, report)
                continue
            made = _post(message, others)
        except (FormatError, email.errors.MessageError, LookupError, ValueError, RecursionError) as error:
            reason = error.message if isinstance(error, FormatError) else f"damaged mail: {error}"
            report(f"{name}!{place}", f"{reason} (byte {origin + begin:,})")
            continue
        budget.give(len(made))
        yield Piece(place, made, charset="utf-8")
    if others:
        report(f"{name}!*", f"{counted(sum(others.values()), 'part')} of messages beside their text, which no one reads: {_kinds(others)}; save what you need as a file of its own")
