"""What `to_jsonl` writes is what `parse` reads: the fields of a line count, and are not read out of its text again."""

import io
import json

import pytest
from unit_texts import LISTING, RECORDS

import postdex as pdx

NUMERIC = """Posts Tagged ‘Quay’

Low tide at the quay

Posted on 03/04/2019

The quay stood dry for an hour, and the ferry waited at the outer steps until the water came back in the evening.

Continue Reading

The quay is mended

Posted on 25/03/2019

The quay was mended with oak from the old bridge. Forty people watched the last plank go in, and nobody made a speech.

Continue Reading

A crane for the quay

Posted on 02/03/2019

A crane arrived by barge on Monday. It will stay until the stones are set, which is to say until nobody knows when.

Continue Reading
"""
TWO_PAGES = {
    "bridges.txt": LISTING.replace("Bridges,Harbour\n", "Bridges,Harbour\n", 1),
    "council.txt": LISTING.replace("Bridges,Harbour", "Bridges,Walks").replace("‘Harbour’", "‘Walks’"),
}


def _fields(post):
    published, bounds = post.published, post.published_bounds
    return {
        "title": post.title and str(post.title),
        "tags": [str(tag) for tag in post.tags],
        "categories": [str(category) for category in post.categories],
        "author": post.author and str(post.author),
        "byline": post.byline and str(post.byline),
        "published": published and (published.iso, published.precision, published.printed and str(published.printed)),
        "bounds": (bounds.not_before, bounds.before),
    }


def _again(archive):
    out = io.StringIO()
    archive.to_jsonl(out)
    return pdx.parse(out.getvalue())


def _pages(tmp_path):
    for name, text in TWO_PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return pdx.open(tmp_path)


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: pdx.open(pdx.sample()),
        lambda folder: pdx.parse(LISTING, captured="2019-06-01", url="https://example.org/2019/05/"),
        lambda folder: pdx.parse(NUMERIC),
        lambda folder: pdx.parse(NUMERIC)[:1],
        lambda folder: pdx.from_records(RECORDS),
        lambda folder: pdx.from_records(RECORDS, captured="2019-06-01"),
        _pages,
    ],
    ids=["sample", "listing", "numeric dates", "one numeric date", "records", "captured records", "two pages"],
)
def test_fields_stay(make, tmp_path):
    archive = make(tmp_path)
    again = _again(archive)
    assert [_fields(post) for post in again] == [_fields(post) for post in archive]
    assert [_fields(post) for post in _again(again)] == [_fields(post) for post in archive]


@pytest.mark.parametrize(
    "tags",
    [
        ["Washington, D.C."],
        ["a", "a, b", "b"],
        ["Sea Wall", "Wall"],
        ["Wall", "Sea Wall"],
        ["x,", ",y"],
        ["São Tomé", "日本, 東京"],
    ],
)
@pytest.mark.parametrize("field", ["tags", "categories"])
def test_items_with_commas_stay(field, tags):
    archive = pdx.from_records([{"title": "T", "text": "B", field: tags}])
    again = _again(archive)
    assert getattr(again[0], field) == getattr(archive[0], field) == tags
    if field == "tags":
        for tag in tags:
            assert len(again.search(f'tag:"{tag}"')) == len(archive.search(f'tag:"{tag}"')) == 1


def _line(**said):
    parts = [
        {"role": "title", "text": "Low tide"},
        {"role": "byline", "text": "By Ines Corvane, Staff Writer"},
        {"role": "date", "text": "03/04/2019"},
        {"role": "tags", "text": "Harbour, Quay"},
        {"role": "paragraph", "text": "The ferry waited on 1 May 2018."},
    ]
    return pdx.parse(json.dumps({"title": "Low tide", "parts": parts, **said}))[0]


def test_the_author_is_as_said():
    assert _line(author=None).author is None
    assert _line(author="Ines Corvane").author == "Ines Corvane"
    assert _line(author="Tobias Rook").author == "Tobias Rook"
    assert _line().author == "By Ines Corvane, Staff Writer"


def test_tags_are_as_said():
    assert _line(tags=[]).tags == []
    assert _line(tags=["Quay"]).tags == ["Quay"]
    assert _line(tags=["Harbour", "Ferry", "Quay"]).tags == ["Harbour", "Ferry", "Quay"]
    assert _line(tags=["Harbour, Quay"], categories=["News"]).tags == ["Harbour, Quay"]
    assert _line(categories=["News"]).categories == ["News"]
    assert _line().tags == ["Harbour", "Quay"]


@pytest.mark.parametrize("said", ["2019-04-03", "2019-03-04", "2017-01-02", "2017-05", "2017"])
def test_the_date_is_as_said(said):
    assert _line(published=said, date={"printed": "03/04/2019"}).published.iso == said


def test_no_date_where_none_is_said():
    assert _line(published=None, date=None).published is None
    assert _line().published is not None


def test_bounds_are_as_said():
    bounds = _line(bounds={"not_before": "2018-06-01", "before": None}).published_bounds
    assert (str(bounds.not_before), bounds.before) == ("2018-06-01", None)
    assert [each.kind for each in bounds.evidence if each.bound == "before"] == []
    assert bounds.evidence[0].kind == "record"
    assert "the record says so" in str(bounds.evidence[0])


def test_the_reasons_of_bounds_stay():
    archive = pdx.parse(LISTING, captured="2019-06-01", url="https://example.org/2019/05/")
    once, twice = _again(archive), _again(_again(archive))
    carried = 0
    for before, after, later in zip(archive, once, twice, strict=True):
        reasons = [str(each) for each in before.published_bounds.evidence]
        for each in after.published_bounds.evidence:
            if each.kind == "record":
                carried += 1
                assert str(each).removesuffix(", as the record says") in reasons
                assert each.said and "the record says so" not in str(each)
        assert [str(each) for each in later.published_bounds.evidence] == [str(each) for each in after.published_bounds.evidence]
    assert carried


@pytest.mark.parametrize("evidence", [None, "late", [], [7, None], ["before 2019-07-01: of another day"], ["before it rained"]])
def test_a_bound_without_a_reason_is_what_the_record_says(evidence):
    (reason,) = _line(bounds={"not_before": None, "before": "2019-06-02", "evidence": evidence}).published_bounds.evidence
    assert (reason.kind, reason.said, str(reason.day)) == ("record", None, "2019-06-02")
    assert "the record says so" in str(reason)


def test_a_reason_that_a_record_gives_is_told_as_its_own():
    said = ["not before 2018-06-01: the harbour opened, line 3: “in June”, through post 2", "not before 2018-06-01: so they say"]
    bounds = _line(bounds={"not_before": "2018-06-01", "before": None, "evidence": said}).published_bounds
    assert [str(each) for each in bounds.evidence if each.kind == "record"] == [f"{each}, as the record says" for each in said]
