"""Appearances of one post that differ: what only one of them says is found there, and what all say is counted once."""

import pytest

import postdex as pdx

ENTRIES = {
    "The old crane is sold": "Nobody wanted the crane for nine years, and then two people wanted it on one morning.",
    "A market without apples": "The frost came late and took the blossom, so that the market had plums and pears but no apples.",
    "The ferry gets a bell": "A bell was hung at the landing, and the children of the town rang it until the ferryman hid the rope.",
}
DAYS = ["March 1, 2019", "March 2, 2019", "March 4, 2019"]
SUMMARY = "In short: a zeppelin carries it away."


def listing(bodies, end=""):
    entries = zip(ENTRIES, DAYS, bodies, strict=True)
    return "".join(f"{title}\n\n{day}\n\n{body}\n\n{end}" for title, day, body in entries)


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Whole texts; the same as excerpts, one of which was written by hand; and again, with an update in one."""
    folder = tmp_path_factory.mktemp("town")
    crane, apples, bell = ENTRIES.values()
    updated = [crane, f"{apples}\n\nUpdate: a cart from the hills brought quinces at noon.", bell]
    (folder / "a.txt").write_text(listing([crane, apples, bell]), encoding="utf-8")
    (folder / "b.txt").write_text(listing([SUMMARY, "The frost came late and took …", "A bell was hung at …"], "Continue Reading\n\n"), encoding="utf-8")
    (folder / "c.txt").write_text(listing(updated), encoding="utf-8")
    return pdx.open(folder)


def test_each_is_one_post(town):
    assert [post.title for post in town] == list(ENTRIES)
    assert [len(post.appearances) for post in town] == [3, 3, 3]


def test_what_only_another_appearance_says_is_found_where_it_stands(town):
    (line,) = town.find("zeppelin")
    assert line.post == town[0] and line.page == town.pages[1]
    assert line.before + line.node + line.after == SUMMARY
    begin, end = line.anchor.bytes
    assert town.sources[1].data[begin:end] == b"zeppelin" and line.anchor.verify()
    (hit,) = town.search("zeppelin morning")  # one word here, one there: one post
    assert hit.post == town[0]
    assert "zeppelin" in town.search("zeppelin")[0].snippet.text


def test_names_of_a_dictionary_stand_wherever_words_are_found(town):
    for word in ("zeppelin", "quinces", "crane", "one morning"):
        matches, lines = town.match([word]), town.find(f'"{word}"')
        assert [(match.post, match.text.anchor.bytes) for match in matches] == [(line.post, line.anchor.bytes) for line in lines]
        assert all(match.anchor.verify() for match in matches)


def test_what_all_say_is_counted_once(town):
    assert len(town.find("crane")) == 2  # in the title and in the text
    assert len(town.find("frost")) == len(town.find("blossom")) == len(town.find("bell")) - 1 == 1
    assert {line.page for line in town.find("frost | blossom | quinces")} == {town.pages[2]}  # the fullest
    assert [(term.posts, term.occurrences) for term in town.terms("frost")][:1] == [(1, 1)]
    assert town.words("quinces").items() == [("quinces", 1)]
    assert len(town.search("a")) == 3


def test_no_phrase_runs_from_one_appearance_into_another(town):
    assert len(town.find("one morning in short")) == 0


def test_parts_and_text_are_those_of_the_fullest(town):
    assert "zeppelin" not in town[0].text and "quinces" in town[1].text
    assert {part.page for part in town[0].parts} == {town.pages[0]}


def test_text_that_nobody_knows_what_it_is_is_found_whichever_file_is_first(tmp_path):
    """A line that is cut as "other" on the page of one tag, and is not there on that of another."""
    titles = ["The Ferry Goes Over", "A Lamp for the Quay", "Books Dry Their Pages"]
    bodies = [
        "The ferry went over the river on Monday and nobody was there to see it go, said the master of the ferry.",
        "A lamp was put up on the quay so that the boats may find their way home when the fog comes in.",
        "Twelve hundred books were dried page by page in the corn hall by a hundred volunteers of the town.",
    ]
    for tag, more in (("Alpha", ""), ("Beta", "\n\nUpdate: FERRY Kraken{} seen with C++ and don’t-care.")):
        text = f"Posts Tagged ‘{tag}’\n\n" + "".join(
            f"{title}\n\nMarch {i + 3}, 2013\n\n{body}{more.format(i)}\n\nTags: Alpha, Beta\n\n"
            for i, (title, body) in enumerate(zip(titles, bodies, strict=True))
        )
        (tmp_path / f"{tag}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / "Alpha.txt"), str(tmp_path / "Beta.txt")]
    for order in (files, files[::-1]):
        archive = pdx.open(order)
        assert len(archive) == 3
        assert len(archive.find("kraken*")) == 3
