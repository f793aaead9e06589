"""Saved archives where the system says no: read-only folders, full disks, no permission, folders that go away or are something else,
links, locks that are held and locks of the dead. What was saved stays, and the error says what, where, and what to do.

Root may do everything: what is about permissions is done by a child that has become nobody.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pickle
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import traceback

import postdex as pdx
import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="users, limits and locks are others there")

NOBODY = 65534
ROWS = [{"title": f"Note {i}", "text": f"The ferry waited {i} times. " * 20} for i in range(100)]
N = len(ROWS)


@pytest.fixture
def place():
    """A folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield folder


@pytest.fixture
def path(place):
    archive = os.path.join(place, "town.pdx")
    pdx.from_records(ROWS).save(archive)
    return archive


def apart(work, *, nobody=False):
    """What `work` gives in a child of its own, which is nobody if asked for; its exception is raised here."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            if nobody and os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            try:
                answer = (work(), None)
            except Exception as error:  # noqa: BLE001  told to the parent
                answer = (None, error)
            try:
                os.write(write, pickle.dumps(answer))
            except BaseException:  # noqa: BLE001
                traceback.print_exc()
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answers:
        told = answers.read()
    os.waitpid(child, 0)
    value, error = pickle.loads(told)
    if error is not None:
        raise error
    return value


def as_nobody(work):
    return apart(work, nobody=True)


def is_whole(path, n=N):
    archive = pdx.open(path)
    archive.verify()
    return len(archive) == n and len(archive.search("ferry")) == n


def commit_more(path, n=50):
    with pdx.writer(path) as writer:
        writer.add_records([{"title": f"More {i}", "text": "High water at the ferry."} for i in range(n)], name="more")


def read_only(path):
    for each in os.listdir(path):
        os.chmod(os.path.join(path, each), 0o444)
    os.chmod(path, 0o555)


# ---------------------------------------------------------------- permissions


def test_a_read_only_folder_is_read(path):
    read_only(path)
    assert as_nobody(lambda: is_whole(path))
    with pytest.raises(pdx.AccessError, match="permission denied; change who may") as caught:
        as_nobody(lambda: commit_more(path))
    assert caught.value.path == path and caught.value.errno == errno.EACCES
    with pytest.raises(pdx.AccessError, match="permission denied"):
        as_nobody(lambda: pdx.parse("A\n\nB").save(path))
    assert is_whole(path)


def test_a_read_only_folder_whose_last_writer_was_killed(path):
    with open(os.path.join(path, "owner"), "w") as owner:
        owner.write("process 4711 on mill")
    os.chmod(os.path.join(path, "lock"), 0o666)
    os.chmod(path, 0o555)
    with pytest.raises(pdx.AccessError, match="cannot remove .*owner: permission denied; change who may") as caught:
        as_nobody(lambda: commit_more(path))
    assert caught.value.path == path and caught.value.errno == errno.EACCES
    assert is_whole(path)


def make_unlisted(path):
    """A folder of nobody's, which nobody may write and enter, and not list."""
    for name in os.listdir(path):
        os.chown(os.path.join(path, name), NOBODY, NOBODY)
    os.chown(path, NOBODY, NOBODY)
    os.chmod(path, 0o300)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="root alone gives files away")
def test_what_broke_off_in_a_folder_that_may_not_be_listed(path):
    """Nothing can be made safe on disk there, and each commit says so: neither what a process that was killed left behind is in its way, nor what the one before it did."""
    for name in ("manifest.new", "posts-0000000000000002", "texts-0000000000000002", "words-0001000000000002"):
        with open(os.path.join(path, name), "wb") as file:
            file.write(b"left")
    make_unlisted(path)
    for work in (lambda: commit_more(path), lambda: commit_more(path), lambda: pdx.from_records(ROWS[:3]).save(path)):
        with pytest.raises(pdx.AccessError, match="cannot make safe on disk .*permission denied; change who may"):
            as_nobody(work)
        assert sorted(name.partition("-")[0] for name in os.listdir(path)) == ["lock", "manifest", "posts", "texts", "words"]
        assert len(pdx.open(path)) == N
    os.chmod(path, 0o700)
    as_nobody(lambda: commit_more(path))
    assert len(pdx.open(path)) == N + 50


