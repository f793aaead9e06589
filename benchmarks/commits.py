"""What it costs to add to a saved archive, and to delete from it, by how much is there.

    python -m benchmarks.commits                        # into 10^3, 10^4 and 10^5 posts
    python -m benchmarks.commits --posts 1000000

Posts are the bench's (see README.md), rows of one source. Printed are, each the best of several: processor time, and the bytes of files that are new
in the folder, of committing a hundred new rows; of committing a page of text with twenty entries of which ten were there before, when
a tenth of the archive's posts stand on such pages; of adding what is there already; of deleting one post; of opening, with the parts that are there by then;
of the first query in a process of its own, from `pdx.open` on; of `optimize`, and of opening afterwards. A commit that lets parts become one
takes longer and writes more: what a hundred commits wrote in all, over what they added in the files' form, is `written` on the last line.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import corpus
from benchmarks.corpus import Post

import postdex as pdx

PAGE = 20  # entries of a page
ROUNDS = 5
SMALL = 20  # commits of a row each that are measured for what they write
COLD = "import sys, time, postdex as pdx; t = time.process_time(); a = pdx.open(sys.argv[1]); n = len(a.search(sys.argv[2])); print(time.process_time() - t, n)"


def row(post: Post) -> dict[str, object]:
    return {"title": post.title, "text": post.text, "tags": list(post.tags)}


def page(name: str, posts: Sequence[Post]) -> str:
    entries = [f"{post.title.capitalize()}\n\nMay {i % 28 + 1}, 2019\n\n{post.text}\n\nTags: {', '.join(post.tags)}\n\nContinue reading\n\n" for i, post in enumerate(posts)]
    return f"{name}\n\n" + "".join(entries) + "Older posts\n"


def sizes(path: Path) -> dict[str, int]:
    return {entry.name: entry.stat().st_size for entry in os.scandir(path)}


def measured(path: Path, step: Callable[[], object]) -> tuple[float, int]:
    """Milliseconds of processor time, and bytes of new files."""
    before = sizes(path)
    begin = time.process_time()
    step()
    spent = time.process_time() - begin
    after = sizes(path)
    return 1000 * spent, sum(size for name, size in after.items() if name not in before) + after["manifest"]


def show(what: str, rounds: Sequence[tuple[float, int]]) -> None:
    print(f"  {what:44} {min(ms for ms, _ in rounds):10.2f} ms {min(size for _, size in rounds):12,} bytes", flush=True)


def opened(path: Path) -> float:
    best = float("inf")
    for _ in range(20):
        begin = time.process_time()
        pdx.open(path)
        best = min(best, time.process_time() - begin)
    return 1000 * best


def cold(path: Path, word: str) -> float:
    return 1000 * min(float(subprocess.run([sys.executable, "-c", COLD, str(path), word], capture_output=True, text=True, check=True).stdout.split()[0]) for _ in range(ROUNDS))


def grow(path: Path, posts: Iterator[Post], n: int) -> list[Post]:
    """An archive of n posts, of which a tenth stand on pages; gives those."""
    paged: list[Post] = []
    with pdx.writer(path, language="en") as writer:
        rows = [post for post in itertools.islice(posts, n - n // 10)]
        writer.add_records(map(row, rows), name="rows")
        paged = list(itertools.islice(posts, n // 10))
        with tempfile.TemporaryDirectory() as folder:
            for i in range(0, len(paged), PAGE):
                (Path(folder) / f"page {i}.txt").write_text(page(f"Notes {i}", paged[i : i + PAGE]))
            writer.add(folder)
    return paged


def measure(n: int, folder: Path) -> None:
    path, posts = folder / "posts.pdx", corpus.generate(n + 2000)
    paged = grow(path, posts, n)
    word = paged[0].text.split()[0]
    print(f"{n:,} posts, {sum(sizes(path).values()):,} bytes")
    show("opening, one part", [(opened(path), 0)])
    show("first query in a new process, one part", [(cold(path, word), 0)])
    writer = pdx.writer(path)
    rows, pages, known, gone = [], [], [], []
    for i in range(ROUNDS):
        added = [row(post) for post in itertools.islice(posts, 100)]
        writer.add_records(added, name=f"more {i}")
        rows.append(measured(path, writer.commit))
        known.append(measured(path, lambda added=added, i=i: writer.add_records(added, name=f"more {i}") or writer.commit()))  # type: ignore[misc]
        file = folder / f"again {i}.txt"
        file.write_text(page(f"Again {i}", [*paged[10 * i : 10 * i + 10], *itertools.islice(posts, 10)]))
        pages.append(measured(path, lambda file=file: writer.add(file) and writer.commit()))  # type: ignore[misc]
        writer.delete(len(writer.archive) // 2 + i)
        gone.append(measured(path, writer.commit))
    show("commit of 100 rows", rows)
    show("commit of a page of 20 entries, 10 known", pages)
    show("the same rows again", known)
    show("commit of one post deleted", gone)
    parts = sum(name.startswith("posts-") for name in sizes(path))
    show(f"opening, {parts} parts", [(opened(path), 0)])
    show(f"first query in a new process, {parts} parts", [(cold(path, word), 0)])
    small = 0
    for i in range(SMALL):
        writer.add_records([row(post) for post in itertools.islice(posts, 10)], name=f"small {i}")
        small += measured(path, writer.commit)[1]
    print(f"  {SMALL} commits of 10 rows each wrote {small:,} bytes; parts now: {sum(name.startswith('posts-') for name in sizes(path))}")
    show("optimize", [measured(path, writer.optimize)])
    show("opening after it", [(opened(path), 0)])
    writer.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", default="1000,10000,100000", help="how many posts are there, separated by commas")
    for n in parser.parse_args().posts.split(","):
        with tempfile.TemporaryDirectory() as folder:
            measure(int(n), Path(folder))


if __name__ == "__main__":
    main()
