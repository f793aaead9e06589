#!/usr/bin/env python3
"""Generates csrc/text/tables_*.c and csrc/regex/tables_chars.c from the Unicode Character Database.

    tools/gen_unicode.py            writes the tables
    tools/gen_unicode.py --check    regenerates and compares; says "skipped" when that version is not installed

The input is the pinned version below, as Debian's package `unicode-data` installs it. What the fold
table holds is defined in docs/words.md, "Folding"; this file is its translation for one code point
without a language, and csrc/text/fold.c the general form.
"""

import argparse
import re
import sys
from pathlib import Path

VERSION = "15.0.0"
DATA = Path("/usr/share/unicode")
OUT = Path(__file__).resolve().parent.parent / "csrc" / "text"
LIMIT = 0x110000

WORD_CLASSES = (
    "Other CR LF Newline Extend ZWJ Format Regional_Indicator ALetter Hebrew_Letter Katakana Single_Quote "
    "Double_Quote MidNumLet MidLetter MidNum Numeric ExtendNumLet WSegSpace"
).split()
SENTENCE_CLASSES = (
    "Other CR LF Sep Extend Format Sp Lower Upper OLetter Numeric ATerm STerm SContinue Close"
).split()
SCRIPTS = (
    "Other Latin Greek Cyrillic Armenian Hebrew Arabic Devanagari Bengali Thai Georgian Hangul Hiragana Katakana Han"
).split()

# Flags of a code point; the same numbers stand in csrc/text/unicode.h.
WORD_CHAR, DIGIT, CJK, DROPPED, PICTOGRAPHIC, ARABIC_BLOCK = 1, 2, 4, 8, 16, 32

# Codes of the fold table; the same numbers stand in csrc/text/fold.h.
FOLD_SELF, FOLD_DROP, FOLD_CONTEXT, FOLD_FIRST = 0, 1, 2, 3

EXTRA_DROPPED = [
    0x640, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0,
    *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0),
]
ARABIC_BLOCKS = [(0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)]
TWO_FORMS = {
    0x64A: 0x6CC, 0x649: 0x6CC, 0x643: 0x6A9, 0x629: 0x647, 0x6C1: 0x647, 0x6D5: 0x647, 0x671: 0x627, 0x66B: 0x2E,
}
STROKES = {
    0xF8: "o", 0xE6: "ae", 0x153: "oe", 0x142: "l", 0x111: "d", 0xF0: "d", 0xFE: "th", 0x127: "h", 0x167: "t", 0x131: "i",
}
# Marks that make a letter with some base, in all languages or in one.
LETTER_MARKS = [0x301, 0x303, 0x306, 0x307, 0x308, 0x30A, 0x3099, 0x309A]
LETTERS_EVERYWHERE = {(0x438, 0x306), (0x456, 0x308), (0x443, 0x306), (0x433, 0x301), (0x43A, 0x301)}
WHOLE_TAGS = {"wide", "narrow", "initial", "medial", "final", "isolated", "font"}


