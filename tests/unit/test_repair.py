"""Repairing: whatever byte of whatever file is wrong, wherever a file was cut, every post that does not touch the damage is there as it was, and the others are
told of. What touches what is read here from the bytes, by FORMAT.md alone."""

from __future__ import annotations

import os
import shutil
import struct
from pathlib import Path

import postdex as pdx
import pytest
from postdex import _repair, cli
from unit_texts import LISTING

STRETCH = 16  # rows that are stored together
ROWS = [
    {"title": f"Note {i}", "text": f"The ferry waited {i} times. " * (i % 5 + 1), "tags": ["Quay"] if i % 2 else ["Mill"], "date": f"2019-02-{i % 28 + 1:02}", "id": i}
    for i in range(70)
]


def fields(archive):
    """All that posts say, by number."""
    return {
        post.number: (
            post.title, post.tags, post.categories, post.author, post.language, repr(post.published), repr(post.published_bounds), post.words, post.record,
            [(part.role, part.text, part.anchor.bytes, part.anchor.line) for part in post.parts], len(post.appearances), post.anchor.source,
        )
        for post in archive
    }  # fmt: skip


class Saved:
    """A saved archive whose files can be spoiled and mended."""

    def __init__(self, path, archive):
        archive.save(path)
        self.path = path
        self.remember()

    def remember(self):
        self.files = {file.name: file.read_bytes() for file in Path(self.path).iterdir() if file.name != "lock"}
        self.archive = pdx.open(self.path)
        self.was = fields(self.archive)
        self.titles = {number: str(what[0]) for number, what in self.was.items()}

    def name(self, kind):
        return next(name for name in self.files if name.startswith(kind))

    def file(self, kind):
        return Path(self.path, self.name(kind))

    def sections(self):
        """Of the file of posts: begin and end by tag."""
        data = self.files[self.name("posts")]
        table = [struct.unpack_from("<4sIQQ", data, 64 + 24 * i) for i in range(struct.unpack_from("<I", data, 12)[0])]
        return {tag.decode(): (begin, begin + length) for tag, _, begin, length in table}

    def salvaged(self):
        """What is kept as it is told: by title, since those behind a lost post move up; and the titles of those that are told to be lost."""
        store, told = _repair._salvage(self.path, False)
        kept = store.archive((("open", ("x",), {}),))
        done = _repair.Repair(self.path, None, len(kept), told)
        assert (done.had, len(kept) + len(done.lost)) == (len(self.was), len(self.was))
        for post in done.lost:
            assert post.title == self.titles[post.number]
        lost = {post.number for post in done.lost}
        left = [number for number in sorted(self.was) if number not in lost]
        changed = {post.number for post in done.changed}
        now = fields(kept)
        for number, before in zip(sorted(now), left, strict=True):
            if before not in changed:
                assert now[number] == self.was[before]
        return done, lost, changed

    def repaired(self):
        """The same through the whole of it: a new archive, which is sound."""
        place = f"{self.path}.new"
        shutil.rmtree(place, ignore_errors=True)
        done = pdx.repair(self.path, place)
        again = pdx.open(place)
        again.verify()
        assert len(again) == done.kept
        assert {hit.post.number for hit in again.search("ferry")} == {hit.post.number for hit in pdx.from_records([{"title": str(post.title), "text": post.text} for post in again]).search("ferry")}
        return done


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    return Saved(str(tmp_path_factory.mktemp("rows") / "town.pdx"), pdx.from_records(ROWS, language="en"))


@pytest.fixture
def whole(rows):
    """The rows' archive, with all its files as they were."""
    for name, data in rows.files.items():
        Path(rows.path, name).write_bytes(data)
    yield rows
    for name, data in rows.files.items():
        Path(rows.path, name).write_bytes(data)


def spoiled(saved, kind, step, flip=0xFF, width=1):
    """Each `step`-th place of a file, spoiled in turn."""
    data, file = saved.files[saved.name(kind)], saved.file(kind)
    for at in range(0, len(data) - width + 1, step):
        wrong = bytearray(data)
        for i in range(at, at + width):
            wrong[i] ^= flip
        file.write_bytes(wrong)
        yield at
    file.write_bytes(data)


@pytest.mark.parametrize(("kind", "step"), [("manifest", 3), ("words", 499)])
def test_what_holds_no_posts_can_be_wrong_anywhere(whole, kind, step):
    for at in spoiled(whole, kind, step):
        done, lost, changed = whole.salvaged()
        assert (lost, changed, done.sources) == (set(), set(), []), at
        assert done.damage, at


