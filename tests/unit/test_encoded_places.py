"""Sources in other encodings than UTF-8 stay what they are: each character is found in their own bytes, through every form, saved or not."""

import pickle
import random

import pytest

import postdex as pdx
from postdex import _encodings

NAMES = sorted(set(_encodings.CODECS) - {"utf-8"})
STATELESS = [name for name in NAMES if name != "iso-2022-jp"]


def alphabet(name):
    """Characters that an encoding has; those of one byte and of several."""
    codec = _encodings.CODECS[name]
    wanted = [*range(0x20, 0x250), *range(0x370, 0x700), 0x2013, 0x2019, 0x201C, *range(0x3041, 0x3100), *range(0x4E00, 0x4F00), *range(0xAC00, 0xAC60), *range(0xFF66, 0xFF90), 0x1F600, 0x20000]
    found = []
    for number in wanted:
        try:
            data = chr(number).encode(codec)
        except UnicodeEncodeError:
            continue
        if data.decode(codec) == chr(number) and chr(number) not in "<{[\x7f" and not chr(number).isspace() and not 0x80 <= number < 0xA0:
            found.append(chr(number))
    return found


def words(generator, letters, n):
    return " ".join("".join(generator.choice(letters) for _ in range(generator.randrange(1, 9))) for _ in range(n))


def listing(name, seed=1, n=4):
    """A page of posts in the letters of an encoding."""
    generator = random.Random(f"{name} {seed}")
    letters = [c for c in alphabet(name) if c.isalpha()] or ["a"]
    lines = []
    for i in range(n):
        lines += [words(generator, letters, 4), "", f"Posted on {i + 1} March 2019", "", words(generator, letters, 40) + ".", "", words(generator, letters, 30) + ".", "", "Continue Reading", ""]
    return "\n".join(lines)


def placed(archive, page):
    """Of each character of a page's text, where the archive says that it stands in the source."""
    text = archive.pages[page].text
    found, at = [], 0
    for character in text:
        size = len(character.encode("utf-8", "surrogatepass"))
        _, first, last, *_ = archive._store.place(page, at, at + size)  # layers have the numbers of pages
        found.append((first, last))
        at += size
    return text, found


@pytest.mark.parametrize("name", NAMES)
def test_each_character_of_a_text(name):
    text = listing(name)
    data = text.encode(_encodings.CODECS[name])
    archive = pdx.parse(data, encoding=name)
    assert archive.sources[0].data == data
    got, places = placed(archive, 0)
    assert got == text
    # an oracle of its own: a decoder that is given one byte after the other says where each character ends
    decoder = __import__("codecs").getincrementaldecoder(_encodings.CODECS[name])()
    ends, n = [], 0
    for i in range(len(data)):
        for _ in decoder.decode(data[i : i + 1]):
            ends.append(i + 1)
            n += 1
    assert [last for _, last in places] == ends
    if name in STATELESS:
        assert b"".join(data[first:last] for first, last in places) == data


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_a_page_has(tmp_path, name):
    path, saved = tmp_path / "page.txt", tmp_path / "a.pdx"
    codec = _encodings.CODECS[name]
    data = listing(name).encode(codec)
    path.write_bytes(data)
    archive = pdx.open(path, encoding=name)
    archive.save(saved)
    for each in (archive, pdx.open(saved), pickle.loads(pickle.dumps(archive))):
        assert len(each) > 1
        for post in each:
            for part in post.parts:
                first, last = part.anchor.bytes
                assert part.anchor.verify()
                if name in STATELESS:
                    assert data[first:last].decode(codec) == part.text
        assert pickle.loads(pickle.dumps(each[0].title.anchor)).verify()
    word = next(word for word in archive[0].text.split() if len(word) > 2)
    for line in archive.find(f'"{word}"')[:3]:
        first, last = line.anchor.bytes
        if name in STATELESS:
            assert data[first:last].decode(codec) == line.node
    path.write_bytes(data[:-1] + b"x")
    assert not archive[0].title.anchor.verify()


@pytest.mark.parametrize("name", STATELESS)
@pytest.mark.parametrize("seed", range(3))
def test_bytes_that_are_no_text(name, seed):
    generator = random.Random(f"{name} {seed}")
    good = listing(name, seed, 2).encode(_encodings.CODECS[name])
    data = bytearray(good)
    for _ in range(12):
        at = generator.randrange(len(data))
        data[at : at + generator.randrange(0, 3)] = bytes(generator.randrange(0x20, 0x100) for _ in range(generator.randrange(0, 3)))
    data = bytes(data)
    try:
        archive = pdx.parse(data, encoding=name)
    except pdx.FormatError:
        return
    assert archive.sources[0].data == data
    if archive.sources[0].form != "text" or not archive.pages:
        return
    text, places = placed(archive, 0)
    assert text == _encodings.decoding(data, name)[0].decode()
    assert places == sorted(places)
    assert {byte for first, last in places for byte in range(first, last)} == set(range(len(data)))
    cuts = [first for i, (first, _) in enumerate(places) if "\ufffd" not in text[max(i - 4, 0) : i]]  # what was damaged may end elsewhere where nothing follows
    for cut in generator.sample(cuts, min(20, len(cuts))):
        both = _encodings.decoding(data[:cut], name)[0] + _encodings.decoding(data[cut:], name)[0]
        assert both.decode() == text


