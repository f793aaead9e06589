"""Labels, saved searches, and what other tools read of an archive."""

import csv
import errno
import io
import json
import os
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor

import pytest
from linear import assert_linear

import postdex as pdx

TEI = "{http://www.tei-c.org/ns/1.0}"
TOWN = "Low tide\n\nThe bridge was shut for a week. The ferry waited at the landing all day.\n\nContinue Reading\n\nHigh tide\n\nThe ferry came & went <twice>, and the bridge stood.\n\nContinue Reading\n"


@pytest.fixture
def town():
    return pdx.parse(TOWN, name="town.txt")


# ------------------------------------------------------------ labels


def test_labels_stay(town, tmp_path):
    path = tmp_path / "labels.jsonl"
    labels = town.labels(path)
    for line in town.find("bridge"):
        labels.add(line, "bridge")
    labels.add(town[0], "post", note="all of it")
    labels.add(town.find("ferry")[0].anchor, "boat")
    assert labels.counts == {"bridge": 2, "post": 1, "boat": 1}
    again = pdx.parse(TOWN, name="town.txt").labels(path)
    assert [(each.label, each.status, each.quote) for each in again] == [(each.label, "here", each.quote) for each in labels]
    assert [each.anchor.bytes for each in again] == [each.anchor.bytes for each in labels]
    assert again[2].note == "all of it"
    assert again[2].anchor.bytes == town[0].anchor.bytes
    assert again.remove(town.find("bridge")[0]) == 1
    assert again.remove(again[0]) == 1
    assert again.remove(town.find("ferry")[1]) == 0
    assert [each.label for each in town.labels(path)] == ["post", "boat"]


def test_a_label_is_there_once(town, tmp_path):
    path = tmp_path / "labels.jsonl"
    for _ in range(2):
        labels = town.labels(path)
        made = [labels.add(line, "boat") for line in town.find("ferry")]
    assert labels.counts == {"boat": len(made)} and list(labels) == made
    assert labels.add(town.find("ferry")[0], "other") != made[0]
    assert labels.add(made[0].anchor, "boat", note="which?").note == "which?"
    assert labels.add(made[0].anchor, "boat").note == "which?"
    assert [(each.label, each.note) for each in town.labels(path)] == [("boat", "which?"), *[("boat", "")] * (len(made) - 1), ("other", "")]
    later = pdx.parse("A note.\n\n" + TOWN, name="town.txt")
    moved = later.labels(path)
    moved.add(later.find("ferry")[0], "boat")
    assert len(moved) == len(labels) and moved[0].status == "moved"


def test_a_hit_is_labelled_as_its_post(town, tmp_path):
    labels = town.labels(tmp_path / "labels.jsonl")
    assert labels.add(town.search("ferry")[0], "boat").anchor == town.search("ferry")[0].post.anchor
    assert labels.remove(town.search("ferry")[0]) == 1
    with pytest.raises(pdx.UsageError, match="each of its lines"):
        labels.add(town.find("ferry"), "boat")


def many_pages(n, name, begin=0):
    """Pages of one source, of which each has its own words, and some that all have."""
    rows = [{"title": f"Note {i}", "text": f"The harbour of place{i:04d} was shut, said the keeper of letter {chr(97 + i % 26) * 3}. It rained."} for i in range(begin, begin + n)]
    return pdx.parse("\n".join(map(json.dumps, rows)), name=name)


def test_labels_one_by_one_take_what_they_say(tmp_path):
    archive = pdx.parse("Rain\n\n" + " ".join(f"Stone {i} of the quay." for i in range(1000)))
    lines = list(archive.find("stone"))

    def add(n):
        labels = archive.labels(tmp_path / f"{n}.jsonl")
        for line in lines[:n]:
            labels.add(line, "stone")
        assert len(labels) == len(archive.labels(labels.path)) == n
        os.remove(labels.path)

    assert_linear(add, 100, 1000)


