"""Posts, lines, hits and mentions over time, against counts by hand."""

import datetime
import pickle
import random
import re
import xml.dom.minidom

import pytest
import words_by_hand as by_hand

import postdex as pdx

PERIODS = ("day", "week", "month", "year")


def period(day, by):
    if by == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[by]]


def between(first, last, by):
    days = ((first + datetime.timedelta(i)) for i in range((last - first).days + 1))
    return list(dict.fromkeys(period(day, by) for day in days))


def days(date):
    """The first and the last day of "2011", "2011-02" or "2011-02-03"."""
    parts = [int(part) for part in date.split("-")]
    first = datetime.date(*parts, *[1] * (3 - len(parts)))
    if len(parts) == 3:
        return first, first
    after = datetime.date(first.year + 1, 1, 1) if len(parts) == 1 else datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, after - datetime.timedelta(1)


def with_dates(seed, n=60):
    """Rows with dates to the day, the month or the year, or without one."""
    rng = random.Random(seed)
    made = by_hand.rows(seed, n)
    for row in made:
        day = datetime.date(2010, 12, 20) + datetime.timedelta(rng.randrange(400))
        row["date"] = day.isoformat()[: rng.choice([10, 10, 10, 7, 4])]
        if rng.random() < 0.1:
            del row["date"]
    return made


def by_hand_table(made, by, weights):
    """{period: [certain, posts, possible]} and [certain, possible, undated]; `weights`: how much each row counts."""
    spans = [days(row["date"]) if "date" in row else None for row in made]
    dated = [span for span in spans if span]
    table = {name: [0, 0, 0] for name in between(min(a for a, _ in dated), max(b for _, b in dated), by)}
    sums = [0, 0, 0]
    for span, weight in zip(spans, weights, strict=True):
        names = between(*span, by) if span else []
        if len(names) == 1:
            table[names[0]][0] += weight
            table[names[0]][1] += weight > 0
        for name in names if len(names) > 1 else ():
            table[name][2] += weight
        sums[0 if len(names) == 1 else 1 if names else 2] += weight
    return table, sums


def certain_sums(made, by, values):
    """{period: sum of the values of the posts that are of it alone}."""
    sums = {}
    for row, value in zip(made, values, strict=True):
        names = between(*days(row["date"]), by) if "date" in row else []
        if len(names) == 1:
            sums[names[0]] = sums.get(names[0], 0) + value
    return sums


def paragraphs(made):
    """For each post its stretches of sentences of words."""
    return by_hand.posts([{"date": "", **row} for row in made], {"paragraph"})


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("timeline") / "saved"
    made = with_dates(5)
    with pdx.writer(folder, language="en") as writer:
        writer.add_records(made[:25])
    with pdx.writer(folder, language="en") as writer:
        writer.add_records(made[25:])
    return pdx.open(folder)


MADE = with_dates(5)


@pytest.mark.parametrize("by", PERIODS)
@pytest.mark.parametrize("saved", [False, True])
def test_posts(by, saved, archive):
    whole = archive if saved else pdx.from_records(MADE, language="en")
    for view, made in ((whole, MADE), (whole[10:40], MADE[10:40])):
        table, sums = by_hand_table(made, by, [1] * len(made))
        timeline = view.timeline(by)
        assert {row.period: [row.posts, row.posts, row.possible] for row in timeline} == table
        assert [row.period for row in timeline] == list(table)
        assert [timeline.certain, timeline.possible, timeline.undated] == sums
        words = certain_sums(made, by, [post.words for post in view])
        assert {row.period: row.words for row in timeline if row.posts} == words
    part = whole.within("paragraph").timeline(by)
    words = certain_sums(MADE, by, [sum(map(len, (s for stretch in post for s in stretch))) for post in paragraphs(MADE)])
    assert {row.period: row.words for row in part if row.posts} == words


