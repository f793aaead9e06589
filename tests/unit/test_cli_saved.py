"""The commands that keep saved archives: what they print, what they leave on disk, and their exit codes."""

import csv
import io
import json
import os
import stat
import sys
from pathlib import Path

import postdex as pdx
import pytest
from postdex import cli
from unit_texts import LISTING

ROWS = [{"title": f"Note {i}", "text": "The ferry waited.", "tags": ["Quay"] if i % 2 else ["Mill"], "date": f"2019-02-{i + 1:02}"} for i in range(6)]


@pytest.fixture
def path(tmp_path):
    folder = str(tmp_path / "town.pdx")
    pdx.from_records(ROWS, language="en").save(folder)
    return folder


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(LISTING, encoding="utf-8")
    return str(file)


def run(capsysbinary, *args):
    code = cli.main([*args])
    out, err = capsysbinary.readouterr()
    return code, out.decode("utf-8", "surrogateescape"), err.decode()


def test_a_query_that_begins_with_a_minus(capsysbinary, tmp_path):
    path = str(tmp_path / "town.pdx")
    pdx.from_records([{"title": "One", "text": "Low tide."}, {"title": "Two", "text": "A ferry."}]).save(path)
    for given in (["delete", path, "-ferry"], ["search", "-ferry", path]):
        code, _, err = run(capsysbinary, *given)
        assert code == 2 and "stands behind --: postdex search -- -ferry town.pdx" in err
    assert "behind -- where it begins" in " ".join(run(capsysbinary, "delete", "--help")[1].split())
    assert run(capsysbinary, "search", "--", "-ferry", path)[1].count("One") == 1
    assert run(capsysbinary, "delete", path, "--", "-ferry")[:2] == (0, f"{path}: 1 post deleted; now 1 post of 1 source\n")


def files(path):
    return {file.name: file.read_bytes() for file in sorted(Path(path).iterdir())}


def test_add(path, page, capsysbinary):
    code, out, err = run(capsysbinary, "add", path, page, "--url", "https://town.example/tag/ferry", "--captured", "2019-03-01")
    assert (code, out, err) == (0, f"{path}: 1 new source with 3 new posts; now 9 posts of 2 sources\n", "")
    archive = pdx.open(path)
    assert (archive.sources[1].url, str(archive.sources[1].captured)) == ("https://town.example/tag/ferry", "2019-03-01")
    again = ("add", path, page, "--url", "https://town.example/tag/ferry", "--captured", "2019-03-01")
    assert run(capsysbinary, *again) == (1, f"{path}: nothing new; still 9 posts of 2 sources\n", "")


def test_add_what_is_piped(path, monkeypatch, capsysbinary):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LISTING.encode())))
    assert run(capsysbinary, "add", path, "-")[:2] == (0, f"{path}: 1 new source with 3 new posts; now 9 posts of 2 sources\n")
    assert pdx.open(path).sources[1].name == "-"


