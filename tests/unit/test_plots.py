"""Pictures of results: what is drawn, that it is well-formed, small, and readable wherever it stands."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

import postdex as pdx

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def sample():
    return pdx.open(pdx.sample())


@pytest.fixture(scope="module")
def persian():
    rows = [
        {"title": "باران", "text": "دیروز در تهران باران آمد و پل <بسته> شد.", "tags": ["شهر", "آب & باد", "پل"]},
        {"title": "پل", "text": "پل باز شد و شهردار آمد.", "tags": ["شهر", "پل"]},
    ]
    return pdx.from_records(rows)


def figures(archive):
    word = "harbour" if len(archive) > 2 else "پل"
    return {
        "tags": archive.tags.plot(n=12), "words": archive.words().plot(), "pairs": archive.tag_pairs().plot(), "collocates": archive.collocates(word).plot(n=10),
        "keyness": archive[:1].keyness(archive[1:]).plot(n=10), "ngrams": archive.ngrams(2).plot(n=5) if len(archive) > 2 else archive.ngrams(2, min_count=1).plot(n=5),
        "spread": archive.spread().plot(), "dispersion": archive.dispersion(word).plot(), "stretches": archive.dispersion(word, by=4).plot("per_million"), "timeline": archive.timeline().plot(),
    }  # fmt: skip


@pytest.mark.parametrize("which", ["sample", "persian"])
def test_pictures(which, request):
    archive = request.getfixturevalue(which)
    for name, figure in figures(archive).items():
        assert len(figure.svg) < 20_000, name
        root = ElementTree.fromstring(figure.svg)
        assert root.tag == f"{SVG}svg"
        texts = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
        assert texts[0] == figure.title
        assert figure.unit in texts[1], name
        assert root.get("fill") == "currentColor"
        assert "script" not in figure.svg
        assert "<style>" not in figure._repr_html_()
        assert figure == figure
        assert hash(figure) == hash(figure)
        wide, high = (float(each) for each in root.get("viewBox").split()[2:])
        for each in root.iter(f"{SVG}rect"):
            assert 0 <= float(each.get("x")) <= float(each.get("x")) + float(each.get("width")) <= wide
        for each in root.iter(f"{SVG}circle"):
            assert 0 < float(each.get("cx")) < wide
            assert 0 < float(each.get("cy")) < high


def test_what_is_drawn(sample):
    chart = sample.tags.plot(n=5)
    assert list(zip(chart.labels, chart.values, strict=True)) == sample.tags.most_common(5)
    keys = sample[:5].keyness(sample[5:])
    chart = keys.plot(n=6)
    assert sorted(chart.labels) == sorted([row.word for row in keys[:3]] + [row.word for row in keys[-3:]])
    assert chart.values == sorted(chart.values, reverse=True)
    assert f"log ratio · 6 of both ends of {len(keys):,} by log likelihood" in chart.svg
    assert chart.values[0] > 0 > chart.values[-1]
    where = sample.dispersion("harbour")
    assert where.plot().values == [row.count for row in where]
    network = sample.tag_pairs().plot()
    assert len(network.edges) == 60 < network.total == len(sample.tag_pairs())
    assert network.places() == network.places()
    near = sample.collocates("harbour", measure="t")
    assert near.plot(n=4).values == [row.t for row in near[:4]]
    assert near.plot("count", n=4).values == [row.count for row in near[:4]]


def test_posts_that_share_a_bar(big):
    """Of more posts than there are bars, by hand."""
    for view in (big, big[:241], big[::3]):
        where = view.dispersion("harbour")
        rows = where.to_dicts()
        assert len(rows) > 240
        for column in ("count", "words", "per_million"):
            chart = where.plot(column)
            size = next(size for size in (2, 5, 10) if -(-len(rows) // size) <= 240)
            groups = [rows[i : i + size] for i in range(0, len(rows), size)]
            assert chart.labels == [group[0]["slice"] for group in groups]
            wanted = [sum(row[column] for row in group) / (len(group) if column == "per_million" else 1) for group in groups]
            assert chart.values == pytest.approx(wanted, rel=1e-12)
            assert f"{size} posts a bar" in chart.note
    words = big.words()
    assert words.total() == sum(words.values()) > words[3:].total() == sum(words[3:].values())
    assert words[:0].total() == 0


def test_networks_lie_as_they_always_do():
    """The same places for the same network, apart from each other, and those that are joined nearer to each other than to others."""
    edges = [(a, b, 1.0) for group in (range(4), range(4, 8)) for a in group for b in group if a < b]
    made = pdx.Network("two groups", "lines", "by hand", [(str(i), 1.0) for i in range(8)], edges, len(edges))
    at = made.places()
    far = {(a, b): ((at[a][0] - at[b][0]) ** 2 + (at[a][1] - at[b][1]) ** 2) ** 0.5 for a in range(8) for b in range(a)}
    within = [value for (a, b), value in far.items() if (a < 4) == (b < 4)]
    between = [value for (a, b), value in far.items() if (a < 4) != (b < 4)]
    assert min(far.values()) > 0.01
    assert sum(within) / len(within) < sum(between) / len(between)
    assert pdx.Network("two groups", "lines", "by hand", made.nodes, edges, len(edges)).places() == at
    with pytest.raises(ValueError, match="numbers of two places"):
        pdx.Network("wrong", "lines", "by hand", made.nodes, [(0, 8, 1.0)], 1).places()


def test_bad_arguments(sample):
    for wrong in (lambda: sample.tags.plot(n=0), lambda: sample.ngrams(2).plot("no"), lambda: sample.dispersion("harbour").plot("no"), lambda: sample.spread().plot(n=41)):
        with pytest.raises(pdx.UsageError):
            wrong()


class Axes:
    """Takes what is drawn as axes of matplotlib would."""

    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        def call(*args, **kwargs):
            self.calls.append(name)
            return self

        return call

    @property
    def patches(self):
        return [self]


def test_on_axes(sample):
    for make in (sample.tags.plot, sample.tag_pairs().plot, sample.ngrams(2).plot, sample.dispersion("harbour").plot, sample.spread().plot, sample[:5].keyness(sample[5:]).plot):
        axes = Axes()
        assert make(ax=axes) is axes
        assert "set_title" in axes.calls


@pytest.fixture
def axes():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


@pytest.mark.large
def test_all_on_matplotlib(sample, axes):
    for name, figure in figures(sample).items():
        axes.clear()
        assert figure._on(axes) is axes, name
        assert axes.get_title() == figure.title
        axes.figure.canvas.draw()


def test_the_bars_of_matplotlib(sample, axes):
    assert sample.tags.plot(n=5, ax=axes) is axes
    counts = sample.tags.most_common(5)
    assert [bar.get_width() for bar in axes.patches] == [count for _, count in counts]
    assert [label.get_text() for label in axes.get_yticklabels()] == [tag for tag, _ in counts]


def test_what_is_possible_has_a_name_on_matplotlib(sample, axes):
    """The posts of the sample have bounds that leave several months open."""
    months = sample.timeline()
    months.plot(ax=axes)
    assert sum(bar.get_height() for bar in axes.patches) == sum(row.posts + row.possible for row in months)
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["certain", "possible"]


def texts_of(figure):
    """(x, y, anchor, text) of what is written below the heading."""
    all_of_them = list(ElementTree.fromstring(figure.svg).iter(f"{SVG}text"))[2:]
    return [(float(each.get("x")), float(each.get("y")), each.get("anchor") or each.get("text-anchor") or "start", "".join(each.itertext())) for each in all_of_them]


def test_what_is_empty_says_so(sample):
    nothing = sample.where("nosuchword")
    for figure in (
        nothing.tags.plot(), nothing.words().plot(), nothing.tag_pairs().plot(), nothing.timeline().plot(), sample.collocates("nosuchword").plot(), sample.dispersion("nosuchword").plot(),
        sample.find("nosuchword").timeline().plot(),
    ):  # fmt: skip
        assert "nothing to show" in figure.svg, figure
        assert float(ElementTree.fromstring(figure.svg).get("height")) <= 200
        assert "DP" not in figure.svg, "what is not there is not spread"
    assert "nothing to show" not in sample.tags.plot().svg


def below_of(figure):
    low = max(y for _, y, _, _ in texts_of(figure))
    return [(x, text) for x, y, anchor, text in texts_of(figure) if y == low and anchor == "middle"]


def dated(*days):
    return pdx.from_records([{"title": f"Ferry {i}", "text": "The ferry is late.", "date": day} for i, day in enumerate(days)])


@pytest.mark.parametrize(
    ("days", "by", "wanted"),
    [
        (("2001-01-05", "2015-06-01"), "month", ["2001-01", "2004-01", "2007-01", "2010-01", "2013-01"]),
        (("2017-12-01", "2019-02-08"), "month", ["2018-01", "2018-04", "2018-07", "2018-10", "2019-01"]),
        (("1953-01-01", "2019-02-08"), "year", ["1960", "1970", "1980", "1990", "2000", "2010"]),
        (("1850-01-01", "2030-02-08"), "year", ["1850", "1900", "1950", "2000"]),
        (("2018-01-01", "2018-01-03"), "day", ["2018-01-01", "2018-01-02", "2018-01-03"]),
    ],
)
def test_labels_of_time_stand_at_round_numbers_and_not_upon_each_other(days, by, wanted):
    names = below_of(dated(*days).timeline(by).plot())
    assert [name for _, name in names] == wanted
    for (x, name), (y, other) in zip(names, names[1:], strict=False):
        assert y - x > 3.2 * (len(name) + len(other)) + 4
    assert all(x - 3.4 * len(name) >= 0 and x + 3.4 * len(name) <= 724 for x, name in names)


def test_bars_that_share_rows_hold_round_numbers_of_them():
    days = dated("1850-03-01", "2030-01-01")
    assert "28 days a bar" in dated("2001-01-05", "2015-06-01").timeline("day").plot().svg
    assert "12 months a bar" in days.timeline("month").plot().svg
    many = pdx.from_records([{"title": f"Ferry {i}", "text": "The ferry is late."} for i in range(300)])
    chart = many.dispersion("ferry").plot()
    assert "2 posts a bar" in chart.svg
    assert [name for _, name in below_of(chart)] == ["0", "50", "100", "150", "200", "250"]
    assert sum(chart.values) == 600


def test_round_numbers_are_not_below_what_is_needed():
    from postdex._charts import round_up

    for of in ("", "day", "month", "year"):
        sizes = [round_up(least, of) for least in range(1, 5000)]
        assert all(size >= least for least, size in enumerate(sizes, 1))
        assert sizes == sorted(sizes)
        assert len(set(sizes)) < 20


def test_names_of_a_network_do_not_lie_upon_each_other(sample):
    boxes = [(x - 3 * len(name), y - 8, x + 3 * len(name), y) for x, y, _, name in texts_of(sample.tag_pairs().plot())]
    assert len(boxes) == 28
    upon = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]
    assert len(upon) <= 1
    assert all(box[0] > -8 and box[2] < 728 for box in boxes)


def test_names_are_cut_by_their_width_and_at_their_end():
    names = ["W" * 60, "i" * 40, "\u7de8" * 40, "\u062d\u0642\u0648\u0642 \u0628\u0634\u0631 \u0648 " * 8]
    figure = pdx.from_records([{"title": "Ferry", "text": "The ferry is late.", "tags": names}]).tags.plot()
    shown = {text[0]: text for x, _, anchor, text in texts_of(figure) if anchor == "end"}
    assert shown["i"] == "i" * 40
    assert len(shown["\u7de8"]) < len(shown["W"]) + 3 < 25
    assert shown["\u062d"].endswith("\u2026\u200f")  # a mark of direction: what is left out is to the left


def test_long_queries_are_cut_in_headings(sample):
    hits = sample.like(sample[0])
    assert len(hits.query) > 200
    assert len(repr(hits).splitlines()[0]) < 160
    first = [word.split('"')[1] for word in hits.query.split()[:5]]
    assert f"for any of: {', '.join(first)}, " in repr(hits)


def test_what_takes_long_is_not_done_by_a_display(sample, monkeypatch):
    from postdex import _views_search

    lines = sample.find("the | harbour")
    assert lines._n_posts() == len(lines.per_post) > 1
    assert lines[:3]._n_posts() == len(lines[:3].per_post)
    assert sample.find("nosuchword")._n_posts() == 0
    assert " paragraph" in repr(lines).splitlines()[-2]
    monkeypatch.setattr(_views_search, "COUNTED", len(lines) - 1)
    assert repr(lines).splitlines()[-2] == "lines.counts tells their roles"
    network = sample.tag_pairs().plot()
    assert network._places is network.places()  # laid out when it was made


def test_the_network_has_the_pairs_that_are_most_often_together(sample):
    pairs = sample.tag_pairs(min_count=1)
    counts = {frozenset((row.tag, row.other)): row.count for row in pairs}
    network = pairs.plot()
    names = [name for name, _ in network.nodes]
    shown = {frozenset((names[i], names[k])): weight for i, k, weight in network.edges}
    assert all(counts[pair] == weight for pair, weight in shown.items())
    assert list(shown.values()) == sorted(shown.values(), reverse=True)
    left = [count for pair, count in counts.items() if pair not in shown and pair <= set(names)]
    assert max(left, default=0) <= min(shown.values())
    where = sample.dispersion("harbour")
    assert where.plot("per_million").values == pytest.approx([row.per_million for row in where])


def test_one_bar_does_not_fill_the_picture():
    chart = pdx.from_records([{"title": "A", "text": "b", "date": "2019-03-01"}]).timeline().plot()
    assert [float(width) for width in re.findall(r"h([\d.]+)v", chart.svg)] == [96]


def test_pictures_of_odd_texts_are_xml():
    odd = "".join(map(chr, [*range(0x30), 0x7F, 0x85, 0x2028, 0xFFFE, 0xFFFF])) + "]]><&\"'"
    archive = pdx.from_records([{"title": odd, "text": odd, "tags": [odd, "plain"], "date": "2019-02-13"}] * 2)
    for figure in (archive.tags.plot(), archive.tag_pairs().plot(), archive.search(f'tag:"{odd[-6:]}" OR title:x').timeline().plot()):
        assert "plain" in figure.svg or "2019" in figure.svg
        ElementTree.fromstring(figure.svg)


def test_a_last_bar_of_fewer_days_says_so():
    rows = [{"title": "Low tide", "text": "The ferry waited.", "date": f"{year}-{month:02}-11"} for year in range(2010, 2014) for month in range(1, 13)]
    days = pdx.from_records(rows).timeline("day")
    assert len(days) == 1431  # 204 bars of 7 days, and one of 3
    assert "7 days a bar, 3 in the last · " in days.plot().note
    assert " a bar · " in days[: 7 * 204].plot().note and "last" not in pdx.from_records(rows).timeline("month").plot().note