@pytest.mark.parametrize(("step", "flip", "width"), [pytest.param(83, 0xFF, 1, marks=pytest.mark.large), pytest.param(211, 0x01, 1, marks=pytest.mark.large), (401, 0xA5, 40)])
def test_posts_are_lost_with_the_stretch_of_their_page_alone(whole, step, flip, width):
    sections = whole.sections()
    data = whole.files[whole.name("posts")]
    places = struct.unpack_from(f"<{(sections['pagp'][1] - sections['pagp'][0]) // 8}Q", data, sections["pagp"][0])[::6]
    losses = 0
    for at in spoiled(whole, "posts", step, flip, width):
        done, lost, changed = whole.salvaged()
        assert done.damage and not changed, at
        begin = sections["page"][0]
        hit = [i for i in range(len(places) - 1) if at < begin + places[i + 1] and begin + places[i] < at + width]
        assert lost == {number for i in hit for number in range(i * STRETCH, min((i + 1) * STRETCH, len(ROWS)))}, at
        losses += bool(lost)
    assert losses > 0


@pytest.mark.large  # the rig that damages every byte is under sanitizers itself
def test_a_row_is_lost_with_its_line_alone(whole):
    size = whole.archive.sources[0].size
    data = whole.archive.sources[0].data
    for at in spoiled(whole, "texts", 113, 0x10):
        done, lost, _ = whole.salvaged()
        inside = at - 16
        line = data.count(b"\n", 0, inside) if 0 <= inside < size else None
        assert lost <= {line}, at  # what was decoded stands in the source too
        if 16 <= at < 16 + size:
            assert [source.whole for source in done.sources] == [False]


