"""docs/query.md carried out by brute force: no index, no cursor, every part of every post is looked at again.

Truth has three values, because a date filter may be possibly true: NO < POSSIBLY < YES.
"""

import functools
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from oracle import query, words
from oracle.days import EVER, NO, POSSIBLY, YES, days_of, within_days
from oracle.query import And, Beside, Boost, Filter, Leaf, Near, Node, Not, Or, Plus, Scope
from oracle.spans import Span, longest, near, sequence

GROUPS = {
    "title": {"title"},
    "tags": {"tags", "categories"},
    "body": {"heading", "paragraph", "quote", "list", "code", "table"},
    "other": {"image_alt", "caption", "byline"},
}
SCORED = frozenset().union(*GROUPS.values())
WEIGHT = {"title": 3.0, "tags": 2.0, "body": 1.0, "other": 0.5}
B = {"title": 0.4, "tags": 0.3, "body": 0.75, "other": 0.4}
K1 = 1.2
NEAREST = 50


class Part(NamedTuple):
    role: str
    text: str


@dataclass(eq=False)
class Document:
    """A post, or what stands on a page outside its entries (the remainder)."""

    parts: list[Part]
    language: str = "en"
    tags: list[str] = field(default_factory=list)
    days: tuple[float, float] = EVER  # first and last day on which it can have been published
    sources: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    is_post: bool = True


class Occurrence(NamedTuple):
    document: int  # posts first, then remainders
    part: int
    begin: int  # bytes of the part's text
    end: int


@dataclass
class Hits:
    ranked: list[tuple[int, float]]
    possible: int
    notes: list[str]


@dataclass
class Lines:
    occurrences: list[Occurrence]
    possible: int
    notes: list[str]


def remembered(method):
    """Remembers what a method has answered, as long as its object lives."""

    @functools.wraps(method)
    def call(self, *args):
        memory = self.__dict__.setdefault("_memory", {})
        key = (method.__name__, *args)
        if key not in memory:
            memory[key] = method(self, *args)
        return memory[key]

    return call


@dataclass(eq=False)
class Archive:
    posts: list[Document]
    remainders: list[Document] = field(default_factory=list)

    @remembered
    def bases(self) -> dict[str, int]:
        """Base -> posts, the df of its keys added up."""
        found: dict[str, int] = {}
        for document in self.posts + self.remainders:
            everywhere = {(t.term, t.length) for part in document.parts for t in words.tokens(part.text, document.language)}
            scored = {
                (t.term, t.length) for part in document.parts if part.role in SCORED
                for t in words.tokens(part.text, document.language)
            }  # fmt: skip
            for base, length in everywhere:
                found[base] = found.get(base, 0) + (document.is_post and (base, length) in scored)
        return found

    @remembered
    def standing(self, document: Document) -> dict[str, list[Span]]:
        """Each term of a document, and where it stands."""
        found: dict[str, list[Span]] = {}
        for number, part in enumerate(document.parts):
            for t in words.tokens(part.text, document.language):
                found.setdefault(t.term, []).append(Span(number, t.position, t.position + t.length))
        return found

    @remembered
    def length(self, post: Document, group: str) -> int:
        return sum(
            1 + max((t.position for t in words.tokens(part.text, post.language)), default=-1)
            for part in post.parts if part.role in GROUPS[group]
        )  # fmt: skip

    @remembered
    def average(self, group: str) -> float:
        return sum(self.length(post, group) for post in self.posts) / len(self.posts)


# Elements ---------------------------------------------------------------------------------------


class Member(NamedTuple):
    """An element as typed: a piece, a compound or a pattern."""

    accepts: Callable[[str], bool]  # the base of a key of the whole element
    pieces: tuple[str, ...] = ()  # a compound's: they may also stand one after the other
    surface: bytes | None = None  # as written
    character: str | None = None  # one of a script without spaces, wherever it stands


def distance(a: str, b: str) -> int:
    """Optimal string alignment."""
    rows = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def typed_members(text: str, language: str) -> list[list[words.Token]]:
    """The tokens of a typed text, those of one compound together."""
    found: list[list[words.Token]] = []
    open_until = 0
    for token in words.tokens(text, language):
        if token.length > 1:
            found.append([token])
            open_until = token.end
        elif token.begin < open_until:
            found[-1].append(token)
        else:
            found.append([token])
    return found


# Evaluation -------------------------------------------------------------------------------------


