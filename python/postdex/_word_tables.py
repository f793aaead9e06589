"""Tables of words: what stands near something, with what was counted and what follows from it."""

from __future__ import annotations

from . import _core
from ._display import Shows, counted
from ._export import Rows
from ._asked import replay
from ._recipe import Recipe, Shown, step
from ._text import number_of, ways

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Self, overload

    from ._archive import Archive
    from ._query import Note
    from ._types import Target


class WordRow:
    """A row of a table of words: its values by the names of the columns, and by their numbers.

    >>> import postdex as pdx
    >>> row = pdx.parse("Rain\\n\\nThe rain came at noon, and more rain came.").collocates("rain", measure="t")[0]
    >>> row.word, row.count, row[0], len(row) == len(row.as_dict())
    ('came', 2, 'came', True)
    """

    __slots__ = ("_names", "_values")

    def __init__(self, names: tuple[str, ...], values: tuple[Any, ...]) -> None:
        self._names = names
        self._values = values

    def as_dict(self) -> dict[str, Any]:
        """The values by the names of their columns."""
        return dict(zip(self._names, self._values, strict=True))

    def __getattr__(self, name: str) -> Any:
        if name[:1] != "_" and name in self._names:
            return self._values[self._names.index(name)]
        raise AttributeError(f"a row has no {name!r}; it has {', '.join(self._names)}" if name[:1] != "_" else name)

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *self._names]

    def __getitem__(self, i: Any) -> Any:
        return self._values[i]

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __eq__(self, other: object) -> bool:
        return (self._names, self._values) == (other._names, other._values) if isinstance(other, WordRow) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values)

    def __reduce__(self) -> tuple[Any, ...]:
        return WordRow, (self._names, self._values)

    def __repr__(self) -> str:
        values = (f"{value:.4g}" if isinstance(value, float) else repr(value) for value in self._values)
        return f"<WordRow {', '.join(f'{name}={value}' for name, value in zip(self._names, values, strict=True))}>"


class Fact:
    """What was counted with a table, under the name of the attribute."""

    _kind: type = int

    def __init__(self, doc: str) -> None:
        self.__doc__ = doc

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, table: WordTable | None, owner: type | None = None) -> Any:
        return self if table is None else self._kind(table._facts[self._name])

    def __set__(self, table: WordTable, value: object) -> None:
        raise AttributeError(f"{self._name} of a table was counted, and cannot be set")


class Count(Fact):
    """A whole number that was counted with a table."""

    if TYPE_CHECKING:

        def __get__(self, table: WordTable | None, owner: type | None = None) -> int: ...


class Real(Fact):
    """A number with fractions that was counted with a table."""

    _kind = float

    if TYPE_CHECKING:

        def __get__(self, table: WordTable | None, owner: type | None = None) -> float: ...


