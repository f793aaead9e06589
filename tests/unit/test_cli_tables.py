"""The commands whose answer is a table: what they print is what the package answers."""

import csv
import io
import json

import pytest

import postdex as pdx
from postdex import _cli_tables, cli

ROWS = [
    {"title": "The ferry", "text": "Ida Brook said: “The ferry is late.” In May 2019 it was late by 20 minutes, said the Harbour Board.", "tags": ["Harbour", "Quay"], "date": "2019-02-03"},
    {"title": "A bridge", "text": "I. Brook paid for the bridge with the money of the whole town, every penny of it.", "tags": ["Harbour"], "date": "2019-04-01"},
    {"title": "The mill", "text": "The bridge was paid for with the money of the whole town, every penny of it, said Tom Reed.", "tags": ["Mill"]},
]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    file = tmp_path_factory.mktemp("cli") / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return str(file)


@pytest.fixture(scope="module")
def archive(path):
    return pdx.open(path)


@pytest.fixture
def names(tmp_path):
    file = tmp_path / "people.txt"
    file.write_text("# people\nIda Brook\tperson\tI. Brook\n\nHarbour Board\tbody\nbridge\n", encoding="utf-8")
    return str(file)


def run(capsysbinary, *args):
    code = cli.main([*args])
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


# What is typed before and behind the files, and what the package is asked for.
ASKED = [
    ("quotes", [], [], lambda a: a.quotes),
    ("names", ["Ida Brook"], [], lambda a: a.names("Ida Brook")),
    ("names", ["Ida Brook"], ["--without", "initials"], lambda a: a.names("Ida Brook", without="initials")),
    ("names", ["Ida Brook"], ["--spellings"], lambda a: a.names("Ida Brook").spellings),
    ("dates", [], [], lambda a: a.date_mentions),
    ("grep", [r"\d+"], [], lambda a: a.grep(r"\d+")),
    ("grep", ["FERRY"], ["--ignore-case", "--within", "title"], lambda a: a.within("title").grep("FERRY", ignore_case=True)),
    ("repeats", [], ["--words", "6"], lambda a: a.repeats(6)),
    ("tags", [], [], lambda a: a.tags),
    ("tags", [], ["--where", "mill OR ferry"], lambda a: a.where("mill OR ferry").tags),
    ("tags", [], ["--pairs"], lambda a: a.tag_pairs()),
    ("timeline", [], ["--by", "year"], lambda a: a.timeline("year")),
    ("timeline", [], ["--query", "bridge"], lambda a: a.search("bridge").timeline("month")),
    ("ngrams", [], ["--words", "3"], lambda a: a.ngrams(3)),
    ("ngrams", [], ["--around", "bridge", "--min-count", "1"], lambda a: a.clusters("bridge", 2, min_count=1)),
    ("keyness", ["bridge"], [], lambda a: a.where("bridge").keyness(a.where("-bridge"))),
    ("keyness", ["ferry"], ["--against", "mill", "--tags", "--measure", "log_ratio"], lambda a: a.where("ferry").keyness(a.where("mill"), of="tags", measure="log_ratio")),
    ("collocates", ["bridge"], ["--window", "2,3", "--measure", "t"], lambda a: a.collocates("bridge", (2, 3), measure="t")),
]


@pytest.mark.parametrize(("command", "before", "behind", "ask"), ASKED, ids=lambda each: each if isinstance(each, str) else None)
def test_what_is_printed_is_what_the_package_answers(path, archive, capsysbinary, command, before, behind, ask):
    table = ask(archive)
    assert len(table), "a test of nothing"
    typed = [command, *before, path, *behind]
    code, out, err = run(capsysbinary, *typed, "--limit", "0", "--jsonl")
    assert (code, err) == (0, "")
    assert [json.loads(line) for line in out.splitlines()] == [json.loads(json.dumps(row, default=str)) for row in table.to_dicts()]
    code, out, err = run(capsysbinary, *typed, "--limit", "0", "--csv")
    wanted = io.StringIO(newline="")
    table.to_csv(wanted)
    assert (code, out, err) == (0, wanted.getvalue(), "")
    code, out, err = run(capsysbinary, *typed, "--limit", "1")
    assert code == 0 and len(out.splitlines()) == (2 if command == "repeats" else 1)
    assert len(table) == 1 or "1 shown (--limit)" in err
    assert len(list(csv.reader(io.StringIO(run(capsysbinary, *typed, "--limit", "1", "--csv")[1])))) == 2