@pytest.mark.parametrize("by", PERIODS)
def test_lines_and_hits(by, archive):
    counts = [sum(sentence.count("ba") for stretch in post for sentence in stretch) for post in paragraphs(MADE)]
    assert 0 < sum(map(bool, counts)) < len(counts)
    view = archive.within("paragraph")
    table, sums = by_hand_table(MADE, by, counts)
    words = certain_sums(MADE, by, [sum(map(len, (s for stretch in post for s in stretch))) for post in paragraphs(MADE)])
    lines = view.find("ba").timeline(by)
    assert {row.period: [row.count, row.posts, row.possible] for row in lines} == table
    assert [lines.certain, lines.possible, lines.undated] == sums and sum(sums) == len(view.find("ba"))
    for row in lines:
        assert row.words == words.get(row.period, 0)
        assert row.per_thousand == pytest.approx(1000 * row.count / row.words if row.words else 0)
    found, sums = by_hand_table(MADE, by, [int(count > 0) for count in counts])
    every = {name: row[0] for name, row in by_hand_table(MADE, by, [1] * len(MADE))[0].items()}
    hits = view.search("ba").timeline(by)
    assert {row.period: [row.posts, row.posts, row.possible] for row in hits} == found
    assert [hits.certain, hits.possible, hits.undated] == sums
    for row in hits:
        assert row.all_posts == every[row.period]
        assert row.share == pytest.approx(row.posts / row.all_posts if row.all_posts else 0)


def test_only_the_lines_and_hits_that_are_there(archive):
    lines, hits = archive.find("ba")[:7], archive.search("ba")[2:5]
    timeline = lines.timeline("year")
    assert timeline.certain + timeline.possible + timeline.undated == 7
    assert sum(row.count for row in timeline) == timeline.certain
    timeline = hits.timeline("year")
    assert timeline.certain + timeline.possible + timeline.undated == 3


def test_mentions():
    rows = [
        {"title": "Bridge", "text": "It was opened on 3 May 1921, closed in June 1923, and open again in the 1930s. It was Monday."},
        {"title": "Again", "text": "In May 1921 and on 5 May 1921 it rained; nothing in 1922."},
    ]
    mentions = pdx.from_records(rows, language="en").date_mentions
    years = mentions.timeline()
    assert [(row.period, row.count, row.posts, row.possible) for row in years][:4] == [("1921", 3, 2, 0), ("1922", 1, 1, 0), ("1923", 1, 1, 0)]
    assert len(years) == 3 and (years.certain, years.possible, years.beyond) == (5, 0, 1)
    assert years.certain + years.possible + years.beyond + years.undated == len(mentions)
    months = {row.period: (row.count, row.possible) for row in mentions.timeline("month") if row.count or row.possible}
    assert months["1921-05"] == (3, 0) and months["1922-03"] == (0, 1) and months["1923-06"] == (1, 0)
    days_ = mentions.timeline("day")
    assert [(row.period, row.count) for row in days_ if row.count] == [("1921-05-03", 1), ("1921-05-05", 1)]
    assert days_["1921-05-31"].possible == 1 and days_.recipe.code.endswith(".date_mentions.timeline('day')")


def told(text, by):
    return pdx.from_records([{"title": "Guild", "text": text}], language="en").date_mentions.timeline(by)


def test_times_without_edges_make_no_rows():
    years = told("The guild of the 18th century began in 1731, burned in the summer of 1735, and lived on in the 1790s.", "year")
    assert [(row.period, row.count, row.possible) for row in years] == [("1731", 1, 1), ("1732", 0, 1), ("1733", 0, 1), ("1734", 0, 1), ("1735", 1, 1)]
    assert (years.certain, years.possible, years.beyond) == (2, 1, 1)
    decade = told("The guild of the 1730s was rich.", "year")
    assert [row.possible for row in decade] == [1] * 10 and (decade.possible, decade.beyond) == (1, 0)


def test_many_rows_are_an_error_with_a_way_out():
    text = "In 1215 they built the mill; since 1954 it is shut."
    first, last = datetime.date(1215, 1, 1), datetime.date(1954, 12, 31)
    n = (last - first).days + 1
    with pytest.raises(pdx.LimitError, match=f"by day from {first} to {last} would have {n} rows, and may have 100000: take longer periods"):
        told(text, "day")
    weeks = told(text, "week")
    assert len(weeks) == (n + first.weekday() + 6 - last.weekday()) // 7 and {row.count for row in weeks} == {0}
    assert weeks.possible == 2
    assert sum(row.count == 0 for row in told(text, "year")) == 738


