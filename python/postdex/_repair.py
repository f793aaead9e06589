"""Saved archives that are damaged, or to be built again: what is whole is kept, the rest is told of."""

from __future__ import annotations

import os

from . import _core, _corrections, _progress, _saved
from ._errors import CorruptError, Error, FileError, FormatError, LockedError, UsageError
from ._stem import stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from . import _containers
    from ._types import Path, Progress


class LostPost:
    """A post that is lost, or that has lost some of its appearances: its number in the damaged archive, its title and its source where they are known."""

    __module__ = "postdex"

    __slots__ = {
        "appearances": "How many it has still; 0: it is lost.",
        "number": "The number that it had.",
        "source": "The name of the source where it stood first, or None.",
        "title": "Its title, or None.",
    }

    def __init__(self, number: int, title: str | None, source: str | None, appearances: int) -> None:
        self.number = number
        self.title = title
        self.source = source
        self.appearances = appearances

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LostPost) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(self.number)

    def __repr__(self) -> str:
        what = "lost" if self.appearances == 0 else f"kept with {self.appearances} of its appearances"
        return f"<postdex.LostPost {self.number} {self.title!r} of {self.source!r}: {what}>"


class LostSource:
    """A source of which something is lost. `kept`: whether the repaired archive has it; `whole`: whether its bytes are those that were saved."""

    __module__ = "postdex"

    __slots__ = {
        "_captured": None,
        "kept": "Whether the repaired archive has it.",
        "lost_pages": "How many of its pages are lost.",
        "name": "Its name, or None.",
        "number": "The number that it had.",
        "pages": "How many pages it had.",
        "url": "Its address, or None.",
        "whole": "Whether its bytes are those that were saved.",
    }

    def __init__(self, facts: dict[str, Any]) -> None:
        self.number: int = facts["number"]
        self.name: str | None = facts["name"]
        self.url: str | None = facts["url"]
        self.kept: bool = facts["kept"]
        self.whole: bool = facts["whole"]
        self.pages: int = facts["pages"]
        self.lost_pages: int = facts["lost_pages"]
        self._captured: int | None = facts.get("captured")

    def __repr__(self) -> str:
        what = "kept" if self.kept else "lost"
        bytes_ = "" if self.whole else ", its bytes are damaged"
        return f"<postdex.LostSource {self.number} {self.name!r}: {what}{bytes_}, {self.lost_pages} of {self.pages} pages lost>"