@pytest.mark.parametrize("name", ["windows-1251", "shift_jis", "gb18030", "big5", "euc-kr", "euc-jp", "utf-16le", "utf-32be", "windows-1252"])
@pytest.mark.parametrize("form", ["html", "jsonl", "feed", "markdown"])
def test_other_forms(tmp_path, name, form):
    codec = _encodings.CODECS[name]
    generator = random.Random(name)
    letters = [c for c in alphabet(name) if c.isalpha()]
    titles = [words(generator, letters, 3) for _ in range(3)]
    bodies = [words(generator, letters, 30) for _ in range(3)]
    if form == "html":
        posts = "".join(f"<article><h2><a href='/{i}'>{t}</a></h2><time datetime='2019-03-0{i + 1}T10:00'>x</time><p>{b} &amp; {b[::-1]}</p></article>" for i, (t, b) in enumerate(zip(titles, bodies, strict=True)))
        text = f"<!doctype html><html><body><h1>{titles[0]}</h1>{posts}</body></html>"
    elif form == "jsonl":
        import json

        text = "".join(json.dumps({"title": t, "text": b, "date": "2019-03-01"}, ensure_ascii=False) + "\n" for t, b in zip(titles, bodies, strict=True))
    elif form == "feed":
        items = "".join(f"<item><title>{t}</title><description>{b} &amp; &#233;</description><pubDate>Thu, 02 May 2013 08:00:00 GMT</pubDate></item>" for t, b in zip(titles, bodies, strict=True))
        text = f"<rss version='2.0'><channel><title>x</title>{items} & </channel></rss>"
    else:
        text = f"---\ntitle: {titles[0]}\ndate: 2019-03-01\n---\n{bodies[0]}\n\n- {titles[1]}\n"
        titles = titles[:1]
    path = tmp_path / "file"
    path.write_bytes(text.encode(codec))
    archive = pdx.open(path, encoding=name)
    assert archive.sources[0].form == form
    assert archive.sources[0].data == path.read_bytes()
    assert [post.title for post in archive] == titles
    assert str(archive[0].published)[:5] == ("2013-" if form == "feed" else "2019-")
    archive.save(tmp_path / "a.pdx")
    for each in (archive, pdx.open(tmp_path / "a.pdx")):
        for post in each:
            for part in post.parts:
                first, last = part.anchor.bytes
                here = path.read_bytes()[first:last].decode(codec)
                assert part.anchor.verify()
                if "&" not in here and "\\" not in here and "<" not in here:
                    assert here.strip() == part.text.strip() or part.role in ("blank", "other")
        if form == "feed":
            [(_, byte, what)] = each.problems
            assert what == "xml-bare-ampersand"
            assert path.read_bytes()[byte:].decode(codec).startswith("& ")
    assert not pdx.rebuild(tmp_path / "a.pdx").changed


def test_a_text_that_is_not_of_these_bytes():
    from postdex import _core

    builder = _core.Builder("", True, {}, 1, 0)
    for decoded in ((b"ab", 1, b""), (b"abcd", 1, b""), (b"abc", 99, b""), (b"abc", 8, b""), (b"abc", 1, (5).to_bytes(8, "little") * 3)):
        if decoded == (b"abc", 1, (5).to_bytes(8, "little") * 3):
            assert builder.add("x", "", None, b"abc", None, False, decoded)  # what lies behind is never met
            continue
        with pytest.raises(ValueError, match="not the text of these bytes"):
            builder.add("x", "", None, b"abc", None, False, decoded)
    with pytest.raises(ValueError, match="three numbers"):
        builder.add("x", "", None, b"abc", None, False, (b"abc", 1, b"1"))
    with pytest.raises(TypeError):
        builder.add("x", "", None, b"abc", None, False, 5)


def test_parts_that_become_one(tmp_path):
    """Places in a legacy encoding outlast commits and merging."""
    path, saved = tmp_path / "page.txt", tmp_path / "a.pdx"
    path.write_bytes(listing("shift_jis").encode("cp932"))
    with pdx.writer(saved) as writer:
        writer.add(path, encoding="shift_jis")
    with pdx.writer(saved) as writer:
        writer.add_records([{"title": "More"}])
    with pdx.writer(saved) as writer:
        writer.optimize()
    archive = pdx.open(saved)
    archive.verify()
    for part in archive[0].parts:
        assert path.read_bytes()[slice(*part.anchor.bytes)].decode("cp932") == part.text