def test_a_label_that_was_not_written_to_its_end_is_none(town, tmp_path):
    """It is no label yet to who reads meanwhile, and never is where the machine went out: the next takes its place."""
    path = tmp_path / "labels.jsonl"
    labels, (first, second, *_) = town.labels(path), town.find("ferry")
    labels.add(first, "boat")
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])
    assert [each.label for each in town.labels(path)] == ["boat"]
    labels.add(second, "boat")
    assert len(town.labels(path)) == len(labels) == 2 and path.read_bytes().startswith(whole)
    path.write_bytes(whole + b"boat")
    with pytest.raises(pdx.FormatError, match="line 2"):
        town.labels(path)


def test_a_label_may_break_off_anywhere(tmp_path):
    """Also within a character, and before a row says what it is."""
    archive, path = pdx.parse("Pluie\n\nLe bac était là. Le bac était loin — à l’île."), tmp_path / "labels.jsonl"
    labels, (first, second) = archive.labels(path), archive.find("bac")
    labels.add(first, "traversée")
    n = len(path.read_bytes())
    labels.add(second, "traversée")
    both = path.read_bytes()
    for end in range(n, len(both) - 1):
        path.write_bytes(both[:end])
        assert [each.label for each in archive.labels(path)] == ["traversée"]
    path.write_bytes(both[:-1].replace(b"\n", b"\r\n"))
    assert len(archive.labels(path)) == 2  # as an editor may leave it


def test_a_label_that_cannot_be_written_leaves_the_others(town, tmp_path, monkeypatch):
    path = tmp_path / "labels.jsonl"
    labels, (first, second, *_) = town.labels(path), town.find("ferry")
    labels.add(first, "boat")
    whole = path.read_bytes()

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(pdx.Error):
        labels.add(second, "boat")
    assert path.read_bytes() == whole and len(labels) == 1


def test_labels_elsewhere_cost_what_they_find(tmp_path, monkeypatch):
    from postdex._label_places import LabelPlaces

    path = tmp_path / "labels.jsonl"
    before = many_pages(40, "before.jsonl")
    labels = before.labels(path)
    for line in [*before.find("place0007"), before.find("keeper")[11], before.find("harbour")[20]]:
        labels.add(line, "seen")
    labels.add(before[30], "post")
    labels.add(before[31].paragraphs[0], "paragraph")
    looked = []
    read = LabelPlaces._data
    monkeypatch.setattr(LabelPlaces, "_data", lambda self, page: looked.append(page.number) or read(self, page))
    after = many_pages(300, "after.jsonl")
    assert [(each.status, each.anchor.post) for each in after.labels(path)] == [("moved", post) for post in (7, 11, 20, 30, 31)]
    assert len(set(looked)) < 40  # of 300 pages
    looked.clear()
    gone = many_pages(300, "after.jsonl", begin=1000).labels(path)
    assert [each.status for each in gone] == ["lost"] * 5
    assert gone[0].reason == "its text stands nowhere" and " places" in gone[1].reason  # those that are alike by what stands round them


@pytest.mark.parametrize("quote", ["bridge", "idg", "The bridge was", "shut for a week. The ferry", "Brücke", "橋は", "پل بزرگ", "a.b", "Iris", "– – –", "don’t know", "week"])
def test_labels_are_found_wherever_their_bytes_are(quote, tmp_path):
    """Whatever the words of a text are to the index: all its places are told, as by looking at every page."""
    import random

    from postdex import _label_places

    rng = random.Random(quote)
    pieces = ["The bridge was shut for a week. The ferry", "Bridges, bridge. idg", "die Brücke", "BRÜCKE", "橋は長い", "پل بزرگ", "a.b a.bc", "Iris", "– – –", "I don’t know it", "week", "nothing", "abridged"]
    rows = [{"title": rng.choice(pieces), "text": " ".join(rng.choices(pieces, k=3)), "tags": [rng.choice(pieces)]} for _ in range(60)]
    archive = pdx.parse("\n".join(map(json.dumps, rows)), name="a.jsonl")
    row = {"label": "x", "quote": quote, "source": "b.jsonl", "before": rng.choice(["", "The ", " ".join(pieces[:2])]), "after": rng.choice(["", " was shut", pieces[3]])}
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    label = archive.labels(path)[0]
    places = [place for page in archive.pages for place in _label_places._candidates(page, page.data, row)]
    wanted = archive.labels(tmp_path / "none.jsonl")._places._choose(row, places)
    assert (label.status, label.reason, label.anchor) == (wanted.status, wanted.reason, wanted.anchor)


