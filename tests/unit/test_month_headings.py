"""Titles that begin with their day, under headings that are months: every one is an entry, and its date is of both."""

import pytest

import postdex as pdx

BODY = "The ferry was late again, and the harbour master said that the tide would not wait for anybody who still had soup."


def page(rows, sign=""):
    lines = ["Tidewick Chronicle", "Category: Harbour"]
    for month, entries in rows:
        lines.append(month)
        for day, title, more in entries:
            lines += [f"{day}{sign} {title}", BODY, *more]
    return pdx.parse("\n\n".join([*lines, "Older posts"]))


ROWS = [
    ("October 2018", [(20, "Budget and bandstand", ["Read more"])]),
    ("September 2018", [(24, "Thanks to the rowers", [])]),
    ("August 2018", [(25, "Sandbags at the market", []), (22, "The footbridge, part three", ["Read more"]), (3, "A walk by the lock", [])]),
    ("June 2018", [(25, "What the library lends", ["Read more"]), (10, "Along the canal", [])]),
]
TITLES = [title for _, entries in ROWS for _, title, _ in entries]


def test_each_day_begins_an_entry():
    assert [post.title for post in page(ROWS)] == TITLES
    assert [post.title for post in page(ROWS, ".")] == TITLES


def test_day_and_month_are_one_date_with_the_evidence_of_both():
    dates = [post.published for post in page(ROWS)]
    assert [date.iso for date in dates] == ["2018-10-20", "2018-09-24", "2018-08-25", "2018-08-22", "2018-08-03", "2018-06-25", "2018-06-10"]
    assert dates[0].printed == "October 2018" and "beside the title" in dates[0].evidence and "heading" in dates[0].evidence


@pytest.mark.parametrize("form", ["{title} ({day} {month})", "{title} ({day:02}.{number:02}.)"])
def test_days_in_brackets_are_of_the_year_of_their_month(form):
    rows = [("May", 5, 17, "The harbour clock is mended"), ("May", 5, 3, "Boats were counted twice"), ("April", 4, 28, "A fair in the old mill"),
            ("April", 4, 9, "Who painted the bench?"), ("March", 3, 30, "Rain on the ferry"), ("March", 3, 2, "Low water again")]  # fmt: skip
    text = "\n\n".join(
        f"{month} 2011\n\n" * (k % 2 == 0) + form.format(title=title, day=day, month=month, number=number) + f"\n\n{BODY[: 60 + 9 * k]} {k}\n\nRead more"
        for k, (month, number, day, title) in enumerate(rows)
    )
    archive = pdx.parse(text)
    assert [post.title for post in archive] == [title for *_, title in rows]
    assert [post.published.iso for post in archive] == [f"2011-{number:02}-{day:02}" for _, number, day, _ in rows]
    assert "the year with the month as a heading above" in archive[0].published.evidence
    others = pdx.parse(text.replace("May 2011", "July 2011").replace("April 2011", "June 2011"))
    assert {post.published.value for post in list(others)[:4] if post.published is not None} <= {None}  # not of the heading's month


def test_a_month_that_an_entry_prints_of_itself_heads_no_other():
    days = {"The harbour clock is mended": "May 2011", "Boats were counted twice": "May 3", "A fair in the old mill": "May 2012", "Who painted the bench?": "May 9"}
    archive = pdx.parse("\n\n".join(f"{title}\n\nPosted on {day}\n\n{BODY[: 60 + len(title)]}\n\nRead more" for title, day in days.items()))
    assert [post.published.iso for post in archive] == ["2011-05", "XXXX-05-03", "2012-05", "XXXX-05-09"]


def test_numbers_of_a_list_are_no_days():
    rows = [("October 2018", [(20, "Budget and bandstand", ["6 buckets", "33 buckets"])]), *ROWS[1:]]
    assert [post.title for post in page(rows)] == TITLES


def test_a_month_below_its_day_heads_nothing():
    """Leaves of a calendar: titles that begin with a number are not of the day of their number."""
    leaves = [(29, "December", "Praise of the quay"), (17, "December", "31 remarks: harbour lights"), (10, "November", "14 pictures of the bandstand")]
    archive = pdx.parse("\n\n".join(["Category: History", *(f"{day}\n{month}\n{title}\nby Ann Moor | Notes | No comment yet\n\n{BODY}" for day, month, title in leaves)]))
    assert [post.title for post in archive] == [title for _, _, title in leaves]
    assert [post.published.iso[-5:] for post in archive] == ["12-29", "12-17", "11-10"]


def test_rows_count_for_more_than_a_link_that_some_of_them_have():
    """Of nine entries three lead on; what parts them is their days alone."""
    rows = [
        ("April 2009", [(22, "The east pier", []), (9, "33 notes on lamps", ["He said so on Sunday, and nobody believed him until the boat was gone.", "Read more"]), (7, "News from the ferry", [])]),
        ("March 2009", [(30, "A kettle for the lock", []), (8, "Notes from the market", ["Read more"]), (7, "Why the band was late", [])]),
        ("January 2009", [(21, "Snow", []), (12, "What the school painted", ["Read more"]), (2, "Tide tables", [])]),
    ]  # fmt: skip
    assert [post.title for post in page(rows)] == [title for _, entries in rows for _, title, _ in entries]
