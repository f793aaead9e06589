"""What stands in zip, tar, gzip and their like: read as sources, named, found again, within limits; what is damaged is told of."""

import bz2
import gzip
import io
import lzma
import os
import pickle
import random
import tarfile
import zipfile
import zlib

import pytest

import postdex as pdx
from postdex import _containers, _limits, _streams

PAGE = "The {} pier\n\nThe ferry left the {} pier at noon, and came back empty."
ROWS = '{{"title": "The {} pier", "text": "The ferry left at noon."}}\n'


def page(name):
    return PAGE.format(name, name).encode()


def made_zip(files, **how):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **how) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def made_tar(files, format=tarfile.PAX_FORMAT):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as made:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return out.getvalue()


FILES = {"north.txt": page("north"), "deep/er/south.txt": page("south"), "rows.jsonl": ROWS.format("east").encode()}
PACKED = {
    "zip": made_zip(FILES), "tar": made_tar(FILES), "tar, ustar": made_tar(FILES, tarfile.USTAR_FORMAT), "tar, gnu": made_tar(FILES, tarfile.GNU_FORMAT),
    "tar.gz": gzip.compress(made_tar(FILES)), "tar.bz2": bz2.compress(made_tar(FILES)), "tar.xz": lzma.compress(made_tar(FILES)),
}  # fmt: skip


class OneWay:
    """A file object that cannot go back, and gives little at a time."""

    def __init__(self, data, most=100):
        self._file, self._most = io.BytesIO(data), most

    def read(self, n=-1):
        return self._file.read(self._most if n < 0 else min(n, self._most))


def names(archive, outer):
    outer = str(outer)
    assert all(source.name.startswith(f"{outer}!") for source in archive.sources)
    return {source.name[len(outer) + 1 :]: source.data for source in archive.sources}


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED.keys())
def test_files_of_an_archive_are_sources(tmp_path, data):
    path = tmp_path / "pages.of"  # the name says nothing
    path.write_bytes(data)
    archive = pdx.open(path)
    assert names(archive, path) == FILES
    assert archive.skipped == []
    assert sorted(post.title for post in archive) == ["The east pier", "The north pier", "The south pier"]
    assert names(pdx.parse(data, name="given"), "given") == FILES
    assert names(pdx.open(io.BytesIO(data)), "stream") == FILES
    assert names(pdx.open(OneWay(data)), "stream") == FILES


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
def test_what_is_only_compressed_has_the_name_of_its_file(tmp_path, compress):
    path = tmp_path / "page"
    path.write_bytes(compress(page("a")[:30]) + compress(page("a")[30:]))  # two members are one file
    [source] = pdx.open(path).sources
    assert (source.name, source.data) == (str(path), page("a"))
    assert pdx.open(path)[0].title.anchor.verify()


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED.keys())
def test_anchors_find_their_member_again(tmp_path, data):
    path = tmp_path / "pages.of"
    path.write_bytes(data)
    archive = pdx.open(path)
    for kept in (archive, pickle.loads(pickle.dumps(archive))):
        anchors = [post.title.anchor for post in kept]
        assert all(anchor.verify() for anchor in anchors)
        assert all(pickle.loads(pickle.dumps(anchor)).verify() for anchor in anchors)
        assert f"{path}!deep/er/south.txt, line 1" in next(a for a in anchors if "south" in a.source).cite()
    path.write_bytes(made_zip({**FILES, "north.txt": page("west"), "new": b"x"}))
    assert {os.path.basename(post.anchor.source): post.title.anchor.verify() for post in archive} == {
        "pages.of!north.txt": False, "south.txt": True, "pages.of!rows.jsonl": True
    }  # fmt: skip
    path.write_bytes(made_zip({"other": b"x"}))
    with pytest.raises(pdx.FileError, match="is not in its file any more"):
        archive[0].title.anchor.verify()


