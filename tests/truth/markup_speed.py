"""How fast HTML and XML become tokens, beside other parsers that are installed, on the same documents in the same run, one thread.

    python tests/truth/markup_speed.py [--rounds N]

Documents are the saved pages and the exports and feeds of the shared data. Times are of the processor, the fastest of the rounds; those of a
busy machine are worth less: the load is printed. The others build trees, which the tokens do not; what is compared is what a reader of records
has to wait for.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "../tools")]

import cbuild  # noqa: E402

SHARED = Path(os.environ.get("POSTDEX_SHARED") or HERE.parents[2] / "shared")


def module(name: str):
    try:
        return import_module(name)
    except ImportError:
        return None


def with_expat(document: bytes) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = lambda *_: None
    parser.Parse(document, True)


def with_iterparse(iterparse: Callable) -> Callable[[bytes], None]:
    def read(document: bytes) -> None:
        for _, element in iterparse(BytesIO(document)):
            element.clear()

    return read


def peers(form: str) -> dict[str, Callable[[bytes], object]]:
    lxml = module("lxml.etree")
    if form == "xml":
        found = {"expat, handlers": with_expat, "xml.etree iterparse": with_iterparse(ElementTree.iterparse)}
        return found | ({"lxml iterparse": with_iterparse(lxml.iterparse)} if lxml else {})
    selectolax, lexbor, lxml_html = module("selectolax.parser"), module("selectolax.lexbor"), module("lxml.html")
    found = {"selectolax, modest": selectolax.HTMLParser} if selectolax else {}
    found |= {"selectolax, lexbor": lexbor.LexborHTMLParser} if lexbor else {}
    return found | ({"lxml.html": lxml_html.document_fromstring} if lxml_html else {})


def is_read_by_all(document: bytes) -> bool:
    try:
        for read in peers("xml").values():
            read(document)
    except (expat.ExpatError, SyntaxError, LookupError, ValueError):  # SyntaxError: what both iterparse derive their errors from
        return False
    return True


def documents() -> dict[tuple[str, str], list[Path]]:
    """Those that every peer can read, by form."""
    pages = sorted((SHARED / "data/listings").glob("*/html/*.html"))
    exports = [path for path in sorted((SHARED / "data/wxr").rglob("*.xml")) if is_read_by_all(path.read_bytes())]
    feeds = [path for path in sorted((SHARED / "data/feeds").rglob("wellformed/**/*.xml")) if is_read_by_all(path.read_bytes())]
    return {("html", "pages"): pages, ("xml", "exports"): exports, ("xml", "feeds"): feeds}


def peer_seconds(read: Callable[[bytes], object], texts: list[bytes], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - start)
    return best


def rows(rounds: int) -> list[str]:
    compiler = next((name for name in ("gcc", "clang") if not cbuild.why_not(name, ())), None)
    if compiler is None:
        raise SystemExit("a C compiler is needed: gcc or clang")
    build = cbuild.Build("release", compiler)
    build.library()
    program = build.program(HERE / "markup_bench.c")
    shown = [f"{'':36}{'documents':>10}{'MB':>7}{'MB/s':>10}{'documents/s':>13}"]
    for (form, name), files in documents().items():
        if not files:
            continue
        size, texts = sum(path.stat().st_size for path in files), [path.read_bytes() for path in files]
        done = subprocess.run([program, form, str(rounds)], input="".join(f"{path}\n" for path in files), capture_output=True, text=True, check=True)
        seconds = {words[0]: float(words[1]) for words in map(str.split, done.stdout.splitlines())}
        seconds |= {peer: peer_seconds(read, texts, max(rounds // 3, 1)) for peer, read in peers(form).items()}
        for what, each in seconds.items():
            shown.append(f"{f'{name}: {what}':36}{len(files):>10}{size / 1e6:>7.1f}{size / each / 1e6:>10.1f}{len(files) / each:>13.0f}")
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return [*shown, f"Load of this machine: {load}."]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    print("\n".join(rows(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