class Evaluation:
    """One query over one archive. `mode` is "search" or "find"."""

    def __init__(self, archive: Archive, mode: str, any: bool = False, possible: bool = False, within: set[str] | None = None):
        self.archive, self.mode, self.any = archive, mode, any
        self.enough = POSSIBLY if possible else YES
        self.roles = frozenset(within) if within is not None else None
        self.in_near: set[int] = set()

    # What typed text stands for

    @remembered
    def members(self, leaf: Leaf, language: str) -> list[Member]:
        if leaf.kind == "pattern":
            return [Member(self.matches_of(words.fold("".join(c for c in leaf.text if c not in "'’‘ʼ＇-‐‑"), language)))]
        if leaf.kind == "fuzzy":
            return [Member(self.nearest_to("".join(pieces_of(leaf.text, language)), leaf.distance))]
        exact = leaf.as_written or leaf.distance == 0 or id(leaf) in self.in_near
        typed = typed_members(leaf.text, language)
        alone = len(typed) == 1 and len(typed[0]) == 1
        stemmed = self.mode == "search" and leaf.kind == "word" and alone and not exact
        found = []
        for tokens in typed:
            pieces = tuple(t.term for t in tokens if t.length == 1)
            data = leaf.text.encode()[tokens[0].begin : tokens[-1].end] if leaf.as_written else None
            if len(pieces) == 1:
                wanted = words.stem(pieces[0], language) if stemmed else pieces[0]
                test = functools.partial(same_stem, wanted, language) if stemmed else wanted.__eq__
                lone = pieces[0] if words.is_lone(leaf.text, tokens[-1]) else None
                found.append(Member(test, surface=data, character=lone))
            else:
                found.append(Member("".join(pieces).__eq__, pieces, data))
        return found

    def matches_of(self, pattern: str) -> Callable[[str], bool]:
        as_regex = "".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern)
        return lambda base: re.fullmatch(as_regex, base, re.DOTALL) is not None

    def nearest_to(self, pattern: str, changes: int | None) -> Callable[[str], bool]:
        changes = 1 if changes is None and len(pattern) <= 5 else 2 if changes is None else changes
        ranked = sorted(
            (distance(pattern, base), -posts, base.encode(), base)
            for base, posts in self.archive.bases().items() if abs(len(base) - len(pattern)) <= changes
        )  # fmt: skip
        chosen = {base for d, _, _, base in ranked if d <= changes} if len(ranked) <= NEAREST else {
            base for d, _, _, base in ranked[:NEAREST] if d <= changes}  # fmt: skip
        return chosen.__contains__

    # Where it stands

    @remembered
    def member_spans(self, member: Member, document: Document) -> list[Span]:
        standing = self.archive.standing(document)
        if member.character is not None:
            parts = enumerate(document.parts)
            return longest(Span(number, c.position, c.until) for number, part in parts for c in words.characters(part.text, document.language) if c.term == member.character)
        found = [span for term, spans in standing.items() if member.accepts(term) for span in spans]
        if member.pieces:
            found += sequence([standing.get(piece, []) for piece in member.pieces], 0)
        return longest(found)

    def is_written(self, document: Document, span: Span, data: bytes) -> bool:
        begin, end = byte_range(document, span)
        return document.parts[span.part].text.encode()[begin:end] == data

    @remembered
    def leaf_spans(self, leaf: Leaf, document: Document) -> list[Span]:
        members = []
        for member in self.members(leaf, document.language):
            spans = self.member_spans(member, document)
            if member.surface is not None:
                spans = [span for span in spans if self.is_written(document, span, member.surface)]
            members.append(spans)
        return sequence(members, leaf.slop)

    def looked_at(self, roles: frozenset[str] | None) -> Callable[[str], bool]:
        if roles is not None:
            return roles.__contains__
        return SCORED.__contains__ if self.mode == "search" else lambda role: True

    @remembered
    def spans(self, node: Node, document: Document, roles: frozenset[str] | None) -> list[Span]:
        match node:
            case Leaf():
                ok = self.looked_at(roles)
                return [span for span in self.leaf_spans(node, document) if ok(document.parts[span.part].role)]
            case Filter() | Not():
                return []
            case Scope():
                return self.spans(node.child, document, narrowed(roles, node.roles))
            case Boost() | Plus():
                return self.spans(node.child, document, roles)
            case Near():
                return near(node.within, self.spans(node.left, document, roles), self.spans(node.right, document, roles))
        positive = [child for child in node.children if query.has_positive_part(child)]
        if self.truth(node, document, roles, False) == NO:
            return []
        if isinstance(node, Beside) and self.mode == "find" and len(positive) > 1:
            return sequence([self.spans(child, document, roles) for child in positive], 0)
        given = [self.spans(child, document, roles) for child in self.giving(node, positive, document, roles)]
        if len(positive) == 1 and not isinstance(node, Or):  # the others only restrict the documents
            return given[0] if given else []
        return longest(span for spans in given for span in spans)

    def giving(self, node: Node, positive: list[Node], document: Document, roles: frozenset[str] | None) -> list[Node]:
        """The members whose occurrences count: in an OR those that match as surely as the OR, unless the possible is asked for."""
        def as_sure_as(level: int, members: list[Node]) -> list[Node]:
            level = min(level, self.enough)
            return [child for child in members if self.truth(child, document, roles) >= level]

        if isinstance(node, Or):
            return as_sure_as(max(self.truth(child, document, roles) for child in node.children), positive)
        if isinstance(node, And) or not self.any:
            return positive
        required = list(filter(is_required, positive))
        if required:  # the others are not needed
            return required + as_sure_as(YES, [child for child in positive if child not in required])
        return as_sure_as(max((self.truth(child, document, roles) for child in positive), default=YES), positive)

    # Whether a document matches

    @remembered
    def truth(self, node: Node, document: Document, roles: frozenset[str] | None, of_sequence: bool = True) -> int:
        """`of_sequence`: a sequence and a NEAR must have occurrences, not only members that match."""
        match node:
            case Filter():
                return self.filtered(node, document)
            case Not():
                return YES - self.truth(node.child, document, roles)
            case Scope():
                return self.truth(node.child, document, narrowed(roles, node.roles))
            case Boost() | Plus():
                return self.truth(node.child, document, roles)
            case And():
                return min(self.truth(child, document, roles) for child in node.children)
            case Or():
                return max(self.truth(child, document, roles) for child in node.children)
            case Beside() if self.mode == "search":
                return self.beside(node.children, document, roles)
        least = min(self.truth(child, document, roles) for child in query.children(node)) if not isinstance(node, Leaf) else YES
        if isinstance(node, Beside) and (not of_sequence or sum(map(query.has_positive_part, node.children)) < 2):
            return least
        return least if self.spans(node, document, roles) else NO

    def beside(self, items: list[Node], document: Document, roles: frozenset[str] | None) -> int:
        plus = [item for item in items if is_required(item)]
        limits = [item for item in items if not query.has_positive_part(item)]
        others = [item for item in items if item not in plus and item not in limits]
        required = items if not self.any else plus + limits
        truth = min((self.truth(item, document, roles) for item in required), default=YES)
        if self.any and not plus and others:
            truth = min(truth, max(self.truth(item, document, roles) for item in others))
        return truth

    def filtered(self, node: Filter, document: Document) -> int:
        if not document.is_post:
            return NO
        if node.name == "date":
            return within_days(document.days, days_of(node.value))
        if node.name == "tag":
            return YES if any(same_tag(node.value, tag) for tag in document.tags) else NO
        if node.name == "source":
            return YES if any(words.fold(node.value, "") in words.fold(name, "") for name in document.sources) else NO
        wanted = pieces_of(node.value, "")
        for pieces in (pieces_of(heading, "") for heading in document.headings):
            if any(pieces[i : i + len(wanted)] == wanted for i in range(len(pieces))):
                return YES
        return NO

    # Score

    @remembered
    def idf(self, leaf: Leaf, number: int) -> float:
        """Of the number-th element of a leaf."""
        df = 0
        for post in self.archive.posts:
            spans = self.member_spans(self.members(leaf, post.language)[number], post)
            df += any(post.parts[span.part].role in SCORED for span in spans)
        n = len(self.archive.posts)
        return math.log(1 + (n - df + 0.5) / (df + 0.5))

    def idf_inside(self, node: Node) -> float:
        if isinstance(node, Leaf):
            return sum(self.idf(node, i) for i in range(len(self.members(node, "en"))))
        return 0 if isinstance(node, Not) else sum(self.idf_inside(child) for child in query.children(node))

    def score(self, node: Node, post: Document, roles: frozenset[str] | None, boost: float = 1.0) -> float:
        match node:
            case Not() | Filter():
                return 0.0
            case Boost():
                return self.score(node.child, post, roles, boost * node.factor)
            case Scope():
                return self.score(node.child, post, narrowed(roles, node.roles), boost)
            case Leaf() | Near():
                counts = self.truth(node, post, roles) >= self.enough
                spans = self.spans(node, post, roles) if counts else []
                if isinstance(node, Leaf) and is_character(self.members(node, post.language)):
                    spans = told_by_index(spans)
                tf = self.frequency(spans, post)
                return boost * self.idf_inside(node) * tf / (K1 + tf)
        return sum(self.score(child, post, roles, boost) for child in query.children(node))

    def frequency(self, spans: list[Span], post: Document) -> float:
        tf = 0.0
        for group, roles in GROUPS.items():
            average = self.archive.average(group)
            norm = 1 - B[group] + B[group] * self.archive.length(post, group) / average if average else 1.0
            tf += WEIGHT[group] * sum(post.parts[span.part].role in roles for span in spans) / norm
        return tf

    # Answers

    def prepare(self, node: Node, in_near: bool = False):
        if isinstance(node, Leaf) and in_near:
            self.in_near.add(id(node))
        if isinstance(node, Filter):
            check_value(node)
        for child in query.children(node):
            self.prepare(child, in_near or isinstance(node, Near))

    def search(self, text: str) -> Hits:
        parsed = query.parse(text)
        if parsed.tree is None:
            return Hits([], 0, parsed.notes)
        self.prepare(parsed.tree)
        truths = [self.truth(parsed.tree, post, self.roles) for post in self.archive.posts]
        ranked = [
            (number, self.score(parsed.tree, post, self.roles))
            for number, post in enumerate(self.archive.posts) if truths[number] >= self.enough
        ]  # fmt: skip
        left_out = truths.count(POSSIBLY) if self.enough == YES else 0
        return Hits(sorted(ranked, key=lambda hit: (-hit[1], hit[0])), left_out, parsed.notes)

    def find(self, text: str) -> Lines:
        parsed = query.parse(text)
        if parsed.tree is None:
            return Lines([], 0, parsed.notes)
        self.prepare(parsed.tree)
        if not query.has_positive_part(parsed.tree):
            return Lines([], 0, [*parsed.notes, "no positive part"])
        found, possible = [], 0
        for number, document in enumerate(self.archive.posts + self.archive.remainders):
            truth = self.truth(parsed.tree, document, self.roles)
            if truth == POSSIBLY < self.enough and document.is_post:
                possible += bool(self.spans(parsed.tree, document, self.roles))
            if truth >= self.enough:
                for span in self.spans(parsed.tree, document, self.roles):
                    found.append(Occurrence(number, span.part, *byte_range(document, span)))
        return Lines(found, possible, parsed.notes)


