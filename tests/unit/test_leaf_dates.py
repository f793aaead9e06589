"""Dates that a theme draws as leaves of a calendar, a field a line: one date of the post, bounded where the year is not printed."""

import datetime
import json

import postdex as pdx
from postdex._records import record

PAGE = """The Tide Table

{heading}

The winter timetable
{0}
by Ruth Ashdown
Somebody has to count the boats, the school orchestra told us, just as the almanac had said.

Read more

The footbridge
{1}
by Ruth Ashdown
The rowing club still remembers the lighthouse stairs, and so does everybody else at the end of Mill Lane.

Three boxes of photographs
{2}
by Ruth Ashdown
A letter says that the night watchman measured the tide gauge in the old customs house.
"""


def test_a_leaf_with_its_year_is_the_day_of_its_post():
    archive = pdx.parse(PAGE.format("28\nFeb\n2007", "25\nFeb\n2007", "3\nFeb\n2007", heading="Notes"))
    assert [post.published.iso for post in archive] == ["2007-02-28", "2007-02-25", "2007-02-03"]
    printed = archive[0].published.printed
    assert str(printed) == "28\nFeb\n2007"
    assert printed.anchor.verify()
    assert [part.text for part in archive.pages[0].parts if part.role == "date"] == ["28\nFeb\n2007", "25\nFeb\n2007", "3\nFeb\n2007"]
    row = record(archive[0])
    assert row["date"]["printed"] == "28 Feb 2007"
    again = pdx.from_records([json.loads(json.dumps(row))])
    assert again[0].published.iso == "2007-02-28"


def test_without_a_year_it_is_bounded_by_the_month_that_the_page_is_of():
    archive = pdx.parse(PAGE.format("FEB\n27", "FEB\n25", "FEB\n03", heading="Month: February 2007"))
    assert [post.published.iso for post in archive] == ["XXXX-02-27", "XXXX-02-25", "XXXX-02-03"]
    for post, day in zip(archive, (27, 25, 3), strict=True):
        bounds = post.published_bounds
        assert bounds.not_before == datetime.date(2007, 2, day)
        assert bounds.before == bounds.not_before + datetime.timedelta(days=1)
        assert all(each.kind == "printed" and each.year_inferred for each in bounds.evidence[:2])


def test_without_anything_that_tells_the_year_nothing_is_made_up():
    archive = pdx.parse(PAGE.format("FEB\n28", "FEB\n25", "FEB\n03", heading="Notes"))
    for post in archive:
        assert post.published.iso.startswith("XXXX-02-")
        assert post.published_bounds.not_before is None and post.published_bounds.before is None


MONTHS = """2007

February

The winter timetable

Somebody has to count the boats, the school orchestra told us, just as the almanac had said.

Read more

The footbridge

The rowing club still remembers the lighthouse stairs, and so does everybody else at the end of Mill Lane.

Read more

January

Three boxes of photographs

A letter says that the night watchman measured the tide gauge in the old customs house.

Read more
"""


def test_a_month_alone_heads_its_posts_and_its_year_is_not_made_up():
    archive = pdx.parse(MONTHS)
    assert [(post.title, post.published.iso) for post in archive] == [
        ("The winter timetable", "XXXX-02"), ("The footbridge", "XXXX-02"), ("Three boxes of photographs", "XXXX-01"),
    ]  # fmt: skip
    assert archive[0].published.value is None and archive[0].published.precision == "month"
    assert archive[1].published_bounds.not_before is None


def test_a_month_alone_is_bounded_by_the_year_of_its_page():
    archive = pdx.parse(MONTHS, url="http://a.example/2007/02/")
    assert archive[1].published_bounds.not_before == datetime.date(2007, 2, 1)
    assert archive[1].published_bounds.before == datetime.date(2007, 3, 1)
