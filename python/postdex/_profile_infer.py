"""The profile by which pages look as they were cut: what lines that come again look like, and what stands beside them."""

from __future__ import annotations

from . import _profile, _profile_examples
from ._errors import UsageError, shown
from ._page import CUT_FORMS
from ._templates import HOLES, LONGEST, Template, escaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ._archive import Archive
    from ._page import Page

# Text of posts, which looks like nothing but itself.
_BODY = {"paragraph", "heading", "quote", "list", "code", "table", "title", "caption", "image_alt", "blank", "other", "summary", "related"}
_TERMS = ("tags", "categories")
_OF_PAGES = ("page_heading", "nav", "footer")
SHARE = 0.9  # of the lines of a look so many say the same of what stands beside them
AGAIN = 2


class _Look:
    """Lines of one look."""

    __slots__ = ("above", "below", "ends", "first", "followed", "lines", "pages", "roles", "starts", "word")

    def __init__(self, first: int) -> None:
        self.first, self.lines, self.pages = first, 0, set[int]()
        self.word: tuple[str, str] | None = None  # one that was read as a term, with the rest of the look
        self.roles: dict[str, int] = {}
        self.above = self.below = self.followed = self.starts = self.ends = 0


def _spans(page: Page) -> dict[int, list[tuple[str, int, int]]]:
    """The fields that stand in each line of a page: holes, and bytes of its text. Terms of one line are one hole."""
    found: dict[int, list[tuple[str, int, int]]] = {}
    for part in page.parts:
        if part.role in _TERMS and part.post is not None:
            terms = _terms(part)
            if terms is not None:
                found.setdefault(part.line, []).append((part.role, *terms))
    for appearance in page.appearances:
        for hole, text in (("author", appearance.author), ("date", appearance.date)):
            if text is not None:
                _, _, begin, end, *_ = text._place
                found.setdefault(text.anchor.line, []).append((hole, begin, end))
    return found


def _terms(part: Any) -> tuple[int, int] | None:
    """From the first to the last of the terms that stand in a part."""
    _, begin, end, *_ = part._place if len(part._place) == 5 else (0, 0, 0)
    within = [text._place for text in (part.post.tags if part.role == "tags" else part.post.categories) if text.anchor.line == part.line and text.anchor.layer == part.page._layer]
    places = [(each[2], each[3]) for each in within if begin <= each[2] and each[3] <= end]
    return (min(first for first, _ in places), max(last for _, last in places)) if places else None


def _template(line: str, byte: int, spans: list[tuple[str, int, int]], title: str | None, label: str | None) -> str | None:
    """What a line looks like: its fields are holes, and so are numbers, and the title or the page's own term where it names one."""
    data = line.encode("utf-8", "surrogateescape")
    pieces: list[str] = []
    at = 0
    for hole, begin, end in sorted(spans, key=lambda span: span[1]):
        begin, end = begin - byte, end - byte
        if begin < at or end > len(data):
            continue
        pieces += [data[at:begin].decode("utf-8", "surrogateescape"), "{" + hole + "}"]
        at = end
    pieces.append(data[at:].decode("utf-8", "surrogateescape"))
    made = "".join(piece if i % 2 else _words(piece, title, label) for i, piece in enumerate(pieces)).strip()
    try:
        template = Template(made)
    except UsageError:
        return None
    return made if template.match(line) is not None else None


def _words(text: str, title: str | None, label: str | None) -> str:
    import re

    for known, hole in ((title, "{title}"), (label, "{tag}")):
        if known and len(known) > 1 and known in text:
            before, _, after = text.partition(known)
            return _numbers(before, re) + hole + _numbers(after, re)
    return _numbers(text, re)


def _numbers(text: str, re: Any) -> str:
    return str(re.sub(r"(?<!\w)\d[\d.,]*(?<=\d)(?!\w)", "{n}", escaped(text)))