def test_labels_on_pages_of_deleted_posts(tmp_path):
    path, place = tmp_path / "labels.jsonl", tmp_path / "archive.pdx"
    many_pages(5, "a.jsonl").save(place)
    archive = pdx.open(place)
    archive.labels(path).add(archive.find("place0003")[0], "seen")
    path.write_text(path.read_text().replace("a.jsonl", "b.jsonl"))
    with pdx.writer(place) as writer:
        writer.delete("place0003")
    assert pdx.open(place).labels(path)[0].reason != "its text stands nowhere"  # since its page is there


@pytest.mark.usefixtures("rows_kept")
def test_labels_on_long_posts_of_rows(tmp_path):
    path, place = tmp_path / "labels.jsonl", tmp_path / "archive.pdx"
    rows = [{"title": f"Post {i}", "text": f"The “ferry” came\nto pier {i}.\n" * 200, "date": f"2013-02-0{i + 1}"} for i in range(3)]
    with pdx.writer(place) as writer:
        writer.add_records(rows)
    archive = pdx.open(place)
    labels = archive.labels(path)
    made = [labels.add(post, "seen") for post in archive]
    assert list(archive.labels(path)) == made and made[2].anchor.quote == archive[2].anchor.quote
    with pdx.writer(place) as writer:
        writer.delete(0)
    assert [each.status for each in archive.refresh().labels(path)] == ["lost", "here", "here"]


def test_labels_of_many_are_written_once(town, tmp_path, monkeypatch):
    path, written = tmp_path / "labels.jsonl", []
    labels, lines = town.labels(path), town.find("the")

    def counted(write):
        def counting(self, text):
            done = write(self, text)
            written.extend([text] if done is not False else [])  # False: it was not added to
            return done

        return counting

    for name in ("write", "append"):
        monkeypatch.setattr(type(labels._file), name, counted(getattr(type(labels._file), name)))
    labels.add(lines[1], "word", note="first")
    assert len(lines) == 5 and labels.add_all([*lines, lines[0]], "word") == len(lines) - 1 and len(written) == 2
    assert labels.add_all(lines, "word") == 0 and len(written) == 2
    assert list(town.labels(path)) == list(labels) and labels.counts == {"word": len(lines)}
    assert labels.add_all(lines[:3], "word", note="seen") == 0 and [each.note for each in labels].count("seen") == 3
    with pytest.raises(pdx.UsageError, match="a str cannot be labelled"):
        labels.add_all([lines[0], "the"], "other")
    assert "other" not in labels.counts and labels.add_all([], "other") == 0


