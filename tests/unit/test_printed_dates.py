"""A date that a theme prints in its own language is a field of its posts, whatever the language of their text."""

import postdex as pdx
import pytest

PRINTED = [
    ("Sat Jan  5 14:02:11 2019", "2019-01-05T14:02:11", "gregorian"),
    ("Sat Jan  5 14:02:11 UTC 2019", "2019-01-05T14:02:11", "gregorian"),
    ("Sat Jan  5 14:02:11 +0100 2019", "2019-01-05T14:02:11", "gregorian"),
    ("5 ธันวาคม 2562", "2019-12-05", "buddhist"),
    ("๕ ธันวาคม ๒๕๖๒", "2019-12-05", "buddhist"),
    ("௫ ஏப்ரல் ௨௦௧௯", "2019-04-05", "gregorian"),
    ("5 ธันวาคม 2019", "2019-12-05", "gregorian"),
    ("5 ม.ค. 62", "2019-01-05", "buddhist"),
    ("วันเสาร์ที่ 5 มกราคม พ.ศ. 2562", "2019-01-05", "buddhist"),
    ("5 फरवरी 2019", "2019-02-05", "gregorian"),
    ("5 জানুয়ারি 2019", "2019-01-05", "gregorian"),
    ("5 ஏப்ரல் 2019", "2019-04-05", "gregorian"),
    ("2019 m. sausio 5 d.", "2019-01-05", "gregorian"),
    ("5 tháng 12 năm 2019", "2019-12-05", "gregorian"),
    ("5 Tháng Mười Một, 2019", "2019-11-05", "gregorian"),
    ("2019年十二月5日", "2019-12-05", "gregorian"),
    ("十二月 5, 2019", "2019-12-05", "gregorian"),
    ("5 студзеня 2019", "2019-01-05", "gregorian"),
    ("5 նոյեմբերի 2019", "2019-11-05", "gregorian"),
    ("5 მარტი 2019", "2019-03-05", "gregorian"),
    ("5 Meán Fómhair 2019", "2019-09-05", "gregorian"),
    ("5 جنوری 2019", "2019-01-05", "gregorian"),
]
ENTRY = """The mill and its weir, part {part}
{date}

The river rose over the weir in the night, and the miller counted what it took of part {part}.

In the morning the street lay dry again.

Leave a comment

"""


@pytest.mark.parametrize(("printed", "iso", "calendar"), PRINTED)
def test_a_date_in_the_language_of_the_theme_is_read(printed, iso, calendar):
    archive = pdx.parse("".join(ENTRY.format(part=part, date=printed) for part in ("one", "two", "three")))
    assert [post.title for post in archive] == [f"The mill and its weir, part {part}" for part in ("one", "two", "three")]
    found = archive[0].published
    assert (found.iso, found.calendar, found.printed) == (iso, calendar, printed)
    assert found.printed.anchor.verify()


def test_a_month_is_the_date_where_words_say_so():
    """A magazine prints the month of its issue. A month that nothing announces may be the heading of an archive."""
    told = pdx.parse("".join(ENTRY.format(part=part, date="Posted on January 2019") for part in ("one", "two", "three")))
    assert [post.published.iso for post in told] == ["2019-01"] * 3
    assert told[0].published.precision == "month"
    bare = pdx.parse("".join(ENTRY.format(part=part, date="January 2019") for part in ("one", "two", "three")))
    assert [post.published for post in bare] == [None] * 3


def test_an_explanation_is_a_mapping():
    why = pdx.parse("A title\n\nA paragraph of some words.")[0].explain()
    assert list(why) == why.keys() and len(why) == len(why.data) and all(key in why for key in why)
    assert dict(why) == why.data


def test_days_of_the_buddhist_era_are_kept(tmp_path):
    page = pdx.parse("ฝน\n\n5 ธันวาคม 2562\n\nสะพานปิด", "rain.txt")
    page.save(tmp_path / "rain.pdx")
    assert pdx.open(tmp_path / "rain.pdx")[0].published.calendar == page[0].published.calendar == "buddhist"


AGO = {
    "3 days ago": "2014-03-26", "yesterday": "2014-03-28", "today": "2014-03-29", "il y a 3 jours": "2014-03-26", "vor 2 Tagen": "2014-03-27", "3 дня назад": "2014-03-26",
    "۳ روز پیش": "2014-03-26", "منذ يومين": "2014-03-27", "2 weeks ago": "2014-03", "a week ago": "2014-03", "1 month ago": "2014", "6 months ago": "2013", "2 years, 3 months ago": "2011",
    "4 weeks ago": "2014", "2 years ago": None, "5 hours ago": None, "3 天前": "2014-03-26", "3日前": "2014-03-26", "3일 전": "2014-03-26", "преди 3 дни": "2014-03-26", "6个月前": "2013", "6 か月前": "2013", "2 年前": None,
}  # fmt: skip


@pytest.mark.parametrize(("printed", "iso"), AGO.items(), ids=AGO)
def test_days_ago_are_counted_from_the_capture(printed, iso):
    text = f"Harbour posts\n\nThe ferry\n\n{printed}\n\nThe ferry's new bell rang, and the harbour was full of people.\n\nA bridge\n\n{printed}\n\nThe bridge over the river opened, and many walked across it.\n"
    post = pdx.parse(text, captured="2014-03-29")[0]
    assert (post.published and post.published.iso) == iso
    assert iso is None or (post.published.printed, post.published.evidence) == (printed, "printed; counted from the day of the page's capture")
    assert pdx.parse(text)[0].published is None


@pytest.mark.parametrize(("text", "day", "assumed"), [
    ("It left at noon and came back empty, as on every day of the week.", "2013-02-05", "month first assumed"), ("so", "2013-05-02", "day first assumed"),
])  # fmt: skip
def test_what_is_assumed_of_numbers_is_said_as_it_was_done(text, day, assumed):
    [post] = pdx.from_records([{"title": "A", "text": text, "date": "02/05/2013"}])
    assert post.published.iso == day and repr(post.published).endswith(f"the order of day and month is not proved, {assumed}>")