class Repair:
    """What `repair` found, and what it kept.

    `had` and `kept` are numbers of posts; `lost` are posts that are gone, `changed` those that have lost appearances, `sources` those of which something is
    lost; `damage` says in sentences what was wrong with which file. `path` is the new archive, None after a dry run.
    """

    __module__ = "postdex"

    __slots__ = {
        "changed": "Posts that have lost some of their appearances.",
        "counted": "False: some part says nothing of itself, not even how many posts it had; they are in no number here.",
        "damage": "What was wrong with which file, in sentences.",
        "damaged": "The archive that was repaired.",
        "deleted_back": "How many posts that had been deleted are there again, since what says which they were is damaged: at least, and at most (None: nobody can tell).",
        "had": "How many posts there were.",
        "kept": "How many there are.",
        "lost": "Posts that are lost.",
        "path": "The new archive; None after a dry run.",
        "sources": "Sources of which something is lost.",
        "unnamed": "How many more posts are lost of which nobody can tell which they are: at least, and at most.",
    }

    def __init__(self, damaged: str, path: str | None, kept: int, told: dict[str, Any]) -> None:
        posts = [LostPost(post["number"], post["title"], post["source"], post["left"]) for post in told["posts"] if post]
        self.damaged = damaged
        self.path = path
        self.had: int = told["had"]
        self.kept = kept
        self.lost = sorted((post for post in posts if post.appearances == 0), key=lambda post: post.number)
        self.changed = sorted((post for post in posts if post.appearances > 0), key=lambda post: post.number)
        self.sources = [LostSource(facts) for facts in told["sources"] if facts]
        self.damage: list[str] = [text for text in told["damage"] if text]
        least, most = told["unnamed"]
        self.unnamed: tuple[int, int] = (least, most)
        self.counted: bool = told["counted"]
        least, most = told["back"]
        self.deleted_back: tuple[int, int | None] = (least, None if told["doubt"] else most)

    def lines(self) -> Iterator[str]:
        """The same for people."""
        for text in self.damage:
            yield text
        for post in self.lost:
            yield f"lost: post {post.number}, {post.title or '(title unknown)'} ({post.source or 'source unknown'})"
        least, most = self.unnamed
        if most > 0:
            number = f"{least:,}" if least == most else f"{least:,} to {most:,}"
            yield f"lost: {number} more posts, of which nothing can be read"
        if not self.counted:
            yield "lost: posts of a part of the archive of which nothing can be read, and not how many they were"
        for post in self.changed:
            yield f"changed: post {post.number}, {post.title or '(title unknown)'}, has {post.appearances} of its appearances"
        for source in self.sources:
            if source.lost_pages and source.whole and source.kept:
                yield f"source {source.name}: {source.lost_pages} of {source.pages} pages lost; its text is whole: `postdex rebuild` cuts it again"
        if self.deleted_may_be_back:
            back, most_back = self.deleted_back
            if most_back is None:
                number = "some" if back == 0 else f"{back:,} or more"
            else:
                number = f"{back:,}" if back == most_back else f"{back:,} to {most_back:,}"
            yield f"back: {number} posts that had been deleted may be there again: what says which they were is damaged"

    @property
    def deleted_may_be_back(self) -> bool:
        """Whether posts that had been deleted may be there again."""
        return self.deleted_back[1] != 0

    @property
    def is_whole(self) -> bool:
        """Whether every post was kept with all its appearances, and none that had been deleted, as far as can be told."""
        return not self.lost and not self.changed and self.counted and self.unnamed[1] == 0 and not self.deleted_may_be_back

    @property
    def n_lost(self) -> int:
        """How many posts are lost, at least: those in `lost`, and those that nobody can name."""
        return len(self.lost) + self.unnamed[0]

    def __repr__(self) -> str:
        where = "nothing written" if self.path is None else self.path
        return f"<postdex.Repair {where}: {self.kept} of {self.had} posts kept, {self.n_lost} lost, {len(self.changed)} changed>"


def _new_place(path: str | None, damaged: str, ending: str) -> str:
    """Where the new archive goes: never over anything."""
    place = f"{damaged.rstrip(os.sep)}.{ending}" if path is None else os.path.expanduser(path)
    if os.path.lexists(place) and not (os.path.isdir(place) and not os.listdir(place)):
        raise UsageError("this is there already; give the name of a new folder", path=place)
    return place


def _write(store: _core.Store, place: str, progress: Progress) -> None:
    """Saves to a new place and checks what was saved; after an error nothing is there that was not there before."""
    made, process = not os.path.lexists(place), os.getpid()
    try:
        _saved.save(store, place, progress)
        _saved.verify(_saved.load(place, False)._store, progress)
    except BaseException:
        if made and process == os.getpid():  # to a fork it is another's
            import shutil

            shutil.rmtree(place, ignore_errors=True)
        raise


def _folder(path: Path) -> str:
    name = os.path.expanduser(os.fspath(path))
    _saved.check_there(name)
    if not os.path.isdir(name):
        raise FormatError("this is no saved archive: that is a folder", path=name)
    try:
        names = os.listdir(name)
    except OSError:  # whoever reads it says why
        return name
    if not any(each.startswith(("manifest", "posts-", "texts-", "words-", "gone-")) for each in names):
        if not _saved.is_to_be_opened(name):
            raise FormatError(_saved.NO_ARCHIVE, path=name)
    return name


def _hold(path: str) -> object:
    """The lock of the archive, so that nobody writes while it is read; None where there can be none: it is damaged, or may not be written."""
    from ._writer import _owner

    try:
        return _core._lock(_saved.folder_name(path), _owner())
    except LockedError:
        raise
    except Error:
        return None


