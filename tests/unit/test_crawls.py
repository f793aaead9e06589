"""WARC, ARC and WET files: which pages they have, where these stand, and what is told of the rest."""

import bz2
import gzip
import io
import os
import pickle
import random
import sys
import zlib

import pytest

import postdex as pdx
from postdex import _containers, _limits
from shared_data import shared

TEXT = "The {} pier\n\nThe ferry left the {} pier at noon, and came back empty."


def text(name):
    return TEXT.format(name, name).encode()


def answer(body, media="text/plain", status="200 OK", more=""):
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


def record(block, kind="response", url="http://tidewick.example/", date="2013-05-02T10:00:00Z", version="1.0", length=None, media="application/http; msgtype=response"):
    head = f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\nContent-Type: {media}\r\n"
    return head.encode() + b"Content-Length: %d\r\n\r\n" % (len(block) if length is None else length) + block + b"\r\n\r\n"


def arc_record(block, url="http://tidewick.example/", date="20130502100000"):
    return f"{url} 127.0.0.1 {date} text/plain {len(block)}\n".encode() + block + b"\n"


ARC_HEAD = arc_record(b"1 0 Harbour\nURL IP-address Archive-date Content-type Archive-length\n", "filedesc://x.arc")


class OneWay:
    def __init__(self, data, most=100):
        self._file, self._most = io.BytesIO(data), most

    def read(self, n=-1):
        return self._file.read(self._most if n < 0 else min(n, self._most))


def read_all(data, most=1 << 16, limits=None):
    """What is read of a crawl: [(place, address, day, bytes)], and what is told."""
    got, told = [], []
    for found in _containers.walk("x", OneWay(data, most), limits, lambda name, reason: told.append((name[1:], reason))):
        got.append((found.name[1:], found.url, found.captured, found.stream.rest()))
    return got, told


def test_answers_are_pages(tmp_path):
    path = tmp_path / "crawl"
    first, second = record(answer(text("north")), url="http://tidewick.example/north"), record(answer(text("south")), url="http://tidewick.example/south")
    request = record(b"GET / HTTP/1.1\r\n\r\n", "request")
    path.write_bytes(first + request + second)
    archive = pdx.open(path)
    assert [source.name for source in archive.sources] == [f"{path}!@0", f"{path}!@{len(first + request)}"]
    assert [source.data for source in archive.sources] == [text("north"), text("south")]
    assert [source.url for source in archive.sources] == ["http://tidewick.example/north", "http://tidewick.example/south"]
    assert {str(source.captured) for source in archive.sources} == {"2013-05-02"}
    assert archive.skipped == [(f"{path}!*", "1 record without a page: 1 request")]
    assert archive[0].published_bounds.before is not None
    assert "1 item not read" in repr(archive)
    assert all(post.title.anchor.verify() for post in archive)
    assert all(post.title.anchor.verify() for post in pickle.loads(pickle.dumps(archive)))
    archive.save(tmp_path / "a.pdx")
    assert all(post.title.anchor.verify() for post in pdx.open(tmp_path / "a.pdx"))
    assert len(pdx.rebuild(tmp_path / "a.pdx").same) == 2
    path.write_bytes(first + request + second.replace(b"noon", b"dusk"))
    assert [post.title.anchor.verify() for post in archive] == [True, False]


