"""What the markup of a page says of its posts."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._parts import Parts

ROLES = [
    "title", "byline", "date", "updated", "categories", "tags", "summary", "address", "image", "link",
]  # fmt: skip
FIELDS = {"byline": "author", "date": "published", "address": "url"}  # what a post calls them


def explained(parts: Parts) -> dict[str, Any]:
    """Of each field who says what of it and where, in the order in which it counts; links and pictures are not told one by one."""
    said: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        if part.role in ("link", "image"):
            continue
        of = said.setdefault(FIELDS.get(part.role, part.role), [])
        of.append({"value": part.text, "evidence": part.evidence, "bytes": part.anchor.bytes, "counts": part.confidence > 0.5})
    return {"said": said} if said else {}