def test_bounds_alone():
    """Posts that print no date may be of every period from what bounds them on."""
    sample = pdx.open(pdx.sample())
    for by in PERIODS:
        timeline = sample.timeline(by)
        possible = dict.fromkeys((row.period for row in timeline), 0)
        certain = undated = 0
        sides = [(post.published_bounds.not_before, post.published_bounds.before) for post in sample]
        for first, before in sides:
            last = before and before - datetime.timedelta(1)
            if first is None and last is None:
                undated += 1
                continue
            a, b = (None if day is None else period(day, by) for day in (first, last))
            if a == b:
                certain += 1
                continue
            for name in possible:
                possible[name] += (a is None or name >= a) and (b is None or name <= b)
        assert {row.period: row.possible for row in timeline} == possible
        assert (timeline.certain, timeline.undated) == (certain, undated)
        assert timeline.certain + timeline.possible + timeline.undated == len(sample)


def test_nothing_and_odd_arguments():
    empty = pdx.from_records([])
    assert len(empty.timeline()) == len(empty.find("a").timeline()) == len(empty.date_mentions.timeline()) == 0
    undated = pdx.from_records([{"title": "Ferry", "text": "Late."}]).timeline()
    assert (len(undated), undated.undated) == (0, 1) and "1 undated" in repr(undated)
    with pytest.raises(pdx.UsageError, match="by='hour': 'day', 'week', 'month', 'year'"):
        empty.timeline("hour")
    far = pdx.from_records([{"title": "a", "text": "From 3 May 1021 until 3 May 9021."}], language="en").date_mentions
    assert len(far.timeline("month")) <= 12 * 8001


def test_a_table(archive):
    timeline = archive.find("ba").timeline()
    assert timeline.columns == ["period", "count", "posts", "possible", "words", "per_thousand"] and timeline.by == "month"
    assert timeline["2010-03"] == timeline[2] and timeline.get("1999-01") is None
    assert [row.period for row in timeline[2:8:3]] == ["2010-03", "2010-06"] and type(timeline[:2]) is pdx.Timeline
    assert timeline.recipe.code.endswith(".find('ba').timeline('month')")
    for each in (timeline, timeline[1:4], archive.timeline("week"), archive.search("ba")[:5].timeline(), archive[3:].date_mentions.timeline()):
        again = pickle.loads(pickle.dumps(each))
        assert again == each and again.to_dicts() == each.to_dicts() and again.recipe == each.recipe and again.by == each.by
        assert hash(again) == hash(each)
        assert "<table" in each._repr_html_() or not len(each)
    assert repr(timeline).startswith("occurrences, by month (") and "certain" in repr(timeline)
    assert timeline != archive.find("be").timeline()


