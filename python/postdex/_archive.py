"""The archive: posts in order, narrowed by `where` and `within`, searched by `search` and `find`."""

from __future__ import annotations

from . import _core, _progress
from ._counts import Counts
from ._display import Shows
from ._errors import LimitError, QueryError, UsageError
from ._export import Rows
from ._items import Explanation, Pages, Parts, Post, Source, Sources
from ._query import Query, point_at, quoted
from ._recipe import Recipe, language_code, step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any, Literal, overload

    from ._answers import Answers
    from ._concordance import Concordance
    from ._hits import Hits
    from ._matches import Matches
    from ._mentions import Mentions
    from ._names import Names
    from ._near_copies import NearCopies
    from ._quotes import Quotes
    from ._repeats import Repeats
    from ._timelines import Timeline
    from ._types import Day, Facet, KeyMeasure, Measure, Order, Path, Period, Progress, Slices, Window
    from ._word_tables import Collocates, Dispersion, Keyness, Ngrams, Spread, TagPairs

GROUPS = ("title", "tags", "body", "other")
TEXT_ROLES = ("heading", "paragraph", "quote", "list", "code", "table")


def _number(given: Any, name: str, needed: str) -> float:
    """An argument that is a number."""
    if not (hasattr(given, "__float__") or hasattr(given, "__index__")):
        raise TypeError(f"{name}={given!r}: {needed} is needed, not a {type(given).__name__}")
    try:
        return float(given)
    except OverflowError as error:
        raise UsageError(f"{name} is too large: {needed} is needed") from error


def _group_numbers(given: Any, defaults: tuple[float, ...], name: str) -> tuple[float, ...] | None:
    """One number per scoring group: a dict changes some."""
    if given is None:
        return None
    if not hasattr(given, "items"):
        raise TypeError(f"{name}={given!r}: a dict by scoring group is needed, such as {{{GROUPS[0]!r}: {defaults[0]}}}")
    unknown = [group for group in given if group not in GROUPS]
    if unknown:
        raise UsageError(f"{name}: there is no scoring group {unknown[0]!r}; they are {', '.join(GROUPS)}")
    return tuple(
        _number(given.get(group, default), f"{name}[{group!r}]", "a number")
        for group, default in zip(GROUPS, defaults, strict=True)
    )


MOST = 2**32 - 1
MOST_SLICES = 10**6
NEAR = {"sentence": 1, "paragraph": 2}
SLICES = {"post": 0, "month": 1, "year": 2}


def _count(given: Any, name: str, least: int = 0, most: int = MOST) -> int:
    """An argument that is a whole number."""
    if not hasattr(given, "__index__"):
        raise TypeError(f"{name}={given!r}: a whole number is needed, not a {type(given).__name__}")
    number: int = given.__index__()
    if not least <= number <= most:
        raise UsageError(f"{name}={number}: {least} to {most}")
    return number


def _least(min_count: Any) -> int:
    return _count(min_count, "min_count", 1)


def _window(window: Any) -> tuple[int, int, int]:
    """What a window is to C: which kind, and so many words to the left and to the right."""
    if isinstance(window, str):
        if window not in NEAR:
            raise UsageError(f"window={window!r}: a number of words, (left, right), 'sentence' or 'paragraph'")
        return NEAR[window], 0, 0
    if isinstance(window, (tuple, list)):
        if len(window) != 2:
            raise UsageError(f"window={window!r}: two numbers, (left, right)")
        left, right = (_count(side, "window") for side in window)
    else:
        left = right = _count(window, "window")
    if not left and not right:
        raise UsageError(f"window={window!r}: a word at least, on one side")
    return 0, left, right


def _slices(by: Any) -> tuple[int, int]:
    """What slices are to C: which kind, and how many."""
    if isinstance(by, str):
        if by not in SLICES:
            raise UsageError(f"by={by!r}: 'post', 'month', 'year' or a number of stretches")
        return SLICES[by], 0
    return len(SLICES), _count(by, "by", 1, MOST_SLICES)


def _given(arguments: dict[str, tuple[Any, Any]]) -> dict[str, Any]:
    """Of (value, default) the values that are not what they are anyway."""
    return {name: value for name, (value, default) in arguments.items() if value != default}


def _point_out(error: QueryError, text: str) -> None:
    """Shows in the message where in the query it is."""
    if error.offset is not None:
        error.message += f"\n{point_at(text, error.offset)}"
        error.args = (error.message,)


