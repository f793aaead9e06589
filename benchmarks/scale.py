"""What keeping a large archive costs, step by step, each in a process of its own:

    python -m benchmarks.scale [--posts N] [--batch N] [--memory MIB] [--write FILE]

builds an archive of N posts with one commit of `postdex.writer`, a batch a file (each is made when it is wanted and removed when it was added), opens it and asks a
first question, adds and deletes a hundredth of it, adds a hundred posts, optimizes, opens and asks again. Printed are seconds of the wall and of the processor, the peak of memory, that of memory which is not of mapped
files, the bytes that were written to files, and the size of the archive afterwards. The posts are those of the bench (`corpus.py`).
`--posts 10000000 --words 20 --batch 100000 --folder DISK` is the long run: 10^7 short posts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

QUESTIONS = 5  # words of middling frequency that a fresh process is asked, each for its ten best
WORD = 1000    # rank of the first of them


def make(folder: Path, begin: int, end: int, words: int | None) -> str:
    """A file of posts `begin` to `end`, one a line."""
    from benchmarks import corpus

    shape, path = corpus.model(), folder / f"posts-{begin}-{end}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(begin // corpus.CHUNK, (end + corpus.CHUNK - 1) // corpus.CHUNK):
            for post in corpus.chunk(shape, number) if words is None else corpus.chunk(shape, number, words):
                if begin <= post.number < end:
                    file.write(json.dumps({"title": post.title, "tags": post.tags, "date": post.date, "text": post.text}, ensure_ascii=False) + "\n")
    return str(path)


def build(path: Path, posts: int, batch: int, words: int | None, memory: int) -> dict[str, Any]:
    """All posts in one commit. What making them took is not counted: that is another process's."""
    import postdex as pdx

    waited, given = 0.0, 0
    with pdx.writer(path, language="xx", memory=memory) as writer:
        for begin in range(0, posts, batch):
            before = time.perf_counter()
            file = run("rows", path.parent, begin, min(begin + batch, posts), words)["file"]
            waited += time.perf_counter() - before
            given += os.path.getsize(file)
            writer.add(file)
            os.unlink(file)
    return {"wall": -waited, "written": -given}  # what a process that was waited for has written, the system counts here


def rows(folder: Path, begin: int, end: int, words: int | None) -> dict[str, Any]:
    return {"file": make(folder, begin, end, words)}


def add(path: Path, file: str) -> dict[str, Any]:
    import postdex as pdx

    with pdx.writer(path) as writer:
        writer.add(file)
    return {}


def delete(path: Path, posts: int) -> dict[str, Any]:
    import postdex as pdx

    with pdx.writer(path) as writer:
        return {"deleted": writer.delete(range(7, posts, 100))}


def optimize(path: Path) -> dict[str, Any]:
    import postdex as pdx

    with pdx.writer(path) as writer:
        writer.optimize()
    return {}


def ask(path: Path, words: list[str]) -> dict[str, Any]:
    """Opening, the first question and the next, in a process that has just begun; files are in the system's memory."""
    import postdex as pdx

    begin = time.perf_counter()
    archive = pdx.open(path, progress=False)
    opened = time.perf_counter()
    archive.search(words[0])[:10]
    first = time.perf_counter()
    for word in words[1:]:
        archive.search(word)[:10]
    later = time.perf_counter()
    return {"open_ms": 1e3 * (opened - begin), "first_ms": 1e3 * (first - opened), "next_ms": 1e3 * (later - first) / (len(words) - 1), "posts": len(archive)}


STEPS: dict[str, Callable[..., dict[str, Any]]] = {"build": build, "rows": rows, "add": add, "delete": delete, "optimize": optimize, "ask": ask}


def written() -> int:
    """Bytes that this process has given to write calls; 0 where the system does not tell."""
    try:
        text = Path("/proc/self/io").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("wchar:")), 0)


def peak() -> int:
    """The most memory that this process has held; as Linux tells it, since getrusage counts what its parent held when it began."""
    try:
        text = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("VmHWM:")), 0)


