"""What changed between two archives, against changes that are made on purpose."""

import difflib
import io
import json
import pickle
import random
import re

import pytest

import postdex as pdx
from postdex import _diff_match
from postdex.cli import main

WORDS = "ferry quay harbour noon tide bridge council weir lamp rope mayor rain iron market bell street night boat".split()


def post(generator, number):
    text = " ".join(generator.choice(WORDS) for _ in range(60))
    return {"title": f"Tale {number} of the {generator.choice(WORDS)}", "text": text, "tags": [generator.choice(WORDS).title()], "date": f"2019-03-{number % 28 + 1:02}"}


def rows(seed=1, n=20):
    generator = random.Random(seed)
    return [post(generator, number) for number in range(n)]


def kinds(diff):
    return {kind: [str(change.post.title) for change in diff.where(kind)] for kind in ("added", "gone", "edited", "moved")}


def test_nothing_changed():
    archive = pdx.from_records(rows())
    diff = pdx.diff(archive, pdx.from_records(rows()))
    assert (len(diff), diff.n_same, len(diff.edits)) == (0, 20, 0)
    assert repr(diff).startswith("0 changes")
    assert len(pdx.diff(pdx.parse(""), pdx.parse(""))) == 0
    assert kinds(pdx.diff(pdx.parse(""), archive))["added"] == [row["title"] for row in rows()]
    assert kinds(pdx.diff(archive, pdx.parse("")))["gone"] == [row["title"] for row in rows()]


def test_changes_that_were_made():
    old, new = rows(), rows()
    generator = random.Random(9)
    gone = new.pop(3)
    added = post(generator, 99)
    new.insert(7, added)
    edited = new[10]
    edited["text"] = edited["text"].replace("ferry", "steamer")
    renamed = new[12]
    before, renamed["title"] = renamed["title"], "Another title altogether"
    tagged = new[14]
    tagged["tags"] = ["Brand", *tagged["tags"]]
    dated = new[15]
    dated["date"] = "2019-04-30"
    moved = new.pop(0)
    new.append(moved)
    diff = pdx.diff(pdx.from_records(old), pdx.from_records(new))
    found = kinds(diff)
    assert found["added"] == [added["title"]]
    assert found["gone"] == [gone["title"]]
    assert found["edited"] == [edited["title"], "Another title altogether", tagged["title"], dated["title"]]
    assert found["moved"] == [moved["title"]]
    assert diff.n_same == 20 - 6
    fields = [sorted({edit.field for edit in change.edits}) for change in diff.where("edited")]
    assert fields == [["text"], ["title"], ["tags"], ["date"]]
    assert str(diff.where("edited")[1].before.title) == before
    assert [(edit.before, edit.after) for edit in diff.where("edited")[2].edits] == [(None, "Brand")]


@pytest.mark.parametrize("seed", range(30))
def test_edits_make_the_old_text_the_new_one(seed):
    """Whatever was edited: what stood at the places of the edits, replaced by what stands there, is the new text, and nothing else is an edit."""
    generator = random.Random(seed)
    old = " ".join(generator.choice(WORDS) for _ in range(120))
    words = old.split()
    for _ in range(generator.randrange(1, 9)):
        at = generator.randrange(len(words))
        words[at : at + generator.randrange(3)] = [generator.choice([*WORDS, "Œuvre", "日本", "😀"]) for _ in range(generator.randrange(3))]
    new = " ".join(words)
    diff = pdx.diff(pdx.from_records([{"title": "A", "text": old, "date": "2019-03-01"}]), pdx.from_records([{"title": "A", "text": new, "date": "2019-03-01"}]))
    changed = old.split() != words
    assert len(diff) == changed
    if not changed:
        return
    [change] = diff
    before = change.before.anchor._place[0].source_bytes(0)
    after = change.after.anchor._place[0].source_bytes(0)
    kept, last = [], 0
    for edit in change.edits:
        if edit.before is not None:
            first, end = edit.before.anchor.bytes
            assert before[first:end].decode() == edit.before
            kept.append(before[last:first])
            last = end
        if edit.after is not None:
            assert after[slice(*edit.after.anchor.bytes)].decode() == edit.after
            assert edit.after.anchor.verify()
    removed = sum(len(edit.before.split()) for edit in change.edits if edit.before is not None)
    added = sum(len(edit.after.split()) for edit in change.edits if edit.after is not None)
    assert len(old.split()) - removed == len(words) - added
    same = sum(match.size for match in difflib.SequenceMatcher(None, old.split(), words, autojunk=False).get_matching_blocks())
    assert len(words) - added <= len(words)
    assert len(old.split()) - removed >= same - 8  # as much stays as another comparison leaves


