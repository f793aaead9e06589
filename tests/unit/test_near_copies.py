"""Posts that nearly repeat an earlier one, against sets of runs of words that are made and compared here."""

import pickle
import random
import threading

import pytest

import postdex as pdx

WORDS = [f"word{i}" for i in range(400)]


def rows(seed, n=150):
    rng, made = random.Random(seed), []
    for i in range(n):
        words = rng.choice(made)["text"].split() if made and rng.random() < 0.4 else []
        if len(words) > 8:
            for _ in range(rng.randint(0, 6)):
                words[rng.randrange(len(words))] = rng.choice(WORDS)
            words = words[rng.randint(0, 3):] + rng.choices(WORDS, k=rng.randint(0, 4))
        else:
            words = rng.choices(WORDS, k=rng.randint(1, 80))
        made.append({"title": f"Post {i}", "text": " ".join(words)})
    return made


def runs(text):
    words = text.casefold().split()
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)} if len(words) >= 8 else set()


def by_hand(rows, least=0.7):
    """{post: (of, likeness)}: each held against all earlier ones that repeat none."""
    sets, found = [runs(row["text"]) for row in rows], {}
    for i, own in enumerate(sets):
        like = [(len(own & sets[j]) / len(own | sets[j]), -j) for j in range(i) if j not in found and sets[j] and own]
        if like and max(like)[0] >= least:
            found[i] = (-max(like)[1], max(like)[0])
    return found


@pytest.mark.parametrize("seed", range(6))
def test_against_all_pairs(seed):
    made = rows(seed)
    archive, wanted = pdx.from_records(made, language="en"), by_hand(made)
    found = {each.post.number: (each.of.number, each.likeness) for each in archive.near_copies(0.7)}
    for number, (of, likeness) in found.items():  # what is told is true
        a, b = runs(made[number]["text"]), runs(made[of]["text"])
        assert likeness == len(a & b) / len(a | b) >= 0.7 and of < number and of not in found
    assert len(wanted) > 8
    assert sum(found.get(number) == each for number, each in wanted.items()) >= len(wanted) - 1 - len(wanted) // 50  # one in 150 may be missed


def test_what_one_asks():
    text = "The ferry to the island leaves at noon and comes back when the tide has turned"
    archive = pdx.from_records(
        [{"title": "Ferry", "text": text}, {"title": "Bridge", "text": "It is closed."}, {"title": "Again", "text": text + " twice"},
         {"title": "Bridge, again", "text": "It is closed."}, {"title": "The same", "text": text.upper() + "!"}]
    )  # fmt: skip
    copies = archive.near_copies()
    assert [(each.post.title, each.of.title) for each in copies] == [("Again", "Ferry"), ("The same", "Ferry")]
    assert copies[1].likeness == 1 and copies[0].likeness == 13 / 14
    assert [post.near_copy_of for post in archive] == [None, None, copies[0], None, copies[1]]
    assert list(archive.near_copies(0.95)[:]) == [copies[1]] and archive.near_copies(0.95) == copies[1:] and copies == archive.near_copies() != archive.near_copies(1)
    assert copies.to_dicts()[1] == {"post": 4, "title": "The same", "of": 0, "of_title": "Ferry", "likeness": 1.0}
    assert pickle.loads(pickle.dumps(copies)) == copies and pickle.loads(pickle.dumps(copies[0])) == copies[0]
    assert "2 near-copies" in repr(copies) and "<table" in copies._repr_html_()
    assert len(archive) == 5  # nothing is removed
    for wrong in (0.69, 1.01, -1):
        with pytest.raises(pdx.UsageError, match=r"from 0\.7 to 1"):
            archive.near_copies(wrong)


def test_a_view_has_its_own(tmp_path):
    made = rows(9)
    whole = pdx.from_records([{**row, "tags": ["odd" if i % 2 else "even"]} for i, row in enumerate(made)], language="en")
    whole.save(tmp_path / "saved")
    for archive in (whole, pdx.open(tmp_path / "saved")):
        odd = archive.where(tag="odd").near_copies(0.7)
        assert [each.post.number for each in odd] == [each.post.number for each in archive.near_copies(0.7) if each.post.number % 2]
        assert len(odd) > 3


def test_many_that_share_a_boilerplate_end():
    """Hundreds of posts that are alike in part, none a copy: each is held against a few."""
    boilerplate = " ".join(WORDS[:60])
    rng = random.Random(4)
    archive = pdx.from_records([{"title": f"Post {i}", "text": boilerplate + " " + " ".join(rng.choices(WORDS, k=60))} for i in range(600)], language="en")
    assert len(archive.near_copies(0.7)) == 0


@pytest.mark.large
def test_threads_and_being_stopped():
    archive, found = pdx.from_records(rows(5, 40_000), language="en"), []
    with pytest.raises(ZeroDivisionError):
        archive.near_copies(progress=lambda done, total: 1 / 0)
    threads = [threading.Thread(target=lambda: found.append(archive.near_copies(0.7).to_dicts())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [archive.near_copies(0.7).to_dicts()] * 4


def test_parts_know_what_is_alike_without_reading_all_again(tmp_path):
    """What was saved or grew in parts has the near copies that all of it has at once; texts that are like none are not read for them."""
    import shutil

    def text(seed: int) -> str:
        return " ".join(f"boat {(seed * 31 + k * k * 7) % 997} passed pier {(seed + k) % 89} at noon" for k in range(40))

    rows = [{"title": f"Log {n}", "text": text(n) if n % 11 else text(n // 22) + " Again."} for n in range(1, 90)]
    whole = pdx.from_records(rows, language="en")
    expected = [(copy.post.number, copy.of.number, copy.likeness) for copy in whole.near_copies()]
    assert len(expected) > 3
    path = tmp_path / "town.pdx"
    for begin in range(0, len(rows), 13):
        with pdx.writer(path, language="en") as writer:
            writer.add_records(rows[begin : begin + 13], name=str(begin))
    for _ in range(2):
        archive = pdx.open(path)
        archive.verify()
        assert [(copy.post.number, copy.of.number, copy.likeness) for copy in archive.near_copies()] == expected
        with pdx.writer(path) as writer:
            writer.optimize()
    # damage of a text that is like none is nobody's business who asks for near copies
    texts = next(file for file in path.iterdir() if file.name.startswith("texts"))
    data = texts.read_bytes()
    alone = data.index(b"boat " + str(3 * 31 % 997).encode())
    shutil.copyfile(texts, tmp_path / "texts")
    texts.write_bytes(data[:alone] + b"X" + data[alone + 1 :])
    again = pdx.open(path)
    assert len(again.near_copies()) == len(expected)
    with pytest.raises(pdx.CorruptError):
        again.verify()
