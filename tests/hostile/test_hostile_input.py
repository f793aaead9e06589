"""Bytes and paths that nobody means: a clear result or a clear error, and no byte lost."""

import os
import random
import re
import subprocess
import sys

import pytest
from hostile_shapes import many_posts

import postdex as pdx

PAGE = many_posts(4)


def rejoined(data: bytes) -> pdx.Archive:
    """The archive of a page, after its parts have given the page back: in order, without gap or overlap."""
    archive = pdx.parse(data)
    at = 0
    for page in archive.pages:
        for part in page.parts:
            begin, end = part.anchor.bytes
            assert begin == at <= end
            assert part.raw == data[begin:end]
            at = end
    assert at == len(data) or not archive.pages
    return archive


def command(*args: str, **more) -> subprocess.CompletedProcess:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.run([sys.executable, "-m", "postdex", *args], capture_output=True, env=env, timeout=120, **more)


def test_empty_is_an_empty_archive(tmp_path):
    path = tmp_path / "empty.txt"
    path.touch()
    archive = pdx.open(path)
    assert len(archive) == len(archive.search("x")) == len(archive.find("x")) == 0
    done = command("parse", "--jsonl", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_an_empty_folder_and_a_missing_file(tmp_path):
    for path, error, code in ((tmp_path, pdx.FileError, 3), (tmp_path / "gone.txt", pdx.MissingFileError, 3)):
        with pytest.raises(error) as caught:
            pdx.open(path)
        assert caught.value.path == str(path)
        done = command("parse", str(path))
        assert (done.returncode, done.stdout) == (code, b"")
        assert str(path).encode() in done.stderr
        assert done.stderr.count(b"\n") == 1


def test_a_folder_is_read_below(tmp_path):
    (tmp_path / "deep/er").mkdir(parents=True)
    (tmp_path / "deep/er/page.txt").write_bytes(PAGE)
    assert len(pdx.open(tmp_path)) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are another matter there")
def test_no_permission(tmp_path):
    """Root may read everything, so the reading is done by nobody when it can be."""
    path = tmp_path / "secret.txt"
    path.write_bytes(PAGE)
    path.chmod(0)
    if os.geteuid() != 0:
        with pytest.raises(pdx.AccessError) as caught:
            pdx.open(path)
        assert caught.value.path == str(path)
        return
    script = """import postdex, os
os.setgid(65534); os.setuid(65534)
try:
    postdex.open("secret.txt")
except postdex.AccessError as error:
    print("refused", error.path)
"""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, env=env, timeout=120)
    assert done.stdout == b"refused secret.txt\n", done.stderr.decode()


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)), random.Random(1).randbytes(4096), b"\x89PNG\r\n\x1a\n" + bytes(64), b"\x00" * 4096],
    ids=["every byte", "noise", "image", "zeros"],
)
def test_binary_is_refused(tmp_path, data):
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(pdx.FormatError) as caught:
        pdx.open(path)
    assert caught.value.path == str(path)
    done = command("parse", str(path))
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


def test_every_byte_value_inside_a_page():
    for byte in range(256):
        for at in (0, 40, len(PAGE) // 2, len(PAGE)):
            data = PAGE[:at] + bytes([byte]) + PAGE[at:]
            archive = rejoined(data)
            assert 1 <= len(archive) <= 4
    assert len(rejoined(PAGE.replace(b"\n", b"\r\n"))) == len(rejoined(PAGE.replace(b"\n", b"\r"))) == 4


def test_truncated_utf8():
    page = PAGE.replace(b"harbour", "hafenbecken-östlich-港口-بندر-🚢".encode())
    for cut in range(len(page) // 2, len(page) // 2 + 120):
        archive = rejoined(page[:cut])
        for post in archive:
            assert "\ufffd" not in str(post.title)
    tail = rejoined(PAGE + b"The ferry \xe2\x80")
    assert tail.pages[0].text.endswith("\ufffd")


def test_invalid_utf8_is_never_part_of_a_word():
    archive = rejoined(b"The ferry\n\nThe fer\xffry waited, and the ferry\xc3 left.")
    assert len(archive.find("ferry")) == 2
    assert [line.anchor.bytes for line in archive.find("ferry")] == [(4, 9), (38, 43)]


HOSTILE = [
    "<script>alert(1)</script> at the quay",
    "<img src=x onerror=alert(1)> at the quay",
    "\u202eyauq eht ta\u202c at the quay \u2066x",
    '"><b onmouseover=alert(1)> at the quay',
    "=HYPERLINK(A1) at the quay",
    "+1+1 at the quay",
    "-2+3 at the quay",
    "@SUM(A1) at the quay",
    "\x1b[2J\x07 at the quay",
    "]]>&amp;&lt;at the quay",
]  # fmt: skip


@pytest.fixture(scope="module")
def hostile():
    rows = [{"title": text, "text": f"The ferry came: {text}.", "tags": [text.replace(",", " ")]} for text in HOSTILE]
    return pdx.from_records(rows, name="<b>rows</b>")


def pieces(archive):
    """Everything that has a display."""
    yield archive
    yield archive.pages
    yield archive.pages[0]
    yield archive.sources
    yield archive.search("quay")
    yield archive.search("quay")[0]
    yield archive.find("quay")
    yield archive.find("quay")[0]
    yield archive.tags
    yield archive.words()
    yield archive.date_mentions
    yield archive.explain()
    for post in archive:
        yield post
        yield post.parts
        yield post.parts[0]
        yield post.explain()
        yield post.appearances[0]


def test_displays_are_inert(hostile):
    """No markup of a page, no mark that turns the direction, no control character reaches a display."""
    seen = 0
    for each in pieces(hostile):
        shown = repr(each)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", shown), type(each)
        if hasattr(each, "_repr_html_"):
            html = each._repr_html_()
            seen += 1
            assert len(html.encode()) <= 20480
            for bad in ("<script", "<img", "<b onmouseover", "<b>rows", "onerror=alert(1)>"):
                assert bad not in html, type(each)
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", html), type(each)
    assert seen > 20


def test_csv_gives_back_the_texts_and_defuses_on_request(tmp_path, hostile):
    import csv

    for name, results in (("posts", hostile), ("hits", hostile.search("quay")), ("lines", hostile.find("quay"))):
        for escape in (False, True):
            path = tmp_path / f"{name}-{escape}.csv"
            results.to_csv(path, escape_formulas=escape)
            with open(path, encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            assert len(rows) == len(results)
            cells = [cell for row in rows for cell in row.values()]
            formulas = [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"-?[\d.]+", cell)]
            assert bool(formulas) is not escape, formulas
            if name == "posts":
                expected = [f"'{text}" if escape and text[0] in "=+-@" else text for text in HOSTILE]
                assert [row["title"] for row in rows] == expected


def test_titles_of_a_listing_come_through_unchanged():
    """Hostile titles on a page of text: the same characters, whatever they are, and inert when shown."""
    page = PAGE.decode()
    titles = [text for text in HOSTILE if not text.startswith("\x1b")]
    archive = pdx.parse(page.replace("Staff Writer", "Staff Writer\n\n" + titles[0]))
    assert b"".join(part.raw for part in archive.pages[0].parts).decode().count(titles[0]) == 4
    assert "<script>" not in archive._repr_html_()