def test_a_folder_in_which_nothing_may_be_made(place):
    path = os.path.join(place, "new.pdx")
    os.chmod(place, 0o555)
    with pytest.raises(pdx.AccessError, match="make the folder"):
        as_nobody(lambda: pdx.parse("A\n\nB").save(path))
    with pytest.raises(pdx.AccessError, match="make the folder"):
        as_nobody(lambda: commit_more(path))
    with pytest.raises(pdx.AccessError, match="this may not be written: change its permissions"):
        as_nobody(lambda: pdx.from_records(ROWS).search("ferry").to_csv(os.path.join(place, "found.csv")))
    os.chmod(place, 0o755)
    assert os.listdir(place) == []


def test_a_folder_that_is_to_be_in_one_that_is_not_there(place):
    path = os.path.join(place, "none", "town.pdx")
    for work in (lambda: pdx.parse("A\n\nB").save(path), lambda: commit_more(path)):
        with pytest.raises(pdx.MissingFileError, match="there is no folder to make it in; make that first") as caught:
            work()
        assert caught.value.path == path and caught.value.errno == errno.ENOENT


@pytest.mark.parametrize("which", ["", "manifest", "posts", "texts", "words"])
def test_what_may_not_be_read(place, path, which):
    os.chmod(place, 0o777)
    name = next(each for each in os.listdir(path) if each.startswith(which)) if which else ""
    os.chmod(os.path.join(path, name), 0)
    with pytest.raises(pdx.AccessError) as caught:
        as_nobody(lambda: pdx.open(path))
    assert caught.value.path.startswith(path) and ("manifest" in str(caught.value)) == (which == "manifest")
    with pytest.raises(pdx.AccessError):  # that is no damage: nothing is called lost
        as_nobody(lambda: pdx.repair(path, os.path.join(place, "mended.pdx")))
    os.chmod(os.path.join(path, name), stat.S_IRWXU)
    assert is_whole(path)


def test_a_folder_that_may_not_be_entered(place):
    """Whether it has pages, or is an archive, nobody knows: the folder is named, and not a file that may not be in it."""
    closed = os.path.join(place, "closed")
    os.mkdir(closed)
    pdx.from_records(ROWS).save(os.path.join(closed, "town.pdx"))
    os.chmod(closed, 0)
    for work in (lambda: pdx.open(closed), lambda: pdx.open(os.path.join(closed, "town.pdx")), lambda: pdx.repair(os.path.join(closed, "town.pdx"))):
        with pytest.raises(pdx.AccessError, match="this may not be read") as caught:
            as_nobody(work)
        assert caught.value.path in (closed, os.path.join(closed, "town.pdx"))


def test_too_many_open_files_are_no_damage(place, path):
    def work():
        pdx.repair(path, os.path.join(place, "mended.pdx"))  # has all that it needs of Python from here on
        free = os.dup(0)  # the first descriptor that is free
        os.close(free)
        resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))
        pdx.repair(path, os.path.join(place, "again.pdx"))

    resource = pytest.importorskip("resource")
    with pytest.raises(pdx.FileError) as caught:
        apart(work)
    assert caught.value.errno == errno.EMFILE
    assert is_whole(path) and is_whole(os.path.join(place, "mended.pdx"))


@contextlib.contextmanager
def mounted(place, *options):
    """A small file system of its own; the test is skipped where that is not allowed."""
    folder = os.path.join(place, "mounted")
    os.mkdir(folder)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(["size=256k", *options]), "tmpfs", folder], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("file systems cannot be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a file system, as root on Linux")
def test_a_read_only_file_system(place):
    with mounted(place) as folder:
        path = os.path.join(folder, "town.pdx")
        pdx.from_records(ROWS).save(path)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        assert is_whole(path)
        with pytest.raises(pdx.AccessError, match="read-only") as caught:
            commit_more(path)
        assert caught.value.errno == errno.EROFS
        with pytest.raises(pdx.AccessError, match="read-only"):
            pdx.parse("A\n\nB").save(path)


# ---------------------------------------------------------------- no room


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a file system, as root on Linux")
def test_a_full_disk(place):
    with mounted(place) as folder:
        path = os.path.join(folder, "town.pdx")
        commit_more(path, 20)
        files = sorted(os.listdir(path))
        with pytest.raises(pdx.FileError, match="no space left on the device; make room") as caught:
            commit_more(path, 20_000)
        assert caught.value.errno == errno.ENOSPC and caught.value.path == path
        assert sorted(os.listdir(path)) == files and is_whole(path, 20)


