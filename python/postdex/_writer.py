"""Adding to saved archives, and deleting from them."""

from __future__ import annotations

import _thread
import functools
import os
import weakref

from . import _core, _files, _inputs, _limits, _saved
from ._building import AddedAlready, Building
from ._errors import UsageError, shown
from ._query import Query
from ._recipe import language_code, step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType
    from typing import IO, Any, Final, TypeVar

    from ._archive import Archive
    from ._hits import Hit
    from ._post import Post
    from ._limits import Limits
    from ._types import Captured, Path, Progress, Url, When

    _F = TypeVar("_F", bound=Callable[..., Any])


FORGOTTEN: Final = "what was added and deleted since the last commit was forgotten when something failed: call rollback(), and do all of it again"
UNCOMMITTED: Final = "the commit before this failed, and what was added and deleted before it was forgotten: do that again, or call rollback()"
BEGUN: Final[tuple[str, tuple[Any, ...], dict[str, Any]]] = ("writer", (), {})  # how an archive came about that is in memory until it is committed


def _owner() -> str:
    """Who writes, for others who would."""
    import datetime
    import platform

    return f"process {os.getpid()} on {platform.node() or 'this machine'}, since {datetime.datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}"


def _alone(method: _F) -> _F:
    """One thread at a time: another waits until what a method does is done."""

    def done(self: Any, *args: Any, **named: Any) -> Any:
        if self._process != os.getpid():  # a fork may have left the lock held
            return method(self, *args, **named)
        with self._alone:
            return method(self, *args, **named)

    functools.update_wrapper(done, method)
    return done  # type: ignore[return-value]


def _is_one(what: object) -> bool:
    """Whether it names one post. No is no number, though Python counts with it."""
    return isinstance(what, (_core.PostBase, _core.HitBase)) or (hasattr(what, "__index__") and not isinstance(what, bool))


def _weakly(owner: Writer, method: Callable[[Writer], None]) -> Callable[[], None]:
    """Calls a method of a writer that does not live by this: one that nobody has any more, as one that an interrupt came before, lets go of its lock at once,
    and not when cycles are looked for. No Python code runs as it goes (a `weakref.WeakMethod` has some): an interrupt that came in there would be lost.
    """
    found = weakref.ref(owner)

    def call() -> None:
        living = found()
        if living is not None:
            method(living)

    return call


def _rereadable(file: Any) -> tuple[Any, int]:
    """A file object that can be read again, and from where: itself where it goes back, else one of what it has."""
    import io

    try:
        begin = file.tell()
        file.seek(begin)
    except (OSError, AttributeError, ValueError):
        data = file.read()
        copy: Any = io.StringIO(data) if isinstance(data, str) else io.BytesIO(data)
        copy.name = getattr(file, "name", None)
        return copy, 0
    return file, begin


