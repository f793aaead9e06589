"""Profiles: what the lines of a site look like, as a person writes it down, in TOML; made of templates, and turned into corrections of each of its pages."""

from __future__ import annotations

import os

from . import _core, _files
from ._display import counted
from ._errors import FormatError, UsageError, shown
from ._templates import HOLES, Template

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from ._archive import Archive
    from ._page import Page
    from ._types import Fields, Fixes, Path

VERSION = 1
LINE_MOST = 120  # characters of a line that could be worth a rule
_KEYS: dict[str, dict[str, Any]] = {
    "": {"postdex": int, "name": str, "sites": list, "complete": bool, "learned": bool, "line": list, "example": list, "test": list},
    "line": {"like": (str, list), "role": str, "above": str, "below": str, "starts": bool, "ends": bool, "seen": int},
    "example": {"text": str, "fixes": dict},
    "test": {"name": str, "text": str, "url": str, "posts": list},
    "posts": {"title": str, "author": str, "date": str, "tags": list, "categories": list, "text": str},
}
_OF_PAGES = ("page_heading", "nav", "footer")


def _checked(table: Any, kind: str, where: str) -> dict[str, Any]:
    """A table of a profile that has the keys that it may have, of the types that they have."""
    if not isinstance(table, dict):
        raise UsageError(f"{where} is to be a table")
    for key, value in table.items():
        wanted = _KEYS[kind].get(key)
        if wanted is None:
            raise UsageError(f"{where} has no {shown(key)}; it has {', '.join(_KEYS[kind])}")
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise UsageError(f"{where}: {shown(key)} is to be {' or '.join(each.__name__ for each in (wanted if isinstance(wanted, tuple) else (wanted,)))}")
    return table


def _example(table: dict[str, Any], number: int) -> tuple[str, Fixes]:
    """A page that a person has mended: its text, and what was said of its lines."""
    from . import _corrections

    if "text" not in table or not table.get("fixes"):
        raise UsageError(f"example {number} of the profile needs text=, and fixes= of its lines")
    try:
        return table["text"], _corrections.fixes(table["fixes"])
    except ValueError as error:
        raise UsageError(f"example {number} of the profile: fixes= are numbers of lines with 'start' or a role: {error}") from error


def _role(name: str | None, where: str) -> str | None:
    if name is not None and name not in _core.ROLES:
        raise UsageError(f"{where}: there is no role {shown(name)}; there are {', '.join(_core.ROLES)}")
    return name


class Rule:
    """What lines of one look are, and what stands above and below them."""

    __slots__ = ("above", "below", "ends", "number", "role", "seen", "starts", "templates")

    def __init__(self, number: int, table: dict[str, Any]) -> None:
        where = f"line {number} of the profile"
        _checked(table, "line", where)
        like = table.get("like")
        texts = [like] if isinstance(like, str) else like or []
        if not texts or not all(isinstance(each, str) for each in texts):
            raise UsageError(f"{where} needs like=, a template or a list of them")
        self.number, self.templates = number, [Template(each) for each in texts]
        self.role, self.above, self.below = (_role(table.get(key), where) for key in ("role", "above", "below"))
        self.starts, self.ends, self.seen = bool(table.get("starts")), bool(table.get("ends")), table.get("seen")

    @property
    def says(self) -> bool:
        """Whether it says anything of a line that it takes."""
        return bool(self.role or self.above or self.below or self.starts or self.ends or any(HOLES[hole] for each in self.templates for hole in each.holes))

    def match(self, line: str) -> list[tuple[str, int, int]] | None:
        for template in self.templates:
            filled = template.match(line)
            if filled is not None:
                return filled
        return None

    def role_of(self, filled: Iterable[tuple[str, int, int]]) -> str | None:
        """What the line is: as the rule says, or else as the first of its holes that is a field."""
        return self.role or next((role for hole, _, _ in filled if (role := HOLES[hole]) is not None), None)

    def _table(self) -> dict[str, Any]:
        texts = [each.text for each in self.templates]
        found: dict[str, Any] = {"like": texts[0] if len(texts) == 1 else texts}
        for key in ("role", "above", "below", "starts", "ends", "seen"):
            if getattr(self, key):
                found[key] = getattr(self, key)
        return found