class _Seen:
    """What a page says of its lines, as it was cut: their text and their roles; which are titles; where posts begin and end."""

    __slots__ = ("ends", "label", "lines", "numbers", "page", "roles", "spans", "starts", "titles", "within")

    def __init__(self, page: Page) -> None:
        self.page, self.lines, self.spans, self.label = page, _profile.split_lines(page.text), _spans(page), page.label
        self.roles: dict[int, list[str]] = {}
        for part in page.parts:
            if part.role != "blank" and part.line <= len(self.lines):
                self.roles.setdefault(part.line, []).append(part.role)
        self.numbers = sorted(self.roles)
        appearances = [each for each in page.appearances if len(each.parts)]
        self.titles = {each.title.anchor.line for each in appearances if each.title is not None}
        bounds = [(each.parts[0].line, each.parts[-1].line, None if each.title is None else str(each.title)) for each in appearances]
        self.starts, self.ends = {first for first, _, _ in bounds}, {last for _, last, _ in bounds}
        self.within = {number: title for first, last, title in bounds for number in range(first, last + 1)}

    def beside(self, place: int, step: int) -> int | None:
        """The number of the line above or below the one at a place among those that are not blank."""
        return self.numbers[place + step] if 0 <= place + step < len(self.numbers) else None


def _note(seen: _Seen, number: int, looks: dict[str, _Look]) -> None:
    """Takes the lines of a page that are no text of posts."""
    for place, line_number in enumerate(seen.numbers):
        roles = seen.roles[line_number]
        text, byte = seen.lines[line_number - 1]
        if any(role in _BODY for role in roles) or len(text) > LONGEST:
            continue
        spans = seen.spans.get(line_number, [])
        template = _template(text, byte, spans, seen.within.get(line_number), seen.label)
        word = None
        if template is None:  # two holes with nothing between them
            fields, terms = [span for span in spans if span[0] not in _TERMS], [span for span in spans if span[0] in _TERMS]
            if len(terms) == 1 and fields:
                template = _template(text, byte, fields, seen.within.get(line_number), seen.label)
                word = text.encode("utf-8", "surrogateescape")[terms[0][1] - byte : terms[0][2] - byte].decode("utf-8", "surrogateescape")
                roles = [role for role in roles if role not in _TERMS] or roles
        if template is None:
            continue
        look = looks.setdefault(template, _Look(len(looks)))
        look.word = None if word is None else (template.replace(escaped(word), "", 1), word)
        look.lines += 1
        look.pages.add(number)
        look.roles[roles[0]] = look.roles.get(roles[0], 0) + 1
        above, below = seen.beside(place, -1), seen.beside(place, 1)
        look.above += above in seen.titles
        look.below += below in seen.titles
        look.followed += below is not None
        look.starts += line_number in seen.starts
        look.ends += line_number in seen.ends


def _without_terms(looks: dict[str, _Look]) -> dict[str, _Look]:
    """Without those in which a term would be a word of the look. A word that each line has in its place is none: `Logged {date} by {author}`."""
    words: dict[str, set[str]] = {}
    for look in looks.values():
        if look.word is not None:
            words.setdefault(look.word[0], set()).add(look.word[1])
    return {text: look for text, look in looks.items() if look.word is None or (look.lines > AGAIN and len(words[look.word[0]]) == 1)}


def _tables(looks: dict[str, _Look]) -> list[dict[str, Any]]:
    """The looks that say something, as tables of a profile: those with most words first, so that what is told apart by more of them is."""
    kept = []
    for text, look in looks.items():
        role, count = max(look.roles.items(), key=lambda pair: pair[1])
        holes = [HOLES[hole] for hole in Template(text).holes if HOLES[hole]]
        if count >= SHARE * look.lines and (look.lines >= AGAIN or role in _OF_PAGES or holes):
            kept.append((text, look, role, holes))
    found = []
    for text, look, role, holes in sorted(kept, key=lambda row: (-sum(len(literal) for literal in Template.parts(row[0])[0]), row[1].first)):
        table: dict[str, Any] = {"like": text}
        if not holes or holes[0] != role:
            table["role"] = role
        if role not in _OF_PAGES:
            if look.above >= SHARE * look.lines:
                table["above"] = "title"
            if look.followed >= AGAIN and look.below >= SHARE * look.followed:
                table["below"] = "title"
            table.update({key: True for key, n in (("starts", look.starts), ("ends", look.ends)) if n >= SHARE * look.lines})
        table["seen"] = look.lines
        found.append(table)
    return found


