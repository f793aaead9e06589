"""docs/words.md written a second time, in Python, and compared with the C stream token by token.

Nothing here calls the core but the comparison: the C side is the program tests/c/text/token_dump.c. Word classes,
scripts and derived properties are read from Unicode's files (skipped without them); decompositions, categories and case folding are
Python's own, so characters that this Python's Unicode does not have yet are left out of the random texts.
"""

import bisect
import functools
import os
import random
import struct
import unicodedata
from pathlib import Path

import dumps
import pytest

pytestmark = pytest.mark.standalone
UNICODE = Path("/usr/share/unicode")
LONG = bool(os.environ.get("POSTDEX_LONG"))
CASES = int(os.environ.get("PDX_WORDS_CASES", "60000" if LONG else "6000"))

APOSTROPHES = "'\u2019\u2018\u02bc\uff07"
HYPHENS = "-\u2010\u2011"
SEPARATORS = ",.'\u2019\u066c\uff0c\uff0e\uff07"
ZWNJ = "\u200c"
IGNORED = ("Extend", "Format", "ZWJ")
LETTERS = ("ALetter", "Hebrew_Letter")
NEWLINES = ("CR", "LF", "Newline")


# Properties -------------------------------------------------------------------------------------


@functools.cache
def ranges(name, value=None):
    """(first, last, value) in order of code points: all ranges of a file of Unicode's, which do not overlap, or those with one value."""
    found = []
    for line in (UNICODE / name).read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) > 1 and value in (None, fields[1]):
            first, _, last = fields[0].partition("..")
            found.append((int(first, 16), int(last or first, 16), fields[1]))
    return sorted(found)


def lookup(name, char, default, value=None):
    found, code = ranges(name, value), ord(char)
    at = bisect.bisect_right(found, code, key=lambda each: each[0]) - 1
    return found[at][2] if at >= 0 and code <= found[at][1] else default


def has(name, value, char):
    return lookup(name, char, None, value) is not None


@functools.cache
def word_class(char):
    return lookup("auxiliary/WordBreakProperty.txt", char, "Other")


@functools.cache
def is_pictographic(char):
    return has("emoji/emoji-data.txt", "Extended_Pictographic", char)


@functools.cache
def is_word_char(char):
    if char == "\u02bc" or unicodedata.category(char)[0] == "M" or word_class(char) in IGNORED:
        return False
    return (unicodedata.category(char) == "Nd" or has("DerivedCoreProperties.txt", "Alphabetic", char)
            or has("PropList.txt", "Ideographic", char))


@functools.cache
def is_cjk(char):
    if not is_word_char(char):
        return False
    return char in "\u3006\u3031\u3032\u3033\u3034\u3035\u30fc\uff70" or lookup("Scripts.txt", char, "") in (
        "Han", "Hiragana", "Katakana")


def is_arabic(char):
    return any(a <= ord(char) <= b for a, b in
               ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)))


@functools.cache
def is_dropped(char):
    code = ord(char)
    return (unicodedata.category(char) in ("Cf", "Me") or char in "\u0640\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
            or code in (0x180B, 0x180C, 0x180D, 0x180F) or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF)


# Folding ----------------------------------------------------------------------------------------


@functools.cache
def decomposed(char):
    field = unicodedata.decomposition(char)
    if not field:
        return char
    parts = field.split()
    tag = parts.pop(0).strip("<>") if parts[0].startswith("<") else ""
    mapped = "".join(chr(int(part, 16)) for part in parts)
    if tag == "compat":
        if unicodedata.category(char)[0] != "L" or len(mapped) < 2:
            return char
        if any(unicodedata.category(m)[0] not in "LM" for m in mapped):
            return char
    elif tag not in ("", "wide", "narrow", "initial", "medial", "final", "isolated", "font"):
        return char
    return "".join(decomposed(m) for m in mapped if m != " ")