def test_facts_by_the_name_of_the_member(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(PACKED["zip"])
    archive = pdx.open(path, url=lambda name: f"https://example.org/{name.rpartition('!')[2]}", captured={f"{path}!north.txt": "2019-03-01"})
    assert [source.url for source in archive.sources] == [f"https://example.org/{name}" for name in FILES]
    assert [source.captured is not None for source in archive.sources] == [True, False, False]


def test_nested(tmp_path):
    inner = made_zip({"page.txt": page("inner"), "more.gz": gzip.compress(page("more"))})
    path = tmp_path / "all.tar.gz"
    path.write_bytes(gzip.compress(made_tar({"a/inner.zip": inner, "plain": page("plain")})))
    archive = pdx.open(path)
    assert list(names(archive, path)) == ["a/inner.zip!page.txt", "a/inner.zip!more.gz", "plain"]
    assert all(post.title.anchor.verify() for post in archive)
    shallow = pdx.open(path, limits=pdx.Limits(depth=2))
    assert list(names(shallow, path)) == ["plain"]
    assert [(name, reason[:24]) for name, reason in shallow.skipped] == [(f"{path}!a/inner.zip", "more than 2 containers s")]


def test_saved_and_built_again(tmp_path):
    path, saved = tmp_path / "a.tar.gz", tmp_path / "a.pdx"
    path.write_bytes(PACKED["tar.gz"])
    archive = pdx.open(path)
    archive.save(saved)
    loaded = pdx.open(saved)
    assert names(loaded, path) == FILES
    assert all(post.title.anchor.verify() for post in loaded)
    done = pdx.rebuild(saved)
    assert [len(names) for names in (done.same, done.changed, done.missing, done.lost)] == [3, 0, 0, 0]
    path.write_bytes(made_zip({**FILES, "north.txt": page("west")}))
    done = pdx.rebuild(saved, tmp_path / "b.pdx")
    assert (done.changed, len(done.same)) == ([f"{path}!north.txt"], 2)
    assert sorted(post.title for post in pdx.open(tmp_path / "b.pdx")) == ["The east pier", "The south pier", "The west pier"]


def test_a_writer_takes_them_and_knows_them(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(PACKED["zip"])
    with pdx.writer(tmp_path / "a.pdx") as writer:
        assert writer.add(path) == 3
        assert writer.add(path) == 0
        assert writer.add(io.BytesIO(made_zip({"x.png": b"\x89PNG", "y": b"Why\n\nBecause."}))) == 1
        assert writer.skipped == [("stream!x.png", "this is an image: there is no text to read (byte 0)")]


# ---- what is damaged, or no file


def test_what_is_no_file_is_told_or_left_out(tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, kind in (("folder", tarfile.DIRTYPE), ("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("pipe", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            made.addfile(info)
        for name in (".hidden", "b/._b.txt", "b/b.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(page("b"))
            made.addfile(info, io.BytesIO(page("b")))
    archive = pdx.parse(out.getvalue(), name="t")
    assert list(names(archive, "t")) == ["b/b.txt"]
    assert archive.skipped == [("t!link", "a symbolic link, and no file"), ("t!hard", "a hard link, and no file"), ("t!pipe", "a pipe, and no file")]


def test_names_are_only_names(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    evil = {"../out.txt": page("up"), "/tmp/absolute.txt": page("root"), "C:\\windows\\x.txt": page("drive"), "a\nb\x1b[31m": page("control")}
    before = sorted(tmp_path.rglob("*"))
    for data in (made_zip(evil), made_tar(evil)):
        archive = pdx.parse(data, name="e")
        assert sorted(names(archive, "e").values()) == sorted(evil.values())
        assert "\x1b" not in repr(archive)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_same_name_twice():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for i in range(3):
            info = tarfile.TarInfo("page.txt")
            info.size = len(page(i))
            made.addfile(info, io.BytesIO(page(i)))
    assert names(pdx.parse(out.getvalue(), name="t"), "t") == {"page.txt": page(0), "page.txt@2": page(1), "page.txt@3": page(2)}


def test_an_encrypted_member_is_told_of():
    data = bytearray(made_zip({"a": page("a"), "b": page("b")}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    archive = pdx.parse(bytes(data), name="z")
    assert list(names(archive, "z")) == ["b"]
    assert archive.skipped == [("z!a", "it is encrypted: unpack it with its password first")]


@pytest.mark.parametrize("keep", [20, 60, 0.5, -1])
@pytest.mark.parametrize("kind", ["gzip", "bzip2", "xz"])
def test_what_is_cut_off_is_an_error(tmp_path, kind, keep):
    rows = "".join(ROWS.format(i) for i in range(500)).encode()
    data = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}[kind](rows)
    path = tmp_path / "rows"
    path.write_bytes(data[: int(len(data) * keep) if isinstance(keep, float) else keep])
    with pytest.raises(pdx.FormatError, match="cut off") as caught:
        pdx.open(path)
    assert caught.value.path == str(path)
    (tmp_path / "good.txt").write_bytes(page("good"))
    archive = pdx.open(tmp_path)
    assert len(archive) == 1
    assert [name for name, _ in archive.skipped] == [str(path)]


def test_bytes_behind_the_end_are_told_of():
    assert pdx.parse(gzip.compress(page("a")) + bytes(1000)).skipped == []
    archive = pdx.parse(gzip.compress(page("a")) + b"something else", name="g")
    assert archive.sources[0].data == page("a")
    [(name, reason)] = archive.skipped
    assert (name, reason.split(",")[0]) == ("g", "14 bytes that are no gzip")


@pytest.mark.parametrize("data", [b"PK\x05\x06" + bytes(18), gzip.compress(b"PK\x05\x06" + bytes(18))], ids=["zip", "zip.gz"])
def test_an_empty_archive_is_an_error(data):
    with pytest.raises(pdx.FormatError, match="there is no file in it"):
        pdx.parse(data)


def test_nothing_readable_is_an_error():
    with pytest.raises(pdx.FormatError, match="none of what stands in it can be read; the first: z!a: this is an image"):
        pdx.parse(made_zip({"a": b"\x89PNG", "b": b"GIF89a"}), name="z")


# ---- bombs


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(_limits, "FREE", 1 << 16)


def peak(function):
    import tracemalloc

    tracemalloc.start()
    try:
        function()
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
def test_a_bomb_is_told_of_before_it_goes_off(small, compress):
    bomb = compress(bytes(20_000_000))

    def read():
        with pytest.raises(pdx.LimitError, match=r"more than 250 of one: Limits\(ratio=...\)"):
            pdx.parse(bomb)

    assert peak(read) < 15_000_000
    assert len(pdx.parse(compress(b"\n" * 200_000), limits=pdx.Limits(ratio=1e6))) == 0


def test_bombs_in_archives_are_skipped(small):
    for data in (made_zip({"a": page("a"), "bomb": bytes(20_000_000), "z": page("z")}), made_tar({"a": page("a"), "bomb.gz": gzip.compress(bytes(20_000_000)), "z": page("z")})):
        archive = pdx.parse(data, name="x")
        assert [list(names(archive, "x"))[0]] == ["a"]
        assert [name.split(".")[0] for name, reason in archive.skipped if "Limits(ratio" in reason][0] == "x!bomb"


def test_a_bomb_of_many_layers(small):
    bomb = bytes(30_000_000)
    for _ in range(4):
        bomb = gzip.compress(bomb)
    assert len(bomb) < 1000
    with pytest.raises(pdx.LimitError):
        pdx.parse(bomb)
    with pytest.raises(pdx.LimitError, match="containers stand in each other"):
        pdx.parse(gzip.compress(gzip.compress(gzip.compress(b"Text."))), limits=pdx.Limits(depth=2))


def test_members_and_total_are_limited():
    data = made_tar({f"p{i}.txt": page(i) for i in range(20)})
    archive = pdx.parse(data, name="t", limits=pdx.Limits(members=5))
    assert (len(archive.sources), archive.skipped) == (5, [("t", "more than 5 files stand in this one: Limits(members=...) says how many may")])
    with pytest.raises(pdx.LimitError, match=r"Limits\(total"):
        pdx.parse(gzip.compress(page("a")), limits=pdx.Limits(total=10))


@pytest.mark.parametrize("wrong", [{"ratio": -1}, {"depth": "x"}, {"total": None}, {"members": True}], ids=repr)
def test_odd_limits(wrong):
    with pytest.raises(pdx.UsageError, match="a number from 0 on is needed"):
        pdx.Limits(**wrong)


def test_limits_are_values():
    limits = pdx.Limits(ratio=7, depth=2)
    assert pickle.loads(pickle.dumps(limits)) == limits == eval(repr(limits), {"Limits": pdx.Limits})
    assert hash(limits) == hash(pdx.Limits(depth=2, ratio=7))
    assert limits != pdx.Limits()


# ---- nothing is lost in silence: archives of known files, damaged in known places


def read_all(data, most=1 << 16):
    """What is read of a file: {name: bytes}, and the names that are told of."""
    got, told = {}, []

    def tell(name, reason):
        told.append((name, reason))

    try:
        for found in _containers.walk("x", OneWay(data, most), None, tell):
            try:
                got[found.name] = found.stream.rest()
            except (pdx.FormatError, pdx.LimitError) as error:
                tell(found.name, error.message)
    except (pdx.FormatError, pdx.LimitError) as error:
        tell("x", error.message)
    return got, told


def random_files(chance):
    return {f"f{i}.txt": chance.randbytes(chance.choice([0, 1, 511, 512, 513, 3000])) for i in range(chance.randint(1, 8))}


def damaged_tar(chance):
    """A tar archive of which the headers of some files are destroyed, and the files that are whole."""
    files = random_files(chance)
    data, whole = bytearray(made_tar(files, tarfile.USTAR_FORMAT)), dict(files)
    with tarfile.open(fileobj=io.BytesIO(bytes(data))) as made:
        for info in made.getmembers():
            if info.offset > 0 and chance.random() < 0.3:
                data[info.offset + chance.randrange(100)] ^= 0xFF
                del whole[info.name]
    return bytes(data), whole, len(whole) < len(files)


def damaged_zip(chance):
    """A zip archive in which the bytes of some files are others."""
    files = {name: data or b"?" for name, data in random_files(chance).items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    data, whole = bytearray(out.getvalue()), dict(files)
    for info in zipfile.ZipFile(out).infolist():
        if chance.random() < 0.3:
            data[info.header_offset + 30 + len(info.filename) + chance.randrange(info.file_size)] ^= 0xFF
            del whole[info.filename]
    return bytes(data), whole, len(whole) < len(files)


def cut_tar(chance):
    """A tar archive, perhaps compressed, that ends too soon."""
    files = random_files(chance)
    data = made_tar(files, tarfile.USTAR_FORMAT)
    end = chance.randint(512, len(data) - 512)
    with tarfile.open(fileobj=io.BytesIO(data)) as made:
        members = made.getmembers()
        whole = {info.name: files[info.name] for info in members if info.offset_data + info.size <= end}
        last = max(info.offset_data + info.size + -info.size % 512 for info in members)
    return data[:end], whole, end <= last  # at the last one's end the mark is missing


def check_conservation(cases, seed):
    chance = random.Random(seed)
    n_damaged = 0
    for case in range(cases):
        data, whole, is_damaged = chance.choice((damaged_tar, damaged_zip, cut_tar))(chance)
        if chance.random() < 0.3:
            data = gzip.compress(data)
        got, told = read_all(data, chance.choice((1, 7, 100, 1 << 16)))
        n_damaged += is_damaged
        assert {name: got.get(f"x!{name}") for name in whole} == whole, (seed, case)
        assert bool(told) == is_damaged, (seed, case, told)
        assert set(got) == {f"x!{name}" for name in whole}, (seed, case)
    assert cases < 50 or cases * 0.2 < n_damaged < cases * 0.95


def test_conservation_of_damaged_archives():
    check_conservation(300, 11)


@pytest.mark.parametrize("kind", ["gzip", "bzip2", "xz"])
def test_a_changed_bit_never_passes_in_silence(kind):
    content = b"".join(page(i) for i in range(60))
    data = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}[kind](content)
    chance = random.Random(5)
    for _ in range(150):
        at = chance.randrange(len(data))
        changed = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        got, told = read_all(changed)
        assert told or got.get("x") in (content, changed)  # of a changed header: another name or time, or no such file any more


def test_pieces_do_not_matter():
    data = PACKED["tar.gz"]
    whole = read_all(data)
    for most in (1, 2, 3, 5, 511, 512, 513):
        assert read_all(data, most) == whole


def test_a_damaged_member_is_passed_over_where_reading_resumes():
    parts = [page(i) * 20 for i in range(5)]
    packed = [gzip.compress(part) for part in parts]
    begin = len(packed[0])
    packed[1] = packed[1][:40] + zlib.compress(b"junk")[:20] + packed[1][60:]
    told = []
    stream = _streams.Stream(OneWay(b"".join(packed), 64))
    budget = _limits.Budget(None)
    made = _streams.Decompressed(stream, "gzip", budget, told.append, lambda at, reason: told.append((at, reason)))
    read = b""
    while chunk := made.read(1000):
        read += chunk
        budget.taken = stream.at
    assert read.startswith(parts[0])
    assert read.endswith(b"".join(parts[2:]))
    assert [at for at, _ in told] == [begin]
    assert f"{len(packed[1]):,} bytes are passed over" in told[0][1]
    assert [at for _, at in made.members] == [0, begin, *(len(b"".join(packed[:i])) for i in (2, 3, 4))]


def members_read(data, pieces, limits=None):
    """What the members in some pieces of a stream make, where each began, what was told, and why it ended."""
    told = []
    stream = _streams.Stream(OneWay(data, pieces))
    made = _streams.Decompressed(stream, "gzip", _limits.Budget(limits), told.append, lambda at, reason: told.append((at, reason)))
    read, why = b"", ""
    try:
        while chunk := made.read(1 << 20):
            read += chunk
    except pdx.LimitError as error:
        why = type(error).__name__
    return read, made.members, told, why


def test_small_members_are_read_together_as_they_are_one_by_one():
    chance = random.Random(3)
    parts = [bytes(chance.randrange(65, 90) for _ in range(n)) for n in (0, 1, 30, 50_000, 7, 300, 20_000, 12)]
    packed = [gzip.compress(part) for part in parts * 3]
    packed[9] = packed[9][:-8] + b"\0" * 8  # its sum is wrong
    data = b"".join(packed)
    read, members, told, why = members_read(data, len(data))
    assert members_read(data, 1) == (read, members, told, why)
    assert read == b"".join((parts * 3)[:9]) + b"".join((parts * 3)[10:])
    assert [at for _, at in members] == [len(b"".join(packed[:i])) for i in range(len(packed))]
    assert [at for at, _ in told] == [len(b"".join(packed[:9]))]
    few = _limits.Limits(total=60_000)
    assert members_read(data, len(data), few) == members_read(data, 1, few)
    assert members_read(data, 1, few)[3] == "LimitError"


if __name__ == "__main__":  # python tests/unit/test_containers.py 10000
    import sys

    check_conservation(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, 1)


@pytest.mark.parametrize("kind", ["zip", "tar"])
@pytest.mark.parametrize("folder", ["town.pdx/", ""])
def test_a_saved_archive_in_an_archive_is_told_of_and_not_read_as_its_files(tmp_path, kind, folder):
    rows = [{"title": f"Row {number}", "text": "The ferry waited."} for number in range(3)]
    pdx.from_records(rows).save(tmp_path / "town.pdx")
    with pdx.writer(tmp_path / "town.pdx") as writer:
        writer.delete(1)
    files = {folder + name: (tmp_path / "town.pdx" / name).read_bytes() for name in sorted(os.listdir(tmp_path / "town.pdx"))}
    alone = made_zip(files) if kind == "zip" else made_tar(files)
    with pytest.raises(pdx.FormatError, match="it is a saved archive.*unpack it"):
        pdx.open(io.BytesIO(alone))
    files["notes.txt" if folder else "more/notes.txt"] = b"Ebb\n\nThe ferry went."
    archive = pdx.open(io.BytesIO(made_zip(files) if kind == "zip" else made_tar(files)))
    assert [post.title for post in archive] == ["Ebb"]
    assert [(name.rpartition("!")[2], "saved archive" in why) for name, why in archive.skipped] == [(folder.rstrip("/") or "*", True)]