def rows(name):
    """Fields of a data file's lines, without comments."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if line:
            yield [field.strip() for field in line.split(";")]


def code_points(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def property_map(name, wanted=None):
    """Code point -> value; with `wanted`, the set of code points that have it."""
    values = {}
    for field, value, *_ in rows(name):
        if wanted is None or value == wanted:
            values.update((c, value) for c in code_points(field))
    return values


class Database:
    def __init__(self):
        self.category = ["Cn"] * LIMIT
        self.combining = [0] * LIMIT
        self.decomposition = {}
        self.digit = {}
        first = None
        for fields in rows("UnicodeData.txt"):
            c, name = int(fields[0], 16), fields[1]
            if name.endswith(", First>"):
                first = c
                continue
            for x in range(first if name.endswith(", Last>") else c, c + 1):
                self.category[x] = fields[2]
                self.combining[x] = int(fields[3])
            if fields[5]:
                tag, _, rest = fields[5].rpartition("> ")
                self.decomposition[c] = (tag.lstrip("<"), [int(x, 16) for x in rest.split()])
            if fields[2] == "Nd":
                self.digit[c] = int(fields[6])
        self.folding = {}
        for code, status, mapping, *_ in rows("CaseFolding.txt"):
            if status in "CF":
                self.folding[int(code, 16)] = [int(x, 16) for x in mapping.split()]
        self.word = property_map("auxiliary/WordBreakProperty.txt")
        self.sentence = property_map("auxiliary/SentenceBreakProperty.txt")
        self.script = property_map("Scripts.txt")
        self.alphabetic = property_map("DerivedCoreProperties.txt", "Alphabetic")
        self.ideographic = property_map("PropList.txt", "Ideographic")
        self.pictographic = property_map("emoji/emoji-data.txt", "Extended_Pictographic")
        self.excluded = property_map("DerivedNormalizationProps.txt", "Full_Composition_Exclusion")

    def is_dropped(self, c):
        return self.category[c] in ("Cf", "Me") or c in EXTRA_DROPPED

    def is_word_char(self, c):
        attached = self.word.get(c) in ("Extend", "Format", "ZWJ")
        return self.category[c][0] != "M" and c != 0x2BC and not attached and (
            c in self.alphabetic or self.category[c] == "Nd" or c in self.ideographic)

    def is_cjk(self, c):
        kana = c in (0x3006, 0x30FC, 0xFF70) or 0x3031 <= c <= 0x3035
        return self.is_word_char(c) and (kana or self.script.get(c) in ("Han", "Hiragana", "Katakana"))

    def flags(self, c):
        arabic = any(a <= c <= b for a, b in ARABIC_BLOCKS)
        return (WORD_CHAR * self.is_word_char(c) | DIGIT * (self.category[c] == "Nd") | CJK * self.is_cjk(c)
                | DROPPED * self.is_dropped(c) | PICTOGRAPHIC * (c in self.pictographic) | ARABIC_BLOCK * arabic)

    def decompose(self, c):
        """Step 2 of folding; Hangul syllables are left whole, which step 6 makes of them again."""
        tag, parts = self.decomposition.get(c, (None, [c]))
        if tag not in ("", None) and tag not in WHOLE_TAGS:
            letters = all(self.category[p][0] in "LM" for p in parts)
            if not (tag == "compat" and self.category[c][0] == "L" and len(parts) > 1 and letters):
                return [c]
        if parts == [c]:
            return parts
        return [d for p in parts if p != 0x20 for d in self.decompose(p)]

    def mapped(self, c):
        """Steps 1 to 4, without a language."""
        out = []
        if self.category[c] in ("Cn", "Co", "Cs") and not self.is_dropped(c):
            return [c]
        for d in self.decompose(c):
            for f in self.folding.get(d, [d]):
                assert self.decomposition.get(f, ("x", 0))[0] != "", hex(f)
                if not self.is_dropped(f):
                    out.append(ord("0") + self.digit[f] if f in self.digit else TWO_FORMS.get(f, f))
        return [] if self.is_dropped(c) else out

    def pairs(self):
        """What composes in form C: (first, second) -> whole."""
        found = {}
        for c, (tag, parts) in self.decomposition.items():
            if tag == "" and len(parts) == 2 and c not in self.excluded:
                found[tuple(parts)] = c
        return found

    def fold(self, c, pairs):
        """All steps for one code point without a language, as text."""
        out = []
        letter_made = False
        for d in self.mapped(c):
            if self.combining[d] != 0:
                pair = (out[-1], d) if out else None
                kana = d in (0x3099, 0x309A)
                if pair in pairs and not letter_made and (kana or pair in LETTERS_EVERYWHERE):
                    out[-1] = pairs[pair]
                    letter_made = True
                continue
            letter_made = False
            if out and (out[-1], d) in pairs:
                out[-1] = pairs[out[-1], d]
            else:
                out.extend(map(ord, STROKES.get(d, chr(d))))
        return "".join(map(chr, out))


def is_context(db, c, seconds):
    """Whether what `c` becomes can depend on what stands before it."""
    jamo = 0x1161 <= c <= 0x1175 or 0x11A8 <= c <= 0x11C2
    return jamo or c in LETTER_MARKS or any(d in seconds or d in LETTER_MARKS for d in db.mapped(c)[:1])


def two_stage(values, block):
    stage1, stage2, seen = [], [], {}
    for start in range(0, LIMIT, block):
        key = tuple(values[start:start + block])
        if key not in seen:
            seen[key] = len(stage2) // block
            stage2.extend(key)
        stage1.append(seen[key])
    return stage1, stage2


def array(declaration, values, per_line=24):
    lines = [", ".join(map(str, values[i:i + per_line])) for i in range(0, len(values), per_line)]
    return "%s = {\n    %s};\n" % (declaration % len(values), ",\n    ".join(lines))


HEAD = """/* Generated by tools/gen_unicode.py from Unicode %s; do not edit. */
#include "text/%s"