class Archive(Rows, Shows, _core.ArchiveBase):
    """A sequence of posts, made by `open`, `parse` or `from_records`; immutable.

    `archive[i]` is a post, `archive[a:b]` a narrower archive. All results keep what they need alive, can be compared and
    pickled, and stream Arrow: ``polars.DataFrame(archive)`` has a row per post.

    >>> import postdex as pdx
    >>> archive = pdx.open(pdx.sample())
    >>> len(archive[2:5])
    3
    >>> archive[2] in archive[2:5]
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, key: int, /) -> Post: ...
        @overload
        def __getitem__(self, key: slice, /) -> Archive: ...
        def __getitem__(self, key: Any, /) -> Any: ...
        def __iter__(self) -> Iterator[Post]: ...

    # ------------------------------------------------------------ contents

    @property
    def posts(self) -> Archive:
        """The posts: the archive itself, for symmetry with `pages` and `parts`."""
        return self

    @property
    def pages(self) -> Pages:
        """The pages; of a narrower archive, those on which its posts stand."""
        store = self._store
        if self._is_whole:
            return Pages(store.page, range(store.info["pages"]), "archive.pages")
        numbers = sorted({page.number for post in self for page in post.pages})
        return Pages(store.page, numbers, "archive.pages")

    @property
    def sources(self) -> Sources:
        """All sources, as they were obtained."""
        store = self._store
        return Sources(lambda number: Source(store, number), range(store.info["sources"]), "archive.sources")

    @property
    def parts(self) -> Parts:
        """The parts of the posts (within the roles that are looked at)."""
        parts: Parts = self._parts()  # type: ignore[assignment]
        return parts

    @property
    def corrections(self) -> dict[str, dict[int, str]]:
        """What was fixed by `page.correct` or ``corrections=``, by source and line, as ``open(..., corrections=)`` takes it.

        >>> import postdex as pdx
        >>> page = pdx.open(pdx.sample()).pages[0].correct({147: "other"})
        >>> list(page.archive.corrections.values())
        [{147: 'other'}]
        """
        given = self._store.options["corrections"]
        return {
            name: {line: " ".join(filter(None, ("start" if starts else "", role))) for line, (role, starts) in sorted(lines.items())}
            for name, lines in given.items()
        }

    @property
    def tags(self) -> Counts:
        """Tags by number of posts."""
        return self._counts("tag", "archive.tags")

    @property
    def categories(self) -> Counts:
        """Categories by number of posts."""
        return self._counts("category", "archive.categories")

    def near_copies(self, at_least: float = 0.8, *, progress: Progress = None) -> NearCopies:
        """Posts that nearly repeat an earlier one: each with the post that it is most like, and how alike they are.

        Nothing is removed or united: two posts under other titles, or changed a little when they were published again. Likeness is the
        resemblance of Broder ("On the resemblance and containment of documents", 1997): of all runs of four words (folded, as the index has
        them) in the two bodies, the share that both have. Only posts that repeat none themselves are repeated; a body of fewer than eight
        words repeats nothing. Posts are held against those that share one of twelve numbers made of their runs: of two that are alike to
        0.8 one in 5,000 is missed, to 0.7 one in 150; and against at most 32 of them, those with most in common.

        `at_least`: from 0.7 to 1, else `UsageError`. Found when somebody first asks, then kept.
        """
        from . import _near_copies

        if not _near_copies.LEAST <= at_least <= 1:
            raise UsageError(f"at_least={at_least!r}: from {_near_copies.LEAST} to 1")
        report = _progress.reporter(progress)
        try:
            copies: NearCopies = self._near_copies(at_least, report)  # type: ignore[assignment]
        finally:
            if report is not None:
                report.close()
        return copies

    def match(self, entries: Mapping[str, Any] | Iterable[str], *, progress: Progress = None) -> Matches:
        """Where the posts have names of a dictionary: whole words, the longest at each place, in one pass.

        `entries` are names, or a dict of names with what else stands for each: another name, several of them, or a dict with `aliases` and `category`. Words are compared as the index
        has them, so case, accents, hyphens and apostrophes do not matter. Of names that are the same the first counts. Dictionaries of a million names are fine.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\nIda Brook of the Harbour Board met Tom. The HB was late.")
        >>> found = archive.match({"Ida Brook": {"category": "person"}, "Harbour Board": {"aliases": ["HB", "the Board"], "category": "body"}, "Board": None})
        >>> [(str(match.text), match.entry, match.category) for match in found]
        [('Ida Brook', 'Ida Brook', 'person'), ('Harbour Board', 'Harbour Board', 'body'), ('HB', 'Harbour Board', 'body')]
        >>> found.by("entry").items()
        [('Harbour Board', 2), ('Ida Brook', 1)]
        """
        from . import _matches

        given, names, categories, phrases, numbers = _matches.columns(entries)
        report = _progress.reporter(progress)
        try:
            matches: Matches = self._match(given, names, categories, phrases, numbers, report)  # type: ignore[assignment]
        finally:
            if report is not None:
                report.close()
        return matches

    def repeats(self, n: int = 8, *, progress: Progress = None) -> Repeats:
        """Every run of at least `n` words that several posts share, as long as all of its places agree: where it stands in each, and why they have it.

        Words are compared as the index has them: without case, accents and what stands between them. A run lies within one part. Where two posts of three share more, that
        is a run of its own. Each has a `label` and the `reason` for it: furniture, tag line, cross-link (a title of another post), caption, near-copy, shared quotation,
        swapped order (two posts have two runs in different order), or repeated claim.

        `n` is from 2 to 64. `archive.within("paragraph").repeats()` leaves tags, captions and furniture out.

        >>> import postdex as pdx
        >>> claim = "The bridge was paid for with the money of the whole town."
        >>> archive = pdx.from_records([{"title": "Bridge", "text": f"It is old. {claim}"}, {"title": "Money", "text": f"{claim} Nobody minded."}])
        >>> archive.repeats()[0]
        <Repeat 'The bridge was paid for with the money of the whole town' · 12 words · 2 posts · repeated claim>
        """
        if not (hasattr(n, "__index__") and 2 <= n <= 64):
            raise UsageError(f"n={n!r}: a number from 2 to 64 is needed")
        report = _progress.reporter(progress)
        try:
            repeats: Repeats = self._repeats(n, report)  # type: ignore[assignment]
        finally:
            if report is not None:
                report.close()
        return repeats

    def names(self, name: str, *, rules: Iterable[str] | None = None, without: Iterable[str] = (), progress: Progress = None) -> Names:
        """Where the posts name somebody, in whatever spelling: names that sound the same when they are written over from another script, swapped and
        dropped letters, words joined or parted by hyphens, initials, another order, and the last or first name alone.

        Each mention says by which rules it was taken for the name, `spellings` sums them up. `rules` are those that may be used (all of them), `without` those that may not:
        transliteration, swapped_letters, dropped_letter, joined_words, initials, order, longer (a word more stands in it), surname and given_name (that stands alone: only where
        nobody else in the archive has it). Case, accents and apostrophes never matter, as in every search; a spelling begins with a capital letter unless it is the name itself.
        A name with a small word in it (`of`, `the`) or one such as `council` is that of no person: all of its words must stand there.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\nIda Montazery came. Then Montarezi left, and Ida Montazeri, too.")
        >>> for spelling in archive.names("Ida Montazeri").spellings:
        ...     print(spelling.text, spelling.count, spelling.why)
        Ida Montazeri 1 ()
        Ida Montazery 1 ('transliteration',)
        Montarezi 1 ('swapped_letters', 'surname')
        >>> len(archive.names("Ida Montazeri", without=["surname"]))
        2
        """
        from . import _names

        if not isinstance(name, str):
            raise TypeError(f"name={name!r}: a name is needed, not a {type(name).__name__}")
        allowed = _names.mask(rules, without)
        report = _progress.reporter(progress)
        try:
            names: Names = self._names(name, allowed, report)  # type: ignore[assignment]
        finally:
            if report is not None:
                report.close()
        return names

    @property
    def date_mentions(self) -> Mentions:
        """Dates that the posts speak of, in order.

        >>> import postdex as pdx
        >>> len(pdx.open(pdx.sample()).date_mentions) > 0
        True
        """
        mentions: Mentions = self._mentions()  # type: ignore[assignment]
        return mentions

    @property
    def quotes(self) -> Quotes:
        """What stands in quotation marks in the posts, in order: of which kind it is, and who says it.

        >>> import postdex as pdx
        >>> pdx.parse("Rain\\n\\n“The bridge is safe,” said Anna Weber.").quotes[0]
        <Quote “The bridge is safe,” · direct · Anna Weber · post 0>
        """
        quotes: Quotes = self._quotes()  # type: ignore[assignment]
        return quotes

    @property
    def skipped(self) -> list[tuple[str, str]]:
        """What was left out of an opened folder, or of an archive such as a zip: files in no form that postdex reads, damaged ones: (name, reason)."""
        from . import _saved

        return list(_saved.skipped(self._store))

    @property
    def problems(self) -> list[tuple[str, int, str]]:
        """What is wrong with the sources that are made of records (exports, feeds), and where: (name, byte, what). They are read once more for
        that. Of each source the first thousands are told.

        >>> import postdex as pdx
        >>> pdx.parse("<rss><channel><item><title>Fish & chips</title></item></channel></rss>", "feed.xml").problems
        [('feed.xml', 32, 'xml-bare-ampersand')]
        """
        found = []
        for source in self.sources:
            told, n = self._store.problems(source.number)
            found += [(source.name, byte, what) for byte, what in told]
            if n > len(told):
                found.append((source.name, told[-1][0], f"and {n - len(told)} more"))
        return found

    @property
    def n_words(self) -> int:
        """Number of words in the posts."""
        if self._is_whole:
            return int(self._store.info["words"])
        return sum(post.words for post in self)

    @property
    def n_unexplained(self) -> int:
        """Bytes of the sources that have no role better than `other`."""
        return int(self._store.info["unexplained"])

    @property
    def whole(self) -> Archive:
        """The archive that this is a view of."""
        whole: Archive = self._store.archive(self._recipe[:1])  # type: ignore[assignment]
        return whole

    @property
    def recipe(self) -> Recipe:
        """The code, sources and version behind it."""
        return Recipe(self._store, self._recipe)

    @property
    def _is_whole(self) -> bool:
        return len(self) == self._store.info["posts"]

    def words(self, prefix: str = "") -> Counts:
        """Words that begin with `prefix` (all without one), by occurrences in the posts.

        >>> import postdex as pdx
        >>> pdx.parse("Rain\\n\\nRain and more rain.").words("rai").items()
        [('rain', 3)]
        """
        typed = f"archive.words({prefix!r})" if prefix else "archive.words()"
        counts: Counts = self._words(prefix, typed)  # type: ignore[assignment]
        return counts

    def facets(self, by: Facet) -> Counts:
        """Counts over the posts by `tag`, `category`, `month` (of the printed date), `part`, `source` or `language`."""
        return self._counts(by, f"archive.facets({by!r})")

    def _counts(self, by: Facet, typed: str) -> Counts:
        counts: Counts = self._facet(by, typed)  # type: ignore[assignment]
        return counts

    def terms(self, start: str = "") -> Iterator[_core.Term]:
        """Terms of the dictionary of the whole archive, in byte order from `start`: term, posts, occurrences."""
        return self._store.terms(start)

    def postings(self, term: str) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Posts (numbers) that have exactly this term, with its positions in each."""
        return self._store.postings(term)

    def explain(self) -> Explanation:
        """How the pages were cut."""
        data = {
            "pages": [page.explain().data for page in self.pages],
            "unexplained_bytes": self.n_unexplained,
            "skipped": self.skipped,
        }
        return Explanation(self, data)

    # ------------------------------------------------------------ narrower views

    def where(
        self,
        query: str | Query | Callable[[Post], object] | None = None,
        *,
        tag: str | None = None,
        source: str | None = None,
        page: str | None = None,
        language: str | None = None,
        kind: str | None = None,
        status: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        possible: bool = False,
    ) -> Archive:
        """The posts that fit all that is given: a query (or a function of a post), a whole tag, a part of the source's name,
        words of a page's heading, a language, a kind and a status as `post.kind` and `post.status` have them, dates from `since` to `until`, both included at their precision ("2019-02").

        A language is two small letters, as `post.language` has them; anything else raises `UsageError`.
        Posts whose date is only bounded are left out unless the bounds settle it; `possible=True` takes those that may fit.

        >>> import postdex as pdx
        >>> archive = pdx.open(pdx.sample())
        >>> len(archive.where(lambda post: post.words > 0)) == len(archive)
        True
        """
        filters = []
        if tag is not None:
            filters.append(f"tag:{quoted(tag)}")
        if source is not None:
            filters.append(f"source:{quoted(source)}")
        if page is not None:
            filters.append(f"page:{quoted(page)}")
        if since is not None or until is not None:
            filters.append(Query.date(since, until).text)
        if isinstance(query, (str, Query)):
            wanted = Query(" ".join(filters)) & query if filters else Query(query)
        else:
            wanted = Query(" ".join(filters))
        made = step(
            "where",
            *([] if query is None else [query]),
            tag=tag,
            source=source,
            page=page,
            language=language,
            kind=kind,
            status=status,
            since=since,
            until=until,
            possible=possible or None,
        )
        recipe = (*self._recipe, made)
        result: Archive = self
        if wanted.text or isinstance(query, (str, Query)):
            result = self._select(self.search(wanted, possible=possible)._numbers, recipe)  # type: ignore[assignment]
        if language is not None:
            result = result._with_language(language_code(language), recipe)  # type: ignore[assignment]
        if kind is not None or status is not None:
            fits = [post.number for post in result if kind in (None, post.kind) and status in (None, post.status)]
            result = result._select(fits, recipe)  # type: ignore[assignment]
        if callable(query):
            result = result._select([post.number for post in result if query(post)], recipe)  # type: ignore[assignment]
        return result

    def within(self, *roles: str) -> Archive:
        """Looks only at parts with these roles; the posts stay. "text" stands for headings, paragraphs, quotes, lists, code and
        tables.

        >>> import postdex as pdx
        >>> archive = pdx.open(pdx.sample())
        >>> {line.role for line in archive.within("title").find("harbour")} <= {"title"}
        True
        """
        named = [role for name in roles for role in (TEXT_ROLES if name == "text" else (name,))]
        wrong = [role for role in named if role not in _core.ROLES]
        if wrong or not named:
            what = f"{wrong[0]!r} is not a role" if wrong else "a role is needed"
            raise UsageError(f"{what}; roles: {', '.join(_core.ROLES)}, text")
        narrowed: Archive = self._within(named, (*self._recipe, step("within", *roles)))  # type: ignore[assignment]
        return narrowed

    # ------------------------------------------------------------ questions

    def search(
        self,
        query: str | Query,
        *,
        match: Literal["all", "any"] = "all",
        sort: Order = "relevance",
        strict: bool = False,
        deadline: float | None = None,
        possible: bool = False,
        weights: Mapping[str, float] | None = None,
        k1: float | None = None,
        b: Mapping[str, float] | float | None = None,
        progress: Progress = None,
    ) -> Hits:
        """The posts that match, best first: a lazy sequence with an exact length.

        The query language is one page, docs/query.md: words, "phrases", -not, OR, title:, tag:"...", prefix*, fuzzy~, NEAR/5,
        date:2018..2019. All words are required; `match="any"` asks for at least one. What is typed never raises (see
        `hits.notes`) unless `strict=True`; a bad value for a known filter always does. `deadline` (seconds) ends the search
        early, and then `hits.complete` is False. `possible=True` includes posts whose date is only bounded and may fit.

        The score is BM25F with saturation after summing over the groups title, tags, body and other (Robertson and Zaragoza,
        "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.3; idf with 1 added inside the logarithm)::

            norm_g = 1 - b_g + b_g * length_g / average_g
            tf     = sum over g of weight_g * occurrences_g / norm_g
            idf    = ln(1 + (N - df + 0.5) / (df + 0.5))
            score  = sum over terms of boost * idf * tf / (k1 + tf)

        Defaults: k1 1.2; weights title 3, tags 2, body 1, other 0.5; b title 0.4, tags 0.3, body 0.75, other 0.4. Equal scores
        keep the archive's order.

        >>> import postdex as pdx
        >>> hits = pdx.open(pdx.sample()).search("harbour")
        >>> hits[0].score >= hits[-1].score
        True
        """
        settings = self._settings(match, strict, deadline, possible, k1, weights, b)
        text = query if type(query) is str else Query(query).text
        made = ("search", (text,), {}) if settings is None else step(
            "search", text, match=None if match == "all" else match, strict=strict or None,
            deadline=deadline, possible=possible or None, weights=weights, k1=k1, b=b,
        )  # fmt: skip
        report = _progress.reporter(progress)
        try:
            hits: Hits = self._search(text, settings, report, made)  # type: ignore[assignment]
        except QueryError as error:
            _point_out(error, text)
            raise
        finally:
            if report is not None:
                report.close()
        return hits if sort == "relevance" else hits.sort(sort)

    def like(self, post: Post, words: int = 25, *, progress: Progress = None) -> Hits:
        """The posts of this view that are most like a post, best first, without itself: those that have the words by which it stands out.

        These are its `words` words with the most weight (how often it has a word, times how few posts of the archive have it), of which a post must have at least
        one. They are asked for by a query, as everybody could: `hits.query` shows it, and `hit.explain()` says what each word gives. Words that only one post has, or more than half of
        them, say nothing. No word at all is left: no hits.

        >>> import postdex as pdx
        >>> archive = pdx.open(pdx.sample())
        >>> hits = archive.like(archive[0])
        >>> archive[0] in [hit.post for hit in hits]
        False
        """
        from . import _like

        if not isinstance(post, Post):
            raise TypeError(f"post={post!r}: a post is needed, not a {type(post).__name__}")
        if not (hasattr(words, "__index__") and 1 <= words <= 200):
            raise UsageError(f"words={words!r}: a number from 1 to 200 is needed")
        return _like.hits(self, post, int(words), progress)

    def search_many(
        self,
        queries: Iterable[str | Query],
        k: int = 10,
        *,
        match: Literal["all", "any"] = "all",
        strict: bool = False,
        deadline: float | None = None,
        possible: bool = False,
        weights: Mapping[str, float] | None = None,
        k1: float | None = None,
        b: Mapping[str, float] | float | None = None,
        progress: Progress = None,
    ) -> Answers:
        """The `k` best posts of each of many queries, in one call, as columns: what ``search(query)[:k]`` gives for each, bit for bit.

        All options are those of `search`, for all queries alike; the order is that of relevance. `deadline` (seconds) is that of
        the whole call: queries that it leaves no time for have no rows, and `answers.incomplete` names them. A query that raises
        ends the call; the error's `query` is its number. `progress` counts queries. Other threads of Python run meanwhile.

        >>> import postdex as pdx
        >>> archive = pdx.open(pdx.sample())
        >>> answers = archive.search_many(["harbour", "no such words", "ferry"], k=1)
        >>> answers.begins.tolist()
        [0, 1, 1, 2]
        >>> answers[0].score == archive.search("harbour")[0].score
        True
        """
        if isinstance(queries, (str, Query)):
            raise TypeError("search_many takes several queries: put it into a list, or use search")
        texts = tuple(Query(query).text for query in queries)
        if not hasattr(k, "__index__"):
            raise TypeError(f"k={k!r}: a whole number is needed, not a {type(k).__name__}")
        k = k.__index__()
        if k < 1:
            raise UsageError(f"k={k}: at least 1")
        settings = self._settings(match, strict, deadline, possible, k1, weights, b)
        made = step(
            "search_many", texts, k, match=None if match == "all" else match, strict=strict or None,
            deadline=deadline, possible=possible or None, weights=weights, k1=k1, b=b,
        )  # fmt: skip
        report = _progress.reporter(progress)
        try:
            answers: Answers = self._search_many(texts, min(k, 2**31), settings, report, (*self._recipe, made))  # type: ignore[assignment]
            return answers
        except (QueryError, UsageError, LimitError) as error:
            number = getattr(error, "query", None)
            if number is not None:
                pointed = "" if error.offset is None else f"\n{point_at(texts[number], error.offset)}"
                error.message = f"query {number}: {error.message}{pointed}"
                error.args = (error.message,)
            raise
        finally:
            if report is not None:
                report.close()

    def find(
        self,
        query: str | Query,
        *,
        strict: bool = False,
        deadline: float | None = None,
        possible: bool = False,
        progress: Progress = None,
    ) -> Concordance:
        """Every occurrence, as a concordance: lines with `before`, `node` and `after`, in posts and in the pages' remainders.

        The language is that of `search`, except that words side by side stand one after the other, and nothing is stemmed.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\nThe rain came at noon.")
        >>> [(line.before, line.node, line.after) for line in archive.find("rain")]
        [('', 'Rain', ''), ('The ', 'rain', ' came at noon.')]
        """
        settings = self._settings("all", strict, deadline, possible, None, None, None)
        text = query if type(query) is str else Query(query).text
        made = step("find", text, strict=strict or None, deadline=deadline, possible=possible or None)
        report = _progress.reporter(progress)
        try:
            lines: Concordance = self._find(text, settings, report, made)  # type: ignore[assignment]
        except QueryError as error:
            _point_out(error, text)
            raise
        finally:
            if report is not None:
                report.close()
        return lines

    # ------------------------------------------------------------ words in numbers

    def collocates(
        self, query: str | Query, window: Window = 5, *, measure: Measure = "log_dice", min_count: int = 1, progress: Progress = None
    ) -> Collocates:
        """The words that stand near the occurrences of a query, the strongest first, with all measures.

        The query is one of `find`: a word, a phrase, a prefix; only posts are counted, not what stands outside of them on pages. `window` is how many words to either side
        belong to the surroundings of an occurrence, or ``(left, right)``, or "sentence", or "paragraph" (the whole part of the post). Nothing reaches beyond its part: a
        title, a tag, a paragraph ends it. Words are those of the index (docs/words.md), and what the occurrences themselves consist of is left out of everything.
        Words that stand near less than `min_count` times have no row.

        Columns: `count`, places near an occurrence, each once, however many occurrences it is near; `left` and `right`, those before and those behind one (a place between
        two is both); `posts`, in which it stands near one; `all`, how often the word stands anywhere; `all_posts`, in how many posts; `expected`; and the measures. With
        O = `count`, R1 = all words near (`near`), C1 = `all`, N = all words (`words`), R2 = N - R1, C2 = N - C1, and O12, O21, O22 the other three cells of the table of two by
        two that these make (S. Evert, "Corpora and collocations", 2008, on surface co-occurrence)::

            expected        E = R1 * C1 / N
            log_dice        14 + log2(dice)                                Rychly 2008; with R1, not the number of occurrences, in dice
            mi              log2(O / E)                                    Church and Hanks 1990
            mi3             log2(O^3 / E)                                  Daille 1994
            npmi            log2(O / E) / -log2(O / N)                     Bouma 2009
            t               (O - E) / sqrt(O)                              Church, Gale, Hanks and Hindle 1991
            z               (O - E) / sqrt(E)                              Berry-Rogghe 1973
            chi2            sum of (O_ij - E_ij)^2 / E_ij                  Pearson, no correction
            log_likelihood  2 * sum of O_ij * ln(O_ij / E_ij)              Dunning 1993
            dice            2 * O / (R1 + C1)
            jaccard         O / (R1 + C1 - O)
            delta_p         O / R1 - O21 / R2                              Gries 2013: the word, given that one is near
            delta_p_back    O / C1 - O12 / C2                              Gries 2013: being near, given the word
            fisher          -log10 P(at least O)                           Fisher's exact test, one-sided; Pedersen 1996

        `chi2` and `log_likelihood` have a minus where O is less than E.

        The first such question turns the index round: four bytes of memory for each word of the archive, kept as long as that is open, and about a second for a hundred
        million words. From then on a word takes what its occurrences take. Sentences are cut when they are asked for.

        >>> import postdex as pdx
        >>> near = pdx.parse("Rain\\n\\nHeavy rain fell. More heavy rain will fall.").collocates("rain", window=(1, 0))
        >>> [(row.word, row.count, row.left, row.right) for row in near]
        [('heavy', 2, 2, 0)]
        """
        from . import _word_tables

        near, left, right = _window(window)
        text = query if type(query) is str else Query(query).text
        made = step("collocates", text, **_given({"window": (window, 5), "measure": (measure, "log_dice"), "min_count": (min_count, 1)}))
        table: Collocates = self._count_words(self._collocates, _word_tables.Collocates, made, progress, text, near, left, right, _least(min_count), measure)
        return table

    def keyness(
        self, other: Archive, *, of: Literal["words"] | Literal["tags"] = "words", measure: KeyMeasure = "log_likelihood", min_count: int = 1, progress: Progress = None
    ) -> Keyness:
        """In what these posts differ from others: every word (or tag) of the two, what these have more of first, what the others have more of last.

        `other` is another view of the archive, or of another one: two halves, a tag and the rest, a year and the year before. Words of another archive are the same when
        they are folded alike. ``of="tags"`` compares the numbers of posts that have a tag; tags of two archives are the same when they are printed alike. Words that are
        in both together less than `min_count` times have no row, and are no comparison.

        Columns: `count` and `other_count`; `posts` and `other_posts`, in which it is; both counts per million words (or posts); and the measures. With a = `count`, c = `size`,
        b = `other_count`, d = `other_size`, and E_ij what is expected in each cell of the table of two by two that these make::

            log_likelihood  2 * sum of O_ij * ln(O_ij / E_ij)              Dunning 1993; all four cells
            p               of chi-squared with one degree of freedom for log_likelihood
            holm            p, corrected for the number of rows            Holm 1979
            bonferroni      min(1, p * number of rows)
            chi2            sum of (O_ij - E_ij)^2 / E_ij                  Pearson, no correction
            log_ratio       log2((a / c) / (b / d))                        Hardie 2014
            log_ratio_low, log_ratio_high                                  its 95 % interval: Katz and others 1978
            difference      100 * ((a / c) / (b / d) - 1)                  %DIFF: Gabrielatos and Marchi 2011
            odds_ratio      a * (d - b) / (b * (c - a))
            fisher          -log10 P(so many, or more extreme)             Fisher's exact test, one-sided

        `log_likelihood`, `chi2` and `fisher` have a minus where the others have more. In ratios a count of 0 is taken for 0.5. log-likelihood says how sure a difference is,
        log ratio how large; `posts` whether it is one of many posts or of one.

        >>> import postdex as pdx
        >>> archive = pdx.open(pdx.sample())
        >>> keys = archive.where(tag="Old Library").keyness(archive.where(tag="Flood Defence"))
        >>> keys[0].word, keys[-1].word
        ('market', 'sluice')
        """
        from . import _word_tables

        if not isinstance(other, Archive):
            raise TypeError(f"other={other!r}: an archive is needed, or a part of one")
        if of not in ("words", "tags"):
            raise UsageError(f"of={of!r}: it is 'words' or 'tags'")
        made = step("keyness", other, **_given({"of": (of, "words"), "measure": (measure, "log_likelihood"), "min_count": (min_count, 1)}))
        table: Keyness = self._count_words(self._keyness, _word_tables.Keyness, made, progress, other, of == "tags", _least(min_count), measure)
        return table

    def ngrams(self, n: int = 2, *, min_count: int = 2, progress: Progress = None) -> Ngrams:
        """All runs of `n` words (1 to 8) that are there at least `min_count` times, the most frequent first, with the number of posts that have them.

        A run lies in one part: it reaches from one sentence into the next, but from no title, tag or paragraph into the next. Words are those of the index, folded.
        Columns: `words`, `count`, `posts`, `per_million` (of all runs of that length, which are `runs`).

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\nThe rain came, and the rain went.")
        >>> [(row.words, row.count) for row in archive.ngrams(2)]
        [('the rain', 2)]
        """
        from . import _word_tables

        made = step("ngrams", n, **_given({"min_count": (min_count, 2)}))
        table: Ngrams = self._count_words(self._ngrams, _word_tables.Ngrams, made, progress, _count(n, "n", 1), _least(min_count))
        return table

    def clusters(self, query: str | Query, n: int = 3, *, min_count: int = 1, progress: Progress = None) -> Ngrams:
        """The runs of `n` words (1 to 8) that hold an occurrence of a query, the most frequent first: as `ngrams`, round something.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\nThe rain came, and the rain went.")
        >>> [(row.words, row.count) for row in archive.within("paragraph").clusters("rain", 2)]
        [('the rain', 2), ('rain came', 1), ('rain went', 1)]
        """
        from . import _word_tables

        text = query if type(query) is str else Query(query).text
        made = step("clusters", text, n, **_given({"min_count": (min_count, 1)}))
        table: Ngrams = self._count_words(self._clusters, _word_tables.Ngrams, made, progress, text, _count(n, "n", 1), _least(min_count))
        return table

    def dispersion(self, query: str | Query, by: Slices = "post", *, progress: Progress = None) -> Dispersion:
        """Where in the archive something is, slice by slice, and how evenly it is spread.

        Slices are posts, or the months or years of printed dates (from the first to the last, those between without any post too; posts without a printed date are left
        out and counted as `undated`), or, for ``by=10``, ten stretches of equally many words. The query is one of `find`; occurrences that begin at one word are one.
        Columns: `slice`, `count`, `posts` with an occurrence, `words` of the slice, `per_million`.

        Of f occurrences, v_i in slice i, which has the share s_i of all words; n slices have words, and slices without any are left out::

            range    slices with an occurrence
            d        1 - sd(p) / mean(p) / sqrt(n - 1), p_i = v_i / words of slice i    Juilland and others 1970, with shares
            dp       sum of abs(v_i / f - s_i) / 2                                      Gries 2008
            dp_norm  dp / (1 - least s_i)                                               Lijffijt and Gries 2012
            kld      sum of v_i / f * log2((v_i / f) / s_i)                             Gries 2020
            arf      sum of min(distance, N / f) * f / N                                Savicky and Hlavacova 2002

        `arf` is the average reduced frequency over all N words in the order of the archive, whatever the slices; a distance is the number of words from one occurrence to
        the next, from the last on to the first. 1 in `d`, 0 in `dp` and `kld`, and f in `arf` are even spread.

        >>> import postdex as pdx
        >>> where = pdx.open(pdx.sample()).dispersion("harbour")
        >>> where.occurrences, where.range, where[0].slice, where.dp > 0.5
        (12, 5, '0', True)
        """
        from . import _word_tables

        text = query if type(query) is str else Query(query).text
        kind, n = _slices(by)
        made = step("dispersion", text, **_given({"by": (by, "post")}))
        table: Dispersion = self._count_words(self._dispersion, _word_tables.Dispersion, made, progress, text, kind, n, 1)
        return table

    def spread(self, by: Slices = "post", *, min_count: int = 1, progress: Progress = None) -> Spread:
        """How evenly each word is spread over posts, months, years or equal stretches: a list of frequencies, the most frequent first, with the measures of `dispersion`.

        >>> import postdex as pdx
        >>> words = pdx.open(pdx.sample()).spread(min_count=10)
        >>> words[0].word, words[0].range == words.slices, words[0].arf < words[0].count
        ('the', True, True)
        """
        from . import _word_tables

        kind, n = _slices(by)
        made = step("spread", **_given({"by": (by, "post"), "min_count": (min_count, 1)}))
        table: Spread = self._count_words(self._dispersion, _word_tables.Spread, made, progress, None, kind, n, _least(min_count))
        return table

    def timeline(self, by: Period = "month", *, progress: Progress = None) -> Timeline:
        """The posts over time: a row for each day, ISO week, month or year, from the first to the last in which any post was, or by its bounds begins or ends to be possible.

        Columns: `period`; `posts` whose printed date, or whose bounds, leave no other period; `possible`, posts whose date or bounds allow this period and others (each
        is in every row that it allows, up to the end of the rows where its bounds are open); `words` of the `posts`. What has neither date nor bounds is counted as `undated`. `find(...).timeline()`, `search(...).timeline()` and
        `date_mentions.timeline()` are the like of what is found.

        >>> import postdex as pdx
        >>> rows = [{"title": day, "text": "The ferry is late.", "date": day} for day in ("2024-11-30", "2024", "2025-01-02")]
        >>> pdx.from_records(rows).timeline("month").select("period", "posts", "possible").to_dicts()[-3:]
        [{'period': '2024-11', 'posts': 1, 'possible': 1}, {'period': '2024-12', 'posts': 0, 'possible': 1}, {'period': '2025-01', 'posts': 1, 'possible': 0}]
        """
        from . import _timelines

        return _timelines.make(self, (), by, progress, _timelines.POSTS, [], [], None)

    def tag_pairs(
        self,
        *,
        measure: Literal["log_likelihood"] | Literal["count"] | Literal["lift"] | Literal["npmi"] | Literal["jaccard"] = "log_likelihood",
        min_count: int = 1,
        progress: Progress = None,
    ) -> TagPairs:
        """Tags that stand on posts together, a row for each pair that is on `min_count` posts at least: the edges of a network, which `to_graphml` writes.

        Columns: `tag` and `other`, the former first in byte order; `count`, posts with both; `tag_posts` and `other_posts`, with each; `expected`, if they had nothing to do
        with each other; and, with O, R1, C1 of these and N posts: `lift`, O * N / (R1 * C1); `npmi`, `jaccard` and `log_likelihood` (with a minus where the two avoid each
        other) as in `collocates`. A tag that is on every post goes with each other one exactly as often as is expected: lift 1, npmi and log_likelihood 0; `everywhere` names these.

        >>> import postdex as pdx
        >>> pairs = pdx.open(pdx.sample()).tag_pairs(min_count=2)
        >>> pairs[0].count <= min(pairs[0].tag_posts, pairs[0].other_posts)
        True
        """
        from . import _word_tables

        made = step("tag_pairs", **_given({"measure": (measure, "log_likelihood"), "min_count": (min_count, 1)}))
        table: TagPairs = self._count_words(self._tag_pairs, _word_tables.TagPairs, made, progress, _least(min_count), measure)
        return table

    def _count_words(self, count: Any, cls: Any, made: Any, progress: Progress, *args: Any) -> Any:
        """One of the methods that make tables of words; the first of `args` is a query, or there is none."""
        report = _progress.reporter(progress)
        try:
            return count(cls, (made,), report, *args)
        except QueryError as error:
            _point_out(error, args[0])
            raise
        finally:
            if report is not None:
                report.close()

    @staticmethod
    def _settings(
        match: str, strict: bool, deadline: float | None, possible: bool, k1: float | None, weights: Any, b: Any
    ) -> tuple[Any, ...] | None:
        """The settings that C takes; None where all are what they are anyway."""
        if match == "all" and not strict and deadline is None and not possible and k1 is None and weights is None and b is None:
            return None
        if match not in ("all", "any"):
            raise UsageError(f"match={match!r}: it is 'all' or 'any'")
        _k1_default, weight_defaults, b_defaults = _core.SCORING
        weights = _group_numbers(weights, weight_defaults, "weights")
        b = _group_numbers(b if b is None or hasattr(b, "items") else dict.fromkeys(GROUPS, b), b_defaults, "b")
        if deadline is not None:
            deadline = _number(deadline, "deadline", "a number of seconds")
            if not deadline > 0:
                raise UsageError(f"deadline={deadline!r}: seconds, more than 0")
        if k1 is not None:
            k1 = _number(k1, "k1", "a number from 0 on")
            if not 0 <= k1 < float("inf"):
                raise UsageError(f"k1={k1!r}: a number from 0 on")
        if weights is not None and not all(0 <= weight < float("inf") for weight in weights):
            raise UsageError("weights are numbers from 0 on")
        if b is not None and not all(0 <= each <= 1 for each in b):
            raise UsageError("b is between 0 and 1")
        return match == "any", strict, possible, deadline or 0.0, k1, weights, b

    # ------------------------------------------------------------ as a value

    def save(self, path: Path, *, progress: Progress = None) -> None:
        """Writes the archive into a folder, from which `open` has it again at once: its sources' bytes, posts, index and corrections.

        The folder is made; a saved archive that is there is replaced in one step, and whoever has it open keeps what it was. Nothing else
        is ever written over: `UsageError` for a file, or for a folder with other things in it. `LockedError` while somebody else saves
        there. Views are not saved: save the whole archive.

        >>> import os, tempfile
        >>> import postdex as pdx
        >>> path = os.path.join(tempfile.mkdtemp(), "harbour.pdx")
        >>> pdx.open(pdx.sample()).save(path)
        >>> pdx.open(path) == pdx.open(pdx.sample())
        True
        """
        from . import _saved

        if not self._is_whole or self._roles is not None:
            raise UsageError("this is a part of an archive: save the whole one, archive.whole.save(path)")
        _saved.save(self._store, path, progress)

    def refresh(self) -> Archive:
        """What is saved now where this archive was opened: this archive when nothing was saved there since, else the new one, opened.
        An archive that was built, and not opened from where it is saved, is what it is. Of a part of an archive, refresh the whole.

        >>> import os, tempfile
        >>> import postdex as pdx
        >>> path = os.path.join(tempfile.mkdtemp(), "harbour.pdx")
        >>> pdx.open(pdx.sample()).save(path)
        >>> archive = pdx.open(path)
        >>> archive.refresh() is archive
        True
        """
        from . import _saved

        folder = self._store.cache.get("folder")
        if not self._is_whole or self._roles is not None:
            raise UsageError("this is a part of an archive: refresh the whole one, archive.whole.refresh()")
        if folder is None:
            return self
        newest = _saved.load(folder, False, self._store.cache.get("mmap", True))
        return self if newest._store.info["generation"] == self._store.info["generation"] else newest

    def verify(self, *, progress: Progress = None) -> None:
        """Reads every byte of the archive and checks it against its checksums and against itself; `CorruptError` names the first damage.

        Opening a saved archive checks what reading relies on, not every byte of texts and index.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).verify()
        """
        from . import _saved

        _saved.verify(self._store, progress)

    def to_jsonl(self, path: Any) -> None:
        """Writes JSON lines, a post per line, in the form of ``postdex parse --jsonl``, which `open` reads again."""
        from ._export import _writing, json_line
        from ._records import record

        with _writing(path) as file:
            for post in self:
                at = post.appearances[0] if len(post._appearances) == 1 else None
                print(json_line(record(post, at)), file=file)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_archive, (self._store, None if self._is_whole else self._numbers(), self._roles, self._recipe)

    def _describe(self) -> Any:
        from . import _views

        return _views.archive(self)


def _restore_archive(
    store: _core.Store, numbers: list[int] | None, roles: list[str] | None, recipe: tuple[Any, ...]
) -> Archive:
    archive = store.archive(recipe)
    if numbers is not None:
        archive = archive._select(numbers, recipe)
    if roles is not None:
        archive = archive._within(roles, recipe)
    result: Archive = archive  # type: ignore[assignment]
    return result