@pytest.mark.parametrize("seed", range(20))
def test_moved_is_the_least_that_could_have_moved(seed):
    generator = random.Random(seed)
    order = list(range(9))
    generator.shuffle(order)
    pairs = [(first, second) for second, first in enumerate(order)]
    got = _diff_match.moved(pairs)
    best = max(bits.bit_count() for bits in range(1 << 9) if (picked := [order[i] for i in range(9) if bits >> i & 1]) == sorted(picked))
    assert len(got) == 9 - best
    left = [first for first, second in pairs if second not in got]
    assert left == sorted(left)


def test_pages_of_two_captures(tmp_path):
    def page(*posts):
        return "Posts Tagged ‘Quay’\n\n" + "\n\n".join(f"{title}\n\nPosted on {day} March 2019\n\n{text}\n\nTags: Quay, {tag}" for title, day, text, tag in posts) + "\n"

    one = ("A ferry of iron", 9, "It left at noon, as it does every day, and came back empty in the evening.", "Sea")
    two = ("The lamp on the pier", 5, "The lamp was lit by the keeper himself, who had not slept for two nights.", "Light")
    three = ("Rope and tar", 2, "The rope walk is long, and nobody has measured it in the last ten years.", "Rope")
    (tmp_path / "old.txt").write_text(page(one, two, three))
    (tmp_path / "new.txt").write_text(page(("A bridge over the weir", 12, "It was opened on Thursday by the mayor, and many people came to see it.", "Weir"), one, (two[0], two[1], two[2].replace("two nights", "three nights"), two[3])))
    diff = pdx.diff(pdx.open(tmp_path / "old.txt"), pdx.open(tmp_path / "new.txt"))
    assert kinds(diff) == {"added": ["A bridge over the weir"], "gone": ["Rope and tar"], "edited": [two[0]], "moved": []}
    [edit] = diff.edits
    assert (edit.field, edit.before, edit.after) == ("text", "two", "three")
    assert edit.before.anchor.verify()
    assert edit.after.anchor.verify()
    assert edit.before.anchor.part == "paragraph"


def test_addresses_and_beginnings():
    old = pdx.from_records([{"title": "A", "text": "One text of this address.", "url": "https://a.example/1"}, {"title": "Weekly thread", "text": "Talk of ropes and tar."}])
    new = pdx.from_records([{"title": "B", "text": "Quite another one.", "url": "https://a.example/1"}, {"title": "Weekly thread", "text": "Talk of ropes and tar, and more."}])
    assert kinds(pdx.diff(old, new)) == {"added": [], "gone": [], "edited": ["B", "Weekly thread"], "moved": []}
    old = pdx.from_records([{"title": "Weekly thread", "date": "2019-03-01", "text": "Talk of ropes and tar."}])
    new = pdx.from_records([{"title": "Weekly thread", "date": "2019-03-08", "text": "The lamp is lit again."}])
    assert kinds(pdx.diff(old, new)) == {"added": ["Weekly thread"], "gone": ["Weekly thread"], "edited": [], "moved": []}
    feed = "<rss version='2.0'><channel><item><title>The pier</title><link>https://a.example/2</link><description>{}</description></item></channel></rss>"
    whole = "The pier is closed until the spring, says the council, and nobody walks there any more at night."
    cut = pdx.parse(feed.format("The pier is closed until the spring &hellip;"), "cut.xml")
    assert cut[0].appearances[0].excerpt
    assert len(pdx.diff(cut, pdx.parse(feed.format(whole), "whole.xml"))) == 0


