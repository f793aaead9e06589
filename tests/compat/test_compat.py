"""Archives of every released format are opened, searched, verified, added to and made one part of, with the answers that they gave when they were made; those of a later
one are refused in words; and what is written now says by FORMAT.md alone (reader.py) what postdex says of it."""

from __future__ import annotations

import itertools
import json
import shutil
import struct
from pathlib import Path

import postdex as pdx
import pytest
from compat import make, reader

HERE = Path(__file__).resolve().parent
RELEASED = sorted(path.name for path in HERE.glob("format-*"))


def plain(found):
    return json.loads(json.dumps(found))


@pytest.fixture(params=RELEASED)
def saved(request, tmp_path):
    """A copy of a released archive, and what is expected of it."""
    path = tmp_path / "town.pdx"
    shutil.copytree(HERE / request.param / "town.pdx", path)
    return str(path), json.loads((HERE / request.param / "expected.json").read_text(encoding="utf-8"))


def test_each_format_is_there():
    assert RELEASED == [f"format-{number}" for number in range(1, make.FORMAT + 1)]


def test_answers_are_what_they_were(saved):
    path, expected = saved
    for mapped in (True, False):
        archive = pdx.open(path, mmap=mapped)
        assert plain(make.facts(archive)) == expected
        archive.verify()


def test_it_can_be_added_to(saved):
    path, expected = saved
    with pdx.writer(path) as writer:
        writer.add_records([{"title": "A new ferry", "text": "It is blue, and waits."}], name="new")
        writer.delete('title:"Log 11"')
    archive = pdx.open(path)
    titles = [post[1] for post in expected["posts"] if post[1] != "Log 11"] + ["A new ferry"]
    assert [str(post.title) for post in archive] == titles
    before = make.facts(archive)
    with pdx.writer(path) as writer:
        writer.optimize()
    again = pdx.open(path)
    again.verify()
    assert make.facts(again) == before
    done = pdx.repair(path, dry_run=True)
    assert (done.kept, done.damage, done.is_whole) == (len(titles), [], True)


# ---- what FORMAT.md says


def agree(path, archive) -> None:
    """What an independent reader finds is what postdex says."""
    found = reader.Archive(path)
    sources = [source for number, source in enumerate(found.sources) if number not in found.left]
    assert [source["data"] for source in sources] == [source.data for source in archive.sources]
    assert [source["name"].decode() for source in sources] == [source.name for source in archive.sources]
    assert [page["source"] for page in found.pages if page["source"] not in found.left] == [page._source for page in archive.pages] and len(found.posts) == len(archive)
    for said, post in zip(found.posts, archive, strict=True):
        assert (found.title(said), found.labels(said["tags"]), found.labels(said["categories"])) == (str(post.title or ""), [str(t) for t in post.tags], [str(c) for c in post.categories])
        assert (said["n_words"], len(said["appearances"])) == (post.words, len(post.appearances))
        main = found.appearances[said["main"]]
        if not found.pages[main["page"]]["layer"]["decoded"]:
            assert main["of"]["range"] == tuple(post.anchor.bytes)
        if said["published"] != reader.NONE and found.appearances[said["published"]]["precision"] == 4:
            date = found.appearances[said["published"]]
            assert f"{date['year']:04}-{date['month']:02}-{date['day']:02}" == str(post.published)
    words = archive.words()
    keys = sorted({key for index, _ in found.indexes for key in index.terms if b"\x1f" not in key})
    for key in keys:
        hits = {hit.post.number for hit in archive.search(f'"{key.decode()}"')} if key.decode().isalpha() else None
        postings = found.search(key)
        assert hits is None or hits == set(postings), key
    assert set(words) <= {key.decode() for key in keys}
    pairs = list(itertools.islice(((a.decode(), b.decode()) for a, b in itertools.product(keys, keys) if a.isalpha() and b.isalpha()), 0, None, 97))[:150]
    for a, b in pairs:
        left, right = found.search(a.encode()), found.search(b.encode())
        together = {post for post in left if post in right and any(at + 1 in right[post][1] for at in left[post][1])}
        assert {hit.post.number for hit in archive.search(f'"{a} {b}"')} == together, (a, b)


def test_what_is_kept_is_what_the_format_says(saved):
    agree(saved[0], pdx.open(saved[0]))


def test_what_is_written_is_what_the_format_says(tmp_path):
    path = tmp_path / "town.pdx"
    make.build(path)
    agree(path, pdx.open(path))
    with pdx.writer(path) as writer:
        writer.optimize()
    agree(path, pdx.open(path))