@pytest.mark.parametrize("size", ["x", -5, 2.5, None, [1], 0, 10**30])
def test_a_size_in_a_file_of_labels_that_is_none(tmp_path, size):
    path = tmp_path / "labels.jsonl"
    archive = pdx.from_records([{"title": "A", "text": "The ferry came to the pier. " * 100}, {"title": "B", "text": "Rain fell."}])
    archive.labels(path).add_all([archive[0], archive.find("rain")[0]], "seen")
    rows = [{**json.loads(line), "size": size} for line in path.read_text().splitlines()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    long, short = archive.labels(path)
    assert (long.status, short.status, short.anchor.quote) == ("here", "here", "Rain")


def test_labels_as_tables(town, tmp_path):
    labels = town.labels(tmp_path / "labels.jsonl")
    labels.add(town.find("ferry")[0], "boat", note="a, b")
    out, lines = io.StringIO(newline=""), io.StringIO()
    labels.to_csv(out)
    labels.to_jsonl(lines)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert json.loads(lines.getvalue()) == labels.to_dicts()[0]
    assert (row["label"], row["note"], row["byte_begin"]) == ("boat", "a, b", str(labels[0].anchor.bytes[0]))
    frame = labels.to_pandas()
    assert frame.to_dict("records") == labels.to_dicts()
    assert pytest.importorskip("pyarrow").table(labels).to_pylist() == labels.to_arrow().to_pylist() == labels.to_dicts()
    assert list(town.labels(tmp_path / "none.jsonl").to_pandas().columns) == list(frame.columns)


def test_two_write_the_same_labels(town, tmp_path):
    path = tmp_path / "labels.jsonl"
    one, two = town.labels(path), town.labels(path)
    bridge, ferry = town.find("bridge")[0], town.find("ferry")[0]
    one.add(bridge, "one")
    two.add(ferry, "two")
    assert [each.label for each in town.labels(path)] == [each.label for each in two] == ["one", "two"]
    assert one.remove(one[0]) == 1
    assert one.remove(ferry, "none") == 0
    assert [each.label for each in town.labels(path)] == [each.label for each in one] == ["two"]
    two.add(bridge, "three", note="again")
    assert [each.label for each in two] == ["two", "three"]
    assert [each.status for each in town.labels(path)] == ["here", "here"]


def test_many_write_the_same_labels(town, tmp_path):
    path = tmp_path / "labels.jsonl"
    lines = list(town.find("the"))

    def write(k):
        labels = town.labels(path)
        for line in lines[:4]:
            labels.add(line, f"of {k}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(8)))
    assert town.labels(path).counts == {f"of {k}": 4 for k in range(8)}


def test_a_label_that_could_not_be_written_is_not_there(town, tmp_path):
    labels = town.labels(tmp_path / "none" / "labels.jsonl")
    with pytest.raises(pdx.MissingFileError):
        labels.add(town[0], "post")
    assert len(labels) == 0


def test_labels_of_many_records_are_found_where_they_stand(tmp_path, monkeypatch):
    """Each on its own record: the others are not looked at; those whose records moved, or stand in another file now, are found by their texts."""
    from postdex._label_places import LabelPlaces

    path = tmp_path / "labels.jsonl"
    rows = [{"title": f"Note {i}", "text": f"The ferry of day {i} was late,\u00a0and nobody knew why ({i * i})."} for i in range(30)]
    archive = pdx.from_records(rows, name="rows")
    labels = archive.labels(path)
    made = [labels.add(line, f"of {i % 3}") for i, line in enumerate(archive.find("late"))]
    looked, same_place = [], LabelPlaces._same_place
    monkeypatch.setattr(LabelPlaces, "_same_place", lambda self, page, row: looked.append(page.number) or same_place(self, page, row))
    again = archive.labels(path)
    assert [(each.label, each.status, each.anchor) for each in again] == [(each.label, "here", each.anchor) for each in made]
    assert looked == list(range(30))
    assert again.of("of 1") == made[1::3] and again.of("none") == [] and again.counts == {"of 0": 10, "of 1": 10, "of 2": 10}
    assert [again.on(line) for line in archive.find("late")] == [[each] for each in made] and again.on(archive[0]) == []
    for name in ("rows", "other"):
        turned = pdx.from_records([*rows[20:], *rows[:10]], name=name)
        found = turned.labels(path)
        assert {each.status for each in found[:10]} == {each.status for each in found[20:]} <= {"moved", "here"} and {each.status for each in found[10:20]} == {"lost"}
        assert [each.anchor.post for each in found if each.anchor] == [*range(10, 20), *range(10)]


def test_a_label_is_not_given_to_another_post(tmp_path):
    path = tmp_path / "labels.jsonl"
    rows = [{"title": title, "text": "The ferry waited for the mayor."} for title in ("Low tide", "High tide")] + [{"title": "Ebb", "text": "The bridge fell."}]
    archive = pdx.from_records(rows, name="rows")
    archive.labels(path).add(archive.find("ferry")[1], "high")
    (label,) = pdx.from_records([rows[0], rows[2]], name="rows").labels(path)
    assert label.status == "lost" and "'Low tide'" in label.reason
    (label,) = pdx.from_records([rows[2], {**rows[1], "title": "HIGH  tide"}], name="rows").labels(path)
    assert label.status == "moved" and label.anchor.post == 1
    archive.save(tmp_path / "saved.pdx")
    with pdx.writer(tmp_path / "saved.pdx") as writer:
        writer.delete(1)
    (label,) = pdx.open(tmp_path / "saved.pdx").labels(path)
    assert label.status == "lost" and "no more" in label.reason


def test_labels_move(town, tmp_path):
    path = tmp_path / "labels.jsonl"
    labels = town.labels(path)
    labels.add(town.find("bridge")[0], "first")
    labels.add(town.find("bridge")[1], "second")
    labels.add(town.find("landing")[0], "place")
    moved = pdx.parse("A note at the top.\n\n" + TOWN.replace("The bridge was shut", "The   bridge was shut"), name="town.txt")
    now = moved.labels(path)
    assert [each.status for each in now] == ["moved", "moved", "moved"]
    assert [each.anchor.quote for each in now] == ["bridge", "bridge", "landing"]
    assert [each.anchor.bytes for each in now] == [line.anchor.bytes for line in moved.find("bridge")] + [moved.find("landing")[0].anchor.bytes]
    assert now[0].anchor.post == moved.find("bridge")[0].post.number
    assert now.settle() == 3
    assert [each.status for each in moved.labels(path)] == ["here"] * 3


def test_labels_are_lost_honestly(town, tmp_path):
    path = tmp_path / "labels.jsonl"
    town.labels(path).add(town.find("bridge")[0], "x")
    gone = pdx.parse("Other\n\nNothing is here.", name="town.txt").labels(path)
    assert gone[0].status == "lost"
    assert gone[0].anchor is None
    assert "nowhere" in gone[0].reason
    elsewhere = pdx.parse("Other\n\nAnother bridge altogether.", name="town.txt").labels(path)
    assert elsewhere[0].status == "lost"
    assert "nothing round it" in elsewhere[0].reason
    twice = pdx.parse(f"{TOWN}\n{TOWN}", name="elsewhere.txt").labels(path)
    assert twice[0].status == "lost"
    assert "alike" in twice[0].reason
    assert twice.lost == list(twice)
    assert len(twice.to_dicts()) == 1
    assert "lost" in repr(twice)
    assert "<table" in twice._repr_html_()


def test_labels_in_other_letters(tmp_path):
    path = tmp_path / "labels.jsonl"
    text = "باران\n\nدیروز در تهران باران آمد و پل بسته شد."
    archive = pdx.parse(text, name="fa.txt")
    archive.labels(path).add(archive.find("تهران")[0], "شهر")
    later = pdx.parse("خبر\n\n" + text, name="fa.txt").labels(path)
    assert later[0].status == "moved"
    assert later[0].anchor.quote == "تهران"
    later.to_csv(tmp_path / "labels.csv")
    with open(tmp_path / "labels.csv", encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["label"] == "شهر"


def test_labels_from_damaged_files(town, tmp_path):
    path = tmp_path / "labels.jsonl"
    path.write_text('{"label": "x"}\n', encoding="utf-8")
    with pytest.raises(pdx.FormatError, match="line 1"):
        town.labels(path)
    with pytest.raises(pdx.UsageError):
        town.labels(tmp_path / "new").add("bridge", "x")
    with pytest.raises(pdx.UsageError):
        town.labels(tmp_path / "new").add(town[0], "")


# ------------------------------------------------------------ saved searches


def test_a_search_is_kept_under_its_name(tmp_path):
    path = tmp_path / "searches.json"
    searches = pdx.from_records([{"title": "Low tide", "text": "The ferry waited at sea."}]).saved_searches(path)
    searches.add("f", "ferry")
    assert searches["f"].mark() == 1
    searches.add("f", "ferry", note="boats")
    assert len(searches["f"].new) == 0 and searches["f"].note == "boats"
    with pytest.raises(pdx.UsageError, match="replace=True"):
        searches.add("f", "sea")
    assert searches["f"].query == "ferry"
    assert searches.add("f", "sea", replace=True).query == "sea"
    assert len(searches["f"].new) == 1
    assert [row["query"] for row in json.loads(path.read_text("utf-8"))["searches"]] == ["sea"]


def test_saved_searches(tmp_path):
    path = tmp_path / "searches.json"
    rows = [{"title": "Low tide", "text": "The ferry waited."}, {"title": "News", "text": "Nothing."}]
    searches = pdx.from_records(rows).saved_searches(path)
    searches.add("ferries", "ferry -council", note="who waits")
    assert len(searches["ferries"].hits) == len(searches["ferries"].new) == 1
    assert searches["ferries"].mark() == 1
    assert len(searches["ferries"].new) == 0
    rows += [{"title": "High tide", "text": "The ferry came."}, {"title": "Low tide", "text": "The ferry waited again."}]
    later = pdx.from_records(rows).saved_searches(path)
    assert list(later) == ["ferries"]
    assert [post.title for post in later["ferries"].new] == ["High tide", "Low tide"]
    assert later["ferries"].new.recipe.code
    assert later["ferries"].mark() == 2
    assert len(later["ferries"].hits) == 3
    later.remove("ferries")
    assert json.loads(path.read_text("utf-8")) == {"searches": []}
    with pytest.raises(pdx.UsageError, match="no search"):
        later["ferries"]
    with pytest.raises(pdx.QueryError):
        later.add("bad", "date:never")
    assert "saved search" in repr(later)
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(pdx.FormatError):
        pdx.from_records(rows).saved_searches(path)


# ------------------------------------------------------------ exports


@pytest.fixture(params=["sample", "town", "persian"])
def archive(request):
    if request.param == "sample":
        return pdx.open(pdx.sample())
    if request.param == "town":
        return pdx.parse(TOWN, name="town.txt")
    return pdx.from_records([{"title": "باران & \"پل\"", "text": "دیروز در تهران <باران> آمد.\x01", "tags": ["شهر", "آب"], "date": "1400/03/23", "url": "http://example.org/?a=1&b=2"}, {"text": ""}])


def words(archive):
    return [token.term for post in archive for part in post.parts if part.role in pdx._exports.ROLES for token in part.tokens if token.pieces == 1]


def test_tei(archive, tmp_path):
    path = tmp_path / "posts.xml"
    archive.to_tei(path)
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{TEI}teiCorpus"
    posts = root.findall(f"{TEI}TEI")
    assert len(posts) == len(archive)
    for post, told in zip(archive, posts, strict=True):
        assert told.find(f".//{TEI}titleStmt/{TEI}title").text in (post.title, None if not post.title else post.title)
        assert [term.text for term in told.iter(f"{TEI}term")] == list(post.tags)
        body = "\n\n".join("".join(element.itertext()) for element in told.find(f".//{TEI}div"))
        assert pdx.parse(body or "x").n_words >= 0
    told = " ".join("".join(each.itertext()) for post in posts for each in post.find(f".//{TEI}div"))
    said = " ".join(part.text for post in archive for part in pdx._exports.parts_of(archive, post))
    assert sorted(told.split()) == sorted(said.replace("\x01", "\ufffd").split())


def test_vertical(archive, tmp_path):
    path = tmp_path / "posts.vrt"
    archive.to_vertical(path)
    text = path.read_text("utf-8")
    assert len(ElementTree.fromstring(f"<corpus>{text}</corpus>").findall("post")) == len(archive)
    lines = [line for line in text.split("\n") if line and not line.startswith("<")]
    assert all(line.count("\t") == 1 for line in lines)
    assert [line.split("\t")[1].replace("&amp;", "&") for line in lines] == words(archive)
    assert text.count("<post ") == text.count("</post>") == len(archive)
    assert text.count("<s>") == text.count("</s>") > 0


def test_antconc(archive, tmp_path):
    archive.to_antconc(tmp_path / "corpus")
    with open(tmp_path / "corpus" / "metadata.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["post"]) for row in rows] == [post.number for post in archive]
    assert [row["title"] for row in rows] == [post.title or "" for post in archive]
    for post, row in zip(archive, rows, strict=True):
        text = (tmp_path / "corpus" / row["file"]).read_text("utf-8")
        assert text.split() == " ".join(part.text for part in pdx._exports.parts_of(archive, post)).split()
        assert row["tags"].split("|") == list(post.tags) or not post.tags


def test_antconc_does_not_wait_for_the_disk_at_each_post(archive, tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    archive.to_antconc(tmp_path / "corpus")
    assert len(synced) == 1  # the table


def test_antconc_replaces_its_own_alone(archive, tmp_path):
    folder = tmp_path / "corpus"
    archive.to_antconc(folder)
    archive[:2].to_antconc(str(folder))
    with open(folder / "metadata.csv", encoding="utf-8", newline="") as file:
        names = [row["file"] for row in csv.DictReader(file)]
    assert sorted(each.name for each in folder.iterdir()) == sorted([*names, "metadata.csv"])
    assert len(names) == len(archive[:2])
    (folder / names[0]).unlink()  # as after an end that came too early
    archive[:2].to_antconc(folder)
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    (folder / "00099-mine.txt").write_text("precious")
    with pytest.raises(pdx.UsageError, match="00099-mine"):
        archive[:1].to_antconc(folder)
    (folder / "00099-mine.txt").unlink()
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


@pytest.mark.parametrize("told", [b"precious", b"file,post\nnotes.txt,1\n", b"\xff\xfe", b""])
def test_antconc_leaves_what_is_not_its_own(archive, tmp_path, told):
    (tmp_path / "metadata.csv").write_bytes(told)
    with pytest.raises(pdx.UsageError, match="something else"):
        archive.to_antconc(tmp_path)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("metadata.csv", told)]


def test_parts_can_be_chosen(archive, tmp_path):
    archive.within("title").to_vertical(tmp_path / "titles.vrt")
    assert set(ElementTree.fromstring(f"<c>{(tmp_path / 'titles.vrt').read_text('utf-8')}</c>").iterfind(".//part[@role='paragraph']")) == set()
    with pytest.raises(pdx.FileError):
        archive.to_tei(tmp_path / "none" / "posts.xml")


def test_export_commands(tmp_path, capsys):
    from postdex.cli import main

    page = tmp_path / "town.txt"
    page.write_text(TOWN, encoding="utf-8")
    assert main(["export", str(page), "--tei", str(tmp_path / "a.xml")]) == 0
    assert main(["export", str(page), "--vertical", str(tmp_path / "a.vrt"), "--query", "waited"]) == 0
    assert main(["export", str(page), "--antconc", str(tmp_path / "a")]) == 0
    assert len(ElementTree.parse(tmp_path / "a.xml").getroot().findall(f"{TEI}TEI")) == 2
    assert (tmp_path / "a.vrt").read_text("utf-8").count("<post ") == 1
    assert len(list((tmp_path / "a").glob("*.txt"))) == 2
    assert "2 posts" in capsys.readouterr().err
    assert main(["export", str(page), "--csv", "--tei", "x"]) == 2


def test_two_write_the_same_searches(town, tmp_path):
    path = tmp_path / "searches.json"
    one, two = town.saved_searches(path), town.saved_searches(path)
    first = one.add("bridges", "bridge")
    two.add("ferries", "ferry")
    assert list(town.saved_searches(path)) == list(two) == ["bridges", "ferries"]
    assert two["bridges"].mark() > 0
    assert first.mark() == 0
    two.add("bridges", "bridge OR landing", replace=True)
    with pytest.raises(pdx.UsageError, match="removed or replaced"):
        first.mark()
    two.remove("ferries")
    assert list(town.saved_searches(path)) == ["bridges"]


def test_labels_as_columns(tmp_path):
    archive = pdx.parse("Rain\n\nThe bridge was shut. The ferry waited.", name="town.txt")
    labels = archive.labels(tmp_path / "labels.jsonl")
    for word, label in (("bridge", "closure"), ("ferry", "transport")):
        labels.add(archive.find(word)[0], label)
    assert labels.columns == list(labels.to_dicts()[0])
    assert labels.select("quote", "label").to_dicts() == [{"quote": row["quote"], "label": row["label"]} for row in labels.to_dicts()]
    assert labels.to_polars().to_dicts() == labels.to_dicts()
    assert labels.recipe.code == archive.recipe.code + f".labels({labels.path!r})"


def test_labels_that_are_lost_are_not_looked_for_on_each_page(tmp_path, monkeypatch):
    """Also where the index cannot tell, as of an archive of which posts are gone: a page is read once for all of them."""
    from postdex import _label_places

    path, place = tmp_path / "labels.jsonl", tmp_path / "town.pdx"
    before = many_pages(200, "before.jsonl", begin=1000)
    before.labels(path).add_all(before, "seen")
    many_pages(200, "after.jsonl").save(place)
    with pdx.writer(place) as writer:
        writer.delete(0)
    looked = []
    look = _label_places._may_hold
    monkeypatch.setattr(_label_places, "_may_hold", lambda data, row: looked.append(row) or look(data, row))
    assert {each.status for each in pdx.open(place).labels(path)} == {"lost"}
    assert len(looked) < 200  # and not 80,000


def test_what_is_kept_is_said_in_texts(town, tmp_path):
    labels, searches = town.labels(tmp_path / "labels.jsonl"), town.saved_searches(tmp_path / "searches.json")
    line = town.find("the")[0]
    with pytest.raises(TypeError, match="note=3: a text is needed"):
        labels.add(line, "word", note=3)
    with pytest.raises(TypeError, match="`add` labels one"):
        labels.add_all(line, "word")
    with pytest.raises(TypeError, match="a query is a str"):
        searches.add("nothing", None)
    assert len(labels) == len(searches) == 0
    assert searches.add("built", pdx.Query("the") & ~pdx.Query.tag("x")).query == '(the) AND (NOT (tag:"x"))'


def test_labels_and_searches_that_are_damaged_say_where(tmp_path):
    archive = pdx.parse("Pluie\n\nLe bac était là. Le bac était loin — à l’île.")
    labels, searches = tmp_path / "labels.jsonl", tmp_path / "searches.json"
    archive.labels(labels).add(archive.find("bac")[0], "traversée")
    archive.labels(labels).add(archive.find("loin")[0], "traversée")
    archive.saved_searches(searches).add("été", "bac île")
    for path, opened in ((labels, archive.labels), (searches, archive.saved_searches)):
        whole = path.read_bytes()
        for byte in (0xFF, 0x41):
            at = whole.index("é".encode())
            path.write_bytes(whole[:at] + bytes([byte]) + whole[at + 1 :])
            with pytest.raises(pdx.FormatError, match="is not UTF-8.*mend that line, or put back a copy") as caught:
                list(opened(path))
            assert caught.value.path == str(path) and caught.value.offset in (at, at + 1) and path.read_bytes() != whole
        path.write_bytes(whole)
        assert len(list(opened(path))) == (2 if path == labels else 1)