_CLAIMS = ("role", "above", "below", "starts", "ends")


def _checked(tables: list[dict[str, Any]], pages: list[_Seen]) -> list[dict[str, Any]]:
    """What holds of them for every line that they take, and not only for those that they were made of: the rest is left out, and what takes lines of other roles is, too."""
    for _ in range(len(_CLAIMS)):
        counts = [dict.fromkeys((*_CLAIMS, "lines"), 0) for _ in tables]
        rules = [_profile.Rule(number, table) for number, table in enumerate(tables, 1)]
        for seen in pages:
            for place, number in enumerate(seen.numbers):
                taken = next(((rule, filled) for rule in rules if (filled := rule.match(seen.lines[number - 1][0])) is not None), None)
                if taken is None:
                    continue
                rule, filled = taken
                wrong = counts[rule.number - 1]
                wrong["lines"] += 1
                wrong["role"] += rule.role_of(filled) not in seen.roles[number]
                wrong["above"] += bool(rule.above) and (above := seen.beside(place, -1)) is not None and above not in seen.titles
                wrong["below"] += bool(rule.below) and (below := seen.beside(place, 1)) is not None and below not in seen.titles
                wrong["starts"] += rule.starts and number not in seen.starts
                wrong["ends"] += rule.ends and number not in seen.ends
        kept = [
            {key: each for key, each in table.items() if key == "role" or key not in _CLAIMS or wrong[key] <= (1 - SHARE) * wrong["lines"]}
            for table, wrong in zip(tables, counts, strict=True)
            if wrong["lines"] > 0 and wrong["role"] <= (1 - SHARE) * wrong["lines"]
        ]
        if kept == tables:
            break
        tables = kept
    return tables


def _head(sites: list[str]) -> list[str]:
    return [f"postdex = {_profile.VERSION}", "learned = true", *([f"sites = {_profile.value(sites)}"] if sites else [])]


def _written(head: list[str], tables: list[dict[str, Any]], examples: list[str]) -> list[str]:
    lines = list(head)
    for table in tables:
        lines += ["", "[[line]]", *(f"{key} = {_profile.value(each)}" for key, each in table.items())]
    return lines + examples


class _Told:
    """What a page says of one entry."""

    __slots__ = ("begin", "date", "end", "tags", "title")

    def __init__(self, appearance: Any) -> None:
        parts = appearance.parts
        self.begin: int
        self.end: int
        self.begin, self.end = (parts[0].line, parts[-1].line) if len(parts) else (0, 0)
        self.title, self.date = str(appearance.title), appearance.date and str(appearance.date)
        self.tags = [] if appearance.post is None else sorted(map(str, appearance.post.tags))

    def loses(self, other: _Told | None) -> bool:
        """Whether something of it is not there, or another, in what is said now. A date may have become longer."""
        if other is None or self.title != other.title or (self.tags and self.tags != other.tags):
            return True
        return bool(self.date and self.date not in (other.date or ""))


def _lost(before: Page, after: Page) -> list[_Told]:
    """Entries that are others now, or say less."""
    old, new = ({told.begin: told for told in map(_Told, page.appearances)} for page in (before, after))
    return [told for begin, told in old.items() if told.loses(new.get(begin))] + [told for begin, told in new.items() if begin not in old]


TRIES, TRIED = 40, 1 << 24  # of cutting the pages again, and bytes of them in all, to find out which rules do not hold; then all that may not are left out at once


