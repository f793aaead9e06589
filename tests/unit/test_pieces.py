"""Texts with a line for each string of a page's markup: fields, lists and sentences are put together, and every byte stays where it was."""

import pytest

import postdex as pdx

PAGE = """The Tide Table
Tag Archives:
harbour
The Bell of the Ferry
Posted on
May 3, 2014
by
Ann Bell
|
3
Comments
The ferry has a new bell, and nobody knows who
gave it to the harbour
, where boats of all kinds come home late in the year.
Posted in
News
,
Quay
|
Tagged
harbour
,
bells
Lamps on the Hill
Posted on
April 28, 2014
by
Tom Reed
|
Leave a comment
In winter the lamps burn all night long, and
the old captain
counts them before he goes to bed.
Posted in
News
|
Tagged
harbour
,
lamps
,
night
A Longer Pier
Posted on
April 2, 2014
by
Ann Bell
|
Comments Off
on A Longer Pier
Nobody wanted to pay for a longer pier, which was
the third item
on the list of the council that evening.
Posted in
Quay
|
Tagged
harbour
"""
ENTRIES = [("The Bell of the Ferry", "2014-05-03", ["harbour", "bells"]), ("Lamps on the Hill", "2014-04-28", ["harbour", "lamps", "night"]), ("A Longer Pier", "2014-04-02", ["harbour"])]
GERMAN = PAGE.replace("Tag Archives:", "Schlagwort-Archive:").replace("Posted on", "Veröffentlicht am").replace("\nby\n", "\nvon\n").replace("Posted in", "Kategorien:")
GERMAN = GERMAN.replace("Tagged", "Schlagwörter:").replace("May 3, 2014", "3. Mai 2014").replace("April 28, 2014", "28. April 2014").replace("April 2, 2014", "2. April 2014")
GERMAN = GERMAN.replace("Leave a comment", "Schreib einen Kommentar").replace("Comments Off\non A", "Kommentare deaktiviert\nfür A").replace("3\nComments", "3\nKommentare")


def entries(archive):
    return [(str(post.title), post.published.iso, [str(tag) for tag in post.tags]) for post in archive.posts]


@pytest.mark.parametrize("text", [PAGE, GERMAN], ids=["en", "de"])
def test_fields_and_lists_are_read(text):
    archive = pdx.parse(text, name="tide.txt")
    assert [(title, day, set(tags) - {"News", "Quay"}) for title, day, tags in entries(archive)] == [(title, day, set(tags)) for title, day, tags in ENTRIES]


def test_a_sentence_goes_over_its_links():
    archive = pdx.parse(PAGE, name="tide.txt")
    assert archive.search('"nobody knows who gave it to the harbour"') and archive.search('"the old captain counts them"')
    assert [str(each) for each in archive.posts[1].paragraphs] == ["In winter the lamps burn all night long, and the old captain counts them before he goes to bed."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16le", "windows-1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_byte_stays_where_it_was(encoding, end):
    data = GERMAN.replace("\n", end).encode(encoding)
    archive = pdx.parse(data, name="tide.txt", encoding=encoding)
    at = 0
    for part in archive.pages[0].parts:
        begin, end_of = part.anchor.bytes
        assert begin == at and part.anchor.verify()
        assert data[begin:end_of].decode(encoding).split() == str(part).split()
        at = end_of
    assert at == len(data)
    assert len(archive.pages[0].text) == len(data.decode(encoding))
    for post, (_, _, tags) in zip(archive.posts, ENTRIES):
        for tag in tags:
            assert tag in [data[slice(*item.anchor.bytes)].decode(encoding) for item in post.tags]


def test_other_texts_stay_as_they_are():
    for text in (PAGE.replace("\nPosted on", "\n\nPosted on"), "Tags:\nharbour\nbells\n" * 6, "the ferry\nthe pier\nthe clerk\nthe tide\nthe mill\n" * 4):
        assert pdx.parse(text, name="tide.txt").pages[0].text == text


def test_an_archive_of_them_is_saved_and_mended(tmp_path):
    archive = pdx.parse(PAGE, name="tide.txt")
    archive.save(tmp_path / "kept")
    assert entries(pdx.open(tmp_path / "kept")) == entries(archive)
    (texts,) = (tmp_path / "kept").glob("texts-*")
    data = bytearray(texts.read_bytes())
    data[data.rindex(b"Lamps")] ^= 1  # of the text that was read, behind the source
    texts.write_bytes(data)
    with pytest.raises(pdx.CorruptError):
        pdx.open(tmp_path / "kept").verify()
    done = pdx.repair(tmp_path / "kept", tmp_path / "mended")
    assert (done.kept, len(done.lost)) == (3, 0)
    assert entries(pdx.open(done.path)) == entries(archive)


@pytest.mark.parametrize("text", [
    "".join(f"ann: hello there {i}\nbob: hi, how are you\nann: fine.\n" for i in range(10)),
    "def f(x):\n    return (\n        x,\n        y\n    )\nfor i in x:\n    print(i)\n]\n)\n}\n" * 4,
    "[a]\nx = 1\ny = 2\n]\n" * 10,
    "".join(f"this is a line of somebody who never writes capitals {i}\n" for i in range(30)),
    "Колокол прозвонил в воскресенье.\nлюди пришли с холмов\nи лодки вернулись.\n" * 6,
], ids=["chat", "program", "settings", "small letters", "verse"])  # fmt: skip
def test_texts_without_blank_lines_stay_as_they_are(text):
    assert pdx.parse(text, name="text.txt").pages[0].text == text