@pytest.mark.parametrize("how", ["plain", "each", "all", "bz2", "in a zip"])
def test_places_are_found_again(tmp_path, how):
    records = [record(answer(text(i)), url=f"http://tidewick.example/{i}") for i in range(5)]
    data = {
        "plain": b"".join(records), "each": b"".join(map(gzip.compress, records)), "all": gzip.compress(b"".join(records)), "bz2": bz2.compress(b"".join(records)),
    }.get(how)  # fmt: skip
    path = tmp_path / "crawl.warc.gz"
    if data is None:
        import zipfile

        with zipfile.ZipFile(path, "w") as made:
            made.writestr("in/it.warc.gz", b"".join(map(gzip.compress, records)))
    else:
        path.write_bytes(data)
    archive = pdx.open(path)
    places = [source.name[len(str(path)) :] for source in archive.sources]
    begins = [len(b"".join(records[:i])) for i in range(5)]
    packed = [len(b"".join(map(gzip.compress, records[:i]))) for i in range(5)]
    wanted = {
        "plain": [f"!@{at}" for at in begins], "each": [f"!@{at}" for at in packed], "all": ["!@0", *(f"!@0+{at}" for at in begins[1:])],
        "bz2": ["!@0", *(f"!@0+{at}" for at in begins[1:])], "in a zip": [f"!in/it.warc.gz!@{at}" for at in packed],
    }  # fmt: skip
    assert places == wanted[how]
    assert all(post.title.anchor.verify() for post in archive)
    reader = _containers.Rereader()
    for source in reversed(archive.sources):
        assert reader.read(str(path), source.name) == source.data
    reader.close()


def test_arc():
    data = ARC_HEAD + arc_record(answer(text("north"))) + arc_record(text("raw"), url="http://tidewick.example/with space") + arc_record(b"1.2.3.4", url="dns:tidewick.example")
    for packed in (data, gzip.compress(data)):
        got, told = read_all(packed)
        assert [(url, day, page) for _, url, day, page in got] == [
            ("http://tidewick.example/", "2013-05-02", text("north")), ("http://tidewick.example/with space", "2013-05-02", text("raw"))
        ]  # fmt: skip
        assert told == [("!*", "2 records without a page: 1 filedesc, 1 response of text/plain")]


def test_wet_and_what_is_no_page():
    data = b"".join([
        record(b"software: x", "warcinfo", media="application/warc-fields"),
        record(text("wet"), "conversion", media="text/plain"),
        record(b'{"a": 1}', "metadata", media="application/json"),
        record(answer(b"", status="304 Not Modified"), "revisit"),
        record(answer(b"\x89PNG", "image/png")),
        record(answer(text("gone"), status="404 Not Found")),
        record(answer(text("moved"), status="301 Moved")),
        record(b"log", "resource", url="metadata://tidewick.example/log", media="text/plain"),
        record(text("resource"), "resource", media="text/plain"),
        record(answer(b"a{}", "text/css")),
    ])  # fmt: skip
    got, told = read_all(data)
    assert [page for *_, page in got] == [text("wet"), text("resource")]
    assert told == [(
        "!*", "8 records without a page: 1 metadata, 1 resource of text/plain, 1 response of image/png, 1 response of text/css, "
        "1 response with status 301, 1 response with status 404, 1 revisit, 1 warcinfo",
    )]  # fmt: skip


def raw_deflate(data):
    made = zlib.compressobj(wbits=-15)
    return made.compress(data) + made.flush()


CODED = {
    "gzip": ("gzip", gzip.compress), "x-gzip": ("x-gzip", gzip.compress), "deflate": ("deflate", zlib.compress), "raw deflate": ("deflate", raw_deflate),
    "twice": ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))), "not at all": ("gzip", lambda data: data), "identity": ("identity", lambda data: data),
}  # fmt: skip


@pytest.mark.parametrize(("coding", "encode"), CODED.values(), ids=CODED.keys())
def test_payloads_that_were_made_smaller(coding, encode):
    assert read_all(record(answer(encode(text("a")), more=f"Content-Encoding: {coding}\r\n"))) == ([("!@0", "http://tidewick.example/", "2013-05-02", text("a"))], [])


def test_payloads_that_cannot_be_read(monkeypatch):
    monkeypatch.setitem(sys.modules, "brotli", None)
    monkeypatch.setitem(sys.modules, "brotlicffi", None)
    bodies = [("br", b"x"), ("compress", b"x"), ("gzip", gzip.compress(text("a"))[:-9]), ("deflate", b"no deflate")]
    got, told = read_all(b"".join(record(answer(body, more=f"Content-Encoding: {coding}\r\n")) for coding, body in bodies))
    assert got == []
    assert [reason for _, reason in told] == [
        "it was compressed with brotli: install the package brotli to read it", "its content encoding 'compress' is not known",
        "this gzip ends before its end: it was cut off", "damaged deflate: Error -3 while decompressing data: invalid block type",
    ]  # fmt: skip


