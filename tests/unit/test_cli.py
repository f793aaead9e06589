"""The command: what it prints, and its exit codes."""

import io
import json
import os
import pickle
import subprocess
import sys

import pytest

import postdex as pdx
from postdex import cli
from unit_texts import LISTING


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(LISTING, encoding="utf-8")
    return str(path)


def run(capsysbinary, *args):
    code = cli.main([*args])
    out, err = capsysbinary.readouterr()
    return code, out.decode("utf-8", "surrogateescape"), err.decode()


def test_parse_jsonl_has_the_stated_keys(page, capsysbinary):
    code, out, err = run(capsysbinary, "parse", "--jsonl", page)
    assert (code, err) == (0, "")
    data = LISTING.encode()
    for line in out.splitlines():
        post = json.loads(line)
        assert set(post) >= {
            "source",
            "title",
            "tags",
            "published",
            "date",
            "bounds",
            "byline",
            "span",
            "confidence",
            "parts",
        }
        assert post["source"] == page
        begin, end = post["span"]
        assert 0 <= begin < end <= len(data)
        assert all(isinstance(tag, str) for tag in post["tags"])
        for part in post["parts"]:
            assert data[slice(*part["span"])].decode() == part["text"]
        assert post["date"] is None
        assert post["published"] is None
        assert set(post["bounds"]) == {"not_before", "before", "evidence"}


def test_dates_in_jsonl(tmp_path, capsysbinary):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"title": "A", "text": "b", "date": "2019-02-13"}\n', encoding="utf-8")
    post = json.loads(run(capsysbinary, "parse", "--jsonl", str(path))[1])
    assert post["date"] == {
        "printed": "2019-02-13",
        "value": "2019-02-13",
        "precision": "day",
        "evidence": post["date"]["evidence"],
    }
    assert post["date"]["evidence"]


def test_one_line_per_appearance_in_page_order(tmp_path, capsysbinary):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(LISTING, encoding="utf-8")
    paths = [str(tmp_path / "b.txt"), str(tmp_path / "a.txt")]
    _, out, _ = run(capsysbinary, "parse", "--jsonl", *paths)
    posts = [json.loads(line) for line in out.splitlines()]
    assert [post["source"] for post in posts] == sorted((post["source"] for post in posts), key=paths.index)
    for path in paths:
        spans = [post["span"] for post in posts if post["source"] == path]
        assert spans == sorted(spans)
    assert len({post["post"] for post in posts}) * 2 == len(posts)


def test_search_find_explain(page, capsysbinary):
    code, out, err = run(capsysbinary, "find", "ferry", page)
    assert code == 0
    assert out.count("[") == LISTING.lower().count("ferry")
    assert "lines" in err
    code, out, _ = run(capsysbinary, "find", "--jsonl", "--sort", "after", "--limit", "1", "ferry", page)
    assert code == 0
    assert json.loads(out)["node"].lower() == "ferry"
    code, out, _ = run(capsysbinary, "explain", page)
    assert code == 0
    assert "Why: Page" in out
    code, out, err = run(capsysbinary, "search", "nowhere", page)
    assert (code, out) == (1, "")
    assert run(capsysbinary, "find", "nowhere", page)[0] == 1


def test_places_are_cited(page, capsysbinary):
    archive = pdx.open(page)
    for command, places in ((["find", "bridge"], archive.find("bridge")), (["grep", "brid+ge"], archive.grep("brid+ge"))):
        wanted = io.StringIO()
        places[:2].to_csv(wanted, citations=True)
        code, out, _ = run(capsysbinary, *command, page, "--cite", "--limit", "2")
        assert code == 0 and out.replace("\r\n", "\n") == wanted.getvalue().replace("\r\n", "\n") and out.count("sha256") == 2


def test_collocates(page, capsysbinary):
    near = pdx.open(page).collocates("bridge", (2, 3), measure="t")
    code, out, err = run(capsysbinary, "collocates", "bridge", page, "--window", "2,3", "--measure", "t", "--jsonl", "--limit", "0")
    assert code == 0 and [json.loads(line) for line in out.splitlines()] == near.to_dicts()
    code, out, err = run(capsysbinary, "collocates", "bridge", page, "--window", "sentence", "--limit", "3")
    assert code == 0 and len(out.splitlines()) == 3 and "3 shown (--limit)" in err
    assert run(capsysbinary, "collocates", "zebra", page)[0] == 1
    for wrong in (["--window", "page"], ["--measure", "strength"], ["--min-count", "0"], ["--window", "0"]):
        assert run(capsysbinary, "collocates", "bridge", page, *wrong)[0] == 2


