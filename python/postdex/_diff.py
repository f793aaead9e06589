"""Two archives compared: posts that were added, that are gone, that were edited, that stand elsewhere; and what was edited of them, with its place in both."""

from __future__ import annotations

from . import _core, _diff_match, _diff_words
from ._display import Shows
from ._recipe import Recipe, Shown, code, step
from ._sliceable import Sliceable
from ._text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, overload

    from ._archive import Archive
    from ._post import Post

KINDS = ("added", "gone", "edited", "moved")


class Edit:
    """A stretch of a post that was edited: what stood there, and what stands there now, each with its place. None: nothing."""

    __module__ = "postdex"

    __slots__ = {
        "after": "What stands there now, with its anchor; None: nothing.",
        "before": "What stood there, with its anchor; None: nothing.",
        "field": "What it is a stretch of: title, text, date, author, tags, categories.",
    }

    def __init__(self, field: str, before: Text | None, after: Text | None) -> None:
        self.field, self.before, self.after = field, before, after

    def __repr__(self) -> str:
        from ._display import shorten

        shown = [repr(shorten(each, 60)) if each is not None else "nothing" for each in (self.before, self.after)]
        return f"<Edit of {self.field}: {shown[0]} became {shown[1]}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Edit):
            return NotImplemented
        return (self.field, self.before, self.after) == (other.field, other.before, other.after)

    def __hash__(self) -> int:
        return hash((self.field, self.before, self.after))

    def __reduce__(self) -> tuple[Any, ...]:
        return Edit, (self.field, self.before, self.after)


class Change:
    """What happened to a post between two archives."""

    __module__ = "postdex"

    __slots__ = {
        "after": "The post in the new archive; None: it is gone.",
        "before": "The post in the old archive; None: it was added.",
        "edits": "What was edited, in the order of title, date, author, tags, categories, text.",
        "kind": "added, gone, edited, or moved.",
        "moved": "Whether it stands elsewhere among the posts that both archives have.",
    }

    def __init__(self, kind: str, before: Post | None, after: Post | None, edits: list[Edit], moved: bool) -> None:
        self.kind, self.before, self.after, self.edits, self.moved = kind, before, after, edits, moved

    @property
    def post(self) -> Post:
        """The post as it is now, or as it was."""
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found

    def __repr__(self) -> str:
        title = self.post.title
        what = {"added": "was added", "gone": "is gone", "moved": "moved"}.get(self.kind) or f"was edited in {len(self.edits)} place{'s' * (len(self.edits) != 1)}"
        return f"<Change: {'(no title)' if title is None else repr(str(title))} {what}{' and moved' if self.moved and self.kind == 'edited' else ''}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Change):
            return NotImplemented
        return (self.kind, self.before, self.after, self.moved, self.edits) == (other.kind, other.before, other.after, other.moved, other.edits)

    def __hash__(self) -> int:
        return hash((self.kind, self.before, self.after))

    def __reduce__(self) -> tuple[Any, ...]:
        return Change, (self.kind, self.before, self.after, self.edits, self.moved)


_COLUMNS = (
    ("kind", "text"), ("moved", "int"), ("post_before", "int"), ("post_after", "int"), ("title_before", "text"), ("title_after", "text"), ("edits", "int"),
    ("source_before", "text"), ("source_after", "text"), ("url", "text"),
)  # fmt: skip
_EDIT_COLUMNS = (
    ("post_before", "int"), ("post_after", "int"), ("title", "text"), ("field", "text"), ("before", "text"), ("after", "text"),
    ("source_before", "text"), ("begin_before", "int"), ("end_before", "int"), ("source_after", "text"), ("begin_after", "int"), ("end_after", "int"),
)  # fmt: skip


def _plain(text: object) -> str | None:
    return None if text is None else str(text).encode("utf-8", "replace").decode()


def _row(change: Change) -> tuple[Any, ...]:
    both = (change.before, change.after)
    return (
        change.kind, int(change.moved), *(None if post is None else post.number for post in both), *(None if post is None else _plain(post.title) for post in both), len(change.edits),
        *(None if post is None else _plain(post.anchor.source) for post in both), _plain(change.post.url),
    )  # fmt: skip


def _edit_row(change: Change, edit: Edit) -> tuple[Any, ...]:
    places: list[Any] = []
    for text in (edit.before, edit.after):
        places += [None, None, None] if text is None else [_plain(text.anchor.source), *text.anchor.bytes]
    assert change.before is not None
    assert change.after is not None
    return (change.before.number, change.after.number, _plain(change.post.title), edit.field, _plain(edit.before), _plain(edit.after), *places)


