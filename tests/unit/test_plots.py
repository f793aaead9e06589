"""Pictures of results: what is drawn, that it is well-formed, small, and readable wherever it stands."""

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