def test_search_prints_posts(tmp_path, capsysbinary):
    path = tmp_path / "rows.jsonl"
    path.write_text(
        '{"title": "Low tide", "text": "The ferry waited."}\n{"title": "B", "text": "c"}\n', encoding="utf-8"
    )
    code, out, err = run(capsysbinary, "search", "ferry", str(path))
    assert code == 0
    assert "Low tide" in out
    assert "1 of 2 posts" in err
    code, out, _ = run(capsysbinary, "search", "--jsonl", "ferry", str(path))
    assert json.loads(out)["title"] == "Low tide"


def test_errors_say_what_where_and_the_remedy(tmp_path, page, capsysbinary):
    code, out, err = run(capsysbinary, "parse", str(tmp_path / "gone.txt"))
    assert (code, out) == (3, "")
    assert err.startswith(f"postdex: {tmp_path / 'gone.txt'}: there is no such file: check the path")
    binary = tmp_path / "x.bin"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    code, _, err = run(capsysbinary, "parse", str(binary))
    assert code == 4
    assert str(binary) in err
    code, _, err = run(capsysbinary, "search", "date:soon", page)
    assert code == 2
    assert "2018-12..2019-02" in err
    code, _, err = run(capsysbinary, "search", "--strict", "(x", page)
    assert code == 2
    assert err.endswith("(x\n^\n")
    assert run(capsysbinary, "search", "--sort", "colour", "ferry", page)[0] == 2
    assert run(capsysbinary, "nonsense")[0] == 2
    assert run(capsysbinary)[0] == 2


@pytest.mark.parametrize("query", ["", "  ", "zeppelin"])
def test_finding_nothing_is_said(page, capsysbinary, query):
    code, out, err = run(capsysbinary, "find", query, page)
    assert (code, out) == (1, "")
    assert "nothing found in 3 posts" in err
    assert "()" not in err
    assert ("nothing is left to look for" in err) == (not query.strip())


@pytest.mark.parametrize("limit", ["-1", "two", "1.5", ""])
@pytest.mark.parametrize("command", ["search", "find"])
def test_a_limit_is_a_number_from_0_on(page, capsysbinary, command, limit):
    code, _, err = run(capsysbinary, command, f"--limit={limit}", "the", page)
    assert code == 2
    assert f"{limit!r} is not a whole number from 0 on" in err
    assert run(capsysbinary, command, "--limit", "0", "zeppelin", page)[0] == 1


def test_help_teaches(capsysbinary):
    code, out, _ = run(capsysbinary, "--help")
    assert code == 0
    for word in ("parse", "search", "find", "explain", "exit codes", "QUERY", "--jsonl"):
        assert word in out
    assert "--sort" in run(capsysbinary, "find", "--help")[1]
    assert run(capsysbinary, "--version")[1].startswith("postdex ")


def test_standard_input(monkeypatch, capsysbinary):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LISTING.encode())))
    code, out, _ = run(capsysbinary, "find", "--jsonl", "ferry", "-")
    assert code == 0
    assert json.loads(out.splitlines()[0])["source"] == "-"


def command(*args, **kwargs):
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.run([sys.executable, "-m", "postdex", *args], capture_output=True, env=env, timeout=60, **kwargs)


