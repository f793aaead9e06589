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
    """One command and what it prints; ends with its exit code when it fails."""
    print(f"\n$ postdex {shlex.join(arguments)}", flush=True)
    done = subprocess.run([str(POSTDEX), *arguments])
    if done.returncode != 0:
        raise SystemExit(done.returncode)


def telling_word(files: list[str]) -> str | None:
    """A word to ask for: the long one that stands in most titles; None when there are no titles."""
    done = subprocess.run([str(POSTDEX), "parse", "--jsonl", *files], stdout=subprocess.PIPE, check=True)
    titles = [json.loads(line)["title"] or "" for line in done.stdout.splitlines()]
    words = Counter(word for title in titles for word in {found.lower() for found in re.findall(r"[^\W\d_]{5,}", title)})
    return max(words, key=lambda word: (words[word], word)) if words else None


def main() -> None:
    files = sys.argv[1:] or [str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path) for path in sorted(SAMPLE.glob("*.txt"))]
    show("parse", *files)
    word = telling_word(files)
    if word is None:
        print("\nNo post here has a title, so there is no word to try the search with. Try: postdex search WORD FILE...")
        return
    show("search", word, *files)
    show("find", word, *files)
    print("\nIn Python:\n    import postdex as pdx\n    archive = pdx.open(" + repr(files[0] if len(files) == 1 else files) + ")")


if __name__ == "__main__":
    main()
