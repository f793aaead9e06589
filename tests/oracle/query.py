"""The query language of docs/query.md, read once more: text -> tree, and a note for each lenient reading."""

import re
from dataclasses import dataclass, field

from oracle import words

SCOPES = {
    "title": {"title"},
    "tags": {"tags", "categories"},
    "caption": {"caption"},
    "heading": {"heading"},
    "byline": {"byline"},
    "text": {"paragraph", "quote", "list", "code", "table"},
    "alt": {"image_alt"},
    "related": {"related"},
}
FILTERS = {"tag", "source", "page", "date", "kind", "status"}
NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)"
QUOTES = '"“”„«»'
ENDS_WORD = "()|&" + QUOTES
LETTER = r"[0-9A-Za-z\x80-\U0010ffff]"  # what may be of a word, for what only looks like an operator


class QueryError(ValueError):
    """A bad value of a known filter."""


# Trees ------------------------------------------------------------------------------------------


@dataclass(eq=False)
class Leaf:
    kind: str  # "word", "quoted", "pattern", "fuzzy"
    text: str
    slop: int = 0
    distance: int | None = None  # changes; by length when none are told. A word with ~0 is exact
    as_written: bool = False


@dataclass(eq=False)
class Filter:
    name: str
    value: str


@dataclass(eq=False)
class Not:
    child: "Node"


@dataclass(eq=False)
class Plus:
    child: "Node"


@dataclass(eq=False)
class Scope:
    roles: frozenset[str]
    child: "Node"


@dataclass(eq=False)
class Boost:
    factor: float
    child: "Node"


@dataclass(eq=False)
class Near:
    within: int
    left: "Node"
    right: "Node"


@dataclass(eq=False)
class Beside:
    children: list["Node"]


@dataclass(eq=False)
class And:
    children: list["Node"]


@dataclass(eq=False)
class Or:
    children: list["Node"]


Node = Leaf | Filter | Not | Plus | Scope | Boost | Near | Beside | And | Or


def children(node: Node) -> list[Node]:
    match node:
        case Leaf() | Filter():
            return []
        case Near():
            return [node.left, node.right]
        case Beside() | And() | Or():
            return node.children
    return [node.child]


def has_positive_part(node: Node) -> bool:
    """Whether it can have occurrences: a leaf that is not under NOT."""
    if isinstance(node, Leaf):
        return True
    return not isinstance(node, Not) and any(map(has_positive_part, children(node)))


# Marks of the text ------------------------------------------------------------------------------


@dataclass
class Mark:
    """One of: ( ) OR AND NOT NEAR - + = scope filter word quoted, and ~ ^ right behind a quoted text or a group."""

    kind: str
    value: str | int | float | None = None


@dataclass
class Parsed:
    tree: Node | None
    notes: list[str] = field(default_factory=list)


