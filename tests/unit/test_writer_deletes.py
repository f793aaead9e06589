"""Deleting: what goes, what goes with it, and what that costs."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import postdex as pdx
import pytest
from written import PAGE, files, make_rows, matches


def test_a_part_of_which_half_is_gone(tmp_path):
    """It is written again without that by the commit that takes half, and not before; smaller parts behind it become one with it."""
    path, rng = tmp_path / "town.pdx", random.Random(4)
    live = make_rows(rng, 0, 300)
    with pdx.writer(path, language="en") as writer:
        writer.add_records(live, name="many")
        writer.commit()
        live += make_rows(rng, 1, 3)
        writer.add_records(live[300:], name="more")
    parts = []
    for _ in range(6):
        with pdx.writer(path) as writer:
            assert writer.delete(range(30)) == 30
        live = live[30:]
        archive = pdx.open(path)
        matches(archive, live)
        parts.append(sum(name.startswith("posts-") for name in files(path)))
    assert parts == [2, 2, 2, 2, 2, 1] or parts == [2, 2, 2, 2, 1, 1]
    archive.verify()


def test_what_deleting_writes_grows_with_what_goes(tmp_path):
    """A list of what is gone stays while what goes is little beside it; opened anew, all of it is gone."""
    path = tmp_path / "town.pdx"

    def lists():
        return {each.name: each.stat().st_size for each in path.iterdir() if each.name.startswith("gone-")}

    with pdx.writer(path, language="en") as writer:
        writer.add_records([{"title": f"Slip {i}", "text": f"{'paid' if i % 3 else 'owed'} word{i}"} for i in range(400)], name="slips")
    with pdx.writer(path) as writer:
        writer.delete(range(150))
    before = lists()
    for i in range(4):
        with pdx.writer(path) as writer:
            writer.delete(f'title:"Slip {200 + i}"')
        after = lists()
        assert before.items() < after.items() and len(after) == 2
        assert sum(after.values()) - sum(before.values()) < sum(before.values()) // 3
    archive = pdx.open(path)
    archive.verify()
    assert [str(post.title) for post in archive] == [f"Slip {i}" for i in range(150, 400) if i not in range(200, 204)]
    kept = pdx.from_records([{"title": post.title, "text": post.text} for post in archive], language="en")
    assert [(hit.post.number, hit.score) for hit in archive.search("paid")] == [(hit.post.number, hit.score) for hit in kept.search("paid")]


def test_what_is_deleted(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text(PAGE)
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        writer.add(file)
    with pdx.writer(path) as writer:
        assert writer.delete("bridge") == 1
    archive = pdx.open(path)
    assert [post.title for post in archive] == ["The wheel turns again", "Rain for a week"]
    assert len(archive.search("bridge")) == 0 and len(archive.find("bridge")) == 0 and len(archive.search("tag:Works")) == 0
    page = archive.pages[0]
    assert "".join(str(part) for part in page.parts) == PAGE  # the page is what it was
    assert [None if each.post is None else each.post.number for each in page.appearances] == [0, None, 1]
    assert [post.number for post in page.posts] == [0, 1]
    assert {part.post for part in page.parts if "bridge" in str(part)} == {None}
    assert archive.pages[0].parts.to_dicts() and str(page.explain()) and repr(page)
    with pdx.writer(path) as writer:
        assert writer.add(file) == 0
        assert writer.add_records([{"title": "A bridge of boats", "text": "Another."}]) == 1
    assert len(archive.refresh()) == 3
    with pdx.writer(path) as writer:
        assert writer.delete(writer.archive) == 3
    empty = archive.refresh()
    assert len(empty) == 0 and len(empty.search("mill")) == 0 and len(empty.pages) == len(empty.sources) == 0
    empty.verify()
    with pdx.writer(path) as writer:
        writer.add_records([{"title": "New", "text": "A mill."}], name="more")
    assert [hit.post.title for hit in empty.refresh().search("mill")] == ["New"]


def test_what_can_be_deleted(tmp_path):
    """Posts, hits and numbers of posts, one or many. Pages and sources have numbers too, and are no posts."""
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        writer.add(pdx.sample())
        writer.add_records([{"title": f"Note {i}", "text": "Low tide."} for i in range(12)])
    with pdx.writer(path) as writer:
        archive = writer.archive
        for wrong in (archive.pages, archive.pages[0], [archive.pages[0]], archive.sources, archive.find("tide"), archive.find("tide")[0], True, [False], 1.5, None, [None], ["tide"], b"tide"):
            with pytest.raises(TypeError, match="delete takes"):
                writer.delete(wrong)
        assert writer.delete([3, -1, archive[3], archive[4]]) == 3
        assert writer.delete(archive.search("title:note")[0]) == 1
        assert writer.delete(archive.where("title:note").search("tide")) == 10  # of 12, of which one was taken by number, and one by its hit
        with pytest.raises(IndexError, match="the archive has no post 99"):
            writer.delete([0, 99])
        with pytest.raises(pdx.UsageError, match="of another archive"):
            writer.delete(pdx.open(pdx.sample()).search("tide"))
        with pytest.raises(pdx.UsageError, match="of another archive"):
            writer.delete(pdx.open(pdx.sample()))
        assert writer.delete(archive[5:7]) == 2
        assert writer.delete(range(7, 9)) == 2
    assert len(pdx.open(path)) == len(archive) - 18


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="the system says nothing of a process's own memory")
@pytest.mark.skipif("POSTDEX_SANITIZED" in os.environ, reason="a sanitizer's heap keeps what was given back")
def test_posts_are_not_read_to_be_deleted(tmp_path):
    """Deleting one in twenty of many reads neither their rows nor those beside them."""
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        writer.add_records([{"title": f"Note {i}", "text": "Low tide."} for i in range(40_000)])
    script = f"""