def test_module_runs(page):
    done = command("find", "--jsonl", "ferry", page)
    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[0])


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_that_leaves(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(f'{{"title": "Note {i}", "text": "ferry"}}\n' for i in range(20000)), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    args = [sys.executable, "-m", "postdex", "find", "--jsonl", "ferry", str(path)]
    with subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only there are names any bytes")
def test_a_path_of_odd_bytes(tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as file:
        file.write(LISTING.encode())
    done = command("find", "--jsonl", "ferry", os.fsdecode(name))
    assert done.returncode == 0
    assert name in done.stdout or b"caf" in done.stdout


@pytest.fixture
def odd(tmp_path):
    """A file whose name is not UTF-8, as the command line gives it."""
    path = os.fsencode(tmp_path) + b"/odd\xffname.txt"
    try:
        with open(path, "wb") as file:
            file.write(LISTING.encode())
    except OSError:
        pytest.skip("names are UTF-8 here")
    return os.fsdecode(path)


@pytest.mark.parametrize("command", [["parse"], ["search", "ferry"], ["find", "ferry"]])
def test_a_path_that_is_not_utf8_can_be_opened_from_the_output(odd, capsysbinary, command):
    assert cli.main([command[0], "--jsonl", *command[1:], odd]) == 0
    out = capsysbinary.readouterr().out.decode()  # is UTF-8
    assert "odd\\udcffname.txt" in out
    for line in out.splitlines():
        source = json.loads(line)["source"]
        assert source == odd
        assert os.path.exists(source)
    assert cli.main([*command, odd]) == 0
    assert (b"odd\xffname.txt" in capsysbinary.readouterr().out) or command == ["parse"]


def test_a_path_that_is_not_utf8_in_the_package(odd, tmp_path):
    archive = pdx.open(odd)
    assert archive.sources[0].name == archive[0].anchor.source == odd
    for item in (archive, archive.sources[0], archive.pages, archive[0].anchor, archive[0]):
        repr(item).encode()
    assert archive.sources[0] == pickle.loads(pickle.dumps(archive)).sources[0]
    assert archive.pages[0].correct({1: "other"}).source.name == odd
    archive.to_jsonl(tmp_path / "out.jsonl")
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8").splitlines()[0])["source"] == odd
    assert len(pdx.open(tmp_path / "out.jsonl")) == len(archive)


def test_tables_write_an_odd_path_as_it_is_printed(odd, tmp_path):
    """One rule: `source.name` is the path; what is written must be UTF-8 and shows its odd bytes as escapes."""
    pyarrow = pytest.importorskip("pyarrow")
    written = odd.encode("utf-8", "backslashreplace").decode()
    assert written.endswith("odd\\udcffname.txt") and written in repr(pdx.open(odd).sources[0])
    archive = pdx.open(odd)
    results = [archive, archive.parts, archive.search("ferry"), archive.find("ferry")]
    for result in results:
        assert {row["source"] for row in result.to_dicts()} == {written}
        assert set(pyarrow.table(result)["source"].to_pylist()) == {written}
        result.to_csv(tmp_path / "out.csv")
        assert written in (tmp_path / "out.csv").read_text("utf-8")
    for counts in (archive.facets("source"), archive.search("ferry").facets("source")):
        assert list(counts) == [written]
    assert archive.sources[0].name == archive.find("ferry")[0].anchor.source == odd


def test_what_is_said_of_results_comes_after_them_in_one_file(page):
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        [sys.executable, "-m", "postdex", "find", "the", page],
        env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True,
    )  # fmt: skip
    *lines, said = done.stdout.decode().splitlines()
    assert lines
    assert said.startswith(f"{len(lines)} lines, ")


def test_quotes(tmp_path, capsysbinary):
    path = tmp_path / "flood.txt"
    path.write_text("The flood\n\n“The wheel is safe,” said Ida Brook. The so-called “harbour” is a ditch.", encoding="utf-8")
    code, out, err = run(capsysbinary, "quotes", str(path))
    assert code == 0
    assert out.splitlines()[0] == f"{path}:3: direct  “The wheel is safe,” — Ida Brook"
    assert err == "2 quotations in 1 post\n"
    code, out, err = run(capsysbinary, "quotes", str(path), "--csv", "--kind", "scare")
    assert (code, err) == (0, "")
    assert [row.split(",")[1:3] for row in out.splitlines()] == [["kind", "text"], ["scare", "harbour"]]
    code, out, err = run(capsysbinary, "quotes", str(path), "--jsonl", "--speaker", "ida brook")
    assert [json.loads(line)["speaker"] for line in out.splitlines()] == ["Ida Brook"]
    assert run(capsysbinary, "quotes", str(path), "--speaker", "Nobody")[0] == 1


def test_usage_names_each_command_once(capsysbinary):
    for words in (["names"], ["search"], ["profile", "infer"]):
        code, out, err = run(capsysbinary, *words, "--help")
        assert code == 0
        assert out.startswith(f"usage: postdex {' '.join(words)} [-h]"), out[:200]
        assert run(capsysbinary, *words)[2].splitlines()[0].startswith(f"usage: postdex {' '.join(words)} ")


def test_other_forms_to_the_standard_output(page, capsysbinary, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for form in ("tei", "vertical"):
        assert run(capsysbinary, "export", page, f"--{form}", "written")[0] == 0
        code, out, err = run(capsysbinary, "export", page, f"--{form}", "-")
        assert (code, err) == (0, "")
        assert out == (tmp_path / "written").read_text(encoding="utf-8")
    assert not (tmp_path / "-").exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("args", [["find", "ferry"], ["search", "ferry"], ["parse", "--jsonl"], ["scan"], ["quotes", "--csv"], ["ngrams"],
                                  ["export", "--tei", "-"], ["explain"]], ids=" ".join)  # fmt: skip
def test_where_there_is_no_room(page, args, unbuffered):
    """Whether the results wait for the end, as they do, or not."""
    environ = os.environ | {"PYTHONUNBUFFERED": unbuffered}
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "postdex", args[0], *args[1:], page], stdout=full, stderr=subprocess.PIPE, env=environ, check=False)
    assert done.returncode == 3
    said = done.stderr.decode()
    assert said.splitlines()[-1] == "postdex: standard output: no room is left on this disk: free some, or write elsewhere"
    assert "Traceback" not in said


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