def _salvage(path: str, progress: Progress) -> tuple[_core.Store, dict[str, Any]]:
    """What is whole, and what is told of the rest."""
    import json

    held = _hold(path)
    with _progress.reported(progress) as report:
        store, told = _core._salvage(_saved.folder_name(path), stem, report)
        if held is not None:
            _core._unlock(held)
    known: dict[str, Any] = json.loads(told.decode("utf-8", "surrogateescape"))
    notes = tuple(note.encode("utf-8", "surrogateescape") for note in known["notes"] if note is not None)
    store.options.update(language=known["language"], lexicon=True, corrections={})
    store.cache.update(paths={}, skipped=[], encodings={}, grown=True)
    if len(notes) < known["parts"]:
        known["damage"].append("what was noted with a saving is lost: corrections, and the paths of sources")
    try:
        if notes:
            store.options.update(_saved._read_options(notes[0], path))
            store.cache["of"] = _saved._read_of(notes[0], path)
        paths, skipped, encodings = _saved._read_files(notes, path)
        whole = not any(known["posts"]) and not any(known["sources"]) and len(notes) == known["parts"] == 1
        store.cache.update(paths=paths, skipped=skipped, encodings=encodings, grown=not whole or _saved._is_grown(notes[0], path))
    except CorruptError as error:
        known["damage"].append(error.message)
    return store, known


def repair(path: Path, to: Path | None = None, *, dry_run: bool = False, progress: Progress = None) -> Repair:
    """Makes a new, sound archive of what is whole of a damaged one, and tells of the rest. The damaged one stays as it is.

    Kept is every post with a page of which all can be read and every checksum holds; its fields are united anew. If only the index is damaged, nothing is lost.
    `to` is the new folder: ``PATH.repaired`` without it. `dry_run=True` writes nothing. See docs/keeping.md.

    >>> import os, tempfile
    >>> import postdex as pdx
    >>> path = os.path.join(tempfile.mkdtemp(), "harbour.pdx")
    >>> pdx.open(pdx.sample()).save(path)
    >>> words = next(name for name in os.listdir(path) if name.startswith("words"))
    >>> os.truncate(os.path.join(path, words), 1000)
    >>> done = pdx.repair(path)
    >>> (done.kept, done.lost, pdx.open(done.path) == pdx.open(pdx.sample()))
    (15, [], True)
    """
    damaged = _folder(path)
    place = None if dry_run else _new_place(None if to is None else os.fspath(to), damaged, "repaired")
    store, told = _salvage(damaged, progress)
    if place is not None:
        store.options["corrections"] = _saved.corrections(store)
        _write(store, place, progress)
    return Repair(damaged, place, store.info["posts"], told)


class Rebuild:
    """What `rebuild` made: `same`, `changed`, `missing` and `lost` are names of sources whose files are as they were, are others now, are gone (the archive's own
    text was taken), or are gone while the archive's own text is damaged. `had` and `has` are numbers of posts; `path` is the new archive, and `uncorrected` tells of corrections that were not
    made again: (name of a source, why)."""

    __module__ = "postdex"

    __slots__ = {
        "changed": "Sources whose files are others now.",
        "had": "How many posts there were.",
        "has": "How many there are.",
        "lost": "Sources that are gone, and whose text in the archive is damaged.",
        "missing": "Sources whose files are gone: the archive's own text was taken.",
        "path": "The new archive.",
        "same": "Sources that are as they were.",
        "uncorrected": "Corrections that were not made again: (name of the source, why).",
    }

    def __init__(self, path: str, had: int) -> None:
        self.path = path
        self.had = had
        self.has = 0
        self.same: list[str] = []
        self.changed: list[str] = []
        self.missing: list[str] = []
        self.lost: list[str | None] = []
        self.uncorrected: list[tuple[str, str]] = []

    def lines(self) -> Iterator[str]:
        """The same for people."""
        for what, names in (("changed", self.changed), ("missing", self.missing), ("lost", self.lost)):
            for name in names:
                yield f"{what}: {name or '(name unknown)'}"
        for name, why in self.uncorrected:
            yield f"{name}: {why}"

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, what))} {what}" for what in ("same", "changed", "missing", "lost"))
        return f"<postdex.Rebuild {self.path}: {self.has} posts where there were {self.had}; sources: {counts}>"


def _to_rebuild(path: str, progress: Progress) -> tuple[_core.Store, list[LostSource], int]:
    """The store, the sources that it lacks, and how many posts there were."""
    try:
        archive = _saved.load(path, False)
        _saved.verify(archive._store, progress)
    except (CorruptError, FormatError):  # damaged, or of other word rules
        store, told = _salvage(path, progress)
        return store, [LostSource(facts) for facts in told["sources"] if facts], told["had"]
    return archive._store, [], len(archive)