def fill(folder):
    """Takes all the room that there is left."""
    with open(os.path.join(folder, "filler"), "wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(bytes(4096))


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a file system, as root on Linux")
def test_a_disk_without_a_byte_left(place):
    with mounted(place) as folder:
        path = os.path.join(folder, "town.pdx")
        commit_more(path, 20)
        files = sorted(os.listdir(path))
        fill(folder)

        def delete():
            with pdx.writer(path) as writer:
                writer.delete(0)

        for work in (delete, lambda: commit_more(path), lambda: pdx.open(path).save(path), lambda: pdx.repair(path, path + ".new")):
            with pytest.raises(pdx.FileError, match="no space left on the device; make room") as caught:
                work()
            assert caught.value.errno == errno.ENOSPC and caught.value.path.startswith(path)
            assert sorted(os.listdir(path)) == files and is_whole(path, 20)
        os.remove(os.path.join(folder, "filler"))
        delete()
        assert is_whole(path, 19)


def limited(path, limit):
    """Commits much where no file may grow beyond `limit`; then, in the same process, a little."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with pdx.writer(path) as writer:
        rows = [{"title": f"More {i}", "text": "High water at the ferry."} for i in range(20_000)]
        writer.add_records(rows, name="more")
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        try:
            writer.commit()
        except pdx.FileError as error:
            told = error
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        files = len(os.listdir(path))
        left = len(writer.archive), len(pdx.open(path))
        writer.add_records(rows[:3], name="a little")
    return told, files, left


@pytest.mark.parametrize("limit", [0, 10, 1000, 100_000, 1_000_000])
def test_a_file_that_may_not_grow(path, limit):
    told, files, left = apart(lambda: limited(path, limit))
    assert told.errno == errno.EFBIG and "beyond a limit" in str(told) and told.path == path
    assert files == 6  # three, manifest, lock, owner
    assert left == (len(ROWS), len(ROWS))
    assert is_whole(path, len(ROWS)) is False and len(pdx.open(path)) == len(ROWS) + 3
    pdx.open(path).verify()


# ---------------------------------------------------------------- what goes, and what is something else


def test_an_error_that_is_kept_keeps_no_lock(path):
    kept = []
    try:
        with pdx.writer(path) as writer:
            writer.add_records(ROWS[:2], name="more")
            shutil.rmtree(path)
    except pdx.MissingFileError as error:
        kept.append(error)
    pdx.from_records(ROWS).save(path)
    try:
        with pdx.writer(path) as writer:
            writer.add_records(ROWS[:2], name="more")
            writer.commit(progress=3)
    except TypeError as error:
        kept.append(error)
    assert len(kept) == 2
    commit_more(path)


def test_a_folder_that_is_removed_while_it_is_open(path):
    archive = pdx.open(path)
    shutil.rmtree(path)
    assert len(archive.search("ferry")) == len(ROWS) == len([post.title for post in archive])
    archive.verify()
    with pytest.raises(pdx.MissingFileError) as caught:
        archive.refresh()
    assert caught.value.path == path
    archive.save(path)
    assert archive.refresh() == archive and is_whole(path)


def test_a_folder_that_is_removed_while_it_is_written(path):
    writer = pdx.writer(path)
    writer.add_records(ROWS[:2], name="more")
    shutil.rmtree(path)
    with pytest.raises(pdx.MissingFileError):
        writer.commit()
    writer.close()
    assert not os.path.exists(path)


def test_a_manifest_that_is_gone(path):
    commit_more(path)
    os.remove(os.path.join(path, "manifest"))
    files = sorted(os.listdir(path))
    for work in (pdx.open, pdx.writer, pdx.from_records(ROWS).save):
        with pytest.raises(pdx.CorruptError, match="its manifest is missing; `postdex repair`"):
            work(path)
    assert sorted(os.listdir(path)) == files  # and nothing was removed


def test_a_first_saving_that_broke_off(path):
    os.remove(os.path.join(path, "manifest"))
    with open(os.path.join(path, "manifest.new"), "wb") as file:
        file.write(b"\x89pdx")
    commit_more(path)
    assert len(pdx.open(path)) == 50


@pytest.mark.parametrize("work", [lambda path: pdx.writer(path), lambda path: pdx.parse("A\n\nB").save(path)], ids=["writer", "save"])
def test_a_file_where_a_folder_is_wanted(place, work):
    path = os.path.join(place, "letter.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("mine")
    with pytest.raises(pdx.UsageError, match="there is a file of this name; give the name of a new folder") as caught:
        work(path)
    assert caught.value.path == path
    with open(path, encoding="utf-8") as file:
        assert file.read() == "mine"


@pytest.mark.parametrize("work", [lambda path: pdx.writer(path), lambda path: pdx.parse("A\n\nB").save(path)], ids=["writer", "save"])
def test_a_folder_of_somebody_elses(place, work):
    with open(os.path.join(place, "letter.txt"), "w", encoding="utf-8") as file:
        file.write("mine")
    with pytest.raises(pdx.UsageError, match="this folder holds other things"):
        work(place)
    assert os.listdir(place) == ["letter.txt"]


@pytest.mark.parametrize("name", ["manifest", "posts", "texts", "words", "lock"])
def test_a_folder_where_a_file_is_wanted(path, name):
    name = next(each for each in os.listdir(path) if each.startswith(name))
    os.remove(os.path.join(path, name))
    os.mkdir(os.path.join(path, name))
    if name == "lock":
        assert is_whole(path)
        with pytest.raises(pdx.FileError, match="it is a folder"):
            pdx.writer(path)
    else:
        with pytest.raises((pdx.FileError, pdx.CorruptError)) as caught:
            pdx.open(path)
        assert caught.value.path == path


# ---------------------------------------------------------------- links


def test_a_link_to_the_folder(place, path):
    link = os.path.join(place, "link")
    os.symlink(path, link)
    assert is_whole(link)
    with pdx.writer(link) as writer:
        with pytest.raises(pdx.LockedError):
            pdx.writer(path)
        writer.add_records(ROWS[:1], name="more")
    assert len(pdx.open(path)) == len(pdx.open(link)) == len(ROWS) + 1
    assert os.path.islink(link)
    pdx.from_records(ROWS).save(link)
    assert is_whole(path)


@pytest.mark.parametrize("name", ["lock", "owner", "manifest.new"])
def test_links_that_somebody_has_put_there_are_not_written_through(place, path, name):
    victim = os.path.join(place, "victim")
    with open(victim, "w", encoding="utf-8") as file:
        file.write("mine")
    link = os.path.join(path, name)
    with contextlib.suppress(FileNotFoundError):
        os.remove(link)
    os.symlink(victim, link)
    try:
        commit_more(path)
    except pdx.FileError as error:
        assert name == "lock" and "it is a link" in str(error)
    with open(victim, encoding="utf-8") as file:
        assert file.read() == "mine"
    assert is_whole(path, len(ROWS) + (0 if name == "lock" else 50))


# ---------------------------------------------------------------- locks

HOLD = """
import sys
import postdex as pdx
with pdx.writer(sys.argv[1]) as writer:
    writer.add_records([{"title": "Never", "text": "Not committed."}], name="never")
    print("held", flush=True)
    sys.stdin.read()
    writer.rollback()
"""


@contextlib.contextmanager
def held(path):
    process = subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(20)


def test_who_holds_the_lock_and_since_when(path):
    with held(path) as process:
        with pytest.raises(pdx.LockedError, match=rf"another writer holds it: process {process.pid} on .+, since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d") as caught:
            pdx.writer(path)
        assert caught.value.path == path
        with pytest.raises(pdx.LockedError):
            pdx.from_records(ROWS).save(path)
        assert is_whole(path)  # readers do not mind
    commit_more(path)


def test_the_lock_of_the_dead(path):
    with held(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    assert os.path.exists(os.path.join(path, "owner"))  # nobody took it away
    with pdx.writer(path) as writer:
        with pytest.raises(pdx.LockedError, match=f"process {os.getpid()} on"):
            pdx.writer(path)
        writer.add_records(ROWS[:1], name="more")
    assert not os.path.exists(os.path.join(path, "owner"))
    assert len(pdx.open(path)) == len(ROWS) + 1


FORKS = """
import os, sys
import postdex as pdx

def rows():
    for i in range(12_000):
        if i % 100 == 99:
            child = os.fork()
            if child == 0:
                sys.exit(3)  # out of everything that is being done
            children.append(child)
        yield {"title": f"Note {i}", "text": "The ferry waited for the tide. " * 40}

children = []
archive = pdx.from_records(rows(), threads=5)
print(len(archive), {os.waitpid(child, 0)[1] for child in children})
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
@pytest.mark.skipif("POSTDEX_SANITIZED" in os.environ, reason="a sanitizer's heap keeps the locks that other threads had when the child was made")
def test_rows_that_fork_while_they_are_read():
    """The child has none of the threads that read those before, and ends as it would without them."""
    done = subprocess.run([sys.executable, "-c", FORKS], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout == "12000 {768}\n"