def test_arrow_and_files(archive, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    timeline = archive.timeline("year")
    assert pyarrow.table(timeline).to_pylist() == timeline.to_dicts()
    timeline.to_csv(tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()[0] == "period,posts,possible,words"
    timeline.to_jsonl(tmp_path / "t.jsonl")
    assert len((tmp_path / "t.jsonl").read_text().splitlines()) == len(timeline)


def bars(chart):
    """The heights of the bars of each shade, as the paths of the picture have them."""
    paths = re.findall(r'<path d="([^"]*)" opacity="\.(?:75|25)"/>', chart.svg)
    return [[float(height) for height in re.findall(r"v-([\d.e-]+)h", path)] for path in paths]


def test_a_chart(archive):
    timeline = archive.timeline()
    chart = timeline.plot()
    assert chart.labels == [row.period for row in timeline] and chart.values == [row.posts for row in timeline]
    assert chart.possible == [row.possible for row in timeline] and chart.unit == "posts" and chart.title == "posts, by month"
    certain, possible = bars(chart)
    for heights, values in ((certain, chart.values), (possible, chart.possible)):
        tall = [value for value in values if value]
        assert heights == pytest.approx([heights[0] * value / tall[0] for value in tall], rel=2e-3)
    assert certain[0] / possible[0] == pytest.approx(next(filter(None, chart.values)) / next(filter(None, chart.possible)), rel=2e-3)
    xml.dom.minidom.parseString(chart.svg)
    assert "prefers-color-scheme:dark" in chart._repr_svg_() and "<style>" not in chart._repr_html_() and "currentColor" in chart._repr_html_()
    shown = timeline._repr_html_()
    assert shown.count("<svg ") == 1 and len(shown.encode()) <= 20_000 and "<svg" not in repr(timeline)
    assert pickle.loads(pickle.dumps(chart)) == chart and hash(pickle.loads(pickle.dumps(chart))) == hash(chart)


def test_many_rows_share_bars():
    made = [{"title": "Ferry" if i % 3 else "Rain", "text": "It is late.", "date": str(datetime.date(2000, 1, 1) + datetime.timedelta(i * 11))} for i in range(500)]
    archive = pdx.from_records(made, language="en")
    for timeline in (archive.timeline("day"), archive.search("ferry").timeline("day"), archive.find("ferry").timeline("day")):
        chart = timeline.plot()
        assert 100 < len(chart.values) <= 240 and sum(chart.values) == timeline.certain and chart.note == f"28 days a bar, 2 in the last · {500} posts of 1 source · records"
        assert len(timeline._repr_html_().encode()) <= 20_000 and len(chart.svg.encode()) <= 20_000
    rates = archive.find("ferry").timeline("day").plot("per_thousand")
    rows = archive.find("ferry").timeline("day")[: -(-len(archive.timeline("day")) // 240)]
    assert rates.values[0] == pytest.approx(1000 * sum(row.count for row in rows) / sum(row.words for row in rows))
    assert rates.unit == "occurrences per thousand words" and rates.possible == []
    with pytest.raises(pdx.UsageError, match="column='period'"):
        archive.timeline().plot("period")


def test_charts_of_odd_things():
    odd = '"<b>" OR a&b'
    archive = pdx.from_records([{"title": "a b", "text": "b", "date": "2024-01-05"}])
    chart = archive.find(odd).timeline().plot()
    assert xml.dom.minidom.parseString(chart.svg) and "<b>" not in chart.svg
    for empty in (pdx.from_records([]).timeline(), archive.find("nothing").timeline(), archive.timeline()[:0]):
        assert xml.dom.minidom.parseString(empty.plot().svg) and empty._repr_html_()


class Axes:
    """What of matplotlib's axes is called."""

    def __init__(self):
        self.called = []

    def bar(self, places, heights, **named):
        self.called.append((list(places), list(heights), list(named.get("bottom", []))))
        return self

    patches = property(lambda self: [self])

    def get_facecolor(self):
        return "blue"

    def set_xticks(self, places, labels):
        self.called.append((places, labels))

    def set_ylabel(self, text):
        self.called.append(text)

    set_title = set_ylabel

    def legend(self):
        self.called.append("legend")


def test_axes():
    archive = pdx.from_records([{"title": "a", "text": "b", "date": date} for date in ("2024-01-05", "2024-03")])
    axes = Axes()
    assert archive.timeline("day").plot(ax=axes) is axes
    (places, heights, _), (_, above, below), legend, (ticks, labels), unit, title = axes.called
    assert legend == "legend" and len(places) == 87 and heights == below and sum(heights) == 1 and sum(above) == 31
    assert (labels[0], labels[-1]) == ("2024-01-05", "2024-03-29") and ticks == list(range(0, 87, 14)) and (unit, title) == ("posts", "posts, by day")


def test_a_sorted_timeline_is_drawn_in_order_of_time():
    for unit in ("year", "month", "day"):
        line = pdx.open(pdx.sample()).date_mentions.timeline(unit)
        by_count = line.sort("count") if "count" in line.columns else line.sort(line.columns[1])
        assert (line.measure, by_count.measure) == ("", line.columns[1])
        assert by_count.plot().labels == line.plot().labels and by_count.plot().values == line.plot().values