TWO_FORMS = dict(zip("\u064a\u0649\u0643\u0629\u06c1\u06d5\u0671\u066b", "\u06cc\u06cc\u06a9\u0647\u0647\u0647\u0627."))
STROKES = {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i"}
EVERYWHERE = {"й", "ї", "ў", "ѓ", "ќ"}
OWN = {"es": "ñ", "sv": "åäö", "fi": "åäö", "da": "åøæ", "no": "åøæ", "nb": "åøæ", "nn": "åøæ", "tr": "ı", "az": "ı"}


def mapped(char):
    """Steps 1 to 4 for one character without a language."""
    for d in "" if is_dropped(char) else decomposed(char):
        for f in d if 0xAC00 <= ord(d) <= 0xD7A3 else d.casefold():
            if not is_dropped(f):
                digit = unicodedata.decimal(f, None)
                yield str(digit) if digit is not None else TWO_FORMS.get(f, f)


def folded_chars(piece, language):
    """Steps 1 to 4."""
    found = [(m, char) for char in piece for m in mapped(char)]
    for i, (m, char) in enumerate(found):
        marked = i + 1 < len(found) and unicodedata.combining(found[i + 1][0])
        yield "ı" if char == "I" and language in ("tr", "az") and not marked else m


def fold(piece, language):
    own = OWN.get(language, "")
    out, taken = [], True
    for char in folded_chars(piece, language):
        if not unicodedata.combining(char):
            out.append(char)
            taken = False
            continue
        letter = unicodedata.normalize("NFC", out[-1] + char) if out and not taken else ""
        if len(letter) == 1 and (char in "\u3099\u309a" or letter in EVERYWHERE or letter in own):
            out[-1] = letter
            taken = True
    return unicodedata.normalize("NFC", "".join(c if c in own else STROKES.get(c, c) for c in out))


# UAX #29 words, rule by rule --------------------------------------------------------------------


def breaks_between(text, i):
    """Whether a word boundary lies between text[i - 1] and text[i]."""
    kinds = [word_class(c) for c in text]
    if kinds[i - 1] == "CR" and kinds[i] == "LF":
        return False
    if kinds[i - 1] in NEWLINES or kinds[i] in NEWLINES:
        return True
    if kinds[i - 1] == "ZWJ" and is_pictographic(text[i]):
        return False
    if kinds[i - 1] == kinds[i] == "WSegSpace":
        return False
    if kinds[i] in IGNORED:
        return False

    def counting(step, at):
        """Classes from `at` on in one direction, without what WB4 passes over."""
        while 0 <= at < len(kinds):
            if kinds[at] not in IGNORED or at == 0 or kinds[at - 1] in NEWLINES:
                yield kinds[at]
            at += step
        yield "edge"

    back, ahead = list(counting(-1, i - 1)), list(counting(1, i + 1))
    before, after = back[0], kinds[i]
    before2, after2 = (back + ["edge"])[1], ahead[0]
    quotes = ("MidNumLet", "Single_Quote")
    if before in LETTERS and after in LETTERS:
        return False
    if before in LETTERS and after in ("MidLetter", *quotes) and after2 in LETTERS:
        return False
    if before2 in LETTERS and before in ("MidLetter", *quotes) and after in LETTERS:
        return False
    if before == "Hebrew_Letter" and after == "Single_Quote":
        return False
    if before == "Hebrew_Letter" and after == "Double_Quote" and after2 == "Hebrew_Letter":
        return False
    if before2 == "Hebrew_Letter" and before == "Double_Quote" and after == "Hebrew_Letter":
        return False
    if before in (*LETTERS, "Numeric") and after in (*LETTERS, "Numeric"):
        return False
    if before2 == "Numeric" and before in ("MidNum", *quotes) and after == "Numeric":
        return False
    if before == "Numeric" and after in ("MidNum", *quotes) and after2 == "Numeric":
        return False
    if before == after == "Katakana":
        return False
    joinable = (*LETTERS, "Numeric", "Katakana", "ExtendNumLet")
    if (before in joinable and after == "ExtendNumLet") or (before == "ExtendNumLet" and after in joinable):
        return False
    if before == after == "Regional_Indicator":
        run = 0
        while back[run] == "Regional_Indicator":
            run += 1
        return run % 2 == 0
    return True


def words(text):
    edges = [0] + [i for i in range(1, len(text)) if breaks_between(text, i)] + [len(text)]
    return [(a, b) for a, b in zip(edges, edges[1:]) if a < b]


# Pieces and tokens ------------------------------------------------------------------------------


def trimmed(text, a, b):
    at = [i for i in range(a, b) if is_word_char(text[i])]
    if not at:
        return None
    end = at[-1] + 1
    while end < b and word_class(text[end]) in IGNORED:
        end += 1
    return at[0], end


def is_number(section):
    plain = [c for c in section if not is_dropped(c) and not unicodedata.combining(c)]
    used = {c for c in plain if c in SEPARATORS}
    if len(used) != 1:
        return False
    groups = "".join(plain).split(used.pop())
    digits = all(c and all(unicodedata.category(x) == "Nd" for x in c) for c in groups)
    return digits and len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:])


