"""One label: what it says, of which text, and where that stands now."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._text import Anchor

AROUND = 64  # characters that are kept before and behind
LONGEST = 1000  # characters of what is labelled that are kept


class Label:
    """A label: what it says, of which text, and where that stands now.

    `status` is "here" where the text stands as it was, "moved" where it was found again by what it says and what stands round it, and "lost" where nobody can tell: then `anchor` is
    None, and `reason` says why.
    """

    __module__ = "postdex"

    __slots__ = {
        "anchor": "Where the text stands now; None when it is lost.",
        "label": "What it is labelled.",
        "note": "What else was said of it.",
        "quote": "The text, as it was when it was labelled (of a long one its beginning).",
        "reason": "Why it is lost, or how it was found.",
        "status": "here, moved or lost.",
        "stored": "The row of the file.",
    }

    def __init__(self, stored: dict[str, Any], anchor: Anchor | None, status: str, reason: str) -> None:
        self.stored = stored
        self.label: str = stored["label"]
        self.note: str = stored.get("note", "")
        self.quote: str = stored["quote"]
        self.anchor = anchor
        self.status = status
        self.reason = reason

    def __repr__(self) -> str:
        where = self.reason if self.anchor is None else f"{self.anchor.source}, line {self.anchor.line}"
        quote = self.quote if len(self.quote) <= 60 else self.quote[:59] + "…"
        return f"<Label {self.label!r} {quote!r} · {self.status} · {where}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Label) and (self.stored, self.status, self.anchor) == (other.stored, other.status, other.anchor)

    def __hash__(self) -> int:
        return hash((self.label, self.quote, self.status))