class Own:
    """Watches how much memory this process has that is not of files, which the system takes back as it likes; 0 where it does not tell."""

    def __init__(self) -> None:
        self.most = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        ended = False
        while not ended:
            ended = self._stop.wait(0.005)  # and once more at the end: some steps are over before
            try:
                text = Path("/proc/self/status").read_text()
            except OSError:
                return
            self.most = max(self.most, next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("RssAnon:")), 0))

    def end(self) -> int:
        self._stop.set()
        self._thread.join()
        return self.most


def size(path: Path) -> int:
    return sum(each.stat().st_size for each in path.iterdir()) if path.is_dir() else 0


def one(name: str, arguments: list[Any]) -> None:
    """One step, in this process; its figures as a line of JSON."""
    path = Path(arguments[0])
    wall, cpu, before = time.perf_counter(), time.process_time(), written()
    watch = Own()
    told = STEPS[name](path, *arguments[1:])
    spent, own = {"wall": time.perf_counter() - wall + told.pop("wall", 0.0), "cpu": time.process_time() - cpu}, watch.end()
    print(json.dumps({**spent, "written": written() - before + told.pop("written", 0), "peak": peak(), "own": own, "size": size(path), **told}))


def run(name: str, path: Path, *arguments: Any) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", "benchmarks.scale", "--step", name, json.dumps([str(path), *arguments])], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{name}: {done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def table(posts: int, steps: list[tuple[str, dict[str, Any]]]) -> str:
    lines = [f"{posts:,} posts, machine load {os.getloadavg()[0]:.1f}", "", "| step | wall, s | processor, s | peak, MB | without files, MB | written, MB | archive, MB |", "|---|---:|---:|---:|---:|---:|---:|"]
    for name, told in steps:
        extra = "".join(f", {key[:-3]} {told[key]:.1f} ms" for key in ("open_ms", "first_ms", "next_ms") if key in told)
        lines.append(f"| {name}{extra} | {told['wall']:.2f} | {told['cpu']:.2f} | {told['peak'] / 1e6:,.0f} | {told['own'] / 1e6:,.0f} | {told['written'] / 1e6:,.1f} | {told['size'] / 1e6:,.0f} |")
    return "\n".join(lines) + "\n"


def steps(folder: Path, posts: int, batch: int, words: int | None, memory: int) -> Iterator[tuple[str, dict[str, Any]]]:
    from benchmarks import vocabulary

    path, share, small = folder / "scale.pdx", posts // 100, 100
    asked = vocabulary.words(2024)[WORD : WORD + QUESTIONS]
    yield f"build, {batch:,} posts a file, memory {memory >> 20} MiB", run("build", path, posts, batch, words, memory)
    yield "open and ask", run("ask", path, asked)
    yield f"add {small}", run("add", path, make(folder, posts, posts + small, words))
    yield f"add {share:,} (1 %)", run("add", path, make(folder, posts + small, posts + small + share, words))
    yield f"delete {share:,} (1 %)", run("delete", path, posts)
    yield "open and ask", run("ask", path, asked)
    yield "optimize", run("optimize", path)
    yield "open and ask", run("ask", path, asked)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__.split("\n")[0])
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--batch", type=int, default=20_000, help="posts of a file that is added")
    parser.add_argument("--memory", type=int, default=512, help="what building may take, in MiB")
    parser.add_argument("--words", type=int, help="the most words of a post")
    parser.add_argument("--folder", type=Path, help="where the archive is made (a temporary folder)")
    parser.add_argument("--write", type=Path, help="the table as Markdown")
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.step:
        one(args.step[0], json.loads(args.step[1]))
        return 0
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        made = []
        for name, told in steps(Path(folder), args.posts, args.batch, args.words, args.memory << 20):
            print(f"{name}: {told}", flush=True)
            made.append((name, told))
    text = table(args.posts, made)
    print(text)
    if args.write:
        args.write.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
