"""What is counted of an archive: words that go together, that are more frequent in one part, runs, spread, time, pairs of tags."""

from __future__ import annotations

from . import _arguments, _core, _progress
from ._errors import QueryError, UsageError, shown
from ._query import Query
from ._recipe import step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    from ._archive import Archive
    from ._timelines import Timeline
    from ._types import KeyMeasure, Measure, Period, Progress, Slices, Window
    from ._word_tables import Collocates, Dispersion, Keyness, Ngrams, Spread, TagPairs


class Tables(_core.ArchiveBase):
    """An archive of which tables are made."""

    __slots__ = ()

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

        near, left, right = _arguments.window(window)
        _arguments.measure(measure)
        text = query if type(query) is str else Query(query).text
        made = step("collocates", text, **_arguments.given({"window": (window, 5), "measure": (measure, "log_dice"), "min_count": (min_count, 1)}))
        table: Collocates = self._count_words(self._collocates, _word_tables.Collocates, made, progress, text, near, left, right, _arguments.least(min_count), measure)
        return table

    def keyness(
        self, other: Archive | None = None, *, of: Literal["words"] | Literal["tags"] = "words", measure: KeyMeasure = "log_likelihood", min_count: int = 1, progress: Progress = None
    ) -> Keyness:
        """In what these posts differ from others: every word (or tag) of the two, what these have more of first, what the others have more of last.

        `other` is another view of the archive, or of another one: two halves, a year and the year before; without it, all other posts of the archive. Words of another archive are the same when
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
        >>> archive.where(tag="Old Library").keyness()[0].word
        'library'
        """
        from . import _word_tables

        if of not in ("words", "tags"):
            raise UsageError(f"of={shown(of)}: it is 'words' or 'tags'")
        theirs = self._others(other)
        _arguments.measure(measure)
        made = step("keyness", other, **_arguments.given({"of": (of, "words"), "measure": (measure, "log_likelihood"), "min_count": (min_count, 1)}))
        table: Keyness = self._count_words(self._keyness, _word_tables.Keyness, made, progress, theirs, of == "tags", _arguments.least(min_count), measure)
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

        made = step("ngrams", n, **_arguments.given({"min_count": (min_count, 2)}))
        table: Ngrams = self._count_words(self._ngrams, _word_tables.Ngrams, made, progress, _arguments.run(n), _arguments.least(min_count))
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
        made = step("clusters", text, n, **_arguments.given({"min_count": (min_count, 1)}))
        table: Ngrams = self._count_words(self._clusters, _word_tables.Ngrams, made, progress, text, _arguments.run(n), _arguments.least(min_count))
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
        kind, n = _arguments.slices(by)
        made = step("dispersion", text, **_arguments.given({"by": (by, "post")}))
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

        kind, n = _arguments.slices(by)
        made = step("spread", **_arguments.given({"by": (by, "post"), "min_count": (min_count, 1)}))
        table: Spread = self._count_words(self._dispersion, _word_tables.Spread, made, progress, None, kind, n, _arguments.least(min_count))
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
        n: int | None = 1_000_000,
        progress: Progress = None,
    ) -> TagPairs:
        """Tags that stand on posts together, a row for each pair that is on `min_count` posts at least: the edges of a network, which `to_graphml` writes.

        Columns: `tag` and `other`, the former first in byte order; `count`, posts with both; `tag_posts` and `other_posts`, with each; `expected`, if they had nothing to do
        with each other; and, with O, R1, C1 of these and N posts: `lift`, O * N / (R1 * C1); `npmi`, `jaccard` and `log_likelihood` (with a minus where the two avoid each
        other) as in `collocates`. A post with thousands of tags makes millions of pairs: `n` of them are rows at most, the first in the order of the measure (None: all); `pairs` of the
        table is how many there are. A tag that is on every post goes with each other one exactly as often as is expected: lift 1, npmi and log_likelihood 0; `everywhere` names these.

        >>> import postdex as pdx
        >>> pairs = pdx.open(pdx.sample()).tag_pairs(min_count=2)
        >>> pairs[0].count <= min(pairs[0].tag_posts, pairs[0].other_posts)
        True
        """
        from . import _word_tables

        _arguments.measure(measure)
        made = step("tag_pairs", **_arguments.given({"measure": (measure, "log_likelihood"), "min_count": (min_count, 1), "n": (n, 1_000_000)}))
        most = 0 if n is None else _arguments.count(n, "n", 1)
        table: TagPairs = self._count_words(self._tag_pairs, _word_tables.TagPairs, made, progress, _arguments.least(min_count), most, measure)
        return table

    def _others(self, other: Archive | None) -> Archive:
        """What these posts are held against: the rest of the archive, when nothing else is said."""
        if other is not None:
            if not isinstance(other, _core.ArchiveBase):
                raise TypeError(f"other={shown(other)}: an archive is needed, or a part of one")
            return other
        others: Archive = self._rest((*self._recipe, step("keyness"), step("other")))  # type: ignore[assignment]
        if not len(others):
            raise UsageError("these are all posts of the archive: give others to hold them against, other=")
        return others

    def _count_words(self, count: Any, cls: Any, made: Any, progress: Progress, *args: Any) -> Any:
        """One of the methods that make tables of words; the first of `args` is a query, or there is none."""
        report = _progress.reporter(progress)
        try:
            return count(cls, (made,), report, *args)
        except QueryError as error:
            _arguments.point_out(error, args[0])
            raise
        finally:
            if report is not None:
                report.close()