class Writer:
    """Adds to a saved archive and deletes from it: made by `postdex.writer`. What is done is there for others after `commit`, all of it or nothing.

    As a context manager it commits on success and rolls back on an error. Threads may share one: while one thread calls it, others wait.
    """

    __module__ = "postdex"

    def __init__(
        self, path: Path, language: str | None, lexicon: bool | None, threads: int | None, mmap: bool, memory: int, anew: bool = False
    ) -> None:
        if not (hasattr(memory, "__index__") and memory.__index__() >= 1):
            raise UsageError(f"memory={shown(memory)}: a whole number of bytes is needed")
        if not isinstance(os.fspath(path), str):
            raise TypeError(f"writer takes the path of an archive as a str or a Path, and no {type(path).__name__}")
        self._given_path, self._mmap = os.path.expanduser(os.fspath(path)), mmap
        self._home = _files.home_of(self._given_path)
        self._threads, self._memory = threads, memory.__index__()
        self._given = (language, lexicon)
        self._process = os.getpid()
        self._alone = _thread.RLock()
        self._made = not os.path.lexists(self._given_path)
        self._forgot = ""  # what was to be committed and was lost with an error: why nothing is done before somebody rolls back, or commits nothing
        self._lock: object = None
        try:
            self._lock = _core._lock(_saved.folder_name(path), _owner())
        except BaseException:
            if self._made:
                _saved.leave_nothing(_saved.folder_name(path))
            raise
        try:
            if not anew and _saved.is_saved(self._path):
                self._committed = _saved.load(self._path, False, self._mmap)
            else:
                empty = Building(language, lexicon is None or lexicon, None, None, None, threads)
                self._committed = empty.finish(False, BEGUN)
            self._take(self._committed)
        except BaseException:
            self._unlock()
            raise

    @property
    def _path(self) -> str:
        """Where it writes, whatever folder is the process's own by now."""
        return _files.led(self._given_path, self._home)

    def _take(self, archive: Archive, n_before: int = 0) -> None:
        """Goes on from an archive, of which so many sources are drafted."""
        options = archive._store.options
        language, lexicon = self._given
        if (language is not None and language_code(language) != options["language"]) or (
            lexicon is not None and lexicon != options["lexicon"]
        ):
            raise UsageError("this archive was begun with another language= or lexicon=: leave them out", path=self._path)
        self._archive = archive
        self._base = archive._store  # what is gone on from: the same, or with what has been spilled since
        self._deleted = 0
        self._building = Building(options["language"] or None, options["lexicon"], None, None, None, self._threads, memory=self._memory)
        self._building.full, self._building.forgotten = _weakly(self, Writer._spill), _weakly(self, Writer._forget)
        self._building.n_before = n_before
        self._building.continue_(archive._store)

    def _forget(self) -> None:
        """Goes on from what is committed."""
        self._take(self._committed)
        self._forgot = FORGOTTEN

    def _unlock(self) -> None:
        """Lets others write, even while a traceback holds on to what was called."""
        if self._lock is not None:
            if self._made and self._process == os.getpid():  # where nothing came of it, nothing stays
                _saved.leave_nothing(_saved.folder_name(self._path), self._lock)
            _core._unlock(self._lock)
            self._lock = None

    def _check_open(self) -> None:
        if self._lock is None:
            raise UsageError("this writer is closed", path=self._path)
        if self._process != os.getpid():
            raise UsageError("this writer is another process's, of which this one is a fork: make one here", path=self._path)

    def _check_going(self) -> None:
        """What failed while something was added, deleted or previewed has taken with it all before that, on which whoever goes on may count."""
        self._check_open()
        if self._forgot == FORGOTTEN:
            raise UsageError(FORGOTTEN, path=self._path)

    def _check_uncommitted(self) -> None:
        """Whoever commits again after an error commits nothing."""
        if self._forgot and not self._has_changes():
            raise UsageError(self._forgot, path=self._path)

    @property
    def archive(self) -> Archive:
        """The archive as it was committed last, or as `preview` gave it since."""
        return self._archive

    @property
    def skipped(self) -> list[tuple[str, str]]:
        """What was left out of added folders and archives since the last commit: (name, reason)."""
        return list(self._building.skipped)

    @_alone
    def add(self, path: Path | IO[Any] | Iterable[Path], *, url: Url = None, captured: Captured = None, limits: Limits | None = None, encoding: str | None = None) -> int:
        """Adds what `postdex.open` takes, and gives how many sources were new: one that is there already, with the same name, facts and bytes, changes nothing.
        One of which no post is left is not there any more.

        If something cannot be read, those before it are added still; roll back to have none of them. When Ctrl-C comes while a source is read that is too large to be held, or what
        is added cannot be written, all is forgotten that was added and deleted since the last commit; then the writer does nothing more (`UsageError`) until `rollback` is called.
        """
        self._check_going()
        building, before = self._building, len(self._building.names)
        building.url, building.captured, building.limits = url, captured, _limits.checked(limits)
        building.encoding = _inputs.known_encoding(encoding)
        if hasattr(path, "read"):
            building.add_object(path)
        else:
            for each in _inputs.paths(path):
                if _saved.is_to_be_opened(os.path.expanduser(each)):
                    raise UsageError("a saved archive is not added to another: add what it was built from", path=each)
                building.add_path(each)
        return len(building.names) - before

    @_alone
    def add_records(self, records: Iterable[Mapping[str, Any]], name: str = "records", *, captured: When = None) -> int:
        """Adds rows, as `postdex.from_records` takes them, as one source; 0 when just these rows are there already under this name."""
        self._check_going()
        building, before = self._building, len(self._building.names)
        building.captured = captured
        building.add_rows(name, records)
        self._check_open()  # what gives the rows may have closed it
        return len(building.names) - before

    @_alone
    def upsert(self, path: Path | IO[Any] | Iterable[Path], *, url: Url = None, captured: Captured = None, limits: Limits | None = None, encoding: str | None = None) -> int:
        """Like `add`, but each source is put in the place of the one with its name, if there is one. Gives how many sources were new or replaced: one that is the last
        of its name already, changes nothing.

        A post that both have stays the same, with its number, and has what the new source says of it: one that says the same, or else has the same address, title and
        date, title, or text. Posts that stand in the old one alone are deleted.

        The old source goes when its parts become one, or with `optimize`, as of no post; a post that stands elsewhere too keeps what it has from there.

        A source that is put in the place of another is held as a whole until both are compared, some six times its bytes, whatever `memory` says.
        """
        if not hasattr(path, "read"):
            paths = _inputs.paths(path)
            return self._replace(lambda: self.add(paths, url=url, captured=captured, limits=limits, encoding=encoding))
        file, begin = _rereadable(path)

        def add() -> int:
            file.seek(begin)
            return self.add(file, url=url, captured=captured, limits=limits, encoding=encoding)

        return self._replace(add)

    @_alone
    def upsert_records(self, records: Iterable[Mapping[str, Any]], name: str = "records", *, captured: When = None) -> int:
        """Rows in the place of those that are there under this name; 0 when just these are."""
        rows = list(_inputs.rows(records))
        return self._replace(lambda: self.add_records(rows, name, captured=captured))

    def _replace(self, add: Callable[[], int]) -> int:
        self._check_going()
        count = 0
        while True:
            building, before = self._building, len(self._building.names)
            building.replace = True
            try:
                return count + add()
            except AddedAlready:  # what is replaced must be known first
                count += len(building.names) - before
                self.preview()
            finally:
                building.replace = False

    @_alone
    def delete(self, what: int | str | Query | Post | Hit | Iterable[int | Post | Hit]) -> int:
        """Deletes posts of `archive`: one by its number, those that a query finds, a post or a hit, or many such as a view. Gives how many were there still.

        A query finds what was added since the last commit, too, and a post goes with what was added of it. For that, what was added so far is cut and written as a draft. Numbers
        are those of `archive`, which does not have it before `preview` or `commit`.

        They leave the posts, searches and counts; posts behind them move up. Sources stay as they are while a post of theirs is left, and so does the entry on its page, of no post.
        Of which none is left, those go when their parts become one, or with `optimize`; what stands on their pages outside of posts is found no more from the commit on.
        """
        self._check_going()
        if isinstance(what, (str, Query)):
            numbers = self._with_added().search(what, strict=True)._numbers
        elif _is_one(what):
            numbers = [self._number_of(what)]
        elif isinstance(what, _core.HitsBase):
            self._check_own(what.archive)
            numbers = what._numbers
        elif isinstance(what, _core.ArchiveBase):
            self._check_own(what)
            numbers = what._numbers()
        elif hasattr(what, "__iter__") and not isinstance(what, (bytes, bytearray)):
            numbers = [self._number_of(each) for each in what]
        else:
            raise TypeError(f"delete takes a post, its number, a query, or many posts, and no {type(what).__name__}")
        if numbers:
            self._with_added()
        count = self._building.builder.take_out(numbers)
        self._deleted += count
        return count

    def _with_added(self) -> Archive:
        """What there is with what was added; posts of `archive` have their numbers in it, also those that are to go."""
        if self._building.names:
            self._spill()
        return self._archive if self._base is self._archive._store else self._base.archive(())  # type: ignore[return-value]

    def _number_of(self, which: Any) -> int:
        """Of something that is a post, a hit or a number, and nothing else: a page and a source have numbers too. Nothing of the post is read."""
        if not _is_one(which):
            raise TypeError(f"delete takes posts, hits, or numbers of posts, and no {type(which).__name__}")
        if not isinstance(which, (_core.PostBase, _core.HitBase)):
            try:
                return int(range(len(self._archive))[which])
            except IndexError:
                raise IndexError(f"the archive has no post {which}") from None
        post: Any = which.post if isinstance(which, _core.HitBase) else which
        self._check_own(post)
        return int(post.number)

    def _check_own(self, what: Any) -> None:
        """Numbers of another archive, or of an older state, are of other posts."""
        if what._store is not self._archive._store:
            raise UsageError("this post is of another archive, or of an older state of this one: take it from writer.archive")

    @_alone
    def preview(self, *, progress: Progress = None) -> Archive:
        """The archive with what was added and deleted, to search it before it is committed; nobody else sees it. Numbers given to `delete` are those of its
        posts from then on. `rollback` forgets it, and so does an error, with all that was added and deleted since the last commit, see `add`.
        """
        self._check_going()
        if self._has_changes():
            self._change(False, True, progress)
        return self._archive

    @_alone
    def commit(self, *, progress: Progress = None) -> Archive:
        """Writes what was added and deleted, and gives the archive with it. Without anything to write it gives the archive that is there.
        After an error the archive is as it was, and what was added and deleted since is forgotten: to commit again, with nothing new, is a `UsageError` then. When Ctrl-C comes just as all is written, it is committed: `archive`
        is what is there.

        What is new becomes a part of the archive: this takes as long as that does, not as long as all that is there. Now and then the last parts become
        one with it, so that there are never many; see `optimize`.
        """
        self._check_going()
        self._check_uncommitted()
        if self._has_changes() or self._archive is not self._committed or not _saved.is_saved(self._path):
            self._change(False, False, progress)
        return self._archive

    @_alone
    def optimize(self, *, progress: Progress = None) -> Archive:
        """Commits, and makes one part of all that the archive has, without what is gone, and without sources of which no post is left: it is smaller then, and searches go through one index.
        Texts are copied and lists put together from files to files: nothing is cut or indexed again, and memory does not grow with what posts take. An archive that is so already is left as it is.
        """
        if "note_lines" not in self._base.cache:
            return self.commit(progress=progress)
        self._check_going()
        self._check_uncommitted()
        if self._has_changes() or self._archive is not self._committed or self._building.builder.first_taken(True, _saved.FOR_ALL) == 0:
            self._change(True, False, progress)
        return self._archive

    def _has_changes(self) -> bool:
        return bool(self._building.names or self._deleted)

    def _change(self, all: bool, draft: bool, progress: Progress) -> None:
        """Goes on from the archive with what is new, for all to see or as a draft."""
        drafted, before, had = None, self._committed, self._has_changes() or self._archive is not self._committed
        try:
            drafted = self._write(all, draft, progress)
            self._forgot = ""
        except BaseException:
            self._forgot = "" if not had else FORGOTTEN if draft else UNCOMMITTED
            raise
        finally:  # the building is used up, whatever came of it
            if drafted is None and _saved.is_saved(self._path):
                self._committed = _saved.load(self._path, False, self._mmap)
                if self._committed._store.info["state"] != before._store.info["state"]:  # all was written
                    self._forgot = ""
            n_drafted = 0 if drafted is None else self._building.n_before + len(self._building.names)
            self._take(self._committed if drafted is None else drafted, n_drafted)

    def _write(self, all: bool, draft: bool, progress: Progress) -> Archive | None:
        """Gives a draft."""
        building, before = self._building, self._base
        if "note_lines" in before.cache:
            _saved.commit(building, before, self._path, all, _saved.DRAFT if draft else _saved.FOR_ALL, progress, self._lock)
            return _saved.load(self._path, False, self._mmap, True) if draft else None
        store = building.finish_store(progress) if self._has_changes() else before
        if store is not before:
            store.cache["paths"] = {**_saved.paths(before), **building.paths}
            store.cache["skipped"] = [*_saved.skipped(before), *building.skipped]
            store.cache["encodings"] = {**_saved.encodings(before), **building.encodings}
            store.cache["grown"] = bool(before.cache.get("grown")) or before.info["sources"] > 0
            store.options["corrections"] = before.options["corrections"]
        _saved.save(store, self._path, progress, self._lock, draft)
        return _saved.load(self._path, False, self._mmap, True) if draft else None

    def _spill(self) -> None:
        """Writes what was added so far, as a draft that `archive` says nothing of, to go on with empty hands. Posts of `archive` keep their numbers in
        it: what is to be deleted goes with the commit.
        """
        building, base = self._building, None
        try:
            building.replaced += building.builder.replaced()
            taken_out: list[int] = []
            if "note_lines" in self._base.cache:
                taken_out = _saved.commit(building, self._base, self._path, False, _saved.ADDED, False, self._lock)
            else:
                _saved.save(building.finish_store(False), self._path, False, self._lock, True)
            base = _saved.load(self._path, False, self._mmap, True)._store
            building.go_on(base, taken_out)
            self._base = base
        finally:
            if self._base is not base:  # the builder is used up
                self._forget()

    @_alone
    def rollback(self) -> None:
        """Forgets what was added and deleted since the last commit."""
        self._check_open()
        self._take(self._committed)
        self._forgot = ""
        if os.path.lexists(os.path.join(self._path, "manifest.draft")):  # also one behind which something failed
            _core._forget_draft(_saved.folder_name(self._path), self._lock)

    @_alone
    def close(self) -> None:
        """Rolls back and lets others write."""
        if self._lock is not None:
            try:
                if self._process == os.getpid():
                    self.rollback()
            finally:
                self._unlock()

    def __enter__(self) -> Writer:
        self._check_open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None and self._lock is not None:
                self.commit()
        finally:
            self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a writer is neither copied nor pickled: there is one for an archive at a time")

    def __repr__(self) -> str:
        drafted = "" if self._archive is self._committed else ", beside what was previewed"
        deleted = self._deleted + self._building.replaced + self._building.builder.replaced()
        state = "closed" if self._lock is None else f"{len(self._building.names)} new sources and {deleted} deleted posts to commit{drafted}"
        return f"<postdex.Writer of {self._path}: {state}>"