@pytest.mark.parametrize("kind", ["manifest", "posts", "texts", "words"])
def test_files_that_are_cut(whole, kind):
    data, file = whole.files[whole.name(kind)], whole.file(kind)
    least = []
    for cut in sorted({*range(0, len(data), len(data) // 40 + 1), len(data) - 1}):
        file.write_bytes(data[:cut])
        try:
            _, lost, _ = whole.salvaged()
        except pdx.CorruptError as error:
            assert kind == "posts" and cut < 600 and "nothing that a saved archive has" in str(error)
            continue
        assert not lost or kind in ("posts", "texts")
        if kind == "texts":
            n = data[16:cut].count(b"\n", 0, whole.archive.sources[0].size)
            assert lost <= set(range(n, len(ROWS))), cut
        assert sorted(lost) == list(range(len(ROWS) - len(lost), len(ROWS)))
        least.append(len(lost))
    assert least == sorted(least, reverse=True) and least[-1] == 0


@pytest.mark.parametrize("kind", ["manifest", "texts", "words"])
def test_files_that_are_gone(whole, kind):
    whole.file(kind).unlink()
    done, lost, _ = whole.salvaged()
    assert len(lost) == (len(ROWS) if kind == "texts" else 0)
    assert any("there is no such file" in text for text in done.damage)


def test_the_whole_of_it(whole):
    for kind, step in (("words", 7001), ("posts", 1501), ("texts", 2503), ("manifest", 60)):
        for _ in spoiled(whole, kind, step):
            done = whole.repaired()
            assert done.path and done.kept + len(done.lost) == done.had == len(ROWS)
            assert Path(whole.path).exists()


def test_nothing_is_wrong(whole):
    before = {file.name: file.read_bytes() for file in Path(whole.path).iterdir()}
    done = whole.repaired()
    assert (done.kept, done.lost, done.changed, done.sources, done.damage) == (len(ROWS), [], [], [], [])
    assert pdx.open(done.path) == whole.archive and fields(pdx.open(done.path)) == whole.was
    assert before == {file.name: file.read_bytes() for file in Path(whole.path).iterdir()}
    with pdx.writer(done.path) as writer:  # and it goes on
        assert writer.add_records(ROWS) == 0
        assert writer.add_records(ROWS[:1], name="more") == 1


PAGE = """Notes from the mill

{titles}
Older posts
"""


def page(name, titles):
    return PAGE.replace("Notes from the mill", f"Posts Tagged ‘{name}’").format(
        titles="".join(f"{title}\n\nMay {i + 1}, 2019\n\nIt rained on the {title.lower()}, on the river and on the ferry, and nobody went out for {i} days.\n\nTags: {name}\n\nContinue reading\n\n" for i, title in enumerate(titles))
    )


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for i in range(6):
        titles = [f"The {word} turns again {i}" for word in ("wheel", "bridge", "boat")]
        (folder / f"{i}.txt").write_text(page(f"Tag {i}", [*titles, "A post on every page"]))
    return Saved(str(tmp_path / "town.pdx"), pdx.open(folder, url="https://town.example/"))


def test_a_page_is_lost_with_its_text_and_a_post_on_others_is_kept(pages):
    sources = pages.archive.sources
    begins = [16 + sum(source.size for source in sources[:i]) for i in range(len(sources) + 1)]
    shared = next(number for number, title in pages.titles.items() if title == "A post on every page")
    assert len(pages.archive[shared].appearances) == 6
    on = [{post.number for post in page.posts} for page in pages.archive.pages]
    for at in spoiled(pages, "texts", 131):
        done, lost, changed = pages.salvaged()
        which = next((i for i in range(6) if begins[i] <= at < begins[i + 1]), None)
        of_it = set() if which is None else on[which]
        assert lost == of_it - {shared} and changed == of_it & {shared}
        assert {post.source for post in done.lost} <= {sources[which].name if which is not None else None}
        assert [(source.name, source.kept, source.whole) for source in done.sources] == ([] if which is None else [(sources[which].name, False, False)])
        assert all(post.appearances == 5 for post in done.changed)


def test_pages_and_texts_live_on_as_they_are(pages):
    for at in spoiled(pages, "posts", 197):
        done, lost, _ = pages.salvaged()
        begin, end = pages.sections()["page"]
        if begin <= at < end and len(lost) == len(pages.was):
            assert all(source.kept and source.whole and source.lost_pages for source in done.sources)


def test_an_archive_of_parts(tmp_path):
    """Of several commits: what was deleted stays away, unless what says so is damaged, and then that is told."""
    path = str(tmp_path / "town.pdx")
    folder = tmp_path / "pages"
    folder.mkdir()
    for i in range(3):
        (folder / f"{i}.txt").write_text(page(f"Tag {i}", [f"The wheel turns {i}", "A post on every page"]))
    with pdx.writer(path, language="en") as writer:
        writer.add_records(ROWS[:40], name="first")
        writer.add(folder / "0.txt")
    with pdx.writer(path) as writer:
        writer.delete("tag:Quay")
        writer.add_records(ROWS[40:60], name="second")
        writer.add(folder / "1.txt")
    with pdx.writer(path) as writer:
        assert writer.delete('title:"Note 50"') == 1
        writer.add(folder / "2.txt")
    saved = Saved.__new__(Saved)
    saved.path = path
    saved.remember()
    there, shared = set(saved.titles.values()), next(number for number, title in saved.titles.items() if title == "A post on every page")
    assert len(saved.archive[shared].appearances) == 3 and len([name for name in saved.files if name.startswith("posts")]) > 1
    done, lost, changed = saved.salvaged()
    assert (lost, changed, done.damage, done.deleted_may_be_back) == (set(), set(), [], False)
    for name, data in saved.files.items():
        for at in range(0, len(data), max(1, len(data) // 25)):
            wrong = bytearray(data)
            wrong[at] ^= 0x20
            Path(path, name).write_bytes(wrong)
            store, told = _repair._salvage(path, False)
            kept = store.archive((("open", ("x",), {}),))
            titles = {str(post.title) for post in kept}
            done = _repair.Repair(path, None, len(kept), told)
            assert done.damage, (name, at)
            assert titles <= there or done.deleted_may_be_back, (name, at)
            assert done.deleted_may_be_back or there - titles == {post.title for post in done.lost}, (name, at)
            if name.startswith(("words", "manifest", "gone")):  # what is gone is said twice
                assert titles == there, (name, at)
                assert done.is_whole, (name, at)
        Path(path, name).write_bytes(data)
    for name in saved.files:  # and files that are gone
        Path(path, name).unlink()
        try:
            done = pdx.repair(path, dry_run=True)
            assert done.damage and (done.kept == len(there) or not name.startswith(("words", "manifest")))
            if name.startswith("gone"):  # how many had been deleted is known still, and that one was written again by a later part
                deleted = done.kept - len(there)
                assert (deleted, done.deleted_back, done.had, done.is_whole) in [(20, (20, 20), len(there), False), (1, (1, 1), len(there), False)]
                assert any(f"back: {deleted} posts that had been deleted" in line for line in done.lines())
        except pdx.CorruptError:
            raise AssertionError(name) from None
        Path(path, name).write_bytes(saved.files[name])
    done = saved.repaired()
    assert fields(pdx.open(done.path)) == saved.was


def test_where_it_goes(whole, tmp_path, capsys):
    target = tmp_path / "there"
    target.mkdir()
    (target / "letter.txt").write_text("mine")
    with pytest.raises(pdx.UsageError, match="this is there already"):
        pdx.repair(whole.path, target)
    with pytest.raises(pdx.UsageError, match="this is there already"):
        pdx.repair(whole.path, whole.path)
    with pytest.raises(pdx.MissingFileError):
        pdx.repair(tmp_path / "nowhere.pdx")
    for verb in (pdx.repair, pdx.rebuild):
        with pytest.raises(pdx.FormatError, match="this is no saved archive"):
            verb(target)
    assert pdx.repair(whole.path, dry_run=True).path is None and os.listdir(target) == ["letter.txt"]
    assert "70 of 70 posts kept, 0 lost" in repr(pdx.repair(whole.path, dry_run=True))


def test_what_cannot_be_written_leaves_nothing(whole, tmp_path):
    def stop(done, total):
        raise KeyboardInterrupt

    for work in (pdx.repair, pdx.rebuild):
        with pytest.raises(pdx.MissingFileError):
            work(whole.path, tmp_path / "no" / "such")
    new = tmp_path / "new.pdx"
    original, _repair._saved.verify = _repair._saved.verify, lambda *_: stop(0, 0)
    try:
        with pytest.raises(KeyboardInterrupt):
            pdx.repair(whole.path, new)
    finally:
        _repair._saved.verify = original
    assert os.listdir(tmp_path) == [] and pdx.repair(whole.path, new).kept == len(ROWS)


def test_nobody_writes_meanwhile(whole, tmp_path):
    with pdx.writer(whole.path):
        with pytest.raises(pdx.LockedError, match="another writer holds it"):
            pdx.repair(whole.path, tmp_path / "new.pdx")
        assert len(pdx.rebuild(whole.path, tmp_path / "again.pdx").same) == 1  # reads a state that stays
    assert pdx.repair(whole.path, tmp_path / "new.pdx").kept == len(ROWS)
    pdx.writer(whole.path).close()


def test_the_command(whole, tmp_path, capsys):
    begin, _ = whole.sections()["page"]
    data = bytearray(whole.files[whole.name("posts")])
    data[begin + 100] ^= 1
    whole.file("posts").write_bytes(data)
    new = str(tmp_path / "new.pdx")
    assert cli.main(["verify", whole.path]) == 6
    assert cli.main(["repair", whole.path, "--dry-run"]) == 1 and not os.path.exists(new)
    out, err = capsys.readouterr()
    assert out.endswith("54 posts of 70 kept, 16 lost, 0 changed\n") and "lost: post 3, Note 3 (records)" in err and 'section "page"' in err
    assert cli.main(["repair", whole.path, "--to", new]) == 1
    assert cli.main(["verify", new]) == 0
    assert cli.main(["repair", new, "--to", str(tmp_path / "again.pdx")]) == 0
    assert cli.main(["repair", str(tmp_path / "nowhere.pdx")]) == 3
    assert cli.main(["rebuild", whole.path, "--to", str(tmp_path / "rebuilt.pdx")]) == 0
    assert len(pdx.open(tmp_path / "rebuilt.pdx")) == 70  # the text of the source is whole


def test_rebuild_tells_what_has_changed(tmp_path, capsys):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(LISTING.replace("ferry", f"ferry {name}"), encoding="utf-8")
    path = str(tmp_path / "town.pdx")
    archive = pdx.open(folder, url="https://town.example/", captured="2019-03-01", corrections={str(folder / "a.txt"): {1: "other"}})
    archive.save(path)
    same = pdx.rebuild(path, tmp_path / "same.pdx")
    assert ([os.path.basename(name) for name in same.same], same.changed, same.missing, same.lost) == (["a.txt", "b.txt", "c.txt"], [], [], [])
    assert pdx.open(same.path) == archive and pdx.open(same.path).corrections == archive.corrections and fields(pdx.open(same.path)) == fields(archive)
    (folder / "b.txt").write_text(LISTING.replace("ferry", "boat"), encoding="utf-8")
    (folder / "c.txt").unlink()
    done = pdx.rebuild(path)
    assert done.path == f"{path}.rebuilt" and (done.changed, done.missing) == ([str(folder / "b.txt")], [str(folder / "c.txt")])
    again = pdx.open(done.path)
    assert len(again.search("boat")) > 0 and [source.data for source in again.sources][2] == archive.sources[2].data
    assert (str(again.sources[1].captured), again.sources[1].url) == ("2019-03-01", "https://town.example/")
    texts = next(Path(path).glob("texts-*"))
    data = bytearray(texts.read_bytes())
    data[-5] ^= 1  # of the last source, whose file is gone
    texts.write_bytes(data)
    done = pdx.rebuild(path, tmp_path / "third.pdx")
    assert (done.lost, len(done.same), len(done.changed)) == ([str(folder / "c.txt")], 1, 1) or done.lost == [str(folder / "c.txt")]
    assert cli.main(["rebuild", path, "--to", str(tmp_path / "fourth.pdx")]) == 1
    assert f"lost: {folder / 'c.txt'}" in capsys.readouterr().err


def test_posts_that_nobody_can_name_are_counted(tmp_path):
    """Where what says which posts a part has is gone with their pages, they are lost all the same."""
    path = str(tmp_path / "town.pdx")
    for i in range(3):
        with pdx.writer(path, language="en") as writer:
            writer.add_records(ROWS[: 40 - 10 * i], name=f"rows {i}")
            writer.delete(0) if i else None
    (first, *_), last = sorted(Path(path).glob("posts-*")), max(Path(path).glob("posts-*"))
    assert first.name.endswith("0001") and len(pdx.open(path)) == 88
    whole = first.read_bytes(), last.read_bytes()
    first.write_bytes(whole[0][:1200])  # without pages, and ordinals
    done = pdx.repair(path, dry_run=True)
    assert (done.had, done.kept, done.lost, done.unnamed, done.n_lost, done.counted, done.is_whole) == (88, 50, [], (38, 38), 38, True, False)
    assert any("38 more posts" in line for line in done.lines()) and "50 of 88 posts kept, 38 lost" in repr(done)
    first.write_bytes(whole[0])
    last.write_bytes(b"")  # nothing of it; its words say how many there were
    done = pdx.repair(path, dry_run=True)
    assert (done.had, done.unnamed[1], done.counted, done.is_whole) == (88, 20, True, False)
    last.write_bytes(bytes(len(whole[1])))  # zeros, as a file system leaves them
    done = pdx.repair(path, dry_run=True)
    assert (done.had, done.unnamed[1], done.counted, done.is_whole) == (88, 20, True, False)
    last.with_name(last.name.replace("posts", "words")).unlink()
    done = pdx.repair(path, dry_run=True)
    assert (done.counted, done.is_whole) == (False, False) and any("not how many" in line for line in done.lines())


def test_a_file_that_is_missing_is_damage(whole):
    """Of an archive, not a path that somebody typed wrongly."""
    for kind in ("posts", "texts", "words"):
        file = whole.file(kind)
        data = file.read_bytes()
        file.unlink()
        for open_ in (pdx.open, pdx.writer):
            with pytest.raises(pdx.CorruptError, match=f"a file of it is missing, `postdex repair` .*{file.name}: there is no such file"):
                open_(whole.path)
        file.write_bytes(data)
    with pdx.writer(whole.path) as writer:
        assert len(writer.archive) == len(ROWS)


def test_corrections_go_with_the_page_that_they_are_of(tmp_path):
    file, other, folder = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "town.pdx"
    for each in (file, other):
        each.write_text(f"Rain {each.stem}\n\nIt fell on the old bridge all day.\n\nStaff Writer\n\nAnd all night, too.\n")
    given = {str(each): {5: "other"} for each in (file, other)}
    pdx.open([file, other], corrections=given).save(folder)
    file.write_text("Sun\n\nIt was dry.\n")
    with pdx.writer(folder) as writer:
        assert writer.upsert(file) == 1
        for _ in range(2):
            assert pdx.open(folder).corrections == {str(file): {5: "other: Staff Writer"}, str(other): {5: "other: Staff Writer"}}  # nothing is committed
    for _ in range(2):
        assert pdx.open(folder).corrections == {str(other): {5: "other: Staff Writer"}}
        with pdx.writer(folder) as writer:
            writer.optimize()
    done = pdx.rebuild(folder)
    again = pdx.open(done.path)
    assert (done.has, done.had, len(done.same)) == (2, 2, 2) and again.corrections == {str(other): {5: "other: Staff Writer"}}
    assert [len(post.parts.where("other")) for post in again if post.title == "Rain b"] == [1]