def test_bombs_in_payloads(monkeypatch):
    monkeypatch.setattr(_limits, "FREE", 1 << 16)
    bomb = answer(gzip.compress(bytes(20_000_000)), more="Content-Encoding: gzip\r\n")
    got, told = read_all(record(bomb) + record(answer(text("a"))))
    assert [page for *_, page in got] == [text("a")]
    assert "Limits(" in told[0][1]
    monkeypatch.undo()
    got, told = read_all(record(bomb) + record(answer(text("a"))), limits=pdx.Limits(record=100_000))
    assert (len(got), told[0]) == (1, ("!@0", "it is larger than records may be: Limits(record=...) says how large"))


def test_chunks():
    body = b"%x\r\n%b\r\n" % (len(text("a")), text("a"))
    chunked = "Transfer-Encoding: chunked\r\n"
    blocks = [answer(body + b"0\r\n\r\n", more=chunked), answer(text("a"), more=chunked), answer(body + b"zz", more=chunked)]
    got, told = read_all(b"".join(map(record, blocks)))
    assert [page for *_, page in got] == [text("a")] * 3
    assert [reason for _, reason in told] == ["its chunks are damaged: what stands before that is taken"]


def test_a_large_record_is_passed_over():
    data = record(answer(text("a"))) + record(answer(b"x" * 50_000)) + record(answer(text("b")))
    got, told = read_all(data, limits=pdx.Limits(record=10_000))
    assert [page for *_, page in got] == [text("a"), text("b")]
    assert told[0][0] == f"!@{len(record(answer(text('a'))))}"
    assert told[0][1].endswith("it is larger than records may be: Limits(record=...) says how large")


@pytest.mark.parametrize("packed", [False, True])
def test_pieces_do_not_matter(packed):
    records = [record(answer(text(i))) for i in range(4)]
    records[1] = record(answer(text("x")), length=7)
    data = b"".join(map(gzip.compress, records)) if packed else b"".join(records)
    whole = read_all(data)
    assert len(whole[0]) == 4
    for most in (1, 2, 3, 7, 64, 255):
        assert read_all(data, most) == whole


# ---- nothing is lost in silence: crawls of known pages, damaged in known places


def damaged(chance):
    """A crawl, the pages of it that are whole, and the places that are damaged."""
    packed = chance.random() < 0.5
    data, whole, hurt = b"", {}, set()
    cut = chance.random() < 0.2
    n = chance.randint(1, 7)
    for i in range(n):
        page = text(i) * chance.choice([1, 1, 30])
        made, kind = record(answer(page), url=f"http://tidewick.example/{i}"), "whole"
        if i == n - 1 and cut:
            kind = "cut"
        elif chance.random() < 0.35:
            kind = chance.choice(["long", "no length"] + ["name", "junk"] * (i > 0) + ["bits"] * packed)  # what it is, is seen from its beginning
        if kind == "long":
            made = record(answer(page), length=len(answer(page)) + chance.choice([5, 50, 500, 100_000]))
        elif kind == "name":
            made = b"X" + made[1:]
        elif kind == "no length":
            made = made.replace(b"Content-Length: ", b"Content-Length: x")
        elif kind == "junk":
            made = chance.choice([b"", b"\0\1\2", b"between records\n"]) + b"no record" + made.replace(b"WARC/1.0", b"WORC/1.0")
        stored = gzip.compress(made) if packed else made
        if kind == "bits":
            at = chance.randrange(20, len(stored) - 12)
            stored = stored[:at] + bytes([stored[at] ^ 0xFF]) + stored[at + 1 :]
        elif kind == "cut":
            stored = stored[: chance.randrange(15, len(stored) - 12)]
        if kind == "whole":
            whole[f"!@{len(data)}"] = page
        else:
            hurt.add(len(data))
        data += stored
    return data, whole, hurt