def test_long_lists_and_positions(tmp_path):
    """Blocks of all types, bit sets, escapes, several blocks a list."""
    words = ["ferry", "tide", "lamp", "rope", "weir"]
    rows = [{"title": words[n % 5] if n % 9 else "ferry tide", "tags": ["lamp"] if n % 50 == 0 else [], "text": " ".join(words[(n * k) % 5] for k in range(1, 3 + n % 40)) + (" ferry" * (n % 300 == 0) * 90)} for n in range(700)]
    path = tmp_path / "long.pdx"
    pdx.from_records(rows, language="en").save(path)
    agree(path, pdx.open(path))
    for which in (range(3, 700, 90), [n for n in range(690) if n % 7]):  # few that are gone, and most
        with pdx.writer(path) as writer:
            writer.delete(which)
        agree(path, pdx.open(path))


# ---- later versions, and additions


def mend(path: Path, edit) -> None:
    """The manifest, altered, with a checksum that holds."""
    data = bytearray((path / "manifest").read_bytes()[:-4])
    data = edit(data) or data
    (path / "manifest").write_bytes(bytes(data) + struct.pack("<I", reader.crc32c(bytes(data))))


def test_a_later_format_is_refused_in_words(saved):
    path = Path(saved[0])

    def later(data):
        data[8:12] = struct.pack("<I", 7)
        data[16:32] = b"3.1".ljust(16, b"\0")

    mend(path, later)
    with pytest.raises(pdx.FormatError, match=r"format 7, which postdex 3\.1 and later read; this one reads format 2: update postdex"):
        pdx.open(path)
    for attempt in (pdx.writer, pdx.repair, pdx.rebuild):
        with pytest.raises(pdx.FormatError, match=r"postdex 3\.1"):
            attempt(path)


def image_made(data: bytes, sections: dict[str, bytes]) -> bytes:
    """An image with the header of another and these sections."""
    table, body, at = b"", b"", 64 + 24 * len(sections)
    for tag, content in sections.items():
        table += struct.pack("<4sIQQ", tag.encode(), reader.crc32c(content), at, len(content))
        content += bytes(-len(content) % 8)
        body, at = body + content, at + len(content)
    length, file_id = at + 24, reader.fnv(table)
    head = data[:12] + struct.pack("<IQQ", len(sections), length, file_id) + data[32:60]
    crc = reader.crc32c(head + table)
    return head + struct.pack("<I", crc) + table + body + struct.pack("<QQI4s", file_id, length, crc, b"pdx.")


def longer_stretches(sections: dict[str, bytes], kind: str, edit) -> None:
    """Ten bytes more at the end of each stretch of a kind, as of a table that is not known here; `edit` may alter what stands before."""
    rows, places, hanging = reader.KINDS[kind]
    size = 8 * (1 + len(hanging))
    records = [list(struct.unpack_from(f"<{1 + len(hanging)}Q", sections[places], at)) for at in range(0, len(sections[places]), size)]
    made, new = b"", []
    for before, after in itertools.pairwise(records):
        tables = edit(sections[rows][before[0] + size : after[0] - 4])
        new.append([len(made), *before[1:]])
        stretch = struct.pack(f"<{1 + len(hanging)}Q", *new[-1]) + tables + b"additional"
        made += stretch + struct.pack("<I", reader.crc32c(stretch))
    new.append([len(made), *records[-1][1:]])
    sections[rows], sections[places] = made, b"".join(struct.pack(f"<{1 + len(hanging)}Q", *record) for record in new)


def test_sections_tables_and_forms_that_are_not_known_here(tmp_path):
    path = tmp_path / "town.pdx"
    pdx.from_records(make.rows(0, 20), language="en").save(path)
    expected, posts = make.facts(pdx.open(path)), next(path.glob("posts-*"))
    data = posts.read_bytes()
    sections = reader.image(data, b"p")[0]

    def other_form(tables: bytes) -> bytes:
        """The form of the one source, a column of one value: its base."""
        columns = reader.Bytes(tables)
        for _ in range(7):
            columns.column(1)
        assert tables[columns.at] == 1
        return tables[: columns.at] + b"\x63" + tables[columns.at + 1 :]

    longer_stretches(sections, "sources", other_form)
    longer_stretches(sections, "pages", lambda tables: tables + b"\0\0")  # the widths of stretches of maps: none has any
    longer_stretches(sections, "posts", lambda tables: tables)
    sections["srca"] = sections["srcs"]
    made = image_made(data, {**sections, "next": b"something new"})
    posts.write_bytes(made)

    def files(manifest):
        manifest[12:16] = struct.pack("<I", 3)  # one addition more
        manifest[56 + 40 : 56 + 56] = struct.pack("<Q", len(made)) + made[24:32]

    mend(path, files)
    archive = pdx.open(path)
    assert archive.sources[0].form == "unknown"
    expected["sources"][0][1] = "unknown"
    assert make.facts(archive) == expected
    archive.verify()


