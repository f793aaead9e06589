"""What is wrong with a profile: by itself, on pages, and by its own tests."""

from __future__ import annotations

from . import _profile
from ._page import CUT_FORMS
from ._templates import HOLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._archive import Archive

AGAIN = 3  # a line that comes so often on a page, and that no rule takes, is worth one


def lint(profile: _profile.Profile, archive: Archive | None) -> Iterator[str]:
    """What is wrong with a profile."""
    if not profile.rules:
        yield "it has no lines: nothing is said of any page"
    seen: dict[str, int] = {}
    for rule in profile.rules:
        if not rule.says:
            yield f"line {rule.number} says nothing of the lines that it takes: it has no role, nothing above or below, and no hole that is a field"
        for template in rule.templates:
            first = seen.setdefault(template.text, rule.number)
            if first != rule.number:
                yield f"line {rule.number}: {template.text!r} is what line {first} has already, which comes first"
            other = next((each for each in profile.rules if each.number < rule.number and each.match(_example(template.text)) is not None), None)
            if other is not None and first == rule.number:
                yield f"line {rule.number}: what looks like {template.text!r} is taken by line {other.number}, which comes first"
    if profile.rules and not any(rule.starts or rule.ends or "title" in (rule.above, rule.below, rule.role) for rule in profile.rules):
        yield "nothing says where a post begins: no line starts or ends one, or has the title above or below it"
    if archive is not None:
        yield from _on_pages(profile, archive)


def _example(template: str) -> str:
    """A line that looks like a template."""
    filled = {"{date}": "1 March 2019", "{n}": "7"}
    for hole in HOLES:
        template = template.replace(f"{{{hole}}}", filled.get(f"{{{hole}}}", "Word"))
    return template.replace("{{", "{").replace("}}", "}")


def _on_pages(profile: _profile.Profile, archive: Archive) -> Iterator[str]:
    pages = [page for page in archive.pages if page.source.form in CUT_FORMS and profile.is_for(page.source.name, page.source.url)]
    if not pages:
        yield "none of these pages is of its sites"
        return
    taken: dict[int, int] = {}
    for page in pages:
        again: dict[str, list[int]] = {}
        for number, line, rule, _, _, _ in profile.explain(page):
            if rule is not None:
                taken[rule] = taken.get(rule, 0) + 1
            elif len(line) <= _profile.LINE_MOST:
                again.setdefault(line.strip(), []).append(number)
        yield from (f"{page.source.name}: “{line}” comes {len(lines)} times, first in line {lines[0]}, and no line of the profile takes it" for line, lines in again.items() if len(lines) >= AGAIN)
    yield from (f"line {rule.number} ({rule.templates[0].text!r}) takes no line of these pages" for rule in profile.rules if rule.number not in taken)


def run(profile: _profile.Profile) -> Iterator[str]:
    """What the tests of a profile do not find."""
    from . import _build

    for number, test in enumerate(profile._tests, 1):
        called = f"test {number}" + (f" ({test['name']})" if "name" in test else "")
        sites = profile.sites
        profile.sites = []  # whatever it is called, this page is one of them
        try:
            archive = _build.parse(test.get("text", ""), "test", url=test.get("url"), profile=profile)
        finally:
            profile.sites = sites
        wanted = test.get("posts", [])
        if len(archive) != len(wanted):
            yield f"{called}: {len(archive)} posts, and {len(wanted)} are wanted"
        for place, (post, want) in enumerate(zip(archive, wanted, strict=False), 1):
            yield from (f"{called}, post {place}: {key} is {got!r}, and {want[key]!r} is wanted" for key in want if (got := _field(post, key)) != want[key])


def _field(post: Any, key: str) -> Any:
    if key in ("tags", "categories"):
        return [str(each) for each in getattr(post, key)]
    if key == "date":
        return None if post.published is None else str(post.published)
    found = getattr(post, key)
    return None if found is None else str(found)
