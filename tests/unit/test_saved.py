"""Saved archives: what is opened is what was saved, nothing else is written over, and what goes wrong says so."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil

import postdex as pdx
import pytest
from postdex import _core, cli

ROWS = [
    {"title": "Low tide", "text": "The ferry waited.\n\nNobody came.", "tags": ["Ferry", "Tide"], "date": "2019-02-03", "id": 7},
    {"title": "High water", "text": "The ferry went. The café’s door stood open.", "author": "Ann Rook", "categories": ["News"]},
    {"title": "کشتی", "text": "کشتی در بندر ماند.", "tags": ["Ferry"]},
]
QUERIES = ["ferry", "ferry OR door", '"the ferry"', "tag:Ferry", "date:2019-01..2019-03", "f*", "کشتی", "cafe", "town OR flood", "-ferry"]


def archives():
    return {
        "pages": pdx.open(pdx.sample()),
        "rows": pdx.from_records(ROWS),
        "empty": pdx.parse(""),
        "bytes": pdx.parse(b"odd \xff \x00 bytes\r\n\r\nand a line", name="odd\udcff.txt"),
        "language": pdx.from_records(ROWS, language="en"),
    }


@pytest.fixture(scope="module", params=["pages", "rows", "empty", "bytes", "language"])
def pair(request, tmp_path_factory):
    archive = archives()[request.param]
    path = tmp_path_factory.mktemp("saved") / "town.pdx"
    archive.save(path)
    return archive, pdx.open(path)


def everything(archive):
    """All that an archive says of what it holds."""
    posts = [
        (p.title, p.tags, p.categories, p.author, p.language, repr(p.published), repr(p.published_bounds), p.anchor.cite(), str(p.explain()), p.record)
        for p in archive
    ]
    parts = [(q.role, q.text, q.raw, q.anchor.bytes, q.anchor.chars, q.anchor.line, q.alternatives, q.evidence) for page in archive.pages for q in page.parts]
    pages = [(repr(page), str(page.explain()), [a.anchor.cite() for a in page.appearances]) for page in archive.pages]
    return posts, parts, pages, [(s.name, s.data, s.sha256) for s in archive.sources], list(archive.tags), list(archive.words()), archive.to_dicts()


def answers(archive):
    found = []
    for query in QUERIES:
        hits = archive.search(query)
        found.append([(hit.post.number, hit.score, hit.snippet.text) for hit in hits])
        found.append([(line.before, line.node, line.after, line.anchor.cite()) for line in archive.find(query)] if query != "-ferry" else [])
    return found


def test_the_same(pair):
    archive, opened = pair
    assert opened == archive and hash(opened) == hash(archive)
    assert everything(opened) == everything(archive)
    assert answers(opened) == answers(archive)
    opened.verify()


def test_it_lives_on(pair):
    archive, opened = pair
    assert pickle.loads(pickle.dumps(opened)) == archive
    if len(opened) > 1:
        assert everything(opened[:1]) == everything(archive[:1])


def test_recipe(tmp_path):
    path = str(tmp_path / "town.pdx")
    pdx.from_records(ROWS).save(path)
    assert pdx.open(path).search("ferry").recipe.code == f"pdx.open({path!r}).search('ferry')"


def test_corrections_and_skipped_come_along(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text("One\n\nFirst words of a text.\n\nTwo\n\nMore words of it.\n")
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 \x00\x01")
    archive = pdx.open(folder, corrections={str(folder / "a.txt"): {5: "start"}})
    archive.save(tmp_path / "town.pdx")
    opened = pdx.open(tmp_path / "town.pdx")
    assert opened.corrections == archive.corrections != {}
    assert opened.skipped == archive.skipped != []
    assert repr(opened.pages[0].correct({1: "start"})) == repr(archive.pages[0].correct({1: "start"}))


def altered(path, piece, nth):
    """A byte of the nth place where the file of posts says this becomes another."""
    name = next(each for each in path.iterdir() if each.name.startswith("posts-"))
    places = name.read_bytes().split(piece)
    data = bytearray(name.read_bytes())
    data[len(piece.join(places[: nth + 1])) + 2] ^= 1
    name.write_bytes(data)


def test_opening_reads_nothing_that_grows(tmp_path):
    """Where files came from is read, and doubted, when somebody asks; the one line that opening goes by is told to be damaged at once."""
    (tmp_path / "a.txt").write_text("One\n\nThe ferry waited for the tide, and nobody came.\n")
    archive = pdx.open(tmp_path / "a.txt")
    for name, piece, nth in (("files", b'"paths": {', 0), ("line", b'"options"', 1)):
        archive.save(tmp_path / f"{name}.pdx")
        altered(tmp_path / f"{name}.pdx", piece, nth)
    opened = pdx.open(tmp_path / "files.pdx")
    assert len(opened.search("ferry")) == 1
    for ask in (lambda: opened.skipped, opened.verify):
        with pytest.raises(pdx.CorruptError, match="note"):
            ask()
    with pytest.raises(pdx.CorruptError, match="open"):
        pdx.open(tmp_path / "line.pdx")
    done = pdx.repair(tmp_path / "line.pdx", tmp_path / "mended.pdx")
    assert not done.lost and len(pdx.open(tmp_path / "mended.pdx")) == len(archive)


def test_saving_again_replaces(tmp_path):
    path = tmp_path / "town.pdx"
    first, second = pdx.from_records(ROWS), pdx.from_records(ROWS[:1])
    first.save(path)
    opened = pdx.open(path)
    second.save(path)
    assert opened == first and opened.search("ferry")[0].post.title == "Low tide"
    assert pdx.open(path) == second
    pdx.open(path).save(path)
    assert pdx.open(path) == second
    assert len(os.listdir(path)) == 5


def test_nothing_else_is_written_over(tmp_path):
    archive = pdx.from_records(ROWS)
    file = tmp_path / "letter.txt"
    file.write_text("mine")
    with pytest.raises(pdx.UsageError, match="there is a file of this name"):
        archive.save(file)
    with pytest.raises(pdx.UsageError, match="holds other things"):
        archive.save(tmp_path)
    assert file.read_text() == "mine" and os.listdir(tmp_path) == ["letter.txt"]
    with pytest.raises(pdx.FileError) as caught:
        archive.save(tmp_path / "no" / "such" / "folder")
    assert caught.value.path == str(tmp_path / "no" / "such" / "folder")
    with pytest.raises(pdx.UsageError, match="NUL"):
        archive.save("a\0b")


def test_views_are_not_saved(tmp_path):
    archive = pdx.from_records(ROWS)
    for view in (archive[:1], archive.within("paragraph"), archive.where(tag="Ferry")):
        with pytest.raises(pdx.UsageError, match="archive.whole.save"):
            view.save(tmp_path / "x.pdx")
    archive[:1].whole.save(tmp_path / "x.pdx")
    assert pdx.open(tmp_path / "x.pdx") == archive


def test_it_is_opened_alone_and_as_it_is(tmp_path):
    path = tmp_path / "town.pdx"
    pdx.from_records(ROWS).save(path)
    with pytest.raises(pdx.UsageError, match="opened alone"):
        pdx.open([path, *pdx.sample()])
    with pytest.raises(pdx.UsageError, match="language="):
        pdx.open(path, language="en")


def test_odd_paths(tmp_path):
    name = os.fsencode(tmp_path) + b"/odd\xff archive.pdx"
    path = os.fsdecode(name)
    pdx.from_records(ROWS).save(path)
    assert pdx.open(path) == pdx.from_records(ROWS)


def test_progress_and_stopping(tmp_path):
    path = tmp_path / "town.pdx"
    archive = pdx.open(pdx.sample())
    archive.save(path)
    seen = []
    archive.save(path, progress=lambda done, total: seen.append((done, total)))
    assert all(0 <= done <= total for done, total in seen)

    def stop(done, total):
        raise KeyboardInterrupt

    rows = [{"title": f"Note {i}", "text": "Words of a note. " * 200} for i in range(4000)]
    large = pdx.from_records(rows, progress=False)
    with pytest.raises(KeyboardInterrupt):
        large.save(path, progress=stop)
    assert pdx.open(path) == archive
    assert len(os.listdir(path)) == 5


def _hold(path, locked, release):
    import fcntl

    with open(os.path.join(path, "lock"), "rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        locked.set()
        release.wait(20)


@pytest.mark.skipif(os.name == "nt", reason="holds the lock as POSIX systems do")
def test_one_saves_at_a_time(tmp_path):
    path = str(tmp_path / "town.pdx")
    archive = pdx.from_records(ROWS)
    archive.save(path)
    context = multiprocessing.get_context("spawn")
    locked, release = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(path, locked, release))
    other.start()
    try:
        assert locked.wait(20)
        with pytest.raises(pdx.LockedError):
            archive.save(path)
        assert pdx.open(path) == archive  # readers do not mind
    finally:
        release.set()
        other.join()
    archive.save(path)


def test_saving_in_its_own_place_and_refreshing_open_nothing(tmp_path, monkeypatch):
    """Whether something was committed since is told by the manifest, however many parts the archive has."""
    path = tmp_path / "town.pdx"
    pdx.from_records(ROWS).save(path)
    archive, other = pdx.open(path), pdx.open(path)
    with monkeypatch.context() as patched:
        patched.setattr(_core, "_load", None)
        archive.save(path)
        archive.save(path)
    refreshed = other.refresh()
    assert refreshed is not other and refreshed == other
    with monkeypatch.context() as patched:
        patched.setattr(_core, "_load", None)
        assert refreshed.refresh() is refreshed
    with pytest.raises(pdx.UsageError, match="was changed since this was opened"):
        other.save(path)
    for each in path.iterdir():
        if each.name.startswith("manifest"):
            each.write_bytes(each.read_bytes()[:-1])
    with pytest.raises(pdx.CorruptError, match="manifest"):
        refreshed.refresh()


def test_what_hangs_on_a_damaged_page_is_told_to_be_damaged(tmp_path):
    path = str(tmp_path / "town.pdx")
    pdx.from_records(ROWS).save(path)
    line = pdx.open(path).find("ferry")[0]
    whole, part = line._whole, (line._whole[0], line._whole[1])
    file = next(os.path.join(path, each) for each in os.listdir(path) if each.startswith("posts"))
    asked = 0
    for offset in range(300, os.path.getsize(file), 7):
        damage(path, "posts", offset)
        try:
            pdx.open(path)._store.page(part[0])
        except pdx.CorruptError:
            for ask in (lambda store: store.line(*whole), lambda store: store.part(*part), lambda store: store.parts([part])):
                try:
                    opened = pdx.open(path)
                except pdx.CorruptError:
                    continue
                asked += 1
                with pytest.raises(pdx.CorruptError):
                    ask(opened._store)
        damage(path, "posts", offset)
    assert asked > 3


def damage(path, name, offset, byte=None):
    file = next(os.path.join(path, each) for each in os.listdir(path) if each.startswith(name))
    with open(file, "rb+") as opened:
        opened.seek(offset)
        old = opened.read(1)
        opened.seek(offset)
        opened.write(bytes([old[0] ^ 1]))
    return file


def test_damage_is_named(tmp_path):
    path = str(tmp_path / "town.pdx")
    for name, offset in (("manifest", 20), ("posts", 300)):
        pdx.from_records(ROWS).save(path)
        damage(path, name, offset)
        with pytest.raises(pdx.CorruptError) as caught:
            pdx.open(path)
        assert caught.value.path == path and name in str(caught.value)
        for each in os.listdir(path):
            os.remove(os.path.join(path, each))
    for name, offset in (("texts", 40), ("words", 400)):
        pdx.from_records(ROWS).save(path)
        damage(path, name, offset)
        with pytest.raises(pdx.CorruptError):
            pdx.open(path).verify()


@pytest.mark.parametrize("pages", [False, pytest.param(True, marks=pytest.mark.large)])
def test_damage_is_told_by_whoever_meets_it(tmp_path, pages):
    """Rows are read when somebody asks: what is said then is what was saved, or CorruptError, wherever a byte of the posts is wrong."""
    path = str(tmp_path / "town.pdx")
    archive = pdx.open(pdx.sample()[0]) if pages else pdx.from_records(ROWS)
    archive.save(path)
    was = everything(archive), answers(archive)
    file = next(os.path.join(path, each) for each in os.listdir(path) if each.startswith("posts"))
    told, late = 0, 0
    for offset in range(7, os.path.getsize(file), os.path.getsize(file) // 150):
        damage(path, "posts", offset)
        try:
            opened = pdx.open(path)
            late += 1
            assert (everything(opened), answers(opened)) == was
        except pdx.CorruptError:
            told += 1
        damage(path, "posts", offset)
    assert told > 100 and late > 50
    assert pdx.open(path) == archive


def test_a_file_that_is_gone(tmp_path):
    path = str(tmp_path / "town.pdx")
    pdx.from_records(ROWS).save(path)
    os.remove(next(os.path.join(path, each) for each in os.listdir(path) if each.startswith("words")))
    with pytest.raises(pdx.CorruptError, match="a file of it is missing.*words-"):
        pdx.open(path)


@pytest.mark.skipif(os.name == "nt", reason="pipes have no names in folders there")
@pytest.mark.parametrize("what", ["a folder", "a pipe", "a device"])
@pytest.mark.parametrize("mmap", [True, False])
def test_what_is_no_file_is_damage(tmp_path, what, mmap):
    path = str(tmp_path / "town.pdx")
    pdx.from_records(ROWS).save(path)
    words = next(os.path.join(path, each) for each in os.listdir(path) if each.startswith("words"))
    os.remove(words)
    if what == "a folder":
        os.mkdir(words)
    elif what == "a pipe":
        os.mkfifo(words)
    else:
        os.symlink(os.devnull, words)
    with pytest.raises(pdx.CorruptError, match="words-.* and no file"):
        pdx.open(path, mmap=mmap)
    done = pdx.repair(path, str(tmp_path / "mended.pdx"))
    assert done.kept == len(ROWS) == len(pdx.open(tmp_path / "mended.pdx"))


def test_other_stems_are_refused(tmp_path, monkeypatch):
    path, mended = str(tmp_path / "town.pdx"), str(tmp_path / "mended.pdx")
    pdx.from_records(ROWS).save(path)
    with pdx.writer(path) as writer:
        writer.delete(0)
    before = pdx.open(path)
    from postdex import _repair, _saved

    for module in (_saved, _repair):
        monkeypatch.setattr(module, "stem", lambda language, words: [word[:2] for word in words])
    with pytest.raises(pdx.FormatError, match="another version of the stemmer or of postdex: `postdex repair`"):
        pdx.open(path)
    assert pdx.repair(path, mended).lost == []
    after = pdx.open(mended)
    assert [(post.title, post.text) for post in after] == [(post.title, post.text) for post in before]


def test_an_older_state_is_not_saved_over_a_newer_one(tmp_path):
    path = tmp_path / "town.pdx"
    pdx.from_records(ROWS).save(path)
    archive = pdx.open(path)
    archive.save(path)
    archive.save(path)  # nothing is newer than it
    archive = archive.refresh()
    with pdx.writer(path) as writer:
        writer.add_records([{"title": "New", "text": "High tide."}], name="new")
        with pytest.raises(pdx.LockedError):
            archive.save(path)
    with pytest.raises(pdx.UsageError, match="what is new in it would be lost"):
        archive.save(tmp_path / "." / "town.pdx")
    assert len(pdx.open(path)) == len(archive) + 1
    archive.save(tmp_path / "older.pdx")
    pdx.open(tmp_path / "older.pdx").verify()
    pdx.from_records(ROWS).save(path)  # what was never opened there is put in its place
    assert len(pdx.open(path)) == len(ROWS)


@pytest.mark.parametrize("is_committed", [True, False])
def test_one_that_comes_about_while_its_folder_is_looked_through(tmp_path, monkeypatch, is_committed):
    """It is the archive, or one that was only begun, and no folder of pages."""
    from postdex import _saved

    path = tmp_path / "town.pdx"
    path.mkdir()
    for name in ("lock", "owner"):
        (path / name).write_text("process 4711 on mill, since 2026-03-01 09:30:12 +0000")
    if is_committed:
        pdx.from_records(ROWS).save(path)
    looked, look = [], _saved.is_to_be_opened

    def late(path):
        looked.append(path)
        return len(looked) > 1 and look(path)

    monkeypatch.setattr(_saved, "is_to_be_opened", late)
    if is_committed:
        assert len(pdx.open(path)) == len(ROWS)
    else:
        with pytest.raises(pdx.MissingFileError, match="nothing was ever committed"):
            pdx.open(path)


def test_an_archive_is_not_saved_over_another_that_came_in_its_place(tmp_path):
    path = tmp_path / "town.pdx"
    pdx.from_records(ROWS).save(path)
    archive = pdx.open(path)
    shutil.rmtree(path)
    pdx.from_records([{"title": "Another", "text": "High tide."}]).save(path)  # with as many commits behind it
    with pytest.raises(pdx.UsageError, match="what is new in it would be lost"):
        archive.save(path)
    assert [post.title for post in pdx.open(path)] == ["Another"]


def test_the_command_reads_it(tmp_path, capsysbinary):
    path = str(tmp_path / "town.pdx")
    pdx.open(pdx.sample()).save(path)
    assert cli.main(["search", "harbour", path]) == 0
    saved = capsysbinary.readouterr().out
    assert cli.main(["search", "harbour", *pdx.sample()]) == 0
    assert saved == capsysbinary.readouterr().out != b""


def test_the_command_saves_and_checks(tmp_path, capsys):
    path = str(tmp_path / "town.pdx")
    assert cli.main(["index", path, *pdx.sample()]) == 0
    assert capsys.readouterr().out == f"{path}: 15 posts of 2 sources\n"
    assert cli.main(["verify", path]) == 0
    assert capsys.readouterr().out == f"{path}: sound, 15 posts of 2 sources\n"
    damage(path, "texts", 100)
    assert cli.main(["verify", path]) == 6
    assert "checksum of source 0" in capsys.readouterr().err
    assert cli.main(["verify", str(tmp_path)]) == 4
    assert "no saved archive" in capsys.readouterr().err