class Profile:
    """What the pages of a site look like: templates of lines with holes, what they are, and what stands beside them. See docs/profiles.md.

    >>> import postdex as pdx
    >>> profile = pdx.Profile('''
    ... [[line]]
    ... like = "On {date}, {author} wrote about {tags}"
    ... above = "title"
    ... ''')
    >>> text = "A ferry\\n\\nOn 1 March 2019, Ann Lee wrote about Sea, Ships\\n\\nIt left at noon.\\n\\nA bridge\\n\\nOn 2 March 2019, Bo wrote about Iron\\n\\nIt is open.\\n"
    >>> [(post.title, post.author, post.tags) for post in pdx.parse(text, profile=profile)]
    [('A ferry', 'Ann Lee', ['Sea', 'Ships']), ('A bridge', 'Bo', ['Iron'])]
    """

    __module__ = "postdex"

    __slots__ = {
        "_tests": "Private.",
        "complete": "Whether posts begin only where it says so.",
        "examples": "Texts of pages that a person has mended, each with what was said of its lines.",
        "learned": "Whether it was inferred: its lines are fields and furniture, and posts begin where pages have them by themselves and by its examples.",
        "name": "What somebody calls it.",
        "path": "The file that it was read from, or None.",
        "rules": "Its lines, in their order.",
        "sites": "Hosts, and patterns of names, of the pages that it is for; empty: all.",
    }

    def __init__(self, toml: str = "") -> None:
        import tomllib

        try:
            self._take(tomllib.loads(toml))
        except tomllib.TOMLDecodeError as error:
            raise FormatError(f"a profile is TOML: {error}") from error
        self.path: str | None = None

    def _take(self, table: dict[str, Any]) -> None:
        _checked(table, "", "a profile")
        if table.get("postdex", VERSION) != VERSION:
            raise UsageError(f"this profile is of version {table['postdex']}; this postdex knows version {VERSION}")
        self.name: str = table.get("name", "")
        self.sites: list[str] = table.get("sites", [])
        self.complete: bool = table.get("complete", False)
        self.learned: bool = table.get("learned", False)
        if not all(isinstance(each, str) for each in self.sites):
            raise UsageError("sites are hosts, or patterns of names of files")
        self.rules = [Rule(number, each) for number, each in enumerate(table.get("line", []), 1)]
        self.examples = [_example(_checked(each, "example", f"example {number} of the profile"), number) for number, each in enumerate(table.get("example", []), 1)]
        self._tests = [_checked(each, "test", f"test {number} of the profile") for number, each in enumerate(table.get("test", []), 1)]
        for number, test in enumerate(self._tests, 1):
            for post in test.get("posts", []):
                _checked(post, "posts", f"a post of test {number} of the profile")

    @classmethod
    def read(cls, path: Path) -> Profile:
        """The profile in a file."""
        name = _files.path_of(path)
        try:
            profile = cls(_files.read(name).decode("utf-8"))
        except UnicodeDecodeError as error:
            raise FormatError("a profile is TOML, in UTF-8", path=name) from error
        except (FormatError, UsageError) as error:
            error.path = name
            raise
        profile.path = name
        return profile

    @classmethod
    def infer(cls, pages: Archive | Page | Iterable[Page], *, test: bool = False) -> Profile:
        """The profile by which pages (of an archive, one, or several) look as they were cut: lines that come again, with holes where they differ. Mend one page first (`Page.correct`), and
        its site's other pages follow. With `test` its first page becomes a test.

        >>> import postdex as pdx
        >>> profile = pdx.Profile.infer(pdx.open(pdx.sample()))
        >>> [rule.templates[0].text for rule in profile.rules if rule.ends]
        ['Continue Reading']
        """
        from . import _profile_infer

        return cls(_profile_infer.infer(pages, test))

    def to_toml(self) -> str:
        """The profile as a file has it."""
        lines = [f"postdex = {VERSION}"]
        if self.name:
            lines.append(f"name = {quoted(self.name)}")
        if self.sites:
            lines.append(f"sites = {value(self.sites)}")
        lines += [f"{key} = true" for key in ("complete", "learned") if getattr(self, key)]
        for rule in self.rules:
            lines += ["", "[[line]]", *(f"{key} = {value(each)}" for key, each in rule._table().items())]
        for text, fixes in self.examples:
            lines += ["", "[[example]]", *example_lines(text, fixes)]
        for test in self._tests:
            lines += ["", "[[test]]", *(f"{key} = {value(each)}" for key, each in test.items())]
        return "\n".join(lines) + "\n"

    def write(self, path: Path) -> None:
        """Writes it into a file."""
        with _files.Written(path) as file:
            file.write(self.to_toml())

    def is_for(self, name: str, url: str | None) -> bool:
        """Whether a page is of its sites: by the host of its address, or by a pattern of its name. A profile that names none is for all."""
        import fnmatch

        host = (url or "").partition("://")[2].partition("/")[0].partition(":")[0].lower().removeprefix("www.")
        return not self.sites or any(host == each.lower().removeprefix("www.") or fnmatch.fnmatchcase(name, each) for each in self.sites)

    # ---- what it says of a page

    def _matches(self, lines: list[str]) -> list[tuple[Rule, list[tuple[str, int, int]]] | None]:
        """Of each line the first rule that takes it, and what fills its holes."""
        found: list[tuple[Rule, list[tuple[str, int, int]]] | None] = []
        for line in lines:
            taken = None
            for rule in self.rules if line.strip() else ():
                filled = rule.match(line)
                if filled is not None:
                    taken = (rule, filled)
                    break
            found.append(taken)
        return found

    def _fix(self, text: str) -> tuple[Fixes, Fields]:
        """What it asks of the lines of a text: roles and starts, and fields as bytes."""
        lines = split_lines(text)
        matches = self._matches([line for line, _ in lines])
        filled = [i for i, (line, _) in enumerate(lines) if line.strip()]
        roles: dict[int, str | None] = {}
        starts: set[int] = set()
        fields: Fields = []
        for place, i in enumerate(filled):
            match = matches[i]
            if match is None:
                continue
            rule, holes = match
            roles[i] = rule.role_of(holes) or roles.get(i)
            if self.learned:
                fields += self._filled(i, lines[i], holes)
                continue
            if rule.starts:
                starts.add(i)
            for role, step in ((rule.above, -1), (rule.below, 1)):
                beside = place + step
                if role is not None and 0 <= beside < len(filled) - (step > 0) and matches[filled[beside]] is None:  # the last line is no post by itself
                    roles.setdefault(filled[beside], role)
            behind = filled[place + 1] if place + 1 < len(filled) else None
            if rule.ends and behind is not None and place + 2 < len(filled) and not ((next_match := matches[behind]) is not None and next_match[0].role in _OF_PAGES):
                starts.add(behind)
            fields += self._filled(i, lines[i], holes)
        return {i + 1: (roles.get(i), i in starts) for i in sorted({i for i, role in roles.items() if role} | starts)}, fields

    @staticmethod
    def _filled(i: int, line: tuple[str, int], holes: list[tuple[str, int, int]]) -> Fields:
        """The fields that fill the holes of a line."""
        text, byte = line
        return [(i + 1, role, byte + _size(text[:begin]), byte + _size(text[:end])) for hole, begin, end in holes if (role := HOLES[hole]) is not None]

    def explain(self, page: Page | str) -> Explained:
        """Which of its lines took which lines of a page, and what filled their holes."""
        text = page if isinstance(page, str) else page.text
        lines = [line for line, _ in split_lines(text)]
        fixes, _ = self._fix(text)
        return Explained(self, [(number, line, match, fixes.get(number)) for number, (line, match) in enumerate(zip(lines, self._matches(lines), strict=True), 1) if line.strip()])

    def lint(self, archive: Archive | None = None) -> list[str]:
        """What is wrong with it, by itself, and on the pages of an archive: a sentence each."""
        from . import _profile_lint

        return list(_profile_lint.lint(self, archive))

    def test(self) -> list[str]:
        """What its own tests do not find as they say: a sentence each."""
        from . import _profile_lint

        return list(_profile_lint.run(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Profile) and self.to_toml() == other.to_toml()

    def __hash__(self) -> int:
        return hash(self.to_toml())

    def __repr__(self) -> str:
        what = f" of {self.name}" if self.name else ""
        return f"<Profile{what}: {counted(len(self.rules), 'line')}, {counted(len(self._tests), 'test')}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Profile, (self.to_toml(),)


class Explained:
    """What a profile says of the lines of a page: an iterator of (number, text, the number of its line in the profile or None, what filled its holes, role, starts)."""

    __slots__ = ("_rows", "profile")

    def __init__(self, profile: Profile, rows: list[Any]) -> None:
        self.profile, self._rows = profile, rows

    def __iter__(self) -> Iterator[tuple[int, str, int | None, dict[str, str], str | None, bool]]:
        for number, line, match, fix in self._rows:
            filled = {} if match is None else {hole: line[begin:end] for hole, begin, end in match[1]}
            role, starts = fix or (None, False)
            yield number, line, None if match is None else match[0].number, filled, role, starts

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        lines = []
        for number, line, rule, filled, role, starts in self:
            shown = line.strip() if len(line.strip()) <= 60 else line.strip()[:59] + "…"
            why = "" if rule is None else f"line {rule} of the profile" + "".join(f", {hole} “{what}”" for hole, what in filled.items())
            lines.append(f"{number:>5} {'>' if starts else ' '} {role or '':<12} {shown:<60} {why}".rstrip())
        return "\n".join(lines)


def split_lines(text: str) -> list[tuple[str, int]]:
    """Lines of a page's text, as the cutter counts them, and the byte at which each begins."""
    import re

    found, at, byte = [], 0, 0
    for end in re.finditer(r"\r\n|\r|\n|\Z", text):
        line = text[at : end.start()]
        found.append((line, byte))
        byte += _size(line + end[0])
        at = end.end()
        if not end[0]:
            break
    return found


def _size(text: str) -> int:
    """How many bytes a text has in UTF-8, odd bytes that it stands for among them."""
    return len(text.encode("utf-8", "surrogateescape"))


def quoted(text: str) -> str:
    """A string as TOML has it."""
    if "\n" in text and "'''" not in text and "\r" not in text and all(character >= " " or character in "\n\t" for character in text) and "\x7f" not in text:
        return f"'''\n{text}'''"
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character >= " " and character != "\x7f" else f"\\u{ord(character):04x}"


def value(item: Any) -> str:
    """A value as TOML has it."""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int):
        return str(item)
    if isinstance(item, str):
        return quoted(item)
    if isinstance(item, dict):
        return "{ " + ", ".join(f"{key} = {value(each)}" for key, each in item.items()) + " }"
    items = [value(each) for each in item]
    return "[" + ", ".join(items) + "]" if sum(map(len, items)) < 100 else "[\n" + "".join(f"    {each},\n" for each in items) + "]"


