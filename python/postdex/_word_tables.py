"""Tables of words by what they tell: what stands near something, what sets posts apart, runs of words, how evenly they are spread, tags that go together."""

from __future__ import annotations

from ._display import counted
from ._recipe import Recipe, Shown
from ._word_table import Count, Real, WordTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._archive import Archive
    from ._types import Target


class Collocates(WordTable):
    """What stands near the occurrences of something; see `Archive.collocates`.

    >>> import postdex as pdx
    >>> near = pdx.open(pdx.sample()).collocates("harbour", window=3)
    >>> near[:10].columns[:5]
    ['word', 'count', 'left', 'right', 'posts']
    """

    __slots__ = ()

    @property
    def query(self) -> str:
        """What was asked for."""
        return str(self._steps[0][1][0])

    @property
    def _query(self) -> str:
        return self.query

    occurrences = Count("Occurrences of the query in the posts.")
    near = Count("Words near an occurrence, each counted once: R1 of the formulas.")
    words = Count("All words of the posts but for those of the occurrences: N of the formulas.")

    def plot(self, column: str | None = None, *, n: int = 20, ax: Any = None) -> Any:
        """The first `n` rows as bars: a `BarChart`, whose `svg` is a picture that needs no package; with ``ax=`` drawn on axes of matplotlib, which are returned.

        `column` is one of the columns with numbers; without it that by which they are ordered.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).collocates("harbour").plot(n=3)
        <BarChart 'words near harbour' · log dice · 3 bars>
        """
        from . import _plots

        return _plots.bars(self, f"words near {self.query}", column, n, ax)

    _default_measure = "log_dice"
    _shown = ("word", "count", "left", "right", "posts", "all", "expected")

    @property
    def _headline(self) -> str:
        return f"{counted(len(self), 'word')} near {self.query}"