import re
import postdex as pdx
def own():
    return int(re.search(r"RssAnon:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
writer = pdx.writer({os.fspath(path)!r})
before = own()
assert writer.delete(range(0, 40_000, 20)) == 2000
print(own() - before)
assert len(writer.commit()) == 38_000
print(own() - before)
writer.close()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    deleted, committed = map(int, done.stdout.split())
    assert (deleted < 2_000, committed < 16_000) == (True, True), done.stdout  # KiB: reading them takes 50,000


def test_what_a_query_object_finds_is_deleted(tmp_path):
    rows = [{"title": f"n{i}", "text": "The ferry waited." if i % 2 else "The bridge fell."} for i in range(4)]
    pdx.from_records(rows).save(tmp_path / "town.pdx")
    with pdx.writer(tmp_path / "town.pdx") as writer:
        assert writer.delete(pdx.Query("ferry") & ~pdx.Query("title:n1")) == 1
    assert [post.title for post in pdx.open(tmp_path / "town.pdx")] == ["n0", "n1", "n2"]


def test_what_a_query_deletes_is_also_what_was_just_added(tmp_path):
    """Adding and deleting in one commit: nothing that the query finds stays, and numbers of `archive` mean the same posts all the while."""
    path = tmp_path / "town.pdx"
    rows = [{"title": f"Note {i}", "text": f"ferry tide n{i}", "tags": ["Spam" if i % 2 else "Quay"]} for i in range(8)]
    with pdx.writer(path) as writer:
        writer.add_records(rows[:4], name="first")
        assert (writer.delete("tag:Spam"), writer.delete("tag:Spam"), len(writer.archive)) == (2, 0, 0)
    assert [post.title for post in pdx.open(path)] == ["Note 0", "Note 2"]
    with pdx.writer(path) as writer:
        assert writer.delete(0) == 1
        writer.add_records(rows[4:], name="second")
        assert (writer.delete("tag:Spam"), writer.delete("n0"), writer.delete(1), len(writer.archive)) == (2, 0, 1, 2)
        writer.upsert_records([{"title": "Note 9", "text": "tide"}], name="second")
        assert (writer.delete("ferry"), writer.delete("tide"), writer.delete("tide")) == (0, 1, 0)
        writer.add_records(rows[6:], name="third")
    archive = pdx.open(path)
    archive.verify()
    assert [post.title for post in archive] == ["Note 6", "Note 7"]
    with pdx.writer(path) as writer:
        writer.add_records(rows[:2], name="fourth")
        assert writer.delete("n0 OR n6") == 2
        writer.rollback()
        assert (writer.delete("n7"), len(writer.commit())) == (1, 1)


@pytest.mark.parametrize("memory", [1 << 29, 1])
def test_a_post_goes_with_what_was_just_added_of_it(tmp_path, memory):
    """Of another page, or in the place of its source: it is not there again afterwards. What is added behind that is new."""

    def page(name, *titles):
        entries = "".join(f"{title}\n\nMay {3 + len(title)}, 2019\n\nA long {title} on the quay, and nobody came back to it.\n\nTags: Mill\n\nContinue reading\n\n" for title in titles)
        (tmp_path / name).write_text(f"Notes from the mill\n\n{entries}Older posts\n")
        return tmp_path / name

    path = tmp_path / "town.pdx"
    with pdx.writer(path, language="en") as writer:
        writer.add(page("a.txt", "The ferry", "A lantern burns", "Two stones"))
        writer.add_records([{"title": "Low tide", "text": "mill"}, {"title": "High tide", "text": "rope"}], name="rows")
    with pdx.writer(path, memory=memory) as writer:
        numbers = {post.title: post.number for post in writer.archive}
        assert writer.add(page("b.txt", "The ferry", "Some rope left over", "Two stones")) == 1
        assert writer.upsert_records([{"title": "Low tide", "text": "mill"}, {"title": "Ebb", "text": "lamp"}], name="rows") == 1
        assert writer.delete([numbers["The ferry"], numbers["Low tide"]]) == 2
        assert writer.delete(numbers["High tide"]) == 0
    archive = pdx.open(path)
    archive.verify()
    assert [post.title for post in archive] == ["A lantern burns", "Two stones", "Some rope left over", "Ebb"]
    assert [len(post.appearances) for post in archive] == [1, 2, 1, 1]
    with pdx.writer(path, memory=memory) as writer:
        assert writer.delete('"two stones"') == 1
        assert writer.add(page("c.txt", "Two stones", "A lantern burns")) == 1
    assert [(post.title, len(post.appearances)) for post in pdx.open(path)] == [("A lantern burns", 2), ("Some rope left over", 1), ("Ebb", 1), ("Two stones", 1)]


def test_many_turns_of_adding_and_deleting(tmp_path):
    """What each writes as a draft becomes one with others, as commits do."""
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        for i in range(40):
            writer.add_records([{"title": f"Note {i}", "text": f"ferry n{i}"}, {"title": f"Note {i}b", "text": f"tide n{i}"}], name=f"rows {i}")
            assert writer.delete(f"tide n{i}") == 1
        assert len(writer.archive) == 0
    archive = pdx.open(path)
    archive.verify()
    assert [post.title for post in archive] == [f"Note {i}" for i in range(40)]
    assert len(archive._store.cache["note_lines"]) < 20
