"""Regular expressions against Python's `re`: the same matches of the same patterns in the same texts, empty ones too.

    python tests/test_regex_reference.py 200000 [SEED]    as many random pairs
"""

import random
import re
import struct
import sys
import warnings

import dumps
import pytest

pytestmark = pytest.mark.standalone
# Characters of which both sides say the same: no marks, and no letters whose case depends on a language.
LETTERS = "aabbcABC01_ .-\néÉßжЖمس۱۲世🙂"
CLASSES = [r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", ".", "[ab]", "[^a]", "[a-c0-9]", r"[\w-]", "[é-ж]", r"[^\s]", "[A-Z]", "[م-ی]", "[]a]", "[^]]", r"[\]\\]"]
PLACES = ["^", "$", r"\b", r"\B", r"\A", r"\Z"]


def may_be_empty(source: str) -> bool:
    try:
        return re.fullmatch(source, "") is not None
    except re.error:
        return True


def pattern(rng: random.Random, depth: int) -> str:
    roll = rng.random()
    if depth == 0 or roll < 0.35:
        return rng.choice(CLASSES) if rng.random() < 0.4 else re.escape(rng.choice(LETTERS))
    if roll < 0.45:
        return rng.choice(PLACES)
    if roll < 0.70:
        return "".join(pattern(rng, depth - 1) for _ in range(rng.randint(0, 4)))
    if roll < 0.82:
        group = rng.choice(["(", "(?:", "(?i:", "(?s:", "(?m:", "(?P<name>"]) if depth > 3 else rng.choice(["(", "(?:", "(?i:"])
        return group + "|".join(pattern(rng, depth - 1) for _ in range(rng.randint(1, 3))) + ")"
    least = rng.randint(0, 3)
    sign = rng.choice(["*", "+", "?", "{%d}" % least, "{%d,}" % least, "{%d,%d}" % (least, least + rng.randint(0, 2)), "{,2}"]) + rng.choice(["", "", "?"])
    inside = pattern(rng, depth - 1)
    if "|" in inside and may_be_empty(inside):
        return inside  # of rounds that read nothing Python tries other branches later than automata do
    return f"(?:{inside}){sign}" if len(inside) > 1 else inside + sign


def pairs(n: int, seed: int):
    """Pairs that `re` compiles and answers soon; what it takes long for is asked of ours alone."""
    rng = random.Random(seed)
    while n > 0:
        source = rng.choice(["", "", "", "(?i)", "(?m)", "(?s)", "(?im)"]) + pattern(rng, rng.randint(1, 4))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                compiled = re.compile(source)
            except (re.error, RecursionError):
                continue
        for _ in range(4):
            text = "".join(rng.choice(LETTERS) for _ in range(rng.randint(0, 14)))
            if text == "" and r"\B" in source:
                continue  # Python says that an empty text has no such place
            yield source, text, compiled
            n -= 1


def plain_pattern(rng: random.Random) -> str:
    """Nothing is repeated within what is repeated: `re` answers soon, whatever the text."""
    words = ["ab", "aba", "bab0", "-b", "é", "жЖ", "\\.\\.", "c"]
    atoms = [
        lambda: rng.choice(words), lambda: rng.choice(words) + rng.choice(words), lambda: rng.choice(PLACES), lambda: rng.choice(CLASSES),
        lambda: rng.choice(CLASSES) + rng.choice(["+", "*", "?", "{2}", "+?", "{1,3}"]), lambda: f"(?:{rng.choice(words)}|{rng.choice(words)})",
    ]  # fmt: skip
    return "".join(rng.choice(atoms)() for _ in range(rng.randint(1, 4)))


def long_pairs(n: int, seed: int):
    """Texts of several blocks in which matches are rare, or in which little is told apart."""
    rng = random.Random(seed)
    for _ in range(n):
        source = rng.choice(["", "", "", "(?i)", "(?m)"]) + plain_pattern(rng)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(source)
        for _ in range(3):
            rare = rng.choice([0.02, 0.1, 0.6])
            common = rng.choice([" ", "x", "a", "ж", "-"])
            yield source, "".join(rng.choice(LETTERS) if rng.random() < rare else common for _ in range(rng.randint(40, 400))), compiled


def record(flags: int, source: bytes, text: bytes) -> bytes:
    return struct.pack("<II", flags, len(source)) + source + struct.pack("<I", len(text)) + text


def expected(compiled: re.Pattern[str], text: str) -> str:
    ends = [0]
    for character in text:
        ends.append(ends[-1] + len(character.encode()))
    found = "".join(f"{ends[m.start()]}-{ends[m.end()]} " for m in compiled.finditer(text))
    return found + ("whole" if compiled.fullmatch(text) else "")


def greedy_pairs(n: int, seed: int):
    """Short matches behind which much must be read before it is known that no longer one is preferred: `(a.*z)|a`, and no `z`."""
    rng = random.Random(seed)
    for _ in range(n):
        begin, end, more = rng.choice("ab0"), rng.choice(["c", "b", "0", r"\Z", r"\bC", "$"]), rng.choice([".*", ".*?", "[^c]*", "[ab ]+", r"(?:\w+ )*", "(?:ab?)*", r"(?:.{2})*", "(?:b|a0?)*?"])
        source = rng.choice(["", "(?i)", "(?s)", "(?m)"]) + rng.choice([f"(?:{begin}{more}{end})|{begin}", f"{begin}(?:{more}{end})?", f"(?:{begin}{more}{end})??{begin}|b*", f"({begin}|{begin}{more}{end})+?{begin}?"])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(source)
        for _ in range(3):
            yield source, "".join(rng.choice("aab0é C\n"[: rng.randint(3, 8)]) for _ in range(rng.randint(1, 60))), compiled


HINDSIGHT = 2  # PDX_REGEX_HINDSIGHT of regex.h: the same matches, told from behind


def compare(n: int, seed: int, flags: int = 0) -> tuple[int, int, list[str]]:
    """Pairs that were compared, patterns that ours does not take, and lines on what differs."""
    asked = [*pairs(n, seed), *long_pairs(n // 10, seed), *greedy_pairs(n // 6, seed)]
    data = b"".join(record(flags, source.encode(), text.encode()) for source, text, _ in asked)
    lines = dumps.run("regex_dump", data).stdout.decode().split("\n")
    refused, wrong = 0, []
    for (source, text, compiled), line in zip(asked, lines, strict=False):
        if line.startswith("error"):
            refused += 1
            if not any(reason in line for reason in ("cannot be repeated", "nothing to repeat", "possessive")):
                wrong.append(f"{source!r}: {line}")
            continue
        want = expected(compiled, text)
        if line.strip() != want.strip():
            wrong.append(f"{source!r} in {text!r}: {line.strip()}, re says {want}")
    return len(asked), refused, wrong


@pytest.mark.parametrize("flags", [0, HINDSIGHT])
def test_same_matches(flags):
    n, refused, wrong = compare(6_000, 1, flags)
    assert not wrong, "\n".join(wrong[:20])
    assert refused < n / 10


if __name__ == "__main__":
    failed = False
    for way in (0, HINDSIGHT):
        compared, not_taken, differing = compare(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1, way)
        print(f"{compared} pairs, {not_taken} with patterns that are not understood, {len(differing)} answered otherwise than by re")
        print("\n".join(differing[:40]))
        failed = failed or bool(differing)
    sys.exit(failed)