"""


def props_source(db):
    records, index, values = [], {}, []
    for c in range(LIMIT):
        script = db.script.get(c, "Other")
        record = (
            WORD_CLASSES.index(db.word.get(c, "Other")), SENTENCE_CLASSES.index(db.sentence.get(c, "Other")),
            SCRIPTS.index(script) if script in SCRIPTS else 0, db.combining[c], db.flags(c))
        if record not in index:
            index[record] = len(records)
            records.append(record)
        values.append(index[record])
    assert len(records) <= 256
    stage1, stage2 = two_stage(values, 128)
    shown = ["{%d, %d, %d, %d, %d}" % record for record in records]
    return (HEAD % (VERSION, "unicode.h")
            + array("const pdx_char pdx_unicode_records[%d]", shown, 6)
            + array("const uint16_t pdx_unicode_stage1[%d]", stage1)
            + array("const uint8_t pdx_unicode_stage2[%d]", stage2, 32))


def fold_source(db):
    pairs = db.pairs()
    seconds = {b for a, b in pairs if db.combining[b] == 0}
    pool, ends, index, values = b"", [0], {}, []
    for c in range(LIMIT):
        if db.category[c] in ("Cn", "Co", "Cs"):
            values.append(FOLD_DROP if db.is_dropped(c) else FOLD_SELF)
            continue
        folded = db.fold(c, pairs)
        if is_context(db, c, seconds):
            values.append(FOLD_CONTEXT)
        elif folded == chr(c):
            values.append(FOLD_SELF)
        elif folded == "":
            values.append(FOLD_DROP)
        else:
            if folded not in index:
                index[folded] = len(ends) - 1
                pool += folded.encode()
                ends.append(len(pool))
            values.append(FOLD_FIRST + index[folded])
    stage1, stage2 = two_stage(values, 64)
    return (HEAD % (VERSION, "fold_tables.h")
            + array("const uint16_t pdx_fold_stage1[%d]", stage1)
            + array("const uint16_t pdx_fold_stage2[%d]", stage2)
            + array("const uint16_t pdx_fold_ends[%d]", ends)
            + array("const uint8_t pdx_fold_pool[%d]", list(pool), 32))


def mapping_source(db):
    sequences, index, values = [], {}, []
    ends = [0]
    for c in range(LIMIT):
        mapped = tuple(db.mapped(c))
        if mapped == (c,):
            values.append(0)
            continue
        if mapped not in index:
            index[mapped] = len(ends)
            sequences.extend(mapped)
            ends.append(len(sequences))
        values.append(index[mapped])
    stage1, stage2 = two_stage(values, 64)
    pairs = ["{%d, %d, %d}" % (*pair, whole) for pair, whole in sorted(db.pairs().items())]
    return (HEAD % (VERSION, "fold_tables.h")
            + array("const uint16_t pdx_mapping_stage1[%d]", stage1)
            + array("const uint16_t pdx_mapping_stage2[%d]", stage2)
            + array("const uint16_t pdx_mapping_ends[%d]", ends)
            + array("const uint32_t pdx_mapping_pool[%d]", sequences)
            + array("const pdx_pair pdx_pairs[%d]", pairs, 6)
            + "const size_t pdx_pairs_count = %d;\n" % len(pairs))


def ranges(codes):
    """Sorted code points as (first, last)."""
    found = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def chars_source(db):
    """The classes of regular expressions: UTS #18 has marks and joiners among word characters; white space is that of `str.isspace`."""
    words = [c for c in range(LIMIT) if db.category[c][0] in "LMN" or db.category[c] == "Pc" or c in (0x200C, 0x200D)]
    digits = [c for c in range(LIMIT) if db.category[c] == "Nd"]
    spaces = set(range(0x1C, 0x20))
    for first, name, *_ in rows("PropList.txt"):
        if name == "White_Space":
            low, _, high = first.partition("..")
            spaces.update(range(int(low, 16), int(high or low, 16) + 1))
    pairs = [(int(code, 16), int(to, 16)) for code, status, to, *_ in rows("CaseFolding.txt") if status in "CS"]
    text = HEAD.replace("text/", "regex/") % (VERSION, "charset.h")
    for name, codes in (("word", words), ("digit", digits), ("space", sorted(spaces))):
        shown = ["{0x%X, 0x%X}" % (first, last) for first, last in ranges(codes)]
        text += array("const pdx_code_range pdx_class_%s[%%d]" % name, shown, 6)
        text += "const size_t pdx_class_%s_count = %d;\n" % (name, len(shown))
    text += array("const pdx_case_pair pdx_case_pairs[%d]", ["{0x%X, 0x%X}" % pair for pair in sorted(pairs)], 6)
    return text + "const size_t pdx_case_pairs_count = %d;\n" % len(pairs)


def version_present():
    try:
        line = (DATA / "CaseFolding.txt").open(encoding="utf-8").readline()
    except OSError:
        return False
    return re.search(r"CaseFolding-%s\.txt" % re.escape(VERSION), line) is not None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the files that stand")
    check = parser.parse_args().check
    if not version_present():
        print("gen_unicode: skipped, Unicode %s is not installed in %s" % (VERSION, DATA))
        return 0 if check else 1
    db = Database()
    sources = {"tables_props.c": props_source(db), "tables_fold.c": fold_source(db), "tables_mapping.c": mapping_source(db), "../regex/tables_chars.c": chars_source(db)}
    different = 0
    for name, text in sources.items():
        path = OUT / name
        if not check:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print("gen_unicode: %s differs from what the generator makes" % name)
            different += 1
    if check and different == 0:
        print("gen_unicode: %d tables are what Unicode %s makes" % (len(sources), VERSION))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