class Lexer:
    def __init__(self, text: str, notes: list[str]):
        self.text, self.notes, self.at, self.marks = text, notes, 0, []

    def run(self) -> list[Mark]:
        while self.at < len(self.text):
            char = self.text[self.at]
            if char.isspace():
                self.at += 1
            elif char in "()|&":
                self.at += 1
                self.add({"|": "OR", "&": "AND"}.get(char, char))
                if char == ")":
                    self.suffix()
            elif char in QUOTES:
                self.add("quoted", self.quoted())
                self.suffix()
            else:
                self.word()
        return self.marks

    def add(self, kind, value=None):
        self.marks.append(Mark(kind, value))

    def quoted(self) -> str:
        begin = self.at + 1
        end = next((i for i in range(begin, len(self.text)) if self.text[i] in QUOTES), None)
        if end is None:
            self.notes.append("unclosed quote")
            end = len(self.text)
        self.at = end + 1
        return self.text[begin:end]

    def suffix(self):
        """`~3` and `^2` right behind a quoted text, `^2` right behind a group."""
        of_group = self.marks[-1].kind == ")"
        if found := re.match(r"~(\d*)", self.text[self.at :]):
            self.at += found.end()
            if of_group or not found[1]:
                self.notes.append("~ has no meaning here")
            else:
                self.add("~", int(found[1]))
        if found := re.match(rf"\^({NUMBER})?", self.text[self.at :]):
            self.at += found.end()
            if found[1]:
                self.add("^", float(found[1]))
            else:
                self.notes.append("^ without a number")

    def word_end(self, begin: int) -> int:
        return next((i for i in range(begin, len(self.text)) if self.text[i].isspace() or self.text[i] in ENDS_WORD), len(self.text))

    def opens(self, at: int) -> bool:
        """Whether a group or a quoted text begins here."""
        return self.text[at : at + 1] == "(" or self.text[at : at + 1] in set(QUOTES)

    def word(self):
        begin, end = self.at, self.word_end(self.at)
        run = self.text[begin:end]
        if found := re.fullmatch(r"NEAR(/(\d*))?", run):
            self.at = end
            if found[2] == "":
                self.notes.append("NEAR/ without a number")
            return self.add("NEAR", int(found[2] or 10))
        if run in ("AND", "OR", "NOT"):
            self.at = end
            return self.add(run)
        if run[0] in "-+=" and (len(run) > 1 or self.opens(end)):
            self.at += 1
            self.add(run[0])
            if self.at < end:
                self.word()
            return None
        if found := re.match(r"([A-Za-z]+):", run):
            return self.scope(found[1], begin + found.end(), end)
        self.at = end
        return self.add("word", run)

    def scope(self, name: str, begin: int, end: int):
        followed = begin < end or self.opens(begin)
        if name.lower() in FILTERS:
            if not followed:
                raise QueryError(f"{name}: with nothing")
            self.add("filter", name.lower())
            if begin < end:
                self.add("word", self.text[begin:end])
            self.at = end
        elif not followed:
            if name.lower() in SCOPES:
                self.notes.append("a scope with nothing right after it")
            self.add("word", self.text[self.at : begin])
            self.at = begin
        elif name.lower() in SCOPES:
            self.add("scope", name.lower())
            self.rest(begin, end)
        else:
            self.notes.append(f"unknown scope {name}")
            self.add("word", name)
            self.rest(begin, end)

    def rest(self, begin: int, end: int):
        """What follows a scope within the word; `-`, `+` and `=` are text there."""
        run = self.text[begin:end]
        self.at = begin
        if found := re.match(r"([A-Za-z]+):", run):
            self.scope(found[1], begin + found.end(), end)
        elif run:
            self.add("word", run)
            self.at = end


# Marks -> tree ----------------------------------------------------------------------------------