def test_as_a_result(tmp_path):
    pa = pytest.importorskip("pyarrow")
    old, new = rows(), rows()[1:]
    new[5]["text"] += " And more 'of' it; = 5."
    diff = pdx.diff(pdx.from_records(old), pdx.from_records(new))
    for made in (diff, diff.edits):
        assert made.to_dicts() == pa.table(made).to_pylist() == made.to_arrow().to_pylist()
        assert pa.table(made.select("title" if made is not diff else "kind", views=True)).num_rows == len(made)
        lines = io.StringIO()
        made.to_jsonl(lines)
        assert [json.loads(line) for line in lines.getvalue().splitlines()] == made.to_dicts()
        made.to_csv(tmp_path / "x.csv")
        assert len((tmp_path / "x.csv").read_text().splitlines()) == len(made) + 1
        assert list(made[::-1]) == list(made)[::-1]
        assert made[::-1].to_dicts() == made.to_dicts()[::-1]
        assert pickle.loads(pickle.dumps(made)) == made
        assert pickle.loads(pickle.dumps(made[1:])) == made[1:]
        assert hash(made) == hash(made[:])
        assert "<table" in made._repr_html_()
        repr(made[:0])
    assert diff.recipe.code == "pdx.diff(pdx.from_records(..., name='records'), pdx.from_records(..., name='records'))"
    assert diff[1:].edits[:1].recipe.code.endswith(")[1:].edits[:1]")
    assert pickle.loads(pickle.dumps(diff[0])) == diff[0] != diff[1]
    assert pickle.loads(pickle.dumps(diff.edits[0])) == diff.edits[0]
    with pytest.raises(pdx.UsageError, match="kind="):
        diff.where("other")
    with pytest.raises(TypeError, match="two archives"):
        pdx.diff("a", "b")


def test_rows_that_are_none():
    from postdex import _core

    for columns, given, items in (((("a", "int"),), [(1,), 2], [1, 2]), ((("a", "int"),), [("x",)], [1]), ((("a", "text"),), [(5,)], [1]), ((("a", "text"),), [("\ud800",)], [1]), ((("a", "real"),), [("x",)], [1]), (("a",), [(1,)], [1]), ((("a", "int"),), [(1,)], []), ((("a", "int"),), [()], [1]), (tuple(("a", "int") for _ in range(99)), [], [])):
        with pytest.raises((TypeError, ValueError, IndexError)):
            _core.MadeBase._make(columns, given, items, None)


@pytest.mark.large
def test_long_texts_take_no_time():
    old = " ".join(f"word{i % 977}" for i in range(60000))
    new = " ".join(f"word{i % 983}" for i in range(60000))
    [change] = pdx.diff(pdx.from_records([{"title": "A", "text": old}]), pdx.from_records([{"title": "A", "text": new}]))
    assert len(change.edits) == 1


def test_command(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, day in (("old.txt", "noon"), ("new.txt", "one")):
        (tmp_path / name).write_text(f"The ferry\n\n1 March 2019\n\nThe ferry leaves at {day}, says the council.\n")
    assert main(["diff", "old.txt", "new.txt"]) == 0
    assert re.match(r"edited +The ferry  1 edit", capsys.readouterr().out)
    assert main(["diff", "old.txt", "new.txt", "--edits", "--jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["after"] == "one"
    assert main(["diff", "old.txt", "new.txt", "--csv"]) == 0
    assert capsys.readouterr().out.startswith("kind,moved")
    assert main(["diff", "old.txt", "old.txt"]) == 1
    assert main(["diff", "old.txt"]) == 2
    assert main(["diff", "old.txt", "nowhere.txt"]) == 3