def check_conservation(cases, seed):
    chance = random.Random(seed)
    n_hurt = 0
    for case in range(cases):
        data, whole, hurt = damaged(chance)
        try:
            got, told = read_all(data, chance.choice((13, 100, 1 << 16)))
        except pdx.FormatError as error:  # of the first member nothing could be read at all
            got, told = [], [("!@0", error.message)]
            assert not whole or 0 in hurt
            continue
        pages = {name: page for name, _, _, page in got}
        assert {name: pages.get(name) for name in whole} == whole, (seed, case)
        places = {int(name[2:].partition("+")[0]) for name, _ in told if name != "!*"}
        # neighbours that are damaged may be told of as one
        assert bool(places) == bool(hurt), (seed, case, told)
        assert all(place in hurt or any(place > at for at in hurt) for place in places), (seed, case, told)
        assert all(name in whole or any(name.startswith(f"!@{at}") for at in hurt) for name in pages), (seed, case)
        n_hurt += len(hurt)
    assert n_hurt > cases


def test_conservation_of_damaged_crawls():
    check_conservation(300, 3)


# ---- warcio's files: what is in each was read off by hand

WARCIO = {  # the pages with their lengths, and what is told
    "bad.arc": ({"!@202": 1}, ["!@0 202 bytes: no record begins here", "!@262 69 bytes: no record begins here"]),
    "example-bad-non-chunked.warc.gz": ({"!@0+1197": 1270}, ["!* 5 records without a page: 2 request, 1 revisit, 2 warcinfo"]),
    "example-bad.warc.gz.bad": ({"!@0+460": 1270}, ["!* 5 records without a page: 2 request, 1 response with status 302, 1 revisit, 1 warcinfo"]),
    "example-digest.warc": ({}, ["!* 4 records without a page: 4 request"]),
    "example-iana.org-chunked.warc": ({"!@405": 7223}, ["!* 2 records without a page: 1 request, 1 warcinfo"]),
    "example-resource.warc.gz": ({"!@802": 1303}, ["!* 2 records without a page: 2 warcinfo"]),
    "example-space-in-target-uri.warc.gz": ({}, ["!* 2 records without a page: 1 resource of image/png, 1 warcinfo"]),
    "example-space-in-url.arc": (
        {"!@151": 1271}, ["!@151 it is cut off: the file ends before it does", "!* 1 record without a page: 1 filedesc"],
    ),
    "example-trunc.warc": (
        {}, ["!@1197 this gzip ends before its end: it was cut off", "!@2560 6 bytes: no record begins here", "!* 3 records without a page: 1 request, 2 warcinfo"],
    ),
    "example-wget-bad-target-uri.warc.gz": ({"!@824": 1270}, ["!* 5 records without a page: 1 metadata, 1 request, 2 resource of text/plain, 1 warcinfo"]),
    "example-wrong-chunks.warc.gz": ({"!@0": 1270}, ["!* 1 record without a page: 1 request"]),
    "example.arc": ({"!@151": 1270}, ["!* 1 record without a page: 1 filedesc"]),
    "example.arc.gz": ({"!@171": 1270}, ["!* 1 record without a page: 1 filedesc"]),
    "example.warc": ({"!@1197": 1270}, ["!* 5 records without a page: 2 request, 1 revisit, 2 warcinfo"]),
    "example.warc.gz": ({"!@784": 1270}, ["!* 5 records without a page: 2 request, 1 revisit, 2 warcinfo"]),
    "post-test.warc.gz": ({"!@0": 545, "!@1196": 552, "!@2395": 551}, ["!* 3 records without a page: 3 request"]),
}  # fmt: skip


def test_the_files_of_warcio():
    folder = shared("data/warc/warcio/test/data")
    names = sorted(os.listdir(folder))
    assert names == sorted(WARCIO)
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        got, told = read_all(data)
        assert ({place: len(page) for place, _, _, page in got}, [f"{place} {reason}" for place, reason in told]) == WARCIO[name], name
        assert read_all(data, 11) == (got, told)


if __name__ == "__main__":  # PYTHONPATH=tests python tests/unit/test_crawls.py 10000
    check_conservation(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, 1)