class Diff(Sliceable, Shows, _core.MadeBase):
    """What changed between two archives, a row for each post; see `diff`.

    >>> import postdex as pdx
    >>> old = pdx.from_records([{"title": "Ferry", "text": "It left at noon."}, {"title": "Pier", "text": "It is closed."}])
    >>> new = pdx.from_records([{"title": "Ferry", "text": "It left at one."}, {"title": "Weir", "text": "It is open."}])
    >>> list(pdx.diff(old, new))
    [<Change: 'Ferry' was edited in 1 place>, <Change: 'Weir' was added>, <Change: 'Pier' is gone>]
    >>> [edit] = pdx.diff(old, new)[0].edits
    >>> edit, edit.before.anchor.verify(), edit.after.anchor.bytes
    (<Edit of text: 'noon' became 'one'>, True, (39, 42))
    """

    __module__ = "postdex"

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: int) -> Change: ...
        @overload
        def __getitem__(self, key: slice) -> Diff: ...

    def __getitem__(self, key: Any) -> Any:
        return self._slice(key) if isinstance(key, slice) else _core.MadeBase.__getitem__(self, key)

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[Change]: ...

    @property
    def before(self) -> Archive:
        """The old archive."""
        archive: Archive = self._of[0]
        return archive

    @property
    def after(self) -> Archive:
        """The new archive."""
        archive: Archive = self._of[1]
        return archive

    @property
    def n_same(self) -> int:
        """How many posts both archives have as they are, in their places."""
        return int(self._of[2])

    def where(self, kind: str) -> Diff:
        """Only changes of a kind: added, gone, edited, moved."""
        from ._errors import UsageError, shown

        if kind not in KINDS:
            raise UsageError(f"kind={shown(kind)}: {', '.join(KINDS)}")
        numbers = [number for number, change in zip(self._numbers(), self, strict=True) if change.kind == kind]
        picked: Diff = self._pick(numbers, (*self._steps, step("where", kind)))
        return picked

    @property
    def edits(self) -> Edits:
        """Everything that was edited, a row for each stretch."""
        pairs = [(change, edit) for change in self for edit in change.edits]
        return Edits._make(_EDIT_COLUMNS, [_edit_row(*pair) for pair in pairs], [edit for _, edit in pairs], self)

    @property
    def recipe(self) -> Recipe:
        """The code, sources and version behind it."""
        return Recipe(self.after._store, (step("diff", *(Shown(each.recipe.code) for each in (self.before, self.after))), *self._steps))

    @property
    def _typed(self) -> str:
        return "diff" + "".join(code((step("x"), each))[7:] for each in self._steps)

    def _restored(self) -> tuple[Any, ...]:
        return diff, (self.before, self.after)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.diff(self)


class Edits(Sliceable, Shows, _core.MadeBase):
    """What was edited between two archives, a row for each stretch; see `Diff.edits`.

    >>> import postdex as pdx
    >>> old, new = (pdx.from_records([{"title": title, "text": "It is closed until the spring, says the council, and nobody walks there."}]) for title in ("The pier", "The old pier"))
    >>> pdx.diff(old, new).edits.to_dicts()[0]["after"]
    'old'
    """

    __module__ = "postdex"

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: int) -> Edit: ...
        @overload
        def __getitem__(self, key: slice) -> Edits: ...

    def __getitem__(self, key: Any) -> Any:
        return self._slice(key) if isinstance(key, slice) else _core.MadeBase.__getitem__(self, key)

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[Edit]: ...

    @property
    def recipe(self) -> Recipe:
        """The code, sources and version behind it."""
        diff: Diff = self._of
        return Recipe(diff.after._store, (*diff.recipe._steps, step("edits"), *self._steps))

    @property
    def _typed(self) -> str:
        return "edits"

    def _restored(self) -> tuple[Any, ...]:
        return _edits_of, (self._of,)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.edits(self)


def _edits_of(diff: Diff) -> Edits:
    return diff.edits


def _terms(field: str, before: list[Text], after: list[Text]) -> Iterator[Edit]:
    """Terms that went and came, whatever their order."""
    for term in before:
        if term not in after:
            yield Edit(field, term, None)
    for term in after:
        if term not in before:
            yield Edit(field, None, term)


def edits_between(before: Post, after: Post) -> list[Edit]:
    """What was edited of a post."""
    found = [Edit("title", first, last) for first, last in _diff_words.changes(_diff_words.of_text(before.title), _diff_words.of_text(after.title))]
    dates = [None if post.published is None else post.published for post in (before, after)]
    if [None if date is None else date.iso for date in dates] != [None, None] and (dates[0] is None or dates[1] is None or dates[0].iso != dates[1].iso):
        found.append(Edit("date", *(None if date is None else date.printed for date in dates)))
    if before.author != after.author:
        found.append(Edit("author", before.author, after.author))
    found += [*_terms("tags", before.tags, after.tags), *_terms("categories", before.categories, after.categories)]
    if not _diff_match.is_cut_of(before, after):
        found += [Edit("text", first, last) for first, last in _diff_words.changes(_diff_words.of_body(before), _diff_words.of_body(after))]
    return found


def diff(before: Archive, after: Archive) -> Diff:
    """What changed from one archive to another, or from one capture of a site to the next: posts that were added, that are gone, that were edited (and where), that moved.

    A post is the same as another by its address, or else by its title and its text, or by one of these and much of the other. It has moved when posts that both archives have stand
    before it that stood behind it, or the reverse, and as few as possible have moved. Changes stand in the order of the new archive; those that are gone come last.

    >>> import postdex as pdx
    >>> archive = pdx.open(pdx.sample())
    >>> changes = pdx.diff(archive, archive.where(tag="Harbour"))
    >>> len(changes.where("gone")) == len(archive) - changes.n_same
    True
    """
    from ._archive import Archive

    if not isinstance(before, Archive) or not isinstance(after, Archive):
        raise TypeError("diff compares two archives, such as two captures of a site that were opened")
    old, new = list(before), list(after)
    pairs = _diff_match.pairs(old, new)
    moved = _diff_match.moved(pairs)
    n_same = 0
    changes = []
    by_new = {second: first for first, second in pairs}
    for second, post in enumerate(new):
        first = by_new.get(second)
        if first is None:
            changes.append(Change("added", None, post, [], False))
            continue
        edits = edits_between(old[first], post)
        if edits or second in moved:
            changes.append(Change("edited" if edits else "moved", old[first], post, edits, second in moved))
        else:
            n_same += 1
    kept = {first for first, _ in pairs}
    changes += [Change("gone", post, None, [], False) for first, post in enumerate(old) if first not in kept]
    return Diff._make(_COLUMNS, list(map(_row, changes)), changes, (before, after, n_same))
