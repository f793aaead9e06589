"""The commands of how sites look: `postdex profile`."""

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
    from ._profile import Profile

    profile, found = Profile.read(args.profile_path), 0
    for page in open(args).pages:
        if page.source.form not in ("text", "html") or not profile.is_for(page.source.name, page.source.url):
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