def _read_again(reader: _containers.Rereader, path: str | None, name: str | None) -> bytes | None:
    """The bytes of a source's file, or of what stands in that, if it is there."""
    if path is None or not os.path.isfile(path):
        return None
    try:
        return reader.read(path, name or "")
    except FileError:
        return None


def rebuild(path: Path, to: Path | None = None, *, progress: Progress = None) -> Rebuild:
    """Builds an archive again, cut and indexed by this version: from the files that it was built from where they are there still, else from its own texts.

    `to` is the new folder: ``PATH.rebuilt`` without it. Corrections are made again; posts that were deleted are there again. See docs/keeping.md.

    >>> import os, tempfile
    >>> import postdex as pdx
    >>> path = os.path.join(tempfile.mkdtemp(), "harbour.pdx")
    >>> pdx.open(pdx.sample()).save(path)
    >>> done = pdx.rebuild(path)
    >>> (len(done.same), done.changed, done.missing, done.has)
    (2, [], [], 15)
    """
    from . import _containers, _encodings, _inputs
    from ._building import Building

    before = _folder(path)
    place = _new_place(None if to is None else os.fspath(to), before, "rebuilt")
    store, lost, had = _to_rebuild(before, progress)
    done = Rebuild(place, had)
    options = store.options
    building = Building(options["language"] or None, options["lexicon"], None, None, None)
    building.skipped = list(_saved.skipped(store))
    n_skipped, again = len(building.skipped), dict[str, bytes]()
    reader, encodings = _containers.Rereader(), _saved.encodings(store)
    for name, url, day, data, file in _all_sources(store, lost):
        now = _read_again(reader, file, name)
        encoded = encodings.get(name or "")
        if now is not None and encoded is not None and not encoded[3]:
            now = _encodings.to_utf8(now, encoded[0])  # as it was compared with
        if now is None and data is None:
            done.lost.append(name)
            continue
        own = now if now is not None else data
        if data is None and name is not None and name in options["corrections"]:
            again[name] = own or b""
        (done.missing if now is None and file is not None else done.changed if data != own and data is not None else done.same).append(name or "")
        building.builder.add(name or "", url, day, own or b"", file or name or "", False, _inputs.decoding_of(encoded, own or b""))
        if file is not None and name is not None:
            building.paths[name] = file
        if encoded is not None and name is not None:
            building.encodings[name] = encoded
    reader.close()
    _keep_corrections(building, store, again)
    built = building.finish_store(progress)
    done.uncorrected = building.skipped[n_skipped:]
    _write(built, place, progress)
    done.has = built.info["posts"]
    return done


def _keep_corrections(building: Any, store: _core.Store, again: dict[str, bytes]) -> None:
    """Of sources that are others now those of lines that are the same; of those that were read `again`, whose text in the archive is damaged, where it was this one."""
    import hashlib

    given, of = _saved.corrections(store), store.cache.get("of", {})
    building.said = said = _corrections.said_of(store, given)
    kept = {name: {line: fix for line, fix in lines.items() if line in said[name]} for name, lines in given.items() if name in said}
    for name, data in again.items():
        if name not in kept and hashlib.sha256(data).hexdigest() in of.get(name, ()):
            kept[name] = dict(store.options["corrections"][name])
        elif name not in kept:
            building.skipped.append((name, f"{_corrections.NOT_CORRECTED}what its lines said is damaged, and its file is another, or may be"))
    building.options["corrections"] = kept


def _all_sources(store: _core.Store, lost: list[LostSource]) -> Iterator[tuple[str | None, str, int | None, bytes | None, str | None]]:
    """The sources that there were, in their order: (name, url, day, bytes or None, path of the file)."""
    from ._build import sources_of

    paths: dict[str, str] = _saved.paths(store)
    damaged = {source.number: source for source in lost}
    there, number = sources_of(store), 0
    while True:
        source = damaged.get(number)
        if source is not None and not source.kept:
            yield source.name, source.url or "", source._captured, None, paths.get(source.name or "")
        else:
            facts = next(there, None)
            if facts is None:
                if number > max(damaged, default=-1):
                    return
            else:
                name, url, day, data, file = facts
                yield name, url or "", day, data if source is None or source.whole else None, file
        number += 1
