"""open, parse, from_records: what is read, how it is named, and what cannot be read."""

import datetime
import io
import json
import os
import pathlib
import pickle

import pytest

import postdex as pdx
from postdex import _encodings
from unit_texts import LISTING


def test_path_str_and_pathlike(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(LISTING, encoding="utf-8")
    by_str, by_path = pdx.open(str(path)), pdx.open(path)
    assert by_str == by_path
    assert by_str.sources[0].name == str(path)
    assert by_str.sources[0].data == path.read_bytes()


@pytest.mark.parametrize("given", [5, None, 1.5, b"page.txt", [5], ["page.txt", None]], ids=repr)
def test_what_is_no_path_is_told(given):
    with pytest.raises(TypeError, match="a path is needed .*, a pattern, a list of these, or a file object, and no "):
        pdx.open(given)


def test_folder_is_read_below_and_in_order(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "a.txt", "b/m.txt", ".hidden.txt"):
        (tmp_path / name).write_text(f"Title {name}\n\nA paragraph about {name}.", encoding="utf-8")
    names = [os.path.relpath(source.name, tmp_path) for source in pdx.open(tmp_path).sources]
    assert names == ["a.txt", "z.txt", os.path.join("b", "m.txt")]


def test_glob_list_and_file_object(tmp_path):
    for i in range(3):
        (tmp_path / f"page{i}.txt").write_text(f"Title {i}\n\nParagraph {i}.", encoding="utf-8")
    pattern = pdx.open(str(tmp_path / "page*.txt"))
    listed = pdx.open([tmp_path / f"page{i}.txt" for i in range(3)])
    assert pattern == listed
    with open(tmp_path / "page1.txt", "rb") as file:
        assert pdx.open(file).sources[0].name == str(tmp_path / "page1.txt")
    assert pdx.open(io.BytesIO(b"One line.")).sources[0].name == "stream"
    assert pdx.open(io.StringIO("é")).sources[0].data == "é".encode()


def test_folder_with_something_else_in_it_says_what_was_left_out(tmp_path):
    (tmp_path / "good.txt").write_text("Title\n\nText.", encoding="utf-8")
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    archive = pdx.open(tmp_path)
    assert [os.path.basename(path) for path, _ in archive.skipped] == ["bad.png"]
    assert "not read" in repr(archive)


BAD_LINES = {
    "cut off": ('{"title": "A", "text": "B"}\n{"title": \n', pdx.FormatError, "line 2: not JSON"),
    "no value": ('{"title": "A"}\n\n{"title": nul}\n', pdx.FormatError, "line 3: not JSON"),
    "too deep": ('{"title": "A"}\n{"deep": ' + "[" * 600 + "]" * 600 + "}\n", pdx.LimitError, "line 2: JSON nested"),
}


@pytest.mark.parametrize(("content", "_error", "reason"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_the_other_lines_are_read(tmp_path, content, _error, reason):
    path = tmp_path / "rows"
    path.write_text(content, encoding="utf-8")
    archive = pdx.open(path)
    assert [post.title for post in archive] == ["A"]
    [(name, why)] = archive.skipped
    assert name == str(path)
    assert reason in why
    assert pickle.loads(pickle.dumps(archive)).skipped == archive.skipped


@pytest.mark.parametrize(("content", "error", "reason"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_bad_json_lines_in_a_folder_are_passed_over(tmp_path, content, error, reason):
    good = {"a.txt": "First\n\nText.", "m": '{"title": "Second", "text": "Words."}\n', "zz": '{"title": "Third"}\n'}
    for name, text in good.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    bad = tmp_path / "z"
    bad.write_text(content.splitlines()[-1] + "\n", encoding="utf-8")  # with nothing that can be read
    without = pdx.open([tmp_path / name for name in good])
    reason = reason.replace("line 2", "line 1").replace("line 3", "line 1")
    for archive in (pdx.open(tmp_path), pdx.open(str(tmp_path / "*"))):
        assert [post.title for post in archive] == [post.title for post in without]
        assert [os.path.basename(source.name) for source in archive.sources] == sorted(good)
        [(path, why)] = archive.skipped
        assert path == str(bad)
        assert why.startswith(reason)
        assert "1 file not read" in repr(archive)
        assert pickle.loads(pickle.dumps(archive)).skipped == archive.skipped
    with pytest.raises(error, match=reason) as caught:
        pdx.open(bad)
    assert caught.value.path == str(bad)
    with pytest.raises(error, match=reason):
        pdx.open([tmp_path / "a.txt", bad])


def test_a_folder_of_bad_json_lines_alone_is_an_error(tmp_path):
    for name in ("x", "y"):
        (tmp_path / name).write_text('{"title": "A"\n{"title": \n', encoding="utf-8")
    with pytest.raises(pdx.FormatError, match="none of its 2 files can be read; the first: .*line 1"):
        pdx.open(tmp_path)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda tmp: tmp / "missing.txt", pdx.MissingFileError),
        (lambda tmp: tmp / "none*.txt", pdx.MissingFileError),
        (lambda tmp: tmp, pdx.FileError),
        (lambda tmp: "https://example.org/tag", pdx.FormatError),
    ],
    ids=["file", "pattern", "empty folder", "address"],
)
def test_what_is_not_there(tmp_path, make, error):
    with pytest.raises(error) as caught:
        pdx.open(make(tmp_path))
    assert caught.value.path
    assert str(caught.value).startswith(caught.value.path)


def test_missing_file_is_also_the_builtin(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        pdx.open(tmp_path / "missing.txt")
    assert isinstance(caught.value, pdx.Error)
    assert caught.value.filename == str(tmp_path / "missing.txt")


def test_permission_error_is_ours(monkeypatch, tmp_path):
    from postdex import _files

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(pdx.AccessError, match="may not be read"):
        _files.read(tmp_path / "x")


@pytest.mark.parametrize(
    "data",
    ids=["png", "pdf", "zip"],
    argvalues=[b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", b"PK\x03\x04\x14\x00\x00\x00"],
)
def test_binary_is_a_format_error(tmp_path, data):
    path = tmp_path / "page.bin"
    path.write_bytes(data)
    with pytest.raises(pdx.FormatError) as caught:
        pdx.open(path)
    assert isinstance(caught.value, ValueError)
    assert caught.value.path == str(path)


@pytest.mark.parametrize("content", ["", b"", "\n\n\n", " \t\r\n"], ids=["str", "bytes", "lines", "spaces"])
def test_empty_is_an_empty_archive(content):
    archive = pdx.parse(content)
    assert len(archive) == 0
    assert list(archive) == []
    assert len(archive.search("anything")) == 0
    assert len(archive.find("anything")) == 0
    assert archive.tags.items() == []
    assert repr(archive).startswith("No posts")


@pytest.mark.parametrize(
    "data",
    [bytes(range(1, 256)), b"\xfe\xfd\xff", b"\xff\xfe\xfd", b"caf\xc3", b"a\x00b\nc", "\ud800".encode("utf-8", "surrogatepass")],
    ids=["all", "none", "marked", "cut", "nul", "surrogate"],
)
def test_any_bytes_are_kept_or_refused(data):
    try:
        archive = pdx.parse(data)
    except pdx.FormatError:
        return
    for page in archive.pages:
        assert b"".join(part.raw for part in page.parts) == page.data == (data if page.source.encoding == "utf-8" else _encodings.decoding(data, page.source.encoding)[0])
        assert page.source.data == data
        repr(page), page._repr_html_(), archive._repr_html_()


def test_a_saved_archive_within_a_folder_is_passed_over_as_one(tmp_path):
    inner = tmp_path / "pages" / "deep" / "kept.pdx"
    inner.parent.mkdir(parents=True)
    (tmp_path / "pages" / "tide.txt").write_text("Low tide\n\nThe ferry waited for the tide all day.\n", encoding="utf-8")
    pdx.parse("Fog\n\nNothing was to be seen of the harbour.").save(inner)
    (inner / "lock").write_text("process 7 on tidewick\n", encoding="utf-8")
    for path in (tmp_path / "pages", f"{tmp_path}/pages/**/*"):
        for made in (archive := pdx.open(path), scan := pdx.scan(path)):
            assert len(list(made)) == 1
        for skipped in (archive.skipped, scan.skipped):
            assert [name for name, _ in skipped] == [str(inner)]
            assert "a saved archive is opened alone" in skipped[0][1]
    assert len(pdx.open(inner)) == 1


def test_lone_surrogates_in_text_and_query():
    archive = pdx.parse("A \ud800 b\n\nText.")
    assert len(archive.find("\ud800")) == 0
    repr(archive.find("\ud800")), repr(archive.search("a\udcff"))


def test_parse_takes_content_not_paths():
    with pytest.raises(TypeError, match="postdex.open"):
        pdx.parse(pathlib.Path("x"))


def test_facts_of_sources(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Title {name}\n\nText of {name}.", encoding="utf-8")
    a = str(tmp_path / "a.txt")
    archive = pdx.open(
        tmp_path, url={a: "https://example.org/a"}, captured=lambda path: "2019-03-01" if path == a else None
    )
    first, second = archive.sources
    assert (first.url, first.captured) == ("https://example.org/a", datetime.date(2019, 3, 1))
    assert (second.url, second.captured) == (None, None)


@pytest.mark.parametrize("bad", [{"captured": "soon"}, {"language": "english"}, {"captured": 3.5}])
def test_bad_facts(bad):
    with pytest.raises(pdx.UsageError):
        pdx.parse("x", **bad)


def test_records_keep_their_own_fields(archive):
    assert archive[0].record["id"] == 11
    assert [str(tag) for tag in archive[0].tags] == ["Harbour", "Bridges"]
    assert archive[2].categories == ["News"]
    assert archive[4].title is None


def test_records_of_odd_values():
    rows = [{"title": "A", "text": "b", "n": float("nan"), "when": datetime.date(2020, 1, 2), "set": ("x", "y")}]
    record = pdx.from_records(rows)[0].record
    assert record["n"] is None
    assert record["when"] == "2020-01-02"
    assert record["set"] == ["x", "y"]
    with pytest.raises(pdx.UsageError, match="record 0"):
        pdx.from_records([["no", "dict"]])


def test_json_lines_are_found_by_content(tmp_path):
    path = tmp_path / "posts.txt"
    path.write_text(json.dumps({"title": "Low tide", "text": "The ferry waited."}) + "\n", encoding="utf-8")
    archive = pdx.open(path)
    assert archive.sources[0].form == "jsonl"
    assert archive[0].title == "Low tide"


def test_damaged_json_lines_name_the_line():
    with pytest.raises(pdx.FormatError, match="line 1"):
        pdx.parse('{"title": "A", "text": "b"\n{"title": \n', name="x.jsonl")


def test_corrections_from_a_file(tmp_path):
    page, fixes = tmp_path / "page.txt", tmp_path / "fixes.json"
    page.write_text(LISTING, encoding="utf-8")
    fixes.write_text(json.dumps({str(page): {"5": "heading"}}), encoding="utf-8")
    archive = pdx.open(page, corrections=fixes)
    assert [part.role for part in archive.pages[0].parts if part.line == 5 and part.role != "blank"] == ["heading"]
    fixes.write_text("[", encoding="utf-8")
    with pytest.raises(pdx.FormatError):
        pdx.open(page, corrections=fixes)


@pytest.mark.parametrize("fix", ["nonsense", "", "title heading"])
def test_bad_corrections(fix):
    with pytest.raises(pdx.UsageError):
        pdx.parse(LISTING, corrections={3: fix})


def test_correction_of_an_unknown_source():
    with pytest.raises(pdx.UsageError, match="other"):
        pdx.parse(LISTING, corrections={"other.txt": {1: "title"}})


def test_sample_is_there():
    paths = pdx.sample()
    assert len(paths) == 2
    assert len(pdx.open(paths)) >= 12


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_is_no_file_in_a_folder_is_left_out_and_told(tmp_path):
    """A pipe would be waited for for ever."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "elsewhere").mkdir()
    for name in ("pages/good.txt", "elsewhere/other.txt"):
        (tmp_path / name).write_text("Low tide\n\nThe ferry waited.", encoding="utf-8")
    os.mkfifo(tmp_path / "pages" / "pipe.txt")
    os.symlink(tmp_path / "elsewhere", tmp_path / "pages" / "more")
    os.symlink(tmp_path / "elsewhere" / "other.txt", tmp_path / "pages" / "other.txt")
    scan = pdx.scan(tmp_path / "pages")
    assert len(list(scan)) == 2
    archive = pdx.open(tmp_path / "pages")
    assert [os.path.basename(source.name) for source in archive.sources] == ["good.txt", "other.txt"]
    for found in (archive.skipped, scan.skipped):
        reasons = {os.path.basename(path): why for path, why in found}
        assert set(reasons) == {"more", "pipe.txt"}
        assert "link to a folder" in reasons["more"] and "it is a pipe" in reasons["pipe.txt"]


@pytest.mark.parametrize("error", [PermissionError, FileNotFoundError])
def test_a_folder_that_cannot_be_listed_does_not_hide_the_others(tmp_path, monkeypatch, error):
    """It may have gone while the others were read."""
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.txt").write_text(f"Low tide {name}\n\nThe ferry waited.", encoding="utf-8")
    list_folder = os.scandir

    def scandir(path):
        if os.fspath(path).endswith("b"):
            raise error(1, "no", os.fspath(path))
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", scandir)
    archive = pdx.open(tmp_path)
    assert len(archive) == 2
    assert [path for path, _ in archive.skipped] == [str(tmp_path / "b")]
    monkeypatch.setattr(os, "scandir", lambda path: scandir("b"))
    with pytest.raises(pdx.FileError):
        pdx.open(tmp_path)