class Parser:
    def __init__(self, text: str):
        self.notes: list[str] = []
        self.marks = self.balanced(Lexer(text, self.notes).run())
        self.at = 0
        self.filter: str | None = None  # inside tag:( ... )

    def balanced(self, marks: list[Mark]) -> list[Mark]:
        kept, depth = [], 0
        for mark in marks:
            if mark.kind == ")" and depth == 0:
                self.notes.append("stray )")
                continue
            depth += {"(": 1, ")": -1}.get(mark.kind, 0)
            kept.append(mark)
        if depth:
            self.notes.append("unclosed (")
        return kept + [Mark(")")] * depth

    def parse(self) -> Parsed:
        tree = self.alternatives()
        assert self.at == len(self.marks)
        if tree is None:
            self.notes.append("nothing is left")
        return Parsed(tree, self.notes)

    def next(self, *kinds: str) -> Mark | None:
        """Takes the next mark if it is one of these."""
        if self.at < len(self.marks) and self.marks[self.at].kind in kinds:
            self.at += 1
            return self.marks[self.at - 1]
        return None

    def several(self, operator: str, one, make) -> Node | None:
        found = [one()]
        while self.next(operator):
            found.append(one())
            if None in found[-2:]:
                self.notes.append(f"stray {operator}")
        found = [node for node in found if node is not None]
        return make(found) if len(found) > 1 else found[0] if found else None

    def alternatives(self):
        return self.several("OR", self.conjunction, Or)

    def conjunction(self):
        return self.several("AND", self.beside, And)

    def beside(self):
        found = []
        while self.at < len(self.marks) and self.marks[self.at].kind not in ("OR", "AND", ")"):
            found += self.near()
        return Beside(found) if len(found) > 1 else found[0] if found else None

    def near(self) -> list[Node]:
        """One node, or several when a NEAR is dropped, or none."""
        found = []
        if self.marks[self.at].kind != "NEAR":
            found = [node] if (node := self.unary()) else []
        while mark := self.next("NEAR"):
            right = self.unary() if self.operand_follows() else None
            if found and right and has_positive_part(found[-1]) and has_positive_part(right):
                found[-1] = Near(mark.value, found[-1], right)
                continue
            self.notes.append("stray NEAR")
            found += [right] if right else []
        return found

    def operand_follows(self) -> bool:
        return self.at < len(self.marks) and self.marks[self.at].kind not in ("OR", "AND", "NEAR", ")")

    def unary(self) -> Node | None:
        if mark := self.next("NOT", "-", "+"):
            if self.at < len(self.marks) and self.marks[self.at].kind in ("NOT", "-", "+"):
                self.notes.append(f"stray {mark.kind}")  # of several, the last counts
                return self.unary()
            child = self.unary() if self.operand_follows() else None
            if child is None:
                self.notes.append(f"stray {mark.kind}")
                return None
            return Plus(child) if mark.kind == "+" else Not(child)
        return self.scoped()

    def scoped(self) -> Node | None:
        if mark := self.next("scope"):
            child = self.scoped()
            return child and Scope(frozenset(SCOPES[mark.value]), child)
        if mark := self.next("filter"):
            outer, self.filter = self.filter, mark.value
            child = self.scoped()
            self.filter = outer
            return child
        return self.boosted()

    def boosted(self) -> Node | None:
        node = self.atom()
        mark = self.next("^")
        return Boost(mark.value, node) if mark and node else node

    def atom(self) -> Node | None:
        as_written = bool(self.next("="))
        if self.next("("):
            node = self.alternatives()
            assert self.next(")")
            if node is None:
                self.notes.append("empty group")
                return None
            return Boost(1.0, node)  # a plus does not reach beyond its group
        if mark := self.next("quoted"):
            slop = self.next("~")
            return self.leaf(Leaf("quoted", mark.value, slop.value if slop else 0, as_written=as_written))
        mark = self.next("word")
        assert mark, self.marks[self.at]
        if self.filter:
            return self.leaf(Leaf("word", mark.value))
        return self.word(mark.value, as_written)

    def word(self, text: str, as_written: bool) -> Node | None:
        body, changes, boost = suffixes(text)
        if re.search(rf"{LETTER}[~^]", body):
            self.notes.append("~ or ^ within a word")
        if boost == "":
            self.notes.append("^ without a number")
        is_pattern = ("*" in body or "?" in body) and not as_written
        if as_written and ("*" in body or "?" in body):
            self.notes.append("after = wildcards are punctuation")
        if changes is not None and (is_pattern or as_written or not is_one_element(body)):
            self.notes.append("~ has no meaning here")
            changes = None
        if changes and int(changes) > 2:
            self.notes.append("at most two changes")
        if is_pattern:
            leaf = Leaf("pattern", body)
        elif changes is None or changes == "0":
            leaf = Leaf("word", body, distance=None if changes is None else 0, as_written=as_written)
        else:
            leaf = Leaf("fuzzy", body, distance=min(int(changes), 2) if changes else None)
        node = self.leaf(leaf)
        return Boost(float(boost), node) if boost and node else node

    def leaf(self, leaf: Leaf) -> Node | None:
        if (self.filter or leaf.kind == "quoted") and re.search(rf"{LETTER}\?{LETTER}|{LETTER}\*|\*{LETTER}|(^| )\*( |$)", leaf.text):
            self.notes.append("a wildcard as punctuation")
        if self.filter:
            return Filter(self.filter, leaf.text)
        if not words.tokens(leaf.text, "en"):
            self.notes.append(f"nothing to look for in {leaf.text!r}")
            return None
        return leaf


def suffixes(text: str) -> tuple[str, str | None, str | None]:
    """A word without its `~1` and `^2.5`, and what stands behind these; None: there is none."""
    found: dict[str, str] = {}
    while match := re.search(rf"(~(?!.)|~\d+$|\^(?:{NUMBER})?$)", text, re.DOTALL):
        if match[0][0] in found:
            break
        found[match[0][0]] = match[0][1:]
        text = text[: match.start()]
    return text, found.get("~"), found.get("^")


def is_one_element(text: str) -> bool:
    """Whether it is one piece or one compound, or nothing at all, which is told elsewhere."""
    tokens = words.tokens(text, "en")
    return len(tokens) < 2 or tokens[0].length == len(tokens) - 1 > 1


def parse(text: str) -> Parsed:
    return Parser(text).parse()
