"""Questions that are kept by name, and what is new among their answers."""

from __future__ import annotations

from ._beside import FileBeside
from ._display import Shows
from ._errors import FormatError, UsageError, shown
from ._query import Query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._archive import Archive
    from ._hits import Hits
    from ._post import Post
    from ._types import Path


def key_of(post: Post) -> str:
    """What a post is known by from one capture to the next: its title and its text."""
    import hashlib

    text = "\n".join(str(paragraph) for paragraph in post.paragraphs)
    return hashlib.sha256(f"{post.title or ''}\0{text}".encode("utf-8", "replace")).hexdigest()[:24]


class SavedSearch:
    """A question with a name: `hits` are its answers in this archive, `new` the posts among them that `seen` did not know."""

    __module__ = "postdex"

    __slots__ = {
        "_archive": "Private.",
        "_of": "Private.",
        "name": "Its name.",
        "note": "What it is for.",
        "query": "The question.",
        "seen": "What the posts are known by that were seen; None: nobody has looked.",
    }

    def __init__(self, of: SavedSearches, name: str, query: str, note: str, seen: frozenset[str] | None) -> None:
        self._of = of
        self._archive = of._archive
        self.name = name
        self.query = query
        self.note = note
        self.seen = seen

    @property
    def hits(self) -> Hits:
        """The posts that match now, best first."""
        return self._archive.search(self.query)

    @property
    def new(self) -> Archive:
        """The posts that match and were not seen before, as an archive of these alone; a post whose title or text has changed is new."""
        seen = self.seen
        found = self._archive.where(self.query)
        return found if seen is None else found.where(lambda post: key_of(post) not in seen)

    def mark(self) -> int:
        """All that match now have been seen, from now on; gives how many were new. `UsageError` when the question is kept no more."""
        keys = frozenset(key_of(hit.post) for hit in self.hits)
        with self._of._file.alone():
            searches = self._of._now()
            if searches.get(self.name) is not self:
                raise UsageError(f"the search {self.name!r} is not kept any more: somebody has removed or replaced it")
            before = self.seen
            self.seen = keys if before is None else before | keys
            try:
                self._of._keep(searches)
            except BaseException:
                self.seen = before
                raise
        return len(keys if before is None else keys - before)

    @property
    def _row(self) -> dict[str, Any]:
        return {"name": self.name, "query": self.query, "note": self.note, "seen": None if self.seen is None else sorted(self.seen)}

    def __repr__(self) -> str:
        return f"<SavedSearch {self.name!r}: {self.query}>"


class SavedSearches(Shows):
    """The questions of a file, by name. Others may write the same file: what they have changed is read before anything is changed here, and stays.

    >>> import postdex as pdx, tempfile, os
    >>> path = os.path.join(tempfile.mkdtemp(), "searches.json")
    >>> archive = pdx.from_records([{"title": "Low tide", "text": "The ferry waited."}])
    >>> searches = archive.saved_searches(path)
    >>> searches.add("ferries", "ferry -council")
    <SavedSearch 'ferries': ferry -council>
    >>> searches["ferries"].mark()
    1
    >>> more = pdx.from_records([{"title": "Low tide", "text": "The ferry waited."}, {"title": "High tide", "text": "The ferry came."}])
    >>> [post.title for post in more.saved_searches(path)["ferries"].new]
    ['High tide']
    """

    __module__ = "postdex"

    __slots__ = ("_archive", "_file", "_searches")

    def __init__(self, archive: Archive, path: Path) -> None:
        self._archive = archive
        self._file = FileBeside(path)
        self._searches: dict[str, SavedSearch] = {}
        self._searches = self._now()

    @property
    def path(self) -> str:
        """The file."""
        return self._file.path

    def __len__(self) -> int:
        return len(self._searches)

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._searches))

    def __contains__(self, name: object) -> bool:
        return name in self._searches

    def __getitem__(self, name: str) -> SavedSearch:
        try:
            return self._searches[name]
        except KeyError:
            known = ", ".join(map(repr, self._searches)) or "none is kept"
            raise UsageError(f"there is no search {shown(name)}: {known}") from None

    def _ipython_key_completions_(self) -> list[str]:
        return list(self)

    def add(self, name: str, query: str, *, note: str = "", replace: bool = False) -> SavedSearch:
        """Keeps a question; it is asked once, so that one that cannot be read is not kept.

        The same question under the same name is the one that is there, with what was seen of it (and the `note` if one is said). Another question under a name that is taken is a
        `UsageError`, unless ``replace=True``: then it takes the place, and nothing of it was seen.
        """
        if not (isinstance(name, str) and name):
            raise UsageError(f"name={shown(name)}: a name is needed")
        text = Query(query).text
        with self._file.alone():
            searches = self._now()
            known = searches.get(name)
            if known is not None and known.query == text:
                if note in ("", known.note):
                    return known
                made = SavedSearch(self, name, known.query, note, known.seen)
            elif known is not None and not replace:
                raise UsageError(f"there is a search {shown(name)}, for {known.query!r}: replace=True puts this one in its place, and forgets what was seen")
            else:
                self._archive.search(text)
                made = SavedSearch(self, name, text, note, None)
            self._keep({**searches, name: made})
            return made

    def remove(self, name: str) -> None:
        """Forgets a question."""
        with self._file.alone():
            self._searches = self._now()
            self._keep({known: each for known, each in self._searches.items() if known != self[name].name})

    def _read(self) -> list[dict[str, Any]]:
        import json

        text = self._file.read()
        try:
            rows = json.loads(text)["searches"] if text else []
            good = all(isinstance(row["name"], str) and isinstance(row["query"], str) for row in rows)
        except (ValueError, TypeError, KeyError):
            good, rows = False, []
        if not good:
            raise FormatError(f'{self.path}: no saved searches: {{"searches": [{{"name": ..., "query": ...}}]}} is needed')
        return list(rows)

    def _now(self) -> dict[str, SavedSearch]:
        """What the file says now: those that are known, and what others have written."""
        if not self._file.has_changed():
            return dict(self._searches)
        found = {}
        for row in self._read():
            seen = None if row.get("seen") is None else frozenset(row["seen"])
            known = self._searches.get(row["name"])
            if known is None or known.query != row["query"]:
                known = SavedSearch(self, row["name"], row["query"], "", None)
            known.note, known.seen = row.get("note", ""), seen
            found[known.name] = known
        self._searches = found
        return dict(found)

    def _keep(self, searches: dict[str, SavedSearch]) -> None:
        import json

        self._file.write(json.dumps({"searches": [each._row for each in searches.values()]}, ensure_ascii=False, indent=1) + "\n")
        self._searches = searches  # behind it: what could not be written is not here either

    def _describe(self) -> Any:
        from . import _views_search

        return _views_search.saved_searches(self)