@pytest.mark.parametrize("command", ["find", "grep"])
@pytest.mark.parametrize("columns", [40, 60, 200])
def test_an_occurrence_is_one_line_of_a_terminal(tmp_path, monkeypatch, command, columns):
    """What was found stands below what was found, with as much round it as there is room for, and no more than elsewhere."""
    (tmp_path / "p.txt").write_text("The quay\n\n" + "The tide came in and went out. " * 9 + "A ferry lay there. " + "Rain fell on the mill. " * 9 + "The ferry left.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(columns))
    out = Terminal(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    assert cli.main([command, "ferry", "p.txt", "--no-progress"]) == 0
    out.flush()
    first, second = out.buffer.getvalue().decode().splitlines()[:2]
    assert len(first) == min(columns, len("p.txt:3: [ferry]") + 100)
    assert len(second) <= columns
    assert first.index("[ferry]") == second.index("[ferry]")


def test_a_terminal_does_not_act_on_names(tmp_path, monkeypatch):
    odd = tmp_path / "odd\x1b]0;name\x07\nline.txt"
    odd.write_text(LISTING, encoding="utf-8")
    out, err = Terminal(io.BytesIO(), encoding="utf-8"), Terminal(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    for args in (["find", "ferry", str(odd)], ["search", "ferry", str(odd)], ["find", "ferry", str(odd) + "\x1b[31m"]):
        cli.main([*args, "--no-progress"])
    out.flush()
    err.flush()
    for stream in (out, err):
        shown = stream.buffer.getvalue().decode()
        assert "odd\\x1b]0;name\\x07" in shown and not set(shown) & set("\x1b\x07")


@pytest.mark.parametrize(("args", "closed", "code"), [(["find", "ferry"], 1, 3), (["quotes", "--csv"], 1, 3), (["find", "ferry", "nowhere"], 2, 3), (["find", "zzzz"], 2, 1)])
def test_a_stream_that_is_closed_is_told_and_not_written_to(page, args, closed, code):
    command = [sys.executable, "-m", "postdex", args[0], *args[1:], page]
    done = subprocess.run(["sh", "-c", f'exec "$@" {closed}>&-', "sh", *command], capture_output=True, text=True)
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr == ("postdex: standard output: it is closed: leave it open, or write to a file\n" if closed == 1 else "")


@pytest.mark.skipif(os.name == "nt", reason="streams are closed otherwise there")
@pytest.mark.parametrize("args", [["parse", "-"], ["find", "ferry", "-"], ["scan", "-"]])
def test_a_standard_input_that_is_closed_is_told(args):
    done = subprocess.run(["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "postdex", *args], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "postdex: standard input: it is closed: give the path of a file, or leave it open\n"


@pytest.mark.skipif(os.name == "nt", reason="arguments are no bytes there")
@pytest.mark.parametrize("args", [["search", "قایق"], ["grep", "قا.ق"], ["names", "قایق"]])
def test_words_are_what_they_are_where_the_locale_has_ascii_alone(tmp_path, args):
    """Python hands them over as bytes without a meaning there."""
    page = tmp_path / "page.txt"
    page.write_text("The quay\n\nA قایق lay there.\n", "utf-8")
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-m", "postdex", *args, page], capture_output=True, env=env)
    assert done.returncode == 0, done.stderr
    assert "قایق" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("command", ["search", "find"])
def test_a_query_that_finds_something_is_offered(page, capsysbinary, command):
    code, _out, err = run(capsysbinary, command, "title:ferrry", page)
    assert code == 1
    assert err.endswith("; something is found for title:ferry\n")


@pytest.mark.parametrize("command", [("search", "ferry"), ("find", "ferry"), ("parse",), ("export",), ("explain",), ("quotes",), ("dates",)])
def test_what_was_left_out_is_told_with_every_answer(tmp_path, capsysbinary, command):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text("Low tide\n\nThe ferry waited.\n")
    for i in range(12):
        (pages / f"{i}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    _, out, err = run(capsysbinary, *command, str(pages))
    told = [line for line in err.splitlines() if line.startswith("postdex: skipped ")]
    assert len(told) == 11 and told[-1].startswith("postdex: skipped 2 more")
    assert "skipped" not in out
    assert len(run(capsysbinary, "index", str(tmp_path / "town.pdx"), str(pages))[2].splitlines()) == 12
    assert "skipped" not in run(capsysbinary, *command, str(tmp_path / "town.pdx"))[2]  # it was told when it was indexed