def split_keeping(text, a, b, cuts):
    """[a, b) without the places of `cuts`."""
    parts, start = [], a
    for i in range(a, b):
        if cuts(i):
            parts.append((start, i))
            start = i + 1
    return [*parts, (start, b)]


def pieces(text):
    """(begin, end, kind, word) in code points, in order."""
    units = {}
    for i, char in enumerate(text):
        if is_cjk(char):
            end = i + 1
            while end < len(text) and word_class(text[end]) in IGNORED:
                end += 1
            units[i] = end
    found, covered = [], set()
    for i, end in units.items():
        covered.update(range(i, end))
        if end in units:
            found.append((i, units[end], "bigram", None))
        elif i not in units.values():
            found.append((i, end, "bigram", None))
    for number, (a, b) in enumerate(words(text)):
        for c, d in split_keeping(text, a, b, lambda i: i in covered):
            for e, f in split_keeping(text, c, d, lambda i: text[i] == ZWNJ and i > 0 and is_arabic(text[i - 1])):
                section = trimmed(text, e, f)
                if section and is_number(text[section[0]:section[1]]):
                    found.append((*section, "number", number))
                    continue
                for g, h in split_keeping(text, e, f, lambda i: text[i] in APOSTROPHES):
                    piece = trimmed(text, g, h)
                    if piece:
                        found.append((*piece, "word", number))
    return sorted(found)


TERM_CHARS = 255


def term_of(text, piece, language):
    surface = text[piece[0]:piece[1]][:TERM_CHARS]
    if piece[2] == "number":
        return "".join(str(unicodedata.decimal(c)) for c in surface if unicodedata.category(c) == "Nd")
    return fold(surface, language)


def is_connected(text, first, second):
    if "bigram" in (first[2], second[2]) or second[0] - first[1] != 1:
        return False
    between = text[first[1]]
    if between in HYPHENS:
        return True
    return first[3] == second[3] and (between in APOSTROPHES or (between == ZWNJ and is_arabic(text[first[1] - 1])))


def tokens(text, language):
    """(position, n_pieces, begin, end, term), offsets in code points."""
    found = [(piece, term) for piece in pieces(text) if (term := term_of(text, piece, language))]
    out, i = [], 0
    while i < len(found):
        end = i + 1
        while end < len(found) and is_connected(text, found[end - 1][0], found[end][0]):
            end += 1
        n = end - i
        if 2 <= n <= 8:
            joined = "".join(term for _, term in found[i:end])
            out.append((i, n, found[i][0][0], found[end - 1][0][1], "%s\x1f%d" % (joined, n)))
        out += [(k, 1, found[k][0][0], found[k][0][1], found[k][1]) for k in range(i, end)]
        i = end
    return out


def decode(data):
    """Text with U+FFFD for what is ill-formed, and the byte offset of each character and of the end."""
    text, offsets, at = "", [], 0
    while at < len(data):
        try:
            good, bad, skip = data[at:].decode("utf-8"), 0, len(data)
        except UnicodeDecodeError as error:
            good, bad, skip = data[at:at + error.start].decode("utf-8"), 1, at + error.end
        for char in good:
            offsets.append(at)
            at += len(char.encode())
        text += good + "\ufffd" * bad
        offsets += [at] * bad
        at = skip
    return text, [*offsets, len(data)]


def expected(data, language):
    text, offsets = decode(data)
    return [(p, n, offsets[a], offsets[b], term.encode()) for p, n, a, b, term in tokens(text, language)]


# Random texts -----------------------------------------------------------------------------------

LANGUAGES = ["--", "en", "es", "sv", "fi", "da", "no", "nb", "nn", "tr", "az", "de", "ru", "fa"]
MARKS = "\u0300\u0301\u0303\u0306\u0307\u0308\u030a\u0327\u0323\u20dd\u0345"
ALPHABETS = [
    "abcIzAZ019 .,:;'-_\"\n()",
    "aIé ÉßñåäöøæœłđðþħŧıİſÅﬁ-'’ŉǅ" + MARKS,
    "0123456789,.'’ -٬٫，．٣۴९",
    "’‘'ʼ＇-‐‑\u00ad\u200c\u200d\u200e\u2060–— ab1",
    "ийїіуўгѓкќ ЙЁё-'" + MARKS,
    "αΑςΣΐᾳᾴΰ ἄ'" + MARKS,
    "كتابیيىةهۀۂآأإٱؤئـ ۱۲٣ًَُِّْ\u200c\u200c\u200dﻻﷺﹰﭐ-",
    "אבגשׁ״׳\"' ־שּׂ\u05b8",
    "क़ाि्ख ग़ॐ१\u200c\u200d",
    "ไทยกำัํา ๑",
    "한국어각각ㄱㅏﾡ ",
    "東京々〆カタガーﾎﾟﾞｶﾊかがき\u3099\u309a〱_ゝゞア a1'",
    "😀\u200d❤\ufe0f🇦🇧🅰ℹ1\u20e3 ab",
    "x \u0c46\u0cc6\u0cc2\u0cd5\u0bc6\u0bbe\u1025\u102e",
]