class WordTable(Rows, Shows, _core.WordTableBase):
    """Words (or runs of words, or tags) with what was counted of them, in the order of a measure; immutable.

    ``table[i]`` is a row (`WordRow`), ``table[a:b]`` the same kind of table, without cost; ``table["word"]`` is the row of a word. Numbers that follow from counts are worked out
    when they are asked for, so a table of all words of an archive costs little until it is exported.
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, key: int | str) -> WordRow: ...
        @overload
        def __getitem__(self, key: slice) -> Self: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            row = self.get(key)
            if row is None:
                raise KeyError(key)
            return row
        found = _core.WordTableBase.__getitem__(self, key)
        return found if isinstance(key, slice) else WordRow(tuple(self.columns), found)

    def get(self, word: str) -> WordRow | None:
        """The row of a word, in whatever letters, with accents or without; of tags, slices and periods that which is just so. None when there is none.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).collocates("harbour").get("Master").word
        'master'
        """
        if not isinstance(word, str):
            raise TypeError(f"what a row is of is text, not {type(word).__name__}")
        for each in ways(word) if self.columns[0] in ("word", "words") and self._asked.get("of") != "tags" else (word,):
            number = number_of(self._number_of(each), each, (text for (text,) in self.select(self.columns[0])._tuples()))
            if number >= 0:
                return self[number]
        return None

    def __iter__(self) -> Iterator[WordRow]:
        names = tuple(self.columns)
        return (WordRow(names, row) for row in self._tuples())

    def __contains__(self, item: object) -> bool:
        return self.get(item) is not None if isinstance(item, str) else any(row == item for row in self)

    def sort(self, by: str) -> Self:
        """The same rows in the order of a column: numbers from the greatest, texts by their characters; "-" before its name turns it round. Rows that are equal in it stay as they stand.

        >>> import postdex as pdx
        >>> near = pdx.open(pdx.sample()).collocates("harbour")
        >>> [row.word for row in near.sort("count")[:2]], near.sort("-word")[0].word
        (['the', 'master'], 'with')
        """
        from ._errors import UsageError, shown

        if not isinstance(by, str):
            raise TypeError(f"by={shown(by)}: the name of a column is needed, not a {type(by).__name__}")
        name = by.removeprefix("-")
        if name not in self.columns:
            raise UsageError(f"by={shown(by)}: {', '.join(self.columns)}, with - before it to turn it round")
        sorted_: Self | None = self._in_order(self.columns.index(name), by.startswith("-"), step("sort", by))
        if sorted_ is not None:
            return sorted_
        values = [value for (value,) in self.select(name)._tuples()]
        is_text = bool(values) and isinstance(values[0], str)
        order = sorted(range(len(values)), key=values.__getitem__, reverse=is_text == by.startswith("-"))
        picked: Self = self._pick(order, step("sort", by))
        return picked

    @property
    def archive(self) -> Archive:
        """The archive, or the part of one, that was counted."""
        archive: Archive = self._archive  # type: ignore[assignment]
        return archive

    @property
    def recipe(self) -> Recipe:
        """The code, sources and version behind it."""
        return Recipe(self.archive._store, (*self.archive._recipe, *self._steps))

    @property
    def measure(self) -> str:
        """The column by which the rows are ordered; empty where they stand in the order of the archive."""
        return self._sorted.removeprefix("-") or self._own_measure

    @property
    def _own_measure(self) -> str:
        """By which they were ordered before anybody sorted them."""
        return str(self._asked.get("measure", self._default_measure))

    @property
    def _sorted(self) -> str:
        """By what `sort` was asked to order them; empty: it was not."""
        last = next((each for each in reversed(self._steps[1:]) if not isinstance(each, slice)), None)
        return str(last[1][0]) if last is not None and last[0] == "sort" else ""

    _default_measure = ""
    _shown: tuple[str, ...] = ()
    _texts: tuple[str, ...] = ("word", "words", "slice", "period", "tag", "other")  # columns that tell what a row is of
    @property
    def _has_two_ends(self) -> bool:
        """Whether those at the end are as telling as those at the beginning."""
        return False


    @property
    def _headline(self) -> str:
        return counted(len(self), "row")

    @property
    def _remark(self) -> str:
        """What should be known before the table is read; empty: nothing."""
        return ""

    @property
    def _asked(self) -> dict[str, Any]:
        asked: dict[str, Any] = self._steps[0][2]
        return asked

    @property
    def _query(self) -> str | None:
        """Whose occurrences were counted; None: those of all words."""
        return None

    @property
    def notes(self) -> list[Note]:
        """What of the query was read otherwise than typed, as `archive.find` has it; nothing where none was asked.

        >>> import postdex as pdx
        >>> [note.message for note in pdx.open(pdx.sample()).collocates("titel:harbour").notes]
        ['titel: is no scope: read as a word']
        """
        return [] if self._query is None else self.archive[:0].find(self._query).notes  # those of the query alone

    @property
    def suggestion(self) -> str | None:
        """Where the query occurs nowhere: one that occurs; see `Hits.suggestion`."""
        found = self._facts.get("occurrences", self._facts.get("runs", 0))
        return None if self._query is None or found else self.archive.find(self._query).suggestion

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WordTable):
            return NotImplemented
        return type(self) is type(other) and len(self) == len(other) and self._facts == other._facts and list(self._tuples()) == list(other._tuples())

    def __hash__(self) -> int:
        return hash((type(self), len(self), *self._facts.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return replay, (self.archive, self._steps)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.word_table(self)


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
        return f"{counted(self.shared, 'post')} {'is' if self.shared == 1 else 'are'} in both: keyness() holds posts against those that they are not" if self.shared else ""

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