class _Trial:
    """Pages that are cut by profiles that were inferred from them, and are to remain as they are."""

    def __init__(self, pages: list[Page], head: list[str], examples: list[str]) -> None:
        self.pages, self.head, self.examples = pages, head, examples
        self.left = min(TRIES, TRIED // (1 + sum(len(page.data) for page in pages)))

    def __call__(self, tables: list[dict[str, Any]]) -> tuple[int, set[int]]:
        """How many entries are others by these rules, or say less of themselves; and the rules that take lines of them, or else of their pages, or else all."""
        import copy

        from . import _build, _saved

        self.left -= 1
        store = self.pages[0]._store
        profile = _profile.Profile("\n".join(_written(self.head, tables, self.examples)) + "\n")
        cut = _build.rebuild(copy.deepcopy(store.options), _build.sources_of(store), [], _saved.encodings(store), profile)
        n, blamed = 0, set[int]()
        for page in self.pages:
            lost = _lost(page, cut.page(page.number))  # type: ignore[arg-type]
            if not lost:
                continue
            n += len(lost)
            taken = {number: match[0].number - 1 for number, match in enumerate(profile._matches([line for line, _ in _profile.split_lines(page.text)]), 1) if match}
            near = {line for told in lost for line in range(told.begin - 2, told.end + 3)}
            blamed |= {rule for number, rule in taken.items() if number in near} or set(taken.values()) or set(range(len(tables)))
        return n, blamed


def _without(tables: list[dict[str, Any]], rules: set[int]) -> list[dict[str, Any]]:
    return [table for number, table in enumerate(tables) if number not in rules]


def _held(tables: list[dict[str, Any]], pages: list[Page], head: list[str], examples: list[str]) -> list[dict[str, Any]]:
    """The rules by which the pages are cut as they were: a rule takes lines of a look, and what they are teaches how the lines beside them are read. Of rules by which an entry
    is another one, or says less of itself, those are left out without which fewest are."""
    store = pages[0]._store if pages else None
    if store is None or any(page._store is not store for page in pages) or store.cache.get("grown") or "base" in store.cache or store.cache.get("folder"):
        return tables  # there is nothing to cut again
    trial = _Trial(pages, head, examples)
    n, blamed = trial(tables) if tables else (0, set())
    while n > 0 and tables:
        tries = [(trial(_without(tables, {rule})), {rule}) for rule in sorted(blamed)] if len(blamed) <= trial.left else []
        (fewest, next_blamed), rules = min(tries, key=lambda each: each[0][0]) if tries else ((n, blamed), blamed)
        if fewest >= n:
            rules = blamed
            fewest, next_blamed = trial(_without(tables, rules)) if len(rules) < len(tables) else (0, set())
        tables, n, blamed = _without(tables, rules), fewest, next_blamed
    return tables


def infer(given: Archive | Page | Iterable[Page], test: bool) -> str:
    """The profile, in TOML."""
    some: Any = given.pages if hasattr(given, "pages") else [given] if hasattr(given, "appearances") else given
    some = list(some) if hasattr(some, "__iter__") else [some]
    strange = [each for each in some if not hasattr(each, "appearances")]
    if strange:
        raise TypeError(f"an archive is needed, a page or several, and no {type(strange[0]).__name__}: {shown(strange[0])}")
    pages = [page for page in some if page.source.form in CUT_FORMS]
    looks: dict[str, _Look] = {}
    seen = [_Seen(page) for page in pages]
    for number, page in enumerate(seen):
        _note(page, number, looks)
    hosts = {host for page in pages if (host := (page.source.url or "").partition("://")[2].partition("/")[0].removeprefix("www."))}
    head = _head(sorted(hosts) if len(hosts) == 1 else [])
    examples: list[str] = []
    for page in pages:
        if fixes := _profile_examples.mended(page):
            examples += ["", "[[example]]", *_profile.example_lines(page.text, fixes)]
    lines = _written(head, _held(_checked(_tables(_without_terms(looks)), seen), pages, head, examples), examples)
    if test and pages:
        lines += ["", "[[test]]", f"text = {_profile.quoted(pages[0].text)}", f"posts = {_profile.value([_facts(appearance) for appearance in pages[0].appearances])}"]
    return "\n".join(lines) + "\n"


def _facts(appearance: Any) -> dict[str, Any]:
    post = appearance.post
    found = {"title": None if appearance.title is None else str(appearance.title), "author": None if appearance.author is None else str(appearance.author)}
    found["date"] = None if post is None or post.published is None else str(post.published)
    return {key: each for key, each in found.items() if each is not None}