def random_char(rng):
    while True:
        char = chr(rng.choice((rng.randrange(0x80, 0x3000), rng.randrange(0x3000, 0x20000))))
        if unicodedata.category(char) not in ("Cn", "Cs", "Co"):
            return char


def random_text(rng):
    n = rng.randrange(1, 24)
    kind = rng.random()
    if kind < 0.1:
        return bytes(rng.choice(b"ab '-\x80\xbf\xc2\xc3\xa9\xe2\x80\x99\xed\xa0\xf0\x9f\xf4\x90\xff") for _ in range(n))
    if kind < 0.25:
        return "".join(random_char(rng) if rng.random() < 0.5 else rng.choice("aA1 '-é") for _ in range(n)).encode()
    first, second = rng.choice(ALPHABETS), rng.choice(ALPHABETS)
    mixing = rng.choice((0, 0, 0.2, 0.5))
    return "".join(rng.choice(second if rng.random() < mixing else first) for _ in range(n)).encode()


WRITTEN = [
    "the regime’s men", "Pour-Mohammadi", "30,000 3.14 1'000'000 1,000.50 5'10 1234,567 ٣٠٬٠٠٠", "_foo_ foo_bar",
    "a-b-c-d-e-f-g-h", "a-b-c-d-e-f-g-h-i z", "a--b a -b", "می‌خواهم", "क्‍ष क्‌ष", "東京タワー 中", "co\u00adop", "U.S. e.g.x",
    "IİıiÎ I\u0307", "Ångström A\u0323\u030a", "n\u0301\u0303 n\u0303\u0301",
]


# The comparison ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dump():
    def run(cases):
        blob = b"".join(language.encode() + struct.pack("<I", len(data)) + data for data, language in cases)
        lines = dumps.run("token_dump", blob).stdout.decode().splitlines()
        results = [[]]
        for line in lines:
            if line == ".":
                results.append([])
                continue
            position, n, begin, end, *term = line.split()
            results[-1].append((int(position), int(n), int(begin), int(end), bytes.fromhex("".join(term))))
        return results[:-1]

    return run


needs_unicode = pytest.mark.skipif(
    not (UNICODE / "auxiliary/WordBreakProperty.txt").exists(), reason="Unicode's files (unicode-data) are not installed")


def compare(dump, cases):
    results = dump(cases)
    assert len(results) == len(cases)
    for (data, language), got in zip(cases, results):
        assert got == expected(data, language), (data, data.decode("utf-8", "replace"), language)


@needs_unicode
def test_written_cases(dump):
    compare(dump, [(text.encode(), language) for text in WRITTEN for language in LANGUAGES])


@needs_unicode
def test_random_texts(dump):
    rng = random.Random(int(os.environ.get("PDX_WORDS_SEED", "20")))
    cases = [(random_text(rng), rng.choice(LANGUAGES)) for _ in range(CASES)]
    compare(dump, cases)
    found = [token for case in cases for token in expected(*case)]
    assert sum(n > 1 for _, n, _, _, _ in found) > CASES // 50, "too few joined forms to prove anything"


@needs_unicode
def test_every_character_alone(dump):
    """Each character that this Python knows between two letters, and one in four (all, in the long form) alone."""
    chars = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co")]
    known = [c for c in chars if not (0xAC10 < ord(c) < 0xD790 or 0x3410 < ord(c) < 0x4DB0 or 0x4E10 < ord(c) < 0x9FF0
                                      or 0x17010 < ord(c) < 0x18700 or 0x20010 < ord(c) < 0x2F700)]
    compare(dump, [(c.encode(), "--") for c in known[:: 1 if LONG else 4]] + [(f"a{c}b".encode(), "en") for c in known])
