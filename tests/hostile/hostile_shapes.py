"""Inputs that are shaped to hurt, by name and size; and what a fresh interpreter needs for one of them.

    python tests/hostile/hostile_shapes.py NAME SIZE [--join]

prints JSON: the input's bytes, the seconds of the processor that parsing took, the peak of memory beyond the input itself, posts and parts, and with
--join whether the parts give the input back. A process of its own, because the peak is that of a process.
"""

import json
import random
import sys
import time

TEXT = b"The ferry crossed at noon and the council met in the old mill, where rain had come through the roof. "


WORDS = """harbour quay ferry mill council bridge lighthouse market rain tide bell school orchard library station garden
    tower meadow road river boat gate wall field church baker doctor winter summer morning evening storm lamp stone""".split()


def sentence(chance: random.Random) -> str:
    """Prose of an invented town."""
    one, two, three, four = chance.choices(WORDS, k=4)
    shapes = (
        f"The {one} of the {two} was closed in the {three}, and the {four} stood empty until the others came.",
        f"Nobody at the {one} had heard of the {two} before, said the keeper of the {three} by the {four}.",
        f"A {one} and two of the {two} were seen near the {three} when it was over, but no {four}.",
    )
    return chance.choice(shapes)


def entry(chance: random.Random, tags: str) -> str:
    one, two, three, four = chance.choices(WORDS, k=4)
    title = f"{chance.choice(['The', 'A', 'One more'])} {one} for the {two} of the {three} near {four}"
    body = "\n\n".join(" ".join(sentence(chance) for _ in range(chance.randint(1, 4))) for _ in range(chance.randint(1, 3)))
    return f"{tags}\n\n{title}\n\n{body}\n\nStaff Writer\n\nContinue Reading\n\n"


def many_posts(n: int) -> bytes:
    """A listing of n posts."""
    chance = random.Random(n)
    rows = (entry(chance, ", ".join(["Harbour", *chance.sample(WORDS, 3)])) for _ in range(n))
    return ("Posts Tagged \u2018Harbour\u2019\n\n" + "".join(rows)).encode()


def many_tags(n: int) -> bytes:
    """Ten posts, one of which has n tags on its line."""
    chance = random.Random(n)
    many = ", ".join(["Harbour", *(f"Quay {i}" for i in range(n - 1))])
    rows = (entry(chance, many if i == 5 else ", ".join(["Harbour", *chance.sample(WORDS, 3)])) for i in range(10))
    return ("Posts Tagged \u2018Harbour\u2019\n\n" + "".join(rows)).encode()


def lines(*rows: bytes):
    """Rows that take turns, one a line, until there are n of them; %d in a row is its number."""

    def make(n: int) -> bytes:
        return b"".join((rows[i % len(rows)].replace(b"%d", b"%d" % i)) + b"\n" for i in range(n))

    return make


def bytes_of(piece: bytes):
    """One piece again and again, n bytes long."""

    def make(n: int) -> bytes:
        return (piece * (n // len(piece) + 1))[:n]

    return make


def tags_in_tables(n: int) -> bytes:
    """An export of one post, whose n tags stand in tables."""
    posts = [{"id": "p", "title": "The ferry", "html": "<p>It left at noon.</p>", "slug": "ferry"}]
    tables = {"posts": posts, "tags": [{"id": str(i), "name": f"Quay {i}"} for i in range(n)], "posts_tags": [{"post_id": "p", "tag_id": str(i)} for i in range(n)]}
    return json.dumps({"db": [{"data": tables}]}).encode()


# Name: what makes it, and the size at which it takes a noticeable part of a second; `size` counts bytes, lines or items.
SHAPES = {
    "one line of words": (bytes_of(TEXT), 1 << 20),
    "one line without a space": (bytes_of(b"a"), 1 << 20),
    "one line of digits": (bytes_of(b"1"), 1 << 20),
    "one line of dates": (bytes_of(b"20/9/08, 3 May 2019, "), 1 << 20),
    "one line of opening marks": (bytes_of(b"(["), 1 << 20),
    "one line of quotes": (bytes_of(b"\"'"), 1 << 20),
    "one line of commas": (bytes_of(b","), 1 << 20),
    "one line of hashes": (bytes_of(b"#"), 1 << 20),
    "one line of dots": (bytes_of(b"."), 1 << 20),
    "one line of combining marks": (bytes_of("\u0301".encode()), 1 << 20),
    "one line of no-break spaces": (bytes_of("\u00a0".encode()), 1 << 20),
    "one line of bytes that are no UTF-8": (bytes_of(b"\xff\x80\xc3("), 1 << 20),
    "one line of furniture": (bytes_of(b"Continue reading Posted by Filed under Tags: "), 1 << 19),
    "one line of ideographs": (bytes_of("\u6e2f\u53e3".encode()), 1 << 20),
    "one line of regional indicators": (bytes_of("\U0001f1e6".encode()), 1 << 20),
    "one line of hyphens in words": (bytes_of(b"a-"), 1 << 20),
    "empty lines": (bytes_of(b"\n"), 1 << 20),
    "carriage returns": (bytes_of(b"\r"), 1 << 20),
    "blank lines of spaces": (bytes_of(b" \n"), 1 << 20),
    "lines of one letter": (bytes_of(b"a\n"), 1 << 17),
    "the same line": (lines(TEXT), 20000),
    "lines that all differ": (lines(b"Note %d of the harbour master"), 20000),
    "the same title, the same furniture": (lines(b"Note", b"", b"Continue Reading", b""), 40000),
    "titles and their echoes": (lines(b"Note %d of the quay", b"Continue reading Note %d of the quay"), 20000),
    "dates alone": (lines(b"20/9/08", b"3 May 2019"), 20000),
    "tag lines alone": (lines(b"Tags: harbour, quay, mill, ferry"), 20000),
    "hash tags alone": (lines(b"#harbour #quay%d"), 20000),
    "labels": (lines(b"Label %d: value %d"), 20000),
    "lists": (lines(b"- item %d", b"1. item"), 20000),
    "capitals": (lines(b"HARBOUR %d"), 20000),
    "tags on a line": (many_tags, 20000),
    "posts": (many_posts, 2000),
}
# Sources of records, whose parts are no text of theirs.
RECORDS = {"tags in tables": (tags_in_tables, 20000)}


def peak(path: str = "/proc/self/status", field: str = "VmHWM:") -> int | None:
    """Kilobytes; None where the system does not tell."""
    try:
        with open(path, encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith(field))
    except (OSError, StopIteration):
        return None


def forget_peak() -> None:
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as refs:
            refs.write("5")
    except OSError:
        pass  # then the peak so far counts too, and the multiple comes out larger


def main() -> None:
    import postdex as pdx

    name, size = sys.argv[1], int(sys.argv[2])
    data = {**SHAPES, **RECORDS}[name][0](size)
    pdx.parse(b"Rain\n\nIt rained at noon.")  # what is loaded once is no part of a page's price
    forget_peak()
    before = peak(field="VmRSS:")
    start = time.process_time()
    archive = pdx.parse(data)
    seconds = time.process_time() - start
    high = peak()
    told = {"bytes": len(data), "seconds": seconds, "posts": len(archive), "peak": None}
    if before is not None and high is not None:
        told["peak"] = (high - before) * 1024
    if "--join" in sys.argv[3:]:
        parts = [part.raw for page in archive.pages for part in page.parts]
        told["parts"] = len(parts)
        told["joined"] = b"".join(parts) == data
    print(json.dumps(told))


if __name__ == "__main__":
    main()