def test_add_tells_what_it_passes_over(path, tmp_path, capsysbinary):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(LISTING, encoding="utf-8")
    (folder / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    code, _, err = run(capsysbinary, "add", path, str(folder))
    assert code == 0 and err.startswith(f"postdex: skipped {folder / 'b.png'}: ")


def test_what_cannot_be_added_changes_nothing(path, page, tmp_path, capsysbinary):
    before = files(path)
    code, out, err = run(capsysbinary, "add", path, page, str(tmp_path / "gone.txt"))
    assert (code, out) == (3, "") and err.startswith(f"postdex: {tmp_path / 'gone.txt'}: there is no such file: check the path")
    assert run(capsysbinary, "add", path, path)[0] == 2
    assert files(path) == before
    nowhere = str(tmp_path / "nowhere.pdx")
    code, _, err = run(capsysbinary, "add", nowhere, page)
    assert code == 3 and "there is no such archive: check the path; `postdex index` makes one" in err and not os.path.exists(nowhere)
    code, _, err = run(capsysbinary, "add", page, page)
    assert code == 4 and "no saved archive" in err


def test_delete(path, capsysbinary):
    before = files(path)
    code, out, err = run(capsysbinary, "delete", path, "tag:Quay", "--dry-run")
    assert code == 0 and files(path) == before
    assert [line.split()[0] for line in out.splitlines()] == ["1", "3", "5"] and "Note 3  (records, line 4)" in out
    assert err == f"{path}: 3 posts of 6 would be deleted; nothing was (--dry-run)\n"
    assert run(capsysbinary, "delete", path, "tag:Quay") == (0, f"{path}: 3 posts deleted; now 3 posts of 1 source\n", "")
    assert [post.title for post in pdx.open(path)] == ["Note 0", "Note 2", "Note 4"]
    after = files(path)
    assert run(capsysbinary, "delete", path, "tag:Quay") == (1, f"{path}: 0 posts deleted; now 3 posts of 1 source\n", "")
    assert run(capsysbinary, "delete", path, "tag:Quay", "--dry-run")[0] == 1
    for query in ("(ferry", "date:soon"):
        code, out, err = run(capsysbinary, "delete", path, query)
        assert (code, out) == (2, "") and err.startswith("postdex: ")
    assert files(path) == after


def test_index_replaces_nothing_unless_it_is_told_to(path, page, capsysbinary):
    before = files(path)
    code, out, err = run(capsysbinary, "index", path, page)
    assert (code, out) == (2, "") and err.startswith(f"postdex: {path}: there is an archive of this name already: `postdex add` adds to it, --replace ")
    assert files(path) == before
    assert run(capsysbinary, "index", "--replace", path, page)[0] == 0
    assert len(pdx.open(path).sources) == 1 and files(path) != before


def test_index_in_little_memory(path, tmp_path, capsysbinary):
    folder = tmp_path / "rows"
    folder.mkdir()
    for number in range(3):
        lines = (json.dumps({"title": f"Row {number}.{i}", "text": f"The ferry waited for {i % 7} of us."}) for i in range(500))
        (folder / f"{number}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name, options in (("little", ["--memory", "1"]), ("much", [])):
        assert run(capsysbinary, "index", str(tmp_path / name), str(folder), *options) == (0, f"{tmp_path / name}: 1,500 posts of 3 sources\n", "")
    assert json.loads(run(capsysbinary, "stats", str(tmp_path / "little"), "--json")[1])["parts"] == 3
    little, much = pdx.open(tmp_path / "little"), pdx.open(tmp_path / "much")
    assert [(hit.post.title, hit.score) for hit in little.search("3 OR 5")] == [(hit.post.title, hit.score) for hit in much.search("3 OR 5")]
    assert run(capsysbinary, "index", path, str(folder), "--replace", "--memory", "1")[0] == 0
    assert [post.title for post in pdx.open(path)] == [post.title for post in much]
    assert run(capsysbinary, "add", path, str(folder), "--memory", "1")[0] == 1  # nothing new
    assert run(capsysbinary, "index", str(tmp_path / "none"), str(tmp_path / "missing"), "--memory", "1")[0] == 3
    assert not (tmp_path / "none").exists()
    assert cli.main(["index", path, str(folder), "--memory", "0"]) == 2


def test_somebody_else_writes(path, page, capsysbinary):
    with pdx.writer(path):
        for command in (["add", path, page], ["delete", path, "ferry"], ["index", "--replace", path, page]):
            code, out, err = run(capsysbinary, *command)
            assert (code, out) == (7, "")
            assert err.startswith(f"postdex: {path}: another writer holds it: process {os.getpid()} on ") or command[0] == "index"
        assert run(capsysbinary, "search", "ferry", path)[0] == run(capsysbinary, "stats", path)[0] == run(capsysbinary, "verify", path)[0] == 0


def test_optimize(path, capsysbinary):
    assert run(capsysbinary, "optimize", path) == (1, f"{path}: one part already; 6 posts of 1 source\n", "")
    with pdx.writer(path) as writer:
        writer.delete(0)
        writer.add_records(ROWS[:2], name="more")
    found = json.loads(run(capsysbinary, "stats", path, "--json")[1])
    assert (found["parts"], found["gone"], found["posts"]) == (2, 1, 7)
    assert run(capsysbinary, "optimize", path)[:2] == (0, f"{path}: one part of 2, 1 post that was gone left out; 7 posts of 2 sources\n")
    found = json.loads(run(capsysbinary, "stats", path, "--json")[1])
    assert (found["parts"], found["gone"], found["posts"]) == (1, 0, 7)
    pdx.open(path).verify()


def test_words_are_counted_once_whatever_parts_have_them(path, capsysbinary):
    def terms():
        return json.loads(run(capsysbinary, "stats", path, "--json")[1])["terms"]

    before = terms()
    with pdx.writer(path) as writer:
        writer.add_records([{"title": "Note 6", "text": "The ferry left."}])
    assert terms() == before + len({"left", "6"})
    with pdx.writer(path) as writer:
        writer.delete(6)
    assert terms() == before


def test_stats(path, capsysbinary):
    code, out, _ = run(capsysbinary, "stats", path, "--json")
    found = json.loads(out)
    archive = pdx.open(path)
    assert code == 0
    assert (found["posts"], found["pages"], found["sources"], found["words"]) == (6, 6, 1, archive.n_words)
    assert (found["tags"], found["categories"], found["languages"]) == (2, 0, {"en": 6})
    assert found["published"] == {"first": "2019-02-01", "last": "2019-02-06", "posts": 6}
    sizes = {name: len(data) for name, data in files(path).items()}
    assert found["bytes"] == sum(sizes.values()) and found["files"]["texts"] == sum(size for name, size in sizes.items() if name.startswith("texts"))
    assert {"format", "generation", "parts", "gone", "terms", "source_bytes", "appearances"} <= set(found)
    code, out, _ = run(capsysbinary, "stats", path)
    assert code == 0 and "6, with 6 appearances on 6 pages" in out and "2019-02-01 to 2019-02-06" in out and "2 tags" in out
    empty = path + ".empty"
    pdx.parse("").save(empty)
    assert run(capsysbinary, "stats", empty)[0] == 0
    assert json.loads(run(capsysbinary, "stats", empty, "--json")[1])["published"] == {"first": None, "last": None, "posts": 0}


def test_export(path, page, tmp_path, capsysbinary):
    archive = pdx.open(path)
    code, out, err = run(capsysbinary, "export", path)
    assert (code, err) == (0, "") and [json.loads(line)["title"] for line in out.splitlines()] == [str(post.title) for post in archive]
    file = tmp_path / "posts.jsonl"
    assert run(capsysbinary, "export", path, "--query", "tag:Quay", "--output", str(file)) == (0, "", f"{file}: 3 posts\n")
    again = pdx.open(file)
    assert [(post.title, post.tags, str(post.published)) for post in again] == [(post.title, post.tags, str(post.published)) for post in archive.where("tag:Quay")]
    code, out, _ = run(capsysbinary, "export", path, "--csv", "--query", "tag:Mill")
    assert code == 0 and [row["title"] for row in csv.DictReader(io.StringIO(out, newline=""))] == ["Note 0", "Note 2", "Note 4"]
    assert run(capsysbinary, "export", page)[1].count("\n") == 3  # what is not saved, too
    assert run(capsysbinary, "export", path, "--query", "zeppelin")[:2] == (1, "")
    assert run(capsysbinary, "export", path, "--query", "date:soon")[0] == 2


def test_a_file_is_written_whole_or_not_at_all(path, tmp_path, capsysbinary, monkeypatch):
    file = tmp_path / "posts.jsonl"
    file.write_text("mine", encoding="utf-8")
    file.chmod(0o640)
    from postdex import _archive

    def fail(self, *args):
        yield self[0]
        raise pdx.CorruptError("damaged posts: just now")

    with monkeypatch.context() as patched:
        patched.setattr(_archive.Archive, "__iter__", fail)
        assert run(capsysbinary, "export", path, "--output", str(file))[0] == 6
    assert file.read_text("utf-8") == "mine" and sorted(os.listdir(tmp_path)) == ["posts.jsonl", "town.pdx"]
    link = tmp_path / "link.csv"
    link.symlink_to(file)
    assert run(capsysbinary, "export", path, "--csv", "--output", str(link))[0] == 0
    assert link.is_symlink() and file.read_text("utf-8").count("\n") == 7 and stat.S_IMODE(file.stat().st_mode) == 0o640
    assert run(capsysbinary, "export", path, "--output", str(tmp_path / "no" / "such.jsonl"))[0] == 3
    assert run(capsysbinary, "export", path, "--output", os.devnull)[0] == 0 and not os.path.isfile(os.devnull)
    code, _, told = run(capsysbinary, "export", path, "--output", str(tmp_path))
    assert code == 3 and "there is a folder of this name: give the name of a file" in told
    assert "give the name of a file" in run(capsysbinary, "export", path, "--output", path)[2]


def test_a_name_that_ends_with_csv_gets_csv(path, tmp_path, capsysbinary):
    for name in ("posts.csv", "POSTS.CSV"):
        assert run(capsysbinary, "export", path, "--output", str(tmp_path / name))[0] == 0
        assert run(capsysbinary, "export", path, "--csv", "--output", str(tmp_path / "as.txt"))[0] == 0
        assert (tmp_path / name).read_bytes() == (tmp_path / "as.txt").read_bytes()


def test_verify_looks_at_all(path, tmp_path, capsysbinary):
    other = str(tmp_path / "other.pdx")
    pdx.from_records(ROWS[:2]).save(other)
    name = next(each for each in os.listdir(path) if each.startswith("texts"))
    with open(os.path.join(path, name), "r+b") as file:
        file.seek(30)
        file.write(b"?")
    code, out, err = run(capsysbinary, "verify", path, str(tmp_path / "nowhere.pdx"), other)
    assert code == 6 and out == f"{other}: sound, 2 posts of 1 source\n"
    first, *told, second = err.splitlines()
    assert told[0].startswith(f"postdex: {name}: bytes 16 to ") and told[-1] == f"postdex: 5 posts of 6 can be kept: postdex repair {path}"
    assert first.startswith(f"postdex: {path}: damaged texts: the checksum of ") and second.startswith(f"postdex: {tmp_path / 'nowhere.pdx'}: there is no such archive")
    assert run(capsysbinary, "stats", path)[0] in (0, 6)


@pytest.mark.parametrize("command", ["index", "add", "delete", "optimize", "stats", "export", "verify", "repair", "rebuild"])
def test_each_command_teaches(command, capsysbinary):
    code, out, _ = run(capsysbinary, command, "--help")
    assert code == 0 and "exit codes" in out
    assert f"  postdex {command} town.pdx" in out or command in ("index", "verify")
    assert command in run(capsysbinary, "--help")[1].split()