@pytest.mark.parametrize("typed", [["tags"], ["ngrams", "--min-count", "1"], ["search", "bridge OR ferry OR the"], ["find", "the"]], ids=lambda each: each[0])
def test_only_what_people_read_is_short(typed, tmp_path, capsysbinary):
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps({"title": f"The bridge {i}", "text": f"The ferry {i} of {i}", "tags": [f"Pier {i}"]}) + "\n" for i in range(30)))
    short, said = run(capsysbinary, *typed, str(path))[1:]
    assert len(short.splitlines()) >= 30 or "shown (--limit)" in said
    assert len(run(capsysbinary, *typed, str(path), "--jsonl")[1].splitlines()) >= 30
    assert len(list(csv.reader(io.StringIO(run(capsysbinary, *typed, str(path), "--csv")[1])))) >= 31
    assert len(run(capsysbinary, *typed, str(path), "--jsonl", "--limit", "2")[1].splitlines()) == 2


def test_search_and_find_in_a_part(path, archive, capsysbinary):
    some = archive.where("bridge").within("paragraph")
    for command, found in (("find", some.find("the")), ("search", some.search("the"))):
        code, out, err = run(capsysbinary, command, "the", path, "--where", "bridge", "--within", "paragraph", "--csv")
        wanted = io.StringIO(newline="")
        found.to_csv(wanted)
        assert (code, out, err) == (0, wanted.getvalue(), "") and len(found)
    assert "place: is no scope" in run(capsysbinary, "tags", path, "--where", "place:x")[2]


def test_a_dictionary(path, archive, names, tmp_path, capsysbinary):
    found = archive.match({"Ida Brook": {"category": "person", "aliases": ["I. Brook"]}, "Harbour Board": {"category": "body"}, "bridge": None})
    code, out, err = run(capsysbinary, "match", names, path, "--jsonl")
    assert code == 0 and [json.loads(line) for line in out.splitlines()] == found.to_dicts() and len(found) == 6
    assert "6 matches of 3 names" in run(capsysbinary, "match", names, path)[2]
    as_json = tmp_path / "people.json"
    as_json.write_text(json.dumps({"Ida Brook": {"category": "person", "aliases": ["I. Brook"]}, "Harbour Board": {"category": "body"}, "bridge": None}))
    assert run(capsysbinary, "match", str(as_json), path, "--jsonl")[1] == out
    assert run(capsysbinary, "match", names, path, "--by", "category")[1].split() == ["2", "person", "(2", "posts)", "1", "body", "(1", "post)"]
    as_json.write_text("{oops")
    code, _, err = run(capsysbinary, "match", str(as_json), path)
    assert code == 2 and "this begins as JSON and is none" in err and str(as_json) in err
    as_json.write_bytes(b"caf\xe9\n")
    assert run(capsysbinary, "match", str(as_json), path)[0] == 2
    as_json.write_text("# nobody\n")
    assert "write one a line" in run(capsysbinary, "match", str(as_json), path)[2]
    assert run(capsysbinary, "match", str(tmp_path / "gone.txt"), path)[0] == 3


def test_finding_nothing_and_asking_wrongly(path, capsysbinary):
    code, out, err = run(capsysbinary, "names", "Nobody Atall", path)
    assert (code, out) == (1, "") and "0 mentions" in err
    for wrong in (
        ["grep", "(", path], ["names", "Ida", path, "--without", "colour"], ["keyness", "zeppelin", path], ["keyness", "bridge", path, "--measure", "colour"],
        ["ngrams", path, "--words", "99"], ["repeats", path, "--words", "1"], ["timeline", path, "--by", "hour"], ["tags", path, "--limit", "few"],
        ["tags", path, "--csv", "--jsonl"], ["tags", path, "--within", "colour"], ["tags", path, "--where", "date:soon"],
    ):  # fmt: skip
        code, out, err = run(capsysbinary, *wrong)
        assert code == 2 and not out and err, wrong


def test_help_names_every_command_and_shows_examples(capsysbinary):
    out = run(capsysbinary, "--help")[1]
    for name in (*_cli_tables.COMMANDS, "parse", "search", "find", "export", "scan", "explain", "diff", "profile", "index", "add", "delete", "optimize", "stats", "verify", "repair", "rebuild"):
        assert name in out.split(), name
        assert run(capsysbinary, name, "--help")[0] == 0
    assert len(out.splitlines()) <= 50
    for name in _cli_tables.COMMANDS:
        assert f"  postdex {name} " in run(capsysbinary, name, "--help")[1], name


def test_formulas_in_csv(tmp_path, capsysbinary):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"title": "A", "text": "b", "tags": ["=1+1"]}) + "\n")
    assert "\r\n=1+1," in run(capsysbinary, "tags", str(file), "--csv")[1]
    assert "\r\n'=1+1," in run(capsysbinary, "tags", str(file), "--csv", "--escape-formulas")[1]
