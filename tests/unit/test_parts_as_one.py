"""Parts of an archive that become one: the bytes of an archive that was built at once, whatever was deleted and met again on the way."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import postdex as pdx

WORDS = "harbour tide ferry ferries lamp storm run runs running well-known naïve 12,400 stone stones d’eau river".split()


def rows(begin: int, n: int) -> list[dict[str, object]]:
    rng = random.Random(begin)
    made: list[dict[str, object]] = []
    for i in range(begin, begin + n):
        text = "\n\n".join(" ".join(rng.choices(WORDS, k=rng.randint(3, 40))) for _ in range(rng.randint(1, 3)))
        made.append({"title": f"Notice {i} {rng.choice(WORDS)}", "text": text, "tags": rng.sample(["Sea", "sea", "Land", "Wind"], rng.randint(0, 3)), "language": rng.choice(["en", "en", "de"])})
    return made


def files(path: Path) -> dict[str, bytes]:
    """What the one part has, by kind of file."""
    found = {each.name.split("-")[0]: each.read_bytes() for each in path.iterdir() if "-" in each.name}
    assert len(found) == sum("-" in each.name for each in path.iterdir()), "there are several parts"
    return found


def without_notes(image: bytes) -> list[bytes]:
    """The sections of an image but what is noted of who wrote it."""
    sections = []
    for i in range(int.from_bytes(image[12:16], "little")):
        entry = image[64 + 24 * i : 88 + 24 * i]
        begin, length = int.from_bytes(entry[8:16], "little"), int.from_bytes(entry[16:24], "little")
        section = image[begin : begin + length]
        if entry[:4] == b"open":  # begins with the first line of the note
            section = section[4 + int.from_bytes(section[:4], "little") :]
        if entry[:4] != b"note":
            sections.append(section)
    return sections


@pytest.mark.parametrize("sizes", [(5, 1, 30), (20, 20), (1, 1, 1, 1, 1, 1, 1, 1, 1)])
def test_the_bytes_of_an_archive_built_at_once(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    names, begin = [], 0
    for k, n in enumerate(sizes):
        names.append(tmp_path / f"{k}.jsonl")
        names[-1].write_text("".join(json.dumps(row) + "\n" for row in rows(begin, n)))
        begin += n
        with pdx.writer(tmp_path / "grown.pdx") as writer:
            writer.add(names[-1])
    with pdx.writer(tmp_path / "grown.pdx") as writer:
        grown = writer.optimize()
    with pdx.writer(tmp_path / "once.pdx") as writer:
        writer.add(names)
    one, other = files(tmp_path / "grown.pdx"), files(tmp_path / "once.pdx")
    assert one["words"] == other["words"]
    assert one["texts"] == other["texts"]
    assert without_notes(one["posts"]) == without_notes(other["posts"])
    grown.verify()


def test_what_is_gone_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        writer.add_records(rows(0, 60), name="first")
    with pdx.writer(path) as writer:
        writer.add_records(rows(60, 60), name="second")
        writer.delete("harbour OR lamp")
    before = pdx.open(path)
    hits = [(hit.post.number, hit.score) for hit in before.search("ferry running", match="any")]
    with pdx.writer(path) as writer:
        after = writer.optimize()
    assert 0 < len(after) < 120
    assert [post.title for post in after] == [post.title for post in before]
    assert [(hit.post.number, hit.score) for hit in after.search("ferry running", match="any")] == hits
    gone = {f"Notice {i} ".encode() for i in range(120)} - {" ".join(post.title.split()[:2]).encode() + b" " for post in after}
    assert gone
    assert not any(title in files(path)["words"] for title in gone)
    after.verify()
