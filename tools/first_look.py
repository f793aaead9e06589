"""The main job on the files given, or on the sample: what ./run shows. Each step is the `postdex` command that a user would type."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "python/postdex/sample"
POSTDEX = Path(sys.executable).parent / "postdex"


def show(*arguments: str) -> None:
    """One command and what it prints; ends with its exit code when it fails (1 says that nothing was found)."""
    print(f"\n$ postdex {shlex.join(arguments)}", flush=True)
    done = subprocess.run([str(POSTDEX), *arguments])
    if done.returncode > 1:
        raise SystemExit(done.returncode)


def telling_word(files: list[str]) -> str | None:
    """A word to ask for: the long one that stands in most titles; None when there are no titles."""
    done = subprocess.run([str(POSTDEX), "parse", "--jsonl", *files], stdout=subprocess.PIPE, check=True)
    titles = [json.loads(line)["title"] or "" for line in done.stdout.splitlines()]
    words = Counter(word for title in titles for word in {found.lower() for found in re.findall(r"[^\W\d_]{5,}", title)})
    return max(words, key=lambda word: (words[word], word)) if words else None


def questions(files: list[str]) -> tuple[str, str] | None:
    """What to search for, and what to list every occurrence of."""
    if all(Path(file).resolve().parent == SAMPLE for file in files):
        return '"old library" (water OR flood)', "flood*"
    word = telling_word(files)
    return (word, word) if word else None


def main() -> None:
    here = Path.cwd()
    sample = [str(path.relative_to(here) if path.is_relative_to(here) else path) for path in sorted(SAMPLE.glob("*.txt"))]
    files = sys.argv[1:] or sample
    show("parse", *files)
    asked = questions(files)
    if asked is None:
        print("\nNo post here has a title, so there is no word to try the search with. Try: postdex search WORD FILE...")
        return
    show("search", asked[0], *files, "--limit", "5")
    show("find", asked[1], *files, "--limit", "12")
    print(f"\nIn Python:\n    import postdex as pdx\n    archive = pdx.open({(files[0] if len(files) == 1 else files)!r})")


if __name__ == "__main__":
    main()
