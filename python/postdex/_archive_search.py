"""What is asked of an archive in words: ranked posts, occurrences, batches of questions."""

from __future__ import annotations

from . import _arguments, _core, _progress
from ._errors import LimitError, QueryError, UsageError, shown
from ._post import Post
from ._query import Query, point_at, refuse_signs
from ._recipe import step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, Literal

    from ._answers import Answers
    from ._archive import Archive
    from ._concordance import Concordance
    from ._found import Found
    from ._hits import Hits
    from ._types import Order, Progress


class Searches(_core.ArchiveBase):
    """An archive that is searched."""

    __slots__ = ()

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
        hits: Hits = self._ask(self._search, text, settings, strict, progress, made)
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
            raise TypeError(f"post={shown(post)}: a post is needed, not a {type(post).__name__}")
        words = _arguments.count(words, "words", 1, 200)
        archive: Archive = self  # type: ignore[assignment]
        return _like.hits(archive, post, int(words), progress)

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
        if not hasattr(queries, "__iter__"):
            raise TypeError(f"queries={shown(queries)}: several queries are needed, not a {type(queries).__name__}")
        texts = tuple(Query(query).text for query in queries)
        if not hasattr(k, "__index__"):
            raise TypeError(f"k={shown(k)}: a whole number is needed, not a {type(k).__name__}")
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
            if strict:
                for place, text in enumerate(texts):
                    refuse_signs(text, place)
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

    def grep(self, pattern: str, *, ignore_case: bool = False) -> Found:
        """Every occurrence of a regular expression in the texts of posts, whatever their words: lines with an anchor each.

        Each part (a paragraph, a title, a caption, ...) is a text of its own, and `archive.within(...)` says which are looked at; what only other appearances of a post say, and
        pages' remainders, are not. The time grows with the text, whatever the pattern. What is understood, and what is not, is docs/regex.md; a pattern that cannot be
        read raises. In queries, ``/pattern/`` stands for the words that match as a whole.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\nThe rain came at 9.30, and again at 11.45.")
        >>> for line in archive.grep(r"\\d+\\.\\d\\d"):
        ...     print(line.node, line.anchor.bytes)
        9.30 (23, 27)
        11.45 (42, 47)
        """
        if not isinstance(pattern, str):
            raise TypeError(f"pattern={shown(pattern)}: a str is needed, not a {type(pattern).__name__}")
        half = next((i for i, char in enumerate(pattern) if "\ud800" <= char <= "\udfff"), None)
        if half is not None:
            raise QueryError(f"pattern={shown(pattern)}: character {half} is half of a surrogate pair, which no text has", offset=len(pattern[:half].encode()))
        found: Found = self._grep((pattern, bool(ignore_case)))  # type: ignore[assignment]
        return found

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
        lines: Concordance = self._ask(self._find, text, settings, strict, progress, made)
        return lines

    @staticmethod
    def _ask(ask: Callable[..., Any], text: str, settings: Any, strict: bool, progress: Progress, made: Any) -> Any:
        """The answer of the core, with progress while it is looked for; an error of the query points at its place."""
        report = _progress.reporter(progress)
        try:
            if strict:
                refuse_signs(text)
            return ask(text, settings, report, made)
        except QueryError as error:
            _arguments.point_out(error, text)
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
            raise UsageError(f"match={shown(match)}: it is 'all' or 'any'")
        _k1_default, weight_defaults, b_defaults = _core.SCORING
        weights = _arguments.group_numbers(weights, weight_defaults, "weights")
        b = _arguments.group_numbers(b if b is None or hasattr(b, "items") else dict.fromkeys(_arguments.GROUPS, b), b_defaults, "b")
        if deadline is not None:
            deadline = _arguments.number(deadline, "deadline", "a number of seconds")
            if not deadline > 0:
                raise UsageError(f"deadline={shown(deadline)}: seconds, more than 0")
        if k1 is not None:
            k1 = _arguments.number(k1, "k1", "a number from 0 on")
            if not 0 <= k1 < float("inf"):
                raise UsageError(f"k1={shown(k1)}: a number from 0 on")
        if weights is not None and not all(0 <= weight < float("inf") for weight in weights):
            raise UsageError("weights are numbers from 0 on")
        if b is not None and not all(0 <= each <= 1 for each in b):
            raise UsageError("b is between 0 and 1")
        return match == "any", strict, possible, deadline or 0.0, k1, weights, b