def example_lines(text: str, fixes: Fixes) -> list[str]:
    """An example as a file has it, below the head of its table."""
    from . import _profile_examples

    return [f"text = {quoted(text)}", f"fixes = {value(_profile_examples.written(fixes))}"]


def of(given: Any) -> list[Profile]:
    """The profiles that an argument gives: a profile, a path, several of these."""
    if given is None:
        return []
    if isinstance(given, (Profile, str, os.PathLike)):
        given = [given]
    if not isinstance(given, (list, tuple)) or not all(isinstance(each, (Profile, str, os.PathLike)) for each in given):
        raise TypeError("profile= takes a postdex.Profile, the path of one, or a list of these")
    return [each if isinstance(each, Profile) else Profile.read(each) for each in given]


def fixes_of(
    profiles: Iterable[Profile], pages: Iterable[tuple[str, str, bytes | None]], given: Mapping[str, Fixes], options: Mapping[str, object]
) -> tuple[dict[str, Fixes], dict[str, Fields], list[str]]:
    """What the profiles ask of pages, by their names; of each the first profile that is for it. What a person has fixed stays. The last: of which pages they have every post."""
    told: list[str] = []
    all_fixes: dict[str, Fixes] = {}
    all_fields: dict[str, Fields] = {}
    learned: dict[int, list[tuple[str, str, bytes]]] = {}
    every = list(profiles)
    for name, url, text in pages:
        profile = next((each for each in every if each.is_for(name, url)), None)
        if text is None or profile is None or not (profile.rules or profile.examples):
            continue  # a profile without either says nothing
        fixes, fields = profile._fix(text.decode("utf-8", "surrogateescape"))
        own = given.get(name, {})
        if profile.learned:
            learned.setdefault(every.index(profile), []).append((name, url, text))
        if fixes:
            all_fixes[name] = {**fixes, **own}
            all_fields[name] = [each for each in fields if each[0] not in own]
        if profile.complete and any(starts or role == "title" for role, starts in fixes.values()):
            told.append(name)
    for number, some in learned.items():
        told += _learn(every[number], some, given, options, all_fixes, all_fields)
    return all_fixes, all_fields, told


def _learn(
    profile: Profile, pages: list[tuple[str, str, bytes]], given: Mapping[str, Fixes], options: Mapping[str, object], all_fixes: dict[str, Fixes], all_fields: dict[str, Fields]
) -> Iterator[str]:
    """Adds where the posts of pages begin that go by a learned profile, if examples have told it. A line of it says nothing of titles, and makes no line of a post one of the page."""
    from . import _profile_examples

    for name, (starts, within) in _profile_examples.starts_of(profile, pages, given, options).items():
        own = given.get(name, {})
        kept = {line for line, (role, _) in all_fixes.get(name, {}).items() if starts.get(line, (None, False))[0] != "title" and not (role in _OF_PAGES and line in within)}
        by_lines = {line: fix for line, fix in all_fixes.get(name, {}).items() if line in own or line in kept}
        all_fields[name] = [each for each in all_fields.get(name, []) if each[0] in by_lines]
        if not profile.examples:
            all_fixes[name] = by_lines
            continue
        both = {line: (by_lines.get(line, (None, False))[0] or role, begins) for line, (role, begins) in starts.items()}
        all_fixes[name] = {**by_lines, **both, **own}
        yield name
