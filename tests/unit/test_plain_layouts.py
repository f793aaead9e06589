"""Texts that a program laid out: broken into lines of one width, with marks of links. They are the same posts as before, each anchored to its own bytes."""

import random
import re
import textwrap

import pytest

import postdex as pdx

WORDS = "the ferry has a new bell and nobody knows who gave it to the harbour, where boats of all kinds come home late in the year; people say that an old captain paid for well-known work".split()
MONTHS = "January February March April May June July August September October November December".split()


def sentence(generator):
    said = " ".join(generator.choice(WORDS) for _ in range(generator.randrange(8, 30)))
    return said[0].upper() + said[1:].rstrip(",;") + "."


def posts_of(seed, n=6):
    generator = random.Random(seed)
    rows = []
    for i in range(n):
        title = " ".join(generator.choice(WORDS) for _ in range(generator.randrange(3, 7))).strip(",;").capitalize()
        day = f"{MONTHS[generator.randrange(12)]} {generator.randrange(1, 29)}, 201{i}"
        body = [" ".join(sentence(generator) for _ in range(generator.randrange(2, 6))) for _ in range(generator.randrange(1, 4))]
        rows.append((title, day, body, generator.sample(["Quay", "Ferry", "Bells", "Night"], 2)))
    return rows


def blocks_of(rows):
    """The lines of a listing page as a reader sees them, and what stands deeper."""
    yield "Posts tagged ‘Harbour’", 0
    for title, day, body, tags in rows:
        yield title, 0
        yield f"Posted on {day} by Ann Bell", 3
        yield from ((paragraph, 3) for paragraph in body)
        yield f"Tags: {', '.join(tags)}", 3


def flat(rows):
    return "".join(f"{' ' * indent}{line}\n\n" for line, indent in blocks_of(rows))


def laid_out(rows, width, marked=False):
    """By Python's own textwrap, which breaks behind hyphens, too."""
    blocks, addresses = list(blocks_of(rows)), []
    if marked:
        for number, (line, indent) in enumerate(blocks, 1):
            blocks[number - 1] = (f"[{number}]{line}", indent)
            addresses.append(f"{number:4}. http://harbour.example/{number}\n")
    text = "".join(textwrap.fill(line, width, initial_indent=" " * indent, subsequent_indent=" " * indent) + "\n\n" for line, indent in blocks)
    return text + ("References\n\n" + "".join(addresses) if marked else "")


def fields(archive):
    return [(str(post.title), str(post.published), post.author, post.tags, [str(part) for part in post.paragraphs]) for post in archive.posts]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("seed", range(3))
def test_a_broken_text_has_the_same_posts(seed, width):
    rows = posts_of(seed)
    text = laid_out(rows, width)
    archive = pdx.parse(text, name="harbour.txt")
    assert archive.pages[0].text == flat(rows)
    assert fields(archive) == fields(pdx.parse(flat(rows), name="flat.txt"))
    assert [str(post.title) for post in archive.posts] == [row[0] for row in rows]


@pytest.mark.parametrize("seed", range(3))
def test_marks_of_links_are_no_words(seed):
    rows = posts_of(seed)
    archive = pdx.parse(laid_out(rows, 80, marked=True), name="harbour.txt")
    assert archive.pages[0].text.rstrip() == flat(rows).rstrip()
    assert not archive.find("references") and archive.find("bell")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16le", "windows-1252"])
@pytest.mark.parametrize("marked", [False, True])
def test_every_part_stands_in_its_own_bytes(encoding, marked):
    data = laid_out(posts_of(7), 72, marked).encode(encoding)
    archive = pdx.parse(data, name="harbour.txt", encoding=encoding)
    at = 0
    for part in archive.pages[0].parts:
        begin, end = part.anchor.bytes
        assert begin == at, part
        at = end
        assert part.anchor.verify()
        squeezed = re.sub(r"\[\d+\]|\s+", "", data[begin:end].decode(encoding).split("References")[0])
        assert squeezed == re.sub(r"\s+", "", str(part)), part
    assert at == len(data)


def test_sentences_names_and_quotations_go_over_the_breaks():
    text = laid_out([("The bell", "May 4, 2014", ["The captain said that “nobody in this town has ever given the harbour a thing that it could keep”, and went home to his house on the hill, where the lamp was lit until the morning came. " * 3], ["Quay", "Bells"])] * 2, 40)
    archive = pdx.parse(text, name="bell.txt")
    assert archive.search('"given the harbour a thing that"')
    assert {str(quote).strip("“”") for quote in archive.quotes} == {"nobody in this town has ever given the harbour a thing that it could keep"}


@pytest.mark.parametrize("text", [
    "".join(f"The boat number {i} went out\nand came home with the tide\nas boats do that are\nold and well kept and slow\n\n" for i in range(9)),  # a poem
    "".join(f"A line of a list that is as long as it wants to be, {'x' * (i % 7)}\n" for i in range(60)),
    flat(posts_of(1)),
    "The ferry left at noon, and nobody was late.\nharbour\nThe ferry left at noon, and nobody was late.\nThe ferry left at noon, and nobody was late.\nharbour",
    "".join(sentence(random.Random(i)) + "\n" for i in range(40)),  # a sentence a line
])
def test_other_texts_stay_as_they_are(text):
    assert pdx.parse(text, name="text.txt").pages[0].text == text


def test_an_archive_of_them_is_saved_checked_and_mended(tmp_path):
    text = laid_out(posts_of(3), 72)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "harbour.txt").write_text(text)
    archive = pdx.open(tmp_path / "in")
    archive.save(tmp_path / "kept")
    opened = pdx.open(tmp_path / "kept")
    assert fields(opened) == fields(archive) and opened.pages[0].text == archive.pages[0].text
    assert all(post.anchor.verify() for post in opened.posts)
    with pdx.writer(tmp_path / "kept") as writer:
        writer.add(tmp_path / "in")
    assert len(pdx.open(tmp_path / "kept").posts) == len(archive.posts)
    pdx.open(tmp_path / "kept").verify()


def test_a_damaged_text_is_read_from_its_source_again(tmp_path):
    archive = pdx.parse(laid_out(posts_of(4), 72), name="harbour.txt")
    archive.save(tmp_path / "kept")
    (texts,) = (tmp_path / "kept").glob("texts-*")
    data = bytearray(texts.read_bytes())
    data[data.rindex(b"Tags:")] ^= 1  # of the text that was read, behind the source
    texts.write_bytes(data)
    with pytest.raises(pdx.CorruptError):
        pdx.open(tmp_path / "kept").verify()
    done = pdx.repair(tmp_path / "kept", tmp_path / "mended")
    assert (done.kept, len(done.lost)) == (len(archive.posts), 0)
    assert fields(pdx.open(done.path)) == fields(archive)
