"""The archive: posts in order, narrowed by `where` and `within`, searched by `search` and `find`."""

from __future__ import annotations

from . import _arguments, _core, _left
from ._archive_keeping import Keeping
from ._archive_search import Searches
from ._archive_texts import Readings
from ._archive_words import Tables
from ._counts import Counts
from ._display import Shows
from ._errors import UsageError, shown
from ._export import Rows
from ._explanation import Explanation
from ._items import Pages, Source, Sources
from ._parts import Parts
from ._post import Post
from ._query import Note, Query, quoted, years_of_others
from ._recipe import Recipe, language_code, step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, overload

    from ._types import Day, Facet, Path, Progress

class Archive(Rows, Shows, Searches, Tables, Readings, Keeping):
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
            return Pages(store.page, _left.page_numbers(store), "archive.pages")
        return Pages(store.page, memoryview(self._page_numbers()).cast("I"), "archive.pages")

    @property
    def sources(self) -> Sources:
        """All sources, as they were obtained. One of which no post is left (all were deleted, or `writer.upsert` put another in its place) is none of them,
        though its bytes are there until its part of a saved archive becomes one with others."""
        store = self._store
        return Sources(lambda number: Source(store, number), _left.source_numbers(store), "archive.sources")

    @property
    def parts(self) -> Parts:
        """The parts of the posts (within the roles that are looked at)."""
        parts: Parts = self._parts()  # type: ignore[assignment]
        return parts

    @property
    def corrections(self) -> dict[str, dict[int, str]]:
        """What was fixed by `page.correct` or ``corrections=``, by source and line, with what the line says: as ``open(..., corrections=)`` takes it, which
        fixes nothing where the line says something else by then, and tells so in `skipped`.

        >>> import postdex as pdx
        >>> page = pdx.open(pdx.sample()).pages[0].correct({147: "other"})
        >>> list(page.archive.corrections.values())
        [{147: 'other: Staff Writer'}]
        """
        from . import _corrections

        return _corrections.of_store(self._store)

    @property
    def tags(self) -> Counts:
        """Tags by number of posts."""
        return self._counts("tag", "archive.tags", step("tags"))

    @property
    def categories(self) -> Counts:
        """Categories by number of posts."""
        return self._counts("category", "archive.categories", step("categories"))

    @property
    def skipped(self) -> list[tuple[str, str]]:
        """What was left out of an opened folder, or of an archive such as a zip: files in no form that postdex reads, damaged ones: (name, reason). Also records
        of a source that could not be read, or had nothing in them; and corrections that were meant for lines that say something else now."""
        from . import _saved

        return list(_saved.skipped(self._store))

    @property
    def problems(self) -> list[tuple[str, int, str]]:
        """What is wrong with the sources, and where: (name, byte, what). Those that are made of records (rows, exports, feeds) are read once more for
        that. Of each source the first thousands are told. What stands as a date and cannot be read as one is told with its text; of bytes that are
        no text the first.

        >>> import postdex as pdx
        >>> pdx.parse("<rss><channel><item><title>Fish & chips</title></item></channel></rss>", "feed.xml").problems
        [('feed.xml', 32, 'xml-bare-ampersand')]
        """
        found = []
        from . import _encodings, _inputs, _saved

        encodings = _saved.encodings(self._store)
        for source in self.sources:
            written = encodings.get(source.name)
            data = source.data
            told, n = self._store.problems(source.number, None if written is None else _inputs.decoding_of(written, data))
            bad = _encodings.not_utf8(data) if written is None else None
            if bad is not None:
                found.append((source.name, bad[0], f"not-utf-8: {bad[1]:,} {'stretch' if bad[1] == 1 else 'stretches'} of bytes from here on, shown as \ufffd; say what it was written in: encoding="))
            found += [(source.name, byte, what) for byte, what in told]
            if n > len(told):
                found.append((source.name, told[-1][0], f"and {n - len(told)} more"))
        return found

    @property
    def n_words(self) -> int:
        """How many words the posts have, each as often as it stands there (tokens); after `within`, in these parts of them. `len(archive.words())` says how many different ones.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\nRain and more rain.")
        >>> archive.n_words, len(archive.words())
        (5, 3)
        """
        return self._n_words()

    @property
    def n_unexplained(self) -> int:
        """Bytes that have no role better than `other`: of the text that was cut, which is longer than its source where columns and markup become words."""
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
    def notes(self) -> list[Note]:
        """What was read otherwise than typed of the queries that chose its posts, by `where` and `search`: places are in the query, which the message tells of.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).where("place:quay ferry").notes
        [<Note 0–6: place: is no scope: read as a word>]
        """
        asked = [each for each in self._recipe if isinstance(each, tuple) and each[0] in ("where", "search")]
        texts = dict.fromkeys(str(args[0]) for _, args, _ in asked if args and isinstance(args[0], (str, Query)))
        found = [note for text in texts for note in self.whole.search(text, deadline=1e-6).notes]  # as it was read, whatever it finds
        days = [Query.date(said.get("since"), said.get("until")).text for _, _, said in asked if "since" in said or "until" in said]
        return found + [note for text in days if not len(self) for note in years_of_others(text)]

    @property
    def _is_whole(self) -> bool:
        return len(self) == self._store.info["posts"]

    def words(self, prefix: str = "") -> Counts:
        """The different words of the posts (types), or those that begin with `prefix`, each with how often it stands there and in how many posts, the most frequent first.
        Added up, the counts of all are `archive.n_words`.

        >>> import postdex as pdx
        >>> pdx.parse("Rain\\n\\nRain and more rain.").words("rai").items()
        [('rain', 3)]
        """
        typed = f"archive.words({prefix!r})" if prefix else "archive.words()"
        counts: Counts = self._words(prefix, typed)  # type: ignore[assignment]
        return counts._of(self, (step("words", prefix) if prefix else step("words"),))

    def facets(self, by: Facet) -> Counts:
        """Counts over the posts by `tag`, `category`, `month` (of the printed date), `part`, `source` or `language`."""
        _arguments.facet(by)
        return self._counts(by, f"archive.facets({by!r})", step("facets", by))

    def _counts(self, by: Facet, typed: str, made: Any) -> Counts:
        counts: Counts = self._facet(by, typed)  # type: ignore[assignment]
        return counts._of(self, (made,))

    def terms(self, start: str = "") -> Iterator[_core.Term]:
        """Terms of the dictionary of the whole archive, in byte order from `start`: term, posts, occurrences."""
        return self._store.terms(start)

    def postings(self, term: str) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Posts (numbers) that have exactly this term, with its positions in each."""
        return self._store.postings(term)

    def explain(self) -> Explanation:
        """How the pages were cut."""
        return Explanation(self, {"unexplained_bytes": self.n_unexplained, "skipped": self.skipped}, self.pages)

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

        A language is two small letters, as `post.language` has them; anything else raises `UsageError`. A kind or status that no post says raises
        `QueryError`, as ``kind:`` and ``status:`` do in queries.
        Posts whose date is only bounded are left out unless the bounds settle it; `possible=True` takes those that may fit.

        >>> import postdex as pdx
        >>> archive = pdx.open(pdx.sample())
        >>> len(archive.where(lambda post: post.words > 0)) == len(archive)
        True
        """
        if query is not None and not isinstance(query, (str, Query)) and not callable(query):
            raise TypeError(f"query={shown(query)}: a query is needed, or a function of a post, not a {type(query).__name__}")
        filters = []
        if tag is not None:
            filters.append(f"tag:{quoted(tag)}")
        if source is not None:
            filters.append(f"source:{quoted(source)}")
        if page is not None:
            filters.append(f"page:{quoted(page)}")
        if kind is not None:
            filters.append(f"kind:{quoted(kind)}")
        if status is not None:
            filters.append(f"status:{quoted(status)}")
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
        if callable(query):
            result = result._select([post.number for post in result if query(post)], recipe)  # type: ignore[assignment]
        return result

    def sample(self, n: int, *, seed: int = 0) -> Archive:
        """`n` of the posts by chance, in the order of the archive; the same ones for the same seed. All when there are no more.

        >>> import postdex as pdx
        >>> some = pdx.open(pdx.sample()).sample(4, seed=1)
        >>> len(some), some == pdx.open(pdx.sample()).sample(4, seed=1)
        (4, True)
        """
        from . import _sample

        numbers = self._numbers()
        chosen = [numbers[i] for i in _sample.drawn(len(numbers), n, seed)]
        some: Archive = self._select(chosen, (*self._recipe, step("sample", n, seed=seed or None)))  # type: ignore[assignment]
        return some

    def within(self, *roles: str) -> Archive:
        """Looks only at parts with these roles; the posts stay. "text" stands for headings, paragraphs, quotes, lists, code and
        tables.

        >>> import postdex as pdx
        >>> archive = pdx.open(pdx.sample())
        >>> {line.role for line in archive.within("title").find("harbour")} <= {"title"}
        True
        """
        narrowed: Archive = self._within(_arguments.roles(roles, "within"), (*self._recipe, step("within", *roles)))  # type: ignore[assignment]
        return narrowed

    # ------------------------------------------------------------ as a value

    def save(self, path: Path, *, progress: Progress = None) -> None:
        """Writes the archive into a folder, from which `open` has it again at once: its sources' bytes, posts, index and corrections.

        The folder is made; a saved archive that is there is replaced in one step, and whoever has it open keeps what it was. Nothing else
        is ever written over: `UsageError` for a file, or for a folder with other things in it, and where this archive was opened and something was committed since.
        `LockedError` while somebody else saves there. Views are not saved: save the whole archive.

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

        folder = _saved.folder_of(self._store)
        if not self._is_whole or self._roles is not None:
            raise UsageError("this is a part of an archive: refresh the whole one, archive.whole.refresh()")
        if folder is None:
            return self
        return self if _saved.state(folder) == self._store.info["state"] else _saved.load(folder, False, self._store.cache.get("mmap", True))

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
