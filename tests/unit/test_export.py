"""CSV, JSON lines, frames."""

import csv
import datetime
import errno
import io
import json
import os

import pytest

import postdex as pdx


def test_csv(archive, tmp_path):
    path = tmp_path / "posts.csv"
    archive.to_csv(path)
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["title"] for row in rows] == [str(post.title or "") for post in archive]
    assert rows[0]["tags"] == "Harbour; Bridges"
    assert rows[0]["published"] == "2019-02-13"


def test_csv_formulas_are_kept_unless_asked(archive):
    plain, safe = io.StringIO(), io.StringIO()
    archive.to_csv(plain)
    archive.to_csv(safe, escape_formulas=True)
    plain_row = list(csv.DictReader(io.StringIO(plain.getvalue())))[3]
    safe_row = list(csv.DictReader(io.StringIO(safe.getvalue())))[3]
    assert plain_row["title"].startswith("=SUM")
    assert safe_row["title"].startswith("'=SUM")
    assert safe_row["tags"] == "'@x"
    assert safe_row["words"] == plain_row["words"]


def test_lines_and_hits(archive, tmp_path):
    archive.find("bridge").to_csv(tmp_path / "lines.csv")
    archive.find("bridge").to_jsonl(tmp_path / "lines.jsonl")
    with open(tmp_path / "lines.jsonl", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    assert [row["node"] for row in rows] == [line.node for line in archive.find("bridge")]
    out = io.StringIO()
    archive.search("bridge").to_jsonl(out)
    assert len(out.getvalue().splitlines()) == 2


def test_archives_write_what_open_reads(archive, tmp_path):
    archive.to_jsonl(tmp_path / "posts.jsonl")
    again = pdx.open(tmp_path / "posts.jsonl")
    assert [post.title for post in again] == [post.title for post in archive]
    assert [post.tags for post in again] == [post.tags for post in archive]
    assert [str(post.published) for post in again] == [str(post.published) for post in archive]
    assert len(again.find("bridge")) == len(archive.find("bridge"))


def test_unwritable(archive, tmp_path):
    with pytest.raises(pdx.FileError):
        archive.to_csv(tmp_path / "no" / "such" / "folder.csv")


def test_missing_package_names_the_remedy(archive, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(pdx.MissingPackageError, match="pip install polars"):
        archive.to_polars()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="nothing that is full")
def test_a_full_disk_is_told_with_its_file(archive):
    for write in (archive.to_jsonl, archive.to_csv):
        with pytest.raises(pdx.FileError, match="^/dev/full: ") as raised:
            write("/dev/full")
        assert (raised.value.errno, raised.value.path) == (errno.ENOSPC, "/dev/full")


def test_places_with_their_sentences_and_citations(tmp_path):
    """Beside what the items say themselves, one by one."""
    archive = pdx.open(pdx.sample())
    found = [archive.find("harbour"), archive.names("Ada Penn-Hallow"), archive.quotes, archive.date_mentions, archive.match(["sea wall"]), archive.grep("fer+y")]
    for places in found:
        places.to_csv(tmp_path / "cited.csv", citations=True)
        with open(tmp_path / "cited.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == len(places) > 0
        for row, item in zip(rows, places, strict=True):
            assert (row["citation"], row["source"], row["line"]) == (item.anchor.cite(), item.anchor.source, str(item.anchor.line))
            assert (int(row["byte_begin"]), int(row["byte_end"])) == item.anchor.bytes
            assert (row["post"], row["title"]) == (str(item.post.number), item.post.title)
            assert row["text"] == str(getattr(item, "node", None) or item.text) and " ".join(row["sentence"].split()) in " ".join(item.part.text.split())
            assert row["text"].split()[0] in row["sentence"] and row["sentence"] == row["sentence"].strip()


def test_cited_dates_and_what_stands_outside_of_posts():
    dates = [{"title": "Fog", "text": "The ferry is late. The other ferry is not.", "date": day} for day in ("2024-01-05", None)]
    out = io.StringIO()
    pdx.from_records(dates).find('"other ferry"').to_csv(out, citations=True)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [(row["date"], row["sentence"]) for row in rows] == [("2024-01-05", "The other ferry is not."), ("", "The other ferry is not.")]
    archive = pdx.open(pdx.sample())
    bounded = next(post for post in archive if post.published is None and post.published_bounds.before is not None)
    line = next(line for line in archive.find('"the"') if line.post == bounded)
    out = io.StringIO()
    archive[bounded.number : bounded.number + 1].find('"the"')[:1].to_csv(out, citations=True)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    first, last = row["date"].split("/")
    bounds = bounded.published_bounds
    assert first == (bounds.not_before.isoformat() if bounds.not_before else "..")
    assert datetime.date.fromisoformat(last) == bounds.before - datetime.timedelta(days=1) and int(row["line"]) == line.anchor.line


def test_what_is_no_place_is_not_cited(tmp_path):
    archive = pdx.open(pdx.sample())
    for rows in (archive, archive.words(), archive.search("harbour"), archive.collocates("harbour")):
        with pytest.raises(pdx.UsageError, match="no places"):
            rows.to_csv(tmp_path / "no.csv", citations=True)
    assert not (tmp_path / "no.csv").exists()


def test_selected_columns_are_gone_through_row_by_row(archive):
    selected = archive.search("the").select("post", "title")
    assert list(selected) == selected.to_dicts() and next(iter(selected))["title"] == archive.search("the")[0].post.title


@pytest.mark.parametrize("write", ["to_csv", "to_jsonl", "to_tei", "to_vertical", "to_antconc", "save", "labels", "saved_searches"])
def test_paths_that_are_none(archive, write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path, why in (("", "the path is empty"), ("a\0b", "NUL"), ("\ud800", "half of a surrogate pair")):
        with pytest.raises(pdx.UsageError, match=why):
            getattr(archive, write)(path)
    assert list(tmp_path.iterdir()) == []


def test_a_path_in_bytes(archive, tmp_path):
    archive.to_csv(os.fsencode(tmp_path / "rows.csv"))
    assert (tmp_path / "rows.csv").exists()
    with pytest.raises(pdx.MissingFileError) as caught:
        archive.to_csv(os.fsencode(tmp_path / "no" / "rows.csv"))
    assert f"there is no folder {tmp_path / 'no'} to write" in str(caught.value)
