"""What a learned profile teaches of a page: where its posts begin, by pages that a person has mended, as if these stood beside it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ._archive import Archive
    from ._core import Store
    from ._page import Page
    from ._profile import Profile
    from ._types import Fixes


def mended(page: Page) -> Fixes:
    """What a person has said of the lines of a page, and no profile."""
    options, name = page._store.options, page.source.name
    found: Fixes = {} if name in options["by_rules"] else options["corrections"].get(name, {})
    return found


def written(fixes: Fixes) -> dict[str, str]:
    """Fixes as a profile has them, and as `corrections=` takes them."""
    return {str(line): " ".join(filter(None, ("start" if starts else "", role))) for line, (role, starts) in sorted(fixes.items())}


def _site(name: str, url: str) -> str:
    """The beginning of the names of a page's site."""
    return url and url.partition("//")[2].partition("/")[0] or name[: max(name.rfind("/"), name.rfind("\\")) + 1]


def starts_of(profile: Profile, pages: Iterable[tuple[str, str, bytes]], given: Mapping[str, Fixes], options: Mapping[str, object]) -> dict[str, tuple[Fixes, set[int]]]:
    """The titles and beginnings of posts on pages (name, address, text), and the lines of posts, by name: as they are cut beside the profile's examples. That a page is taught what
    explains it worse than its own cut does is for the cutter to prevent. What a person has fixed on pages is `given`."""
    from ._building import Building

    building = Building(str(options["language"]) or None, bool(options["lexicon"]), None, None, None)
    corrections: dict[str, Fixes] = {}
    taught: set[str] = set()
    names = set()
    for name, url, text in pages:
        building.builder.add(name, url, None, text, name, False, None)
        names.add(name)
        if name in given:
            corrections[name] = given[name]
        site = _site(name, url)
        if site in taught:
            continue
        taught.add(site)
        for number, (example, fixes) in enumerate(profile.examples, 1):
            beside = f"{'' if url else site}example {number} of a profile"
            building.builder.add(beside, url, None, example.encode("utf-8", "surrogateescape"), beside, False, None)
            corrections[beside] = fixes
    building.options["corrections"] = corrections
    return {name: told for name, told in _told(building.finish_store(False)) if name in names}


def _told(store: Store) -> Iterable[tuple[str, tuple[Fixes, set[int]]]]:
    from ._profile import split_lines
    from ._recipe import step

    archive: Archive = store.archive((step("open", "pages of a profile"),))  # type: ignore[assignment]
    for page in archive.pages:
        fixes: Fixes = {}
        within: set[int] = set()
        lines = split_lines(page.text)
        for appearance in page.appearances:
            within.update(part.line for part in appearance.parts)
            if len(appearance.parts):
                fixes[appearance.parts[0].line] = (None, True)
            if appearance.title is not None:
                line = appearance.title.anchor.line
                alone = str(appearance.title).strip() == lines[line - 1][0].strip()  # else a date, or what it is about, stands there too
                fixes[line] = ("title" if alone else None, line in fixes)
        yield page.source.name, (fixes, within)
