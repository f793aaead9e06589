"""Anchor: places that can be cited, verified, compared and stored."""

import pickle

import pytest

import postdex as pdx

TEXT = "Café Orrel\n\nThe café’s door was blue.\r\nNobody knew why.\n"


@pytest.fixture
def archive():
    return pdx.parse(TEXT, name="cafe.txt")


def test_bytes_and_chars(archive):
    for line in archive.find("door"):
        anchor = line.anchor
        assert TEXT.encode()[slice(*anchor.bytes)] == b"door"
        assert TEXT[slice(*anchor.chars)] == "door"
        assert anchor.line == 3
        assert anchor.source == "cafe.txt"
        assert anchor.quote == "door"


def test_chars_of_ill_formed_bytes():
    data = b"caf\xc3 \xff\xfe bridge\n"
    text = data.decode("utf-8", "replace")
    anchor = pdx.parse(data).find("bridge")[0].anchor
    assert text[slice(*anchor.chars)] == "bridge"
    assert data[slice(*anchor.bytes)] == b"bridge"


def test_records_map_back_through_escapes():
    data = b'{"title": "A", "text": "one \\u00e9\\n two \\"bridge\\" three"}\n'
    anchor = pdx.parse(data).find("bridge")[0].anchor
    assert data[slice(*anchor.bytes)] == b"bridge"
    accent = pdx.parse(data).find("é")[0].anchor
    assert data[slice(*accent.bytes)] == b"\\u00e9"
    assert accent.quote == "é"


def test_cite(archive):
    text = archive.find("door")[0].anchor.cite()
    assert "“door”" in text
    assert "cafe.txt, line 3" in text
    assert archive.sources[0].sha256 in text


def test_verify_file(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    anchor = pdx.open(path).find("door")[0].anchor
    stored = pickle.dumps(anchor)
    assert anchor.verify()
    assert pickle.loads(stored).verify()
    path.write_text(TEXT.replace("blue", "teal"), encoding="utf-8", newline="")
    assert not anchor.verify()
    assert not pickle.loads(stored).verify()
    path.unlink()
    with pytest.raises(pdx.FileError):
        anchor.verify()


def test_verify_in_memory(archive):
    anchor = archive.find("door")[0].anchor
    assert anchor.verify()
    with pytest.raises(pdx.FileError, match="not a file"):
        pickle.loads(pickle.dumps(anchor)).verify()


def test_value(archive):
    first, second = (line.anchor for line in archive.find("café | orrel")[:2])
    assert first == archive.find("café | orrel")[0].anchor
    assert first != second
    assert sorted([second, first]) == [first, second]
    assert len({first, second, archive.find("café | orrel")[0].anchor}) == 2
    copy = pickle.loads(pickle.dumps(first))
    assert copy == first
    assert hash(copy) == hash(first)
    assert (copy.bytes, copy.chars, copy.line, copy.part, copy.post, copy.quote) == (
        first.bytes, first.chars, first.line, first.part, first.post, first.quote,
    )  # fmt: skip
    assert first != "anchor"
    with pytest.raises(TypeError):
        assert first < 3


def test_text_keeps_its_anchor_through_pickle(archive):
    records = pdx.from_records([{"title": "Low tide", "text": "x"}])
    title = pickle.loads(pickle.dumps(records[0].title))
    assert title == "Low tide"
    assert title.anchor == records[0].title.anchor