class Keyness(WordTable):
    """In what some posts differ from others; see `Archive.keyness`. ``keys[:10]`` are words of these, ``keys[:-11:-1]`` words of the others.

    >>> import postdex as pdx
    >>> archive = pdx.open(pdx.sample())
    >>> keys = archive[:5].keyness(archive[5:], measure="log_ratio", min_count=5)
    >>> keys.size + keys.other_size == archive.n_words
    True
    """

    __slots__ = ()

    @property
    def other(self) -> Archive:
        """What it was held against."""
        return self.archive._others(self._steps[0][1][0])

    @property
    def shared(self) -> int:
        """How many posts are in both: they say nothing of a difference, and make every other one smaller than it is."""
        other = self.other
        if self.archive._roles is not None and other._roles is not None and not set(self.archive._roles).intersection(other._roles):
            return 0  # other parts of them
        return self.archive._n_shared(other)

    size = Count("Words of these posts, or these posts themselves where tags are compared.")
    other_size = Count("The same of the others.")

    @property
    def recipe(self) -> Recipe:
        """The code, sources and version behind it."""
        name, args, kwargs = self._steps[0]
        shown = (name, () if args[0] is None else (Shown(args[0].recipe.code),), kwargs)
        return Recipe(self.archive._store, (*self.archive._recipe, shown, *self._steps[1:]))

    def plot(self, column: str = "log_ratio", *, n: int = 20, ax: Any = None) -> Any:
        """`n` rows from both ends of the table as bars, in the order of `column`: what these posts have more of to the right, what the others have more of to the left. Which rows these are
        is the table's own measure, and the picture says so. A `BarChart`, whose `svg` is a picture that needs no
        package; with ``ax=`` drawn on axes of matplotlib, which are returned.

        >>> import postdex as pdx
        >>> archive = pdx.open(pdx.sample())
        >>> archive[:5].keyness(archive[5:], min_count=5).plot(n=4)
        <BarChart 'words of these posts (right) and of the others (left)' · log ratio · 4 bars>
        """
        from . import _plots

        _plots.checked(n)
        what = self._asked.get("of", "words")
        rows = list(self[: (n + 1) // 2]) + (list(self[-(n // 2) :]) if n > 1 and len(self) > n else list(self[(n + 1) // 2 : n]))
        return _plots.bars(self, f"{what} of these posts (right) and of the others (left)", column, n, ax, rows)

    @property
    def _has_two_ends(self) -> bool:
        return self._sorted in ("", *self._signed)

    @property
    def _remark(self) -> str:
        if self.shared:
            return f"{counted(self.shared, 'post')} {'is' if self.shared == 1 else 'are'} in both: keyness() holds posts against those that they are not"
        empty = "these posts have" if not self._facts["size"] else "the others have" if not self._facts["other_size"] else ""
        return f"{empty} no {self._asked.get('of', 'words')}: nothing is compared" if empty and len(self) else ""

    _signed = ("log_likelihood", "chi2", "log_ratio", "difference", "odds_ratio", "fisher")
    _default_measure = "log_likelihood"
    _shown = ("word", "count", "other_count", "posts", "other_posts", "log_ratio", "holm")

    @property
    def _headline(self) -> str:
        order = ", from those that these posts have more of to those that the others have" if self._has_two_ends else ""
        return counted(len(self), self._asked.get("of", "words")[:-1]) + order


class Ngrams(WordTable):
    """Runs of words; see `Archive.ngrams` and `Archive.clusters`.

    >>> import postdex as pdx
    >>> pdx.open(pdx.sample()).ngrams(3)[0].words
    'and like us'
    """

    __slots__ = ()

    @property
    def n(self) -> int:
        """How many words each has."""
        return int(self._steps[0][1][-1])

    @property
    def _query(self) -> str | None:
        name, args, _ = self._steps[0]
        return str(args[0]) if name == "clusters" else None

    runs = Count("How many runs of that length there are, with those that are too rare for a row.")

    def plot(self, column: str | None = None, *, n: int = 20, ax: Any = None) -> Any:
        """The first `n` rows as bars: a `BarChart`, whose `svg` is a picture that needs no package; with ``ax=`` drawn on axes of matplotlib, which are returned.

        `column` is one of the columns with numbers; without it their count.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).ngrams(2).plot(n=3)
        <BarChart 'runs of 2 words' · count · 3 bars>
        """
        from . import _plots

        return _plots.bars(self, f"runs of {counted(self.n, 'word')}", column, n, ax)

    _default_measure = "count"
    _shown = ("words", "posts", "per_million")

    @property
    def _headline(self) -> str:
        name, args, kwargs = self._steps[0]
        least = kwargs.get("min_count", 2 if name == "ngrams" else 1)
        seldom = f", each at least {least} times" if least > 1 else ""
        return f"{counted(len(self), 'run')} of {counted(self.n, 'word')}{f' with {args[0]}' if name == 'clusters' else ''}{seldom}"


class Dispersion(WordTable):
    """Where in an archive something is, a row for each slice; see `Archive.dispersion`.

    >>> import postdex as pdx
    >>> where = pdx.open(pdx.sample()).dispersion("harbour", by=4)
    >>> [row.count for row in where], where.slices, round(where.arf, 2) <= where.occurrences
    ([5, 4, 2, 1], 4, True)
    """

    __slots__ = ()

    @property
    def query(self) -> str:
        """What was asked for."""
        return str(self._steps[0][1][0])

    @property
    def _query(self) -> str:
        return self.query

    occurrences = Count("Occurrences in all slices: f of the formulas.")
    posts = Count("Posts with an occurrence.")
    range = Count("Slices with an occurrence.")
    slices = Count("Slices that have words: n of the formulas.")
    words = Count("Words of all slices: N of the formulas.")
    undated = Count("Posts left out because they print no date.")
    d = Real("Juilland's D.")
    dp = Real("Gries's deviation of proportions.")
    dp_norm = Real("The same, divided by the most that it can be.")
    kld = Real("Kullback and Leibler's divergence from even spread, in bits.")
    arf = Real("The average reduced frequency.")

    def plot(self, column: str = "count", *, ax: Any = None) -> Any:
        """The slices as bars, one after the other: a `Chart`, whose `svg` is a picture that needs no package; with ``ax=`` drawn on axes of matplotlib, which are returned.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).dispersion("harbour").plot()
        <Chart 'harbour, post by post' · count · 15 bars>
        """
        from . import _charts, _plots
        from ._errors import UsageError, shown

        if column not in self.columns[1:]:
            raise UsageError(f"column={shown(column)}: {', '.join(map(repr, self.columns[1:]))}")
        by = self._asked.get("by", "post")
        n = len(self)
        size = _charts.shared(n, by if isinstance(by, str) else "")
        labels = [str(label) for (label,) in self[::size].select("slice")._tuples()]
        sums: list[Any] = [*self._sums(self.columns.index(column), size)]
        values = [total / min(size, n - i * size) for i, total in enumerate(sums)] if column == "per_million" else sums
        notes = [f"{min(size, n)} {by if isinstance(by, str) else 'stretche'}s a bar"] if min(size, n) > 1 else []
        notes += [f"DP {self.dp:.2f}"] if self.occurrences else []
        notes.append(_plots.source_of(self.archive))
        how = f"{by} by {by}" if isinstance(by, str) else f"in {by} stretches of equally many words"
        chart = _charts.Chart(f"{self.query}, {how}", column.replace("_", " "), labels, values, [], " · ".join(notes))
        return _plots.drawn(chart, ax)

    _shown = ("slice", "count", "posts", "words", "per_million")

    @property
    def _headline(self) -> str:
        return f"spread of {self.query} over {counted(len(self), 'slice')}"


class Spread(WordTable):
    """How evenly each word is spread; see `Archive.spread`.

    >>> import postdex as pdx
    >>> pdx.open(pdx.sample()).spread(by=5)["harbour"].range
    3
    """

    __slots__ = ()

    slices = Count("Slices that have words.")
    words = Count("Words of all slices.")
    undated = Count("Posts left out because they print no date.")

    def plot(self, column: str | None = None, *, n: int = 20, ax: Any = None) -> Any:
        """The first `n` rows as bars: a `BarChart`, whose `svg` is a picture that needs no package; with ``ax=`` drawn on axes of matplotlib, which are returned.

        `column` is one of the columns with numbers; without it their count.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).spread().plot(n=3)
        <BarChart 'words and their spread' · count · 3 bars>
        """
        from . import _plots

        return _plots.bars(self, "words and their spread", column, n, ax)

    _default_measure = "count"
    _shown = ("word", "posts", "range", "d", "dp", "kld", "arf")

    @property
    def _headline(self) -> str:
        return f"{counted(len(self), 'word')} and their spread"


class TagPairs(WordTable):
    """Tags that stand on posts together; see `Archive.tag_pairs`.

    >>> import io
    >>> import postdex as pdx
    >>> pairs = pdx.open(pdx.sample()).tag_pairs()
    >>> file = io.StringIO()
    >>> pairs[:3].to_graphml(file)
    >>> file.getvalue().count("<edge ")
    3
    """

    __slots__ = ()

    posts = Count("Posts that were looked at, with tags or without: N of the formulas.")
    tags = Count("Different tags of these posts.")
    pairs = Count("Pairs of these tags that are on as many posts as were asked for, rows of the table or not.")

    @property
    def everywhere(self) -> list[str]:
        """Tags that are on every post, which tell no post from another."""
        return self.archive.tags[: self._facts["on_every_post"]].keys()

    def plot(self, *, ax: Any = None) -> Any:
        """The pairs as a network: a `Network`, whose `svg` is a picture that needs no package; with ``ax=`` drawn on axes of matplotlib, which are returned. Those that stand together
        most often are shown, as far as there is room; `to_graphml` writes all.

        >>> import postdex as pdx
        >>> len(pdx.open(pdx.sample()).tag_pairs().plot().svg) < 20_000
        True
        """
        from . import _plots

        made = _plots.network(self, "tags that stand on posts together", "circles: posts; lines: posts with both")
        return _plots.drawn(made, ax)

    def to_graphml(self, path: Target) -> None:
        """Writes the network as GraphML, to a path or a text file object: a node for each tag that is in a row, an edge for each row, with the columns as their data."""
        from ._export import _writing
        from ._exports import content

        posts: dict[str, int] = {}
        for row in self:
            posts[row.tag], posts[row.other] = row.tag_posts, row.other_posts
        numbers = {tag: f"n{i}" for i, tag in enumerate(posts)}
        edges = [name for name in self.columns if name not in ("tag", "other", "tag_posts", "other_posts")]
        with _writing(path) as file:
            print('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">', file=file)
            print('<key id="label" for="node" attr.name="label" attr.type="string"/>\n<key id="posts" for="node" attr.name="posts" attr.type="int"/>', file=file)
            for name in edges:
                kind = "int" if name == "count" else "double"
                print(f'<key id="{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>', file=file)
            print('<graph edgedefault="undirected">', file=file)
            for tag, number in numbers.items():
                print(f'<node id="{number}"><data key="label">{content(tag)}</data><data key="posts">{posts[tag]}</data></node>', file=file)
            for row in self:
                data = "".join(f'<data key="{name}">{getattr(row, name)!r}</data>' for name in edges)
                print(f'<edge source="{numbers[row.tag]}" target="{numbers[row.other]}">{data}</edge>', file=file)
            print("</graph>\n</graphml>", file=file)

    _default_measure = "log_likelihood"
    _shown = ("tag", "other", "count", "tag_posts", "other_posts", "lift", "npmi")

    @property
    def _headline(self) -> str:
        most = self._asked.get("n", 1_000_000)
        if most is None or self.pairs <= most:
            left = ""
        elif len(self._steps) == 1:
            left = f", the first of {self.pairs:,}: n=None gives all"
        else:  # some of them, by their places or as they were sorted
            left = f", of the first {most:,} of {self.pairs:,}: n=None gives all"
        return f"{counted(len(self), 'pair of tags', 'pairs of tags')}{left}"