@pytest.mark.parametrize("kind", ["posts", "words"])
def test_other_word_rules_are_refused_and_indexed_anew(saved, tmp_path, kind):
    """Another analyzer, another version of Unicode: never mixed; repairing and rebuilding index all posts by the rules at hand."""
    path, expected = Path(saved[0]), saved[1]

    def others(manifest):
        n, size = struct.unpack_from("<II", manifest, 48)
        for i in range(n):
            at = 56 + i * size
            file = path / f"{kind}-{struct.unpack_from('<Q', manifest, at)[0]:016x}"
            data = file.read_bytes()
            file.write_bytes(image_made(data[:32] + b"OtherOne" + data[40:], reader.image(data, kind[0:1].replace("w", "s").encode())[0]))

    mend(path, others)
    with pytest.raises(pdx.FormatError, match="other word rules.*postdex repair"):
        pdx.open(path)
    with pytest.raises(pdx.FormatError, match="other word rules"):
        pdx.writer(path)
    done = pdx.repair(path, tmp_path / "new.pdx")
    assert (done.kept, done.lost, done.changed) == (len(expected["posts"]), [], [])
    assert plain(make.facts(pdx.open(tmp_path / "new.pdx")))["searches"] == expected["searches"]
    assert pdx.rebuild(path, tmp_path / "again.pdx").had == len(expected["posts"])


def test_additions_are_passed_over_and_not_lost(saved, tmp_path):
    """More bytes for each part, and a number of additions that is not known here: all of it is read, nothing is written."""
    path, expected = Path(saved[0]), saved[1]

    def added(data):
        n, size = struct.unpack_from("<II", data, 48)
        data[12:16] = struct.pack("<I", 5)
        data[52:56] = struct.pack("<I", size + 16)
        entries = [data[56 + i * size : 56 + (i + 1) * size] + bytes(range(16)) for i in range(n)]
        return data[:56] + b"".join(entries)

    mend(path, added)
    archive = pdx.open(path)
    archive.verify()
    assert plain(make.facts(archive)) == expected
    before = {file.name: file.read_bytes() for file in path.iterdir()}
    with pytest.raises(pdx.FormatError, match="a later postdex has written this archive"):
        pdx.writer(path)
    with pytest.raises(pdx.FormatError, match="a later postdex has written this archive"):
        archive.save(tmp_path / "copy.pdx")
    assert {file.name: file.read_bytes() for file in path.iterdir() if file.name in before} == before


def several_lists(tmp_path):
    """An archive with a part that has several lists of what is gone, and these."""
    path = tmp_path / "lists.pdx"
    shutil.copytree(HERE / "format-2" / "town.pdx", path)
    lists = [path / f"gone-{number:016x}" for part in reader.manifest((path / "manifest").read_bytes())[2] for number, *_ in part.gone if len(part.gone) > 1]
    assert len(lists) > 1
    return path, lists


def test_what_is_gone_is_found_without_a_manifest(tmp_path):
    path, _ = several_lists(tmp_path)
    titles = [str(post.title) for post in pdx.open(path)]
    (path / "manifest").unlink()
    done = pdx.repair(path, tmp_path / "mended.pdx")
    assert [str(post.title) for post in pdx.open(tmp_path / "mended.pdx")] == titles
    assert (done.lost, done.deleted_back) == ([], (0, 0))


def test_damage_to_one_of_several_lists_is_told(tmp_path):
    path, lists = several_lists(tmp_path)
    for each in lists:
        data = each.read_bytes()
        for at in range(3, len(data), 41):
            each.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
            with pytest.raises(pdx.CorruptError):
                pdx.open(path).verify()
        each.unlink()
        with pytest.raises(pdx.CorruptError, match="missing"):
            pdx.open(path)
        each.write_bytes(data)
    lists[0].write_bytes(lists[1].read_bytes())
    with pytest.raises(pdx.CorruptError):
        pdx.open(path)