def same_stem(wanted: str, language: str, base: str) -> bool:
    return words.stem(base, language) == wanted


def is_required(node: Node) -> bool:
    """Whether a plus stands before it."""
    return is_required(node.left) if isinstance(node, Near) else isinstance(node, Plus)


def narrowed(roles: frozenset[str] | None, scope: frozenset[str]) -> frozenset[str]:
    return scope if roles is None else roles & scope


def byte_range(document: Document, span: Span) -> tuple[int, int]:
    tokens = words.tokens(document.parts[span.part].text, document.language)
    first = next(t for t in tokens if t.position == math.floor(span.begin) and t.length == 1)
    last = next(t for t in tokens if t.position == math.ceil(span.end) - 1 and t.length == 1)
    begin, end = first.begin, last.end
    for character in words.characters(document.parts[span.part].text, document.language):  # which may be parts of pieces
        begin = character.begin if character.position == span.begin else begin
        end = character.end if character.until == span.end else end
    return begin, end


def is_character(members: list[Member]) -> bool:
    return len(members) == 1 and members[0].character is not None and members[0].surface is None


def told_by_index(spans: list[Span]) -> list[Span]:
    """What counts in the score: of a run that ends with the character, right before one that begins with it, not the end."""
    followed = {(span.part, span.begin) for span in spans if span.end - span.begin < 1}
    return [span for span in spans if span.begin % 1 == 0 or (span.part, span.end) not in followed]


def pieces_of(text: str, language: str) -> list[str]:
    return [t.term for t in words.tokens(text, language) if t.length == 1]


def check_value(node: Filter) -> None:
    if node.name == "date":
        days_of(node.value)
    elif node.name == "page" and not pieces_of(node.value, "en"):
        raise query.QueryError(f"{node.name}:{node.value}")


def same_tag(a: str, b: str) -> bool:
    pieces = pieces_of(a, "")
    return pieces == pieces_of(b, "") and (bool(pieces) or a == b)


def search(archive: Archive, text: str, **options) -> Hits:
    return Evaluation(archive, "search", **options).search(text)


def find(archive: Archive, text: str, **options) -> Lines:
    return Evaluation(archive, "find", **options).find(text)