MEMORY: Final = 512 << 20


def index(
    path: Path, files: Iterable[Path], *, url: Any, captured: Any, language: str | None, lexicon: bool, memory: int, progress: Progress
) -> Archive:
    """Saves an archive of files at `path`, in the place of what is there: what fits into memory as `open` has it, more as a writer writes it."""
    building = Building(language, lexicon, None, url, captured, memory=memory)
    writing: Writer | None = None

    def spill() -> None:
        nonlocal writing
        if writing is None:
            writing = Writer(path, language, lexicon, None, True, memory, anew=True)
            writing._building = building
        writing._spill()

    building.full = spill
    try:
        for each in _inputs.paths(files):
            building.add_path(each)
        if writing is not None:
            return writing.commit(progress=progress)
        archive = building.finish(progress, step("open", files))
        archive.save(path, progress=progress)
        return archive
    finally:
        if writing is not None:
            writing.close()


def writer(
    path: Path, *, language: str | None = None, lexicon: bool | None = None, threads: int | None = None, mmap: bool = True, memory: int = MEMORY
) -> Writer:
    """A writer of the saved archive at `path`, which is begun when it is not there. One at a time: `LockedError` when somebody else writes there.

    `memory` is how many bytes of it what was added may take: what would take more is written to the folder as parts while sources are added, and seen with the
    commit. Pages of a site learn from each other within a part. A source of records that is larger than memory may be is read in pieces, and is one source nevertheless; a page is held
    as a whole: docs/keeping.md.
    `language` and `lexicon` belong to a new archive, see `open`; for `mmap` too. Readers keep what they have opened; `Archive.refresh` gives them what is there now.

    >>> import os, tempfile
    >>> import postdex as pdx
    >>> path = os.path.join(tempfile.mkdtemp(), "harbour.pdx")
    >>> with pdx.writer(path) as w:
    ...     w.add(pdx.sample())
    2
    >>> archive = pdx.open(path)
    >>> with pdx.writer(path) as w:
    ...     (w.add(pdx.sample()), w.delete(0))
    (0, 1)
    >>> len(archive) - len(archive.refresh())
    1
    """
    return Writer(path, language, lexicon, threads, mmap, memory)
