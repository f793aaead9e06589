"""Reads a saved archive from what csrc/archive/FORMAT.md and csrc/segment/FORMAT.md say, and from nothing else: an oracle for tests.

Slow and plain. Everything is checked on the way: magic numbers, versions, lengths, checksums, zeros between sections.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NONE = 0xFFFFFFFF
VERSION = 1


def _table() -> list[int]:
    made = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        made.append(byte)
    return made


TABLE = _table()


def crc32c(data: bytes) -> int:
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ TABLE[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def fnv(data: bytes) -> int:
    found = 0xCBF29CE484222325
    for byte in data:
        found = (found ^ byte) * 0x100000001B3 % 2**64
    return found


class Bytes:
    """Bytes that are read from the front."""

    def __init__(self, data: bytes, at: int = 0, end: int | None = None) -> None:
        self.data, self.at, self.end = data, at, len(data) if end is None else end

    def take(self, n: int) -> bytes:
        assert 0 <= n <= self.end - self.at, "it ends too soon"
        self.at += n
        return self.data[self.at - n : self.at]

    def byte(self) -> int:
        return self.take(1)[0]

    def u32(self) -> int:
        return int.from_bytes(self.take(4), "little")

    def u64(self) -> int:
        return int.from_bytes(self.take(8), "little")

    def varint(self) -> int:
        value = 0
        for shift in range(0, 70, 7):
            byte = self.byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
        raise AssertionError("a varint does not end")

    def packed(self, n: int, bits: int) -> list[int]:
        size = (n * bits + 7) // 8
        number = int.from_bytes(self.take(size), "little")
        assert number >> n * bits == 0, "unused bits are set"
        return [number >> i * bits & (1 << bits) - 1 for i in range(n)]

    def column(self, n: int) -> list[int]:
        base, bits = self.varint(), self.byte()
        assert base < 2**56 and bits <= 56
        return [base + value for value in self.packed(n, bits)]

    def done(self) -> bool:
        return self.at == self.end


# ---- images


def image(data: bytes, letter: bytes) -> tuple[dict[str, bytes], dict[str, int]]:
    """The sections of an image, and what its header says."""
    assert data[:8] == b"\x89pdx" + letter + b"\r\n\x1a"
    version, n, length, file_id, fingerprint, first, second, third = struct.unpack_from("<IIQQQIII", data, 8)
    assert (version, length, data[52:60]) == (VERSION, len(data), bytes(8))
    table = data[64 : 64 + 24 * n]
    crc = crc32c(data[:60] + table)
    assert struct.unpack_from("<I", data, 60) == (crc,)
    assert data[-24:] == struct.pack("<QQI4s", file_id, length, crc, b"pdx.") and file_id == fnv(table)
    sections, at = {}, 64 + 24 * n
    for i in range(n):
        tag, crc, begin, size = struct.unpack_from("<4sIQQ", table, 24 * i)
        assert begin == (at + 7) // 8 * 8 and data[at:begin] == bytes(begin - at), tag
        at = begin + size
        sections[tag.decode()] = data[begin:at]
        assert crc32c(data[begin:at]) == crc, tag
        if tag == b"sums":
            pages(data, 64 + 24 * n, begin, sections["sums"])
    end = len(data) - 24
    assert (at + 7) // 8 * 8 == end and data[at:end] == bytes(end - at)
    return sections, {"id": file_id, "fingerprint": fingerprint, "first": first, "second": second, "third": third}


def pages(data: bytes, begin: int, end: int, sums: bytes) -> None:
    """The sums of pages."""
    reader = Bytes(sums)
    size = 1 << reader.u32()
    for page in range(begin // size, (end - 1) // size + 1):
        assert reader.u32() == crc32c(data[max(begin, page * size) : min(end, (page + 1) * size)])
    assert reader.done()


# ---- the manifest


@dataclass
class Part:
    number: int
    gone: list[tuple[int, int, int]]  # of each list of what is gone the number, the length, the id
    stem_mark: int
    n_gone: int
    gone_words: int
    lengths: dict[str, int]
    ids: dict[str, int]


def manifest(data: bytes) -> tuple[int, int, list[Part]]:
    """The generation, how many ordinals were given, the parts."""
    assert data[:8] == b"\x89pdxm\r\n\x1a" and crc32c(data[:-4]) == int.from_bytes(data[-4:], "little")
    reader = Bytes(data, 8, len(data) - 4)
    version = reader.u32()
    assert version in (1, 2)
    assert reader.u32() <= 2  # additions
    assert reader.take(16).rstrip(b"\0").decode("ascii").count(".") >= 1
    generation, ordinals = reader.u64(), reader.u64()
    n, size = reader.u32(), reader.u32()
    parts = []
    for _ in range(n):
        entry = Bytes(reader.take(size))
        number, gone, mark, n_gone, gone_words = (entry.u64() for _ in range(5))
        lengths, ids = {}, {}
        for name in ("posts", "texts", "words", "gone"):
            lengths[name], ids[name] = entry.u64(), entry.u64()
        lists = [(gone, lengths["gone"], ids["gone"])] * (gone != 0)
        if version == 2:
            further = entry.u64()
            rows = [(entry.u64(), entry.u64(), entry.u64()) for _ in range(7)]
            assert not any(any(row) for row in rows[further:]) and (lists or not further)
            lists += rows[:further]
        assert entry.done()
        parts.append(Part(number, lists, mark, n_gone, gone_words, lengths, ids))
    assert version == (2 if any(len(part.gone) > 1 for part in parts) else 1)
    assert reader.done()
    return generation, ordinals, parts


# ---- tables of rows

# Of each table its members: a number, a truth, a range (its begin and its length), a wide number (its low and its high half), a sign (of 32 or 64 bits), a float
TABLES: dict[str, str] = {
    "sources": "n_name n_url bytes:range captured:signed64 crc form first_page n_pages",
    "pages": "record:range label:range site_name:range order_probability:double why:wide source n_parts n_entries n_items n_evidence n_lines heading "
    "probability:float language order kind",
    "layers": "text:range text_end:wide source_end:wide first_line n_offsets crc record_crc decoded:truth",
    "offsets": "text:wide source:wide source_len:wide linear:truth",
    "widths": "widths",
    "parts": "range:range line entry witness role probability:float role1 probability1:float role2 probability2:float why:wide",
    "entries": "range:range first_part n_parts first_item n_items title byline date date_printed:range author:range date_from_header:truth excerpt:truth "
    "probability:float title_probability:float why:wide",
    "items": "range:range part entry",
    "evidence": "reason upper:truth year_inferred:truth line entry range:range day:signed64",
    "appearances": "page entry post year:signed32 month day hour minute second weekday precision calendar order_proved:truth order_open:truth marked:truth "
    "not_before:signed64 before:signed64 first_evidence n_evidence",
    "posts": "first_appearance n_appearances main first_item n_tags n_categories published bounds_upper bounds_lower first_bound n_bounds n_words language",
    "numbers": "number",
    "post_items": "page item label category:truth",
    "bounds": "page evidence",
}


def read_member(reader: Bytes, kind: str, n: int) -> list[object]:
    low = reader.column(n)
    if kind in ("", "truth"):
        return [value == 1 for value in low] if kind == "truth" else list(low)
    if kind == "float":
        return [struct.unpack("<f", struct.pack("<I", value))[0] for value in low]
    if kind == "signed32":
        return [value - 2**32 if value >= 2**31 else value for value in low]
    high = reader.column(n)
    if kind == "range":
        return [(a, a + b) for a, b in zip(low, high, strict=True)]
    wide = [a | b << 32 for a, b in zip(low, high, strict=True)]
    if kind == "double":
        return [struct.unpack("<d", struct.pack("<Q", value))[0] for value in wide]
    return [value - 2**64 if kind == "signed64" and value >= 2**63 else value for value in wide]


def table(reader: Bytes, name: str, n: int) -> list[dict[str, object]]:
    columns = {}
    for member in TABLES[name].split():
        label, _, kind = member.partition(":")
        columns[label] = read_member(reader, kind, n)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


HEAD = ("words language bytes gap_bytes sources pages posts labels remainders offsets parts entries items evidence post_appearances post_items bound_refs "
        "first_source first_page first_appearance").split()  # fmt: skip
KINDS = {  # sections of rows and of places, how many rows there are, and what hangs on them
    "sources": ("srcs", "srcp", []),
    "pages": ("page", "pagp", ["offsets", "parts", "entries", "items", "evidence"]),
    "posts": ("post", "posp", ["post_appearances", "post_items", "bound_refs"]),
}


def stretches(sections: dict[str, bytes], head: dict[str, int], together: int, kind: str) -> Iterator[tuple[Bytes, int, dict[str, int]]]:
    """Of each stretch its tables, how many rows it has, and how many hang on them."""
    rows, places, hanging = KINDS[kind]
    size = 8 * (1 + len(hanging))
    n = (head[kind] + together - 1) // together
    assert len(sections[places]) == size * (n + 1)
    records = [struct.unpack_from(f"<{1 + len(hanging)}Q", sections[places], size * i) for i in range(n + 1)]
    assert not any(records[0]) and records[n] == (len(sections[rows]), *(head[name] for name in hanging))
    for i in range(n):
        data = sections[rows][records[i][0] : records[i + 1][0]]
        assert struct.unpack_from(f"<{1 + len(hanging)}Q", data) == records[i]
        assert crc32c(data[:-4]) == int.from_bytes(data[-4:], "little")
        counts = {name: records[i + 1][1 + k] - records[i][1 + k] for k, name in enumerate(hanging)}
        yield Bytes(data, size, len(data) - 4), min(together, head[kind] - i * together), counts


def key_list(data: bytes) -> list[tuple[int, int]]:
    """Sorted keys with their values, in blocks."""
    found = []
    for at in range(0, len(data), 256 * 12 + 4):
        block = data[at : at + 256 * 12 + 4]
        n = (len(block) - 4) // 12
        assert crc32c(block[:-4]) == int.from_bytes(block[-4:], "little") and len(block) == 12 * n + 4
        found += zip(struct.unpack_from(f"<{n}Q", block), struct.unpack_from(f"<{n}I", block, 8 * n), strict=True)
    assert found == sorted(found)
    return found


# ---- the index


GROUPS = 5  # title, tags, body, other, none of them


def keys(reader: Bytes, n: int, per_block: int) -> Iterator[tuple[bytes, Bytes, list[int]]]:
    """A dictionary: its keys, where the value of each begins, and where the lists of its block begin."""
    blocks = (n + per_block - 1) // per_block
    at, lists, positions = reader.column(blocks + 1), reader.column(blocks + 1), reader.column(blocks + 1)
    base = reader.at
    for b in range(blocks):
        block = Bytes(reader.data, base + at[b], base + at[b + 1])
        n_bytes = block.varint()
        names = Bytes(reader.data, block.at, block.at + n_bytes)
        values = Bytes(reader.data, block.at + n_bytes, block.end)
        places, key = [lists[b], positions[b]], b""
        for i in range(min(per_block, n - b * per_block)):
            shared = names.varint() if i > 0 else 0
            key = key[:shared] + names.take(names.varint())
            yield key, values, places
        assert names.done() and values.done() and places == [lists[b + 1], positions[b + 1]]
    reader.at = base + at[-1]


def mixed_frequencies(reader: Bytes) -> list[int]:
    head = reader.byte()
    groups = [g for g in range(GROUPS) if head >> g & 1]
    assert groups
    if len(groups) > 1:
        assert head >> 5 == 0
        return [reader.varint() if g in groups else 0 for g in range(GROUPS)]
    return [(head >> 5 or reader.varint()) if g in groups else 0 for g in range(GROUPS)]


def packed_others(reader: Bytes) -> list[list[int]]:
    n, bits = reader.byte() + 1, [reader.byte() for _ in range(GROUPS)]
    assert sum(bits) > 0
    if sum(bits) > 24:
        return [list(row) for row in zip(*(reader.packed(n, b) for b in bits), strict=True)]
    found = []
    for number in reader.packed(n, sum(bits)):
        row = []
        for b in bits:
            row.append(number & (1 << b) - 1)
            number >>= b
        found.append(row)
    return found


def block_read(reader: Bytes, n: int, before: int) -> tuple[list[int], list[list[int]], int]:
    """Documents, their frequencies by group, and the type of the block."""
    kind, docs, counts = reader.byte(), [], []
    if kind == 0:
        for _ in range(n):
            v = reader.varint()
            before += 1 + v // 2
            docs.append(before)
            counts.append([0, 0, 1, 0, 0] if v % 2 else mixed_frequencies(reader))
        assert reader.done()
        return docs, counts, kind
    assert kind in (1, 2)
    size = reader.byte() if kind == 1 else reader.varint()
    head = reader.byte()
    bits, escapes = head & 127, head >> 7
    if kind == 1:
        for skip in reader.packed(n, size):
            before += 1 + skip
            docs.append(before)
    else:
        number = int.from_bytes(reader.take(size), "little")
        docs = [before + 1 + i for i in range(8 * size) if number >> i & 1]
        assert len(docs) == n and number >> 8 * (size - 1) != 0
    codes = reader.packed(n, bits)
    others = iter(packed_others(reader) if escapes else [])
    for code in codes:
        counts.append(next(others) if escapes and code == (1 << bits) - 1 else [0, 0, code + 1, 0, 0])
    assert next(others, None) is None and reader.done()
    return docs, counts, kind


def packed_positions(reader: Bytes, lengths: list[int]) -> list[list[int]]:
    heads = [reader.byte(), reader.byte()]
    escapes: list[dict[int, int]] = [{}, {}]
    for which, head in enumerate(heads):
        if head >> 7:
            n = reader.varint() + 1
            places = reader.column(n)
            escapes[which] = dict(zip(places, reader.column(n), strict=True))
    rows = []
    for which, n in enumerate((len(lengths), sum(lengths) - len(lengths))):
        bits = heads[which] & 127
        row = reader.packed(n, bits)
        code = (1 << bits) - 1
        assert not heads[which] >> 7 or {i for i in range(n) if row[i] == code} == set(escapes[which])
        rows.append([escapes[which].get(i, value) for i, value in enumerate(row)])
    assert reader.done()
    found, gap = [], 0
    for i, length in enumerate(lengths):
        at = [rows[0][i]]
        for _ in range(length - 1):
            at.append(at[-1] + rows[1][gap] + 1)
            gap += 1
        found.append(at)
    return found


def mixed_positions(reader: Bytes, lengths: list[int]) -> list[list[int]]:
    found = []
    for length in lengths:
        at = [reader.varint()]
        for _ in range(length - 1):
            at.append(at[-1] + reader.varint())
        found.append(at)
    assert reader.done()
    return found


def read_list(data: bytes, positions: bytes | None, n: int, per_block: int) -> list[tuple[int, list[int], list[int]]]:
    """(document, frequencies by group, positions) of a list."""
    reader, blocks = Bytes(data), (n + per_block - 1) // per_block
    lasts, ends, position_ends = [None], [None], [None if positions is None else len(positions)]
    if blocks > 1:
        lasts, ends, position_ends, _tops = (reader.column(blocks) for _ in range(4))
    base, before, begin, positions_begin, found = reader.at, -1, 0, 0, []
    for b in range(blocks):
        end = len(data) - base if ends[b] is None else ends[b]
        docs, counts, kind = block_read(Bytes(data, base + begin, base + end), min(per_block, n - b * per_block), before)
        before, begin = docs[-1], end
        assert lasts[b] in (None, before)
        where: list[list[int]] = [[] for _ in docs]
        if positions is not None:
            block = Bytes(positions, positions_begin, position_ends[b])
            where = (packed_positions if kind else mixed_positions)(block, [sum(row) for row in counts])
            positions_begin = position_ends[b]
        found += list(zip(docs, counts, where, strict=True))
    assert base + begin == len(data)
    return found


class Index:
    """A segment: its documents with their parts, its terms with their postings, its stem classes."""

    def __init__(self, data: bytes) -> None:
        sections, facts = image(data, b"s")
        self.id, self.fingerprint = facts["id"], facts["fingerprint"]
        self.per_block, self.per_keys, self.inline = facts["first"], facts["second"], facts["third"]
        self._docs(sections)
        self.terms = dict(self._terms(sections))
        self.classes = dict(self._classes(sections))

    def _begins(self, reader: Bytes, n: int) -> list[int]:
        average = reader.varint()
        return [value - average * (n - i) for i, value in enumerate(reader.column(n + 1))]

    def _docs(self, sections: dict[str, bytes]) -> None:
        docs = Bytes(sections["docs"])
        n, self.n_posts = docs.u32(), docs.u32()
        self.totals = [docs.u64() for _ in range(4)]
        lengths = [docs.column(n) for _ in range(4)]
        texts, parts = self._begins(docs, n), self._begins(docs, n)
        positions, languages, appearances = docs.column(n), docs.column(n), docs.column(self.n_posts)
        assert docs.done() and texts[-1] == len(sections["text"]) and parts[-1] == len(sections["part"])
        assert self.totals == [sum(column[: self.n_posts]) for column in lengths]
        self.docs = []
        for i in range(n):
            least = appearances[i] - self.n_posts + i if i < self.n_posts else 0
            self.docs.append({
                "lengths": [column[i] for column in lengths], "positions": positions[i], "language": languages[i].to_bytes(2, "big").strip(b"\0").decode(),
                "text": sections["text"][texts[i] : texts[i + 1]], "parts": self._parts(Bytes(sections["part"], parts[i], parts[i + 1]), least),
            })  # fmt: skip

    def _parts(self, reader: Bytes, least: int) -> list[dict[str, int]]:
        n, heads = reader.varint(), []
        for _ in range(8 if n else 0):
            bits = reader.byte()
            heads.append((bits & 63, reader.varint() if bits >= 64 else 0))
        rows = reader.packed(n, sum(bits for bits, _ in heads))
        assert reader.done()
        found = []
        for row in rows:
            values = []
            for bits, base in heads:
                values.append(base + (row & (1 << bits) - 1))
                row >>= bits
            role, first, begin, length, before, after, page_part, appearance = values
            found.append({"role": role, "first": first, "begin": begin, "end": begin + length, "block_begin": begin - before, "block_end": begin + length + after,
                          "page_part": page_part, "appearance": least + appearance})  # fmt: skip
        return found

    def _value(self, values: Bytes, places: list[int], sections: dict[str, bytes]) -> tuple[int, int, int, list[tuple[int, list[int], list[int]]]]:
        v = values.varint()
        n, other, more = v >> 1, 0, 0
        if v % 2 == 0:
            other, more = values.varint(), values.varint()
        list_bytes, position_bytes = values.varint(), values.varint()
        if n <= self.inline:
            postings, positions = values.take(list_bytes), values.take(position_bytes)
        else:
            postings = sections["post"][places[0] : places[0] + list_bytes]
            positions = sections["posn"][places[1] : places[1] + position_bytes]
            places[0] += list_bytes
            places[1] += position_bytes
        return n, n - other, n + more, read_list(postings, positions, n, self.per_block)

    def _terms(self, sections: dict[str, bytes]) -> Iterator[tuple[bytes, list[tuple[int, list[int], list[int]]]]]:
        reader = Bytes(sections["dict"])
        n, before = reader.u32(), None
        for key, values, places in keys(reader, n, self.per_keys):
            assert before is None or before < key
            before = key
            n_docs, n_posts, n_all, found = self._value(values, places, sections)
            assert n_docs == len(found) and n_all == sum(len(row[2]) for row in found)
            assert n_posts == sum(doc < self.n_posts and any(counts[:4]) for doc, counts, _ in found)
            yield key, found
        assert reader.done()

    def _classes(self, sections: dict[str, bytes]) -> Iterator[tuple[tuple[str, bytes], list[bytes]]]:
        reader = Bytes(sections["clas"])
        languages, _classes, own = reader.u32(), reader.u32(), reader.u32()
        entries = [(reader.u32(), reader.u32(), reader.u64(), reader.u64()) for _ in range(languages)]
        names = list(self.terms)
        bits = int.from_bytes(reader.take((own + 7) // 8), "little")
        for code, n, begin, end in entries:
            language = code.to_bytes(2, "big").strip(b"\0").decode()
            for i in range(own):
                if bits >> i & 1:
                    yield (language, names[i]), [names[i]]
            inner = Bytes(reader.data, begin, end)
            for stem, values, places in keys(inner, n, self.per_keys):
                v = values.varint()
                members = values.column(v >> 1)
                n_posts, other = values.varint(), values.varint()
                if v & 1:
                    size = values.varint()
                    if n_posts <= self.inline:
                        found = values.take(size)
                    else:
                        found = sections["clsp"][places[0] : places[0] + size]
                        places[0] += size
                    rows = read_list(found, None, n_posts, self.per_block)
                    assert n_posts - other == sum(any(counts[:4]) for _, counts, _ in rows)
                yield (language, stem), [names[member] for member in members]


def gone(data: bytes, index: Index, left: Left) -> tuple[list[bool], int]:
    """Of each document whether it is gone, and how many posts are."""
    sections, facts = image(data, b"g")
    head = Bytes(sections["head"])
    assert (head.u64(), head.u32(), head.u32()) == (index.id, len(index.docs), index.n_posts) and facts["fingerprint"] == index.fingerprint
    n, n_posts = head.u32(), head.u32()
    totals = [head.u64() for _ in range(4)]
    docs, found = Bytes(sections["docs"]), [False] * len(index.docs)
    assert sections["docs"] == sections["doca"]
    if docs.byte() == 1:
        at = -1
        while not docs.done():
            at += 1 + docs.varint()
            found[at] = True
    else:
        found = [bit == 1 for bit in docs.packed(len(index.docs), 1)]
    assert docs.done() and (sum(found), sum(found[: index.n_posts])) == (n, n_posts)
    assert totals == [sum(doc["lengths"][g] for doc, away in zip(index.docs[: index.n_posts], found, strict=False) if away) for g in range(4)]
    terms = Bytes(sections["term"])
    rows = terms.varint()
    columns = [terms.column(rows) for _ in range(4)]
    assert terms.done()
    expected = []
    for number, postings in enumerate(index.terms.values()):
        away = [row for row in postings if found[row[0]]]
        if away:
            expected.append((number, sum(doc < index.n_posts and any(counts[:4]) for doc, counts, _ in away), len(away), sum(len(row[2]) for row in away)))
    assert list(zip(*columns, strict=True)) == expected
    if "note" in sections:
        note = sections["note"]
        length = int.from_bytes(note[-8:], "little")
        assert note[length:-8] == bytes(-length % 8) and len(note) == length + -length % 8 + 8
        left.read(Bytes(note[:length]))
    return found, n_posts


class Left:
    """Sources of a part of which no post is left, and what they have: pages, bytes, appearances, bytes that nothing explains."""

    def __init__(self) -> None:
        self.sources: list[int] = []
        self.totals = [0, 0, 0, 0]

    def read(self, note: Bytes) -> None:
        if note.done():
            return
        at = -1
        for _ in range(note.varint()):
            at += 1 + note.varint()
            assert at not in self.sources
            self.sources.append(at)
        self.totals = [total + note.varint() for total in self.totals]
        assert note.done()


class Archive:
    """All of a saved archive, part by part, and put together."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.generation, self.n_ordinals, self.manifest = manifest((self.folder / "manifest").read_bytes())
        self.sources: list[dict] = []
        self.pages: list[dict] = []
        self.appearances: list[dict] = []
        self.rows: list[dict] = []  # of posts, with their parts' numbers
        self.remainders: list[int] = []
        self.notes: list[dict] = []
        self.left: list[int] = []
        self.indexes: list[tuple[Index, list[bool]]] = []
        for part in self.manifest:
            self._part(part)
        self._together()

    def _file(self, part: Part, name: str) -> bytes:
        data = (self.folder / f"{name}-{part.number:016x}").read_bytes()
        assert len(data) == part.lengths[name]
        return data

    def _opening(self, sections: dict[str, bytes], index: Index) -> None:
        """What opening needs is what other sections say."""
        if "open" not in sections:
            return
        opening, names = Bytes(sections["open"]), list(index.terms)
        assert opening.take(opening.u32()) == sections["note"].split(b"\n")[0]
        step = len(names) // 64 + 1
        assert [opening.take(opening.varint()) for _ in range(opening.varint())] == names[::step] and opening.done()

    def _part(self, part: Part) -> None:
        data, texts = self._file(part, "posts"), self._file(part, "texts")
        sections, facts = image(data, b"p")
        assert texts[:16] == b"\x89pdxt\r\n\x1a" + VERSION.to_bytes(8, "little") and facts["id"] == part.ids["posts"] and sections["srcs"] == sections["srca"]
        index = Index(self._file(part, "words"))
        assert index.id == part.ids["words"] and index.fingerprint == facts["fingerprint"]
        away, n_gone, left = [False] * len(index.docs), 0, Left()
        for number, length, file_id in part.gone:
            data = (self.folder / f"gone-{number:016x}").read_bytes()
            assert len(data) == length and image(data, b"g")[1]["id"] == file_id
            more, n_more = gone(data, index, left)
            assert not any(before and now for before, now in zip(away, more, strict=True))
            away, n_gone = [before or now for before, now in zip(away, more, strict=True)], n_gone + n_more
        assert n_gone == part.n_gone
        head = dict(zip(HEAD, struct.unpack(f"<{len(HEAD)}Q", sections["head"]), strict=True))
        assert (head["first_source"], head["first_page"], head["first_appearance"]) == (len(self.sources), len(self.pages), len(self.appearances))
        assert (head["posts"], head["remainders"]) == (index.n_posts, len(index.docs) - index.n_posts)
        self.together = facts["first"]
        self._sources(sections, head, texts)
        self._pages(sections, head, texts)
        self._posts(sections, head, away, len(self.indexes))
        self._labels(sections, head)
        self.left += [head["first_source"] + place for place in left.sources]
        assert len(sections["like"]) == 48 * head["posts"]
        assert {value for _, value in key_list(sections["skey"])} == set(range(head["sources"]))
        assert all(value < head["entries"] for _, value in key_list(sections["akey"]))
        self._opening(sections, index)
        self.notes.append([json.loads(line) for line in sections["note"].splitlines()])
        self.remainders += struct.unpack(f"<{head['remainders']}I", sections["rema"])
        self.indexes.append((index, away))

    def _sources(self, sections: dict[str, bytes], head: dict[str, int], texts: bytes) -> None:
        for reader, n, _ in stretches(sections, head, self.together, "sources"):
            rows = table(reader, "sources", n)
            for row in rows:
                row["name"], row["url"] = reader.take(row["n_name"]), reader.take(row["n_url"])
                row["data"] = texts[row["bytes"][0] : row["bytes"][1]]
                assert crc32c(row["data"]) == row["crc"]
            assert reader.done()
            self.sources += rows

    def _pages(self, sections: dict[str, bytes], head: dict[str, int], texts: bytes) -> None:
        for reader, n, counts in stretches(sections, head, self.together, "pages"):
            pages_, layers = table(reader, "pages", n), table(reader, "layers", n)
            offsets, parts, entries = table(reader, "offsets", counts["offsets"]), table(reader, "parts", counts["parts"]), table(reader, "entries", counts["entries"])
            items, evidence = table(reader, "items", counts["items"]), table(reader, "evidence", counts["evidence"])
            appearances = table(reader, "appearances", counts["entries"])
            for offset in offsets:
                offset["widths"] = 0
            if not reader.done():
                for offset, row in zip(offsets, table(reader, "widths", counts["offsets"]), strict=True):
                    offset["widths"] = row["widths"]
            assert reader.done()
            for page, layer in zip(pages_, layers, strict=True):
                source = self.sources[page["source"]]["data"]
                page["text"] = texts[layer["text"][0] : layer["text"][1]] if layer["decoded"] else source
                if layer["decoded"]:
                    assert crc32c(page["text"]) == layer["crc"] and crc32c(source[slice(*page["record"])]) == layer["record_crc"]
                page["layer"] = layer
                page["offsets"], offsets = offsets[: layer["n_offsets"]], offsets[layer["n_offsets"] :]
                page["parts"], parts = parts[: page["n_parts"]], parts[page["n_parts"] :]
                page["items"], items = items[: page["n_items"]], items[page["n_items"] :]
                page["evidence"], evidence = evidence[: page["n_evidence"]], evidence[page["n_evidence"] :]
                page["entries"], entries = entries[: page["n_entries"]], entries[page["n_entries"] :]
                for number, entry in enumerate(page["entries"]):
                    appearance = appearances.pop(0)
                    assert (appearance["page"], appearance["entry"]) == (len(self.pages), number)
                    appearance["of"] = entry
                    self.appearances.append(appearance)
                if not layer["decoded"]:
                    assert b"".join(page["text"][slice(*part["range"])] for part in page["parts"]) == page["text"]
                self.pages.append(page)
            assert not (offsets or parts or entries or items or evidence or appearances)

    def _posts(self, sections: dict[str, bytes], head: dict[str, int], away: list[bool], part: int) -> None:
        ordinals = struct.unpack(f"<{head['posts']}I", sections["ordi"])
        days = struct.unpack(f"<{2 * head['posts']}i", sections["days"])
        assert list(ordinals) == sorted(set(ordinals))
        rows, all_items = [], []
        for reader, n, counts in stretches(sections, head, self.together, "posts"):
            posts, numbers = table(reader, "posts", n), table(reader, "numbers", counts["post_appearances"])
            items, bounds = table(reader, "post_items", counts["post_items"]), table(reader, "bounds", counts["bound_refs"])
            assert reader.done()
            all_items += items
            for post in posts:
                post["appearances"] = [number["number"] for number in numbers[: post["n_appearances"]]]
                numbers = numbers[post["n_appearances"] :]
                post["tags"], items = items[: post["n_tags"]], items[post["n_tags"] :]
                post["categories"], items = items[: post["n_categories"]], items[post["n_categories"] :]
                post["bounds"], bounds = bounds[: post["n_bounds"]], bounds[post["n_bounds"] :]
                rows.append(post)
        for i, post in enumerate(rows):
            self.rows.append({**post, "ordinal": ordinals[i], "days": (days[i], days[head["posts"] + i]), "gone": away[i], "place": (part, i)})
        self._items = all_items

    def _labels(self, sections: dict[str, bytes], head: dict[str, int]) -> None:
        """Which posts of the part have which label, by both of the ways in which it is said."""
        n = head["labels"]
        ends = struct.unpack(f"<{n}Q", sections["lend"])
        names = [sections["lkey"][begin:end] for begin, end in zip((0, *ends), ends, strict=False)]
        order = struct.unpack(f"<{n}I", sections["lord"])
        assert [names[i] for i in order] == sorted(names)
        begins = struct.unpack(f"<{n + 1}I", sections["lbeg"])
        posts = struct.unpack(f"<{head['post_items']}I", sections["lpst"])
        printed = struct.unpack(f"<{n}I", sections["litm"])
        assert all(self._items[printed[i]]["label"] == i for i in range(n))
        said: dict[int, list[int]] = {i: [] for i in range(n)}
        for number, row in enumerate(self.rows[len(self.rows) - head["posts"] :]):
            for item in row["tags"] + row["categories"]:
                said[item["label"]].append(number)
        assert {i: list(posts[begins[i] : begins[i + 1]]) for i in range(n)} == said

    def _together(self) -> None:
        """The posts that are there, in the order of their ordinals."""
        there = sorted((row for row in self.rows if not row["gone"]), key=lambda row: row["ordinal"])
        assert len({row["ordinal"] for row in there}) == len(there) and all(row["ordinal"] < self.n_ordinals for row in there)
        self.posts = there
        self.numbers = {row["place"]: number for number, row in enumerate(there)}

    # ---- what users see

    def text(self, page: int, begin: int, end: int) -> str:
        return self.pages[page]["text"][begin:end].decode("utf-8", "replace")

    def title(self, post: dict) -> str:
        appearance = self.appearances[post["main"]]
        page = self.pages[appearance["page"]]
        part = appearance["of"]["title"]
        return self.text(appearance["page"], *page["parts"][part]["range"]) if part != NONE else ""

    def labels(self, items: list[dict]) -> list[str]:
        return [self.text(item["page"], *self.pages[item["page"]]["items"][item["item"]]["range"]) for item in items]

    def search(self, key: bytes) -> dict[int, list[list[int]]]:
        """Of each post that has the term in a scoring group, by number: the frequencies and the positions."""
        found = {}
        for part, (index, away) in enumerate(self.indexes):
            for doc, counts, positions in index.terms.get(key, []):
                if doc < index.n_posts and not away[doc] and any(counts[:4]):
                    found[self.numbers[part, doc]] = [counts, positions]
        return dict(sorted(found.items()))
