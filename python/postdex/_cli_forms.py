"""The commands of how sites look, and of what changes on them: `postdex profile`, `postdex diff`."""

from __future__ import annotations

from ._cli_saved import FOUND, NOTHING, many, put, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

PROFILE = """\
  postdex profile infer pages/ > site.toml         what the lines of a site look like, as its pages are cut
  postdex profile infer pages/ --corrections mended.json > site.toml
  postdex profile lint site.toml pages/            what is wrong with it, and which lines no rule takes
  postdex profile explain site.toml page.txt       which of its lines took which lines of a page
  postdex profile test site.toml                   its own tests
  postdex parse pages/ --profile site.toml"""


DIFF = """\
  postdex diff 2019/ 2020/                         posts that were added, are gone, were edited, moved
  postdex diff old.html new.html --edits           what was edited, stretch by stretch"""


def describe(command: Callable[..., argparse.ArgumentParser], of_pages: Callable[[argparse.ArgumentParser], None]) -> None:
    made = command("profile", "say what the lines of a site look like, in a file that a person can read and mend", PROFILE)
    steps = made.add_subparsers(dest="step", metavar="STEP", required=True)
    infer = steps.add_parser("infer", help="write the profile by which pages look as they are cut")
    infer.add_argument("--test", action="store_true", help="make the first page a test of it")
    of_pages(infer)
    for name, help in (("lint", "say what is wrong with a profile, by itself and on pages"), ("explain", "say which of its lines took which lines of pages")):
        step = steps.add_parser(name, help=help)
        step.add_argument("profile_path", metavar="PROFILE", help="a profile")
        of_pages(step)
        if name == "lint":
            next(each for each in step._actions if each.dest == "files").nargs = "*"
    test = steps.add_parser("test", help="run the tests of profiles")
    test.add_argument("profiles", metavar="PROFILE", nargs="+", help="a profile")


def describe_diff(command: Callable[..., argparse.ArgumentParser], of_pages: Callable[[argparse.ArgumentParser], None]) -> None:
    made = command("diff", "compare two captures of a site, or two archives", DIFF)
    of_pages(made)
    old = next(each for each in made._actions if each.dest == "files")
    old.nargs, old.help = 2, "OLD and NEW: a page, a folder, an export, a saved archive: as it was, and as it is"
    made.add_argument("--edits", action="store_true", help="what was edited, a row for each stretch")
    made.add_argument("--jsonl", action="store_true", help="one JSON object per line")
    made.add_argument("--csv", action="store_true", help="CSV, a row for each")
    made.add_argument("--escape-formulas", action="store_true", help="CSV for spreadsheet programs: an apostrophe before what they would run")


def _both(args: argparse.Namespace, open: Callable[[argparse.Namespace], Any]) -> list[Any]:
    import argparse

    return [open(argparse.Namespace(**{**vars(args), "files": [file]})) for file in args.files]


def diff(args: argparse.Namespace, open: Callable[[argparse.Namespace], Any], output: Callable[[], Any]) -> int:
    from . import _diff
    from ._display import clean

    changes = _diff.diff(*_both(args, open))
    shown: Any = changes.edits if args.edits else changes
    if args.csv or args.jsonl:
        with output() as file:
            if args.csv:
                shown.to_csv(file, escape_formulas=args.escape_formulas)
            else:
                shown.to_jsonl(file)
    elif args.edits:
        for change in changes:
            for edit in change.edits:
                places = " → ".join("–" if each is None else f"{clean(each)} (line {each.anchor.line})" for each in (edit.before, edit.after))
                put(f"{clean(change.post.title or '(no title)')}\n  {edit.field}: {places}")
    else:
        for change in changes:
            edits = f"  {many(len(change.edits), 'edit')}" if change.edits else ""
            put(f"{change.kind:<8}{clean(change.post.title or '(no title)')}{edits}")
    tell(", ".join(f"{len(changes.where(kind)):,} {kind}" for kind in _diff.KINDS) + f", {changes.n_same:,} the same")
    return FOUND if len(changes) else NOTHING


def _infer(args: argparse.Namespace, open: Callable[[argparse.Namespace], Any]) -> int:
    from ._profile import Profile

    profile = Profile.infer(open(args), test=args.test)
    put(profile.to_toml().rstrip("\n"))
    return FOUND if profile.rules else NOTHING


def _lint(args: argparse.Namespace, open: Callable[[argparse.Namespace], Any]) -> int:
    from ._profile import Profile

    said = Profile.read(args.profile_path).lint(open(args) if args.files else None)
    for each in said:
        put(each)
    return NOTHING if said else FOUND


def _explain(args: argparse.Namespace, open: Callable[[argparse.Namespace], Any]) -> int:
    from ._page import CUT_FORMS
    from ._profile import Profile

    profile, found = Profile.read(args.profile_path), 0
    for page in open(args).pages:
        if page.source.form not in CUT_FORMS or not profile.is_for(page.source.name, page.source.url):
            tell(f"{page.source.name}: this profile is not for it")
            continue
        put(f"{page.source.name}\n{profile.explain(page)}")
        found += 1
    return FOUND if found else NOTHING


def _test(args: argparse.Namespace) -> int:
    from ._profile import Profile

    failed = 0
    for path in args.profiles:
        profile = Profile.read(path)
        wrong = profile.test()
        for each in wrong:
            put(f"{path}: {each}")
        tell(f"{path}: {many(len(profile._tests), 'test')}, " + (f"{len(wrong)} wrong" if wrong else "all right"))
        failed += bool(wrong)
    return NOTHING if failed else FOUND


def profile(args: argparse.Namespace, open: Callable[[argparse.Namespace], Any]) -> int:
    if args.step == "test":
        return _test(args)
    return {"infer": _infer, "lint": _lint, "explain": _explain}[args.step](args, open)
