"""The page while it is written: lines with their roles, the entries they belong to, and how blank lines fall."""

from dataclasses import dataclass, field
from random import Random

NBSP = "\u00a0"

# How a text rendering spaces its lines. `tight` lines continue a block, the others open one.
SPACINGS = ("double", "block", "none", "entry", "several")


@dataclass
class Line:
    text: str
    role: str
    tight: bool = False
    entry: int = -1
    opens: str = ""        # "entry" or "section" when a larger gap may stand before it
    body: bool = False
    also: tuple[str, ...] = ()


@dataclass
class Sheet:
    spacing: str
    rng: Random
    indent: str = ""
    lines: list[Line] = field(default_factory=list)
    entries: list[dict] = field(default_factory=list)
    _opens: str = ""
    _inside: bool = False

    def section(self) -> None:
        self._opens = self._opens or "section"

    def begin(self, post) -> dict:
        """Opens an entry; what the theme prints of it is noted in the returned truth."""
        self._opens, self._inside = "entry", True
        self.entries.append({
            "post_id": post.id, "title": post.title, "date": "", "date_value": post.date.isoformat(timespec="minutes"),
            "tags": [], "categories": [], "author": "", "author_value": post.author, "text": "", "more": False,
        })
        return self.entries[-1]

    def end(self) -> None:
        self._inside, self._opens = False, "section"

    def line(self, role: str, text: str, tight: bool = False, also: tuple[str, ...] = (), body: bool = False) -> None:
        assert "\n" not in text and text.strip(), f"one printed line at a time: {text!r}"
        entry = len(self.entries) - 1 if self._inside else -1
        self.lines.append(Line(text, role, tight, entry, self._opens, body, also))
        self._opens = ""

    def glue(self, text: str, role: str) -> None:
        """Furniture at the very end of the line before, as extractors leave it."""
        last = self.lines[-1]
        last.text += text
        last.also += (role,)

    def blanks_before(self, line: Line) -> list[str]:
        if self.spacing == "double":
            return [""]
        if self.spacing == "none":
            return []
        if self.spacing == "entry":
            return [""] if line.opens else []
        if self.spacing == "block":
            return [] if line.tight else [""]
        if line.opens:
            return ["", NBSP, ""] if self.rng.random() < 0.3 else [""] * self.rng.randint(2, 4)
        return [] if line.tight else [""] * self.rng.randint(1, 2)

    def render(self) -> tuple[str, list[str], dict[int, list[str]]]:
        """The text, a role per line, and other roles a line may fairly be given; completes the entries' truth."""
        out, roles, also = [], [], {}
        for entry in self.entries:
            entry["lines"] = [0, 0]
        for number, line in enumerate(self.lines):
            if number:
                blanks = self.blanks_before(line)
                out += blanks
                roles += ["blank"] * len(blanks)
            indent = self.indent if line.text.strip() else ""
            out.append(indent + line.text)
            roles.append(line.role)
            if line.also:
                also[len(out)] = sorted(set(line.also) - {line.role})
            if line.entry >= 0:
                self.note(self.entries[line.entry], line, len(out))
        return "\n".join(out) + "\n", roles, also

    def note(self, entry: dict, line: Line, number: int) -> None:
        if not entry["lines"][0]:
            entry["lines"][0] = number
        entry["lines"][1] = number
        if line.role == "title":
            entry.setdefault("title_line", number)
